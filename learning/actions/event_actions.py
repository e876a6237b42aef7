"""What an event recommended becomes an action with an owner, a day of report, and an end that somebody else confirms.

Source: conference recommendations of November 2017, partners asked to help, a report to a later meeting [V].
"""

import datetime
from dataclasses import dataclass

from dhr_cases.errors import NotNow, NotPermitted
from dhr_cases.models import Organisation, User
from learning.actions.core import acting, require, today
from learning.feedback_scales import ActionState
from learning.models import Event, EventAction
from learning.verbs import LearningVerb

HAS_ENDED = "This action has ended."


@dataclass(frozen=True)
class ActionPlan:
    """What is to be done, under which theme, by which body, and by when it reports."""

    text: str
    theme: str = ""
    owner: Organisation | None = None
    due_on: datetime.date | None = None


def record_event_action(*, event: Event, by: User, plan: ActionPlan) -> EventAction:
    """Record one action that an event recommended. Raises Incomplete without words."""
    with acting(LearningVerb.RECORD_EVENT_ACTION, event.partnership, by) as act:
        require((bool(plan.text.strip()), "Enter the action."))
        row: EventAction = EventAction.objects.create(event=event, **vars(plan))
        act.record(about=row, detail={"event": event.title})
    return row


def update_event_action(*, action: EventAction, by: User, progress: str) -> None:
    """Note how an action gets on; one that was reported done is under way again, since nobody confirmed it."""
    with acting(LearningVerb.UPDATE_EVENT_ACTION, action.event.partnership, by, reason=progress) as act:
        _check_goes_on(action)
        require((bool(progress.strip()), "Say how the action gets on."))
        action.state, action.done_by = ActionState.OPEN, None
        action.progress, action.heard_on = progress, today()
        action.save()
        act.record(about=action, detail={"event": action.event.title})


def report_event_action_done(*, action: EventAction, by: User, outcome: str, evidence: str) -> None:
    """Record an action as done, with what changed and what shows it. It ends when somebody else confirms that."""
    with acting(LearningVerb.REPORT_EVENT_ACTION_DONE, action.event.partnership, by, reason=outcome) as act:
        _check_goes_on(action)
        require(
            (bool(outcome.strip()), "Say what changed, not only what was sent or held."),
            (bool(evidence.strip()), "Say what shows that it changed."),
        )
        action.state, action.done_by, action.heard_on = ActionState.DONE, by, today()
        action.outcome, action.evidence = outcome, evidence
        action.save()
        act.record(about=action, detail={"event": action.event.title})


def confirm_event_action(*, action: EventAction, by: User) -> None:
    """Confirm that a done action happened. Raises NotPermitted for the person who recorded it as done."""
    with acting(LearningVerb.CONFIRM_EVENT_ACTION, action.event.partnership, by) as act:
        action.refresh_from_db()
        if action.state != ActionState.DONE:
            raise NotNow("Only an action that is recorded as done can be confirmed.")
        if action.done_by_id == by.pk:
            raise NotPermitted("You recorded this action as done. Somebody else confirms it.")
        action.state, action.confirmed_by, action.confirmed_on = ActionState.CONFIRMED, by, today()
        action.save()
        act.record(about=action, detail={"event": action.event.title})


def drop_event_action(*, action: EventAction, by: User, reason: str) -> None:
    """End an action that nobody takes on, with the reason."""
    with acting(LearningVerb.DROP_EVENT_ACTION, action.event.partnership, by, reason=reason) as act:
        _check_goes_on(action)
        require((bool(reason.strip()), "Enter the reason."))
        action.state, action.progress, action.heard_on = ActionState.DROPPED, reason, today()
        action.save()
        act.record(about=action, detail={"event": action.event.title})


def _check_goes_on(action: EventAction) -> None:
    action.refresh_from_db()
    if action.state in {ActionState.CONFIRMED, ActionState.DROPPED}:
        raise NotNow(HAS_ENDED)
