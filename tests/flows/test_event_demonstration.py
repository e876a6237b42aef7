"""What a visitor of the demonstration meets of events: one that is full, one that was held, one being planned."""

import pytest

from dhr_cases.notices import held_back
from learning.event_figures import figures_of
from learning.event_terms import EventState
from learning.models import Event, EventMessage, TopicSuggestion
from workflows.demonstration.events import hold_events
from workflows.demonstration.people import DOMAIN, settle


@pytest.fixture
def shown(db: None) -> dict[str, Event]:
    """The events of the demonstration by their state."""
    with held_back():
        hold_events(settle())
    return {event.state: event for event in Event.objects.all()}


def test_shows_events_of_every_kind_and_writes_to_nobody(shown: dict[str, Event]) -> None:
    full, past = figures_of(shown[EventState.OPEN]), figures_of(shown[EventState.HELD])
    assert (full.booked, full.waiting) == (12, 3)
    assert (past.booked, past.attended) == (9, 7)
    assert shown[EventState.DRAFT].is_online
    assert (EventMessage.objects.count(), TopicSuggestion.objects.count()) == (0, 2)


def test_invents_everybody(shown: dict[str, Event]) -> None:
    people = [person for event in shown.values() for person in event.attendees.all()]
    assert {person.email.partition("@")[2] for person in people} == {DOMAIN}
