"""Who booked an event, who came, and what can be done about one booking? Only for those who plan events."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from dhr_cases.actions.core import today
from dhr_cases.errors import ReviewError
from dhr_cases.models import Partnership
from dhr_cases.roles import SitePermission
from dhr_cases.views.gate import SignedInRequest
from dhr_cases.views.sending import is_sent, status_of, typed
from dhr_cases.views.tables import day
from dhr_cases.views.team_gate import team_page
from learning.actions.event_bookings import record_attendance
from learning.event_figures import figures_of
from learning.event_places import has_begun
from learning.event_terms import BOOKING_WORDS, BookingState, EventState
from learning.feedback_rows import responded
from learning.forms.event_attendance import AttendanceForm
from learning.models import Attendee, Booking, Event, Invitation
from learning.verbs import LearningVerb
from learning.views import event_rows
from learning.views.event_rows import event_url
from learning.views.events import one_event
from learning.views.frame import frame
from learning.views.offers import offered

V = LearningVerb
PAGE_SIZE = 100
ON_THE_LIST = (V.BOOK_PLACE, V.INVITE_TO_EVENT, V.SEND_JOINING_PACK)
ON_A_BOOKING = (V.CANCEL_BOOKING, V.FORGET_PERSON)


@team_page(SitePermission.MANAGE_LEARNING)
@require_GET
def event_bookings(request: SignedInRequest, partnership: Partnership, event: str) -> HttpResponse:
    """Everybody who has a place, waits or cancelled; counts by sort of organisation."""
    found = one_event(partnership, event)
    page = Paginator(Booking.objects.filter(event=found), PAGE_SIZE).get_page(request.GET.get("page"))
    context = frame(
        partnership,
        "events",
        _crumb(found),
        heading="Bookings and attendance",
        event=found,
        figures=event_rows.figure_tiles(found, figures_of(found), responded(found)),
        page=page,
        heads=event_rows.BOOKING_HEADS,
        rows=event_rows.booking_rows(found, page),
        sector_heads=event_rows.SECTOR_HEADS,
        sectors=event_rows.sector_rows(found),
        invited=Invitation.objects.filter(event=found).count(),
        has_begun=_takes_attendance(found),
        attendance_url=event_url(found, "event_attendance"),
        deletion=event_rows.deletion_words(found),
        offers=offered(request.user, partnership, ON_THE_LIST, found, request.path),
        leads=(V.BOOK_PLACE,),
    )
    return render(request, "learning/event_bookings.html", context)


def _takes_attendance(found: Event) -> bool:
    return has_begun(found, today()) and found.state != EventState.CANCELLED


def _crumb(found: Event) -> dict[str, str]:
    return {"label": found.title, "url": event_url(found)}


@team_page(SitePermission.MANAGE_LEARNING)
@require_GET
def event_booking(request: SignedInRequest, partnership: Partnership, event: str, booking_id: int) -> HttpResponse:
    """One booking: whose it is while the name is kept, how it stands, what can be done."""
    found = one_event(partnership, event)
    booking = get_object_or_404(Booking.objects.filter(event=found), pk=booking_id)
    back = event_url(found, "event_bookings")
    context = frame(
        partnership,
        "events",
        _crumb(found),
        {"label": "Bookings and attendance", "url": back},
        heading=str(booking),
        event=found,
        rows=_booking_facts(booking),
        offers=offered(request.user, partnership, ON_A_BOOKING, booking, back),
    )
    return render(request, "learning/event_booking.html", context)


def _booking_facts(booking: Booking) -> list[dict[str, str]]:
    values = (
        *_person_facts(booking),
        ("Sort of organisation", booking.get_sector_display()),
        ("State", BOOKING_WORDS[BookingState(booking.state)]),
        ("Asked for on", day(timezone.localtime(booking.asked_at).date())),
        ("Moved up on", day(timezone.localtime(booking.moved_up_at).date()) if booking.moved_up_at else "never"),
        ("Came", event_rows.CAME[booking.has_attended]),
    )
    return [{"label": label, "value": value} for label, value in values]


PERSONAL = {
    "name": "Name",
    "email": "E-mail address",
    "organisation": "Organisation",
    "job_title": "Role",
    "needs": "What would help them",
}


def _person_facts(booking: Booking) -> list[tuple[str, str]]:
    """What is known of the person while it is kept."""
    person = Attendee.objects.filter(booking=booking).first()
    if person is None:
        return [(label, "deleted") for label in PERSONAL.values()]
    return [(label, getattr(person, name)) for name, label in PERSONAL.items()]


@team_page(SitePermission.MANAGE_LEARNING)
def event_attendance(request: SignedInRequest, partnership: Partnership, event: str) -> HttpResponse:
    """Who came: one tick a person. Those without a tick did not come."""
    found = one_event(partnership, event)
    form = AttendanceForm(typed(request), event=found)
    if is_sent(request, form) and _recorded(request, found, form):
        return redirect(event_url(found, "event_bookings"))
    context = frame(
        partnership,
        "events",
        _crumb(found),
        heading="Record who came",
        event=found,
        form=form,
        has_people=bool(form.people),
        submit_label="Record who came",
        cancel_url=event_url(found, "event_bookings"),
    )
    return render(request, "learning/event_attendance.html", context, status=status_of(request, form))


def _recorded(request: SignedInRequest, found: Event, form: AttendanceForm) -> bool:
    try:
        number = record_attendance(event=found, by=request.user, came=form.came_by_booking())
    except ReviewError as refusal:
        form.add_error(None, refusal.sentence)
        return False
    messages.success(request, f"Attendance recorded: {number} of {len(form.people)} came.")
    return True
