"""How is every act on money done? Lock, ask who, change, record; all of it or nothing.

An event that cannot be recorded is an act that was not done.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from dhr_cases.actions.core import check_not_future, require, today
from dhr_cases.actions.team_acts import TeamAct, recorded
from dhr_cases.models import Partnership, User
from dhr_cases.site_permissions import role_label
from funding.models import FundingEvent, FundingSettings
from funding.permissions import check_can
from funding.verbs import VERBS, FundingVerb

__all__ = ["FundingAct", "acting", "acting_by_itself", "check_not_future", "lock", "require", "today"]


@dataclass(kw_only=True)
class FundingAct(TeamAct[FundingEvent]):
    """One act in progress on the locked money of a partnership, and the events it records.

    An event's ``year`` is the start of the financial year it concerns.
    """

    event_model: type[FundingEvent] = FundingEvent
    settings: FundingSettings


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
        with recorded(act, VERBS[verb].label):
            yield act


@contextmanager
def acting_by_itself(verb: FundingVerb, partnership: Partnership, *, reason: str) -> Iterator[FundingAct]:
    """Run one act that no person does: a file taken in at the terminal, a duty taken up by night. Nobody is asked."""
    with transaction.atomic():
        act = FundingAct(verb=verb, partnership=partnership, settings=lock(partnership), by=None, reason=reason)
        with recorded(act, VERBS[verb].label):
            yield act


def lock(partnership: Partnership) -> FundingSettings:
    """Lock the partnership's money until the transaction ends; its settings are made when there are none yet."""
    FundingSettings.objects.get_or_create(partnership=partnership)
    locked: FundingSettings = FundingSettings.objects.select_for_update().get(partnership=partnership)
    return locked
