"""Whose title and whose pseudonym stand in the way of a review, and whose do not?"""

from collections.abc import Iterator

import pytest

from dhr_cases.models import Case, Part, Partnership, Person, PublicRecord, PublicState
from dhr_cases.models.history import change
from dhr_cases.pseudonyms import REAL_NAME, TAKEN_IN_AREA, TITLE_TAKEN, faults_of_review, faults_of_title
from tests.conftest import Cast

NAME, TITLE = "Wren", "Wren/2019"


@pytest.fixture(autouse=True)
def reason() -> Iterator[None]:
    """Rows made straight in the database name a reason as well."""
    with change("Test names of reviews", None):
        yield


def elsewhere() -> Partnership:
    """Another area."""
    found: Partnership = Partnership.objects.create(code="elsewhere", name="Elsewhere CSP")
    return found


def known_as(case: Case, **facts: object) -> Case:
    """The case with that pseudonym, title or partnership."""
    for name, value in facts.items():
        setattr(case, name, value)
    case.save()
    return case


def record(partnership: Partnership, case: Case | None) -> PublicRecord:
    """A review on the public register."""
    made: PublicRecord = PublicRecord.objects.create(
        partnership=partnership, case=case, slug=f"{partnership.code}-wren", title=TITLE, pseudonym=NAME,
        state=PublicState.PUBLISHED,
    )  # fmt: skip  # one row
    return made


def test_lets_a_review_keep_its_own_title_and_pseudonym(case: Case, cast: Cast) -> None:
    """As its row, as its public record, and as the pseudonym of the person who died."""
    known_as(case, pseudonym=NAME, public_title=TITLE)
    record(cast.partnership, case)
    Person.objects.create(case=case, part=Part.DECEASED, pseudonym=NAME)
    assert faults_of_title(TITLE, case) == ()
    assert faults_of_review(NAME, cast.partnership, case) == ()


def test_lets_another_area_have_them(case: Case, other_case: Case, cast: Cast) -> None:
    """Whether its case is still there or only its record."""
    there = elsewhere()
    known_as(other_case, lead_csp=there, pseudonym=NAME, public_title=TITLE)
    Person.objects.create(case=other_case, part=Part.DECEASED, pseudonym=NAME)
    record(there, None)
    assert faults_of_title(TITLE, case) == ()
    assert faults_of_review(NAME, cast.partnership, case) == ()
    assert faults_of_review(NAME, cast.partnership) == ()
    assert faults_of_review(NAME, there) == (TAKEN_IN_AREA,)
    assert faults_of_title(TITLE, known_as(case, lead_csp=there)) == (TITLE_TAKEN,)


@pytest.mark.parametrize("title", [TITLE, "wren/2019", " WREN/2019 "])
@pytest.mark.parametrize("kept_by", ["case", "record of a case", "record alone"])
def test_gives_a_title_to_one_review_of_an_area_however_it_is_kept(
    case: Case, other_case: Case, cast: Cast, title: str, kept_by: str
) -> None:
    """The record alone is left where the case was destroyed."""
    if kept_by == "case":
        known_as(other_case, public_title=TITLE)
    else:
        record(cast.partnership, other_case if kept_by == "record of a case" else None)
    assert faults_of_title(title, case) == (TITLE_TAKEN,)
    assert faults_of_title("Wren/2020", case) == ()


def test_wants_no_title_and_no_pseudonym_at_all(case: Case, other_case: Case, cast: Cast) -> None:
    """Reviews without one are not alike."""
    known_as(other_case, pseudonym="", public_title="")
    for nothing in ("", "  "):
        assert faults_of_title(nothing, case) == ()
        assert faults_of_review(nothing, cast.partnership, case) == ()


@pytest.mark.parametrize("part", [part for part in Part if part is not Part.DECEASED])
def test_keeps_only_the_pseudonyms_of_those_who_died_from_other_reviews(
    case: Case, other_case: Case, cast: Cast, part: Part
) -> None:
    Person.objects.create(case=other_case, part=part, pseudonym=NAME, name="Wren Real")
    assert faults_of_review(NAME, cast.partnership, case) == ()


def test_holds_a_review_up_to_the_real_names_of_its_own_people_alone(case: Case, other_case: Case, cast: Cast) -> None:
    """A review that is not yet there has no people."""
    Person.objects.create(case=other_case, part=Part.FAMILY, name="Wren Real")
    assert faults_of_review(NAME, cast.partnership, case) == ()
    Person.objects.create(case=case, part=Part.FAMILY, name="Wren Real")
    assert faults_of_review(NAME, cast.partnership, case) == (REAL_NAME,)
    assert faults_of_review(NAME, cast.partnership) == ()


def test_tells_both_faults_of_a_pseudonym(case: Case, other_case: Case, cast: Cast) -> None:
    known_as(other_case, pseudonym="wren")
    Person.objects.create(case=case, part=Part.CHILD, name="Ada", aliases="Wren")
    assert faults_of_review(NAME, cast.partnership, case) == (TAKEN_IN_AREA, REAL_NAME)
