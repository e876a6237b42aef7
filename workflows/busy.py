"""What does a person see when two changes meet? A page that says so, never a failure."""

from collections.abc import Callable
from http import HTTPStatus

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from viewflow.workflow.exceptions import FlowLockFailed

SIGNS = ("database is locked", "lock timeout", "deadlock")
"""Words by which SQLite and PostgreSQL say that another change holds the row."""


class BusyMiddleware:
    """Answers “someone is working on this case” when a lock could not be had in time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The busy page for a lock not had; every other exception goes its way."""
        if not is_busy(exception):
            return None
        return render(request, "busy.html", {"back_url": request.path}, status=HTTPStatus.LOCKED)


def is_busy(exception: Exception) -> bool:
    """True when another change held the row for too long."""
    if isinstance(exception, FlowLockFailed):
        return True
    return isinstance(exception, OperationalError) and any(sign in str(exception) for sign in SIGNS)
