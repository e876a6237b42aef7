"""Do the hints of plain language point to the right place, and only there?"""

from dataclasses import dataclass

import pytest

from dhr_cases.blame_words import BLAME_WORDS
from dhr_cases.plain_language import (
    CHARACTERISTICS,
    LONGEST_SENTENCE,
    READING_AGE_AIM,
    Hint,
    HintKind,
    hints_of_paper,
    hints_of_section,
    missing_characteristics,
    reading_age,
    unanswered_terms,
    undefined_abbreviations,
)

EASY = "The cat sat on the mat. " * 20
HARD = (
    "Multi-agency safeguarding arrangements necessitated considerable interdisciplinary coordination throughout the "
    "investigation, notwithstanding organisational reconfiguration and considerable administrative fragmentation. "
) * 6
ALL_NINE = (
    "Age, disability, gender reassignment, marriage, pregnancy, race, religion, sex and sexual orientation were looked "
    "at one by one."
)


@dataclass(frozen=True)
class Written:
    """A section as the drafting pages hold it."""

    code: str
    text: str
    heading: str = ""


def of_kind(hints: tuple[Hint, ...], kind: HintKind) -> list[Hint]:
    """The hints of one kind."""
    return [hint for hint in hints if hint.kind is kind]


def test_gives_an_easy_text_a_low_age_and_a_hard_one_a_high_age() -> None:
    easy, hard = reading_age(EASY), reading_age(HARD)
    assert easy is not None
    assert hard is not None
    assert easy < 8 < READING_AGE_AIM < 20 < hard


def test_works_the_age_out_by_the_formula() -> None:
    text = "One two three four five six seven eight nine ten. " * 6  # 10 words a sentence; 60 words, 72 syllables
    assert reading_age(text) == round(0.39 * 10 + 11.8 * 72 / 60 - 15.59 + 5)


def test_gives_no_age_to_a_few_words() -> None:
    assert reading_age("Few words say little.") is None
    assert reading_age("") is None


def test_hints_at_a_section_that_is_hard_to_read() -> None:
    (hint,) = of_kind(hints_of_section("analysis", HARD), HintKind.READING_AGE)
    assert (hint.section, hint.paragraph) == ("analysis", 0)
    assert hint.words in hint.sentence
    assert of_kind(hints_of_section("analysis", EASY), HintKind.READING_AGE) == []


def test_hints_at_a_long_sentence_with_its_paragraph() -> None:
    text = f"Short one.\n\n{'word ' * LONGEST_SENTENCE}end. Short again."
    (hint,) = of_kind(hints_of_section("analysis", text), HintKind.LONG_SENTENCE)
    assert hint.paragraph == 2
    assert f"{LONGEST_SENTENCE + 1} words" in hint.sentence


def test_calls_no_table_row_a_long_sentence() -> None:
    assert hints_of_section("analysis", f"| {'word ' * 60}| b |") == ()


@pytest.mark.parametrize(
    "text",
    [
        "The agency failed to act.",
        "She was hard to reach.",
        "He refused to engage.",
        "They had a volatile relationship.",
        "He committed suicide.",
        "She chose to stay.",
        "It was obvious.",
        "He is to blame.",
        "It was negligent.",
        "She put up with it.",
        "She was an alcoholic.",
    ],
)
def test_hints_at_words_that_may_blame(text: str) -> None:
    (hint,) = of_kind(hints_of_section("analysis", f"First.\n\n{text}"), HintKind.BLAME)
    assert hint.words in text
    assert (hint.paragraph, hint.sentence.endswith(".")) == (2, True)


@pytest.mark.parametrize(
    "text", ["The agency did not act.", "Her health failed.", "DNA was found.", "He died by suicide."]
)
def test_leaves_plain_words_alone(text: str) -> None:
    assert hints_of_section("analysis", text) == ()


def test_gives_advice_with_every_blame_word() -> None:
    assert all(row.instead.endswith(".") for row in BLAME_WORDS)


