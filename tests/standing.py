"""Where must a case stand for a rule about its stage alone? Tests of such rules put it there without its history."""

from dhr_cases.actions.grants import refresh_teams
from dhr_cases.models import Case
from dhr_cases.models.history import change
from dhr_cases.stages import Stage


def stand_at(case: Case, stage: Stage) -> Case:
    """Write the stage; the permissions of standing teams follow. With its history a case comes from ``case_at``."""
    with change("Test standing", None):
        case.stage = stage
        case.save()
        refresh_teams(case)
    return case
