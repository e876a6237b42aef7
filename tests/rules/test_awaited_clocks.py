"""Which clocks does somebody still have to stop, which fall due soon, and how are they marked? No database needed."""

import datetime
from dataclasses import replace

import pytest

from dhr_cases.case_clocks import (
    CLOSED_WITHOUT_RETURN,
    ENDED,
    SOON_WORKING_DAYS,
    RequestClock,
    in_words,
    is_awaited,
    is_due_soon,
    request_stands,
    shown_state,
)
from dhr_cases.clock_words import clock_cards, request_cards
from dhr_cases.deadlines import ClockReading, ClockState, read_clock
from dhr_cases.events import Event
from dhr_cases.models import Case, InformationRequest, Organisation
from dhr_cases.policy import Per, clocks_for, regimes
from dhr_cases.request_states import REQUEST_STATES, RequestState
from dhr_cases.stages import STAGES, Stage, has_reached
from dhr_cases.working_days import add_working_days

DAY = datetime.date(2026, 12, 18)
"""A Friday: Christmas Day, its substitute for Boxing Day and New Year's Day lie ahead."""
ONE = datetime.timedelta(days=1)
S = ClockState
OPEN = (S.RUNNING, S.OVERDUE)


def reading(state: ClockState = S.RUNNING, stop_event: str = Event.DECISION_RECORDED, **more: object) -> ClockReading:
    """A clock that began a week ago and is due in a month."""
    facts: dict[str, object] = {
        "clock": "decide", "label": "Decide", "start_event": "A", "stop_event": stop_event, "start": DAY - 7 * ONE,
        "limit": "P1M", "due": datetime.date(2027, 1, 11), "stop": None, "state": state, "elapsed_days": 7,
        "elapsed_days_net": 7, "source": "", "evidence": "", "extended_by": None, "why": "", **more,
    }  # fmt: skip  # all of a reading
    return ClockReading(**facts)  # type: ignore[arg-type]  # facts by their names


@pytest.mark.parametrize("stage", Stage)
def test_waits_for_an_open_clock_until_the_review_has_ended(stage: Stage) -> None:
    """Only publication is not waited for once it is withheld or past."""
    case = Case(stage=stage)
    past = has_reached(stage, Stage.PUBLICATION_WITHHELD)
    for state in ClockState:
        awaited = state in OPEN and stage not in ENDED
        assert is_awaited(case, reading(state)) is awaited
        assert is_awaited(case, reading(state, Event.PUBLISHED)) is (awaited and not past)
        assert is_awaited(case, reading(state, Event.SENT_TO_DAC)) is awaited


def test_ends_with_the_review_wherever_it_ended() -> None:
    assert set(ENDED) == {Stage.CLOSED, Stage.TRANSFERRED, Stage.TERMINATED}
    final = {stage for stage, row in STAGES.items() if row.is_final}
    assert final < set(ENDED)


@pytest.mark.parametrize(
    ("due", "is_soon"),
    [
        ("2026-12-18", True), ("2026-12-19", True), ("2026-12-24", True), ("2026-12-25", True), ("2026-12-28", True),
        ("2026-12-29", True), ("2026-12-30", False), ("2027-01-18", False), ("9999-12-31", False),
    ],
)  # fmt: skip  # a due date, seen from the Friday before Christmas
def test_calls_due_soon_what_is_due_within_five_working_days(due: str, is_soon: bool) -> None:
    """Bank holidays, their substitutes and weekends count for none."""
    found = reading(due=datetime.date.fromisoformat(due))
    assert is_due_soon(found, DAY) is is_soon
    assert shown_state(found, DAY) == ("due_soon" if is_soon else "running")


@pytest.mark.parametrize("state", [state for state in ClockState if state is not S.RUNNING])
def test_calls_nothing_due_soon_that_does_not_run(state: ClockState) -> None:
    found = reading(state, due=DAY)
    assert not is_due_soon(found, DAY)
    assert shown_state(found, DAY) == state.value


def test_calls_nothing_due_soon_without_a_due_date() -> None:
    assert not is_due_soon(reading(due=None), DAY)


@pytest.mark.parametrize("start", [DAY + step * ONE for step in range(0, 21, 4)])
def test_draws_the_line_after_the_fifth_working_day_from_any_day(start: datetime.date) -> None:
    last = add_working_days(start, SOON_WORKING_DAYS)
    assert is_due_soon(reading(due=last), start)
    assert not is_due_soon(reading(due=add_working_days(last, 1)), start)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"state": S.DONE, "due": None}, "done, day not recorded"),
        ({"state": S.DONE, "due": None, "stop": DAY}, "done on 18 December 2026"),
        ({"state": S.MET, "stop": DAY}, "met on 18 December 2026"),
        ({"state": S.OVERDUE, "due": DAY - ONE}, "1 day late"),
        ({"state": S.RUNNING, "due": DAY}, "due today"),
        ({"state": S.RUNNING, "due": datetime.date(2026, 12, 29)}, "due in 5 working days"),
        ({"state": S.NOT_STARTED, "start": None, "due": None}, "not started"),
        (
            {"state": S.NOT_STARTED, "start": None, "due": None, "stop": DAY},
            "done on 18 December 2026, start not recorded",
        ),
    ],
)
def test_says_how_each_clock_stands(more: dict[str, object], words: str) -> None:
    assert in_words(replace(reading(), **more), DAY) == words  # type: ignore[arg-type]  # facts by their names


def asked(state: RequestState, found: ClockReading) -> RequestClock:
    """The return clock of the police in that state."""
    return RequestClock(InformationRequest(organisation=Organisation(name="Testshire Police"), state=state), found)


@pytest.mark.parametrize("state", RequestState)
def test_marks_a_request_by_its_clock_unless_it_was_given_up(state: RequestState) -> None:
    late = reading(S.OVERDUE, due=DAY - 3 * ONE)
    given_up = state in CLOSED_WITHOUT_RETURN
    stands = ("not_stated", REQUEST_STATES[state].label.lower()) if given_up else ("overdue", "3 days late")
    assert request_stands(asked(state, late), DAY) == stands
    (card,) = request_cards([asked(state, late)], DAY)
    assert (card.label, card.state) == ("Return of Testshire Police", stands[0])
    assert card.status == stands[1].capitalize()


def test_gives_up_waiting_for_withdrawn_and_unanswered_requests_alone() -> None:
    assert set(CLOSED_WITHOUT_RETURN) == {RequestState.WITHDRAWN, RequestState.UNANSWERED}


@pytest.mark.parametrize("regime", [row.id for row in regimes()])
def test_shows_a_card_for_every_clock_that_has_started_in_the_order_of_the_policy(regime: str) -> None:
    """And says of those of an ended review that nobody waits for them."""
    rows = [row for row in clocks_for(regime) if row.per is Per.CASE]
    found = [read_clock(row, {row.start: DAY - 7 * ONE}, DAY) for row in rows]
    live, over = (clock_cards(Case(stage=stage), found, DAY) for stage in (Stage.DRAFTING, Stage.CLOSED))
    assert [card.label for card in live] == [card.label for card in over] == [row.label for row in rows]
    assert {card.status for card in over} == {"No longer awaited"}
    assert "No longer awaited" not in {card.status for card in live}
    waiting = [read_clock(row, {}, DAY) for row in rows]
    assert clock_cards(Case(stage=Stage.DRAFTING), waiting, DAY) == []
