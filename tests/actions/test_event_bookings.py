"""Somebody registers, is booked, waits, moves up, cancels, comes; nobody learns who else is registered."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.notices import held_back
from learning.actions.event_bookings import (
    book_place,
    cancel_booking,
    digest_of,
    invite,
    record_attendance,
    register,
    send_joining_pack,
)
from learning.actions.events import cancel_event, change_event
from learning.event_figures import figures_of
from learning.event_terms import BookingState, EventState, MessageKind, Registration
from learning.models import Attendee, Booking, Event, EventMessage, Invitation, LearningEvent
from learning.verbs import LearningVerb
from tests.conftest import Cast
from tests.events import FACTS, announced, book, coming, day_in, held, planned


def states(event: Event) -> list[str]:
    """How the bookings stand, in the order in which they were asked for."""
    return list(Booking.objects.filter(event=event).values_list("state", flat=True))


def sent(event: Event) -> list[str]:
    """The messages queued, in order."""
    return list(EventMessage.objects.filter(event=event).values_list("kind", flat=True))


def test_books_whoever_registers_while_there_is_a_place(cast: Cast) -> None:
    event = announced(cast, capacity=1)
    register(event=event, coming=coming(1))
    register(event=event, coming=coming(2))
    assert states(event) == [BookingState.BOOKED, BookingState.WAITING]
    assert sent(event) == [MessageKind.BOOKED, MessageKind.WAITING]


def test_records_a_registration_without_naming_anybody(cast: Cast) -> None:
    event = announced(cast)
    register(event=event, coming=coming(1))
    told = LearningEvent.objects.get(kind=LearningVerb.BOOK_PLACE)
    assert (told.by, told.reason) == (None, "Registered on the web")
    assert "Number1" not in str(told.detail)


def test_keeps_names_and_addresses_unreadable_in_the_database(cast: Cast) -> None:
    event = announced(cast)
    register(event=event, coming=coming(1))
    held_in_columns = str(list(Attendee.objects.extra(select={"raw": "name || email || needs"}).values_list("raw")))
    assert "Number1" not in held_in_columns
    assert "practice.test" not in held_in_columns


def test_answers_a_second_registration_alike_and_books_once(cast: Cast) -> None:
    event = announced(cast)
    register(event=event, coming=coming(1))
    register(event=event, coming=coming(1))
    assert states(event) == [BookingState.BOOKED]
    assert sent(event) == [MessageKind.BOOKED]


def test_sends_the_booking_again_after_an_hour_at_the_earliest(cast: Cast) -> None:
    event = announced(cast)
    register(event=event, coming=coming(1))
    EventMessage.objects.update(queued_at=timezone.now() - datetime.timedelta(minutes=61))
    register(event=event, coming=coming(1))
    assert sent(event) == [MessageKind.BOOKED, MessageKind.BOOKED]


def test_takes_an_address_in_any_case_for_the_same(cast: Cast) -> None:
    event = announced(cast)
    assert digest_of(event, " Person1@Practice.test ") == digest_of(event, "person1@practice.test")
    assert digest_of(event, "person1@practice.test") != digest_of(announced(cast), "person1@practice.test")


def test_puts_who_asks_anew_after_cancelling_at_the_end_of_the_line(cast: Cast) -> None:
    event = announced(cast, capacity=1)
    first = book(cast, event, 1)
    book(cast, event, 2)
    cancel_booking(booking=first, by=None)
    register(event=event, coming=coming(1))
    assert states(event) == [BookingState.CANCELLED, BookingState.BOOKED, BookingState.WAITING]


def test_moves_up_who_waits_longest_and_tells_them(cast: Cast) -> None:
    event = announced(cast, capacity=1)
    bookings = [book(cast, event, number) for number in range(3)]
    cancel_booking(booking=bookings[0], by=cast.coordinator)
    assert states(event) == [BookingState.CANCELLED, BookingState.BOOKED, BookingState.WAITING]
    assert sent(event)[-2:] == [MessageKind.CANCELLED, MessageKind.MOVED_UP]
    assert EventMessage.objects.get(kind=MessageKind.MOVED_UP).attendee == bookings[1].attendee
    assert LearningEvent.objects.filter(kind=LearningVerb.MOVE_UP_BOOKING, subject_id=bookings[1].pk).exists()


def test_lets_nobody_pass_those_who_wait(cast: Cast) -> None:
    event = announced(cast, capacity=2)
    for number in range(3):
        book(cast, event, number)
    event.capacity = 3
    event.save()
    assert book(cast, event, 9).state == BookingState.WAITING


def test_gives_new_places_to_those_who_wait(cast: Cast) -> None:
    event = announced(cast, capacity=1)
    for number in range(4):
        book(cast, event, number)
    facts = {**vars(FACTS), "on": event.on, "capacity": 3}
    change_event(event=event, by=cast.coordinator, facts=type(FACTS)(**facts))
    assert states(event) == [BookingState.BOOKED] * 3 + [BookingState.WAITING]


def test_books_beyond_the_places_only_when_the_office_says_so(cast: Cast) -> None:
    event = announced(cast, capacity=1)
    book(cast, event, 1)
    beyond = book_place(event=event, by=cast.coordinator, coming=coming(2), is_over_capacity=True)
    assert beyond.state == BookingState.BOOKED


def test_moves_nobody_up_once_the_event_has_begun(cast: Cast) -> None:
    event = announced(cast, in_days=0, capacity=1)
    booked, waits = book(cast, event, 1), book(cast, event, 2)
    waits.state = BookingState.WAITING
    waits.save()
    with pytest.raises(NotNow, match="has begun"):
        cancel_booking(booking=booked, by=None)
    waits.refresh_from_db()
    assert waits.state == BookingState.WAITING


@pytest.mark.parametrize("person", ["csp_chair", "auditor", "outsider"])
def test_lets_only_the_coordinator_book_for_others(cast: Cast, person: str) -> None:
    event = announced(cast)
    with pytest.raises(NotPermitted):
        book_place(event=event, by=cast.people()[person], coming=coming())
    assert not Booking.objects.exists()


def test_books_nobody_twice_for_the_office(cast: Cast) -> None:
    event = announced(cast)
    book(cast, event)
    with pytest.raises(Incomplete, match="booked already"):
        book(cast, event)


def test_cancels_once(cast: Cast) -> None:
    booking = book(cast, announced(cast))
    cancel_booking(booking=booking, by=None)
    with pytest.raises(NotNow, match="already"):
        cancel_booking(booking=booking, by=cast.coordinator)


def test_registers_nobody_before_an_event_is_announced(cast: Cast) -> None:
    with pytest.raises(NotNow, match="not open"):
        register(event=planned(cast), coming=coming())


@pytest.mark.parametrize(("closes_in", "is_open"), [(1, True), (0, True), (-1, False)])
def test_closes_registration_after_its_last_day(cast: Cast, closes_in: int, is_open: bool) -> None:
    event = announced(cast, in_days=3, registration_closes_on=day_in(closes_in))
    if not is_open:
        with pytest.raises(NotNow, match="has closed"):
            register(event=event, coming=coming())
        return
    register(event=event, coming=coming())
    assert states(event) == [BookingState.BOOKED]


def test_closes_registration_on_the_eve_where_no_last_day_is_set(cast: Cast) -> None:
    register(event=announced(cast, in_days=1), coming=coming())
    with pytest.raises(NotNow, match="has closed"):
        register(event=announced(cast, in_days=0), coming=coming())


def test_registers_nobody_for_a_cancelled_event(cast: Cast) -> None:
    event = cancel_event(event=announced(cast), by=cast.coordinator, reason="Snow")
    with pytest.raises(NotNow, match="cancelled"):
        register(event=event, coming=coming())


def invited(cast: Cast, event: Event) -> Invitation:
    """Somebody invited to the event."""
    invite(event=event, by=cast.coordinator, people=[("Person Number1", "person1@practice.test")])
    return Invitation.objects.get(event=event)


def test_opens_a_closed_registration_to_the_invited_alone(cast: Cast) -> None:
    event = announced(cast, registration=Registration.CLOSED)
    with pytest.raises(NotNow, match="those who were invited"):
        register(event=event, coming=coming(2))
    invitation = invited(cast, event)
    register(event=event, coming=coming(1), invitation=invitation)
    assert (states(event), invitation.has_booked) == ([BookingState.BOOKED], True)


def test_takes_no_invitation_to_another_event(cast: Cast) -> None:
    first, second = (announced(cast, registration=Registration.CLOSED) for _ in range(2))
    with pytest.raises(NotNow, match="those who were invited"):
        register(event=second, coming=coming(1), invitation=invited(cast, first))
    assert not Booking.objects.exists()


def test_lets_an_invitation_book_one_person(cast: Cast) -> None:
    event = announced(cast, registration=Registration.CLOSED)
    invitation = invited(cast, event)
    register(event=event, coming=coming(1), invitation=invitation)
    with pytest.raises(NotNow, match="used already"):
        register(event=event, coming=coming(2), invitation=invitation)
    cancel_booking(booking=Booking.objects.get(), by=None)
    register(event=event, coming=coming(1), invitation=invitation)
    assert states(event) == [BookingState.CANCELLED, BookingState.BOOKED]


def test_asks_who_is_known_only_once_the_partnership_is_locked(cast: Cast) -> None:
    event = announced(cast)
    with CaptureQueriesContext(connection) as asked:
        register(event=event, coming=coming(1))
    tables = [query["sql"] for query in asked.captured_queries if "learning_attendee" in query["sql"]]
    lock = next(number for number, row in enumerate(asked.captured_queries) if _is_lock(row["sql"]))
    assert lock < [row["sql"] for row in asked.captured_queries].index(tables[0])


def _is_lock(sql: str) -> bool:
    """The partnership's own row asked for by its key alone, which locks it where the database can."""
    return sql.startswith('SELECT "dhr_cases_partnership"."id" FROM')


