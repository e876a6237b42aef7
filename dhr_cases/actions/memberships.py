"""Who holds which role from when to when: memberships are the truth, permission rows follow in the same transaction."""

import datetime

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from dhr_cases.actions.core import acting
from dhr_cases.actions.grants import refresh_people, refresh_teams
from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseMembership, Organisation, Partnership, Team, TeamMembership, User
from dhr_cases.models.history import change
from dhr_cases.permissions import active_on, check_can_on_site
from dhr_cases.policies.accounts import MANAGING, check_a_manager_stays
from dhr_cases.roles import ROLES, Holding, Role, SitePermission
from dhr_cases.verbs import Verb


def grant_role(
    *,
    case: Case,
    by: User,
    to: User,
    role: Role,
    organisation: Organisation | None = None,
    starts_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
    reason: str = "",
) -> CaseMembership:
    """Give a person a role on the case.

    Raises Incomplete when the role needs an agency or is a team's, or when it would end before it begins.
    """
    row = ROLES[role]
    if row.holding is Holding.TEAM:
        raise Incomplete(f"{row.label} is a role of a standing team, not of one case.")
    if row.needs_organisation and organisation is None:
        raise Incomplete(f"Say for which agency the person is {row.label.lower()}.")
    first = starts_on or timezone.localdate()
    if ends_on is not None and ends_on < first:
        raise Incomplete("The last day is before the first.")
    with acting(Verb.GRANT_ROLE, case, by, reason=reason) as act:
        member = CaseMembership.objects.create(
            case=case,
            user=to,
            role=role,
            organisation=organisation,
            starts_on=first,
            ends_on=ends_on,
            reason=reason,
        )
        refresh_people(case)
        act.record(Event.MEMBERSHIP_GRANTED, about=member, detail={"role": row.label, "account": to.pk})
    return member


def end_role(*, case: Case, by: User, membership: CaseMembership, reason: str) -> None:
    """End a role yesterday, so that the next request already finds it gone. The reason is kept.

    Raises Incomplete for a role on another case, NotNow for one that has ended: its last day stays what it was.
    """
    with acting(Verb.END_ROLE, case, by, reason=reason) as act:
        membership.refresh_from_db()
        if membership.case_id != case.pk:
            raise Incomplete("This role belongs to another review.")
        check_role_lasts(membership)
        membership.ends_on = timezone.localdate() - datetime.timedelta(days=1)
        membership.reason = reason
        membership.save()
        refresh_people(case)
        label = ROLES[Role(membership.role)].label
        act.record(Event.MEMBERSHIP_ENDED, about=membership, detail={"role": label, "account": membership.user_id})


def check_role_lasts(membership: CaseMembership) -> None:
    """Pass for a role whose last day is not past; raise NotNow."""
    if _has_ended(membership):
        raise NotNow("This role has ended already.")


def _has_ended(membership: CaseMembership | TeamMembership) -> bool:
    return membership.ends_on is not None and membership.ends_on < timezone.localdate()


def team_of(partnership: Partnership, role: Role) -> Team:
    """The standing team of a role in a partnership, made on first use. Raises Incomplete for a case role."""
    if ROLES[role].holding is Holding.CASE:
        raise Incomplete(f"{ROLES[role].label} is a role on one case, not of a standing team.")
    found: Team | None = Team.objects.filter(partnership=partnership, role=role).first()
    if found is not None:
        return found
    group = Group.objects.create(name=f"{partnership.code}: {ROLES[role].label}")
    team: Team = Team.objects.create(partnership=partnership, role=role, group=group)
    belongs = Q(lead_csp=partnership) | Q(managing_body=partnership) | Q(joint_csps=partnership)
    for case in Case.objects.filter(belongs).distinct():
        refresh_teams(case)
    return team


@transaction.atomic
def join_team(
    *,
    by: User | None,
    to: User,
    partnership: Partnership,
    role: Role,
    organisation: Organisation | None = None,
    reason: str = "",
) -> TeamMembership:
    """Put a person in a standing team. ``by`` is None only while an installation is set up.

    Raises Incomplete when the role stands for a body and none is named, or the person has this place already.
    """
    if by is not None:
        check_can_on_site(SitePermission.MANAGE_ACCOUNTS, by)
    if ROLES[role].needs_organisation and organisation is None:
        raise Incomplete(f"Say for which body the person is {ROLES[role].label.lower()}.")
    with change(reason or "Joined a team", by):
        team = team_of(partnership, role)
        if _places(team, to, organisation if ROLES[role].needs_organisation else None).exists():
            raise Incomplete(f"{to} is already in this team.")
        member: TeamMembership = TeamMembership.objects.create(
            team=team, user=to, organisation=organisation, starts_on=timezone.localdate(), reason=reason
        )
        to.groups.add(team.group)
    return member


def _places(team: Team, user: User, organisation: Organisation | None = None) -> QuerySet[TeamMembership]:
    """A person's places in a team today; those for one body where one is named, for a person may stand for several."""
    places = TeamMembership.objects.filter(active_on(timezone.localdate()), team=team, user=user)
    return places.filter(organisation=organisation) if organisation is not None else places


def one_manager_ends_at_a_time() -> None:
    """Hold back others who end an account or a place in a team until the transaction ends: the last two cannot both go.

    ``check_a_manager_stays`` comes after it.
    """
    list(Team.objects.select_for_update().filter(role__in=MANAGING).order_by("pk"))


@transaction.atomic
def leave_team(*, by: User, membership: TeamMembership, reason: str) -> None:
    """Take a person out of a standing team, at once; the last administrator stays.

    Raises NotNow for a place that has ended: its last day stays what it was.
    """
    check_can_on_site(SitePermission.MANAGE_ACCOUNTS, by)
    one_manager_ends_at_a_time()
    membership.refresh_from_db()
    if _has_ended(membership):
        raise NotNow("This place in the team has ended already.")
    check_a_manager_stays([membership])
    with change(reason, by):
        membership.ends_on = timezone.localdate() - datetime.timedelta(days=1)
        membership.reason = reason
        membership.save()
        if not _places(membership.team, membership.user).exists():
            membership.user.groups.remove(membership.team.group)
