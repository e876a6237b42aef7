"""Which action do tests follow to its end? One of the police, of a review whose plan is watched."""

import datetime
from typing import Any

from django.utils import timezone

from dhr_cases.actions.action_answers import ActionAnswer, answer_action
from dhr_cases.actions.action_evidence import give_evidence
from dhr_cases.models import Action, ActionStatus, Case, Organisation, Recommendation
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.standing import stand_at

DONE = ActionAnswer(ActionStatus.DONE, outcome="Every call taker asks about strangulation.")
RUNNING = ActionAnswer(ActionStatus.IN_PROGRESS, progress="Two of four teams are trained.")
SHOWN = "An audit of 40 calls in May"


def followed(case: Case, owner: Organisation | None, stage: Stage = Stage.MONITORING, **more: Any) -> Action:
    """An action of the body, last heard of a year ago, on a case at this stage."""
    stand_at(case, stage)
    with change("Test", None):
        number = Recommendation.objects.filter(case=case).count() + 1
        row = Recommendation.objects.create(
            case=case, position=number, ref=f"R{number}", text="Ask about strangulation", addressee_text="Home Office"
        )
        facts: dict[str, Any] = {"text": "Change the script", "heard_on": year_ago(), **more}
        action: Action = Action.objects.create(recommendation=row, owner=owner, **facts)
    return action


def year_ago() -> datetime.date:
    """Longer ago than any cycle."""
    return timezone.localdate() - datetime.timedelta(days=365)


def done_with_evidence(cast: Cast, action: Action) -> Action:
    """The owner says what changed and shows it."""
    answer_action(action=action, by=cast.action_owner, answer=DONE)
    give_evidence(action=action, by=cast.action_owner, text=SHOWN)
    return action
