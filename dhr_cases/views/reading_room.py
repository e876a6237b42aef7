"""What does a reader of a numbered copy see: its pages, their own comments, the answers? Nothing else of the case.

Every page asks for the way in afresh and records the opening; a way in that has ended is a page that is not there.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from dhr_cases.actions import reading_room
from dhr_cases.deadlines import long_date
from dhr_cases.errors import NotPermitted, ReviewError
from dhr_cases.forms.reading_room import FinishReadingForm, ReaderCommentForm
from dhr_cases.models import CommentAnswer, ReadingAccess, ReadingPassage, SectionComment
from dhr_cases.permissions import roles_on
from dhr_cases.plain_text import parts_of
from dhr_cases.reading_access import way_in, ways_in
from dhr_cases.roles import ROLES, inside_a_sentence
from dhr_cases.views.case_frame import MARKING
from dhr_cases.views.gate import Rule, SignedInRequest, guarded, signed_in
from dhr_cases.views.sending import is_sent, status_of, typed

CARE = "This draft describes abuse and a death. Read it when and where it suits you, with somebody near if you wish."
STANDING = {
    CommentAnswer.OPEN.value: "running",
    CommentAnswer.ACCEPTED.value: "done",
    CommentAnswer.PARTLY.value: "done",
    CommentAnswer.DECLINED.value: "held",
}
"""The colour of an answer; its words stand beside it."""


def reading_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page of one copy, for a reader whose way into it is open now; the view gets ``access``. 404 for others."""

    def fetch(request: SignedInRequest, kwargs: dict[str, Any]) -> dict[str, Any]:
        access = way_in(request.user, kwargs.pop("reading_id"))
        if access is None:
            raise Http404
        return {"access": access}

    return guarded(view, Rule("reading"), fetch)


@signed_in
def my_readings(request: SignedInRequest) -> HttpResponse:
    """The copies this person may read now."""
    copies = [
        {
            "label": f"Copy {access.reading.copy_number}: {access.reading.case.reference}",
            "url": reverse("reading", args=(access.reading_id,)),
            "hint": f"Open to you until {long_date(access.ends_on)}. Comments by {long_date(access.reading.due_on)}.",
            "state": "done" if access.reading.answered_on else "running",
            "status": "Answered" if access.reading.answered_on else "Open",
        }
        for access in ways_in(request.user)
    ]
    return _closed_to_stores(render(request, "reading_room/list.html", {"tasks": copies, "marking": MARKING}))


@reading_page
def reading(request: SignedInRequest, access: ReadingAccess) -> HttpResponse:
    """The first page of a copy: its sections, the reader's comments with their answers, a comment on the whole."""
    form = ReaderCommentForm(typed(request))
    if is_sent(request, form) and _done(form, lambda: _comment(request, access, form)):
        messages.success(request, "Your comment is saved.")
        return redirect("reading", access.reading_id)
    _note_opening(request, access)
    seen = set(access.openings.exclude(passage=None).values_list("passage", flat=True))
    context = {"tasks": [_section(access, passage, seen) for passage in _passages(access)], "form": form}
    return _room(request, access, "reading_room/copy.html", context, status_of(request, form))


@reading_page
def reading_passage(request: SignedInRequest, access: ReadingAccess, passage_id: int) -> HttpResponse:
    """One section of a copy in the version that was given, with the reader's own comments on it."""
    passages = _passages(access)
    passage = _passage(passages, passage_id)
    form = ReaderCommentForm(typed(request))
    if is_sent(request, form) and _done(form, lambda: _comment(request, access, form, passage)):
        messages.success(request, "Your comment is saved.")
        return redirect("reading_passage", access.reading_id, passage.pk)
    _note_opening(request, access, passage)
    place = passages.index(passage)
    context = {
        "heading": passage.version.section.heading,
        "paper": passage.version.section.get_kind_display(),
        "parts": parts_of(passage.version.text),
        "number": place + 1,
        "of": len(passages),
        "before": _address(access, passages, place - 1),
        "after": _address(access, passages, place + 1),
        "form": form,
    }
    return _room(request, access, "reading_room/passage.html", context, status_of(request, form), passage)


def _passage(passages: Sequence[ReadingPassage], passage_id: int) -> ReadingPassage:
    """The passage of that key among these. Raises Http404 for one that the copy does not hold."""
    found = next((row for row in passages if row.pk == passage_id), None)
    if found is None:
        raise Http404
    return found


@reading_page
def reading_comment(request: SignedInRequest, access: ReadingAccess, comment_id: int) -> HttpResponse:
    """The reader words their own comment anew, until it is answered."""
    own = SectionComment.objects.filter(reading=access.reading, by=request.user, answer=CommentAnswer.OPEN)
    comment: SectionComment = get_object_or_404(own.select_related("section"), pk=comment_id)
    form = ReaderCommentForm(typed(request), initial={"text": comment.text})

    def change() -> None:
        reading_room.change_comment(access=access, by=request.user, comment=comment, text=form.cleaned_data["text"])

    if is_sent(request, form) and _done(form, change):
        messages.success(request, "Your comment is changed.")
        return redirect("reading", access.reading_id)
    return _room(
        request, access, "reading_room/comment.html", {"form": form, "comment": comment}, status_of(request, form)
    )


