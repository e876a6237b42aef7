"""Which bodies, years and rows do tests of money speak of? Made through the actions, like everything else."""

import datetime
from collections.abc import Sequence

from dhr_cases.models import Organisation, OrganisationKind, Partnership, User
from dhr_cases.models.history import change
from funding.actions.ledger import approve_journal, put_forward
from funding.models import Agreement, CostLine, Entry
from funding.posting_lines import Line
from funding.terms import AgreementState, CostClass, EntryKind
from funding.years import FinancialYear, year_of

YEAR = FinancialYear(2026)
DAY = datetime.date(2026, 6, 1)


def body(name: str, *, ends_on: datetime.date | None = None) -> Organisation:
    """A body that may be asked to pay."""
    code = name.lower().replace(" ", "-")
    with change("Test", None):
        return Organisation.objects.create(code=code, name=name, kind=OrganisationKind.OTHER, ends_on=ends_on)


def agreement(
    partnership: Partnership,
    organisation: Organisation,
    pence: int | None,
    *,
    year: FinancialYear = YEAR,
    state: AgreementState = AgreementState.PROPOSED,
) -> Agreement:
    """A contribution of one body for one year, before anything is in the ledger."""
    with change("Test", None):
        return Agreement.objects.create(
            partnership=partnership, organisation=organisation, year=year.start, amount_pence=pence, state=state
        )


def cost_line(partnership: Partnership, cost_class: CostClass = CostClass.CHAIR) -> CostLine:
    """A cost of the partnership itself."""
    with change("Test", None):
        return CostLine.objects.create(partnership=partnership, cost_class=cost_class, description="Chairing")


def line(kind: EntryKind, pence: int, *, about: Agreement | CostLine, on: datetime.date = DAY) -> Line:
    """An entry about a contribution or a cost, in the year of its day."""
    tied = {"agreement": about} if isinstance(about, Agreement) else {"cost_line": about}
    return Line(kind=kind, year=year_of(on).start, on=on, pence=pence, **tied)


def posted(partnership: Partnership, poster: User, approver: User, lines: Sequence[Line]) -> list[Entry]:
    """Entries put forward by one person and approved by another."""
    journal = put_forward(partnership=partnership, by=poster, lines=lines, text="Test entries")
    return approve_journal(journal=journal, by=approver)
