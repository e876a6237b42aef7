"""What is left at the end of a year, what was decided about it, and which gaps were named in minutes?"""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dhr_cases.models import Partnership
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import Row, day, heads, row
from funding.cash import Cash
from funding.ledger_rows import cash_of_year, waiting_in
from funding.models import FundingSettings, JournalDecision, RecordedGap, YearEndDecision
from funding.money import Qualifier, in_words, pounds
from funding.open_gaps import as_reviews
from funding.verbs import FundingVerb
from funding.views.frame import frame
from funding.views.gate import funding_page
from funding.views.offers import act_url, offered, page_url
from funding.views.rows import amount, ledger_link, returning
from funding.years import FinancialYear

DECISION_HEADS = (
    "Meeting",
    "Decided by",
    "Decided on",
    "Left",
    "Carried",
    "Returned",
    "Returned to",
    "Released",
    "State",
)
GAP_HEADS = (
    "What was said",
    "Year",
    "Amount",
    "As reviews, approximate",
    "What is being done",
    "State",
)


@funding_page()
def funding_year_end(request: SignedInRequest, partnership: Partnership, year: FinancialYear) -> HttpResponse:
    """The cash of the year down to its closing balance, decisions about it, and gaps from minutes."""
    cash = cash_of_year(partnership, year)
    decided = YearEndDecision.objects.filter(partnership=partnership, year=year.start)
    gaps = RecordedGap.objects.filter(partnership=partnership).select_related("owner")
    may_close = bool(offered(request.user, partnership, year, (FundingVerb.CLOSE_GAP,)))
    context = frame(
        partnership,
        year,
        "funding_year_end",
        rows=_cash(partnership, year, cash),
        overdrawn=pounds(cash.overdrawn) if cash.overdrawn else "",
        is_over=year.last < timezone.localdate(),
        waiting=waiting_in(partnership, year).count(),
        waiting_url=page_url("funding_journals", partnership, year),
        decision_heads=heads(*DECISION_HEADS, figures=("Left", "Carried", "Returned", "Released")),
        decision_rows=[_decision(partnership, year, row_) for row_ in _with_journals(decided)],
        gap_heads=heads(*GAP_HEADS, figures=("Amount",)),
        gap_rows=[_gap(partnership, year, gap, _average(partnership), may_close) for gap in gaps],
        offers=returning(offered(request.user, partnership, year, _verbs(year, cash)), request.path),
    )
    return render(request, "funding/year_end.html", context)


def _verbs(year: FinancialYear, cash: Cash) -> tuple[FundingVerb, ...]:
    is_decidable = year.last < timezone.localdate() and cash.may_be_carried > 0
    return (FundingVerb.DECIDE_YEAR_END, FundingVerb.RECORD_GAP) if is_decidable else (FundingVerb.RECORD_GAP,)


def _with_journals(decided: QuerySet[YearEndDecision]) -> QuerySet[YearEndDecision]:
    return decided.select_related("returned_to", "journal__decision")


def _average(partnership: Partnership) -> int | None:
    settings: FundingSettings | None = getattr(partnership, "funding_settings", None)
    return settings.average_cost_pence if settings is not None else None


def _cash(partnership: Partnership, year: FinancialYear, cash: Cash) -> list[dict[str, Any]]:
    """The year's money in and out, each figure leading to its entries."""
    values = (
        ("Brought forward", cash.brought_forward, "brought_forward"),
        ("Received, less refunds", cash.received, "receipt"),
        ("Paid", -cash.spent, "actual"),
        ("Returned to payers", -cash.returned, "returned"),
        ("Released", -cash.released, "released"),
        ("Closing balance", cash.closing, ""),
        ("Carried into the next year", cash.carried, "carried_forward"),
        ("Still to be decided on", cash.may_be_carried, ""),
    )
    return [
        {"label": label, "value": pounds(pence), "value_url": kind and ledger_link(partnership, year, kind=kind)}
        for label, pence, kind in values
    ]


def _decision(partnership: Partnership, year: FinancialYear, decided: YearEndDecision) -> Row:
    minute = f", minute {decided.minute}" if decided.minute else ""
    return row(
        f"{decided.meeting}{minute}",
        decided.decided_by,
        day(decided.decided_on),
        amount(decided.closing_pence),
        amount(decided.carried_pence),
        amount(decided.returned_pence),
        str(decided.returned_to) if decided.returned_to else "nobody",
        amount(decided.released_pence),
        _state(decided),
        url=page_url("funding_journal", partnership, year, decided.journal_id),
    )


def _state(decided: YearEndDecision) -> str:
    decision: JournalDecision | None = getattr(decided.journal, "decision", None)
    if decision is None:
        return "Waiting for approval"
    return "Posted" if decision.is_approved else "Refused"


def _gap(partnership: Partnership, year: FinancialYear, gap: RecordedGap, average: int | None, may_close: bool) -> Row:
    where = _where(gap)
    return row(
        f"{gap.text} ({where})" if where else gap.text,
        FinancialYear(gap.year).label if gap.year else None,
        {"text": in_words(gap.amount_pence, Qualifier(gap.qualifier)), "is_figure": True},
        _reviews(gap, average),
        ", ".join(filter(None, (str(gap.owner or ""), gap.action))),
        _gap_state(partnership, year, gap, may_close),
    )


def _reviews(gap: RecordedGap, average: int | None) -> str | None:
    """A gap as a number of reviews; None where its sum or the average cost is not stated."""
    found = as_reviews(gap.amount_pence, average or None) if gap.amount_pence else None
    return found.label if found else None


def _where(gap: RecordedGap) -> str:
    """Meeting, minute and day on which a gap was stated, as far as they are recorded."""
    minute = f"minute {gap.minute}" if gap.minute else ""
    return ", ".join(filter(None, (gap.meeting, minute, day(gap.stated_on))))


def _gap_state(partnership: Partnership, year: FinancialYear, gap: RecordedGap, may_close: bool) -> dict[str, str]:
    if gap.closed_on is not None:
        return {"text": f"Closed {day(gap.closed_on)}: {gap.closed_reason}"}
    back = page_url("funding_year_end", partnership, year)
    url = f"{act_url(partnership, year, FundingVerb.CLOSE_GAP, gap)}?back={back}"
    return {"text": "Open. Close it", "url": url} if may_close else {"text": "Open"}
