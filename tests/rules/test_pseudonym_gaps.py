"""What does the anonymity of a case still lack, told person by person, and then of the review itself?"""

from collections.abc import Iterator

import pytest
from django.utils import timezone

from dhr_cases import pseudonyms
from dhr_cases.models import Case, Part, PartialDate, Person, TitlePattern
from dhr_cases.models.history import change
from dhr_cases.pseudonyms import Choice, Gap, faults_of_person, faults_of_review, gaps_of
from tests.conftest import Cast

ASKED = "The day on which the family was asked to choose the pseudonym is not recorded."


@pytest.fixture(autouse=True)
def reason() -> Iterator[None]:
    """Rows made straight in the database name a reason as well."""
    with change("Test gaps", None):
        yield


@pytest.fixture
def titled(case: Case) -> Case:
    """A case that lacks nothing of its own."""
    case.public_title, case.pseudonym = "Robin/2019", ""
    case.save()
    return case


def put(case: Case, part: str = Part.DECEASED, **facts: object) -> Person:
    """A person who lacks nothing unless said."""
    whole = {"name": "Ada Invented", "pseudonym": "Wren", "family_asked_on": PartialDate.on(timezone.localdate())}
    made: Person = Person.objects.create(**{"case": case, "part": part, **whole, **facts})
    return made


def sentences(case: Case) -> list[str]:
    """What is told, in its order."""
    return [gap.sentence for gap in gaps_of(case)]


def test_says_that_nobody_is_recorded_and_nothing_else(case: Case) -> None:
    assert gaps_of(case) == (Gap("Nobody is recorded yet, so no name can be found in a text."),)


def test_lacks_nothing_when_all_is_recorded(titled: Case) -> None:
    put(titled)
    assert gaps_of(titled) == ()


def test_misses_the_real_name(titled: Case) -> None:
    person = put(titled, name=" ")
    assert gaps_of(titled) == (Gap(f"{person}: the real name is not recorded, so it is not found in a text.", person),)


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        (Part.DECEASED, "The person who died"),
        (Part.ALLEGED_PERPETRATOR, "The perpetrator"),
        (Part.CHILD, "A child"),
        (Part.FAMILY, "A family member"),
        (Part.FRIEND, "A friend"),
        (Part.EMPLOYER, "An employer"),
        (Part.OTHER, "A person"),
    ],
)
def test_says_what_is_printed_without_a_pseudonym(titled: Case, part: Part, shown: str) -> None:
    person = put(titled, part, pseudonym="")
    assert gaps_of(titled) == (Gap(f"{part.label}: no pseudonym. “{shown}” is printed instead.", person),)


@pytest.mark.parametrize(("part", "is_told"), [(part, part is Part.DECEASED) for part in Part])
def test_asks_for_the_day_only_of_the_family_of_the_dead(titled: Case, part: Part, is_told: bool) -> None:
    person = put(titled, part, family_asked_on=PartialDate.unknown())
    assert gaps_of(titled) == ((Gap(ASKED, person),) if is_told else ())


def test_tells_person_by_person_and_then_of_the_review(case: Case) -> None:
    case.pseudonym = ""
    case.save()
    first = put(case, name="", family_asked_on=PartialDate.unknown())
    second = put(case, Part.CHILD, name="", pseudonym="")
    assert [gap.person for gap in gaps_of(case)] == [first, first, second, second, None]


@pytest.mark.parametrize(
    ("of_review", "of_dead", "others", "is_told"),
    [
        ("Robin", ["Wren"], [], True),
        ("Wren", ["Wren"], [], False),
        ("  wREN ", ["Wren"], [], False),
        ("", ["Wren"], [], False),
        ("Robin", [""], [], False),
        ("Robin", [], ["Wren"], False),
        ("Robin", ["Wren", "Robin"], [], False),
        ("Robin", ["Wren", ""], [], True),
        ("Robin", ["Wren"], ["Robin"], True),
    ],
)
def test_misses_that_the_dead_bear_the_pseudonym_of_the_review(
    titled: Case, of_review: str, of_dead: list[str], others: list[str], is_told: bool
) -> None:
    titled.pseudonym = of_review
    titled.save()
    put(titled, Part.OTHER)
    for part, pseudonyms_of_part in ((Part.DECEASED, of_dead), (Part.FAMILY, others)):
        for pseudonym in pseudonyms_of_part:
            put(titled, part, pseudonym=pseudonym)
    known = f"The review is known as {of_review}, and nobody who died in it has that pseudonym."
    assert (known in sentences(titled)) == is_told


@pytest.mark.parametrize(
    ("pseudonym", "sentence"),
    [
        ("", "No public title yet."),
        ("Wren", "No public title yet. By the pattern of the partnership: Wren."),
    ],
)
def test_proposes_the_title_that_is_missing(case: Case, pseudonym: str, sentence: str) -> None:
    case.lead_csp.title_pattern = TitlePattern.LETTERS
    case.lead_csp.save()
    case.pseudonym, case.public_title = pseudonym, ""
    case.save()
    put(case)
    assert sentences(case) == [sentence]


def test_tells_the_faults_of_the_pseudonym_of_the_review(titled: Case) -> None:
    titled.pseudonym = "Invented"
    titled.save()
    put(titled, pseudonym="")
    assert pseudonyms.REAL_NAME in sentences(titled)


@pytest.mark.parametrize(
    ("wanted", "name", "is_taken"),
    [
        ("Child A", "Zoe A", False),
        ("Child A", "Zoe Child", True),
        ("A", "Zoe A", True),
        ("Wren Jo", "Jo Other", True),
        ("Wren", "wren", True),
        ("Wren", "Wrenna", False),
    ],
)
def test_counts_a_word_of_a_name_but_no_single_letter(case: Case, wanted: str, name: str, is_taken: bool) -> None:
    put(case, Part.FAMILY, name=name, pseudonym="")
    assert (faults_of_person(case, Choice(wanted, Part.CHILD)) == (pseudonyms.REAL_NAME,)) == is_taken


@pytest.mark.parametrize(
    ("pseudonym", "consent", "is_agreed"),
    [("Ada", "In writing", True), ("ada ", "In writing", True), ("Ada", "", False), ("Wren", "In writing", False)],
)
def test_knows_a_review_by_a_forename_only_where_its_family_agreed_to_that_one(
    case: Case, cast: Cast, pseudonym: str, consent: str, is_agreed: bool
) -> None:
    put(case, pseudonym=pseudonym, forename_consent=consent)
    assert faults_of_review("Ada", cast.partnership, case) == (() if is_agreed else (pseudonyms.REAL_NAME,))


@pytest.mark.parametrize(
    ("pseudonym", "consent", "faults"),
    [
        ("Ada", "", (pseudonyms.NEEDS_CONSENT,)),
        ("Ada", "In writing", ()),
        ("Ada Invented", "In writing", (pseudonyms.REAL_NAME,)),
        ("Ada Invented", "", (pseudonyms.REAL_NAME,)),
        ("Invented", "In writing", (pseudonyms.NEEDS_CONSENT,)),
        ("Addie", "In writing", ()),
        ("Addie", " ", (pseudonyms.NEEDS_CONSENT,)),
        ("Wren", "", ()),
    ],
)
def test_lets_only_a_forename_stand_and_only_with_consent(
    case: Case, pseudonym: str, consent: str, faults: tuple[str, ...]
) -> None:
    choice = Choice(pseudonym, Part.FAMILY, name="Ada Invented", aliases="Addie", forename_consent=consent)
    assert faults_of_person(case, choice) == faults
