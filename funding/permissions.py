"""Who may see, keep, approve or answer for the money of a partnership? Asked of standing teams; deny by default.

Nothing is granted globally: a permission holds for the partnership whose team carries it, and a funding contact's
for the body it stands for. Source: L31 [D].
"""

from django.db.models import QuerySet
from django.utils import timezone

from dhr_cases.errors import NotPermitted
from dhr_cases.models import Organisation, Partnership, User
from dhr_cases.permissions import active_on
from dhr_cases.roles import Role, SitePermission
from dhr_cases.site_permissions import bodies_answered_for, check_can_for_team, granted, memberships_with
from funding.models import Nominee
from funding.verbs import VERBS, FundingVerb


def bodies_of(user: User, partnership: Partnership) -> QuerySet[Organisation]:
    """The bodies for which the person answers in this partnership today."""
    return bodies_answered_for(user, SitePermission.ANSWER_FUNDING, partnership)


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
    row = VERBS[verb]
    if row.permission is not SitePermission.APPROVE_FUNDING or not is_nominee(user, partnership):
        check_can_for_team(row, user, partnership)


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
