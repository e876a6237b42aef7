"""One request for money: why, how the share was worked out, what was said, what was answered, what is next."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from dhr_cases.models import Partnership
from dhr_cases.views.gate import SignedInRequest
from funding.models import FundingRequest
from funding.verbs import FundingVerb
from funding.views.frame import frame
from funding.views.gate import funding_page
from funding.views.offers import page_url
from funding.views.offers_about import offers_about
from funding.views.request_rows import (
    acts_for,
    answer_of,
    contribution_of,
    facts_about,
    messages_of,
    next_step_of,
)
from funding.years import FinancialYear


@funding_page()
def funding_request(
    request: SignedInRequest, partnership: Partnership, year: FinancialYear, row_id: int
) -> HttpResponse:
    """The request with its acts; 404 for one of another year or partnership."""
    rows = FundingRequest.objects.filter(partnership=partnership, year=year.start)
    each = get_object_or_404(
        rows.select_related(
            "organisation", "partnership", "agreement__organisation", "answered_by", "journal", "round"
        ),
        pk=row_id,
    )
    own = offers_about(request, partnership, year, acts_for(each, request.user), each)
    context = {
        "row": each,
        "next_step": next_step_of(each),
        "facts": facts_about(each),
        "answer": answer_of(each),
        "events": messages_of(each),
        "offers": own,
        "leads": acts_for(each, request.user)[:1],
        "contribution_offers": offers_about(request, partnership, year, [FundingVerb.CHANGE_AGREEMENT], each.agreement),
        "letter_url": page_url("funding_letter", partnership, year, each.pk),
        "list_url": page_url("funding_requests", partnership, year),
        **contribution_of(each),
    }
    return render(request, "funding/request.html", frame(partnership, year, "funding_requests", **context))
