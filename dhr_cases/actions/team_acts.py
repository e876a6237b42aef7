"""How is every act of a partnership's team done? Lock, ask who, change, record; all of it or nothing.

An event that cannot be recorded is an act that was not done.
"""

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from django.db import models, transaction

from dhr_cases.actions.core import UnrecordedActError, today
from dhr_cases.models import Partnership, TeamEvent, User
from dhr_cases.models.history import change
from dhr_cases.site_permissions import check_can_for_team, role_label
from dhr_cases.team_verbs import VerbRow

EventRow = TypeVar("EventRow", bound=TeamEvent)


@dataclass(kw_only=True)
class TeamAct(Generic[EventRow]):
    """One act in progress for a locked partnership, and the events it records.

    ``by`` is None only for a file taken in from the command line and for what is done by night.
    """

    verb: StrEnum
    event_model: type[EventRow]
    partnership: Partnership
    by: User | None
    as_role: str = ""
    reason: str = ""
    events: list[EventRow] = field(default_factory=list)

    def record(
        self,
        *,
        about: models.Model | None = None,
        on: datetime.date | None = None,
        detail: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> EventRow:
        """Write one event of the act's own kind; ``more`` are columns that only this app's events have."""
        columns = {"kind": self.verb, **_subject(about), **more}
        row = self.event_model(
            partnership=self.partnership,
            on=on or today(),
            by=self.by,
            by_role=self.as_role,
            reason=self.reason,
            detail=dict(detail or {}),
            **columns,
        )
        row.save()
        self.events.append(row)
        return row


def _subject(about: models.Model | None) -> dict[str, Any]:
    """The row an act is about, as its event names it."""
    if about is None:
        return {"subject": "", "subject_id": None}
    return {"subject": about._meta.model_name or "", "subject_id": about.pk}


@contextmanager
def acting_for_team(
    verb: StrEnum,
    row: VerbRow,
    event_model: type[EventRow],
    partnership: Partnership,
    by: User,
    *,
    reason: str = "",
) -> Iterator[TeamAct[EventRow]]:
    """Run one act: the partnership is locked, who is asked, history carries the reason.

    Raises NotPermitted before anything is changed; whatever is raised inside undoes all.
    """
    with transaction.atomic():
        lock_partnership(partnership)
        check_can_for_team(row, by, partnership)
        as_role = role_label(by, partnership)
        act = TeamAct(
            verb=verb, event_model=event_model, partnership=partnership, by=by, as_role=as_role, reason=reason
        )
        with recorded(act, row.label):
            yield act


@contextmanager
def acting_for_team_by_itself(
    verb: StrEnum, row: VerbRow, event_model: type[EventRow], partnership: Partnership, *, reason: str
) -> Iterator[TeamAct[EventRow]]:
    """Run one act that no person does: what falls due by night, an answer from a public page. Nobody is asked."""
    with transaction.atomic():
        lock_partnership(partnership)
        act = TeamAct(verb=verb, event_model=event_model, partnership=partnership, by=None, reason=reason)
        with recorded(act, row.label):
            yield act


@contextmanager
def recorded(act: TeamAct[EventRow], label: str) -> Iterator[None]:
    """History carries the reason of the act, or its label; an act without an event is undone."""
    with change(act.reason or label, act.by):
        yield
        if not act.events:
            raise UnrecordedActError(f"{act.verb} recorded nothing.")


def lock_partnership(partnership: Partnership) -> None:
    """Lock the partnership until the transaction ends, so that its acts are done one after the other."""
    Partnership.objects.select_for_update().only("pk").get(pk=partnership.pk)
