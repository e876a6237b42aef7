"""An action passes to another body, as when its owner ends, or something else takes its place.

Source: succession of bodies and actions of bodies that no longer exist, domain 3.10 [V]; the acts are ours [D].
"""

from dhr_cases.actions.action_core import check_of_case, lock_action
from dhr_cases.actions.core import acting, require, today
from dhr_cases.events import Event
from dhr_cases.models import Action, ActionStatus, ActionTransfer, Case, Organisation, Succession, User
from dhr_cases.policies.action_life import check_action_runs
from dhr_cases.verbs import Verb

BEGINS_AGAIN = (ActionStatus.NOT_OWNED, ActionStatus.TRANSFERRED)
"""Statuses that end when a body takes the action over."""


def transfer_action(*, case: Case, by: User, action: Action, to: Organisation, reason: str) -> ActionTransfer:
    """Give an action to another body, which is asked for news from now on; what was said of it stays.

    Raises NotNow for an action that has ended, Incomplete without a reason, for its own owner or a body that is gone.
    """
    with acting(Verb.TRANSFER_ACTION, case, by, reason=reason) as act:
        check_of_case(case, action)
        lock_action(action)
        check_action_runs(action)
        _check_receiver(action, to, reason)
        row: ActionTransfer = ActionTransfer.objects.create(
            action=action,
            from_owner=action.owner,
            to_owner=to,
            succession=_succession(action.owner, to),
            on=today(),
            reason=reason,
            by=by,
        )
        if action.status in BEGINS_AGAIN:
            action.status = ActionStatus.NOT_STARTED
        action.owner = to
        action.save()
        detail = {"number": action.recommendation.ref, "from": _named(row.from_owner), "to": to.name}
        act.record(Event.ACTION_TRANSFERRED, about=action, detail=detail)
    return row


def _check_receiver(action: Action, to: Organisation, reason: str) -> None:
    require(
        (bool(reason.strip()), "Enter the reason for passing the action on."),
        (to.pk != action.owner_id, f"{to} owns this action already."),
        (to.exists_on(today()) and not to.is_planned, f"{to} does not exist today. Choose its successor."),
    )


def _succession(owner: Organisation | None, to: Organisation) -> Succession | None:
    """The succession by which duties pass from the one to the other, None where there is none."""
    found: Succession | None = Succession.objects.filter(
        predecessor=owner, successor=to, effective_on__lte=today()
    ).last()
    return found


def _named(owner: Organisation | None) -> str:
    return owner.name if owner else "nobody"


def supersede_action(*, case: Case, by: User, action: Action, replacement: Action | None, reason: str) -> None:
    """Something else takes the place of an action: another action of the case, or what the reason names.

    Raises NotNow for an action that has ended; Incomplete without a reason or for itself.
    """
    with acting(Verb.SUPERSEDE_ACTION, case, by, reason=reason) as act:
        check_of_case(case, action)
        lock_action(action)
        check_action_runs(action)
        require(
            (bool(reason.strip()), "Say what takes its place, and why."),
            (replacement is None or replacement.pk != action.pk, "An action does not take its own place."),
        )
        if replacement is not None:
            check_of_case(case, replacement)
        action.status, action.status_reason, action.superseded_by = ActionStatus.SUPERSEDED, reason, replacement
        action.heard_on = today()
        action.save()
        act.record(Event.ACTION_SUPERSEDED, about=action, detail={"number": action.recommendation.ref})
