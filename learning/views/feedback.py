"""What did people say after one event and after several, and what becomes of what was recommended there?"""

from typing import Any

from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dhr_cases.actions.core import today
from dhr_cases.errors import ReviewError
from dhr_cases.models import Partnership
from dhr_cases.roles import SitePermission
from dhr_cases.site_permissions import granted
from dhr_cases.views.downloads import download
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.team_gate import team_page
from learning.event_terms import EventState
from learning.feedback_links import address_of, square_svg
from learning.feedback_pools import EventReplies, pooled
from learning.feedback_rows import delivered, feedback_of, figures_of_feedback, least_shown, words_of
from learning.feedback_scales import QUESTIONS, FeedbackKind
from learning.forms.feedback_filter import FeedbackFilter
from learning.models import Event, EventAction, FeedbackForm, FeedbackSummary
from learning.papers.feedback_report.kinds import FORMATS, ReportFormat, report_of
from learning.verbs import LearningVerb
from learning.views.feedback_rows import (
    BAND_HEADS,
    EVENT_HEADS,
    PRINTED_HEADS,
    SHARE_HEADS,
    actions_shown,
    band_rows,
    event_row,
    headline,
    left_out,
    questions_shown,
)
from learning.views.frame import frame
from learning.views.offers import act_url, offered

HEADS = {
    "printed_heads": PRINTED_HEADS,
    "share_heads": SHARE_HEADS,
    "band_heads": BAND_HEADS,
    "event_heads": EVENT_HEADS,
}


@team_page(SitePermission.VIEW_LEARNING)
@require_safe
def feedback_overview(request: SignedInRequest, partnership: Partnership) -> HttpResponse:
    """Every event that was held, what all of them say together, how far they lie apart, and actions that go on."""
    held = list(Event.objects.filter(partnership=partnership, state=EventState.HELD).select_related("partnership"))
    form = FeedbackFilter(request.GET, events=held)
    events = form.chosen(held)
    least = least_shown(partnership)
    each = figures_of_feedback(events, least=least)
    pool = pooled([EventReplies(event.title, each[event.pk]) for event in events], QUESTIONS[FeedbackKind.DAY])
    back = request.get_full_path()
    context: dict[str, Any] = {
        "form": form,
        "sentence": delivered(events),
        "events": [event_row(event, each[event.pk], _page(event)) for event in events],
        "pool": pool,
        "figures": headline(pool.figures),
        "questions": questions_shown(pool.figures),
        "left_out": left_out(pool),
        "least": least,
        "actions": actions_shown(
            _going_on(partnership), partnership, today(), back, may_act=_may_act(request, partnership)
        ),
        "offers": offered(request.user, partnership, (LearningVerb.SET_FEEDBACK,), back=back),
        **HEADS,
    }
    return render(request, "learning/feedback.html", frame(partnership, "feedback_overview", **context))


def _going_on(partnership: Partnership) -> list[EventAction]:
    own = EventAction.objects.filter(event__partnership=partnership).exclude(state__in=("confirmed", "dropped"))
    rows = own.select_related("event__partnership", "owner")
    return list(rows.order_by(F("due_on").asc(nulls_last=True), "pk"))


def _may_act(request: SignedInRequest, partnership: Partnership) -> bool:
    return SitePermission.MANAGE_LEARNING in granted(request.user, partnership)


def _page(event: Event) -> str:
    return reverse("event_feedback", args=(event.partnership.code, event.code))


