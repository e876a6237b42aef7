"""Is there a place, and may somebody still register? Rules of one event; nothing here asks who.

Source: capacity and a waiting list that moves up in the order people asked [D].
"""

import datetime

from dhr_cases.errors import NotNow
from dhr_cases.models.partial_dates import Precision
from funding.years import FinancialYear
from learning.event_terms import BookingState, EventState, Registration
from learning.models import Booking, Event


def places_left(event: Event) -> int | None:
    """Places nobody has booked; None where there is no limit. Never below nil: an event may be overbooked by hand."""
    if event.capacity is None:
        return None
    return max(event.capacity - Booking.objects.filter(event=event, state=BookingState.BOOKED).count(), 0)


def state_of_next(event: Event) -> BookingState:
    """How the next booking stands: booked while there is a place and nobody waits for one, else on the waiting list."""
    left = places_left(event)
    if left is None:
        return BookingState.BOOKED
    is_anybody_waiting = Booking.objects.filter(event=event, state=BookingState.WAITING).exists()
    return BookingState.WAITING if left == 0 or is_anybody_waiting else BookingState.BOOKED


def next_in_line(event: Event) -> list[Booking]:
    """Those on the waiting list for whom there is a place now, in the order in which they asked."""
    waiting = Booking.objects.filter(event=event, state=BookingState.WAITING).order_by("asked_at", "pk")
    left = places_left(event)
    return list(waiting if left is None else waiting[:left])


def when(event: Event) -> str:
    """The day as it is known, or the financial year where nothing else is: "15 July 2022", "2017/18", "not known"."""
    if not event.on.is_known and event.year is not None:
        return FinancialYear(event.year).label
    return str(event.on)


def exact_day(event: Event) -> datetime.date | None:
    """The day of the event, None while it is not known to the day."""
    return event.on.value if event.on.precision is Precision.DAY else None


def has_begun(event: Event, today: datetime.date) -> bool:
    """True from the day of the event on."""
    day = exact_day(event)
    return event.state == EventState.HELD or (day is not None and day <= today)


def is_open(event: Event, today: datetime.date) -> bool:
    """True while people may put their names down."""
    try:
        check_open(event, today)
    except NotNow:
        return False
    return True


def check_open(event: Event, today: datetime.date) -> None:
    """Pass while people may put their names down; raise NotNow saying why not.

    Registration ends with its last day, or where none is set with the day before the event.
    """
    if event.state == EventState.CANCELLED:
        raise NotNow("This event has been cancelled.")
    if event.state != EventState.OPEN or event.registration == Registration.NONE:
        raise NotNow("Registration for this event is not open.")
    closes = last_day_of_registration(event)
    if closes is None or today > closes:
        raise NotNow("Registration for this event has closed.")


def last_day_of_registration(event: Event) -> datetime.date | None:
    """The last day on which people may put their names down; None for an event without a day."""
    day = exact_day(event)
    if event.registration_closes_on is not None:
        return event.registration_closes_on
    return None if day is None else day - datetime.timedelta(days=1)


def missing_to_announce(event: Event) -> tuple[str, ...]:
    """What must be known before an event is announced."""
    points = (
        (exact_day(event) is None, "its day"),
        (event.starts_at is None, "when it starts"),
        (event.ends_at is None, "when it ends"),
        (not event.is_online and not event.venue, "its venue, or that it is online"),
        (event.is_online and not event.platform, "the platform it is held on"),
    )
    return tuple(words for is_missing, words in points if is_missing)
