"""What would the record put into a section? The difference is looked at before anything is written."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from dhr_cases.actions.section_filling import digest, fill_section
from dhr_cases.disclosure import Material
from dhr_cases.errors import ReviewError
from dhr_cases.forms.report_sections import FillForm
from dhr_cases.models import Case
from dhr_cases.plain_text import parts_of
from dhr_cases.report_filling.filling import filled
from dhr_cases.verbs import Verb
from dhr_cases.views.drafting_rows import Place, place_of, refusal_of, show
from dhr_cases.views.drafting_versions import difference_rows
from dhr_cases.views.gate import SignedInRequest, case_page


@case_page(Material.DRAFTING)
def drafting_fill(request: SignedInRequest, case: Case, draft_kind: str, section_code: str) -> HttpResponse:
    """The record's words for a section against what it says; sent, write them."""
    place = place_of(case, draft_kind, section_code)
    if place.row.filling is None:
        raise Http404
    refusal = refusal_of(request, case, Verb.FILL_SECTION)
    if refusal is not None:
        return refusal
    return _fill(request, place) if request.method == "POST" else _preview(request, place)


def _fill(request: SignedInRequest, place: Place) -> HttpResponse:
    form = FillForm(request.POST)
    if not form.is_valid():
        return _preview(request, place, "Choose where the record's words go.", 422)
    try:
        version = fill_section(by=request.user, **place.keys, **form.cleaned_data)
    except ReviewError as refusal:
        return _preview(request, place, refusal.sentence, 409)
    messages.success(request, f"Done: version {version.number} of “{place.row.heading}” is filled from the record.")
    return redirect(place.url())


def _preview(request: SignedInRequest, place: Place, refusal: str = "", status: int = 200) -> HttpResponse:
    found = filled(place.case, place.kind, place.row.code, timezone.localdate())
    text, source = (found.text, found.source) if found else ("", "")
    context: dict[str, Any] = {
        "case": place.case,
        "place": place,
        "url": place.url(),
        "source": source,
        "parts": parts_of(text),
        "is_same": text.strip() == place.text.strip(),
        "difference": difference_rows(place.text, text) if place.text.strip() else None,
        "form": FillForm(initial={"based_on": place.number, "seen": digest(text), "keeps_present": "no"}),
        "refusal": refusal,
    }
    return show(request, "cases/drafting_fill.html", context, status)
