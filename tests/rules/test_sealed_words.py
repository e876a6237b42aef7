"""Are kept words sealed, whose are they and until when; when does a session end; how is a password asked for?"""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.utils import timezone

from config.account_forms import LABELS, ChangePassword, ResetPassword, SetPassword
from config.keep_words import KEPT, KEPT_FOR, KeptWords, keep, opened, owner_of_ended_session, words_for
from config.middleware import LIMIT_REACHED_BY, STARTED_AT, SessionLimit
from config.sealing import seal, unseal
from dhr_cases.models import User

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
PAGE = "/cases/X-1/do/decide/?task=4"


def kept(seconds: float = 0, owner: str = "7") -> KeptWords:
    """Words of a person, so many seconds old."""
    return KeptWords(owner, PAGE, timezone.now().timestamp() - seconds, "reasons=Agencies+knew&reasons=both")


def asking(user: Any, **posted: object) -> HttpRequest:
    """A request of somebody on a page, with a session of its own."""
    request = RequestFactory().post(PAGE, posted)
    request.user = user
    request.session = SessionStore()  # one that needs no database
    return request


def person(number: int) -> User:
    """An account that stands nowhere."""
    return User(pk=number, email=f"{number}@example.org")


def test_opens_what_any_of_its_keys_has_sealed() -> None:
    """A new key is put in front; what was sealed with the old one still opens until that is taken away."""
    with override_settings(FIELD_ENCRYPTION_KEYS=(OLD,)):
        before = seal("Häring")
    with override_settings(FIELD_ENCRYPTION_KEYS=(NEW, OLD)):
        assert unseal(before) == "Häring"
        after = seal("Häring")
    with override_settings(FIELD_ENCRYPTION_KEYS=(NEW,)):
        assert unseal(after) == "Häring"
        with pytest.raises(InvalidToken):
            unseal(before)


def test_seals_the_same_words_differently_each_time() -> None:
    """So that nobody sees in the database that two texts are alike."""
    with override_settings(FIELD_ENCRYPTION_KEYS=(NEW,)):
        first, second = seal("Robin"), seal("Robin")
        assert first != second
        assert "Robin" not in first + second
        assert MultiFernet([Fernet(NEW)]).decrypt(first.encode()) == b"Robin"


@pytest.mark.parametrize(("seconds", "is_stale"), [(-5, False), (0, False), (-60, False), (60, True), (3600, True)])
def test_keeps_words_for_a_day(seconds: float, is_stale: bool) -> None:
    """So many seconds before and after it is over."""
    old = kept(KEPT_FOR.total_seconds() + seconds) if seconds else kept()
    assert datetime.timedelta(days=1) == KEPT_FOR
    assert old.is_stale is is_stale
    assert old.is_for("7") is not is_stale


@pytest.mark.parametrize(("owner", "is_theirs"), [("7", True), ("8", False), ("", False), ("77", False)])
def test_gives_words_to_their_owner_alone(owner: str, is_theirs: bool) -> None:
    assert kept().is_for(owner) is is_theirs


def test_opens_the_words_it_sealed() -> None:
    words = kept()
    assert opened(words.sealed()) == words
    with override_settings(FIELD_ENCRYPTION_KEYS=(NEW,)):
        assert opened(words.sealed()) == words
    assert opened(kept().sealed()[:-8] + "AAAAAAA=") is None


def test_seals_all_that_was_typed_but_the_mark_of_the_form() -> None:
    """Several answers to one question, blanks and signs of other scripts come back as they were."""
    request = asking(AnonymousUser(), reasons=["Ä & B", "", "c=d"], csrfmiddlewaretoken="mark", confirmed="yes")
    keep(request, "7")
    assert "mark" not in str(dict(request.session.items()))
    words = opened(request.session[KEPT])
    assert words is not None
    assert (words.owner, words.page) == ("7", PAGE)
    assert words.fields == "reasons=%C3%84+%26+B&reasons=&reasons=c%3Dd&confirmed=yes"
    assert request.session.get_expiry_age() == pytest.approx(KEPT_FOR.total_seconds(), abs=5)


def test_finds_words_only_for_who_is_signed_in_and_throws_others_away() -> None:
    """Nobody signed in: they wait. The owner: they are found. Somebody else: gone for good."""
    request = asking(AnonymousUser(), text="x")
    keep(request, "7")
    assert words_for(request) is None
    assert KEPT in request.session
    request.user = person(7)
    found = words_for(request)
    assert found is not None
    assert found.fields == "text=x"
    assert request.session.get_expiry_age() == settings.SESSION_COOKIE_AGE
    request.user = person(8)
    assert words_for(request) is None
    assert KEPT not in request.session


def test_throws_away_words_that_are_too_old() -> None:
    request = asking(person(7))
    request.session[KEPT] = kept(KEPT_FOR.total_seconds() + 60).sealed()
    assert words_for(request) is None
    assert KEPT not in request.session


def test_knows_whose_session_reached_its_limit() -> None:
    request = asking(AnonymousUser())
    request.META[LIMIT_REACHED_BY] = "7"
    assert owner_of_ended_session(request) == "7"


@pytest.mark.django_db
@pytest.mark.first_database
@pytest.mark.parametrize("key", ["", "no-such-session", "x" * 200])
def test_knows_nobody_by_a_cookie_that_no_session_had(key: str) -> None:
    request = asking(AnonymousUser())
    request.COOKIES[settings.SESSION_COOKIE_NAME] = key
    assert owner_of_ended_session(request) is None


def answering(request: HttpRequest) -> HttpResponse:
    """The site behind the limit."""
    return HttpResponse("here" if request.user.is_authenticated else "nobody")


def through(request: HttpRequest, site: Callable[[HttpRequest], HttpResponse] = answering) -> str:
    """What the site answers once the limit has been looked at."""
    return SessionLimit(site)(request).content.decode()


def test_notes_when_a_session_began_and_never_again() -> None:
    request = asking(person(7))
    assert through(request) == "here"
    began = request.session[STARTED_AT]
    assert began == pytest.approx(timezone.now().timestamp(), abs=5)
    request.session[STARTED_AT] = began - 100
    assert through(request) == "here"
    assert request.session[STARTED_AT] == began - 100


def test_notes_nothing_of_who_is_not_signed_in() -> None:
    request = asking(AnonymousUser())
    assert through(request) == "nobody"
    assert (list(request.session.keys()), LIMIT_REACHED_BY in request.META) == ([], False)


@pytest.mark.parametrize(("seconds", "answer"), [(-30, "here"), (0, "nobody"), (1, "nobody")])
def test_ends_a_session_at_its_limit_to_the_second(seconds: int, answer: str) -> None:
    """So many seconds after the limit; whose it was is left on the request for what they just typed."""
    request = asking(person(7))
    request.session[STARTED_AT] = timezone.now().timestamp() - settings.SESSION_LIMIT.total_seconds() - seconds
    assert through(request) == answer
    assert request.META.get(LIMIT_REACHED_BY) == (None if answer == "here" else "7")


@pytest.mark.parametrize(
    ("form", "names"),
    [
        (ChangePassword, ["oldpassword", "password1", "password2"]),
        (ResetPassword, ["password1", "password2"]),
        (SetPassword, ["password1", "password2"]),
    ],
)
def test_names_the_fields_of_a_password_in_the_manner_of_the_site(form: Any, names: list[str]) -> None:
    """One capital, at the beginning."""
    asked = form(user=person(7))
    assert {name: asked.fields[name].label for name in names} == {name: LABELS[name] for name in names}
    assert list(LABELS.values()) == ["Current password", "New password", "New password, again"]
