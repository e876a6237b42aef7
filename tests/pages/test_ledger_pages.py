"""The ledger on screen: filters, totals of what is shown, links to journals, marks of reversals; and the debts."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dhr_cases.models import Case
from funding.actions.costs import CostFacts, add_cost
from funding.actions.ledger import approve_journal, reverse_journal
from funding.models import Agreement, CostLine, Entry, Journal
from funding.terms import CostClass, EntryKind
from funding.verbs import FundingVerb
from funding.years import year_of
from tests.conftest import Cast
from tests.money import YEAR, agreement, body, cost_line, line, posted

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

LEDGER = reverse("funding_ledger", args=("testshire", "2026-27"))
DEBTS = reverse("funding_debts", args=("testshire", "2026-27"))
LONG = "North and Mid Kent Integrated Something NHS Foundation Trust and its nominated successor bodies"
K = EntryKind
MANY = 40


def page_of(client: Client, cast: Cast, address: str = LEDGER) -> str:
    """The page as the finance officer sees it."""
    client.force_login(cast.finance_officer)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def entries_in(page: str) -> str:
    """The table of entries alone."""
    return page.rsplit('aria-label="Entries"', maxsplit=1)[-1].split("</table>", maxsplit=1)[0]


def post(cast: Cast, *lines: tuple[EntryKind, int, Agreement], on: datetime.date = datetime.date(2026, 6, 1)) -> Entry:
    """Posted entries; the first of them."""
    found = [line(kind, pence, about=about, on=on) for kind, pence, about in lines]
    return posted(cast.partnership, cast.finance_officer, cast.csp_chair, found)[0]


@pytest.fixture
def fire(cast: Cast) -> Agreement:
    """What the fire service owes."""
    return agreement(cast.partnership, body("Fire"), 500000)


def test_says_so_when_there_is_nothing(client: Client, cast: Cast) -> None:
    assert "No entry fits what you ask for" in page_of(client, cast)


def test_shows_each_entry_with_its_journal_and_balance(client: Client, cast: Cast, fire: Agreement) -> None:
    entry = post(cast, (K.INVOICE, 500000, fire))
    page = page_of(client, cast)
    for words in ("Fire", "1: Invoice", "£5,000", "1 June 2026", "Stands"):
        assert words in entries_in(page)
    assert reverse("funding_journal", args=("testshire", "2026-27", entry.journal_id)) in page
    assert reverse("funding_partner", args=("testshire", "2026-27", "fire")) in entries_in(page)


def test_adds_up_what_is_shown_by_kind(client: Client, cast: Cast, fire: Agreement) -> None:
    post(cast, (K.INVOICE, 500000, fire), (K.CREDIT_NOTE, 20000, fire), (K.RECEIPT, 100000, fire))
    totals = page_of(client, cast).split("What is shown adds up to")[-1].split("</table>")[0]
    for words in ("Invoice", "£5,000", "−£200", "£1,000"):
        assert words in totals


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("kind=receipt", "£111", "£222"),
        ("kind=forecast", "£333", "£111"),
        ("cost_class=legal", "£333", "£222"),
        ("reference=LR-1", "£333", "£222"),
        ("since_day=1&since_month=7&since_year=2026", "£222", "£111"),
        ("until_day=30&until_month=6&until_year=2026", "£111", "£222"),
        ("years=all", "£444", "£555"),
        ("", "£111", "£444"),
    ],
)
def test_shows_only_what_is_asked_for(
    client: Client, cast: Cast, fire: Agreement, query: str, shown: str, hidden: str
) -> None:
    earlier = agreement(cast.partnership, body("Health"), 500000, year=YEAR.previous)
    post(cast, (K.RECEIPT, 11100, fire))
    post(cast, (K.INVOICE, 22200, fire), on=datetime.date(2026, 8, 1))
    facts = CostFacts(cost_class=CostClass.LEGAL, description="Advice", learning_review="LR-1")
    add_cost(partnership=cast.partnership, by=cast.coordinator, facts=facts, year=YEAR, forecast={YEAR.start: 33300})
    approve_journal(journal=Journal.objects.get(decision=None), by=cast.csp_chair)
    post(cast, (K.INVOICE, 44400, earlier), on=datetime.date(2025, 8, 1))
    page = entries_in(page_of(client, cast, f"{LEDGER}?{query}"))
    assert shown in page
    assert hidden not in page


def test_shows_one_body_alone_and_how_to_see_all_again(client: Client, cast: Cast, fire: Agreement) -> None:
    health = agreement(cast.partnership, body("Health"), 500000)
    post(cast, (K.INVOICE, 100, fire), (K.INVOICE, 200, health))
    page = page_of(client, cast, f"{LEDGER}?body={fire.organisation_id}&kind=invoice")
    assert "Body: Fire" in page
    assert 'href="?kind=invoice"' in page
    assert f'href="{LEDGER}"' in page
    assert "£2" not in entries_in(page)


def test_passes_over_answers_that_make_no_sense(client: Client, cast: Cast, fire: Agreement) -> None:
    post(cast, (K.INVOICE, 500000, fire))
    page = page_of(client, cast, f"{LEDGER}?kind=nonsense&body=x&since_day=45&since_month=1&since_year=2026")
    assert "£5,000" in entries_in(page)


def test_marks_what_was_reversed_and_what_reverses(client: Client, cast: Cast, fire: Agreement) -> None:
    entry = post(cast, (K.RECEIPT, 500000, fire))
    undone = reverse_journal(journal=entry.journal, by=cast.finance_officer, reason="Other account")
    assert "Reversal waits" in page_of(client, cast)
    approve_journal(journal=undone, by=cast.csp_chair)
    shown = entries_in(page_of(client, cast))
    assert "Reversed" in shown
    assert "Reversal" in shown
    assert "−£5,000" in shown


def test_names_a_review_by_its_reference_alone(client: Client, cast: Cast, case: Case) -> None:
    facts = CostFacts(cost_class=CostClass.CHAIR, description="Chairing", case=case)
    add_cost(partnership=cast.partnership, by=cast.coordinator, facts=facts, year=YEAR, forecast={YEAR.start: 100})
    approve_journal(journal=Journal.objects.get(), by=cast.csp_chair)
    page = page_of(client, cast)
    assert case.reference in entries_in(page)
    assert case.pseudonym not in page


def test_puts_a_step_forward_through_the_form(client: Client, cast: Cast, fire: Agreement) -> None:
    address = reverse("funding_act", args=("testshire", "2026-27", FundingVerb.PUT_FORWARD.value, fire.pk))
    assert address in page_of(client, cast)
    answers = {"kind": "invoice", "pence": "1,250.50", "on_day": "1", "on_month": "6", "on_year": "2026"}
    check = client.post(address, answers).content.decode()
    assert "Check your answers" in check
    answer = client.post(f"{address}?back={LEDGER}", {**answers, "confirmed": "yes"})
    assert (answer.status_code, answer["Location"]) == (302, LEDGER)
    assert Journal.objects.get().lines.get().amount_pence == 125050


def test_says_beside_the_form_what_is_outstanding(client: Client, cast: Cast, fire: Agreement) -> None:
    post(cast, (K.INVOICE, 500000, fire), (K.RECEIPT, 120000, fire))
    address = reverse("funding_act", args=("testshire", "2026-27", FundingVerb.PUT_FORWARD.value, fire.pk))
    page = page_of(client, cast, address)
    assert "Outstanding" in page
    assert "£3,800" in page
    assert "£3,800.00" not in page, "as pages write it"


def test_says_why_a_refund_is_refused(client: Client, cast: Cast, fire: Agreement) -> None:
    address = reverse("funding_act", args=("testshire", "2026-27", FundingVerb.PUT_FORWARD.value, fire.pk))
    client.force_login(cast.finance_officer)
    answers = {"kind": "refund", "pence": "5", "on_day": "1", "on_month": "6", "on_year": "2026", "confirmed": "yes"}
    answer = client.post(address, answers)
    assert "No more can be refunded than £0" in answer.content.decode()
    assert not Journal.objects.exists()


def test_offers_nothing_to_people_who_only_look(client: Client, cast: Cast, fire: Agreement) -> None:
    client.force_login(cast.auditor)
    page = client.get(LEDGER).content.decode()
    assert "Put an entry forward" not in page


@pytest.mark.parametrize("part", ["panel_member", "funding_contact", "administrator", "outsider"])
@pytest.mark.parametrize("address", [LEDGER, DEBTS])
def test_is_not_there_for_people_without_the_permission(client: Client, cast: Cast, part: str, address: str) -> None:
    client.force_login(cast.people()[part])
    assert client.get(address).status_code == 404


def test_pages_many_entries_and_carries_long_names(client: Client, cast: Cast) -> None:
    owed = agreement(cast.partnership, body(LONG[:60]), 500000)
    post(cast, *((K.PLEDGE, 100 + number, owed) for number in range(MANY)))
    page = page_of(client, cast)
    assert LONG[:60] in page
    assert "Page 1 of 2" in page
    assert "£1.39" in page_of(client, cast, f"{LEDGER}?page=2")


def test_asks_the_database_no_more_for_many_than_for_few(client: Client, cast: Cast, fire: Agreement) -> None:
    for address in (LEDGER, DEBTS):
        post(cast, (K.INVOICE, 100, fire))
        page_of(client, cast, address)
        with CaptureQueriesContext(connection) as few:
            page_of(client, cast, address)
        for number in range(10):
            other = agreement(cast.partnership, body(f"{address[-4:-1]} body {number}"), 100)
            post(cast, (K.INVOICE, 100, other))
        with CaptureQueriesContext(connection) as many:
            page_of(client, cast, address)
        assert len(many) == len(few)


def test_lists_debts_of_every_year_by_age(client: Client, cast: Cast) -> None:
    today = timezone.localdate()
    for name, age, pence in (("Fire", 5, 10000), ("Health", 45, 20000), ("Prison", 200, 40000)):
        on = today - datetime.timedelta(days=age)
        owed = agreement(cast.partnership, body(name), pence, year=year_of(on))
        post(cast, (K.INVOICE, pence, owed), on=on)
        post(cast, (K.RECEIPT, pence // 4, owed), on=today)
    page = page_of(client, cast, DEBTS)
    for words in ("£75", "£150", "£300", "Over 90 days", "Record a receipt", "Prison"):
        assert words in page


def test_lists_what_was_paid_in_advance_apart(client: Client, cast: Cast, fire: Agreement) -> None:
    post(cast, (K.RECEIPT, 7700, fire))
    page = page_of(client, cast, DEBTS)
    assert "No invoice is outstanding" in page
    assert "£77" in page.split("Paid before it was invoiced")[-1]


def test_lists_no_debt_that_is_settled(client: Client, cast: Cast, fire: Agreement) -> None:
    post(cast, (K.INVOICE, 500000, fire), (K.RECEIPT, 500000, fire))
    assert "No invoice is outstanding" in page_of(client, cast, DEBTS)


def test_shows_a_cost_without_review_by_what_it_is_for(client: Client, cast: Cast) -> None:
    lines = [line(K.ACTUAL, 100, about=cost_line(cast.partnership))]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    entries = entries_in(page_of(client, cast))
    assert "Chairing" in entries
    assert reverse("funding_cost", args=("testshire", "2026-27", CostLine.objects.get().pk)) in entries
