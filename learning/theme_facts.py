"""What do reports and seminars tell of themes? Plain facts, fit for the public: numbers of reviews only in bands."""

import datetime
from dataclasses import dataclass

from dhr_cases.models import Partnership
from learning.theme_figures import figures_of


@dataclass(frozen=True)
class ThemeFact:
    """A theme, the set it belongs to, and the band of its number of reviews in words, never a small number."""

    label: str
    set_label: str
    reviews: str


def themes_of(partnership: Partnership, on: datetime.date) -> tuple[ThemeFact, ...]:
    """Every theme in force on a day of which a number is told; () while fewer than fifteen reviews were put up."""
    _, sets = figures_of(partnership, on)
    return tuple(
        ThemeFact(row.theme.label, each.themes.theme_set.label, row.words)
        for each in sets
        for row in each.rows
        if row.band is not None
    )
