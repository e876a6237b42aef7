"""What does each message of an event say, to whom, and where does it lead? Rows in the hand, none in the database."""

import datetime
from typing import Any

import pytest
from django.conf import settings

from dhr_cases.models import PartialDate, Partnership
from learning.event_messages import MESSAGES, address_of, own_link, words_of
from learning.event_terms import MessageKind
from learning.models import Attendee, Event, EventMessage, Invitation

K = MessageKind
TOWN = Partnership(code="testshire", name="Testshire CSP")
BOOKED = Attendee(name="Sam Number1", email="sam@practice.test", token="secret-of-sam")
INVITED = Invitation(name="Ann Number2", email="ann@practice.test", token="secret-of-ann")
HEAD = "Asking again, 15 July 2027"
BOOKING, INVITATION = "/booking/secret-of-sam/", "/register/asking-again/invited/secret-of-ann/"


def event(**changed: Any) -> Event:
    """An event on a known day."""
    known = {"code": "asking-again", "title": "Asking again", "on": PartialDate.on(datetime.date(2027, 7, 15))}
    return Event(partnership=TOWN, **{**known, **changed})


def message(kind: MessageKind, about: Event | None = None) -> EventMessage:
    """The message to whoever it is for: an invitation goes to somebody invited, all else to somebody who booked."""
    to = {"invitation": INVITED} if kind is K.INVITED else {"attendee": BOOKED}
    return EventMessage(kind=kind, event=about or event(), **to)


SAID = {
    K.INVITED: ("Invitation", "You are invited to this event.", f"Register here: {{site}}{INVITATION}"),
    K.BOOKED: ("Your place is booked", "You have a place at this event.", f"Your booking: {{site}}{BOOKING}"),
    K.WAITING: (
        "You are on the waiting list",
        "Every place is taken. You are on the waiting list: when a place becomes free, it goes to those who wait in "
        "the order in which they asked, and we write to you.",
        f"Your booking: {{site}}{BOOKING}",
    ),
    K.MOVED_UP: (
        "You have a place now",
        "A place has become free and it is yours. If you cannot come, please cancel it.",
        f"Your booking: {{site}}{BOOKING}",
    ),
    K.CANCELLED: ("Your booking is cancelled", "Your booking was cancelled.", f"Your booking: {{site}}{BOOKING}"),
    K.EVENT_CANCELLED: ("The event is cancelled", "This event will not take place.", f"More: {{site}}{BOOKING}"),
    K.JOINING: (
        "How to take part",
        "The programme, how to get there or join, and a notice about what the event speaks of are on the page of your "
        "booking.",
        f"Your booking and the joining pack: {{site}}{BOOKING}",
    ),
    K.FOLLOW_UP: (
        "What has changed since?",
        "Some months ago you came to this event. Please tell us in two minutes what has changed since. You need not "
        "say who you are.",
        f"Tell us: {{site}}{BOOKING}",
    ),
}


@pytest.mark.parametrize("kind", MessageKind)
def test_says_what_happened_then_where_to_go_and_who_writes(kind: MessageKind) -> None:
    subject, sentence, link = SAID[kind]
    parts = [HEAD, sentence, link.format(site=settings.SITE_URL), "Testshire CSP"]
    if kind is K.EVENT_CANCELLED:
        parts.insert(2, "Why: The speaker is ill.")
    told = words_of(message(kind, event(cancelled_reason="The speaker is ill.")))
    assert told == (f"{subject}: Asking again", "\n\n".join(parts) + "\n")


@pytest.mark.parametrize("kind", MessageKind)
def test_names_neither_the_person_nor_the_address_to_join(kind: MessageKind) -> None:
    subject, text = words_of(message(kind, event(joining_link="https://meet.example.test/secret")))
    for words in ("Sam", "Ann", "@practice.test", "meet.example.test"):
        assert words not in subject + text


@pytest.mark.parametrize("kind", sorted(set(MessageKind) - {K.EVENT_CANCELLED}))
def test_gives_a_reason_only_for_an_event_that_will_not_take_place(kind: MessageKind) -> None:
    assert "Why:" not in words_of(message(kind, event(cancelled_reason="The speaker is ill.")))[1]


@pytest.mark.parametrize(
    ("on", "year", "head"),
    [
        ("2027-07", None, "Asking again, July 2027"),
        ("2027", None, "Asking again, 2027"),
        ("", 2027, "Asking again, 2027/28"),
        ("", None, "Asking again, not known"),
    ],
)
def test_tells_the_day_no_finer_than_it_is_known(on: str, year: int | None, head: str) -> None:
    about = event(on=PartialDate.parse(on), year=year)
    assert words_of(message(K.BOOKED, about))[1].splitlines()[0] == head


def test_leads_elsewhere_where_another_address_is_given() -> None:
    """The follow-up leads to the form, which knows nothing of the booking."""
    _subject, text = words_of(message(K.FOLLOW_UP), "https://reviews.example.test/feedback/abc/")
    assert "Tell us: https://reviews.example.test/feedback/abc/\n" in text
    assert "secret-of-sam" not in text


def test_leads_to_the_public_page_once_the_person_is_deleted() -> None:
    left = EventMessage(kind=K.CANCELLED, event=event())
    assert own_link(left) == f"{settings.SITE_URL}/register/asking-again/"
    assert address_of(left) == ""


def test_goes_to_the_address_of_the_booking_or_of_the_invitation() -> None:
    assert address_of(message(K.BOOKED)) == "sam@practice.test"
    assert address_of(message(K.INVITED)) == "ann@practice.test"
    assert own_link(message(K.INVITED)) == settings.SITE_URL + INVITATION


def test_takes_the_booking_before_the_invitation_where_a_message_has_both() -> None:
    both = EventMessage(kind=K.JOINING, event=event(), attendee=BOOKED, invitation=INVITED)
    assert (address_of(both), own_link(both)) == ("sam@practice.test", settings.SITE_URL + BOOKING)


def test_heads_each_message_with_words_of_its_own() -> None:
    subjects = [row.subject for row in MESSAGES.values()]
    assert len(set(subjects)) == len(subjects) == len(MessageKind)
    assert not any(subject.endswith(".") for subject in subjects)
