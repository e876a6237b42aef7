"""How do the rows of a year become the facts its position is worked out from? A fixed number of queries."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet, Sum
from django.utils import timezone

from dhr_cases.models import Organisation, OrganisationName, Partnership, Succession
from funding.models import Agreement, CostLine, Entry, ModelVersion
from funding.money import Qualifier
from funding.position.facts import CostFact, InKindFact, ShareFact, YearFacts
from funding.queries import agreements_of, cost_lines_of, entries_of, versions_in_force
from funding.terms import ENTRY_KINDS, AgreementState, CostClass, EntryKind, Measure, PartYear, Subject
from funding.years import FinancialYear

Sums = Mapping[tuple[EntryKind, int], int]


def facts_of(partnership: Partnership, year: FinancialYear, on: datetime.date | None = None) -> YearFacts:
    """The facts of a partnership's year as they stand on a day; a fixed number of queries however many rows.

    Without a day as they stand now. A day leaves out what happened after it, whenever it was entered.
    """
    day = on or timezone.localdate()
    posted = _posted(_entries_until(partnership, year, on))
    agreements = list(agreements_of(partnership, year))
    ends = last_days({row.organisation_id: row.organisation.ends_on for row in agreements})
    names = former_names_at({row.organisation_id for row in agreements}, min(day, year.last))
    counted = _counted(posted.sums)
    version = versions_in_force(partnership, year).exclude(underwriter=None).first()
    return YearFacts(
        year=year,
        on=day,
        brought_forward=posted.brought_forward,
        costs=tuple(_costs(partnership, year, posted)),
        shares=tuple(_share(row, counted[row.pk], names, ends) for row in agreements),
        underwriter=_underwriter(version),
    )


def _entries_until(partnership: Partnership, year: FinancialYear, on: datetime.date | None) -> QuerySet[Entry]:
    """The entries of a year up to a day; all of them without one."""
    entries = entries_of(partnership, year)
    return entries if on is None else entries.filter(on__lte=on)


@dataclass(frozen=True)
class Posted:
    """What the entries of a year come to, pence.

    `sums`: by kind and by the contribution or cost line they are tied to. `nearness`: by kind and cost line where a
    figure is not exact, and how near it is; of several the last. What was taken back makes nothing approximate.
    """

    sums: Sums
    brought_forward: int
    nearness: Mapping[tuple[EntryKind, int], Qualifier]


def _posted(entries: QuerySet[Entry]) -> Posted:
    """The entries added up; one query."""
    rows = entries.order_by().values_list("kind", "agreement", "cost_line", "qualifier")
    sums: dict[tuple[EntryKind, int], int] = defaultdict(int)
    nearness: dict[tuple[EntryKind, int], Qualifier] = {}
    brought_forward = 0
    for kind, agreement, cost_line, qualifier, total, _ in sorted(
        rows.annotate(total=Sum("amount_pence"), last=Max("number")), key=lambda row: row[-1]
    ):
        if kind == EntryKind.BROUGHT_FORWARD:
            brought_forward += total
            continue
        sums[EntryKind(kind), _tied_to(agreement, cost_line)] += total
        if cost_line and total and qualifier != Qualifier.EXACT:
            nearness[EntryKind(kind), cost_line] = Qualifier(qualifier)
    return Posted(dict(sums), brought_forward, nearness)


def _tied_to(agreement: int | None, cost_line: int | None) -> int:
    """The key of the contribution or cost line of an entry; 0 for one that is tied to neither."""
    return agreement or cost_line or 0


def _costs(partnership: Partnership, year: FinancialYear, posted: Posted) -> Iterable[CostFact]:
    touched = {key for kind, key in posted.sums if ENTRY_KINDS[kind].subject is Subject.COST_LINE}
    expected = Q(expected_year=year.start, entry_rows=None)
    for line in cost_lines_of(partnership).filter(Q(pk__in=touched) | expected).distinct():
        yield cost_fact(line, posted.sums, posted.nearness.get(_plan_of(line, posted.sums), Qualifier.EXACT))


def _plan_of(line: CostLine, sums: Sums) -> tuple[EntryKind, int]:
    """Which sum the plan of a line is: its commitment, or until there is one its forecast."""
    committed = (EntryKind.COMMITMENT, line.pk)
    return committed if sums.get(committed) else (EntryKind.FORECAST, line.pk)


def cost_fact(line: CostLine, sums: Sums, qualifier: Qualifier = Qualifier.EXACT) -> CostFact:
    """One cost line with what the ledger says of it in the year."""
    return CostFact(
        cost_class=CostClass(line.cost_class),
        reference=line.reference or None,
        forecast=sums.get((EntryKind.FORECAST, line.pk)),
        commitment=sums.get((EntryKind.COMMITMENT, line.pk)),
        actual=sums.get((EntryKind.ACTUAL, line.pk)),
        is_settled=line.is_settled,
        qualifier=qualifier,
        supplier=line.supplier,
        key=str(line.pk),
    )


def _share(
    row: Agreement, counted: Mapping[Measure, int], names: Mapping[int, str], ends: Mapping[int, datetime.date | None]
) -> ShareFact:
    return ShareFact(
        key=str(row.pk),
        organisation=row.organisation.name,
        name_at_time=names.get(row.organisation_id, row.organisation.name),
        state=AgreementState(row.state),
        share=row.amount_pence,
        qualifier=Qualifier(row.qualifier),
        counted=counted,
        ended_on=ends[row.organisation_id],
        part_year=PartYear(row.version.part_year) if row.version else PartYear.BY_DAYS,
        takes_over=str(row.takes_over_id) if row.takes_over_id else None,
        withdrawal_effective_on=row.effective_on,
        in_kind=InKindFact(row.in_kind_description, row.in_kind_value_pence) if row.is_in_kind else None,
        code=row.organisation.code,
    )


def _counted(sums: Sums) -> dict[int, dict[Measure, int]]:
    """For each agreement the sum of its entries in each measure."""
    counted: dict[int, dict[Measure, int]] = defaultdict(dict)
    for (kind, key), total in sums.items():
        measure = ENTRY_KINDS[kind].measure
        if measure is not None:
            counted[key][measure] = counted[key].get(measure, 0) + total
    return counted


def names_at(bodies: Iterable[int], day: datetime.date) -> dict[int, str]:
    """The name each body bore on the day; two queries. A former name holds until and including its last day."""
    found = dict(Organisation.objects.filter(pk__in=set(bodies)).values_list("pk", "name"))
    return found | former_names_at(found, day)


def former_names_at(bodies: Iterable[int], day: datetime.date) -> dict[int, str]:
    """For those called otherwise on the day than now, the name they bore then; one query."""
    former = OrganisationName.objects.filter(organisation__in=set(bodies), until__gte=day).order_by("-until")
    return dict(former.values_list("organisation", "name"))


def last_days(bodies: Mapping[int, datetime.date | None]) -> dict[int, datetime.date | None]:
    """The last day of each body: its own, or the day before a planned succession takes effect; one query.

    The duty passes on the day that was planned, also where nobody has entered yet that the body has ended.
    """
    planned = _planned_ends([body for body, ends_on in bodies.items() if ends_on is None])
    return {body: ends_on or planned.get(body) for body, ends_on in bodies.items()}


def _planned_ends(bodies: Iterable[int]) -> dict[int, datetime.date]:
    """The day before the first planned succession of each body that has one."""
    rows = Succession.objects.filter(predecessor__in=bodies, is_planned=True).order_by("-effective_on")
    return {row.predecessor_id: row.effective_on - datetime.timedelta(days=1) for row in rows}


def _underwriter(version: ModelVersion | None) -> str | None:
    return version.underwriter.name if version is not None and version.underwriter is not None else None
