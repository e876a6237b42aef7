"""When a body ends, is what it left unpaid shown once, under the right cause, with whoever is to carry it?"""

from datetime import date

import pytest

from funding.position import Position, ShareFact, position
from funding.terms import AgreementState, Cause, Measure, PartYear
from tests.rules.year_facts import (
    CRC,
    DURING,
    LAST_DAY_OF_CRC,
    PROBATION,
    YEAR,
    agreement,
    chair,
    ended,
    successor,
    year,
)

SHARE = 100_000
PAID = 23_562
LEFT = SHARE - PAID
PAID_BY_DAYS = (SHARE, SHARE, PAID, PAID)


def _at(found: Position, measure: Measure = Measure.CONFIRMED) -> dict[Cause, int]:
    assert sum(found.causes[measure].values()) == found.shortfall[measure]
    return {cause: pence for cause, pence in found.causes[measure].items() if pence}


def _year(*shares: ShareFact, on: date = DURING) -> Position:
    return position(year(*shares, costs=[chair(SHARE)], on=on))


def test_counts_no_more_of_an_ended_body_than_it_has_paid() -> None:
    found = _year(ended(SHARE, PAID_BY_DAYS))
    body = found.partners[0]
    assert set(body.counted.values()) == {PAID}
    assert body.posted[Measure.CONFIRMED] == SHARE
    assert (body.orphaned, body.kept, body.passed_on) == (LEFT, PAID, LEFT)
    assert all(_at(found, measure) == {Cause.ORPHANED: LEFT} for measure in Measure)


def test_orphans_the_whole_share_where_nothing_was_received() -> None:
    assert _at(_year(ended(SHARE, (SHARE, SHARE, SHARE, 0)))) == {Cause.ORPHANED: SHARE}


@pytest.mark.parametrize(
    ("on", "is_orphaned"),
    [(LAST_DAY_OF_CRC, False), (date(2021, 6, 26), True)],
)
def test_orphans_from_the_day_after_the_last_day(on: date, is_orphaned: bool) -> None:
    found = _year(ended(SHARE, PAID_BY_DAYS), on=on)
    assert found.partners[0].is_orphaned is is_orphaned
    assert found.partners[0].passed_on == LEFT
    assert (Cause.ORPHANED in _at(found)) is is_orphaned


@pytest.mark.parametrize(
    ("ended_on", "by_days", "whole_year"),
    [
        (date(2020, 12, 31), True, True),
        (date(2021, 3, 31), True, True),
        (date(2021, 4, 1), True, False),
        (date(2022, 3, 31), True, False),
        (date(2022, 4, 1), False, False),
    ],
)
def test_goes_by_the_model_where_a_body_ends_about_the_year(ended_on: date, by_days: bool, whole_year: bool) -> None:
    for part_year, expected in ((PartYear.BY_DAYS, by_days), (PartYear.WHOLE_YEAR, whole_year)):
        found = _year(ended(SHARE, ended_on=ended_on, part_year=part_year), on=date(2022, 9, 1))
        assert _at(found) == {Cause.ORPHANED if expected else Cause.UNPAID: SHARE}


def test_counts_a_share_once_when_a_successor_is_asked() -> None:
    found = _year(ended(SHARE, PAID_BY_DAYS), successor(LEFT))
    assert found.asked == SHARE
    assert [partner.carries for partner in found.partners] == [PAID, LEFT]
    assert _at(found) == {Cause.ORPHANED: LEFT}
    assert found.partners[0].taken_over_by == (PROBATION,)


def test_follows_a_successor_through_decline_second_request_and_confirmation() -> None:
    steps = [
        (AgreementState.ASKED, (0, 0, 0, 0), {Cause.ORPHANED: LEFT}),
        (AgreementState.DECLINED, (0, 0, 0, 0), {Cause.DECLINED: LEFT}),
        (AgreementState.ASKED, (0, 0, 0, 0), {Cause.ORPHANED: LEFT}),
        (AgreementState.PLEDGED, (50_000, 0, 0, 0), {Cause.ORPHANED: LEFT}),
        (AgreementState.CONFIRMED, (50_000, 50_000, 0, 0), {Cause.ORPHANED: LEFT - 50_000}),
        (AgreementState.CONFIRMED, (LEFT, LEFT, 0, 0), {}),
    ]
    for state, sums, causes in steps:
        assert _at(_year(ended(SHARE, PAID_BY_DAYS), successor(LEFT, sums, state=state))) == causes


def test_counts_a_pledge_of_a_successor_as_agreed() -> None:
    found = _year(ended(SHARE, PAID_BY_DAYS), successor(LEFT, (50_000, 0, 0, 0), state=AgreementState.PLEDGED))
    assert _at(found, Measure.AGREED) == {Cause.ORPHANED: LEFT - 50_000}


def test_calls_what_a_successor_has_confirmed_outstanding_until_it_is_paid() -> None:
    found = _year(ended(SHARE, PAID_BY_DAYS), successor(LEFT, (60_000, 60_000, 20_000, 5_000)))
    assert _at(found, Measure.INVOICED) == {Cause.ORPHANED: LEFT - 60_000, Cause.UNPAID: 40_000}
    assert _at(found, Measure.RECEIVED) == {Cause.ORPHANED: LEFT - 60_000, Cause.UNPAID: 55_000}


def test_lets_a_successor_asked_without_a_sum_take_over_all_that_is_left() -> None:
    found = _year(ended(SHARE, PAID_BY_DAYS), successor(None))
    assert found.partners[1].carries == LEFT
    assert found.partners[1].share_in_words == "not stated"
    assert _at(found) == {Cause.ORPHANED: LEFT}


