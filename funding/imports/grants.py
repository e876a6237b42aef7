"""Do the grants of a file hold together, and how do they become records?

``faults_in_grants`` names what contradicts itself, with its place; ``write_grants`` writes what was read, inside an
act. An import adds years and changes none. Printed parts that miss the allocation by rounding are kept; the page of
the grant flags them. Source: G1 to G8 [D].
"""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.utils.text import slugify

from dhr_cases.errors import ReviewError
from dhr_cases.models import Organisation, Partnership
from funding.actions.core import FundingAct
from funding.file_values import FileFault
from funding.grant_sums import GrantFacts, ProjectFact, check_amount, check_pot, divide
from funding.grant_terms import DecisionKind, ExtensionAnswer, Outcome, ProjectState
from funding.imports.grant_layout import GRANTS
from funding.imports.keys import Row
from funding.models.grants import (
    DEFAULT_GRANT,
    GrantAttendance,
    GrantDecision,
    GrantEnding,
    GrantExtension,
    GrantOutput,
    GrantProject,
    GrantYear,
    NeighbourProject,
)
from funding.years import FinancialYear

__all__ = ["GRANTS", "faults_in_grants", "key_of", "write_grants"]

SAME_COLUMNS = (
    "allocation_pence", "is_same_as_last_year", "rounds", "payments", "pot_pence", "upfront_pence", "does_pot_wait",
    "opens_on", "closes_on", "approver", "is_carry_allowed", "promised_until", "note", "is_invented", "source",
)  # fmt: skip  # what file and record call by one name
SAME_IN_A_PROJECT = (
    "title", "asked_pence", "amount_pence", "outturn_pence", "supplier", "purpose", "delay_reason", "source",
)  # fmt: skip
LISTS = ("areas", "agreement_priorities", "plan_priorities")


def faults_in_grants(
    partnership: Partnership | None, grants: Sequence[Row], bodies: Collection[str]
) -> Iterator[FileFault]:
    """What is wrong with grants that were read; ``bodies`` are the codes of organisations they may name."""
    recorded = set(GrantYear.objects.filter(partnership=partnership).values_list("year", flat=True))
    for number, grant in enumerate(grants):
        year: FinancialYear = grant["year"]
        if year.start in recorded:
            yield grant.fault("year", f"the grant of {year} is recorded already. An import changes nothing.")
        if year in [earlier["year"] for earlier in grants[:number]]:
            yield grant.fault("year", f"{year} is there twice. Keep one.")
        yield from _unknown(grant, "funder", bodies)
        yield from _faults_of_pot_and_window(grant)
        yield from _faults_of_projects(grant, bodies)
        yield from _faults_of_extensions(grant)


def _unknown(row: Row, key: str, bodies: Collection[str]) -> Iterator[FileFault]:
    if row[key] is not None and row[key] not in bodies:
        yield row.fault(key, f"no organisation has the code “{row[key]}”. Add it under “organisations”.")


def _faults_of_pot_and_window(grant: Row) -> Iterator[FileFault]:
    try:
        check_pot(grant["pot_pence"] or 0, grant["allocation_pence"], grant["pot_share"])
    except ReviewError as refusal:
        yield grant.fault("pot_pence", refusal.sentence)
    yield from _faults_of_window(grant, grant["opens_on"], grant["closes_on"])


def _faults_of_window(grant: Row, opens: datetime.date | None, closes: datetime.date | None) -> Iterator[FileFault]:
    if opens is not None and closes is not None and closes < opens:
        yield grant.fault("closes_on", "the last day for business cases is before the first.")


def _faults_of_projects(grant: Row, bodies: Collection[str]) -> Iterator[FileFault]:
    keys: set[str] = set()
    for project in grant["projects"]:
        key = key_of(project)
        if not key:
            yield project.fault("key", "missing: none can be made of the title. Give the project one.")
        elif key in keys:
            yield project.fault("key", f"“{key}” is there twice in this year. Give each project a key of its own.")
        keys.add(key)
        for part in ("outputs", "attendances"):
            yield from _faults_of_labels(project[part])
        yield from _faults_of_refusal(project)
        yield from _unknown(project, "lead", bodies)
    yield from _faults_of_sum(grant)


def _faults_of_labels(rows: Sequence[Row]) -> Iterator[FileFault]:
    """A fault for each result or event of a project that is named a second time."""
    labels: set[str] = set()
    for row in rows:
        if row["label"] in labels:
            yield row.fault("label", f"“{row['label']}” is there twice in this project. Keep one.")
        labels.add(row["label"])


def _faults_of_refusal(project: Row) -> Iterator[FileFault]:
    if project["refusal"] and project["state"] is not ProjectState.PROPOSED:
        yield project.fault("refusal", "a project the funder refused stays “proposed”.")


