"""How does somebody without an account register, look at their booking, cancel it and get their files?

Open to everybody, at a rate that the settings limit; no file can be sent; nothing shown depends on a cookie. A
secret in the address stands for the person. Source: public forms, section 6 of the acceptance [D].
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.ratelimit import respond_429
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from dhr_cases.actions.core import today
from dhr_cases.errors import NotNow, ReviewError
from dhr_cases.views.gate import anyone
from learning.actions.event_bookings import cancel_booking, register
from learning.actions.event_topics import suggest_topic
from learning.event_places import has_begun, is_open, last_day_of_registration, places_left, when
from learning.event_terms import BOOKING_WORDS, BookingState, EventState, Registration
from learning.forms.event_registration import RegistrationForm
from learning.models import Attendee, Event, Invitation
from learning.papers.certificate import facts as certificate
from learning.papers.event_kinds import EventPaper
from learning.papers.joining_pack import facts as joining_pack
from learning.public_limits import within_limits
from learning.views.event_files import calendar_file, paper_file

LIMIT = "event_registration"
SHOWN = (EventState.OPEN, EventState.CANCELLED, EventState.HELD)


def limited(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page whose form is sent at most as often as the settings allow; 429 beyond."""

    @wraps(view)
    def inner(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = view(request, **kwargs) if within_limits(request, LIMIT) else respond_429(request)
        return answer

    return inner


@anyone
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited
def event_registration(request: HttpRequest, event: str) -> HttpResponse:
    """The public page of an event, with its form while registration is open to everybody."""
    return _registration(request, _shown_event(event, Registration.PUBLIC), None)


@anyone
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited
def event_invited(request: HttpRequest, event: str, token: str) -> HttpResponse:
    """The same page for somebody who was invited; the secret opens it."""
    rows = Invitation.objects.select_related("event__partnership")
    invitation = get_object_or_404(rows, event__code=event, token=token, event__state__in=SHOWN)
    return _registration(request, invitation.event, invitation)


def _shown_event(code: str, *registrations: Registration) -> Event:
    rows = Event.objects.select_related("partnership").filter(state__in=SHOWN, registration__in=registrations)
    found: Event = get_object_or_404(rows, code=code)
    return found


def _registration(request: HttpRequest, event: Event, invitation: Invitation | None) -> HttpResponse:
    form = RegistrationForm(request.POST or None, initial=_known_of(invitation))
    if request.method == "POST" and form.is_valid() and _registered(event, form, invitation):
        return redirect("event_registered", event.code)
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "learning/public_event.html", _facts(event, form), status=status)


def _facts(event: Event, form: RegistrationForm) -> dict[str, Any]:
    return {
        "event": event,
        "heading": event.title,
        "rows": public_facts(event),
        "parts": joining_pack.parts_of(event),
        "form": form if is_open(event, today()) else None,
        "is_full": places_left(event) == 0,
        "submit_label": "Register",
        "calendar_url": reverse("event_public_calendar", args=(event.code,)) if _is_public(event) else "",
    }


def _known_of(invitation: Invitation | None) -> dict[str, str]:
    return {"name": invitation.name, "email": invitation.email} if invitation else {}


def _is_public(event: Event) -> bool:
    return event.registration == Registration.PUBLIC


def _registered(event: Event, form: RegistrationForm, invitation: Invitation | None) -> bool:
    """Register; False with the reason in the form when it cannot be."""
    if form.is_from_a_machine():
        return True
    try:
        register(event=event, coming=form.coming(), invitation=invitation)
    except ReviewError as refusal:
        form.add_error(None, refusal.sentence)
        return False
    if form.cleaned_data["topic"]:
        suggest_topic(partnership=event.partnership, by=None, text=form.cleaned_data["topic"], event=event)
    return True


def public_facts(event: Event) -> list[dict[str, object]]:
    """What everybody may know of an event: never the address to join."""
    values = (
        ("When", ", ".join(filter(None, (when(event), joining_pack.time_words(event))))),
        ("Where", _where(event)),
        ("For whom", event.audience),
        ("Theme", event.theme),
        ("Taking part", event.access_note),
        ("Held by", event.delivered_by or event.partnership.name),
        ("Register by", _register_by(event)),
    )
    return [{"label": label, "value": value} for label, value in values if value]


