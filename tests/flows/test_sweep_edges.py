"""Which cases, requests, roles and tasks does the night look at, on which day, and what if it fails half way?"""

import datetime
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from dhr_cases.models import Case, CaseMembership, CaseUserPermission, InformationRequest
from dhr_cases.models.history import change
from dhr_cases.permissions import granted
from dhr_cases.request_states import RequestState
from dhr_cases.stages import STAGES, Stage
from dhr_cases.verbs import Verb
from tests.conftest import Cast
from tests.flows.test_following import open_nodes
from tests.following import changed
from tests.stages import case_at
from tests.standing import stand_at
from workflows.drive import task_for
from workflows.following import follow, follow_request, free_tasks, open_process
from workflows.models import CaseProcess
from workflows.sweep import FINAL, WEEK, Swept, sweep, sweep_once_a_day

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
QUIET = Swept(freed=0, stuck=(), idle=())


# Cases


def test_looks_at_every_case_but_those_at_their_end(case: Case, other_case: Case) -> None:
    assert set(FINAL) == {stage for stage, row in STAGES.items() if row.is_final}
    stand_at(other_case, Stage.CLOSED)

    assert sweep(TODAY) == QUIET
    assert open_process(case.pk) is not None
    assert open_process(other_case.pk) is None


def test_names_no_case_at_its_end_as_left_alone(case: Case) -> None:
    """Its last process has ended with it."""
    follow(case)
    Task.objects.filter(process__caseprocess__case=case).update(status=STATUS.CANCELED)
    stand_at(case, Stage.CLOSED)

    assert sweep(TODAY) == QUIET


def test_waits_calmly_while_agencies_write(case: Case) -> None:
    """Nobody is asked for a step of the review itself: the requests have steps of their own."""
    stand_at(case, Stage.INFO_REQUESTED)

    assert sweep(TODAY) == QUIET
    assert open_nodes(case) == ["information"]


def test_says_in_the_log_which_cases_are_left_alone_by_number_only(
    case: Case, other_case: Case, caplog: pytest.LogCaptureFixture
) -> None:
    for each in (case, other_case):
        follow(each)
    Task.objects.filter(finished=None).update(status=STATUS.CANCELED)
    with caplog.at_level(logging.INFO, "workflows.sweep"):
        found = sweep(TODAY)

    assert found.stuck == (other_case.pk, case.pk)
    assert [record.getMessage() for record in caplog.records if record.name == "workflows.sweep"] == [
        f"Cases without an open task, by number: {other_case.pk}, {case.pk}"
    ]


def test_says_nothing_where_all_is_well(case: Case, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "workflows.sweep"):
        assert sweep(TODAY) == QUIET
    assert [record for record in caplog.records if record.name == "workflows.sweep"] == []


def test_changes_nothing_the_second_time(case: Case) -> None:
    sweep(TODAY)
    tasks = list(Task.objects.order_by("pk").values())

    assert sweep(TODAY) == QUIET
    assert list(Task.objects.order_by("pk").values()) == tasks


# Requests


@pytest.fixture
def request_open(case: Case, cast: Cast) -> InformationRequest:
    """The police's request, open, its process not yet begun."""
    case_at(cast, case, Stage.INFO_REQUESTED)
    CaseProcess.objects.all().delete()
    found: InformationRequest = InformationRequest.objects.get(organisation=cast.police)
    return found


def nodes_of(request: InformationRequest) -> list[str]:
    """Where the request's process waits."""
    tasks = Task.objects.filter(process__caseprocess__request=request, finished=None)
    return [task.flow_task.name for task in tasks]


def test_begins_the_steps_of_open_requests(request_open: InformationRequest) -> None:
    sweep(TODAY)

    assert nodes_of(request_open) == ["write"]


@pytest.mark.parametrize("state", [RequestState.ACCEPTED, RequestState.WITHDRAWN, RequestState.UNANSWERED])
def test_begins_no_step_of_a_request_that_is_closed(request_open: InformationRequest, state: RequestState) -> None:
    changed(request_open, state=state)
    sweep(TODAY)

    assert not CaseProcess.objects.filter(request=request_open).exists()


@pytest.mark.parametrize("state", [RequestState.ACCEPTED, RequestState.WITHDRAWN, RequestState.UNANSWERED])
def test_ends_the_steps_of_a_request_that_was_closed_behind_them(
    request_open: InformationRequest, state: RequestState
) -> None:
    follow_request(request_open)
    changed(request_open, state=state)
    sweep(TODAY)

    assert nodes_of(request_open) == []
    assert not CaseProcess.objects.filter(request=request_open, finished=None).exists()


# Roles


@pytest.mark.parametrize(
    ("ended", "is_renewed"),
    [(TODAY + DAY, False), (TODAY, True), (TODAY - DAY, True), (TODAY - WEEK, True), (TODAY - WEEK - DAY, False)],
)
def test_looks_at_roles_that_ended_in_the_last_week(
    cast: Cast, case: Case, ended: datetime.date, is_renewed: bool
) -> None:
    """A row of permission that should not be there is taken away; older ones went in an earlier night."""
    with change("Test", None):
        for member in CaseMembership.objects.filter(case=case):
            member.starts_on = TODAY - 99 * DAY
            member.ends_on = ended if member.user_id == cast.panel_member.pk else None
            member.save()
    row = CaseUserPermission.objects.filter(content_object=case, user=cast.auditor)
    assert not row.exists()
    stray = CaseUserPermission.objects.filter(content_object=case, user=cast.panel_member)[0]
    CaseUserPermission.objects.create(content_object=case, user=cast.auditor, permission=stray.permission)
    sweep(TODAY)

    assert row.exists() is not is_renewed


