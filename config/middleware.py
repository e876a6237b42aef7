"""When does a session end although its owner is still busy?"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

STARTED_AT = "session_started_at"
LIMIT_REACHED_BY = "session_limit_reached_by"


class SessionLimit:
    """Signs a person out SESSION_LIMIT after they signed in, whatever they do.

    Leaves the number of that person on the request, so that what they just typed can be kept for them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self.limit(request)
        return self.get_response(request)

    def limit(self, request: HttpRequest) -> None:
        """End a session older than the limit; note the start of one that is new."""
        now = timezone.now().timestamp()
        started = request.session.setdefault(STARTED_AT, now)
        if now - started >= settings.SESSION_LIMIT.total_seconds():
            owner = str(request.user.pk)
            logout(request)
            request.META[LIMIT_REACHED_BY] = owner
