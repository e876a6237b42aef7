"""What is late or falls due on the cases of one person? Computed from the record on the day it is asked."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from dhr_cases.case_clocks import (
    ENDED,
    RequestClock,
    in_words,
    is_awaited,
    readings_for,
    request_readings_for,
    shown_state,
)
from dhr_cases.deadlines import ClockReading
from dhr_cases.models import Case, User
from dhr_cases.permissions import cases_with
from dhr_cases.queries import requests_of, visible_to
from dhr_cases.roles import CasePermission
from dhr_cases.roles_held import is_agency_only, roles_anywhere
from workflows.task_addresses import agencies_page, own_request_page

OVERDUE = "overdue"
DUE_SOON = "due_soon"


@dataclass(frozen=True)
class Due:
    """One clock that somebody still has to stop."""

    case_id: int
    request_id: int | None
    clock: str
    reference: str
    pseudonym: str
    label: str
    agency: str
    due: datetime.date | None
    state: str
    words: str
    stop_event: str
    url: str


def dues_of(user: User, on: datetime.date | None = None) -> list[Due]:
    """Everything awaited on the person's cases and requests, late first, without a date last.

    People who are here for an agency alone get their own requests and nothing else.
    """
    day = on or timezone.localdate()
    if is_agency_only(roles_anywhere(user).roles):
        return own_request_dues(user, day)
    cases = list(_open_cases(user))
    found = [*case_dues(cases, day), *_request_dues(user, cases, day)]
    return sorted(found, key=lambda due: (due.due is None, due.due or day, due.reference, due.label))


def own_request_dues(user: User, on: datetime.date | None = None) -> list[Due]:
    """What an agency's person has to return, late first."""
    day = on or timezone.localdate()
    return sorted(_own(user, day, set()), key=lambda due: (due.due or day, due.reference))


def case_dues(cases: Iterable[Case], day: datetime.date) -> list[Due]:
    """The awaited clocks of cases; four queries."""
    rows = list(cases)
    by_case = readings_for(rows, day)
    return [_case_due(case, reading, day) for case in rows for reading in by_case[case.pk] if is_awaited(case, reading)]


def first_due(case: Case, readings: Iterable[ClockReading]) -> ClockReading | None:
    """The awaited reading of a case that falls due first."""
    dated = [reading for reading in readings if is_awaited(case, reading) and reading.due is not None]
    return min(dated, key=lambda reading: reading.due or datetime.date.max, default=None)


def figures(dues: Iterable[Due]) -> list[dict[str, object]]:
    """The two numbers that matter: late, and due within five working days."""
    states = [due.state for due in dues]
    late, soon = states.count(OVERDUE), states.count(DUE_SOON)
    page = reverse("due")
    return [
        {"label": "Late", "value": late, "url": page, "state": OVERDUE if late else ""},
        {"label": "Due within five working days", "value": soon, "url": page, "state": DUE_SOON if soon else ""},
    ]


def _open_cases(user: User) -> QuerySet[Case]:
    asks = cases_with(user, CasePermission.REQUEST_INFORMATION) | cases_with(user, CasePermission.ACCEPT_RETURNS)
    return (
        visible_to(user)
        .exclude(stage__in=ENDED)
        .select_related("lead_csp")
        .annotate(sees_requests=Exists(asks.filter(pk=OuterRef("pk"))))
    )


def _request_dues(user: User, cases: list[Case], day: datetime.date) -> list[Due]:
    asking = [case for case in cases if getattr(case, "sees_requests", False)]
    rows = [
        _request_due(clock, case, day, agencies_page(case.reference)) for case, clock in _awaited_requests(asking, day)
    ]
    return [*rows, *_own(user, day, {row.request_id for row in rows})]


def _own(user: User, day: datetime.date, known: set[int | None]) -> list[Due]:
    mine = {request.pk: request.case for request in requests_of(user).select_related("case__lead_csp")}
    cases = {case.pk: case for case in mine.values()}
    own = mine.keys() - known
    return [
        _request_due(clock, case, day, own_request_page(clock.request.pk))
        for case, clock in _awaited_requests(list(cases.values()), day)
        if clock.request.pk in own
    ]


def _awaited_requests(cases: list[Case], day: datetime.date) -> list[tuple[Case, RequestClock]]:
    clocks = request_readings_for(cases, day)
    return [(case, clock) for case in cases for clock in clocks[case.pk] if is_awaited(case, clock.reading)]


def _case_due(case: Case, reading: ClockReading, day: datetime.date) -> Due:
    return Due(
        case_id=case.pk,
        request_id=None,
        clock=reading.clock,
        reference=case.reference,
        pseudonym=case.pseudonym,
        label=reading.label,
        agency="",
        due=reading.due,
        state=shown_state(reading, day),
        words=in_words(reading, day),
        stop_event=reading.stop_event,
        url=reverse("case", args=(case.reference,)),
    )


def _request_due(clock: RequestClock, case: Case, day: datetime.date, url: str) -> Due:
    request = clock.request
    return Due(
        case_id=request.case_id,
        request_id=request.pk,
        clock=clock.reading.clock,
        reference=case.reference,
        pseudonym="",
        label=clock.reading.label,
        agency=str(request.organisation),
        due=clock.reading.due,
        state=shown_state(clock.reading, day),
        words=in_words(clock.reading, day),
        stop_event=clock.reading.stop_event,
        url=url,
    )
