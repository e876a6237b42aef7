"""When may a case be closed? When nothing of its action plan is open.

Source: action plan implemented and audited, 2016 guidance [K]; accepted with a reason, ours [D].
"""

from collections.abc import Mapping

from dhr_cases.errors import NotNow
from dhr_cases.models import Action, Case
from dhr_cases.policies import Guard
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb


def open_actions(case: Case) -> list[Action]:
    """Actions neither ended nor accepted as ended, in the order of the report."""
    actions = Action.objects.filter(recommendation__case=case).select_related("recommendation")
    return [action for action in actions.order_by("recommendation__position", "pk") if not action.has_ended]


def check_close_now(case: Case) -> None:
    """Pass when every action has ended or was accepted with a reason; a review ended early has no plan to finish."""
    if case.at is not Stage.MONITORING:
        return
    left = open_actions(case)
    if left:
        number = "One action is" if len(left) == 1 else f"{len(left)} actions are"
        raise NotNow(f"{number} still open. End each, or accept it as ended with a reason, then close the case.")


GUARDS: Mapping[Verb, Guard] = {Verb.CLOSE: check_close_now}
