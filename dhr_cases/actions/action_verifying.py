"""Somebody who does not belong to the owner looks at the evidence: the action is closed, or goes back to its owner.

Source: closed only with evidence and by a verifier who is not the owner, ours [D]; audit of the plan, guidance [K].
"""

from dhr_cases.action_queries import belongs_to_owner
from dhr_cases.actions.action_core import check_of_case, lock_action
from dhr_cases.actions.core import acting, require, today
from dhr_cases.errors import NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Action, ActionStatus, ActionVerification, Case, CaseEvent, PartialDate, User, Verdict
from dhr_cases.policies.action_life import check_action_waits_for_eyes
from dhr_cases.verbs import Verb

EVENTS = {Verdict.CONFIRMED: Event.ACTION_VERIFIED, Verdict.SENT_BACK: Event.ACTION_SENT_BACK}


def verify_action(*, case: Case, by: User, action: Action, verdict: Verdict, note: str) -> ActionVerification:
    """Confirm that an action was carried out, or send it back with what is missing.

    Raises NotNow for an action that is not done, has no evidence or is verified; NotPermitted for whoever stands for
    the owner, recorded it as done or added evidence; Incomplete without a note.
    """
    with acting(Verb.VERIFY_ACTION, case, by, reason=note) as act:
        check_of_case(case, action)
        lock_action(action)
        check_waits_for(by, action)
        require((bool(note.strip()), "Say what you looked at, or what is missing."))
        row: ActionVerification = ActionVerification.objects.create(
            action=action, verdict=verdict, note=note, on=today(), by=by
        )
        _write(action, by, verdict)
        act.record(EVENTS[verdict], about=action, detail={"number": action.recommendation.ref})
    return row


def check_waits_for(by: User, action: Action) -> None:
    """Pass for an action that is to be verified, and by this person; raise NotNow or NotPermitted."""
    check_action_waits_for_eyes(action)
    check_other_eyes(by, action)


def check_other_eyes(by: User, action: Action) -> None:
    """Pass for somebody who neither stands for the owner nor recorded the end or the evidence; raise NotPermitted."""
    if belongs_to_owner(by, action):
        raise NotPermitted(f"You stand for {action.owner}, which owns this action. Somebody else must verify it.")
    if _recorded_as_done_by(action) == by.pk:
        raise NotPermitted("You recorded this action as done. Somebody else must verify it.")
    if action.evidence.filter(added_by=by).exists():
        raise NotPermitted("You added evidence for this action. Somebody else must verify it.")


def _recorded_as_done_by(action: Action) -> int | None:
    """The account that last recorded it as done; the correction of a day by somebody else does not count."""
    updates = CaseEvent.objects.filter(kind=Event.ACTION_UPDATED, subject_id=action.pk, replaces=None)
    done = updates.filter(detail__status=ActionStatus.DONE.value, case=action.recommendation.case_id)
    return done.order_by("-pk").values_list("by", flat=True).first()


def _write(action: Action, by: User, verdict: Verdict) -> None:
    if verdict == Verdict.CONFIRMED:
        action.verified_by, action.verified_on = by, today()
    else:
        action.status, action.completed_on = ActionStatus.IN_PROGRESS, PartialDate.unknown()
    action.save()
