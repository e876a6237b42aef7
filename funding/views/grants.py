"""What was the grant of a year, where does it go, what may the rest be called, and what is waited for?"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from dhr_cases.models import Partnership
from dhr_cases.views.gate import SignedInRequest
from funding.grant_rows import duplicates_of, facts_of, grant_in, grants_of, projects_of
from funding.grant_sums import divide
from funding.grant_terms import CaseKind, CaseState, DecisionKind, ExtensionAnswer, ProjectState
from funding.models.grants import BusinessCase, GrantExtension, GrantProject, GrantYear, NeighbourProject
from funding.permissions import is_chair_or_nominee
from funding.verbs import FundingVerb
from funding.views import grant_pages, grant_tables
from funding.views.frame import frame
from funding.views.gate import funding_page
from funding.views.grant_tables import Place
from funding.views.offers import Offer, offered
from funding.years import FinancialYear

V = FundingVerb
ON_A_YEAR = (V.PROPOSE_PROJECT, V.ASK_EXTENSION, V.RECORD_OTHER_CASE)
ABOUT_A_YEAR = (V.CHANGE_GRANT_YEAR, V.CLOSE_GRANT_YEAR)
APPROVALS = (V.APPROVE_PROJECT, V.REFUSE_PROJECT)
AFTER_AGREEMENT = (V.RECORD_DELIVERY, V.RECORD_MONITORING, V.RECORD_OUTTURN)
PAYMENT = {CaseKind.YEAR: V.RECORD_PAYMENT, CaseKind.IN_YEAR: V.RELEASE_POT}


@funding_page()
def funding_grant(request: SignedInRequest, partnership: Partnership, year: FinancialYear) -> HttpResponse:
    """The grant of one year."""
    place = Place(partnership, year)
    grant = grant_in(partnership, year)
    if grant is None:
        offers = _offers(request, place, (V.OPEN_GRANT_YEAR,))
        context = {"grant": None, "offers": offers, "other_years": _other_years(place)}
    else:
        context = _year_context(request, place, grant)
    return render(request, "funding/grant.html", frame(partnership, year, "funding_grant", **context))


def _year_context(request: SignedInRequest, place: Place, grant: GrantYear) -> dict[str, Any]:
    facts = facts_of(grant)
    parts = divide(facts)
    projects = projects_of(grant)
    extensions = list(grant.extensions.all())
    today = timezone.localdate()
    return {
        "grant": grant,
        "warnings": grant_tables.warnings(grant, facts, _suspected(projects), today),
        "figures": grant_tables.figures(place, grant, facts, parts),
        "waiting": grant_tables.waiting_words(grant),
        "division": grant_tables.division(parts, facts),
        "without_amount": parts.without_amount,
        "project_heads": grant_tables.PROJECT_HEADS,
        "project_rows": grant_tables.project_rows(place, projects),
        "pot_rows": grant_tables.pot_rows(grant, facts),
        "case_heads": grant_tables.CASE_HEADS,
        "case_rows": grant_tables.case_rows(place, grant),
        "rule_rows": grant_tables.rule_rows(grant),
        "extension_heads": grant_tables.EXTENSION_HEADS,
        "extension_rows": grant_tables.extension_rows(extensions),
        "neighbour_heads": grant_tables.NEIGHBOUR_HEADS,
        "neighbour_rows": grant_tables.neighbour_rows(
            NeighbourProject.objects.filter(kept_by=place.partnership, year=grant.year)
        ),
        "end_rows": grant_tables.end_rows(grant, facts),
        "other_years": _other_years(place),
        "offers": _year_offers(request, place, grant, extensions),
    }


def _other_years(place: Place) -> list[dict[str, str]]:
    """Links to the other years that have a grant, newest first."""
    years = [grant.financial_year for grant in grants_of(place.partnership) if grant.financial_year != place.year]
    return [
        {"label": year.label, "url": Place(place.partnership, year).url("funding_grant")} for year in reversed(years)
    ]


def _suspected(projects: Iterable[GrantProject]) -> list[str]:
    """Titles of projects with a likely duplicate that nobody has looked at."""
    open_projects = {project.pk: project for project in projects}
    matches = duplicates_of(open_projects.values())
    suspects = list(filter(matches.get, open_projects))
    looked_at = GrantProject.objects.filter(pk__in=suspects, decisions__kind=DecisionKind.DUPLICATE)
    seen = set(looked_at.values_list("pk", flat=True))
    return [open_projects[key].title for key in suspects if key not in seen]


def _year_offers(
    request: SignedInRequest, place: Place, grant: GrantYear, extensions: Iterable[GrantExtension]
) -> list[Offer]:
    if grant.closed_on is not None:
        return []
    answerable = (ExtensionAnswer.ASKED, ExtensionAnswer.CONSIDERED)
    waiting = [found for found in extensions if found.answer in answerable]
    found = _offers(request, place, ON_A_YEAR) + _offers(request, place, ABOUT_A_YEAR, grant)
    for extension in waiting:
        found += _offers(request, place, (V.ANSWER_EXTENSION,), extension)
    return found


def _offers(
    request: SignedInRequest, place: Place, verbs: Iterable[FundingVerb], subject: Model | None = None
) -> list[Offer]:
    """Acts the person may do, each leading back to the page it was asked from."""
    found = offered(request.user, place.partnership, place.year, verbs, subject)
    back = urlencode({"back": request.path})
    return [Offer(offer.verb, offer.label, f"{offer.url}?{back}") for offer in found]


@funding_page()
def funding_grant_case(
    request: SignedInRequest, partnership: Partnership, year: FinancialYear, number: int
) -> HttpResponse:
    """One business case: its projects, where it stands, what is waited for."""
    place = Place(partnership, year)
    case = get_object_or_404(
        BusinessCase.objects.select_related("grant__funder"),
        grant__partnership=partnership, grant__year=year.start, number=number,
    )  # fmt: skip
    context = {
        "business_case": case,
        **grant_pages.case_context(place, case),
        "step": grant_pages.step(case, _offers(request, place, _next_of(case), case)),
        "offers": _offers(request, place, _more_for(case)),
    }
    crumbs = _crumbs(place, case.title)
    return render(
        request, "funding/grant_case.html", frame(partnership, year, "funding_grant", **{**context, **crumbs})
    )


NEXT = {CaseState.APPROVED: V.SUBMIT_CASE, CaseState.SENT: V.RECORD_FUNDER_DECISION, CaseState.PROPOSED: V.GIVE_VIEW}
"""What follows for the business case as a whole; the Chair decides about each project."""


def _next_of(case: BusinessCase) -> tuple[FundingVerb, ...]:
    """The act that comes next; none in a closed year."""
    if case.grant.closed_on is not None:
        return ()
    if case.at in (CaseState.AGREED, CaseState.PART_AGREED, CaseState.PAID):
        return (PAYMENT[CaseKind(case.kind)],)
    return (NEXT[case.at],) if case.at in NEXT else ()


def _more_for(case: BusinessCase) -> tuple[FundingVerb, ...]:
    """A case that is being made takes more projects while its year is open."""
    is_being_made = case.at is CaseState.PROPOSED and case.grant.closed_on is None
    return (V.PROPOSE_PROJECT,) if is_being_made else ()


@funding_page()
def funding_grant_project(
    request: SignedInRequest, partnership: Partnership, year: FinancialYear, key: str
) -> HttpResponse:
    """One project: what it is, what was decided, what came of it."""
    place = Place(partnership, year)
    project = get_object_or_404(
        GrantProject.objects.select_related("grant__funder", "business_case", "lead"),
        grant__partnership=partnership, grant__year=year.start, key=key,
    )  # fmt: skip
    context = {
        "project": project,
        **grant_pages.project_context(place, project),
        "offers": _project_offers(request, place, project),
        "leads": (V.APPROVE_PROJECT,),
    }
    crumbs = _crumbs(place, project.title)
    return render(
        request, "funding/grant_project.html", frame(partnership, year, "funding_grant", **{**context, **crumbs})
    )


def _project_offers(request: SignedInRequest, place: Place, project: GrantProject) -> list[Offer]:
    if project.grant.closed_on is not None:
        return []
    verbs: list[FundingVerb] = [V.CHANGE_PROJECT]
    if project.at is not ProjectState.PROPOSED:
        verbs += AFTER_AGREEMENT
    elif _waits_for_the_chair(project) and is_chair_or_nominee(request.user, place.partnership):
        verbs = [*APPROVALS, *verbs]
    return _offers(request, place, verbs, project)


def _waits_for_the_chair(project: GrantProject) -> bool:
    case = project.business_case
    if case is None or case.at is not CaseState.VIEWED:
        return False
    return not project.decisions.filter(kind=DecisionKind.CHAIR).exists()


def _crumbs(place: Place, label: str) -> dict[str, Any]:
    """The way back through the grant of the year."""
    home = frame(place.partnership, place.year, "funding_grant")["breadcrumbs"]
    here = {"label": "Grant", "url": place.url("funding_grant")}
    return {"breadcrumbs": [*home[:-1], here, {"label": label}]}
