"""What starts and stops a clock of this case and no other: decisions of every kind, requests, holds, agreements."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases import case_clocks
from dhr_cases.actions.closing import reopen
from dhr_cases.deadlines import ClockReading, ClockState
from dhr_cases.events import Event
from dhr_cases.hold_scopes import ExtensionReason, HoldReason, HoldScope
from dhr_cases.models import (
    Case,
    CaseEvent,
    Extension,
    Hold,
    InformationRequest,
    LocalClock,
    Organisation,
    PartialDate,
    Partnership,
)
from dhr_cases.models.history import change
from dhr_cases.request_states import REQUEST_STATES, RequestState
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
ENDED = (Stage.CLOSED, Stage.TRANSFERRED, Stage.TERMINATED)


def reading(case: Case, name: str, on: datetime.date | None = None) -> ClockReading:
    """One clock of the case."""
    return next(each for each in case_clocks.readings(case, on) if each.clock == name)


def happened(case: Case, cast: Cast, kind: Event, on: PartialDate, stage: Stage = Stage.DECIDED_REVIEW) -> None:
    """An event as a table row, to read clocks from."""
    CaseEvent.objects.create(case=case, kind=kind, on=on, stage=stage, by=cast.coordinator)


def ask(case: Case, body: Organisation, **more: Any) -> InformationRequest:
    """A request made yesterday, due in ten days."""
    days = {"asked_on": TODAY - DAY, "due_on": TODAY + 10 * DAY}
    with change("test", None):
        row: InformationRequest = InformationRequest.objects.create(
            case=case, organisation=body, asks_for="Report", **{**days, **more}
        )
    return row


def agree(case: Case, new_due_on: datetime.date, agreed_on: datetime.date, **more: Any) -> None:
    """An extension, of the month to decide unless told otherwise."""
    with change("test", None):
        Extension.objects.create(
            case=case, new_due_on=new_due_on, agreed_on=agreed_on, agreed_by="Chair",
            **{"clock": "decide", "reason_code": ExtensionReason.INQUEST, **more},
        )  # fmt: skip  # one row, read as one


def hold(case: Case, starts_on: datetime.date, ends_on: datetime.date | None) -> None:
    """A hold of interviews."""
    with change("test", None):
        Hold.objects.create(
            case=case, reason=HoldReason.CRIMINAL_TRIAL, scope=[HoldScope.INTERVIEWS], starts_on=starts_on,
            ends_on=ends_on,
        )  # fmt: skip  # one row, read as one


@pytest.mark.parametrize(
    ("stage", "starts"),
    [
        (Stage.DECIDED_REVIEW, True),
        (Stage.DECIDED_NO_REVIEW, False),
        (Stage.DECIDED_ALTERNATIVE, False),
        (Stage.TRANSFERRED, False),
    ],
)
def test_starts_the_report_by_a_decision_to_review_alone(case: Case, cast: Cast, stage: Stage, starts: bool) -> None:
    """Every decision stops the month to decide; whoever hands the case on owes no report."""
    case_at(cast, case, stage)
    assert reading(case, "decide").stop is not None
    assert (reading(case, "overview_report").start is not None) is starts


def test_counts_no_month_of_a_report_while_another_partnership_led(case: Case, cast: Cast) -> None:
    """The case that comes back is still to be decided here."""
    case_at(cast, case, Stage.TRANSFERRED)
    reopen(case=case, by=cast.coordinator, to=Stage.LEAD_AGREED, reason="It came back")
    found = reading(case, "overview_report", TODAY + 400 * DAY)
    assert (found.state, found.due) == (ClockState.NOT_STARTED, None)
    assert not case_clocks.is_awaited(case, found)


def test_starts_the_report_by_the_first_of_decision_and_direction(case: Case, cast: Cast) -> None:
    for days_ago in (4, 6, 5):
        happened(case, cast, Event.DECISION_RECORDED, PartialDate.on(TODAY - days_ago * DAY))
    happened(case, cast, Event.REVIEW_DIRECTED, PartialDate.on(TODAY - 5 * DAY), Stage.DIRECTED)
    assert reading(case, "overview_report").start == TODAY - 6 * DAY


def test_starts_no_report_by_a_decision_on_a_day_nobody_knows(case: Case, cast: Cast) -> None:
    happened(case, cast, Event.DECISION_RECORDED, PartialDate.unknown())
    assert reading(case, "overview_report").state is ClockState.NOT_STARTED


def test_goes_by_the_day_that_is_known_beside_one_that_is_not(case: Case, cast: Cast) -> None:
    """Whichever was recorded first."""
    for day in (PartialDate.unknown(), PartialDate.on(TODAY - DAY), PartialDate.unknown()):
        happened(case, cast, Event.DECISION_RECORDED, day)
    found = reading(case, "decide")
    assert (found.state, found.stop) == (ClockState.MET, TODAY - DAY)


def test_reads_nothing_of_another_case(case: Case, other_case: Case, cast: Cast) -> None:
    before = case_clocks.readings(case)
    happened(other_case, cast, Event.DECISION_RECORDED, PartialDate.on(TODAY))
    hold(other_case, TODAY - 6 * DAY, None)
    agree(other_case, TODAY + 90 * DAY, TODAY)
    assert case_clocks.readings_for([case, other_case])[case.pk] == before == case_clocks.readings(case)


def test_keeps_the_limits_of_each_partnership_apart(case: Case, cast: Cast) -> None:
    """A limit left empty is none."""
    with change("test", None):
        next_door = Partnership.objects.create(code="next-door", name="Next Door CSP")
        for partnership, clock, limit in (
            (cast.partnership, "publish", "P10D"),
            (cast.partnership, "tell_home_office", ""),
            (next_door, "publish", "P20D"),
            (next_door, "tell_home_office", "P2WD"),
        ):
            LocalClock.objects.create(partnership=partnership, clock=clock, limit=limit, reason="Board")
    limits = {each.clock: each.limit for each in case_clocks.readings(case)}
    assert (limits["publish"], limits["tell_home_office"]) == ("P10D", None)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-1, ClockState.MET), (0, ClockState.MET), (1, ClockState.MET_LATE)],
)
def test_is_met_on_the_last_day_and_late_on_the_next(case: Case, cast: Cast, days: int, expected: ClockState) -> None:
    due = reading(case, "decide").due
    assert due is not None
    happened(case, cast, Event.DECISION_RECORDED, PartialDate.on(due + days * DAY))
    assert reading(case, "decide", due + 9 * DAY).state is expected


@pytest.mark.parametrize("stage", ENDED)
def test_stands_still_from_the_day_a_case_ended(case: Case, stage: Stage) -> None:
    """A day before the end is read as that day was."""
    case.stage, case.stage_since = stage, TODAY
    days = [reading(case, "decide", TODAY + more * DAY).elapsed_days for more in (-1, 0, 1, 400)]
    assert days == [8, 9, 9, 9]


def test_grows_older_in_every_other_stage_and_after_an_end_nobody_dated(case: Case) -> None:
    case.stage_since = TODAY
    assert reading(case, "decide", TODAY + 3 * DAY).elapsed_days == 12
    case.stage, case.stage_since = Stage.CLOSED, None
    assert reading(case, "decide", TODAY + 3 * DAY).elapsed_days == 12


def test_takes_on_what_lies_before_its_stage_and_nothing_after(case: Case, cast: Cast) -> None:
    case.is_taken_on, case.stage = True, Stage.SUBMITTED
    happened(case, cast, Event.SUBMITTED_TO_HO, PartialDate.on(TODAY))
    assert reading(case, "decide").state is ClockState.DONE
    assert reading(case, "qa_decision").state is ClockState.RUNNING
    case.is_taken_on = False
    assert reading(case, "decide").state is ClockState.RUNNING


def test_believes_a_day_that_was_entered_when_the_case_was_taken_on(case: Case, cast: Cast) -> None:
    case.is_taken_on, case.stage = True, Stage.DRAFTING
    happened(case, cast, Event.DECISION_RECORDED, PartialDate.on(TODAY - DAY))
    assert reading(case, "decide").state is ClockState.MET


def test_gives_no_figures_where_the_day_of_the_stop_is_not_known(case: Case, cast: Cast) -> None:
    happened(case, cast, Event.DECISION_RECORDED, PartialDate.unknown())
    found = reading(case, "decide")
    assert (found.elapsed_days, found.elapsed_days_net) == (None, None)
    assert found.why.endswith(" It has stopped; the day was not recorded.")


def returned(case: Case, on: datetime.date | None = None) -> ClockReading:
    """The return clock of the case's only request."""
    (item,) = case_clocks.request_readings(case, on)
    return item.reading


