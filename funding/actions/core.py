"""How is every act on money done? Lock, ask who, change, record; all of it or nothing.

An event that cannot be recorded is an act that was not done.
"""

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from dhr_cases.actions.core import UnrecordedActError, check_not_future, require, today
from dhr_cases.models import Partnership, User
from dhr_cases.models.history import change
from funding.models import FundingEvent, FundingSettings
from funding.permissions import check_can, role_label
from funding.verbs import VERBS, FundingVerb

__all__ = ["FundingAct", "acting", "acting_by_itself", "check_not_future", "lock", "require", "today"]


@dataclass(kw_only=True)
class FundingAct:
    """One act in progress on the locked money of a partnership, and the events it records.

    ``by`` is None only for a file taken in from the command line and for what is done by night.
    """

    verb: FundingVerb
    partnership: Partnership
    settings: FundingSettings
    by: User | None
    as_role: str = ""
    reason: str = ""
    events: list[FundingEvent] = field(default_factory=list)

    def record(
        self,
        *,
        about: models.Model | None = None,
        year: int | None = None,
        on: datetime.date | None = None,
        detail: Mapping[str, Any] | None = None,
    ) -> FundingEvent:
        """Write one event of the act's own kind; ``year`` is the start of the financial year it concerns."""
        row = FundingEvent.objects.create(
            partnership=self.partnership,
            kind=self.verb,
            on=on or today(),
            year=year,
            by=self.by,
            by_role=self.as_role,
            reason=self.reason,
            detail=dict(detail or {}),
            **_subject(about),
        )
        self.events.append(row)
        return row


def _subject(about: models.Model | None) -> dict[str, Any]:
    """The row an act is about, as its event names it."""
    if about is None:
        return {"subject": "", "subject_id": None}
    return {"subject": about._meta.model_name or "", "subject_id": about.pk}


@contextmanager
def acting(verb: FundingVerb, partnership: Partnership, by: User, *, reason: str = "") -> Iterator[FundingAct]:
    """Run one act: the partnership's money is locked, who is asked, history carries the reason.

    Raises NotPermitted before anything is changed; whatever is raised inside undoes all.
    """
    with transaction.atomic():
        settings = lock(partnership)
        check_can(verb, by, partnership)
        act = FundingAct(
            verb=verb,
            partnership=partnership,
            settings=settings,
            by=by,
            as_role=role_label(by, partnership),
            reason=reason,
        )
        with _recorded(act):
            yield act


@contextmanager
def acting_by_itself(verb: FundingVerb, partnership: Partnership, *, reason: str) -> Iterator[FundingAct]:
    """Run one act that no person does: a file taken in at the terminal, a duty taken up by night. Nobody is asked."""
    with transaction.atomic():
        act = FundingAct(verb=verb, partnership=partnership, settings=lock(partnership), by=None, reason=reason)
        with _recorded(act):
            yield act


@contextmanager
def _recorded(act: FundingAct) -> Iterator[None]:
    """History carries the reason of the act; an act without an event is undone."""
    with change(act.reason or VERBS[act.verb].label, act.by):
        yield
        if not act.events:
            raise UnrecordedActError(f"{act.verb} recorded nothing.")


def lock(partnership: Partnership) -> FundingSettings:
    """Lock the partnership's money until the transaction ends; its settings are made when there are none yet."""
    FundingSettings.objects.get_or_create(partnership=partnership)
    locked: FundingSettings = FundingSettings.objects.select_for_update().get(partnership=partnership)
    return locked
