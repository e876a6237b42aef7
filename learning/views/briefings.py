"""How is a briefing written from the published record, read by a second person, and made as a file?"""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from dhr_cases.deadlines import long_date
from dhr_cases.disclosure import Material
from dhr_cases.errors import ReviewError
from dhr_cases.models import Case, PaperVersion
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.papers.formats import Format
from dhr_cases.permissions import can, check_can
from dhr_cases.policies import check_now
from dhr_cases.policies.guards import GUARDS
from dhr_cases.verbs import VERBS, Verb
from dhr_cases.views.acts import refused
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.sending import status_of, typed
from learning.actions.briefings import begin_briefing, make_briefing, read_briefing, write_box
from learning.briefing_boxes import BRIEFINGS, BoxRow, BriefingKind, box_row
from learning.briefings import Box, Briefing, briefing_of
from learning.forms.briefings import BoxForm, MakeForm, SecondReadingForm

KEPT_BESIDE = (
    "Somebody else saved this box while you wrote. Both texts are kept, and theirs stands. Yours is below: look at "
    "theirs on the briefing's page, bring the two together, and save again."
)


@case_page(Material.PUBLICATION)
@require_GET
def case_briefings(request: SignedInRequest, case: Case) -> HttpResponse:
    """Both briefings of one review, and how far each is."""
    tasks = [_task(briefing_of(case, kind)) for kind in BriefingKind]
    return render(request, "learning/briefings.html", {"case": case, "tasks": tasks, "files": _files(case)})


def _task(briefing: Briefing) -> dict[str, str]:
    state, words = _standing(briefing)
    url = reverse("case_briefing", args=(briefing.case.reference, briefing.kind))
    return {
        "label": briefing.label,
        "hint": BRIEFINGS[briefing.kind].purpose,
        "url": url,
        "state": state,
        "status": words,
    }


def _standing(briefing: Briefing) -> tuple[str, str]:
    if briefing.is_signed_off:
        return "done", "Signed off"
    if not briefing.paragraphs:
        return "not_started", "Nothing published to write from"
    if not briefing.is_begun:
        return "not_started", "Not started"
    return ("due_soon", "Being written") if briefing.faults else ("due_soon", "Waits for a second reader")


def _files(case: Case) -> list[dict[str, object]]:
    versions = PaperVersion.objects.filter(paper__case=case, paper__kind=PaperKind.BRIEFING).select_related("paper")
    return [
        {
            "url": reverse("paper_file", args=(case.reference, version.pk)),
            "cells": (
                {"text": f"{version.paper.title}, version {version.number}"},
                {"text": long_date(timezone.localtime(version.added_at).date())},
            ),
        }
        for version in versions.order_by("-pk")
    ]


@case_page(Material.PUBLICATION)
def case_briefing(request: SignedInRequest, case: Case, briefing: str) -> HttpResponse:
    """One briefing: its boxes, what is wrong, the second reading, and its files."""
    kind = _kind(briefing)
    if request.method == "POST":
        return _do(request, case, kind)
    return _show(request, case, kind, SecondReadingForm(typed(request)), MakeForm())


def _kind(code: str) -> BriefingKind:
    if code not in set(BriefingKind):
        raise Http404
    return BriefingKind(code)


def _show(
    request: SignedInRequest, case: Case, kind: BriefingKind, reading: SecondReadingForm, make: MakeForm
) -> HttpResponse:
    found = briefing_of(case, kind)
    reading.initial["digest"] = found.digest
    wrong: forms.Form = reading if reading.errors else make
    context = {
        "case": case,
        "briefing": found,
        "boxes": [_box_shown(case, kind, box) for box in found.boxes],
        "standing": _standing(found)[1],
        "may_write": _may(Verb.WRITE_BRIEFING, request, case),
        "may_read": _may(Verb.READ_BRIEFING, request, case) and found.is_begun and not found.faults,
        "reading_form": reading,
        "make_form": make,
        "form": wrong,
    }
    return render(request, "learning/briefing.html", context, status=status_of(request, wrong))


def _may(verb: Verb, request: SignedInRequest, case: Case) -> bool:
    return can(verb, request.user, case) and case.at in VERBS[verb].stages


def _box_shown(case: Case, kind: BriefingKind, box: Box) -> dict[str, object]:
    return {
        "box": box,
        "url": reverse("briefing_box", args=(case.reference, kind, box.row.code)),
        "count": f"{box.words} of {box.row.limit} words",
    }


def _do(request: SignedInRequest, case: Case, kind: BriefingKind) -> HttpResponse:
    doing = {"begin": _begin, "read": _read, "make": _make}.get(request.POST.get("act", ""))
    if doing is None:
        raise Http404
    return doing(request, case, kind)


