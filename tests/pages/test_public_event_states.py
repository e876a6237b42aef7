"""What does somebody without an account read of an event and of their own booking, in each state, and what not?"""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.models import PartialDate
from dhr_cases.models.history import change
from learning.actions.event_bookings import cancel_booking, invite, record_attendance
from learning.actions.event_programme import ItemFacts, SpeakerFacts, add_programme_item, add_speaker
from learning.actions.events import cancel_event, record_event_held
from learning.event_terms import BookingState, EventState, ItemKind, Registration
from learning.models import Attendee, Booking, Event, EventMessage, Invitation, LearningEvent, TopicSuggestion
from learning.verbs import LearningVerb
from tests.conftest import Cast
from tests.events import announced, book, coming, day_in, held, planned
from tests.learning_pages import page
from tests.seen import Seen

pytestmark = [pytest.mark.django_db, pytest.mark.first_database]

NOT_FOUND, CONFLICT, UNPROCESSABLE = 404, 409, 422
SECRET = "https://meet.example.test/secret"
ANN = {"name": "Ann Example", "email": "ann@practice.test"}
FULL = (
    "Every place is taken. If you register, you are on the waiting list: places that become free go to those who "
    "wait, in the order in which they asked."
)


def public(event: Event, answers: dict[str, str] | None = None) -> Seen:
    """The public page of an event, or what comes back when its form is sent."""
    path = reverse("event_registration", args=(event.code,))
    return Seen(Client().post(path, answers) if answers is not None else Client().get(path))


def own(booking: Booking, send: str = "") -> Seen:
    """The page of one's own booking, or what comes back when it is cancelled there."""
    path = reverse("own_booking", args=(Attendee.objects.get(booking=booking).token,))
    return Seen(Client().post(path, follow=True) if send else Client().get(path))


def words_of_date(day: datetime.date) -> str:
    """A day as pages write it."""
    return f"{day:%-d %B %Y}"


def test_shows_what_everybody_may_know_of_an_announced_event(cast: Cast) -> None:
    event = announced(cast, delivered_by="The county", access_note="Step-free")
    named = add_speaker(event=event, by=cast.coordinator, facts=SpeakerFacts(name="Sam Speaker", body="Refuge"))
    open_one = SpeakerFacts(name="Ann Speaker", job_title="Chair", body="Police", is_named=True)
    other = add_speaker(event=event, by=cast.coordinator, facts=open_one)
    times = (datetime.time(9, 30), datetime.time(10, 0))
    for at, speaker, kind in zip(times, (named, other), (ItemKind.TALK, ItemKind.CASE), strict=True):
        facts = ItemFacts(starts_at=at, minutes=30, title="What was found", kind=kind, speaker=speaker)
        add_programme_item(event=event, by=cast.coordinator, facts=facts)
    shown = public(event)
    assert [row for row in shown.all_facts if row[0] != "Programme"][:7] == [
        ("When", f"{words_of_date(day_in(30))}, 09:30 to 12:30"),
        ("Where", "Town HallOnline: Video meeting"),
        ("For whom", "frontline practitioners"),
        ("Theme", "Risk after a separation"),
        ("Taking part", "Step-free"),
        ("Held by", "The county"),
        ("Register by", words_of_date(day_in(29))),
    ]
    assert shown.all_facts[7:] == [
        ("09:30 to 10:00", "What was foundRefuge"),
        ("10:00 to 10:30", "A review and its learning: What was foundAnn Speaker, Chair, Police"),
    ]
    assert "This event speaks of domestic abuse and of deaths." in shown
    assert "It is deleted some months after the event." in shown
    assert "Add it to your calendar" in shown.links
    assert "Register" in shown.buttons
    for secret in ("Sam Speaker", SECRET, "Testshire CSP office"):
        assert secret not in shown


@pytest.mark.parametrize(
    ("state", "days", "words", "offers"),
    [
        (EventState.OPEN, 30, "", {"Register", "Add it to your calendar"}),
        (EventState.OPEN, 1, "", {"Register", "Add it to your calendar"}),
        (EventState.OPEN, 0, "Registration has closed.", {"Add it to your calendar"}),
        (EventState.HELD, -1, "", set[str]()),
        (EventState.CANCELLED, 30, "This event has been cancelled.", set[str]()),
    ],
)
def test_takes_names_only_while_registration_is_open(
    cast: Cast, state: EventState, days: int, words: str, offers: set[str]
) -> None:
    event = announced(cast, days)
    if state is EventState.HELD:
        record_event_held(event=event, by=cast.coordinator)
    if state is EventState.CANCELLED:
        cancel_event(event=event, by=cast.coordinator, reason="The speaker is ill.")
    shown = public(event)
    assert {"Register", "Add it to your calendar"} & {*shown.buttons, *shown.links} == offers
    assert words in shown
    assert "The speaker is ill." not in shown
    sentences = {"Registration has closed.", "This event has been cancelled."} - {words}
    assert not [sentence for sentence in sentences if sentence in shown]
    if "Register" not in offers:
        assert public(event, ANN).status == UNPROCESSABLE
        assert not Booking.objects.exists()


