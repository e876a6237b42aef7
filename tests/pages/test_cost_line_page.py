"""The page of one cost: its years, days, quotes, entries and history, and what can be done with it."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dhr_cases.models import User
from funding.actions.costs import CostChange, CostFacts, Payment, add_cost, change_cost, record_actual
from funding.actions.ledger import approve_journal
from funding.actions.quotes import add_quote, choose_quote
from funding.models import CostLine, CostQuote, Entry, Journal, JournalLine
from funding.terms import CostBasis, CostClass, EntryKind
from funding.verbs import FundingVerb
from tests.conftest import Cast
from tests.money import DAY, YEAR

pytestmark = pytest.mark.django_db

V = FundingVerb
TODAY = {"on_day": "1", "on_month": "6", "on_year": "2026"}


@pytest.fixture
def cost(cast: Cast) -> CostLine:
    """A chair at £500 a day for ten days, forecast and posted."""
    facts = CostFacts(
        cost_class=CostClass.CHAIR,
        description="Independent chair",
        supplier="Chairing Ltd",
        basis=CostBasis.DAY_RATE,
        day_rate_pence=50000,
        days_estimated=Decimal(10),
    )
    line = add_cost(partnership=cast.partnership, by=cast.coordinator, facts=facts, year=YEAR)
    approve_waiting(cast)
    return line


def approve_waiting(cast: Cast) -> None:
    """Post whatever waits."""
    for journal in Journal.objects.filter(decision=None):
        approve_journal(journal=journal, by=cast.csp_chair)


def about(cost: CostLine) -> str:
    """The page of the cost."""
    return reverse("funding_cost", args=("testshire", "2026-27", cost.pk))


def act(verb: FundingVerb, row: CostLine | CostQuote) -> str:
    """The page of an act on the cost or a quote."""
    return reverse("funding_act", args=("testshire", "2026-27", verb.value, row.pk))


def page_of(client: Client, who: User, address: str) -> str:
    """The page as a person sees it."""
    client.force_login(who)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_shows_days_used_against_days_estimated(client: Client, cast: Cast, cost: CostLine) -> None:
    payment = Payment(pence=225000, on=DAY, year=YEAR.start, document="INV 9", days_used=Decimal("4.5"))
    record_actual(cost=cost, by=cast.finance_officer, payment=payment)
    approve_waiting(cast)
    page = page_of(client, cast.auditor, about(cost))
    for words in ("Days estimated", "10.00", "Days used", "4.50", "£2,250", "£2,750", "INV 9", "Chairing Ltd"):
        assert words in page


def test_says_what_waits_and_does_not_count_it(client: Client, cast: Cast, cost: CostLine) -> None:
    record_actual(cost=cost, by=cast.finance_officer, payment=Payment(pence=7700, on=DAY, year=YEAR.start))
    page = page_of(client, cast.auditor, about(cost))
    waiting = page.split('aria-label="Waiting for approval, not counted yet"')[1].split("</table>")[0]
    assert "£77" in waiting
    by_year = page.split('aria-label="By year"')[1].split("</table>")[0]
    assert "£77" not in by_year


def test_warns_below_three_quotes_and_shows_why_one_was_chosen(client: Client, cast: Cast, cost: CostLine) -> None:
    assert "No quote is recorded" in page_of(client, cast.coordinator, about(cost))
    quote = add_quote(cost=cost, by=cast.coordinator, supplier="Fair Ltd", amount_pence=450000, received_on=DAY)
    page = page_of(client, cast.coordinator, about(cost))
    assert "1 quote is recorded. At least 3 are usual." in page
    assert act(V.CHOOSE_QUOTE, quote) in page
    assert "At least 3 are usual" in page_of(client, cast.coordinator, act(V.CHOOSE_QUOTE, quote))
    client.post(act(V.CHOOSE_QUOTE, quote), {"reason": "The only one free"})
    page = page_of(client, cast.coordinator, about(cost))
    assert "Chosen: The only one free" in page
    assert act(V.CHOOSE_QUOTE, quote) not in page


def test_prefills_a_commitment_from_the_chosen_quote(client: Client, cast: Cast, cost: CostLine) -> None:
    quote = add_quote(cost=cost, by=cast.coordinator, supplier="Fair Ltd", amount_pence=450000, received_on=DAY)
    choose_quote(quote=quote, by=cast.coordinator, reason="Best")
    page = page_of(client, cast.coordinator, act(V.STATE_COST, cost))
    assert 'value="4,500.00"' in page
    assert "Forecast so far: 2026/27 £5,000. Commitment so far: not stated." in page


def test_commits_across_two_years_in_one_form(client: Client, cast: Cast, cost: CostLine) -> None:
    client.force_login(cast.coordinator)
    amounts = {"year_2026": "3,000", "year_2027": "1,500.50"}
    answer = client.post(f"{act(V.STATE_COST, cost)}?back={about(cost)}", {"kind": "commitment", **TODAY, **amounts})
    assert (answer.status_code, answer["Location"]) == (302, about(cost))
    put = JournalLine.objects.filter(kind=EntryKind.COMMITMENT).values_list("year", "amount_pence")
    assert dict(put) == {2026: 300000, 2027: 150050}


def test_asks_for_the_reason_beside_what_was_typed(client: Client, cast: Cast, cost: CostLine) -> None:
    client.force_login(cast.coordinator)
    answer = client.post(act(V.STATE_COST, cost), {"kind": "forecast", **TODAY, "year_2026": "6,000"})
    page = answer.content.decode()
    assert "A figure that stands is changed: enter the reason." in page
    assert 'value="6,000"' in page


def test_records_a_payment_through_the_form(client: Client, cast: Cast, cost: CostLine) -> None:
    client.force_login(cast.finance_officer)
    answers = {"pence": "1,000", **TODAY, "for_year": "2026", "document": "INV 3", "days_used": "2"}
    client.post(act(V.RECORD_ACTUAL, cost), answers)
    approve_waiting(cast)
    cost.refresh_from_db()
    assert Entry.objects.get(kind=EntryKind.ACTUAL).document == "INV 3"
    assert cost.days_used == 2


def test_settles_and_reopens_through_the_forms(client: Client, cast: Cast, cost: CostLine) -> None:
    record_actual(cost=cost, by=cast.finance_officer, payment=Payment(pence=100, on=DAY, year=YEAR.start))
    approve_waiting(cast)
    client.force_login(cast.coordinator)
    client.post(act(V.SETTLE_COST, cost), TODAY)
    page = page_of(client, cast.coordinator, about(cost))
    assert "since 1 June 2026" in page
    assert act(V.RECORD_ACTUAL, cost) not in page
    client.post(act(V.REOPEN_COST, cost), {"reason": "Late invoice"})
    assert act(V.RECORD_ACTUAL, cost) in page_of(client, cast.coordinator, about(cost))


def test_tells_its_history_with_before_and_after(client: Client, cast: Cast, cost: CostLine) -> None:
    change = CostChange(description="Chair", supplier="Chairing Ltd", day_rate_pence=52000, days_estimated=Decimal(10))
    change_cost(cost=cost, by=cast.coordinator, change=change, reason="New contract")
    page = page_of(client, cast.auditor, about(cost)).split("History")[-1]
    for words in (
        "Cost changed",
        "Coordinator (coordinator)",
        "Reason: New contract",
        "Day rate: was £500, now £520",
        "What for: was Independent chair, now Chair",
        "Cost added",
    ):
        assert words in page


def test_offers_nothing_to_people_who_only_look(client: Client, cast: Cast, cost: CostLine) -> None:
    add_quote(cost=cost, by=cast.coordinator, supplier="Fair Ltd", received_on=DAY)
    for person in (cast.auditor, cast.csp_chair):
        assert "/do/" not in page_of(client, person, about(cost))


@pytest.mark.parametrize("part", ["panel_member", "funding_contact", "administrator", "outsider"])
def test_is_not_there_for_people_without_the_permission(client: Client, cast: Cast, cost: CostLine, part: str) -> None:
    client.force_login(cast.people()[part])
    assert client.get(about(cost)).status_code == 404


def test_is_not_there_for_a_cost_that_is_not(client: Client, cast: Cast) -> None:
    client.force_login(cast.finance_officer)
    assert client.get(reverse("funding_cost", args=("testshire", "2026-27", 987654))).status_code == 404


def test_asks_the_database_no_more_for_many_than_for_few(client: Client, cast: Cast, cost: CostLine) -> None:
    def grow(number: int) -> None:
        add_quote(cost=cost, by=cast.coordinator, supplier=f"Supplier {number}", received_on=DAY)
        on = DAY + datetime.timedelta(days=number)
        record_actual(cost=cost, by=cast.finance_officer, payment=Payment(pence=100, on=on, year=YEAR.start))

    grow(0)
    approve_waiting(cast)
    grow(1)
    page_of(client, cast.coordinator, about(cost))
    with CaptureQueriesContext(connection) as few:
        page_of(client, cast.coordinator, about(cost))
    for number in range(2, 10):
        grow(number)
    approve_waiting(cast)
    grow(10)
    with CaptureQueriesContext(connection) as many:
        page_of(client, cast.coordinator, about(cost))
    assert len(many) == len(few)