def _begin(request: SignedInRequest, case: Case, kind: BriefingKind) -> HttpResponse:
    def act() -> str:
        count = begin_briefing(case=case, by=request.user, kind=kind)
        return f"Filled {count} {'box' if count == 1 else 'boxes'} from the published summary. Shorten and reword them."

    form = MakeForm({"file_format": Format.WORD})
    return _done(request, case, kind, form, act) or _show(request, case, kind, SecondReadingForm(), form)


def _read(request: SignedInRequest, case: Case, kind: BriefingKind) -> HttpResponse:
    form = SecondReadingForm(request.POST)

    def act() -> str:
        reading = read_briefing(
            case=case,
            by=request.user,
            kind=kind,
            digest=form.cleaned_data["digest"],
            confirmed=len(set(form.cleaned_data["confirmed"])),
            note=form.cleaned_data["note"],
        )
        return "The briefing is signed off." if reading.is_passed else "What you found is recorded."

    return _done(request, case, kind, form, act) or _show(request, case, kind, form, MakeForm())


def _make(request: SignedInRequest, case: Case, kind: BriefingKind) -> HttpResponse:
    form = MakeForm(request.POST)

    def act() -> str:
        made = make_briefing(case=case, by=request.user, kind=kind, form=Format(form.cleaned_data["file_format"]))
        return f"{made.paper.title}, version {made.number}, is filed. Two people approve it before it is public."

    return _done(request, case, kind, form, act) or _show(request, case, kind, SecondReadingForm(), form)


def _done(
    request: SignedInRequest, case: Case, kind: BriefingKind, form: forms.Form, act: Callable[[], str]
) -> HttpResponse | None:
    """Do it and go back to the briefing; None when the form is wrong or a rule refuses, which the form then says."""
    if not form.is_valid():
        return None
    try:
        messages.success(request, act())
    except ReviewError as refusal:
        form.add_error(None, refusal.sentence)
        return None
    return redirect("case_briefing", case.reference, kind)


@case_page(Material.PUBLICATION)
def briefing_box(request: SignedInRequest, case: Case, briefing: str, box: str) -> HttpResponse:
    """One box beside the numbered paragraphs of the published summary."""
    kind = _kind(briefing)
    row = _row(kind, box)
    try:
        check_can(Verb.WRITE_BRIEFING, request.user, case)
        check_now(Verb.WRITE_BRIEFING, case, GUARDS)
    except ReviewError as refusal:
        return refused(request, case, Verb.WRITE_BRIEFING, refusal)
    return _write(request, case, kind, row)


def _write(request: SignedInRequest, case: Case, kind: BriefingKind, row: BoxRow) -> HttpResponse:
    found = briefing_of(case, kind)
    standing = _box_of(found, row)
    form = _box_form(request, standing)
    if request.method == "POST" and form.is_valid():
        form = _save(request, case, kind, row, form)
        if form.is_valid():
            return redirect("case_briefing", case.reference, kind)
    context = {
        "case": case, "briefing": found, "box": standing, "form": form,
        "back_url": reverse("case_briefing", args=(case.reference, kind)),
    }  # fmt: skip  # what the page shows, in one glance
    return render(request, "learning/box.html", context, status=status_of(request, form))


def _box_form(request: SignedInRequest, box: Box) -> BoxForm:
    first = {"text": box.text, "based_on": box.number}
    return BoxForm(request.POST if request.method == "POST" else typed(request), box=box.row, initial=first)


def _box_of(briefing: Briefing, row: BoxRow) -> Box:
    return next(box for box in briefing.boxes if box.row is row)


def _row(kind: BriefingKind, code: str) -> BoxRow:
    try:
        return box_row(kind, code)
    except KeyError:
        raise Http404 from None


def _save(request: SignedInRequest, case: Case, kind: BriefingKind, row: BoxRow, form: BoxForm) -> BoxForm:
    """Save the box; the form that comes back is the one to show, and is valid only when all is well."""
    text, based_on = form.cleaned_data["text"], form.cleaned_data["based_on"]
    try:
        version = write_box(case=case, by=request.user, kind=kind, code=row.code, text=text, based_on=based_on)
    except ReviewError as refusal:
        form.add_error(None, refusal.sentence)
        return form
    if not version.is_beside:
        messages.success(request, f"Saved: {row.heading}.")
        return form
    again = BoxForm({"text": text, "based_on": briefing_number(case, kind, row)}, box=row)
    again.add_error(None, KEPT_BESIDE)
    return again


def briefing_number(case: Case, kind: BriefingKind, row: BoxRow) -> int:
    """The version at which a box stands now."""
    return _box_of(briefing_of(case, kind), row).number
