"""What is a body asked to pay, and how does it answer? A lane of its own: three pages, two minutes.

Nothing of a review and nothing of another body's own money is shown here, beyond what the partnership allows.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from dhr_cases.deadlines import long_date
from dhr_cases.errors import ReviewError
from dhr_cases.models import TeamMembership, User
from dhr_cases.roles import SitePermission
from dhr_cases.site_permissions import memberships_with
from dhr_cases.views.gate import SignedInRequest, site_page
from dhr_cases.views.sending import is_confirmed, is_sent, status_of, typed
from funding.actions.requests import answer, question
from funding.forms.partner_answer import AnswerForm, QuestionForm, asked_words
from funding.models import Agreement, FundingRequest
from funding.papers.kinds import PaperKind, possible
from funding.queries import own_requests
from funding.terms import REQUEST_STATES, Answer, Measure, RequestState
from funding.views import lane_rows
from funding.views.gate import partner_page, year_slug
from funding.views.lane_rows import FOR_THE_PARTNER, due_words, request_url
from funding.views.rows import stated
from funding.years import FinancialYear

WITH_PARTNER = tuple(state.value for state, row in REQUEST_STATES.items() if row.is_with_partner)


def first_contribution(user: User) -> str:
    """Where a person starts who is here only to answer about money: the one request that waits, else the list."""
    waiting = list(own_requests(user).filter(state__in=WITH_PARTNER)[:2])
    return request_url(waiting[0]) if len(waiting) == 1 else reverse("my_funding")


@site_page(SitePermission.ANSWER_FUNDING)
def my_funding(request: SignedInRequest) -> HttpResponse:
    """Everything that the person's bodies are asked, and their years."""
    rows, today = own_requests(request.user).order_by("due_on", "pk"), timezone.localdate()
    context = {
        "request_heads": lane_rows.REQUEST_HEADS,
        "waiting": lane_rows.request_rows(rows.filter(state__in=WITH_PARTNER), today),
        "others": lane_rows.request_rows(rows.exclude(state__in=WITH_PARTNER), today),
        "bodies": lane_rows.years_of(_own_bodies(request.user)),
        "breadcrumbs": [{"label": "Contributions"}],
    }
    return render(request, "funding/partner/my_funding.html", context)


def _own_bodies(user: User) -> list[TeamMembership]:
    held = memberships_with(user, SitePermission.ANSWER_FUNDING).exclude(organisation=None)
    rows = held.select_related("organisation", "team__partnership").order_by("team__partnership__name", "pk")
    return list({(row.team.partnership_id, row.organisation_id): row for row in rows}.values())


@partner_page
def my_funding_year(request: SignedInRequest, membership: TeamMembership, year: FinancialYear) -> HttpResponse:
    """The statement of one body's year: its own lines, and of the whole what the partnership allows."""
    partnership, body = membership.team.partnership, lane_rows.body_of(membership)
    agreements = list(lane_rows.own_agreements(partnership, body).filter(year=year.start))
    posted = lane_rows.posted_sums(agreements)
    asked = own_requests(request.user).filter(partnership=partnership, organisation=body, year=year.start)
    context = {
        "partnership": partnership,
        "body": body,
        "year": year,
        "name_at_time": lane_rows.name_in(body, year, lane_rows.former_names(body)),
        "agreements": [_agreement(agreement, posted[agreement.pk]) for agreement in agreements],
        "entry_heads": lane_rows.ENTRY_HEADS,
        "entries": lane_rows.entry_rows(partnership, body, year),
        "request_heads": lane_rows.REQUEST_HEADS,
        "requests": lane_rows.request_rows(asked.order_by("asked_on", "pk"), timezone.localdate()),
        "whole": lane_rows.whole_of(partnership, year),
        "downloads": _downloads(membership, year),
        "breadcrumbs": [*_crumbs(), {"label": f"{body} {year.label}"}],
    }
    return render(request, "funding/partner/my_funding_year.html", context)


def _agreement(agreement: Agreement, posted: Mapping[Measure, int]) -> dict[str, Any]:
    sums = zip(lane_rows.SUMS, lane_rows.sums_of(agreement, posted), strict=True)
    return {
        "state": lane_rows.state_words(agreement),
        "figures": [{"label": label, "value": value} for label, value in sums],
        "working": agreement.working,
        "in_kind": agreement.in_kind_description if agreement.is_in_kind else "",
    }


