"""What does each legal test ask, limb by limb and in which order, and where is that written?"""

import itertools

import pytest

from dhr_cases.legal_tests import (
    ADULT,
    DOMESTIC_ABUSE,
    Conduct,
    Fact,
    Facts,
    LegalTest,
    Verdict,
    section_8a,
    section_9,
)

NOTHING_KNOWN = Facts()
CLOSE_ADULTS = Facts(
    is_relative=Fact.NO, is_intimate=Fact.YES, is_same_household=Fact.YES, is_same_household_only=Fact.NO,
    age_deceased=34, age_other=41, conduct=frozenset({Conduct.CONTROLLING_OR_COERCIVE}),
)  # fmt: skip  # both tests are met


def asked(test: LegalTest) -> list[str]:
    """What the limbs ask, in their order."""
    return [limb.asks for limb in test.limbs]


def test_asks_under_section_9_for_an_adult_a_harm_and_a_link() -> None:
    """Violence, abuse or neglect; a household is link enough."""
    found = section_9(NOTHING_KNOWN)
    assert asked(found) == [
        "The person who died was 16 or over",
        "The death resulted, or appears to have resulted, from violence, abuse or neglect",
        "They were related, in an intimate relationship now or before, or of the same household",
    ]
    assert found.name == "Section 9: domestic homicide review"
    assert found.source == "Domestic Violence, Crime and Victims Act 2004, s.9(1)"


def test_asks_under_section_8a_for_two_adults_abuse_and_a_personal_connection() -> None:
    found = section_8a(NOTHING_KNOWN)
    assert asked(found) == [
        "The person who died was 16 or over", "The other person was 16 or over",
        "There was domestic abuse towards the person who died",
        "They were personally connected: relatives, or intimate partners now or before",
    ]  # fmt: skip  # in their order
    assert found.name == "Section 8A: domestic abuse related death review"
    assert found.source == ("Domestic Violence, Crime and Victims Act 2004, s.8A; Domestic Abuse Act 2021, ss.1 and 2")


def test_says_of_each_limb_what_is_not_known() -> None:
    reasons = {limb.reason for test in (section_9, section_8a) for limb in test(NOTHING_KNOWN).limbs}
    assert reasons == {
        "The age is not known.", "No conduct is recorded.",
        "Not known whether related, or in an intimate relationship, now or before, or of the same household.",
        "Not known whether related, or in an intimate relationship, now or before.",
    }  # fmt: skip  # each once


def test_asks_the_same_however_much_is_known() -> None:
    for test in (section_9, section_8a):
        assert asked(test(CLOSE_ADULTS)) == asked(test(NOTHING_KNOWN))
        assert test(CLOSE_ADULTS).verdict is Verdict.MET


@pytest.mark.parametrize("ages", list(itertools.product((ADULT - 1, ADULT, None), repeat=2)))
def test_needs_both_ages_under_section_8a_and_one_under_section_9(ages: tuple[int | None, int | None]) -> None:
    died, other = ages
    facts = Facts(**{**vars(CLOSE_ADULTS), "age_deceased": died, "age_other": other})
    of_one = {None: Verdict.CANNOT_BE_SAID, ADULT: Verdict.MET}
    assert section_9(facts).verdict is of_one.get(died, Verdict.NOT_MET)
    worst = Verdict.MET if ages == (ADULT, ADULT) else Verdict.CANNOT_BE_SAID
    assert section_8a(facts).verdict is (Verdict.NOT_MET if ADULT - 1 in ages else worst)


@pytest.mark.parametrize("conduct", Conduct)
def test_counts_neglect_as_harm_and_not_as_domestic_abuse(conduct: Conduct) -> None:
    facts = Facts(**{**vars(CLOSE_ADULTS), "conduct": frozenset({conduct})})
    assert (section_9(facts).verdict is Verdict.MET) is (conduct is not Conduct.NONE)
    assert (section_8a(facts).verdict is Verdict.MET) is (conduct in DOMESTIC_ABUSE)
    assert (conduct in DOMESTIC_ABUSE) is (conduct not in {Conduct.NEGLECT, Conduct.NONE})


def test_calls_each_kind_of_conduct_by_words_of_its_own() -> None:
    labels = [conduct.label for conduct in Conduct]
    assert len(set(labels)) == len(labels)
    assert all(label[0].isupper() and "_" not in label for label in labels)
