"""How is every act of learning done? As every act of a team, told in this app's own events."""

from contextlib import AbstractContextManager

from dhr_cases.actions.core import check_not_future, require, today
from dhr_cases.actions.team_acts import TeamAct, acting_for_team, acting_for_team_by_itself
from dhr_cases.models import Partnership, User
from learning.models import LearningEvent
from learning.verbs import VERBS, LearningVerb

__all__ = ["acting", "acting_by_itself", "check_not_future", "require", "today"]

Acting = AbstractContextManager[TeamAct[LearningEvent]]


def acting(verb: LearningVerb, partnership: Partnership, by: User, *, reason: str = "") -> Acting:
    """Run one act for the partnership; raise NotPermitted saying who may."""
    return acting_for_team(verb, VERBS[verb], LearningEvent, partnership, by, reason=reason)


def acting_by_itself(verb: LearningVerb, partnership: Partnership, *, reason: str) -> Acting:
    """Run one act that nobody signed in does: by night, or from a page open to the public."""
    return acting_for_team_by_itself(verb, VERBS[verb], LearningEvent, partnership, reason=reason)
