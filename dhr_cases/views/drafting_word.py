"""How does a Word draft written outside come into the sections? File first, then what goes where, then done."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from dhr_cases.actions.papers import add_draft
from dhr_cases.actions.word_drafts import TakenIn, take_in_word
from dhr_cases.disclosure import Material
from dhr_cases.errors import Incomplete, ReviewError
from dhr_cases.forms.report_sections import PlacesForm, WordFileForm
from dhr_cases.models import Case, PaperVersion
from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.papers.uploads import DOCX
from dhr_cases.papers.word_in import Piece, WordDraft, by_section, read_draft
from dhr_cases.plain_text import word_count
from dhr_cases.plurals import counted
from dhr_cases.report_sections import FURTHER, SECTIONS
from dhr_cases.report_texts import current_texts
from dhr_cases.verbs import Verb
from dhr_cases.views.drafting_rows import kind_of, refusal_of, show
from dhr_cases.views.gate import SignedInRequest, case_page

BEGINNING = 40
"""Words of a piece shown where somebody decides where it goes [D]."""


@case_page(Material.DRAFTING)
def drafting_word(request: SignedInRequest, case: Case, draft_kind: str) -> HttpResponse:
    """Choose a Word file; it is kept as the next version of the paper, then taken apart."""
    kind = kind_of(draft_kind)
    refusal = refusal_of(request, case, Verb.TAKE_IN_WORD)
    if refusal is not None:
        return refusal
    form = WordFileForm(request.POST, request.FILES) if request.method == "POST" else WordFileForm()
    version = _kept_or_said(request, case, kind, form) if form.is_valid() else None
    if version is not None:
        return redirect("drafting_word_split", case.reference, kind.value, version.pk)
    context = {"case": case, "paper": KINDS[kind].label, "form": form, "paper_url": _paper_url(case, kind)}
    return show(request, "cases/drafting_word.html", context, _status(request))


def _kept_or_said(request: SignedInRequest, case: Case, kind: PaperKind, form: WordFileForm) -> PaperVersion | None:
    """The file as a version of the paper; None when it is refused, and the form says why."""
    try:
        return _kept(request, case, kind, form.cleaned_data["upload"])
    except ReviewError as fault:
        form.add_error("upload", fault.sentence)
        return None


def _kept(request: SignedInRequest, case: Case, kind: PaperKind, upload: Any) -> PaperVersion:
    """The file as a version of the paper, once it is known that it can be read."""
    if not str(upload.name).lower().endswith(f".{DOCX.ending}"):
        raise Incomplete("The file is no Word document. Choose a .docx file.")
    read_draft(upload.read(), kind)
    upload.seek(0)
    return add_draft(case=case, by=request.user, kind=kind, upload=upload, note="Written outside, taken into sections")


@case_page(Material.DRAFTING)
def drafting_word_split(request: SignedInRequest, case: Case, draft_kind: str, version_id: int) -> HttpResponse:
    """What of a Word draft goes into which section; sent, write it."""
    kind = kind_of(draft_kind)
    drafts = PaperVersion.objects.filter(paper__case=case, paper__kind=kind).select_related("paper")
    file: PaperVersion = get_object_or_404(drafts, pk=version_id)
    if not file.file_name.endswith(f".{DOCX.ending}"):
        raise Http404
    refusal = refusal_of(request, case, Verb.TAKE_IN_WORD)
    if refusal is not None:
        return refusal
    with file.file.open("rb") as opened:
        draft = read_draft(opened.read(), kind)
    return _split(request, case, kind, file, draft)


def _split(request: SignedInRequest, case: Case, kind: PaperKind, file: PaperVersion, draft: WordDraft) -> HttpResponse:
    form = _places_form(request, kind, draft)
    refusal = ""
    if form.is_valid():
        texts = by_section(draft.pieces, form.codes)
        try:
            taken = take_in_word(case=case, by=request.user, file=file, texts=texts, seen=_seen(request, kind))
        except ReviewError as fault:
            refusal = fault.sentence
        else:
            return _done(request, case, kind, taken)
    context = {
        "case": case,
        "paper": KINDS[kind].label,
        "file_name": file.file_name,
        "form": form,
        "refusal": refusal,
        "pieces": [{**_piece(piece), "field": form[f"piece_{number}"]} for number, piece in enumerate(draft.pieces)],
        "left_over": sum(not piece.code for piece in draft.pieces),
        "not_taken": draft.not_taken,
        **_texts_now(case, kind, draft),
        "paper_url": _paper_url(case, kind),
    }
    return show(request, "cases/drafting_word_split.html", context, _status(request, refusal))


def _places_form(request: SignedInRequest, kind: PaperKind, draft: WordDraft) -> PlacesForm:
    """One question a piece: which section it goes into."""
    choices = [(row.code, row.heading) for row in SECTIONS[kind]]
    places = [(f"Where does this part go? {_name(piece)}", piece.code or FURTHER) for piece in draft.pieces]
    sent = request.POST if request.method == "POST" else None
    return PlacesForm(sent, places=places, choices=choices)


def _texts_now(case: Case, kind: PaperKind, draft: WordDraft) -> dict[str, Any]:
    """The versions that stand now, and the headings of written sections the draft would replace."""
    texts = current_texts(case, kind)
    return {
        "seen": [{"name": f"seen_{text.code}", "number": text.number} for text in texts],
        "replaced": [text.heading for text in texts if text.is_written and _is_meant(draft, text.code)],
    }


def _status(request: SignedInRequest, refusal: str = "") -> int:
    if refusal:
        return 409
    return 422 if request.method == "POST" else 200


def _is_meant(draft: WordDraft, code: str) -> bool:
    return any(piece.code == code for piece in draft.pieces)


def _done(request: SignedInRequest, case: Case, kind: PaperKind, taken: TakenIn) -> HttpResponse:
    count = "1 section is" if len(taken.versions) == 1 else f"{len(taken.versions)} sections are"
    messages.success(request, f"Done: {count} written from the Word file.")
    if taken.beside:
        messages.warning(request, f"Somebody saved {taken.beside} of them meanwhile. Both texts of each are kept.")
    return redirect(_paper_url(case, kind))


def _seen(request: SignedInRequest, kind: PaperKind) -> dict[str, int]:
    """The versions that stood on the page the person sent."""
    sent = {row.code: request.POST.get(f"seen_{row.code}", "") for row in SECTIONS[kind]}
    return {code: int(number) for code, number in sent.items() if number.isdecimal() and len(number) < 7}


def _name(piece: Piece) -> str:
    return piece.heading or "Before the first heading"


def _piece(piece: Piece) -> dict[str, Any]:
    words = piece.text.split()
    more = " …" if len(words) > BEGINNING else ""
    return {
        "heading": _name(piece),
        "words": counted(word_count(piece.text), "word"),
        "beginning": " ".join(words[:BEGINNING]) + more,
        "is_left_over": not piece.code,
    }


def _paper_url(case: Case, kind: PaperKind) -> str:
    return reverse("drafting_paper", args=(case.reference, kind.value))
