"""Which rows of money may be reached, and by whom? The only way views come to rows."""

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet, Sum

from dhr_cases.models import Organisation, Partnership, User
from dhr_cases.roles import SitePermission
from dhr_cases.site_permissions import memberships_with, partnerships_with
from funding.models import Agreement, CostLine, Entry, FundingRequest, FundingSettings, Journal, ModelVersion
from funding.terms import ENTRY_KINDS, REQUEST_STATES, EntryKind, Measure, Sight, VersionState
from funding.years import FinancialYear

OPEN_STATES = tuple(state.value for state, row in REQUEST_STATES.items() if row.is_open)
SOONEST_DUE = (F("due_on").asc(nulls_last=True), "pk")
"""Requests without a day come last; by itself each database has its own way."""


def partnerships_of(user: User) -> QuerySet[Partnership]:
    """Partnerships whose money the person may see; the one that runs this installation first."""
    return partnerships_with(user, SitePermission.VIEW_FUNDING).order_by("-is_home", "name")


def sight_of(partnership: Partnership) -> Sight:
    """What partners see of the others' money here; until anything is set, what the settings begin with."""
    held = FundingSettings.objects.filter(partnership=partnership).first() or FundingSettings()
    return Sight(held.sight)


def agreements_of(partnership: Partnership, year: FinancialYear) -> QuerySet[Agreement]:
    """Contributions of a year with body, version and what they take over, in the order they were made."""
    rows = Agreement.objects.filter(partnership=partnership, year=year.start)
    return rows.select_related("organisation", "version__underwriter", "takes_over__organisation").order_by("pk")


def codes_of(agreements: Iterable[str]) -> dict[str, str]:
    """The code of the body behind each contribution, by the contribution's key."""
    found = Agreement.objects.filter(pk__in=list(agreements)).values_list("pk", "organisation__code")
    return {str(key): code for key, code in found}


def entries_of(partnership: Partnership, year: FinancialYear) -> QuerySet[Entry]:
    """Posted entries of a year by number."""
    return Entry.objects.filter(partnership=partnership, year=year.start).order_by("number")


def cost_lines_of(partnership: Partnership) -> QuerySet[CostLine]:
    """Every cost line of the partnership with its case."""
    return CostLine.objects.filter(partnership=partnership).select_related("case")


def requests_in(partnership: Partnership, year: FinancialYear) -> QuerySet[FundingRequest]:
    """Requests to bodies for a year, soonest due first."""
    rows = FundingRequest.objects.filter(partnership=partnership, year=year.start)
    return rows.select_related("organisation", "agreement", "round").order_by(*SOONEST_DUE)


def bodies_in(partnership: Partnership, year: FinancialYear) -> QuerySet[Organisation]:
    """Bodies that have a contribution for a year, were asked for one or got money of it back, by name."""
    paying = Agreement.objects.filter(partnership=partnership, year=year.start).values("organisation")
    asked = FundingRequest.objects.filter(partnership=partnership, year=year.start).values("organisation")
    repaid = entries_of(partnership, year).filter(kind=EntryKind.RETURNED).order_by().values("organisation")
    concerned = Q(pk__in=paying) | Q(pk__in=asked) | Q(pk__in=repaid)
    return Organisation.objects.filter(concerned).order_by("name", "pk")


def open_requests(partnership: Partnership) -> QuerySet[FundingRequest]:
    """Requests still open in any year: the forward plan."""
    rows = FundingRequest.objects.filter(partnership=partnership, state__in=OPEN_STATES)
    return rows.select_related("organisation").order_by(*SOONEST_DUE)


def own_requests(user: User) -> QuerySet[FundingRequest]:
    """Requests to the bodies for which the person answers, each in the partnership where it does."""
    held = memberships_with(user, SitePermission.ANSWER_FUNDING)
    rows = FundingRequest.objects.none()
    for membership in held.values("organisation", "team__partnership"):
        rows |= FundingRequest.objects.filter(
            organisation=membership["organisation"], partnership=membership["team__partnership"]
        )
    return rows.select_related("organisation", "partnership", "agreement")


def own_bodies(user: User) -> QuerySet[Organisation]:
    """The bodies for which the person answers anywhere."""
    held = memberships_with(user, SitePermission.ANSWER_FUNDING)
    return Organisation.objects.filter(pk__in=held.values("organisation"))


def journals_waiting(partnership: Partnership) -> QuerySet[Journal]:
    """Entries put forward and not yet decided on, oldest first."""
    rows = Journal.objects.filter(partnership=partnership, decision=None)
    return rows.select_related("prepared_by").order_by("pk")


def versions_in_force(partnership: Partnership, year: FinancialYear) -> QuerySet[ModelVersion]:
    """Versions whose rules apply to the year: those in force, or replaced since, whose run of years holds it."""
    rows = ModelVersion.objects.filter(model__partnership=partnership, first_year__lte=year.start)
    rows = rows.exclude(state=VersionState.DRAFT).exclude(last_year__lt=year.start)
    return rows.select_related("model", "underwriter").order_by("model__name", "-number")


def posted_for(agreement: Agreement) -> dict[Measure, int]:
    """The sum of the contribution's posted entries in each measure, pence; nought where there is none."""
    rows = Entry.objects.filter(agreement=agreement).order_by().values_list("kind").annotate(total=Sum("amount_pence"))
    sums = dict.fromkeys(Measure, 0)
    for kind, total in rows:
        measure = ENTRY_KINDS[EntryKind(kind)].measure
        if measure is not None:
            sums[measure] += total
    return sums
