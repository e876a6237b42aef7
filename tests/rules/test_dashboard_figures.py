"""Ageing, time with the Home Office and forecasts follow from recorded steps, and say when too little is known."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhr_cases.stages import Stage
from governance.dashboards.ageing import StageAge, Stay, ages, middle_of, stays_with_home_office
from governance.dashboards.bars import SCALE, THINNEST, Span, bars, spans
from governance.forecast import FEWEST, NOT_AWAITED, forecasts, quartile, spans_to_publication
from governance.position import CaseRecord, position
from tests.rules.test_case_position import day, review

S = Stage


def published(key: int, *, drafting: int, days: int) -> CaseRecord:
    """A review published so many days after its drafting began."""
    return review((S.REFERRED, 0), (S.DRAFTING, drafting), (S.PUBLISHED, drafting + days), key=key)


HISTORY = [published(key, drafting=10 * key, days=days) for key, days in enumerate((100, 200, 300, 400, 500))]


# Ageing


def test_counts_days_at_the_present_stage_of_live_reviews() -> None:
    records = [
        review((S.PANEL_WORK, 0), key=1), review((S.PANEL_WORK, 10), key=2), review((S.PANEL_WORK, 40), key=3),
        review((S.AT_QA, 90), key=4), review((S.CLOSED, 0), key=5), review((S.REFERRED, 0), key=6),
    ]  # fmt: skip
    assert ages(position(records, day(100))) == (StageAge(S.PANEL_WORK, 3, 90, 100), StageAge(S.AT_QA, 1, 10, 10))


def test_ages_only_the_reviews_that_are_shown() -> None:
    records = [review((S.PANEL_WORK, 0), key=1), review((S.PANEL_WORK, 50), key=2)]
    assert ages(position(records, day(60)), only=[2]) == (StageAge(S.PANEL_WORK, 1, 10, 10),)


@pytest.mark.parametrize(("days", "middle"), [([], None), ([7], 7), ([1, 2, 9], 2), ([1, 2, 3, 10], 2)])
def test_takes_the_middle_in_whole_days(days: list[int], middle: int | None) -> None:
    assert middle_of(days) == middle


# The Home Office's time


def test_measures_each_stay_with_the_home_office_from_sending_to_answer() -> None:
    record = review(
        (S.CSP_SIGNED_OFF, 0), (S.SUBMITTED, 5), (S.AT_QA, 20), (S.AMENDING, 65), (S.RESUBMITTED, 70), (S.AT_QA, 80)
    )
    first, second = stays_with_home_office([record], day(100))
    assert first == Stay(1, day(5), day(65), 60)
    assert second == Stay(1, day(70), None, 30)


def test_knows_of_no_stay_that_began_later() -> None:
    assert stays_with_home_office([review((S.CSP_SIGNED_OFF, 0), (S.SUBMITTED, 5))], day(4)) == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(list(Stage)), st.integers(0, 30)), min_size=1, max_size=12))
def test_lets_stays_of_one_review_never_overlap(walk: list[tuple[Stage, int]]) -> None:
    number, steps = 0, []
    for stage, gap in walk:
        number += gap
        steps.append((stage, number))
    stays = stays_with_home_office([review(*steps)], day(number + 10))
    assert all(earlier.until is not None and earlier.until <= later.since for earlier, later in pairwise(stays))
    assert all(stay.days >= 0 for stay in stays)


# The forecast


def test_forecasts_from_how_long_earlier_reviews_took_from_the_same_stage() -> None:
    waiting = review((S.REFERRED, 0), (S.DRAFTING, 990), key=9)
    (found,) = forecasts([*HISTORY, waiting], day(1000))
    assert (found.earliest, found.middle, found.latest) == (day(990 + 200), day(990 + 300), day(990 + 400))
    assert (found.key, found.based_on, found.why) == (9, 5, "")


def test_counts_only_spans_as_long_as_it_has_waited_already() -> None:
    waiting = review((S.DRAFTING, 800), key=9)
    (found,) = forecasts([*HISTORY, waiting], day(950))
    assert (found.based_on, found.earliest) == (4, day(800 + 275))


def test_gives_no_forecast_from_too_few_earlier_reviews() -> None:
    few = HISTORY[: FEWEST - 1]
    (found,) = forecasts([*few, review((S.DRAFTING, 900), key=9)], day(1000))
    assert (found.middle, found.based_on) == (None, FEWEST - 1)
    assert "Fewer than 4 earlier reviews passed this stage" in found.why


def test_gives_no_forecast_to_a_review_older_than_the_history() -> None:
    (found,) = forecasts([*HISTORY, review((S.DRAFTING, 400), key=9)], day(1000))
    assert found.middle is None
    assert "stood here as long" in found.why


def test_learns_nothing_from_what_was_published_later() -> None:
    """As at a past day only reviews published by then are history."""
    spans_then = spans_to_publication(HISTORY, day(100 + 0))
    assert spans_then[S.DRAFTING] == (100,)
    assert spans_to_publication(HISTORY, day(99))[S.DRAFTING] == ()


@pytest.mark.parametrize("stage", sorted(NOT_AWAITED))
def test_forecasts_nothing_where_no_publication_is_awaited(stage: Stage) -> None:
    assert forecasts([*HISTORY, review((stage, 0), key=9)], day(1000)) == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 1000), min_size=4, max_size=20), st.integers(0, 200))
def test_keeps_the_days_of_a_forecast_in_order_and_ahead(days: list[int], waited: int) -> None:
    history = [published(key, drafting=0, days=number) for key, number in enumerate(days)]
    (found,) = forecasts([*history, review((S.DRAFTING, 2000 - waited), key=99)], day(2000))
    if found.earliest and found.middle and found.latest:
        assert day(2000) <= found.earliest <= found.middle <= found.latest
    else:
        assert found.based_on < FEWEST


@pytest.mark.parametrize(("part", "value"), [(0.0, 10), (0.25, 17.5), (0.5, 25), (0.75, 32.5), (1.0, 40)])
def test_reads_quartiles_between_ordered_values(part: float, value: float) -> None:
    assert quartile([10, 20, 30, 40], part) == value


# Pictures


def test_draws_bars_on_one_scale() -> None:
    found = bars([("A", "a", 50, 25), ("B", "b", 100, 100), ("C", "c", 0, 0), ("D", "d", 1, 0)])
    assert [(bar.width, bar.inner) for bar in found] == [(500, 250), (SCALE, SCALE), (0, 0), (10, 0)]


def test_shows_even_the_smallest_number() -> None:
    assert [bar.width for bar in bars([("A", "", 1, 0), ("B", "", 100_000, 0)])] == [THINNEST, SCALE]


def test_draws_nothing_of_nothing() -> None:
    assert (bars([]), spans([], day(0))) == ([], [])
    assert bars([("A", "", 0, 0)])[0].width == 0


def test_draws_forecasts_from_the_day_on() -> None:
    (first, second) = spans(
        [Span("A", "", day(10), day(20), day(40)), Span("B", "", day(0), day(100), day(100))], day(0)
    )
    assert (first.x, first.width, first.mark) == (100, 300, 200)
    assert (second.x, second.width, second.mark) == (0, SCALE, SCALE - 1)


def test_keeps_every_bar_inside_the_picture() -> None:
    today = datetime.date(2026, 1, 1)
    (bar,) = spans([Span("A", "", today, today, today)], today)
    assert 0 <= bar.x <= bar.x + bar.width <= SCALE