@pytest.mark.parametrize(
    ("days", "expected"),
    [(9, ClockState.RUNNING), (10, ClockState.RUNNING), (11, ClockState.OVERDUE)],
)
def test_is_late_with_a_return_from_the_day_after_the_one_named(
    case: Case, cast: Cast, days: int, expected: ClockState
) -> None:
    ask(case, cast.police)
    assert returned(case, TODAY + days * DAY).state is expected


@pytest.mark.parametrize(
    ("state", "accepted", "stops"),
    [
        (RequestState.ACCEPTED, 5, True),
        (RequestState.ACCEPTED, None, False),
        (RequestState.SENT_BACK, 5, False),
        (RequestState.SIGNED_OFF, None, False),
        (RequestState.ASKED, None, False),
    ],
)
def test_stops_a_return_by_its_acceptance_alone(
    case: Case, cast: Cast, state: RequestState, accepted: int | None, stops: bool
) -> None:
    """One that was sent back after it was accepted runs again."""
    accepted_on = None if accepted is None else TODAY + accepted * DAY
    ask(case, cast.police, state=state, accepted_on=accepted_on)
    assert returned(case, TODAY + 8 * DAY).state is (ClockState.MET if stops else ClockState.RUNNING)
    assert returned(case, TODAY + 8 * DAY).stop == (accepted_on if stops else None)


