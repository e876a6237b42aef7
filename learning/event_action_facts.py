"""How did the actions that came out of events stand on a day, body by body? Told from the record of acts."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from dhr_cases.models import Organisation, Partnership
from learning.feedback_scales import ActionState
from learning.models import EventAction, LearningEvent
from learning.verbs import LearningVerb

STATE_AFTER: Mapping[str, ActionState] = {
    LearningVerb.RECORD_EVENT_ACTION: ActionState.OPEN,
    LearningVerb.UPDATE_EVENT_ACTION: ActionState.OPEN,
    LearningVerb.REPORT_EVENT_ACTION_DONE: ActionState.DONE,
    LearningVerb.CONFIRM_EVENT_ACTION: ActionState.CONFIRMED,
    LearningVerb.DROP_EVENT_ACTION: ActionState.DROPPED,
}
"""How an action stands after each act. An action that was done is under way again when progress is noted."""


@dataclass(frozen=True)
class BodyTally:
    """What one body was asked to do at events, None for what no body was: how many stand in each way, how many late."""

    body: Organisation | None
    states: Mapping[ActionState, int] = field(default_factory=dict)
    late: int = 0

    def of(self, *states: ActionState) -> int:
        """How many stand so."""
        return sum(self.states.get(state, 0) for state in states)


def by_body(partnership: Partnership, on: datetime.date) -> tuple[BodyTally, ...]:
    """The actions recorded up to a day as they stood then, in the order of the bodies' names; nobody's come last."""
    states = _states(partnership, on)
    rows = EventAction.objects.filter(event__partnership=partnership, pk__in=states).select_related("owner")
    grouped: dict[Organisation | None, list[EventAction]] = defaultdict(list)
    for row in rows:
        grouped[row.owner].append(row)
    ordered = sorted(grouped, key=lambda body: (body is None, str(body)))
    return tuple(_tally(body, grouped[body], states, on) for body in ordered)


def _states(partnership: Partnership, on: datetime.date) -> dict[int, ActionState]:
    """How each action stood at the end of the day, by its key."""
    told = LearningEvent.objects.filter(partnership=partnership, subject="eventaction", on__lte=on).order_by("pk")
    acts = told.filter(kind__in=list(STATE_AFTER)).values_list("subject_id", "kind")
    return {key: STATE_AFTER[kind] for key, kind in acts if key is not None}


def _tally(
    body: Organisation | None, rows: list[EventAction], states: Mapping[int, ActionState], on: datetime.date
) -> BodyTally:
    open_rows = (row for row in rows if states[row.pk] is ActionState.OPEN)
    late = sum(row.due_on is not None and row.due_on < on for row in open_rows)
    return BodyTally(body, Counter(states[row.pk] for row in rows), late)
