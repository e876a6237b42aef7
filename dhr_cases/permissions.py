"""Who may? Asked of the permission rows that memberships derive; deny by default.

Every question is about one case, one request or one partnership's team; nothing is granted globally.
Source: domain 5.2 [D] based on 2016 guidance [K].
"""

import datetime

from django.contrib.auth.models import Permission
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from dhr_cases.disclosure import Material
from dhr_cases.disclosure import may_see as table_says
from dhr_cases.errors import NotPermitted
from dhr_cases.models import (
    Case,
    CaseGroupPermission,
    CaseMembership,
    CaseUserPermission,
    InformationRequest,
    RequestUserPermission,
    TeamMembership,
    User,
)
from dhr_cases.roles import (
    ROLES,
    CasePermission,
    RequestPermission,
    Role,
    SitePermission,
    begun_small,
    in_words,
    roles_with,
)
from dhr_cases.verbs import VERBS, Verb


def active_on(day: datetime.date) -> Q:
    """Memberships that hold on the day; ``ends_on`` is the last day."""
    return Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day))


def not_ended(day: datetime.date) -> Q:
    """Permission rows that still hold on the day."""
    return Q(until=None) | Q(until__gte=day)


def team_memberships(user: User) -> QuerySet[TeamMembership]:
    """The standing teams a person is in today."""
    return TeamMembership.objects.filter(active_on(timezone.localdate()), user=user)


def cases_with(user: User, permission: CasePermission) -> QuerySet[Case]:
    """Every case on which the person holds the permission today; one query, however many cases."""
    if not user.is_active:
        return Case.objects.none()
    return Case.objects.filter(holds_on_case(user, permission.value, "pk"))


def holds_on_case(user: User, codename: str | OuterRef, case: str) -> Q:
    """A condition on rows of any table: the person holds a permission on the case that the row's field names.

    ``codename`` may be another field of the row, so that one query asks a different permission of each row.
    """
    if not user.is_active:
        return Q(pk__in=())
    this_case = {"content_object": OuterRef(case), "permission": _key_of(codename, Case)}
    direct = CaseUserPermission.objects.filter(not_ended(timezone.localdate()), user=user, **this_case)
    groups = team_memberships(user).values("team__group")
    teams = CaseGroupPermission.objects.filter(group__in=groups, **this_case)
    return Q(Exists(direct)) | Q(Exists(teams))


def holds_on_request(user: User, codename: str | OuterRef, request: str) -> Q:
    """The same for a permission on the information request that the row's field names."""
    if not user.is_active:
        return Q(pk__in=())
    rows = RequestUserPermission.objects.filter(
        not_ended(timezone.localdate()),
        user=user,
        content_object=OuterRef(request),
        permission=_key_of(codename, InformationRequest),
    )
    return Q(Exists(rows))


def _key_of(codename: str | OuterRef, table: type[Case] | type[InformationRequest]) -> Subquery:
    """The permission's key: only by that can an index on the permission rows be used to its end."""
    name = OuterRef(codename) if isinstance(codename, OuterRef) else codename
    rows = Permission.objects.filter(
        content_type__app_label=table._meta.app_label, content_type__model=table._meta.model_name, codename=name
    )
    return Subquery(rows.values("pk")[:1])


def requests_with(user: User, permission: RequestPermission) -> QuerySet[InformationRequest]:
    """Every information request on which the person holds the permission today."""
    if not user.is_active:
        return InformationRequest.objects.none()
    return InformationRequest.objects.filter(holds_on_request(user, permission.value, "pk"))


def granted(user: User, case: Case) -> frozenset[CasePermission]:
    """Every permission the person holds on the case today, in one query."""
    if not user.is_active:
        return frozenset()
    direct = CaseUserPermission.objects.filter(not_ended(timezone.localdate()), user=user, content_object=case)
    teams = CaseGroupPermission.objects.filter(
        group__in=team_memberships(user).values("team__group"), content_object=case
    )
    codename = "permission__codename"
    names = direct.values_list(codename, flat=True).union(teams.values_list(codename, flat=True))
    return frozenset(CasePermission(name) for name in names)


def roles_on(user: User, case: Case) -> frozenset[Role]:
    """Every role the person holds on the case today, by membership or standing team."""
    own = CaseMembership.objects.filter(active_on(timezone.localdate()), user=user, case=case)
    attached = CaseGroupPermission.objects.filter(content_object=case).values("group")
    teams = team_memberships(user).filter(team__group__in=attached)
    unordered = own.order_by().values_list("role", flat=True)
    roles = unordered.union(teams.order_by().values_list("team__role", flat=True))
    return frozenset(Role(role) for role in roles)


def check_can(verb: Verb, user: User, case: Case) -> None:
    """Pass when the person may do the act on this case; raise NotPermitted saying who may."""
    permission = VERBS[verb].permission
    if permission not in granted(user, case):
        who = in_words(roles_with(permission))
        raise NotPermitted(f"You may not do this: {begun_small(VERBS[verb].label)}. It is for {who} of this review.")


def can(verb: Verb, user: User, case: Case) -> bool:
    """True when the person may do the act on this case."""
    return VERBS[verb].permission in granted(user, case)


def check_can_on_request(permission: RequestPermission, user: User, request: InformationRequest) -> None:
    """Pass when the person may act on this request for its agency; raise NotPermitted."""
    if not requests_with(user, permission).filter(pk=request.pk).exists():
        raise NotPermitted("This request is for another agency, or your part in it has ended. Ask the coordinator.")


def may_see(user: User, material: Material, case: Case) -> bool:
    """True when one of the person's roles sees the material at the case's present stage."""
    return table_says(roles_on(user, case), material, case.standing)


def site_permissions(user: User) -> frozenset[SitePermission]:
    """What the person may do beyond cases, through standing teams; one query."""
    if not user.is_active:
        return frozenset()
    roles = team_memberships(user).values_list("team__role", flat=True)
    return frozenset().union(*(ROLES[Role(role)].on_site for role in roles))


def check_can_on_site(permission: SitePermission, user: User) -> None:
    """Pass when one of the person's teams carries the permission; raise NotPermitted saying who may."""
    if permission not in site_permissions(user):
        holders = tuple(role for role, row in ROLES.items() if permission in row.on_site)
        raise NotPermitted(f"This is for {in_words(holders)}.")
