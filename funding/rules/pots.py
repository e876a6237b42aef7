"""What does a rule see of a cost, what may it take, and in which words is that told to a partner?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from funding.money import percent_of, pounds

WHOLE = Decimal(100)


class UnfitRule(ValueError):
    """A rule cannot be as it was written. `key` names the part at fault; the sentence is fit for the screen."""

    def __init__(self, key: str, sentence: str) -> None:
        super().__init__(sentence)
        self.key = key


@dataclass(frozen=True, slots=True)
class Pot:
    """The cost one rule sees, in whole pence, and how much of it earlier rules have left.

    `words` names the cost ("the cost of £14,000"), `cases` is the number of reviews it is for, `parties` all
    parties in the order of the model, `names` how a party is called in a sentence where that is not its key.
    """

    whole: int
    left: int
    words: str
    parties: tuple[str, ...]
    cases: int = 1
    names: Mapping[str, str] = field(default_factory=dict)

    def name(self, party: str) -> str:
        """What a party is called in a sentence."""
        return self.names.get(party, party)

    def short_of(self, wanted: int) -> list[str]:
        """The clause that says less is left than was wanted; none where enough is left."""
        if wanted <= self.left:
            return []
        return [f"only {pounds(self.left)} is left: {pounds(self.left)}" if self.left else "nothing is left: £0"]

    def per_cent(self, percent: Decimal) -> tuple[int, str]:
        """So much of the whole cost, half up to the penny, and the clause that says so."""
        amount = percent_of(self.whole, percent)
        return amount, f"{plain_percent(percent)} of {self.words} is {pounds(amount)}"


@dataclass(frozen=True, slots=True)
class Taking:
    """What each party bears by one rule, in whole pence, nought included, and the sentence that explains it."""

    shares: tuple[tuple[str, int], ...]
    sentence: str


def sentence(clauses: Sequence[str]) -> str:
    """Clauses as one sentence."""
    return "; ".join(clauses) + "."


def plain_percent(percent: Decimal) -> str:
    """A per cent with every figure it has and no idle noughts: "50%", "33.3%"."""
    written = f"{percent:f}"
    return f"{written.rstrip('0').rstrip('.') if '.' in written else written}%"


def refuse_below_nought(key: str, pence: int | None) -> None:
    """Raises UnfitRule for an amount below nought; none is no fault."""
    if pence is not None and pence < 0:
        raise UnfitRule(key, f"{pence} is below nought.")


def refuse_beyond_whole(percent: Decimal) -> None:
    """Raises UnfitRule for a per cent that is not from 0 to 100."""
    if not percent.is_finite() or not 0 <= percent <= WHOLE:
        raise UnfitRule("percent", f"{percent} is not a per cent from 0 to 100.")
