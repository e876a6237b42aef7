"""Do the flows over money follow the record, ask the right person and nobody else?"""

import datetime

import pytest
from django.utils import timezone
from viewflow.workflow.models import Task

from dhr_cases.models import Organisation, User
from dhr_cases.models.history import change
from dhr_cases.roles import SitePermission
from funding.models import FundingModel, FundingRequest, FundingRound, ModelVersion
from funding.terms import REQUEST_STATES, RequestState
from tests.conftest import Cast
from tests.money import YEAR
from workflows.following import open_tasks
from workflows.following_funding import FOLLOWED, follow_money, running
from workflows.funding_nodes import FundingTask

pytestmark = pytest.mark.django_db

OPEN = [state for state, row in REQUEST_STATES.items() if row.is_open]
NODE = {
    RequestState.ASKED: "answer",
    RequestState.QUESTIONED: "reply",
    RequestState.ANSWERED: "approve",
    RequestState.PLEDGED: "confirm",
}


def request_to(cast: Cast, organisation: Organisation, round_: FundingRound | None = None) -> FundingRequest:
    """A body is asked; the row is written as a file that is taken in would write it."""
    today = timezone.localdate()
    with change("Test", None):
        return FundingRequest.objects.create(
            partnership=cast.partnership, organisation=organisation, year=YEAR.start, asked_on=today,
            due_on=today + datetime.timedelta(days=28), amount_pence=500_000, round=round_,
        )  # fmt: skip


def stand_in(request: FundingRequest, state: RequestState) -> None:
    """Set a request down in a state, as after a crash between the act and its flow."""
    with change("Test", None):
        request.state = state
        request.save()


def nodes_of(row: FundingRequest | FundingRound) -> list[str]:
    process = running(FOLLOWED[type(row)], row.pk)
    return [task.flow_task.name for task in open_tasks(process.pk)] if process else []


def task_of(request: FundingRequest) -> Task:
    process = running(FOLLOWED[FundingRequest], request.pk)
    assert process is not None
    return next(iter(open_tasks(process.pk)))


@pytest.fixture
def asked(cast: Cast) -> FundingRequest:
    return request_to(cast, cast.police)


@pytest.fixture
def round_(cast: Cast) -> FundingRound:
    """A round of one version, with two bodies asked."""
    today = timezone.localdate()
    with change("Test", None):
        model = FundingModel.objects.create(partnership=cast.partnership, name="Reviews")
        version = ModelVersion.objects.create(model=model, number=1, first_year=YEAR.start)
        made: FundingRound = FundingRound.objects.create(
            partnership=cast.partnership, year=YEAR.start, version=version, started_on=today, due_on=today
        )
    request_to(cast, cast.police, made)
    request_to(cast, cast.health, made)
    return made


@pytest.mark.parametrize("state", OPEN)
def test_enters_at_the_step_the_state_calls_for(asked: FundingRequest, state: RequestState) -> None:
    stand_in(asked, state)
    follow_money(asked)
    assert nodes_of(asked) == [NODE[state]]


@pytest.mark.parametrize("state", [state for state in RequestState if state not in OPEN])
def test_starts_nothing_for_a_request_at_its_end(asked: FundingRequest, state: RequestState) -> None:
    stand_in(asked, state)
    follow_money(asked)
    assert nodes_of(asked) == []


def test_goes_the_whole_way_from_asking_to_confirmation(cast: Cast, asked: FundingRequest) -> None:
    way = (
        RequestState.ASKED, RequestState.QUESTIONED, RequestState.ASKED, RequestState.ANSWERED, RequestState.PLEDGED,
        RequestState.ANSWERED, RequestState.CLOSED,
    )  # fmt: skip
    met = []
    for state in way:
        stand_in(asked, state)
        follow_money(asked, cast.coordinator)
        met += nodes_of(asked)
    assert met == ["answer", "reply", "answer", "approve", "confirm", "approve"]
    assert asked.processes.get().finished is not None


def test_does_nothing_the_second_time(asked: FundingRequest) -> None:
    follow_money(asked)
    before = Task.objects.count()
    follow_money(asked)
    assert Task.objects.count() == before
    assert asked.processes.count() == 1


def test_starts_anew_for_a_body_that_is_asked_again(asked: FundingRequest) -> None:
    for state in (RequestState.ASKED, RequestState.WITHDRAWN, RequestState.ASKED):
        stand_in(asked, state)
        follow_money(asked)
    assert nodes_of(asked) == ["answer"]
    assert asked.processes.count() == 2


def test_notes_who_did_the_step(cast: Cast, asked: FundingRequest) -> None:
    follow_money(asked)
    stand_in(asked, RequestState.ANSWERED)
    follow_money(asked, cast.funding_contact)
    assert Task.objects.get(flow_task__endswith="FundingRequestFlow.answer").owner == cast.funding_contact


