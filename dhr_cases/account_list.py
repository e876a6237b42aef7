"""Which accounts are there, what are they called, and in which standing teams do they stand? No case is read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from dhr_cases.deadlines import long_date
from dhr_cases.models import TeamMembership, User
from dhr_cases.permissions import active_on
from dhr_cases.roles import ROLES, Role


@dataclass(frozen=True)
class AccountFilter:
    """What a list of accounts is narrowed to; "" narrows nothing."""

    text: str = ""
    state: str = ""
    role: str = ""


@dataclass(frozen=True)
class Place:
    """A person's time in one standing team, in words."""

    pk: int
    role: str
    partnership: str
    organisation: str
    starts: str
    ends: str
    reason: str
    is_current: bool


def accounts_matching(wanted: AccountFilter) -> QuerySet[User]:
    """Accounts that match, by name; one query."""
    rows = User.objects.all()
    if wanted.text:
        rows = rows.filter(Q(full_name__icontains=wanted.text) | Q(email__icontains=wanted.text))
    if wanted.state:
        rows = rows.filter(is_active=wanted.state == "active")
    if wanted.role:
        held = TeamMembership.objects.filter(active_on(timezone.localdate()), team__role=wanted.role)
        rows = rows.filter(pk__in=held.values("user"))
    return rows


def team_labels(accounts: Iterable[User]) -> dict[int, str]:
    """The standing teams of today as words, by account; one query for a whole page."""
    labels: dict[int, list[str]] = defaultdict(list)
    held = TeamMembership.objects.filter(active_on(timezone.localdate()), user__in=[row.pk for row in accounts])
    for membership in held.select_related("team__partnership"):
        labels[membership.user_id].append(ROLES[Role(membership.team.role)].label)
    return {key: ", ".join(sorted(set(found))) for key, found in labels.items()}


def places_of(account: User) -> list[Place]:
    """Every place the person holds or held in a team, newest first; one query."""
    rows = TeamMembership.objects.filter(user=account).select_related("team__partnership", "organisation")
    return [_place(row) for row in rows.order_by("-starts_on", "-pk")]


def _place(row: TeamMembership) -> Place:
    today = timezone.localdate()
    return Place(
        pk=row.pk,
        role=ROLES[Role(row.team.role)].label,
        partnership=str(row.team.partnership),
        organisation=str(row.organisation or ""),
        starts=long_date(row.starts_on),
        ends=long_date(row.ends_on) if row.ends_on else "",
        reason=row.reason,
        is_current=row.ends_on is None or row.ends_on >= today,
    )
