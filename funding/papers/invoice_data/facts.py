"""What must be known for the finance system's file?"""

from dataclasses import dataclass
from datetime import date

from funding.papers.frame import Sender
from funding.papers.invoice_data.layout import SHIPPED, Column
from funding.papers.rows import EntryRow
from funding.terms import EntryKind
from funding.years import FinancialYear

INVOICED = frozenset({EntryKind.INVOICE, EntryKind.CREDIT_NOTE})


@dataclass(frozen=True)
class InvoiceFile:
    """The posted invoices and credit notes of a year, each approved by a second person, and the columns wanted."""

    sender: Sender
    year: FinancialYear
    as_at: date
    entries: tuple[EntryRow, ...]
    columns: tuple[Column, ...] = SHIPPED

    @property
    def invoices(self) -> tuple[EntryRow, ...]:
        """The entries that a finance system takes in, in the order of their numbers."""
        return tuple(row for row in self.entries if row.kind in INVOICED)