@reading_page
def reading_finished(request: SignedInRequest, access: ReadingAccess) -> HttpResponse:
    """The reader has finished, and says what they think of the whole."""
    form = FinishReadingForm(typed(request))

    def finish() -> None:
        reading_room.finish_reading(access=access, by=request.user, **form.cleaned_data)

    if is_sent(request, form) and _done(form, finish):
        messages.success(request, "We have recorded that you finished. You can still come back and add to it.")
        return redirect("reading", access.reading_id)
    return _room(request, access, "reading_room/finished.html", {"form": form}, status_of(request, form))


@reading_page
@require_GET
def reading_still_open(request: SignedInRequest, access: ReadingAccess) -> HttpResponse:
    """Answers while the way in is open; the open page asks now and then and closes itself when this is not there."""
    return _closed_to_stores(HttpResponse(status=204))


def _done(form: ReaderCommentForm | FinishReadingForm, act: Callable[[], object]) -> bool:
    try:
        act()
    except NotPermitted as refusal:
        raise Http404 from refusal
    except ReviewError as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True


def _comment(
    request: SignedInRequest, access: ReadingAccess, form: ReaderCommentForm, passage: ReadingPassage | None = None
) -> None:
    text = form.cleaned_data["text"]
    reading_room.comment_on_copy(access=access, by=request.user, text=text, passage=passage)


def _note_opening(request: SignedInRequest, access: ReadingAccess, passage: ReadingPassage | None = None) -> None:
    """Record the opening; a page whose opening cannot be recorded is not shown."""
    try:
        reading_room.open_page(access=access, by=request.user, passage=passage)
    except NotPermitted as refusal:
        raise Http404 from refusal


def _passages(access: ReadingAccess) -> list[ReadingPassage]:
    return list(access.reading.passages.select_related("version__section"))


def _address(access: ReadingAccess, passages: list[ReadingPassage], place: int) -> str:
    if not 0 <= place < len(passages):
        return ""
    return reverse("reading_passage", args=(access.reading_id, passages[place].pk))


def _section(access: ReadingAccess, passage: ReadingPassage, seen: set[int]) -> dict[str, str]:
    section = passage.version.section
    is_seen = passage.pk in seen
    return {
        "label": section.heading,
        "hint": section.get_kind_display(),
        "url": reverse("reading_passage", args=(access.reading_id, passage.pk)),
        "state": "done" if is_seen else "not_started",
        "status": "Opened" if is_seen else "Not opened yet",
    }


def _room(
    request: SignedInRequest,
    access: ReadingAccess,
    template: str,
    context: dict[str, Any],
    status: int = 200,
    passage: ReadingPassage | None = None,
) -> HttpResponse:
    """A page of the reading room: watermark, care, the reader's own comments; nothing may keep it."""
    mark = watermark(request, access)
    room = {
        "copy": access.reading.copy_number,
        "until": long_date(access.ends_on),
        "due": long_date(access.reading.due_on),
        "is_finished": access.reading.answered_on is not None,
        "mark": mark,
        "care": CARE,
        "marking": MARKING,
        "comments": list(_own_comments(request, access, passage)),
        "still_open_url": reverse("reading_still_open", args=(access.reading_id,)),
        "reading_url": reverse("reading", args=(access.reading_id,)),
        "finished_url": reverse("reading_finished", args=(access.reading_id,)),
    }
    return _closed_to_stores(render(request, template, {**room, **context}, status=status))


def watermark(request: SignedInRequest, access: ReadingAccess) -> str:
    """Whose copy this is and when this page was opened; it stands on every page."""
    held = roles_on(request.user, access.reading.case)
    role = next((inside_a_sentence(row.label) for role, row in ROLES.items() if role in held), "reader")
    now = timezone.localtime()
    return f"Copy {access.reading.copy_number}. {request.user}, {role}. {long_date(now.date())}, {now:%H:%M}."


def _own_comments(
    request: SignedInRequest, access: ReadingAccess, passage: ReadingPassage | None
) -> Iterator[dict[str, object]]:
    """What this reader said, on this page or on the whole copy, and what was answered; nobody else's."""
    rows = SectionComment.objects.filter(reading=access.reading, by=request.user).select_related("section")
    for row in rows.filter(section=passage.version.section) if passage else rows:
        is_open = row.answer == CommentAnswer.OPEN
        yield {
            "heading": f"Comment {row.number}: {row.section or 'the draft as a whole'}",
            "text": row.text,
            "state": STANDING[row.answer],
            "status": CommentAnswer(row.answer).label,
            "answer": row.answer_text,
            "change_url": reverse("reading_comment", args=(access.reading_id, row.pk)) if is_open else "",
        }


def _closed_to_stores(response: HttpResponse) -> HttpResponse:
    """No browser, proxy or search engine keeps the page."""
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, noarchive, nosnippet"
    return response
