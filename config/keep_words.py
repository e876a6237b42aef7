"""What happens to the words of a person whose session ended while they were writing?

Their fields are sealed into the new, anonymous session together with the page, the time and the number of the
person the ended session belonged to. Only that person gets them back, once they have signed in again.
A row of an ended session must therefore stay in the database for a day (see `KEPT_FOR`).
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from urllib.parse import urlencode

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import resolve_url
from django.utils import timezone

from config.middleware import LIMIT_REACHED_BY
from config.sealing import seal, unseal

KEPT = "kept_words"
KEPT_FOR = timedelta(hours=24)
SENTENCE = "You were signed out. What you typed is kept."


@dataclass(frozen=True)
class KeptWords:
    """What one person typed on one page, when (seconds since 1970), as an encoded form without files."""

    owner: str
    page: str
    at: float
    fields: str

    def sealed(self) -> str:
        """The words as a session may hold them."""
        return seal(json.dumps(asdict(self)))

    @property
    def is_stale(self) -> bool:
        """Whether they are older than a day."""
        return timezone.now().timestamp() - self.at > KEPT_FOR.total_seconds()

    def is_for(self, owner: str) -> bool:
        """Whether they are this person's and not too old."""
        return self.owner == owner and not self.is_stale


class KeepWords:
    """Keeps what was posted after a session ended; offers it as `request.kept_words` to its owner."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        words = words_for(request)
        here = words if words and words.page == request.get_full_path() else None
        request.__dict__[KEPT] = QueryDict(here.fields) if here else None
        response = self.get_response(request)
        if here and _is_done(request, response):
            request.session.pop(KEPT, None)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Keep a form sent too late and lead to sign-in; let everything else pass."""
        if request.method != "POST" or request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        owner = owner_of_ended_session(request)
        if owner is None:
            return None
        keep(request, owner)
        messages.info(request, SENTENCE)
        return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))


def _is_done(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a form was sent and taken, so that the page leads on."""
    return request.method == "POST" and response.status_code in (302, 303)


def keep(request: HttpRequest, owner: str) -> None:
    """Seal what was typed into the anonymous session, for a day."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    typed = urlencode([(name, value) for name, value in fields if name != "csrfmiddlewaretoken"])
    words = KeptWords(owner, request.get_full_path(), timezone.now().timestamp(), typed)
    request.session[KEPT] = words.sealed()
    request.session.set_expiry(KEPT_FOR)


def words_for(request: HttpRequest) -> KeptWords | None:
    """The words kept for the person signed in; another person's, and stale ones, are thrown away."""
    if not request.user.is_authenticated or KEPT not in request.session:
        return None
    request.session.set_expiry(None)
    words = opened(request.session[KEPT])
    if words and words.is_for(str(request.user.pk)):
        return words
    del request.session[KEPT]
    return None


def opened(sealed: str) -> KeptWords | None:
    """The words a session holds; None when the installation's keys have changed since."""
    try:
        return KeptWords(**json.loads(unseal(sealed)))
    except InvalidToken:
        return None


def owner_of_ended_session(request: HttpRequest) -> str | None:
    """The number of the person whose session ended in this browser; None when nobody's did."""
    if LIMIT_REACHED_BY in request.META:
        return str(request.META[LIMIT_REACHED_BY])
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    row = Session.objects.filter(session_key=key, expire_date__lte=timezone.now()).first()
    owner = row.get_decoded().get(SESSION_KEY) if row else None
    return None if owner is None else str(owner)
