"""Does the flow follow the record, whichever way the record moved?"""

import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.utils import timezone
from viewflow.workflow.models import Task

from dhr_cases.actions import referral
from dhr_cases.actions.memberships import end_role, grant_role
from dhr_cases.errors import NotNow, NotPermitted
from dhr_cases.models import Case, CaseMembership, InformationRequest, TeamMembership
from dhr_cases.models.history import change
from dhr_cases.request_states import OPEN_STATES, RequestState
from dhr_cases.roles import Role
from dhr_cases.stages import STAGES, Stage
from dhr_cases.verbs import Verb
from tests.conftest import Cast
from workflows.drive import take_step, task_for
from workflows.flows.request import InformationRequestFlow
from workflows.following import follow, follow_request, free_tasks, open_process, open_tasks
from workflows.models import CaseProcess
from workflows.steps import node_at

pytestmark = pytest.mark.django_db


def stand_at(case: Case, stage: Stage) -> None:
    """Set a case down in a stage, as one that was taken on while running."""
    with change("Taken on", None):
        case.stage = stage
        case.save()


def open_nodes(case: Case) -> list[str]:
    process = open_process(case.pk)
    return [task.flow_task.name for task in open_tasks(process.pk)] if process else []


@pytest.mark.parametrize("stage", [stage for stage, row in STAGES.items() if not row.is_final])
def test_enters_at_the_step_the_stage_calls_for(case: Case, stage: Stage) -> None:
    stand_at(case, stage)
    follow(case)
    assert open_nodes(case) == [node_at(stage)]


@pytest.mark.parametrize("stage", [stage for stage, row in STAGES.items() if row.is_final])
def test_starts_nothing_for_a_case_at_its_end(case: Case, stage: Stage) -> None:
    stand_at(case, stage)
    follow(case)
    assert open_process(case.pk) is None


def test_does_nothing_the_second_time(case: Case) -> None:
    follow(case)
    before = Task.objects.count()
    follow(case)
    assert Task.objects.count() == before
    assert CaseProcess.objects.filter(case=case).count() == 1


def test_goes_on_when_an_act_was_done_outside_its_task(cast: Cast, case: Case) -> None:
    follow(case)
    referral.agree_lead(case=case, by=cast.coordinator, lead=cast.partnership)
    follow(case, cast.coordinator)
    assert open_nodes(case) == ["start_scoping"]
    assert Task.objects.get(flow_task__endswith="agree_lead").owner == cast.coordinator


def test_comes_back_to_a_step_it_has_left(case: Case) -> None:
    for stage in (Stage.DRAFTING, Stage.FAMILY_REVIEW, Stage.DRAFTING, Stage.FAMILY_REVIEW):
        stand_at(case, stage)
        follow(case)
    assert open_nodes(case) == ["settle_reading"]
    assert Task.objects.filter(flow_task__endswith="send_for_reading").count() == 2


def test_waits_while_agencies_write_and_goes_on_when_all_is_in(case: Case) -> None:
    stand_at(case, Stage.INFO_REQUESTED)
    follow(case)
    waiting = open_nodes(case)
    stand_at(case, Stage.INFO_IN)
    follow(case)
    assert (waiting, open_nodes(case)) == (["information"], ["start_panel_work"])


def test_comes_back_to_waiting_when_one_more_agency_is_asked(case: Case) -> None:
    stand_at(case, Stage.PANEL_WORK)
    follow(case)
    stand_at(case, Stage.INFO_REQUESTED)
    follow(case)
    assert open_nodes(case) == ["information"]


def test_ends_with_the_case_and_starts_anew_when_it_is_reopened(case: Case) -> None:
    follow(case)
    stand_at(case, Stage.CLOSED)
    follow(case)
    ended = open_process(case.pk)
    stand_at(case, Stage.MONITORING)
    follow(case)
    assert ended is None
    assert open_nodes(case) == ["close"]
    assert CaseProcess.objects.filter(case=case).count() == 2


def test_takes_a_step_for_a_person_and_completes_its_task(cast: Cast, case: Case) -> None:
    def agree() -> None:
        referral.agree_lead(case=case, by=cast.coordinator, lead=cast.partnership)

    take_step(case, Verb.AGREE_LEAD, cast.coordinator, agree)
    done = Task.objects.get(flow_task__endswith="agree_lead")
    assert (done.status, done.owner) == ("DONE", cast.coordinator)
    assert open_nodes(case) == ["start_scoping"]


def test_refuses_a_step_taken_twice(cast: Cast, case: Case) -> None:
    def agree() -> None:
        referral.agree_lead(case=case, by=cast.coordinator, lead=cast.partnership)

    take_step(case, Verb.AGREE_LEAD, cast.coordinator, agree)
    with pytest.raises(NotNow, match="no such step is open"):
        take_step(case, Verb.AGREE_LEAD, cast.coordinator, agree)


def test_refuses_a_step_by_somebody_elses_hand(cast: Cast, case: Case) -> None:
    with pytest.raises(NotPermitted, match="coordinator"):
        take_step(case, Verb.AGREE_LEAD, cast.auditor, lambda: None)


def test_leaves_the_task_open_when_the_act_is_refused(cast: Cast, case: Case) -> None:
    def agree_too_soon() -> None:
        tomorrow = timezone.localdate() + datetime.timedelta(days=1)
        referral.agree_lead(case=case, by=cast.coordinator, lead=cast.partnership, on=tomorrow)

    with pytest.raises(Exception, match="future"):
        take_step(case, Verb.AGREE_LEAD, cast.coordinator, agree_too_soon)
    task = task_for(case, Verb.AGREE_LEAD)
    assert task is not None
    assert task.owner is None


