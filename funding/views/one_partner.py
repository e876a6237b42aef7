"""How does one partner stand: its year, its entries, what is outstanding, its history, what it was asked?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from dhr_cases.models import Organisation, Partnership, Succession
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.tables import Row, day, heads, row
from funding.models import Agreement, Entry, FundingRequest
from funding.money import Qualifier, in_words, pounds
from funding.papers.kinds import PaperKind, possible
from funding.partner_rows import UNNAMED, bodies_with_contact, risks_of, share_of, successions_about
from funding.partner_statement import (
    bodies_known,
    contributions_of,
    debt_of,
    entries_of_body,
    names_in_years,
    requests_of_body,
    sums_of,
)
from funding.position import PartnerPosition, position
from funding.position_rows import facts_of
from funding.queries import bodies_in
from funding.terms import (
    AGREEMENT_STATES,
    ANSWERS,
    ENTRY_KINDS,
    REQUEST_STATES,
    AgreementState,
    Answer,
    EntryKind,
    Measure,
    RequestState,
)
from funding.verbs import FundingVerb
from funding.views.contributions import contribution_rows, outstanding_rows, partner_figures
from funding.views.frame import frame
from funding.views.gate import funding_page
from funding.views.offers import page_url
from funding.views.offers_about import offers_about
from funding.views.state_tags import state_tags
from funding.years import FinancialYear

A_PAGE = 50
V = FundingVerb
ACTS = (
    V.PROPOSE_AGREEMENT,
    V.CHANGE_AGREEMENT,
    V.ASK,
    V.PUT_FORWARD,
    V.RECORD_WITHDRAWAL,
    V.RECORD_SUCCESSION,
)
"""What can be done here; those whose form is about one contribution stand with each contribution."""


@funding_page()
def funding_partner(request: SignedInRequest, partnership: Partnership, year: FinancialYear, body: str) -> HttpResponse:
    """One body: the statement of the year, its history, requests and successions."""
    found = get_object_or_404(bodies_known(partnership), code=body)
    today = timezone.localdate()
    contributions = contributions_of(found, partnership)
    now = _of_year(contributions, year)
    standing, tags = _standing(partnership, year)
    names = names_in_years(found, {year, *_years_of(contributions)}, today)
    links = successions_about([found.pk])
    entries = entries_of_body(found, partnership, year)
    own = [standing[str(each.pk)] for each in now]
    context = frame(
        partnership,
        year,
        "funding_partners",
        body=found,
        name_at_time=names[year],
        figures=partner_figures(own, share_of(now) if now else None),
        risks=list(risks_of(found, now, links)),
        has_contact=found.pk in bodies_with_contact(partnership),
        contributions=[
            _contribution(request, year, each, standing[str(each.pk)], tags[str(each.pk)]["text"]) for each in now
        ],
        outstanding=outstanding_rows(own, debt_of(found, partnership, year, today), today),
        statements=_statements(partnership, year, found),
        entry_heads=heads("Number", "Day", "What", "Document", "Amount", "Balance", figures=("Amount", "Balance")),
        page=(page := Paginator(entries, A_PAGE).get_page(request.GET.get("page"))),
        entry_rows=[_entry(entry) for entry in page],
        **_past(partnership, found, contributions, names),
        successions=list(_successions(partnership, year, found, links)),
        offers=offers_about(request, partnership, year, ACTS, body=found),
    )
    context["breadcrumbs"] = [*_crumbs(context["breadcrumbs"], partnership, year), {"label": names[year]}]
    return render(request, "funding/partner.html", context)


def _years_of(contributions: Iterable[Agreement]) -> set[FinancialYear]:
    return {FinancialYear(each.year) for each in contributions}


def _standing(
    partnership: Partnership, year: FinancialYear
) -> tuple[dict[str, PartnerPosition], dict[str, dict[str, str]]]:
    """How each contribution of the year stands, and its tag; both by the key of the contribution."""
    partners = position(facts_of(partnership, year)).partners
    return {each.key: each for each in partners}, state_tags(partners)


def _crumbs(crumbs: Sequence[dict[str, str]], partnership: Partnership, year: FinancialYear) -> list[dict[str, str]]:
    """The way back to the list of partners, which is a link here."""
    return [*crumbs[:-1], {**crumbs[-1], "url": page_url("funding_partners", partnership, year)}]


def _contribution(
    request: SignedInRequest, year: FinancialYear, agreement: Agreement, standing: PartnerPosition, tag: str
) -> dict[str, Any]:
    """One contribution of the year: its words, how it was worked out, and what can be done about it."""
    taken_from = agreement.takes_over
    return {
        "title": f"Taken over from {taken_from.organisation}" if taken_from else "Its own contribution",
        "rows": contribution_rows(agreement, standing, tag),
        "working": [str(step) for step in agreement.working],
        "offers": offers_about(request, agreement.partnership, year, ACTS, agreement),
    }


def _statements(partnership: Partnership, year: FinancialYear, body: Organisation) -> list[dict[str, str]]:
    """The statement as a file in each format written here; none for a year that knows nothing of the body."""
    if not bodies_in(partnership, year).filter(pk=body.pk).exists():
        return []
    address = page_url("funding_body_statement", partnership, year, body.code)
    return [{"label": form.label, "url": f"{address}?format={form.value}"} for form in possible(PaperKind.STATEMENT)]


def _entry(entry: Entry) -> Row:
    kind = ENTRY_KINDS[EntryKind(entry.kind)].label
    return row(
        str(entry.number),
        day(entry.on),
        f"{kind}, taken back" if _takes_back(entry) else kind,
        entry.document or entry.text or "none",
        {"text": in_words(entry.amount_pence, Qualifier(entry.qualifier)), "is_figure": True},
        {"text": pounds(entry.balance_pence), "is_figure": True},
    )


def _takes_back(entry: Entry) -> bool:
    """True for a reversal, whose sign is the opposite of its kind's."""
    return entry.amount_pence * ENTRY_KINDS[EntryKind(entry.kind)].sign < 0


