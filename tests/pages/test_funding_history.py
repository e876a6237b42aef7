"""The history of money: every act with who, as what, when, why, and what it changed."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from funding.actions.agreements import Terms as AgreementTerms
from funding.actions.agreements import change_agreement
from funding.actions.costs import CostChange, change_cost
from funding.actions.funding_settings import Terms, change_settings
from funding.actions.gaps import GapFacts, record_gap
from funding.actions.ledger import approve_journal, put_forward
from funding.history_rows import Changed, history_of
from funding.models import FundingEvent
from funding.terms import EntryKind, Sight
from funding.verbs import FundingVerb
from tests.conftest import Cast
from tests.money import agreement, cost_line, line

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PAGE = reverse("funding_history", args=("testshire", "2026-27"))
TERMS = Terms(sight=Sight.OWN, average_cost_pence=2000000, average_cost_source="x", answer_days=28, payment_days=30)


def page_of(client: Client, cast: Cast, address: str = PAGE) -> str:
    """The page as the auditor sees it."""
    client.force_login(cast.auditor)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def set_terms(cast: Cast, **other: object) -> None:
    """Change the settings with a reason."""
    terms = Terms(**{**vars(TERMS), **other})
    change_settings(partnership=cast.partnership, by=cast.coordinator, terms=terms, reason="Agreed in May")


def test_says_so_when_nothing_was_done(client: Client, cast: Cast) -> None:
    assert "Nothing is recorded" in page_of(client, cast)


def test_tells_who_did_what_as_what_and_why(client: Client, cast: Cast) -> None:
    lines = [line(EntryKind.ACTUAL, 100, about=cost_line(cast.partnership))]
    journal = put_forward(partnership=cast.partnership, by=cast.finance_officer, lines=lines, text="Paid")
    approve_journal(journal=journal, by=cast.csp_chair, reason="As minuted")
    page = page_of(client, cast)
    for words in (
        "Entries put forward",
        "Finance Officer (finance officer)",
        "Entries approved and posted",
        "Csp Chair (",
        "Reason: As minuted",
    ):
        assert words in page
    assert "Paid</p>" in page
    assert page.index("Entries approved and posted</h3>") < page.index("Entries put forward</h3>")


def test_shows_before_and_after_of_what_changed(client: Client, cast: Cast) -> None:
    set_terms(cast)
    set_terms(cast, sight=Sight.EVERYTHING, average_cost_pence=None)
    page = page_of(client, cast)
    assert "Average cost of a review: was £20,000, now not stated" in page
    assert "What a partner sees: was Its own lines only, now Its own lines, the totals and every partner" in page


def test_ties_each_change_to_its_own_act(cast: Cast) -> None:
    cost = cost_line(cast.partnership)
    for name in ("First", "Second"):
        change_cost(cost=cost, by=cast.coordinator, change=CostChange(description=name), reason=f"{name} reason")
    newest, oldest = history_of(cast.partnership, [("costline", [cost.pk])])
    assert newest.changes == (Changed("What for", "First", "Second"),)
    assert oldest.changes == (Changed("What for", "Chairing", "First"),)


def test_shows_no_change_for_an_act_that_wrote_none(cast: Cast) -> None:
    gap = record_gap(partnership=cast.partnership, by=cast.coordinator, facts=GapFacts(text="A gap"))
    (told,) = history_of(cast.partnership, [("recordedgap", [gap.pk])])
    assert (told.title, told.changes) == ("Gap recorded", ())


def test_names_a_file_where_no_person_acted(cast: Cast) -> None:
    FundingEvent.objects.create(
        partnership=cast.partnership,
        kind=FundingVerb.IMPORT_YEARS,
        on="2026-06-01",
        subject="partnership",
        subject_id=1,
    )
    (told,) = history_of(cast.partnership, [("partnership", [1])])
    assert (told.by, told.changes) == ("a file taken in from the command line", ())


def test_shows_one_kind_of_act_alone(client: Client, cast: Cast) -> None:
    set_terms(cast)
    record_gap(partnership=cast.partnership, by=cast.coordinator, facts=GapFacts(text="A gap"))
    page = page_of(client, cast, f"{PAGE}?act=record_gap")
    assert "Gap recorded</h3>" in page
    assert "Settings of money changed</h3>" not in page
    assert "Settings of money changed</h3>" in page_of(client, cast, f"{PAGE}?act=nonsense")


def test_pages_forty_acts_with_the_same_few_queries(client: Client, cast: Cast) -> None:
    for number in range(3):
        set_terms(cast, answer_days=number + 1)
    page_of(client, cast)
    with CaptureQueriesContext(connection) as few:
        page_of(client, cast)
    for number in range(40):
        set_terms(cast, answer_days=number + 10)
    with CaptureQueriesContext(connection) as many:
        page = page_of(client, cast)
    assert "Page 1 of 2" in page
    assert len(many) == len(few)


@pytest.mark.parametrize("part", ["panel_member", "funding_contact", "administrator", "outsider"])
def test_is_not_there_for_people_without_the_permission(client: Client, cast: Cast, part: str) -> None:
    client.force_login(cast.people()[part])
    assert client.get(PAGE).status_code == 404


def test_shows_a_correction_whose_working_has_grown(client: Client, cast: Cast) -> None:
    share = agreement(cast.partnership, cast.police, 500000)
    terms = AgreementTerms(amount_pence=400000)
    change_agreement(agreement=share, by=cast.coordinator, terms=terms, reason="Two reviews fewer")
    page = page_of(client, cast)
    assert "from £5,000 to £4,000: Two reviews fewer" in page
