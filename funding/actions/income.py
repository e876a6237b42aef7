"""How is a step in the chain of a contribution put forward: pledge, confirmation, invoice, receipt, credit, refund?

Amounts are pence. Source: L8, L21 [D].
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dhr_cases.errors import Incomplete
from dhr_cases.models import User
from funding.actions.core import acting, check_not_future, require
from funding.actions.ledger import check_no_answer, post, write_journal
from funding.ledger_rows import contribution_sums
from funding.models import Agreement, Entry, Journal
from funding.policies import income
from funding.posting_lines import Line
from funding.terms import AGREEMENT_STATES, ENTRY_KINDS, AgreementState, EntryKind, JournalOrigin
from funding.verbs import FundingVerb


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the chain: what it is, how much, on which day, under which number.

    ``due_on`` is for an invoice; without one it is due after the days that the partnership's settings give.
    """

    kind: EntryKind
    pence: int
    on: datetime.date
    due_on: datetime.date | None = None
    document: str = ""
    text: str = ""


def put_income_forward(*, agreement: Agreement, by: User, step: Step, reason: str = "") -> Journal:
    """Put one step forward. A confirmation above what was pledged brings its pledge with it.

    A promise above the contribution and a receipt above what is outstanding need a reason; a credit stays within what
    was invoiced, a refund within what was received, entries waiting for approval included. Raises NotNow or
    Incomplete, saying which figure it was.
    """
    with acting(FundingVerb.PUT_FORWARD, agreement.partnership, by, reason=reason) as act:
        if step.kind not in income.INCOME_KINDS:
            raise Incomplete("Choose what is put forward for this contribution.")
        require((step.pence > 0, "Enter an amount above nil. A mistake is reversed, not entered below nil."))
        check_not_future(step.on, "The day of the entry")
        _check_step(agreement, step, reason)
        due_on = step.due_on or step.on + datetime.timedelta(days=act.settings.payment_days)
        title = f"{ENTRY_KINDS[step.kind].label}: {agreement}"[:300]
        journal = write_journal(act, list(_lines(agreement, replace(step, due_on=due_on))), text=title)
        act.record(
            about=agreement, year=agreement.year, on=step.on, detail={"entry": step.kind.value, "journal": journal.pk}
        )
        return journal


def approve_entries(*, journal: Journal, by: User, reason: str = "") -> list[Entry]:
    """Approve and post a journal; a contribution pledged or confirmed by it takes that state. Raises as ``post``."""
    with acting(FundingVerb.APPROVE_JOURNAL, journal.partnership, by, reason=reason) as act:
        check_no_answer(journal)
        entries = post(act, journal)
        if journal.origin in (JournalOrigin.TYPED, JournalOrigin.IMPORT):
            _follow_states(entries)
        act.record(about=journal, year=entries[0].year, detail={"entries": len(entries)})
        return entries


def _check_step(agreement: Agreement, step: Step, reason: str) -> None:
    income.check_cash_now(agreement)
    income.check_promise_now(agreement, step.kind)
    everything = contribution_sums(agreement, with_waiting=True)
    income.check_promise_fits(agreement, step.kind, step.pence, everything, reason)
    if step.kind is EntryKind.RECEIPT:
        income.check_receipt_now(step.pence, everything, reason)
    if step.kind is EntryKind.CREDIT_NOTE:
        income.check_credit_now(step.pence, _with_posted(agreement, everything, EntryKind.INVOICE))
    if step.kind is EntryKind.REFUND:
        income.check_refund_now(step.pence, _with_posted(agreement, everything, EntryKind.RECEIPT))


def _with_posted(agreement: Agreement, everything: dict[EntryKind, int], kind: EntryKind) -> dict[EntryKind, int]:
    """Every sum with what waits, but of one kind only what is posted: what waits may yet be refused."""
    return {**everything, kind: contribution_sums(agreement, with_waiting=False).get(kind, 0)}


def _lines(agreement: Agreement, step: Step) -> Iterable[Line]:
    if step.kind is EntryKind.CONFIRMATION:
        sums = contribution_sums(agreement, with_waiting=True)
        pledged, confirmed = sums.get(EntryKind.PLEDGE, 0), sums.get(EntryKind.CONFIRMATION, 0)
        missing = confirmed + step.pence - pledged
        if missing > 0:
            yield _line(agreement, step, EntryKind.PLEDGE, missing)
    yield _line(agreement, step, step.kind, step.pence)


def _line(agreement: Agreement, step: Step, kind: EntryKind, pence: int) -> Line:
    return Line(
        kind=kind,
        year=agreement.year,
        on=step.on,
        pence=pence,
        agreement=agreement,
        due_on=step.due_on if kind is EntryKind.INVOICE else None,
        document=step.document,
        text=step.text,
    )


_STATE_OF = {EntryKind.PLEDGE: AgreementState.PLEDGED, EntryKind.CONFIRMATION: AgreementState.CONFIRMED}


def _follow_states(entries: Iterable[Entry]) -> None:
    """Give each contribution the state its latest promise leads to, where the table of states leads there."""
    for entry in entries:
        state = _STATE_OF.get(EntryKind(entry.kind))
        if state is not None and entry.agreement is not None and entry.amount_pence >= 0:
            _follow(entry.agreement, state)


def _follow(agreement: Agreement, state: AgreementState) -> None:
    agreement.refresh_from_db()
    if state in AGREEMENT_STATES[AgreementState(agreement.state)].next:
        agreement.state = state
        agreement.save()
