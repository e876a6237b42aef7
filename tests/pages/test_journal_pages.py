"""What waits for approval, and one journal: who put it forward, who decided, what was posted, what reverses it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dhr_cases.models import User
from dhr_cases.models.history import change
from funding.actions.ledger import approve_journal, put_forward, refuse_journal, reverse_journal
from funding.models import Agreement, Entry, FundingRequest, Journal
from funding.terms import AgreementState, EntryKind, JournalOrigin
from funding.verbs import FundingVerb
from tests.conftest import Cast
from tests.money import DAY, agreement, body, line

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

JOURNALS = reverse("funding_journals", args=("testshire", "2026-27"))
LONG = "Confirmation of North and Mid Kent Integrated Something NHS Foundation Trust " * 3
V = FundingVerb


@pytest.fixture
def owed(cast: Cast) -> Agreement:
    """A contribution of £5,000."""
    return agreement(cast.partnership, body("Fire"), 500000)


@pytest.fixture
def journal(cast: Cast, owed: Agreement) -> Journal:
    """A confirmation put forward by the coordinator."""
    return put(cast.coordinator, owed)


def put(by: User, owed: Agreement, text: str = "Confirmation of Fire") -> Journal:
    """A confirmation put forward."""
    lines = [line(EntryKind.CONFIRMATION, 500000, about=owed)]
    return put_forward(partnership=owed.partnership, by=by, lines=lines, text=text)


def page_of(client: Client, who: User, address: str = JOURNALS) -> str:
    """The page as a person sees it."""
    client.force_login(who)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def about(journal: Journal) -> str:
    """The journal's page."""
    return reverse("funding_journal", args=("testshire", "2026-27", journal.pk))


def act(verb: FundingVerb, journal: Journal) -> str:
    """The page of an act on the journal."""
    return reverse("funding_act", args=("testshire", "2026-27", verb.value, journal.pk))


def test_says_so_when_nothing_waits(client: Client, cast: Cast) -> None:
    assert "Nothing waits for approval" in page_of(client, cast.csp_chair)


def test_lists_what_waits_with_who_put_it_forward(client: Client, cast: Cast, journal: Journal) -> None:
    page = page_of(client, cast.csp_chair)
    for words in ("Confirmation of Fire", cast.coordinator.full_name, "Entered by hand", "Decide", about(journal)):
        assert words in page


def test_approves_through_the_form_and_confirms_the_contribution(
    client: Client, cast: Cast, journal: Journal, owed: Agreement
) -> None:
    address = act(V.APPROVE_JOURNAL, journal)
    assert address in page_of(client, cast.csp_chair, about(journal))
    page = page_of(client, cast.csp_chair, address)
    assert "£5,000" in page
    assert "£5,000.00" not in page, "as pages write it"
    answer = client.post(f"{address}?back={JOURNALS}", {"reason": ""})
    assert (answer.status_code, answer["Location"]) == (302, JOURNALS)
    owed.refresh_from_db()
    assert (Entry.objects.get().approved_by, owed.state) == (cast.csp_chair, AgreementState.CONFIRMED)
    assert client.get(address).status_code == 404


def test_refuses_through_the_form_with_a_reason(client: Client, cast: Cast, journal: Journal) -> None:
    client.force_login(cast.csp_chair)
    address = act(V.REFUSE_JOURNAL, journal)
    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "Wrong year"})
    page = page_of(client, cast.coordinator, about(journal))
    assert "Refused by Csp Chair" in page
    assert "Wrong year" in page
    assert not Entry.objects.exists()


def test_offers_no_decision_to_who_put_it_forward(client: Client, cast: Cast, owed: Agreement) -> None:
    own = put(cast.finance_officer, owed)
    assert "You put this forward" in page_of(client, cast.finance_officer)
    page = page_of(client, cast.finance_officer, about(own))
    assert "Somebody else has to decide" in page
    assert act(V.APPROVE_JOURNAL, own) not in page
    answer = client.post(act(V.APPROVE_JOURNAL, own), {"reason": ""})
    assert "You put these entries forward yourself" in answer.content.decode()
    assert not Entry.objects.exists()


