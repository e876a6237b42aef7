"""How do a body's contributions become its statement for a year?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Sum
from django.utils import timezone

from dhr_cases.models import Organisation, Partnership
from funding.models import Agreement, Entry
from funding.money import Qualifier, in_words
from funding.papers.figures import UNSTATED, Figure, total
from funding.papers.reading.entries import entries_of_body, entry_rows
from funding.papers.reading.requests import request_row
from funding.papers.reading.sender import sender_of
from funding.papers.rows import AgreementRow
from funding.papers.statement.facts import StatementFacts, YearRow
from funding.part_years import is_owed
from funding.position import position
from funding.position_rows import facts_of, last_days, names_at
from funding.queries import agreements_of, requests_in, sight_of
from funding.terms import ENTRY_KINDS, MEASURES, AgreementState, EntryKind, Measure, Sight
from funding.years import FinancialYear


def statement_facts(partnership: Partnership, body: Organisation, year: FinancialYear, as_at: date) -> StatementFacts:
    """The body's own lines of a year, and totals of the whole where the partnership shows them to partners."""
    name = names_at({body.pk}, min(as_at, year.last))[body.pk]
    own = agreements_of(partnership, year).filter(organisation=body)
    asked = requests_in(partnership, year).filter(organisation=body)
    return StatementFacts(
        sender=sender_of(partnership),
        organisation=body.name,
        name_at_time=name,
        year=year,
        as_at=as_at,
        agreements=agreement_rows(own, as_at),
        entries=entry_rows(entries_of_body(partnership, body, year), year.last),
        requests=tuple(request_row(row, name) for row in asked),
        years=_years(partnership, body),
        whole=_whole(partnership, year),
    )


def agreement_rows(agreements: Iterable[Agreement], as_at: date) -> tuple[AgreementRow, ...]:
    """Contributions of one year as rows, with the sums of their entries; a fixed number of queries."""
    found = list(agreements)
    if not found:
        return ()
    year = FinancialYear(found[0].year)
    bodies = {row.organisation_id: row.organisation.ends_on for row in found}
    names, ends = names_at({*bodies, *_taken_over(found)}, min(as_at, year.last)), last_days(bodies)
    counted = _counted(found)
    return tuple(_agreement(row, names, ends[row.organisation_id], counted[row.pk]) for row in found)


def _taken_over(agreements: Iterable[Agreement]) -> set[int]:
    """The bodies whose contributions these take over."""
    return {row.takes_over.organisation_id for row in agreements if row.takes_over}


def _agreement(
    row: Agreement, names: Mapping[int, str], ended_on: date | None, counted: Mapping[Measure, int]
) -> AgreementRow:
    return AgreementRow(
        organisation=row.organisation.name,
        name_at_time=names[row.organisation_id],
        state=AgreementState(row.state),
        share=Figure(row.amount_pence, Qualifier(row.qualifier)),
        counted=counted,
        organisation_code=row.organisation.code,
        takes_over_from=names[row.takes_over.organisation_id] if row.takes_over else "",
        ended_on=ended_on,
        in_kind=row.in_kind_description if row.is_in_kind else "",
        in_kind_value=Figure(row.in_kind_value_pence),
        model=str(row.version) if row.version else "",
        working=tuple(map(str, row.working)),
        is_awaited=is_owed(AgreementState(row.state), FinancialYear(row.year), row.effective_on),
    )


def _counted(agreements: Iterable[Agreement]) -> dict[int, dict[Measure, int]]:
    """The sum of the entries of each contribution in each measure; one query."""
    rows = Entry.objects.filter(agreement__in=[row.pk for row in agreements]).order_by()
    sums: dict[int, dict[Measure, int]] = defaultdict(lambda: dict.fromkeys(Measure, 0))
    for agreement, kind, pence in rows.values_list("agreement", "kind").annotate(pence=Sum("amount_pence")):
        measure = ENTRY_KINDS[EntryKind(kind)].measure
        if measure is not None:
            sums[agreement][measure] += pence
    return sums


def _years(partnership: Partnership, body: Organisation) -> tuple[YearRow, ...]:
    """Each year for which the body has a contribution, in order, under its name at the end of that year."""
    by_year: dict[int, list[Agreement]] = defaultdict(list)
    for row in Agreement.objects.filter(partnership=partnership, organisation=body).order_by("year"):
        by_year[row.year].append(row)
    counted = _counted([row for rows in by_year.values() for row in rows])
    return tuple(_year(FinancialYear(start), rows, counted, body) for start, rows in by_year.items())


def _year(
    year: FinancialYear, rows: Iterable[Agreement], counted: Mapping[int, Mapping[Measure, int]], body: Organisation
) -> YearRow:
    agreements = list(rows)
    money = [row for row in agreements if row.amount_pence is not None or not row.is_in_kind]
    shares = total(Figure(row.amount_pence, Qualifier(row.qualifier)) for row in money)
    sums = {measure: sum(counted[row.pk][measure] for row in agreements) for measure in Measure}
    return YearRow(
        year=year,
        name_at_time=names_at({body.pk}, min(year.last, timezone.localdate()))[body.pk],
        share=Figure(shares.pence, shares.qualifier) if money else UNSTATED,
        confirmed=Figure(sums[Measure.CONFIRMED]),
        received=Figure(sums[Measure.RECEIVED]),
        is_money=bool(money),
    )


def _whole(partnership: Partnership, year: FinancialYear) -> tuple[tuple[str, str], ...]:
    """What is required and there in the whole partnership, where partners see more than their own lines."""
    if sight_of(partnership) is Sight.OWN:
        return ()
    whole = position(facts_of(partnership, year))
    incomes = (
        (row.label, in_words(whole.measures[measure], whole.measure_qualifiers[measure]))
        for measure, row in MEASURES.items()
    )
    return (("Required", whole.required_in_words), *incomes)
