"""What does a year need, what has it, what is missing and why? The first page of money."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from dhr_cases.models import Partnership
from dhr_cases.roles import SitePermission
from dhr_cases.views.gate import SignedInRequest, site_page
from dhr_cases.views.tables import Row, day, heads, row
from funding.models import FundingRequest, FundingSettings, RecordedGap
from funding.money import Qualifier, in_words, pounds
from funding.open_gaps import as_reviews
from funding.papers.year_figures import brought_forward
from funding.position import (
    BELOW_NOUGHT,
    NOT_KNOWN,
    PartnerPosition,
    Position,
    Underwriting,
    notes_under,
    position,
    waterfall,
)
from funding.position_rows import facts_of
from funding.queries import open_requests, partnerships_of
from funding.terms import CAUSES, MEASURES, REQUEST_STATES, Cause, Measure, RequestState
from funding.verbs import FundingVerb
from funding.views.contributions import KIND_OF
from funding.views.frame import frame
from funding.views.gate import funding_page
from funding.views.offers import page_url
from funding.views.offers_about import offers_about
from funding.views.rows import ledger_link
from funding.views.state_tags import state_tags
from funding.views.waterfall import bars
from funding.years import FinancialYear, year_of

FIGURES = ("Share", "Agreed", "Confirmed", "Invoiced", "Received", "Amount")
REQUESTS_SHOWN = 10
BEHIND: Mapping[Cause, tuple[str, str]] = {
    Cause.MODEL_GAP: ("funding_models", ""),
    Cause.ORPHANED: ("funding_partners", "?state=orphaned"),
    Cause.DECLINED: ("funding_partners", ""),
    Cause.UNPAID: ("funding_partners", ""),
    Cause.OVERSPEND: ("funding_costs", ""),
}
"""The page that shows what is behind a cause, and how it is narrowed."""

ON_THIS_PAGE = (FundingVerb.ASK, FundingVerb.RECORD_GAP, FundingVerb.ADD_COST)


@site_page(SitePermission.VIEW_FUNDING)
def funding(request: SignedInRequest) -> HttpResponse:
    """The present year of the first partnership whose money the person may see."""
    partnership = partnerships_of(request.user)[0]
    return redirect(page_url("funding_year", partnership, year_of(timezone.localdate())))


@funding_page()
def funding_year(request: SignedInRequest, partnership: Partnership, year: FinancialYear) -> HttpResponse:
    """The position of one year: figures, why money is missing, partners, what is not stated, what is open."""
    whole = position(facts_of(partnership, year))
    measure = measure_in(request.GET.get("measure", ""))
    context = frame(
        partnership,
        year,
        "funding_year",
        position=whole,
        figures=_figures(partnership, year, whole),
        is_known=whole.is_required_known,
        is_empty=not (whole.costs.lines or whole.partners or whole.brought_forward),
        notes=notes_under(whole),
        measure=MEASURES[measure],
        measures=[_measure_link(request.path, other, measure) for other in Measure],
        bars=bars(waterfall(whole, measure)) if whole.is_required_known else [],
        measure_heads=heads("Sum", *(row.label for row in MEASURES.values()), figures=FIGURES),
        measure_rows=measure_rows(whole, partnership),
        partner_heads=heads("Partner", "State", "Share", "Confirmed", "Received", figures=FIGURES),
        partner_rows=_partner_rows(partnership, year, whole),
        underwriter=whole.underwriter,
        underwriter_rows=_exposure(whole.underwriter),
        **_open(partnership, year, whole),
        offers=offers_about(request, partnership, year, ON_THIS_PAGE),
    )
    return render(request, "funding/year.html", context)


def measure_in(text: str) -> Measure:
    """The measure an address asks for; confirmed, which alone counts in the main view, where it asks for none."""
    return Measure(text) if text in set(Measure) else Measure.CONFIRMED


def _partner_rows(partnership: Partnership, year: FinancialYear, whole: Position) -> list[Row]:
    tags = state_tags(whole.partners)
    return [_partner(partnership, year, partner, tags[partner.key]) for partner in whole.partners]


def measure_rows(whole: Position, partnership: Partnership) -> list[Row]:
    """Required, what is there, what is missing and why, by measure; each row leads to what it is made of."""
    costs, year_end = (page_url(name, partnership, whole.year) for name in ("funding_costs", "funding_year_end"))
    return [
        _across("Required", [whole.required_in_words] * len(Measure), costs),
        _across("Brought forward", [str(brought_forward(whole))] * len(Measure), year_end),
        row("Income", *(_income(whole, measure, partnership) for measure in Measure)),
        _gap_row(whole),
        *(_cause_row(whole, cause, partnership) for cause in Cause),
    ]


def _income(whole: Position, measure: Measure, partnership: Partnership) -> dict[str, Any]:
    """What is there in a measure, leading to its entries."""
    return {
        "text": in_words(whole.measures[measure], whole.measure_qualifiers[measure]),
        "is_figure": True,
        "url": ledger_link(partnership, whole.year, kind=KIND_OF[measure].value),
    }


def _cause_row(whole: Position, cause: Cause, partnership: Partnership) -> Row:
    lines = [line for measure in Measure for line in whole.cause_lines[measure] if line.cause is cause]
    amounts = [in_words(line.pence, line.qualifier) for line in lines]
    if cause is Cause.MODEL_GAP and not whole.is_required_known:
        amounts = [NOT_KNOWN] * len(lines)
    page, query = BEHIND[cause]
    return _across(_cause_words(cause, whole), amounts, f"{page_url(page, partnership, whole.year)}{query}")


def _gap_row(whole: Position) -> Row:
    """The shortfall or the surplus by its own name; where some measures have one and some the other, each says so."""
    if not whole.is_required_known:
        return _across("Shortfall or surplus", [NOT_KNOWN] * len(Measure))
    gaps = list(map(whole.gap, Measure))
    names = {gap.label for gap in gaps}
    if len(names) == 1:
        return _across(names.pop().capitalize(), (gap.shown for gap in gaps))
    return _across("Shortfall or surplus", (f"{gap.label} {gap.shown}" for gap in gaps))


def _cause_words(cause: Cause, whole: Position) -> str:
    """The cause within a sum; by its other name where it lessens the shortfall in every measure."""
    lessens = whole.is_required_known and all(whole.causes[measure][cause] < 0 for measure in Measure)
    label = BELOW_NOUGHT[cause] if lessens and cause in BELOW_NOUGHT else CAUSES[cause][0]
    return f"of it: {label[0].lower()}{label[1:]}"


def _across(label: str, amounts: Iterable[str], url: str = "") -> Row:
    return row(label, *({"text": amount, "is_figure": True} for amount in amounts), url=url)


def _figures(partnership: Partnership, year: FinancialYear, whole: Position) -> list[dict[str, Any]]:
    confirmed, received = (
        in_words(whole.measures[measure], whole.measure_qualifiers[measure])
        for measure in (Measure.CONFIRMED, Measure.RECEIVED)
    )
    return [
        {"label": "Required", "value": whole.required_in_words, "url": page_url("funding_costs", partnership, year)},
        {"label": "Confirmed", "value": confirmed, "url": ledger_link(partnership, year, kind="confirmation")},
        {"label": "Received", "value": received, "url": ledger_link(partnership, year, kind="receipt")},
        _gap_figure(whole),
    ]


def _gap_figure(whole: Position) -> dict[str, Any]:
    """What is missing against what is confirmed; not known while nobody knows what the year needs."""
    gap = whole.gap(Measure.CONFIRMED)
    if not whole.is_required_known:
        return {"label": "Shortfall", "value": NOT_KNOWN, "url": "#why"}
    state = "overdue" if gap.pence > 0 else "done"
    return {"label": gap.label.capitalize(), "value": gap.shown, "url": "#why", "state": state}


def _measure_link(path: str, measure: Measure, current: Measure) -> dict[str, Any]:
    row_ = MEASURES[measure]
    return {"label": row_.label, "url": f"{path}?measure={measure.value}#why", "current": measure is current}


def _partner(partnership: Partnership, year: FinancialYear, partner: PartnerPosition, tag: dict[str, str]) -> Row:
    return row(
        partner.name_at_time,
        tag,
        {"text": partner.share_in_words, "is_figure": True},
        *(
            {"text": pounds(partner.counted[measure]), "is_figure": True}
            for measure in (Measure.CONFIRMED, Measure.RECEIVED)
        ),
        url=page_url("funding_partner", partnership, year, partner.code),
    )


def _exposure(underwriter: Underwriting | None) -> list[dict[str, str]]:
    if underwriter is None:
        return []
    own = "none recorded" if underwriter.own_share is None else pounds(underwriter.own_share)
    exposed = [
        {"label": f"Exposed, {line.label.lower()}", "value": pounds(underwriter.exposure[measure])}
        for measure, line in MEASURES.items()
    ]
    return [{"label": "Its own share", "value": own}, *exposed]


def _open(partnership: Partnership, year: FinancialYear, whole: Position) -> dict[str, Any]:
    """What is not settled: the gap as reviews, gaps from minutes, requests still open."""
    average = _average_cost(partnership)
    return {
        "as_reviews": as_reviews(whole.shortfall[Measure.CONFIRMED], average) if whole.is_required_known else None,
        "gaps": [_gap(gap, average) for gap in RecordedGap.objects.filter(partnership=partnership, closed_on=None)],
        **_open_requests(partnership, year),
    }


def _average_cost(partnership: Partnership) -> int | None:
    """What a review costs on average, in pence; None where no cost above nought is recorded."""
    settings: FundingSettings | None = getattr(partnership, "funding_settings", None)
    return (settings.average_cost_pence or None) if settings else None


def _open_requests(partnership: Partnership, year: FinancialYear) -> dict[str, Any]:
    """The first requests that are open, and where the others stand."""
    requests = list(open_requests(partnership)[: REQUESTS_SHOWN + 1])
    return {
        "request_heads": heads("Body", "Year", "Asked for", "State", "Answer due", figures=("Asked for",)),
        "request_rows": [_request(partnership, found) for found in requests[:REQUESTS_SHOWN]],
        "more_requests_url": page_url("funding_requests", partnership, year) if len(requests) > REQUESTS_SHOWN else "",
    }


def _gap(gap: RecordedGap, average: int | None) -> dict[str, str]:
    reviews = as_reviews(gap.amount_pence, average) if gap.amount_pence else None
    where = ", ".join(filter(None, (gap.meeting, gap.minute and f"minute {gap.minute}", day(gap.stated_on))))
    return {
        "amount": in_words(gap.amount_pence, Qualifier(gap.qualifier)),
        "text": gap.text,
        "where": where or "no meeting stated",
        "reviews": reviews.label if reviews else "",
    }


def _request(partnership: Partnership, found: FundingRequest) -> Row:
    year = FinancialYear(found.year)
    return row(
        str(found.organisation),
        year.label,
        {"text": in_words(found.amount_pence, Qualifier(found.qualifier)), "is_figure": True},
        REQUEST_STATES[RequestState(found.state)].label,
        day(found.due_on),
        url=page_url("funding_request", partnership, year, found.pk),
    )
