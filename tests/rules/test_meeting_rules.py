"""Codes of items, numbers of minutes, types of resolution, the forward plan and lists of attendance."""

from collections.abc import Sequence
from datetime import date
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.attendance_lines import Attendee, line_of, lines_of, read_attendees
from governance.item_codes import PARTS, ItemCode, next_in, read_code
from governance.meeting_terms import (
    ACCESS,
    ATTENDANCE_CLASSES,
    BODY_KINDS,
    CIRCULATION_MEANS,
    MEETING_MODES,
    MEETING_STATES,
    MEMBER_ROLES,
    Access,
    AttendanceClass,
    BodyKind,
    CirculationMeans,
    MeetingMode,
    MeetingState,
    MemberRole,
    may_follow,
)
from governance.minute_numbers import Minuted, next_number, numbered, unwritten_before
from governance.recurrence import REPEATS, Plan, Repeat, is_due_at, meeting_for, next_due, times
from governance.request_terms import REQUEST_STANDINGS, RequestDays, RequestStanding, standing_on
from governance.resolution_types import (
    MISSING_WORDS,
    RESOLUTION_TYPES,
    STANDINGS,
    Ending,
    LimbStanding,
    Need,
    ResolutionType,
    letter_of,
    missing,
    standing_of,
)

MARCH = date(2022, 3, 24)
JULY = date(2022, 7, 19)
NOVEMBER = date(2021, 11, 18)
TABLES = (
    (BodyKind, BODY_KINDS),
    (MemberRole, MEMBER_ROLES),
    (MeetingMode, MEETING_MODES),
    (MeetingState, MEETING_STATES),
    (AttendanceClass, ATTENDANCE_CLASSES),
    (Access, ACCESS),
    (CirculationMeans, CIRCULATION_MEANS),
    (ResolutionType, RESOLUTION_TYPES),
    (LimbStanding, STANDINGS),
    (Need, MISSING_WORDS),
    (Repeat, REPEATS),
    (RequestStanding, REQUEST_STANDINGS),
)


@pytest.mark.parametrize(("codes", "table"), TABLES, ids=lambda value: getattr(value, "__name__", ""))
def test_has_one_row_for_each_code(codes: Sequence[str], table: Sequence[str]) -> None:
    assert set(codes) == set(table)


def test_reaches_every_state_of_a_meeting_from_the_first() -> None:
    reached = {MeetingState.PLANNED}
    for _ in MeetingState:
        reached |= {after for state in reached for after in MEETING_STATES[state].next}
    assert reached == set(MeetingState)


def test_does_not_approve_minutes_that_were_never_drafted() -> None:
    assert may_follow(MeetingState.DRAFTED, MeetingState.APPROVED)
    assert not may_follow(MeetingState.HELD, MeetingState.APPROVED)


@pytest.mark.parametrize(("typed", "code"), [("B3", "B3"), (" b 3 ", "B3"), ("a4", "A4"), ("D12", "D12")])
def test_reads_an_item_code(typed: str, code: str) -> None:
    assert str(read_code(typed)) == code


@pytest.mark.parametrize("typed", ["", "3B", "F1", "A0", "A100", "B-1", "Item 3"])
def test_refuses_what_is_no_item_code(typed: str) -> None:
    with pytest.raises(ValueError, match="a letter from A to E and a number"):
        read_code(typed)


def test_sorts_codes_as_the_agenda_runs() -> None:
    codes = [read_code(text) for text in ("D1", "B10", "B2", "A4", "C1")]
    assert [str(code) for code in sorted(codes)] == ["A4", "B2", "B10", "C1", "D1"]


def test_gives_the_number_after_the_last_of_the_part() -> None:
    taken = [ItemCode("B", 1), ItemCode("B", 4), ItemCode("C", 9)]
    assert [str(next_in(part, taken)) for part in PARTS] == ["A1", "B5", "C10", "D1", "E1"]


def test_lets_numbers_run_on_from_meeting_to_meeting() -> None:
    """The minutes of November 2021 ended with 50, those of March 2022 begin with 51."""
    november = Minuted(NOVEMBER, tuple(range(41, 51)))
    assert next_number(1, [november]) == 51
    assert next_number(51, []) == 51


