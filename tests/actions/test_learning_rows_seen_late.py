"""Does an act of learning go by the row as it stands now, not as it stood when a page was opened?

Two people have the same page open; the second acts on what the first has changed.
"""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.models import PartialDate
from learning.actions.event_actions import (
    ActionPlan,
    confirm_event_action,
    drop_event_action,
    record_event_action,
    report_event_action_done,
    update_event_action,
)
from learning.actions.event_bookings import cancel_booking, invite, record_attendance, send_joining_pack
from learning.actions.event_names import ask_what_changed
from learning.actions.event_programme import (
    ItemFacts,
    SpeakerFacts,
    add_programme_item,
    add_speaker,
    change_programme_item,
    drop_programme_item,
)
from learning.actions.event_topics import set_topic_aside, suggest_topic, take_up_topic
from learning.actions.events import announce_event, cancel_event, change_event, record_event_held
from learning.actions.feedback import close_feedback, cover_words, give_feedback
from learning.event_terms import EventState
from learning.feedback_scales import ActionState, FeedbackKind
from learning.models import Event, EventAction, FeedbackReply, ProgrammeItem
from tests import coded
from tests.conftest import Cast
from tests.events import FACTS, announced, book, day_in, held, planned
from tests.feedback import event_of, form_of

pytestmark = pytest.mark.django_db

TALK = ItemFacts(starts_at=FACTS.starts_at, minutes=30, title="What a review found")  # type: ignore[arg-type]  # is known
"""A part of the programme that fits the hours of the event."""

EVENT_ACTS: dict[str, Callable[[Cast, Event], object]] = {
    "change": lambda cast, event: change_event(event=event, by=cast.coordinator, facts=FACTS),
    "announce": lambda cast, event: announce_event(event=event, by=cast.coordinator),
    "hold": lambda cast, event: record_event_held(event=event, by=cast.coordinator),
    "cancel": lambda cast, event: cancel_event(event=event, by=cast.coordinator, reason="No venue."),
    "add to the programme": lambda cast, event: add_programme_item(event=event, by=cast.coordinator, facts=TALK),
    "record attendance": lambda cast, event: record_attendance(event=event, by=cast.coordinator, came={}),
    "invite": lambda cast, event: invite(event=event, by=cast.coordinator, people=[("", "sam@practice.test")]),
    "send the joining pack": lambda cast, event: send_joining_pack(event=event, by=cast.coordinator),
    "add a speaker": lambda cast, event: add_speaker(event=event, by=cast.coordinator, facts=SpeakerFacts(name="Sam")),
}


@pytest.mark.parametrize("act", EVENT_ACTS)
def test_does_nothing_to_an_event_that_another_has_cancelled(cast: Cast, act: str) -> None:
    event = announced(cast, 0)
    seen = copy.copy(event)
    cancel_event(event=event, by=cast.coordinator, reason="The speaker is ill.")
    with pytest.raises(NotNow):
        EVENT_ACTS[act](cast, seen)
    kept = Event.objects.get()
    assert (kept.state, kept.cancelled_reason) == (EventState.CANCELLED, "The speaker is ill.")


def test_changes_an_event_and_keeps_that_another_has_announced_it(cast: Cast) -> None:
    event = planned(cast)
    seen = copy.copy(event)
    announce_event(event=event, by=cast.coordinator)
    changed = change_event(event=seen, by=cast.coordinator, facts=_named("Asking once more", event))
    assert (changed.state, Event.objects.get().state) == (EventState.OPEN, EventState.OPEN)


def _named(title: str, event: Event) -> Any:
    return type(FACTS)(**{**vars(FACTS), "title": title, "on": PartialDate.on(day_in(30))})


def test_asks_people_once_what_has_changed(cast: Cast) -> None:
    event = held(cast, people=1)
    form_of(cast, event, FeedbackKind.FOLLOW_UP)
    seen = copy.copy(event)
    ask_what_changed(event=event, by=cast.coordinator)
    with pytest.raises(NotNow, match="asked once"):
        ask_what_changed(event=seen, by=None)
    assert event.messages.filter(kind="follow_up").count() == 1


