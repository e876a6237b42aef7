"""Do the review's flow, its step table and the stage table say the same?"""

from itertools import chain

import pytest
from viewflow.workflow.base import Node

from dhr_cases.roles import ROLES
from dhr_cases.stages import STAGES, Stage
from dhr_cases.verbs import VERBS, Verb
from workflows.flows.request import InformationRequestFlow
from workflows.flows.review import ReviewFlow2026
from workflows.nodes import CaseTask, HumanTask
from workflows.steps import ENDINGS, STEP_VERBS, STEPS, WAITING, node_at, stages_of

RELEASED = {
    "start", "hub", "agree_lead", "start_scoping", "decide", "tell_home_office", "record_scrutiny", "tell_family",
    "appoint_chair", "form_panel", "agree_terms", "send_requests", "information", "start_panel_work",
    "plan_inquiry", "start_drafting", "send_for_reading", "settle_reading", "sign_off", "record_end_view", "submit",
    "record_board", "record_qa_letter", "answer_letter", "prepare_publication", "publish", "start_learning",
    "follow_withholding", "start_monitoring", "close", "transferred", "closed",
}  # fmt: skip  # names that processes in the field may hold; a name is never taken out
RELEASED_OF_REQUESTS = {"start", "hub", "write", "sign_off", "accept", "ended"}


def _nodes() -> dict[str, Node]:
    return {node.name: node for node in ReviewFlow2026.instance.nodes()}


def test_keeps_every_node_name_ever_released() -> None:
    assert set(_nodes()) >= RELEASED
    assert {node.name for node in InformationRequestFlow.instance.nodes()} >= RELEASED_OF_REQUESTS


@pytest.mark.parametrize("stage", Stage)
def test_gives_every_stage_exactly_one_node(stage: Stage) -> None:
    holding = [name for name in (*STEPS, *WAITING, *ENDINGS) if stage in stages_of(name)]
    assert holding == [node_at(stage)]
    assert node_at(stage) in _nodes()


def test_has_a_human_node_for_every_step_and_no_other() -> None:
    human = {name for name, node in _nodes().items() if isinstance(node, HumanTask)}
    assert human == set(STEPS)


@pytest.mark.parametrize("name", STEPS)
def test_binds_a_node_to_its_own_row(name: str) -> None:
    node = _nodes()[name]
    assert isinstance(node, CaseTask)
    assert node.step is STEPS[name]


def test_leads_every_step_back_to_the_hub_and_the_hub_to_every_step() -> None:
    assert set(_led_to("hub")) == {*STEPS, *WAITING, *ENDINGS}
    for name in (*STEPS, *WAITING):
        assert _led_to(name) == ["hub"]


def _led_to(name: str) -> list[str]:
    return [edge.dst.name for edge in _nodes()[name]._outgoing()]


@pytest.mark.parametrize("name", STEPS)
def test_ends_a_step_only_by_acts_that_may_be_done_in_its_stages(name: str) -> None:
    step = STEPS[name]
    stages_of_acts = [VERBS[verb].stages for verb in step.verbs]
    assert set(step.stages) <= frozenset().union(*stages_of_acts)
    assert all(stages & set(step.stages) for stages in stages_of_acts)


@pytest.mark.parametrize("name", STEPS)
def test_takes_a_case_out_of_the_steps_stages_by_each_of_its_acts(name: str) -> None:
    step = STEPS[name]
    allowed = {following for stage in step.stages for following in STAGES[stage].next}
    for verb in step.verbs:
        assert set(VERBS[verb].leads_to) & allowed - set(step.stages)


@pytest.mark.parametrize("name", STEPS)
def test_asks_a_role_that_may_do_one_of_the_acts(name: str) -> None:
    step = STEPS[name]
    assert step.permissions & ROLES[step.role].on_case


def test_reaches_every_following_stage_by_a_step_or_by_an_act_beside_it() -> None:
    moved_by = {following: verb for verb, row in VERBS.items() for following in row.leads_to}
    for row in STAGES.values():
        assert set(row.next) <= set(moved_by)


def test_ends_a_case_only_in_final_stages() -> None:
    final = {stage for stage, row in STAGES.items() if row.is_final}
    assert set(chain(*ENDINGS.values())) == final


def test_leaves_no_act_of_the_main_line_without_a_step() -> None:
    beside = {
        Verb.ADD_REQUEST, Verb.ACCEPT_RETURN, Verb.SEND_BACK_RETURN, Verb.WITHDRAW_REQUEST, Verb.CLOSE_UNANSWERED,
        Verb.REOPEN_REQUEST, Verb.PROPOSE_END, Verb.REOPEN,
    }  # fmt: skip  # acts about one request, or done from the case's page at any time
    movers = {verb for verb, row in VERBS.items() if row.leads_to}
    assert movers - beside == STEP_VERBS
