"""The rows of the ledger: what is asked for, what it adds up to, the cash of a year, what waits, who owes."""

import datetime

import pytest

from funding.actions.income import Step, put_income_forward
from funding.actions.ledger import approve_journal, put_forward, refuse_journal, reverse_journal
from funding.ledger_rows import (
    CASH_KINDS,
    Asked,
    bodies_in,
    cash_of_year,
    contribution_sums,
    debts_on,
    entries_asked,
    totals_of,
    waiting_in,
)
from funding.models import Agreement, Entry
from funding.terms import ENTRY_KINDS, EntryKind, Fund
from tests.conftest import Cast
from tests.money import DAY, YEAR, agreement, body, cost_line, line, posted

pytestmark = pytest.mark.django_db

K = EntryKind
EVERYTHING = Asked(is_every_year=True)


@pytest.fixture
def fire(cast: Cast) -> Agreement:
    """A contribution of this year."""
    return agreement(cast.partnership, body("Fire"), 500000)


@pytest.fixture
def entries(cast: Cast, fire: Agreement) -> list[Entry]:
    """Entries of two years, two bodies and a cost."""
    health = agreement(cast.partnership, body("Health"), 100, year=YEAR.previous)
    lines = [
        line(K.INVOICE, 500, about=fire),
        line(K.CREDIT_NOTE, 50, about=fire),
        line(K.RECEIPT, 200, about=fire, on=DAY + datetime.timedelta(days=40)),
        line(K.INVOICE, 900, about=health, on=datetime.date(2025, 6, 1)),
        line(K.ACTUAL, 70, about=cost_line(cast.partnership)),
    ]
    return posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)


def numbers(cast: Cast, asked: Asked) -> list[int]:
    """The numbers of the entries asked for."""
    return [entry.number for entry in entries_asked(cast.partnership, YEAR, asked)]


def test_gives_the_year_or_every_year(cast: Cast, entries: list[Entry]) -> None:
    assert numbers(cast, Asked()) == [1, 2, 3, 5]
    assert numbers(cast, EVERYTHING) == [1, 2, 3, 4, 5]


def test_narrows_by_each_answer_and_by_all_together(cast: Cast, entries: list[Entry], fire: Agreement) -> None:
    assert numbers(cast, Asked(kind="invoice")) == [1]
    assert numbers(cast, Asked(body=fire.organisation_id)) == [1, 2, 3]
    assert numbers(cast, Asked(cost_class="chair")) == [5]
    assert numbers(cast, Asked(since=DAY + datetime.timedelta(days=1))) == [3]
    assert numbers(cast, Asked(until=DAY)) == [1, 2, 5]
    assert numbers(cast, Asked(kind="invoice", body=fire.organisation_id, is_every_year=True)) == [1]
    assert numbers(cast, Asked(reference="NO-SUCH")) == []


def test_adds_up_by_kind_in_the_order_of_the_table(cast: Cast, entries: list[Entry]) -> None:
    found = totals_of(entries_asked(cast.partnership, YEAR, EVERYTHING))
    assert [(total.kind, total.count, total.pence) for total in found] == [
        (K.ACTUAL, 1, 70),
        (K.INVOICE, 2, 1400),
        (K.CREDIT_NOTE, 1, -50),
        (K.RECEIPT, 1, 200),
    ]


def test_shows_nothing_of_another_partnership(cast: Cast, entries: list[Entry]) -> None:
    other = type(cast.partnership).objects.create(code="farshire", name="Farshire CSP")
    assert not entries_asked(other, YEAR, EVERYTHING).exists()
    assert debts_on(other, DAY) == {}
    assert not bodies_in(other).exists()
    assert [found.name for found in bodies_in(cast.partnership)] == ["Fire", "Health"]


def test_works_out_the_cash_of_each_year(cast: Cast, entries: list[Entry]) -> None:
    cash = cash_of_year(cast.partnership, YEAR)
    assert (cash.received, cash.spent, cash.closing) == (200, 70, 130)
    assert cash_of_year(cast.partnership, YEAR.previous).closing == 0


def test_counts_a_reversal_against_what_it_takes_back(cast: Cast, fire: Agreement) -> None:
    (entry,) = posted(cast.partnership, cast.finance_officer, cast.csp_chair, [line(K.RECEIPT, 500, about=fire)])
    undone = reverse_journal(journal=entry.journal, by=cast.finance_officer, reason="Other account")
    assert contribution_sums(fire, with_waiting=True) == {K.RECEIPT: 0}
    assert contribution_sums(fire, with_waiting=False) == {K.RECEIPT: 500}
    approve_journal(journal=undone, by=cast.csp_chair)
    assert contribution_sums(fire, with_waiting=False) == {K.RECEIPT: 0}
    assert cash_of_year(cast.partnership, YEAR).closing == 0


def test_leaves_out_what_was_refused(cast: Cast, fire: Agreement) -> None:
    step = Step(kind=K.INVOICE, pence=500, on=DAY)
    journal = put_income_forward(agreement=fire, by=cast.finance_officer, step=step)
    refuse_journal(journal=journal, by=cast.csp_chair, reason="Wrong")
    assert contribution_sums(fire, with_waiting=True) == {}


def test_finds_what_waits_and_moves_the_cash_of_the_year(cast: Cast, fire: Agreement) -> None:
    cost = cost_line(cast.partnership)
    forecast = [line(K.FORECAST, 5, about=cost)]
    put_forward(partnership=cast.partnership, by=cast.coordinator, lines=forecast, text="Forecast")
    assert not waiting_in(cast.partnership, YEAR).exists()
    paid = [line(K.ACTUAL, 5, about=cost), line(K.ACTUAL, 6, about=cost)]
    journal = put_forward(partnership=cast.partnership, by=cast.coordinator, lines=paid, text="Paid")
    assert list(waiting_in(cast.partnership, YEAR)) == [journal]
    assert not waiting_in(cast.partnership, YEAR.next).exists()
    approve_journal(journal=journal, by=cast.csp_chair)
    assert not waiting_in(cast.partnership, YEAR).exists()


def test_lists_who_owes_on_a_day(cast: Cast, entries: list[Entry], fire: Agreement) -> None:
    debts = debts_on(cast.partnership, DAY + datetime.timedelta(days=50))
    assert {key: debt.outstanding for key, debt in debts.items()} == {
        fire.pk: 250,
        entries[3].agreement_id: 900,
    }
    assert debts_on(cast.partnership, datetime.date(2025, 1, 1)) == {}


def test_reckons_cash_with_money_of_reviews_alone() -> None:
    assert {ENTRY_KINDS[kind].fund for kind in CASH_KINDS} == {Fund.REVIEWS}
