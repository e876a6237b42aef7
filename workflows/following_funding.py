"""How does a flow over money keep up with the record? It is brought to the node that the recorded state calls for.

Idempotent, like the following of reviews: called after an act is committed and again by the nightly sweep.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import models, transaction

from dhr_cases.models import Partnership, User
from funding.actions.core import lock
from funding.grant_terms import CASE_STATES
from funding.models import BusinessCase, FundingRequest, FundingRound
from funding.queries import OPEN_STATES
from workflows.faults import each_alone
from workflows.flows.funding_request import FundingRequestFlow
from workflows.flows.funding_round import FundingRoundFlow
from workflows.flows.grants import BusinessCaseFlow
from workflows.following import OPEN, finish, open_tasks
from workflows.funding_nodes import FundingFlow, state_now
from workflows.models import FundingProcess


@dataclass(frozen=True)
class FollowedRow:
    """One kind of row that a flow follows: the flow, the way to the partnership, and when the row is open."""

    flow: type[FundingFlow]
    partnership: str
    is_open: models.Q

    def open_rows(self, partnership: Partnership) -> "models.QuerySet[Any]":
        """Rows of the partnership for which a process has to run."""
        rows = self.flow.rows.filter(self.is_open, **{self.partnership: partnership})
        return rows.order_by("pk")

    def running_rows(self, partnership: Partnership) -> "models.QuerySet[Any]":
        """Rows of the partnership for which a process runs, whether it still has to or not."""
        return self.flow.rows.filter(self.is_running, **{self.partnership: partnership}).order_by("pk")

    @property
    def is_running(self) -> models.Q:
        """A process runs for the row."""
        running_now = FundingProcess.objects.filter(finished=None, **{f"{self.flow.subject}__isnull": False})
        return models.Q(pk__in=running_now.values(self.flow.subject))


def in_states(*states: StrEnum | str) -> models.Q:
    """A row is open in these states."""
    return models.Q(state__in=[str(state) for state in states])


FOLLOWED: Mapping[type[models.Model], FollowedRow] = {
    FundingRequest: FollowedRow(FundingRequestFlow, "partnership", in_states(*OPEN_STATES)),
    FundingRound: FollowedRow(FundingRoundFlow, "partnership", models.Q(closed_on=None)),
    BusinessCase: FollowedRow(
        BusinessCaseFlow, "grant__partnership", in_states(*(state for state, row in CASE_STATES.items() if row.next))
    ),
}
"""What a flow follows. A new kind of row needs a flow of its own, a column of the process, and a line here."""


MOVED_BY_OTHER_ROWS: tuple[type[models.Model], ...] = (FundingRound, BusinessCase)
"""Rows that acts on other rows move: a round by its requests, a business case by its projects."""


def follow_money(row: models.Model, by: User | None = None) -> None:
    """Bring the process of one row to its state; start one for an open row without one. ``by`` did what moved it."""
    followed = FOLLOWED[type(row)]
    process = running(followed, row.pk)
    if process is None:
        _start(followed, row)
        return
    with followed.flow.lock(process.pk):
        for task in open_tasks(process.pk):
            activation = task.flow_task.activation_class(task)
            if state_now(activation) not in task.flow_task.states:
                finish(activation, by)


def running(followed: FollowedRow, key: int) -> FundingProcess | None:
    """The process that runs for the row."""
    return FundingProcess.objects.filter(**{followed.flow.subject: key}, finished=None).first()


def catch_up(partnership: Partnership, by: User | None = None) -> None:
    """Start what is open and has no process; bring rounds and business cases in line with their rows; a few queries."""
    for followed in FOLLOWED.values():
        for row in _without_process(followed, partnership):
            follow_money(row, by)
    for kind in MOVED_BY_OTHER_ROWS:
        for row in FOLLOWED[kind].running_rows(partnership):
            follow_money(row, by)


def follow_everything() -> list[str]:
    """Bring every process over money in line with the record, and start those that are missing; what failed."""
    failed: list[str] = []
    for followed in FOLLOWED.values():
        rows = followed.flow.rows.filter(followed.is_running | followed.is_open).order_by("pk")
        failed += each_alone(followed.flow.subject, rows, follow_money)
    return failed


def unattended() -> list[str]:
    """Rows with a running process at which nobody and nothing is waited for: a fault that a person has to look at."""
    idle = FundingProcess.objects.filter(finished=None).exclude(task__status__in=OPEN)
    return [f"{process.flow_class.subject} {_key(process)}" for process in idle.order_by("pk")]


def _key(process: FundingProcess) -> int:
    key: int = getattr(process, f"{process.flow_class.subject}_id")
    return key


def _without_process(followed: FollowedRow, partnership: Partnership) -> "models.QuerySet[Any]":
    return followed.open_rows(partnership).exclude(followed.is_running)


@transaction.atomic
def _start(followed: FollowedRow, row: models.Model) -> None:
    """Start a process for an open row; the partnership's money is locked first, as in every act on it."""
    keys = followed.flow.rows.values_list(followed.partnership, flat=True)
    partnership = Partnership.objects.get(pk=keys.get(pk=row.pk))
    lock(partnership)
    still_open = followed.open_rows(partnership).filter(pk=row.pk).first()
    if still_open is not None and running(followed, row.pk) is None:
        followed.flow.start.run(row=still_open, partnership=partnership)
