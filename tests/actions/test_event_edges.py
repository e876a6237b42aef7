"""What do acts about events write at the edges: first and last day, first and last minute, last place, no letters?"""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.models import OrganisationKind, PartialDate, Partnership
from dhr_cases.models.history import change
from funding.years import FinancialYear, year_of
from learning.actions.event_bookings import (
    AGAIN_AFTER,
    Coming,
    book_place,
    cancel_booking,
    digest_of,
    invite,
    record_attendance,
    register,
    send_joining_pack,
)
from learning.actions.event_names import ask_what_changed, due_to_be_asked, due_to_be_forgotten
from learning.actions.event_programme import ItemFacts, add_programme_item
from learning.actions.events import (
    EventFacts,
    HeldFacts,
    announce_event,
    change_event,
    plan_event,
    record_event_held,
    record_past_event,
)
from learning.event_calendar import calendar_of
from learning.event_facts import coming as coming_events
from learning.event_facts import held as held_events
from learning.event_figures import events_between, figures_of
from learning.event_places import next_in_line, places_left, state_of_next
from learning.event_terms import BookingState, EventKind, EventState, MessageKind, Registration
from learning.feedback_scales import FeedbackKind
from learning.models import Attendee, Booking, Event, EventMessage, EventSeries, Invitation, LearningEvent
from learning.verbs import LearningVerb
from tests.conftest import Cast
from tests.events import FACTS, announced, book, coming, day_in, held, planned
from tests.feedback import event_of, form_of

pytestmark = pytest.mark.django_db

V = LearningVerb
THIS_YEAR = year_of(timezone.localdate())


def past(cast: Cast, on: str = "", title: str = "Before", **known: Any) -> Event:
    """An event of the past."""
    facts = EventFacts(kind=EventKind.SEMINAR, title=title, on=PartialDate.parse(on))
    return record_past_event(partnership=cast.partnership, by=cast.coordinator, facts=facts, held=HeldFacts(**known))


def test_records_nothing_of_a_year_to_come(cast: Cast) -> None:
    assert past(cast, year=THIS_YEAR.start).year == THIS_YEAR.start
    with pytest.raises(Incomplete) as refused:
        past(cast, year=THIS_YEAR.start + 1)
    assert refused.value.sentence == "An event that is still to come is planned, not recorded as held."
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("on", "year", "fits"),
    [
        ("2018-03-31", 2017, True),
        ("2018-04-01", 2017, False),
        ("2017-03-31", 2017, False),
        ("2017-04-01", 2017, True),
        ("2018-03", 2017, True),
        ("2018-04", 2017, False),
        ("2018", 2017, True),
        ("2018", 2018, True),
        ("2018", 2016, False),
        ("2018", 2019, False),
    ],
)
def test_takes_a_day_only_with_a_financial_year_it_can_lie_in(cast: Cast, on: str, year: int, *, fits: bool) -> None:
    if fits:
        assert past(cast, on, year=year).year == year
        return
    with pytest.raises(Incomplete) as refused:
        past(cast, on, year=year)
    assert refused.value.sentence == "The day does not lie in this financial year."
    assert not Event.objects.exists()
    assert not LearningEvent.objects.filter(kind=V.RECORD_PAST_EVENT).exists()


@pytest.mark.parametrize(("on", "year"), [("2018-03-31", 2017), ("2018-04", 2018), ("", None)])
def test_takes_the_financial_year_from_the_day(cast: Cast, on: str, year: int | None) -> None:
    event = plan_event(
        partnership=cast.partnership, by=cast.coordinator, facts=replace(FACTS, on=PartialDate.parse(on))
    )
    assert event.year == year


def test_says_all_that_is_wrong_with_the_past_at_once(cast: Cast) -> None:
    with pytest.raises(Incomplete) as refused:
        past(cast, year=THIS_YEAR.start, stands_for=0, attended_least=80, attended_most=40)
    assert refused.value.missing == (
        "The row stands for at least one event.",
        "At most so many cannot be fewer than at least so many.",
    )


