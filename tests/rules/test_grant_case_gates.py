"""When may a business case move, when may it be sent, and which sentence tells that it may not? No database."""

from datetime import date, timedelta

import pytest

from dhr_cases.errors import Incomplete, NotNow
from funding.grant_terms import CASE_STATES, CaseKind, CaseState, Window
from funding.models.grants import BusinessCase, GrantYear
from funding.policies.grants import check_at, check_dates, check_may_follow, check_window, needs_window

C = CaseState
OPENS = date(2026, 1, 12)
CLOSES = date(2026, 2, 27)
UNTIL = date(2026, 3, 13)
ONE_DAY = timedelta(days=1)

EARLY = "This is too early: the funder takes business cases from 12 January 2026."
LATE = (
    "This is late: the last day was {}. A late business case needs a recorded extension: who asked for it, why, and "
    "until when it was granted."
)


def _grant(opens: date | None = OPENS, closes: date | None = CLOSES) -> GrantYear:
    return GrantYear(year=2026, name="Crime Reduction Grant", opens_on=opens, closes_on=closes)


def _case(state: CaseState, kind: CaseKind = CaseKind.YEAR) -> BusinessCase:
    return BusinessCase(grant=_grant(), number=2, kind=kind, state=state)


WAITS = [
    (C.PROPOSED, "Projects proposed", "the working group's view"),
    (C.VIEWED, "Seen by the working group", "approval by the Chair or a nominee"),
    (C.APPROVED, "Approved by the Chair or a nominee", "sending to the funder"),
    (C.SENT, "With the funder", "the funder's decision"),
    (C.AGREED, "Agreed by the funder", "the payment"),
    (C.PART_AGREED, "Part-approved by the funder", "the payment"),
    (C.REFUSED, "Refused", "nothing"),
    (C.PAID, "Paid", "delivery"),
    (C.DELIVERED, "Delivery ended", "the outturn"),
    (C.CLOSED, "Closed", "nothing"),
]


@pytest.mark.parametrize(("state", "label", "waits_for"), WAITS)
def test_says_where_a_case_stands_and_what_is_waited_for(state: CaseState, label: str, waits_for: str) -> None:
    other = next(each for each in C if each is not state)
    with pytest.raises(NotNow) as refused:
        check_at(_case(state), other)
    assert str(refused.value) == (
        f"Business case 2, Crime Reduction Grant 2026/27 stands at “{label}”. What is waited for: {waits_for}."
    )


@pytest.mark.parametrize("state", list(C))
def test_lets_a_case_be_at_any_of_the_states_asked_for(state: CaseState) -> None:
    check_at(_case(state), state)
    check_at(_case(state), *C)
    with pytest.raises(NotNow):
        check_at(_case(state))


def test_names_a_case_to_the_pot_as_one() -> None:
    with pytest.raises(NotNow, match="^Business case 2, to the tactical pot, Crime Reduction Grant 2026/27 stands at"):
        check_at(_case(C.PAID, CaseKind.IN_YEAR), C.SENT)


FOLLOWS = {
    C.PROPOSED: {C.VIEWED},
    C.VIEWED: {C.APPROVED, C.REFUSED},
    C.APPROVED: {C.SENT},
    C.SENT: {C.AGREED, C.PART_AGREED, C.REFUSED},
    C.AGREED: {C.PAID},
    C.PART_AGREED: {C.PAID},
    C.REFUSED: set(),
    C.PAID: {C.DELIVERED, C.CLOSED},
    C.DELIVERED: {C.CLOSED},
    C.CLOSED: set(),
}


@pytest.mark.parametrize("here", list(C))
def test_goes_only_where_the_table_of_states_leads(here: CaseState) -> None:
    for there in C:
        if there in FOLLOWS[here]:
            check_may_follow(_case(here), there)
            continue
        with pytest.raises(NotNow) as refused:
            check_may_follow(_case(here), there)
        labels = CASE_STATES[here].label, CASE_STATES[there].label
        assert str(refused.value) == "A business case cannot go from “{}” to “{}”.".format(*labels)


