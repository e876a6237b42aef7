"""Who works on this case, as what, from when to when?"""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from dhr_cases.deadlines import long_date
from dhr_cases.disclosure import Material
from dhr_cases.models import Case, CaseGroupPermission, CaseMembership, TeamMembership
from dhr_cases.permissions import active_on, can
from dhr_cases.roles import ROLES, Role
from dhr_cases.verbs import Verb
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.offers import act_url, offered

HEADS = ("Person", "Role", "For", "Since", "Until")


@case_page(Material.MEMBERS)
def case_members(request: SignedInRequest, case: Case) -> HttpResponse:
    """Roles on this case, standing teams with a part in it, and roles that have ended."""
    today = timezone.localdate()
    members = CaseMembership.objects.filter(case=case).select_related("user", "organisation")
    now = members.filter(active_on(today))
    may_end = can(Verb.END_ROLE, request.user, case)
    context = {
        "case": case,
        "heads": [{"label": label} for label in HEADS],
        "now": _rows(now),
        "team": _team_rows(case),
        "ended": _rows(members.exclude(pk__in=now.values("pk"))),
        "endings": [
            {"label": f"{member.user}, {ROLES[Role(member.role)].label}", "url": act_url(case, Verb.END_ROLE, member)}
            for member in now
            if may_end
        ],
        "offers": offered(request.user, case, (Verb.GRANT_ROLE,)),
    }
    return render(request, "cases/members.html", context)


def _rows(members: QuerySet[CaseMembership]) -> list[dict[str, object]]:
    return [_row(member, member.role) for member in members]


def _row(member: CaseMembership | TeamMembership, role: str) -> dict[str, object]:
    texts = (
        str(member.user),
        ROLES[Role(role)].label,
        member.organisation.name if member.organisation else "the partnership",
        long_date(member.starts_on),
        long_date(member.ends_on) if member.ends_on else "no end set",
    )
    return {"cells": [{"text": text} for text in texts]}


def _team_rows(case: Case) -> list[dict[str, object]]:
    groups = CaseGroupPermission.objects.filter(content_object=case).values("group")
    teams = TeamMembership.objects.filter(active_on(timezone.localdate()), team__group__in=groups)
    return [_row(member, member.team.role) for member in teams.select_related("user", "organisation", "team")]