def _held_by_the_chair(cast: Cast, case: Case) -> Task:
    stand_at(case, Stage.DRAFTING)
    follow(case)
    task = task_for(case, Verb.SEND_FOR_READING)
    assert task is not None
    task.flow_task.activation_class(task).assign(cast.independent_chair)
    return task


def test_notes_when_a_task_was_taken(cast: Cast, case: Case) -> None:
    assert _held_by_the_chair(cast, case).assigned is not None


def test_frees_the_tasks_of_a_person_whose_role_ended(cast: Cast, case: Case) -> None:
    task = _held_by_the_chair(cast, case)
    role = CaseMembership.objects.get(case=case, user=cast.independent_chair)
    end_role(case=case, by=cast.coordinator, membership=role, reason="Left")
    freed = free_tasks(cast.independent_chair, case)
    task.refresh_from_db()
    assert (freed, task.owner, task.assigned, task.status) == (1, None, None, "NEW")


def test_keeps_the_tasks_of_a_person_who_may_still_do_them(cast: Cast, case: Case) -> None:
    _held_by_the_chair(cast, case)
    assert free_tasks(cast.independent_chair, case) == 0


@pytest.fixture
def asked(cast: Cast, case: Case) -> InformationRequest:
    stand_at(case, Stage.INFO_REQUESTED)
    today = timezone.localdate()
    with change("Asked", cast.coordinator):
        request: InformationRequest = InformationRequest.objects.create(
            case=case, organisation=cast.police, asked_on=today, due_on=today, asks_for="Everything"
        )
    return request


def _request_nodes(request: InformationRequest) -> list[str]:
    tasks = Task.objects.filter(process__caseprocess__request=request, status__in=("NEW", "ASSIGNED"))
    return [task.flow_task.name for task in tasks]


def _stand_in(request: InformationRequest, state: RequestState) -> None:
    with change("Test", None):
        request.state = state
        request.save()
    follow_request(request)


def test_asks_author_then_agency_then_coordinator(asked: InformationRequest) -> None:
    seen = []
    for state in (RequestState.ASKED, RequestState.DRAFTED, RequestState.SIGNED_OFF, RequestState.SENT_BACK):
        _stand_in(asked, state)
        seen += _request_nodes(asked)
    assert seen == ["write", "sign_off", "accept", "write"]


@pytest.mark.parametrize("state", [state for state in RequestState if state not in OPEN_STATES])
def test_ends_the_process_of_a_closed_request_and_starts_one_when_it_reopens(
    asked: InformationRequest, state: RequestState
) -> None:
    _stand_in(asked, RequestState.ASKED)
    _stand_in(asked, state)
    ended = _request_nodes(asked)
    _stand_in(asked, RequestState.ASKED)
    assert ended == []
    assert _request_nodes(asked) == ["write"]
    assert CaseProcess.objects.filter(request=asked, flow_class=InformationRequestFlow).count() == 2


def test_leaves_the_main_process_alone_when_one_request_moves(case: Case, asked: InformationRequest) -> None:
    follow(case)
    _stand_in(asked, RequestState.ASKED)
    _stand_in(asked, RequestState.ACCEPTED)
    assert open_nodes(case) == ["information"]


def test_offers_a_request_only_to_its_own_agency(cast: Cast, case: Case, asked: InformationRequest) -> None:
    with change("Named", cast.coordinator):
        asked.author = cast.agency_author
        asked.save()
    grant_role(case=case, by=cast.coordinator, to=cast.outsider, role=Role.AGENCY_AUTHOR, organisation=cast.health)
    _stand_in(asked, RequestState.ASKED)
    task = Task.objects.get(process__caseprocess__request=asked, flow_task__endswith=".write")
    assert task.flow_task.allowed(cast.agency_author, task)
    assert not task.flow_task.allowed(cast.second_author, task)
    assert not task.flow_task.allowed(cast.outsider, task)


def test_frees_tasks_on_leaving_a_team(cast: Cast, case: Case, django_capture_on_commit_callbacks: object) -> None:
    follow(case)
    task = task_for(case, Verb.AGREE_LEAD)
    assert task is not None
    stand_at(case, Stage.SUBMITTED)
    follow(case)
    letter = task_for(case, Verb.RECORD_BOARD)
    assert letter is not None
    letter.flow_task.activation_class(letter).assign(cast.home_office_reader)
    with change("Left", None):
        membership = TeamMembership.objects.get(user=cast.home_office_reader)
        membership.ends_on = timezone.localdate() - datetime.timedelta(days=1)
        membership.save()
    assert free_tasks(cast.home_office_reader) == 1


def test_hears_of_an_act_once_it_is_committed(
    cast: Cast, case: Case, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list[object]]]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        referral.agree_lead(case=case, by=cast.coordinator, lead=cast.partnership)
    assert open_nodes(case) == ["start_scoping"]


def test_hears_of_a_role_that_ended(
    cast: Cast, case: Case, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list[object]]]
) -> None:
    task = _held_by_the_chair(cast, case)
    role = CaseMembership.objects.get(case=case, user=cast.independent_chair)
    with django_capture_on_commit_callbacks(execute=True):
        end_role(case=case, by=cast.coordinator, membership=role, reason="Left")
    task.refresh_from_db()
    assert task.owner is None
