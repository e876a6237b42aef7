"""Does the closing balance follow from what came in and went out, and what may be done with it?"""

import pytest

from funding.cash import Cash, cash_of
from funding.terms import EntryKind


@pytest.mark.parametrize(
    ("cash", "closing", "may_be_carried", "overdrawn", "is_settled"),
    [
        (Cash(), 0, 0, 0, True),
        (Cash(brought_forward=100, received=900, spent=600), 400, 400, 0, False),
        (Cash(brought_forward=100, received=900, spent=600, returned=150, released=50), 200, 200, 0, False),
        (Cash(brought_forward=100, received=900, spent=600, carried=250), 400, 150, 0, False),
        (Cash(brought_forward=100, received=900, spent=600, returned=150, carried=250), 250, 0, 0, True),
        (Cash(received=500, spent=620), -120, 0, 120, True),
        (Cash(received=500, spent=620, carried=10), -120, 0, 120, False),
    ],
)
def test_closes_a_year(cash: Cash, closing: int, may_be_carried: int, overdrawn: int, is_settled: bool) -> None:
    assert cash.closing == closing
    assert (cash.may_be_carried, cash.overdrawn, cash.is_settled) == (may_be_carried, overdrawn, is_settled)


def test_reads_the_signed_sums_of_the_ledger() -> None:
    sums = {
        EntryKind.BROUGHT_FORWARD: 100,
        EntryKind.RECEIPT: 950,
        EntryKind.REFUND: -50,
        EntryKind.ACTUAL: 600,
        EntryKind.RETURNED: -150,
        EntryKind.RELEASED: -20,
        EntryKind.CARRIED_FORWARD: -230,
        EntryKind.PLEDGE: 5_000,
        EntryKind.GRANT_PAYMENT: 7_000,
    }
    assert cash_of(sums) == Cash(100, 900, 600, 150, 20, 230)
    assert cash_of(sums).is_settled


def test_is_nought_for_a_ledger_without_entries() -> None:
    assert cash_of({}) == Cash()
