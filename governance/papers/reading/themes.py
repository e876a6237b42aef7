"""Which themes hold in the published reviews? In bands, as learning tells them, and only as they stand today."""

from datetime import date

from dhr_cases.models import Partnership
from governance.papers.report_rows import ReviewThemeRow
from learning.theme_figures import ThemeFigure, figures_of


def review_themes(partnership: Partnership, on: date, today: date) -> tuple[ReviewThemeRow, ...]:
    """Themes that hold in five reviews or more, by set; none for a past day, whose coding is not counted again."""
    if on < today:
        return ()
    _whole, sets = figures_of(partnership, on)
    return tuple(
        ReviewThemeRow(each.themes.theme_set.label, row.theme.label, row.words)
        for each in sets
        for row in each.rows
        if _is_worth_telling(row)
    )


def _is_worth_telling(row: ThemeFigure) -> bool:
    return row.band is not None and row.band.least > 0
