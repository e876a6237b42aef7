"""Which requests of meetings does a person answer, and who answers for a body? Asked of the standing teams.

A request for money is answered among the requests of its year and is no part of this.
Source: a request is followed to its answer, L28 [D].
"""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from dhr_cases.errors import NotPermitted
from dhr_cases.models import Partnership, TeamMembership, User
from dhr_cases.permissions import active_on
from dhr_cases.roles import SitePermission
from dhr_cases.site_permissions import bodies_answered_for, memberships_with, roles_with
from governance.models import PartnerRequest
from governance.policies.requests import stands
from governance.request_terms import WAITING


def asked_of(user: User) -> QuerySet[PartnerRequest]:
    """The requests of meetings that the person answers today, of every partnership; one query, soonest due first."""
    held = memberships_with(user, SitePermission.ANSWER_MEETINGS).filter(
        team__partnership=OuterRef("item__meeting__body__partnership"), organisation=OuterRef("organisation")
    )
    rows = PartnerRequest.objects.filter(Exists(held), funding_request=None)
    found: QuerySet[PartnerRequest] = rows.select_related("item__meeting__body__partnership", "organisation")
    return found


def waiting_for(user: User) -> list[PartnerRequest]:
    """Those of them that wait for an answer."""
    today = timezone.localdate()
    rows = asked_of(user).filter(answered_on=None, reported_on=None, withdrawn_on=None)
    return [row for row in rows if stands(row, today) in WAITING]


def check_answers_for(user: User, request: PartnerRequest) -> None:
    """Pass when the person answers for the body that is asked; raise NotPermitted."""
    partnership = request.item.meeting.body.partnership
    bodies = bodies_answered_for(user, SitePermission.ANSWER_MEETINGS, partnership)
    if not bodies.filter(pk=request.organisation_id).exists():
        raise NotPermitted(f"You do not answer for {request.organisation}. Ask the coordinator.")


def accounts_with(permission: SitePermission, partnership: Partnership) -> QuerySet[TeamMembership]:
    """The places in the partnership's teams that carry the permission today and whose account is open."""
    rows: QuerySet[TeamMembership] = TeamMembership.objects.filter(
        active_on(timezone.localdate()),
        team__partnership=partnership,
        team__role__in=roles_with(permission),
        user__is_active=True,
    )
    return rows
