"""What is an agency asked, and how does it answer? Its own lane: nothing else of the review is shown here."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from dhr_cases import case_clocks
from dhr_cases.actions import returns
from dhr_cases.actions.returns import WRITING
from dhr_cases.errors import ReviewError
from dhr_cases.forms.returns import ReturnForm, SignOffForm
from dhr_cases.models import CaseMembership, InformationRequest, User
from dhr_cases.permissions import active_on, requests_with
from dhr_cases.policy import regime
from dhr_cases.queries import requests_of
from dhr_cases.request_states import AnswerKind, RequestState
from dhr_cases.roles import RequestPermission, Role
from dhr_cases.views.case_frame import MARKING
from dhr_cases.views.gate import SignedInRequest, request_page, signed_in
from dhr_cases.views.gather_rows import due_words
from dhr_cases.views.sending import typed
from dhr_cases.views.tables import Row, day, heads, row

FOR_THE_AGENCY = {
    RequestState.ASKED: "Waiting for your answer",
    RequestState.DRAFTED: "Waiting for your agency's sign-off",
    RequestState.SIGNED_OFF: "Sent; the review is reading it",
    RequestState.SENT_BACK: "Sent back: more is needed",
    RequestState.ACCEPTED: "Accepted. Nothing more is needed",
    RequestState.WITHDRAWN: "Withdrawn. Nothing is needed",
    RequestState.UNANSWERED: "Closed without an answer",
}
"""How a request stands, in words for the agency."""

WITH_THE_AGENCY = (RequestState.ASKED, RequestState.DRAFTED, RequestState.SENT_BACK)
"""Requests that the review waits for."""


@signed_in
def my_requests(request: SignedInRequest) -> HttpResponse:
    """Every request the person answers or signs off for an agency."""
    rows = requests_of(request.user).select_related("case__lead_csp", "organisation").distinct()
    found = list(rows.order_by("due_on", "pk"))
    waiting = [asked for asked in found if asked.at in WITH_THE_AGENCY]
    readings = _readings(waiting)
    context = {
        "heads": heads("Request", "Agency", "Due", "Where it stands"),
        "waiting": [_row(asked, _due(readings[asked.pk])) for asked in waiting],
        "others": [_row(asked, day(asked.due_on)) for asked in reversed(found) if asked.at not in WITH_THE_AGENCY],
        "breadcrumbs": [{"label": "Home", "url": reverse("home")}, {"label": "My requests"}],
    }
    return render(request, "agency/my_requests.html", context)


def _readings(waiting: Iterable[InformationRequest]) -> dict[int, case_clocks.RequestClock]:
    """The clock of each request, by its key."""
    clocks = case_clocks.request_readings_for({asked.case for asked in waiting})
    return {item.request.pk: item for items in clocks.values() for item in items}


def _due(item: case_clocks.RequestClock) -> dict[str, str]:
    """When an answer is due, and how that stands."""
    today = timezone.localdate()
    return {"text": due_words(item.reading, today), "state": case_clocks.request_stands(item, today)[0]}


def _row(asked: InformationRequest, due: str | dict[str, str]) -> Row:
    return row(
        f"Request {asked.case.reference}",
        str(asked.organisation),
        due,
        FOR_THE_AGENCY[asked.at],
        url=reverse("request", args=[asked.pk]),
    )


@request_page
def request(request: SignedInRequest, information_request: InformationRequest) -> HttpResponseBase:
    """One request: who asks and why, the three choices, a draft kept, and the agency's own sign-off."""
    asked = information_request
    if request.method != "POST":
        return _show(request, asked, ReturnForm(typed(request), asked=asked))
    step = request.POST.get("step", "")
    if step in ("sign_off", "recall"):
        return _close_or_reopen(request, asked, step)
    form = ReturnForm(request.POST, asked=asked)
    if form.is_valid() and _answer(request, asked, form, step):
        return redirect("request", asked.pk)
    return _show(request, asked, form, status=422)


