"""Where does a text hold a protected word, however it is written? Imports no Django."""

from collections.abc import Collection, Sequence

from dhr_cases.anonymisation.hits import Hit
from dhr_cases.anonymisation.tokens import Token

__all__ = ["Hit", "find_tokens"]


def find_tokens(text: str, tokens: Sequence[Token], *, allowed: Collection[str] = ()) -> tuple[Hit, ...]:
    """Every protected word in the text, in order of place: exact ones (PROTECTED) and misspelt ones (MISSPELT).

    ``allowed`` are words a person judged to be no misspelling of a protected one, such as another person's name.
    """
    return ()
