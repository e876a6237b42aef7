"""What does a year need, what has it, what is missing and why? The first page of money."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from dhr_cases.models import Partnership
from dhr_cases.roles import SitePermission
from dhr_cases.views.gate import SignedInRequest, site_page
from funding.position import position
from funding.position_rows import facts_of
from funding.queries import partnerships_of
from funding.views.frame import frame
from funding.views.gate import funding_page
from funding.views.offers import page_url
from funding.years import FinancialYear, year_of


@site_page(SitePermission.VIEW_FUNDING)
def funding(request: SignedInRequest) -> HttpResponse:
    """The present year of the first partnership whose money the person may see."""
    partnership = partnerships_of(request.user)[0]
    return redirect(page_url("funding_year", partnership, year_of(timezone.localdate())))


@funding_page()
def funding_year(request: SignedInRequest, partnership: Partnership, year: FinancialYear) -> HttpResponse:
    """The position of one year."""
    whole = position(facts_of(partnership, year))
    return render(request, "funding/year.html", frame(partnership, year, "funding_year", position=whole))
