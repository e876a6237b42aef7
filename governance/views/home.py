"""Which bodies meet, when do they meet next, what is open, and what stands on the forward plan?"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from dhr_cases.models import Partnership
from dhr_cases.roles import SitePermission
from dhr_cases.site_permissions import partnerships_with
from dhr_cases.views.gate import SignedInRequest, site_page
from dhr_cases.views.tables import Row, day, heads, row
from dhr_cases.views.team_gate import team_page
from governance.forward_plan import Coming, coming
from governance.meeting_terms import MEETING_STATES, MeetingState
from governance.models import BodyMember, GoverningBody, Meeting
from governance.papers.meeting_reading import due_in_words
from governance.recurrence import REPEATS, Repeat
from governance.verbs import GovernanceVerb
from governance.views.frame import frame
from governance.views.offers import act_url, offered, page_of, page_url

V = GovernanceVerb
S = SitePermission.VIEW_GOVERNANCE
MEETING_HEADS = heads("Day", "Body", "How", "Where it stands")
BODY_HEADS = heads("Body", "Sort", "Reports to", "Next meeting", "Last minute")
MEMBER_HEADS = heads("Name", "Sits as", "Post", "For", "From", "Last day")
PLAN_HEADS = heads("What", "Due", "How often", "Meeting", "Decided at")
TAGS = {
    MeetingState.PLANNED: "not_started",
    MeetingState.CALLED: "running",
    MeetingState.HELD: "due_soon",
    MeetingState.DRAFTED: "due_soon",
    MeetingState.APPROVED: "done",
    MeetingState.CANCELLED: "not_started",
}
"""The colour of each state: what waits for the office stands out."""


@site_page(S)
@require_GET
def governance(request: SignedInRequest) -> HttpResponse:
    """The meetings of the person's partnership; a choice where there are several."""
    own = list(partnerships_with(request.user, S).order_by("name"))
    if len(own) == 1:
        return redirect("governance_home", own[0].code)
    places = [{"label": str(each), "url": page_url("governance_home", each)} for each in own]
    crumbs = [{"label": "Home", "url": reverse("home")}, {"label": "Meetings"}]
    context: dict[str, Any] = {"places": places, "breadcrumbs": crumbs}
    return render(request, "governance/choose.html", context)


@team_page(S)
@require_GET
def governance_home(request: SignedInRequest, partnership: Partnership) -> HttpResponse:
    """Meetings to come and those whose minutes wait; every body."""
    today = timezone.localdate()
    meetings = list(_meetings(partnership))
    bodies = list(GoverningBody.objects.filter(partnership=partnership).select_related("reports_to"))
    context: dict[str, Any] = {
        "offers": offered(request.user, partnership, [V.SET_UP_BODY], back=request.path),
        "meeting_heads": MEETING_HEADS,
        "coming_rows": [meeting_row(each) for each in meetings if _is_to_come(each, today)],
        "waiting_rows": [meeting_row(each) for each in meetings if _waits(each, today)],
        "body_heads": BODY_HEADS,
        "body_rows": [_body_row(each, meetings, today) for each in bodies],
    }
    return render(request, "governance/home.html", frame(partnership, "governance_home", **context))


def _meetings(partnership: Partnership) -> Iterable[Meeting]:
    rows = Meeting.objects.filter(body__partnership=partnership).select_related("body__partnership")
    return rows.prefetch_related("items").order_by("on", "pk")


def _is_to_come(meeting: Meeting, today: datetime.date) -> bool:
    return meeting.on >= today and meeting.at in (MeetingState.PLANNED, MeetingState.CALLED)


def _waits(meeting: Meeting, today: datetime.date) -> bool:
    """True for what the office has still to do: record that it was held, write minutes, have them approved."""
    is_past = meeting.on < today and meeting.at in (MeetingState.PLANNED, MeetingState.CALLED)
    return is_past or meeting.at in (MeetingState.HELD, MeetingState.DRAFTED)


def meeting_row(meeting: Meeting) -> Row:
    """A meeting as a row that leads to its page."""
    words = MEETING_STATES[meeting.at].label
    return row(
        day(meeting.on),
        meeting.body.called,
        meeting.get_mode_display(),
        {"text": words, "state": TAGS[meeting.at]},
        url=page_of(meeting),
    )