def test_asks_for_earlier_minutes_first() -> None:
    held = [Minuted(NOVEMBER, ()), Minuted(MARCH, ()), Minuted(date(2021, 7, 1), (30, 31))]
    assert unwritten_before(MARCH, held) == (NOVEMBER,)


def test_numbers_items_in_the_order_of_the_agenda() -> None:
    codes = [read_code(text) for text in ("D3", "B1", "A4")]
    assert {str(code): number for code, number in numbered(codes, 51).items()} == {"A4": 51, "B1": 52, "D3": 53}


@given(st.lists(st.sets(st.tuples(st.sampled_from("ABCDE"), st.integers(1, 99)), min_size=1, max_size=9), max_size=6))
def test_never_gives_a_number_twice_nor_leaves_one_out(meetings: list[set[tuple[str, int]]]) -> None:
    given_so_far: list[Minuted] = []
    for place, codes in enumerate(meetings):
        numbers = numbered([ItemCode(*code) for code in codes], next_number(1, given_so_far))
        given_so_far.append(Minuted(date(2020 + place, 1, 1), tuple(numbers.values())))
    every = sorted(number for row in given_so_far for number in row.numbers)
    assert every == list(range(1, len(every) + 1))


def test_says_what_a_type_of_resolution_needs() -> None:
    assert missing(ResolutionType.RECURRING_UPDATE, {}) == (Need.DAY, Need.REPEAT)
    assert missing(ResolutionType.RECURRING_UPDATE, {Need.DAY: MARCH, Need.REPEAT: Repeat.YEARLY}) == ()
    assert missing(ResolutionType.REQUEST, {Need.DAY: MARCH}) == (Need.BODY_ASKED,)
    assert missing(ResolutionType.NOTE, {}) == ()


def test_says_what_is_owed_wherever_something_is() -> None:
    owed = {kind for kind, row in RESOLUTION_TYPES.items() if row.owed}
    assert owed == {kind for kind, row in RESOLUTION_TYPES.items() if row.ending is not Ending.AT_ONCE}


def test_follows_a_limb_from_open_to_overdue_to_done() -> None:
    due, day = date(2023, 3, 31), date.resolution
    at = [standing_of(ResolutionType.FURTHER_UPDATE, due, due + 9 * day, due + late * day) for late in (0, 1, 8, 9)]
    assert at == [LimbStanding.OPEN, LimbStanding.OVERDUE, LimbStanding.OVERDUE, LimbStanding.DONE]


def test_lets_a_recurring_update_stand_until_it_is_ended() -> None:
    kind = ResolutionType.RECURRING_UPDATE
    assert standing_of(kind, MARCH, None, date(2030, 1, 1)) is LimbStanding.STANDING
    assert standing_of(kind, MARCH, JULY, JULY) is LimbStanding.DONE


@pytest.mark.parametrize(("position", "letter"), [(1, "a"), (3, "c"), (24, "x"), (26, "z"), (27, "aa"), (53, "ba")])
def test_letters_limbs_and_questions(position: int, letter: str) -> None:
    assert letter_of(position) == letter


def test_repeats_each_march() -> None:
    """The mental health update comes in March of each year. Source: minute 54 [V]."""
    plan = Plan(Repeat.YEARLY, date(2023, 3, 1), is_month=True)
    assert list(islice(times(plan), 3)) == [date(2023, 3, 1), date(2024, 3, 1), date(2025, 3, 1)]
    assert next_due(plan, [date(2023, 3, 14)]) == date(2024, 3, 1)
    assert is_due_at(plan, date(2024, 3, 7), [date(2023, 3, 14)])
    assert not is_due_at(plan, date(2023, 11, 7), [date(2023, 3, 14)])


def test_takes_a_month_at_its_first_meeting_or_the_next_one_after() -> None:
    """The Vision Zero update was wanted in March 2023. Source: minute 56 [V]."""
    meetings = [date(2022, 11, 15), date(2023, 3, 14), date(2023, 7, 18)]
    assert meeting_for(date(2023, 3, 31), True, meetings) == date(2023, 3, 14)
    assert meeting_for(date(2023, 3, 31), False, meetings) == date(2023, 7, 18)
    assert meeting_for(date(2023, 8, 1), False, meetings) is None


