"""How far is publication, who checked, what was shared?"""

from collections.abc import Collection

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from dhr_cases.disclosure import Material
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, Publication, PublicationCheck, PublicRecord, RecipientTold, User
from dhr_cases.models.partial_dates import PartialDate
from dhr_cases.permissions import can
from dhr_cases.plurals import counted
from dhr_cases.policies.publication import newest_checks, publication_needs
from dhr_cases.publication_plan import days_avoided, plan_tasks, suggested_days
from dhr_cases.stages import Stage, has_reached
from dhr_cases.verbs import Verb
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.offers import act_url, leading, offered
from dhr_cases.views.tables import Row, day, heads, row

VERBS_HERE = (
    Verb.ADD_DATE_TO_AVOID,
    Verb.LIST_RECIPIENT,
    Verb.SET_PUBLICATION_TERMS,
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
CHECK_HEADS = heads("Checked by", "On", "Result", "Note")
DAY_HEADS = ("Day", "What it is", "Kept clear", "Comes again")
TOLD_HEADS = ("Who", "How", "Told on")


@case_page(Material.PUBLICATION)
def case_publication(request: SignedInRequest, case: Case) -> HttpResponse:
    """Plan, checks and outcome of publication; dates, recipients and checks only for those who may check."""
    works_on_it = can(Verb.CHECK_PUBLICATION, request.user, case)
    context = {
        "case": case,
        "plan": _plan_rows(case, works_on_it),
        "works_on_it": works_on_it,
        "public_url": _public_url(case),
        "shared": _shared(case),
        "offers": offered(request.user, case, VERBS_HERE),
        "leads": _leading(case, request.user),
        **(_working_parts(case, request) if works_on_it else {}),
    }
    return render(request, "cases/publication.html", context)


def _leading(case: Case, user: User) -> Collection[Verb]:
    """What this person is to do next: publishing leads only once nothing is missing for it."""
    if case.at is not Stage.PRE_PUBLICATION or not publication_needs(case):
        return leading(case.at)
    has_checked = any(check.by_id == user.pk for check in newest_checks(case))
    return (Verb.TELL_FAMILY_OF_PUBLICATION,) if has_checked else (Verb.CHECK_PUBLICATION,)


def _working_parts(case: Case, request: SignedInRequest) -> dict[str, object]:
    """What only those see who plan and check the publication."""
    may_plan = can(Verb.PUBLISH, request.user, case)
    to_do = ("To do",) if may_plan else ()
    return {
        "tasks": [] if has_reached(case.at, Stage.PUBLISHED) else plan_tasks(case),
        "day_heads": heads(*DAY_HEADS, *to_do),
        "days": _day_rows(case, may_plan),
        "suggested": suggested_days(case) if may_plan else [],
        "add_day_url": act_url(case, Verb.ADD_DATE_TO_AVOID),
        "told_heads": heads(*TOLD_HEADS, *to_do),
        "told": _told_rows(case, may_plan),
        "check_heads": CHECK_HEADS,
        "checks": _check_rows(case),
        "release_url": reverse("case_release", args=[case.reference]),
    }


def _day_rows(case: Case, may_plan: bool) -> list[Row]:
    rows = []
    for one in days_avoided(case):
        clear = f"{counted(one.days_around, 'day')} before and after" if one.days_around else "The day itself"
        again = "Every year" if one.every_year else "No"
        url = act_url(case, Verb.END_DATE_TO_AVOID, one)
        rows.append(row(day(one.on), one.name, clear, again, *_change(may_plan, "Take off the list", url)))
    return rows


def _told_rows(case: Case, may_plan: bool) -> list[Row]:
    """The list of those told before the public."""
    rows = []
    for one in RecipientTold.objects.filter(case=case):
        url = act_url(case, Verb.RECORD_RECIPIENT_TOLD, one) if one.told_on is None else ""
        told = day(one.told_on) or "Not told yet"
        rows.append(row(one.who, one.how or "not noted", told, *_change(may_plan, "Record that they were told", url)))
    return rows


def _change(may_plan: bool, words: str, url: str) -> list[dict[str, str]]:
    """The last cell of a row for those who plan: what they can do about it, or that there is nothing more to do."""
    if not may_plan:
        return []
    return [{"text": words, "url": url} if url else {"text": "Done"}]


def _public_url(case: Case) -> str:
    """The review's page on the public register, else the register."""
    slug = PublicRecord.objects.filter(case=case).values_list("slug", flat=True).first()
    return reverse("public_record", args=[slug]) if slug else reverse("public_register")


def _plan_rows(case: Case, works_on_it: bool) -> list[dict[str, object]]:
    plan = Publication.objects.filter(case=case).first()
    if plan is None:
        return []
    rows: list[dict[str, object]] = [
        {"label": "Planned for", "value": day(plan.planned_on)},
        {"label": "About dates to avoid", "value": plan.dates_avoided},
        {"label": "Family told the date on", "value": _once(plan.family_told_on)},
        {"label": "Published on", "value": _once(plan.published_on)},
        {"label": "Web address", "value": plan.url, "value_url": plan.url},
    ]
    if works_on_it:
        rows += _terms_rows(plan)
    if plan.withheld_reason:
        rows.append({"label": "Withheld because", "value": plan.withheld_reason})
    if plan.withdrawn_on:
        rows.append({"label": "Taken down on", "value": day(plan.withdrawn_on)})
    return rows


def _once(on: PartialDate) -> str:
    return str(on) if on.is_known else "not yet"


def _terms_rows(plan: Publication) -> list[dict[str, object]]:
    until = timezone.localtime(plan.embargo_until) if plan.embargo_until else None
    return [
        {"label": "Embargo until", "value": f"{day(until.date())}, {until:%H:%M}" if until else "none"},
        {"label": "Lines for the media", "value": plan.media_lines},
        {"label": "Progress of the action plan", "value": "Shown" if plan.shows_progress else "Not shown"},
    ]


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
    return [{"text": str(check.by)}, {"text": day(check.on)}, {"text": words, "state": state}, {"text": note}]


def _shared(case: Case) -> list[dict[str, object]]:
    events = CaseEvent.objects.filter(case=case, kind=Event.LEARNING_SHARED, replaced_by=None)
    return [
        {"title": f"Shared with {event.detail['audience']}", "on": str(event.on), "text": event.detail["lesson"]}
        for event in events.order_by("-pk")
    ]
