"""How does a quality assurance letter become tracked points? Text or file in, each point looked over, then recorded."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dhr_cases import policies
from dhr_cases.actions import assurance
from dhr_cases.actions.assessment import criteria_of
from dhr_cases.actions.papers import open_paper
from dhr_cases.disclosure import Material
from dhr_cases.errors import Incomplete, ReviewError
from dhr_cases.forms.qa_letter import LetterFactsForm, LetterTextForm, PointRows, points_of
from dhr_cases.letter_points import LetterRead, read_letter
from dhr_cases.models import Case, PaperVersion, PartialDate, QAOutcome
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.papers.letter_file import text_of_letter
from dhr_cases.permissions import check_can
from dhr_cases.policies.guards import GUARDS
from dhr_cases.report_sections import SECTIONS
from dhr_cases.verbs import Verb
from dhr_cases.views.acts import refused
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.sending import status_of

VERB = Verb.RECORD_QA_LETTER
ROWS = "points"


@dataclass(frozen=True)
class Sheet:
    """The forms of one letter: its facts, its points, and whether they were sent to be recorded."""

    facts: LetterFactsForm
    rows: Any
    is_sent: bool

    def is_valid(self) -> bool:
        """True when nothing typed is wrong; both are looked at, so that every error is shown at once."""
        return all((self.facts.is_valid(), self.rows.is_valid()))


@case_page(Material.QA_LETTER)
def case_qa_letter(request: SignedInRequest, case: Case) -> HttpResponse:
    """The letter's text is pasted or its file chosen; it is kept, and its points are read from it."""
    refusal = _refusal(request, case)
    if refusal is not None:
        return refusal
    form = _letter_form(request)
    if form.is_bound and form.is_valid():
        version = _keep(request, case, form)
        if version is not None:
            return redirect("case_qa_letter_points", case.reference, version.pk)
    context = {"case": case, "form": form, "by_hand_url": reverse("act", args=(case.reference, VERB.value))}
    return render(request, "cases/qa_letter.html", context, status=status_of(request, form))


def _letter_form(request: SignedInRequest) -> LetterTextForm:
    return LetterTextForm(request.POST, request.FILES) if request.method == "POST" else LetterTextForm()


def _keep(request: SignedInRequest, case: Case, form: LetterTextForm) -> PaperVersion | None:
    try:
        upload = form.file()
        text_of_letter(upload.read(), upload.name or "")
        upload.seek(0)
        return assurance.keep_letter(case=case, by=request.user, upload=upload)
    except ReviewError as fault:
        form.add_error(None, fault.sentence)
        return None


@case_page(Material.QA_LETTER)
def case_qa_letter_points(request: SignedInRequest, case: Case, version_id: int) -> HttpResponse:
    """Every point read from the letter, to be changed, left out or added to, and then recorded."""
    versions = PaperVersion.objects.filter(paper__case=case).select_related("paper")
    version: PaperVersion = get_object_or_404(versions, pk=version_id)
    refusal = _refusal(request, case)
    if refusal is not None:
        return refusal
    read = _read(request, case, version)
    sheet = _sheet(request, read, _options(case, read))
    if _is_recorded(request, case, sheet):
        return redirect("case_assurance", case.reference)
    context = {
        "case": case,
        "form": sheet.facts,
        "rows": sheet.rows,
        "read": read,
        "is_wrong": sheet.is_sent,
        "letter_url": reverse("paper_file", args=(case.reference, version_id)),
    }
    status = 422 if sheet.is_sent else 200
    return render(request, "cases/qa_letter_points.html", context, status=status)


def _options(case: Case, read: LetterRead) -> dict[str, Any]:
    """The sections and criteria among which a point is placed."""
    in_use = [row for row in criteria_of(case.lead_csp) if row.is_used]
    return {"sections": sections_offered(read), "criteria": in_use}


def _is_recorded(request: SignedInRequest, case: Case, sheet: Sheet) -> bool:
    return sheet.is_sent and sheet.is_valid() and _record(request, case, sheet)


def _sheet(request: SignedInRequest, read: LetterRead, options: dict[str, Any]) -> Sheet:
    """What is shown and may be recorded: what was read, or what was typed over it."""
    if request.method != "POST":
        rows = PointRows(initial=_rows_of(read), prefix=ROWS, form_kwargs=options)
        return Sheet(LetterFactsForm(initial=_facts_of(read)), rows, is_sent=False)
    facts, rows = LetterFactsForm(request.POST), PointRows(request.POST, prefix=ROWS, form_kwargs=options)
    return _with_another_row(facts, rows, options) if "more" in request.POST else Sheet(facts, rows, is_sent=True)


def _refusal(request: SignedInRequest, case: Case) -> HttpResponse | None:
    try:
        check_can(VERB, request.user, case)
        policies.check_now(VERB, case, GUARDS)
    except ReviewError as refusal:
        return refused(request, case, VERB, refusal)
    return None


def _read(request: SignedInRequest, case: Case, version: PaperVersion) -> LetterRead:
    """What the kept letter says; the opening of the paper is recorded as any other is. Http404 for another paper."""
    if version.paper.kind != PaperKind.QA_LETTER:
        raise Http404
    with open_paper(case=case, by=request.user, version=version) as opened:
        content = opened.read()
    try:
        return read_letter(text_of_letter(content, version.file_name))
    except Incomplete as fault:
        raise Http404 from fault


def sections_offered(read: LetterRead) -> tuple[str, ...]:
    """Places the letter names, then the headings of the papers; each once."""
    places = (point.section for point in read.points if point.section)
    headings = (row.heading for rows in SECTIONS.values() for row in rows)
    return tuple(dict.fromkeys((*places, *headings)))


def _facts_of(read: LetterRead) -> dict[str, object]:
    return {
        "letter_on": PartialDate.on(read.letter_on) if read.letter_on else None,
        "board_on": PartialDate.on(read.board_on) if read.board_on else None,
        "outcome": read.outcome.value if read.outcome else None,
        "praise": read.praise,
    }


def _rows_of(read: LetterRead) -> list[dict[str, object]]:
    return [{"number": point.number, "text": point.text, "section": point.section} for point in read.points]


def _with_another_row(facts: LetterFactsForm, rows: Any, options: dict[str, Any]) -> Sheet:
    """The same words with an empty row more, and nothing judged yet."""
    typed = [_typed_in(row) for row in rows]
    kept = [row for row in typed if row["text"] or row["number"]]
    more = PointRows(initial=[*kept, {}], prefix=ROWS, form_kwargs=options)
    return Sheet(LetterFactsForm(initial=_typed_in(facts)), more, is_sent=False)


def _typed_in(form: Any) -> dict[str, Any]:
    return {name: form[name].value() for name in form.fields}


def _record(request: SignedInRequest, case: Case, sheet: Sheet) -> bool:
    said = sheet.facts.cleaned_data
    try:
        assurance.record_qa_letter(
            case=case,
            by=request.user,
            outcome=QAOutcome(said["outcome"]),
            letter_on=said["letter_on"],
            board_on=said["board_on"] if said["board_on"].is_known else None,
            points=points_of(sheet.rows),
            praise=said["praise"],
        )
    except ReviewError as fault:
        sheet.facts.add_error(None, fault.sentence)
        return False
    messages.success(request, "The letter is recorded. Its points wait for answers.")
    return True
