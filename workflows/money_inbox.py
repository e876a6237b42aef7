"""Which steps about money wait for this person? A fixed number of queries, however many partners are asked.

The permission of every node is asked in the query itself, so the list never shows what its page would refuse.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone
from viewflow.workflow.models import Task

from dhr_cases.models import Partnership, TeamMembership, User
from dhr_cases.permissions import active_on, team_memberships
from dhr_cases.roles import ROLES, Role, SitePermission
from funding.models import FundingRequest, Journal, Nominee
from funding.years import FinancialYear, year_of
from workflows.following import OPEN
from workflows.following_funding import FOLLOWED
from workflows.funding_nodes import ChairTask, Followed, FundingTask
from workflows.models import FundingProcess
from workflows.money_addresses import page_of_money, row_of, year_of_row, year_page

SHOWN = 25
"""Rows of each list on the home page; the pages of the year show the rest."""

ROWS = tuple(followed.flow.subject for followed in FOLLOWED.values())
RELATED = (
    "owner", "process__fundingprocess__partnership", "process__fundingprocess__request__organisation",
    "process__fundingprocess__request__partnership",
    "process__fundingprocess__business_case__grant",
    *(f"process__fundingprocess__{subject}" for subject in ROWS if subject not in ("request", "business_case")),
)  # fmt: skip


@dataclass(frozen=True)
class MoneyRow:
    """One open step about money as lists show it."""

    title: str
    about: str
    partnership: str
    year: str
    since: datetime.date
    due_on: datetime.date | None
    url: str


@dataclass(frozen=True)
class Reach:
    """Over whose money a person holds each permission, and for which bodies the person answers where.

    ``chairs`` are the partnerships whose chair, or whose chair's nominee, the person is.
    """

    partnerships: dict[SitePermission, set[int]]
    bodies: set[tuple[int, int]]
    chairs: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        """True for a person to whom no step about money can fall."""
        return not self.bodies and not any(self.partnerships.values())


def reach_of(user: User) -> Reach:
    """What a person may do about money anywhere today; two queries."""
    held: dict[SitePermission, set[int]] = defaultdict(set)
    bodies: set[tuple[int, int]] = set()
    chairs: set[int] = set()
    if user.is_active:
        memberships = list(team_memberships(user).select_related("team"))
        for membership in memberships:
            _add(membership, held, bodies)
            if membership.team.role == Role.CSP_CHAIR:
                chairs.add(membership.team.partnership_id)
        named = Nominee.objects.filter(active_on(timezone.localdate()), user=user)
        chairs.update({*named.values_list("partnership", flat=True)} & set(_where_seen(memberships)))
        held[SitePermission.APPROVE_FUNDING].update(chairs)
    return Reach(dict(held), bodies, frozenset(chairs))


def _where_seen(memberships: Iterable[TeamMembership]) -> Iterator[int]:
    """The partnerships whose money the person sees; a nomination ends with the place in the team."""
    for membership in memberships:
        if SitePermission.VIEW_FUNDING in ROLES[Role(membership.team.role)].on_site:
            yield membership.team.partnership_id


def _add(membership: TeamMembership, held: dict[SitePermission, set[int]], bodies: set[tuple[int, int]]) -> None:
    permissions = ROLES[Role(membership.team.role)].on_site
    for permission in permissions & {SitePermission.MANAGE_FUNDING, SitePermission.APPROVE_FUNDING}:
        held[permission].add(membership.team.partnership_id)
    if SitePermission.ANSWER_FUNDING in permissions and membership.organisation_id:
        bodies.add((membership.team.partnership_id, membership.organisation_id))


def money_waiting(user: User, limit: int = SHOWN) -> list[MoneyRow]:
    """Every step about money that the person may take, longest waiting first; entries to approve come after."""
    reach = reach_of(user)
    if reach.is_empty:
        return []
    return [*(_task_row(task) for task in tasks_for(user, reach)[:limit]), *_journal_rows(user, reach, limit)]


def tasks_for(user: User, reach: Reach) -> "QuerySet[Task]":
    """Open steps about money that the person may take; no answer that the person recorded."""
    found: QuerySet[Task] = (
        Task.objects.filter(_may_take(reach), flow_task_type="HUMAN", status__in=OPEN)
        .exclude(_own_answers(user))
        .select_related(*RELATED)
        .order_by("created", "pk")
    )
    return found


def funding_nodes() -> Iterator[FundingTask]:
    """Every node of every flow over money at which a person acts."""
    for followed in FOLLOWED.values():
        yield from (node for node in followed.flow.instance.nodes() if isinstance(node, FundingTask))


def _may_take(reach: Reach) -> Q:
    """A condition on tasks: the node asks for what the person holds over the task's own partnership or body."""
    found = Q(pk__in=[])
    for permission, nodes in _by_permission().items():
        found |= Q(flow_task__in=nodes) & _over(permission, reach)
    chairs_only = [node for node in funding_nodes() if isinstance(node, ChairTask)]
    return found | Q(flow_task__in=chairs_only, process__fundingprocess__partnership__in=reach.chairs)