@pytest.mark.parametrize(
    ("title", "on", "code"),
    [
        ("Asking again", "2027-03-04", "asking-again-2027-03-04"),
        ("Asking again", "2027-03", "asking-again-2027-03"),
        ("Asking again", "", "asking-again"),
        ("Über Größe", "", "uber-groe"),
        ("???", "", "information-session"),
        ("x" * 200, "2027", "x" * 70),
    ],
)
def test_gives_an_address_of_plain_letters_that_stays(cast: Cast, title: str, on: str, code: str) -> None:
    facts = replace(FACTS, title=title, on=PartialDate.parse(on), kind=EventKind.INFORMATION_SESSION)
    first, second = (plan_event(partnership=cast.partnership, by=cast.coordinator, facts=facts) for _ in range(2))
    assert (first.code, second.code) == (code, f"{code}-2")
    changed = change_event(event=first, by=cast.coordinator, facts=replace(facts, title="Another"))
    assert (changed.title, changed.code) == ("Another", code)


def test_takes_an_event_out_of_its_series_and_into_another(cast: Cast) -> None:
    event = planned(cast)
    change_event(event=event, by=cast.coordinator, facts=replace(FACTS, on=event.on, series=" Spring "))
    assert str(event.series) == "Spring"
    change_event(event=event, by=cast.coordinator, facts=replace(FACTS, on=event.on, series="  "))
    event.refresh_from_db()
    assert event.series is None
    assert set(EventSeries.objects.values_list("name", flat=True)) == {"Lessons learnt", "Spring"}


def test_names_everything_that_is_missing_before_it_is_announced(cast: Cast) -> None:
    bare: dict[str, Any] = {"starts_at": None, "ends_at": None, "venue": "", "is_online": False}
    event = planned(cast, **bare)
    with change("Test", None):
        event.on = PartialDate.parse("2027-03")
        event.save()
    with pytest.raises(Incomplete) as refused:
        announce_event(event=event, by=cast.coordinator)
    points = ("its day", "when it starts", "when it ends", "its venue, or that it is online")
    assert refused.value.sentence == f"Before an event is announced, say {', '.join(points)}."
    assert refused.value.missing == points
    event.refresh_from_db()
    assert event.state == EventState.DRAFT


@pytest.mark.parametrize(("in_days", "is_right"), [(-1, True), (0, True), (1, False)])
def test_records_it_as_held_on_its_day_at_the_earliest(cast: Cast, in_days: int, *, is_right: bool) -> None:
    event = planned(cast, in_days)
    if not is_right:
        with pytest.raises(NotNow) as refused:
            record_event_held(event=event, by=cast.coordinator)
        sentence = "An event is recorded as held on its day or after. Say first which day it was."
        assert refused.value.sentence == sentence
        return
    record_event_held(event=event, by=cast.coordinator, outputs="Fed into the strategy", head_count=0)
    told = LearningEvent.objects.get(kind=V.RECORD_EVENT_HELD)
    assert (told.on, told.detail) == (day_in(in_days), {"head_count": 0})
    assert (event.attended_least, event.attended_most, event.outputs) == (0, 0, "Fed into the strategy")
    assert figures_of(event).attended == 0
    with pytest.raises(NotNow, match=r"^This event is held or cancelled already\.$"):
        record_event_held(event=event, by=cast.coordinator)


PARTS = [
    (datetime.time(9, 30), 180, ""),
    (datetime.time(12, 29), 1, ""),
    (datetime.time(9, 29), 30, "This part begins before the event does."),
    (datetime.time(9, 30), 181, "This part ends after the event does."),
    (datetime.time(12, 30), 1, "This part ends after the event does."),
    (datetime.time(10, 0), 0, "A part takes at least one minute."),
]