def test_knows_the_nine_characteristics_of_the_act() -> None:
    assert tuple(CHARACTERISTICS) == (
        "age",
        "disability",
        "gender reassignment",
        "marriage and civil partnership",
        "pregnancy and maternity",
        "race",
        "religion or belief",
        "sex",
        "sexual orientation",
    )


def test_finds_all_nine_where_all_are_spoken_of() -> None:
    assert missing_characteristics(ALL_NINE) == ()
    assert hints_of_section("equality", ALL_NINE) == ()


def test_names_each_characteristic_left_out() -> None:
    assert missing_characteristics("Her sexual orientation was known.") == tuple(
        name for name in CHARACTERISTICS if name != "sexual orientation"
    )


def test_hints_at_equality_only_in_its_section_and_once_it_is_begun() -> None:
    assert hints_of_section("analysis", "Nothing of the kind.") == ()
    assert hints_of_section("equality", " ") == ()
    assert len(of_kind(hints_of_section("equality", "Age mattered."), HintKind.EQUALITY)) == len(CHARACTERISTICS) - 1


def test_hints_at_an_abbreviation_at_its_first_place_only() -> None:
    sections = [Written("analysis", "Nothing.\n\nMARAC met. The MARAC met again."), Written("lessons", "MARACs met.")]
    (hint,) = undefined_abbreviations(sections)
    assert (hint.section, hint.paragraph, hint.words) == ("analysis", 2, "MARAC")


@pytest.mark.parametrize(
    "text",
    [
        "The multi-agency risk assessment conference (MARAC) met. MARAC met again.",
        "MARAC (multi-agency risk assessment conference) met.",
        "The GP in the UK and the NHS.",
        "ANALYSIS OF AGENCIES",
        "Part II of the report",
        "Form MG-11/A",
    ],
)
def test_does_not_hint_at_what_is_spelt_out_familiar_or_no_abbreviation(text: str) -> None:
    assert undefined_abbreviations([Written("analysis", text)]) == ()


def test_takes_an_abbreviation_of_the_glossary_for_explained() -> None:
    sections = [Written("analysis", "The IDVA met her."), Written("glossary", "IDVA: independent adviser")]
    assert undefined_abbreviations(sections) == ()


def test_takes_abbreviations_the_caller_knows_for_explained() -> None:
    assert undefined_abbreviations([Written("analysis", "The CSP met.")], known=["CSP"]) == ()


TERMS = Written(
    "terms_of_reference",
    "The review asks:\n\n1. Was the risk to the victim assessed by agencies?\n\n"
    "2. How did agencies share information about the perpetrator?\n\n- What training did housing staff have?",
)


def test_hints_at_a_term_without_an_answer() -> None:
    analysis = Written("analysis", "Agencies shared little information about the perpetrator.")
    hints = unanswered_terms([TERMS, analysis])
    assert [(hint.paragraph, hint.words) for hint in hints] == [
        (2, "Was the risk to the victim assessed by agencies?"),
        (4, "What training did housing staff have?"),
    ]


@pytest.mark.parametrize("name", ["Term of reference 1", "ToR 1", "question 1", "Question no. 1"])
def test_takes_a_term_named_by_its_number_for_answered(name: str) -> None:
    hints = unanswered_terms([TERMS, Written("conclusions", f"{name} was looked at.")])
    assert [hint.paragraph for hint in hints] == [3, 4]


def test_hints_at_nothing_when_there_are_no_terms_yet() -> None:
    assert unanswered_terms([Written("analysis", "Text.")]) == ()


def test_tells_all_hints_of_a_paper_in_one_row() -> None:
    sections = [TERMS, Written("equality", "Age."), Written("analysis", "The MARAC failed to act.")]
    kinds = {hint.kind for hint in hints_of_paper(sections)}
    assert kinds == {HintKind.BLAME, HintKind.ABBREVIATION, HintKind.EQUALITY, HintKind.TERMS}
    assert all(hint.kind.label for hint in hints_of_paper(sections))


def test_hints_at_nothing_in_an_empty_paper() -> None:
    assert hints_of_paper([]) == ()
    assert hints_of_paper([Written("analysis", "")]) == ()