def _faults_of_sum(grant: Row) -> Iterator[FileFault]:
    """A fault where the projects come to more than the allocation and no reason is given."""
    reasons = " ".join(project["override_reason"] for project in grant["projects"])
    facts = GrantFacts(grant["year"].start, grant["allocation_pence"], tuple(map(_fact, grant["projects"])))
    try:
        check_amount(divide(facts).stated, grant["allocation_pence"], reasons)
    except ReviewError as refusal:
        yield grant.fault("projects", refusal.sentence)


def _faults_of_extensions(grant: Row) -> Iterator[FileFault]:
    for extension in grant["extensions"]:
        if extension["answer"] is ExtensionAnswer.GRANTED and extension["until"] is None:
            yield extension.fault("until", "a deadline that was granted needs its new day.")


def key_of(project: Row) -> str:
    """The code of a project within its year: its own, or one made from its title."""
    return str(project["key"] or slugify(project["title"])[:80])


def _fact(project: Row) -> ProjectFact:
    return ProjectFact(
        key_of(project), project["title"], project["amount_pence"], project["state"], project["outturn_pence"]
    )


def write_grants(act: FundingAct, grants: Iterable[Row], bodies: Mapping[str, Organisation]) -> list[GrantYear]:
    """Write what was read and found without fault; the act records the import as a whole."""
    return [_write(act, grant, bodies) for grant in grants]


def _write(act: FundingAct, grant: Row, bodies: Mapping[str, Organisation]) -> GrantYear:
    written = _write_grant(act.partnership, grant, bodies)
    for project in grant["projects"]:
        _write_project(act, written, project, bodies)
    _write_deadlines(written, grant)
    for neighbour in grant["neighbours"]:
        _write_neighbour(act.partnership, grant["year"], neighbour)
    return written


def _write_deadlines(written: GrantYear, grant: Row) -> None:
    """What was said about later deadlines, and what became of the money that was left."""
    for extension in grant["extensions"]:
        GrantExtension.objects.create(grant=written, **extension.values)
    for ending in grant["endings"]:
        GrantEnding.objects.create(grant=written, **{**ending.values, "on": ending["on"] or _after(grant["year"])})


def _write_grant(partnership: Partnership, grant: Row, bodies: Mapping[str, Organisation]) -> GrantYear:
    share: Fraction | None = grant["pot_share"]
    written: GrantYear = GrantYear.objects.create(
        partnership=partnership,
        year=grant["year"].start,
        funder=bodies[grant["funder"]],
        name=grant["name"] or DEFAULT_GRANT,
        allocation_qualifier=grant["qualifier"],
        pot_numerator=share.numerator if share else None,
        pot_denominator=share.denominator if share else None,
        **_picked(grant, SAME_COLUMNS),
    )
    return written


def _picked(row: Row, names: Iterable[str]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _after(year: FinancialYear) -> datetime.date:
    return year.next.first


def _write_project(act: FundingAct, grant: GrantYear, project: Row, bodies: Mapping[str, Organisation]) -> None:
    written: GrantProject = GrantProject.objects.create(
        grant=grant,
        key=key_of(project),
        lead=bodies[project["lead"]] if project["lead"] else None,
        state=project["state"],
        from_pot=project["is_from_pot"],
        amount_qualifier=project["qualifier"],
        is_county_wide=not project["areas"],
        **{name: "\n".join(project[name]) for name in LISTS},
        **_picked(project, SAME_IN_A_PROJECT),
    )
    for output in project["outputs"]:
        GrantOutput.objects.create(project=written, **output.values)
    for attendance in project["attendances"]:
        GrantAttendance.objects.create(project=written, **attendance.values)
    _write_word(act, written, DecisionKind.FUNDER, Outcome.REFUSED, project["refusal"], str(grant.funder))
    _write_word(act, written, DecisionKind.OVER_ALLOCATION, Outcome.NOTED, project["override_reason"], "Not stated")


def _write_word(
    act: FundingAct, project: GrantProject, kind: DecisionKind, outcome: Outcome, reason: str, decided_by: str
) -> None:
    if reason:
        GrantDecision.objects.create(
            project=project,
            kind=kind,
            outcome=outcome,
            reason=reason,
            on=FinancialYear(project.grant.year).first,
            decided_by=decided_by,
            by=act.by,
        )


def _write_neighbour(partnership: Partnership, year: FinancialYear, neighbour: Row) -> None:
    NeighbourProject.objects.create(
        kept_by=partnership,
        year=year.start,
        partnership_name=neighbour["partnership"],
        areas="\n".join(neighbour["areas"]),
        **_picked(neighbour, ("title", "supplier", "amount_pence", "source")),
    )