@pytest.mark.parametrize("registration", [Registration.NONE, Registration.CLOSED])
def test_has_no_public_page_for_an_event_that_is_not_for_everybody(cast: Cast, registration: Registration) -> None:
    event = announced(cast, registration=registration)
    assert public(event).status == NOT_FOUND
    calendar = reverse("event_public_calendar", args=(event.code,))
    assert Client().get(calendar).status_code == NOT_FOUND
    draft = planned(cast, 40)
    assert public(draft).status == NOT_FOUND


def test_says_before_registering_that_every_place_is_taken(cast: Cast) -> None:
    event = announced(cast, capacity=1)
    assert FULL not in public(event)
    first = book(cast, event)
    assert FULL in public(event)
    answered = Client().post(reverse("event_registration", args=(event.code,)), ANN, follow=True)
    thanks = Seen(answered)
    assert thanks.headings[0] == "Thank you"
    assert "It says whether you have a place or are on the waiting list, and holds a link to your booking." in thanks
    second = Booking.objects.exclude(pk=first.pk).get()
    assert second.state == BookingState.WAITING
    assert own(second).facts["Your booking"] == "On the waiting list"
    assert SECRET not in own(second)
    cancel_booking(booking=first, by=cast.coordinator)
    second.refresh_from_db()
    assert (second.state, second.moved_up_at is not None) == (BookingState.BOOKED, True)
    assert own(second).facts["Your booking"] == "Booked"


def test_names_what_is_missing_and_keeps_what_was_typed(cast: Cast) -> None:
    event = announced(cast)
    shown = public(event, {"name": "", "email": "ann", "organisation": "Practice House", "topic": "Pets"})
    assert shown.status == UNPROCESSABLE
    assert len(shown.faults) == 2
    assert (shown.values["organisation"], shown.values["email"], shown.values["topic"]) == (
        "Practice House",
        "ann",
        "Pets",
    )
    assert not Booking.objects.exists()
    assert not TopicSuggestion.objects.exists()


def test_keeps_a_topic_that_was_asked_for_and_nobody_with_it(cast: Cast) -> None:
    event = announced(cast)
    path = reverse("event_registration", args=(event.code,))
    Client().post(path, {**ANN, "topic": " Pets as a means of control "})
    topic = TopicSuggestion.objects.get()
    assert (topic.text, topic.suggested_by, topic.event) == ("Pets as a means of control", "", event)
    told = LearningEvent.objects.get(kind=LearningVerb.SUGGEST_TOPIC)
    assert (told.by, told.reason) == (None, "Suggested on a public page")
    assert LearningEvent.objects.get(kind=LearningVerb.BOOK_PLACE).reason == "Registered on the web"


def test_opens_a_closed_event_to_each_who_was_invited_once(cast: Cast) -> None:
    event = announced(cast, registration=Registration.CLOSED)
    invite(event=event, by=cast.coordinator, people=[("Ann Example", "ann@practice.test")])
    path = reverse("event_invited", args=(event.code, Invitation.objects.get().token))
    opened = Seen(Client().get(path))
    assert (opened.values["name"], opened.values["email"]) == ("Ann Example", "ann@practice.test")
    assert "Add it to your calendar" not in opened.links
    assert Client().post(path, ANN).status_code == 302
    used = Seen(Client().post(path, {"name": "Bea", "email": "bea@practice.test"}))
    assert used.faults == ["This invitation has been used already. Ask for one of your own."]
    assert Booking.objects.count() == 1
    wrong = reverse("event_invited", args=(event.code, "no-such-secret"))
    assert Client().get(wrong).status_code == NOT_FOUND
    other = announced(cast, 40, registration=Registration.CLOSED)
    crossed = reverse("event_invited", args=(other.code, Invitation.objects.get().token))
    assert Client().get(crossed).status_code == NOT_FOUND


BOOKINGS: list[tuple[dict[str, Any], str, bool, bool, bool]] = [
    ({}, "Booked", True, True, True),
    ({"in_days": 1}, "Booked", True, True, True),
    ({"in_days": 0}, "Booked", True, True, False),
    ({"is_online": False}, "Booked", False, True, True),
]
"""What is known of the event; how the booking stands, whether how to join, files and cancelling are there."""


