"""How do posted entries become rows of papers? A fixed number of queries however many there are."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from dhr_cases.models import Organisation, Partnership
from funding.models import Entry, FundingRequest, FundingSettings
from funding.money import Qualifier
from funding.papers.figures import Figure
from funding.papers.invoice_data.facts import InvoiceFile
from funding.papers.invoice_data.layout import read_layout
from funding.papers.journal_export.facts import JournalFile
from funding.papers.reading.sender import sender_of
from funding.papers.rows import EntryRow
from funding.position_rows import names_at
from funding.queries import entries_of
from funding.terms import COST_CLASSES, ENTRY_KINDS, CostClass, EntryKind, Subject
from funding.years import FinancialYear

OF_A_BODY = [kind.value for kind, row in ENTRY_KINDS.items() if row.subject is Subject.AGREEMENT]

COLUMNS = (
    *("number", "journal", "journal__reverses", "on", "year", "kind", "amount_pence", "qualifier", "balance_pence"),
    *("posted_at", "posted_by", "approved_by", "organisation", "organisation__code", "cost_class", "due_on"),
    *("agreement", "agreement__organisation", "agreement__organisation__code", "document", "text", "digest"),
    *("cost_line__case__reference", "cost_line__learning_review", "project__key"),
)
"""What a row is made of."""


def journal_file(partnership: Partnership, year: FinancialYear, as_at: date) -> JournalFile:
    """Every entry of the year."""
    return JournalFile(sender_of(partnership), as_at, entry_rows(entries_of(partnership, year), year.last), year)


def invoice_file(partnership: Partnership, year: FinancialYear, as_at: date) -> InvoiceFile:
    """The year's invoices and credit notes in the partnership's columns; raises Incomplete for columns of no use."""
    settings = FundingSettings.objects.filter(partnership=partnership).first()
    columns = read_layout(settings.invoice_columns if settings else [])
    entries = entries_of(partnership, year).filter(kind__in=(EntryKind.INVOICE, EntryKind.CREDIT_NOTE))
    return InvoiceFile(sender_of(partnership), year, as_at, entry_rows(entries, year.last), columns)


def entries_of_body(partnership: Partnership, body: Organisation, year: FinancialYear) -> QuerySet[Entry]:
    """The entries of one body's contributions in a year, and what was returned to it at the end of one."""
    own = Q(kind__in=OF_A_BODY, agreement__organisation=body) | Q(kind=EntryKind.RETURNED, organisation=body)
    return entries_of(partnership, year).filter(own)


def entry_rows(entries: QuerySet[Entry], named_on: date) -> tuple[EntryRow, ...]:
    """The entries as rows; bodies bear the name they had on a day, cases their reference.

    Reads columns, not records: a year may have ten thousand entries.
    """
    found = list(entries.values(*COLUMNS))
    names = names_at(set(filter(None, map(_body_of, found))), min(named_on, timezone.localdate()))
    asked = _requests_of(row["agreement"] for row in found if row["agreement"])
    return tuple(_row(row, names, asked) for row in found)


def _body_of(row: Mapping[str, Any]) -> int | None:
    """The key of the body an entry is about; a cost has none."""
    key: int | None = row["agreement__organisation"] or row["organisation"]
    return key


def _requests_of(agreements: Iterable[int]) -> dict[int, FundingRequest]:
    """The latest request for each contribution."""
    rows = FundingRequest.objects.filter(agreement__in=set(agreements)).order_by("pk")
    return {row.agreement_id: row for row in rows if row.agreement_id is not None}


def _row(row: Mapping[str, Any], names: Mapping[int, str], asked: Mapping[int, FundingRequest]) -> EntryRow:
    request = asked.get(row["agreement"] or 0)
    return EntryRow(
        number=row["number"],
        journal=row["journal"],
        on=row["on"],
        year=FinancialYear(row["year"]),
        kind=EntryKind(row["kind"]),
        amount=Figure(row["amount_pence"], Qualifier(row["qualifier"])),
        balance_pence=row["balance_pence"],
        posted_on=timezone.localdate(row["posted_at"]),
        organisation=names.get(_body_of(row) or 0, ""),
        organisation_code=_code_of(row),
        reference=_reference_of(row),
        cost_class=_class_of(row),
        document=row["document"],
        text=row["text"],
        due_on=row["due_on"],
        agreement=row["agreement"],
        request=request.pk if request else None,
        order_number=request.order_number if request else "",
        reverses=row["journal__reverses"],
        posted_by=row["posted_by"],
        approved_by=row["approved_by"],
        digest=row["digest"],
    )


def _code_of(row: Mapping[str, Any]) -> str:
    return row["agreement__organisation__code"] or row["organisation__code"] or ""


def _class_of(row: Mapping[str, Any]) -> str:
    return COST_CLASSES[CostClass(row["cost_class"])] if row["cost_class"] else ""


def _reference_of(row: Mapping[str, Any]) -> str:
    """The reference of the case or learning review, or the key of the grant's project; nothing that names anybody."""
    of_a_cost = row["cost_line__case__reference"] or row["cost_line__learning_review"]
    return of_a_cost or row["project__key"] or ""
