"""May this pseudonym stand for this person, and may this review be known by it?"""

import datetime
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.utils import timezone

from dhr_cases import pseudonyms
from dhr_cases.actions import corrections, people, referral, taking_on
from dhr_cases.actions.people import PersonFacts
from dhr_cases.actions.referral import Referral
from dhr_cases.actions.running_case import RunningCase
from dhr_cases.anonymisation.derive import proposed_title
from dhr_cases.errors import Incomplete
from dhr_cases.models import Case, Part, PartialDate, Partnership, Person, PublicRecord, PublicState, TitlePattern
from dhr_cases.models.history import change
from dhr_cases.pseudonyms import Choice, faults_of_person, faults_of_review, faults_of_title
from dhr_cases.stages import Stage
from tests.conftest import Cast

WHY = "Her mother chose it"
WANTED = Choice("Wren", Part.DECEASED, name="Ada Maria Invented", aliases="Addie", reason=WHY)


@pytest.fixture(autouse=True)
def reason() -> Iterator[None]:
    """Rows made straight in the database name a reason as well."""
    with change("Test pseudonyms", None):
        yield


def put(case: Case, **facts: str) -> Person:
    """A person of the case."""
    made: Person = Person.objects.create(**{"case": case, "part": Part.FAMILY, **facts})
    return made


def test_lets_a_pseudonym_stand_that_breaks_no_rule(case: Case) -> None:
    put(case, name="Bea Invented", pseudonym="Linnet")
    assert faults_of_person(case, WANTED) == ()
    assert faults_of_person(case, replace(WANTED, pseudonym="", reason="")) == ()


@pytest.mark.parametrize(
    ("other", "fault"),
    [
        ({"pseudonym": "wren "}, pseudonyms.TAKEN_IN_CASE),
        ({"name": "Wren Other"}, pseudonyms.REAL_NAME),
        ({"name": "Bea Other", "aliases": "Bee\nWren"}, pseudonyms.REAL_NAME),
    ],
)
def test_refuses_what_another_person_of_the_case_is_called(case: Case, other: dict[str, str], fault: str) -> None:
    put(case, **other)
    assert faults_of_person(case, WANTED) == (fault,)


def test_does_not_hold_a_person_up_to_their_own_row(case: Case) -> None:
    own = put(case, pseudonym="Wren", part=Part.DECEASED)
    assert faults_of_person(case, WANTED, besides=own) == ()


def test_asks_who_chose_the_pseudonym_of_the_dead(case: Case) -> None:
    assert faults_of_person(case, replace(WANTED, reason=" ")) == (pseudonyms.NEEDS_REASON,)
    assert faults_of_person(case, replace(WANTED, reason="", part=Part.ALLEGED_PERPETRATOR)) == ()


@pytest.mark.parametrize("real", ["Ada", "ada", "Maria", "Addie"])
def test_prints_a_real_forename_only_with_recorded_consent(case: Case, real: str) -> None:
    without = replace(WANTED, pseudonym=real)
    assert faults_of_person(case, without) == (pseudonyms.NEEDS_CONSENT,)
    assert faults_of_person(case, replace(without, forename_consent="Both parents in writing, 3 May; SIO asked")) == ()


@pytest.mark.parametrize("real", ["Invented", "Ada Maria Invented"])
def test_prints_no_surname_even_with_consent(case: Case, real: str) -> None:
    agreed = replace(WANTED, pseudonym=real, forename_consent="Both parents in writing")
    assert len(faults_of_person(case, agreed)) == 1


def test_refuses_a_pseudonym_with_a_real_name_inside(case: Case) -> None:
    put(case, name="Bea Other")
    assert faults_of_person(case, replace(WANTED, pseudonym="Bea Rose")) == (pseudonyms.REAL_NAME,)


@pytest.mark.parametrize("known_by", ["case", "person", "record"])
def test_refuses_a_pseudonym_of_another_review_of_the_area(
    case: Case, other_case: Case, known_by: str, cast: Cast
) -> None:
    if known_by == "case":
        other_case.pseudonym = "WREN"
        other_case.save()
    elif known_by == "person":
        put(other_case, pseudonym="Wren", part=Part.DECEASED)
    else:
        published(cast.partnership)
    assert faults_of_person(case, WANTED) == (pseudonyms.TAKEN_IN_AREA,)
    assert faults_of_review("wren", cast.partnership, case) == (pseudonyms.TAKEN_IN_AREA,)
    assert faults_of_review("Wren", cast.partnership) == (pseudonyms.TAKEN_IN_AREA,)


