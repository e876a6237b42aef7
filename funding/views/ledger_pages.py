"""Which entries are in the ledger, narrowed as a person asks, and what do those shown add up to?"""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from dhr_cases.models import Partnership
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import Row, heads, row
from funding.forms.ledger import LedgerFilter
from funding.ledger_rows import KindTotal, entries_asked, totals_of
from funding.models import Entry
from funding.money import pounds
from funding.queries import agreements_of
from funding.terms import ENTRY_KINDS
from funding.verbs import FundingVerb
from funding.views.frame import frame
from funding.views.gate import funding_page
from funding.views.offers import act_url, offered, page_url
from funding.views.rows import about_cell, amount, mark_of
from funding.years import FinancialYear

PAGE_SIZE = 25
HEADS = ("Entry", "Day", "About", "Amount", "Paper", "Standing")
FIGURES = ("Amount", "Entries")
DATE_PARTS = ("day", "month", "year")


@funding_page()
def funding_ledger(request: SignedInRequest, partnership: Partnership, year: FinancialYear) -> HttpResponse:
    """Entries of the year by number; each leads to its journal."""
    form = LedgerFilter(request.GET, partnership=partnership)
    entries = entries_asked(partnership, year, form.asked())
    page = Paginator(entries, PAGE_SIZE).get_page(request.GET.get("page"))
    context = frame(
        partnership,
        year,
        "funding_ledger",
        form=form,
        chosen=list(_chosen(request, form)),
        clear_url=request.path,
        page=page,
        heads=heads(*HEADS, figures=FIGURES),
        rows=[_row(partnership, year, entry) for entry in page],
        total_heads=heads("Kind", "Entries", "Amount", figures=FIGURES),
        total_rows=[_total(total) for total in totals_of(entries)],
        contributions=_contributions(request, partnership, year),
    )
    return render(request, "funding/ledger.html", context)


def _row(partnership: Partnership, year: FinancialYear, entry: Entry) -> Row:
    return row(
        f"{entry.number}: {entry.get_kind_display()}",
        f"{entry.on:%-d %B %Y}",
        about_cell(partnership, year, entry),
        amount(entry.amount_pence, qualifier=entry.qualifier),
        entry.document or "none",
        mark_of(entry),
        url=page_url("funding_journal", partnership, year, entry.journal_id),
    )


def _total(total: KindTotal) -> Row:
    count = {"text": str(total.count), "is_figure": True}
    return row(ENTRY_KINDS[total.kind].label, count, {"text": pounds(total.pence), "is_figure": True})


def _contributions(request: SignedInRequest, partnership: Partnership, year: FinancialYear) -> list[dict[str, str]]:
    """Contributions of the year for which the person may put a step forward."""
    if not offered(request.user, partnership, year, (FundingVerb.PUT_FORWARD,)):
        return []
    return [
        {
            "label": agreement.organisation.name,
            "url": f"{act_url(partnership, year, FundingVerb.PUT_FORWARD, agreement)}?back={request.path}",
        }
        for agreement in agreements_of(partnership, year)
    ]


def _chosen(request: SignedInRequest, form: LedgerFilter) -> Iterator[dict[str, str]]:
    """Each answer given that narrows the list, with the address of the list without it."""
    for bound in form:
        value = form.cleaned_data.get(bound.name) if form.is_bound else None
        if value:
            words = f"{value:%-d %B %Y}" if hasattr(value, "strftime") else _words(bound.field, value)
            yield {"label": f"{bound.label}: {words}", "url": _without(request.GET, bound.name)}


def _words(field: Any, value: object) -> str:
    return {str(code): str(label) for code, label in field.choices}.get(str(value), str(value))


def _without(query: QueryDict, name: str) -> str:
    rest = query.copy()
    for part in (name, "page", *(f"{name}_{part}" for part in DATE_PARTS)):
        rest.pop(part, None)
    return f"?{rest.urlencode()}"
