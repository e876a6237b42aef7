"""How do events, their programmes and their bookings become rows on a page?"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from dhr_cases.models import OrganisationKind, Partnership, User
from dhr_cases.roles import SitePermission
from dhr_cases.site_permissions import granted
from dhr_cases.views.tables import Row, day, heads, row
from learning.event_figures import EventFigures, figures_of_each
from learning.event_places import last_day_of_registration, when
from learning.event_retention import deletes_on, settings_of
from learning.event_sectors import told_by_sector
from learning.event_terms import (
    BOOKING_WORDS,
    FEWEST_SHOWN,
    STATE_WORDS,
    BookingState,
    EventState,
    Registration,
)
from learning.models import Attendee, Booking, Event, ProgrammeItem, Speaker
from learning.papers.joining_pack.facts import parts_of, time_words
from learning.verbs import LearningVerb
from learning.views.offers import act_url

EVENT_HEADS = heads("Event", "Kind", "When", "State", "Booked", "Came", figures=("Booked", "Came"))
PROGRAMME_HEADS = heads("Time", "What", "Who speaks")
PLANNED_HEADS = [*PROGRAMME_HEADS, *heads("To do", "Or")]
SPEAKER_HEADS = heads("Speaker", "Role", "Organisation", "Named on the programme", "To do")
BOOKING_HEADS = heads("Name", "Organisation", "State", "Came", "Needs")
SECTOR_HEADS = heads("Sort of organisation", "Booked", figures=("Booked",))
TAGS: Mapping[EventState, str] = {
    EventState.DRAFT: "not_started",
    EventState.OPEN: "running",
    EventState.HELD: "done",
    EventState.CANCELLED: "held",
}
"""The colour of each state; the word stands beside it."""
NOT_YET = "not yet"


def event_url(event: Event, name: str = "event", *about: object) -> str:
    """The address of an event's page, or of a part of it."""
    return reverse(name, args=(event.partnership.code, event.code, *about))


def event_rows(events: Iterable[Event]) -> list[Row]:
    """One row an event; one query for all their figures."""
    rows = list(events)
    figures = figures_of_each(rows)
    return [_event_row(event, figures[event.pk]) for event in rows]


def _event_row(event: Event, figures: EventFigures) -> Row:
    state = EventState(event.state)
    several = f"{event.get_kind_display()} (stands for {event.stands_for})"
    return row(
        event.title,
        several if event.stands_for > 1 else event.get_kind_display(),
        when(event),
        {"text": STATE_WORDS[state], "state": TAGS[state]},
        {"text": _booked(event, figures), "is_figure": True},
        {"text": _came(event, figures), "is_figure": True},
        url=event_url(event),
    )


def _came(event: Event, figures: EventFigures) -> str:
    return NOT_YET if _is_to_come(event) and not figures.came.is_stated else figures.came.words


def _is_to_come(event: Event) -> bool:
    return event.state in (EventState.DRAFT, EventState.OPEN)


def _booked(event: Event, figures: EventFigures) -> str:
    of = f" of {event.capacity}" if event.capacity else ""
    waits = f", {figures.waiting} waiting" if figures.waiting else ""
    is_told = event.state == EventState.OPEN or figures.booked or figures.cancelled
    return f"{figures.booked}{of}{waits}" if is_told else "none"


def facts_of(event: Event) -> list[dict[str, Any]]:
    """What is known of an event, with what is missing said so where it matters."""
    values = (
        ("Kind", event.get_kind_display()),
        ("State", STATE_WORDS[EventState(event.state)]),
        ("When", ", ".join(filter(None, (when(event), time_words(event))))),
        ("Where", _where(event)),
        *_known(event),
    )
    return [{"label": label, "value": value} for label, value in values]


def _known(event: Event) -> list[tuple[str, str]]:
    """Facts that are left out where there is nothing to say."""
    closes = last_day_of_registration(event) if event.registration != Registration.NONE else None
    rows = (
        ("Series", event.series.name if event.series else ""),
        ("Theme", event.theme),
        ("For whom", event.audience),
        ("Held by", event.delivered_by),
        ("Stands for", f"{event.stands_for} events" if event.stands_for > 1 else ""),
        ("Registration", event.get_registration_display()),
        ("Last day of registration", day(closes)),
        ("Why it was cancelled", event.cancelled_reason),
        ("What came of it", event.outputs),
        ("Source", event.source),
    )
    return [(label, value) for label, value in rows if value]


