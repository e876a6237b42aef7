"""Which body do words in a file mean, which bodies are listed in section 9 on a day, and which exist?"""

import datetime
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dhr_cases.models import Organisation, OrganisationKind, OrganisationName, SectionNineStatus
from dhr_cases.models.history import change
from dhr_cases.organisation_list import (
    OrganisationFilter,
    after,
    before,
    codes_by_words,
    life_span,
    organisations_matching,
    section_9_on,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 5, 12)
ONE = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def reason() -> Iterator[None]:
    """Rows made straight in the database name a reason as well."""
    with change("Test bodies", None):
        yield


def body(code: str, name: str = "", short: str = "", **more: object) -> Organisation:
    """A body."""
    made: Organisation = Organisation.objects.create(
        code=code, name=name or code, short_name=short, kind=OrganisationKind.COUNCIL, **more
    )
    return made


def formerly(of: Organisation, name: str, until: datetime.date = DAY) -> None:
    """A name the body bore."""
    OrganisationName.objects.create(organisation=of, name=name, until=until)


def test_knows_a_body_by_everything_it_was_ever_called() -> None:
    """In small letters; one without a short name is not known by nothing."""
    formerly(body("vale", "Vale Council", "VC"), "Vale District Council")
    body("hill", "Hill Council")
    assert codes_by_words() == {
        "vale": "vale", "vale council": "vale", "vc": "vale", "vale district council": "vale",
        "hill": "hill", "hill council": "hill",
    }  # fmt: skip  # words and the body they mean


def test_goes_by_the_code_then_the_name_then_the_short_name_then_a_former_one() -> None:
    """Whatever the bodies are called otherwise and whichever came first."""
    formerly(body("a", "Zeta"), "Shared")
    assert codes_by_words()["shared"] == "a"
    body("b", "Alpha", "SHARED")
    assert codes_by_words()["shared"] == "b"
    body("c", "Shared")
    assert codes_by_words()["shared"] == "c"
    body("shared", "Omega")
    assert codes_by_words()["shared"] == "shared"


def test_means_the_body_that_still_exists() -> None:
    """Neither the one before it nor one that is only planned; of two that ended, the later."""
    body("third", "Zeta", "KCC", is_planned=True)
    body("first", "Alpha", "KCC", ends_on=DAY - ONE)
    assert codes_by_words()["kcc"] == "first"
    body("later", "Beta", "KCC", ends_on=DAY)
    assert codes_by_words()["kcc"] == "later"
    body("today", "Aa", "KCC")
    assert codes_by_words()["kcc"] == "today"


def test_means_the_body_that_bore_a_name_last() -> None:
    one, two = body("one"), body("two")
    formerly(two, "Old name", DAY)
    formerly(one, "Old name", DAY - ONE)
    assert codes_by_words()["old name"] == "two"


def test_means_the_first_of_two_that_nothing_tells_apart() -> None:
    body("one", "Same name")
    body("two", "Same name")
    assert codes_by_words()["same name"] == "one"


def test_asks_twice_however_many_bodies_there_are() -> None:
    for number in range(3):
        formerly(body(f"b{number}", f"Body {number}"), f"Old {number}")
    with CaptureQueriesContext(connection) as asked:
        assert len(codes_by_words()) == 9
    assert len(asked) == 2


def test_reads_a_status_from_its_first_day_and_the_row_entered_later_on_one_day() -> None:
    vale = body("vale")
    bodies = Organisation.objects.filter(pk=vale.pk)
    assert section_9_on(bodies, DAY) == {}
    SectionNineStatus.objects.create(organisation=vale, is_section_9_body=True, starts_on=DAY, source="Order")
    assert section_9_on(bodies, DAY - ONE) == {}
    assert section_9_on(bodies, DAY) == {vale.pk: True}
    SectionNineStatus.objects.create(organisation=vale, is_section_9_body=False, starts_on=DAY, source="Corrected")
    assert section_9_on(bodies, DAY) == section_9_on(bodies, DAY + ONE) == {vale.pk: False}


@pytest.mark.parametrize(
    ("starts", "ends", "planned", "exists"),
    [
        (None, None, False, True), (DAY, DAY, False, True), (None, DAY, False, True), (DAY, None, False, True),
        (DAY + ONE, None, False, False), (None, DAY - ONE, False, False), (DAY, None, True, False),
    ],
)  # fmt: skip  # a life span and whether the body is there
def test_lists_a_body_as_existing_or_not_and_never_as_both(
    starts: datetime.date | None, ends: datetime.date | None, planned: bool, exists: bool
) -> None:
    body("vale", starts_on=starts, ends_on=ends, is_planned=planned)
    found = [organisations_matching(OrganisationFilter(exists=word), DAY).count() for word in ("yes", "no", "")]
    assert found == [int(exists), int(not exists), 1]


def test_finds_a_body_by_part_of_any_name_once() -> None:
    vale = body("vale", "Vale Council", "VC")
    formerly(vale, "Vale District Council")
    formerly(vale, "Vale Borough Council", DAY - ONE)
    body("hill", "Hill Council")
    for text in ("vale", "COUNCIL of", "vc", "district", "council"):
        found = list(organisations_matching(OrganisationFilter(text=text), DAY))
        assert found.count(vale) == (0 if text == "COUNCIL of" else 1)
    assert [row.code for row in organisations_matching(OrganisationFilter(text="council"), DAY)] == ["hill", "vale"]


def test_says_of_a_body_nobody_knows_more_of_what_is_not_stated() -> None:
    vale = body("vale")
    assert life_span(vale) == "start not stated, no end"
    assert (before(vale), after(vale)) == ([], [])