@pytest.mark.parametrize(("starts_at", "minutes", "sentence"), PARTS)
def test_lets_a_part_last_from_the_first_minute_to_the_last(
    cast: Cast, starts_at: datetime.time, minutes: int, sentence: str
) -> None:
    event = planned(cast)
    facts = ItemFacts(starts_at=starts_at, minutes=minutes, title="A talk")
    if not sentence:
        assert add_programme_item(event=event, by=cast.coordinator, facts=facts).minutes == minutes
        return
    with pytest.raises(Incomplete) as refused:
        add_programme_item(event=event, by=cast.coordinator, facts=facts)
    assert refused.value.sentence == sentence
    assert not event.programme.exists()


def test_moves_up_as_many_as_there_are_places_more(cast: Cast) -> None:
    event = announced(cast, capacity=1)
    first, *waiting = (book(cast, event, number) for number in range(4))
    assert [row.state for row in waiting] == [BookingState.WAITING] * 3
    assert (places_left(event), next_in_line(event)) == (0, [])
    facts = replace(FACTS, on=event.on, capacity=3)
    change_event(event=event, by=cast.coordinator, facts=facts)
    assert list(Booking.objects.order_by("pk").values_list("state", flat=True)) == ["booked"] * 3 + ["waiting"]
    moved = LearningEvent.objects.filter(kind=V.MOVE_UP_BOOKING)
    assert [row.subject_id for row in moved.order_by("pk")] == [row.pk for row in waiting[:2]]
    assert EventMessage.objects.filter(kind=MessageKind.MOVED_UP).count() == 2
    change_event(event=event, by=cast.coordinator, facts=replace(facts, capacity=2))
    assert (places_left(event), state_of_next(event)) == (0, BookingState.WAITING)
    change_event(event=event, by=cast.coordinator, facts=replace(facts, capacity=None))
    assert places_left(event) is None
    assert not Booking.objects.filter(state=BookingState.WAITING).exists()
    assert first.state == BookingState.BOOKED


def test_moves_nobody_up_on_the_day_itself(cast: Cast) -> None:
    event = announced(cast, 1, capacity=1)
    book(cast, event, 1)
    second = book(cast, event, 2)
    change_event(event=event, by=cast.coordinator, facts=replace(FACTS, on=PartialDate.on(day_in(0)), capacity=5))
    second.refresh_from_db()
    assert second.state == BookingState.WAITING


def test_books_beyond_the_places_by_hand_and_on_the_day(cast: Cast) -> None:
    event = announced(cast, capacity=1)
    book(cast, event, 1)
    over = book_place(event=event, by=cast.coordinator, coming=coming(2), is_over_capacity=True)
    assert (over.state, places_left(event)) == (BookingState.BOOKED, 0)
    today = announced(cast, 0, capacity=1)
    assert [book(cast, today, number).state for number in range(2)] == [BookingState.BOOKED] * 2
    assert not EventMessage.objects.filter(event=today).exists()


@pytest.mark.parametrize(("minutes", "messages"), [(59, 1), (61, 2)])
def test_sends_a_booking_again_only_after_an_hour(cast: Cast, minutes: int, messages: int) -> None:
    event = announced(cast)
    register(event=event, coming=coming())
    earlier = timezone.now() - datetime.timedelta(minutes=minutes)
    EventMessage.objects.update(queued_at=earlier)
    register(event=event, coming=replace(coming(), email=" PERSON1@Practice.Test "))
    assert list(EventMessage.objects.values_list("kind", flat=True)) == ["booked"] * messages
    assert Booking.objects.count() == 1
    assert datetime.timedelta(hours=1) == AGAIN_AFTER


