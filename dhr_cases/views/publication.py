"""How far is publication, who checked, what was shared?"""

import datetime

from django.http import HttpResponse
from django.shortcuts import render

from dhr_cases.deadlines import long_date
from dhr_cases.disclosure import Material
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, Publication, PublicationCheck
from dhr_cases.permissions import can
from dhr_cases.policies.publication import newest_checks, publication_needs
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.offers import offered

VERBS_HERE = (
    Verb.PREPARE_PUBLICATION,
    Verb.CHECK_PUBLICATION,
    Verb.TELL_FAMILY_OF_PUBLICATION,
    Verb.PUBLISH,
    Verb.WITHHOLD,
    Verb.TAKE_DOWN,
    Verb.START_LEARNING,
    Verb.SHARE_LEARNING,
    Verb.START_MONITORING,
)
CHECK_HEADS = ("Checked by", "On", "Result", "Note")


@case_page(Material.PUBLICATION)
def case_publication(request: SignedInRequest, case: Case) -> HttpResponse:
    """Plan, checks and outcome of publication; checks only for those who may check."""
    sees_checks = can(Verb.CHECK_PUBLICATION, request.user, case)
    context = {
        "case": case,
        "plan": _plan_rows(case),
        "needs": publication_needs(case) if sees_checks and case.at is Stage.PRE_PUBLICATION else [],
        "sees_checks": sees_checks,
        "check_heads": [{"label": label} for label in CHECK_HEADS],
        "checks": _check_rows(case) if sees_checks else [],
        "shared": _shared(case),
        "offers": offered(request.user, case, VERBS_HERE),
    }
    return render(request, "cases/publication.html", context)


def _plan_rows(case: Case) -> list[dict[str, object]]:
    plan = Publication.objects.filter(case=case).first()
    if plan is None:
        return []
    rows: list[dict[str, object]] = [
        {"label": "Planned for", "value": _long(plan.planned_on)},
        {"label": "Dates to avoid", "value": plan.dates_avoided},
        {"label": "Family told the date on", "value": str(plan.family_told_on)},
        {"label": "Published on", "value": str(plan.published_on)},
        {"label": "Web address", "value": plan.url, "value_url": plan.url},
    ]
    if plan.withheld_reason:
        rows.append({"label": "Withheld because", "value": plan.withheld_reason})
    if plan.withdrawn_on:
        rows.append({"label": "Taken down on", "value": _long(plan.withdrawn_on)})
    return rows


def _long(day: datetime.date | None) -> str:
    return long_date(day) if day else ""


def _check_rows(case: Case) -> list[dict[str, object]]:
    counted = {check.pk for check in newest_checks(case)}
    checks = PublicationCheck.objects.filter(case=case).select_related("by")
    return [{"cells": _cells(check, check.pk in counted)} for check in checks]


def _cells(check: PublicationCheck, counts: bool) -> list[dict[str, object]]:
    if not counts:
        state, words = "not_started", "No longer counts"
    else:
        state, words = ("done", "Passed") if check.is_passed else ("overdue", "Not passed")
    note = check.note or "none"
    return [{"text": str(check.by)}, {"text": _long(check.on)}, {"text": words, "state": state}, {"text": note}]


def _shared(case: Case) -> list[dict[str, object]]:
    events = CaseEvent.objects.filter(case=case, kind=Event.LEARNING_SHARED, replaced_by=None)
    return [
        {"title": f"Shared with {event.detail['audience']}", "on": str(event.on), "text": event.detail["lesson"]}
        for event in events.order_by("-pk")
    ]
