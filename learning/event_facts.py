"""What does a report need to know of events: which were held since a day, which are to come?"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from dhr_cases.models import Partnership
from learning.event_figures import EventFigures, events_between, figures_of_each, first_day
from learning.event_places import when
from learning.event_terms import EventState
from learning.models import Event

BEGINNING = datetime.date(1998, 7, 31)
"""Community safety partnerships began with the Crime and Disorder Act 1998: no event of one is older [K]."""


@dataclass(frozen=True)
class EventFact:
    """One event: ``on`` is its first possible day, ``day`` as it is known; a count that is not known is None.

    ``attended_words`` keeps "over 300"; it is "" where nothing is stated. ``number`` is how many events it stands for.
    """

    key: int
    title: str
    kind: str
    on: datetime.date
    day: str
    booked: int | None
    attended: int | None
    attended_words: str
    theme: str = ""
    number: int = 1


def held(partnership: Partnership, since: datetime.date | None, on: datetime.date) -> tuple[EventFact, ...]:
    """Events held from one day to another, both included, oldest first; since ever where no day is given."""
    return _facts(events_between(partnership, since or BEGINNING, on))


def coming(partnership: Partnership, on: datetime.date) -> tuple[EventFact, ...]:
    """Events announced for after a day, next one first."""
    rows = Event.objects.filter(partnership=partnership, state=EventState.OPEN, on__gt=on.isoformat())
    return _facts(rows.order_by("on", "pk"))


def _facts(events: Iterable[Event]) -> tuple[EventFact, ...]:
    rows = list(events)
    figures = figures_of_each(rows)
    return tuple(_fact(event, figures[event.pk]) for event in rows)


def _fact(event: Event, figures: EventFigures) -> EventFact:
    has_bookings = bool(figures.booked or figures.waiting or figures.cancelled)
    return EventFact(
        key=event.pk,
        title=event.title,
        kind=event.get_kind_display(),
        on=first_day(event),
        day=when(event),
        booked=figures.booked if has_bookings else None,
        attended=figures.attended,
        attended_words=figures.came.words if figures.came.is_stated else "",
        theme=event.theme,
        number=event.stands_for,
    )
