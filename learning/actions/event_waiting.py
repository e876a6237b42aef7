"""Who moves up from the waiting list? Those who asked first, as soon as there is a place; not once it has begun."""

from django.utils import timezone

from dhr_cases.actions.team_acts import TeamAct
from learning.actions.core import today
from learning.event_messages import queue
from learning.event_places import has_begun, next_in_line
from learning.event_terms import BookingState, EventState, MessageKind
from learning.models import Attendee, Booking, Event, LearningEvent
from learning.verbs import LearningVerb


def move_up(act: TeamAct[LearningEvent], event: Event) -> list[Booking]:
    """Give the places that are free to those who wait, in the order in which they asked, and tell them.

    Nobody moves up from the day of the event on: they could not be told in time.
    """
    if event.state != EventState.OPEN or has_begun(event, today()):
        return []
    moved = next_in_line(event)
    for booking in moved:
        booking.state, booking.moved_up_at = BookingState.BOOKED, timezone.now()
        booking.save()
        act.record(about=booking, detail={"event": event.pk}, kind=LearningVerb.MOVE_UP_BOOKING)
        _tell(booking, event)
    return moved


def _tell(booking: Booking, event: Event) -> None:
    attendee = Attendee.objects.filter(booking=booking).first()
    if attendee is not None:
        queue(MessageKind.MOVED_UP, event, attendee=attendee)