def _downloads(membership: TeamMembership, year: FinancialYear) -> list[dict[str, str]]:
    """The statement as a file, in the formats that can be written here."""
    place = (membership.team.partnership.code, lane_rows.body_of(membership).code, year_slug(year))
    return _files(PaperKind.STATEMENT, reverse("funding_statement", args=place))


def _letters(asked: FundingRequest) -> list[dict[str, str]]:
    """The request as a letter, in the formats that can be written here."""
    return _files(PaperKind.REQUEST_LETTER, request_url(asked, "my_funding_letter"))


def _files(kind: PaperKind, address: str) -> list[dict[str, str]]:
    return [{"label": form.label, "url": f"{address}?format={form}"} for form in possible(kind)]


@partner_page
def my_funding_request(
    request: SignedInRequest, membership: TeamMembership, year: FinancialYear, row_id: int
) -> HttpResponse:
    """One request: what is asked, why, and how it was worked out; the answer, and its check before it is sent."""
    asked = _asked(membership, year, row_id)
    if asked.state not in WITH_PARTNER:
        return _show(request, asked, None)
    form = AnswerForm(typed(request), asked=asked)
    if not is_sent(request, form):
        return _show(request, asked, form)
    if not is_confirmed(request):
        return _check(request, asked, form)
    return _send(request, asked, form)


def _send(request: SignedInRequest, asked: FundingRequest, form: AnswerForm) -> HttpResponse:
    try:
        answer(request=asked, by=request.user, **form.given())
    except ReviewError as refusal:
        form.add_error(None, refusal.sentence)
        return _show(request, asked, form)
    return redirect(request_url(asked, "my_funding_done"))


def _check(request: SignedInRequest, asked: FundingRequest, form: AnswerForm) -> HttpResponse:
    context = {
        "form": form,
        "heading": "Check your answers",
        "caption": _title(asked),
        "rows": form.answers(),
        "submit_label": "Send the answer",
        "consequence": f"Your answer goes to {asked.partnership}. It counts once somebody there has approved it.",
        "back_url": request_url(asked),
        "cancel_url": request_url(asked),
    }
    return render(request, "funding/partner/check.html", context)


def _show(request: SignedInRequest, asked: FundingRequest, form: AnswerForm | None) -> HttpResponse:
    year = FinancialYear(asked.year)
    context = {
        "asked": asked,
        "heading": _title(asked),
        "form": form,
        "submit_label": "Go on to check your answer",
        "facts": _facts(asked),
        "working": asked.agreement.working if asked.agreement else [],
        "takes_over": asked.agreement.takes_over if asked.agreement else None,
        "talk": asked.messages.select_related("by"),
        "said": _said(asked),
        "question_url": request_url(asked, "my_funding_question") if form is not None else "",
        "year_url": lane_rows.year_url(asked.partnership, asked.organisation, year),
        "letters": _letters(asked),
        "whole": lane_rows.whole_of(asked.partnership, year),
        "year": year,
        "breadcrumbs": [*_crumbs(), {"label": _title(asked)}],
    }
    status = 200 if form is None else status_of(request, form)
    return render(request, "funding/partner/request.html", context, status=status)


@partner_page
def my_funding_question(
    request: SignedInRequest, membership: TeamMembership, year: FinancialYear, row_id: int
) -> HttpResponse:
    """A question to the partnership before the answer."""
    asked = _asked(membership, year, row_id)
    form = QuestionForm(typed(request))
    if is_sent(request, form) and _ask(request, asked, form):
        messages.success(request, f"Your question is sent to {asked.partnership}. You get an e-mail with the reply.")
        return redirect(request_url(asked))
    context = {
        "form": form,
        "heading": "Ask a question",
        "caption": _title(asked),
        "lead": f"{asked.partnership} replies here. The request waits for you until then.",
        "submit_label": "Send the question",
        "back_url": request_url(asked),
        "cancel_url": request_url(asked),
    }
    return render(request, "site/form.html", context, status=status_of(request, form))


