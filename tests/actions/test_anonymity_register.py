"""Which words must never leave a review, and what stands for them?"""

import pytest
from django.utils import timezone

from dhr_cases.anonymisation.register import STAFF, register_digest, register_of, tokens_of
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import TokenKind
from dhr_cases.models import Appointment, Case, PanelSeat, Part, Person, Post
from dhr_cases.models.anonymity import ProtectedToken
from dhr_cases.models.history import change
from tests.conftest import Cast


@pytest.fixture(autouse=True)
def reason() -> object:
    """Rows made straight in the database name a reason as well."""
    with change("Test register", None):
        yield


def person(case: Case, **facts: str) -> Person:
    """A person of the case, family unless said otherwise."""
    made: Person = Person.objects.create(**{"case": case, "part": Part.FAMILY, **facts})
    return made


def token(case: Case, value: str) -> Token:
    """The one token of this value."""
    return next(found for found in tokens_of(case) if found.value == value)


def spellings(case: Case) -> set[str]:
    """Every protected spelling."""
    return {way for found in tokens_of(case) for way in found.spellings}


def test_protects_a_person_under_every_name_and_prints_the_pseudonym(case: Case) -> None:
    person(case, name="Mrs Ada Invented", aliases="Addie\nA.I.", pseudonym="Wren")
    found = token(case, "Ada Invented")
    assert (found.replacement, found.kind) == ("Wren", TokenKind.NAME)
    assert {"Ada", "Invented"} <= set(found.variants)
    assert {token(case, alias).replacement for alias in ("Addie", "A.I.")} == {"Wren"}


@pytest.mark.parametrize(
    ("part", "shown"),
    [(Part.ALLEGED_PERPETRATOR, "the perpetrator"), (Part.CHILD, "a child"), (Part.OTHER, "a person")],
)
def test_prints_the_part_of_who_has_no_pseudonym(case: Case, part: str, shown: str) -> None:
    person(case, name="Cecil Invented", part=part)
    assert token(case, "Cecil Invented").replacement == shown


def test_protects_address_birth_date_numbers_and_advocate(case: Case) -> None:
    person(
        case,
        address="12 Hop Lane, Testford, TE1 2ST",
        date_of_birth="3 May 1985",
        contact="07700 900123",
        advocate_name="Lois Lantern",
    )
    assert {"12 Hop Lane", "Hop Lane", "TE1 2ST", "TE12ST", "03/05/1985", "07700900123", "Lois Lantern"} <= spellings(
        case
    )
    assert "Testford" not in spellings(case)


def test_protects_both_halves_of_a_joined_name_and_a_day_among_other_words(case: Case) -> None:
    person(case, name="Ada Smith-Jones", aliases="Sal/Sadie", date_of_birth="3 May 1985, from the GP")
    assert {"Smith", "Jones", "Smith-Jones", "Sal", "Sadie", "03/05/1985"} <= spellings(case)


def test_gives_the_same_address_the_same_letter(case: Case) -> None:
    person(case, name="Ada Invented", address="12 Hop Lane")
    person(case, name="Bea Invented", address="12 hop lane")
    person(case, name="Cy Invented", address="4 Oast Road")
    shown = [found.replacement for found in tokens_of(case) if found.kind is TokenKind.ADDRESS]
    assert shown == ["Address A", "Address B"]


def test_leaves_a_real_forename_free_that_is_the_pseudonym(case: Case) -> None:
    person(case, name="Ada Invented", pseudonym="Ada", aliases="ada")
    assert "Invented" in spellings(case)
    assert {"Ada", "ada"}.isdisjoint(spellings(case))


def test_takes_words_recorded_by_hand_and_drops_retired_ones(case: Case) -> None:
    school: ProtectedToken = ProtectedToken.objects.create(
        case=case, kind=TokenKind.SCHOOL, value="Oast Primary", variants="Oasty\n\nOPS", replacement="a school"
    )
    assert token(case, "Oast Primary") == Token("Oast Primary", ("Oasty", "OPS"), "a school", TokenKind.SCHOOL)
    school.is_retired = True
    school.save()
    assert "Oast Primary" not in spellings(case)


def test_tells_the_same_word_once_with_the_replacement_given_by_hand(case: Case) -> None:
    person(case, name="Ada Invented", pseudonym="Wren")
    ProtectedToken.objects.create(
        case=case, kind=TokenKind.NAME, value="ada  invented", variants="Adda", replacement="Linnet"
    )
    rows = [row for row in register_of(case) if row.token.value.casefold().split() == ["ada", "invented"]]
    assert len(rows) == 1
    assert rows[0].token.replacement == "Linnet"
    assert {"Adda", "Invented"} <= set(rows[0].token.variants)


def test_protects_staff_but_not_the_chair_and_the_author(case: Case, cast: Cast) -> None:
    for user, name in (
        (cast.independent_chair, "Dr Helen Marsh"),
        (cast.panel_member, "Priya Nair"),
        (cast.outsider, "Otto Author"),
        (cast.csp_chair, "Martin Ashby"),
    ):
        user.full_name = name
        user.save()
    Appointment.objects.create(case=case, user=cast.outsider, post=Post.AUTHOR)
    PanelSeat.objects.create(
        case=case, organisation=cast.health, member_name="Hal Nominee", starts_on=timezone.localdate()
    )
    assert token(case, "Priya Nair").replacement == STAFF
    assert {"Hal Nominee", "Martin Ashby", "DS Nair"} <= spellings(case)
    assert {"Helen Marsh", "Otto Author", "Nair"}.isdisjoint(spellings(case))


def test_takes_an_account_called_after_its_role_for_nobody(case: Case, cast: Cast) -> None:
    assert cast.panel_member.full_name == "Panel Member"
    assert "Panel Member" not in spellings(case)


def test_has_nothing_to_protect_in_a_new_case(case: Case) -> None:
    assert {found.replacement for found in tokens_of(case)} <= {STAFF}


def test_digest_changes_with_every_word_and_variant_but_not_with_a_replacement(case: Case) -> None:
    row: ProtectedToken = ProtectedToken.objects.create(
        case=case, kind=TokenKind.SCHOOL, value="Oast Primary", replacement="a school"
    )
    digests = [register_digest(case)]
    for field, value in (("variants", "Oasty"), ("value", "Hop Primary"), ("is_retired", True)):
        setattr(row, field, value)
        row.save()
        digests.append(register_digest(case))
    assert len(set(digests)) == len(digests)
    row.is_retired = False
    row.save()
    row.replacement = "another school"
    row.save()
    assert register_digest(case) == digests[2]
