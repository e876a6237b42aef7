"""What may be entered of a review taken on half way: how far it had come, what was decided, what contradicts that?"""

from dataclasses import replace
from typing import Any

import pytest

from dhr_cases.actions.running_case import (
    ASKS_FOR_CHANGES,
    ENTRY_STAGES,
    KNOWN_EVENTS,
    NO_REVIEW_STAGES,
    RunningCase,
    faults_of,
)
from dhr_cases.events import Event
from dhr_cases.models import Outcome, PartialDate, Partnership, QAOutcome, User
from dhr_cases.stages import LIVE_REVIEW, STAGES, Stage, has_reached

SOME_DAY = PartialDate.parse("2026-02")
UNKNOWN = PartialDate.unknown()
NOT_WHERE_IT_STOOD = "Say where the review stood before its ending was proposed, and only then."
NOT_WHAT_WAS_ASKED = "Say what the letter asked for: changes before publication, or resubmission."


def at(stage: Stage, **known: Any) -> RunningCase:
    """A review at this stage, with what it needs to be taken on."""
    usual: dict[str, Any] = {}
    if stage is Stage.END_PROPOSED:
        usual["stood_at"] = Stage.DRAFTING
    if stage is Stage.AMENDING:
        usual["letter_outcome"] = QAOutcome.RESUBMIT.value
    return replace(RunningCase("OLD-1", Partnership(), stage), **{**usual, **known})


def on(*events: Event) -> dict[Event, PartialDate]:
    """Each event has a day."""
    return dict.fromkeys(events, SOME_DAY)


# what was decided


@pytest.mark.parametrize("stage", ENTRY_STAGES)
def test_reads_the_decision_from_the_stage_where_nobody_says_it(stage: Stage) -> None:
    """A review that goes on was decided; one that stands where a refusal stands was refused."""
    expected = Stage.DECIDED_NO_REVIEW if stage in NO_REVIEW_STAGES else Stage.DECIDED_REVIEW
    if stage is Stage.DECIDED_ALTERNATIVE:
        expected = Stage.DECIDED_ALTERNATIVE
    assert at(stage).decided_stage is expected
    assert at(stage).stage_of(Event.DECISION_RECORDED) is expected


def test_reads_a_refusal_from_a_review_that_was_directed() -> None:
    """Whatever stage it has come to since."""
    directed = at(Stage.DRAFTING, days=on(Event.REVIEW_DIRECTED))
    assert directed.decided_stage is Stage.DECIDED_NO_REVIEW
    unknown = at(Stage.DRAFTING, days={Event.REVIEW_DIRECTED: UNKNOWN})
    assert unknown.decided_stage is Stage.DECIDED_REVIEW


@pytest.mark.parametrize("stage", [Stage.DRAFTING, Stage.HO_SCRUTINY, Stage.DIRECTED])
@pytest.mark.parametrize(
    ("outcome", "decided"),
    [
        (Outcome.REVIEW, Stage.DECIDED_REVIEW),
        (Outcome.NO_REVIEW, Stage.DECIDED_NO_REVIEW),
        (Outcome.ALTERNATIVE, Stage.DECIDED_ALTERNATIVE),
    ],
)
def test_believes_the_outcome_that_was_entered(stage: Stage, outcome: Outcome, decided: Stage) -> None:
    assert at(stage, outcome=outcome.value).decided_stage is decided


@pytest.mark.parametrize("event", KNOWN_EVENTS)
def test_tells_each_other_event_under_its_own_stage(event: Event) -> None:
    facts = at(Stage.CLOSED)
    if event is not Event.DECISION_RECORDED:
        assert facts.stage_of(event) is KNOWN_EVENTS[event].stage
    assert KNOWN_EVENTS[event].phase is STAGES[KNOWN_EVENTS[event].stage].phase


# how far it had come


def test_stands_where_it_stood_before_an_ending_was_proposed() -> None:
    assert at(Stage.END_PROPOSED, stood_at=Stage.PANEL_WORK).standing is Stage.PANEL_WORK
    assert at(Stage.END_PROPOSED, stood_at=None).standing is Stage.END_PROPOSED
    assert at(Stage.DRAFTING).standing is Stage.DRAFTING
    assert at(Stage.DRAFTING, stood_at=Stage.PANEL_WORK).standing is Stage.DRAFTING


