"""How is a person asked to take a step, and who may take it?

Human nodes are made by ``case_task`` or ``request_task`` and by nothing else: the permission is asked at list,
take, GET and POST. The engine's own views, menus and per-model permissions are not used.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.utils import timezone
from viewflow.workflow import lock, nodes
from viewflow.workflow.activation import Activation
from viewflow.workflow.base import Flow
from viewflow.workflow.models import Task

from dhr_cases.models import Case, InformationRequest, User
from dhr_cases.permissions import granted, requests_with
from dhr_cases.request_states import RequestState
from dhr_cases.roles import CasePermission, RequestPermission
from dhr_cases.stages import Stage
from workflows.models import CaseProcess
from workflows.steps import STEPS, Step

Method = TypeVar("Method", bound=Callable[..., None])


def _over_the_engines(transition: Method) -> Method:
    """Put a transition in the place of the engine's own of that name; the engine publishes no types."""
    return cast("Method", Activation.status.super()(transition))


class CaseTaskActivation(nodes.view.ViewActivation):
    """A human task that notes when it was taken."""

    @_over_the_engines
    def assign(self, user: User) -> None:
        """Give the task to a person and note the moment; the engine leaves it empty."""
        self.task.assigned = timezone.now()
        super().assign.original(user)

    @_over_the_engines
    def unassign(self) -> None:
        """Give the task back to everybody who may take it."""
        self.task.assigned = None
        super().unassign.original()


class HumanTask(nodes.View):
    """A node at which a person acts. Subclasses say who may."""

    activation_class = CaseTaskActivation

    def allowed(self, user: User, task: Task) -> bool:
        """True when the person may take this step today."""
        raise NotImplementedError

    def can_assign(self, user: User, task: Task) -> bool:
        """A free task goes to a person who may take the step."""
        return task.owner_id is None and self.allowed(user, task)

    def can_execute(self, user: User, task: Task) -> bool:
        """Only its holder does a task, and only while the permission lasts."""
        return bool(task.owner_id) and task.owner_id == user.pk and self.allowed(user, task)

    def can_unassign(self, user: User, task: Task) -> bool:
        """A task is given back by its holder, or freed by who manages the review."""
        if task.owner_id is None:
            return False
        return task.owner_id == user.pk or self._manages(user, task)

    def can_view(self, user: User, task: Task) -> bool:
        """A task is seen by who may take it or sees the review."""
        return self.allowed(user, task) or CasePermission.VIEW in granted(user, task.process.coerced.case)

    def _manages(self, user: User, task: Task) -> bool:
        return CasePermission.MANAGE in granted(user, task.process.coerced.case)


class CaseTask(HumanTask):
    """A step of the review, for people who hold the permission of one of its acts on the case."""

    def __init__(self, step: Step, **kwargs: Any) -> None:
        super().__init__(None, **kwargs)
        self.step = step
        self.task_title = step.title

    def allowed(self, user: User, task: Task) -> bool:
        """True when the person holds the permission of one of the step's acts."""
        return bool(self.step.permissions & granted(user, task.process.coerced.case))


class RequestTask(HumanTask):
    """A step of one information request, for the agency's own people or for who accepts returns."""

    def __init__(
        self,
        title: str,
        states: tuple[RequestState, ...],
        permission: RequestPermission | CasePermission,
        **kwargs: Any,
    ) -> None:
        super().__init__(None, **kwargs)
        self.states = states
        self.permission = permission
        self.task_title = title

    def allowed(self, user: User, task: Task) -> bool:
        """True when the person holds the permission on the request, or on the case for an acceptance."""
        process = task.process.coerced
        if isinstance(self.permission, RequestPermission):
            return requests_with(user, self.permission).filter(pk=process.request_id).exists()
        return self.permission in granted(user, process.case)


def case_task(name: str) -> CaseTask:
    """The human node of a row of the step table."""
    return CaseTask(STEPS[name])


def request_task(title: str, *states: RequestState, permission: RequestPermission | CasePermission) -> RequestTask:
    """A human node of the process of one information request, open in the given states."""
    return RequestTask(title, states, permission)


class CaseFlow(Flow):
    """A flow over a case: blocking lock on the process row; nobody has a say over a whole process."""

    process_class = CaseProcess
    lock_impl = lock.SelectForUpdateLock(nowait=False, attempts=1)

    def has_view_permission(self, user: User, obj: CaseProcess | None = None) -> bool:
        """Asked with a process: who sees its case; asked without one: nobody."""
        return obj is not None and CasePermission.VIEW in granted(user, obj.case)

    def has_manage_permission(self, user: User, obj: CaseProcess | None = None) -> bool:
        """Asked with a process: who manages its case; asked without one: nobody."""
        return obj is not None and CasePermission.MANAGE in granted(user, obj.case)


def stage_now(activation: Activation) -> Stage:
    """The stage of the activation's case as the database has it; read once an activation."""
    if not hasattr(activation, "case_stage"):
        activation.case_stage = Case.objects.values_list("stage", flat=True).get(pk=activation.process.case_id)
    return Stage(activation.case_stage)


def state_now(activation: Activation) -> RequestState:
    """The state of the activation's request as the database has it; read once an activation."""
    if not hasattr(activation, "request_state"):
        states = InformationRequest.objects.values_list("state", flat=True)
        activation.request_state = states.get(pk=activation.process.request_id)
    return RequestState(activation.request_state)
