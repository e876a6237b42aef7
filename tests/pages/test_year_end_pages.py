"""The year end on screen: the cash of the year, the decision form, the decisions, and gaps from minutes."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dhr_cases.models import User
from funding.actions.funding_settings import Terms, change_settings
from funding.actions.gaps import GapFacts, record_gap
from funding.actions.ledger import approve_journal
from funding.models import Agreement, Entry, RecordedGap, YearEndDecision
from funding.money import Qualifier
from funding.terms import EntryKind, Sight
from funding.verbs import FundingVerb
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import agreement, body, cost_line, line, posted

pytestmark = pytest.mark.django_db

PAST = FinancialYear(2025)
IN_PAST = datetime.date(2025, 9, 1)
PAGE = reverse("funding_year_end", args=("testshire", "2025-26"))
DECIDE = reverse("funding_act", args=("testshire", "2025-26", FundingVerb.DECIDE_YEAR_END.value))
GAP = reverse("funding_act", args=("testshire", "2025-26", FundingVerb.RECORD_GAP.value))
ANSWERS = {
    "decided_by": "Dana Okafor, chair",
    "decided_on_day": "4",
    "decided_on_month": "5",
    "decided_on_year": "2026",
    "meeting": "Executive",
    "minute": "12",
}


@pytest.fixture
def owed(cast: Cast) -> Agreement:
    """A contribution of £5,000 that came in, in a year in which £2,000 was spent."""
    owed = agreement(cast.partnership, body("Fire"), 500000, year=PAST)
    lines = [
        line(EntryKind.RECEIPT, 500000, about=owed, on=IN_PAST),
        line(EntryKind.ACTUAL, 200000, about=cost_line(cast.partnership), on=IN_PAST),
    ]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    return owed


def page_of(client: Client, who: User, address: str = PAGE) -> str:
    """The page as a person sees it."""
    client.force_login(who)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_shows_the_cash_of_the_year_down_to_what_is_left(client: Client, cast: Cast, owed: Agreement) -> None:
    page = page_of(client, cast.auditor)
    for words in ("£5,000", "−£2,000", "£3,000", "Nothing has been decided", "kind=receipt"):
        assert words in page
    assert DECIDE not in page


def test_records_the_decision_after_a_check_of_the_answers(client: Client, cast: Cast, owed: Agreement) -> None:
    assert DECIDE in page_of(client, cast.finance_officer)
    assert "£3,000 is left of 2025/26" in page_of(client, cast.finance_officer, DECIDE)
    amounts = {"carried_pence": "1,000", "returned_pence": "2,000", "returned_to": str(owed.organisation_id)}
    check = client.post(DECIDE, {**ANSWERS, **amounts}).content.decode()
    assert "Somebody else approves the entries" in check
    client.post(DECIDE, {**ANSWERS, **amounts, "confirmed": "yes"})
    page = page_of(client, cast.finance_officer)
    for words in ("Executive, minute 12", "Dana Okafor, chair", "4 May 2026", "Waiting for approval", "Fire"):
        assert words in page
    decision = YearEndDecision.objects.get()
    approve_journal(journal=decision.journal, by=cast.csp_chair)
    page = page_of(client, cast.finance_officer)
    assert "Posted" in page
    assert DECIDE not in page
    next_year = page_of(client, cast.finance_officer, reverse("funding_year_end", args=("testshire", "2026-27")))
    assert "£1,000" in next_year


def test_says_what_does_not_add_up(client: Client, cast: Cast, owed: Agreement) -> None:
    client.force_login(cast.finance_officer)
    answer = client.post(DECIDE, {**ANSWERS, "carried_pence": "1", "confirmed": "yes"})
    assert "£3,000 is left of 2025/26" in answer.content.decode()
    assert not YearEndDecision.objects.exists()


def test_says_when_a_year_not_over_can_be_decided_on(client: Client, cast: Cast) -> None:
    page = page_of(client, cast.finance_officer, reverse("funding_year_end", args=("testshire", "2090-91")))
    assert "It can be decided on from 1 April 2091" in page


def test_says_by_how_much_a_year_is_overdrawn(client: Client, cast: Cast) -> None:
    spent = [line(EntryKind.ACTUAL, 200000, about=cost_line(cast.partnership), on=IN_PAST)]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, spent)
    page = page_of(client, cast.finance_officer)
    assert "Overdrawn by £2,000" in page
    assert DECIDE not in page


def test_records_a_gap_and_shows_it_as_reviews(client: Client, cast: Cast) -> None:
    assert "No gap is recorded" in page_of(client, cast.coordinator)
    terms = Terms(
        sight=Sight.OWN, average_cost_pence=2000000, average_cost_source="Minute", answer_days=28, payment_days=30
    )
    change_settings(partnership=cast.partnership, by=cast.coordinator, terms=terms, reason="First set")
    answers = {"text": "A gap of £20,000 is still present", "amount_pence": "20,000", "qualifier": "exact"}
    client.post(GAP, {**answers, "meeting": "Executive", "minute": "7"})
    page = page_of(client, cast.coordinator)
    for words in ("A gap of £20,000 is still present", "about 1.0 reviews at the local average of £20,000", "minute 7"):
        assert words in page
    gap = RecordedGap.objects.get()
    close = reverse("funding_act", args=("testshire", "2025-26", FundingVerb.CLOSE_GAP.value, gap.pk))
    assert close in page
    on = {"on_day": "1", "on_month": "6", "on_year": "2026"}
    client.post(close, {**on, "reason": "Shares were raised"})
    page = page_of(client, cast.coordinator)
    assert "Closed 1 June 2026: Shares were raised" in page
    assert close not in page


def test_keeps_about_with_the_gap_and_says_what_is_not_stated(client: Client, cast: Cast) -> None:
    said = GapFacts(text="Shortfall", amount_pence=500000, qualifier=Qualifier.ABOUT)
    record_gap(partnership=cast.partnership, by=cast.coordinator, facts=said)
    page = page_of(client, cast.auditor)
    assert "about £5,000" in page
    assert "not stated" in page
    assert "/do/" not in page


@pytest.mark.parametrize("part", ["panel_member", "funding_contact", "administrator", "outsider"])
def test_is_not_there_for_people_without_the_permission(client: Client, cast: Cast, part: str) -> None:
    client.force_login(cast.people()[part])
    assert client.get(PAGE).status_code == 404


def test_asks_the_database_no_more_for_many_than_for_few(client: Client, cast: Cast, owed: Agreement) -> None:
    record_gap(partnership=cast.partnership, by=cast.coordinator, facts=GapFacts(text="A gap"))
    page_of(client, cast.coordinator)
    with CaptureQueriesContext(connection) as few:
        page_of(client, cast.coordinator)
    for number in range(40):
        facts = GapFacts(text=f"Gap {number}", owner=owed.organisation, amount_pence=100)
        record_gap(partnership=cast.partnership, by=cast.coordinator, facts=facts)
    more = [line(EntryKind.RECEIPT, 100, about=owed, on=IN_PAST) for _ in range(10)]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, more)
    with CaptureQueriesContext(connection) as many:
        page = page_of(client, cast.coordinator)
    assert "Gap 39" in page
    assert len(many) == len(few)
    assert Entry.objects.count() == 12
