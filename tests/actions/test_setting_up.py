"""An empty installation becomes a partnership's own, once."""

import io
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from dhr_cases.actions.accounts import AccountDetails
from dhr_cases.actions.setting_up import FirstPerson, PartnershipFacts, set_up
from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.models import Case, Organisation, Partnership, Team, User
from dhr_cases.permissions import site_permissions
from dhr_cases.roles import ROLES, Holding, SitePermission

pytestmark = pytest.mark.django_db

STRONG = "orchard lantern gravel"
FACTS = PartnershipFacts(name="Weald Community Safety Partnership", code="weald")
ADMINISTRATOR = FirstPerson(AccountDetails("ada@weald.test", "Ada Brook"), STRONG)
COORDINATOR = FirstPerson(AccountDetails("cor@weald.test", "Cora Field"), STRONG)
ANSWERS = {
    "name": FACTS.name,
    "code": FACTS.code,
    "contact_email": "reviews@weald.test",
    "administrator_name": "Ada Brook",
    "administrator_email": "ada@weald.test",
    "coordinator_name": "Cora Field",
    "coordinator_email": "cor@weald.test",
}
PASSWORDS = {f"{part}_{field}": STRONG for part in ("administrator", "coordinator") for field in ("password", "again")}


def test_makes_a_partnership_its_teams_and_two_accounts() -> None:
    """Nothing else is there: no case and no body."""
    home = set_up(partnership=FACTS, administrator=ADMINISTRATOR, coordinator=COORDINATOR)
    assert home.is_home
    standing = [role for role, row in ROLES.items() if row.holding is not Holding.CASE]
    assert Team.objects.filter(partnership=home).count() == len(standing)
    assert User.objects.count() == 2
    assert not Case.objects.exists()
    assert not Organisation.objects.exists()


def test_gives_the_two_their_permissions() -> None:
    """The coordinator opens cases; the administrator manages accounts."""
    set_up(partnership=FACTS, administrator=ADMINISTRATOR, coordinator=COORDINATOR)
    assert SitePermission.CREATE_CASE in site_permissions(User.objects.get(email="cor@weald.test"))
    assert SitePermission.MANAGE_ACCOUNTS in site_permissions(User.objects.get(email="ada@weald.test"))


def test_loads_the_bodies_that_exist_today_when_asked() -> None:
    """Bodies that have ended come too, as history, but the partnership does not work with them."""
    home = set_up(
        partnership=replace(FACTS, has_kent_and_medway=True), administrator=ADMINISTRATOR, coordinator=COORDINATOR
    )
    assert Organisation.objects.filter(code="kss-crc").exists()
    assert home.bodies.filter(code="kent-police").exists()
    assert not home.bodies.filter(code="kss-crc").exists()


def test_refuses_an_installation_that_is_set_up() -> None:
    """The second time says where things are changed."""
    set_up(partnership=FACTS, administrator=ADMINISTRATOR, coordinator=COORDINATOR)
    with pytest.raises(NotNow, match="settings page"):
        set_up(partnership=replace(FACTS, code="other"), administrator=ADMINISTRATOR, coordinator=COORDINATOR)


def test_refuses_one_person_as_both() -> None:
    """The administrator sees no case."""
    with pytest.raises(Incomplete, match="another account"):
        set_up(partnership=FACTS, administrator=ADMINISTRATOR, coordinator=ADMINISTRATOR)


def test_leaves_nothing_behind_after_a_weak_password() -> None:
    """The partnership is not there without its people."""
    with pytest.raises(Incomplete, match="short"):
        set_up(partnership=FACTS, administrator=ADMINISTRATOR, coordinator=replace(COORDINATOR, password="short"))
    assert not Partnership.objects.exists()
    assert not User.objects.exists()


def _options(**changed: str | None) -> list[str]:
    answers = {**ANSWERS, **changed}
    return [f"--{name.replace('_', '-')}={value}" for name, value in answers.items() if value is not None]


def test_takes_every_answer_as_an_option(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords come by standard input, one a line, and are never options."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{STRONG}\n{STRONG} too\n"))
    out = io.StringIO()
    call_command("set_up", *_options(), "--password-stdin", stdout=out)
    assert "is set up" in out.getvalue()
    assert User.objects.get(email="cor@weald.test").check_password(f"{STRONG} too")


def test_names_the_option_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody can be asked, the option is named."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(CommandError, match="--code"):
        call_command("set_up", *_options(code=None), "--password-stdin")


def test_refuses_a_wrong_address_on_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same validators as in the browser."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{STRONG}\n{STRONG}\n"))
    with pytest.raises(CommandError, match="--coordinator-email"):
        call_command("set_up", *_options(coordinator_email="no address"), "--password-stdin")


def test_leads_from_the_home_page_of_an_empty_installation(client: Client) -> None:
    """Nobody could sign in yet."""
    assert client.get(reverse("home")).headers["Location"] == reverse("set_up")


def test_sets_up_in_the_browser_and_is_gone(client: Client) -> None:
    """Afterwards the page does not exist, and home asks to sign in."""
    done = client.post(reverse("set_up"), {**ANSWERS, **PASSWORDS, "label_shown": "DHR"})
    assert done.headers["Location"] == reverse("account_login")
    assert client.get(reverse("set_up")).status_code == 404
    assert client.get(reverse("home")).headers["Location"].startswith(reverse("account_login"))


def test_says_beside_the_field_what_is_wrong(client: Client) -> None:
    """A weak password and two that differ are told apart, and nothing is made."""
    wrong = {**ANSWERS, **PASSWORDS, "label_shown": "DHR", "administrator_password": "short"}
    page = client.post(reverse("set_up"), wrong)
    assert page.status_code == 422
    assert {"administrator_password", "administrator_again"} <= set(page.context["form"].errors)
    assert not Partnership.objects.exists()
