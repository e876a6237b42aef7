"""What do the records hold already that a file could contradict or repeat?"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from dhr_cases.models import Organisation, OrganisationName, Partnership
from funding.imports.keys import Row
from funding.models import Agreement, FundingModel, JournalLine, ModelVersion
from funding.terms import EntryKind, VersionState

AgreementKey = tuple[int, str, str | None]
"""Year, body, and the body whose contribution it takes over."""

CostKey = tuple[int, str, str, str, str]
"""Year, reference, class, description, supplier."""

IncomeKey = tuple[int, str, str | None, str, datetime.date, int, str]
"""Year, body, whom it takes over, kind, day, plain pence, document."""


@dataclass(frozen=True)
class VersionFact:
    """For which years and bodies a version of a model holds."""

    model: str
    first_year: int
    last_year: int | None
    parties: frozenset[str]

    def covers(self, year: int) -> bool:
        """True when the year is one of its years."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


@dataclass(frozen=True)
class Known:
    """What is on record of one partnership; all of it empty for one that is to be made."""

    bodies: Mapping[str, Organisation]
    partnership: Partnership | None = None
    former_names: frozenset[tuple[str, str]] = frozenset()
    models: frozenset[str] = frozenset()
    versions: tuple[VersionFact, ...] = ()
    agreements: frozenset[AgreementKey] = frozenset()
    costs: frozenset[CostKey] = frozenset()
    income: frozenset[IncomeKey] = frozenset()
    brought_forward: frozenset[int] = frozenset()
    today: datetime.date = datetime.date.max


def known_in(partnership: Partnership | None, today: datetime.date) -> Known:
    """Everything a file could meet; a fixed number of queries."""
    bodies = {body.code: body for body in Organisation.objects.all()}
    former = frozenset(OrganisationName.objects.values_list("organisation__code", "name"))
    if partnership is None:
        return Known(bodies, former_names=former, today=today)
    lines = JournalLine.objects.filter(partnership=partnership).exclude(journal__decision__is_approved=False)
    return Known(
        bodies,
        partnership,
        former,
        models=frozenset(FundingModel.objects.filter(partnership=partnership).values_list("name", flat=True)),
        versions=tuple(_versions(partnership)),
        agreements=frozenset(
            Agreement.objects.filter(partnership=partnership).values_list(
                "year", "organisation__code", "takes_over__organisation__code"
            )
        ),
        costs=frozenset(_costs(partnership)),
        income=frozenset(
            (*row[:5], abs(row[5]), row[6])
            for row in lines.exclude(agreement=None).values_list(
                "year",
                "organisation__code",
                "agreement__takes_over__organisation__code",
                "kind",
                "on",
                "amount_pence",
                "document",
            )
        ),
        brought_forward=frozenset(lines.filter(kind=EntryKind.BROUGHT_FORWARD).values_list("year", flat=True)),
        today=today,
    )


def _versions(partnership: Partnership) -> list[VersionFact]:
    rows = ModelVersion.objects.filter(model__partnership=partnership).exclude(state=VersionState.DRAFT)
    return [
        VersionFact(
            row.model.name,
            row.first_year,
            row.last_year,
            frozenset(party.organisation.code for party in row.parties.all()),
        )
        for row in rows.select_related("model").prefetch_related("parties__organisation")
    ]


def _costs(partnership: Partnership) -> list[CostKey]:
    """Each line under every year it is expected in or has entries of."""
    rows = partnership.cost_lines.select_related("case")
    years: dict[int, set[int]] = {}
    lines = JournalLine.objects.filter(partnership=partnership).exclude(cost_line=None)
    for key, year in lines.order_by().values_list("cost_line", "year").distinct():
        years.setdefault(key, set()).add(year)
    return [
        (year, row.reference, row.cost_class, row.description, row.supplier)
        for row in rows
        for year in {*years.get(row.pk, ()), *([row.expected_year] if row.expected_year else [])}
    ]


def facts_in(model: Row) -> list[VersionFact]:
    """The versions of a model of the file; one without a last year holds until the next begins."""
    rows = model["versions"]
    nexts = [*(row["first_year"].start - 1 for row in rows[1:]), None][: len(rows)]
    return [
        VersionFact(
            model["name"],
            row["first_year"].start,
            row["last_year"].start if row["last_year"] else following,
            frozenset(row["parties"]),
        )
        for row, following in zip(rows, nexts, strict=True)
    ]
