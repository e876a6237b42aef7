"""Agencies secure their records, are asked, reminded, released and answered to; the last one in moves the review on.

Source: 2016 guidance on IMRs and chronologies [K]; a nil return counts as a return, domain 2.3 S10 [K].
"""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils import timezone

from dhr_cases.actions.core import Act, acting, check_not_future, require, today
from dhr_cases.actions.grants import refresh_people
from dhr_cases.actions.requests_core import become, lock_request
from dhr_cases.errors import Incomplete
from dhr_cases.events import Event
from dhr_cases.models import Case, InformationRequest, Organisation, User
from dhr_cases.request_states import OPEN_STATES, RequestState
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb


@dataclass(frozen=True)
class Ask:
    """What one agency is asked for, and by which day."""

    organisation: Organisation
    asks_for: str
    due_on: datetime.date


def secure_records(
    *,
    case: Case,
    by: User,
    organisations: Sequence[Organisation],
    note: str = "",
    on: datetime.date | None = None,
) -> None:
    """Agencies are asked to put their records beyond change; may be done before the terms are agreed [K]."""
    check_not_future(on, "The date the notice was sent")
    require((bool(organisations), "Choose the agencies that were asked."))
    with acting(Verb.SECURE_RECORDS, case, by, reason=note) as act:
        act.record(Event.RECORDS_SECURED, on=on, detail={"agencies": [str(body) for body in organisations]})


def send_requests(
    *, case: Case, by: User, asks: Sequence[Ask], on: datetime.date | None = None
) -> list[InformationRequest]:
    """One request goes to each agency, each with a life of its own; the stage moves.

    Raises Incomplete when no agency is chosen, one is chosen twice, or a due date lies before the asking.
    Source: 2016 guidance on IMRs and chronologies [K].
    """
    check_not_future(on, "The date the requests were sent")
    bodies = {ask.organisation.pk for ask in asks}
    require(
        (bool(asks), "Choose at least one agency to ask."),
        (len(bodies) == len(asks), "Each agency is asked once; an agency is listed twice."),
    )
    with acting(Verb.SEND_REQUESTS, case, by) as act:
        rows = [_ask(act, ask, on) for ask in asks]
        for row in rows:
            act.record(Event.IMR_REQUESTED, on=on, about=row, detail={"agency": str(row.organisation)})
        act.move(Stage.INFO_REQUESTED, on=on, detail={"requests": len(rows)})
        refresh_people(case)
    return rows


def add_request(*, case: Case, by: User, ask: Ask, on: datetime.date | None = None) -> InformationRequest:
    """One more agency is asked. A review that had all its information goes back to gathering; a later one stays.

    Raises Incomplete when the agency has a request on this case already: reopen that one.
    """
    check_not_future(on, "The date the request was sent")
    with acting(Verb.ADD_REQUEST, case, by) as act:
        if InformationRequest.objects.filter(case=case, organisation=ask.organisation).exists():
            raise Incomplete(f"{ask.organisation} has a request already. Reopen it instead.")
        row = _ask(act, ask, on)
        refresh_people(case)
        _record_open(act, Event.IMR_REQUESTED, row, on)
    return row


def _ask(act: Act, ask: Ask, on: datetime.date | None) -> InformationRequest:
    asked_on = on or today()
    require(
        (bool(ask.asks_for.strip()), f"Say what {ask.organisation} is asked for."),
        (ask.due_on >= asked_on, f"The due date of {ask.organisation} lies before the day of asking."),
    )
    row: InformationRequest = InformationRequest.objects.create(
        case=act.case, organisation=ask.organisation, asked_on=asked_on, due_on=ask.due_on, asks_for=ask.asks_for
    )
    return row


def chase_request(
    *, case: Case, by: User, request: InformationRequest, note: str = "", on: datetime.date | None = None
) -> None:
    """A reminder to the agency is recorded. Raises Incomplete for a closed request, NotNow while a hold stops it."""
    check_not_future(on, "The date of the reminder")
    with _acting_about(Verb.CHASE_REQUEST, case, by, request, note) as act:
        if request.at not in OPEN_STATES:
            raise Incomplete(f"The request to {request.organisation} is closed; there is nothing to remind of.")
        request.last_chased_on = on or today()
        request.times_chased += 1
        request.save()
        act.record(
            Event.REQUEST_CHASED, on=on, about=request,
            detail={"agency": str(request.organisation), "times": request.times_chased},
        )  # fmt: skip


