"""How do single rows read on a page: an action, a promise, a recorded event, a clock, a body? No database is needed."""

import datetime
from dataclasses import replace

import pytest

from dhr_cases.action_plan import state_of
from dhr_cases.clock_words import ClockCard, clock_card, clock_cards
from dhr_cases.deadlines import ClockReading, ClockState
from dhr_cases.events import WORDS, Event
from dhr_cases.family import Standing, in_words, standing_of
from dhr_cases.history_words import told
from dhr_cases.models import (
    Action,
    ActionStatus,
    Case,
    CaseEvent,
    FamilyContact,
    Organisation,
    PartialDate,
    Provenance,
    User,
)
from dhr_cases.organisation_list import life_span
from dhr_cases.stages import Stage

DAY = datetime.date(2026, 5, 12)
ONE = datetime.timedelta(days=1)
S = ActionStatus
NOON = datetime.datetime(2026, 5, 12, 11, 4, tzinfo=datetime.UTC)
"""Four minutes past twelve in Britain."""


@pytest.mark.parametrize(
    ("status", "target", "expected"),
    [
        (S.NOT_STARTED, "", ("not_started", "Not started")),
        (S.NOT_STARTED, "2026-05-12", ("not_started", "Not started")),
        (S.NOT_STARTED, "2026-05-11", ("overdue", "Not started, past its date")),
        (S.IN_PROGRESS, "2026-05-12", ("running", "In progress")),
        (S.IN_PROGRESS, "2026-05-11", ("overdue", "In progress, past its date")),
        (S.IN_PROGRESS, "2026-05", ("running", "In progress")),
        (S.IN_PROGRESS, "2026-04", ("overdue", "In progress, past its date")),
        (S.IN_PROGRESS, "2026", ("running", "In progress")),
        (S.IN_PROGRESS, "2025", ("overdue", "In progress, past its date")),
        (S.NOT_OWNED, "", ("held", "Not owned by anybody")),
        (S.NOT_OWNED, "2025", ("overdue", "Not owned by anybody, past its date")),
        (S.TRANSFERRED, "2027", ("held", "Transferred to another body")),
        (S.DONE, "2025", ("due_soon", "Done, waits to be verified")),
        (S.BUSINESS_AS_USUAL, "2025", ("done", "Accepted as business as usual")),
        (S.REJECTED, "2025", ("done", "Rejected with a reason")),
        (S.SUPERSEDED, "2025", ("done", "Superseded")),
    ],
)
def test_marks_an_action_late_only_after_the_last_day_it_can_mean(
    status: ActionStatus, target: str, expected: tuple[str, str]
) -> None:
    assert state_of(Action(status=status, target_date=PartialDate.parse(target)), DAY) == expected


@pytest.mark.parametrize("status", [S.NOT_STARTED, S.IN_PROGRESS, S.NOT_OWNED, S.TRANSFERRED])
def test_marks_an_open_action_done_once_its_end_is_accepted(status: ActionStatus) -> None:
    """However late it was."""
    action = Action(status=status, target_date=PartialDate.parse("2025"), is_end_accepted=True)
    assert state_of(action, DAY) == ("done", status.label)


def test_says_that_an_action_done_was_verified() -> None:
    """Nothing but one that is done can be."""
    by = User(pk=7)
    unknown = PartialDate.unknown()
    done = Action(status=S.DONE, verified_by=by, verified_on=DAY, target_date=unknown)
    assert state_of(done, DAY) == ("done", "Done and verified")
    superseded = Action(status=S.SUPERSEDED, verified_by=by, verified_on=DAY, target_date=unknown)
    assert state_of(superseded, DAY) == ("done", "Superseded")


