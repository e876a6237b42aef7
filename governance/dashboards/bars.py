"""How wide is each bar of a picture? Whole numbers on a scale of a thousand, for a drawing without script."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

SCALE = 1000
THINNEST = 4
"""The narrowest bar, so that a small number is still seen."""


@dataclass(frozen=True)
class Bar:
    """One line: its words, what it shows in words, where its bar begins and how wide it is; a second, thinner one."""

    label: str
    shown: str
    x: int
    width: int
    inner: int = 0
    mark: int | None = None


def bars(rows: Iterable[tuple[str, str, int, int]]) -> list[Bar]:
    """Lines of words, shown words, a number and a part of it, all from nought on one scale."""
    lines = list(rows)
    most = max((number for _, _, number, _ in lines), default=0) or 1
    return [
        Bar(label, shown, 0, _width(number, most), min(_width(part, most), _width(number, most)))
        for label, shown, number, part in lines
    ]


def _width(number: int, most: int) -> int:
    return max(number * SCALE // most, THINNEST) if number > 0 else 0


@dataclass(frozen=True)
class Span:
    """A line with a first, a middle and a last day, and the words for them."""

    label: str
    shown: str
    first: date
    middle: date
    last: date


def spans(rows: Sequence[Span], on: date) -> list[Bar]:
    """Bars from first to last day with a mark in the middle, on one scale that begins on the day of the picture."""
    whole = max(((row.last - on).days for row in rows), default=0) or 1
    return [_span(row, on, whole) for row in rows]


def _span(row: Span, on: date, whole: int) -> Bar:
    begins, middle, ends = (max(0, (day - on).days) * SCALE // whole for day in (row.first, row.middle, row.last))
    width = max(ends - begins, THINNEST)
    return Bar(row.label, row.shown, min(begins, SCALE - width), width, mark=min(middle, SCALE - 1))
