"""What is a person told who registered and has no account? A table: a message, its subject, its sentence.

A message names the event and nobody; its address carries the secret of one booking or invitation.
Source: joining pack and follow-up, funding-and-reporting 5.4 [D].
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from dhr_cases.notices import is_held_back
from learning.event_places import when
from learning.event_terms import MessageKind
from learning.models import Attendee, Event, EventMessage, Invitation


@dataclass(frozen=True)
class MessageRow:
    """One message: its subject, its sentence, the words before its address."""

    subject: str
    text: str
    link: str


MESSAGES: Mapping[MessageKind, MessageRow] = {
    MessageKind.INVITED: MessageRow("Invitation", "You are invited to this event.", "Register here"),
    MessageKind.BOOKED: MessageRow("Your place is booked", "You have a place at this event.", "Your booking"),
    MessageKind.WAITING: MessageRow(
        "You are on the waiting list",
        "Every place is taken. You are on the waiting list: when a place becomes free, it goes to those who wait in "
        "the order in which they asked, and we write to you.",
        "Your booking",
    ),
    MessageKind.MOVED_UP: MessageRow(
        "You have a place now", "A place has become free and it is yours. If you cannot come, please cancel it.",
        "Your booking",
    ),
    MessageKind.CANCELLED: MessageRow("Your booking is cancelled", "Your booking was cancelled.", "Your booking"),
    MessageKind.EVENT_CANCELLED: MessageRow("The event is cancelled", "This event will not take place.", "More"),
    MessageKind.JOINING: MessageRow(
        "How to take part", "The programme, how to get there or join, and a notice about what the event speaks of are "
        "on the page of your booking.", "Your booking and the joining pack",
    ),
    MessageKind.FOLLOW_UP: MessageRow(
        "What has changed since?", "Some months ago you came to this event. Please tell us in two minutes what has "
        "changed since. You need not say who you are.", "Tell us",
    ),
}  # fmt: skip  # the table reads as a table: a message, its words


def queue(
    kind: MessageKind, event: Event, *, attendee: Attendee | None = None, invitation: Invitation | None = None
) -> None:
    """Queue a message; nothing for events that are invented or taken in."""
    if not is_held_back():
        EventMessage.objects.create(kind=kind, event=event, attendee=attendee, invitation=invitation)


def address_of(message: EventMessage) -> str:
    """The e-mail address it goes to; "" once the person is deleted."""
    person = message.attendee or message.invitation
    return person.email if person else ""


def words_of(message: EventMessage, link: str = "") -> tuple[str, str]:
    """Subject and text of a message; ``link`` leads elsewhere than to the person's own page."""
    row, event = MESSAGES[MessageKind(message.kind)], message.event
    parts = (
        f"{event.title}, {when(event)}",
        row.text,
        f"Why: {event.cancelled_reason}" if message.kind == MessageKind.EVENT_CANCELLED else "",
        f"{row.link}: {link or own_link(message)}",
        event.partnership.name,
    )
    return f"{row.subject}: {event.title}", "\n\n".join(filter(None, parts)) + "\n"


def own_link(message: EventMessage) -> str:
    """The whole address of the booking or the invitation the message is for."""
    if message.attendee is not None:
        return settings.SITE_URL + reverse("own_booking", args=(message.attendee.token,))
    if message.invitation is not None:
        return settings.SITE_URL + reverse("event_invited", args=(message.event.code, message.invitation.token))
    return settings.SITE_URL + reverse("event_registration", args=(message.event.code,))