@pytest.mark.parametrize(
    ("days_left", "expected"),
    [
        (-10, Standing("overdue", "10 days late")),
        (-1, Standing("overdue", "1 day late")),
        (0, Standing("due_soon", "due today")),
        (1, Standing("due_soon", "due in 1 day")),
        (7, Standing("due_soon", "due in 7 days")),
        (8, Standing("running", "due in 8 days")),
    ],
)
def test_counts_the_days_to_a_promise(days_left: int, expected: Standing) -> None:
    promise = FamilyContact(promise="Call", promise_due_on=DAY + days_left * ONE)
    assert standing_of(promise, DAY) == expected


def test_counts_no_days_to_a_promise_without_a_date() -> None:
    assert standing_of(FamilyContact(promise="Call"), DAY) == Standing("not_stated", "no date")


def test_never_calls_a_kept_promise_late() -> None:
    """With or without a date."""
    kept = Standing("done", "Kept on 1 May 2026")
    for due in (None, datetime.date(2020, 1, 1)):
        row = FamilyContact(promise="Call", promise_due_on=due, promise_kept_on=datetime.date(2026, 5, 1))
        assert standing_of(row, DAY) == kept


def test_writes_no_day_where_there_is_none() -> None:
    assert (in_words(None), in_words(DAY)) == ("", "12 May 2026")


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (None, None, "start not stated, no end"),
        (DAY, None, "from 12 May 2026, no end"),
        (None, DAY, "start not stated, until 12 May 2026"),
        (DAY, DAY + ONE, "from 12 May 2026, until 13 May 2026"),
    ],
)
def test_tells_how_long_a_body_exists(starts: datetime.date | None, ends: datetime.date | None, words: str) -> None:
    assert life_span(Organisation(starts_on=starts, ends_on=ends)) == words


def event(**more: object) -> CaseEvent:
    """An event recorded on the day it happened."""
    values: dict[str, object] = {
        "kind": Event.PANEL_FORMED,
        "on": PartialDate.on(DAY),
        "by": User(full_name="Ann Example", email="ann@example.test"),
        "by_role": "Independent chair",
        "recorded_at": NOON,
    }
    return CaseEvent(**{**values, **more})


def test_tells_who_did_what_as_what() -> None:
    found = told(event(reason="Everybody came"))
    assert found.title == f"Ann Example (independent chair) {WORDS[Event.PANEL_FORMED]}"
    assert (found.on, found.text, found.reason) == ("12 May 2026, 12:04", "", "Everybody came")


def test_tells_no_role_where_there_was_none() -> None:
    assert told(event(by_role="")).title == f"Ann Example {WORDS[Event.PANEL_FORMED]}"


@pytest.mark.parametrize(
    ("on", "provenance", "told_on", "text"),
    [
        ("2026-05-11", Provenance.RECORDED, "11 May 2026", "Recorded on 12 May 2026, 12:04."),
        ("2026-05", Provenance.RECORDED, "May 2026", "Recorded on 12 May 2026, 12:04."),
        ("2026-05-12", Provenance.TAKEN_ON, "12 May 2026", "The day was taken on; entered on 12 May 2026, 12:04."),
        ("2019", Provenance.ASSUMED, "2019", "The day was assumed; entered on 12 May 2026, 12:04."),
    ],
)
def test_tells_when_it_was_recorded_where_that_was_later(
    on: str, provenance: Provenance, told_on: str, text: str
) -> None:
    found = told(event(on=PartialDate.parse(on), provenance=provenance))
    assert (found.on, found.text) == (told_on, text)


def test_reads_the_clock_on_the_wall_and_not_that_of_the_server() -> None:
    """Half past eleven at night by the server is the next day in a British summer."""
    late = datetime.datetime(2026, 5, 11, 23, 30, tzinfo=datetime.UTC)
    assert told(event(recorded_at=late)).on == "12 May 2026, 00:30"


