"""What has been invoiced and not paid, by whom, and for how long?"""

from collections.abc import Iterable, Iterator, Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dhr_cases.models import Partnership
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import Row, day, heads, row
from funding.aged_debt import AGE_BANDS, AgeBand, AgedDebt, totals_of
from funding.ledger_rows import debts_on
from funding.models import Agreement
from funding.verbs import FundingVerb
from funding.views.frame import frame
from funding.views.gate import funding_page
from funding.views.offers import act_url, offered
from funding.views.rows import amount, ledger_link
from funding.years import FinancialYear

FIGURES = (*(band.label for band in AGE_BANDS.values()), "Outstanding")


@funding_page()
def funding_debts(request: SignedInRequest, partnership: Partnership, year: FinancialYear) -> HttpResponse:
    """Debts of every year as they stand today, the oldest first."""
    debts = debts_on(partnership, timezone.localdate())
    found = Agreement.objects.filter(pk__in=debts).select_related("organisation").order_by("year", "organisation__name")
    may = bool(offered(request.user, partnership, year, (FundingVerb.PUT_FORWARD,)))
    owed = [
        _row(agreement, debts[agreement.pk], partnership, may, request.path)
        for agreement in found
        if debts[agreement.pk].outstanding
    ]
    context = frame(
        partnership,
        year,
        "funding_debts",
        heads=heads("Body", *FIGURES, "Next", figures=FIGURES),
        rows=[*owed, _total(totals_of(debts.values()))] if owed else [],
        ahead_heads=heads("Body", "Year", "Paid in advance", figures=("Paid in advance",)),
        ahead_rows=list(_ahead_rows(found, debts)),
    )
    return render(request, "funding/debts.html", context)


def _ahead_rows(found: Iterable[Agreement], debts: Mapping[int, AgedDebt]) -> Iterator[Row]:
    """Contributions of which more came in than was invoiced."""
    for agreement in found:
        ahead = debts[agreement.pk].in_advance
        if ahead:
            yield row(agreement.organisation.name, FinancialYear(agreement.year).label, amount(ahead))


def _total(totals: Mapping[AgeBand, int]) -> Row:
    figures = (*(totals[band] for band in AgeBand), sum(totals.values()))
    return row("All together", *map(amount, figures), "none")


def _row(agreement: Agreement, debt: AgedDebt, partnership: Partnership, may: bool, back: str) -> Row:
    year = FinancialYear(agreement.year)
    receipt = f"{act_url(partnership, year, FundingVerb.PUT_FORWARD, agreement)}?back={back}"
    following = {"text": "Record a receipt", "url": receipt} if may else {"text": "none"}
    return row(
        f"{agreement.organisation.name}, {year.label}, since {day(debt.oldest_on)}",
        *(amount(debt.bands[band]) for band in AgeBand),
        amount(debt.outstanding),
        following,
        url=ledger_link(partnership, year, body=str(agreement.organisation_id)),
    )
