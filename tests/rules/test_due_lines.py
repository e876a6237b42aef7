"""How do due dates become calendar lines and figures, and when is a notice tried again? No database is needed."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from dhr_cases.case_clocks import ENDED, in_words, is_awaited, shown_state
from dhr_cases.deadlines import ClockReading, ClockState
from dhr_cases.events import Event
from dhr_cases.models import Case
from dhr_cases.stages import Stage, has_reached
from workflows.attention import DUE_SOON, OVERDUE, Due, figures, first_due
from workflows.calendars import LINE_OCTETS, calendar_of, escaped, folded
from workflows.case_rows import SORTS, Wanted, waiting_on
from workflows.messages import FIRST_PAUSE, MOST_ATTEMPTS, next_try

DAY = datetime.date(2026, 5, 29)


BASE = Due(
    case_id=7, request_id=None, clock="decide", reference="KENT-2026-001", pseudonym="Robin",
    label="Decide; then tell, in writing", agency="Testshire Police", due=DAY, state="running",
    words="due on 29 May 2026", stop_event=Event.DECISION_RECORDED, url="/cases/KENT-2026-001/",
)  # fmt: skip
CLOCK = ClockReading(
    clock="decide", label="Decide", start_event="A", stop_event="B", start=DAY, limit=None, due=DAY, stop=None,
    state=ClockState.RUNNING, elapsed_days=0, elapsed_days_net=0, source="", evidence="", extended_by=None, why="",
)  # fmt: skip


def due(**more: Any) -> Due:
    """A clock that somebody has to stop."""
    return replace(BASE, **more)


def lines(*dues: Due) -> list[str]:
    """The calendar, unfolded."""
    return calendar_of(dues).replace("\r\n ", "").split("\r\n")


def test_writes_an_all_day_event_for_a_due_date() -> None:
    """It ends on the next day, as the standard asks, also over the end of a month."""
    found = lines(due(due=datetime.date(2026, 5, 31)))
    assert found[:5] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Domestic abuse reviews//Due list//EN",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Review due dates",
    ]
    event = [line for line in found[5:] if not line.startswith("DTSTAMP:")]
    assert event == [
        "BEGIN:VEVENT",
        "UID:decide-7-0@review-due-dates",
        "DTSTART;VALUE=DATE:20260531",
        "DTEND;VALUE=DATE:20260601",
        "SUMMARY:KENT-2026-001: Decide\\; then tell\\, in writing",
        "TRANSP:TRANSPARENT",
        "CLASS:PRIVATE",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Due tomorrow",
        "TRIGGER:-PT15H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_writes_the_last_day_there_is_without_the_day_after_it() -> None:
    """An event of a day without an end lasts that day (RFC 5545, section 3.6.1)."""
    found = lines(due(due=datetime.date.max), due(due=datetime.date.max - datetime.timedelta(days=1)))
    assert [line for line in found if line.startswith("DT") and "STAMP" not in line] == [
        "DTSTART;VALUE=DATE:99991231",
        "DTSTART;VALUE=DATE:99991230",
        "DTEND;VALUE=DATE:99991231",
    ]


def test_gives_each_request_an_event_of_its_own() -> None:
    found = lines(due(clock="imr_return", request_id=3), due(clock="imr_return", request_id=4))
    uids = [line for line in found if line.startswith("UID:")]
    assert uids == ["UID:imr_return-7-3@review-due-dates", "UID:imr_return-7-4@review-due-dates"]


def test_names_no_person_and_no_agency_in_a_calendar() -> None:
    """Calendars lie open on telephones and screens."""
    text = "\n".join(lines(due()))
    assert [word for word in ("Robin", "Police", "/cases/") if word in text] == []


def test_leaves_out_what_has_no_date() -> None:
    assert "BEGIN:VEVENT" not in lines(due(due=None))


def test_stamps_the_moment_in_universal_time() -> None:
    stamp = next(line for line in lines(due()) if line.startswith("DTSTAMP:"))
    assert datetime.datetime.strptime(stamp, "DTSTAMP:%Y%m%dT%H%M%SZ").astimezone(datetime.UTC).year >= 2026


@pytest.mark.parametrize(
    ("text", "value"),
    [("a,b", "a\\,b"), ("a;b", "a\\;b"), ("a\\b", "a\\\\b"), ("a\nb", "a\\nb"), ("a\\,b", "a\\\\\\,b"), ("a:b", "a:b")],
)
def test_escapes_what_means_something_in_a_calendar(text: str, value: str) -> None:
    assert escaped(text) == value


@pytest.mark.parametrize("text", ["x" * 75, "x" * 76, "x" * 400, "é" * 100, "x" + "€" * 90, ""])
def test_folds_long_lines_without_cutting_a_letter(text: str) -> None:
    pieces = list(folded(text))
    assert [len(piece.encode()) <= LINE_OCTETS for piece in pieces] == [True] * len(pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == text
    assert [piece[0] for piece in pieces[1:]] == [" "] * (len(pieces) - 1)


def test_fills_a_line_before_it_folds() -> None:
    assert [len(piece) for piece in folded("x" * 75)] == [75]
    assert [len(piece) for piece in folded("x" * 76)] == [75, 2]


def reading(state: ClockState = ClockState.RUNNING, on: datetime.date | None = DAY, **more: Any) -> ClockReading:
    """A clock as read."""
    return replace(CLOCK, state=state, due=on, **more)


OPEN_CASE = Case(stage=Stage.SCOPING)


def test_takes_the_earliest_awaited_clock_with_a_date() -> None:
    late = reading(ClockState.OVERDUE, DAY - datetime.timedelta(days=9))
    others = [reading(ClockState.MET, datetime.date(2020, 1, 1)), reading(on=None), reading()]
    assert first_due(OPEN_CASE, [*others, late]) is late
    assert first_due(OPEN_CASE, others[:2]) is None
    assert first_due(Case(stage=Stage.CLOSED), [late]) is None


@pytest.mark.parametrize("state", ClockState)
@pytest.mark.parametrize("stage", Stage)
def test_waits_for_open_clocks_of_reviews_that_have_not_ended(stage: Stage, state: ClockState) -> None:
    is_open = state in (ClockState.RUNNING, ClockState.OVERDUE)
    assert is_awaited(Case(stage=stage), reading(state)) is (is_open and stage not in ENDED)


@pytest.mark.parametrize("stage", Stage)
def test_waits_for_no_publication_once_it_is_withheld(stage: Stage) -> None:
    found = is_awaited(Case(stage=stage), reading(stop_event=Event.PUBLISHED))
    assert found is (stage not in ENDED and not has_reached(stage, Stage.PUBLICATION_WITHHELD))


def test_says_so_when_a_clock_stopped_on_a_day_nobody_knows() -> None:
    assert in_words(reading(ClockState.DONE), DAY) == "done, day not recorded"
    assert in_words(reading(ClockState.DONE, stop=DAY), DAY) != "done, day not recorded"
    assert shown_state(reading(ClockState.OVERDUE), DAY) == "overdue"
    assert shown_state(reading(on=None), DAY) == "running"


@pytest.mark.parametrize(("late", "soon"), [(0, 0), (2, 0), (0, 1), (3, 2)])
def test_counts_what_is_late_and_what_is_due_soon(late: int, soon: int) -> None:
    """Nought is marked as nothing."""
    dues = [*[due(state=OVERDUE)] * late, *[due(state=DUE_SOON)] * soon, due(), due(state="met")]
    found = [(row["label"], row["value"], row["state"]) for row in figures(dues)]
    assert found == [
        ("Late", late, OVERDUE if late else ""),
        ("Due within five working days", soon, DUE_SOON if soon else ""),
    ]


def test_tries_a_notice_at_once_and_then_after_twice_as_long_each_time() -> None:
    queued = datetime.datetime(2026, 5, 29, 9, tzinfo=datetime.UTC)
    minutes = [(next_try(queued, attempts) - queued) / FIRST_PAUSE for attempts in range(MOST_ATTEMPTS)]
    assert (minutes, FIRST_PAUSE) == ([0, 1, 2, 4, 8, 16], datetime.timedelta(minutes=2))


@pytest.mark.parametrize(
    ("stage", "holder", "words"),
    [
        (Stage.SCOPING, "Ann Example", "Ann Example"),
        (Stage.SCOPING, None, "Partnership chair"),
        (Stage.INFO_REQUESTED, None, "Agencies"),
        (Stage.CLOSED, None, ""),
        (Stage.TRANSFERRED, None, ""),
        (Stage.AT_QA, None, "Home Office reader"),
    ],
)
def test_says_who_is_waited_for(stage: Stage, holder: str | None, words: str) -> None:
    assert waiting_on(stage, holder).lower().startswith(words.lower())


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("clock", ["", OVERDUE])
def test_reads_every_clock_only_where_the_list_needs_it(sort: str, clock: str) -> None:
    assert Wanted(sort=sort, clock=clock).needs_clocks is (sort == "due" or bool(clock))
