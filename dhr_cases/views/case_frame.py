"""What stands around every page of a case? Breadcrumbs, identity, marking and the menu of its pages.

The gate notes the case on the request; this context processor gives every page that extends
``cases/page.html`` its frame, so that a view passes ``case`` and its own rows only.
"""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from dhr_cases.models import Case, Hold, User
from dhr_cases.stages import STAGES, Phase, Stage
from dhr_cases.views.offers import TABS, MenuItem, leading, tabs

MARKING = "OFFICIAL-SENSITIVE"
BELOW = {
    "case_letter": "case_letters",
    "case_anonymity_list": "case_anonymity",
    "anonymity_pasted": "case_anonymity",
    "anonymity_section": "case_anonymity",
    "make_papers": "case_papers",
    "make_paper": "case_papers",
    "paper_order": "case_papers",
    "case_comments": "case_readings",
    "case_copy": "case_readings",
    "case_qa_letter": "case_assurance",
    "case_qa_letter_points": "case_assurance",
    "case_assessment": "case_assurance",
    "case_action": "case_recommendations",
    "plan_import": "case_recommendations",
    "case_briefing": "case_briefings",
}
"""Pages that stand below a page of the menu, by url name: the menu shows where they belong, a crumb leads there."""


def case_frame(request: HttpRequest) -> dict[str, Any]:
    """The frame of the case the gate let this person into; nothing on other pages."""
    case: Case | None = getattr(request, "case", None)
    if case is None or not isinstance(request.user, User):
        return {}
    return case_context(request, case)


def case_context(request: HttpRequest, case: Case, tab: str = "") -> dict[str, Any]:
    """Breadcrumbs, identity bar, marking and menu of one case; ``tab`` is a url name, else the page's own."""
    name = _url_name(request)
    current = tab or BELOW.get(name, name)
    menu = tabs(request.user, case, current) if isinstance(request.user, User) else []
    return {
        "case": case,
        "marking": MARKING,
        "menu": menu,
        "leads": leading(case.at),
        "identity": identity_of(case),
        "breadcrumbs": _crumbs(case, menu, is_below=name != current),
    }


def identity_of(case: Case) -> dict[str, str]:
    """Reference, pseudonym and whether the case is on hold or closed; never a name."""
    state, status = _state_of(case)
    return {
        "reference": case.reference,
        "pseudonym": case.pseudonym or "No pseudonym yet",
        "label": case.lead_csp.label_shown,
        "state": state,
        "status": status,
    }


def _state_of(case: Case) -> tuple[str, str]:
    if case.forgotten_on is not None:
        return "done", "Record destroyed"
    if case.row.is_final:
        return "done", case.row.label
    if Hold.objects.filter(case=case, ends_on=None).exists():
        return "held", "On hold"
    return "running", case.row.label


def phases_of(stage: Stage, is_final: bool = False) -> list[dict[str, str]]:
    """The eight phases as done, current or to come."""
    here = list(Phase).index(STAGES[stage].phase)
    return [{"label": phase.value, "state": _phase_state(place, here, is_final)} for place, phase in enumerate(Phase)]


def _phase_state(place: int, here: int, is_final: bool) -> str:
    if place < here or (is_final and place == here):
        return "done"
    return "current" if place == here else "todo"


def _url_name(request: HttpRequest) -> str:
    match = request.resolver_match
    return (match.url_name or "") if match else ""


def _crumbs(case: Case, menu: list[MenuItem], *, is_below: bool) -> list[dict[str, str]]:
    """The way to the page; one that stands below a page of the menu gets a crumb that leads up to it."""
    crumbs = [
        {"label": "Home", "url": reverse("home")},
        {"label": "Cases", "url": reverse("cases")},
        {"label": case.reference, "url": reverse("case", args=(case.reference,))},
    ]
    here = next((item for item in menu if item.current), None)
    if here is None:
        return crumbs
    if here.label == TABS[0].label:
        return [*crumbs[:-1], {"label": case.reference}]
    return [*crumbs, {"label": here.label, "url": here.url} if is_below else {"label": here.label}]
