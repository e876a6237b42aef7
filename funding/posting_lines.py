"""What does one line of the ledger say before it is put forward? Plain facts, checked against the table of kinds."""

import datetime
from dataclasses import dataclass

from dhr_cases.errors import Incomplete
from dhr_cases.models import Organisation
from funding.models import Agreement, CostLine
from funding.models.grants import GrantProject
from funding.money import Qualifier
from funding.terms import ENTRY_KINDS, EntryKind, EntryKindRow, Subject


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry to be put forward. ``pence`` is the plain amount; the sign follows from the kind.

    A negative ``pence`` takes back: a lower forecast, a pledge withdrawn.
    """

    kind: EntryKind
    year: int
    on: datetime.date
    pence: int
    agreement: Agreement | None = None
    cost_line: CostLine | None = None
    project: GrantProject | None = None
    organisation: Organisation | None = None
    due_on: datetime.date | None = None
    qualifier: Qualifier = Qualifier.EXACT
    document: str = ""
    text: str = ""

    @property
    def row(self) -> EntryKindRow:
        """The row of the table of kinds."""
        return ENTRY_KINDS[self.kind]

    @property
    def signed_pence(self) -> int:
        """The amount as it is kept: negative where the kind takes away."""
        return self.row.sign * self.pence

    @property
    def body(self) -> Organisation | None:
        """The body the line concerns: its own, or its agreement's."""
        return self.agreement.organisation if self.agreement is not None else self.organisation

    @property
    def cost_class(self) -> str:
        """The class of the cost line, "" for other lines."""
        return self.cost_line.cost_class if self.cost_line is not None else ""


def check_line(line: Line) -> None:
    """Pass when the line is tied to what its kind asks for and says an amount; raise Incomplete."""
    if line.pence == 0:
        raise Incomplete(f"{line.row.label}: enter an amount other than nil.")
    tied = {
        Subject.AGREEMENT: line.agreement is not None and line.agreement.year == line.year,
        Subject.COST_LINE: line.cost_line is not None,
        Subject.PROJECT: line.project is not None,
        Subject.YEAR: True,
    }
    if not tied[line.row.subject]:
        raise Incomplete(
            f"{line.row.label}: say which {line.row.subject.value.replace('_', ' ')} of the year it is for."
        )
