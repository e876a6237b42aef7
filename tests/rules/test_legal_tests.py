"""The two legal tests on the same facts: which limb is met, which is not, and what cannot be said."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product

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


MET, NOT_MET, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.CANNOT_BE_SAID


@pytest.mark.parametrize(
    ("limbs", "verdict"),
    [
        ((MET, MET, MET), MET),
        ((MET, OPEN, MET), OPEN),
        ((OPEN, OPEN, OPEN), OPEN),
        ((MET, NOT_MET, MET), NOT_MET),
        ((OPEN, NOT_MET, MET), NOT_MET),
        ((NOT_MET, NOT_MET, NOT_MET), NOT_MET),
    ],
)
def test_sums_up_the_limbs(limbs: tuple[Verdict, ...], verdict: Verdict) -> None:
    """All of them are needed; one that fails decides, one that is open leaves it open."""
    assert LegalTest("", "", tuple(Limb("", each, "") for each in limbs)).verdict is verdict


def link_of(answers: tuple[Fact, ...]) -> Verdict:
    """What follows from questions of which one "yes" is enough."""
    if Fact.YES in answers:
        return MET
    return OPEN if Fact.UNKNOWN in answers else NOT_MET


@pytest.mark.parametrize("answers", list(product(Fact, repeat=3)))
def test_asks_every_way_of_being_close(answers: tuple[Fact, Fact, Fact]) -> None:
    """A shared household counts under section 9 alone."""
    relative, intimate, household = answers
    facts = Facts(is_relative=relative, is_intimate=intimate, is_same_household=household)
    assert limb(section_9(facts), "same household").verdict is link_of(answers)
    assert limb(section_8a(facts), "personally connected").verdict is link_of((relative, intimate))


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ((Fact.YES, Fact.NO, Fact.NO), "Related."),
        ((Fact.YES, Fact.YES, Fact.UNKNOWN), "Related and in an intimate relationship, now or before."),
        ((Fact.NO, Fact.UNKNOWN, Fact.YES), "Of the same household."),
        ((Fact.UNKNOWN, Fact.NO, Fact.UNKNOWN), "Not known whether related, or of the same household."),
        ((Fact.NO, Fact.NO, Fact.NO), "Not related, not in an intimate relationship, not of the same household."),
    ],
)
def test_says_why_they_were_close_or_not(answers: tuple[Fact, Fact, Fact], reason: str) -> None:
    relative, intimate, household = answers
    facts = Facts(is_relative=relative, is_intimate=intimate, is_same_household=household)
    assert limb(section_9(facts), "same household").reason == reason


@pytest.mark.parametrize(
    ("only", "verdict", "reason"),
    [
        (Fact.YES, NOT_MET, "They shared a household and had no other link."),
        (Fact.NO, NOT_MET, "Not related and not in an intimate relationship."),
        (Fact.UNKNOWN, NOT_MET, "Not related and not in an intimate relationship."),
    ],
)
def test_says_why_a_housemate_was_not_connected(only: Fact, verdict: Verdict, reason: str) -> None:
    found = limb(section_8a(replace(HOUSEMATES, is_same_household_only=only)), "personally connected")
    assert (found.verdict, found.reason) == (verdict, reason)


@pytest.mark.parametrize(
    ("age", "verdict", "reason"),
    [(None, OPEN, "The age is not known."), (0, NOT_MET, "Aged 0."), (15, NOT_MET, "Aged 15."), (16, MET, "Aged 16.")],
)
def test_asks_the_age_of_each(age: int | None, verdict: Verdict, reason: str) -> None:
    """Each age answers for its own person."""
    died = limb(section_9(replace(FORMER_PARTNERS, age_deceased=age)), "The person who died was 16 or over")
    other = limb(section_8a(replace(FORMER_PARTNERS, age_other=age)), "The other person was 16 or over")
    assert (died.verdict, died.reason) == (other.verdict, other.reason) == (verdict, reason)
    assert limb(section_8a(replace(FORMER_PARTNERS, age_other=age)), "The person who died").verdict is MET


NO_HARM = "No violence, abuse or neglect is known or suspected."
NO_ABUSE = "No such abuse is known or suspected."
NEGLECT_NO_ABUSE = "Only neglect is recorded, which section 1 of the 2021 Act does not name."
C = Conduct


@pytest.mark.parametrize(
    ("conduct", "harm", "abuse"),
    [
        (set(), (OPEN, "No conduct is recorded."), (OPEN, "No conduct is recorded.")),
        ({C.NONE}, (NOT_MET, NO_HARM), (NOT_MET, NO_ABUSE)),
        ({C.NEGLECT}, (MET, "Recorded: neglect."), (NOT_MET, NEGLECT_NO_ABUSE)),
        (
            {C.NEGLECT, C.ECONOMIC, C.PHYSICAL_OR_SEXUAL},
            (MET, "Recorded: physical or sexual abuse, economic abuse, neglect."),
            (MET, "Recorded: physical or sexual abuse, economic abuse."),
        ),
        (
            {C.NONE, C.ECONOMIC},
            (MET, "Recorded: economic abuse."),
            (MET, "Recorded: economic abuse."),
        ),
    ],
)
def test_says_which_conduct_it_counts(
    conduct: set[Conduct], harm: tuple[Verdict, str], abuse: tuple[Verdict, str]
) -> None:
    """In the order of the table, whatever order it was recorded in."""
    facts = Facts(conduct=frozenset(conduct))
    of_9, of_8a = limb(section_9(facts), "resulted"), limb(section_8a(facts), "domestic abuse")
    assert (of_9.verdict, of_9.reason) == harm
    assert (of_8a.verdict, of_8a.reason) == abuse
