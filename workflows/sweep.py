"""What is put right every night? Wake-ups lost in a crash, roles that began or ended, tasks nobody may do.

A duty to pay that passed to a successor is taken up as well, and owners of actions are asked for news.
"""

import datetime
import logging
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from dhr_cases.actions.action_asking import ask_for_updates
from dhr_cases.actions.grants import refresh_people
from dhr_cases.models import Case, CaseMembership, InformationRequest, Partnership, User
from dhr_cases.request_states import OPEN_STATES
from dhr_cases.stages import STAGES, Stage
from funding.actions.successions import take_up_successions
from workflows.event_post import look_after_events
from workflows.following import follow, follow_request, free_tasks, open_process, open_tasks
from workflows.following_funding import follow_everything, unattended
from workflows.ledger_nightly import prove_ledgers
from workflows.models import CaseProcess
from workflows.money_reminders import remind
from workflows.nodes import HumanTask

log = logging.getLogger(__name__)

FINAL = tuple(stage for stage in Stage if STAGES[stage].is_final)
DAY_SECONDS = 24 * 60 * 60
WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Swept:
    """What one sweep found: tasks freed, cases and rows of money that no task or wait stands for."""

    freed: int
    stuck: tuple[int, ...]
    idle: tuple[str, ...] = ()


def sweep_once_a_day(today: datetime.date | None = None) -> Swept | None:
    """Sweep unless some worker has swept today; None when it has. A sweep that fails is begun again."""
    day = today or timezone.localdate()
    key, swept = f"sweep-{day.isoformat()}", None
    if not cache.add(key, True, 2 * DAY_SECONDS):
        return None
    try:
        swept = sweep(day)
    finally:
        if swept is None:
            cache.delete(key)
    return swept


def sweep(today: datetime.date) -> Swept:
    """Bring roles, flows and tasks in line with the record; log what cannot be."""
    _renew_roles(today)
    for case in Case.objects.exclude(stage__in=FINAL):
        follow(case)
    for request in InformationRequest.objects.filter(_may_lag()):
        follow_request(request)
    _look_after_money(today)
    _ask_owners(today)
    look_after_events(today)
    holders = User.objects.filter(pk__in=Task.objects.filter(status=STATUS.ASSIGNED).values("owner"))
    freed = sum(map(free_tasks, holders))
    _forget_locals()
    stuck = _unattended()
    if stuck:
        log.error("Cases without an open task, by number: %s", ", ".join(map(str, stuck)))
    idle = unattended()
    if idle:
        log.error("Money without an open task: %s", ", ".join(idle))
    return Swept(freed, stuck, tuple(idle))


def _look_after_money(today: datetime.date) -> None:
    """Ask successors for what ended bodies left, bring flows in line, remind who is late, prove the ledgers."""
    for partnership in Partnership.objects.exclude(agreements=None):
        take_up_successions(partnership, today)
    follow_everything()
    remind(today)
    prove_ledgers(today)


def _ask_owners(today: datetime.date) -> None:
    """Ask the owners of actions for news where a cycle has passed: one message a body."""
    for partnership in Partnership.objects.all():
        ask_for_updates(partnership, today)


def _renew_roles(today: datetime.date) -> None:
    """Derive the permission rows anew for cases on which a role began or ended in the last week."""
    span = (today - WEEK, today)
    changed = CaseMembership.objects.filter(Q(starts_on__range=span) | Q(ends_on__range=span))
    for case in Case.objects.filter(pk__in=changed.values("case")):
        refresh_people(case)


def _may_lag() -> Q:
    """Requests that are open, or closed while their process still runs."""
    running = CaseProcess.objects.filter(request__isnull=False, finished=None).values("request")
    return Q(state__in=OPEN_STATES) | Q(pk__in=running)


def _unattended() -> tuple[int, ...]:
    return tuple(case.pk for case in Case.objects.exclude(stage__in=FINAL) if not _is_attended(case))


def _is_attended(case: Case) -> bool:
    process = open_process(case.pk)
    tasks = open_tasks(process.pk) if process else ()
    return any(isinstance(task.flow_task, HumanTask) or task.flow_task.name == "information" for task in tasks)


def _forget_locals() -> None:
    """Take the values out of the engine's error notes: they may hold what people typed."""
    for task in Task.objects.filter(status=STATUS.ERROR, data__has_key="_exception"):
        if task.data["_exception"].pop("locals", None) is not None:
            task.save(update_fields=["data"])
