"""What goes out to the library of a published review is read from the record, and only as far as it is known."""

import dataclasses
import datetime
import io
import zipfile

import pytest
from pytest_django import DjangoAssertNumQueries

from dhr_cases.actions.decision import Criteria, record_criteria
from dhr_cases.actions.people import PersonFacts as PersonRecorded
from dhr_cases.actions.people import record_person
from dhr_cases.actions.referral import Referral, refer_death
from dhr_cases.legal_tests import Conduct, Fact, Facts
from dhr_cases.models import Case, Part, PartialDate, PublicState
from dhr_cases.models.history import change
from governance.exports.library import IncidentFacts, PersonFacts, PublishedFile
from governance.exports.reading import library_archive, library_rows
from tests.conftest import Cast
from tests.public_records import PUT_UP, put_file, put_record

pytestmark = pytest.mark.django_db


def refer(cast: Cast, **known: object) -> Case:
    """A case of which this much was known when it was referred."""
    usual = {"partnership": cast.partnership, "referred_by": "Testshire Police", "referred_on": PUT_UP}
    return refer_death(by=cast.coordinator, referral=Referral(**{**usual, **known}))  # type: ignore[arg-type]  # as given


def put_on(cast: Cast, case: Case, *people: PersonRecorded) -> None:
    """These people are recorded on the case."""
    for facts in people:
        record_person(case=case, by=cast.coordinator, facts=facts)


def apply_tests(cast: Cast, case: Case, facts: Facts) -> None:
    """The facts of the legal tests are recorded."""
    record_criteria(case=case, by=cast.coordinator, criteria=Criteria("Former partner", facts))


def read(cast: Cast) -> IncidentFacts:
    """The one review that goes out."""
    (found,) = library_rows(cast.partnership)
    return found


def test_knows_nothing_of_a_review_of_which_nothing_is_recorded(cast: Cast) -> None:
    put_record(cast.partnership, case=refer(cast))
    assert read(cast) == IncidentFacts(reference="robin-2019", partnership="Testshire CSP")


def test_reads_what_is_recorded_of_a_review(cast: Cast) -> None:
    case = refer(
        cast, death_date=PartialDate.parse("2019-03-04"), death_type="homicide_then_suicide",
        death_place_type="residential", has_multiple_deaths=True,
    )  # fmt: skip  # the facts in one glance
    put_on(
        cast, case,
        PersonRecorded(Part.DECEASED, name="A Name", age_at_death_event=34, sex="Female", ethnicity="White"),
        PersonRecorded(Part.ALLEGED_PERPETRATOR, name="B Name", age_at_death_event=41, relationship="Ex-partner"),
        PersonRecorded(Part.CHILD, name="C Name", age_at_death_event=4),
    )  # fmt: skip  # a person a row
    conduct = frozenset({Conduct.ECONOMIC, Conduct.PHYSICAL_OR_SEXUAL})
    apply_tests(cast, case, Facts(Fact.NO, Fact.YES, age_deceased=35, age_other=42, conduct=conduct))
    record = put_record(cast.partnership, case=case)
    put_file(record, cast.coordinator)
    put_file(record, cast.coordinator, b"%PDF-1.7\nold\n%%EOF\n", taken_down_on=PUT_UP)
    found = read(cast)
    (file,) = found.files
    assert dataclasses.replace(found, files=()) == IncidentFacts(
        reference="robin-2019", partnership="Testshire CSP", death="March 2019", place="residential",
        has_multiple_deaths=True, is_intimate=True, is_homicide_then_suicide=True, conduct=conduct,
        deceased=(PersonFacts(34, "Female", "White"),), perpetrators=(PersonFacts(41, relationship="Ex-partner"),),
    )  # fmt: skip  # the facts in one glance
    assert (file.title, file.month) == ("Robin/2019: Report for publication", "03-2026")
    assert file.address.endswith("/public/robin-2019/")
    with zipfile.ZipFile(io.BytesIO(library_archive(cast.partnership))) as archive:
        assert archive.namelist() == ["documents.csv", "incidents.csv", "victims.csv", "perpetrators.csv"]
        written = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert all(word not in written for word in (" Name", "2019-03-04", "4 March", case.reference))


@pytest.mark.parametrize(("answer", "is_told"), [(Fact.YES, True), (Fact.NO, False), (Fact.UNKNOWN, False)], ids=str)
def test_tells_of_a_bond_only_where_it_is_sure(cast: Cast, answer: Fact, *, is_told: bool) -> None:
    case = refer(cast, death_type="suspected_suicide")
    apply_tests(cast, case, Facts(is_relative=answer, is_intimate=Fact.UNKNOWN))
    put_record(cast.partnership, case=case)
    found = read(cast)
    assert (found.is_relative, found.is_intimate, found.is_suicide) == (is_told, False, True)


def test_takes_an_age_from_the_legal_tests_for_the_only_person_it_can_be_of(cast: Cast) -> None:
    """With several nobody can say whose age it is."""
    one, two = refer(cast), refer(cast)
    for case in (one, two):
        apply_tests(cast, case, Facts(age_deceased=35, age_other=42))
    alone, other = PersonRecorded(Part.DECEASED), PersonRecorded(Part.ALLEGED_PERPETRATOR)
    put_on(cast, one, alone, other)
    put_on(cast, two, alone, alone, other, dataclasses.replace(other, age_at_death_event=19))
    put_record(cast.partnership, case=one)
    put_record(cast.partnership, "sam-2020", case=two)
    first, second = library_rows(cast.partnership)
    assert [row.age for row in (*first.deceased, *first.perpetrators)] == [35, 42]
    assert [row.age for row in (*second.deceased, *second.perpetrators)] == [None, None, None, 19]


def test_gives_reviews_in_the_order_in_which_they_were_put_up(cast: Cast) -> None:
    before = PUT_UP - datetime.timedelta(days=1)
    put_record(cast.partnership, "later", case=refer(cast))
    put_record(cast.partnership, "earlier", case=refer(cast), put_up_on=before)
    put_record(cast.partnership, "same-day", case=refer(cast))
    put_record(cast.partnership, "learning", case=refer(cast), put_up_on=before, state=PublicState.LEARNING)
    put_record(cast.partnership, "gone", case=refer(cast), state=PublicState.WITHDRAWN)
    assert [row.reference for row in library_rows(cast.partnership)] == ["earlier", "learning", "later", "same-day"]


def test_reads_all_reviews_with_four_queries(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for slug in ("one", "two", "three"):
        record = put_record(cast.partnership, slug, case=refer(cast))
        with change("Test", None):
            put_file(record, cast.coordinator, slug.encode())
    with django_assert_num_queries(4):
        found = library_rows(cast.partnership)
    assert [len(row.files) for row in found] == [1, 1, 1]
    assert isinstance(found[0].files[0], PublishedFile)