def accept_return(*, case: Case, by: User, request: InformationRequest, note: str = "") -> None:
    """A signed-off return is accepted; the last one in moves the review on. Raises NotNow in another state."""
    with _acting_about(Verb.ACCEPT_RETURN, case, by, request, note) as act:
        become(request, RequestState.ACCEPTED)
        request.accepted_on = today()
        request.outcome_note = note
        request.save()
        _record_closed(act, Event.IMR_ACCEPTED, request)


def send_back_return(*, case: Case, by: User, request: InformationRequest, reason: str) -> None:
    """A return goes back to the agency for more work, even one accepted before. Raises NotNow in another state."""
    require((bool(reason.strip()), "Say what more is needed."))
    with _acting_about(Verb.SEND_BACK_RETURN, case, by, request, reason) as act:
        become(request, RequestState.SENT_BACK)
        request.accepted_on = None
        request.returned_on = None
        request.outcome_note = reason
        request.save()
        _record_open(act, Event.RETURN_SENT_BACK, request)


def withdraw_request(*, case: Case, by: User, request: InformationRequest, reason: str) -> None:
    """The agency need not answer any more. Raises NotNow when the request is closed already."""
    _close(Verb.WITHDRAW_REQUEST, RequestState.WITHDRAWN, Event.REQUEST_WITHDRAWN, case, by, request, reason)


def close_unanswered(*, case: Case, by: User, request: InformationRequest, reason: str) -> None:
    """The review goes on without this agency's return, and says so. Raises NotNow when it is closed already."""
    _close(Verb.CLOSE_UNANSWERED, RequestState.UNANSWERED, Event.REQUEST_UNANSWERED, case, by, request, reason)


def _close(
    verb: Verb, state: RequestState, event: Event, case: Case, by: User, request: InformationRequest, reason: str
) -> None:
    require((bool(reason.strip()), "Give the reason."))
    with _acting_about(verb, case, by, request, reason) as act:
        become(request, state)
        request.outcome_note = reason
        request.save()
        _record_closed(act, event, request)


def reopen_request(*, case: Case, by: User, request: InformationRequest, due_on: datetime.date, reason: str) -> None:
    """A request that was withdrawn or closed without a return is asked again, by a new day.

    Raises NotNow in another state; Incomplete for a due date that has passed.
    """
    require(
        (bool(reason.strip()), "Give the reason."),
        (due_on >= timezone.localdate(), "The new due date has passed already."),
    )
    with _acting_about(Verb.REOPEN_REQUEST, case, by, request, reason) as act:
        become(request, RequestState.ASKED)
        request.due_on = due_on
        request.returned_on = None
        request.outcome_note = ""
        request.save()
        _record_open(act, Event.REQUEST_REOPENED, request)


@contextmanager
def _acting_about(verb: Verb, case: Case, by: User, request: InformationRequest, reason: str) -> Iterator[Act]:
    with acting(verb, case, by, reason=reason) as act:
        lock_request(request)
        if request.case_id != case.pk:
            raise Incomplete("This request belongs to another review.")
        yield act


def _record_open(act: Act, event: Event, request: InformationRequest, on: datetime.date | None = None) -> None:
    """Record that a request is open; a review that had everything in goes back to gathering."""
    words = {"agency": str(request.organisation)}
    if act.case.at in (Stage.INFO_IN, Stage.PANEL_WORK):
        act.move(Stage.INFO_REQUESTED, on=on, event=event, about=request, detail=words)
    else:
        act.record(event, on=on, about=request, detail=words)


def _record_closed(act: Act, event: Event, request: InformationRequest) -> None:
    """Record that a request is closed; the last open one of a gathering review moves it on."""
    act.record(event, about=request, detail={"agency": str(request.organisation)})
    is_last = not InformationRequest.objects.filter(case=act.case, state__in=OPEN_STATES).exists()
    if is_last and act.case.at is Stage.INFO_REQUESTED:
        act.move(Stage.INFO_IN)
