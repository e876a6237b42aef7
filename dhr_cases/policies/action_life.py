"""When may an owner answer for its actions, and what does an action need before it is closed?

Source: closed only with evidence, ours [D]; owners answer once the Home Office has cleared the report, ours [D].
"""

from dhr_cases.errors import NotNow
from dhr_cases.models import Action, ActionStatus, Case
from dhr_cases.policies.forgetting import check_not_forgotten
from dhr_cases.stages import STAGES, Stage, has_reached

ANSWERED_STAGES = frozenset(
    stage for stage in STAGES if has_reached(stage, Stage.QA_CLEARED) and not STAGES[stage].is_final
)
"""Stages in which owners see their actions and answer for them."""


def check_owner_may_answer_now(case: Case) -> None:
    """Pass from the day the report is cleared until the case is closed; raise NotNow."""
    check_not_forgotten(case)
    if case.at not in ANSWERED_STAGES:
        raise NotNow("This review's actions are not followed now. Ask the coordinator.")


def check_action_runs(action: Action) -> None:
    """Pass while an action has not ended; raise NotNow."""
    if action.has_ended:
        raise NotNow("This action has ended. The coordinator can open it again by an update.")


def check_action_waits_for_eyes(action: Action) -> None:
    """Pass for an action that is done, has evidence and is not verified yet; raise NotNow saying what is missing."""
    if action.status != ActionStatus.DONE:
        raise NotNow("Record the action as done first; then somebody else verifies it.")
    if action.verified_on is not None:
        raise NotNow("This action is verified already.")
    if not action.evidence.exists():
        raise NotNow("There is no evidence yet. Add a file or a statement that shows what changed.")
