"""What has a partnership set about its money?"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dhr_cases.models import Partnership
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import Row, day, heads, row
from funding.actions.funding_settings import is_chair
from funding.forms.funding_settings import as_text
from funding.models import ComplexityBand, FundingSettings, Nominee
from funding.money import in_words
from funding.verbs import FundingVerb
from funding.views.frame import frame
from funding.views.gate import funding_page
from funding.views.offers import act_url, offered
from funding.views.rows import amount, returning
from funding.years import FinancialYear

VERBS_HERE = (
    FundingVerb.CHANGE_SETTINGS,
    FundingVerb.CHANGE_COLUMNS,
    FundingVerb.ADD_BAND,
)


@funding_page()
def funding_settings(request: SignedInRequest, partnership: Partnership, year: FinancialYear) -> HttpResponse:
    """What partners see, the local average, bands, the finance system's file, nominees."""
    held = FundingSettings.objects.filter(partnership=partnership).first() or FundingSettings()
    may_change = bool(offered(request.user, partnership, year, (FundingVerb.CHANGE_BAND,)))
    by_chair = (FundingVerb.NAME_NOMINEE,) if is_chair(request.user, partnership) else ()
    bands = ComplexityBand.objects.filter(partnership=partnership)
    nominees = Nominee.objects.filter(partnership=partnership).select_related("user")
    context = frame(
        partnership,
        year,
        "funding_settings",
        rows=_facts(held),
        band_heads=heads("Band", "Default cost", "Source", figures=("Default cost",)),
        band_rows=[_band(partnership, year, band, may_change) for band in bands],
        nominee_heads=heads("Nominee", "From", "Last day", "Reason"),
        nominee_rows=[_nominee(partnership, year, row_, bool(by_chair)) for row_ in nominees],
        columns=as_text(held.invoice_columns).splitlines(),
        has_own_columns=bool(held.invoice_columns),
        offers=returning(offered(request.user, partnership, year, (*VERBS_HERE, *by_chair)), request.path),
    )
    return render(request, "funding/settings.html", context)


def _facts(held: FundingSettings) -> list[dict[str, Any]]:
    values = (
        ("What a partner sees", held.get_sight_display()),
        (
            "Average cost of a review here",
            None if held.average_cost_pence is None else in_words(held.average_cost_pence),
        ),
        ("Where that figure comes from", held.average_cost_source),
        ("Days a partner has to answer", held.answer_days),
        ("Days a partner has to pay an invoice", held.payment_days),
    )
    return [{"label": label, "value": value} for label, value in values]


def _band(partnership: Partnership, year: FinancialYear, band: ComplexityBand, may: bool) -> Row:
    url = act_url(partnership, year, FundingVerb.CHANGE_BAND, band) if may else ""
    return row(band.name, amount(band.cost_pence), band.source, url=url)


def _nominee(partnership: Partnership, year: FinancialYear, nominee: Nominee, may: bool) -> Row:
    is_over = nominee.ends_on is not None and nominee.ends_on < timezone.localdate()
    url = act_url(partnership, year, FundingVerb.END_NOMINEE, nominee) if may and not is_over else ""
    last = day(nominee.ends_on) if nominee.ends_on else "until ended"
    return row(str(nominee.user), day(nominee.starts_on), last, nominee.reason, url=url)
