"""What does the office find on the pages of an event, its bookings, its topics and its templates, in each state?"""

import datetime

import pytest
from django.urls import reverse

from dhr_cases.deadlines import long_date
from dhr_cases.models import PartialDate, User
from dhr_cases.models.history import change
from learning.actions.event_bookings import invite, record_attendance
from learning.actions.event_names import forget_person
from learning.actions.event_programme import (
    ItemFacts,
    SpeakerFacts,
    add_programme_item,
    add_speaker,
    drop_programme_item,
)
from learning.actions.event_topics import set_topic_aside, suggest_topic, take_up_topic
from learning.actions.events import cancel_event, record_event_held
from learning.event_terms import EventKind, EventState, Registration
from learning.models import Booking, Event, EventSettings
from learning.verbs import LearningVerb
from tests.conftest import Cast
from tests.events import FACTS, announced, book, day_in, held, planned
from tests.feedback import event_of
from tests.learning_pages import act_page, page, sent
from tests.seen import Seen, browser

pytestmark = pytest.mark.django_db

V = LearningVerb
NOT_FOUND, CONFLICT = 404, 409
KEPT_FOR = "The names of speakers and of all who registered are deleted on {day}. The counts stay."
TALK = ItemFacts(starts_at=datetime.time(9, 30), minutes=30, title="What was found")


def of_event(user: User, event: Event) -> Seen:
    """The page of an event."""
    return page(user, event.partnership, "event", event.code)


def of_bookings(user: User, event: Event, **asked: str) -> Seen:
    """The page of its bookings."""
    return page(user, event.partnership, "event_bookings", event.code, **asked)


LEADING = [
    (EventState.DRAFT, 30, {}, "Announce the event"),
    (EventState.OPEN, 30, {}, "Invite people"),
    (EventState.OPEN, 1, {}, "Invite people"),
    (EventState.OPEN, 0, {}, "Record that it was held"),
    (EventState.OPEN, -1, {}, "Record that it was held"),
    (EventState.OPEN, 30, {"registration_closes_on": -1}, "Send the joining pack"),
    (EventState.OPEN, 30, {"registration_closes_on": 0}, "Invite people"),
    (EventState.OPEN, 30, {"capacity": 1}, "Send the joining pack"),
]


@pytest.mark.parametrize(("state", "in_days", "known", "leads"), LEADING)
def test_leads_with_what_comes_next(
    cast: Cast, state: EventState, in_days: int, known: dict[str, int], leads: str
) -> None:
    event = planned(cast, in_days)
    closes = known.get("registration_closes_on")
    with change("Test", None):
        event.state, event.capacity = state, known.get("capacity")
        event.registration_closes_on = None if closes is None else day_in(closes)
        event.save()
    if event.capacity:
        book(cast, event)
    shown = of_event(cast.coordinator, event)
    assert shown.buttons[0] == leads
    assert leads not in of_event(cast.csp_chair, event).buttons


def test_names_what_is_known_and_leaves_out_what_is_not(cast: Cast) -> None:
    full = announced(cast, delivered_by="The county")
    assert of_event(cast.auditor, full).facts == {
        "Kind": "Seminar",
        "State": "Announced",
        "When": f"{long_date(day_in(30))}, 09:30 to 12:30",
        "Where": "Town Hall; online: Video meeting",
        "Series": "Lessons learnt",
        "Theme": "Risk after a separation",
        "For whom": "frontline practitioners",
        "Held by": "The county",
        "Registration": "Anybody with the address",
        "Last day of registration": long_date(day_in(29)),
    }
    bare = planned(
        cast, series="", theme="", audience="", venue="", platform="", registration=Registration.NONE, starts_at=None
    )
    shown = of_event(cast.auditor, bare).facts
    assert shown == {
        "Kind": "Seminar",
        "State": "Being planned",
        "When": long_date(day_in(30)),
        "Where": "online: platform not stated",
        "Registration": "Not on the web",
    }
    cancel_event(event=full, by=cast.coordinator, reason="The speaker is ill.")
    assert of_event(cast.auditor, full).facts["Why it was cancelled"] == "The speaker is ill."
    old = event_of(cast, stands_for=3, outputs="Fed into the strategy", source="Report of 2018, page 4")
    told = of_event(cast.auditor, old).facts
    assert (told["Stands for"], told["What came of it"], told["Source"]) == (
        "3 events",
        "Fed into the strategy",
        "Report of 2018, page 4",
    )