def test_keeps_only_the_sort_of_organisation_beside_the_name(cast: Cast) -> None:
    event = announced(cast)
    said = Coming(name=" Ann ", email=" Ann@Practice.Test ", sector=OrganisationKind.POLICE, needs="captions")
    booking = book_place(event=event, by=cast.coordinator, coming=said)
    person = Attendee.objects.get()
    assert (person.name, person.email, person.needs) == ("Ann", "Ann@Practice.Test", "captions")
    assert person.email_digest == digest_of(event, "ann@practice.test") != digest_of(held(cast), "ann@practice.test")
    assert booking.sector == OrganisationKind.POLICE
    told = LearningEvent.objects.get(kind=V.BOOK_PLACE)
    assert told.detail == {"event": event.pk, "state": "booked"}
    with pytest.raises(Incomplete, match=r"^Somebody with this e-mail address is booked already\.$"):
        book_place(event=event, by=cast.coordinator, coming=said)
    cancel_booking(booking=booking, by=cast.coordinator)
    assert book_place(event=event, by=cast.coordinator, coming=said).pk != booking.pk
    assert Attendee.objects.count() == 1


def test_counts_who_was_invited_and_who_was_known(cast: Cast) -> None:
    event = announced(cast, registration=Registration.CLOSED)
    people = [("Ann", "ann@practice.test"), ("", "bea@practice.test"), ("Ann again", "ANN@practice.test")]
    assert invite(event=event, by=cast.coordinator, people=people) == 2
    assert invite(event=event, by=cast.coordinator, people=[*people, ("", "cat@practice.test")]) == 1
    details = LearningEvent.objects.filter(kind=V.INVITE_TO_EVENT).order_by("pk").values_list("detail", flat=True)
    assert list(details) == [{"invited": 2, "known": 0}, {"invited": 1, "known": 2}]
    assert EventMessage.objects.filter(kind=MessageKind.INVITED).count() == Invitation.objects.count() == 3
    with pytest.raises(Incomplete, match=r"^Everybody named here has been invited already\.$"):
        invite(event=event, by=cast.coordinator, people=people)


def test_notes_who_came_and_leaves_the_others_as_they_were(cast: Cast) -> None:
    event = held(cast, people=3)
    one, two, three = Booking.objects.order_by("pk")
    assert record_attendance(event=event, by=cast.coordinator, came={one.pk: True, two.pk: False}) == 1
    assert list(Booking.objects.order_by("pk").values_list("has_attended", flat=True)) == [True, False, None]
    assert LearningEvent.objects.get(kind=V.RECORD_ATTENDANCE).detail == {"came": 1, "stayed_away": 1}
    assert (figures_of(event).attended, figures_of(event).is_by_name) == (1, True)
    for came, sentence in (
        ({}, "Say of at least one person whether they came."),
        ({three.pk: True, 0: True}, "Attendance is recorded for those who have a place at this event."),
    ):
        with pytest.raises(Incomplete) as refused:
            record_attendance(event=event, by=cast.coordinator, came=came)
        assert refused.value.sentence == sentence
    three.refresh_from_db()
    assert three.has_attended is None


def test_sends_the_joining_pack_to_who_has_a_place_and_to_nobody_else(cast: Cast) -> None:
    event = announced(cast, capacity=1)
    first, second = book(cast, event, 1), book(cast, event, 2)
    assert send_joining_pack(event=event, by=cast.coordinator) == 1
    told = EventMessage.objects.filter(kind=MessageKind.JOINING).values_list("attendee__booking", flat=True)
    assert list(told) == [first.pk]
    assert LearningEvent.objects.get(kind=V.SEND_JOINING_PACK).detail == {"sent": 1}
    assert second.state == BookingState.WAITING


