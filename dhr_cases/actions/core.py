"""How is every act done? Lock, ask who, ask when, change, record; all of it or nothing.

An event that cannot be recorded is an act that was not done. Only ``Act.move``
and, for a case taken on while running, ``enter_at`` write a case's stage.
"""

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone

from dhr_cases import policies
from dhr_cases.actions.grants import refresh_teams
from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, PartialDate, Provenance, User
from dhr_cases.models.history import change
from dhr_cases.permissions import check_can, roles_on
from dhr_cases.policies.guards import GUARDS
from dhr_cases.roles import ROLES
from dhr_cases.stages import STAGES, Stage, may_follow
from dhr_cases.verbs import VERBS, Verb

Day = datetime.date | PartialDate

_provenance: ContextVar[Provenance] = ContextVar("provenance", default=Provenance.RECORDED)
_day: ContextVar[PartialDate | None] = ContextVar("day", default=None)


@contextmanager
def known_as(provenance: Provenance) -> Iterator[None]:
    """Events recorded inside say that their day was taken on or assumed."""
    token = _provenance.set(provenance)
    try:
        yield
    finally:
        _provenance.reset(token)


@contextmanager
def as_of(day: PartialDate) -> Iterator[None]:
    """Acts inside that name no day of their own happened on this one. ``recorded_at`` stays the truth."""
    token = _day.set(day)
    try:
        yield
    finally:
        _day.reset(token)


def today() -> datetime.date:
    """The day an act happens on when nothing else is said: today, or the day facts are entered as of."""
    day = _day.get()
    return (day.value if day is not None else None) or timezone.localdate()


class UnrecordedActError(RuntimeError):
    """An act ended without recording an event: a fault in the program, so the act is undone."""


@dataclass(kw_only=True)
class Recording:
    """Something being done on a locked case, and the events it records."""

    case: Case
    by: User
    as_role: str
    reason: str
    events: list[CaseEvent] = field(default_factory=list)

    def record(
        self,
        event: Event,
        *,
        on: Day | None = None,
        about: models.Model | None = None,
        detail: Mapping[str, Any] | None = None,
        moved: bool = False,
        replaces: CaseEvent | None = None,
    ) -> CaseEvent:
        """Write one event; ``on`` defaults to today, ``about`` is the row it concerns."""
        row = CaseEvent.objects.create(
            case=self.case,
            kind=event,
            on=as_partial(on),
            stage=self.case.stage,
            moved=moved,
            by=self.by,
            by_role=self.as_role,
            reason=self.reason,
            provenance=_provenance.get(),
            subject=(about._meta.model_name or "") if about is not None else "",
            subject_id=about.pk if about is not None else None,
            detail=dict(detail or {}),
            replaces=replaces,
        )
        self.events.append(row)
        return row


@dataclass(kw_only=True)
class Act(Recording):
    """One act of the verb table in progress on a locked case."""

    verb: Verb

    def redate(self, event: CaseEvent, on: Day) -> CaseEvent:
        """Write the row that replaces an event: the same fact, at the same stage, on the right day."""
        row = CaseEvent.objects.create(
            case=self.case,
            kind=event.kind,
            on=as_partial(on),
            stage=event.stage,
            moved=event.moved,
            by=self.by,
            by_role=self.as_role,
            reason=self.reason,
            provenance=_provenance.get(),
            subject=event.subject,
            subject_id=event.subject_id,
            detail=event.detail,
            replaces=event,
        )
        self.events.append(row)
        return row

    def move(
        self,
        stage: Stage,
        *,
        on: Day | None = None,
        detail: Mapping[str, Any] | None = None,
        event: Event | None = None,
        about: models.Model | None = None,
    ) -> CaseEvent:
        """Put the case in a stage that the table allows, and record the stage's event.

        ``event`` replaces it where the case goes back to a stage, so that no clock reads the return as a
        first arrival. Raises NotNow when the stage table does not lead there.
        """
        if not may_follow(self.case.at, stage):
            here, there = self.case.row.label, STAGES[stage].label
            raise NotNow(f"A review cannot go from “{here}” to “{there}”.")
        if stage not in VERBS[self.verb].leads_to:
            raise UnrecordedActError(f"{self.verb} is not listed as leading to {stage}.")
        self.case.stage = stage
        self.case.stage_since = as_partial(on).value or today()
        self.case.save()
        refresh_teams(self.case)
        return self.record(event or STAGES[stage].event, on=on, about=about, detail=detail, moved=True)


@contextmanager
def acting(verb: Verb, case: Case, by: User, *, reason: str = "") -> Iterator[Act]:
    """Run one act: ``case`` is locked and read afresh, who and when are asked, history carries the reason.

    Raises NotPermitted, NotNow or Incomplete before anything is changed; whatever is raised inside undoes all.
    """
    with transaction.atomic():
        lock(case)
        check_can(verb, by, case)
        policies.check_now(verb, case, GUARDS)
        with change(reason or VERBS[verb].label, by):
            act = Act(verb=verb, case=case, by=by, as_role=role_label(by, case), reason=reason)
            yield act
            if not act.events:
                raise UnrecordedActError(f"{verb} recorded nothing.")


def enter_at(case: Case, stage: Stage, since: datetime.date | None) -> None:
    """Put a case that is taken on while running in its present stage, before anything is recorded of it.

    Beside ``Act.move`` the only writer of a stage. ``since`` is the day it came there, None when not known.
    """
    if not case.is_taken_on or CaseEvent.objects.filter(case=case).exists():
        raise UnrecordedActError("Only a case just taken on enters at a stage; any other moves.")
    case.stage = stage
    case.stage_since = since
    case.save()
    refresh_teams(case)


def lock(case: Case) -> None:
    """Lock the case's row until the transaction ends and read it afresh into the same instance."""
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())


def lock_row(row: models.Model) -> None:
    """Lock a row until the transaction ends and read it afresh into the same instance.

    For rows that no lock of a case guards. A row of the case is only read afresh, once the case is locked.
    """
    row.refresh_from_db(from_queryset=QuerySet(type(row)).select_for_update())


def role_label(user: User, case: Case) -> str:
    """The first of the person's roles on the case in words, "" for none; an event keeps it."""
    held = roles_on(user, case)
    return next((row.label for role, row in ROLES.items() if role in held), "")


def as_partial(day: Day | None) -> PartialDate:
    """A day or partial date as a partial date; None is the day of ``today``."""
    if isinstance(day, PartialDate):
        return day
    if day is None:
        return _day.get() or PartialDate.on(timezone.localdate())
    return PartialDate.on(day)


def check_not_future(day: Day | None, what: str) -> None:
    """Pass unless the day is still to come; raise Incomplete naming it."""
    earliest = as_partial(day).value
    if earliest is not None and earliest > timezone.localdate():
        raise Incomplete(f"{what} is in the future. Enter the day on which it happened.")


def require(*needed: tuple[bool, str]) -> None:
    """Pass when every condition holds; raise Incomplete listing the sentences of those that do not."""
    missing = tuple(sentence for holds, sentence in needed if not holds)
    if missing:
        raise Incomplete(" ".join(missing), missing)