@pytest.mark.parametrize(
    ("detail", "text"),
    [
        ({"agency": "Testshire Police"}, "Agency: Testshire Police."),
        ({"is_dissent": True, "told": False}, "Is dissent: yes. Told: no."),
        ({"stops": ["interviews", "family_reading"]}, "Stops: interviews, family reading."),
        ({"outcome": "no_review"}, "Outcome: no review."),
        ({"lesson": "Ask about control."}, "Lesson: Ask about control."),
        ({"round": 2, "left": 0}, "Round: 2. Left: 0."),
        ({"a": None, "b": "", "c": [], "d": {}, "e": {"f": 1}}, ""),
        ({"account": 7, "id": 7, "pk": 7, "paper_id": 7}, ""),
    ],
)
def test_tells_plain_facts_and_no_keys_of_rows(detail: dict[str, object], text: str) -> None:
    assert told(event(detail=detail)).text == text


def test_puts_the_facts_before_the_moment_of_recording() -> None:
    found = told(event(on=PartialDate.parse("2026-05-11"), detail={"round": 2}))
    assert found.text == "Round: 2. Recorded on 12 May 2026, 12:04."


READING = ClockReading(
    clock="decide", label="Decide", start_event="CSP_CHAIR_AWARE", stop_event="DECISION_RECORDED",
    start=datetime.date(2026, 5, 1), limit="P1M", due=datetime.date(2026, 6, 1), stop=None, state=ClockState.RUNNING,
    elapsed_days=11, elapsed_days_net=11, source="Guidance", evidence="V", extended_by=None, why="Because.",
)  # fmt: skip


def test_shows_every_fact_of_a_running_clock() -> None:
    assert clock_card(READING, datetime.date(2026, 5, 4)) == ClockCard(
        label="Decide", state="running", status="Due on 1 June 2026", started="1 May 2026", due="1 June 2026",
        stopped="", elapsed="11 days", elapsed_net="", why="Because.", source="Guidance", evidence="V",
    )  # fmt: skip


def test_shows_the_net_days_only_where_a_hold_makes_them_differ() -> None:
    assert clock_card(replace(READING, elapsed_days_net=1), DAY).elapsed_net == "1 day"
    assert clock_card(replace(READING, elapsed_days=1, elapsed_days_net=1), DAY).elapsed == "1 day"


def test_shows_a_clock_that_stopped() -> None:
    done = replace(READING, state=ClockState.MET, stop=DAY)
    card = clock_card(done, DAY, "Return of Testshire Police")
    assert (card.label, card.state, card.stopped) == ("Return of Testshire Police", "met", "12 May 2026")


def test_shows_no_figures_where_the_day_is_not_known() -> None:
    card = clock_card(replace(READING, state=ClockState.DONE, elapsed_days=None, elapsed_days_net=None), DAY)
    assert (card.elapsed, card.elapsed_net, card.status) == ("", "", "Done, day not recorded")


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (datetime.date(2026, 5, 21), "running"),
        (datetime.date(2026, 5, 22), "due_soon"),
        (datetime.date(2026, 6, 1), "due_soon"),
    ],
)
def test_marks_a_clock_due_soon_within_five_working_days(on: datetime.date, state: str) -> None:
    """25 May 2026 is a bank holiday, so the Friday before is the first such day."""
    assert clock_card(READING, on).state == state


@pytest.mark.parametrize("state", [ClockState.RUNNING, ClockState.OVERDUE])
def test_says_of_an_open_clock_of_an_ended_review_that_nobody_waits(state: ClockState) -> None:
    cards = clock_cards(Case(stage=Stage.CLOSED), [replace(READING, state=state)], DAY)
    assert [(card.state, card.status) for card in cards] == [("not_started", "No longer awaited")]


def test_leaves_out_clocks_that_have_not_started_and_keeps_those_that_stopped() -> None:
    waiting, met = replace(READING, state=ClockState.NOT_STARTED), replace(READING, state=ClockState.MET, stop=DAY)
    cards = clock_cards(Case(stage=Stage.CLOSED), [waiting, met], DAY)
    assert [card.state for card in cards] == ["met"]