def _by_permission() -> dict[SitePermission, list[FundingTask]]:
    found: dict[SitePermission, list[FundingTask]] = defaultdict(list)
    for node in funding_nodes():
        if not isinstance(node, ChairTask):
            found[node.permission].append(node)
    return found


def _over(permission: SitePermission, reach: Reach) -> Q:
    if permission is not SitePermission.ANSWER_FUNDING:
        return Q(process__fundingprocess__partnership__in=reach.partnerships.get(permission, set()))
    found = Q(pk__in=[])
    for partnership, body in reach.bodies:
        found |= Q(
            process__fundingprocess__partnership=partnership, process__fundingprocess__request__organisation=body
        )
    return found


def _own_answers(user: User) -> Q:
    """Answers that the person gave or recorded: another has to approve them."""
    approving = [node for node in funding_nodes() if node.permission is SitePermission.APPROVE_FUNDING]
    return Q(flow_task__in=approving, process__fundingprocess__request__answered_by=user)


def _task_row(task: Task) -> MoneyRow:
    process: FundingProcess = task.process.fundingprocess
    row = row_of(process)
    return MoneyRow(
        title=task.flow_task.task_title,
        about=_about(row),
        partnership=str(process.partnership),
        year=year_of_row(row).label,
        since=timezone.localtime(task.created).date(),
        due_on=row.due_on if isinstance(row, FundingRequest) and task.flow_task.name == "answer" else None,
        url=page_of_money(task),
    )


def _about(row: Followed) -> str:
    return str(row.organisation) if isinstance(row, FundingRequest) else str(row)


def _journal_rows(user: User, reach: Reach, limit: int) -> Iterable[MoneyRow]:
    """Entries put forward by others over whose money the person approves; answers have their own step."""
    over = reach.partnerships.get(SitePermission.APPROVE_FUNDING, set())
    waiting = Journal.objects.filter(partnership__in=over, decision=None, answered_requests=None)
    for journal in (
        waiting.exclude(prepared_by=user).select_related("partnership").prefetch_related("lines").order_by("pk")[:limit]
    ):
        yield _journal_row(journal, journal.partnership)


def _journal_row(journal: Journal, partnership: Partnership) -> MoneyRow:
    day = timezone.localtime(journal.prepared_at).date()
    return MoneyRow(
        title="Approve or refuse entries",
        about=journal.text,
        partnership=str(partnership),
        year="",
        since=day,
        due_on=None,
        url=year_page("funding_journals", partnership, _year_of(journal)),
    )


def _year_of(journal: Journal) -> FinancialYear:
    """The year of the first entry put forward."""
    line = next(iter(journal.lines.all()), None)
    return FinancialYear(line.year) if line else year_of(timezone.localtime(journal.prepared_at).date())