def published(partnership: Partnership) -> PublicRecord:
    """A review on the public register whose case was destroyed."""
    record: PublicRecord = PublicRecord.objects.create(
        partnership=partnership, slug="wren-2019", title="Wren/2019", pseudonym="Wren", state=PublicState.PUBLISHED
    )
    return record


def test_lets_another_area_use_the_same_pseudonym(case: Case, other_case: Case) -> None:
    elsewhere = Partnership.objects.create(code="elsewhere", name="Elsewhere CSP")
    other_case.pseudonym, other_case.lead_csp = "Wren", elsewhere
    other_case.save()
    assert faults_of_review("Wren", case.lead_csp, case) == ()


def test_knows_a_review_by_no_real_name_but_one_agreed_to(case: Case, cast: Cast) -> None:
    person = put(case, name="Ada Invented", part=Part.DECEASED)
    assert faults_of_review("Ada", cast.partnership, case) == (pseudonyms.REAL_NAME,)
    person.pseudonym, person.forename_consent = "Ada", "Both parents in writing"
    person.save()
    assert faults_of_review("Ada", cast.partnership, case) == ()


def test_gives_a_title_once_in_an_area(case: Case, other_case: Case, cast: Cast) -> None:
    other_case.public_title = "Robin/2018"
    other_case.save()
    published(cast.partnership)
    assert faults_of_title("robin/2018", case) == faults_of_title("Wren/2019", case) == (pseudonyms.TITLE_TAKEN,)
    assert faults_of_title("Robin/2019", case) == faults_of_title("", case) == ()


@pytest.mark.parametrize(
    ("pattern", "title"),
    [
        (TitlePattern.PSEUDONYM_YEAR, "Robin/2018"),
        (TitlePattern.CASE_NUMBER, "Case 17 (Robin)"),
        (TitlePattern.LETTERS, "Robin"),
    ],
)
def test_titles_a_review_as_its_partnership_does(pattern: TitlePattern, title: str) -> None:
    where = Partnership(code="t", name="T", title_pattern=pattern)
    case = Case(reference="T-2020-017", pseudonym="Robin", lead_csp=where, death_date=PartialDate.parse("2018"))
    assert proposed_title(case) == title
    assert proposed_title(Case(reference="T-2020-017", lead_csp=where, death_date=PartialDate.unknown())) == ""


def test_every_way_of_setting_a_pseudonym_asks(case: Case, other_case: Case, cast: Cast) -> None:
    """Referral, taking on, correcting the case, recording and correcting a person."""
    by, today = cast.coordinator, timezone.localdate()
    person = people.record_person(case=case, by=by, facts=PersonFacts(part=Part.DECEASED, name="Ada Invented"))
    taken = PersonFacts(part=Part.DECEASED, pseudonym="Wren", pseudonym_reason=WHY)
    corrections.correct(case=other_case, by=by, reason=WHY, facts={"pseudonym": "Wren"})
    ways = (
        lambda: referral.refer_death(by=by, referral=Referral(cast.partnership, "Police", today, pseudonym="Wren")),
        lambda: taking_on.take_on(
            by=by,
            case_facts=RunningCase(
                reference="OLD-1", partnership=cast.partnership, stage=Stage.DRAFTING, pseudonym="wren"
            ),
        ),
        lambda: corrections.correct(case=case, by=by, reason=WHY, facts={"pseudonym": "Wren"}),
        lambda: people.record_person(case=case, by=by, facts=taken),
        lambda: people.correct_person(case=case, by=by, person=person, facts=taken, reason=WHY),
    )
    for way in ways:
        with pytest.raises(Incomplete, match="Another review"):
            way()


def test_keeps_the_day_the_family_was_asked_and_refuses_one_to_come(case: Case, cast: Cast) -> None:
    asked = PartialDate.on(timezone.localdate())
    facts = PersonFacts(part=Part.DECEASED, pseudonym="Wren", pseudonym_reason=WHY, family_asked_on=asked)
    person = people.record_person(case=case, by=cast.coordinator, facts=facts)
    assert Person.objects.get(pk=person.pk).family_asked_on == asked
    later = PartialDate.on(timezone.localdate() + datetime.timedelta(days=2))
    with pytest.raises(Incomplete, match="future"):
        people.record_person(case=case, by=cast.coordinator, facts=replace(facts, family_asked_on=later))
