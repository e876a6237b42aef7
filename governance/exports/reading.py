"""Which reviews go out as data, and what is known of each? Those on the public register, and no name of anybody."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.urls import reverse

from dhr_cases.legal_tests import Conduct
from dhr_cases.models import (
    Case,
    CriteriaFacts,
    DeathType,
    Part,
    PartialDate,
    Partnership,
    Person,
    Precision,
    PublicRecord,
)
from dhr_cases.public_list import READABLE, standing
from funding.papers.tables import csv_archive
from governance.exports.library import IncidentFacts, PersonFacts, PublishedFile, sheets

YES = "yes"


def library_archive(partnership: Partnership) -> bytes:
    """The four tables of the published reviews of a partnership, a CSV file each, in one ZIP file."""
    return csv_archive(sheets(library_rows(partnership)))


def library_rows(partnership: Partnership) -> tuple[IncidentFacts, ...]:
    """The facts of every review that stands on the public register, in the order it was put up; four queries."""
    records = PublicRecord.objects.filter(partnership=partnership, state__in=READABLE).exclude(case=None)
    rows = list(records.select_related("case", "partnership").prefetch_related("files").order_by("put_up_on", "pk"))
    cases = [record.case for record in rows if record.case is not None]
    criteria = {row.case_id: row for row in CriteriaFacts.objects.filter(case__in=cases)}
    people = _people(cases)
    return tuple(
        _facts(record, record.case, criteria.get(record.case.pk), people[record.case.pk])
        for record in rows
        if record.case is not None
    )


def _people(cases: Sequence[Case]) -> Mapping[int, list[Person]]:
    found: dict[int, list[Person]] = defaultdict(list)
    for person in Person.objects.filter(case__in=cases, part__in=(Part.DECEASED, Part.ALLEGED_PERPETRATOR)):
        found[person.case_id].append(person)
    return found


def _facts(record: PublicRecord, case: Case, criteria: CriteriaFacts | None, people: Sequence[Person]) -> IncidentFacts:
    known = criteria or CriteriaFacts()
    return IncidentFacts(
        reference=record.slug,
        partnership=str(record.partnership),
        death=month_of(case.death_date),
        place=case.death_place_type,
        has_multiple_deaths=case.has_multiple_deaths,
        is_intimate=known.is_intimate == YES,
        is_relative=known.is_relative == YES,
        is_homicide_then_suicide=case.death_type == DeathType.HOMICIDE_THEN_SUICIDE,
        is_suicide=case.death_type == DeathType.SUSPECTED_SUICIDE,
        conduct=frozenset(map(Conduct, known.conduct_types)),
        deceased=_of(people, Part.DECEASED, known.age_deceased),
        perpetrators=_of(people, Part.ALLEGED_PERPETRATOR, known.age_other),
        files=tuple(_files(record)),
    )


def _of(people: Iterable[Person], part: Part, age: int | None) -> tuple[PersonFacts, ...]:
    """The people of one part; ``age`` is that of the legal tests: with several nobody can say whose it is."""
    rows = [row for row in people if row.part == part]
    return tuple(_person(row, age if len(rows) == 1 else None) for row in rows)


def _person(row: Person, age: int | None) -> PersonFacts:
    known = row.age_at_death_event
    return PersonFacts(age if known is None else known, row.sex, row.ethnicity, row.relationship)


def _files(record: PublicRecord) -> list[PublishedFile]:
    address = settings.SITE_URL + reverse("public_record", args=[record.slug])
    return [
        PublishedFile(f"{record.title}: {file.label}", f"{file.put_up_on:%m-%Y}", address) for file in standing(record)
    ]


def month_of(day: PartialDate) -> str:
    """A day as the library has it: the month and the year, or the year alone; never finer."""
    if day.value is None:
        return ""
    return str(day.value.year) if day.precision is Precision.YEAR else f"{day.value:%B %Y}"
