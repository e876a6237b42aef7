"""What must be known for the file of entries?"""

from dataclasses import dataclass
from datetime import date

from funding.papers.frame import Sender
from funding.papers.rows import EntryRow
from funding.years import FinancialYear


@dataclass(frozen=True)
class JournalFile:
    """Entries in the order of their numbers; ``year`` is None where the file holds every year."""

    sender: Sender
    as_at: date
    entries: tuple[EntryRow, ...]
    year: FinancialYear | None = None
