"""How does grant money come into the ledger? Each movement is tied to a project and put forward for approval.

A lump sum is split among the projects it pays for, in proportion to what was agreed for each; it adds back.
Source: section 4.2 of the 2018 report: one lump sum payment [V]; the split is ours [D].
"""

import datetime
from collections.abc import Sequence

from django.db.models import Sum

from dhr_cases.errors import NotNow
from funding.actions.core import FundingAct
from funding.actions.ledger import write_journal
from funding.grant_rows import fact_of, projects_of
from funding.models import Entry, Journal
from funding.models.grants import GrantProject, GrantYear
from funding.money import largest_remainder
from funding.posting_lines import Line
from funding.terms import ENTRY_KINDS, EntryKind, JournalOrigin


def put_payment_forward(
    act: FundingAct, projects: Sequence[GrantProject], pence: int, on: datetime.date, document: str = ""
) -> Journal:
    """Put a payment of the funder forward, split by the amounts agreed."""
    weights = [project.amount_pence or 0 for project in projects]
    return _put_forward(act, EntryKind.GRANT_PAYMENT, projects, weights, pence, on, document)


def put_spending_forward(act: FundingAct, project: GrantProject, pence: int, on: datetime.date) -> Journal:
    """Put forward what a project cost in the end; a negative sum takes back what was too much."""
    return _put_forward(act, EntryKind.GRANT_SPEND, [project], [1], pence, on)


def put_return_forward(act: FundingAct, grant: GrantYear, pence: int, on: datetime.date) -> Journal:
    """Put forward what goes back to the funder, split by what each project has left in the ledger."""
    projects = [project for project in projects_of(grant) if fact_of(project).counts]
    left = _balances(projects)
    return _put_forward(act, EntryKind.GRANT_RETURN, projects, [max(0, left[row.pk]) for row in projects], pence, on)


def _balances(projects: Sequence[GrantProject]) -> dict[int, int]:
    """What each project has received less what it spent and gave back, as posted."""
    rows = Entry.objects.filter(project__in=projects).order_by().values_list("project")
    posted = dict(rows.annotate(total=Sum("amount_pence")))
    return {project.pk: posted.get(project.pk, 0) for project in projects}


def _put_forward(
    act: FundingAct,
    kind: EntryKind,
    projects: Sequence[GrantProject],
    weights: Sequence[int],
    pence: int,
    on: datetime.date,
    document: str = "",
) -> Journal:
    if not projects:
        raise NotNow("No project of this grant is agreed, so no money can be tied to one.")
    parts = largest_remainder(pence, weights if any(weights) else [1] * len(projects))
    lines = [
        Line(
            kind=kind,
            year=project.grant.year,
            on=on,
            pence=part,
            project=project,
            organisation=project.grant.funder,
            document=document,
            text=project.title[:300],
        )
        for project, part in zip(projects, parts, strict=True)
        if part
    ]
    text = f"{ENTRY_KINDS[kind].label}: {projects[0].grant}"
    return write_journal(act, lines, text=text, origin=JournalOrigin.GRANT)
