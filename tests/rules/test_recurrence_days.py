"""On which day does something planned fall due, and which meeting takes it? Each rhythm, before, on and after."""

from datetime import date
from itertools import islice

import pytest

from governance.recurrence import REPEATS, Plan, Repeat, is_due_at, meeting_for, next_due, times

FIRST = date(2026, 3, 15)
DAYS = {
    Repeat.ONCE: [FIRST],
    Repeat.EACH_MEETING: [FIRST],
    Repeat.QUARTERLY: [FIRST, date(2026, 6, 15), date(2026, 9, 15), date(2026, 12, 15)],
    Repeat.HALF_YEARLY: [FIRST, date(2026, 9, 15), date(2027, 3, 15), date(2027, 9, 15)],
    Repeat.YEARLY: [FIRST, date(2027, 3, 15), date(2028, 3, 15), date(2029, 3, 15)],
}
IN_MONTHS = [repeat for repeat, row in REPEATS.items() if row.months]


@pytest.mark.parametrize("repeat", Repeat)
def test_falls_due_in_its_rhythm(repeat: Repeat) -> None:
    assert list(islice(times(Plan(repeat, FIRST)), 4)) == DAYS[repeat]


def test_falls_due_on_the_last_day_of_a_shorter_month() -> None:
    found = list(islice(times(Plan(Repeat.QUARTERLY, date(2025, 11, 30))), 3))
    assert found == [date(2025, 11, 30), date(2026, 2, 28), date(2026, 5, 30)]


@pytest.mark.parametrize(
    ("meeting", "by_day", "by_month"),
    [
        (date(2026, 2, 28), False, False),
        (date(2026, 3, 1), False, True),
        (date(2026, 3, 14), False, True),
        (FIRST, True, True),
        (date(2026, 3, 16), True, True),
    ],
)
def test_is_taken_at_the_first_meeting_on_its_day_or_in_its_month(
    meeting: date, *, by_day: bool, by_month: bool
) -> None:
    for is_month, is_taken in ((False, by_day), (True, by_month)):
        assert (meeting_for(FIRST, is_month, [meeting]) == meeting) is is_taken
        assert is_due_at(Plan(Repeat.ONCE, FIRST, is_month), meeting, []) is is_taken


def test_is_taken_at_the_earliest_of_several_meetings() -> None:
    assert meeting_for(FIRST, False, [date(2026, 7, 1), date(2026, 4, 1), date(2026, 3, 1)]) == date(2026, 4, 1)
    assert meeting_for(FIRST, False, []) is None


@pytest.mark.parametrize(
    ("taken", "by_day", "by_month"),
    [
        (date(2026, 2, 28), FIRST, FIRST),
        (date(2026, 3, 14), FIRST, None),
        (FIRST, None, None),
        (date(2026, 3, 16), None, None),
    ],
)
def test_is_served_once_by_a_meeting_on_its_day_or_in_its_month(
    taken: date, by_day: date | None, by_month: date | None
) -> None:
    assert next_due(Plan(Repeat.ONCE, FIRST), [taken]) == by_day
    assert next_due(Plan(Repeat.ONCE, FIRST, is_month=True), [taken]) == by_month


@pytest.mark.parametrize("repeat", IN_MONTHS)
def test_comes_again_after_the_meeting_that_took_it(repeat: Repeat) -> None:
    first, second, third, _fourth = DAYS[repeat]
    plan = Plan(repeat, first)
    day = date.resolution
    assert next_due(plan, []) == first
    assert next_due(plan, [first]) == next_due(plan, [second - day]) == second
    assert next_due(plan, [second]) == third
    assert next_due(plan, [second, first]) == third


@pytest.mark.parametrize("repeat", IN_MONTHS)
def test_is_due_at_no_meeting_that_took_it_but_at_those_after(repeat: Repeat) -> None:
    first, second, _third, _fourth = DAYS[repeat]
    plan = Plan(repeat, first)
    assert is_due_at(plan, first, [first])
    assert is_due_at(plan, second, [first, second])
    assert not is_due_at(plan, second - date.resolution, [first])


@pytest.mark.parametrize(("days", "is_due"), [(-1, False), (0, True), (1, True)])
def test_comes_to_each_meeting_from_its_first_day_on(days: int, *, is_due: bool) -> None:
    meeting = date.fromordinal(FIRST.toordinal() + days)
    for taken in ([], [FIRST], [meeting]):
        assert is_due_at(Plan(Repeat.EACH_MEETING, FIRST), meeting, taken) is is_due


def test_says_of_what_comes_each_time_when_it_came_last() -> None:
    plan, later = Plan(Repeat.EACH_MEETING, FIRST), date(2026, 7, 1)
    assert (next_due(plan, []), next_due(plan, [date(2026, 1, 1)]), next_due(plan, [later])) == (FIRST, FIRST, later)


def test_serves_december_to_its_last_day() -> None:
    plan = Plan(Repeat.QUARTERLY, date(2026, 12, 31), is_month=True)
    assert next_due(plan, [date(2026, 12, 1)]) == date(2027, 3, 31)