@team_page(SitePermission.VIEW_LEARNING)
@require_safe
def event_feedback(request: SignedInRequest, partnership: Partnership, event: str) -> HttpResponse:
    """One event: its forms, its figures, what people wrote, and the actions that came out of it."""
    row = _event(partnership, event)
    back, may_act = request.path, _may_act(request, partnership)
    said = feedback_of(row)
    later = feedback_of(row, FeedbackKind.FOLLOW_UP)
    context: dict[str, Any] = {
        "event": row,
        "figures": headline(said),
        "said": said,
        "printed": band_rows(said.printed),
        "source": _source(row),
        "questions": questions_shown(said),
        "later": later,
        "later_questions": questions_shown(later),
        "words": _words(row, partnership, back, may_act),
        "forms": _forms(row, back, may_act),
        "actions": actions_shown(list(_actions(row)), partnership, today(), back, may_act=may_act),
        "downloads": _downloads(row),
        "least": said.least,
        "may_act": may_act,
        "offers": offered(request.user, partnership, _ABOUT_THE_EVENT, row, back),
        "leads": (LearningVerb.OPEN_FEEDBACK,),
        **HEADS,
    }
    crumb = {"label": row.title, "url": reverse("event", args=(partnership.code, row.code))}
    heading = f"Feedback: {row.title}"
    return render(
        request,
        "learning/event_feedback.html",
        frame(partnership, "feedback_overview", crumb, heading=heading, **context),
    )


_ABOUT_THE_EVENT = (LearningVerb.OPEN_FEEDBACK, LearningVerb.TAKE_OVER_SUMMARY, LearningVerb.RECORD_EVENT_ACTION)


def _event(partnership: Partnership, code: str) -> Event:
    row: Event = get_object_or_404(Event.objects.select_related("partnership"), partnership=partnership, code=code)
    return row


def _source(event: Event) -> str:
    return FeedbackSummary.objects.filter(event=event).values_list("source", flat=True).first() or ""


def _actions(event: Event) -> Any:
    return EventAction.objects.filter(event=event).select_related("event__partnership", "owner")


def _words(event: Event, partnership: Partnership, back: str, may_act: bool) -> list[dict[str, Any]]:
    """What people wrote to both forms, each with the way to take it out for those who may."""
    found = []
    for kind in FeedbackKind:
        for row in words_of(event, kind, feedback_of(event, kind)):
            texts = [{"text": one.text, "url": _cover_url(partnership, one.reply, back, may_act)} for one in row.texts]
            found.append({"label": row.label, "texts": texts})
    return found


def _cover_url(partnership: Partnership, reply: int, back: str, may_act: bool) -> str:
    if not may_act:
        return ""
    return reverse("learning_act", args=(partnership.code, LearningVerb.COVER_WORDS.value, reply)) + f"?back={back}"


def _forms(event: Event, back: str, may_act: bool) -> list[dict[str, Any]]:
    """The forms of an event: address and square while they take replies, and the way to close them."""
    rows = []
    for form in FeedbackForm.objects.filter(event=event).select_related("event__partnership"):
        is_open = form.takes_replies(today())
        square = reverse("feedback_square", args=(event.partnership.code, event.code, form.kind))
        close = act_url(event.partnership, LearningVerb.CLOSE_FEEDBACK, form, back) if may_act and is_open else ""
        rows.append({"label": str(form), "form": form, "is_open": is_open, "address": address_of(form),
                     "square": square, "close": close})  # fmt: skip  # one form in one glance
    return rows


def _downloads(event: Event) -> list[dict[str, str]]:
    return [
        {"label": row.label, "url": reverse("feedback_report", args=(event.partnership.code, event.code, code.value))}
        for code, row in FORMATS.items()
    ]


@team_page(SitePermission.VIEW_LEARNING)
@require_safe
def feedback_square(request: SignedInRequest, partnership: Partnership, event: str, form_kind: str) -> HttpResponse:
    """The square that leads to a form, as SVG to be printed or put on a slide."""
    form = get_object_or_404(FeedbackForm, event=_event(partnership, event), kind=form_kind)
    return HttpResponse(square_svg(address_of(form)), content_type="image/svg+xml")


@team_page(SitePermission.VIEW_LEARNING)
@require_safe
def feedback_report(request: SignedInRequest, partnership: Partnership, event: str, report_format: str) -> HttpResponse:
    """The feedback report of an event as a file; 404 for a format there is not, 409 where it cannot be made."""
    row = _event(partnership, event)
    if report_format not in set(ReportFormat):
        raise Http404
    try:
        file = report_of(row, ReportFormat(report_format))
    except ReviewError as refusal:
        context = frame(partnership, "feedback_overview", heading=f"Feedback: {row.title}", sentence=refusal.sentence)
        return render(request, "learning/feedback_no_report.html", context, status=409)
    return download(file.content, file.name)
