"""The pages a person meets before signing in and when something does not work."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse
from django.views.defaults import page_not_found, permission_denied, server_error

from dhr_cases.models import User

ENTRANCE = (
    "account_login",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_inactive",
)
ACCOUNT = (
    "account_change_password",
    "account_logout",
    "mfa_index",
    "usersessions_list",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
)


def is_ours(html: str) -> bool:
    """Drawn with the base template, with one heading and a title that names the page."""
    return 'class="page-header"' in html and html.count("<h1") == 1 and "<title>" in html


@pytest.fixture
def signed_in(client: Client) -> Client:
    person = User.objects.create_user(email="someone@example.org", password="a long enough password")
    client.post(reverse("account_login"), {"login": person.email, "password": "a long enough password"})
    return client


@pytest.fixture
def shown_again(signed_in: Client) -> Client:
    """Signed in, and the password given once more, as changes to the second step demand."""
    signed_in.post(reverse("account_reauthenticate"), {"password": "a long enough password"})
    return signed_in


@pytest.mark.django_db
@pytest.mark.parametrize("name", ENTRANCE)
def test_draws_every_entrance_page_in_our_own_frame(client: Client, name: str) -> None:
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert is_ours(response.content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize("name", ACCOUNT)
def test_draws_every_account_page_in_our_own_frame(shown_again: Client, name: str) -> None:
    response = shown_again.get(reverse(name))
    assert response.status_code == 200
    assert is_ours(response.content.decode())


@pytest.mark.django_db
def test_asks_for_the_password_again_before_the_second_step_is_changed(signed_in: Client) -> None:
    response = signed_in.get(reverse("mfa_activate_totp"), follow=True)
    assert "Show that it is you" in response.content.decode()


@pytest.mark.django_db
def test_draws_the_authenticator_square_without_an_image_from_elsewhere(shown_again: Client) -> None:
    html = shown_again.get(reverse("mfa_activate_totp")).content.decode()
    assert "<svg" in html
    assert "data:image" not in html


@pytest.mark.django_db
def test_says_that_a_sign_in_failed_without_saying_why(client: Client) -> None:
    html = client.post(reverse("account_login"), {"login": "nobody@example.org", "password": "x"}).content.decode()
    assert "<title>Error: Sign in" in html
    assert "There is a problem" in html


@pytest.mark.parametrize("name", ["account_signup", "account_email"])
def test_has_no_page_on_which_people_make_their_own_account(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.django_db
def test_shows_the_sentence_of_a_refusal() -> None:
    sentence = "Only the chair of the partnership may decide."
    response = permission_denied(RequestFactory().get("/"), PermissionDenied(sentence))
    assert response.status_code == 403
    assert sentence in response.content.decode()


@pytest.mark.django_db
def test_says_the_same_for_what_is_absent_and_what_is_not_yours() -> None:
    request = RequestFactory().get("/cases/1/")
    absent = page_not_found(request, Http404("No Case matches the given query."))
    foreign = page_not_found(request, Http404("This case belongs to another partnership."))
    assert absent.content == foreign.content
    assert b"Case matches" not in absent.content


def test_shows_the_page_for_our_own_fault_without_asking_the_database() -> None:
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()


@pytest.mark.parametrize("code", [400, 403, 404, 500])
def test_shows_every_error_page_with_nothing_known(code: int) -> None:
    html = render_to_string(f"{code}.html")
    assert html.count("<h1") == 1
    assert "Nothing was changed" in html or code in (404, 500)


def test_says_who_is_working_on_the_case() -> None:
    html = render_to_string("busy.html", {"holder": "Dana Okafor", "back_url": "/cases/"})
    assert "Dana Okafor is" in html
    assert 'href="/cases/"' in html
