"""How do the rows of a grant become the facts its sums are worked out from? A fixed number of queries."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction

from django.db.models import QuerySet, Sum
from django.utils import timezone

from dhr_cases.errors import NotNow
from dhr_cases.models import Partnership
from funding.grant_duplicates import Match, Proposal, likely_duplicates
from funding.grant_sums import GrantFacts, ProjectFact, effective_allocation, underspend
from funding.grant_terms import CaseState, Disposition, ExtensionAnswer, ReturnKind
from funding.models import Entry, JournalLine
from funding.models.grants import BusinessCase, GrantExtension, GrantProject, GrantYear, NeighbourProject
from funding.money import Qualifier
from funding.terms import EntryKind
from funding.years import FinancialYear

RELEASED = (CaseState.PAID, CaseState.DELIVERED, CaseState.CLOSED)
"""States of an in-year business case from which its projects have drawn on the pot."""


def grants_of(partnership: Partnership) -> QuerySet[GrantYear]:
    """Every grant year of a partnership with its funder, oldest first."""
    rows: QuerySet[GrantYear] = GrantYear.objects.filter(partnership=partnership).select_related("funder")
    return rows.order_by("year")


def grant_in(partnership: Partnership, year: FinancialYear) -> GrantYear | None:
    """The grant of a year, None where none was opened."""
    return grants_of(partnership).filter(year=year.start).first()


def open_grant(partnership: Partnership, year: FinancialYear) -> GrantYear:
    """The grant of a year that is still open; raises NotNow where there is none or it is closed."""
    grant = grant_in(partnership, year)
    if grant is None:
        raise NotNow(f"No grant is recorded for {year.label} yet. Open the grant year first.")
    check_open(grant)
    return grant


def check_open(grant: GrantYear) -> None:
    """Pass while the grant year is open; raise NotNow once it is closed."""
    if grant.closed_on is not None:
        raise NotNow(f"The grant year {grant.label} is closed. What is in it stays as it is.")


def facts_of(grant: GrantYear, on: datetime.date | None = None, without: BusinessCase | None = None) -> GrantFacts:
    """The facts of a grant year as they stand on a day, today without one; the projects of one case may be left out."""
    day = on or timezone.localdate()
    projects = [project for project in projects_of(grant) if without is None or project.business_case != without]
    return GrantFacts(
        year=grant.year,
        allocation=allocation_of(grant),
        projects=tuple(map(fact_of, projects)),
        pot_share=pot_share(grant),
        upfront=grant.upfront_pence,
        pot=grant.pot_pence,
        does_pot_wait=grant.does_pot_wait,
        is_over=FinancialYear(grant.year).last < day,
        endings=endings_of(grant),
    )


def projects_of(grant: GrantYear) -> list[GrantProject]:
    """The projects of a grant year in the order they came, each with its business case."""
    if "projects" in getattr(grant, "_prefetched_objects_cache", {}):
        return list(grant.projects.all())
    return list(grant.projects.select_related("business_case", "lead").order_by("pk"))


def fact_of(project: GrantProject) -> ProjectFact:
    """One project as the sums see it."""
    case = project.business_case
    return ProjectFact(
        key=project.key,
        title=project.title,
        amount=project.amount_pence,
        state=project.at,
        outturn=project.outturn_pence,
        from_pot=project.from_pot,
        is_released=not project.from_pot or case is None or case.at in RELEASED,
        qualifier=Qualifier(project.amount_qualifier),
    )


def pot_share(grant: GrantYear) -> Fraction | None:
    """The share that may be held as tactical pot; None where the rules of the year allow none."""
    if not grant.pot_numerator or not grant.pot_denominator:
        return None
    return Fraction(grant.pot_numerator, grant.pot_denominator)


def endings_of(grant: GrantYear) -> dict[Disposition, int]:
    """What was returned, carried and explained so far."""
    found: dict[Disposition, int] = defaultdict(int)
    for ending in grant.endings.all():
        found[Disposition(ending.disposition)] += ending.amount_pence
    return dict(found)


def allocation_of(grant: GrantYear) -> int | None:
    """The allocation; where it was confirmed at last year's level, the figure of the year that states one."""
    if grant.allocation_pence is not None or not grant.is_same_as_last_year:
        return grant.allocation_pence
    before = GrantYear.objects.filter(partnership=grant.partnership_id, year__lte=grant.year)
    rows = before.values_list("year", "allocation_pence", "is_same_as_last_year")
    return effective_allocation({year: (own, is_same) for year, own, is_same in rows}, grant.year)


