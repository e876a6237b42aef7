"""What is due on my cases, late first; and the same as a calendar that a phone can read?"""

import secrets

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from dhr_cases.models import User
from dhr_cases.views.gate import SignedInRequest, anyone, signed_in
from workflows.attention import dues_of, figures
from workflows.calendars import calendar_of

KEY_BYTES = 32


@signed_in
def due_list(request: SignedInRequest) -> HttpResponse:
    """Every clock that somebody still has to stop on the person's cases."""
    dues = dues_of(request.user)
    context = {
        "figures": figures(dues),
        "dues": dues,
        "today": timezone.localdate(),
        "calendar_url": _calendar_url(request),
    }
    return render(request, "due.html", context)


@signed_in
@require_POST
def calendar_new(request: SignedInRequest) -> HttpResponse:
    """Give the person a new secret calendar link; the one before stops working."""
    _set_key(request.user, secrets.token_urlsafe(KEY_BYTES))
    return redirect("due")


@signed_in
@require_POST
def calendar_end(request: SignedInRequest) -> HttpResponse:
    """Revoke the person's calendar link."""
    _set_key(request.user, "")
    return redirect("due")


@anyone
def calendar(request: HttpRequest, key: str) -> HttpResponse:
    """The calendar behind a secret link; the same answer for a wrong key, a revoked one and a closed account."""
    user = User.objects.filter(calendar_key=key, is_active=True).first() if key else None
    if user is None:
        raise Http404
    answer = HttpResponse(calendar_of(dues_of(user)), content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    return answer


def _set_key(user: User, key: str) -> None:
    user.calendar_key = key
    user.save(update_fields=["calendar_key"])


def _calendar_url(request: SignedInRequest) -> str:
    key = request.user.calendar_key
    return request.build_absolute_uri(reverse("calendar", args=(key,))) if key else ""