def test_leads_to_names_only_those_who_plan(cast: Cast) -> None:
    event = held(cast, people=1)
    office, reader = of_event(cast.coordinator, event).links, of_event(cast.auditor, event).links
    named = {"Bookings and attendance", "Certificates of attendance (Word)"}
    assert named <= set(office), sorted(office)
    assert not named & set(reader)
    assert {"Feedback", "Seminar pack", "Calendar file", "Joining pack (Word)"} <= set(reader)
    for name in ("event_bookings", "event_attendance"):
        path = reverse(name, args=(cast.partnership.code, event.code))
        assert browser(cast.auditor).get(path).status_code == NOT_FOUND
    undated = event_of(cast, "undated", on=PartialDate.parse("2026-03"))
    assert "Calendar file" not in of_event(cast.auditor, undated).links
    calendar = reverse("event_calendar", args=(cast.partnership.code, undated.code))
    refused = Seen(browser(cast.auditor).get(calendar))
    assert (refused.status, refused.headings[0]) == (CONFLICT, "This file cannot be made")
    assert "There is no calendar file until the day of the event is known." in refused
    assert "The page on which people register" in of_event(cast.auditor, announced(cast)).links
    closed = announced(cast, 31, registration=Registration.CLOSED)
    assert "The page on which people register" not in of_event(cast.auditor, closed).links


def test_makes_no_certificate_while_nobody_came(cast: Cast) -> None:
    event = held(cast, people=1)
    path = reverse("event_paper", args=(cast.partnership.code, event.code, "certificates"))
    refused = Seen(browser(cast.coordinator).get(path))
    assert refused.status == CONFLICT
    assert "Nobody is recorded as having come, or the names are deleted. There is no certificate to make." in refused
    record_attendance(event=event, by=cast.coordinator, came={Booking.objects.get().pk: True})
    assert browser(cast.coordinator).get(path).status_code == 200
    assert browser(cast.auditor).get(path).status_code == NOT_FOUND
    assert browser(cast.coordinator).get(f"{path}?format=exe").status_code == NOT_FOUND


def test_shows_the_programme_with_ways_to_change_it_to_those_who_plan(cast: Cast) -> None:
    event = announced(cast)
    assert "No part of the programme is recorded." in of_event(cast.auditor, event)
    speaker = add_speaker(
        event=event, by=cast.coordinator, facts=SpeakerFacts(name="Sam Speaker", job_title="Chair", body="Refuge")
    )
    later = ItemFacts(starts_at=datetime.time(11, 0), minutes=90, title="Talk", speaker=speaker)
    off = ItemFacts(starts_at=datetime.time(10, 0), minutes=30, title="Taken off")
    items = [add_programme_item(event=event, by=cast.coordinator, facts=facts) for facts in (later, TALK, off)]
    drop_programme_item(item=items[2], by=cast.coordinator)
    office, reader = of_event(cast.coordinator, event), of_event(cast.auditor, event)
    assert office.heads["Programme"] == ["Time", "What", "Who speaks", "To do", "Or"]
    assert office.tables["Programme"] == [
        ["09:30 to 10:00", "What was found", "none", "Change", "Take off"],
        ["11:00 to 12:30", "Talk", "Refuge", "Change", "Take off"],
    ]
    assert office.tables["Speakers"] == [["Sam Speaker", "Chair", "Refuge", "No", "Remove"]]
    assert reader.heads["Programme"] == ["Time", "What", "Who speaks"]
    assert [row[2] for row in reader.tables["Programme"]] == ["none", "Refuge"]
    assert "Speakers" not in reader.tables
    assert "Sam Speaker" not in reader
    cancel_event(event=event, by=cast.coordinator, reason="No venue.")
    assert of_event(cast.coordinator, event).heads["Programme"] == ["Time", "What", "Who speaks"]


def test_says_when_names_are_deleted_and_that_they_were(cast: Cast) -> None:
    event = held(cast, 1, people=1)
    on = day_in(-1)
    assert KEPT_FOR.format(day=long_date(on.replace(year=on.year + 1))) in of_event(cast.auditor, event)
    with change("Test", None):
        EventSettings.objects.create(partnership=cast.partnership, keep_months=24, follow_up_months=3)
    assert KEPT_FOR.format(day=long_date(on.replace(year=on.year + 2))) in of_bookings(cast.coordinator, event)
    with change("Test", None):
        event.forgotten_on = day_in(0)
        event.save()
    assert f"The names were deleted on {long_date(day_in(0))}. The counts stay." in of_event(cast.auditor, event)


