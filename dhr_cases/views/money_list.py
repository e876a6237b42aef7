"""Which reviews cost what, for those who see money? By reference alone; nobody of a case is named."""

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dhr_cases.models import Case
from dhr_cases.queries import money_visible_to
from dhr_cases.templatetags.govuk import pounds
from dhr_cases.views.gate import SignedInRequest, signed_in
from dhr_cases.views.tables import Row, heads, row

PAGE_SIZE = 25


@signed_in
def money(request: SignedInRequest) -> HttpResponse:
    """Reviews whose money the person may see, newest first, with the fees agreed for each."""
    page = Paginator(_with_fees(money_visible_to(request.user)), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_row(case) for case in page],
        "heads": heads("Review", "Fees agreed", "Fees not stated", figures=FIGURES),
    }
    return render(request, "money.html", context)


FIGURES = ("Fees agreed", "Fees not stated")


def _with_fees(cases: QuerySet[Case]) -> QuerySet[Case]:
    fees = Sum("appointments__fee_pence")
    unstated = Count("appointments", filter=Q(appointments__fee_pence=None), distinct=True)
    return cases.annotate(fees=fees, unstated=unstated).order_by("-reference")


def _row(case: Case) -> Row:
    figures = [
        {"text": pounds(vars(case)["fees"]), "is_figure": True},
        {"text": str(vars(case)["unstated"]), "is_figure": True},
    ]
    return row(case.reference, *figures, url=reverse("case_money", args=(case.reference,)))
