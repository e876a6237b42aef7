"""How is an owner's act on its action done? Lock the case, then the action; ask who and when; all or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from dhr_cases.action_queries import check_answers_for
from dhr_cases.actions.core import Recording, UnrecordedActError, lock, require
from dhr_cases.models import Action, Case, User
from dhr_cases.models.history import change
from dhr_cases.policies.action_life import check_owner_may_answer_now
from dhr_cases.roles import ROLES, Role


@dataclass(kw_only=True)
class OwnerAct(Recording):
    """One act of an owner's person in progress on a locked action."""

    action: Action


@contextmanager
def answering_for(action: Action, by: User, *, reason: str) -> Iterator[OwnerAct]:
    """Run one act of an owner's person; an act that records no event is undone.

    Raises NotPermitted or NotNow before anything is changed; whatever is raised inside undoes all.
    """
    with transaction.atomic():
        case = action.recommendation.case
        lock(case)
        lock_action(action)
        check_answers_for(by, action)
        check_owner_may_answer_now(case)
        with change(reason, by):
            act = OwnerAct(case=case, by=by, as_role=ROLES[Role.ACTION_OWNER].label, reason="", action=action)
            yield act
            if not act.events:
                raise UnrecordedActError("An owner's act recorded nothing.")


def lock_action(action: Action) -> None:
    """Lock the action's row until the transaction ends and read it afresh into the same instance."""
    columns = [field.attname for field in Action._meta.concrete_fields]
    action.refresh_from_db(fields=columns, from_queryset=Action.objects.select_for_update())


def check_of_case(case: Case, action: Action) -> None:
    """Pass for an action of this case; raise Incomplete for one of another."""
    require((action.recommendation.case_id == case.pk, "The action belongs to another case."))
