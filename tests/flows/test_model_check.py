"""Tables and flow hold together, and the check that says so can fail."""

import io
import json
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from dhr_cases.roles import Role
from dhr_cases.stages import STAGES, Stage
from dhr_cases.verbs import VERBS, Verb
from workflows.management.commands import check_review_model
from workflows.model_check import flow_faults
from workflows.steps import STEPS, Step


def test_finds_no_fault_in_the_flow() -> None:
    """Every stage has exactly one node, and whoever is asked may act."""
    assert flow_faults() == []


def test_finds_a_stage_in_which_nobody_is_asked() -> None:
    """Taking a step away leaves its stage a dead end of the flow."""
    steps = {name: step for name, step in STEPS.items() if name != "decide"}
    assert "SCOPING: dead end of the flow, no node asks anybody or waits." in flow_faults(steps=steps)


def test_finds_a_step_without_a_node() -> None:
    """A row that no node stands for is a promise nobody keeps."""
    steps = {**STEPS, "consult": Step((Verb.DECIDE,), (Stage.SCOPING,), Role.CSP_CHAIR)}
    found = flow_faults(steps=steps)
    assert "SCOPING: the flow has no node consult." in found
    assert "SCOPING: decide and consult both claim it." in found


def test_finds_a_person_asked_who_may_not_act() -> None:
    """The chair of the partnership decides; nobody else can be asked to."""
    steps = {**STEPS, "decide": replace(STEPS["decide"], role=Role.AUDITOR)}
    assert "node decide: Auditor is asked but may not do it." in flow_faults(steps=steps)


def test_finds_a_step_that_cannot_end() -> None:
    """An act that moves nothing leaves its task open for good."""
    steps = {**STEPS, "decide": replace(STEPS["decide"], verbs=(Verb.RECORD_CRITERIA,))}
    assert "node decide: record_criteria leads nowhere, so the step would never end." in flow_faults(steps=steps)


def test_finds_an_act_that_cannot_be_done_where_it_is_asked() -> None:
    """The step's act belongs to another stage."""
    steps = {**STEPS, "decide": replace(STEPS["decide"], verbs=(Verb.SUBMIT,))}
    assert "node decide: none of its acts can be done in SCOPING." in flow_faults(steps=steps)


def test_finds_somebody_asked_at_the_end() -> None:
    """Where a review is over nobody is asked to act."""
    stages = {**STAGES, Stage.MONITORING: replace(STAGES[Stage.MONITORING], is_final=True)}
    assert "MONITORING: is final, yet close asks somebody to act." in flow_faults(stages=stages)


def test_prints_what_it_counted() -> None:
    """For people a sentence, for machines JSON."""
    text, machine = io.StringIO(), io.StringIO()
    call_command("check_review_model", stdout=text)
    call_command("check_review_model", "--json", stdout=machine)
    assert "Dead ends: none" in text.getvalue()
    counts = json.loads(machine.getvalue())
    assert (counts["stages"], counts["acts"], counts["faults"]) == (len(STAGES), len(VERBS), [])


def test_ends_with_one_when_there_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that calls it sees the failure."""
    monkeypatch.setattr(check_review_model, "flow_faults", lambda: ["SCOPING: dead end of the flow."])
    out = io.StringIO()
    with pytest.raises(CommandError) as failure:
        call_command("check_review_model", stdout=out)
    assert failure.value.returncode == 1
    assert "- SCOPING: dead end of the flow." in out.getvalue()