def test_invites_each_address_once(cast: Cast) -> None:
    event = announced(cast)
    invited(cast, event)
    people = [("", "person1@practice.test"), ("", "person2@practice.test")]
    assert invite(event=event, by=cast.coordinator, people=people) == 1
    with pytest.raises(Incomplete, match="already"):
        invite(event=event, by=cast.coordinator, people=people)
    assert sent(event) == [MessageKind.INVITED, MessageKind.INVITED]


def test_keeps_booked_and_attended_apart(cast: Cast) -> None:
    event = held(cast, people=3)
    first, second, third = Booking.objects.filter(event=event)
    assert record_attendance(event=event, by=cast.coordinator, came={first.pk: True, second.pk: False}) == 1
    figures = figures_of(event)
    assert (figures.booked, figures.attended, figures.is_by_name) == (3, 1, True)
    third.refresh_from_db()
    assert third.has_attended is None


def test_records_attendance_anew(cast: Cast) -> None:
    event = held(cast, people=1)
    key = Booking.objects.get(event=event).pk
    record_attendance(event=event, by=cast.coordinator, came={key: True})
    record_attendance(event=event, by=cast.coordinator, came={key: False})
    assert figures_of(event).attended == 0


def test_records_no_attendance_before_the_day_or_of_a_stranger(cast: Cast) -> None:
    early = announced(cast)
    with pytest.raises(NotNow, match="day of the event"):
        record_attendance(event=early, by=cast.coordinator, came={book(cast, early).pk: True})
    event = held(cast, people=1)
    with pytest.raises(Incomplete, match="have a place"):
        record_attendance(event=event, by=cast.coordinator, came={Booking.objects.filter(event=early).get().pk: True})
    with pytest.raises(Incomplete, match="at least one"):
        record_attendance(event=event, by=cast.coordinator, came={})


def test_sends_the_joining_pack_to_those_with_a_place(cast: Cast) -> None:
    event = announced(cast, capacity=1)
    book(cast, event, 1)
    book(cast, event, 2)
    assert send_joining_pack(event=event, by=cast.coordinator) == 1
    with pytest.raises(NotNow, match="while the event is announced"):
        send_joining_pack(event=planned(cast), by=cast.coordinator)


def test_tells_nobody_of_events_that_are_invented(cast: Cast) -> None:
    event = announced(cast)
    with held_back():
        book(cast, event)
    assert (sent(event), event.state) == ([], EventState.OPEN)


def test_leaves_no_booking_behind_when_the_record_fails(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    event = announced(cast)

    def refuse(self: LearningEvent, *args: object, **kwargs: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(LearningEvent, "save", refuse)
    with pytest.raises(OSError, match="disk full"):
        register(event=event, coming=coming())
    assert [Booking.objects.count(), Attendee.objects.count(), EventMessage.objects.count()] == [0, 0, 0]
