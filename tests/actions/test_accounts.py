"""Accounts are made, changed, closed and reopened by an administrator, and somebody always can."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from dhr_cases.actions import accounts, memberships
from dhr_cases.actions.accounts import AccountDetails
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import AccountAct, AccountChange, Notice, TeamMembership, User
from dhr_cases.roles import Role
from tests.conftest import PASSWORD, Cast
from workflows.messages import words_of

NEW = AccountDetails(email="New.Person@Example.Test", full_name="New Person")


def test_makes_an_account_that_nobody_else_can_open(cast: Cast) -> None:
    """There is no password to send; the message says how to sign in by a code."""
    made = accounts.make_account(by=cast.administrator, details=NEW)
    assert not made.has_usable_password()
    assert made.email == "new.person@example.test"
    subject, text = words_of(Notice.objects.get(to=made))
    assert subject == "An account was made for you"
    assert "code" in text


def test_keeps_who_made_the_account(cast: Cast) -> None:
    """An account has no versions; what was done to it is listed."""
    made = accounts.make_account(by=cast.administrator, details=NEW, reason="Joins in May")
    change = AccountChange.objects.get(account=made)
    assert (change.kind, change.by, change.reason) == (AccountAct.MADE, cast.administrator, "Joins in May")


def test_refuses_an_account_made_by_the_coordinator(cast: Cast) -> None:
    """Accounts are the administrator's; the sentence says so."""
    with pytest.raises(NotPermitted, match="administrator"):
        accounts.make_account(by=cast.coordinator, details=NEW)
    assert not User.objects.filter(email__iexact=NEW.email).exists()


def test_refuses_an_address_in_use_in_other_letters(cast: Cast) -> None:
    """Addresses differ by more than capitals."""
    with pytest.raises(Incomplete, match="already"):
        accounts.make_account(
            by=cast.administrator, details=AccountDetails(email=cast.outsider.email.upper(), full_name="Twin")
        )


def test_leaves_no_account_behind_when_its_record_fails(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be recorded is not done."""

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(AccountChange, "save", fail)
    with pytest.raises(OSError, match="disk full"):
        accounts.make_account(by=cast.administrator, details=NEW)
    assert not User.objects.filter(email__iexact=NEW.email).exists()


def test_takes_the_old_address_out_of_use(cast: Cast) -> None:
    """Somebody who still reads the old mailbox cannot sign in with it."""
    EmailAddress.objects.create(user=cast.outsider, email=cast.outsider.email, primary=True, verified=True)
    accounts.change_account(by=cast.administrator, account=cast.outsider, details=NEW, reason="Married")
    assert not EmailAddress.objects.filter(user=cast.outsider).exists()
    assert "e-mail address" in AccountChange.objects.get(account=cast.outsider).detail


def test_signs_a_deactivated_person_out_at_once(cast: Cast, client: Client) -> None:
    """The next request finds nobody signed in, and reactivating does not bring the session back."""
    client.post(reverse("account_login"), {"login": cast.csp_chair.email, "password": PASSWORD})
    assert client.get(reverse("account_page")).status_code == 200
    accounts.deactivate(by=cast.administrator, account=cast.csp_chair, reason="Left the council")
    assert client.get(reverse("account_page")).status_code == 302
    accounts.reactivate(by=cast.administrator, account=cast.csp_chair, reason="Came back")
    assert client.get(reverse("account_page")).status_code == 302


def test_keeps_the_last_administrator(cast: Cast) -> None:
    """Neither the account nor the place in the team can be ended."""
    place = TeamMembership.objects.get(user=cast.administrator)
    with pytest.raises(NotNow, match="last administrator"):
        accounts.deactivate(by=cast.administrator, account=cast.administrator, reason="Leaving")
    with pytest.raises(NotNow, match="last administrator"):
        memberships.leave_team(by=cast.administrator, membership=place, reason="Leaving")
    assert User.objects.get(pk=cast.administrator.pk).is_active


def test_lets_an_administrator_go_when_another_is_there(cast: Cast) -> None:
    """A second administrator is enough; a deactivated one does not count."""
    memberships.join_team(
        by=cast.administrator, to=cast.outsider, partnership=cast.partnership, role=Role.ADMINISTRATOR
    )
    accounts.deactivate(by=cast.outsider, account=cast.administrator, reason="Left")
    with pytest.raises(NotNow, match="last administrator"):
        accounts.deactivate(by=cast.outsider, account=cast.outsider, reason="Left too")


def test_refuses_to_close_an_account_twice(cast: Cast) -> None:
    """A closed account is closed; an open one is open."""
    accounts.deactivate(by=cast.administrator, account=cast.outsider, reason="Left")
    with pytest.raises(NotNow, match="already"):
        accounts.deactivate(by=cast.administrator, account=cast.outsider, reason="Left")
    with pytest.raises(NotNow, match="Reactivate"):
        accounts.invite_again(by=cast.administrator, account=cast.outsider)
