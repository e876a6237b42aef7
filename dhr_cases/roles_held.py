"""Which roles does a person hold today, on any case or in any team? Asked where no case is named."""

from dataclasses import dataclass

from django.db.models import Value
from django.utils import timezone

from dhr_cases.models import CaseMembership, User
from dhr_cases.permissions import active_on, team_memberships
from dhr_cases.roles import ROLES, Role, SitePermission


@dataclass(frozen=True)
class Held:
    """Every role a person holds today on any case or in any team, and those held in a team."""

    roles: frozenset[Role]
    in_teams: frozenset[Role]

    @property
    def on_site(self) -> frozenset[SitePermission]:
        """What the person may do beyond cases."""
        return frozenset[SitePermission]().union(*(ROLES[role].on_site for role in self.in_teams))


def roles_anywhere(user: User) -> Held:
    """The roles of a person; one query."""
    if not user.is_active:
        return Held(frozenset(), frozenset())
    own = CaseMembership.objects.filter(active_on(timezone.localdate()), user=user).order_by()
    teams = team_memberships(user).order_by()
    on_case = own.values_list("role", Value("case"))
    in_team = teams.values_list("team__role", Value("team"))
    found = [(Role(role), where) for role, where in on_case.union(in_team)]
    return Held(
        roles=frozenset(role for role, _ in found), in_teams=frozenset(role for role, where in found if where == "team")
    )


AGENCY_ROLES = frozenset({Role.AGENCY_AUTHOR, Role.AGENCY_CONTACT})


def is_agency_only(roles: frozenset[Role]) -> bool:
    """True for a person who is here only to answer for an agency."""
    return bool(roles) and roles <= AGENCY_ROLES
