"""What in a text may point to a person, though no register names it? Each hit is a suggestion. Imports no Django."""

from collections.abc import Collection

from dhr_cases.anonymisation.hits import Hit


def recognise(text: str, *, known_words: Collection[str] = ()) -> tuple[Hit, ...]:
    """Everything a recogniser finds, in order of place. ``known_words`` are never taken for unknown names."""
    return ()
