"""Who did what with the money, when, why, and what did it change?"""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from dhr_cases.models import Partnership
from dhr_cases.views.gate import SignedInRequest
from funding.forms.ledger import HistoryFilter
from funding.history_rows import events_of, told
from funding.verbs import VERBS
from funding.views.frame import frame
from funding.views.gate import funding_page
from funding.years import FinancialYear

PAGE_SIZE = 25


@funding_page()
def funding_history(request: SignedInRequest, partnership: Partnership, year: FinancialYear) -> HttpResponse:
    """Every act on the partnership's money, of every year, newest first."""
    form = HistoryFilter(request.GET or None)
    asked = form.cleaned_data.get("act", "") if form.is_valid() else ""
    page = Paginator(events_of(partnership, asked), PAGE_SIZE).get_page(request.GET.get("page"))
    context = frame(
        partnership,
        year,
        "funding_history",
        form=form,
        chosen=_chosen(asked),
        clear_url=request.path,
        page=page,
        events=told(page),
    )
    return render(request, "funding/history.html", context)


def _chosen(asked: str) -> list[dict[str, Any]]:
    return [{"label": row.done, "url": "?"} for verb, row in VERBS.items() if verb == asked]
