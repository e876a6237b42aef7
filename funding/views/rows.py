"""How do amounts and entries of the ledger become cells and links? One place for the pages of costs and ledger."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlencode

from dhr_cases.models import Partnership
from dhr_cases.views.tables import Row, row
from funding.models import Entry
from funding.models.ledger import LedgerColumns
from funding.money import Qualifier, in_words
from funding.views.offers import Offer, page_url
from funding.years import FinancialYear

REVERSED, REVERSAL, WAITING = "Reversed", "Reversal", "Reversal waits"


def amount(pence: int | None, url: str = "", qualifier: str = Qualifier.EXACT) -> dict[str, Any]:
    """A figure for a table, with its qualifier; "not stated" where there is none."""
    return {"text": in_words(pence, Qualifier(qualifier)), "is_figure": True, "url": url}


def stated(rows: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """Label and value of each fact that is known; a fact without words is left out."""
    return [{"label": label, "value": value} for label, value in rows if value]


def about(entry: LedgerColumns) -> str:
    """What an entry concerns: the body, the review by its reference alone, the project, or the year."""
    if entry.organisation is not None:
        return str(entry.organisation)
    if entry.cost_line is not None:
        return entry.cost_line.reference or entry.cost_line.description
    return entry.project.title if entry.project is not None else f"Year {entry.year_label}"


def about_cell(partnership: Partnership, year: FinancialYear, entry: LedgerColumns) -> dict[str, str]:
    """What an entry concerns, leading to the cost or to the partner."""
    if entry.cost_line_id is not None:
        url = page_url("funding_cost", partnership, year, entry.cost_line_id)
    elif entry.agreement_id is not None and entry.organisation is not None:
        url = page_url("funding_partner", partnership, year, entry.organisation.code)
    else:
        url = ""
    return {"text": about(entry), "url": url}


def mark_of(entry: Entry) -> str:
    """Whether an entry was reversed, is a reversal, or has one waiting."""
    if entry.journal.reverses_id is not None:
        return REVERSAL
    reversal = entry.journal.reversal
    if reversal is None:
        return "Stands"
    return WAITING if getattr(reversal, "decision", None) is None else REVERSED


def ledger_link(partnership: Partnership, year: FinancialYear, **asked: str) -> str:
    """The ledger, narrowed to what is behind a figure."""
    return f"{page_url('funding_ledger', partnership, year)}?{urlencode(asked)}"


def returning(offers: list[Offer], path: str) -> list[Offer]:
    """The same offers, each leading back to this page afterwards."""
    return [Offer(offer.verb, offer.label, f"{offer.url}?back={quote(path)}") for offer in offers]


def line_row(line: LedgerColumns, *, says_about: bool = True) -> Row:
    """A line put forward or an entry: kind, what it concerns, year, day, amount, number of its paper and note."""
    return row(
        line.get_kind_display(),
        *((about(line),) if says_about else ()),
        line.year_label,
        f"{line.on:%-d %B %Y}",
        amount(line.amount_pence, qualifier=line.qualifier),
        ", ".join(filter(None, (line.document, line.text))) or "none",
    )


LINE_HEADS = ("Kind", "About", "Year", "Day", "Amount", "Paper and note")
