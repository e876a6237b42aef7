"""A forecast stands on four reviews at least, counts from where a review stands, and says why there is none."""

import datetime
from dataclasses import replace

import pytest

from dhr_cases.stages import Stage
from governance.forecast import NOT_AWAITED, Forecast, forecasts, quartile, spans_to_publication
from governance.position import CaseRecord, standing_of
from tests.rules.test_case_position import day, review

S = Stage
PASSED = "Fewer than 4 earlier reviews passed this stage."
STOOD = "Fewer than 4 earlier reviews stood here as long."


def published(key: int, days: int) -> CaseRecord:
    """A review whose drafting began on day 0 and that was published so many days later."""
    return review((S.DRAFTING, 0), (S.PUBLISHED, days), key=key)


def history(*days: int) -> list[CaseRecord]:
    """Reviews that took so many days each from drafting to publication, under keys from 101 on."""
    return [published(100 + number, each) for number, each in enumerate(days, 1)]


def drafted(on: int, key: int = 1) -> CaseRecord:
    """A review under way that came to drafting on a day."""
    return review((S.REFERRED, on - 50), (S.DRAFTING, on), key=key)


def only(records: list[CaseRecord], on: datetime.date) -> Forecast:
    """The one forecast there is."""
    (found,) = forecasts(records, on)
    return found


# How many reviews it stands on


@pytest.mark.parametrize(("days", "why"), [((), PASSED), ((40,), PASSED), ((40, 50, 60), PASSED)])
def test_says_how_few_reviews_passed_the_stage(days: tuple[int, ...], why: str) -> None:
    found = only([*history(*days), drafted(1000)], day(1000))
    assert found == Forecast(1, len(days), why=why)


def test_stands_on_four_reviews() -> None:
    found = only([*history(40, 80, 120, 160), drafted(1000)], day(1000))
    assert found == Forecast(1, 4, day(1070), day(1100), day(1130))


@pytest.mark.parametrize(
    ("waited", "based_on", "why"), [(39, 5, ""), (40, 5, ""), (41, 4, ""), (80, 4, ""), (81, 3, STOOD), (500, 0, STOOD)]
)
def test_counts_a_span_up_to_the_day_on_which_it_ends(waited: int, based_on: int, why: str) -> None:
    found = only([*history(40, 80, 120, 160, 200), drafted(1000)], day(1000 + waited))
    assert (found.based_on, found.why, found.middle is None) == (based_on, why, bool(why))


def test_leaves_out_the_spans_that_are_shorter_than_the_wait() -> None:
    records = [*history(40, 80, 120, 160, 200), drafted(1000)]
    assert only(records, day(1040)).middle == day(1120)
    assert only(records, day(1041)).middle == day(1140)


def test_rounds_a_day_between_two_to_a_whole_one() -> None:
    found = only([*history(10, 20, 31, 41), drafted(1000)], day(1000))
    assert (found.earliest, found.middle, found.latest) == (day(1018), day(1026), day(1034))


# Whence it counts


def test_counts_a_review_taken_on_from_the_day_on_which_it_came_to_the_stage() -> None:
    taken_on = review((S.REFERRED, 900), (S.DRAFTING, 1000), (S.DRAFTING, 1050), key=1)
    record = replace(taken_on, certain_from=day(1050))
    stands = standing_of(record, day(1060))
    found = only([*history(100, 100, 100, 100), record], day(1060))
    assert stands is not None
    assert stands.since == day(1000)
    assert found.middle == stands.since + datetime.timedelta(days=100)


def test_counts_a_review_that_came_back_to_a_stage_from_its_coming_back() -> None:
    record = review((S.DRAFTING, 1000), (S.FAMILY_REVIEW, 1050), (S.DRAFTING, 1080), key=1)
    assert only([*history(100, 100, 100, 100), record], day(1090)).middle == day(1180)


def test_measures_earlier_reviews_from_their_first_coming_to_a_stage() -> None:
    record = review((S.DRAFTING, 0), (S.FAMILY_REVIEW, 50), (S.DRAFTING, 80), (S.PUBLISHED, 100))
    assert spans_to_publication([record], day(100))[S.DRAFTING] == (100,)


# Which reviews it is made from


def test_measures_only_what_was_published_by_the_day() -> None:
    assert spans_to_publication([published(1, 100)], day(99))[S.DRAFTING] == ()
    assert spans_to_publication([published(1, 100)], day(100))[S.DRAFTING] == (100,)


def test_names_every_stage_and_puts_spans_in_order() -> None:
    spans = spans_to_publication(history(90, 30, 60), day(90))
    assert list(spans) == list(Stage)
    assert spans[S.DRAFTING] == (30, 60, 90)
    assert spans[S.PUBLISHED] == (0, 0, 0)
    assert spans[S.SUBMITTED] == ()


def test_measures_nothing_from_a_stage_reached_after_publication() -> None:
    record = review((S.DRAFTING, 0), (S.PUBLISHED, 100), (S.LEARNING, 101), (S.MONITORING, 120))
    spans = spans_to_publication([record], day(200))
    assert (spans[S.DRAFTING], spans[S.LEARNING], spans[S.MONITORING]) == ((100,), (), ())


def test_measures_a_review_published_twice_up_to_its_first_publication() -> None:
    record = review((S.DRAFTING, 0), (S.PUBLISHED, 100), (S.PUBLICATION_WITHHELD, 150), (S.PUBLISHED, 300))
    assert spans_to_publication([record], day(400))[S.DRAFTING] == (100,)


# Of which reviews it tells


def test_tells_of_reviews_under_way_in_the_order_of_the_records() -> None:
    records = [drafted(1000, key=7), *history(40, 80, 120, 160), drafted(1000, key=3)]
    assert [found.key for found in forecasts(records, day(1000))] == [7, 3]


def test_tells_nothing_before_the_first_step() -> None:
    assert forecasts([drafted(1000)], day(949)) == ()
    assert [found.why for found in forecasts([drafted(1000)], day(950))] == [PASSED]


def test_awaits_a_publication_up_to_the_day_before_it() -> None:
    assert len(forecasts([published(1, 100)], day(99))) == 1
    assert forecasts([published(1, 100)], day(100)) == ()


def test_awaits_no_second_publication() -> None:
    record = review((S.PUBLISHED, 100), (S.PUBLICATION_WITHHELD, 150), (S.PRE_PUBLICATION, 200))
    assert forecasts([record], day(200)) == ()


@pytest.mark.parametrize("stage", sorted(set(Stage) - NOT_AWAITED - {S.PUBLISHED}))
def test_awaits_a_publication_from_every_other_stage(stage: Stage) -> None:
    assert [found.why for found in forecasts([review((stage, 0))], day(1))] == [PASSED]


def test_takes_the_one_value_of_one_for_every_quartile() -> None:
    assert [quartile([7], part) for part in (0.0, 0.25, 0.5, 0.75, 1.0)] == [7] * 5
