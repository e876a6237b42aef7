"""Is a real name known again when a pseudonym writes it with other accents, apostrophes, hyphens or letters?"""

import pytest

from dhr_cases.models import Case, Part, Person
from dhr_cases.models.history import change
from dhr_cases.pseudonyms import (
    NEEDS_CONSENT,
    REAL_NAME,
    TAKEN_IN_AREA,
    TAKEN_IN_CASE,
    TITLE_TAKEN,
    Choice,
    faults_of_person,
    faults_of_review,
    faults_of_title,
)
from tests.conftest import Cast

CONSENT = "Both parents in writing, 3 May; the officer asked"


def put(case: Case, name: str = "", **facts: str) -> Person:
    """A person of the case."""
    with change("Test", None):
        row: Person = Person.objects.create(case=case, part=Part.FAMILY, name=name, **facts)
    return row


def wanted(pseudonym: str, **facts: str) -> Choice:
    """A pseudonym for a friend of the family, of whom nothing else is known unless told."""
    return Choice(pseudonym, Part.FRIEND, **facts)


@pytest.mark.parametrize(
    ("pseudonym", "name"),
    [
        ("Jones", "Ann Smith-Jones"), ("Smith", "Ann Smith-Jones"), ("Jones", "Ann Smith–Jones"),
        ("Smith Jones", "Ann Smith-Jones"), ("Smith-Jones", "Ann Smith Jones"), ("Jose", "José Vale"),
        ("José", "Jose Vale"), ("Zoe", "Zoë Hill"), ("ZOË", "Zoe Hill"), ("O'Brien", "Ann O’Brien"),
        ("OBrien", "Ann O'Brien"), ("Siân", "Sian Vale"), ("Straße", "Ann Strasse"), ("Anne Marie", "Anne-Marie Vale"),
        ("Marie", "Anne-Marie Vale"), ("Wren ", "WREN Hill"), ("Björn", "Bjorn Hill"),
    ],
)  # fmt: skip  # a pseudonym and the real name it gives away
def test_knows_a_real_name_however_it_is_written(case: Case, cast: Cast, pseudonym: str, name: str) -> None:
    """Of another person, of the person, of the review, and among other names."""
    assert faults_of_person(case, wanted(pseudonym, name=name)) in ((REAL_NAME,), (NEEDS_CONSENT,))
    known = put(case, name)
    assert faults_of_person(case, wanted(pseudonym)) == (REAL_NAME,)
    assert faults_of_review(pseudonym, cast.partnership, case) == (REAL_NAME,)
    assert faults_of_person(case, wanted(pseudonym), besides=known) == ()


@pytest.mark.parametrize(
    ("pseudonym", "name"),
    [("Joan", "Jo-Ann Vale"), ("Wren", "Wrenna Hill"), ("Smit", "Ann Smith-Jones"), ("Mary Rose", "Maryrose Vale")],
)
def test_takes_no_part_of_a_word_for_a_name(case: Case, pseudonym: str, name: str) -> None:
    put(case, name)
    assert faults_of_person(case, wanted(pseudonym)) == ()


def test_knows_an_alias_and_a_pseudonym_however_they_are_written(case: Case, other_case: Case, cast: Cast) -> None:
    put(case, "Ann Vale", aliases="Zoë\nMary-Ann", pseudonym="André")
    assert faults_of_person(case, wanted("zoe")) == faults_of_person(case, wanted("Mary")) == (REAL_NAME,)
    assert faults_of_person(case, wanted("Andre")) == (TAKEN_IN_CASE,)
    with change("Test", None):
        other_case.pseudonym = "Éloise"
        other_case.save()
    assert faults_of_review("eloise", cast.partnership, case) == (TAKEN_IN_AREA,)


@pytest.mark.parametrize(
    ("pseudonym", "consent", "faults"),
    [
        ("Mary", "", (NEEDS_CONSENT,)), ("Mary", CONSENT, ()), ("Ann", CONSENT, ()), ("Mary-Ann", CONSENT, ()),
        ("Mary Ann", CONSENT, ()), ("Zoë", CONSENT, ()), ("Zoe", "", (NEEDS_CONSENT,)),
        ("Vale", CONSENT, (NEEDS_CONSENT,)), ("Hill", CONSENT, (NEEDS_CONSENT,)),
        ("Mary-Ann Zoe Vale-Hill", CONSENT, (REAL_NAME,)), ("mary ann zoë vale hill", "", (REAL_NAME,)),
    ],
)  # fmt: skip  # a pseudonym, the consent and what is said
def test_lets_half_a_forename_stand_with_consent_and_half_a_surname_never(
    case: Case, pseudonym: str, consent: str, faults: tuple[str, ...]
) -> None:
    choice = wanted(pseudonym, name="Mary-Ann Zoë Vale-Hill", forename_consent=consent)
    assert faults_of_person(case, choice) == faults


def test_compares_what_holds_no_letter_as_it_stands(case: Case) -> None:
    put(case, pseudonym="?")
    assert faults_of_person(case, wanted("?")) == (TAKEN_IN_CASE,)
    assert faults_of_person(case, wanted("!")) == ()
    assert faults_of_person(case, wanted(" - ")) == ()


@pytest.mark.parametrize(
    ("title", "is_taken"), [("wren/1", True), ("WREN/1 ", True), ("Wren1", False), ("Wrén/1", False)]
)
def test_compares_titles_sign_by_sign(case: Case, other_case: Case, title: str, is_taken: bool) -> None:
    """A number and a stroke are part of them."""
    with change("Test", None):
        other_case.public_title = "Wren/1"
        other_case.save()
    assert faults_of_title(title, case) == ((TITLE_TAKEN,) if is_taken else ())
