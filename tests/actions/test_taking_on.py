"""A partnership goes live with reviews half way: each enters where it stands, with what is known and no more."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases import case_clocks
from dhr_cases.actions import assurance, core, decision, publication, taking_on
from dhr_cases.actions.overlays import HoldTerms
from dhr_cases.actions.running_case import ENTRY_STAGES, KNOWN_EVENTS, RunningCase
from dhr_cases.actions.taking_on import take_on
from dhr_cases.deadlines import ClockState
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.hold_scopes import HoldReason, HoldScope
from dhr_cases.models import (
    Appointment,
    Case,
    CaseEvent,
    CaseMembership,
    PartialDate,
    Provenance,
    QAOutcome,
    Submission,
)
from dhr_cases.permissions import can
from dhr_cases.policies import check_now
from dhr_cases.roles import Role
from dhr_cases.stages import LIVE_REVIEW, STAGES, Stage
from dhr_cases.verbs import Verb
from tests.conftest import Cast

TODAY = timezone.localdate()
DAY = PartialDate.parse
WITH_FACTS: dict[Stage, dict[str, Any]] = {
    Stage.END_PROPOSED: {"stood_at": Stage.DRAFTING},
    Stage.AMENDING: {"letter_outcome": QAOutcome.RESUBMIT.value},
}


def running(cast: Cast, stage: Stage, **known: Any) -> RunningCase:
    """A case half way, invented."""
    facts = RunningCase(reference="OLD-1", partnership=cast.partnership, stage=stage)
    return replace(facts, **{**WITH_FACTS.get(stage, {}), **known})


def days(**known: str) -> dict[Event, PartialDate]:
    """Days by the names of their columns."""
    events = {row.column: event for event, row in KNOWN_EVENTS.items()}
    return {events[column]: DAY(text) for column, text in known.items()}


@pytest.mark.parametrize("stage", ENTRY_STAGES)
def test_enters_at_any_stage(cast: Cast, stage: Stage) -> None:
    """One event says that it was taken on; nothing before it is made up."""
    case = take_on(by=cast.coordinator, case_facts=running(cast, stage))
    events = CaseEvent.objects.filter(case=case)
    assert (case.at, [event.kind for event in events]) == (stage, [Event.TAKEN_ON])
    assert can(Verb.CORRECT, cast.coordinator, case)


def test_marks_each_day_as_taken_on(cast: Cast) -> None:
    """With the precision it was given."""
    known = days(decision="2025-03-04", chair_appointed="2025-06", panel_work="2026")
    case = take_on(by=cast.coordinator, case_facts=running(cast, Stage.PANEL_WORK, days=known))
    entered = CaseEvent.objects.filter(case=case, provenance=Provenance.TAKEN_ON)
    assert [event.on.iso for event in entered] == ["2025-03-04", "2025-06", "2026"]
    assert case.stage_since == datetime.date(2026, 1, 1)


def test_reads_its_clocks_from_the_days_entered(cast: Cast) -> None:
    """Six months from the decision; the month to decide is done, on a day nobody knows."""
    known = days(chair_aware="2025-02-01", decision="2025-03-04")
    case = take_on(by=cast.coordinator, case_facts=running(cast, Stage.PANEL_WORK, days=known))
    found = {each.clock: each for each in case_clocks.readings(case)}
    assert found["overview_report"].due == datetime.date(2025, 9, 4)
    assert found["overview_report"].state is ClockState.OVERDUE
    assert found["decide"].state is ClockState.MET_LATE
    assert found["tell_home_office"].state is ClockState.DONE


def test_starts_no_report_for_a_decision_not_to_review(cast: Cast) -> None:
    """The stage says what was decided."""
    known = days(decision="2026-10-01", home_office_told="2026-10-05")
    case = take_on(by=cast.coordinator, case_facts=running(cast, Stage.HO_SCRUTINY, days=known))
    found = {each.clock: each.state for each in case_clocks.readings(case)}
    assert found["overview_report"] is ClockState.NOT_STARTED


def test_brings_its_chair_and_its_hold(cast: Cast) -> None:
    """The chair works on it at once; what the hold names is stopped."""
    hold = HoldTerms(HoldReason.CRIMINAL_TRIAL, frozenset({HoldScope.DRAFTING}), TODAY - datetime.timedelta(days=90))
    facts = running(cast, Stage.DRAFTING, chair=cast.outsider, hold=hold)
    case = take_on(by=cast.coordinator, case_facts=facts)
    assert CaseMembership.objects.filter(case=case, user=cast.outsider, role=Role.INDEPENDENT_CHAIR).exists()
    assert Appointment.objects.get(case=case).user == cast.outsider
    with pytest.raises(NotNow, match="criminal trial"):
        check_now(Verb.ADD_DRAFT, case, {})


def test_tells_the_home_office_of_a_decision_taken_elsewhere(cast: Cast) -> None:
    """The signed record is on paper; the step is not blocked by it."""
    case = take_on(by=cast.coordinator, case_facts=running(cast, Stage.DECIDED_REVIEW))
    decision.tell_home_office(case=case, by=cast.coordinator)
    assert case.at is Stage.HO_NOTIFIED


def test_goes_on_after_scrutiny(cast: Cast) -> None:
    """The notice it waits on is there."""
    case = take_on(by=cast.coordinator, case_facts=running(cast, Stage.HO_SCRUTINY))
    decision.record_scrutiny(case=case, by=cast.home_office_reader, reply="directed")
    assert case.at is Stage.DIRECTED


@pytest.mark.parametrize("stage", [Stage.SUBMITTED, Stage.RESUBMITTED])
def test_goes_on_with_the_board(cast: Cast, stage: Stage) -> None:
    """The round it belongs to is there."""
    case = take_on(by=cast.coordinator, case_facts=running(cast, stage))
    assurance.record_board(case=case, by=cast.coordinator, board_on=TODAY)
    assert case.at is Stage.AT_QA


def test_counts_a_resubmission_as_the_second_round(cast: Cast) -> None:
    """The first one had its letter."""
    known = days(submitted="2025-11", letter="2026-02-03", resubmitted="2026-08-14")
    case = take_on(by=cast.coordinator, case_facts=running(cast, Stage.RESUBMITTED, days=known))
    assert [row.on.iso for row in Submission.objects.filter(case=case)] == ["2025-11", "2026-08-14"]


def test_clears_a_report_whose_changes_are_made(cast: Cast) -> None:
    """The letter said that changes are enough."""
    known = {"letter_outcome": QAOutcome.PUBLISHABLE_WITH_CHANGES.value}
    case = take_on(by=cast.coordinator, case_facts=running(cast, Stage.AMENDING, **known))
    assurance.record_clearance(case=case, by=cast.home_office_reader)
    assert case.at is Stage.QA_CLEARED


def test_goes_on_with_publication(cast: Cast) -> None:
    """The family is told a date before the plan had one."""
    case = take_on(by=cast.coordinator, case_facts=running(cast, Stage.PRE_PUBLICATION))
    publication.tell_family_of_publication(case=case, by=cast.coordinator, on=TODAY, planned_on=TODAY)
    assert CaseEvent.objects.filter(case=case, kind=Event.FAMILY_TOLD_OF_PUBLICATION).exists()


@pytest.mark.parametrize(
    ("stage", "known", "sentence"),
    [
        (Stage.DRAFTING, {"days": days(published="2026-01")}, "“Published” has a date"),
        (Stage.TRANSFERRED, {}, "cannot be taken on"),
        (Stage.END_PROPOSED, {"stood_at": None}, "where the review stood"),
        (Stage.END_PROPOSED, {"stood_at": Stage.PUBLISHED}, "stage of a review under way"),
        (Stage.DRAFTING, {"stood_at": Stage.PANEL_WORK}, "and only then"),
        (Stage.AMENDING, {"letter_outcome": ""}, "what the letter asked for"),
        (Stage.DRAFTING, {"days": days(drafting="2999")}, "in the future"),
        (Stage.DRAFTING, {"reference": ""}, "Enter the reference"),
    ],
)
def test_refuses_facts_that_contradict_each_other(
    cast: Cast, stage: Stage, known: dict[str, Any], sentence: str
) -> None:
    """In words, and nothing is left behind."""
    with pytest.raises(Incomplete, match=sentence):
        take_on(by=cast.coordinator, case_facts=running(cast, stage, **known))
    assert not Case.objects.exists()


def test_refuses_a_chair_before_one_is_appointed(cast: Cast) -> None:
    """The stage says that there is none."""
    with pytest.raises(Incomplete, match="none is appointed yet"):
        take_on(by=cast.coordinator, case_facts=running(cast, Stage.SCOPING, chair=cast.outsider))


def test_refuses_a_reference_in_use(cast: Cast, case: Case) -> None:
    """Also in other letter case."""
    facts = running(cast, Stage.DRAFTING, reference=case.reference.lower())
    with pytest.raises(Incomplete, match="already in use"):
        take_on(by=cast.coordinator, case_facts=facts)


def test_refuses_whoever_may_not_open_cases(cast: Cast) -> None:
    """It is the coordinator's."""
    with pytest.raises(NotPermitted):
        take_on(by=cast.csp_chair, case_facts=running(cast, Stage.DRAFTING))


