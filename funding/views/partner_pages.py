"""Who pays, who has paid before, and how does one of them stand?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from dhr_cases.models import Partnership
from dhr_cases.views.gate import SignedInRequest
from funding.partner_rows import PartnerLine, last_years, partner_lines
from funding.position import position
from funding.position_rows import facts_of
from funding.terms import AGREEMENT_STATES, AgreementState
from funding.verbs import FundingVerb
from funding.views.frame import frame
from funding.views.gate import funding_page
from funding.views.offers import page_url
from funding.views.offers_about import offers_about
from funding.views.state_tags import ORPHANED, state_tags
from funding.years import FinancialYear

AT_RISK = "at_risk"
NO_SHARE = "no_share"
MARKS = {
    **{state.value: AGREEMENT_STATES[state].label for state in AgreementState},
    ORPHANED: "Orphaned",
    NO_SHARE: "No share this year",
    AT_RISK: "To watch",
}
"""By what the list can be narrowed."""

ON_THIS_PAGE = (FundingVerb.PROPOSE_AGREEMENT, FundingVerb.ASK, FundingVerb.START_ROUND)


@funding_page()
def funding_partners(request: SignedInRequest, partnership: Partnership, year: FinancialYear) -> HttpResponse:
    """Every body of the last four years: share, state, trend, and what to watch."""
    lines = partner_lines(partnership, year)
    tags = _tags(partnership, year)
    marked = [(line, _marks(line, tags.get(line.body.code, []))) for line in lines]
    wanted = request.GET.get("state", "")
    partners = (
        _partner(partnership, year, line, tags.get(line.body.code, []))
        for line, marks in marked
        if wanted in marks | {""}
    )
    context = frame(
        partnership,
        year,
        "funding_partners",
        count=len(lines),
        filters=list(_filters(request.path, [marks for _, marks in marked], wanted)),
        years_shown=last_years(year),
        partners=list(partners),
        offers=offers_about(request, partnership, year, ON_THIS_PAGE),
    )
    return render(request, "funding/partners.html", context)


def _tags(partnership: Partnership, year: FinancialYear) -> dict[str, list[dict[str, str]]]:
    """For each body the tags of its contributions of the year, in the order they were made."""
    partners = position(facts_of(partnership, year)).partners
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for partner, tag in zip(partners, state_tags(partners).values(), strict=True):
        found[partner.code].append(tag)
    return found


def _marks(line: PartnerLine, tags: Sequence[dict[str, str]]) -> set[str]:
    """By which words of the filter a partner is found."""
    words = {tag["text"].lower() for tag in tags}
    states = {state.value for state in line.states} or {NO_SHARE}
    return states | (words & {ORPHANED}) | ({AT_RISK} if line.risks else set())


def _filters(path: str, marked: Sequence[set[str]], wanted: str) -> Iterable[dict[str, Any]]:
    """A link for everything, then one for each state that a partner has, with how many."""
    yield {"label": "All", "count": len(marked), "url": path, "current": not wanted}
    for mark, label in MARKS.items():
        count = sum(mark in marks for marks in marked)
        if count or mark == wanted:
            yield {"label": label, "count": count, "url": f"{path}?state={mark}", "current": mark == wanted}


def _partner(
    partnership: Partnership, year: FinancialYear, line: PartnerLine, tags: Sequence[dict[str, str]]
) -> dict[str, Any]:
    return {
        "name": line.name_at_time,
        "name_now": line.body.name if line.body.name != line.name_at_time else "",
        "url": page_url("funding_partner", partnership, year, line.body.code),
        "follows": line.follows,
        "tags": tags,
        "shares": [line.shares[each].shown if each in line.shares else "" for each in last_years(year)],
        "trend": line.trend,
        "risks": line.risks,
        "has_contact": line.has_contact,
        "requests": [_request(partnership, row.year, row.pk) for row in line.requests],
    }


def _request(partnership: Partnership, start: int, key: int) -> dict[str, str]:
    year = FinancialYear(start)
    return {"label": f"Open request {year.label}", "url": page_url("funding_request", partnership, year, key)}
