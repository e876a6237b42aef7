"""When may? Stage and hold from the verb table, then the guards of each episode; no person in any rule.

Source: stage table column "guard" [V]/[K]; holds domain 2.4 [D].
"""

from collections.abc import Callable, Mapping

from dhr_cases.deadlines import long_date
from dhr_cases.errors import NotNow
from dhr_cases.hold_scopes import HoldReason
from dhr_cases.models import Case, Hold
from dhr_cases.policies.forgetting import check_not_forgotten
from dhr_cases.roles import begun_small
from dhr_cases.stages import STAGES
from dhr_cases.verbs import ALWAYS, VERBS, Verb

Guard = Callable[[Case], None]


def check_now(verb: Verb, case: Case, guards: Mapping[Verb, Guard]) -> None:
    """Pass when stage, holds and the act's own guard allow it; raise NotNow or Incomplete with the reason."""
    check_not_forgotten(case)
    check_stage(verb, case)
    check_no_hold(verb, case)
    guard = guards.get(verb)
    if guard is not None:
        guard(case)


def check_stage(verb: Verb, case: Case) -> None:
    """Pass when the table lists the act for the case's stage."""
    row = VERBS[verb]
    if case.at not in row.stages:
        raise NotNow(f"{row.label}: not in this stage. The review stands at “{case.row.label}”. {_when(verb)}")


def _when(verb: Verb) -> str:
    stages = [STAGES[stage].label for stage in STAGES if stage in VERBS[verb].stages]
    if len(stages) > 3:
        return f"It can be done from “{stages[0]}” to “{stages[-1]}”."
    return f"It can be done at {' or '.join(f'“{label}”' for label in stages)}."


def check_no_hold(verb: Verb, case: Case) -> None:
    """Pass unless an open hold names the work the act belongs to."""
    scope = VERBS[verb].stopped_by
    if scope is None:
        return
    for hold in Hold.objects.filter(case=case, ends_on=None):
        if scope in hold.scopes:
            reason = begun_small(HoldReason(hold.reason).label)
            raise NotNow(
                f"On hold since {long_date(hold.starts_on)}: {reason}. The hold stops {begun_small(scope.label)}. "
                "End the hold to go on."
            )


__all__ = ["ALWAYS", "Guard", "check_no_hold", "check_now", "check_stage"]