def test_leaves_a_partner_s_answer_to_its_request(client: Client, cast: Cast, owed: Agreement) -> None:
    answered = Journal.objects.create(
        partnership=cast.partnership, origin=JournalOrigin.ANSWER, text="Answer", prepared_by=cast.funding_contact
    )
    with change("Test", cast.coordinator):
        request = FundingRequest.objects.create(
            partnership=cast.partnership, organisation=owed.organisation, year=2026, asked_on=DAY, journal=answered
        )
    page = page_of(client, cast.csp_chair, about(answered))
    assert "decided on with the request" in page
    assert reverse("funding_request", args=("testshire", "2026-27", request.pk)) in page
    assert client.get(act(V.APPROVE_JOURNAL, answered)).status_code == 404


def test_shows_what_was_posted_with_its_digest(client: Client, cast: Cast, journal: Journal) -> None:
    (entry,) = approve_journal(journal=journal, by=cast.csp_chair, reason="As minuted")
    page = page_of(client, cast.auditor, about(journal))
    assert entry.digest in page
    assert "Approved and posted by Csp Chair" in page
    assert "As minuted" in page


def test_reverses_through_the_form(client: Client, cast: Cast, journal: Journal) -> None:
    approve_journal(journal=journal, by=cast.csp_chair)
    address = act(V.REVERSE_JOURNAL, journal)
    assert address in page_of(client, cast.finance_officer, about(journal))
    client.post(address, {"reason": "Twice", "confirmed": "yes"})
    undone = Journal.objects.get(reverses=journal)
    page = page_of(client, cast.finance_officer, about(journal))
    assert f'href="{about(undone)}"' in page
    assert address not in page
    assert f'href="{about(journal)}"' in page_of(client, cast.csp_chair, about(undone))


def test_offers_no_act_to_the_auditor(client: Client, cast: Cast, journal: Journal) -> None:
    assert "/do/" not in page_of(client, cast.auditor, about(journal))
    approve_journal(journal=journal, by=cast.csp_chair)
    assert "/do/" not in page_of(client, cast.auditor, about(journal))


def test_shows_a_refused_reversal_without_marking_the_entries(client: Client, cast: Cast, journal: Journal) -> None:
    approve_journal(journal=journal, by=cast.csp_chair)
    undone = reverse_journal(journal=journal, by=cast.finance_officer, reason="Twice")
    refuse_journal(journal=undone, by=cast.csp_chair, reason="It was not")
    assert "refused by csp chair" in page_of(client, cast.auditor, about(journal)).lower()
    ledger = page_of(client, cast.auditor, reverse("funding_ledger", args=("testshire", "2026-27")))
    assert "Stands" in ledger


@pytest.mark.parametrize("part", ["panel_member", "funding_contact", "administrator", "outsider"])
def test_is_not_there_for_people_without_the_permission(
    client: Client, cast: Cast, journal: Journal, part: str
) -> None:
    client.force_login(cast.people()[part])
    assert client.get(JOURNALS).status_code == 404
    assert client.get(about(journal)).status_code == 404


def test_pages_forty_and_carries_long_words(client: Client, cast: Cast, owed: Agreement) -> None:
    for number in range(40):
        put(cast.coordinator, owed, f"{LONG}{number}")
    page = page_of(client, cast.csp_chair)
    assert LONG in page
    assert "Page 1 of 2" in page


def test_asks_the_database_no_more_for_many_than_for_few(
    client: Client, cast: Cast, owed: Agreement, journal: Journal
) -> None:
    page_of(client, cast.csp_chair)
    with CaptureQueriesContext(connection) as few:
        page_of(client, cast.csp_chair)
    for _ in range(10):
        put(cast.coordinator, owed)
    with CaptureQueriesContext(connection) as many:
        page_of(client, cast.csp_chair)
    assert len(many) == len(few)