def test_reaches_the_end_from_every_state_but_a_refusal() -> None:
    for state in set(C) - {C.REFUSED, C.CLOSED}:
        reached, more = {state}, {state}
        while more:
            more = {after for each in more for after in FOLLOWS[each]} - reached
            reached |= more
        assert C.CLOSED in reached


@pytest.mark.parametrize("day", [OPENS, OPENS + ONE_DAY, CLOSES - ONE_DAY, CLOSES])
def test_takes_a_case_on_each_day_of_the_window(day: date) -> None:
    check_window(_grant(), day, None)
    check_window(_grant(), day, UNTIL)


@pytest.mark.parametrize("until", [None, UNTIL])
def test_refuses_the_day_before_the_window_opens(until: date | None) -> None:
    with pytest.raises(NotNow) as refused:
        check_window(_grant(), OPENS - ONE_DAY, until)
    assert str(refused.value) == EARLY


@pytest.mark.parametrize(
    ("day", "until", "last"),
    [
        (CLOSES + ONE_DAY, None, "27 February 2026"),
        (UNTIL, None, "27 February 2026"),
        (UNTIL + ONE_DAY, UNTIL, "13 March 2026"),
        (CLOSES + ONE_DAY, CLOSES, "27 February 2026"),
        (CLOSES + ONE_DAY, CLOSES - ONE_DAY, "27 February 2026"),
    ],
)
def test_refuses_the_day_after_the_last_and_names_the_later_of_the_two(
    day: date, until: date | None, last: str
) -> None:
    with pytest.raises(NotNow) as refused:
        check_window(_grant(), day, until)
    assert str(refused.value) == LATE.format(last)


@pytest.mark.parametrize("day", [CLOSES + ONE_DAY, UNTIL - ONE_DAY, UNTIL])
def test_takes_a_late_case_until_the_last_day_of_its_extension(day: date) -> None:
    check_window(_grant(), day, UNTIL)


@pytest.mark.parametrize("day", [date(1990, 1, 1), OPENS, CLOSES + ONE_DAY, date(2090, 1, 1)])
def test_takes_a_case_on_any_day_where_no_day_is_stated(day: date) -> None:
    check_window(_grant(None, None), day, None)


def test_closes_without_ever_opening_where_only_the_last_day_is_stated() -> None:
    check_window(_grant(None), date(1990, 1, 1), None)
    check_window(_grant(None), CLOSES, None)
    with pytest.raises(NotNow, match="the last day was 27 February 2026"):
        check_window(_grant(None), CLOSES + ONE_DAY, None)


def test_opens_without_ever_closing_where_only_the_first_day_is_stated() -> None:
    check_window(_grant(closes=None), date(2090, 1, 1), None)
    with pytest.raises(NotNow) as refused:
        check_window(_grant(closes=None), OPENS - ONE_DAY, None)
    assert str(refused.value) == EARLY


@pytest.mark.parametrize(
    ("opens", "closes"), [(None, None), (OPENS, None), (None, CLOSES), (OPENS, OPENS), (OPENS, OPENS + ONE_DAY)]
)
def test_takes_a_window_of_one_day_or_more(opens: date | None, closes: date | None) -> None:
    check_dates(opens, closes)


def test_refuses_a_window_that_closes_the_day_before_it_opens() -> None:
    with pytest.raises(Incomplete) as refused:
        check_dates(OPENS, OPENS - ONE_DAY)
    assert str(refused.value) == "The last day for business cases is before the first."


def test_binds_only_the_case_of_the_year_to_the_window() -> None:
    assert [needs_window(_case(C.APPROVED, kind)) for kind in (CaseKind.YEAR, CaseKind.IN_YEAR)] == [True, False]
    assert {each.value for each in Window} == {"not_stated", "too_early", "open", "extended", "late"}
