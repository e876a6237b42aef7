"""How is one section written, marked, given to an author and commented on? Readers see the same words set out."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from dhr_cases.actions import report_sections
from dhr_cases.actions.section_comments import comment_on_section
from dhr_cases.comment_points import comments_seen
from dhr_cases.deadlines import long_date
from dhr_cases.disclosure import Material
from dhr_cases.errors import NotPermitted, ReviewError
from dhr_cases.forms.report_sections import AuthorForm, CommentForm, MarkForm, SectionTextForm, TypingForm
from dhr_cases.models import Case, SectionComment, SectionState, SectionTyping, SectionVersion
from dhr_cases.permissions import can
from dhr_cases.plain_language import Hint, hints_of_section, reading_age
from dhr_cases.plain_text import parts_of, word_count
from dhr_cases.plurals import counted
from dhr_cases.report_sections import SECTIONS
from dhr_cases.report_texts import versions_beside
from dhr_cases.verbs import VERBS, Verb
from dhr_cases.views.drafting_rows import STATES, Place, place_of, show, why_not
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.offers import act_url

ANSWERS = {"": "due_soon", "accepted": "done", "partly": "done", "declined": "held"}
"""How the answer to a comment is marked."""
BOTH_KEPT = "Somebody saved this section while you were writing. Both texts are kept. Bring them together now."


@case_page(Material.DRAFTING)
def drafting_section(request: SignedInRequest, case: Case, draft_kind: str, section_code: str) -> HttpResponse:
    """The page of one section; sent, whatever its button says."""
    place = place_of(case, draft_kind, section_code)
    if request.method != "POST":
        return _page(request, place, _first_form(request, place))
    act = ACTS.get(request.POST.get("act", ""), _save)
    return act(request, place)


def _first_form(request: SignedInRequest, place: Place) -> SectionTextForm:
    """The box with what the person typed before they had to sign in again, or left unsaved, or with what is saved."""
    kept = _kept_words(request)
    if kept:
        return SectionTextForm(initial={"text": kept.get("text", ""), "based_on": kept.get("based_on", 0)})
    typing = _typing(request, place)
    if typing is not None and "unsaved" in request.GET:
        return SectionTextForm(initial={"text": typing.text, "based_on": typing.based_on})
    return SectionTextForm(initial={"text": _earlier(request, place) or place.text, "based_on": place.number})


def _kept_words(request: SignedInRequest) -> Mapping[str, Any]:
    """What was typed before the person had to sign in again, nothing when no words of a section are among it."""
    kept: Mapping[str, Any] | None = getattr(request, "kept_words", None)
    return kept if kept and "text" in kept else {}


def _earlier(request: SignedInRequest, place: Place) -> str:
    """The words of an earlier version to begin from, "" unless one was asked for."""
    asked = request.GET.get("from", "")
    if place.section is None or not asked.isdecimal() or len(asked) > 6:
        return ""
    found = SectionVersion.objects.filter(section=place.section, number=int(asked)).first()
    return found.text if found else ""


def _typing(request: SignedInRequest, place: Place) -> SectionTyping | None:
    """What the person left unsaved in the section, None where that is what is saved."""
    if place.section is None:
        return None
    found = SectionTyping.objects.filter(section=place.section, by=request.user).first()
    return found if found and not report_sections.is_same(place.current, found.text) else None


def _save(request: SignedInRequest, place: Place) -> HttpResponse:
    form = SectionTextForm(request.POST)
    if not form.is_valid():
        return _page(request, place, form, 422)
    try:
        version = report_sections.write_section(by=request.user, **place.keys, **form.cleaned_data)
    except ReviewError as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, place, form, 409)
    if version.is_beside:
        messages.warning(request, BOTH_KEPT)
        return redirect(place.url("drafting_both"))
    messages.success(request, f"Done: version {version.number} of “{place.row.heading}” is saved.")
    return redirect(place.url())


def _throw_away(request: SignedInRequest, place: Place) -> HttpResponse:
    try:
        report_sections.throw_typing_away(by=request.user, **place.keys)
    except ReviewError as refusal:
        return _refused(request, place, refusal)
    messages.success(request, "Your unsaved words are thrown away. What was saved is as it was.")
    return redirect(place.url())


def _mark(request: SignedInRequest, place: Place) -> HttpResponse:
    form = MarkForm(request.POST)
    if not form.is_valid():
        return _page(request, place, _first_form(request, place), 422, mark=form)
    state = SectionState(form.cleaned_data["state"])
    return _done(request, place, f"“{place.row.heading}” is marked: {state.label.lower()}.", lambda: (
        report_sections.mark_section(by=request.user, state=state, **place.keys)
    ))  # fmt: skip  # what is said, then what is done


def _give(request: SignedInRequest, place: Place) -> HttpResponse:
    form = AuthorForm(request.POST, case=place.case)
    if not form.is_valid():
        return _page(request, place, _first_form(request, place), 422, give=form)
    author = form.cleaned_data["author"]
    who = author.get_full_name() if author else "nobody yet"
    return _done(request, place, f"“{place.row.heading}” is written by {who}.", lambda: (
        report_sections.give_section(by=request.user, author=author, **place.keys)
    ))  # fmt: skip  # what is said, then what is done


def _comment(request: SignedInRequest, place: Place) -> HttpResponse:
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _page(request, place, _first_form(request, place), 422, comment=form)
    try:
        made = comment_on_section(by=request.user, text=form.cleaned_data["comment"], **place.keys)
    except ReviewError as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, place, _first_form(request, place), 409, comment=form)
    messages.success(request, f"Done: your comment is point {made.number}.")
    return redirect(place.url() + "#comments")


ACTS: Mapping[str, Callable[[SignedInRequest, Place], HttpResponse]] = {
    "save": _save,
    "throw_away": _throw_away,
    "mark": _mark,
    "give": _give,
    "comment": _comment,
}
"""What each button of the page does."""


def _done(
    request: SignedInRequest, place: Place, sentence: str, act: Callable[[], None]
) -> HttpResponse | HttpResponseRedirect:
    try:
        act()
    except ReviewError as refusal:
        return _refused(request, place, refusal)
    messages.success(request, f"Done: {sentence}")
    return redirect(place.url())


def _refused(request: SignedInRequest, place: Place, refusal: ReviewError) -> HttpResponse:
    form = _first_form(request, place)
    status = 403 if isinstance(refusal, NotPermitted) else 409
    return _page(request, place, form, status, refusal=refusal.sentence)


def _page(
    request: SignedInRequest, place: Place, form: SectionTextForm, status: int = 200, **others: Any
) -> HttpResponse:
    case = place.case
    may_write = _may_write(request, case)
    context = {
        "case": case,
        "place": place,
        "url": place.url(),
        "form": _form_sent(form, others),
        "text_form": form,
        "may_write": may_write,
        "stopped": why_not(request.user, case, Verb.WRITE_SECTION) if may_write else "",
        "standing": _standing(place),
        "parts": parts_of(place.text),
        "hints": [_hint(hint) for hint in hints_of_section(place.row.code, place.text)],
        "beside_url": _beside_url(place),
        "links": _links(place),
        "neighbours": _neighbours(place),
        "comments": _comments(request, place),
        "may_comment": case.at in VERBS[Verb.COMMENT_ON_SECTION].stages,
        "comment_form": others.get("comment") or CommentForm(),
        **(_writing(request, place, others) if may_write else {}),
        "refusal": others.get("refusal", ""),
    }
    return show(request, "cases/drafting_section.html", context, status)


def _may_write(request: SignedInRequest, case: Case) -> bool:
    return can(Verb.WRITE_SECTION, request.user, case) and case.at in VERBS[Verb.WRITE_SECTION].stages


def _form_sent(form: SectionTextForm, others: Mapping[str, Any]) -> BaseForm:
    """The form whose faults the page lists: the one that came back with it, else the one of the text."""
    return next((each for each in others.values() if isinstance(each, BaseForm)), form)


def _beside_url(place: Place) -> str:
    """Where two texts of the section are brought together, "" while none waits."""
    return place.url("drafting_both") if place.section and versions_beside(place.section) else ""


def _writing(request: SignedInRequest, place: Place, others: Mapping[str, Any]) -> dict[str, Any]:
    """What only those see who write."""
    return {
        "typing_at": _typing_at(request, place),
        "typing_url": place.url("drafting_typing"),
        "mark_form": others.get("mark") or MarkForm(section=place.section),
        "give_form": others.get("give") or AuthorForm(case=place.case, section=place.section),
    }


def _typing_at(request: SignedInRequest, place: Place) -> datetime | None:
    """Since when unsaved words wait to be offered; None where there are none or they are on the page already."""
    typing = _typing(request, place)
    is_on_page = "unsaved" in request.GET or request.method != "GET"
    return None if typing is None or is_on_page else timezone.localtime(typing.at)


def _hint(hint: Hint) -> str:
    where = f"Paragraph {hint.paragraph}: " if hint.paragraph else ""
    words = f"“{hint.words}”. " if hint.words and hint.paragraph else ""
    return f"{where}{words}{hint.sentence}"


def _standing(place: Place) -> dict[str, str]:
    return {
        "state": STATES[place.state],
        "label": place.state.label,
        "words": _length(place),
        "author": place.author,
        "saved": _saved(place),
    }


def _length(place: Place) -> str:
    age = reading_age(place.text)
    words = counted(word_count(place.text), "word") if place.text else "no words yet"
    return f"{words}, reading age about {age}" if age else words


def _saved(place: Place) -> str:
    """When, by whom and from where the present version came, "" while nothing is saved."""
    if place.current is None:
        return ""
    at = timezone.localtime(place.current.at)
    origin = place.current.note or place.current.get_origin_display()
    return f"Version {place.number}, {long_date(at)}, {at:%H:%M}, by {place.current.by}. {origin}."


def _links(place: Place) -> list[dict[str, str]]:
    """Pages about the section beside this one."""
    links = [{"label": "Versions and differences", "url": place.url("drafting_versions")}]
    if place.row.filling is not None:
        links.append({"label": "Fill from the record", "url": place.url("drafting_fill")})
    return links


def _neighbours(place: Place) -> dict[str, dict[str, str]]:
    """The sections before and after this one."""
    rows = SECTIONS[place.kind]
    here = rows.index(place.row)
    around = {"previous": rows[here - 1] if here else None, "next": rows[here + 1] if here + 1 < len(rows) else None}
    return {
        name: {"label": row.heading, "url": Place(place.case, place.kind, row, None, None).url()}
        for name, row in around.items()
        if row is not None
    }


def _comments(request: SignedInRequest, place: Place) -> list[dict[str, Any]]:
    if place.section is None:
        return []
    may_answer = can(Verb.ANSWER_COMMENT, request.user, place.case)
    is_open = place.case.at in VERBS[Verb.ANSWER_COMMENT].stages
    rows = comments_seen(request.user, place.case).filter(section=place.section).order_by("number")
    return [_comment_row(place, row, may_answer=may_answer and is_open) for row in rows]


def _comment_row(place: Place, row: SectionComment, *, may_answer: bool) -> dict[str, Any]:
    at = timezone.localtime(row.made_at)
    about = f" about version {row.version_number}" if row.version_number else ""
    return {
        "heading": f"Point {row.number}",
        "told": f"{row.by}, {long_date(at)}{about}",
        "text": row.text,
        "state": ANSWERS.get(row.answer, "done"),
        "status": row.get_answer_display(),
        "answer": row.answer_text,
        "url": act_url(place.case, Verb.ANSWER_COMMENT, row) if may_answer else "",
    }


@login_not_required
@case_page(Material.DRAFTING)
def drafting_typing(request: SignedInRequest, case: Case, draft_kind: str, section_code: str) -> HttpResponseBase:
    """Keep what is typed every few seconds; asked without words, say since when some are kept.

    The gate itself asks for the signed-in person, so that words sent after a session has ended stay on the writer's
    page and are not put aside as a form of their own.
    """
    place = place_of(case, draft_kind, section_code)
    if request.method == "POST":
        return _keep_typing(request, place)
    typing = _typing(request, place)
    return JsonResponse({"at": _clock(typing) if typing else "", "newest": place.number})


def _keep_typing(request: SignedInRequest, place: Place) -> JsonResponse:
    form = TypingForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"sentence": "This could not be read. Save the section with its button."}, status=422)
    try:
        kept = report_sections.keep_typing(by=request.user, **place.keys, **form.cleaned_data)
    except ReviewError as refusal:
        return JsonResponse({"sentence": refusal.sentence}, status=403 if isinstance(refusal, NotPermitted) else 409)
    return JsonResponse({"at": _clock(kept), "newest": place.number})


def _clock(typing: SectionTyping) -> str:
    return f"{timezone.localtime(typing.at):%H:%M}"
