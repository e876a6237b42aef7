"""Where does each bar of a chart of percentages end? Whole numbers on a scale of a thousand. Imports no Django.

A drawing without script and without style inside: place and width are attributes, colours come from the style sheet.
A chart never stands alone; the table beside it says the same in figures.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from learning.feedback_statistics import Share

SCALE = 1000


@dataclass(frozen=True)
class Bar:
    """One bar: its words, what it is worth in words, and its width on the scale."""

    label: str
    shown: str
    width: int


@dataclass(frozen=True)
class Chart:
    """Bars under one title; ``said`` is what a reader hears in place of the picture."""

    title: str
    bars: tuple[Bar, ...]

    @property
    def said(self) -> str:
        """The chart in one sentence."""
        return f"{self.title}. {'; '.join(f'{bar.label}: {bar.shown}' for bar in self.bars)}."


def chart_of(title: str, shares: Iterable[Share]) -> Chart:
    """Percentages as bars; a full bar is a hundred per cent, not the largest of them."""
    return Chart(title, tuple(Bar(row.label, f"{row.percent}%", row.percent * SCALE // 100) for row in shares))
