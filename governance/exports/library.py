"""Which row does a review have in the fields of the Home Office's library? Pure; imports no Django.

Four tables by the library's own column names. What is not recorded here reads "Unknown" or is empty; a tag that reads
FALSE means not tagged, never absent. No name, no day: the month of death at the most.
Source: field names and values as the published dataset of the library has them, Cook and Cook 2026, CC BY 4.0 [V];
which of our facts fills which field, ours [D].
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dhr_cases.legal_tests import Conduct
from funding.papers.tables import Cell, Sheet

UNKNOWN = "Unknown"
BANDS: tuple[tuple[int, int, str], ...] = (
    (16, 19, "16-19"), (20, 24, "20-24"), (25, 34, "25-34"), (35, 44, "35-44"), (45, 54, "45-54"), (55, 64, "55-64"),
    (65, 200, "65+"),
)  # fmt: skip
"""Age bands of the library: from, to, as written. An age below them has no band there."""

PLACES: Mapping[str, str] = {"residential": "residential_location", "public": "public_place", "other": "other"}
TAGS: Mapping[Conduct, str] = {
    Conduct.CONTROLLING_OR_COERCIVE: "coercive_control",
    Conduct.ECONOMIC: "economic_abuse",
    Conduct.PSYCHOLOGICAL_OR_OTHER: "emotional_abuse",
}
"""Conduct of the legal tests that is one tag of the library; conduct that may be either of two is not tagged."""

DOCUMENT = ("document_id", "incident_id", "title", "download_id", "upload_date", "report_url")
INCIDENT = (
    "incident_id", "csp", "region", "death_date", "multiple_victims", "cause_of_death", "location_of_death",
    "intimate_partner_violence", "familial_homicide", "parricide", "homicide_suicide", "children_present",
    "coercive_control", "economic_abuse", "faith_based_marriage", "forced_marriage", "honour_based_violence",
    "physical_abuse", "emotional_abuse", "separation", "sexual_abuse", "stalking",
)  # fmt: skip
VICTIM = (
    "victim_id", "incident_id", "age_at_death", "sex_of_victim", "sexual_orientation_of_victim",
    "prev_offence_history", "victim_religion", "victim_ethnicity", "relationship_to_perpetrator", "victim_suicide",
    "victim_carer_responsibilities", "victim_mental_health_issues",
)  # fmt: skip
PERPETRATOR = (
    "perpetrator_id", "incident_id", "age_at_fatal_incident", "sex_of_perpetrator",
    "sexual_orientation_of_perpetrator", "perpetrator_ethnicity", "prev_offence_history", "court_verdict",
    "perpetrator_carer_responsibilities", "perpetrator_carer_for_victim", "perpetrator_mental_health_issues",
)  # fmt: skip


@dataclass(frozen=True)
class PersonFacts:
    """One person without a name: age in years, sex and ethnicity in words, relationship to the person who died."""

    age: int | None = None
    sex: str = ""
    ethnicity: str = ""
    relationship: str = ""


@dataclass(frozen=True)
class PublishedFile:
    """One file on the public register: its month as 03-2026, its address."""

    title: str
    month: str
    address: str


@dataclass(frozen=True)
class IncidentFacts:
    """What the library asks of one review. ``death`` reads "March 2024" or "2024"."""

    reference: str
    partnership: str
    death: str = ""
    place: str = ""
    has_multiple_deaths: bool = False
    is_intimate: bool = False
    is_relative: bool = False
    is_homicide_then_suicide: bool = False
    is_suicide: bool = False
    conduct: frozenset[Conduct] = frozenset()
    deceased: tuple[PersonFacts, ...] = ()
    perpetrators: tuple[PersonFacts, ...] = ()
    files: tuple[PublishedFile, ...] = field(default=())


def sheets(incidents: tuple[IncidentFacts, ...]) -> tuple[Sheet, ...]:
    """The four tables of the library."""
    return (
        Sheet("Documents", DOCUMENT, tuple(row for each in incidents for row in _documents(each))),
        Sheet("Incidents", INCIDENT, tuple(_incident(each) for each in incidents)),
        Sheet("Victims", VICTIM, tuple(row for each in incidents for row in _victims(each))),
        Sheet("Perpetrators", PERPETRATOR, tuple(row for each in incidents for row in _perpetrators(each))),
    )


def age_band(age: int | None) -> str:
    """The library's band of an age."""
    return next((band for first, last, band in BANDS if age is not None and first <= age <= last), UNKNOWN)


def _flag(holds: bool) -> str:
    return "TRUE" if holds else "FALSE"


def _documents(each: IncidentFacts) -> list[tuple[Cell, ...]]:
    return [
        (f"{each.reference}-D{place}", each.reference, file.title, "", file.month, file.address)
        for place, file in enumerate(each.files, 1)
    ]


def _incident(each: IncidentFacts) -> tuple[Cell, ...]:
    known: dict[str, str] = {
        "incident_id": each.reference,
        "csp": each.partnership,
        "region": "",
        "death_date": each.death,
        "cause_of_death": "unknown",
        "location_of_death": PLACES.get(each.place, "not_known"),
    }
    tags = {TAGS[kind] for kind in each.conduct if kind in TAGS}
    flags = {
        "multiple_victims": each.has_multiple_deaths,
        "intimate_partner_violence": each.is_intimate,
        "familial_homicide": each.is_relative,
        "homicide_suicide": each.is_homicide_then_suicide,
    }
    return tuple(known.get(column, _flag(flags.get(column, column in tags))) for column in INCIDENT)


def _victims(each: IncidentFacts) -> list[tuple[Cell, ...]]:
    return [_victim(each, person, f"{each.reference}-V{place}") for place, person in enumerate(each.deceased, 1)]


def _victim(each: IncidentFacts, person: PersonFacts, key: str) -> tuple[Cell, ...]:
    known = {
        "victim_id": key,
        "incident_id": each.reference,
        "age_at_death": age_band(person.age),
        "sex_of_victim": person.sex or UNKNOWN,
        "victim_ethnicity": person.ethnicity or UNKNOWN,
        "relationship_to_perpetrator": _relationship(each),
        "victim_suicide": _flag(each.is_suicide),
    }
    return tuple(known.get(column, UNKNOWN) for column in VICTIM)


def _relationship(each: IncidentFacts) -> str:
    """As recorded of the one perpetrator; with several nobody can say whose it is."""
    found = {person.relationship for person in each.perpetrators}
    return found.pop() or UNKNOWN if len(found) == 1 else UNKNOWN


def _perpetrators(each: IncidentFacts) -> list[tuple[Cell, ...]]:
    return [
        _perpetrator(each, person, f"{each.reference}-P{place}") for place, person in enumerate(each.perpetrators, 1)
    ]


def _perpetrator(each: IncidentFacts, person: PersonFacts, key: str) -> tuple[Cell, ...]:
    known = {
        "perpetrator_id": key,
        "incident_id": each.reference,
        "age_at_fatal_incident": age_band(person.age),
        "sex_of_perpetrator": person.sex or UNKNOWN,
        "perpetrator_ethnicity": person.ethnicity or UNKNOWN,
    }
    return tuple(known.get(column, UNKNOWN) for column in PERPETRATOR)
