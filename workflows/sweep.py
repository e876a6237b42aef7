"""What is put right every night? Wake-ups lost in a crash, roles that began or ended, tasks nobody may do.

A duty to pay that passed to a successor is taken up as well, and owners of actions are asked for news.
"""

import datetime
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

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
from workflows.faults import alone, each_alone
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
    """What one sweep found: tasks freed, cases and rows of money that no task or wait stands for, what failed."""

    freed: int
    stuck: tuple[int, ...]
    idle: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


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
    """Bring roles, flows and tasks in line with the record; log what cannot be. What fails holds up nothing else."""
    failed = [
        *each_alone("roles of case", _with_new_roles(today), refresh_people),
        *each_alone("case", Case.objects.exclude(stage__in=FINAL), follow),
        *each_alone("request for information", InformationRequest.objects.filter(_may_lag()), follow_request),
        *_look_after_money(today),
        *each_alone(
            "owners of actions of partnership", Partnership.objects.all(), partial(ask_for_updates, today=today)
        ),
        *_each_duty({"events": partial(look_after_events, today)}),
    ]
    freed, unfreed = _free_tasks()
    _forget_locals()
    stuck = _unattended()
    if stuck:
        log.error("Cases without an open task, by number: %s", ", ".join(map(str, stuck)))
    idle = unattended()
    if idle:
        log.error("Money without an open task: %s", ", ".join(idle))
    return Swept(freed, stuck, tuple(idle), (*failed, *unfreed))


def _look_after_money(today: datetime.date) -> list[str]:
    """Ask successors for what ended bodies left, bring flows in line, remind who is late, prove the ledgers."""
    with_agreements = Partnership.objects.exclude(agreements=None)
    return [
        *each_alone("successions of partnership", with_agreements, partial(take_up_successions, on=today)),
        *follow_everything(),
        *_each_duty({"reminders of money": partial(remind, today), "proof of ledgers": partial(prove_ledgers, today)}),
    ]


def _each_duty(duties: Mapping[str, Callable[[], object]]) -> list[str]:
    """Do each duty by itself; the names of those that failed."""
    return [name for name, duty in duties.items() if not alone(name, duty)]


def _free_tasks() -> tuple[int, list[str]]:
    """Free what people hold and may no longer do: how many tasks, and at whom it failed."""
    holders = User.objects.filter(pk__in=Task.objects.filter(status=STATUS.ASSIGNED).values("owner"))
    freed: list[int] = []
    failed = each_alone("tasks of person", holders, lambda holder: freed.append(free_tasks(holder)))
    return sum(freed), failed


def _with_new_roles(today: datetime.date) -> Iterable[Case]:
    """Cases on which a role began or ended in the last week: their permission rows are derived anew."""
    span = (today - WEEK, today)
    changed = CaseMembership.objects.filter(Q(starts_on__range=span) | Q(ends_on__range=span))
    found: Iterable[Case] = Case.objects.filter(pk__in=changed.values("case"))
    return found


def _may_lag() -> Q:
    """Requests that are open, or closed while their process still runs."""
    running = CaseProcess.objects.filter(request__isnull=False, finished=None).values("request")
    return Q(state__in=OPEN_STATES) | Q(pk__in=running)


def _unattended() -> tuple[int, ...]:
    return tuple(case.pk for case in Case.objects.exclude(stage__in=FINAL) if not _is_attended(case))


def _is_attended(case: Case) -> bool:
    process = open_process(case.pk)
    tasks = open_tasks(process.pk) if process else ()
    nodes = [task.flow_task for task in tasks if task.flow_task is not None]  # a node that is gone waits for nobody
    return any(isinstance(node, HumanTask) or node.name == "information" for node in nodes)


def _forget_locals() -> None:
    """Take the values out of the engine's error notes: they may hold what people typed."""
    for task in Task.objects.filter(status=STATUS.ERROR, data__has_key="_exception"):
        if task.data["_exception"].pop("locals", None) is not None:
            task.save(update_fields=["data"])
