"""Names of an event go on their day, or of one person at once; the counts stay. People are asked what changed."""

import datetime
import json
from io import StringIO

import pytest
from dateutil.relativedelta import relativedelta
from django.core import mail
from django.core.management import CommandError, call_command
from django.db.models import Model
from django.utils import timezone

from dhr_cases.errors import Incomplete, NotNow
from learning.actions.event_bookings import invite, record_attendance
from learning.actions.event_names import (
    ask_what_changed,
    change_event_settings,
    due_to_be_asked,
    due_to_be_forgotten,
    forget_due_names,
    forget_person,
)
from learning.actions.event_programme import (
    ItemFacts,
    SpeakerFacts,
    add_programme_item,
    add_speaker,
    change_programme_item,
    drop_programme_item,
    remove_speaker,
)
from learning.actions.event_topics import set_topic_aside, suggest_topic, take_up_topic
from learning.actions.events import cancel_event
from learning.actions.feedback import open_feedback
from learning.event_figures import figures_of
from learning.event_retention import deletes_on, settings_of
from learning.event_terms import KEEP_MONTHS, TopicState
from learning.feedback_scales import FeedbackKind
from learning.models import Attendee, Booking, Event, EventMessage, Invitation, LearningEvent, ProgrammeItem, Speaker
from learning.verbs import LearningVerb
from tests.conftest import Cast
from tests.events import announced, book, day_in, held
from workflows.event_post import look_after_events, send_event_messages

TALK = ItemFacts(starts_at=datetime.time(10, 0), minutes=30, title="What a review found")
SPEAKER = SpeakerFacts(name="Sam Invented", body="Testshire Refuge", email="sam@refuge.test")


def named(cast: Cast) -> Event:
    """A past event with two who came, one speaker with a part, everything that names people."""
    event = held(cast, people=2)
    speaker = add_speaker(event=event, by=cast.coordinator, facts=SPEAKER)
    facts = ItemFacts(starts_at=datetime.time(10, 0), minutes=30, title="What a review found", speaker=speaker)
    add_programme_item(event=event, by=cast.coordinator, facts=facts)
    came = {booking.pk: True for booking in Booking.objects.filter(event=event)}
    record_attendance(event=event, by=cast.coordinator, came=came)
    return event


def kept(*models: type[Model]) -> int:
    """How many rows of these tables there are."""
    return sum(model._default_manager.count() for model in models)


def last(event: Event) -> datetime.date:
    """The day on which its names go."""
    return deletes_on(event, KEEP_MONTHS)


def test_deletes_names_on_their_day_and_keeps_the_counts(cast: Cast) -> None:
    event = named(cast)
    before = figures_of(event)
    assert forget_due_names(last(event)) == {event.code: 3}
    assert kept(Attendee, Speaker, EventMessage) == 0
    assert figures_of(event) == before
    assert ProgrammeItem.objects.get().speaker is None


def test_deletes_nothing_the_day_before(cast: Cast) -> None:
    event = named(cast)
    assert forget_due_names(last(event) - datetime.timedelta(days=1)) == {}
    assert Attendee.objects.count() == 2


def test_leaves_no_name_in_any_history_or_record(cast: Cast) -> None:
    event = named(cast)
    forget_due_names(last(event))
    histories = [str(list(model.history.values())) for model in (Booking, Event, ProgrammeItem)]
    told = str(list(LearningEvent.objects.values()))
    assert not any(word in text for text in (*histories, told) for word in ("Number0", "practice.test", "Sam Invented"))


def test_deletes_invitations_too_and_records_it_once(cast: Cast) -> None:
    event = announced(cast, in_days=2)
    invite(event=event, by=cast.coordinator, people=[("", "person5@practice.test")])
    day = last(event)
    assert forget_due_names(day) == {event.code: 1}
    assert forget_due_names(day) == {}
    assert not Invitation.objects.exists()
    assert LearningEvent.objects.filter(kind=LearningVerb.FORGET_NAMES).count() == 1


def test_adds_nobody_once_names_are_deleted(cast: Cast) -> None:
    event = named(cast)
    forget_due_names(last(event))
    event.refresh_from_db()
    for act in (lambda: book(cast, event, 9), lambda: add_speaker(event=event, by=cast.coordinator, facts=SPEAKER)):
        with pytest.raises(NotNow, match="have been deleted"):
            act()