def test_splits_an_orphan_among_several_successors() -> None:
    north = successor(46_438, (46_438, 46_438, 0, 0), name="North", state=AgreementState.CONFIRMED)
    south = successor(30_000, name="South", state=AgreementState.DECLINED)
    found = _year(ended(SHARE, PAID_BY_DAYS), north, south)
    assert [partner.carries for partner in found.partners] == [PAID, 46_438, 30_000]
    assert _at(found) == {Cause.DECLINED: 30_000}
    assert _at(found, Measure.RECEIVED) == {Cause.UNPAID: 46_438, Cause.DECLINED: 30_000}


def test_divides_the_rest_among_successors_asked_without_a_sum() -> None:
    found = _year(ended(SHARE, PAID_BY_DAYS), *(successor(None, name=name) for name in ("North", "South", "East")))
    assert [partner.carries for partner in found.partners[1:]] == [25_480, 25_479, 25_479]


def test_keeps_with_the_orphan_what_no_successor_is_asked_for() -> None:
    found = _year(ended(SHARE), successor(60_000, state=AgreementState.DECLINED))
    assert _at(found) == {Cause.ORPHANED: 40_000, Cause.DECLINED: 60_000}
    assert found.partners[0].orphaned == SHARE


def test_never_lets_successors_take_over_more_than_is_orphaned() -> None:
    found = _year(ended(SHARE), successor(90_000, name="North"), successor(90_000, name="South"))
    assert [partner.carries for partner in found.partners] == [0, 90_000, 10_000]
    assert found.asked == SHARE


def test_sets_what_a_successor_pays_beyond_the_orphan_against_the_outstanding() -> None:
    found = _year(ended(SHARE, PAID_BY_DAYS), successor(LEFT, (SHARE, SHARE, SHARE, SHARE)))
    assert _at(found) == {Cause.UNPAID: -PAID}


def test_takes_over_as_much_as_a_successor_has_confirmed_beyond_what_it_was_asked() -> None:
    found = _year(ended(SHARE, PAID_BY_DAYS), successor(50_000, (LEFT, LEFT, 0, 0), state=AgreementState.CONFIRMED))
    assert found.partners[1].carries == LEFT
    assert _at(found) == {}


def test_lets_one_successor_take_over_from_several_bodies() -> None:
    bodies = [agreement(n, s, ended_on=date(2021, 6, 30)) for n, s in (("West", 40_000), ("East", 60_000))]
    heirs = [
        successor(40_000, (40_000, 40_000, 0, 0), name="Board", key="Board W", takes_over="West"),
        successor(60_000, name="Board", key="Board E", takes_over="East"),
    ]
    found = _year(*bodies, *heirs)
    assert found.asked == SHARE
    assert _at(found) == {Cause.ORPHANED: 60_000}


def test_follows_a_successor_of_a_successor() -> None:
    first = successor(LEFT, (LEFT, LEFT, 16_438, 16_438), name="Interim", ended_on=date(2021, 12, 31))
    second = successor(None, (20_000, 20_000, 0, 0), name="Final", takes_over="Interim")
    found = _year(ended(SHARE, PAID_BY_DAYS), first, second)
    assert [partner.carries for partner in found.partners] == [PAID, 16_438, 60_000]
    assert [partner.is_orphaned for partner in found.partners] == [True, True, False]
    assert _at(found) == {Cause.ORPHANED: 40_000}


def test_has_nothing_to_take_over_from_an_ended_body_that_overpaid() -> None:
    found = _year(ended(SHARE, (SHARE, SHARE, SHARE, SHARE + 900)), successor(5_000))
    assert (found.partners[0].orphaned, found.partners[1].carries) == (0, 0)
    assert _at(found) == {}
    assert _at(found, Measure.RECEIVED) == {Cause.UNPAID: -900}


def test_calls_money_in_hand_that_was_never_confirmed_outstanding() -> None:
    found = _year(ended(SHARE, (0, 0, 0, PAID)))
    assert _at(found) == {Cause.ORPHANED: LEFT, Cause.UNPAID: PAID}


def test_orphans_what_is_known_of_a_share_not_stated() -> None:
    found = _year(ended(None, (SHARE, SHARE, 0, PAID)))
    assert found.partners[0].orphaned == LEFT
    assert [row.name for row in found.not_stated] == [CRC]
    lines = {line.cause: line.not_stated for line in found.cause_lines[Measure.CONFIRMED]}
    assert (lines[Cause.ORPHANED], lines[Cause.UNPAID]) == (1, 0)


def test_counts_a_successor_that_pays_before_the_change_against_what_is_outstanding() -> None:
    found = _year(ended(SHARE), successor(LEFT, (9_000, 9_000, 0, 0)), on=date(2021, 5, 1))
    assert found.asked == SHARE
    assert _at(found) == {Cause.UNPAID: SHARE - 9_000}


def test_takes_an_agreement_for_its_own_where_the_year_has_no_predecessor() -> None:
    found = _year(successor(SHARE))
    assert found.asked == SHARE
    assert _at(found) == {Cause.UNPAID: SHARE}


@pytest.mark.parametrize("links", [("A", "A"), ("B", "A")])
def test_refuses_takeovers_in_a_circle(links: tuple[str, str]) -> None:
    of_a, of_b = links
    with pytest.raises(ValueError, match="cannot take over from itself"):
        year(agreement("A", 1, takes_over=of_a), agreement("B", 1, takes_over=of_b))


def test_shows_the_name_at_the_time_beside_the_name_now() -> None:
    partner = _year(agreement("Integrated Care Board", SHARE, name_at_time="Clinical Commissioning Group")).partners[0]
    assert (partner.name, partner.name_at_time) == ("Integrated Care Board", "Clinical Commissioning Group")
    assert YEAR.label == "2021/22"
