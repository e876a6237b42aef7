"""Which events does a visitor meet? One announced and full, one held with attendance, one being planned. All invented.

Made through the acts, so that every page has something to show. Nobody here is a real person.
"""

import datetime

from django.utils import timezone

from dhr_cases.models import OrganisationKind, PartialDate, User
from learning.actions.event_bookings import Coming, book_place, record_attendance
from learning.actions.event_programme import ItemFacts, SpeakerFacts, add_programme_item, add_speaker
from learning.actions.event_topics import suggest_topic
from learning.actions.events import EventFacts, announce_event, plan_event, record_event_held
from learning.event_terms import EventKind, ItemKind, Registration
from learning.models import Booking, Event
from workflows.demonstration.people import DOMAIN, Town

FORENAMES = ("Ada", "Ben", "Cora", "Dev", "Ella", "Femi", "Gwen", "Hari", "Isla", "Jon", "Kim", "Leo", "Mona", "Ned")
SURNAMES = ("Fairlight", "Graveney", "Hollow", "Inkpen")
SECTORS = (
    OrganisationKind.NHS_PROVIDER,
    OrganisationKind.POLICE,
    OrganisationKind.COUNCIL,
    OrganisationKind.CHARITY,
    OrganisationKind.HOUSING,
)
PROGRAMME = (
    (9, 30, 15, ItemKind.WELCOME, "Why we meet", False),
    (9, 45, 45, ItemKind.CASE, "What one review found", True),
    (10, 30, 20, ItemKind.BREAK, "Tea", False),
    (10, 50, 40, ItemKind.EXERCISE, "What would we have asked?", False),
    (11, 30, 30, ItemKind.DISCUSSION, "What we take home", True),
    (12, 0, 15, ItemKind.CLOSE, "Feedback and certificates", False),
)
TOPICS = (
    ("Stalking and separation", "Oasis Domestic Abuse Service"),
    ("When the person who harms is a grown-up child", "Kent Police"),
)


def hold_events(town: Town) -> None:
    """Put the events on record, and topics that partners offered."""
    by = town.accounts["coordinator"]
    _announced(town, by)
    _held(town, by)
    plan_event(partnership=town.partnership, by=by, facts=_facts("Coercion that nobody sees", 120, is_online=True))
    for text, body in TOPICS:
        suggest_topic(partnership=town.partnership, by=by, text=text, suggested_by=body)


def _announced(town: Town, by: User) -> None:
    """A seminar with more people than places."""
    event = plan_event(partnership=town.partnership, by=by, facts=_facts("Learning from reviews", 24, capacity=12))
    _programme(event, by)
    announce_event(event=event, by=by)
    _book(event, by, 15)


def _held(town: Town, by: User) -> None:
    """A webinar of last month with those who came and those who did not."""
    event = plan_event(partnership=town.partnership, by=by, facts=_facts("Asking about suicide", -26, is_online=True))
    _programme(event, by)
    _book(event, by, 9)
    record_event_held(event=event, by=by, outputs="Fed into the partnership’s suicide prevention plan.")
    bookings = Booking.objects.filter(event=event)
    came = {booking.pk: number % 4 != 3 for number, booking in enumerate(bookings)}
    record_attendance(event=event, by=by, came=came)


def _facts(title: str, in_days: int, *, is_online: bool = False, capacity: int | None = None) -> EventFacts:
    day = timezone.localdate() + datetime.timedelta(days=in_days)
    return EventFacts(
        kind=EventKind.WEBINAR if is_online else EventKind.SEMINAR,
        title=title,
        on=PartialDate.on(day),
        starts_at=datetime.time(9, 30),
        ends_at=datetime.time(12, 30),
        theme="Learning for practice",
        audience="frontline practitioners",
        is_online=is_online,
        platform="Video meeting" if is_online else "",
        joining_link=f"https://meet.{DOMAIN}/learning" if is_online else "",
        venue="" if is_online else "Wealdshore House, an invented address",
        access_note="Step-free from the north door. Captions on screen. A quiet room is open all morning.",
        capacity=capacity,
        registration=Registration.PUBLIC,
    )


def _programme(event: Event, by: User) -> None:
    facts = SpeakerFacts(
        name="Dr Helen Marsh", job_title="Independent chair", body="Invented Reviews Ltd", is_named=True
    )
    speaker = add_speaker(event=event, by=by, facts=facts)
    for hour, minute, minutes, kind, title, is_spoken in PROGRAMME:
        item = ItemFacts(
            starts_at=datetime.time(hour, minute),
            minutes=minutes,
            kind=kind,
            title=title,
            speaker=speaker if is_spoken else None,
        )
        add_programme_item(event=event, by=by, facts=item)


def _book(event: Event, by: User, number: int) -> None:
    for place in range(number):
        forename, surname = FORENAMES[place % len(FORENAMES)], SURNAMES[place % len(SURNAMES)]
        coming = Coming(
            name=f"{forename} {surname}",
            email=f"{forename}.{surname}.{place}@{DOMAIN}".lower(),
            organisation="North and Mid Wealdshore Integrated Care Invented NHS Foundation Trust",
            job_title="Practitioner",
            needs="Captions" if place % 5 == 0 else "",
            sector=SECTORS[place % len(SECTORS)],
        )
        book_place(event=event, by=by, coming=coming)