def _answer(request: SignedInRequest, asked: InformationRequest, form: ReturnForm, step: str) -> bool:
    """True when the draft was kept or the return finished; else the form carries the refusal."""
    try:
        if step == "save":
            returns.save_draft(request=asked, by=request.user, **form.answers())
            messages.success(request, "Your draft is saved. Only your agency sees it.")
        else:
            returns.answer_request(request=asked, by=request.user, **form.answers())
            messages.success(request, "Your return is written. It now needs your agency's sign-off.")
    except ReviewError as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True


def _close_or_reopen(request: SignedInRequest, asked: InformationRequest, step: str) -> HttpResponse:
    try:
        if step == "sign_off":
            returns.sign_off_return(request=asked, by=request.user, upload=request.FILES.get("upload"))
            messages.success(request, "Signed off and sent. The chair reads it; you hear from us if more is needed.")
        else:
            returns.recall_return(request=asked, by=request.user)
            messages.success(request, "Taken back. You can change it and finish it again.")
    except ReviewError as refusal:
        messages.error(request, refusal.sentence)
    return redirect("request", asked.pk)


def _show(request: SignedInRequest, asked: InformationRequest, form: ReturnForm, status: int = 200) -> HttpResponse:
    may_sign = requests_with(request.user, RequestPermission.SIGN_OFF).filter(pk=asked.pk).exists()
    context = {
        "asked": asked,
        "marking": MARKING,
        "form": form,
        "sign_off_form": SignOffForm(),
        "who_asks": _who_asks(asked),
        "facts": _facts(asked),
        "is_writing": asked.at in WRITING,
        "is_sent_back": asked.at is RequestState.SENT_BACK,
        "waits_for_sign_off": asked.at is RequestState.DRAFTED,
        "may_sign": may_sign,
        "signers": [] if may_sign else _signers(asked),
        "answer": _answer_rows(asked),
        "telephone": asked.case.lead_csp.contact_telephone,
        "email": asked.case.lead_csp.contact_email,
        "breadcrumbs": [
            {"label": "Home", "url": reverse("home")},
            {"label": "My requests", "url": reverse("my_requests")},
            {"label": f"Request {asked.case.reference}"},
        ],
    }
    return render(request, "agency/request.html", context, status=status)


def _who_asks(asked: InformationRequest) -> list[str]:
    partnership = asked.case.lead_csp
    law = regime(asked.case.regime).law
    return [
        f"{partnership} is holding a review of a death under {law}.",
        "It looks for what agencies can learn. It does not decide who is to blame, and it is not a trial.",
        f"It asks {asked.organisation} what it knew. Our letter to your agency names the people.",
        "That you had no contact is an answer too, and takes a minute.",
        "Your return is read by the review's chair and panel, and nothing goes to them until your agency signs it off.",
    ]


def _facts(asked: InformationRequest) -> list[dict[str, str]]:
    readings = {item.request.pk: item.reading for item in case_clocks.request_readings(asked.case)}
    reading = readings[asked.pk]
    return [
        {"label": "What we ask for", "value": asked.asks_for},
        {"label": "Due", "value": due_words(reading, timezone.localdate())},
        {"label": "Where it stands", "value": FOR_THE_AGENCY[asked.at]},
    ]


def _answer_rows(asked: InformationRequest) -> list[dict[str, Any]]:
    if asked.at in WRITING or not asked.answer_kind:
        return []
    return [
        {"label": "Kind of return", "value": AnswerKind(asked.answer_kind).label},
        {"label": "Written by", "value": str(asked.author or "")},
        {"label": "Signed off by", "value": str(asked.signed_off_by or "nobody yet")},
        {"label": "Text", "value": asked.answer or "none"},
    ]


def _signers(asked: InformationRequest) -> list[str]:
    """People of the agency who can sign its return off, with their telephone."""
    contacts = CaseMembership.objects.filter(
        active_on(timezone.localdate()),
        case=asked.case_id,
        organisation=asked.organisation_id,
        role=Role.AGENCY_CONTACT,
    )
    people: list[User] = [member.user for member in contacts.select_related("user")]
    return [", ".join(filter(None, (str(person), person.telephone))) for person in people]