def test_keeps_names_for_as_long_as_the_partnership_says(cast: Cast) -> None:
    event = named(cast)
    change_event_settings(partnership=cast.partnership, by=cast.coordinator, keep_months=4, follow_up_months=3)
    assert due_to_be_forgotten(last(event) - relativedelta(months=8)) == [event]


@pytest.mark.parametrize(("keep", "follow_up"), [(0, 0), (73, 3), (3, 3)])
def test_refuses_months_out_of_bounds(cast: Cast, keep: int, follow_up: int) -> None:
    with pytest.raises(Incomplete):
        change_event_settings(
            partnership=cast.partnership, by=cast.coordinator, keep_months=keep, follow_up_months=follow_up
        )
    assert settings_of(cast.partnership).keep_months == KEEP_MONTHS


def test_deletes_one_person_at_once_and_keeps_the_booking(cast: Cast) -> None:
    event = announced(cast)
    invite(event=event, by=cast.coordinator, people=[("", "person1@practice.test")])
    booking = book(cast, event, 1)
    forget_person(booking=booking, by=cast.coordinator, reason="They asked for it.")
    assert kept(Attendee, Invitation, EventMessage) == 0
    assert figures_of(event).booked == 1
    with pytest.raises(NotNow, match="already"):
        forget_person(booking=booking, by=cast.coordinator, reason="Again.")


def test_deletes_nobody_without_a_reason(cast: Cast) -> None:
    booking = book(cast, announced(cast))
    with pytest.raises(Incomplete, match="Say why"):
        forget_person(booking=booking, by=cast.coordinator, reason="")
    assert Attendee.objects.count() == 1


def test_deletes_by_command_as_by_night(cast: Cast) -> None:
    event = named(cast)
    event.on = type(event.on).on(timezone.localdate() - relativedelta(months=KEEP_MONTHS))
    event.save()
    trial, done = StringIO(), StringIO()
    call_command("forget_event_names", "--dry-run", "--json", stdout=trial)
    assert json.loads(trial.getvalue())["events"] == {event.code: None}
    call_command("forget_event_names", stdout=done)
    assert done.getvalue() == f"{event.code}: 3 names deleted\n"
    again = StringIO()
    call_command("forget_event_names", stdout=again)
    assert again.getvalue() == "No names are due to be deleted.\n"


