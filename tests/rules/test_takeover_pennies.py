"""Where bodies end within a year, does every penny stay with one agreement, whoever takes over from whom?"""

from datetime import date, timedelta

import pytest

from funding.money import Qualifier
from funding.part_years import days_before_and_after, is_awaited, is_owed, split_by_days
from funding.position import PartnerPosition, ShareFact, position
from funding.position.takeovers import carried, is_orphaned
from funding.terms import AgreementState, Cause, Measure, PartYear
from funding.years import FinancialYear
from tests.rules.year_facts import (
    CRC,
    DURING,
    LAST_DAY_OF_CRC,
    YEAR,
    agreement,
    ended,
    successor,
    year,
)

A = AgreementState
ONE_DAY = timedelta(days=1)
LARGEST = 2**63 - 1


def _carries(*shares: ShareFact, on: date = DURING) -> list[int]:
    return [row.carries for row in carried(year(*shares, on=on)).values()]


def _partners(*shares: ShareFact, on: date = DURING) -> tuple[PartnerPosition, ...]:
    return position(year(*shares, on=on)).partners


@pytest.mark.parametrize(
    ("left", "parts"),
    [
        (0, [0, 0, 0]),
        (1, [1, 0, 0]),
        (2, [1, 1, 0]),
        (3, [1, 1, 1]),
        (4, [2, 1, 1]),
        (LARGEST, [LARGEST // 3 + 1] + [LARGEST // 3] * 2),
    ],
)
def test_gives_the_odd_pennies_to_the_earlier_of_three_without_a_sum(left: int, parts: list[int]) -> None:
    heirs = [successor(None, name=name) for name in ("North", "South", "East")]
    found = _carries(ended(left), *heirs)
    assert sum(found) == left
    assert found == [left - sum(parts), *parts]


@pytest.mark.parametrize(
    ("stated", "carries"),
    [
        (0, [0, 0, 501, 500]),
        (1, [0, 1, 500, 500]),
        (1_000, [0, 1_000, 1, 0]),
        (1_001, [0, 1_001, 0, 0]),
        (1_002, [0, 1_001, 0, 0]),
    ],
)
def test_serves_a_stated_share_first_wherever_it_stands(stated: int, carries: list[int]) -> None:
    named, north, south = successor(stated, name="Named"), successor(None, name="North"), successor(None, name="South")
    assert _carries(ended(1_001), named, north, south) == carries
    moved = _carries(ended(1_001), north, named, south)
    assert [moved[place] for place in (0, 2, 1, 3)] == carries


@pytest.mark.parametrize(
    ("shares", "carries"),
    [
        ((40, 60), [0, 40, 60]),
        ((40, 59), [1, 40, 59]),
        ((40, 61), [0, 40, 60]),
        ((100, 1), [0, 100, 0]),
        ((101, 1), [0, 100, 0]),
        ((0, 0), [100, 0, 0]),
    ],
)
def test_takes_stated_shares_in_order_until_nothing_is_left(shares: tuple[int, int], carries: list[int]) -> None:
    first, second = shares
    assert _carries(ended(100), successor(first, name="First"), successor(second, name="Second")) == carries


@pytest.mark.parametrize(("received", "left"), [(0, 100), (1, 99), (99, 1), (100, 0), (101, 0)])
def test_orphans_only_what_has_not_come_in(received: int, left: int) -> None:
    gone, heir = _partners(ended(100, (100, 100, 100, received)), successor(None))
    assert (gone.orphaned, gone.carries, heir.carries) == (left, 100 - left, left)
    assert gone.loss[Measure.RECEIVED] == min(0, 100 - received)
    assert heir.loss_by_cause[Measure.RECEIVED][Cause.ORPHANED] == left


@pytest.mark.parametrize("days", [-1, 0, 1, 2])
def test_passes_duty_on_the_day_after_the_last(days: int) -> None:
    on = LAST_DAY_OF_CRC + days * ONE_DAY
    gone, heir = _partners(ended(100), successor(100), on=on)
    has_passed = days > 0
    assert (gone.is_orphaned, gone.carries, heir.carries) == (
        has_passed,
        0 if has_passed else 100,
        100 if has_passed else 0,
    )
    assert (gone.orphaned, gone.taken_over_by) == (100 if has_passed else 0, (heir.key,))


@pytest.mark.parametrize(
    ("ended_on", "part_year", "on", "expected"),
    [
        (None, PartYear.BY_DAYS, DURING, False),
        (date(2021, 3, 31), PartYear.WHOLE_YEAR, date(2021, 3, 31), False),
        (date(2021, 3, 31), PartYear.WHOLE_YEAR, date(2021, 4, 1), True),
        (date(2021, 4, 1), PartYear.WHOLE_YEAR, date(2022, 3, 31), False),
        (date(2022, 3, 31), PartYear.BY_DAYS, date(2022, 3, 31), False),
        (date(2022, 3, 31), PartYear.BY_DAYS, date(2022, 4, 1), True),
        (date(2022, 4, 1), PartYear.BY_DAYS, date(2022, 4, 2), False),
    ],
)
def test_orphans_by_the_day_and_by_the_model(
    ended_on: date | None, part_year: PartYear, on: date, expected: bool
) -> None:
    share = agreement(CRC, 100, ended_on=ended_on, part_year=part_year)
    assert is_orphaned(year(share, on=on), share) is expected


def test_keeps_a_year_whole_with_who_ends_within_it_though_a_successor_stands_by() -> None:
    gone, heir = _partners(ended(100, (60, 60, 0, 0), part_year=PartYear.WHOLE_YEAR), successor(50))
    assert (gone.carries, heir.carries, gone.is_orphaned) == (100, 0, False)
    assert (gone.kept, gone.passed_on) == (100, 0)
    assert gone.loss_by_cause[Measure.CONFIRMED] == dict.fromkeys(Cause, 0) | {Cause.UNPAID: 40}


@pytest.mark.parametrize("share", [0, 1, 2, 3, 364, 365, 366, 100_001, LARGEST])
@pytest.mark.parametrize("start", [2021, 2023])
def test_splits_every_sum_by_days_without_a_lost_penny(share: int, start: int) -> None:
    each_year = FinancialYear(start)
    for ended_on in (each_year.first, LAST_DAY_OF_CRC, date(start, 9, 30), each_year.last - ONE_DAY):
        kept, passed_on = split_by_days(share, each_year, ended_on, PartYear.BY_DAYS)
        before, after = days_before_and_after(each_year, ended_on + ONE_DAY)
        assert kept + passed_on == share
        assert abs(kept * each_year.days - share * before) < each_year.days
        assert (before + after, min(kept, passed_on) >= 0) == (each_year.days, True)


@pytest.mark.parametrize(
    ("ended_on", "parts"),
    [
        (date(2021, 3, 31), (0, 365)),
        (date(2021, 4, 1), (1, 364)),
        (date(2021, 6, 25), (86, 279)),
        (date(2022, 3, 30), (364, 1)),
        (date(2022, 3, 31), (365, 0)),
        (date(2022, 4, 1), (365, 0)),
    ],
)
def test_keeps_a_penny_for_each_day_of_a_share_of_365(ended_on: date, parts: tuple[int, int]) -> None:
    assert split_by_days(365, YEAR, ended_on, PartYear.BY_DAYS) == parts
    gone = _partners(ended(365, ended_on=ended_on))[0]
    assert (gone.kept, gone.passed_on) == parts


def test_gives_one_penny_to_the_longer_part_of_the_year() -> None:
    assert split_by_days(1, YEAR, date(2021, 9, 29), PartYear.BY_DAYS) == (0, 1)
    assert split_by_days(1, YEAR, date(2021, 9, 30), PartYear.BY_DAYS) == (1, 0)
    assert days_before_and_after(YEAR, date(2021, 9, 30)) == (182, 183)


def test_gives_the_penny_of_two_equal_halves_of_a_leap_year_to_who_ends() -> None:
    leap = FinancialYear(2023)
    assert days_before_and_after(leap, date(2023, 10, 1)) == (183, 183)
    assert split_by_days(101, leap, date(2023, 9, 30), PartYear.BY_DAYS) == (51, 50)


@pytest.mark.parametrize(
    ("held_from", "parts"),
    [
        (None, (275, 90)),
        (date(2021, 3, 31), (275, 90)),
        (date(2021, 4, 1), (275, 90)),
        (date(2021, 4, 2), (275, 90)),
        (date(2021, 10, 1), (185, 180)),
        (date(2021, 12, 31), (4, 361)),
        (date(2022, 1, 1), (0, 365)),
        (date(2022, 2, 1), (0, 365)),
    ],
)
def test_counts_days_of_a_body_from_the_day_it_took_over(held_from: date | None, parts: tuple[int, int]) -> None:
    """It ends on 31 December: 275 days to then and 90 after, of which those before it took over are not its own."""
    assert split_by_days(365, YEAR, date(2021, 12, 31), PartYear.BY_DAYS, held_from) == parts


@pytest.mark.parametrize("held_from", [None, date(2021, 7, 1), date(2022, 2, 1)])
def test_leaves_a_whole_year_whole_whenever_it_was_taken_over(held_from: date | None) -> None:
    assert split_by_days(99, YEAR, date(2021, 12, 31), PartYear.WHOLE_YEAR, held_from) == (99, 0)
    assert split_by_days(99, YEAR, date(2021, 3, 31), PartYear.WHOLE_YEAR, held_from) == (0, 99)


def test_follows_a_chain_of_four_bodies_to_the_last_penny() -> None:
    heirs = [
        successor(None, (9, 9, 9, 9), name="Second", ended_on=date(2021, 8, 31)),
        successor(None, (1, 1, 1, 1), name="Third", takes_over="Second", ended_on=date(2021, 10, 31)),
        successor(None, name="Fourth", takes_over="Third"),
    ]
    assert _carries(ended(100, (0, 0, 0, 30)), *heirs) == [30, 9, 1, 60]
    assert _carries(*reversed(heirs), ended(100, (0, 0, 0, 30))) == [60, 1, 9, 30]
    found = carried(year(ended(100, (0, 0, 0, 30)), *heirs)).values()
    assert [row.orphaned for row in found] == [70, 61, 60, 0]
    assert [row.left for row in found] == [0, 0, 0, 0]
    assert [row.is_successor for row in found] == [False, True, True, True]


def test_stops_a_chain_with_who_goes_on() -> None:
    still = successor(None, name="Second", ended_on=date(2022, 3, 24))
    last = successor(None, name="Third", takes_over="Second")
    assert _carries(ended(100), still, last, on=date(2022, 3, 24)) == [0, 100, 0]
    assert _carries(ended(100), still, last, on=date(2022, 3, 25)) == [0, 0, 100]


def test_merges_two_ended_bodies_without_mixing_their_sums() -> None:
    shares = [
        ended(70, (70, 70, 0, 20)),
        agreement("Other", 31, (31, 31, 0, 30), state=A.ENDED, ended_on=LAST_DAY_OF_CRC),
        successor(None, name="Board", key="of the first"),
        successor(None, name="Board", key="of the other", takes_over="Other"),
    ]
    assert _carries(*shares) == [20, 30, 50, 1]
    assert [partner.name for partner in _partners(*shares)[2:]] == ["Board", "Board"]


@pytest.mark.parametrize(
    ("state", "sums", "causes"),
    [
        (A.PROPOSED, (0, 0, 0, 0), {Cause.ORPHANED: 100}),
        (A.PLEDGED, (100, 0, 0, 0), {Cause.ORPHANED: 100}),
        (A.CONFIRMED, (100, 99, 0, 0), {Cause.ORPHANED: 1}),
        (A.CONFIRMED, (100, 100, 0, 0), {}),
        (A.CONFIRMED, (100, 101, 0, 0), {Cause.UNPAID: -1}),
        (A.DECLINED, (0, 0, 0, 0), {Cause.DECLINED: 100}),
        (A.DECLINED, (40, 40, 0, 0), {Cause.DECLINED: 60}),
        (A.WITHDRAWN, (100, 40, 0, 0), {Cause.DECLINED: 60}),
    ],
)
def test_moves_what_an_heir_lacks_from_orphaned_to_its_own_cause(
    state: AgreementState, sums: tuple[int, int, int, int], causes: dict[Cause, int]
) -> None:
    heir = _partners(ended(100), successor(100, sums, state=state))[1]
    found = {cause: pence for cause, pence in heir.loss_by_cause[Measure.CONFIRMED].items() if pence}
    assert found == causes
    assert sum(heir.loss_by_cause[Measure.RECEIVED].values()) == 100


def test_leaves_a_withdrawal_of_an_heir_from_next_year_among_the_orphaned() -> None:
    gone = successor(100, state=A.WITHDRAWN, withdrawal_effective_on=date(2022, 4, 1))
    assert _partners(ended(100), gone)[1].cause is Cause.ORPHANED


def test_has_no_days_to_split_without_an_end_or_without_a_sum() -> None:
    (stays,) = _partners(agreement("Police", 100))
    (silent,) = _partners(ended(None, (100, 100, 0, 0)))
    assert [(each.kept, each.passed_on) for each in (stays, silent)] == [(None, None)] * 2
    assert (silent.carries, silent.orphaned) == (100, 100)


def test_splits_an_end_that_is_yet_to_come() -> None:
    (still,) = _partners(ended(365), on=date(2021, 5, 1))
    assert (still.kept, still.passed_on, still.is_orphaned) == (86, 279, False)


def test_keeps_about_with_what_an_ended_body_left_and_its_heir_took() -> None:
    found = position(year(ended(100, qualifier=Qualifier.ABOUT), successor(60, qualifier=Qualifier.OVER)))
    lines = {line.cause: line for line in found.cause_lines[Measure.CONFIRMED]}
    assert (lines[Cause.ORPHANED].pence, lines[Cause.ORPHANED].qualifier) == (100, Qualifier.ABOUT)
    assert lines[Cause.UNPAID].qualifier is Qualifier.EXACT


@pytest.mark.parametrize("state", list(A))
def test_owes_nothing_itself_once_ended_or_not_awaited(state: AgreementState) -> None:
    day = date(2022, 3, 31)
    assert is_awaited(state, YEAR, day) is (state not in {A.DECLINED, A.WITHDRAWN})
    assert is_owed(state, YEAR, day) is (state not in {A.DECLINED, A.WITHDRAWN, A.ENDED})
    assert is_awaited(state, YEAR, day + ONE_DAY) is (state is not A.DECLINED)
    assert is_owed(state, YEAR, day + ONE_DAY) is (state not in {A.DECLINED, A.ENDED})


@pytest.mark.parametrize("length", [1, 2, 3, 5])
def test_refuses_a_circle_of_any_length_and_names_who_is_in_it(length: int) -> None:
    names = [f"Body {place}" for place in range(length)]
    circle = [agreement(name, 1, takes_over=names[place - 1]) for place, name in enumerate(names)]
    with pytest.raises(ValueError, match=r"^The agreement of Body 0 cannot take over from itself\.$"):
        year(*circle)
    assert _carries(*circle[1:]) == [1] + [0] * (length - 2) if length > 1 else True


def test_names_the_year_in_which_two_agreements_have_one_key() -> None:
    with pytest.raises(ValueError, match=r"^Two agreements of 2021/22 have the same key\.$"):
        year(agreement("Police", 1, key="1"), agreement("Fire", 2, key="1"))


@pytest.mark.parametrize(
    ("ended_on", "parts"),
    [
        (date(2021, 6, 26), (1, 278)),
        (date(2021, 12, 31), (189, 90)),
        (date(2022, 3, 30), (278, 1)),
        (date(2022, 3, 31), (279, 0)),
    ],
)
def test_counts_the_days_of_an_heir_from_the_day_it_took_over(ended_on: date, parts: tuple[int, int]) -> None:
    """It owes 279 pence for the 279 days from 26 June, so a penny for each of them."""
    heir = successor(279, name="Interim", ended_on=ended_on)
    interim = _partners(ended(365), heir)[1]
    assert (interim.kept, interim.passed_on) == parts
    alone = _partners(heir)[0]
    assert alone.kept == split_by_days(279, YEAR, ended_on, PartYear.BY_DAYS)[0]


@pytest.mark.parametrize("held_from", [None, date(2021, 7, 1), date(2022, 4, 1), date(2022, 7, 1)])
def test_passes_nothing_on_where_the_body_outlives_the_year(held_from: date | None) -> None:
    for ended_on in (YEAR.last, YEAR.last + ONE_DAY):
        assert split_by_days(99, YEAR, ended_on, PartYear.BY_DAYS, held_from) == (99, 0)
