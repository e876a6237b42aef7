"""How much may still come in, be credited or refunded? Plain sums decide."""

import pytest

from dhr_cases.errors import Incomplete, NotNow
from funding.models import Agreement
from funding.policies.income import (
    INCOME_KINDS,
    check_cash_now,
    check_credit_now,
    check_promise_fits,
    check_promise_now,
    check_receipt_now,
    check_refund_now,
    invoiced,
    outstanding,
    received,
)
from funding.terms import AGREEMENT_STATES, ENTRY_KINDS, AgreementState, EntryKind, Measure

K = EntryKind


def test_lists_every_kind_that_counts_in_a_measure() -> None:
    counted = {kind for kind, row in ENTRY_KINDS.items() if row.measure in set(Measure)}
    assert set(INCOME_KINDS) == counted


@pytest.mark.parametrize(
    ("sums", "expected"),
    [
        ({}, (0, 0, 0)),
        ({K.INVOICE: 500}, (500, 0, 500)),
        ({K.INVOICE: 500, K.CREDIT_NOTE: -100}, (400, 0, 400)),
        ({K.INVOICE: 500, K.RECEIPT: 200}, (500, 200, 300)),
        ({K.INVOICE: 500, K.RECEIPT: 500, K.REFUND: -50}, (500, 450, 50)),
        ({K.RECEIPT: 700}, (0, 700, 0)),
        ({K.PLEDGE: 900, K.CONFIRMATION: 900}, (0, 0, 0)),
    ],
)
def test_works_out_what_is_outstanding(sums: dict[EntryKind, int], expected: tuple[int, int, int]) -> None:
    assert (invoiced(sums), received(sums), outstanding(sums)) == expected


@pytest.mark.parametrize(("pence", "reason"), [(300, ""), (1, ""), (301, "Paid ahead")])
def test_takes_a_receipt_up_to_what_is_outstanding_or_with_a_reason(pence: int, reason: str) -> None:
    sums = {K.INVOICE: 500, K.RECEIPT: 200}
    check_receipt_now(pence, sums, reason)
    assert outstanding({**sums, K.RECEIPT: 200 + pence}) == max(0, 300 - pence)


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_asks_why_more_came_in(reason: str) -> None:
    with pytest.raises(Incomplete, match="£3 is outstanding"):
        check_receipt_now(301, {K.INVOICE: 500, K.RECEIPT: 200}, reason)


@pytest.mark.parametrize(("credited", "allowed"), [(0, 500), (-200, 300), (-500, 0)])
def test_credits_no_more_than_was_invoiced(credited: int, allowed: int) -> None:
    sums = {K.INVOICE: 500, K.CREDIT_NOTE: credited}
    check_credit_now(allowed, sums)
    with pytest.raises(NotNow, match="No more can be credited"):
        check_credit_now(allowed + 1, sums)


@pytest.mark.parametrize(("refunded", "allowed"), [(0, 500), (-200, 300), (-500, 0)])
def test_refunds_no_more_than_came_in(refunded: int, allowed: int) -> None:
    sums = {K.RECEIPT: 500, K.REFUND: refunded}
    check_refund_now(allowed, sums)
    with pytest.raises(NotNow, match="No more can be refunded"):
        check_refund_now(allowed + 1, sums)


@pytest.mark.parametrize("state", AgreementState)
def test_takes_a_promise_where_the_table_of_states_leads_there(state: AgreementState) -> None:
    promised = {K.PLEDGE: AgreementState.PLEDGED, K.CONFIRMATION: AgreementState.CONFIRMED}
    for kind, wanted in promised.items():
        row = AGREEMENT_STATES[state]
        if wanted in row.next:
            check_promise_now(Agreement(state=state), kind)
            continue
        with pytest.raises(NotNow, match=row.label.lower()):
            check_promise_now(Agreement(state=state), kind)


@pytest.mark.parametrize("kind", [K.INVOICE, K.RECEIPT, K.CREDIT_NOTE, K.REFUND])
def test_takes_money_in_whatever_the_state_was(kind: EntryKind) -> None:
    for state in AgreementState:
        check_promise_now(Agreement(state=state), kind)
    assert kind in INCOME_KINDS


def test_keeps_what_is_given_in_kind_out_of_the_money() -> None:
    check_cash_now(Agreement(is_in_kind=False))
    check_cash_now(Agreement(is_in_kind=True, amount_pence=100))
    with pytest.raises(NotNow, match="given in kind"):
        check_cash_now(Agreement(is_in_kind=True, amount_pence=None))


@pytest.mark.parametrize(
    ("credited", "left"), [(0, "£5"), (-200, "£3"), (-499, "£0.01"), (-500, "£0"), (-501, "£0"), (-900, "£0")]
)
def test_says_how_much_can_still_be_credited_or_refunded(credited: int, left: str) -> None:
    """More may be credited already than was invoiced; then nothing is left, and no sum below nought is named."""
    with pytest.raises(NotNow, match=rf"No more can be credited than {left}, which is what was invoiced\."):
        check_credit_now(501, {K.INVOICE: 500, K.CREDIT_NOTE: credited})
    with pytest.raises(NotNow, match=rf"No more can be refunded than {left}, which is what was received\."):
        check_refund_now(501, {K.RECEIPT: 500, K.REFUND: credited})


@pytest.mark.parametrize(
    ("sums", "owed"), [({}, "£0"), ({K.INVOICE: 5, K.RECEIPT: 9}, "£0"), ({K.INVOICE: 5}, "£0.05")]
)
def test_says_how_much_is_outstanding_when_more_comes_in(sums: dict[EntryKind, int], owed: str) -> None:
    with pytest.raises(Incomplete, match=f"{owed} is outstanding. Say why more than that has come in."):
        check_receipt_now(6, sums, "")


@pytest.mark.parametrize("kind", [K.PLEDGE, K.CONFIRMATION])
@pytest.mark.parametrize(
    ("share", "before", "pence", "reason", "is_taken"),
    [
        (500, 0, 500, "", True), (500, 0, 501, "", False), (500, 0, 501, " ", False), (500, 0, 501, "More", True),
        (500, 499, 1, "", True), (500, 499, 2, "", False), (500, 500, 1, "", False), (500, 900, -400, "", True),
        (0, 0, 1, "", False), (None, 0, 900, "", True),
    ],
)  # fmt: skip
def test_takes_a_promise_up_to_the_share_or_beyond_it_with_a_reason(
    kind: EntryKind, share: int | None, before: int, pence: int, reason: str, is_taken: bool
) -> None:
    agreement, sums = Agreement(amount_pence=share), {kind: before}
    if is_taken:
        check_promise_fits(agreement, kind, pence, sums, reason)
        return
    with pytest.raises(Incomplete, match=r"The contribution is £.*Say why it is more\."):
        check_promise_fits(agreement, kind, pence, sums, reason)


@pytest.mark.parametrize("kind", [K.INVOICE, K.CREDIT_NOTE, K.RECEIPT, K.REFUND])
def test_measures_no_money_by_the_share(kind: EntryKind) -> None:
    """An invoice or a receipt is measured by what was invoiced, elsewhere; the other promise does not count."""
    check_promise_fits(Agreement(amount_pence=1), kind, 900, {}, "")
    other = {K.PLEDGE: 900}
    check_promise_fits(Agreement(amount_pence=1), K.CONFIRMATION, 1, other, "")
    assert outstanding(other) == 0