@pytest.mark.parametrize("stage", ENTRY_STAGES)
def test_takes_a_day_only_of_what_has_happened(stage: Stage) -> None:
    for event in set(KNOWN_EVENTS) - {Event.END_PROPOSED}:
        facts = at(stage, days={event: SOME_DAY})
        has_happened = has_reached(facts.standing, facts.stage_of(event))
        question, label = KNOWN_EVENTS[event].question, STAGES[stage].label
        told = f"“{question}” has a date, but at “{label}” it has not happened yet."
        assert faults_of(facts) == ([] if has_happened else [told])
        assert faults_of(at(stage, days={event: UNKNOWN})) == []


@pytest.mark.parametrize(
    ("stage", "happened"),
    [
        (Stage.DRAFTING, False),
        (Stage.CSP_SIGNED_OFF, False),
        (Stage.END_PROPOSED, True),
        (Stage.ABBREVIATED, True),
        (Stage.TERMINATED, True),
        (Stage.SUBMITTED, True),
        (Stage.CLOSED, True),
    ],
)
def test_knows_when_an_ending_can_have_been_proposed(stage: Stage, happened: bool) -> None:
    assert (faults_of(at(stage, days=on(Event.END_PROPOSED))) == []) == happened


# what contradicts itself


@pytest.mark.parametrize("stage", ENTRY_STAGES)
def test_takes_a_review_at_every_stage_with_what_it_needs(stage: Stage) -> None:
    assert faults_of(at(stage)) == []


def test_takes_on_no_review_that_another_leads() -> None:
    label = STAGES[Stage.TRANSFERRED].label
    assert faults_of(at(Stage.TRANSFERRED)) == [f"A case cannot be taken on at “{label}”."]
    assert set(STAGES) - set(ENTRY_STAGES) == {Stage.TRANSFERRED}


@pytest.mark.parametrize("stage", STAGES)
def test_wants_a_stage_of_a_review_under_way_before_the_ending(stage: Stage) -> None:
    found = faults_of(at(Stage.END_PROPOSED, stood_at=stage))
    assert found == ([] if stage in LIVE_REVIEW else ["It must have stood at a stage of a review under way."])


def test_wants_to_know_where_it_stood_and_only_then() -> None:
    assert faults_of(at(Stage.END_PROPOSED, stood_at=None)) == [NOT_WHERE_IT_STOOD]
    assert faults_of(at(Stage.DRAFTING, stood_at=Stage.PANEL_WORK)) == [NOT_WHERE_IT_STOOD]


@pytest.mark.parametrize("outcome", ["", *(outcome.value for outcome in QAOutcome)])
def test_wants_to_know_what_the_letter_asked_for(outcome: str) -> None:
    """While changes are made it is one of two; at other stages nobody asks."""
    assert faults_of(at(Stage.AMENDING, letter_outcome=outcome)) == (
        [] if outcome in ASKS_FOR_CHANGES else [NOT_WHAT_WAS_ASKED]
    )
    assert faults_of(at(Stage.DRAFTING, letter_outcome=outcome)) == []
    assert QAOutcome.CLEARED_NO_CHANGE not in ASKS_FOR_CHANGES


@pytest.mark.parametrize("stage", ENTRY_STAGES)
def test_names_a_chair_only_once_one_can_be_appointed(stage: Stage) -> None:
    facts = at(stage, chair=User())
    told = f"A chair is named, but at “{STAGES[stage].label}” none is appointed yet."
    assert faults_of(facts) == ([] if has_reached(facts.standing, Stage.CHAIR_APPOINTED) else [told])


def test_names_the_chair_of_a_review_by_where_it_stood() -> None:
    """An ending may be proposed before anybody is appointed."""
    early = at(Stage.END_PROPOSED, stood_at=Stage.FAMILY_CONTACTED, chair=User())
    label = STAGES[Stage.END_PROPOSED].label
    assert faults_of(early) == [f"A chair is named, but at “{label}” none is appointed yet."]


def test_lists_every_fault_at_once() -> None:
    facts = at(Stage.SCOPING, stood_at=Stage.CLOSED, chair=User(), days=on(Event.PUBLISHED, Event.CLOSED))
    assert len(faults_of(facts)) == 5
