"""What stands in the ledger about one body: its contributions, entries, debts, requests, and its name in each year?

Source: statement of a partner, L15, L21, L28 [D].
"""

import datetime
from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet, Sum

from dhr_cases.models import Organisation, OrganisationName, Partnership, Succession, TeamMembership
from funding.aged_debt import DEBT_KINDS, AgedDebt, DebtFact, aged_debts
from funding.models import Agreement, Entry, FundingRequest, ModelParty
from funding.queries import entries_of
from funding.terms import ENTRY_KINDS, EntryKind, Measure
from funding.years import FinancialYear

Sums = Mapping[tuple[int, Measure], int]
"""Pence posted for a contribution in a measure."""


def bodies_known(partnership: Partnership) -> QuerySet[Organisation]:
    """Bodies with which the partnership has to do about money: asked, party to a model, answering, or their heirs."""
    answering = TeamMembership.objects.filter(team__partnership=partnership).exclude(organisation=None)
    direct = (
        Q(pk__in=Agreement.objects.filter(partnership=partnership).values("organisation"))
        | Q(pk__in=FundingRequest.objects.filter(partnership=partnership).values("organisation"))
        | Q(pk__in=ModelParty.objects.filter(version__model__partnership=partnership).values("organisation"))
        | Q(pk__in=answering.values("organisation"))
    )
    heirs = Succession.objects.filter(predecessor__agreements__partnership=partnership).exclude(successor=None)
    return Organisation.objects.filter(direct | Q(pk__in=heirs.values("successor")))


def contributions_of(body: Organisation, partnership: Partnership) -> list[Agreement]:
    """The body's contributions of all years, the latest year first."""
    rows = Agreement.objects.filter(partnership=partnership, organisation=body)
    return list(
        rows.select_related("organisation", "partnership", "version__model", "takes_over__organisation").order_by(
            "-year", "pk"
        )
    )


def sums_of(contributions: Iterable[Agreement]) -> Sums:
    """What has been posted for each contribution in each measure; one query."""
    rows = Entry.objects.filter(agreement__in=[row.pk for row in contributions]).order_by()
    found: dict[tuple[int, Measure], int] = {}
    for key, kind, total in rows.values_list("agreement", "kind").annotate(Sum("amount_pence")):
        measure = ENTRY_KINDS[EntryKind(kind)].measure
        if measure is not None:
            found[key, measure] = found.get((key, measure), 0) + total
    return found


def entries_of_body(body: Organisation, partnership: Partnership, year: FinancialYear) -> QuerySet[Entry]:
    """The year's posted entries about the body, by number."""
    return entries_of(partnership, year).filter(organisation=body)


def debt_of(body: Organisation, partnership: Partnership, year: FinancialYear, on: datetime.date) -> AgedDebt | None:
    """What the body has been invoiced for the year and has not paid, all contributions together; None without any."""
    rows = entries_of_body(body, partnership, year).filter(kind__in=DEBT_KINDS)
    facts = (
        DebtFact(agreement=body.code, kind=EntryKind(kind), on=day, pence=pence)
        for kind, day, pence in rows.values_list("kind", "on", "amount_pence")
    )
    return next(iter(aged_debts(facts, on)), None)


def requests_of_body(body: Organisation, partnership: Partnership) -> list[FundingRequest]:
    """Every request to the body, the latest first."""
    rows = FundingRequest.objects.filter(partnership=partnership, organisation=body)
    return list(rows.order_by("-asked_on", "-pk"))


def names_in_years(body: Organisation, years: Iterable[FinancialYear], on: datetime.date) -> dict[FinancialYear, str]:
    """The name the body bore at the end of each year, or on the day in a year that is not over; one query."""
    former = list(OrganisationName.objects.filter(organisation=body).order_by("until"))

    def name_on(day: datetime.date) -> str:
        return next((row.name for row in former if day <= row.until), body.name)

    return {year: name_on(min(on, year.last)) for year in years}
