"""What is refused of events, places, programmes, topics and actions, in which words, and with nothing written?"""

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest

from dhr_cases.errors import Incomplete, NotNow, ReviewError
from dhr_cases.models import PartialDate
from learning.actions.event_actions import (
    ActionPlan,
    record_event_action,
    report_event_action_done,
    update_event_action,
)
from learning.actions.event_bookings import book_place, register, send_joining_pack
from learning.actions.event_names import change_event_settings
from learning.actions.event_programme import (
    ItemFacts,
    SpeakerFacts,
    add_programme_item,
    add_speaker,
    change_programme_item,
)
from learning.actions.event_topics import suggest_topic
from learning.actions.events import HeldFacts, cancel_event, change_event, plan_event, record_past_event
from learning.event_terms import EventState, Registration
from learning.models import Event, EventSettings
from tests.actions.test_acts_next_door import rows_of
from tests.conftest import Cast
from tests.events import FACTS, announced, book, coming, day_in, planned
from tests.following import changed

pytestmark = pytest.mark.django_db

Act = Callable[[Cast, Event], object]
PART = ItemFacts(starts_at=datetime.time(10), minutes=20, title="A talk")
PLAN = ActionPlan("Ask again after a separation")


def refuse(act: Act, cast: Cast, event: Event, error: type[ReviewError], sentence: str) -> None:
    """The act is refused in this sentence, and every row of learning stands as before."""
    before = rows_of("learning")
    with pytest.raises(error) as refusal:
        act(cast, event)
    assert sentence in str(refusal.value)
    assert rows_of("learning") == before


# words that are missing


def untitled(cast: Cast, _: Event) -> object:
    """An event without a title is planned."""
    return plan_event(partnership=cast.partnership, by=cast.coordinator, facts=replace(FACTS, title=" "))


def untitled_before(cast: Cast, _: Event) -> object:
    """An event without a title is recorded as held."""
    facts = replace(FACTS, title=" ", on=PartialDate.on(day_in(-9)))
    return record_past_event(partnership=cast.partnership, by=cast.coordinator, facts=facts, held=HeldFacts())


def retitled(cast: Cast, event: Event) -> object:
    """An event loses its title."""
    return change_event(event=event, by=cast.coordinator, facts=replace(FACTS, title=" "))


def part_without_title(cast: Cast, event: Event) -> object:
    """A part of no title comes onto the programme."""
    return add_programme_item(event=event, by=cast.coordinator, facts=replace(PART, title=" "))


def speaker_without_name(cast: Cast, event: Event) -> object:
    """Nobody is to speak."""
    return add_speaker(event=event, by=cast.coordinator, facts=SpeakerFacts(name=" "))


def booked_without_name(cast: Cast, event: Event) -> object:
    """The office books for nobody."""
    return book_place(event=event, by=cast.coordinator, coming=replace(coming(), name=" "))


def registered_without_name(_: Cast, event: Event) -> None:
    """Somebody registers without a name."""
    register(event=event, coming=replace(coming(), name=" "))


def no_topic(cast: Cast, event: Event) -> object:
    """The office suggests nothing."""
    return suggest_topic(partnership=cast.partnership, by=cast.coordinator, text=" ", event=event)


def no_topic_from_a_page(cast: Cast, event: Event) -> object:
    """Somebody on the public page suggests nothing."""
    return suggest_topic(partnership=cast.partnership, by=None, text=" ", event=event)


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (untitled, "Give the event a title."),
        (untitled_before, "Give the event a title."),
        (retitled, "Give the event a title."),
        (part_without_title, "Give this part a title."),
        (speaker_without_name, "Give the speaker's name."),
        (booked_without_name, "Give the name."),
        (registered_without_name, "Give the name."),
        (no_topic, "Say which topic."),
        (no_topic_from_a_page, "Say which topic."),
    ],
)
def test_takes_nothing_without_its_words(cast: Cast, act: Act, sentence: str) -> None:
    refuse(act, cast, announced(cast), Incomplete, sentence)