def test_leaves_the_rows_of_other_cases_alone(cast: Cast, case: Case, other_case: Case) -> None:
    """Nothing began or ended there in the last week."""
    with change("Test", None):
        for member in CaseMembership.objects.filter(case=other_case):
            member.starts_on = TODAY - 99 * DAY
            member.save()
    stray = CaseUserPermission.objects.filter(content_object=case, user=cast.panel_member)[0]
    CaseUserPermission.objects.create(content_object=other_case, user=cast.panel_member, permission=stray.permission)
    sweep(TODAY)

    assert CaseUserPermission.objects.filter(content_object=other_case, user=cast.panel_member).exists()


# Tasks


def take(case: Case, cast: Cast) -> Task:
    """The chair takes the step of drafting."""
    stand_at(case, Stage.DRAFTING)
    follow(case)
    task = task_for(case, Verb.SEND_FOR_READING)
    assert task is not None
    task.flow_task.activation_class(task).assign(cast.independent_chair)
    return task


@pytest.mark.parametrize(("days", "freed"), [(1, 1), (0, 0), (-1, 0)])
def test_frees_a_task_from_the_day_after_the_last_of_its_holder(cast: Cast, case: Case, days: int, freed: int) -> None:
    task = take(case, cast)
    with change("Last day", cast.coordinator):
        member = CaseMembership.objects.get(case=case, user=cast.independent_chair)
        member.ends_on = TODAY - days * DAY
        member.save()

    assert sweep(TODAY).freed == freed
    task.refresh_from_db()
    holder = None if freed else cast.independent_chair
    assert (task.owner, bool(task.assigned), task.status) == (
        holder, not freed, STATUS.NEW if freed else STATUS.ASSIGNED,
    )  # fmt: skip


def test_frees_tasks_of_one_case_or_of_all(cast: Cast, case: Case, other_case: Case) -> None:
    """The chair has no role on the second case and holds a task there all the same."""
    task = take(case, cast)
    follow(other_case)
    astray = Task.objects.get(process__caseprocess__case=other_case, flow_task_type="HUMAN")
    astray.flow_task.activation_class(astray).assign(cast.independent_chair)

    assert free_tasks(cast.independent_chair, case) == 0
    assert free_tasks(cast.independent_chair, other_case) == 1
    assert free_tasks(cast.independent_chair) == 0
    task.refresh_from_db()
    assert task.owner == cast.independent_chair


def test_keeps_what_an_error_of_the_engine_says_and_forgets_the_rest(case: Case) -> None:
    """Of open and of done tasks nothing is touched, nor of an error that holds no values."""
    follow(case)
    open_task = Task.objects.get(finished=None)
    kept = {"_exception": {"title": "failed", "locals": {"name": "A Person"}}, "more": 1}
    rows = {
        STATUS.ERROR: {"_exception": {"title": "failed"}, "more": 1},
        STATUS.DONE: kept,
    }
    found = {}
    for status, wanted in rows.items():
        row = Task.objects.create(
            process=open_task.process, flow_task=open_task.flow_task, flow_task_type="HUMAN", status=status, data=kept
        )
        found[row.pk] = wanted
    bare = Task.objects.create(
        process=open_task.process, flow_task=open_task.flow_task, flow_task_type="HUMAN", status=STATUS.ERROR,
        data={"_exception": {"title": "failed"}},
    )  # fmt: skip
    sweep(TODAY)

    assert {row.pk: row.data for row in Task.objects.filter(pk__in=found)} == found
    bare.refresh_from_db()
    assert bare.data == {"_exception": {"title": "failed"}}


# Once a day


class Away:
    """The database is away for the first statement that speaks of roles, as the night begins; then it is back."""

    def __init__(self) -> None:
        self.is_away = True

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Run the statement, or fail."""
        if self.is_away and "dhr_cases_casemembership" in sql:
            self.is_away = False
            raise OperationalError("server closed the connection")
        return execute(sql, params, many, context)


def test_sweeps_again_the_same_day_after_a_sweep_that_failed(case: Case) -> None:
    """What waits for the night would wait for another one."""
    with connection.execute_wrapper(Away()), pytest.raises(OperationalError, match="closed the connection"):
        sweep_once_a_day(TODAY)
    assert open_process(case.pk) is None

    assert sweep_once_a_day(TODAY) == QUIET
    assert open_process(case.pk) is not None
    assert sweep_once_a_day(TODAY) is None


def test_sweeps_today_where_no_day_is_said(case: Case) -> None:
    assert sweep_once_a_day() == QUIET
    assert sweep_once_a_day(TODAY) is None
    assert sweep_once_a_day(TODAY - DAY) == QUIET


def test_takes_permissions_from_who_lost_the_role_and_gives_them_to_who_has_it(cast: Cast, case: Case) -> None:
    with change("Test", None):
        chair = CaseMembership.objects.get(case=case, user=cast.independent_chair)
        chair.ends_on = TODAY - DAY
        chair.save()
        panel = CaseMembership.objects.get(case=case, user=cast.panel_member)
        panel.starts_on = TODAY
        panel.save()
    CaseUserPermission.objects.filter(content_object=case, user=cast.panel_member).delete()
    sweep(TODAY)

    assert granted(cast.independent_chair, case) == frozenset()
    assert granted(cast.panel_member, case)
