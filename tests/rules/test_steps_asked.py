"""Who is asked for each step of a review and about money, in which words, and who is told of an act on money?"""

import pytest

from dhr_cases.notices import NOTICES, Kind
from dhr_cases.request_states import OPEN_STATES, RequestState
from dhr_cases.roles import ROLES, CasePermission, RequestPermission, Role, SitePermission
from dhr_cases.stages import STAGES, Stage
from dhr_cases.verbs import VERBS, Verb
from funding.forms.registry import FORMS
from funding.grant_terms import CaseState
from funding.models import BusinessCase, FundingRequest, FundingRound
from funding.terms import RequestState as MoneyState
from funding.verbs import FundingVerb
from workflows.case_rows import waiting_on
from workflows.flows.funding_round import RoundState
from workflows.flows.request import InformationRequestFlow
from workflows.following_funding import FOLLOWED, MOVED_BY_OTHER_ROWS, in_states
from workflows.funding_nodes import ChairTask, FundingTask, FundingWait
from workflows.inbox import human_nodes, nodes_by_permission
from workflows.money_inbox import Reach, funding_nodes
from workflows.money_notices import TOLD
from workflows.nodes import CaseTask, RequestTask
from workflows.steps import ENDINGS, STEP_VERBS, STEPS, WAITING, Step, node_at, stages_of, step_at

S = Stage
V = Verb
M = FundingVerb
P = SitePermission
STEP_TITLES = {
    "agree_lead": "Record the lead partnership", "start_scoping": "Start scoping", "decide": "Record the decision",
    "tell_home_office": "Record the notice to the Home Office", "record_scrutiny": "Record the Home Office's answer",
    "tell_family": "Record that the family was told", "plan_inquiry": "Start interviews or drafting",
    "settle_reading": "Record the panel's approval or send back to drafting",
    "answer_letter": "Record the resubmission or the clearance",
    "publish": "Record the publication or that it is withheld",
}  # fmt: skip  # a step and what is asked
ASKED_OF = {
    Role.CSP_CHAIR: {"decide", "sign_off"},
    Role.HOME_OFFICE_READER: {"record_scrutiny", "record_end_view", "record_qa_letter"},
    Role.INDEPENDENT_CHAIR: {
        "agree_terms", "start_panel_work", "plan_inquiry", "start_drafting", "send_for_reading", "settle_reading",
    },
}  # fmt: skip  # a role and its steps; the rest are the coordinator's


# Steps of a review


@pytest.mark.parametrize(("name", "words"), STEP_TITLES.items())
def test_asks_for_a_step_in_these_words(name: str, words: str) -> None:
    assert STEPS[name].title == words


@pytest.mark.parametrize("name", STEPS)
def test_asks_for_a_step_in_its_own_words_or_those_of_its_first_act(name: str) -> None:
    step = STEPS[name]
    assert step.title == (step.words or VERBS[step.verbs[0]].label)
    assert bool(step.words) is (name in {"plan_inquiry", "settle_reading", "answer_letter", "publish"})


@pytest.mark.parametrize("name", STEPS)
def test_asks_one_role_for_each_step(name: str) -> None:
    asked = next((role for role, names in ASKED_OF.items() if name in names), Role.COORDINATOR)
    assert STEPS[name].role is asked


def test_lets_whoever_may_do_any_act_of_a_step_take_it() -> None:
    assert STEPS["decide"].permissions == {VERBS[V.DECIDE].permission}
    assert STEPS["sign_off"].permissions == {VERBS[V.SIGN_OFF].permission, VERBS[V.SEND_BACK_TO_DRAFT].permission}
    both = Step((V.DECIDE, V.SIGN_OFF), (S.SCOPING,), Role.CSP_CHAIR, "Both")
    assert both.title == "Both"
    assert both.permissions == {VERBS[V.DECIDE].permission, VERBS[V.SIGN_OFF].permission}


def test_ends_steps_by_these_acts_and_by_no_other() -> None:
    assert {verb for verb in VERBS if verb in STEP_VERBS} == {verb for step in STEPS.values() for verb in step.verbs}
    assert {V.PROPOSE_END, V.REOPEN, V.RECORD_PERSON} & STEP_VERBS == set()


@pytest.mark.parametrize("stage", Stage)
def test_waits_in_each_stage_for_a_role_or_the_agencies_or_nobody(stage: Stage) -> None:
    step = step_at(stage)
    if stage is S.INFO_REQUESTED:
        assert (step, waiting_on(stage, None), node_at(stage)) == (None, "Agencies", "information")
    elif STAGES[stage].is_final:
        assert (step, waiting_on(stage, ""), node_at(stage)) == (None, "", stage.lower())
    else:
        assert step is not None
        assert waiting_on(stage, None) == ROLES[step.role].label
    assert waiting_on(stage, "A Holder") == "A Holder"


