"""An event is planned, changed, announced, held or cancelled, or recorded as one that was held before.

Source: seminar planning, funding-and-reporting 5.4; head counts as they were printed, AT-S3, AT-S7 [V].
"""

import datetime
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import count

from django.utils.text import slugify

from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.models import PartialDate, Partnership, User
from funding.years import FinancialYear, year_of
from learning.actions.core import acting, require, today
from learning.actions.event_waiting import move_up
from learning.event_messages import queue
from learning.event_places import exact_day, missing_to_announce
from learning.event_terms import BookingState, EventKind, EventState, MessageKind, Registration
from learning.models import Attendee, Event, EventSeries
from learning.verbs import LearningVerb

CODE_LENGTH = 70


@dataclass(frozen=True, kw_only=True)
class EventFacts:
    """What an event is. ``series`` is a name; a new one makes a new series. Times are local."""

    kind: EventKind
    title: str
    on: PartialDate
    starts_at: datetime.time | None = None
    ends_at: datetime.time | None = None
    series: str = ""
    theme: str = ""
    audience: str = ""
    delivered_by: str = ""
    is_online: bool = False
    platform: str = ""
    venue: str = ""
    access_note: str = ""
    joining_link: str = ""
    capacity: int | None = None
    registration: Registration = Registration.NONE
    registration_closes_on: datetime.date | None = None


@dataclass(frozen=True, kw_only=True)
class HeldFacts:
    """What is known of an event held before. ``year`` is the start of its financial year where no day is known.

    ``attended_most`` is None where a count is open above, as "over 300" is; ``is_attended_each`` makes the count that
    of each of ``stands_for`` events.
    """

    year: int | None = None
    stands_for: int = 1
    attended_least: int | None = None
    attended_most: int | None = None
    attended_words: str = ""
    is_attended_each: bool = False
    outputs: str = ""
    source: str = ""


def plan_event(*, partnership: Partnership, by: User, facts: EventFacts) -> Event:
    """An event is planned. Raises Incomplete for facts that contradict each other."""
    with acting(LearningVerb.PLAN_EVENT, partnership, by) as act:
        _check_facts(facts)
        event = _new(partnership, facts)
        event.save()
        act.record(about=event, detail={"kind": facts.kind, "title": facts.title})
    return event


def record_past_event(*, partnership: Partnership, by: User, facts: EventFacts, held: HeldFacts) -> Event:
    """An event that was held before is recorded as its source tells of it.

    Raises Incomplete for a day to come, for neither day nor year, and for a head count that contradicts itself.
    """
    with acting(LearningVerb.RECORD_PAST_EVENT, partnership, by) as act:
        _check_facts(facts)
        _check_held(facts, held)
        event = _new(partnership, facts)
        for name, value in asdict(held).items():
            setattr(event, name, value)
        event.state = EventState.HELD
        event.year = event.year if held.year is not None else _year_of(facts.on)
        event.save()
        act.record(about=event, detail={"kind": facts.kind, "title": facts.title})
    return event


def change_event(*, event: Event, by: User, facts: EventFacts) -> Event:
    """What is known of an event changes; more places go at once to those who wait, in their order.

    Raises NotNow for an event that was cancelled, Incomplete when an announced one would lack what it needs.
    """
    with acting(LearningVerb.CHANGE_EVENT, event.partnership, by) as act:
        event.refresh_from_db()
        if event.state == EventState.CANCELLED:
            raise NotNow("This event was cancelled. Plan a new one.")
        _check_facts(facts)
        _fill(event, facts)
        if event.state == EventState.OPEN:
            _check_announced(event)
        event.save()
        act.record(about=event, detail={"title": facts.title})
        move_up(act, event)
    return event


def announce_event(*, event: Event, by: User) -> Event:
    """An event is announced: its page can be opened, and people register if it has a registration.

    Raises NotNow unless it is being planned, Incomplete with everything that is still to be said.
    """
    with acting(LearningVerb.ANNOUNCE_EVENT, event.partnership, by) as act:
        event.refresh_from_db()
        if event.state != EventState.DRAFT:
            raise NotNow("Only an event that is being planned is announced.")
        _check_announced(event)
        event.state = EventState.OPEN
        event.save()
        act.record(about=event, detail={"registration": event.registration})
    return event


