"""Which rows may this person reach? The only way views come to rows: fetch and authorise in one step."""

import datetime
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from dhr_cases.disclosure import Material, stages_showing
from dhr_cases.models import Case, CaseEvent, CaseGroupPermission, CaseMembership, InformationRequest, Partnership, User
from dhr_cases.models.case import REMEMBERING
from dhr_cases.permissions import active_on, cases_with, requests_with, team_memberships
from dhr_cases.roles import CasePermission, RequestPermission, Role
from dhr_cases.stages import Stage


def visible_to(user: User) -> QuerySet[Case]:
    """Cases the person may see at all. What is not here does not exist for them."""
    return cases_with(user, CasePermission.VIEW)


def of_partnership(partnership: Partnership, case: str = "") -> Q:
    """A condition on rows whose path to the case is ``case``: the partnership leads the review, or runs it."""
    return Q(**{f"{case}lead_csp": partnership}) | Q(**{f"{case}managing_body": partnership})


def reviews_with_recommendations(user: User, partnership: Partnership) -> QuerySet[Case]:
    """The partnership's reviews whose recommendations the person may read; a forgotten one has none."""
    return showing(user, Material.RECOMMENDATIONS).filter(of_partnership(partnership), forgotten_on=None)


def money_visible_to(user: User) -> QuerySet[Case]:
    """Cases whose money the person may see, by reference only."""
    return cases_with(user, CasePermission.VIEW_MONEY)


def requests_of(user: User) -> QuerySet[InformationRequest]:
    """Information requests the person answers or signs off for an agency."""
    return requests_with(user, RequestPermission.RESPOND) | requests_with(user, RequestPermission.SIGN_OFF)


def showing(user: User, material: Material) -> QuerySet[Case]:
    """Cases whose present stage shows the material to one of the person's roles; the disclosure table as a query."""
    found = Q(pk__in=())
    for stages, roles in stages_showing(material).items():
        found |= _stands_in(stages) & _holds_one_of(user, roles)
    return visible_to(user).filter(found)


def _stands_in(stages: Iterable[Stage]) -> Q:
    """Cases that stand in one of the stages, as ``Case.standing`` says where."""
    remembers = Q(stage__in=REMEMBERING) & ~Q(resumes_at="")
    return (Q(stage__in=stages) & ~remembers) | (remembers & Q(resumes_at__in=stages))


def _holds_one_of(user: User, roles: Iterable[Role]) -> Q:
    own = CaseMembership.objects.filter(active_on(timezone.localdate()), user=user, role__in=roles)
    groups = team_memberships(user).filter(team__role__in=roles).values("team__group")
    attached = CaseGroupPermission.objects.filter(group__in=groups)
    return Q(pk__in=own.values("case")) | Q(pk__in=attached.values("content_object"))


def changed_since(user: User, moment: datetime.datetime) -> QuerySet[CaseEvent]:
    """Events recorded after the moment on cases the person sees, newest first.

    Who may not read a case's history is told only that it moved on.
    """
    told = Q(moved=True) | Q(case__in=showing(user, Material.HISTORY))
    return (
        CaseEvent.objects.filter(told, case__in=visible_to(user), recorded_at__gt=moment)
        .select_related("case", "by")
        .order_by("-pk")
    )
