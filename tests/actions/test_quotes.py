"""Quotes for a cost: kept, counted, one chosen with a reason."""

import datetime

import pytest

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from funding.actions.costs import Payment, record_actual, settle_cost
from funding.actions.ledger import approve_journal
from funding.actions.quotes import add_quote, choose_quote, too_few
from funding.models import CostLine, CostQuote, FundingEvent
from funding.terms import CostBasis
from funding.verbs import FundingVerb
from tests.conftest import Cast
from tests.money import DAY, YEAR, cost_line

pytestmark = pytest.mark.django_db


def quote(cast: Cast, cost: CostLine, supplier: str, pence: int | None = 100000) -> CostQuote:
    """A quote kept by the coordinator."""
    return add_quote(cost=cost, by=cast.coordinator, supplier=supplier, amount_pence=pence, received_on=DAY)


def paid_for(cast: Cast) -> CostLine:
    """A cost that was paid and is still open."""
    cost = cost_line(cast.partnership)
    payment = Payment(pence=100, on=DAY, year=YEAR.start)
    approve_journal(journal=record_actual(cost=cost, by=cast.coordinator, payment=payment), by=cast.csp_chair)
    return cost


def settled(cast: Cast) -> CostLine:
    """A cost that is closed as fully paid."""
    return settle_cost(cost=paid_for(cast), by=cast.coordinator, on=DAY)


def test_keeps_a_quote_whose_amount_is_not_stated(cast: Cast) -> None:
    found = quote(cast, cost_line(cast.partnership), "Chairing Ltd", None)
    assert (found.amount_pence, found.is_chosen, found.received_on) == (None, False, DAY)
    event = FundingEvent.objects.get()
    assert (event.kind, event.subject, event.subject_id) == (FundingVerb.ADD_QUOTE, "costquote", found.pk)


def test_chooses_one_with_a_reason_and_takes_its_supplier(cast: Cast) -> None:
    cost = cost_line(cast.partnership)
    first, second = quote(cast, cost, "Dear Ltd"), quote(cast, cost, "Fair Ltd")
    choose_quote(quote=first, by=cast.coordinator, reason="Known to us")
    choose_quote(quote=second, by=cast.coordinator, reason="Cheaper and free at once")
    cost.refresh_from_db()
    assert (cost.supplier, cost.basis) == ("Fair Ltd", CostBasis.QUOTE)
    chosen = dict(CostQuote.objects.values_list("supplier", "is_chosen"))
    assert chosen == {"Dear Ltd": False, "Fair Ltd": True}
    kept = dict(CostQuote.objects.values_list("supplier", "reason"))
    assert kept == {"Dear Ltd": "Known to us", "Fair Ltd": "Cheaper and free at once"}
    event = FundingEvent.objects.filter(kind=FundingVerb.CHOOSE_QUOTE).latest("pk")
    assert (event.reason, event.detail) == ("Cheaper and free at once", {"quotes": 2})


@pytest.mark.parametrize(("count", "sentence"), [(1, "1 quote is recorded"), (2, "2 quotes are"), (3, ""), (4, "")])
def test_warns_below_three_quotes(cast: Cast, count: int, sentence: str) -> None:
    cost = cost_line(cast.partnership)
    for number in range(count):
        quote(cast, cost, f"Supplier {number}")
    told = too_few(cost)
    assert told.startswith(sentence)
    assert bool(told) is bool(sentence)


def test_chooses_a_quote_once(cast: Cast) -> None:
    found = quote(cast, cost_line(cast.partnership), "Fair Ltd")
    choose_quote(quote=found, by=cast.coordinator, reason="Best")
    with pytest.raises(NotNow, match="chosen already"):
        choose_quote(quote=found, by=cast.coordinator, reason="Best")


def test_asks_why_this_one(cast: Cast) -> None:
    found = quote(cast, cost_line(cast.partnership), "Fair Ltd")
    with pytest.raises(Incomplete, match="Say why"):
        choose_quote(quote=found, by=cast.coordinator, reason=" ")
    found.refresh_from_db()
    assert not found.is_chosen


@pytest.mark.parametrize(
    ("supplier", "day", "sentence"),
    [("", DAY, "Enter who"), ("Fair Ltd", datetime.date(2999, 1, 1), "in the future")],
)
def test_refuses_a_quote_from_nobody_or_to_come(cast: Cast, supplier: str, day: datetime.date, sentence: str) -> None:
    cost = cost_line(cast.partnership)
    with pytest.raises(Incomplete, match=sentence):
        add_quote(cost=cost, by=cast.coordinator, supplier=supplier, received_on=day)
    assert not CostQuote.objects.exists()


def test_refuses_people_who_do_not_keep_the_money(cast: Cast) -> None:
    cost = cost_line(cast.partnership)
    found = quote(cast, cost, "Fair Ltd")
    for person in (cast.csp_chair, cast.auditor, cast.funding_contact, cast.outsider):
        with pytest.raises(NotPermitted):
            add_quote(cost=cost, by=person, supplier="x", received_on=DAY)
        with pytest.raises(NotPermitted):
            choose_quote(quote=found, by=person, reason="x")


def test_takes_no_quote_for_a_cost_that_is_closed(cast: Cast) -> None:
    cost = settled(cast)
    with pytest.raises(NotNow, match="closed as fully paid"):
        quote(cast, cost, "Late Ltd")


def test_leaves_nothing_when_the_event_cannot_be_written(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    cost = cost_line(cast.partnership)
    found = quote(cast, cost, "Fair Ltd")

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(FundingEvent, "save", fail)
    with pytest.raises(RuntimeError):
        choose_quote(quote=found, by=cast.coordinator, reason="Best")
    found.refresh_from_db()
    cost.refresh_from_db()
    assert (found.is_chosen, cost.supplier) == (False, "")


def test_leaves_a_cost_closed_that_was_closed_since_the_page_was_opened(cast: Cast) -> None:
    """Otherwise the older page would open it again without a word."""
    cost = paid_for(cast)
    kept = quote(cast, cost, "Fair Ltd")
    settle_cost(cost=CostLine.objects.get(), by=cast.coordinator, on=DAY)
    with pytest.raises(NotNow, match="closed as fully paid"):
        quote(cast, cost, "Late Ltd")
    with pytest.raises(NotNow, match="closed as fully paid"):
        choose_quote(quote=kept, by=cast.coordinator, reason="Best")
    cost.refresh_from_db()
    assert (cost.is_settled, cost.settled_on, cost.supplier) == (True, DAY, "")
