"""How is every act of governance done? As every act of a team, told in this app's own events."""

from contextlib import AbstractContextManager

from dhr_cases.actions.core import check_not_future, require, today
from dhr_cases.actions.team_acts import TeamAct, acting_for_team, acting_for_team_by_itself
from dhr_cases.models import Partnership, User
from governance.models import GovernanceEvent
from governance.verbs import VERBS, GovernanceVerb

__all__ = ["acting", "acting_by_itself", "check_not_future", "require", "today"]

Acting = AbstractContextManager[TeamAct[GovernanceEvent]]


def acting(verb: GovernanceVerb, partnership: Partnership, by: User, *, reason: str = "") -> Acting:
    """Run one act for the partnership; raise NotPermitted saying who may."""
    return acting_for_team(verb, VERBS[verb], GovernanceEvent, partnership, by, reason=reason)


def acting_by_itself(verb: GovernanceVerb, partnership: Partnership, *, reason: str) -> Acting:
    """Run one act that nobody signed in does: by night, or from a page open to the public."""
    return acting_for_team_by_itself(verb, VERBS[verb], GovernanceEvent, partnership, reason=reason)
