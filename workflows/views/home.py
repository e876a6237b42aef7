"""What is expected of me, and what has changed since I was last here?"""

import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from dhr_cases.events import WORDS, Event
from dhr_cases.models import CaseEvent, User
from dhr_cases.queries import changed_since
from dhr_cases.roles import ROLES, CasePermission, Role
from dhr_cases.roles_held import is_agency_only
from dhr_cases.views.action_lane import first_action
from dhr_cases.views.gate import SignedInRequest, signed_in
from dhr_cases.views.set_up import set_up_first
from dhr_cases.views.site_context import roles_of
from funding.views.partner_lane import first_contribution
from governance.queries import waiting_for
from governance.views.request_rows import LANE_HEADS, lane_row
from workflows.attention import Due, dues_of, figures, own_request_dues
from workflows.inbox import SHOWN, TaskRow, may_take, my_tasks, waiting_on_others
from workflows.money_inbox import money_waiting

CHANGES_SHOWN = 15
SESSION_KEY = "home_since"
FUNDING_CONTACT_ONLY = frozenset({Role.FUNDING_CONTACT})
ACTION_OWNER_ONLY = frozenset({Role.ACTION_OWNER})
FIRST_LOOK_BACK = datetime.timedelta(days=7)


@set_up_first
@signed_in
def home(request: SignedInRequest) -> HttpResponse:
    """The person's own page; agencies' people meet their requests, who answers for money or actions its own lane.

    What a meeting asks of its body is shown here first, before an owner is led on to its actions.
    """
    roles = roles_of(request).roles
    if roles == FUNDING_CONTACT_ONLY:
        return redirect(first_contribution(request.user))
    if roles == ACTION_OWNER_ONLY and not waiting_for(request.user):
        return redirect(first_action(request.user))
    since = _last_visit(request)
    context = _content(request.user, roles, since)
    return render(request, "home.html", {"today": timezone.localdate(), "has_roles": bool(roles), **context})


def _content(user: User, roles: frozenset[Role], since: datetime.datetime) -> dict[str, Any]:
    """What the page holds; nothing but the menu for people whose roles show no case, as of accounts or money."""
    if is_agency_only(roles - FUNDING_CONTACT_ONLY):
        return {**_for_agency(user), "money": money_waiting(user)}
    sees_cases = any(CasePermission.VIEW in ROLES[role].on_case for role in roles)
    own = _for_reviewers(user, since) if sees_cases else {"is_beside": True}
    return {**own, "money": money_waiting(user), **_asked_by_meetings(user, roles)}


def _asked_by_meetings(user: User, roles: frozenset[Role]) -> dict[str, Any]:
    """What meetings ask of the bodies the person stands for."""
    if Role.ACTION_OWNER not in roles:
        return {}
    today = timezone.localdate()
    return {"asked_heads": LANE_HEADS, "asked": [lane_row(row, today) for row in waiting_for(user)]}


def _for_agency(user: User) -> dict[str, Any]:
    dues = own_request_dues(user)
    return {
        "is_agency": True,
        "mine": _with_dues(my_tasks(user), dues),
        "takeable": _with_dues(may_take(user), dues),
    }


def _for_reviewers(user: User, since: datetime.datetime) -> dict[str, Any]:
    dues = dues_of(user)
    return {
        "figures": figures(dues),
        "mine": _with_dues(my_tasks(user), dues),
        "takeable": _with_dues(may_take(user), dues),
        "shown": SHOWN,
        "others": [{"task": row, "url": reverse("case", args=(row.reference,))} for row in waiting_on_others(user)],
        "changes": [_change(event) for event in changed_since(user, since).exclude(by=user)[:CHANGES_SHOWN]],
    }


def _with_dues(rows: list[TaskRow], dues: list[Due]) -> list[dict[str, Any]]:
    return [{"task": row, "due": _due_of(row, dues)} for row in rows]


def _due_of(row: TaskRow, dues: list[Due]) -> Due | None:
    """The clock that the task stops: that of its request, or one that ends with the stage its acts lead to."""
    return next((due for due in dues if _stops(row, due)), None)


def _stops(row: TaskRow, due: Due) -> bool:
    if row.request_id is not None:
        return due.request_id == row.request_id
    return due.case_id == row.case_id and due.stop_event in row.leads_to


def _change(event: CaseEvent) -> dict[str, Any]:
    return {
        "reference": event.case.reference,
        "url": reverse("case", args=(event.case.reference,)),
        "text": f"{event.by} {WORDS[Event(event.kind)]}",
        "at": event.recorded_at,
    }


def _last_visit(request: SignedInRequest) -> datetime.datetime:
    """When the person last looked before this session; the session keeps it, so that a reload hides nothing."""
    kept = request.session.get(SESSION_KEY)
    if kept:
        return datetime.datetime.fromisoformat(kept)
    now = timezone.now()
    since = request.user.home_seen_at or now - FIRST_LOOK_BACK
    request.session[SESSION_KEY] = since.isoformat()
    User.objects.filter(pk=request.user.pk).update(home_seen_at=now)
    return since
