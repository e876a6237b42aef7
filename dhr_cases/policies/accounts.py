"""When may an account, or a place in a team, be ended? Never so that nobody is left to manage accounts."""

from django.db.models import Q
from django.utils import timezone

from dhr_cases.errors import NotNow
from dhr_cases.models import TeamMembership
from dhr_cases.roles import ROLES, Role, SitePermission

MANAGING = [role for role, row in ROLES.items() if SitePermission.MANAGE_ACCOUNTS in row.on_site]
"""Roles whose holders manage accounts."""


def check_a_manager_stays(leaving: list[TeamMembership]) -> None:
    """Pass when somebody who may sign in can still manage accounts after these places have ended.

    Raises NotNow. Source: ours, since without an administrator nobody could let anybody in [D].
    """
    today = timezone.localdate()
    holds_today = Q(starts_on__lte=today) & (Q(ends_on=None) | Q(ends_on__gte=today))
    managing = TeamMembership.objects.filter(holds_today, team__role__in=MANAGING, user__is_active=True)
    ending = [row.pk for row in leaving]
    ends_one = managing.filter(pk__in=ending).exists()
    if ends_one and not managing.exclude(pk__in=ending).exists():
        label = ROLES[Role.ADMINISTRATOR].label.lower()
        raise NotNow(f"This is the last {label}. Make another {label} first.")
