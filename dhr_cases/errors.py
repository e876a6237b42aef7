"""Which refusals a rule can give; each carries a sentence fit for the screen."""


class ReviewError(Exception):
    """A rule of the review said no. ``sentence`` is what the person reads."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotPermitted(ReviewError):
    """This person may not do this; the sentence says who may."""


class NotNow(ReviewError):
    """Nobody may do this at this moment; the sentence says what would make it possible."""


class Incomplete(ReviewError):
    """Something that must be there is missing or contradicts itself; ``missing`` lists each point."""

    def __init__(self, sentence: str, missing: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.missing = missing