def test_lists_bookings_in_the_order_in_which_they_were_asked_for(cast: Cast) -> None:
    event = announced(cast, capacity=2)
    empty = of_bookings(cast.coordinator, event)
    assert "Nobody has booked yet." in empty
    assert "Places by sort of organisation" not in empty.tables
    assert "invited" not in empty.words
    bookings = [book(cast, event, number) for number in range(3)]
    invite(event=event, by=cast.coordinator, people=[("", "sam@practice.test")])
    forget_person(booking=bookings[1], by=cast.coordinator, reason="Asked for it")
    shown = of_bookings(cast.coordinator, event)
    caption = "Bookings, in the order in which they were asked for"
    sector = bookings[1].get_sector_display()
    assert shown.heads[caption] == ["Name", "Organisation", "State", "Came", "Needs"]
    assert shown.tables[caption] == [
        ["Person Number0", "Practice House", "Booked", "not noted", "captions"],
        ["name deleted", sector, "Booked", "not noted", "none given"],
        ["Person Number2", "Practice House", "On the waiting list", "not noted", "captions"],
    ]
    assert "1 person was invited." in shown
    assert shown.tables["Places by sort of organisation"] == [["Other sorts together", "fewer than 5"]]
    assert "Record who came" not in shown.links
    invite(event=event, by=cast.coordinator, people=[("", "ann@practice.test")])
    assert "2 people were invited." in of_bookings(cast.coordinator, event)


def test_tells_a_booking_whose_name_is_deleted_without_it(cast: Cast) -> None:
    event = announced(cast)
    booking = book(cast, event)
    opened = page(cast.coordinator, cast.partnership, "event_booking", event.code, booking.pk)
    assert {"Cancel the booking", "Delete this person's name"} <= {*opened.buttons, *opened.links}
    forget_person(booking=booking, by=cast.coordinator, reason="Asked for it")
    shown = page(cast.coordinator, cast.partnership, "event_booking", event.code, booking.pk)
    for label in ("Name", "E-mail address", "Organisation", "Role", "What would help them"):
        assert shown.facts[label] == "deleted"
    assert (shown.facts["State"], shown.facts["Moved up on"], shown.facts["Came"]) == ("Booked", "never", "not noted")
    assert "Delete this person's name" not in {*shown.buttons, *shown.links}
    other = reverse("event_booking", args=(cast.partnership.code, planned(cast).code, booking.pk))
    assert browser(cast.coordinator).get(other).status_code == NOT_FOUND


def test_records_who_came_by_ticks_in_the_order_of_the_alphabet(cast: Cast) -> None:
    event = announced(cast, 0)
    bookings = [book(cast, event, number) for number in (2, 1)]
    shown = page(cast.coordinator, cast.partnership, "event_attendance", event.code)
    assert shown.choices("came") == ["Person Number1", "Person Number2"]
    assert shown.ticked("came") == []
    path = reverse("event_attendance", args=(cast.partnership.code, event.code))
    done = Seen(browser(cast.coordinator).post(path, {"came": [str(bookings[0].pk)]}, follow=True))
    assert done.messages == ["Attendance recorded: 1 of 2 came."]
    assert "Record who came" in done.links
    again = page(cast.coordinator, cast.partnership, "event_attendance", event.code)
    assert again.ticked("came") == ["Person Number2"]
    rows = {row[0]: row[3] for row in done.tables["Bookings, in the order in which they were asked for"]}
    assert rows == {"Person Number2": "Came", "Person Number1": "Did not come"}
    nobody = page(cast.coordinator, cast.partnership, "event_attendance", planned(cast).code)
    assert "Nobody has a place at this event." in nobody


def test_says_of_each_topic_what_became_of_it(cast: Cast) -> None:
    assert "No topic was suggested yet." in page(cast.auditor, cast.partnership, "event_topics")
    event = planned(cast)
    for text in ("Pets", "Housing", "Stalking"):
        topic = suggest_topic(partnership=cast.partnership, by=cast.coordinator, text=text, suggested_by="Refuge")
        if text == "Pets":
            take_up_topic(topic=topic, by=cast.coordinator, event=event)
        if text == "Housing":
            set_topic_aside(topic=topic, by=cast.coordinator, note="Covered last year.")
    shown = page(cast.coordinator, cast.partnership, "event_topics")
    day = long_date(day_in(0))
    assert shown.tables["Topics, newest first"] == [
        ["Stalking", "Refuge", day, "New", "Take it up", "Set it aside"],
        ["Housing", "Refuge", day, "Set aside: Covered last year.", "nothing more", "nothing more"],
        ["Pets", "Refuge", day, "Taken up: Asking again", "nothing more", "nothing more"],
    ]
    reader = page(cast.auditor, cast.partnership, "event_topics")
    assert reader.tables["Topics, newest first"][0][-2:] == ["nothing more", "nothing more"]
    assert "Pets" in of_event(cast.auditor, event)


