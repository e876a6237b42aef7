"""How many booked, wait and came to an event, each counted apart? And which events fall into a time?"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from dhr_cases.models import Partnership
from funding.years import FinancialYear
from learning.event_terms import BookingState, EventState
from learning.headcounts import UNSTATED, Headcount, exactly, total
from learning.models import Booking, Event


@dataclass(frozen=True)
class EventFigures:
    """Booked, waiting, cancelled: counted by booking. ``came``: counted by name, else as it was given elsewhere."""

    booked: int
    waiting: int
    cancelled: int
    came: Headcount
    is_by_name: bool

    @property
    def attended(self) -> int | None:
        """How many came where it is known exactly, else None."""
        return self.came.exact


def figures_of(event: Event) -> EventFigures:
    """The figures of one event; one query."""
    return figures_of_each([event])[event.pk]


def figures_of_each(events: Iterable[Event]) -> Mapping[int, EventFigures]:
    """The figures of several events by their key; one query for all."""
    rows = list(events)
    counted = Booking.objects.filter(event__in=rows).order_by().values("event").annotate(**_COUNTS)
    by_event = {row.pop("event"): row for row in counted}
    return {event.pk: _figures(event, by_event.get(event.pk, {})) for event in rows}


_COUNTS = {
    "booked": Count("pk", filter=Q(state=BookingState.BOOKED)),
    "waiting": Count("pk", filter=Q(state=BookingState.WAITING)),
    "cancelled": Count("pk", filter=Q(state=BookingState.CANCELLED)),
    "came": Count("pk", filter=Q(has_attended=True)),
    "noted": Count("pk", filter=Q(has_attended__isnull=False)),
}


def _figures(event: Event, counted: Mapping[str, int]) -> EventFigures:
    given = given_elsewhere(event)
    is_by_name = bool(counted.get("noted")) and not given.is_stated
    came = exactly(counted["came"]) if is_by_name else given
    booked, waiting, cancelled = (counted.get(name, 0) for name in ("booked", "waiting", "cancelled"))
    return EventFigures(booked, waiting, cancelled, came, is_by_name)


def given_elsewhere(event: Event) -> Headcount:
    """The head count that was given for the event; for several events of so many each, that of all together."""
    if not event.is_attended_each:
        return Headcount(event.attended_least, event.attended_most, event.attended_words)
    least, most = event.attended_least, event.attended_most
    return Headcount(_times(least, event.stands_for), _times(most, event.stands_for))


def _times(number: int | None, events: int) -> int | None:
    return None if number is None else number * events


def came_to(events: Iterable[Event]) -> Headcount:
    """How many came to all of them together."""
    rows = list(events)
    figures = figures_of_each(rows)
    return total([figures[event.pk].came for event in rows]) if rows else UNSTATED


def number_held(events: Iterable[Event]) -> int:
    """How many events they are, those that stand for several counted so."""
    return sum(event.stands_for for event in events)


def events_between(partnership: Partnership, first: datetime.date, last: datetime.date) -> list[Event]:
    """Events held from one day to another, earliest first.

    One known to its month or year counts from the first day of it; one known to its financial year only counts
    where the whole of that year lies within.
    """
    held = Event.objects.filter(partnership=partnership, state=EventState.HELD)
    found = [event for event in held if _is_within(event, first, last)]
    return sorted(found, key=lambda event: (first_day(event), event.pk))


def _is_within(event: Event, first: datetime.date, last: datetime.date) -> bool:
    if event.on.value is not None:
        return first <= event.on.value <= last
    if event.year is None:
        return False
    year = FinancialYear(event.year)
    return first <= year.first and year.last <= last


def first_day(event: Event) -> datetime.date:
    """The first day the event can have been; one that nothing is known of stands last."""
    financial_year = FinancialYear(event.year).first if event.year is not None else datetime.date.max
    return event.on.value or financial_year