@pytest.mark.parametrize("state", RequestState)
def test_says_of_a_request_closed_without_a_return_what_became_of_it(
    case: Case, cast: Cast, state: RequestState
) -> None:
    """Neither done nor late; the agreement that moved its day does not matter any more."""
    ask(case, cast.police, state=state)
    (item,) = case_clocks.request_readings(case, TODAY + 90 * DAY)
    stands = case_clocks.request_stands(item, TODAY + 90 * DAY)
    if state in (RequestState.WITHDRAWN, RequestState.UNANSWERED):
        label = REQUEST_STATES[state].label
        assert stands == ("not_stated", label.lower())
        assert (item.reading.state, item.reading.extended_by) == (ClockState.DONE, None)
        assert item.reading.why == f"{label}; nothing more is awaited."
    else:
        assert stands == ("overdue", "80 days late")


def test_goes_by_the_agreement_made_last_even_on_the_day_of_asking(case: Case, cast: Cast) -> None:
    """It outdoes the day that the request itself names."""
    request = ask(case, cast.police)
    of_request = {"clock": case_clocks.REQUEST_CLOCK, "request": request, "reason": "The author is ill."}
    agree(case, TODAY + 20 * DAY, TODAY - DAY, **of_request)
    found = returned(case)
    assert (found.due, found.extended_by is not None) == (TODAY + 20 * DAY, True)
    assert found.why.endswith(": The author is ill.")
    agree(case, TODAY + 15 * DAY, TODAY, **of_request)
    assert returned(case).due == TODAY + 15 * DAY
    assert returned(case, TODAY - DAY).due == TODAY + 20 * DAY


def test_moves_one_request_and_neither_another_nor_the_case(case: Case, cast: Cast) -> None:
    before = case_clocks.readings(case)
    request = ask(case, cast.police)
    ask(case, cast.health)
    agree(case, TODAY + 30 * DAY, TODAY, clock=case_clocks.REQUEST_CLOCK, request=request)
    agree(case, TODAY + 40 * DAY, TODAY, clock=case_clocks.REQUEST_CLOCK)
    due = {item.request.organisation: item.reading.due for item in case_clocks.request_readings(case)}
    assert due == {cast.police: TODAY + 30 * DAY, cast.health: TODAY + 10 * DAY}
    assert case_clocks.readings(case) == before


def test_leaves_held_days_out_of_the_net_days_of_a_return(case: Case, other_case: Case, cast: Cast) -> None:
    ask(case, cast.police)
    hold(case, TODAY + DAY, TODAY + 4 * DAY)
    hold(other_case, TODAY, None)
    found = returned(case, TODAY + 8 * DAY)
    assert (found.elapsed_days, found.elapsed_days_net, found.due) == (9, 6, TODAY + 10 * DAY)


def test_reads_the_requests_of_many_cases_under_their_own_case(case: Case, other_case: Case, cast: Cast) -> None:
    """A case without one has an empty list; one that has ended stands still."""
    mine = ask(case, cast.police)
    found = case_clocks.request_readings_for([case, other_case], TODAY + 20 * DAY)
    assert [item.request for item in found[case.pk]] == [mine]
    assert found[other_case.pk] == []
    case.stage, case.stage_since = Stage.CLOSED, TODAY
    assert returned(case, TODAY + 20 * DAY).state is ClockState.RUNNING
    assert returned(case, TODAY + 20 * DAY).elapsed_days == 1
