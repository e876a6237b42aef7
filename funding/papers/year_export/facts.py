"""What must be known for the file of a year?"""

from dataclasses import dataclass

from funding.papers.frame import Sender
from funding.papers.rows import AgreementRow, CostRow, EntryRow, RequestRow
from funding.position import Position


@dataclass(frozen=True)
class YearFile:
    """One year, row by row. Source: L33 [D]."""

    sender: Sender
    position: Position
    model: str = ""
    costs: tuple[CostRow, ...] = ()
    agreements: tuple[AgreementRow, ...] = ()
    entries: tuple[EntryRow, ...] = ()
    requests: tuple[RequestRow, ...] = ()
