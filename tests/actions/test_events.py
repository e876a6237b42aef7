"""An event is planned, announced, changed, held, cancelled, or recorded from the past."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import PartialDate
from learning.actions.events import (
    HeldFacts,
    announce_event,
    cancel_event,
    change_event,
    plan_event,
    record_event_held,
    record_past_event,
)
from learning.event_figures import came_to, events_between, figures_of, number_held
from learning.event_terms import EventKind, EventState, Registration
from learning.models import Event, EventSeries, LearningEvent
from learning.verbs import LearningVerb
from tests.conftest import Cast
from tests.events import FACTS, announced, book, coming, day_in, held, planned

PAST = replace(FACTS, registration=Registration.NONE, series="", joining_link="")


def test_plans_an_event_and_records_who_did(cast: Cast) -> None:
    event = planned(cast)
    assert (event.state, event.series, event.year) == (
        EventState.DRAFT,
        EventSeries.objects.get(name="Lessons learnt"),
        day_in(30).year if day_in(30).month >= 4 else day_in(30).year - 1,
    )
    told = LearningEvent.objects.get(kind=LearningVerb.PLAN_EVENT)
    assert (told.by, told.by_role, told.subject_id) == (cast.coordinator, "Coordinator", event.pk)


def test_gives_each_event_an_address_of_its_own(cast: Cast) -> None:
    first, second = planned(cast), planned(cast)
    assert second.code == f"{first.code}-2"


def test_keeps_one_series_for_events_of_one_name(cast: Cast) -> None:
    assert planned(cast).series == planned(cast).series


@pytest.mark.parametrize("person", ["csp_chair", "auditor", "outsider", "finance_officer"])
def test_lets_only_the_coordinator_plan(cast: Cast, person: str) -> None:
    with pytest.raises(NotPermitted, match="It is for"):
        plan_event(partnership=cast.partnership, by=cast.people()[person], facts=FACTS)
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": " "}, "title"),
        ({"ends_at": datetime.time(9, 30)}, "ends after"),
        ({"capacity": 0}, "at least one place"),
        ({"on": PartialDate.parse("2027-03-01"), "registration_closes_on": datetime.date(2027, 3, 2)}, "on the day"),
    ],
)
def test_refuses_facts_that_contradict_each_other(cast: Cast, changed: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Incomplete, match=sentence):
        plan_event(partnership=cast.partnership, by=cast.coordinator, facts=replace(FACTS, **changed))


def test_announces_only_what_people_can_find(cast: Cast) -> None:
    event = plan_event(
        partnership=cast.partnership,
        by=cast.coordinator,
        facts=replace(FACTS, on=PartialDate.parse("2027-03"), starts_at=None, platform=""),
    )
    with pytest.raises(Incomplete) as refused:
        announce_event(event=event, by=cast.coordinator)
    assert refused.value.missing == ("its day", "when it starts", "the platform it is held on")


def test_announces_once(cast: Cast) -> None:
    event = announced(cast)
    with pytest.raises(NotNow, match="being planned"):
        announce_event(event=event, by=cast.coordinator)


def test_keeps_an_announced_event_complete(cast: Cast) -> None:
    event = announced(cast)
    with pytest.raises(Incomplete, match="when it starts"):
        change_event(event=event, by=cast.coordinator, facts=replace(FACTS, on=event.on, starts_at=None))


def test_records_an_event_as_held_from_its_day_on(cast: Cast) -> None:
    event = held(cast, days_ago=0)
    assert (event.state, figures_of(event).came.words) == (EventState.HELD, "not stated")


def test_holds_no_event_before_its_day(cast: Cast) -> None:
    with pytest.raises(NotNow, match="on its day or after"):
        record_event_held(event=announced(cast), by=cast.coordinator)


def test_keeps_a_head_count_of_the_room(cast: Cast) -> None:
    event = record_event_held(event=planned(cast, 0), by=cast.coordinator, head_count=31)
    assert figures_of(event).attended == 31


def test_cancels_with_a_reason_and_tells_those_who_come(cast: Cast) -> None:
    event = announced(cast)
    book(cast, event)
    cancel_event(event=event, by=cast.coordinator, reason="The speaker is ill.")
    assert event.state == EventState.CANCELLED
    assert event.messages.filter(kind="event_cancelled").count() == 1


def test_cancels_nothing_without_a_reason(cast: Cast) -> None:
    event = announced(cast)
    with pytest.raises(Incomplete, match="Say why"):
        cancel_event(event=event, by=cast.coordinator, reason=" ")
    event.refresh_from_db()
    assert event.state == EventState.OPEN


def test_changes_nothing_of_a_cancelled_event(cast: Cast) -> None:
    event = cancel_event(event=planned(cast), by=cast.coordinator, reason="No venue.")
    with pytest.raises(NotNow, match="cancelled"):
        change_event(event=event, by=cast.coordinator, facts=FACTS)
    with pytest.raises(NotNow, match="held or cancelled"):
        cancel_event(event=event, by=cast.coordinator, reason="Again.")


def test_leaves_nothing_behind_when_the_record_fails(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: LearningEvent, *args: object, **kwargs: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(LearningEvent, "save", refuse)
    with pytest.raises(OSError, match="disk full"):
        planned(cast)
    assert not Event.objects.exists()


def past(cast: Cast, on: str = "", **known: Any) -> Event:
    """An event of the past as a paper tells of it."""
    return record_past_event(
        partnership=cast.partnership,
        by=cast.coordinator,
        facts=replace(PAST, on=PartialDate.parse(on), kind=EventKind.SEMINAR),
        held=HeldFacts(source="Working group report", **known),
    )


def test_records_three_seminars_of_2017_18_with_over_300_people(cast: Cast) -> None:
    event = past(cast, year=2017, stands_for=3, attended_least=301, attended_words="over 300")
    assert (event.state, number_held([event])) == (EventState.HELD, 3)
    assert came_to([event]).words == "over 300"


def test_adds_four_sessions_of_40_to_80_up_to_160_to_320(cast: Cast) -> None:
    event = past(cast, year=2016, stands_for=4, attended_least=40, attended_most=80, is_attended_each=True)
    assert (came_to([event]).least, came_to([event]).most) == (160, 320)


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        ({}, "which day"),
        ({"year": 2017, "stands_for": 0}, "at least one"),
        ({"year": 2017, "attended_least": 80, "attended_most": 40}, "cannot be fewer"),
    ],
)
def test_refuses_a_past_that_contradicts_itself(cast: Cast, known: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Incomplete, match=sentence):
        past(cast, **known)


def test_records_no_event_of_the_future_as_held(cast: Cast) -> None:
    with pytest.raises(Incomplete, match="still to come"):
        past(cast, day_in(2).isoformat())


def test_finds_events_by_what_is_known_of_their_day(cast: Cast) -> None:
    by_day, by_month, by_year = past(cast, "2022-07-15"), past(cast, "2022-05"), past(cast, year=2021)
    found = events_between(cast.partnership, datetime.date(2021, 4, 1), datetime.date(2022, 7, 15))
    assert found == [by_year, by_month, by_day]
    assert events_between(cast.partnership, datetime.date(2022, 1, 1), datetime.date(2022, 7, 14)) == [by_month]


def test_counts_nobody_twice_who_is_counted_by_name(cast: Cast) -> None:
    assert coming(1).email != coming(2).email
    event = held(cast, people=2)
    assert (figures_of(event).booked, figures_of(event).attended) == (2, None)
