"""Names of an event are deleted on their day, or of one person at once; those who came are asked what has changed.

Source: storage limitation and erasure, UK GDPR articles 5(1)(e) and 17 [K]; after three months, 5.4 [D].
"""

import datetime
from collections.abc import Mapping

from django.utils import timezone

from dhr_cases.errors import NotNow
from dhr_cases.models import Partnership, User
from learning.actions.core import acting, acting_by_itself, require
from learning.actions.feedback import forget_words
from learning.event_messages import queue
from learning.event_retention import deletes_on, follows_up_on, holds_names, months_of
from learning.event_terms import (
    FEWEST_KEEP_MONTHS,
    MOST_KEEP_MONTHS,
    BookingState,
    EventState,
    MessageKind,
)
from learning.feedback_links import link_to
from learning.feedback_scales import FeedbackKind
from learning.models import (
    Attendee,
    Booking,
    Event,
    EventMessage,
    EventSettings,
    FeedbackReply,
    Invitation,
    ProgrammeItem,
    Speaker,
)
from learning.verbs import LearningVerb

BY_NIGHT = "Retention day reached"
ASKED_BY_NIGHT = "Months after the event have passed"


def change_event_settings(*, partnership: Partnership, by: User, keep_months: int, follow_up_months: int) -> None:
    """The months for which names are kept, and after which people are asked what changed.

    Raises Incomplete for numbers out of bounds, or when names would be gone before the question.
    """
    with acting(LearningVerb.CHANGE_EVENT_SETTINGS, partnership, by) as act:
        bounds = f"Names are kept for {FEWEST_KEEP_MONTHS} to {MOST_KEEP_MONTHS} months."
        require(
            (FEWEST_KEEP_MONTHS <= keep_months <= MOST_KEEP_MONTHS, bounds),
            (follow_up_months < keep_months, "The follow-up goes out before names are deleted."),
        )
        row = EventSettings.objects.filter(partnership=partnership).first() or EventSettings(partnership=partnership)
        row.keep_months, row.follow_up_months = keep_months, follow_up_months
        row.save()
        act.record(about=row, detail={"keep_months": keep_months, "follow_up_months": follow_up_months})


def forget_person(*, booking: Booking, by: User, reason: str) -> None:
    """One person's name is deleted before the day; their booking stays as a number.

    Raises NotNow when it is deleted already, Incomplete without a reason.
    """
    with acting(LearningVerb.FORGET_PERSON, booking.event.partnership, by, reason=reason) as act:
        attendee = Attendee.objects.filter(booking=booking).first()
        if attendee is None:
            raise NotNow("This name is deleted already.")
        require((bool(reason.strip()), "Say why, for example that the person asked for it."))
        _delete_invitation(attendee)
        attendee.delete()
        act.record(about=booking, detail={"event": booking.event_id})


def forget_due_names(today: datetime.date) -> Mapping[str, int]:
    """Delete the names of every event whose day has come: events by code, how many names went. Done every night."""
    return {event.code: _forget(event, today) for event in due_to_be_forgotten(today)}


def due_to_be_forgotten(today: datetime.date) -> list[Event]:
    """Events whose retention day has come and that still hold names, or words that people wrote."""
    events = list(Event.objects.filter(forgotten_on=None).select_related("partnership"))
    held = months_of(events)
    due = [event for event in events if deletes_on(event, held[event.partnership_id].keep_months) <= today]
    return [event for event in due if _holds_words(event)]


def _holds_words(event: Event) -> bool:
    """True while somebody is named, or what people wrote after the event is kept."""
    return holds_names(event) or FeedbackReply.objects.filter(form__event=event).exists()


def _forget(event: Event, today: datetime.date) -> int:
    """Delete attendees, invitations, speakers and their messages; the counts in the bookings stay."""
    with acting_by_itself(LearningVerb.FORGET_NAMES, event.partnership, reason=BY_NIGHT) as act:
        event.refresh_from_db()
        for item in ProgrammeItem.objects.filter(event=event).exclude(speaker=None):
            item.speaker = None
            item.save()
        gone = sum(model.objects.filter(event=event).count() for model in (Attendee, Invitation, Speaker))
        EventMessage.objects.filter(event=event).delete()
        for model in (Attendee, Invitation, Speaker):
            model.objects.filter(event=event).delete()
        event.forgotten_on, event.joining_link = today, ""
        event.save()
        act.record(about=event, on=today, detail={"names": gone, "replies_covered": forget_words(event)})
    return gone


def _delete_invitation(attendee: Attendee) -> None:
    """An invitation to the same address names the same person."""
    Invitation.objects.filter(event=attendee.event_id, email_digest=attendee.email_digest).delete()


def ask_what_changed(*, event: Event, by: User | None, today: datetime.date | None = None) -> int:
    """Those who came are asked what has changed since; how many. Where attendance was not noted, those booked are.

    Raises NotNow unless the event was held, was not followed up and has an open form for it, Incomplete when there is
    nobody to ask.
    """
    verb, partnership = LearningVerb.ASK_WHAT_CHANGED, event.partnership
    with acting(verb, partnership, by) if by else acting_by_itself(verb, partnership, reason=ASKED_BY_NIGHT) as act:
        event.refresh_from_db()
        _check_may_be_asked(event)
        people = _asked(event)
        require((bool(people), "There is nobody to ask: no name of this event is kept."))
        for attendee in people:
            queue(MessageKind.FOLLOW_UP, event, attendee=attendee)
        event.followed_up_on = today or timezone.localdate()
        event.save()
        act.record(about=event, detail={"asked": len(people)})
    return len(people)


def _check_may_be_asked(event: Event) -> None:
    if event.state != EventState.HELD or event.followed_up_on is not None:
        raise NotNow("Those who came are asked once, after the event was held.")
    if not link_to(event, FeedbackKind.FOLLOW_UP):
        raise NotNow("Open the follow-up form of this event first: the message leads there.")


def _asked(event: Event) -> list[Attendee]:
    booked = Attendee.objects.filter(event=event, booking__state=BookingState.BOOKED).select_related("booking")
    is_noted = any(row.booking.has_attended is not None for row in booked)
    return [row for row in booked if not is_noted or row.booking.has_attended]


def due_to_be_asked(today: datetime.date) -> list[Event]:
    """Events held long enough ago whose people were not asked yet and are still known."""
    held = Event.objects.filter(state=EventState.HELD, followed_up_on=None, forgotten_on=None)
    rows = list(held.exclude(attendees=None).select_related("partnership").distinct())
    months = months_of(rows)
    due = [event for event in rows if follows_up_on(event, months[event.partnership_id].follow_up_months) <= today]
    return [event for event in due if _asked(event)]
