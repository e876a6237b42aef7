"""How do the public bodies of an area come into an installation? Loading twice changes nothing."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from dhr_cases import reference
from dhr_cases.models import Organisation, OrganisationName, SectionNineStatus, Succession, User
from dhr_cases.models.history import change

KENT_AND_MEDWAY = Path(reference.__file__).parent / "kent_and_medway.toml"
SOURCE_SECTION_9 = "DVCVA 2004 s.9(4)(a)"


@transaction.atomic
def load_organisations(*, by: User | None, path: Path = KENT_AND_MEDWAY) -> int:
    """Add the bodies, former names and successions of the file that are not there yet; return how many bodies.

    Raises KeyError when a succession names a body the file does not hold.
    """
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    with change("Reference data", by):
        new = sum(map(_add_body, table["organisation"]))
        bodies = {body.code: body for body in Organisation.objects.all()}
        for row in table["succession"]:
            _add_succession(row, bodies)
        for row in table["former_name"]:
            _add_name(row, bodies)
    return new


def _add_body(row: dict[str, Any]) -> bool:
    if Organisation.objects.filter(code=row["code"]).exists():
        return False
    body = Organisation.objects.create(
        code=row["code"],
        name=row["name"],
        short_name=row.get("short_name", ""),
        kind=row["kind"],
        starts_on=row.get("starts_on"),
        ends_on=row.get("ends_on"),
        is_statutory_partner=row.get("statutory_partner", False),
        is_domestic_abuse_specialist=row.get("domestic_abuse_specialist", False),
        source="Reference data of the product",
    )
    if "section_9" in row:
        SectionNineStatus.objects.create(
            organisation=body,
            is_section_9_body=row["section_9"],
            starts_on=row.get("starts_on"),
            source=SOURCE_SECTION_9,
        )
    return True


def _add_succession(row: dict[str, Any], bodies: dict[str, Organisation]) -> None:
    facts = {
        "predecessor": bodies[row["predecessor"]],
        "successor": bodies[row["successor"]] if "successor" in row else None,
        "effective_on": row["effective_on"],
    }
    if not Succession.objects.filter(**facts).exists():
        Succession.objects.create(
            **facts, shape=row["shape"], is_planned=row.get("is_planned", False), source=row["source"]
        )


def _add_name(row: dict[str, Any], bodies: dict[str, Organisation]) -> None:
    facts = {"organisation": bodies[row["organisation"]], "name": row["name"], "until": row["until"]}
    if not OrganisationName.objects.filter(**facts).exists():
        OrganisationName.objects.create(**facts)
