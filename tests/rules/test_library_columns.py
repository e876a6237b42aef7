"""Every column of the library's four tables says what is known of a review, and that the rest is not known."""

from dataclasses import replace

import pytest

from dhr_cases.legal_tests import Conduct
from dhr_cases.models.case import PlaceType
from governance.exports.library import (
    BANDS,
    DOCUMENT,
    INCIDENT,
    PERPETRATOR,
    PLACES,
    TAGS,
    UNKNOWN,
    VICTIM,
    IncidentFacts,
    PersonFacts,
    PublishedFile,
    age_band,
)
from tests.rules.test_library_fields import rows

BARE = IncidentFacts("robin-2019", "Testshire CSP")
FLAGS = INCIDENT[INCIDENT.index("intimate_partner_violence") :]


def incident(**known: object) -> dict[str, object]:
    """The row of a review of which only this is known."""
    (row,) = rows("Incidents", replace(BARE, **known))  # type: ignore[arg-type]  # what is known goes through
    return row


def victim(**known: object) -> dict[str, object]:
    """The row of the one person who died in such a review."""
    (row,) = rows("Victims", replace(BARE, **{"deceased": (PersonFacts(),), **known}))  # type: ignore[arg-type]  # as above
    return row


# A review


def test_says_of_a_review_without_facts_that_nothing_is_known_and_nothing_tagged() -> None:
    row = incident()
    assert {column: row[column] for column in INCIDENT[:7] if column != "multiple_victims"} == {
        "incident_id": "robin-2019", "csp": "Testshire CSP", "region": "", "death_date": "",
        "cause_of_death": "unknown", "location_of_death": "not_known",
    }  # fmt: skip  # the columns in words
    assert {row[column] for column in ("multiple_victims", *FLAGS)} == {"FALSE"}
    assert [len(rows(name, BARE)) for name in ("Documents", "Incidents", "Victims", "Perpetrators")] == [0, 1, 0, 0]


@pytest.mark.parametrize(
    ("fact", "column"),
    [
        ("has_multiple_deaths", "multiple_victims"), ("is_intimate", "intimate_partner_violence"),
        ("is_relative", "familial_homicide"), ("is_homicide_then_suicide", "homicide_suicide"),
    ],
)  # fmt: skip  # a fact and its column
def test_tags_each_fact_in_its_own_column_alone(fact: str, column: str) -> None:
    row = incident(**{fact: True})
    assert [name for name, value in row.items() if value == "TRUE"] == [column]


@pytest.mark.parametrize("conduct", Conduct)
def test_tags_a_kind_of_conduct_only_where_it_is_one_tag(conduct: Conduct) -> None:
    row = incident(conduct=frozenset({conduct}))
    column = TAGS.get(conduct)
    assert [name for name, value in row.items() if value == "TRUE"] == ([column] if column else [])
    assert set(TAGS.values()) <= set(FLAGS)


def test_tags_several_kinds_of_conduct_beside_each_other() -> None:
    row = incident(conduct=frozenset(Conduct), is_relative=True)
    tagged = {name for name, value in row.items() if value == "TRUE"}
    assert tagged == {"coercive_control", "economic_abuse", "emotional_abuse", "familial_homicide"}


@pytest.mark.parametrize("place", PlaceType)
def test_has_a_value_for_every_kind_of_place(place: PlaceType) -> None:
    expected = {
        PlaceType.RESIDENTIAL: "residential_location",
        PlaceType.PUBLIC: "public_place",
        PlaceType.OTHER: "other",
    }
    assert incident(place=place.value)["location_of_death"] == expected.get(place, "not_known")
    assert set(PLACES) == {kind.value for kind in PlaceType if kind.value}


def test_writes_the_time_of_death_as_it_is_given() -> None:
    assert incident(death="March 2019")["death_date"] == "March 2019"


# The people


def test_says_of_a_person_without_facts_that_nothing_is_known() -> None:
    row = victim()
    assert (row["victim_id"], row["incident_id"], row["victim_suicide"]) == ("robin-2019-V1", "robin-2019", "FALSE")
    assert {row[column] for column in VICTIM[2:] if column != "victim_suicide"} == {UNKNOWN}
    (other,) = rows("Perpetrators", replace(BARE, perpetrators=(PersonFacts(),)))
    assert (other["perpetrator_id"], other["incident_id"]) == ("robin-2019-P1", "robin-2019")
    assert {other[column] for column in PERPETRATOR[2:]} == {UNKNOWN}


def test_writes_what_is_known_of_a_person() -> None:
    known = PersonFacts(age=34, sex="Female", ethnicity="White British", relationship="Ex-partner")
    row = victim(deceased=(known,), is_suicide=True)
    assert (row["age_at_death"], row["sex_of_victim"], row["victim_ethnicity"]) == ("25-34", "Female", "White British")
    assert (row["victim_suicide"], row["relationship_to_perpetrator"]) == ("TRUE", UNKNOWN)
    (other,) = rows("Perpetrators", replace(BARE, perpetrators=(known,)))
    assert (other["age_at_fatal_incident"], other["sex_of_perpetrator"]) == ("25-34", "Female")
    assert other["perpetrator_ethnicity"] == "White British"
    assert "Ex-partner" not in other.values()


@pytest.mark.parametrize(
    ("relationships", "told"),
    [
        ((), UNKNOWN), (("",), UNKNOWN), (("Son",), "Son"), (("Son", "Son"), "Son"), (("Son", ""), UNKNOWN),
        (("Son", "Friend"), UNKNOWN),
    ],
)  # fmt: skip  # what is recorded of each, and what is told
def test_tells_a_relationship_that_all_have_alike(relationships: tuple[str, ...], told: str) -> None:
    people = tuple(PersonFacts(relationship=each) for each in relationships)
    assert victim(perpetrators=people)["relationship_to_perpetrator"] == told


@pytest.mark.parametrize(("first", "last", "band"), BANDS)
def test_begins_and_ends_each_band_at_its_years(first: int, last: int, band: str) -> None:
    assert (age_band(first), age_band(last)) == (band, band)
    assert age_band(first - 1) != band
    assert age_band(last + 1) != band


@pytest.mark.parametrize("age", [None, 0, 15, 201])
def test_has_no_band_for_a_child_or_for_an_age_nobody_has(age: int | None) -> None:
    assert age_band(age) == UNKNOWN


# The files, and several reviews


def test_numbers_the_files_of_a_review_in_their_order() -> None:
    files = tuple(PublishedFile(title, "03-2026", "https://example.org/x/") for title in ("Report", "Summary"))
    first, second = rows("Documents", replace(BARE, files=files))
    assert [first[column] for column in DOCUMENT] == [
        "robin-2019-D1", "robin-2019", "Report", "", "03-2026", "https://example.org/x/",
    ]  # fmt: skip  # the row in one glance
    assert (second["document_id"], second["title"]) == ("robin-2019-D2", "Summary")


def test_numbers_people_anew_for_each_review_and_keeps_the_order_of_reviews() -> None:
    two = replace(BARE, deceased=(PersonFacts(), PersonFacts()), perpetrators=(PersonFacts(),))
    one = replace(two, reference="a-2020", deceased=(PersonFacts(),))
    assert [row["victim_id"] for row in rows("Victims", two, one)] == ["robin-2019-V1", "robin-2019-V2", "a-2020-V1"]
    assert [row["perpetrator_id"] for row in rows("Perpetrators", two, one)] == ["robin-2019-P1", "a-2020-P1"]
    assert [row["incident_id"] for row in rows("Incidents", two, one)] == ["robin-2019", "a-2020"]
    assert rows("Incidents") == []
