"""Which clocks run, what stands still, what was given more time, what runs beside the review?"""

import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dhr_cases import case_clocks
from dhr_cases.actions.overlays import clock_names, in_words, late_clocks
from dhr_cases.clock_words import ClockCard, clock_cards, request_cards
from dhr_cases.deadlines import long_date
from dhr_cases.disclosure import Material
from dhr_cases.hold_scopes import HoldScope
from dhr_cases.models import Case, Extension, Hold, Lateness, ParallelProceeding
from dhr_cases.permissions import can, granted, may_see
from dhr_cases.roles import CasePermission
from dhr_cases.verbs import Verb
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.offers import act_url, offered

EXTENSION_HEADS = ("Clock", "New date", "Agreed on", "Agreed by", "Reason", "Home Office told")
LATENESS_HEADS = ("Clock", "Reason", "In words")


@case_page(Material.STATUS)
def case_clocks_page(request: SignedInRequest, case: Case) -> HttpResponse:
    """Clocks, holds, extensions and proceedings; what agencies owe and what was said only for those who see it."""
    sees_requests = may_see(request.user, Material.REQUESTS, case)
    sees_words = CasePermission.VIEW_NAMES in granted(request.user, case)
    is_manager = can(Verb.END_HOLD, request.user, case)
    context = {
        "case": case,
        "clocks": _clocks(case, sees_requests),
        "holds": [_hold(case, hold, sees_words, is_manager) for hold in Hold.objects.filter(case=case)],
        "extension_heads": _heads(EXTENSION_HEADS),
        "extensions": _extensions(case, sees_requests),
        "lateness_heads": _heads(LATENESS_HEADS),
        "latenesses": _latenesses(case) if sees_words else [],
        "proceedings": _proceedings(case, sees_words, is_manager),
        "offers": offered(request.user, case, _verbs(case, is_manager)),
    }
    return render(request, "cases/clocks.html", context)


def _verbs(case: Case, is_manager: bool) -> tuple[Verb, ...]:
    verbs = (Verb.START_HOLD, Verb.EXTEND, Verb.RECORD_PROCEEDING, Verb.CORRECT)
    return (*verbs, Verb.EXPLAIN_LATENESS) if is_manager and late_clocks(case) else verbs


def _heads(labels: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"label": label} for label in labels]


def _clocks(case: Case, sees_requests: bool) -> list[ClockCard]:
    today = timezone.localdate()
    cards = clock_cards(case, case_clocks.readings(case), today)
    return [*cards, *request_cards(case_clocks.request_readings(case), today)] if sees_requests else cards


def _hold(case: Case, hold: Hold, sees_words: bool, is_manager: bool) -> dict[str, object]:
    may_end = is_manager and hold.is_open
    return {
        "heading": hold.get_reason_display(),
        "state": "held" if hold.is_open else "done",
        "status": "On hold" if hold.is_open else f"Ended on {_long(hold.ends_on)}",
        "rows": _hold_rows(hold, sees_words),
        "end_url": act_url(case, Verb.END_HOLD, hold) if may_end else "",
    }


def _hold_rows(hold: Hold, sees_words: bool) -> list[dict[str, str]]:
    rows = [
        {"label": "Since", "value": _long(hold.starts_on)},
        {"label": "Stops", "value": in_words(hold.scopes)},
        {"label": "Runs", "value": hold.goes_on or in_words(frozenset(HoldScope) - hold.scopes)},
        {"label": "Expected to end", "value": str(hold.resume_expected_on)},
        {"label": "Home Office told", "value": _yes_no(hold.is_home_office_told)},
        {"label": "Family told", "value": _yes_no(hold.is_family_told)},
    ]
    if sees_words:
        rows += [
            {"label": "View of police or CPS", "value": hold.view_of_police},
            {"label": "Note", "value": hold.note},
        ]
    return rows


def _long(day: datetime.date | None) -> str:
    return long_date(day) if day else ""


def _yes_no(holds: bool) -> str:
    return "Yes" if holds else "No"


def _extensions(case: Case, sees_requests: bool) -> list[dict[str, object]]:
    found = Extension.objects.filter(case=case).select_related("request__organisation")
    labels = clock_names(case)
    shown = [row for row in found if row.request is None or sees_requests]
    return [{"cells": [{"text": text} for text in _extension_texts(row, labels)]} for row in shown]


def _extension_texts(row: Extension, labels: dict[str, str]) -> tuple[str, ...]:
    clock = labels.get(row.clock, row.clock)
    about = f"{clock}: {row.request.organisation.name}" if row.request else clock
    reason = ": ".join(filter(None, (row.get_reason_code_display(), row.reason)))
    told = _yes_no(row.is_home_office_told)
    return about, _long(row.new_due_on), _long(row.agreed_on), row.agreed_by, reason, told


def _latenesses(case: Case) -> list[dict[str, object]]:
    labels = clock_names(case)
    found = Lateness.objects.filter(case=case)
    texts = [(labels.get(row.clock, row.clock), row.get_reason_code_display(), row.reason) for row in found]
    return [{"cells": [{"text": text} for text in row]} for row in texts]


def _proceedings(case: Case, sees_words: bool, is_manager: bool) -> list[dict[str, object]]:
    return [
        {
            "heading": row.get_kind_display(),
            "rows": _proceeding_rows(row, sees_words),
            "url": act_url(case, Verb.RECORD_PROCEEDING, row) if is_manager else "",
        }
        for row in ParallelProceeding.objects.filter(case=case)
    ]


def _proceeding_rows(row: ParallelProceeding, sees_words: bool) -> list[dict[str, str]]:
    facts = [("Where it stands", row.state), ("Began", str(row.starts_on)), ("Ended", str(row.ends_on))]
    if sees_words:
        facts += [("Its reference", row.reference), ("Outcome", row.outcome), ("Contact there", row.contact)]
    return [{"label": label, "value": value} for label, value in facts]
