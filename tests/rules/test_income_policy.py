"""How much may still come in, be credited or refunded? Plain sums decide."""

import pytest

from dhr_cases.errors import Incomplete, NotNow
from funding.models import Agreement
from funding.policies.income import (
    INCOME_KINDS,
    check_cash_now,
    check_credit_now,
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