@pytest.mark.parametrize(
    ("outcome", "evidence", "sentence"),
    [(" ", "An audit", "Say what changed"), ("Staff ask", " ", "Say what shows that it changed.")],
)
def test_takes_no_action_as_done_without_what_changed_and_what_shows_it(
    cast: Cast, outcome: str, evidence: str, sentence: str
) -> None:
    event = planned(cast)
    action = record_event_action(event=event, by=cast.coordinator, plan=PLAN)

    def report(cast: Cast, _: Event) -> None:
        report_event_action_done(action=action, by=cast.coordinator, outcome=outcome, evidence=evidence)

    def update(cast: Cast, _: Event) -> None:
        update_event_action(action=action, by=cast.coordinator, progress=" ")

    refuse(report, cast, event, Incomplete, sentence)
    refuse(update, cast, event, Incomplete, "Say how the action gets on.")


# an event that will not take place


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda cast, event: book(cast, event, 2), "This event has been cancelled."),
        (lambda _, event: register(event=event, coming=coming(2)), "This event has been cancelled."),
        (
            lambda cast, event: add_speaker(event=event, by=cast.coordinator, facts=SpeakerFacts(name="Sam Invented")),
            "This event has been cancelled.",
        ),
        (
            lambda cast, event: add_programme_item(event=event, by=cast.coordinator, facts=PART),
            "This event has been cancelled.",
        ),
        (
            lambda cast, event: change_programme_item(
                item=event.programme.get(), by=cast.coordinator, facts=replace(PART, minutes=30)
            ),
            "This event has been cancelled.",
        ),
        (
            lambda cast, event: change_event(event=event, by=cast.coordinator, facts=FACTS),
            "This event was cancelled. Plan a new one.",
        ),
        (
            lambda cast, event: send_joining_pack(event=event, by=cast.coordinator),
            "The joining pack goes out while the event is announced.",
        ),
    ],
)
def test_does_nothing_for_an_event_that_was_cancelled(cast: Cast, act: Act, sentence: str) -> None:
    event = announced(cast)
    book(cast, event)
    add_programme_item(event=event, by=cast.coordinator, facts=PART)
    cancel_event(event=event, by=cast.coordinator, reason="Snow")
    refuse(act, cast, event, NotNow, sentence)


@pytest.mark.parametrize("registration", [Registration.NONE, Registration.PUBLIC])
@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.OPEN, EventState.HELD])
def test_registers_people_only_for_an_announced_event_with_a_registration(
    cast: Cast, state: EventState, registration: Registration
) -> None:
    event = planned(cast)
    changed(event, state=state, registration=registration)
    if (state, registration) == (EventState.OPEN, Registration.PUBLIC):
        register(event=event, coming=coming())
        assert event.bookings.count() == 1
    else:
        refuse(
            lambda _, event: register(event=event, coming=coming()),
            cast,
            event,
            NotNow,
            "Registration for this event is not open.",
        )


def test_sends_a_joining_pack_once_somebody_has_a_place(cast: Cast) -> None:
    event = announced(cast)

    def send(cast: Cast, event: Event) -> object:
        return send_joining_pack(event=event, by=cast.coordinator)

    refuse(send, cast, event, Incomplete, "Nobody has booked yet.")
    book(cast, event)
    assert send(cast, event) == 1


@pytest.mark.parametrize(("keep", "follow_up", "is_right"), [(6, 5, True), (6, 6, False), (6, 7, False)])
def test_asks_what_has_changed_before_names_are_deleted(
    cast: Cast, keep: int, follow_up: int, *, is_right: bool
) -> None:
    def settle(cast: Cast, _: Event) -> None:
        change_event_settings(
            partnership=cast.partnership, by=cast.coordinator, keep_months=keep, follow_up_months=follow_up
        )

    event = planned(cast)
    if is_right:
        settle(cast, event)
        row = EventSettings.objects.get(partnership=cast.partnership)
        assert (row.keep_months, row.follow_up_months) == (keep, follow_up)
    else:
        refuse(settle, cast, event, Incomplete, "The follow-up goes out before names are deleted.")