def test_takes_a_dated_item_once() -> None:
    plan = Plan(Repeat.ONCE, date(2023, 3, 1), is_month=True)
    assert is_due_at(plan, date(2023, 3, 14), [])
    assert is_due_at(plan, date(2023, 7, 18), [])
    assert next_due(plan, [date(2023, 3, 14)]) is None
    assert not is_due_at(plan, date(2023, 7, 18), [date(2023, 3, 14)])


def test_serves_a_late_time_without_losing_the_next_one() -> None:
    plan = Plan(Repeat.YEARLY, date(2023, 3, 1), is_month=True)
    assert next_due(plan, [date(2023, 7, 18)]) == date(2024, 3, 1)


def test_does_not_count_an_item_taken_before_its_day() -> None:
    plan = Plan(Repeat.ONCE, date(2023, 3, 15))
    assert next_due(plan, [date(2022, 11, 15)]) == date(2023, 3, 15)


def test_brings_a_standing_item_to_every_meeting() -> None:
    plan = Plan(Repeat.EACH_MEETING, MARCH)
    assert is_due_at(plan, JULY, [MARCH])
    assert not is_due_at(plan, NOVEMBER, [])
    assert next_due(plan, [MARCH]) == MARCH


@given(
    st.sampled_from([Repeat.QUARTERLY, Repeat.HALF_YEARLY, Repeat.YEARLY]),
    st.dates(date(2015, 1, 1), date(2030, 1, 1)),
    st.integers(0, 40),
    st.booleans(),
)
def test_is_next_due_after_every_day_it_was_taken(repeat: Repeat, first: date, nth: int, is_month: bool) -> None:
    plan = Plan(repeat, first, is_month)
    taken = list(islice(times(plan), nth + 1))
    found = next_due(plan, taken)
    assert found is not None
    assert found > taken[-1]
    assert found in list(islice(times(plan), nth + 3))


def test_follows_a_request_from_question_to_report() -> None:
    days = RequestDays(date(2022, 5, 31), date(2022, 6, 20), JULY)
    wanted = {
        MARCH: RequestStanding.ASKED,
        date(2022, 6, 1): RequestStanding.OVERDUE,
        date(2022, 6, 20): RequestStanding.ANSWERED,
        JULY: RequestStanding.REPORTED,
    }
    assert {day: standing_on(days, day) for day in wanted} == wanted


def test_leaves_a_withdrawn_request_withdrawn() -> None:
    days = RequestDays(answer_due_on=MARCH, answered_on=MARCH, withdrawn_on=JULY)
    assert standing_on(days, JULY) is RequestStanding.WITHDRAWN
    assert standing_on(days, MARCH) is RequestStanding.ANSWERED


def test_reads_a_list_of_attendance() -> None:
    text = "Mr Rivers (Vice-Chairman in the Chair)\n\nMs S Brinson, Community Safety Unit\nMr N Wilkinson\n"
    assert read_attendees(text) == (
        Attendee("Mr Rivers", "Vice-Chairman", is_in_chair=True),
        Attendee("Ms S Brinson", organisation="Community Safety Unit"),
        Attendee("Mr N Wilkinson"),
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("Ms King\nms king", "Ms King stands twice"), (", Police", "cannot be read"), ("(Chair)", "cannot be read")],
)
def test_refuses_a_list_that_cannot_be_read(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_attendees(text)


_WORD = st.text(st.characters(whitelist_categories=("Lu", "Ll")), min_size=1, max_size=12)


@given(
    st.lists(
        st.builds(Attendee, _WORD, st.one_of(st.just(""), _WORD), st.one_of(st.just(""), _WORD), st.booleans()),
        max_size=8,
        unique_by=lambda person: person.name.casefold(),
    )
)
def test_reads_back_the_list_it_writes(people: list[Attendee]) -> None:
    assert read_attendees(lines_of(people)) == tuple(people)
    assert all("\n" not in line_of(person) for person in people)
