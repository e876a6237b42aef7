"""How does an amount stand in a paper: exact, about, or not stated, alone and in a total?

Money is whole pence. An amount that is not stated is never nil (L3), "about" and "over" stay to the end (L4).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from funding.money import Qualifier, in_words
from funding.position.qualifiers import of_sum

NOT_STATED = "not stated"


@dataclass(frozen=True)
class Figure:
    """One amount with its qualifier; ``pence`` is None where nobody has stated it."""

    pence: int | None = None
    qualifier: Qualifier = Qualifier.EXACT

    def __str__(self) -> str:
        """The amount in words, for example "about £20,000" or "not stated"."""
        return in_words(self.pence, self.qualifier)

    @property
    def is_stated(self) -> bool:
        """True when there is an amount, nil included."""
        return self.pence is not None


UNSTATED = Figure()


@dataclass(frozen=True)
class Total:
    """The sum of the amounts that are stated, and how many are left out because they are not."""

    pence: int | None
    qualifier: Qualifier
    left_out: int

    def __str__(self) -> str:
        """The sum in words; it says how many rows it leaves out."""
        words = in_words(self.pence, self.qualifier)
        if not self.left_out or self.pence is None:
            return words
        return f"{words} ({self.left_out} {'row' if self.left_out == 1 else 'rows'} not stated left out)"


def total(figures: Iterable[Figure]) -> Total:
    """The sum of what is stated; nil of an empty list, not stated where every row is.

    The qualifier is what can be said of the sum; "about" where the rows' qualifiers pull both ways.
    """
    rows = tuple(figures)
    stated = [row for row in rows if row.is_stated]
    if rows and not stated:
        return Total(None, Qualifier.EXACT, len(rows))
    return _sum_of(stated, left_out=len(rows) - len(stated))


def _sum_of(stated: Sequence[Figure], left_out: int) -> Total:
    pence = sum(row.pence or 0 for row in stated)
    return Total(pence, of_sum(row.qualifier for row in stated), left_out)
