"""What did meetings ask of the bodies a person stands for, and how does it answer? A lane of its own.

Of a meeting only its name, day and minute number are shown here, and the request's own words: nothing of the minute,
nothing that was asked of others.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from dhr_cases.errors import ReviewError
from dhr_cases.roles import SitePermission
from dhr_cases.views.downloads import stored_download
from dhr_cases.views.gate import Rule, SignedInRequest, guarded, site_page
from dhr_cases.views.sending import is_sent, status_of, typed
from governance.actions.partner_answers import answer_as_partner
from governance.forms.partner_answer import PartnerAnswerForm
from governance.models import PartnerAnswer, PartnerRequest
from governance.policies.requests import stands
from governance.queries import asked_of
from governance.request_terms import REQUEST_STANDINGS, WAITING
from governance.views import request_rows
from governance.views.request_rows import asked_url


def partners_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page of one request, for those who answer for its body today; for others it is not there."""

    def fetch(request: SignedInRequest, kwargs: dict[str, Any]) -> dict[str, Any]:
        found: PartnerRequest = get_object_or_404(asked_of(request.user), pk=kwargs.pop("meeting_request_id"))
        return {"asked": found}

    return guarded(view, Rule("meeting_partner"), fetch)


@site_page(SitePermission.ANSWER_MEETINGS)
@require_GET
def my_meeting_requests(request: SignedInRequest) -> HttpResponse:
    """Everything that meetings ask of the person's bodies: what waits first, then what was answered or has ended."""
    today = timezone.localdate()
    stood = [(row, stands(row, today)) for row in asked_of(request.user)]
    context = {
        "heads": request_rows.LANE_HEADS,
        "waiting": [request_rows.lane_row(row, today) for row, standing in stood if standing in WAITING],
        "others": [request_rows.lane_row(row, today) for row, standing in stood if standing not in WAITING],
        "breadcrumbs": [{"label": "Home", "url": reverse("home")}, {"label": request_rows.LANE}],
    }
    return render(request, "governance/partner/my_requests.html", context)


@partners_page
def my_meeting_request(request: SignedInRequest, asked: PartnerRequest) -> HttpResponse:
    """One request: what is asked, what was answered so far, and the form for the answer while it is open."""
    if not REQUEST_STANDINGS[stands(asked, timezone.localdate())].is_open:
        return _show(request, asked, None)
    form = PartnerAnswerForm(typed(request), request.FILES or None, answers=asked.answers.count())
    if is_sent(request, form) and _answer(request, asked, form):
        return redirect(asked_url(asked))
    return _show(request, asked, form)


def _answer(request: SignedInRequest, asked: PartnerRequest, form: PartnerAnswerForm) -> bool:
    """True when the answer was taken; else its refusal stands on the form, which keeps what was typed."""
    try:
        answer_as_partner(request=asked, by=request.user, said=form.said())
    except ReviewError as refusal:
        form.add_error(None, refusal.sentence)
        form.has_read(asked.answers.count())
        return False
    messages.success(request, f"Your answer is recorded. {asked.item.meeting.body.partnership} has been told.")
    return True


def _show(request: SignedInRequest, asked: PartnerRequest, form: PartnerAnswerForm | None) -> HttpResponse:
    today = timezone.localdate()
    answers = list(asked.answers.select_related("by"))
    context = {
        "asked": asked,
        "heading": "What the meeting asks",
        "facts": request_rows.lane_facts(asked, today),
        "standing": request_rows.standing_cell(asked, today),
        "answers": request_rows.answers_of(asked, answers, "my_meeting_request_file", asked.pk),
        "form": form,
        "is_answered": asked.answered_on is not None,
        "partnership": asked.item.meeting.body.partnership,
        "breadcrumbs": [
            {"label": "Home", "url": reverse("home")},
            {"label": request_rows.LANE, "url": reverse("my_meeting_requests")},
            {"label": "This request"},
        ],
    }
    status = 200 if form is None else status_of(request, form)
    return render(request, "governance/partner/my_request.html", context, status=status)


@partners_page
@require_GET
def my_meeting_request_file(
    request: SignedInRequest, asked: PartnerRequest, partner_answer_id: int
) -> HttpResponseBase:
    """The file of one answer to the request, as a download."""
    found: PartnerAnswer = get_object_or_404(asked.answers.exclude(file=""), pk=partner_answer_id)
    return stored_download(found.file.open(), found.file_name)
