"""Who may see, keep, approve or answer for the money of a partnership? Asked of standing teams; deny by default.

Nothing is granted globally: a permission holds for the partnership whose team carries it, and a funding contact's
for the body it stands for. Source: L31 [D].
"""

from django.db.models import QuerySet
from django.utils import timezone

from dhr_cases.errors import NotPermitted
from dhr_cases.models import Organisation, Partnership, TeamMembership, User
from dhr_cases.permissions import active_on, team_memberships
from dhr_cases.roles import ROLES, Role, SitePermission, in_words
from funding.models import Nominee
from funding.verbs import VERBS, FundingVerb


def roles_with(permission: SitePermission) -> tuple[Role, ...]:
    """Roles that carry a site permission, in table order; a refusal names them."""
    return tuple(role for role, row in ROLES.items() if permission in row.on_site)


def memberships_with(user: User, permission: SitePermission) -> QuerySet[TeamMembership]:
    """The person's standing team memberships that carry the permission today."""
    if not user.is_active:
        return TeamMembership.objects.none()
    return team_memberships(user).filter(team__role__in=roles_with(permission))


def partnerships_with(user: User, permission: SitePermission) -> QuerySet[Partnership]:
    """The partnerships over whose money the person holds the permission today."""
    return Partnership.objects.filter(pk__in=memberships_with(user, permission).values("team__partnership"))


def bodies_of(user: User, partnership: Partnership) -> QuerySet[Organisation]:
    """The bodies for which the person answers in this partnership today."""
    held = memberships_with(user, SitePermission.ANSWER_FUNDING).filter(team__partnership=partnership)
    return Organisation.objects.filter(pk__in=held.values("organisation"))


def granted(user: User, partnership: Partnership) -> frozenset[SitePermission]:
    """Every site permission the person holds for the partnership today; one query."""
    if not user.is_active:
        return frozenset()
    roles = team_memberships(user).filter(team__partnership=partnership).values_list("team__role", flat=True)
    return frozenset[SitePermission]().union(*(ROLES[Role(role)].on_site for role in roles))


def is_nominee(user: User, partnership: Partnership) -> bool:
    """True when the chair has named the person to approve in the chair's place, and the person still sees the money.

    A nomination ends with the place in the team for which the person was chosen.
    """
    today = timezone.localdate()
    is_named = user.is_active and Nominee.objects.filter(active_on(today), partnership=partnership, user=user).exists()
    return is_named and SitePermission.VIEW_FUNDING in granted(user, partnership)


def is_chair_or_nominee(user: User, partnership: Partnership) -> bool:
    """True for the partnership's chair and for those the chair has named; other approvers do not approve projects."""
    held = memberships_with(user, SitePermission.APPROVE_FUNDING).filter(team__partnership=partnership)
    return held.filter(team__role=Role.CSP_CHAIR).exists() or is_nominee(user, partnership)


def check_chair_or_nominee(user: User, partnership: Partnership) -> None:
    """Pass for the chair or a recorded nominee; raise NotPermitted. Source: grant rules, section 4.3 [V]."""
    if not is_chair_or_nominee(user, partnership):
        raise NotPermitted(
            "A project is approved by the partnership's chair or by a nominee the chair has recorded. You are neither."
        )


def check_can(verb: FundingVerb, user: User, partnership: Partnership) -> None:
    """Pass when the person may do the act on the partnership's money; raise NotPermitted saying who may."""
    permission = VERBS[verb].permission
    if permission in granted(user, partnership):
        return
    if permission is SitePermission.APPROVE_FUNDING and is_nominee(user, partnership):
        return
    who = in_words(roles_with(permission))
    raise NotPermitted(f"You may not do this: {VERBS[verb].label.lower()}. It is for {who}.")


def can(verb: FundingVerb, user: User, partnership: Partnership) -> bool:
    """True when the person may do the act on the partnership's money."""
    try:
        check_can(verb, user, partnership)
    except NotPermitted:
        return False
    return True


def check_answers_for(user: User, organisation: Organisation, partnership: Partnership) -> None:
    """Pass when the person answers for this body in this partnership; raise NotPermitted."""
    if not bodies_of(user, partnership).filter(pk=organisation.pk).exists():
        raise NotPermitted(f"You do not answer for {organisation} here. Ask the coordinator.")


def role_label(user: User, partnership: Partnership) -> str:
    """The first of the person's roles in the partnership's teams in words, "" for none; an event keeps it."""
    held = set(team_memberships(user).filter(team__partnership=partnership).values_list("team__role", flat=True))
    return next((row.label for role, row in ROLES.items() if role.value in held), "")