def _past(
    partnership: Partnership, body: Organisation, contributions: Sequence[Agreement], names: dict[FinancialYear, str]
) -> dict[str, Any]:
    """Year by year under the name at the time, and every request with its answer."""
    sums = sums_of(contributions)
    figures = ("Share", "Confirmed", "Received", "Asked for")
    return {
        "history_heads": heads("Year", "Name at the time", "State", "Share", "Confirmed", "Received", figures=figures),
        "history_rows": [
            _year_row(year.label, names[year], rows, sums, page_url("funding_partner", partnership, year, body.code))
            for year, rows in _by_year(contributions).items()
        ],
        "request_heads": heads("Asked on", "Year", "Asked for", "Answer due", "State", "Answer", figures=figures),
        "request_rows": [_request(partnership, asked) for asked in requests_of_body(body, partnership)],
    }


def _by_year(contributions: Sequence[Agreement]) -> dict[FinancialYear, list[Agreement]]:
    """The contributions of each year, the last year first."""
    years = sorted({FinancialYear(each.year) for each in contributions}, reverse=True)
    return {year: _of_year(contributions, year) for year in years}


def _of_year(contributions: Iterable[Agreement], year: FinancialYear) -> list[Agreement]:
    return [each for each in contributions if each.year == year.start]


def _year_row(
    year: str, name: str, rows: Sequence[Agreement], sums: Mapping[tuple[int, Measure], int], url: str
) -> Row:
    states = dict.fromkeys(AGREEMENT_STATES[AgreementState(each.state)].label for each in rows)
    posted = (
        sum(sums.get((each.pk, measure), 0) for each in rows) for measure in (Measure.CONFIRMED, Measure.RECEIVED)
    )
    figures = (share_of(rows).shown, *map(pounds, posted))
    return row(year, name, ", ".join(states), *({"text": text, "is_figure": True} for text in figures), url=url)


def _request(partnership: Partnership, asked: FundingRequest) -> Row:
    year = FinancialYear(asked.year)
    return row(
        day(asked.asked_on),
        year.label,
        {"text": in_words(asked.amount_pence, Qualifier(asked.qualifier)), "is_figure": True},
        day(asked.due_on),
        REQUEST_STATES[RequestState(asked.state)].label,
        _answer(asked),
        url=page_url("funding_request", partnership, year, asked.pk),
    )


def _answer(asked: FundingRequest) -> str:
    """What the body said, with the amount and its reason where it gave them."""
    if not asked.answer:
        return "none yet"
    said = ANSWERS[Answer(asked.answer)]
    amount = f": {asked.answered_in_words}" if asked.answered_pence is not None else ""
    reason = f". {asked.answer_reason}" if asked.answer_reason else ""
    return f"{said}{amount}{reason}"


def _successions(
    partnership: Partnership, year: FinancialYear, body: Organisation, links: Iterable[Succession]
) -> Iterator[dict[str, str]]:
    """Who went before and who follows, oldest first; a link to those with whom there is money here."""
    known = set(bodies_known(partnership).values_list("pk", flat=True)) if links else set()
    for link in links:
        other = _other(link, body)
        if other is None:
            yield {**_link_words(link, body), "name": UNNAMED, "url": ""}
        else:
            url = page_url("funding_partner", partnership, year, other.code) if other.pk in known else ""
            yield {**_link_words(link, body), "name": other.name, "url": url}


def _other(link: Succession, body: Organisation) -> Organisation | None:
    """The body at the other end of a succession; None where it has no name yet."""
    other: Organisation | None = link.predecessor if link.successor_id == body.pk else link.successor
    return other


def _link_words(link: Succession, body: Organisation) -> dict[str, str]:
    on = f"{day(link.effective_on)}, {link.get_shape_display().lower()}"
    return {
        "words": "Follows" if link.successor_id == body.pk else "Is followed by",
        "on": f"{on}, planned" if link.is_planned else on,
    }
