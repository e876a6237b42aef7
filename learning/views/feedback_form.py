"""How does somebody answer after an event, on a telephone, without an account? Open to whoever has the address.

The page keeps no session and takes no file; its only cookie is the one that guards the form itself.
"""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dhr_cases.actions.core import today
from dhr_cases.errors import ReviewError
from dhr_cases.views.gate import anyone
from learning.actions.feedback import give_feedback
from learning.feedback_rows import least_shown
from learning.feedback_scales import FeedbackKind
from learning.forms.feedback_answers import FeedbackAnswers
from learning.models import FeedbackForm
from learning.public_limits import within_limits

TOO_MANY = "Too many answers have come from your network in the last minute. Wait a minute, then send yours again."


@anyone
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_give(request: HttpRequest, form_token: str) -> HttpResponse:
    """The form; 404 for an address nobody was given, a plain page when it takes no replies."""
    asked = _form(form_token)
    if not asked.takes_replies(today()):
        return render(request, "learning/feedback_closed.html", {"event": asked.event})
    answers = FeedbackAnswers(request.POST if request.method == "POST" else None, kind=FeedbackKind(asked.kind))
    status = HTTPStatus.OK
    if request.method == "POST":
        if answers.is_valid() and not within_limits(request, "event_feedback"):
            answers.add_error(None, TOO_MANY)
            return _show(request, asked, answers, HTTPStatus.TOO_MANY_REQUESTS)
        if answers.is_valid() and _kept(asked, answers):
            return redirect("feedback_thanks", form_token)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return _show(request, asked, answers, status)


def _form(token: str) -> FeedbackForm:
    found: FeedbackForm = get_object_or_404(FeedbackForm.objects.select_related("event__partnership"), token=token)
    return found


def _kept(asked: FeedbackForm, answers: FeedbackAnswers) -> bool:
    """True when the reply was kept; else the form says why not."""
    try:
        give_feedback(form=asked, answers=answers.cleaned_data)
    except ReviewError as refusal:
        answers.add_error(None, refusal.sentence)
        return False
    return True


def _show(request: HttpRequest, asked: FeedbackForm, answers: FeedbackAnswers, status: HTTPStatus) -> HttpResponse:
    context = {
        "event": asked.event,
        "form_label": str(asked),
        "form": answers,
        "least": least_shown(asked.event.partnership),
        "submit_label": "Send my answers",
    }
    return render(request, "learning/feedback_give.html", context, status=status)


@anyone
@never_cache
@require_safe
def feedback_thanks(request: HttpRequest, form_token: str) -> HttpResponse:
    """What becomes of the answers."""
    return render(request, "learning/feedback_thanks.html", {"event": _form(form_token).event})
