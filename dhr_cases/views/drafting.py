"""How far is each paper, section by section, and what can be filled from the record at once?"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from dhr_cases.actions.section_filling import fill_empty_sections
from dhr_cases.disclosure import Material
from dhr_cases.errors import ReviewError
from dhr_cases.models import Case
from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.permissions import can
from dhr_cases.report_sections import WRITTEN_KINDS
from dhr_cases.verbs import VERBS, Verb
from dhr_cases.views.drafting_rows import has_begun, kind_of, show, standing_of, why_not
from dhr_cases.views.gate import SignedInRequest, case_page

HEADS = (
    {"label": "Section"},
    {"label": "How far"},
    {"label": "Written by"},
    {"label": "Words", "is_figure": True},
    {"label": "Comments without an answer", "is_figure": True},
)


@case_page(Material.DRAFTING)
def case_drafting(request: SignedInRequest, case: Case) -> HttpResponse:
    """The overview report, section by section."""
    return _paper(request, case, PaperKind.OVERVIEW_REPORT)


@case_page(Material.DRAFTING)
def drafting_paper(request: SignedInRequest, case: Case, draft_kind: str) -> HttpResponse:
    """One paper, section by section; sent, fill every empty section that the record can fill."""
    kind = kind_of(draft_kind)
    if request.method != "POST":
        return _paper(request, case, kind)
    try:
        made = fill_empty_sections(case=case, by=request.user, kind=kind)
    except ReviewError as refusal:
        return _paper(request, case, kind, refusal.sentence)
    count = "1 section is" if len(made) == 1 else f"{len(made)} sections are"
    messages.success(request, f"Done: {count} filled from the record. Read each before you build on it.")
    return redirect("drafting_paper", case.reference, kind.value)


def _paper(request: SignedInRequest, case: Case, kind: PaperKind, refusal: str = "") -> HttpResponse:
    standing = standing_of(case, kind, request.user)
    may_write = can(Verb.WRITE_SECTION, request.user, case) and case.at in VERBS[Verb.WRITE_SECTION].stages
    here = (case.reference, kind.value)
    context: dict[str, Any] = {
        "case": case,
        "paper": KINDS[kind].label,
        "papers": [_paper_link(case, other, kind) for other in WRITTEN_KINDS],
        "heads": HEADS,
        "rows": standing.rows,
        "figures": standing.figures,
        "empty_fillable": standing.empty_fillable,
        "may_write": may_write,
        "has_begun": has_begun(case),
        "stopped": why_not(request.user, case, Verb.WRITE_SECTION) if may_write else "",
        "refusal": refusal,
        "paper_url": reverse("drafting_paper", args=here),
        "word_url": reverse("drafting_word", args=here),
        "hints_url": reverse("drafting_hints", args=here),
    }
    return show(request, "cases/drafting.html", context, 409 if refusal else 200)


def _paper_link(case: Case, kind: PaperKind, current: PaperKind) -> dict[str, Any]:
    url = reverse("drafting_paper", args=(case.reference, kind.value))
    return {"label": KINDS[kind].label, "url": url, "current": kind is current}