@pytest.mark.parametrize(("day", "sentence"), [("2999-01-01", "still to come"), ("soon", "not a day")])
def test_refuses_a_day_that_would_delete_too_early(db: None, day: str, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("forget_event_names", "--on", day)


def follow_up(cast: Cast, event: Event) -> None:
    """Open the form that asks what has changed."""
    open_feedback(event=event, by=cast.coordinator, kind=FeedbackKind.FOLLOW_UP, closes_on=day_in(30))


def test_asks_those_who_came_after_three_months_and_leads_to_the_form(cast: Cast) -> None:
    event = held(cast, days_ago=100, people=3)
    came = {row.pk: number > 0 for number, row in enumerate(Booking.objects.filter(event=event))}
    record_attendance(event=event, by=cast.coordinator, came=came)
    follow_up(cast, event)
    look_after_events(timezone.localdate())
    assert EventMessage.objects.filter(kind="follow_up").count() == 2
    assert send_event_messages() == 2
    assert "/feedback/" in mail.outbox[0].body
    look_after_events(timezone.localdate())
    assert EventMessage.objects.filter(kind="follow_up").count() == 2


def test_asks_nobody_without_a_form_to_lead_to(cast: Cast) -> None:
    event = held(cast, days_ago=100, people=1)
    look_after_events(timezone.localdate())
    with pytest.raises(NotNow, match="Open the follow-up form"):
        ask_what_changed(event=event, by=cast.coordinator)
    assert due_to_be_asked(timezone.localdate()) == [event]


def test_asks_nobody_too_early(cast: Cast) -> None:
    held(cast, days_ago=60, people=1)
    assert due_to_be_asked(timezone.localdate()) == []


def test_asks_nobody_of_an_event_that_is_still_to_come(cast: Cast) -> None:
    event = announced(cast)
    book(cast, event)
    with pytest.raises(NotNow, match="after the event was held"):
        ask_what_changed(event=event, by=cast.coordinator)


def test_says_who_is_written_to_and_nothing_of_others(cast: Cast) -> None:
    event = announced(cast)
    booking = book(cast, event, 1)
    book(cast, event, 2)
    assert send_event_messages() == 2
    first = mail.outbox[0]
    assert first.to == ["person1@practice.test"]
    assert f"/booking/{booking.attendee.token}/" in first.body
    assert "Number2" not in f"{first.subject} {first.body}"
    assert send_event_messages() == 0


def test_tries_again_when_a_message_cannot_be_sent(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    book(cast, announced(cast))

    def refuse(*_: object, **__: object) -> int:
        raise OSError("no post")

    monkeypatch.setattr("workflows.event_post.EmailMessage.send", refuse)
    assert send_event_messages() == 0
    assert EventMessage.objects.get().attempts == 1
    monkeypatch.undo()
    assert send_event_messages(timezone.now() + datetime.timedelta(minutes=5)) == 1


def test_makes_a_programme_within_the_times_of_the_event(cast: Cast) -> None:
    event = announced(cast)
    item = add_programme_item(event=event, by=cast.coordinator, facts=TALK)
    change_programme_item(item=item, by=cast.coordinator, facts=ItemFacts(**{**vars(TALK), "minutes": 45}))
    drop_programme_item(item=item, by=cast.coordinator)
    item.refresh_from_db()
    assert (item.minutes, item.is_dropped) == (45, True)
    with pytest.raises(NotNow, match="off the programme already"):
        drop_programme_item(item=item, by=cast.coordinator)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"starts_at": datetime.time(9, 0)}, "begins before"),
        ({"minutes": 151}, "ends after"),
        ({"minutes": 0}, "one minute"),
        ({"title": ""}, "title"),
    ],
)
def test_refuses_a_part_that_does_not_fit(cast: Cast, changed: dict[str, object], sentence: str) -> None:
    with pytest.raises(Incomplete, match=sentence):
        add_programme_item(
            event=announced(cast),
            by=cast.coordinator,
            facts=ItemFacts(**{**vars(TALK), **changed}),
        )
    assert not ProgrammeItem.objects.exists()


def test_takes_no_speaker_of_another_event(cast: Cast) -> None:
    speaker = add_speaker(event=announced(cast), by=cast.coordinator, facts=SPEAKER)
    with pytest.raises(Incomplete, match="of this event"):
        add_programme_item(
            event=announced(cast), by=cast.coordinator, facts=ItemFacts(**{**vars(TALK), "speaker": speaker})
        )


def test_removes_a_speaker_and_keeps_the_part(cast: Cast) -> None:
    event = named(cast)
    remove_speaker(speaker=Speaker.objects.get(), by=cast.coordinator)
    assert (Speaker.objects.count(), ProgrammeItem.objects.get().speaker, figures_of(event).booked) == (0, None, 2)


def test_changes_no_programme_of_a_cancelled_event(cast: Cast) -> None:
    event = cancel_event(event=announced(cast), by=cast.coordinator, reason="Snow")
    with pytest.raises(NotNow, match="cancelled"):
        add_programme_item(event=event, by=cast.coordinator, facts=TALK)


def test_takes_up_or_sets_aside_a_topic_once(cast: Cast) -> None:
    event = announced(cast)
    first, second = (suggest_topic(partnership=cast.partnership, by=cast.coordinator, text=word) for word in "ab")
    take_up_topic(topic=first, by=cast.coordinator, event=event)
    set_topic_aside(topic=second, by=cast.coordinator, note="Done last year.")
    assert (first.state, first.taken_up_by, second.state) == (TopicState.TAKEN_UP, event, TopicState.SET_ASIDE)
    with pytest.raises(NotNow, match="decided already"):
        take_up_topic(topic=second, by=cast.coordinator, event=event)


def test_names_nobody_who_suggests_a_topic_on_a_public_page(cast: Cast) -> None:
    row = suggest_topic(partnership=cast.partnership, by=None, text=" Stalking ", suggested_by="Sam Invented")
    assert (row.text, row.suggested_by) == ("Stalking", "")
