"""Which rows may this person reach? The only way views come to rows: fetch and authorise in one step."""

import datetime

from django.db.models import QuerySet

from dhr_cases.models import Case, CaseEvent, InformationRequest, User
from dhr_cases.permissions import cases_with, requests_with
from dhr_cases.roles import CasePermission, RequestPermission


def visible_to(user: User) -> QuerySet[Case]:
    """Cases the person may see at all. What is not here does not exist for them."""
    return cases_with(user, CasePermission.VIEW)


def money_visible_to(user: User) -> QuerySet[Case]:
    """Cases whose money the person may see, by reference only."""
    return cases_with(user, CasePermission.VIEW_MONEY)


def requests_of(user: User) -> QuerySet[InformationRequest]:
    """Information requests the person answers or signs off for an agency."""
    return requests_with(user, RequestPermission.RESPOND) | requests_with(user, RequestPermission.SIGN_OFF)


def changed_since(user: User, moment: datetime.datetime) -> QuerySet[CaseEvent]:
    """Events recorded after the moment on cases the person sees, newest first."""
    return (
        CaseEvent.objects.filter(case__in=visible_to(user), recorded_at__gt=moment)
        .select_related("case", "by")
        .order_by("-pk")
    )
