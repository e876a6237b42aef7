"""Does sign-in let in those it knows, and say nothing about those it does not?"""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from config.sealing import unseal
from dhr_cases.models import User

pytestmark = pytest.mark.django_db
PHRASE = "seven quiet herons wade"
LOGIN = "/account/login/"


@pytest.fixture
def member() -> User:
    return User.objects.create_user("member@council.example", PHRASE, full_name="Mo Member")


def is_signed_in(client: Client) -> bool:
    """Whether the browser's session belongs to somebody."""
    return "_auth_user_id" in client.session


def test_lets_a_person_in_with_e_mail_and_password(client: Client, member: User) -> None:
    client.post(LOGIN, {"login": member.email.upper(), "password": PHRASE})
    assert is_signed_in(client)


def test_says_the_same_for_a_wrong_password_and_an_unknown_address(client: Client, member: User) -> None:
    answers = [
        client.post(LOGIN, {"login": address, "password": "wrong wrong wrong"}).context["form"].non_field_errors()
        for address in (member.email, "stranger@nowhere.example")
    ]
    assert answers[0] == answers[1]
    assert not is_signed_in(client)


def test_refuses_the_sixth_try_even_with_the_right_password(client: Client, member: User) -> None:
    for _ in range(5):
        client.post(LOGIN, {"login": member.email, "password": "wrong wrong wrong"})
    client.post(LOGIN, {"login": member.email, "password": PHRASE})
    assert not is_signed_in(client)


def test_refuses_a_deactivated_account(client: Client, member: User) -> None:
    User.objects.filter(pk=member.pk).update(is_active=False)
    client.post(LOGIN, {"login": member.email, "password": PHRASE})
    assert not is_signed_in(client)


def test_lets_a_person_in_with_a_code_sent_by_e_mail(client: Client, member: User) -> None:
    client.post(reverse("account_request_login_code"), {"email": member.email})
    found = re.search(r"^[A-Z0-9]{4}-?[A-Z0-9]{4}$|^\d{6}$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found is not None
    client.post(reverse("account_confirm_login_code"), {"code": found.group()})
    assert is_signed_in(client)


def test_sends_no_mail_to_an_address_it_does_not_know(client: Client) -> None:
    client.post(reverse("account_reset_password"), {"email": "stranger@nowhere.example"})
    client.post(reverse("account_request_login_code"), {"email": "stranger@nowhere.example"})
    assert mail.outbox == []


@pytest.mark.parametrize("page", ["account_signup", "account_email"])
def test_offers_no_page_to_make_an_account_or_change_an_address(page: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(page)


def test_refuses_a_password_shorter_than_twelve_characters(client: Client, member: User) -> None:
    client.post(LOGIN, {"login": member.email, "password": PHRASE})
    new = {"oldpassword": PHRASE, "password1": "eleven-char", "password2": "eleven-char"}
    client.post(reverse("account_change_password"), new)
    assert User.objects.get(pk=member.pk).check_password(PHRASE)


def test_names_the_fields_of_a_new_password_without_capitals(client: Client, member: User) -> None:
    """Three fields where the password is known, two after a link; what is wrong is said beside them."""
    client.post(LOGIN, {"login": member.email, "password": PHRASE})
    form = client.get(reverse("account_change_password")).context["form"]
    assert [field.label for field in form] == ["Current password", "New password", "New password, again"]
    link = re.search(r"/account/password/reset/key/\S+", reset_mail(Client(), member))
    assert link
    form = Client().get(link[0], follow=True).context["form"]
    assert [field.label for field in form] == ["New password", "New password, again"]


def reset_mail(client: Client, member: User) -> str:
    """The message with which a person sets a new password."""
    client.post(reverse("account_reset_password"), {"email": member.email})
    return str(mail.outbox[-1].body)


def test_lists_where_a_person_is_signed_in_by_the_names_of_browsers(client: Client, member: User) -> None:
    line = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0"
    client.post(LOGIN, {"login": member.email, "password": PHRASE}, headers={"user-agent": line})
    page = client.get(reverse("usersessions_list"), headers={"user-agent": line}).content.decode()
    assert "Edge on Windows" in page
    assert "Mozilla" not in page


def test_ends_the_session_with_the_browser(client: Client, member: User) -> None:
    answer = client.post(LOGIN, {"login": member.email, "password": PHRASE})
    cookie = answer.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["max-age"] == ""
    assert cookie["httponly"]
    assert client.session.get_expiry_age() == settings.SESSION_COOKIE_AGE


@pytest.mark.parametrize("page", ["account_login", "account_request_login_code", "account_reset_password"])
def test_opens_its_pages_to_everybody(client: Client, page: str) -> None:
    assert client.get(reverse(page)).status_code == 200


@pytest.mark.parametrize(
    "page",
    [
        "account_change_password",
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_list_webauthn",
        "usersessions_list",
    ],
)
def test_opens_a_persons_own_pages_to_them(client: Client, member: User, page: str) -> None:
    client.post(LOGIN, {"login": member.email, "password": PHRASE})
    assert client.get(reverse(page)).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse(page)).status_code == 302


@pytest.mark.parametrize("page", ["mfa_activate_totp", "mfa_add_webauthn"])
def test_asks_for_the_password_again_before_a_second_step_is_added(client: Client, member: User, page: str) -> None:
    client.post(LOGIN, {"login": member.email, "password": PHRASE})
    assert client.get(reverse(page))["Location"].startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": PHRASE})
    assert client.get(reverse(page)).status_code == 200


def test_seals_the_secret_of_an_authenticator_app(client: Client, member: User) -> None:
    client.post(LOGIN, {"login": member.email, "password": PHRASE})
    client.post(reverse("account_reauthenticate"), {"password": PHRASE})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    client.post(reverse("mfa_activate_totp"), {"code": code})
    kept = Authenticator.objects.get(user=member, type=Authenticator.Type.TOTP)
    assert kept.data["secret"] != secret
    assert unseal(kept.data["secret"]) == secret
