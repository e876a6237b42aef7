"""When may an entry be put forward for a contribution? What has gone before decides; no person is asked.

Amounts are pence. Source: L21 [D]: chain of pledge, confirmation, invoice, receipt, credit or refund.
"""

from collections.abc import Mapping

from dhr_cases.errors import Incomplete, NotNow
from funding.models import Agreement
from funding.money import pounds
from funding.terms import AGREEMENT_STATES, AgreementState, EntryKind

Sums = Mapping[EntryKind, int]
INCOME_KINDS = (
    EntryKind.PLEDGE,
    EntryKind.CONFIRMATION,
    EntryKind.INVOICE,
    EntryKind.RECEIPT,
    EntryKind.CREDIT_NOTE,
    EntryKind.REFUND,
)
"""In the order in which they follow one another."""

_PROMISES = {EntryKind.PLEDGE: AgreementState.PLEDGED, EntryKind.CONFIRMATION: AgreementState.CONFIRMED}


def invoiced(sums: Sums) -> int:
    """What was invoiced, less credit notes."""
    return sums.get(EntryKind.INVOICE, 0) + sums.get(EntryKind.CREDIT_NOTE, 0)


def received(sums: Sums) -> int:
    """What came in, less refunds."""
    return sums.get(EntryKind.RECEIPT, 0) + sums.get(EntryKind.REFUND, 0)


def outstanding(sums: Sums) -> int:
    """What was invoiced and has not come in; nought where more came in than was invoiced."""
    return max(0, invoiced(sums) - received(sums))


def check_cash_now(agreement: Agreement) -> None:
    """Pass for a contribution of money; raise NotNow for one given in kind alone. Source: L22 [D]."""
    if agreement.is_in_kind and agreement.amount_pence is None:
        raise NotNow("This contribution is given in kind. It is never mixed with money.")


def check_promise_now(agreement: Agreement, kind: EntryKind) -> None:
    """Pass when the contribution's state may be followed by a pledge or confirmation; raise NotNow."""
    row = AGREEMENT_STATES[AgreementState(agreement.state)]
    wanted = _PROMISES.get(kind)
    if wanted is not None and wanted not in row.next:
        raise NotNow(f"This contribution is “{row.label.lower()}”. It takes no {kind.value} now.")


def check_promise_fits(agreement: Agreement, kind: EntryKind, pence: int, sums: Sums, reason: str) -> None:
    """Pass for a pledge or confirmation up to the share, or above it with a reason; raise Incomplete.

    ``sums`` holds what waits for approval too, so that two people do not put the same promise forward.
    """
    share, promised = agreement.amount_pence, sums.get(kind, 0)
    if kind in _PROMISES and share is not None and promised + pence > share and not reason.strip():
        raise Incomplete(
            f"The contribution is {pounds(share)}. With what stands and what waits for approval that makes "
            f"{pounds(promised + pence)} {_PROMISES[kind].value}. Say why it is more."
        )


def check_receipt_now(pence: int, sums: Sums, reason: str) -> None:
    """Pass for a receipt up to what is outstanding, or above it with a reason; raise Incomplete."""
    owed = outstanding(sums)
    if pence > owed and not reason.strip():
        raise Incomplete(f"{pounds(owed)} is outstanding. Say why more than that has come in.")


def check_credit_now(pence: int, sums: Sums) -> None:
    """Pass for a credit up to what was invoiced; raise NotNow. ``sums`` holds posted invoices and every credit."""
    if pence > invoiced(sums):
        raise NotNow(f"No more can be credited than {pounds(max(0, invoiced(sums)))}, which is what was invoiced.")


def check_refund_now(pence: int, sums: Sums) -> None:
    """Pass for a refund up to what was received; raise NotNow. ``sums`` holds posted receipts and every refund."""
    if pence > received(sums):
        raise NotNow(f"No more can be refunded than {pounds(max(0, received(sums)))}, which is what was received.")
