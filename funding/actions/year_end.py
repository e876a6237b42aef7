"""What becomes of the money left at the end of a year? A recorded person and meeting decide; two people post it.

Amounts are pence. Source: L23 [D]: carry forward, return to a payer, or release.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.models import Organisation, Partnership, User
from funding.actions.core import acting, check_not_future, require, today
from funding.actions.ledger import write_journal
from funding.ledger_rows import cash_of_year, waiting_in
from funding.models import YearEndDecision
from funding.money import pounds
from funding.posting_lines import Line
from funding.terms import EntryKind, JournalOrigin
from funding.verbs import FundingVerb
from funding.years import FinancialYear


@dataclass(frozen=True, kw_only=True)
class Resolved:
    """What was decided: the three amounts add up to what is left, and who decided it, when, at which meeting."""

    carried_pence: int = 0
    returned_pence: int = 0
    returned_to: Organisation | None = None
    released_pence: int = 0
    decided_by: str
    decided_on: datetime.date
    meeting: str
    minute: str = ""
    reason: str = ""

    @property
    def total(self) -> int:
        """All three together."""
        return self.carried_pence + self.returned_pence + self.released_pence


def decide_year_end(*, partnership: Partnership, year: FinancialYear, by: User, resolved: Resolved) -> YearEndDecision:
    """Keep the decision and put its entries forward: what is carried opens the next year with the same amount.

    Raises NotNow before the year is over, while entries of it wait for approval or where nothing is left; Incomplete
    for what is missing or does not add up to the closing balance.
    """
    with acting(FundingVerb.DECIDE_YEAR_END, partnership, by, reason=resolved.reason) as act:
        left = _left_to_decide(partnership, year)
        _check(resolved, year, left)
        title = f"Year end {year.label}: {resolved.meeting}"[:300]
        journal = write_journal(
            act, list(_lines(year, resolved)), text=title, origin=JournalOrigin.YEAR_END, source=_source(resolved)
        )
        decision: YearEndDecision = YearEndDecision.objects.create(
            partnership=partnership, year=year.start, closing_pence=left, journal=journal, **vars(resolved)
        )
        act.record(about=decision, year=year.start, on=resolved.decided_on, detail={"closing": left})
        return decision


def _left_to_decide(partnership: Partnership, year: FinancialYear) -> int:
    if year.last >= today():
        raise NotNow(f"The year {year.label} is not over. It can be decided on from {year.next.first:%-d %B %Y}.")
    if waiting_in(partnership, year).exists():
        raise NotNow(f"Entries of {year.label} wait for approval. Decide on them first, they change what is left.")
    left = cash_of_year(partnership, year).may_be_carried
    if left == 0:
        raise NotNow(f"Nothing is left of {year.label} to decide on.")
    return left


def _check(resolved: Resolved, year: FinancialYear, left: int) -> None:
    check_not_future(resolved.decided_on, "The day of the decision")
    amounts = (resolved.carried_pence, resolved.returned_pence, resolved.released_pence)
    require(
        (bool(resolved.decided_by.strip()), "Enter who decided."),
        (bool(resolved.meeting.strip()), "Enter the meeting that decided."),
        (min(amounts) >= 0, "An amount is not below nought."),
        (not resolved.returned_pence or resolved.returned_to is not None, "Choose to whom money is returned."),
    )
    if resolved.total != left:
        raise Incomplete(
            f"{pounds(left)} is left of {year.label}. What is carried, returned and released adds up to "
            f"{pounds(resolved.total)}."
        )


def _lines(year: FinancialYear, resolved: Resolved) -> Iterator[Line]:
    if resolved.carried_pence:
        carried = resolved.carried_pence
        yield Line(kind=EntryKind.CARRIED_FORWARD, year=year.start, on=year.last, pence=carried)
        yield Line(kind=EntryKind.BROUGHT_FORWARD, year=year.next.start, on=year.next.first, pence=carried)
    if resolved.returned_pence:
        yield Line(
            kind=EntryKind.RETURNED,
            year=year.start,
            on=year.last,
            pence=resolved.returned_pence,
            organisation=resolved.returned_to,
        )
    if resolved.released_pence:
        yield Line(kind=EntryKind.RELEASED, year=year.start, on=year.last, pence=resolved.released_pence)


def _source(resolved: Resolved) -> str:
    minute = f", minute {resolved.minute}" if resolved.minute else ""
    return f"{resolved.meeting}{minute}, {resolved.decided_by}"[:300]
