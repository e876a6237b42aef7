"""What does one text still tell, what will stand instead, and who decides? One page a text, without JavaScript."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.anonymity import Judged, changed_text, decide_findings, judge, replace_names, take_names_back
from dhr_cases.anonymisation.text_findings import TextFinding, findings_in
from dhr_cases.deadlines import long_date
from dhr_cases.disclosure import Material
from dhr_cases.errors import ReviewError
from dhr_cases.forms.anonymity import FindingsForm, PastedTextForm
from dhr_cases.models import Case, TextOrigin
from dhr_cases.verbs import Verb
from dhr_cases.views.anonymity import names_url
from dhr_cases.views.drafting_rows import Place, place_of, refusal_of
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.names import shown_until


@dataclass(frozen=True)
class Looked:
    """A text, what was found in it, and which of that is still to be decided."""

    text: str
    findings: tuple[TextFinding, ...]
    is_again: bool = False

    @property
    def open(self) -> list[TextFinding]:
        """What nobody has decided yet; all of it when everything is asked again."""
        return [row for row in self.findings if self.is_again or row.decision is None]

    @property
    def decided(self) -> list[TextFinding]:
        """What was decided before and is not asked again."""
        return [row for row in self.findings if not self.is_again and row.decision is not None]


def _look(request: SignedInRequest, case: Case, text: str) -> Looked:
    return Looked(text, findings_in(case, text), "again" in request.GET)


@case_page(Material.ANONYMITY)
def anonymity_section(request: SignedInRequest, case: Case, draft_kind: str, section_code: str) -> HttpResponse:
    """The findings in a drafted section; sent, decide about them, or take the names back."""
    place = place_of(case, draft_kind, section_code)
    if request.method == "POST":
        refusal = refusal_of(request, case, Verb.REPLACE_NAMES)
        if refusal is not None:
            return refusal
        return _take_back(request, place) if "take_back" in request.POST else _decide(request, place)
    if not shown_until(request, case):
        return _covered(request, case)
    looked = _look(request, case, place.text)
    return _section_page(request, place, looked, FindingsForm(None, looked.open))


def _covered(request: SignedInRequest, case: Case) -> HttpResponse:
    """A text with real names in it is shown only to who asked for the names, and said why."""
    return render(request, "cases/anonymity_covered.html", {"case": case, "names_url": names_url(case)})


def _decide(request: SignedInRequest, place: Place) -> HttpResponse:
    looked = _look(request, place.case, place.text)
    form = FindingsForm(request.POST, looked.open)
    if not form.is_valid():
        return _section_page(request, place, looked, form, 422)
    judged = judge(place.case, place.text, form.answers(), again=looked.is_again)
    try:
        version = replace_names(by=request.user, seen=_seen(request), judged=judged, **place.keys)
    except ReviewError as refusal:
        form.add_error(None, refusal.sentence)
        return _section_page(request, place, looked, form, 409)
    messages.success(request, f"Saved as version {version.number}." if version else "Decided. The text stays as it is.")
    return redirect(place.url("anonymity_section"))


def _take_back(request: SignedInRequest, place: Place) -> HttpResponse:
    try:
        version = take_names_back(by=request.user, seen=_seen(request), **place.keys)
    except ReviewError as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"The names are back. Saved as version {version.number}.")
    return redirect(place.url("anonymity_section"))


def _seen(request: SignedInRequest) -> int:
    """The version whose findings the person had before them; 0 where the form does not say."""
    sent = request.POST.get("seen", "")
    return int(sent) if sent.isdecimal() and len(sent) < 7 else 0


def _section_page(
    request: SignedInRequest, place: Place, looked: Looked, form: FindingsForm, status: int = 200
) -> HttpResponse:
    was_replaced = place.current is not None and place.current.origin == TextOrigin.PSEUDONYMS
    context = {
        **_findings_context(place.case, looked, form),
        "heading": place.row.heading,
        "caption": place.paper,
        "seen": place.number,
        "url": place.url("anonymity_section"),
        "submit_label": "Save what is decided",
        "may_take_back": was_replaced,
        "draft_url": place.url(),
    }
    return render(request, "cases/anonymity_text.html", context, status=status)


@case_page(Material.ANONYMITY)
def anonymity_pasted(request: SignedInRequest, case: Case) -> HttpResponse:
    """A text from elsewhere: look through it, decide, and take the changed text away. It is not kept."""
    pasted = PastedTextForm(request.POST or None)
    if request.method != "POST" or not pasted.is_valid():
        return _ask_for_text(request, case, pasted)
    return _look_through(request, case, pasted.cleaned_data["text"])


def _ask_for_text(request: SignedInRequest, case: Case, pasted: PastedTextForm) -> HttpResponse:
    if not shown_until(request, case):
        return _covered(request, case)
    context = {"case": case, "form": pasted, "cancel_url": reverse("case_anonymity", args=[case.reference])}
    return render(request, "cases/anonymity_pasted.html", context, status=422 if request.POST else 200)


def _look_through(request: SignedInRequest, case: Case, text: str) -> HttpResponse:
    """What was found in a pasted text; the answers, once something was answered."""
    looked = _look(request, case, text)
    is_first = "seen" not in request.POST
    form = FindingsForm(None if is_first else request.POST, looked.open)
    page = _pasted_page(request, case, looked, reverse("anonymity_pasted", args=[case.reference]))
    return page(form) if is_first or not form.is_valid() else _decide_pasted(request, case, looked, form, page)


def _pasted_page(request: SignedInRequest, case: Case, looked: Looked, url: str) -> Callable[..., HttpResponse]:
    def page(form: FindingsForm, status: int = 200, **more: Any) -> HttpResponse:
        context = {
            **_findings_context(case, looked, form),
            "heading": "Pasted text",
            "caption": "Anonymity",
            "url": url,
            "submit_label": "Show the changed text",
            "pasted": PastedTextForm(initial={"text": looked.text})["text"].as_hidden(),
            **more,
        }
        return render(request, "cases/anonymity_text.html", context, status=status)

    return page


def _decide_pasted(
    request: SignedInRequest, case: Case, looked: Looked, form: FindingsForm, page: Callable[..., HttpResponse]
) -> HttpResponse:
    judged = judge(case, looked.text, form.answers(), again=looked.is_again)
    try:
        if form.answers():
            decide_findings(case=case, by=request.user, judged=_new(judged, form))
        changed = changed_text(looked.text, judged)
    except ReviewError as refusal:
        form.add_error(None, refusal.sentence)
        return page(form, 409)
    return page(form, changed=_ChangedForm(initial={"changed": changed}))


class _ChangedForm(forms.Form):
    changed = forms.CharField(
        label="The changed text",
        help_text="Copy it from here. The text you pasted stands below, as it was.",
        widget=forms.Textarea(attrs={"rows": 14, "readonly": True}),
    )


def _new(judged: Sequence[Judged], form: FindingsForm) -> list[Judged]:
    """Those decided just now, each once."""
    answers = form.answers()
    return list({row.finding.fingerprint: row for row in judged if row.finding.fingerprint in answers}.values())


def _findings_context(case: Case, looked: Looked, form: FindingsForm) -> dict[str, Any]:
    return {
        "case": case,
        "form": form,
        "parts": _parts(looked),
        "questions": form.questions(),
        "decided": [_decided(row) for row in looked.decided],
        "is_again": looked.is_again,
        "cancel_url": reverse("case_anonymity", args=[case.reference]),
    }


def _parts(looked: Looked) -> list[dict[str, Any]]:
    """The text in pieces: plain ones, and each finding with its number and what stands instead."""
    parts: list[dict[str, Any]] = []
    at = 0
    numbers = {row.fingerprint: number for number, row in enumerate(_once(looked.open), start=1)}
    for row in looked.findings:
        found = row.suggestion
        parts += [{"text": looked.text[at : found.start]}, _marked(row, numbers.get(row.fingerprint, 0))]
        at = found.end
    return [*parts, {"text": looked.text[at:]}]


def _once(rows: Sequence[TextFinding]) -> list[TextFinding]:
    return list({row.fingerprint: row for row in rows}.values())


def _marked(row: TextFinding, number: int) -> dict[str, Any]:
    instead = "" if row.is_kept else row.instead
    return {"text": row.suggestion.words, "is_found": True, "number": number, "instead": instead}


def _decided(row: TextFinding) -> dict[str, str]:
    decision = row.decision
    if decision is None:
        raise TypeError("Only a decided finding is told as decided.")
    what = decision.get_judgement_display()
    instead = f": “{decision.replacement}”" if decision.replacement else ""
    return {
        "words": row.suggestion.words,
        "what": f"{what}{instead}",
        "who": f"{decision.by}, {long_date(timezone.localdate(decision.at))}",
    }
