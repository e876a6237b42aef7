"""Who may do what concerns no case? Asked of the standing teams of one partnership; deny by default.

Nothing is granted globally: a permission holds for the partnership whose team carries it, and where a role stands for
a body, for that body. Source: L31 [D].
"""

from django.db.models import QuerySet

from dhr_cases.errors import NotPermitted
from dhr_cases.models import Organisation, Partnership, TeamMembership, User
from dhr_cases.permissions import team_memberships
from dhr_cases.roles import ROLES, Role, SitePermission, begun_small, in_words
from dhr_cases.team_verbs import VerbRow


def roles_with(permission: SitePermission) -> tuple[Role, ...]:
    """Roles that carry a site permission, in table order; a refusal names them."""
    return tuple(role for role, row in ROLES.items() if permission in row.on_site)


def memberships_with(user: User, permission: SitePermission) -> QuerySet[TeamMembership]:
    """The person's standing team memberships that carry the permission today."""
    if not user.is_active:
        return TeamMembership.objects.none()
    return team_memberships(user).filter(team__role__in=roles_with(permission))


def partnerships_with(user: User, permission: SitePermission) -> QuerySet[Partnership]:
    """The partnerships in which the person holds the permission today."""
    return Partnership.objects.filter(pk__in=memberships_with(user, permission).values("team__partnership"))


def bodies_answered_for(user: User, permission: SitePermission, partnership: Partnership) -> QuerySet[Organisation]:
    """The bodies for which the person holds the permission in this partnership today."""
    held = memberships_with(user, permission).filter(team__partnership=partnership)
    return Organisation.objects.filter(pk__in=held.values("organisation"))


def granted(user: User, partnership: Partnership) -> frozenset[SitePermission]:
    """Every site permission the person holds for the partnership today; one query."""
    if not user.is_active:
        return frozenset()
    roles = team_memberships(user).filter(team__partnership=partnership).values_list("team__role", flat=True)
    return frozenset[SitePermission]().union(*(ROLES[Role(role)].on_site for role in roles))


def check_can_for_team(row: VerbRow, user: User, partnership: Partnership) -> None:
    """Pass when the person may do the act for the partnership; raise NotPermitted saying who may."""
    if row.permission not in granted(user, partnership):
        who = in_words(roles_with(row.permission))
        raise NotPermitted(f"You may not do this: {begun_small(row.label)}. It is for {who}.")


def role_label(user: User, partnership: Partnership) -> str:
    """The first of the person's roles in the partnership's teams in words, "" for none; an event keeps it."""
    held = set(team_memberships(user).filter(team__partnership=partnership).values_list("team__role", flat=True))
    return next((row.label for role, row in ROLES.items() if role.value in held), "")
