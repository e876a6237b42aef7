"""How is a person asked to take a step about money, and who may take it?

The record leads: a flow over money only reads the state of its request, round or business case and asks whoever
is next. The permission is that of ``funding.permissions``, asked for the partnership, or for the body, concerned.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, ClassVar, TypeAlias

from django.db import models
from viewflow.workflow import lock, nodes
from viewflow.workflow.activation import Activation
from viewflow.workflow.base import Flow
from viewflow.workflow.models import Task

from dhr_cases.models import Partnership, User
from dhr_cases.roles import SitePermission
from dhr_cases.site_permissions import granted
from funding.models import BusinessCase, FundingRequest, FundingRound
from funding.permissions import bodies_of, is_chair_or_nominee, is_nominee
from funding.verbs import FundingVerb
from workflows.models import FundingProcess
from workflows.nodes import HumanTask

Followed: TypeAlias = FundingRequest | FundingRound | BusinessCase


class FundingFlow(Flow):
    """A flow over money: blocking lock on the process row; nobody has a say over a whole process.

    ``subject`` is the column of the process that holds the row followed, ``rows`` the table it is in.
    """

    process_class = FundingProcess
    lock_impl = lock.SelectForUpdateLock(nowait=False, attempts=1)
    subject: ClassVar[str]
    rows: ClassVar[models.Manager[Any]]

    @classmethod
    def state_of(cls, key: int) -> str:
        """The state of the row followed, as the database has it."""
        state: str = cls.rows.values_list("state", flat=True).get(pk=key)
        return state

    def has_view_permission(self, user: User, obj: FundingProcess | None = None) -> bool:
        """Asked with a process: who sees the partnership's money; asked without one: nobody."""
        return obj is not None and SitePermission.VIEW_FUNDING in granted(user, obj.partnership)

    def has_manage_permission(self, user: User, obj: FundingProcess | None = None) -> bool:
        """Asked with a process: who keeps the partnership's money; asked without one: nobody."""
        return obj is not None and SitePermission.MANAGE_FUNDING in granted(user, obj.partnership)


class FundingTask(HumanTask):
    """A step about money, open in the given states, for those who hold the permission over it.

    ``verb`` is the act that ends it, where one form does; ``page`` is the page on which it is done otherwise.
    """

    def __init__(
        self,
        title: str,
        states: tuple[StrEnum, ...],
        permission: SitePermission,
        verb: FundingVerb | None = None,
        page: str = "funding_requests",
        **kwargs: Any,
    ) -> None:
        super().__init__(None, **kwargs)
        self.verb = verb
        self.page = page
        self.task_title = title
        self.states = states
        self.permission = permission

    def allowed(self, user: User, task: Task) -> bool:
        """True when the person may take the step today: for the body asked, or for the partnership."""
        process = task.process.coerced
        if self.permission is SitePermission.ANSWER_FUNDING:
            return bodies_of(user, process.partnership).filter(pk=process.request.organisation_id).exists()
        return holds(user, self.permission, process.partnership)

    def can_view(self, user: User, task: Task) -> bool:
        """A task is seen by who may take it or sees the partnership's money."""
        seen = SitePermission.VIEW_FUNDING in granted(user, task.process.coerced.partnership)
        return seen or self.allowed(user, task)

    def _manages(self, user: User, task: Task) -> bool:
        return SitePermission.MANAGE_FUNDING in granted(user, task.process.coerced.partnership)


class ChairTask(FundingTask):
    """A step of the partnership's chair, or of a nominee; others who approve money are not asked."""

    def allowed(self, user: User, task: Task) -> bool:
        """True for the chair and for a recorded nominee."""
        return is_chair_or_nominee(user, task.process.coerced.partnership)


class FundingWait(nodes.Handle):
    """A place where a flow over money waits for other rows of the record, open in the given states."""

    def __init__(self, states: tuple[StrEnum, ...], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.states = states


def holds(user: User, permission: SitePermission, partnership: Partnership) -> bool:
    """True when the person holds the permission for the partnership today, as one of its team or as nominee."""
    if permission in granted(user, partnership):
        return True
    return permission is SitePermission.APPROVE_FUNDING and is_nominee(user, partnership)


def funding_task(
    title: str,
    *states: StrEnum,
    permission: SitePermission,
    verb: FundingVerb | None = None,
    page: str = "funding_requests",
) -> FundingTask:
    """A human node of a flow over money, open in the given states."""
    return FundingTask(title, states, permission, verb, page)


def chair_task(title: str, *states: StrEnum, page: str) -> ChairTask:
    """A human node for the chair or a nominee, open in the given states."""
    return ChairTask(title, states, SitePermission.APPROVE_FUNDING, None, page)


def funding_wait(*states: StrEnum) -> FundingWait:
    """A node at which nobody is asked while the record stands in the given states."""
    return FundingWait(states)


def is_in(*states: StrEnum) -> Callable[[Activation], bool]:
    """A condition: the row followed is in one of the states."""
    return lambda activation: state_now(activation) in states


def state_now(activation: Activation) -> str:
    """The state of the row that the activation's flow follows, as the database has it; read once an activation."""
    if not hasattr(activation, "funding_state"):
        flow = activation.flow_class
        activation.funding_state = flow.state_of(getattr(activation.process, f"{flow.subject}_id"))
    state: str = activation.funding_state
    return state


def begin(activation: Activation, row: Followed, partnership: Partnership) -> FundingProcess:
    """Note the row and its partnership on the new process."""
    process: FundingProcess = activation.process
    process.partnership = partnership
    setattr(process, activation.flow_class.subject, row)
    return process
