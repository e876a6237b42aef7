"""How do the bodies, successions and models of a file become records?"""

import json
from collections.abc import Mapping

from dhr_cases.actions.organisations import Follower, Passing, write_end
from dhr_cases.errors import ReviewError
from dhr_cases.models import Organisation, OrganisationName, Partnership, SuccessionShape
from funding.imports.checking.bodies import ONE_DAY
from funding.imports.checking.known import facts_in
from funding.imports.keys import Row
from funding.imports.reading import FileFaults, FundingFile
from funding.models import FundingModel, ModelParty, ModelVersion
from funding.terms import VersionState

FROM_A_FILE = "Taken in from a file"


def write_bodies(file: FundingFile) -> dict[str, Organisation]:
    """Add bodies that are new, and a last day or former name that is; give every body by code."""
    for row in file.organisations:
        _write_body(row)
    return {body.code: body for body in Organisation.objects.all()}


def _write_body(row: Row) -> None:
    body = Organisation.objects.filter(code=row["code"]).first() or _new_body(row)
    if row["ends_on"] and body.ends_on is None:
        body.ends_on = row["ends_on"]
        body.save()
    for name in row["former_names"]:
        _write_former_name(body, name)


def _write_former_name(body: Organisation, name: Row) -> None:
    facts = {"organisation": body, "name": name["name"], "until": name["until"]}
    if not OrganisationName.objects.filter(**facts).exists():
        OrganisationName.objects.create(**facts)


def _new_body(row: Row) -> Organisation:
    made: Organisation = Organisation.objects.create(
        code=row["code"],
        name=row["name"],
        short_name=row["short_name"],
        kind=row["kind"],
        starts_on=row["starts_on"],
        is_statutory_partner=row["is_statutory_partner"],
        source=row["source"] or FROM_A_FILE,
    )
    return made


def write_successions(file: FundingFile, bodies: Mapping[str, Organisation]) -> None:
    """Write the last day of each predecessor and who follows. Raises FileFaults for what the records refuse."""
    faults = []
    for row in file.successions:
        passing = _passing(row, file.source, bodies)
        try:
            write_end(bodies[row["predecessor"]], row["effective_on"] - ONE_DAY, passing)
        except ReviewError as refusal:
            faults.append(row.fault("predecessor", refusal.sentence))
    if faults:
        raise FileFaults(faults)


def _passing(row: Row, source: str, bodies: Mapping[str, Organisation]) -> Passing:
    followers = [Follower(bodies[each["organisation"]], each["share"]) for each in row["successors"]]
    return Passing(followers, SuccessionShape(row["shape"]), row["is_planned"], row["source"] or source or FROM_A_FILE)


def write_models(partnership: Partnership, file: FundingFile, bodies: Mapping[str, Organisation]) -> None:
    """Write every model with its versions; the last version is in force, earlier ones are replaced."""
    for row in file.models:
        model = FundingModel.objects.create(partnership=partnership, name=row["name"], covers=row["covers"])
        versions = list(zip(row["versions"], facts_in(row), strict=True))
        for number, (version, fact) in enumerate(versions, start=1):
            state = VersionState.IN_FORCE if number == len(versions) else VersionState.REPLACED
            _write_version(model, number, version, fact.last_year, state, bodies)


def _write_version(
    model: FundingModel,
    number: int,
    row: Row,
    last_year: int | None,
    state: VersionState,
    bodies: Mapping[str, Organisation],
) -> None:
    version = ModelVersion.objects.create(
        model=model,
        number=number,
        first_year=row["first_year"].start,
        last_year=last_year,
        state=state,
        basis=row["basis"],
        part_year=row["part_year"],
        underwriter=bodies[row["underwriter"]] if row["underwriter"] else None,
        rules=json.loads(json.dumps(row["rules"])),
        meeting=row["meeting"],
        met_on=row["met_on"],
        minute=row["minute"],
        reason=row["reason"] or FROM_A_FILE,
    )
    for order, code in enumerate(row["parties"], start=1):
        ModelParty.objects.create(version=version, organisation=bodies[code], order=order)