def test_cancels_a_booking_once(cast: Cast) -> None:
    event = announced(cast)
    booking = book(cast, event)
    seen = copy.copy(booking)
    cancel_booking(booking=booking, by=None)
    with pytest.raises(NotNow, match="cancelled already"):
        cancel_booking(booking=seen, by=cast.coordinator)
    assert event.messages.filter(kind="cancelled").count() == 1


def test_sets_no_topic_aside_that_another_has_taken_up(cast: Cast) -> None:
    topic = suggest_topic(partnership=cast.partnership, by=cast.coordinator, text="Pets")
    seen = copy.copy(topic)
    take_up_topic(topic=topic, by=cast.coordinator, event=planned(cast))
    with pytest.raises(NotNow, match="decided already"):
        set_topic_aside(topic=seen, by=cast.coordinator, note="Covered last year.")


def test_decides_on_a_topic_once(cast: Cast) -> None:
    topic = suggest_topic(partnership=cast.partnership, by=cast.coordinator, text="Pets")
    seen, event = copy.copy(topic), planned(cast)
    set_topic_aside(topic=topic, by=cast.coordinator, note="Covered last year.")
    with pytest.raises(NotNow, match="decided already"):
        take_up_topic(topic=seen, by=cast.coordinator, event=event)


ACTION_ACTS: dict[str, Callable[[Cast, EventAction], object]] = {
    "update": lambda cast, row: update_event_action(action=row, by=cast.coordinator, progress="Half way"),
    "report": lambda cast, row: report_event_action_done(
        action=row, by=cast.coordinator, outcome="Yes", evidence="Yes"
    ),
    "confirm": lambda cast, row: confirm_event_action(action=row, by=coded.second_coder(cast)),
    "drop": lambda cast, row: drop_event_action(action=row, by=cast.coordinator, reason="Twice"),
}


@pytest.mark.parametrize("act", ACTION_ACTS)
def test_does_nothing_to_an_action_that_another_has_ended(cast: Cast, act: str) -> None:
    row = record_event_action(event=event_of(cast), by=cast.coordinator, plan=ActionPlan(text="Ask twice"))
    report_event_action_done(action=row, by=cast.coordinator, outcome="All ask", evidence="Audit")
    seen = copy.copy(row)
    drop_event_action(action=row, by=cast.coordinator, reason="Done elsewhere")
    with pytest.raises(NotNow):
        ACTION_ACTS[act](cast, seen)
    assert EventAction.objects.get().state == ActionState.DROPPED


def test_closes_a_form_once(cast: Cast) -> None:
    form = form_of(cast, event_of(cast))
    seen = copy.copy(form)
    close_feedback(form=form, by=cast.coordinator)
    with pytest.raises(NotNow, match="no replies already"):
        close_feedback(form=seen, by=cast.coordinator)


def test_covers_words_once(cast: Cast) -> None:
    reply = give_feedback(form=form_of(cast, event_of(cast)), answers={"comment": "A good day"})
    seen = FeedbackReply.objects.get()
    cover_words(reply=reply, by=cast.coordinator, reason="It names somebody")
    with pytest.raises(Incomplete, match="holds no words"):
        cover_words(reply=seen, by=cast.coordinator, reason="It names somebody")


def test_leaves_a_part_off_the_programme_that_another_took_off(cast: Cast) -> None:
    item = add_programme_item(event=planned(cast), by=cast.coordinator, facts=TALK)
    seen, again = copy.copy(item), copy.copy(item)
    drop_programme_item(item=item, by=cast.coordinator)
    with pytest.raises(NotNow, match="off the programme already"):
        drop_programme_item(item=seen, by=cast.coordinator)
    change_programme_item(item=again, by=cast.coordinator, facts=TALK)
    assert ProgrammeItem.objects.get().is_dropped
