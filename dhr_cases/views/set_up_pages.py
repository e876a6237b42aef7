"""Who chairs and sits, on which terms, and what does it cost? The pages of a review being set up."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dhr_cases.disclosure import Material
from dhr_cases.models import Case, User
from dhr_cases.permissions import can, may_see
from dhr_cases.policies.panel import missing_for_panel
from dhr_cases.stages import Stage
from dhr_cases.verbs import VERBS, Verb
from dhr_cases.views import set_up_rows
from dhr_cases.views.case_frame import MARKING
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.offers import offered
from dhr_cases.views.tables import heads

PANEL_ACTS = (Verb.APPOINT_CHAIR, Verb.SEAT_AGENCY, Verb.FORM_PANEL, Verb.DECLARE_INTERESTS, Verb.APPOINT_AUTHOR)


@case_page(Material.PANEL)
def case_panel(request: SignedInRequest, case: Case) -> HttpResponse:
    """Chair and author, declarations, seats, and which section 9 bodies are accounted for."""
    shows_money = may_see(request.user, Material.MONEY, case)
    may_end = _may_now(Verb.END_APPOINTMENT, request.user, case)
    may_change = _may_now(Verb.SEAT_AGENCY, request.user, case)
    context = {
        "case": case,
        "appointments": set_up_rows.appointment_rows(case, shows_money=shows_money, may_end=may_end),
        "appointment_heads": heads(
            "Person", "Appointed as", "Term", *(("Fee",) if shows_money else ()), *(("Act",) if may_end else ()),
            figures=("Fee",),
        ),
        "statements": set_up_rows.statements(case),
        "declarations": set_up_rows.declaration_rows(case),
        "declaration_heads": heads("Person", "Declared on", "What was declared", "What was decided"),
        "seats": set_up_rows.seats_of(case, may_change=may_change),
        "seat_heads": heads(
            "Agency", "Member", "Job title", "Confidentiality agreement", "From", *(("Act",) if may_change else ())
        ),
        "past_heads": heads("Agency", "Member", "From", "Until"),
        "coverage_heads": heads("Agency", "Kind", "Place", "Member or reason"),
        "missing": missing_for_panel(case) if case.at is Stage.CHAIR_APPOINTED else (),
        "offers": offered(request.user, case, PANEL_ACTS),
    }  # fmt: skip
    return render(request, "cases/panel.html", context)


def _may_now(verb: Verb, user: User, case: Case) -> bool:
    return can(verb, user, case) and case.at in VERBS[verb].stages


@case_page(Material.TERMS)
def case_terms(request: SignedInRequest, case: Case) -> HttpResponse:
    """Every version of the terms of reference; those outside the panel see what was agreed."""
    context = {
        "case": case,
        "versions": set_up_rows.terms_of(case, shows_drafts=may_see(request.user, Material.PANEL, case)),
        "offers": offered(request.user, case, (Verb.AGREE_TERMS, Verb.DRAFT_TERMS)),
    }
    return render(request, "cases/terms.html", context)


@case_page(Material.MONEY)
def case_money(request: SignedInRequest, case: Case) -> HttpResponse:
    """Quotes, fees and day rates under the case's reference; nobody of the case is named."""
    context = {
        "case": case,
        "identity": None,
        "marking": MARKING,
        "breadcrumbs": [{"label": "Home", "url": reverse("home")}, {"label": f"Money of {case.reference}"}],
        "quotes": set_up_rows.quote_rows(case),
        "quote_heads": heads("From", "Amount", "Received on", "Note", figures=("Amount",)),
        "fees": set_up_rows.fee_rows(case),
        "fee_heads": heads(
            "Person", "Term", "Contract", "Fee", "Day rate", "Days", figures=("Fee", "Day rate", "Days")
        ),
        "offers": offered(request.user, case, (Verb.ADD_QUOTE,)),
    }  # fmt: skip
    return render(request, "cases/money.html", context)