def _where(event: Event) -> str:
    online = f"online: {event.platform or 'platform not stated'}" if event.is_online else ""
    return "; ".join(filter(None, (event.venue, online)))


def figure_tiles(event: Event, figures: EventFigures, responded: str) -> list[dict[str, str]]:
    """Booked, waiting, came and responded, each counted apart."""
    tiles = [
        ("Booked", f"{figures.booked} of {event.capacity}" if event.capacity else str(figures.booked)),
        ("Waiting", str(figures.waiting)),
        ("Came", _came(event, figures)),
        ("Responded", NOT_YET if _is_to_come(event) else responded),
    ]
    return [{"label": label, "value": value} for label, value in tiles]


def programme_rows(event: Event, may_change: bool) -> list[Row]:
    """The programme as those who come see it; for those who plan it each part leads to its change and off it."""
    items = ProgrammeItem.objects.filter(event=event, is_dropped=False)
    return [
        row(part.time, part.title, part.speaker or "none", *_item_cells(event, item, may_change))
        for part, item in zip(parts_of(event), items, strict=True)
    ]


def _item_cells(event: Event, item: ProgrammeItem, may_change: bool) -> list[dict[str, str]]:
    if not may_change:
        return []
    back, partnership = event_url(event), event.partnership
    return [
        {"text": "Change", "url": act_url(partnership, LearningVerb.CHANGE_PROGRAMME_ITEM, item, back)},
        {"text": "Take off", "url": act_url(partnership, LearningVerb.DROP_PROGRAMME_ITEM, item, back)},
    ]


def speaker_rows(event: Event) -> list[Row]:
    """Speakers by name, for those who plan the event; each leads to the removal."""
    back, verb = event_url(event), LearningVerb.REMOVE_SPEAKER
    return [
        row(
            speaker.name,
            speaker.job_title or "none",
            speaker.body or "none",
            "Yes" if speaker.is_named else "No",
            {"text": "Remove", "url": act_url(event.partnership, verb, speaker, back)},
        )
        for speaker in Speaker.objects.filter(event=event)
    ]


def deletion_words(event: Event) -> str:
    """When the names of the event are deleted, or that they are."""
    if event.forgotten_on is not None:
        return f"The names were deleted on {day(event.forgotten_on)}. The counts stay."
    on = deletes_on(event, settings_of(event.partnership).keep_months)
    return f"The names of speakers and of all who registered are deleted on {day(on)}. The counts stay."


def booking_rows(event: Event, bookings: Iterable[Booking]) -> list[Row]:
    """Bookings with the names that are still kept; two queries whatever their number."""
    rows = list(bookings)
    people = {one.booking_id: one for one in Attendee.objects.filter(booking__in=rows)}
    return [_booking_row(event, booking, people.get(booking.pk)) for booking in rows]


def _booking_row(event: Event, booking: Booking, person: Attendee | None) -> Row:
    return row(
        person.name if person else "name deleted",
        (person.organisation if person else booking.get_sector_display()) or "none given",
        BOOKING_WORDS[BookingState(booking.state)],
        CAME[booking.has_attended],
        (person.needs if person else "") or "none given",
        url=event_url(event, "event_booking", booking.pk),
    )


CAME: Mapping[bool | None, str] = {True: "Came", False: "Did not come", None: "not noted"}


def sector_rows(event: Event) -> list[Row]:
    """Places by sort of organisation; small numbers are told together."""
    sectors = list(Booking.objects.filter(event=event, state=BookingState.BOOKED).values_list("sector", flat=True))
    counts = {_sector(code): sectors.count(code) for code in set(sectors)}
    return [row(name, {"text": _shown(number), "is_figure": True}) for name, number in told_by_sector(counts)]


def _sector(code: str) -> str:
    return str(OrganisationKind(code).label) if code else "Not stated"


def _shown(number: int | None) -> str:
    return f"fewer than {FEWEST_SHOWN}" if number is None else str(number)


def may_manage(user: User, partnership: Partnership) -> bool:
    """Whether this person sees names: those who plan the events."""
    return SitePermission.MANAGE_LEARNING in granted(user, partnership)