def test_takes_on_all_or_none(cast: Cast) -> None:
    """The one that cannot be taken on is named."""
    good, bad = running(cast, Stage.DRAFTING), running(cast, Stage.TRANSFERRED, reference="OLD-2")
    with pytest.raises(Incomplete, match="OLD-2: .* No case was taken on"):
        taking_on.take_on_all(by=cast.coordinator, portfolio=[good, bad])
    assert not Case.objects.exists()


def test_leaves_nothing_behind_when_the_event_fails(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """No case without the event that it was taken on."""

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(taking_on, "_record", fail)
    with pytest.raises(OSError, match="disk full"):
        take_on(by=cast.coordinator, case_facts=running(cast, Stage.DRAFTING))
    assert not Case.objects.exists()


def test_puts_no_other_case_in_a_stage(case: Case) -> None:
    """Only a case just taken on enters; any other moves."""
    with pytest.raises(core.UnrecordedActError):
        core.enter_at(case, Stage.CLOSED, TODAY)


def test_knows_a_day_for_every_stage_of_the_main_line() -> None:
    """Each live stage has an event whose day can be entered."""
    asked = {row.stage for row in KNOWN_EVENTS.values()}
    assert set(LIVE_REVIEW) <= asked
    assert all(STAGES[row.stage].event in KNOWN_EVENTS for row in KNOWN_EVENTS.values())
