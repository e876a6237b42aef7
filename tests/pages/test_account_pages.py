"""The pages about accounts show people and teams, and no case."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dhr_cases.actions.accounts import AccountDetails, make_account
from dhr_cases.models import Case, TeamMembership, User
from dhr_cases.roles import Role
from tests.conftest import Cast

LONG_NAME = "Anastasia-Wilhelmina Featherstonehaugh-Cholmondeley of the North and Mid Kent Integrated Partnership"


@pytest.fixture
def administrator(cast: Cast, client: Client) -> Client:
    """The administrator at the browser."""
    client.force_login(cast.administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_lists_accounts_with_their_teams(administrator: Client, cast: Cast) -> None:
    """Names are full, however long, and forty stand on a page."""
    for number in range(45):
        User.objects.create_user(f"long{number}@example.test", None, full_name=LONG_NAME)
    page = administrator.get(reverse("accounts"))
    assert LONG_NAME in page.content.decode()
    assert len(page.context["rows"]) == 40
    assert page.context["count"] == 45 + len(cast.people())


def test_asks_as_often_for_forty_accounts_as_for_one(administrator: Client, cast: Cast) -> None:
    """Queries do not grow with rows."""
    with CaptureQueriesContext(
        connection,
    ) as few:
        administrator.get(reverse("accounts"), {"text": cast.outsider.email})
    with CaptureQueriesContext(connection) as many:
        administrator.get(reverse("accounts"))
    assert len(many) <= len(few) + 1


@pytest.mark.parametrize(
    ("wanted", "part"),
    [({"text": "auditor@"}, "auditor"), ({"role": Role.FINANCE_OFFICER.value}, "finance_officer")],
)
def test_narrows_the_list(administrator: Client, cast: Cast, wanted: dict[str, str], part: str) -> None:
    """By words of name or address, and by standing team."""
    page = administrator.get(reverse("accounts"), wanted)
    assert [row["cells"][1]["text"] for row in page.context["rows"]] == [cast.people()[part].email]


def test_says_when_nothing_matches(administrator: Client) -> None:
    """An empty list leads back to the whole one."""
    page = administrator.get(reverse("accounts"), {"text": "nobody at all"})
    assert "No account matches." in page.content.decode()


def test_shows_no_case_on_an_account(administrator: Client, cast: Cast, case: Case) -> None:
    """Roles on single reviews belong to the coordinator."""
    page = administrator.get(reverse("account", args=(cast.panel_member.pk,)))
    assert case.reference not in page.content.decode()


def test_makes_an_account_and_joins_it_to_a_team(administrator: Client, cast: Cast) -> None:
    """The administrator is led from the one to the other."""
    made = administrator.post(reverse("account_new"), {"full_name": "Nina Moor", "email": "nina@example.test"})
    account = User.objects.get(email="nina@example.test")
    assert made.headers["Location"] == reverse("account", args=(account.pk,))
    answers = {"role": Role.AUDITOR.value, "partnership": cast.partnership.pk, "reason": "New auditor"}
    administrator.post(reverse("account_join", args=(account.pk,)), answers)
    place = TeamMembership.objects.get(user=account)
    assert place.reason == "New auditor"
    administrator.post(reverse("account_leave", args=(account.pk, place.pk)), {"reason": "Moved on"})
    assert "Moved on" in administrator.get(reverse("account", args=(account.pk,))).content.decode()


def test_asks_a_funding_contact_for_the_organisation(administrator: Client, cast: Cast) -> None:
    """The role speaks for a body."""
    answers = {"role": Role.FUNDING_CONTACT.value, "partnership": cast.partnership.pk, "reason": "New"}
    page = administrator.post(reverse("account_join", args=(cast.outsider.pk,)), answers)
    assert "organisation" in page.context["form"].errors


def test_says_why_the_last_administrator_stays(administrator: Client, cast: Cast) -> None:
    """The sentence of the rule stands on the page."""
    address = reverse("account_deactivate", args=(cast.administrator.pk,))
    page = administrator.post(address, {"reason": "Leaving"})
    assert page.status_code == 422
    assert "last administrator" in page.content.decode()


def test_closes_and_reopens_an_account(administrator: Client, cast: Cast) -> None:
    """Each with its reason, listed on the account's page."""
    for act in ("deactivate", "reactivate"):
        administrator.post(reverse(f"account_{act}", args=(cast.outsider.pk,)), {"reason": f"Reason to {act}"})
    page = administrator.get(reverse("account", args=(cast.outsider.pk,))).content.decode()
    assert "Reason to deactivate" in page
    assert "Reason to reactivate" in page


def test_keeps_everybody_else_out(cast: Cast, client: Client) -> None:
    """Accounts are the administrator's; one's own page is everybody's."""
    client.force_login(cast.coordinator, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("accounts")).status_code == 403
    assert client.get(reverse("account_page")).status_code == 200


def test_lets_a_person_turn_the_daily_message_off(cast: Cast, client: Client) -> None:
    """The choice is one's own."""
    client.force_login(cast.auditor, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post(reverse("account_digest"), {})
    assert not User.objects.get(pk=cast.auditor.pk).wants_digest


def test_lets_an_invited_person_in_by_code(cast: Cast, client: Client) -> None:
    """Without a password, and afterwards they can set one."""
    details = AccountDetails(email="nina@example.test", full_name="Nina Moor")
    make_account(by=cast.administrator, details=details)
    client.post(reverse("account_request_login_code"), {"email": details.email})
    (message,) = mail.outbox
    code = re.search(r"^\s*([A-Z0-9]{4,}-?[A-Z0-9]*)\s*$", str(message.body), re.MULTILINE)
    assert code is not None
    client.post(reverse("account_confirm_login_code"), {"code": code[1]})
    assert "Nina Moor" in client.get(reverse("account_page")).content.decode()
    answer = client.get(reverse("account_change_password"))
    assert answer.headers["Location"] == reverse("account_set_password")