def _body_row(body: GoverningBody, meetings: Iterable[Meeting], today: datetime.date) -> Row:
    own = [meeting for meeting in meetings if meeting.body_id == body.pk]
    ahead = next((meeting for meeting in own if _is_to_come(meeting, today)), None)
    return row(
        body.name,
        body.get_kind_display(),
        str(body.reports_to) if body.reports_to else "none here",
        day(ahead.on) if ahead else "none fixed",
        _last_minute(own),
        url=page_url("governance_body", body.partnership, body.pk),
    )


def _last_minute(meetings: Iterable[Meeting]) -> str:
    """The highest minute number given, in words where there is none."""
    numbers = [item.minute_number for meeting in meetings for item in meeting.items.all() if item.minute_number]
    return str(max(numbers)) if numbers else "none yet"


@team_page(S)
@require_GET
def governance_body(request: SignedInRequest, partnership: Partnership, body_id: int) -> HttpResponse:
    """One body: what it is for, who sits on it, its meetings, its forward plan."""
    rows = GoverningBody.objects.filter(partnership=partnership).select_related("partnership", "reports_to")
    body = get_object_or_404(rows, pk=body_id)
    meetings = Meeting.objects.filter(body=body).select_related("body__partnership").order_by("-on")
    plan = coming(body, timezone.localdate())
    context: dict[str, Any] = {
        "body": body,
        "facts": _body_facts(body),
        "offers": offered(
            request.user,
            partnership,
            [V.PLAN_MEETING, V.ADD_BODY_MEMBER, V.PLAN_ITEM, V.CHANGE_BODY],
            body,
            back=request.path,
        ),
        "leads": (V.PLAN_MEETING,),
        "member_heads": MEMBER_HEADS,
        "member_rows": _member_rows(request, body),
        "meeting_heads": MEETING_HEADS,
        "meeting_rows": [meeting_row(each) for each in meetings],
        "plan_heads": PLAN_HEADS,
        "plan_rows": [plan_row(each) for each in plan],
    }
    framed = frame(partnership, "governance_home", under=[(body.name, "")], **context)
    return render(request, "governance/body.html", framed)


def _body_facts(body: GoverningBody) -> list[dict[str, Any]]:
    above = body.reports_to
    lower = ", ".join(map(str, body.lower_bodies.all()))
    return [
        {"label": "Sort", "value": body.get_kind_display()},
        {"label": "Purpose", "value": body.purpose},
        {"label": "Remit", "value": body.remit},
        {
            "label": "Reports to",
            "value": str(above) if above else "none here",
            "value_url": page_url("governance_body", body.partnership, above.pk) if above else "",
        },
        {"label": "Bodies below it", "value": lower or "none"},
        {"label": "May also sit as", "value": body.sits_as or "no other body"},
        {"label": "Terms of reference approved", "value": day(body.terms_approved_on)},
        {"label": "Papers due", "value": _days_before(body.paper_days)},
        {"label": "Contact for papers", "value": body.contact},
        *([{"label": "Ended", "value": day(body.ends_on)}] if body.ends_on else []),
    ]


def _days_before(days: int) -> str:
    return f"{days} {'day' if days == 1 else 'days'} before a meeting"


def _member_rows(request: SignedInRequest, body: GoverningBody) -> list[Row]:
    may_end = bool(offered(request.user, body.partnership, [V.END_BODY_MEMBER]))
    members = BodyMember.objects.filter(body=body).select_related("organisation")
    return [_member_row(each, body, request.path if may_end else "") for each in members]


def _member_row(member: BodyMember, body: GoverningBody, back: str) -> Row:
    last: object = day(member.ends_on) or "still a member"
    if back and member.ends_on is None:
        last = {"text": "End the membership", "url": act_url(body.partnership, V.END_BODY_MEMBER, member, back)}
    return row(
        member.name,
        member.get_role_display(),
        member.post,
        str(member.organisation) if member.organisation else "",
        day(member.starts_on),
        last,
    )


def plan_row(each: Coming, url: str = "") -> Row:
    """A thing on the forward plan; ``url`` leads to where it is taken off."""
    when = due_in_words(each)
    return row(
        each.planned.title,
        {"text": f"{when}, late", "state": "overdue"} if each.is_late else when,
        REPEATS[Repeat(each.planned.repeat)].label,
        day(each.meeting_on) or "none fixed yet",
        each.planned.origin,
        url=url,
    )