def test_knows_the_stages_of_every_node() -> None:
    for name, step in STEPS.items():
        assert stages_of(name) == step.stages
    assert (stages_of("information"), stages_of("closed"), stages_of("transferred")) == (
        (S.INFO_REQUESTED,), (S.CLOSED,), (S.TRANSFERRED,),
    )  # fmt: skip  # the nodes at which nobody acts
    assert (list(WAITING), list(ENDINGS)) == (["information"], ["closed", "transferred"])
    with pytest.raises(KeyError):
        stages_of("elsewhere")


# Steps of an agency's return


def test_asks_the_agency_twice_and_the_coordinator_once() -> None:
    found = {node.name: node for node in InformationRequestFlow.instance.nodes() if isinstance(node, RequestTask)}
    assert {name: (node.task_title, node.states, node.permission) for name, node in found.items()} == {
        "write": (
            "Write the agency's return", (RequestState.ASKED, RequestState.SENT_BACK), RequestPermission.RESPOND,
        ),
        "sign_off": ("Sign the return off", (RequestState.DRAFTED,), RequestPermission.SIGN_OFF),
        "accept": (
            "Accept the return or send it back", (RequestState.SIGNED_OFF,), CasePermission.ACCEPT_RETURNS,
        ),
    }  # fmt: skip  # a step a row
    assert sorted(state for node in found.values() for state in node.states) == sorted(OPEN_STATES)


def test_finds_each_human_node_once_under_one_permission() -> None:
    nodes = list(human_nodes())
    assert len(nodes) == len(STEPS) + 3
    sorted_in = [node for held in nodes_by_permission().values() for node in held]
    assert sorted(map(id, sorted_in)) == sorted(map(id, nodes))


def test_puts_a_step_of_two_acts_under_the_permission_of_the_first() -> None:
    for permission, held in nodes_by_permission().items():
        for node in held:
            first = VERBS[node.step.verbs[0]].permission if isinstance(node, CaseTask) else node.permission
            assert permission is first


# Steps about money

MONEY_STEPS = {
    "Answer the request": ((MoneyState.ASKED,), P.ANSWER_FUNDING, None, "funding_requests"),
    "Reply to the partner's question": ((MoneyState.QUESTIONED,), P.MANAGE_FUNDING, M.REPLY, "funding_requests"),
    "Approve the answer or send it back": (
        (MoneyState.ANSWERED,), P.APPROVE_FUNDING, M.APPROVE_ANSWER, "funding_requests",
    ),
    "Confirm what was pledged": ((MoneyState.PLEDGED,), P.ANSWER_FUNDING, None, "funding_requests"),
    "Close the annual round": ((RoundState.COMPLETE,), P.MANAGE_FUNDING, M.CLOSE_ROUND, "funding_requests"),
    "Record the working group's view": ((CaseState.PROPOSED,), P.MANAGE_FUNDING, M.GIVE_VIEW, "funding_requests"),
    "Approve or refuse the projects": ((CaseState.VIEWED,), P.APPROVE_FUNDING, None, "funding_grant"),
    "Send the business case to the funder": (
        (CaseState.APPROVED,), P.MANAGE_FUNDING, M.SUBMIT_CASE, "funding_requests",
    ),
    "Record the funder's decision": (
        (CaseState.SENT,), P.MANAGE_FUNDING, M.RECORD_FUNDER_DECISION, "funding_requests",
    ),
    "Record the payment": ((CaseState.AGREED, CaseState.PART_AGREED), P.MANAGE_FUNDING, None, "funding_grant"),
    "Record how the projects go": ((CaseState.PAID,), P.MANAGE_FUNDING, None, "funding_grant"),
    "Record what the projects cost": ((CaseState.DELIVERED,), P.MANAGE_FUNDING, None, "funding_grant"),
}  # fmt: skip  # a step, its states, who may, the act that ends it, its page


def test_asks_for_these_steps_about_money_and_no_other() -> None:
    found = {node.task_title: (node.states, node.permission, node.verb, node.page) for node in funding_nodes()}
    assert found == MONEY_STEPS


def test_asks_the_chair_alone_to_approve_projects() -> None:
    assert [node.task_title for node in funding_nodes() if isinstance(node, ChairTask)] == [
        "Approve or refuse the projects"
    ]


