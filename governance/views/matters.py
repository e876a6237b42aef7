"""What is open over all bodies, and what stands on every forward plan?"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from dhr_cases.models import Partnership
from dhr_cases.roles import SitePermission
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import Row, day, heads, row
from dhr_cases.views.team_gate import team_page
from governance.actions.partner_answers import BY_ITSELF
from governance.forward_plan import coming_of_each
from governance.models import GoverningBody, MeetingQuestion, PartnerRequest, ResolutionLimb
from governance.papers.meeting_reading import minute_words, open_limbs, open_questions, open_requests
from governance.policies.requests import answer_of, stands
from governance.request_terms import REQUEST_STANDINGS, RequestStanding
from governance.resolution_types import RESOLUTION_TYPES, STANDINGS, LimbStanding
from governance.verbs import GovernanceVerb
from governance.views.frame import frame
from governance.views.home import PLAN_HEADS, plan_row
from governance.views.offers import act_url, offered, page_of

S = SitePermission.VIEW_GOVERNANCE
V = GovernanceVerb
LIMB_HEADS = heads("What was resolved", "Body", "Minute", "Type", "Due", "Where it stands")
REQUEST_HEADS = heads("What was asked", "Asked of", "Minute", "Answer due", "Where it stands", "Answer")
QUESTION_HEADS = heads("Question", "Asked by", "Minute", "Letter")
LIMB_TAGS: Mapping[LimbStanding, str] = {
    LimbStanding.DONE: "done",
    LimbStanding.STANDING: "running",
    LimbStanding.OPEN: "due_soon",
    LimbStanding.OVERDUE: "overdue",
}
REQUEST_TAGS: Mapping[RequestStanding, str] = {
    RequestStanding.ASKED: "running",
    RequestStanding.OVERDUE: "overdue",
    RequestStanding.ANSWERED: "due_soon",
    RequestStanding.REPORTED: "done",
    RequestStanding.WITHDRAWN: "not_started",
}


@team_page(S)
@require_GET
def governance_log(request: SignedInRequest, partnership: Partnership) -> HttpResponse:
    """Parts of resolutions, requests and questions that are not done, of every body."""
    on = timezone.localdate()
    bodies = list(GoverningBody.objects.filter(partnership=partnership))
    limbs, requests = open_limbs(bodies, on), open_requests(bodies, on)
    questions = open_questions(bodies)
    context: dict[str, Any] = {
        "figures": _figures(limbs, requests, questions, on),
        "limb_heads": LIMB_HEADS,
        "limb_rows": [limb_row(limb, standing) for limb, standing in limbs],
        "request_heads": REQUEST_HEADS,
        "request_rows": [request_row(each, on) for each in requests],
        "question_heads": QUESTION_HEADS,
        "question_rows": [_question_row(each) for each in questions],
    }
    return render(request, "governance/log.html", frame(partnership, "governance_log", **context))


def _figures(
    limbs: Iterable[tuple[ResolutionLimb, LimbStanding]],
    requests: Iterable[PartnerRequest],
    questions: Iterable[MeetingQuestion],
    on: datetime.date,
) -> list[dict[str, Any]]:
    asked = [stands(each, on) for each in requests]
    late_limbs = sum(standing is LimbStanding.OVERDUE for _limb, standing in limbs)
    late = asked.count(RequestStanding.OVERDUE)
    return [
        {
            "label": "Parts of resolutions overdue",
            "value": str(late_limbs),
            "state": "overdue" if late_limbs else "done",
        },
        {"label": "Requests that wait", "value": str(len(asked))},
        {"label": "Answers overdue", "value": str(late), "state": "overdue" if late else "done"},
        {"label": "Questions without an answer", "value": str(len(list(questions)))},
    ]


def limb_row(limb: ResolutionLimb, standing: LimbStanding) -> Row:
    """A limb as a row that leads to its item."""
    item = limb.resolution.item
    return row(
        limb.text,
        item.meeting.body.called,
        minute_words(item),
        RESOLUTION_TYPES[limb.type].label,
        day(limb.due_on) or "no day set",
        {"text": STANDINGS[standing], "state": LIMB_TAGS[standing]},
        url=page_of(item),
    )


def request_row(each: PartnerRequest, on: datetime.date) -> Row:
    """A request as a row that leads to its item."""
    standing = stands(each, on)
    return row(
        each.text,
        str(each.organisation),
        minute_words(each.item),
        day(each.answer_due_on) or "no day set",
        {"text": REQUEST_STANDINGS[standing].label, "state": REQUEST_TAGS[standing]},
        _answer_words(each),
        url=page_of(each.item),
    )


def _answer_words(each: PartnerRequest) -> str:
    """The answer, and that it came from the partner itself where it did."""
    by_itself = f"(answered by {BY_ITSELF})" if each.answered_by == BY_ITSELF else ""
    return " ".join(filter(None, (answer_of(each).text, by_itself))) or "none yet"


def _question_row(question: MeetingQuestion) -> Row:
    return row(
        question.text,
        question.asked_by,
        minute_words(question.item),
        f"({question.letter})",
        url=page_of(question.item),
    )


@team_page(S)
@require_GET
def governance_plan(request: SignedInRequest, partnership: Partnership) -> HttpResponse:
    """The forward plan of every body; whoever keeps it may take something off."""
    on = timezone.localdate()
    may_end = bool(offered(request.user, partnership, [V.END_PLANNED_ITEM]))
    bodies = list(GoverningBody.objects.filter(partnership=partnership).select_related("partnership"))
    comings = coming_of_each(bodies, on)
    plans = [
        {
            "body": body,
            "url": page_of(body),
            "caption": f"Forward plan of {body.called}",
            "rows": [
                plan_row(each, act_url(partnership, V.END_PLANNED_ITEM, each.planned, request.path) if may_end else "")
                for each in comings[body.pk]
            ],
        }
        for body in bodies
    ]
    context: dict[str, Any] = {"plans": plans, "plan_heads": PLAN_HEADS, "may_end": may_end}
    return render(request, "governance/plan.html", frame(partnership, "governance_plan", **context))
