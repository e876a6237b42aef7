"""Is what has been invoiced and not paid aged from the right day, the oldest settled first?"""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from funding.aged_debt import AgeBand, AgedDebt, DebtFact, aged_debts, band_of, totals_of
from funding.terms import EntryKind

ON = date(2022, 3, 31)
INVOICE, CREDIT, RECEIPT, REFUND = (
    EntryKind.INVOICE,
    EntryKind.CREDIT_NOTE,
    EntryKind.RECEIPT,
    EntryKind.REFUND,
)

Written = tuple[EntryKind, int, int]
"""Kind, days before 31 March 2022, pence as the ledger signs them."""


def _aged(*entries: Written) -> AgedDebt:
    (found,) = aged_debts(_facts(entries), ON)
    return found


def _facts(entries: Sequence[Written], agreement: str = "Police") -> list[DebtFact]:
    return [DebtFact(agreement, kind, ON - timedelta(days=age), pence) for kind, age, pence in entries]


def _bands(found: AgedDebt) -> list[int]:
    return [found.bands[band] for band in AgeBand]


@pytest.mark.parametrize(
    ("days", "band"),
    [
        (0, AgeBand.TO_30),
        (30, AgeBand.TO_30),
        (31, AgeBand.TO_60),
        (60, AgeBand.TO_60),
        (61, AgeBand.TO_90),
        (90, AgeBand.TO_90),
        (91, AgeBand.OVER_90),
        (4_000, AgeBand.OVER_90),
    ],
)
def test_puts_an_age_in_its_band(days: int, band: AgeBand) -> None:
    assert band_of(days) is band


def test_ages_each_invoice_from_its_own_day() -> None:
    found = _aged((INVOICE, 10, 1), (INVOICE, 40, 20), (INVOICE, 70, 300), (INVOICE, 100, 4_000))
    assert _bands(found) == [1, 20, 300, 4_000]
    assert (found.outstanding, found.oldest_on) == (4_321, ON - timedelta(days=100))


def test_settles_the_oldest_invoice_first() -> None:
    found = _aged((INVOICE, 10, 500), (INVOICE, 100, 500), (RECEIPT, 5, 700))
    assert _bands(found) == [300, 0, 0, 0]
    assert found.oldest_on == ON - timedelta(days=10)


def test_takes_a_part_payment_from_the_oldest() -> None:
    assert _bands(_aged((INVOICE, 100, 500), (INVOICE, 10, 500), (RECEIPT, 5, 200))) == [500, 0, 0, 300]


def test_counts_a_credit_note_like_money() -> None:
    assert _bands(_aged((INVOICE, 50, 500), (CREDIT, 40, -120))) == [0, 380, 0, 0]


def test_keeps_what_was_paid_in_advance_apart_from_debt() -> None:
    found = _aged((INVOICE, 50, 500), (RECEIPT, 40, 620))
    assert (found.outstanding, found.in_advance, found.oldest_on) == (0, 120, None)


def test_sets_an_advance_against_a_later_invoice() -> None:
    assert _bands(_aged((RECEIPT, 60, 120), (INVOICE, 20, 500))) == [380, 0, 0, 0]


def test_owes_a_refund_again_from_the_day_it_was_paid_back() -> None:
    found = _aged((INVOICE, 100, 500), (RECEIPT, 90, 500), (REFUND, 20, -500))
    assert _bands(found) == [500, 0, 0, 0]


def test_owes_nothing_where_only_the_advance_was_refunded() -> None:
    found = _aged((INVOICE, 100, 500), (RECEIPT, 90, 650), (REFUND, 20, -150))
    assert (found.outstanding, found.in_advance) == (0, 0)


def test_keeps_the_age_of_an_invoice_whose_receipt_was_reversed() -> None:
    found = _aged((INVOICE, 100, 500), (RECEIPT, 90, 500), (RECEIPT, 20, -500))
    assert _bands(found) == [0, 0, 0, 500]


def test_forgets_an_invoice_that_was_reversed() -> None:
    assert _aged((INVOICE, 100, 500), (INVOICE, 20, -500)).outstanding == 0


def test_restores_a_debt_whose_credit_note_was_reversed() -> None:
    assert _bands(_aged((INVOICE, 100, 500), (CREDIT, 90, -500), (CREDIT, 20, 500))) == [0, 0, 0, 500]


def test_owes_from_today_what_was_reversed_beyond_all_that_came_in() -> None:
    found = _aged((INVOICE, 100, 500), (RECEIPT, 20, -200))
    assert _bands(found) == [200, 0, 0, 500]


def test_leaves_out_what_is_dated_later_or_is_no_debt() -> None:
    later = [*_facts([(INVOICE, -1, 500)]), *_facts([(EntryKind.CONFIRMATION, 9, 500)])]
    assert aged_debts(later, ON) == ()


def test_never_sets_one_body_s_money_against_another_s_debt() -> None:
    facts = [*_facts([(INVOICE, 100, 500)]), *_facts([(RECEIPT, 90, 900)], "Council")]
    debts = aged_debts(facts, ON)
    assert [(debt.agreement, debt.outstanding, debt.in_advance) for debt in debts] == [
        ("Police", 500, 0),
        ("Council", 0, 900),
    ]
    assert list(totals_of(debts).values()) == [0, 0, 0, 500]
