"""Which permission rows follow from the memberships, and how are they written? The index of the truth.

Rows are derived in bulk: per person from case memberships, per standing team from the case's partnerships.
"""

import datetime
from collections.abc import Iterable

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone

from dhr_cases.disclosure import sees_case
from dhr_cases.models import (
    Case,
    CaseGroupPermission,
    CaseMembership,
    CaseUserPermission,
    InformationRequest,
    RequestUserPermission,
    Team,
)
from dhr_cases.permissions import active_on
from dhr_cases.roles import ROLES, CasePermission, Holding, RequestPermission, Role

UserRow = tuple[int, str, int, datetime.date | None]
"""Person, codename, object (case or request), last day."""
GroupRow = tuple[int, str, int]
"""Group, codename, case."""

_USER_COLUMNS = ("user", "permission__codename", "content_object", "until")
_GROUP_COLUMNS = ("group", "permission__codename", "content_object")


def expected_user_rows(case: Case) -> set[UserRow]:
    """Permission rows that the case's memberships of today imply."""
    return _lasting_longest(
        (member.user_id, permission.value, case.pk, member.ends_on)
        for member in _members_today(case)
        for permission in ROLES[Role(member.role)].on_case
    )


def expected_request_rows(case: Case) -> set[UserRow]:
    """Permission rows on the case's information requests: an agency's people on that agency's request."""
    requests = list(InformationRequest.objects.filter(case=case))
    return _lasting_longest(
        (member.user_id, permission.value, request.pk, member.ends_on)
        for member in _members_today(case)
        for permission in ROLES[Role(member.role)].on_request
        for request in requests
        if request.organisation_id == member.organisation_id
    )


def _members_today(case: Case) -> QuerySet[CaseMembership]:
    members: QuerySet[CaseMembership] = CaseMembership.objects.filter(active_on(timezone.localdate()), case=case)
    return members


def _lasting_longest(rows: Iterable[UserRow]) -> set[UserRow]:
    """One row for each person, permission and object: the one that ends last."""
    last_days: dict[tuple[int, str, int], datetime.date | None] = {}
    for user, permission, about, until in rows:
        key = (user, permission, about)
        last_days[key] = _later(last_days[key], until) if key in last_days else until
    return {(*key, until) for key, until in last_days.items()}


def expected_group_rows(case: Case) -> set[GroupRow]:
    """Permission rows of the standing teams of every partnership the case belongs to.

    A team's rows exist only from the stage in which its role first sees the case.
    """
    partnerships = {case.lead_csp_id, case.managing_body_id, *case.joint_csps.values_list("pk", flat=True)}
    rows: set[GroupRow] = set()
    for team in Team.objects.filter(partnership__in=[pk for pk in partnerships if pk]):
        role = Role(team.role)
        rows |= {(team.group_id, name, case.pk) for name in _team_permissions(role, case)}
    return rows


def _team_permissions(role: Role, case: Case) -> Iterable[str]:
    row = ROLES[role]
    if row.holding is Holding.CASE:
        return ()
    needs_sight = CasePermission.VIEW in row.on_case
    if needs_sight and not sees_case(role, case.standing):
        return ()
    return [permission.value for permission in row.on_case]


def _later(one: datetime.date | None, other: datetime.date | None) -> datetime.date | None:
    return None if one is None or other is None else max(one, other)


def stored_user_rows(case: Case) -> set[UserRow]:
    """Permission rows of people on the case, as they stand in the database."""
    return set(CaseUserPermission.objects.filter(content_object=case).values_list(*_USER_COLUMNS))


def stored_request_rows(case: Case) -> set[UserRow]:
    """Permission rows of people on the case's requests, as they stand in the database."""
    return set(RequestUserPermission.objects.filter(content_object__case=case).values_list(*_USER_COLUMNS))


def stored_group_rows(case: Case) -> set[GroupRow]:
    """Permission rows of teams on the case, as they stand in the database."""
    return set(CaseGroupPermission.objects.filter(content_object=case).values_list(*_GROUP_COLUMNS))


def difference(case: Case) -> set[UserRow | GroupRow]:
    """Rows that are stored and should not be, or should be and are not; empty when index and truth agree."""
    return (
        (stored_user_rows(case) ^ expected_user_rows(case))
        | (stored_request_rows(case) ^ expected_request_rows(case))
        | (stored_group_rows(case) ^ expected_group_rows(case))
    )


def refresh_people(case: Case) -> None:
    """Make the person rows of a case and its requests what its memberships imply."""
    _rewrite_users(CaseUserPermission, Case, stored_user_rows(case), expected_user_rows(case))
    _rewrite_users(RequestUserPermission, InformationRequest, stored_request_rows(case), expected_request_rows(case))


def refresh_teams(case: Case) -> None:
    """Make the team rows of a case what its partnerships and stage imply."""
    stored, expected = stored_group_rows(case), expected_group_rows(case)
    for group, name, _ in stored - expected:
        CaseGroupPermission.objects.filter(content_object=case, group=group, permission__codename=name).delete()
    ids = permission_ids(Case)
    CaseGroupPermission.objects.bulk_create(
        CaseGroupPermission(group_id=group, permission_id=ids[name], content_object_id=pk)
        for group, name, pk in sorted(expected - stored)
    )


def _rewrite_users(
    table: type[CaseUserPermission] | type[RequestUserPermission],
    target: type[Case] | type[InformationRequest],
    stored: set[UserRow],
    expected: set[UserRow],
) -> None:
    for user, name, pk, _ in stored - expected:
        table.objects.filter(user=user, permission__codename=name, content_object=pk).delete()
    ids = permission_ids(target)
    table.objects.bulk_create(
        table(user_id=user, permission_id=ids[name], content_object_id=pk, until=until)
        for user, name, pk, until in sorted(expected - stored, key=str)
    )


def permission_ids(target: type[Case] | type[InformationRequest]) -> dict[str, int]:
    """Primary keys of the permissions of a table, by codename; one query, never cached."""
    wanted = CasePermission if target is Case else RequestPermission
    kind = ContentType.objects.get_for_model(target)
    rows = Permission.objects.filter(content_type=kind, codename__in=[p.value for p in wanted])
    return dict(rows.values_list("codename", "pk"))