def record_event_held(*, event: Event, by: User, outputs: str = "", head_count: int | None = None) -> Event:
    """An event has taken place; a head count in the room is kept apart from names.

    Raises NotNow before its day, and for an event that was cancelled or recorded as held already.
    """
    with acting(LearningVerb.RECORD_EVENT_HELD, event.partnership, by) as act:
        event.refresh_from_db()
        day = exact_day(event)
        if event.state not in {EventState.DRAFT, EventState.OPEN}:
            raise NotNow("This event is held or cancelled already.")
        if day is None or day > today():
            raise NotNow("An event is recorded as held on its day or after. Say first which day it was.")
        event.state, event.outputs = EventState.HELD, outputs
        event.attended_least = event.attended_most = head_count
        event.save()
        act.record(about=event, on=day, detail={"head_count": head_count})
    return event


def cancel_event(*, event: Event, by: User, reason: str) -> Event:
    """An event will not take place; everybody who booked or waits is told why.

    Raises NotNow once it was held or cancelled, Incomplete without a reason.
    """
    with acting(LearningVerb.CANCEL_EVENT, event.partnership, by, reason=reason) as act:
        event.refresh_from_db()
        if event.state not in {EventState.DRAFT, EventState.OPEN}:
            raise NotNow("This event is held or cancelled already.")
        require((bool(reason.strip()), "Say why the event is cancelled. Those who registered are told."))
        event.state, event.cancelled_reason = EventState.CANCELLED, reason
        event.save()
        coming = Attendee.objects.filter(event=event).exclude(booking__state=BookingState.CANCELLED)
        for attendee in coming:
            queue(MessageKind.EVENT_CANCELLED, event, attendee=attendee)
        act.record(about=event, detail={"told": coming.count()})
    return event


def _new(partnership: Partnership, facts: EventFacts) -> Event:
    event = Event(partnership=partnership, code=_free_code(facts))
    _fill(event, facts)
    return event


def _fill(event: Event, facts: EventFacts) -> None:
    """Put the facts on the row; the financial year follows the day where there is one."""
    for name, value in vars(facts).items():
        setattr(event, name, _series(event.partnership, facts.series) if name == "series" else value)
    event.year = _year_of(facts.on) if facts.on.is_known else event.year


def _year_of(on: PartialDate) -> int | None:
    return year_of(on.value).start if on.value is not None else None


def _series(partnership: Partnership, name: str) -> EventSeries | None:
    if not name.strip():
        return None
    found: EventSeries = EventSeries.objects.get_or_create(partnership=partnership, name=name.strip())[0]
    return found


def _free_code(facts: EventFacts) -> str:
    """An address of plain letters from title and day that no other event has."""
    stem = slugify(f"{facts.title} {facts.on.iso}")[:CODE_LENGTH].strip("-") or facts.kind.value.replace("_", "-")
    return next(code for code in _codes(stem) if not Event.objects.filter(code=code).exists())


def _codes(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}-{number}" for number in count(2))


def _check_facts(facts: EventFacts) -> None:
    starts, ends, closes = facts.starts_at, facts.ends_at, facts.registration_closes_on
    day = facts.on.latest
    require(
        (bool(facts.title.strip()), "Give the event a title."),
        (starts is None or ends is None or starts < ends, "The event ends after it starts."),
        (facts.capacity != 0, "An event has at least one place, or no limit."),
        (closes is None or day is None or closes <= day, "Registration closes on the day of the event or before."),
    )


def _check_held(facts: EventFacts, held: HeldFacts) -> None:
    least, most = held.attended_least, held.attended_most
    year = None if held.year is None else FinancialYear(held.year)
    require(
        (facts.on.is_known or held.year is not None, "Say which day, month or financial year it was."),
        (_has_begun(year, facts.on), "An event that is still to come is planned, not recorded as held."),
        (year is None or _can_lie_in(year, facts.on), "The day does not lie in this financial year."),
        (held.stands_for >= 1, "The row stands for at least one event."),
        (least is None or most is None or least <= most, "At most so many cannot be fewer than at least so many."),
    )


def _has_begun(year: FinancialYear | None, on: PartialDate) -> bool:
    """True where the first day that is told, of the event or else of its year, is not to come; and where none is."""
    first = on.value or (year.first if year else None)
    return first is None or first <= today()


def _can_lie_in(year: FinancialYear, on: PartialDate) -> bool:
    """True where one of the days that a date can mean lies in the year, and where no day is known."""
    return on.value is None or on.latest is None or (on.value <= year.last and year.first <= on.latest)


def _check_announced(event: Event) -> None:
    missing = missing_to_announce(event)
    if missing:
        raise Incomplete(f"Before an event is announced, say {', '.join(missing)}.", missing)
