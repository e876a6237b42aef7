"""Which tasks are mine, which may I take, and who is waited for? One query each, however many cases.

The permission of every node is asked in the query itself, so a list never shows what its page would refuse.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Case, CharField, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from dhr_cases.disclosure import Material
from dhr_cases.models import User
from dhr_cases.permissions import holds_on_case, holds_on_request
from dhr_cases.queries import showing
from dhr_cases.roles import ROLES, CasePermission, RequestPermission
from dhr_cases.stages import STAGES
from dhr_cases.verbs import VERBS
from workflows.flows.request import InformationRequestFlow
from workflows.flows.review import REVIEW_FLOWS
from workflows.following import OPEN
from workflows.models import CaseProcess
from workflows.nodes import CaseFlow, CaseTask, HumanTask, RequestTask
from workflows.task_addresses import address_of, page_of

SHOWN = 25
"""Rows of a list on the home page; the case list shows the rest."""

CASE = "process__caseprocess__case"
REQUEST = "process__caseprocess__request"
RELATED = ("owner", "process__caseprocess__case", "process__caseprocess__request__organisation")


@dataclass(frozen=True)
class TaskRow:
    """One open task as lists show it."""

    case_id: int
    request_id: int | None
    reference: str
    pseudonym: str
    title: str
    agency: str
    holder: str
    since: datetime.date
    chased_on: datetime.date | None
    url: str
    take_url: str
    give_back_url: str
    leads_to: frozenset[str] = frozenset()


def my_tasks(user: User) -> list[TaskRow]:
    """Tasks the person has taken, oldest first."""
    return rows(_open().filter(owner=user, status=STATUS.ASSIGNED).order_by("assigned"))


def may_take(user: User, limit: int = SHOWN) -> list[TaskRow]:
    """Free tasks the person may take, oldest first."""
    return rows(_open().filter(takeable_by(user), status=STATUS.NEW).order_by("created")[:limit])


def waiting_on_others(user: User, limit: int = SHOWN) -> list[TaskRow]:
    """Open tasks of visible cases that are somebody else's to do, longest waiting first.

    Which agencies were asked is shown only to who sees the requests of the case.
    """
    is_seen = holds_on_case(user, CasePermission.VIEW.value, CASE)
    of_an_agency = Q(process__caseprocess__case__in=showing(user, Material.REQUESTS))
    others = _open().filter(is_seen, Q(process__caseprocess__request=None) | of_an_agency).exclude(owner=user)
    mine_to_take = Q(status=STATUS.NEW) & takeable_by(user)
    return rows(others.filter(~mine_to_take).order_by("created")[:limit])


def takeable_by(user: User) -> Q:
    """Tasks whose node asks for a permission that the person holds on the task's own case or request."""
    return holds_on_case(user, OuterRef("asks_for"), CASE) | holds_on_request(user, OuterRef("asks_for"), REQUEST)


def nodes_by_permission() -> dict[CasePermission | RequestPermission, list[HumanTask]]:
    """The human nodes that each permission opens."""
    found: dict[CasePermission | RequestPermission, list[HumanTask]] = defaultdict(list)
    for node in human_nodes():
        found[_permission_of(node)].append(node)
    return found


def human_nodes() -> Iterator[HumanTask]:
    """Every node of every flow over reviews at which a person acts."""
    flows: tuple[type[CaseFlow], ...] = (*REVIEW_FLOWS, InformationRequestFlow)
    for flow in flows:
        yield from (node for node in flow.instance.nodes() if isinstance(node, HumanTask))


def rows(tasks: Iterable[Task]) -> list[TaskRow]:
    """Tasks as list rows; a task whose node is gone is left to the nightly sweep."""
    return [_row(task, task.process.caseprocess) for task in tasks if isinstance(task.flow_task, HumanTask)]


def holder_of(task: Task) -> str:
    """Who is waited for: the person who took the task, else the role or agency that is asked."""
    if task.owner is not None:
        return str(task.owner)
    node = task.flow_task
    if isinstance(node, CaseTask):
        return ROLES[node.step.role].label
    if isinstance(node, RequestTask) and isinstance(node.permission, RequestPermission):
        return str(task.process.caseprocess.request.organisation)
    return "Chair or coordinator"


def _open() -> "QuerySet[Task]":
    """Open human tasks of reviews, each with the permission its node asks for; money has a list of its own."""
    asked = (When(flow_task__in=asking, then=Value(name.value)) for name, asking in nodes_by_permission().items())
    asks_for = Case(*asked, default=Value(""), output_field=CharField())
    of_reviews = Task.objects.filter(process__caseprocess__isnull=False, flow_task_type="HUMAN", status__in=OPEN)
    found: QuerySet[Task] = of_reviews.annotate(asks_for=asks_for).select_related(*RELATED)
    return found


def _permission_of(node: HumanTask) -> CasePermission | RequestPermission:
    """The permission of a node's first act: whoever may only do one beside it is not asked to take the step."""
    return VERBS[node.step.verbs[0]].permission if isinstance(node, CaseTask) else node.permission


def _row(task: Task, process: CaseProcess) -> TaskRow:
    request = process.request
    return TaskRow(
        case_id=process.case_id,
        request_id=process.request_id,
        reference=process.case.reference,
        pseudonym=process.case.pseudonym,
        title=task.flow_task.task_title,
        agency=str(request.organisation) if request else "",
        holder=holder_of(task),
        since=_since(task, process),
        chased_on=request.last_chased_on if request else None,
        url=page_of(task),
        take_url=address_of("take_task", task),
        give_back_url=address_of("give_back_task", task),
        leads_to=events_after(task.flow_task),
    )


def _since(task: Task, process: CaseProcess) -> datetime.date:
    """The day the task was taken; of a free one, the day its stage or its request began."""
    if task.assigned is not None:
        return timezone.localtime(task.assigned).date()
    began = process.request.asked_on if process.request else process.case.stage_since
    return began or timezone.localtime(task.created).date()


def events_after(node: HumanTask) -> frozenset[str]:
    """The events with which the acts of a step end it; a clock that one of them stops is the task's clock."""
    if not isinstance(node, CaseTask):
        return frozenset()
    return frozenset(STAGES[stage].event for verb in node.step.verbs for stage in VERBS[verb].leads_to)
