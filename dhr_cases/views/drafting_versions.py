"""Which versions does a section have, what differs between two of them, and how do two texts become one?"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from dhr_cases.actions.report_sections import join_texts
from dhr_cases.deadlines import long_date
from dhr_cases.disclosure import Material
from dhr_cases.errors import ReviewError
from dhr_cases.forms.report_sections import CompareForm, JoinForm
from dhr_cases.models import Case, SectionVersion
from dhr_cases.permissions import can
from dhr_cases.plain_text import word_count
from dhr_cases.plurals import counted
from dhr_cases.report_texts import versions_beside
from dhr_cases.text_differences import Difference, Line, difference, has_marks, joined
from dhr_cases.verbs import Verb
from dhr_cases.views.drafting_rows import Place, place_of, refusal_of, show
from dhr_cases.views.gate import SignedInRequest, case_page

HEADS = (
    {"label": "Version"},
    {"label": "Saved"},
    {"label": "By"},
    {"label": "Where its words are from"},
    {"label": "Words", "is_figure": True},
    {"label": "Stands"},
)
AROUND = 1
"""How many unchanged lines are shown before and after a change [D]."""


@dataclass(frozen=True)
class Shown:
    """Lines of a difference that are shown, or a run of unchanged ones that is folded away."""

    lines: tuple[Line, ...]
    is_folded: bool = False


def folded(found: Difference) -> tuple[Shown, ...]:
    """The difference with long runs of unchanged lines folded away."""
    return tuple(_runs([line for line in found.lines if any(piece.text.strip() for piece in line.pieces)]))


def _runs(lines: list[Line]) -> Iterator[Shown]:
    near = _near_changes(lines)
    for is_near, run in groupby(enumerate(lines), key=lambda placed: placed[0] in near):
        yield Shown(tuple(line for _, line in run), is_folded=not is_near)


def _near_changes(lines: list[Line]) -> set[int]:
    """The places of changed lines and of those around them."""
    changed = [place for place, line in enumerate(lines) if not line.is_same]
    return {place + step for place in changed for step in range(-AROUND, AROUND + 1)}


def difference_rows(before: str, after: str) -> dict[str, Any]:
    """What a page shows of a difference."""
    found = difference(before, after)
    counts = f"{counted(found.words_added, 'word')} added, {found.words_removed:,} taken out."
    return {"runs": folded(found), "is_none": found.is_none, "counts": counts}


@case_page(Material.DRAFTING)
def drafting_versions(request: SignedInRequest, case: Case, draft_kind: str, section_code: str) -> HttpResponse:
    """Every version of a section, and the difference between two of them."""
    place = place_of(case, draft_kind, section_code)
    versions = _newest_first(place)
    first = _first_choice([version.number for version in versions])
    form = _compare_form(request, versions, first)
    chosen = form.cleaned_data if form.is_valid() else first
    open_beside = _open_beside(place)
    context: dict[str, Any] = {
        "case": case,
        "place": place,
        "url": place.url(),
        "heads": HEADS,
        "rows": [_row(place, version, open_beside) for version in versions],
        "form": form,
        "chosen": chosen,
        "difference": _difference_of(versions, chosen),
        "begin_url": _begin_url(request, place, chosen.get("later", 0)),
    }
    return show(request, "cases/drafting_versions.html", context, 422 if form.errors else 200)


def _newest_first(place: Place) -> list[SectionVersion]:
    return list(place.section.versions.select_related("by").order_by("-number")) if place.section else []


def _first_choice(numbers: list[int]) -> dict[str, int]:
    """The two versions compared until somebody chooses: the newest and the one before, 0 for no words."""
    if not numbers:
        return {}
    return {"later": numbers[0], "earlier": numbers[1] if len(numbers) > 1 else 0}


def _compare_form(request: SignedInRequest, versions: list[SectionVersion], first: dict[str, int]) -> CompareForm:
    asked = request.GET if "later" in request.GET else None
    return CompareForm(asked, numbers=[version.number for version in versions], initial=first)


def _open_beside(place: Place) -> set[int]:
    """The keys of texts that wait to be brought together."""
    return {version.pk for version in versions_beside(place.section)} if place.section else set()


def _difference_of(versions: list[SectionVersion], chosen: dict[str, Any]) -> dict[str, Any] | None:
    """What differs between the two chosen versions; None while there is none to choose."""
    if not chosen:
        return None
    texts = {version.number: version.text for version in versions} | {0: ""}
    return difference_rows(texts[chosen["earlier"]], texts[chosen["later"]])


def _begin_url(request: SignedInRequest, place: Place, number: int) -> str:
    """Where somebody who may write begins again from an earlier version, "" for anybody else and the present one."""
    may_write = can(Verb.WRITE_SECTION, request.user, place.case)
    return f"{place.url()}?from={number}" if may_write and number not in (0, place.number) else ""


def _row(place: Place, version: SectionVersion, open_beside: set[int]) -> dict[str, Any]:
    at = timezone.localtime(version.at)
    origin = f"{version.get_origin_display()}: {version.note}" if version.note else version.get_origin_display()
    cells: list[dict[str, Any]] = [
        {"text": f"Version {version.number}"},
        {"text": f"{long_date(at)}, {at:%H:%M}"},
        {"text": str(version.by)},
        {"text": origin},
        {"text": f"{word_count(version.text):,}", "is_figure": True},
        _stands(place, version, open_beside),
    ]
    return {"cells": cells}


def _stands(place: Place, version: SectionVersion, open_beside: set[int]) -> dict[str, str]:
    if version.number == place.number:
        return {"text": "Now", "state": "running"}
    if version.pk in open_beside:
        return {"text": "Kept beside", "state": "overdue"}
    return {"text": "Earlier" if not version.is_beside else "Brought together"}


@case_page(Material.DRAFTING)
def drafting_both(request: SignedInRequest, case: Case, draft_kind: str, section_code: str) -> HttpResponse:
    """Two texts of a section side by side: keep one of them, or bring them together."""
    place = place_of(case, draft_kind, section_code)
    refusal = refusal_of(request, case, Verb.JOIN_TEXTS)
    if refusal is not None:
        return refusal
    waiting = versions_beside(place.section) if place.section else ()
    if not waiting:
        return show(request, "cases/drafting_both.html", {"case": case, "place": place, "url": place.url()})
    return _join(request, place, waiting[0]) if request.method == "POST" else _both(request, place, waiting[0])


def _join(request: SignedInRequest, place: Place, beside: SectionVersion) -> HttpResponse:
    form = JoinForm(request.POST)
    if not form.is_valid():
        return _both(request, place, beside, form, 422)
    kept = {"now": place.text, "other": beside.text}
    text = kept.get(request.POST.get("keep", ""), form.cleaned_data["text"])
    try:
        join_texts(by=request.user, beside=beside, text=text, seen=form.cleaned_data["seen"], **place.keys)
    except ReviewError as refusal:
        again = JoinForm(initial={"text": form.cleaned_data["text"], "seen": place.number})
        return _both(request, place, beside, again, 409, refusal.sentence)
    messages.success(request, f"Done: the texts of “{place.row.heading}” are brought together.")
    return redirect(place.url("drafting_both") if len(versions_beside(beside.section)) else place.url())


def _both(
    request: SignedInRequest,
    place: Place,
    beside: SectionVersion,
    form: JoinForm | None = None,
    status: int = 200,
    refusal: str = "",
) -> HttpResponse:
    base = SectionVersion.objects.filter(section=beside.section, number=beside.based_on).first()
    text = joined(base.text if base else "", place.text, beside.text)
    context = {
        "case": place.case,
        "place": place,
        "url": place.url(),
        "now": place.current,
        "beside": beside,
        "difference": difference_rows(place.text, beside.text),
        "form": form or JoinForm(initial={"text": text, "seen": place.number}),
        "has_marks": has_marks(text),
        "refusal": refusal,
    }
    return show(request, "cases/drafting_both.html", context, status)