def _where(event: Event) -> str:
    online = ": ".join(filter(None, ("Online", event.platform))) if event.is_online else ""
    return "\n".join(filter(None, (event.venue, online)))


def _register_by(event: Event) -> str:
    closes = last_day_of_registration(event)
    return f"{closes:%-d %B %Y}" if closes and event.state == EventState.OPEN else ""


@anyone
@never_cache
@require_GET
def event_registered(request: HttpRequest, event: str) -> HttpResponse:
    """What happens now; the same for everybody, so that nobody learns who is registered."""
    found = _shown_event(event, Registration.PUBLIC, Registration.CLOSED)
    return render(request, "learning/public_registered.html", {"event": found, "heading": "Thank you"})


@anyone
@require_GET
def event_public_calendar(request: HttpRequest, event: str) -> HttpResponse:
    """The calendar file of an event with a public page."""
    return calendar_file(request, _shown_event(event, Registration.PUBLIC))


@anyone
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited
def own_booking(request: HttpRequest, token: str) -> HttpResponse:
    """One's own booking: how it stands, how to join, its files; a button that cancels it."""
    attendee = _own(token)
    refusal = _cancelled(attendee) if request.method == "POST" else ""
    if request.method == "POST" and not refusal:
        return redirect("own_booking", token)
    event, booking, has_place = attendee.event, attendee.booking, _has_place(attendee)
    context = {
        "event": event,
        "heading": "Your booking",
        "rows": _own_facts(attendee, has_place),
        "refusal": refusal,
        "token": token,
        "has_place": has_place,
        "may_cancel": _may_cancel(attendee),
        "has_come": bool(booking.has_attended),
    }
    return render(request, "learning/public_booking.html", context, status=409 if refusal else 200)


def _own(token: str) -> Attendee:
    rows = Attendee.objects.select_related("booking__event__partnership", "event__partnership")
    found: Attendee = get_object_or_404(rows, token=token)
    return found


def _cancelled(attendee: Attendee) -> str:
    """Cancel the booking; the reason where it cannot be, "" where it was."""
    try:
        cancel_booking(booking=attendee.booking, by=None)
    except NotNow as refusal:
        return refusal.sentence
    return ""


def _has_place(attendee: Attendee) -> bool:
    return attendee.booking.state == BookingState.BOOKED and attendee.event.state != EventState.CANCELLED


def _may_cancel(attendee: Attendee) -> bool:
    stands = attendee.booking.state != BookingState.CANCELLED and attendee.event.state == EventState.OPEN
    return stands and not has_begun(attendee.event, today())


def _own_facts(attendee: Attendee, has_place: bool) -> list[dict[str, object]]:
    event = attendee.event
    is_cancelled = event.state == EventState.CANCELLED
    words = "The event is cancelled" if is_cancelled else BOOKING_WORDS[BookingState(attendee.booking.state)]
    rows: list[dict[str, object]] = [{"label": "Your booking", "value": words}, *public_facts(event)]
    if has_place and event.is_online and event.joining_link:
        rows.append({"label": "Address to join online", "value": event.joining_link})
    return rows


@anyone
@never_cache
@require_GET
def own_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar file with the address to join, for somebody with a place."""
    attendee = _own(token)
    return calendar_file(request, attendee.event, with_link=_has_place(attendee))


@anyone
@never_cache
@require_GET
def own_joining_pack(request: HttpRequest, token: str) -> HttpResponse:
    """The joining pack; how to join online stands in it for somebody with a place."""
    attendee = _own(token)
    facts = joining_pack.facts_of(attendee.event, with_link=_has_place(attendee))
    return paper_file(request, attendee.event, EventPaper.JOINING_PACK, facts)


@anyone
@never_cache
@require_GET
def own_certificate(request: HttpRequest, token: str) -> HttpResponse:
    """The certificate of somebody who came; 404 for anybody else."""
    came = Attendee.objects.filter(booking__has_attended=True).select_related("event__partnership")
    attendee = get_object_or_404(came, token=token)
    facts = certificate.facts_of(attendee.event, [attendee])
    return paper_file(request, attendee.event, EventPaper.CERTIFICATES, facts)
