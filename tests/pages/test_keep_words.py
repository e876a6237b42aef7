"""Does a person whose session ended get back what they typed, and nobody else?"""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.test import Client
from django.urls import include, path
from django.utils import timezone

from config.keep_words import KEPT, KEPT_FOR, SENTENCE, KeptWords
from config.middleware import STARTED_AT
from config.sealing import seal
from dhr_cases.models import User
from dhr_cases.views.gate import anyone, signed_in

PAGE = "/notes/?draft=2"
TYPED = {"title": "Panel of 3 May", "agency": ["Police", "Health"]}
SHOWN = {"title": ["Panel of 3 May"], "agency": ["Police", "Health"]}


def shown_words(request: HttpRequest) -> dict[str, list[str]] | None:
    """The kept words as a page sees them."""
    words = request.__dict__["kept_words"]
    return None if words is None else dict(words.lists())


@signed_in
def notes(request: HttpRequest) -> HttpResponse:
    """A page with a form: shows the kept words, accepts a title, refuses an empty one."""
    if request.method == "POST" and request.POST.get("title"):
        return redirect("/notes/done/")
    return JsonResponse({"kept": shown_words(request)})


@anyone
def open_form(request: HttpRequest) -> HttpResponse:
    """A form that needs no account."""
    return HttpResponse("thank you")


urlpatterns = [
    path("notes/", notes),
    path("open/", open_form),
    path("account/", include("config.account_urls")),
    path("public/", include("dhr_cases.public_urls")),
]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def author() -> User:
    return User.objects.create_user("author@agency.example", full_name="Ada Author")


@pytest.fixture
def neighbour() -> User:
    return User.objects.create_user("neighbour@agency.example", full_name="Nia Neighbour")


def let_session_end(client: Client) -> None:
    """Let the idle time of the browser's session pass."""
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    assert settings.SESSION_COOKIE_NAME in client.cookies


def type_too_late(client: Client, user: User) -> str:
    """Sign in, let the session end, send the form; the address one is led to."""
    client.force_login(user)
    let_session_end(client)
    answer = client.post(PAGE, {**TYPED, "csrfmiddlewaretoken": "mark"})
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [SENTENCE]
    return answer["Location"]


def test_leads_to_sign_in_and_back_with_a_sentence(client: Client, author: User) -> None:
    assert type_too_late(client, author) == "/account/login/?next=/notes/%3Fdraft%3D2"


def test_gives_the_words_back_to_their_owner(client: Client, author: User) -> None:
    type_too_late(client, author)
    client.force_login(author)
    assert client.get(PAGE).json()["kept"] == SHOWN


def test_gives_them_on_their_own_page_only(client: Client, author: User) -> None:
    type_too_late(client, author)
    client.force_login(author)
    assert client.get("/notes/").json()["kept"] is None
    assert client.get(PAGE).json()["kept"] == SHOWN


def test_never_gives_them_to_another_person(client: Client, author: User, neighbour: User) -> None:
    type_too_late(client, author)
    client.force_login(neighbour)
    assert client.get(PAGE).json()["kept"] is None
    assert KEPT not in client.session


def test_keeps_them_unreadable_in_the_database(client: Client, author: User) -> None:
    type_too_late(client, author)
    assert "Panel of 3 May" not in client.session[KEPT]
    assert "Panel" not in client.session[KEPT]


def test_keeps_them_until_the_form_is_accepted(client: Client, author: User) -> None:
    type_too_late(client, author)
    client.force_login(author)
    client.post(PAGE, {"title": ""})
    assert client.get(PAGE).json()["kept"] == SHOWN
    client.post(PAGE, TYPED)
    assert client.get(PAGE).json()["kept"] is None


def test_forgets_them_after_a_day(client: Client, author: User) -> None:
    client.force_login(author)
    late = timezone.now() - KEPT_FOR - timedelta(minutes=1)
    session = client.session
    session[KEPT] = KeptWords(str(author.pk), PAGE, late.timestamp(), "title=old").sealed()
    session.save()
    assert client.get(PAGE).json()["kept"] is None
    assert KEPT not in client.session


def test_forgets_what_no_key_opens_any_more(client: Client, author: User) -> None:
    client.force_login(author)
    session = client.session
    session[KEPT] = seal("{}")[:-4] + "AAA="
    session.save()
    assert client.get(PAGE).json()["kept"] is None


def test_returns_to_the_usual_idle_time_after_signing_in(client: Client, author: User) -> None:
    type_too_late(client, author)
    client.force_login(author)
    client.get(PAGE)
    assert client.session.get_expiry_age() == settings.SESSION_COOKIE_AGE


def test_keeps_nothing_of_a_person_who_was_never_signed_in(client: Client) -> None:
    answer = client.post(PAGE, TYPED)
    assert answer["Location"] == "/account/login/?next=/notes/%3Fdraft%3D2"
    assert KEPT not in client.session


def test_keeps_nothing_typed_on_an_open_page(client: Client, author: User) -> None:
    client.force_login(author)
    let_session_end(client)
    assert client.post("/open/", TYPED).content == b"thank you"
    assert KEPT not in client.session


def test_keeps_no_password(client: Client, author: User) -> None:
    client.force_login(author)
    let_session_end(client)
    client.post("/account/login/", {"login": author.email, "password": "a long secret phrase"})
    assert KEPT not in client.session


def test_signs_a_person_out_at_the_limit_and_keeps_their_words(client: Client, author: User) -> None:
    client.force_login(author)
    client.get(PAGE)
    session = client.session
    session[STARTED_AT] -= settings.SESSION_LIMIT.total_seconds()
    session.save()
    assert client.post(PAGE, TYPED).status_code == 302
    assert "_auth_user_id" not in client.session
    client.force_login(author)
    assert client.get(PAGE).json()["kept"] == SHOWN


def test_lets_a_person_work_until_the_limit(client: Client, author: User) -> None:
    client.force_login(author)
    client.get(PAGE)
    session = client.session
    session[STARTED_AT] -= settings.SESSION_LIMIT.total_seconds() - 60
    session.save()
    assert client.get(PAGE).status_code == 200