ALLOWED = {
    RequestState.ASKED: {"funding_contact"},
    RequestState.QUESTIONED: {"coordinator", "finance_officer"},
    RequestState.ANSWERED: {"csp_chair", "finance_officer"},
    RequestState.PLEDGED: {"funding_contact"},
}


@pytest.mark.parametrize("state", OPEN)
def test_asks_only_those_who_hold_the_permission(cast: Cast, asked: FundingRequest, state: RequestState) -> None:
    stand_in(asked, state)
    follow_money(asked)
    task = task_of(asked)
    may = {part for part, person in cast.people().items() if task.flow_task.can_assign(person, task)}
    assert may == ALLOWED[state]


def test_asks_no_contact_of_another_body(cast: Cast) -> None:
    request = request_to(cast, cast.health)
    follow_money(request)
    task = task_of(request)
    assert not task.flow_task.can_assign(cast.funding_contact, task)


def test_asks_again_when_a_task_is_done(cast: Cast, asked: FundingRequest) -> None:
    """A task taken before the person left the team is no longer theirs."""
    follow_money(asked)
    task = task_of(asked)
    task.flow_task.activation_class(task).assign(cast.funding_contact)
    assert task.flow_task.can_execute(cast.funding_contact, task)
    User.objects.filter(pk=cast.funding_contact.pk).update(is_active=False)
    cast.funding_contact.refresh_from_db()
    assert not task.flow_task.can_execute(cast.funding_contact, task)


def test_lets_who_sees_the_money_see_the_task_and_who_keeps_it_free_the_task(cast: Cast, asked: FundingRequest) -> None:
    follow_money(asked)
    task = task_of(asked)
    task.flow_task.activation_class(task).assign(cast.funding_contact)
    node = task.flow_task
    assert isinstance(node, FundingTask)
    assert {part for part, person in cast.people().items() if node.can_view(person, task)} == {
        "coordinator", "csp_chair", "finance_officer", "auditor", "funding_contact",
    }  # fmt: skip
    assert {part for part, person in cast.people().items() if node.can_unassign(person, task)} == {
        "coordinator", "finance_officer", "funding_contact",
    }  # fmt: skip


def test_gives_nobody_a_say_over_a_process_without_the_process(cast: Cast, asked: FundingRequest) -> None:
    follow_money(asked)
    process = running(FOLLOWED[FundingRequest], asked.pk)
    flow = FOLLOWED[FundingRequest].flow.instance
    assert not flow.has_view_permission(cast.finance_officer)
    assert not flow.has_manage_permission(cast.finance_officer)
    assert flow.has_view_permission(cast.auditor, process)
    assert not flow.has_manage_permission(cast.auditor, process)
    assert flow.has_manage_permission(cast.finance_officer, process)


def test_waits_in_a_round_until_every_body_has_answered(cast: Cast, round_: FundingRound) -> None:
    follow_money(round_)
    assert nodes_of(round_) == ["answers"]
    first, second = round_.requests.order_by("pk")
    stand_in(first, RequestState.CLOSED)
    follow_money(round_)
    assert nodes_of(round_) == ["answers"]
    stand_in(second, RequestState.WITHDRAWN)
    follow_money(round_)
    assert nodes_of(round_) == ["close"]


def test_waits_again_when_a_body_is_asked_again(round_: FundingRound) -> None:
    for state in (RequestState.CLOSED, RequestState.ASKED):
        for request in round_.requests.all():
            stand_in(request, state)
        follow_money(round_)
    assert nodes_of(round_) == ["answers"]


def test_ends_a_round_that_was_closed(cast: Cast, round_: FundingRound) -> None:
    follow_money(round_)
    with change("Test", None):
        round_.closed_on = timezone.localdate()
        round_.save()
    follow_money(round_, cast.finance_officer)
    assert nodes_of(round_) == []
    assert round_.processes.get().finished is not None


def test_names_an_answering_permission_at_every_step_of_the_body() -> None:
    flow = FOLLOWED[FundingRequest].flow
    asking = {node.name: node.permission for node in flow.instance.nodes() if isinstance(node, FundingTask)}
    assert asking == {
        "answer": SitePermission.ANSWER_FUNDING,
        "reply": SitePermission.MANAGE_FUNDING,
        "approve": SitePermission.APPROVE_FUNDING,
        "confirm": SitePermission.ANSWER_FUNDING,
    }


def test_keeps_the_names_of_released_nodes() -> None:
    released = {"start", "hub", "answer", "reply", "approve", "confirm", "ended"}
    assert {node.name for node in FOLLOWED[FundingRequest].flow.instance.nodes()} >= released
    released = {"start", "hub", "answers", "close", "ended"}
    assert {node.name for node in FOLLOWED[FundingRound].flow.instance.nodes()} >= released
