"""Events of the cast: what they are, and how one comes to its state through the acts."""

import datetime
from dataclasses import replace
from typing import Any

from django.utils import timezone

from dhr_cases.models import OrganisationKind, PartialDate
from learning.actions import event_bookings, events
from learning.actions.event_bookings import Coming
from learning.actions.events import EventFacts
from learning.event_terms import EventKind, Registration
from learning.models import Booking, Event
from tests.conftest import Cast


def day_in(days: int) -> datetime.date:
    """A day from today on; before today for a negative number."""
    return timezone.localdate() + datetime.timedelta(days=days)


FACTS = EventFacts(
    kind=EventKind.SEMINAR,
    title="Asking again",
    on=PartialDate.unknown(),
    starts_at=datetime.time(9, 30),
    ends_at=datetime.time(12, 30),
    series="Lessons learnt",
    theme="Risk after a separation",
    audience="frontline practitioners",
    venue="Town Hall",
    is_online=True,
    platform="Video meeting",
    joining_link="https://meet.example.test/secret",
    registration=Registration.PUBLIC,
)


def planned(cast: Cast, in_days: int = 30, **changed: Any) -> Event:
    """An event being planned."""
    facts = replace(FACTS, on=PartialDate.on(day_in(in_days)), **changed)
    return events.plan_event(partnership=cast.partnership, by=cast.coordinator, facts=facts)


def announced(cast: Cast, in_days: int = 30, **changed: Any) -> Event:
    """An event that is announced."""
    return events.announce_event(event=planned(cast, in_days, **changed), by=cast.coordinator)


def held(cast: Cast, days_ago: int = 1, *, people: int = 0) -> Event:
    """An event that was held, with people booked by the office."""
    event = planned(cast, -days_ago)
    for number in range(people):
        book(cast, event, number)
    return events.record_event_held(event=event, by=cast.coordinator)


def coming(number: int = 1) -> Coming:
    """Somebody invented who would like to come."""
    return Coming(
        name=f"Person Number{number}",
        email=f"person{number}@practice.test",
        organisation="Practice House",
        job_title="Nurse",
        needs="captions",
        sector=OrganisationKind.NHS_PROVIDER,
    )


def book(cast: Cast, event: Event, number: int = 1) -> Booking:
    """A place booked by the office."""
    return event_bookings.book_place(event=event, by=cast.coordinator, coming=coming(number))
