"""How does a flow keep up with the record? It is brought to the node that the recorded stage calls for.

Idempotent: following twice does nothing twice. Called after an act is committed and again by the nightly sweep,
so a wake-up lost in a crash is repeated. The lock of one process is held at a time.
"""

from collections.abc import Iterable

from django.db import transaction
from viewflow.workflow.activation import Activation
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from dhr_cases.models import Case, InformationRequest, User
from dhr_cases.request_states import OPEN_STATES
from dhr_cases.stages import STAGES
from workflows.flows.request import InformationRequestFlow
from workflows.flows.review import NEWEST_REVIEW, REVIEW_FLOWS
from workflows.models import CaseProcess
from workflows.nodes import HumanTask, RequestTask, stage_now, state_now
from workflows.steps import stages_of

OPEN = (STATUS.NEW, STATUS.ASSIGNED)


def open_tasks(process_id: int) -> Iterable[Task]:
    """Tasks of one process at which a person or the record is waited for."""
    found: Iterable[Task] = Task.objects.filter(process_id=process_id, status__in=OPEN).select_related("process")
    return found


def open_process(case_id: int) -> CaseProcess | None:
    """The running main process of a case."""
    return CaseProcess.objects.filter(case_id=case_id, flow_class__in=REVIEW_FLOWS, finished=None).first()


def follow(case: Case, by: User | None = None) -> None:
    """Bring the main process of a case to its stage; start one where none runs. ``by`` did what moved it."""
    process = open_process(case.pk)
    if process is None:
        _start_review(case)
        return
    with NEWEST_REVIEW.lock(process.pk):
        for task in open_tasks(process.pk):
            activation = task.flow_task.activation_class(task)
            if stage_now(activation) not in stages_of(task.flow_task.name):
                finish(activation, by)


def follow_request(request: InformationRequest, by: User | None = None) -> None:
    """Bring the process of one information request to its state; start one for a request open without one."""
    process = CaseProcess.objects.filter(request=request, finished=None).first()
    if process is None:
        _start_request(request)
        return
    with InformationRequestFlow.lock(process.pk):
        for task in open_tasks(process.pk):
            activation = task.flow_task.activation_class(task)
            if isinstance(task.flow_task, RequestTask) and state_now(activation) not in task.flow_task.states:
                finish(activation, by)


def finish(activation: Activation, by: User | None) -> None:
    """End an open task, as done by a person where one is known, and go on to the next node."""
    if isinstance(activation.flow_task, HumanTask):
        if by is not None and activation.task.owner_id != by.pk:
            activation.task.owner = by
        activation.task.status = STATUS.ASSIGNED
        activation.start(None)
    else:
        activation.run(None)
    activation.execute()


@transaction.atomic
def _start_review(case: Case) -> None:
    """Start a process unless the case is at its end or another process has just been started."""
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if not STAGES[locked.at].is_final and open_process(case.pk) is None:
        NEWEST_REVIEW.start.run(case=locked)


@transaction.atomic
def _start_request(request: InformationRequest) -> None:
    """Start a process for an open request; the case is locked first, as every act on a request does."""
    Case.objects.select_for_update().get(pk=request.case_id)
    locked = InformationRequest.objects.select_for_update().get(pk=request.pk)
    if locked.at in OPEN_STATES and not CaseProcess.objects.filter(request=request, finished=None).exists():
        InformationRequestFlow.start.run(request=locked)


def free_tasks(user: User, case: Case | None = None) -> int:
    """Give back the person's open tasks that they may no longer do; the number of tasks freed."""
    held = Task.objects.filter(owner=user, status=STATUS.ASSIGNED).select_related("process")
    if case is not None:
        held = held.filter(process__caseprocess__case=case)
    known = (task for task in held if task.flow_task is not None)  # what waits at a node that is gone opens nothing
    return sum(_free(task, user) for task in known)


def _free(task: Task, user: User) -> int:
    with task.flow_task.flow_class.lock(task.process_id):
        task.refresh_from_db()
        is_theirs = task.owner_id == user.pk and task.status == STATUS.ASSIGNED
        if not is_theirs or task.flow_task.allowed(user, task):
            return 0
        task.flow_task.activation_class(task).unassign()
    return 1


__all__ = ["finish", "follow", "follow_request", "free_tasks", "open_process", "open_tasks"]
