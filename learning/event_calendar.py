"""How does an event read as a calendar file? What is public of it; the address to join only for those with a place.

Source: RFC 5545 sections 3.6.1 and 3.8.7 [V].
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar
from icalendar import Event as Entry

from dhr_cases.errors import NotNow
from learning.event_places import exact_day
from learning.event_terms import EventState
from learning.models import Event

MAKER = "-//Domestic abuse reviews//Events//EN"
STATUSES = {EventState.DRAFT: "TENTATIVE", EventState.CANCELLED: "CANCELLED"}
"""How calendars call an event that is not certain, or off. Source: RFC 5545 section 3.8.1.11 [V]."""


def calendar_of(event: Event, *, with_link: bool = False) -> bytes:
    """The event as an iCalendar file; a cancelled one says so, so that calendars take it off.

    Raises NotNow while its day is not known.
    """
    day = exact_day(event)
    if day is None:
        raise NotNow("There is no calendar file until the day of the event is known.")
    entry = Entry()
    entry.add("uid", f"event-{event.pk}@reviews")
    entry.add("dtstamp", timezone.now())
    entry.add("summary", event.title)
    entry.add("sequence", event.history.count())
    entry.add("status", STATUSES.get(EventState(event.state), "CONFIRMED"))
    for name, value in (*_times(event), ("location", _place(event)), ("url", event.joining_link if with_link else "")):
        if value:
            entry.add(name, value)
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _times(event: Event) -> tuple[tuple[str, object], ...]:
    """From when to when: whole days without times, else moments in UTC, so that no zone table is needed."""
    day, zone = exact_day(event), ZoneInfo(settings.TIME_ZONE)
    if day is None:
        return ()
    if event.starts_at is None:
        return (("dtstart", day), ("dtend", day + timedelta(days=1)))
    starts = datetime.combine(day, event.starts_at, zone)
    ends = datetime.combine(day, event.ends_at, zone) if event.ends_at else starts + timedelta(hours=1)
    utc = ZoneInfo("UTC")
    return (("dtstart", starts.astimezone(utc)), ("dtend", ends.astimezone(utc)))


def _place(event: Event) -> str:
    online = f"Online, {event.platform}" if event.is_online and event.platform else "Online" if event.is_online else ""
    return "; ".join(filter(None, (event.venue, online)))
