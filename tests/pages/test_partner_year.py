"""What does a body's contact read of its own year, and of the whole only as far as the partnership allows?"""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dhr_cases.actions.memberships import join_team
from dhr_cases.models import Organisation, OrganisationName
from dhr_cases.models.history import change
from dhr_cases.roles import Role
from funding.actions.asking import Asking
from funding.actions.requests import ask
from funding.models import Agreement, FundingSettings
from funding.terms import AgreementState, EntryKind, Sight
from funding.views.lane_rows import request_url
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import YEAR, agreement, cost_line, line, posted

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

ASKED = 500_000


@pytest.fixture
def contact(client: Client, cast: Cast) -> Client:
    client.force_login(cast.funding_contact)
    return client


def words(answer: Any) -> str:
    return str(answer.content, "utf-8")


def statement(cast: Cast, organisation: Organisation) -> str:
    return reverse("my_funding_year", args=[cast.partnership.code, organisation.code, "2026-27"])


@pytest.fixture
def paid(cast: Cast) -> Agreement:
    """The police have pledged, confirmed and been invoiced for £5,000 and have paid £2,000 of it."""
    share = agreement(cast.partnership, cast.police, ASKED, state=AgreementState.CONFIRMED)
    other = agreement(cast.partnership, cast.health, 900_000, state=AgreementState.CONFIRMED)
    lines = [line(kind, ASKED, about=share) for kind in (EntryKind.PLEDGE, EntryKind.CONFIRMATION, EntryKind.INVOICE)]
    lines += [line(EntryKind.RECEIPT, 150_000, about=share), line(EntryKind.RECEIPT, 50_000, about=share)]
    lines += [line(EntryKind.CONFIRMATION, 876_500, about=other)]
    lines += [line(EntryKind.COMMITMENT, 3_000_000, about=cost_line(cast.partnership))]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    return share


def test_states_own_lines_with_what_has_come_in_so_far(contact: Client, cast: Cast, paid: Agreement) -> None:
    shown = words(contact.get(statement(cast, cast.police)))
    for told in ("Pledge", "Confirmation", "Invoice", "Receipt", "£1,500", "£2,000", "£3,000", "Still to pay"):
        assert told in shown


def set_sight(cast: Cast, sight: Sight) -> None:
    with change("Test", None):
        settings, _ = FundingSettings.objects.get_or_create(partnership=cast.partnership)
        settings.sight = sight
        settings.save()


@pytest.mark.parametrize(
    ("sight", "sees_totals", "sees_others"),
    [(Sight.OWN, False, False), (Sight.TOTALS, True, False), (Sight.EVERYTHING, True, True)],
)
def test_shows_of_the_whole_what_the_partnership_allows(
    contact: Client, cast: Cast, paid: Agreement, sight: Sight, sees_totals: bool, sees_others: bool
) -> None:
    set_sight(cast, sight)
    shown = words(contact.get(statement(cast, cast.police)))
    assert ("£30,000" in shown) is sees_totals
    assert (str(cast.health) in shown) is sees_others
    assert ("£8,765" in shown) is sees_others


def test_names_the_body_as_it_was_called_then(contact: Client, cast: Cast, paid: Agreement) -> None:
    with change("Test", None):
        OrganisationName.objects.create(
            organisation=cast.police, name="Testshire Constabulary", until=YEAR.last + datetime.timedelta(days=30)
        )
    shown = words(contact.get(statement(cast, cast.police)))
    assert "Testshire Constabulary" in shown
    assert f"Your organisation is now called {cast.police}" in shown


def test_says_that_nothing_is_recorded_for_an_empty_year(contact: Client, cast: Cast) -> None:
    shown = words(contact.get(statement(cast, cast.police)))
    assert "No contribution is recorded for this year." in shown


def test_opens_no_statement_of_another_body(contact: Client, cast: Cast, paid: Agreement) -> None:
    assert contact.get(statement(cast, cast.health)).status_code == 404


def test_asks_no_more_of_the_database_for_more_years(contact: Client, cast: Cast, paid: Agreement) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            contact.get(reverse("my_funding"))
        return len(asked)

    contact.get(reverse("my_funding"))
    few = queries()
    for year in (2021, 2022, 2023, 2024, 2025):
        agreement(cast.partnership, cast.police, ASKED, year=FinancialYear(year))
    assert queries() == few


def test_lists_the_requests_to_this_body_in_this_year(contact: Client, cast: Cast) -> None:
    """A person who answers for two bodies reads what each is asked on its own page."""
    join_team(
        by=None, to=cast.funding_contact, partnership=cast.partnership, role=Role.FUNDING_CONTACT,
        organisation=cast.health,
    )  # fmt: skip
    own, other, later = (
        ask(partnership=cast.partnership, by=cast.finance_officer, asking=Asking(organisation=who, year=year))
        for who, year in ((cast.police, YEAR), (cast.health, YEAR), (cast.police, YEAR.next))
    )
    shown = words(contact.get(statement(cast, cast.police)))
    assert [request_url(each) in shown for each in (own, other, later)] == [True, False, False]
