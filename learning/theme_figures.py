"""In how many reviews does a theme hold? Told in bands, so that no number under five shows or can be worked out.

The rules are those of ``learning.themes.small_numbers``. Reviews are counted in the order in which they were put up
on the public register; one that is counted stays counted when it is taken down. A review without the theme counts as
one without it, whether it was read for it or not.
"""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from dhr_cases.models import Partnership, PublicRecord, PublicState
from learning.models import Theme
from learning.theme_rows import SetOfThemes, held_by_record, sets_of
from learning.themes.small_numbers import Told, counted_whole, told, told_together

NOT_TOLD = "not told"
"""What stands where the rules let nothing be told."""


@dataclass(frozen=True)
class ThemeFigure:
    """A theme and the band in which its number of reviews is told; None where nothing is told."""

    theme: Theme
    band: Told | None

    @property
    def words(self) -> str:
        """The band in words."""
        return self.band.words if self.band else NOT_TOLD


@dataclass(frozen=True)
class SetFigures:
    """The themes of a set that are in force, with their figures."""

    themes: SetOfThemes
    rows: tuple[ThemeFigure, ...]


@dataclass(frozen=True)
class Counted:
    """The reviews that are counted, by key, and the themes that hold in each, in the order of its paragraphs."""

    reviews: tuple[int, ...]
    held: Mapping[int, Sequence[int]]

    @property
    def whole(self) -> int:
        """How many reviews are counted."""
        return len(self.reviews)

    def with_all(self, groups: Collection[Collection[int]]) -> int:
        """How many reviews hold a theme of each group."""
        return sum(all(set(group) & set(self.held.get(review, ())) for group in groups) for review in self.reviews)

    def first_of(self, review: int, keys: Mapping[int, int]) -> int | None:
        """The value of an exclusive set that a review has: the first that holds in it; None for none."""
        return next((keys[key] for key in self.held.get(review, ()) if key in keys), None)


def counted(partnership: Partnership) -> Counted:
    """What is counted; four queries."""
    were_up = PublicRecord.objects.filter(
        partnership=partnership, state__in=(PublicState.PUBLISHED, PublicState.WITHDRAWN)
    )
    keys = list(were_up.exclude(put_up_on=None).order_by("put_up_on", "pk").values_list("pk", flat=True))
    reviews = tuple(keys[: counted_whole(len(keys))])
    return Counted(reviews, held_by_record(partnership) if reviews else {})


def figures_of(partnership: Partnership, on: datetime.date) -> tuple[int, tuple[SetFigures, ...]]:
    """How many reviews are counted, and the figures of every set, for the themes in force on a day."""
    stock = counted(partnership)
    return stock.whole, tuple(_set_figures(each, on, stock) for each in sets_of(partnership))


def _set_figures(themes: SetOfThemes, on: datetime.date, stock: Counted) -> SetFigures:
    rows = themes.in_force(on)
    bands = _exclusive_bands(themes, rows, stock) if themes.theme_set.is_exclusive else _bands(themes, rows, stock)
    return SetFigures(themes, tuple(ThemeFigure(theme, band) for theme, band in zip(rows, bands, strict=True)))


def _bands(themes: SetOfThemes, rows: Sequence[Theme], stock: Counted) -> list[Told | None]:
    numbers = [stock.with_all([themes.keys_counted_under(theme)]) for theme in rows]
    return [told(number, stock.whole) for number in numbers]


def _exclusive_bands(themes: SetOfThemes, rows: Sequence[Theme], stock: Counted) -> Sequence[Told | None]:
    """Bands of values that exclude one another; the reviews without a value are one number more."""
    keys = {key: theme.pk for theme in rows for key in themes.keys_counted_under(theme)}
    values = [stock.first_of(review, keys) for review in stock.reviews]
    numbers = [values.count(theme.pk) for theme in rows]
    bands = told_together([*numbers, values.count(None)], stock.whole)
    return [None] * len(rows) if bands is None else bands[: len(rows)]


def figure_of_both(partnership: Partnership, first: Theme, second: Theme) -> Told | None:
    """In how many reviews two themes hold together; None where nothing is told, as for values that exclude others."""
    if first.theme_set.is_exclusive or second.theme_set.is_exclusive:
        return None
    stock = counted(partnership)
    by_theme = {theme.pk: themes for themes in sets_of(partnership) for theme in themes.themes}
    groups = [by_theme[theme.pk].keys_counted_under(theme) for theme in (first, second)]
    return told(stock.with_all(groups), stock.whole)