@pytest.mark.parametrize(("known", "words", "has_link", "has_files", "may_cancel"), BOOKINGS)
def test_shows_one_with_a_place_how_to_join(
    cast: Cast, known: dict[str, Any], words: str, *, has_link: bool, has_files: bool, may_cancel: bool
) -> None:
    shown = own(book(cast, announced(cast, **known)))
    assert shown.facts["Your booking"] == words
    assert (shown.facts.get("Address to join online") == SECRET) is has_link
    assert ("Calendar file" in shown.links) is has_files
    assert ("Cancel my booking" in shown.buttons) is may_cancel
    assert "Certificate of attendance (PDF)" not in shown.links
    for name in ("Person Number1", "person1@practice.test", "captions"):
        assert name not in shown


def files_of(booking: Booking) -> str:
    """What stands in the calendar file and in the joining pack of a booking."""
    token = Attendee.objects.get(booking=booking).token
    calendar = Client().get(reverse("own_calendar", args=(token,))).content.decode()
    pack = Client().get(reverse("own_joining_pack", args=(token,)), {"format": "html"}).content.decode()
    return calendar + pack


def test_tells_how_to_join_in_no_file_once_the_booking_or_the_event_is_cancelled(cast: Cast) -> None:
    event = announced(cast)
    first, second = book(cast, event, 1), book(cast, event, 2)
    assert files_of(first).count("meet.example.test") >= 2
    cancel_booking(booking=first, by=None)
    assert "meet.example.test" not in files_of(first)
    shown = own(first)
    assert shown.facts["Your booking"] == "Cancelled"
    assert "Address to join online" not in shown.facts
    assert {"Calendar file", "Cancel my booking"} & {*shown.links, *shown.buttons} == set()
    cancel_event(event=event, by=cast.coordinator, reason="No venue.")
    assert "meet.example.test" not in files_of(second)
    called_off = own(second)
    assert called_off.facts["Your booking"] == "The event is cancelled"
    assert SECRET not in called_off
    assert "Cancel my booking" not in called_off.buttons


def test_cancels_ones_own_booking_once_and_not_on_the_day(cast: Cast) -> None:
    booking = book(cast, announced(cast))
    assert own(booking, "cancel").facts["Your booking"] == "Cancelled"
    again = own(booking, "cancel")
    assert (again.status, "This booking is cancelled already." in again) == (CONFLICT, True)
    told = LearningEvent.objects.get(kind=LearningVerb.CANCEL_BOOKING)
    assert (told.by, told.reason) == (None, "Cancelled by the person")
    late = book(cast, announced(cast, 0), 2)
    refused = own(late, "cancel")
    assert (refused.status, "The event has begun. Attendance says who came." in refused) == (CONFLICT, True)
    late.refresh_from_db()
    assert late.state == BookingState.BOOKED


def test_gives_a_certificate_only_to_who_came(cast: Cast) -> None:
    event = held(cast, people=2)
    came, stayed = Booking.objects.order_by("pk")
    record_attendance(event=event, by=cast.coordinator, came={came.pk: True, stayed.pk: False})
    assert "Certificate of attendance (Word)" in own(came).links
    assert "Certificate of attendance (Word)" not in own(stayed).links
    path = reverse("own_certificate", args=(Attendee.objects.get(booking=stayed).token,))
    assert Client().get(path).status_code == NOT_FOUND


def test_writes_no_second_message_within_the_hour_and_says_the_same(cast: Cast) -> None:
    event = announced(cast)
    path = reverse("event_registration", args=(event.code,))
    first, second = (Seen(Client().post(path, ANN, follow=True)).words for _ in range(2))
    assert first == second
    assert EventMessage.objects.count() == Booking.objects.count() == 1


def test_tells_the_office_on_which_day_somebody_asked_where_they_are(cast: Cast) -> None:
    """Half past midnight in summer is still the day before in UTC."""
    event = announced(cast)
    booking = book(cast, event)
    at = datetime.datetime(2026, 7, 15, 23, 30, tzinfo=datetime.UTC)
    with change("Test", None):
        booking.asked_at = booking.moved_up_at = at
        booking.save()
    shown = page(cast.coordinator, cast.partnership, "event_booking", event.code, booking.pk)
    assert shown.facts == {
        "Name": "Person Number1",
        "E-mail address": "person1@practice.test",
        "Organisation": "Practice House",
        "Role": "Nurse",
        "What would help them": "captions",
        "Sort of organisation": booking.get_sector_display(),
        "State": "Booked",
        "Asked for on": "16 July 2026",
        "Moved up on": "16 July 2026",
        "Came": "not noted",
    }
    assert coming().sector == booking.sector


def test_says_of_an_event_without_a_day_no_more_than_is_known(cast: Cast) -> None:
    event = announced(cast)
    with change("Test", None):
        event.on, event.starts_at, event.audience, event.theme = PartialDate.parse("2027-03"), None, "", ""
        event.save()
    shown = public(event)
    assert dict(shown.all_facts) == {
        "When": "March 2027",
        "Where": "Town HallOnline: Video meeting",
        "Held by": "Testshire CSP",
    }
    assert "Registration has closed." in shown