def underspends_until(grant: GrantYear, on: datetime.date | None = None) -> Mapping[int, int | None]:
    """The underspend of the year and of each year before it, None where it is not known."""
    rows = grants_of(grant.partnership).filter(year__lte=grant.year)
    rows = rows.prefetch_related("projects__business_case", "endings")
    return {row.year: underspend(facts_of(row, on)) for row in rows}


def extended_until(grant: GrantYear) -> datetime.date | None:
    """The latest deadline that was granted, None without one."""
    granted = GrantExtension.objects.filter(grant=grant, answer=ExtensionAnswer.GRANTED).exclude(until=None)
    last = granted.order_by("-until").first()
    return None if last is None else last.until


def _by_keeper(kept: Iterable[NeighbourProject]) -> dict[tuple[int, int], list[Proposal]]:
    """Other partnerships' projects by whose comparison they are for, and by start of the year."""
    found: dict[tuple[int, int], list[Proposal]] = defaultdict(list)
    for row in kept:
        found[row.kept_by_id, row.year].append(neighbour_proposal(row))
    return found


def duplicates_of(projects: Iterable[GrantProject]) -> dict[int, tuple[Match, ...]]:
    """For each project its likely duplicates among other partnerships' cases of the same year; one query."""
    ours = list(projects)
    grants = {project.grant_id: project.grant for project in ours}.values()
    kept = NeighbourProject.objects.filter(
        kept_by__in={grant.partnership_id for grant in grants}, year__in={grant.year for grant in grants}
    )
    others = _by_keeper(kept)
    return {
        project.pk: likely_duplicates(proposal_of(project), others[project.grant.partnership_id, project.grant.year])
        for project in ours
    }


def proposal_of(project: GrantProject) -> Proposal:
    """Our project as it is compared."""
    areas = frozenset() if project.is_county_wide else frozenset(lines_of(project.areas))
    return Proposal(project.key, project.title, project.supplier, areas)


def neighbour_proposal(row: NeighbourProject) -> Proposal:
    """Another partnership's project as it is compared; the partnership's own area where none is named."""
    areas = frozenset(lines_of(row.areas)) or frozenset({row.partnership_name})
    return Proposal(str(row.pk), row.title, row.supplier, areas, row.partnership_name)


def lines_of(text: str) -> list[str]:
    """The names of a list kept one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def ledger_sums(grant: GrantYear) -> dict[EntryKind, int]:
    """Posted grant money of the year by kind, in plain amounts: paid in, spent, given back."""
    rows = Entry.objects.filter(project__grant=grant).order_by().values_list("kind")
    return {EntryKind(kind): abs(total) for kind, total in rows.annotate(total=Sum("amount_pence"))}


def waiting_sums(grant: GrantYear) -> dict[EntryKind, int]:
    """Grant money of the year put forward and neither posted nor refused, by kind, in plain amounts."""
    lines = JournalLine.objects.filter(project__grant=grant, journal__decision=None).order_by().values_list("kind")
    return {EntryKind(kind): abs(total) for kind, total in lines.annotate(total=Sum("amount_pence"))}


def spent_in_ledger(project: GrantProject) -> int:
    """What the ledger says a project cost, posted or put forward and not refused; in plain pence."""
    lines = JournalLine.objects.filter(project=project, kind=EntryKind.GRANT_SPEND)
    total = lines.exclude(journal__decision__is_approved=False).aggregate(total=Sum("amount_pence"))["total"]
    return -(total or 0)


def left_of_payments(grant: GrantYear, facts: GrantFacts) -> int | None:
    """What was paid, posted or put forward, less what was spent; None where no payment is recorded here."""
    moved, waiting = ledger_sums(grant), waiting_sums(grant)
    paid = moved.get(EntryKind.GRANT_PAYMENT, 0) + waiting.get(EntryKind.GRANT_PAYMENT, 0)
    return paid - sum(project.spent or 0 for project in facts.counted) if paid else None


def returns_missing(grant: GrantYear, kind: ReturnKind) -> list[str]:
    """Titles of agreed projects without this monitoring return; a year taken in from a file is asked for none."""
    of_a_case = grant.projects.exclude(business_case=None).select_related("business_case")
    projects = of_a_case.exclude(returns__kind=kind).order_by("pk")
    return [project.title for project in projects if fact_of(project).counts]
