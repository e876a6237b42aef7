"""What is expected of me, and what has changed since I was last here?"""

import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from dhr_cases.events import WORDS, Event
from dhr_cases.models import CaseEvent, User
from dhr_cases.queries import changed_since
from dhr_cases.views.gate import SignedInRequest, signed_in
from dhr_cases.views.site_context import is_agency_only, roles_of
from workflows.attention import Due, dues_of, figures, own_request_dues
from workflows.inbox import TaskRow, may_take, my_tasks, waiting_on_others

CHANGES_SHOWN = 15
FIRST_LOOK_BACK = datetime.timedelta(days=7)


@signed_in
def home(request: SignedInRequest) -> HttpResponse:
    """The person's own page; agencies' people meet their requests and nothing else."""
    roles = roles_of(request).roles
    context = _for_agency(request.user) if is_agency_only(roles) else _for_reviewers(request.user)
    _note_visit(request.user)
    return render(request, "home.html", {"today": timezone.localdate(), "has_roles": bool(roles), **context})


def _for_agency(user: User) -> dict[str, Any]:
    dues = own_request_dues(user)
    return {
        "is_agency": True,
        "mine": _with_dues(my_tasks(user), dues),
        "takeable": _with_dues(may_take(user), dues),
    }


def _for_reviewers(user: User) -> dict[str, Any]:
    dues = dues_of(user)
    return {
        "figures": figures(dues),
        "mine": _with_dues(my_tasks(user), dues),
        "takeable": _with_dues(may_take(user), dues),
        "others": [{"task": row, "url": reverse("case", args=(row.reference,))} for row in waiting_on_others(user)],
        "changes": [_change(event) for event in _changes(user)],
    }


def _with_dues(rows: list[TaskRow], dues: list[Due]) -> list[dict[str, Any]]:
    return [{"task": row, "due": _due_of(row, dues)} for row in rows]


def _due_of(row: TaskRow, dues: list[Due]) -> Due | None:
    """The clock that the task stops: that of its request, or one that ends with the stage its acts lead to."""
    if row.request_id is not None:
        return next((due for due in dues if due.request_id == row.request_id), None)
    return next((due for due in dues if due.case_id == row.case_id and due.stop_event in row.leads_to), None)


def _changes(user: User) -> list[CaseEvent]:
    since = user.home_seen_at or timezone.now() - FIRST_LOOK_BACK
    return list(changed_since(user, since).exclude(by=user)[:CHANGES_SHOWN])


def _change(event: CaseEvent) -> dict[str, Any]:
    return {
        "reference": event.case.reference,
        "url": reverse("case", args=(event.case.reference,)),
        "text": f"{event.by} {WORDS[Event(event.kind)]}",
        "at": event.recorded_at,
    }


def _note_visit(user: User) -> None:
    """Remember this visit; a reload within the hour does not hide what was just shown."""
    now = timezone.now()
    if user.home_seen_at is None or now - user.home_seen_at > datetime.timedelta(hours=1):
        User.objects.filter(pk=user.pk).update(home_seen_at=now)