def test_narrows_the_list_of_events_to_a_kind_where_there_are_two(cast: Cast) -> None:
    assert "No event is recorded yet." in page(cast.auditor, cast.partnership, "events")
    first = announced(cast)
    assert "All" not in page(cast.auditor, cast.partnership, "events").links
    planned(cast, 9, kind=EventKind.WEBINAR, title="A webinar", registration=Registration.NONE)
    shown = page(cast.auditor, cast.partnership, "events")
    assert [row[0] for row in shown.tables["Events, latest first"]] == ["Asking again", "A webinar"]
    assert shown.tables["Events, latest first"][0] == [
        "Asking again", "Seminar", long_date(day_in(30)), "Announced", "0", "not yet",
    ]  # fmt: skip  # one row
    assert shown.tables["Events, latest first"][1][3:] == ["Being planned", "none", "not yet"]
    assert {"Seminar", "Webinar"} <= set(shown.links)
    webinars = page(cast.auditor, cast.partnership, "events", kind="webinar")
    assert [row[0] for row in webinars.tables["Events, latest first"]] == ["A webinar"]
    assert "All" in webinars.links
    assert "Webinar" not in webinars.links
    assert len(page(cast.auditor, cast.partnership, "events", kind="nonsense").tables["Events, latest first"]) == 2
    book(cast, first, 1)
    with change("Test", None):
        first.capacity = 1
        first.save()
    book(cast, first, 2)
    again = page(cast.auditor, cast.partnership, "events").tables["Events, latest first"][0]
    assert again[4] == "1 of 1, 1 waiting"


def test_cancels_after_the_answers_were_checked_and_tells_why(cast: Cast) -> None:
    event = announced(cast)
    book(cast, event)
    opened = act_page(cast.coordinator, cast.partnership, V.CANCEL_EVENT, event)
    assert "Those who registered are sent this sentence." in opened
    path = reverse("learning_act", args=(cast.partnership.code, V.CANCEL_EVENT, event.pk))
    checking = Seen(browser(cast.coordinator).post(path, {"reason": "No venue."}))
    assert "Check your answers" in checking
    assert "No venue." in checking
    assert "Everybody who has a place or waits for one is told by e-mail, with this reason." in checking
    event.refresh_from_db()
    assert event.state == EventState.OPEN
    done = sent(cast.coordinator, cast.partnership, V.CANCEL_EVENT, {"reason": "No venue."}, event)
    assert done.messages == ["Event cancelled."]
    assert done.facts["State"] == "Cancelled"
    assert event.messages.filter(kind="event_cancelled").count() == 1


def test_shows_before_announcing_who_may_register_until_when(cast: Cast) -> None:
    event = planned(cast, capacity=40)
    opened = act_page(cast.coordinator, cast.partnership, V.ANNOUNCE_EVENT, event)
    assert "From now on its page can be opened by those who may register." in opened
    for words in ("Anybody with the address", f"{day_in(29):%-d %B %Y}", "40"):
        assert words in opened
    undated = planned(cast, 31)
    with change("Test", None):
        undated.on = PartialDate.parse("2027-03")
        undated.save()
    assert "not stated" in act_page(cast.coordinator, cast.partnership, V.ANNOUNCE_EVENT, undated)
    refused = sent(cast.coordinator, cast.partnership, V.ANNOUNCE_EVENT, {}, undated)
    assert refused.faults == ["Before an event is announced, say its day."]


def test_names_the_series_there_are_while_one_is_chosen(cast: Cast) -> None:
    bare = act_page(cast.coordinator, cast.partnership, V.PLAN_EVENT)
    assert "If it is one of several under one name." in bare
    assert "There are:" not in bare
    planned(cast)
    planned(cast, series="Autumn")
    named = act_page(cast.coordinator, cast.partnership, V.PLAN_EVENT)
    assert "If it is one of several under one name. There are: Autumn, Lessons learnt." in named
    assert FACTS.series == "Lessons learnt"


def test_says_that_an_event_is_over_with_a_head_count_of_the_room(cast: Cast) -> None:
    event = planned(cast, -1)
    opened = act_page(cast.coordinator, cast.partnership, V.RECORD_EVENT_HELD, event)
    assert "Leave it empty where attendance is recorded by name. What is given here is what reports show." in opened
    done = sent(
        cast.coordinator, cast.partnership, V.RECORD_EVENT_HELD, {"head_count": "31", "outputs": "A plan"}, event
    )
    assert done.messages == ["Event recorded as held."]
    assert (done.facts["State"], done.facts["What came of it"]) == ("Held", "A plan")
    again = planned(cast, -2)
    assert record_event_held(event=again, by=cast.coordinator).attended_least is None
