"""How far has a measure changed from one time to the next, in figures and in words?

A figure that is not stated is never nil. A change that was printed without its figures is kept as printed and marked
so; nothing is worked out from it. Imports no Django.
Source: requirements D2, D3, D15, D17, D23 from Kent's minutes of 2015 to 2025 [V]; one decimal and half up, ours [D].
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import pairwise

TENTH = Decimal("0.1")
NOT_STATED = "not stated"
NO_CHANGE_KNOWN = "not known"
FROM_NIL = "none, because the earlier figure is nil"


class RiseMeans(StrEnum):
    """Codes of what a rise of a measure means."""

    GOOD = "good"
    BAD = "bad"
    NEITHER = "neither"


RISE_MEANS: Mapping[RiseMeans, str] = {
    RiseMeans.GOOD: "A rise is good",
    RiseMeans.BAD: "A rise is bad",
    RiseMeans.NEITHER: "A rise is neither good nor bad by itself",
}


@dataclass(frozen=True)
class Told:
    """What is told of a measure for one time: its figure, its adjusted figure and why, a change only printed."""

    label: str
    value: Decimal | None = None
    adjusted: Decimal | None = None
    adjusted_why: str = ""
    printed_change: str = ""
    commentary: str = ""
    source: str = ""

    @property
    def best(self) -> Decimal | None:
        """The adjusted figure where there is one, else the figure."""
        return self.value if self.adjusted is None else self.adjusted


@dataclass(frozen=True)
class Change:
    """How far a figure changed; ``by`` is None where one of the two is not stated.

    ``percent`` is None as well where the earlier figure is nil.
    """

    by: Decimal | None
    percent: Decimal | None

    @property
    def by_words(self) -> str:
        """The change with its sign."""
        return NO_CHANGE_KNOWN if self.by is None else signed(self.by)

    @property
    def percent_words(self) -> str:
        """The per cent, or why there is none."""
        if self.percent is not None:
            return f"{self.percent}%"
        return NO_CHANGE_KNOWN if self.by is None else FROM_NIL


@dataclass(frozen=True)
class Compared:
    """What is told for one time, beside what was told for the time before it; None for the first time."""

    before: Told | None
    after: Told

    @property
    def change(self) -> Change:
        """Of the figures as they were counted."""
        return change_between(self.before.value if self.before else None, self.after.value)

    @property
    def adjusted_change(self) -> Change:
        """Of the adjusted figures; where only one time was adjusted, the other's figure stands as it is."""
        return change_between(self.before.best if self.before else None, self.after.best)

    @property
    def is_adjusted(self) -> bool:
        """True where the figure of either time was adjusted."""
        return any(told.adjusted is not None for told in self.sides)

    @property
    def sides(self) -> tuple[Told, ...]:
        """The times that are told of, the earlier first."""
        return (self.before, self.after) if self.before else (self.after,)

    @property
    def is_only_printed(self) -> bool:
        """True for a change that was printed or quoted and whose figures are not stated."""
        return bool(self.after.printed_change) and self.change.by is None

    @property
    def change_words(self) -> str:
        """The change in words; one that is only printed says so."""
        if self.is_only_printed:
            return f"{self.after.printed_change} as printed, without its figures"
        return self.change.by_words

    @property
    def percent_words(self) -> str:
        """The per cent in words, beside what was printed where the source prints a change itself."""
        words = self.change.percent_words
        if self.after.printed_change and not self.is_only_printed:
            return f"{words} (printed: {self.after.printed_change})"
        return words

    @property
    def adjusted_words(self) -> str:
        """Both figures as adjusted, their change and why; "none" where none was adjusted."""
        if not self.is_adjusted:
            return "none"
        changed = f" ({self.adjusted_change.by_words}, {self.adjusted_change.percent_words})" if self.before else ""
        return f"{' to '.join(in_words(told.best) for told in self.sides)}{changed}: {'; '.join(self._reasons())}"

    def _reasons(self) -> Iterable[str]:
        return (f"{told.label}, {told.adjusted_why}" for told in self.sides if told.adjusted is not None)


def change_between(before: Decimal | None, after: Decimal | None) -> Change:
    """The change from one figure to the next; nothing where one of them is not stated."""
    if before is None or after is None:
        return Change(None, None)
    return Change(after - before, percent_between(before, after))


def percent_between(before: Decimal, after: Decimal) -> Decimal | None:
    """The change in per cent of the earlier figure, one decimal, halves away from nil; None from nil."""
    if not before:
        return None
    return ((after - before) * 100 / abs(before)).quantize(TENTH, ROUND_HALF_UP) + 0


def compared(tellings: Iterable[Told]) -> tuple[Compared, ...]:
    """Each time beside the one before it, in the order given, earliest first."""
    rows = tuple(tellings)
    first = tuple(Compared(None, row) for row in rows[:1])
    return first + tuple(Compared(before, after) for before, after in pairwise(rows))


def in_words(value: Decimal | None) -> str:
    """A figure as people write it, without noughts that say nothing; one that is not stated says so."""
    return NOT_STATED if value is None else f"{_short(value):,f}"


def sentence(words: str) -> str:
    """Words with one full stop at their end."""
    return words.strip().rstrip(".") + "."


def signed(value: Decimal) -> str:
    """A change with its sign; no change bears none."""
    return f"{_short(value):+,f}" if value else "0"


def _short(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole + 0 if value == whole else value.normalize()
