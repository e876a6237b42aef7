"""An owner says how its action goes and what changed; the same when its answer comes in a sheet or a letter.

An answer is only ever added and the action shows the last one. Source: progress in the action plan [K]; what changed,
not what was sent [D].
"""

from dataclasses import dataclass, field

from dhr_cases.actions.action_core import answering_for, check_of_case, lock_action
from dhr_cases.actions.core import Day, Recording, acting, as_partial, check_not_future, require, today
from dhr_cases.events import Event
from dhr_cases.models import Action, ActionStatus, ActionUpdate, Case, PartialDate, UpdateSource, User
from dhr_cases.policies.action_life import check_action_runs
from dhr_cases.verbs import Verb

OWNER_STATUSES = (
    ActionStatus.NOT_STARTED,
    ActionStatus.IN_PROGRESS,
    ActionStatus.DONE,
    ActionStatus.NOT_OWNED,
)
"""What an owner may say of its action; to reject, accept or replace it is the partnership's. Source: ours [D]."""


@dataclass(frozen=True)
class ActionAnswer:
    """What is new of an action. ``progress`` is what was done, ``outcome`` what changed by it."""

    status: ActionStatus
    progress: str = ""
    outcome: str = ""
    reason: str = ""
    expected_on: PartialDate = field(default_factory=PartialDate.unknown)
    completed_on: Day | None = None


def answer_action(
    *, action: Action, by: User, answer: ActionAnswer, source: UpdateSource = UpdateSource.WEB
) -> ActionUpdate:
    """An owner's person says how the action goes. Raises NotPermitted, NotNow, or Incomplete for what is missing."""
    check_not_future(answer.completed_on, "The date of completion")
    with answering_for(action, by, reason="The owner's answer") as act:
        return _take_in(act, action, answer, source)


def record_answer(
    *, case: Case, by: User, action: Action, answer: ActionAnswer, source: UpdateSource = UpdateSource.SHEET
) -> ActionUpdate:
    """Record what an owner said in a returned sheet or otherwise; the same rules, and the office's name to it."""
    check_not_future(answer.completed_on, "The date of completion")
    with acting(Verb.UPDATE_ACTION, case, by, reason="The owner's answer, recorded for it") as act:
        check_of_case(case, action)
        lock_action(action)
        return _take_in(act, action, answer, source)


def _take_in(act: Recording, action: Action, answer: ActionAnswer, source: UpdateSource) -> ActionUpdate:
    check_action_runs(action)
    _check(answer)
    action.status = answer.status
    action.status_reason = answer.reason
    action.outcome = answer.outcome or action.outcome
    action.completed_on = _completed_on(answer)
    action.verified_by, action.verified_on = None, None
    action.heard_on = today()
    action.save()
    row = add_update(act, action, answer, source)
    act.record(
        Event.ACTION_UPDATED,
        about=action,
        detail={"number": action.recommendation.ref, "status": action.status, "source": source.label},
    )
    return row


def _completed_on(answer: ActionAnswer) -> PartialDate:
    return as_partial(answer.completed_on) if answer.status is ActionStatus.DONE else PartialDate.unknown()


def add_update(act: Recording, action: Action, answer: ActionAnswer, source: UpdateSource) -> ActionUpdate:
    """Add one row to what was said of the action, inside an act."""
    row: ActionUpdate = ActionUpdate.objects.create(
        action=action,
        on=today(),
        status=answer.status,
        progress=answer.progress,
        outcome=answer.outcome,
        reason=answer.reason,
        expected_on=answer.expected_on,
        organisation=action.owner,
        source=source,
        by=act.by,
        by_role=act.as_role,
    )
    return row


def _check(answer: ActionAnswer) -> None:
    status = answer.status
    is_open = status in (ActionStatus.NOT_STARTED, ActionStatus.IN_PROGRESS)
    latest = answer.expected_on.latest
    require(
        (status in OWNER_STATUSES, "Choose one of the answers that an owner can give."),
        (not is_open or bool(answer.progress.strip()), "Say what was done since, or what stands in the way."),
        (
            status is not ActionStatus.DONE or bool(answer.outcome.strip()),
            "Say what changed, not only what was sent or held.",
        ),
        (
            status is not ActionStatus.NOT_OWNED or bool(answer.reason.strip()),
            "Say why it is not yours, or whose it is.",
        ),
        (latest is None or latest >= today(), "The day on which you expect it to be done has passed."),
    )
