"""How do the ledger, the requests and the grants become a report's section on money, as at a day?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dhr_cases.models import Partnership
from funding.grant_rows import facts_of as grant_facts
from funding.grant_rows import grant_in
from funding.grant_sums import divide
from funding.grant_terms import RESTS
from funding.models import GrantYear
from funding.money import in_words
from funding.papers.figures import UNSTATED
from funding.papers.reading.requests import request_row
from funding.papers.rows import RequestRow
from funding.position import Position as YearPosition
from funding.position import position
from funding.position_rows import facts_of, names_at
from funding.queries import requests_in
from funding.years import FinancialYear, year_of
from governance.papers.report_rows import GrantRow, Money


def money_of(partnership: Partnership, on: date) -> Money | None:
    """The year's position with requests and grants; None where nothing about money was recorded for it."""
    year = year_of(on)
    found = position(facts_of(partnership, year, on))
    requests = _requests(partnership, year, on)
    grants = tuple(_grants(partnership, year, on))
    if not (_is_recorded(found) or requests or grants):
        return None
    return Money(found, requests, grants)


def _is_recorded(found: YearPosition) -> bool:
    return bool(found.partners or found.required or found.brought_forward or found.not_stated)


def _requests(partnership: Partnership, year: FinancialYear, on: date) -> tuple[RequestRow, ...]:
    """Requests asked by the day; an answer that came later is not known yet."""
    found = [row for row in requests_in(partnership, year) if row.asked_on <= on]
    names = names_at({row.organisation_id for row in found}, min(on, year.last))
    return tuple(_as_known(request_row(row, names[row.organisation_id]), on) for row in found)


def _as_known(row: RequestRow, on: date) -> RequestRow:
    if row.answered_on is None or row.answered_on <= on:
        return row
    return replace(row, answer=None, answered=UNSTATED, answered_on=None, answer_reason="", outcome="")


def _grants(partnership: Partnership, year: FinancialYear, on: date) -> Iterator[GrantRow]:
    for each in (year, year.next):
        grant = grant_in(partnership, each)
        if grant is not None:
            yield _grant(grant, on)


def _grant(grant: GrantYear, on: date) -> GrantRow:
    facts = grant_facts(grant, on)
    divided = divide(facts)
    lines = (
        f"Grant: {in_words(divided.total)}.",
        f"Projects: {len(facts.counted)}, stated together {in_words(divided.stated)}.",
        f"Projects without a stated amount: {len(divided.without_amount)}.",
        f"{RESTS[divided.rest_is]}: {in_words(divided.rest)}.",
    )
    return GrantRow(str(grant.label), lines)
