"""Who reads the draft, what came back, and which agencies approve? The page of reading and approval."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from dhr_cases.comment_points import Sight, comments_seen, sight_of
from dhr_cases.deadlines import long_date
from dhr_cases.disclosure import Material
from dhr_cases.models import AgencyApproval, Case, CommentAnswer, DraftReading, SectionComment, SignOff
from dhr_cases.permissions import roles_on
from dhr_cases.policies.drafting import answers_of_round, approval_round, seated_agencies
from dhr_cases.verbs import Verb
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.offers import act_url, offered
from dhr_cases.views.reading_copies import runs_readings

ACTS = (
    Verb.START_DRAFTING,
    Verb.ADD_DRAFT,
    Verb.SEND_FOR_READING,
    Verb.APPROVE_FOR_AGENCY,
    Verb.RECORD_AGENCY_APPROVAL,
    Verb.RECORD_PANEL_APPROVAL,
    Verb.SEND_BACK_TO_DRAFT,
    Verb.SIGN_OFF,
)
APPROVAL_HEADS = (
    {"label": "Agency"},
    {"label": "Answer"},
    {"label": "On"},
    {"label": "Recorded by"},
    {"label": "Note"},
)
KEPT_BACK = "Kept for those who work with the family."


@dataclass(frozen=True)
class Copy:
    """One numbered copy of the draft: who reads it, how it stands, what was said."""

    heading: str
    rows: list[dict[str, str]]
    url: str
    room_url: str = ""


@case_page(Material.DRAFTS)
def case_readings(request: SignedInRequest, case: Case) -> HttpResponse:
    """Readings, comments and approvals of one case."""
    sight = sight_of(roles_on(request.user, case), case)
    may_record = bool(offered(request.user, case, (Verb.RECORD_READING,)))
    runs = runs_readings(request.user, case)
    context = {
        "case": case,
        "round": approval_round(case),
        "sees_agencies": sight.agencies,
        "approval_heads": APPROVAL_HEADS,
        "approvals": _approvals(case) if sight.agencies else [],
        "earlier": _earlier(case) if sight.agencies else [],
        "copies": _copies(case, sight, may_record=may_record, runs=runs),
        "comments_url": reverse("case_comments", args=(case.reference,)),
        "comments": _comments_in_words(comments_seen(request.user, case)),
        "sign_offs": _sign_offs(case),
        "offers": offered(request.user, case, ACTS),
    }
    return render(request, "cases/readings.html", context)


def _approvals(case: Case) -> list[dict[str, object]]:
    answers = answers_of_round(case)
    return [_approval(str(body), answers.get(body.pk)) for body in seated_agencies(case)]


def _approval(body: str, answer: AgencyApproval | None) -> dict[str, object]:
    if answer is None:
        return _unanswered(body)
    state, words = ("done", "Approves") if answer.is_approved else ("held", "Does not approve")
    told = [_day(answer.on), str(answer.given_by), answer.note or "none"]
    return {"cells": [{"text": body}, {"text": words, "state": state}, *({"text": text} for text in told)]}


def _unanswered(body: str) -> dict[str, object]:
    cells = [{"text": "Not answered yet", "state": "not_started"}, *({"text": "none"} for _ in range(3))]
    return {"cells": [{"text": body}, *cells]}


def _earlier(case: Case) -> list[dict[str, object]]:
    rows = AgencyApproval.objects.filter(case=case, round__lt=approval_round(case))
    ordered = rows.select_related("organisation", "given_by").order_by("-round", "organisation__name")
    return [_approval(f"{row.organisation}, round {row.round}", row) for row in ordered]


def _comments_in_words(comments: QuerySet[SectionComment]) -> str:
    """How many comments the person may read, and how many of them wait."""
    answers = [comment.answer for comment in comments]
    waiting = answers.count(CommentAnswer.OPEN)
    return f"{len(answers)}, of which {waiting} not answered" if answers else "none yet"


def _copies(case: Case, sight: Sight, *, may_record: bool, runs: bool) -> list[Copy]:
    readings = DraftReading.objects.filter(case=case).select_related("organisation", "person")
    kept = Count("passages", distinct=True)
    opened = Count("accesses__openings", distinct=True)
    last = Max("accesses__openings__at")
    readings = readings.annotate(kept=kept, opened=opened, last_opened=last)
    return [
        _copy(case, row, is_open=_is_open(row, sight), may_record=may_record, runs=runs)
        for row in readings
        if sight.agencies or row.person_id is not None
    ]


def _is_open(row: DraftReading, sight: Sight) -> bool:
    return sight.agencies if row.person_id is None else sight.family


def _copy(case: Case, row: Any, *, is_open: bool, may_record: bool, runs: bool) -> Copy:
    facts = _facts(row, is_open=is_open, runs=runs)
    return Copy(
        heading=f"Copy {row.copy_number}: {row.organisation or row.person}",
        rows=[{"label": label, "value": value} for label, value in facts],
        url=act_url(case, Verb.RECORD_READING, row) if may_record else "",
        room_url=reverse("case_copy", args=(case.reference, row.pk)) if runs else "",
    )


def _facts(row: Any, *, is_open: bool, runs: bool) -> list[tuple[str, str]]:
    """What is told of a copy; who opened it only to those who let readers in."""
    facts = [("Given", _day(row.given_on)), ("Comments by", _day(row.due_on)), ("Answered", _day(row.answered_on))]
    if runs:
        facts += [("Sections in it", str(row.kept) if row.kept else "none"), ("Opened on screen", _opened(row))]
    if row.answered_on is not None:
        facts += _said(row, is_open=is_open)
    return facts


def _opened(row: Any) -> str:
    """How often pages of a copy were opened, and when last."""
    if not row.opened:
        return "not yet"
    at = timezone.localtime(row.last_opened)
    times = "once" if row.opened == 1 else f"{row.opened} times"
    return f"{times}, last {long_date(at.date())}, {at:%H:%M}"


def _said(row: DraftReading, *, is_open: bool) -> list[tuple[str, str]]:
    """The answer to a copy; its words only for those to whom they are open."""
    words = (row.comments or "none", row.response or "none") if is_open else (KEPT_BACK, KEPT_BACK)
    return [
        ("Comments", words[0]),
        ("What we did about them", words[1]),
        ("Disagreement", "Recorded" if row.has_disagreement else "None"),
    ]


def _sign_offs(case: Case) -> list[dict[str, str]]:
    rows = SignOff.objects.filter(case=case).select_related("signed_by")
    return [{"label": f"Signed off {row.on}", "value": f"{row.minute}; {row.signed_by}"} for row in rows]


def _day(day: datetime.date | None) -> str:
    return long_date(day) if day else "not yet"