@pytest.mark.parametrize(
    ("came", "asked"), [({}, 2), ({0: True}, 1), ({0: True, 1: True}, 2), ({0: False, 1: False}, 0)]
)
def test_asks_what_changed_of_those_who_came_or_of_all_where_nothing_was_noted(
    cast: Cast, came: dict[int, bool], asked: int
) -> None:
    event = held(cast, people=2)
    form_of(cast, event, FeedbackKind.FOLLOW_UP)
    bookings = list(Booking.objects.order_by("pk"))
    if came:
        noted = {bookings[place].pk: has_come for place, has_come in came.items()}
        record_attendance(event=event, by=cast.coordinator, came=noted)
    if not asked:
        with pytest.raises(Incomplete, match=r"^There is nobody to ask: no name of this event is kept\.$"):
            ask_what_changed(event=event, by=cast.coordinator)
        return
    assert ask_what_changed(event=event, by=cast.coordinator) == asked
    event.refresh_from_db()
    assert event.followed_up_on == timezone.localdate()
    assert LearningEvent.objects.get(kind=V.ASK_WHAT_CHANGED).detail == {"asked": asked}


def test_is_due_to_be_asked_after_three_months_and_forgotten_after_twelve(cast: Cast) -> None:
    event = held(cast, people=1)
    on = day_in(-1)

    def months_later(months: int, days: int = 0) -> datetime.date:
        year, month = divmod(on.month - 1 + months, 12)
        first = on.replace(year=on.year + year, month=month + 1, day=1)
        return first + datetime.timedelta(days=on.day - 1 + days)

    assert due_to_be_asked(months_later(3, -1)) == []
    assert due_to_be_asked(months_later(3)) == [event]
    assert due_to_be_forgotten(months_later(12, -1)) == []
    assert due_to_be_forgotten(months_later(12)) == [event]


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (EventState.DRAFT, b"STATUS:TENTATIVE"),
        (EventState.OPEN, b"STATUS:CONFIRMED"),
        (EventState.HELD, b"STATUS:CONFIRMED"),
        (EventState.CANCELLED, b"STATUS:CANCELLED"),
    ],
)
def test_tells_calendars_how_certain_it_is(cast: Cast, state: EventState, status: bytes) -> None:
    file = calendar_of(event_of(cast, state=state))
    assert status in file
    assert file.count(b"STATUS:") == 1


def test_tells_reports_what_was_held_and_what_is_to_come(cast: Cast) -> None:
    """From one day to another, both included; nothing of another partnership and nothing that is not announced."""
    with change("Test", None):
        far = Partnership.objects.create(code="farshire", name="Farshire CSP")
    first, last = event_of(cast, "first", on=PartialDate.parse("2026-04-01"), theme="Asking"), event_of(cast, "last")
    by_year = event_of(cast, "year", on=PartialDate.unknown(), year=2025, stands_for=3)
    other = event_of(cast, "far")
    with change("Test", None):
        other.partnership = far
        other.save()
    found = held_events(cast.partnership, datetime.date(2026, 4, 1), datetime.date(2026, 11, 2))
    assert [fact.key for fact in found] == [first.pk, last.pk]
    assert (found[0].day, found[0].theme, found[0].number, found[0].booked) == ("1 April 2026", "Asking", 1, None)
    assert held_events(cast.partnership, datetime.date(2026, 4, 2), datetime.date(2026, 11, 1)) == ()
    everything = held_events(cast.partnership, None, datetime.date(2026, 11, 2))
    assert next((fact.key, fact.day, fact.number) for fact in everything) == (by_year.pk, "2025/26", 3)
    tomorrow, later = announced(cast, 1), announced(cast, 9)
    planned(cast, 2)
    announced(cast, 0)
    assert [fact.key for fact in coming_events(cast.partnership, timezone.localdate())] == [tomorrow.pk, later.pk]


def test_counts_a_year_only_where_the_whole_of_it_lies_within(cast: Cast) -> None:
    event = event_of(cast, on=PartialDate.unknown(), year=2025)
    year = FinancialYear(2025)
    assert events_between(cast.partnership, year.first, year.last) == [event]
    day = datetime.timedelta(days=1)
    assert events_between(cast.partnership, year.first + day, year.last) == []
    assert events_between(cast.partnership, year.first, year.last - day) == []
    nothing_known = event_of(cast, "unknown", on=PartialDate.unknown())
    assert nothing_known not in events_between(cast.partnership, datetime.date.min, datetime.date.max)