def _ask(request: SignedInRequest, asked: FundingRequest, form: Form) -> bool:
    try:
        question(request=asked, by=request.user, text=form.cleaned_data["text"])
    except ReviewError as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True


@partner_page
def my_funding_done(
    request: SignedInRequest, membership: TeamMembership, year: FinancialYear, row_id: int
) -> HttpResponse:
    """What was said, who has been told and what happens next; the request itself where no answer was given."""
    asked = _asked(membership, year, row_id)
    if asked.state != RequestState.ANSWERED:
        return redirect(request_url(asked))
    context = {
        "title": "Your answer is sent",
        "text": f"{_title(asked)}: {_answer_words(asked)}",
        "told": [f"Those who approve answers at {asked.partnership}"],
        "next": NEXT[Answer(asked.answer)],
        "url": reverse("my_funding"),
        "link_label": "Go to your contributions",
    }
    return render(request, "funding/partner/done.html", context)


_APPROVAL = "Somebody at the partnership reads your answer and approves it or sends it back. You get an e-mail."
NEXT = {
    Answer.CONFIRM: [
        _APPROVAL,
        "Once approved, your contribution is confirmed. An invoice follows, with your order number if you gave one.",
        "There is nothing more for you to do now.",
    ],
    Answer.PLEDGE: [
        _APPROVAL,
        "Once approved, the sum stands as pledged. You come back here to confirm it when you are sure.",
    ],
    Answer.DECLINE: [
        _APPROVAL,
        "The partnership may ask again, with more reasons or another sum.",
    ],
}
"""What happens after each answer, in the body's own terms."""


def _asked(membership: TeamMembership, year: FinancialYear, row_id: int) -> FundingRequest:
    """The request, if it was made to this body for this year by this partnership."""
    rows = FundingRequest.objects.select_related(
        "partnership", "organisation", "agreement__takes_over__organisation", "answered_by"
    )
    found: FundingRequest = get_object_or_404(
        rows,
        pk=row_id,
        partnership=membership.team.partnership_id,
        organisation=membership.organisation_id,
        year=year.start,
    )
    return found


def _title(asked: FundingRequest) -> str:
    return f"Contribution for {FinancialYear(asked.year).label}"


def _facts(asked: FundingRequest) -> list[dict[str, str]]:
    """Who asks for how much, why, until when, where it was decided, where it stands."""
    rows = [
        ("Asked of", str(asked.organisation)),
        ("Asked by", asked.asking_body or str(asked.partnership)),
        ("Amount", asked_words(asked) if asked.amount_pence is not None else "not stated: you name the sum"),
        ("What it pays for", asked.why or "The cost of the partnership's reviews in the year."),
        ("Decided at", _decided_at(asked)),
        ("Answer due", due_words(asked, timezone.localdate())),
        ("Where it stands", FOR_THE_PARTNER[RequestState(asked.state)]),
    ]
    return stated(rows)


def _decided_at(asked: FundingRequest) -> str:
    """Meeting, day and minute, as far as they are recorded."""
    day = long_date(asked.met_on) if asked.met_on else ""
    minute = f"minute {asked.minute}" if asked.minute else ""
    return ", ".join(filter(None, (asked.meeting, day, minute)))


def _said(asked: FundingRequest) -> list[dict[str, str]]:
    """The answer given last, and what became of it; nothing where none was given."""
    if not asked.answer:
        return []
    rows = [
        ("Your answer", asked.get_answer_display()),
        ("Amount", "" if asked.answered_pence is None else asked.answered_in_words),
        ("Reason", asked.answer_reason),
        ("Your order number", asked.order_number),
        ("Given by", str(asked.answered_by or "")),
        ("Given on", long_date(asked.answered_on) if asked.answered_on else ""),
        ("What came of it", asked.outcome),
    ]
    return stated(rows)


def _answer_words(asked: FundingRequest) -> str:
    """The answer in one line, with its sum."""
    sum_said = f", {asked.answered_in_words}" if asked.answered_pence is not None else ""
    return f"{asked.get_answer_display()}{sum_said}"


def _crumbs() -> list[dict[str, str]]:
    return [{"label": "Contributions", "url": reverse("my_funding")}]