def test_has_a_form_for_every_act_that_ends_a_step_of_a_round_or_a_business_case() -> None:
    """Such a step leads to the form; one of a request leads to the page of the request."""
    for kind in (FundingRound, BusinessCase):
        nodes = FOLLOWED[kind].flow.instance.nodes()
        ending = [node.verb for node in nodes if isinstance(node, FundingTask) and node.verb]
        assert ending
        assert all(verb in FORMS for verb in ending)


@pytest.mark.parametrize(
    ("kind", "states", "ended"),
    [
        (FundingRequest, set(MoneyState), {MoneyState.CLOSED, MoneyState.WITHDRAWN}),
        (FundingRound, set(RoundState), {RoundState.CLOSED}),
        (BusinessCase, set(CaseState), {CaseState.REFUSED, CaseState.CLOSED}),
    ],
)
def test_has_one_place_for_every_state_of_what_it_follows(
    kind: type[FundingRequest | FundingRound | BusinessCase], states: set[str], ended: set[str]
) -> None:
    nodes = FOLLOWED[kind].flow.instance.nodes()
    claimed = [state for node in nodes if isinstance(node, FundingTask | FundingWait) for state in node.states]
    assert sorted(claimed) == sorted(states - ended)


def test_starts_a_flow_for_a_row_in_an_open_state_only() -> None:
    assert FOLLOWED[FundingRequest].is_open == in_states(
        MoneyState.ASKED, MoneyState.QUESTIONED, MoneyState.ANSWERED, MoneyState.PLEDGED
    )
    assert FOLLOWED[BusinessCase].is_open == in_states(
        *(state for state in CaseState if state not in (CaseState.REFUSED, CaseState.CLOSED))
    )
    assert [row.partnership for row in FOLLOWED.values()] == ["partnership", "partnership", "grant__partnership"]
    assert list(MOVED_BY_OTHER_ROWS) == [FundingRound, BusinessCase]


@pytest.mark.parametrize(
    ("reach", "is_empty"),
    [
        (Reach({}, set()), True),
        (Reach({P.MANAGE_FUNDING: set(), P.APPROVE_FUNDING: set()}, set()), True),
        (Reach({P.MANAGE_FUNDING: {1}}, set()), False),
        (Reach({P.APPROVE_FUNDING: {2}}, set(), frozenset({2})), False),
        (Reach({}, {(1, 2)}), False),
    ],
)
def test_knows_to_whom_no_step_about_money_can_fall(reach: Reach, *, is_empty: bool) -> None:
    assert reach.is_empty is is_empty


# Messages about money

TOLD_OF = {
    Kind.MONEY_ASKED: {M.ASK, M.ASK_AGAIN, M.START_ROUND, M.RECORD_SUCCESSION},
    Kind.MONEY_REMINDED: {M.CHASE},
    Kind.MONEY_REPLIED: {M.REPLY},
    Kind.MONEY_SENT_BACK: {M.SEND_BACK_ANSWER},
    Kind.MONEY_ENDED: {M.APPROVE_ANSWER, M.WITHDRAW_REQUEST},
    Kind.MONEY_ANSWERED: {M.ANSWER, M.RECORD_ANSWER},
    Kind.MONEY_QUESTIONED: {M.QUESTION},
    Kind.MONEY_TO_APPROVE: {
        M.PUT_FORWARD, M.ADD_COST, M.ADD_FEE, M.STATE_COST, M.RECORD_ACTUAL, M.DECIDE_YEAR_END, M.REVERSE_JOURNAL,
    },
}  # fmt: skip  # a message and the acts that cause it
READERS = {
    Kind.MONEY_ANSWERED: P.APPROVE_FUNDING, Kind.MONEY_QUESTIONED: P.MANAGE_FUNDING,
    Kind.MONEY_TO_APPROVE: P.APPROVE_FUNDING,
}  # fmt: skip  # the rest go to the body


def test_tells_of_these_acts_on_money_and_of_no_other() -> None:
    assert {verb: row.kind for verb, row in TOLD.items()} == {
        verb: kind for kind, verbs in TOLD_OF.items() for verb in verbs
    }


@pytest.mark.parametrize("kind", TOLD_OF)
def test_tells_those_who_can_do_something_about_it(kind: Kind) -> None:
    assert {TOLD[verb].to for verb in TOLD_OF[kind]} == {READERS.get(kind, P.ANSWER_FUNDING)}


@pytest.mark.parametrize("kind", TOLD_OF)
def test_names_no_sum_in_a_message_about_money(kind: Kind) -> None:
    words = f"{NOTICES[kind].subject} {NOTICES[kind].text}"
    assert "£" not in words
    assert not any(letter.isdigit() for letter in words)
    assert NOTICES[kind].text.endswith(".")
    assert not NOTICES[kind].subject.endswith(".")
