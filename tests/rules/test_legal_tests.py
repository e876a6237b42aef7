"""The two legal tests on the same facts: which limb is met, which is not, and what cannot be said."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from dhr_cases.legal_tests import ADULT, Conduct, Fact, Facts, LegalTest, Limb, Verdict, section_8a, section_9
from tests.steps_decision import FORMER_PARTNERS, HOUSEMATES

NEGLECT_ONLY = frozenset({Conduct.NEGLECT})


def limb(test: LegalTest, words: str) -> Limb:
    """The limb that asks in these words."""
    return next(row for row in test.limbs if words in row.asks)


def test_finds_both_met_for_former_partners() -> None:
    """Violence between adults who were partners is within both."""
    assert section_9(FORMER_PARTNERS).verdict is Verdict.MET
    assert section_8a(FORMER_PARTNERS).verdict is Verdict.MET


def test_finds_a_mere_housemate_within_section_9_only() -> None:
    """A shared household is a limb of section 9 and no personal connection."""
    assert section_9(HOUSEMATES).verdict is Verdict.MET
    connected = limb(section_8a(HOUSEMATES), "personally connected")
    assert connected.verdict is Verdict.NOT_MET
    assert "household" in connected.reason


def test_finds_neglect_within_section_9_only() -> None:
    """Section 1 of the 2021 Act does not name neglect, and the reason says so."""
    facts = replace(FORMER_PARTNERS, conduct=NEGLECT_ONLY)
    assert section_9(facts).verdict is Verdict.MET
    assert section_8a(facts).verdict is Verdict.NOT_MET
    assert "neglect" in limb(section_8a(facts), "domestic abuse").reason


@pytest.mark.parametrize(("age", "verdict"), [(ADULT - 1, Verdict.NOT_MET), (ADULT, Verdict.MET)])
def test_draws_the_line_at_the_sixteenth_birthday(age: int, verdict: Verdict) -> None:
    """Sixteen is within, fifteen is not, in both tests."""
    facts = replace(FORMER_PARTNERS, age_deceased=age)
    assert section_9(facts).verdict is verdict
    assert section_8a(facts).verdict is verdict


def test_asks_the_other_persons_age_under_section_8a_only() -> None:
    """Domestic abuse within the 2021 Act is between people who are both of age."""
    facts = replace(FORMER_PARTNERS, age_other=ADULT - 1)
    assert section_9(facts).verdict is Verdict.MET
    assert section_8a(facts).verdict is Verdict.NOT_MET


def test_says_nothing_about_facts_nobody_knows() -> None:
    """Unknown is not "no"."""
    for test in (section_9(Facts()), section_8a(Facts())):
        assert test.verdict is Verdict.CANNOT_BE_SAID
        assert {row.verdict for row in test.limbs} == {Verdict.CANNOT_BE_SAID}


def test_lets_one_limb_not_met_outweigh_what_is_unknown() -> None:
    """No further fact can mend it."""
    facts = Facts(conduct=frozenset({Conduct.NONE}))
    assert section_9(facts).verdict is Verdict.NOT_MET


def test_leaves_the_link_open_while_one_question_is_open() -> None:
    """The reason names the open question."""
    facts = replace(HOUSEMATES, is_same_household=Fact.NO, is_same_household_only=Fact.NO, is_relative=Fact.UNKNOWN)
    link = limb(section_9(facts), "same household")
    assert link.verdict is Verdict.CANNOT_BE_SAID
    assert link.reason == "Not known whether related."


def test_finds_no_link_between_strangers() -> None:
    """All three answered with no."""
    facts = replace(HOUSEMATES, is_same_household=Fact.NO, is_same_household_only=Fact.NO)
    assert section_9(facts).verdict is Verdict.NOT_MET


@pytest.mark.parametrize("conduct", sorted(set(Conduct) - {Conduct.NONE, Conduct.NEGLECT}))
def test_counts_each_kind_of_abuse_in_both(conduct: Conduct) -> None:
    """Every conduct the 2021 Act names is violence or abuse under section 9 too."""
    facts = replace(FORMER_PARTNERS, conduct=frozenset({conduct}))
    assert (section_9(facts).verdict, section_8a(facts).verdict) == (Verdict.MET, Verdict.MET)


@pytest.mark.parametrize("facts", [Facts(), FORMER_PARTNERS, HOUSEMATES])
@pytest.mark.parametrize("test_of", [section_9, section_8a])
def test_gives_a_reason_and_a_source_for_everything(facts: Facts, test_of: Callable[[Facts], LegalTest]) -> None:
    """No verdict stands alone."""
    test = test_of(facts)
    assert "Act 2004" in test.source
    assert all(row.reason.endswith(".") for row in test.limbs)


@pytest.mark.parametrize(
    ("verdict", "fact"),
    [(Verdict.MET, Fact.YES), (Verdict.NOT_MET, Fact.NO), (Verdict.CANNOT_BE_SAID, Fact.UNKNOWN)],
)
def test_turns_a_verdict_into_a_fact(verdict: Verdict, fact: Fact) -> None:
    """So that a decision can start from it."""
    assert verdict.as_fact is fact
