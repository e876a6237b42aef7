"""What does one cost come to: its years, its days, its quotes, its entries, and what was done with it?"""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from dhr_cases.models import Partnership
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import Row, day, heads, row
from funding.actions.quotes import too_few
from funding.cost_rows import CostRow, amounts_of, used_pence
from funding.history_rows import history_of
from funding.models import CostLine, CostQuote, Entry, JournalLine
from funding.money import in_words
from funding.position_rows import Sums, cost_fact
from funding.queries import cost_lines_of
from funding.terms import EntryKind
from funding.verbs import FundingVerb
from funding.views.frame import frame
from funding.views.gate import funding_page
from funding.views.offers import act_url, offered, page_url
from funding.views.rows import LINE_HEADS, amount, line_row, returning
from funding.years import FinancialYear

OPEN_VERBS = (
    FundingVerb.STATE_COST,
    FundingVerb.RECORD_ACTUAL,
    FundingVerb.ADD_QUOTE,
    FundingVerb.CHANGE_COST,
    FundingVerb.SETTLE_COST,
)
OWN_HEADS = tuple(head for head in LINE_HEADS if head != "About")
"""All its lines are about the one cost."""

YEAR_HEADS = ("Year", "Forecast", "Commitment", "Actual", "Planned less actual")


@funding_page()
def funding_cost(request: SignedInRequest, partnership: Partnership, year: FinancialYear, row_id: int) -> HttpResponse:
    """One line of cost."""
    rows = cost_lines_of(partnership).select_related("case", "band")
    cost: CostLine = get_object_or_404(rows, pk=row_id)
    entries = list(cost.entry_rows.select_related("journal", "cost_line__case", "organisation", "project"))
    lines = cost.journalline_rows.filter(journal__decision=None)
    waiting = list(lines.select_related("journal", "cost_line__case", "organisation", "project"))
    verbs = (FundingVerb.REOPEN_COST,) if cost.is_settled else OPEN_VERBS
    quotes = list(cost.quotes.all())
    may_choose = not cost.is_settled and bool(offered(request.user, partnership, year, (FundingVerb.CHOOSE_QUOTE,)))
    context = frame(
        partnership,
        year,
        "funding_costs",
        cost=cost,
        rows=_facts(cost),
        year_heads=heads(*YEAR_HEADS, figures=YEAR_HEADS[1:]),
        year_rows=_years(cost, entries),
        quote_heads=heads("From", "Came in on", "Amount", "Choice", figures=("Amount",)),
        quote_rows=[_quote(partnership, year, quote, may_choose, request.path) for quote in quotes],
        few=too_few(cost) if quotes else "",
        line_heads=heads(*OWN_HEADS, figures=("Amount",)),
        entry_rows=_linked_rows(partnership, year, entries),
        waiting_rows=_linked_rows(partnership, year, waiting),
        events=history_of(partnership, [("costline", [cost.pk]), ("costquote", [quote.pk for quote in quotes])]),
        offers=returning(offered(request.user, partnership, year, verbs, cost), request.path),
    )
    return render(request, "funding/cost.html", context)


def _facts(cost: CostLine) -> list[dict[str, Any]]:
    values = (
        ("Review", cost.reference or "None: a cost of the partnership itself"),
        ("Class of cost", cost.get_cost_class_display()),
        ("Supplier", cost.supplier),
        ("Priced by", cost.get_basis_display()),
        ("Complexity band", cost.band and f"{cost.band}, {in_words(cost.band.cost_pence)}"),
        ("Day rate", _where_stated(cost.day_rate_pence)),
        ("Days estimated", cost.days_estimated),
        ("Days used", cost.days_used),
        ("Days used at the day rate", _where_stated(used_pence(cost))),
        ("Source", cost.source),
        ("Fully paid", f"since {day(cost.settled_on)}" if cost.is_settled else "no"),
    )
    return [{"label": label, "value": value} for label, value in values]


def _where_stated(pence: int | None) -> str | None:
    """The amount in words; None where it is not stated, for which the page has a word of its own."""
    return None if pence is None else in_words(pence)


def _years(cost: CostLine, entries: Iterable[Entry]) -> list[Row]:
    sums: dict[int, dict[tuple[EntryKind, int], int]] = {}
    for entry in entries:
        found, key = sums.setdefault(entry.year, {}), (EntryKind(entry.kind), cost.pk)
        found[key] = found.get(key, 0) + entry.amount_pence
    return [_year(cost, FinancialYear(start), sums[start]) for start in sorted(sums)]


def _year(cost: CostLine, year: FinancialYear, sums: Sums) -> Row:
    """One year of the cost, planned and left by the same rule as in the list of costs."""
    found = amounts_of([CostRow(cost, cost_fact(cost, sums))])
    return row(year.label, *map(amount, (found.forecast, found.commitment, found.actual, found.left)))


def _quote(partnership: Partnership, year: FinancialYear, quote: CostQuote, may_choose: bool, back: str) -> Row:
    chosen = {"text": f"Chosen: {quote.reason}"}
    url = f"{act_url(partnership, year, FundingVerb.CHOOSE_QUOTE, quote)}?back={back}"
    choice = {"text": f"Choose {quote.supplier}", "url": url} if may_choose else {"text": "not chosen"}
    return row(
        quote.supplier, day(quote.received_on), amount(quote.amount_pence), chosen if quote.is_chosen else choice
    )


def _linked_rows(partnership: Partnership, year: FinancialYear, lines: Iterable[JournalLine]) -> list[Row]:
    return [_linked(partnership, year, line) for line in lines]


def _linked(partnership: Partnership, year: FinancialYear, line: JournalLine) -> Row:
    return {**line_row(line, says_about=False), "url": page_url("funding_journal", partnership, year, line.journal_id)}
