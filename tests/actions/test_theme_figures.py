"""In how many reviews does a theme hold, told so that no number under five can be seen or worked out?"""

import datetime
import random
from collections.abc import Iterable

import pytest
from django.utils import timezone

from dhr_cases.models import PublicRecord, PublicState, User
from dhr_cases.models.history import change
from learning.actions.themes import Turn, merge_themes
from learning.models import CodedItem, CodingReading, Theme, ThemeCode
from learning.theme_figures import NOT_TOLD, counted, figure_of_both, figures_of
from learning.themes.coding_terms import digest_of
from learning.themes.small_numbers import LEAST_WHOLE, Told
from tests.coded import second_coder, theme_set, themes_in
from tests.conftest import Cast
from tests.public_records import PUT_UP, put_record

TODAY = timezone.localdate()
UNDER = 5


def put_up(cast: Cast, number: int, first: int = 0) -> list[PublicRecord]:
    """Reviews on the register, put up day after day."""
    days = [PUT_UP + datetime.timedelta(days=place) for place in range(first, first + number)]
    return [
        put_record(cast.partnership, f"review-{place}", title=f"Review {place}", put_up_on=day)
        for place, day in enumerate(days, start=first)
    ]


def hold(cast: Cast, records: Iterable[PublicRecord], *themes: Theme) -> None:
    """Two people saw the themes in the first paragraph of each review."""
    coders: list[User] = [cast.coordinator, second_coder(cast)]
    for record in records:
        item = CodedItem.objects.create(
            partnership=record.partnership,
            record=record,
            number=1,
            text="Told.",
            digest=digest_of("Told."),
            kind="passage",
        )
        for coder in coders:
            reading = CodingReading.objects.create(item=item, by=coder, on=TODAY)
            for theme in themes:
                ThemeCode.objects.create(reading=reading, theme=theme)


def _bands(cast: Cast) -> dict[str, str]:
    _, sets = figures_of(cast.partnership, TODAY)
    return {row.theme.label: row.words for each in sets for row in each.rows}


def test_tells_each_number_in_its_band(cast: Cast) -> None:
    rare, some, common = themes_in(cast, theme_set(cast), "Rare", "Some", "Common")
    records = put_up(cast, 21)
    hold(cast, records[:2], rare, some, common)
    hold(cast, records[2:7], some, common)
    hold(cast, records[7:18], common)

    assert figures_of(cast.partnership, TODAY)[0] == 20
    assert _bands(cast) == {"Rare": "fewer than 5", "Some": "5 to 9", "Common": "15 or more"}


def test_tells_nothing_of_fewer_than_fifteen_reviews(cast: Cast) -> None:
    (theme,) = themes_in(cast, theme_set(cast), "Control")
    hold(cast, put_up(cast, LEAST_WHOLE - 1), theme)

    assert _bands(cast) == {"Control": NOT_TOLD}


def test_lets_one_review_more_change_nothing_until_five_are_there(cast: Cast) -> None:
    (theme,) = themes_in(cast, theme_set(cast), "Control")
    hold(cast, put_up(cast, LEAST_WHOLE)[:4], theme)
    before = _bands(cast)

    hold(cast, put_up(cast, 4, first=LEAST_WHOLE), theme)
    assert _bands(cast) == before
    put_up(cast, 1, first=LEAST_WHOLE + 4)
    assert _bands(cast) == {"Control": "5 to 9"}


def test_keeps_counting_a_review_that_was_taken_down(cast: Cast) -> None:
    """Else the same question, asked before and after, would tell what that one review held."""
    records = put_up(cast, LEAST_WHOLE)
    records[0].state = PublicState.WITHDRAWN
    with change("Taken down", None):
        records[0].save()

    assert counted(cast.partnership).reviews == tuple(record.pk for record in records)


def test_counts_two_themes_together_in_a_band(cast: Cast) -> None:
    first, second = themes_in(cast, theme_set(cast), "Control", "Stalking")
    records = put_up(cast, 20)
    hold(cast, records[:6], first, second)
    hold(cast, records[6:12], first)

    assert figure_of_both(cast.partnership, first, second) == Told(5, 9, 20)


def test_tells_no_pair_with_a_value_that_excludes_others(cast: Cast) -> None:
    exclusive = theme_set(cast, "Place")
    with change("Test", None):
        exclusive.is_exclusive = True
        exclusive.save()
    (value,) = themes_in(cast, exclusive, "At home")
    (theme,) = themes_in(cast, theme_set(cast), "Control")
    hold(cast, put_up(cast, 20), value, theme)

    assert figure_of_both(cast.partnership, value, theme) is None


def test_withholds_values_that_the_whole_would_pin_down(cast: Cast) -> None:
    exclusive = theme_set(cast, "Place")
    with change("Test", None):
        exclusive.is_exclusive = True
        exclusive.save()
    values = themes_in(cast, exclusive, "One", "Two", "Three", "Four")
    records = put_up(cast, 20)
    for number, value in enumerate(values):
        hold(cast, records[number * 4 : number * 4 + 4], value)

    assert set(_bands(cast).values()) == {NOT_TOLD}


def test_counts_a_merged_theme_with_what_went_into_it(cast: Cast) -> None:
    first, second = themes_in(cast, theme_set(cast), "Violent", "Acquisitive")
    records = put_up(cast, 20)
    hold(cast, records[:4], first)
    hold(cast, records[4:8], second)
    merge_themes(
        themes=[first, second],
        by=cast.coordinator,
        label="Serious Crime",
        turn=Turn(datetime.date(2026, 1, 1), "Agreed"),
    )

    assert _bands(cast) == {"Serious Crime": "5 to 9"}


def test_gives_no_attacker_a_number_under_five_from_a_thousand_pairs_of_questions(cast: Cast) -> None:
    """Bands of the real page for six themes and every pair; differences never leave one value under five."""
    lot = random.Random(7)  # noqa: S311  # worlds drawn by lot, no secret
    themes = themes_in(cast, theme_set(cast), *(f"Theme {number}" for number in range(6)))
    records = put_up(cast, 25)
    for record in records:
        hold(cast, [record], *[theme for place, theme in enumerate(themes) if lot.random() < (place + 1) / 8])
    singles = {frozenset({theme.pk}): _band_of(cast, theme) for theme in themes}
    stock = counted(cast.partnership)
    pairs = {
        frozenset({one.pk, two.pk}): figure_of_both(cast.partnership, one, two) for one in themes for two in themes
    }
    questions = [(asked, band) for asked, band in (singles | pairs).items() if band is not None]
    for _ in range(1_000):
        (wide, whole), (narrow, part) = lot.choice(questions), lot.choice(questions)
        if wide <= narrow:
            least, most = max(0, whole.least - part.most), whole.most - part.least
            assert least != most or least >= UNDER
    assert stock.whole == 25
    assert len(questions) == len(singles | pairs)


def _band_of(cast: Cast, theme: Theme) -> Told | None:
    _, sets = figures_of(cast.partnership, TODAY)
    return next(row.band for each in sets for row in each.rows if row.theme == theme)


@pytest.mark.parametrize("number", range(UNDER))
def test_never_says_which_number_under_five_it_is(cast: Cast, number: int) -> None:
    (theme,) = themes_in(cast, theme_set(cast), "Control")
    hold(cast, put_up(cast, 15)[:number], theme)

    assert _bands(cast) == {"Control": "fewer than 5"}
