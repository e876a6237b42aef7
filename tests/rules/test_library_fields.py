"""A published review fills the fields of the Home Office's library with what is known, and says what is not."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhr_cases.legal_tests import Conduct
from dhr_cases.models import PartialDate
from funding.papers.tables import Sheet
from governance.exports.library import (
    BANDS,
    DOCUMENT,
    INCIDENT,
    PERPETRATOR,
    UNKNOWN,
    VICTIM,
    IncidentFacts,
    PersonFacts,
    PublishedFile,
    age_band,
    sheets,
)
from governance.exports.reading import month_of

FACTS = IncidentFacts(
    reference="robin-2019",
    partnership="Testshire CSP",
    death="March 2019",
    place="public",
    is_intimate=True,
    conduct=frozenset({Conduct.CONTROLLING_OR_COERCIVE, Conduct.PHYSICAL_OR_SEXUAL}),
    deceased=(PersonFacts(34, "Female"), PersonFacts()),
    perpetrators=(PersonFacts(41, "Male", relationship="Ex-spouse"),),
    files=(PublishedFile("Robin/2019: report", "03-2026", "https://example.org/public/robin-2019/"),),
)


def rows(name: str, *incidents: IncidentFacts) -> list[dict[str, object]]:
    """The rows of one table, by column."""
    sheet: Sheet = next(each for each in sheets(incidents) if each.name == name)
    return [dict(zip(sheet.heads, row, strict=True)) for row in sheet.rows]


def test_writes_the_four_tables_with_the_librarys_columns() -> None:
    assert [sheet.heads for sheet in sheets((FACTS,))] == [DOCUMENT, INCIDENT, VICTIM, PERPETRATOR]


def test_tags_what_is_known_and_nothing_that_may_be_either_of_two() -> None:
    (incident,) = rows("Incidents", FACTS)
    tagged = {column for column, value in incident.items() if value == "TRUE"}
    assert tagged == {"intimate_partner_violence", "coercive_control"}
    assert (incident["physical_abuse"], incident["sexual_abuse"]) == ("FALSE", "FALSE")
    assert (incident["location_of_death"], incident["cause_of_death"]) == ("public_place", "unknown")


def test_writes_a_row_for_each_person_under_a_key_without_a_name() -> None:
    first, second = rows("Victims", FACTS)
    assert (first["victim_id"], first["age_at_death"], first["relationship_to_perpetrator"]) == (
        "robin-2019-V1",
        "25-34",
        "Ex-spouse",
    )
    assert (second["victim_id"], second["age_at_death"], second["sex_of_victim"]) == ("robin-2019-V2", UNKNOWN, UNKNOWN)
    (perpetrator,) = rows("Perpetrators", FACTS)
    assert (perpetrator["perpetrator_id"], perpetrator["age_at_fatal_incident"]) == ("robin-2019-P1", "35-44")
    assert perpetrator["court_verdict"] == UNKNOWN


def test_does_not_say_whose_relationship_it_is_where_there_are_several() -> None:
    several = IncidentFacts(
        "x",
        "Y",
        deceased=(PersonFacts(),),
        perpetrators=(PersonFacts(relationship="Son"), PersonFacts(relationship="Friend")),
    )
    assert rows("Victims", several)[0]["relationship_to_perpetrator"] == UNKNOWN


def test_names_each_file_with_month_and_address() -> None:
    (document,) = rows("Documents", FACTS)
    assert (document["document_id"], document["upload_date"]) == ("robin-2019-D1", "03-2026")
    assert document["report_url"] == "https://example.org/public/robin-2019/"


@pytest.mark.parametrize(
    ("age", "band"),
    [(None, UNKNOWN), (15, UNKNOWN), (16, "16-19"), (19, "16-19"), (20, "20-24"), (65, "65+"), (99, "65+")],
)
def test_puts_an_age_into_its_band(age: int | None, band: str) -> None:
    assert age_band(age) == band


@settings(max_examples=50, deadline=None)
@given(st.integers(16, 200))
def test_has_one_band_for_every_age(age: int) -> None:
    assert sum(first <= age <= last for first, last, _ in BANDS) == 1


@pytest.mark.parametrize(
    ("known", "written"), [("2019-03-04", "March 2019"), ("2019-03", "March 2019"), ("2019", "2019"), ("", "")]
)
def test_writes_no_day_finer_than_a_month(known: str, written: str) -> None:
    assert month_of(PartialDate.parse(known)) == written
    assert month_of(PartialDate.on(datetime.date(2019, 3, 4))) == "March 2019"
