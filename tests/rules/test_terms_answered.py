"""A term of reference counts as answered by its number, or by a paragraph that shares most of its telling words."""

import pytest

from dhr_cases.papers.sections import SectionText
from dhr_cases.plain_language import unanswered_terms
from dhr_cases.report_filling.facts import Terms
from dhr_cases.report_filling.wording import terms_words

FIVE = "1. Assess housing, policing, schooling, nursing?"
NESTED = "1. Was the risk assessed by anybody?\n\n1.2 Was the house made safe by anybody?"


def open_terms(terms: str, analysis: str, code: str = "analysis") -> list[str]:
    """The words of the terms to which nothing seems to speak."""
    hints = unanswered_terms([SectionText("terms_of_reference", "", terms), SectionText(code, "", analysis)])
    return [hint.words for hint in hints]


@pytest.mark.parametrize(
    ("analysis", "count"),
    [
        ("Housing, policing and schooling.", 0),
        ("Housing and policing.", 1),
        ("Housing.\n\nPolicing.\n\nSchooling.", 1),
        ("HOUSING, POLICING AND SCHOOLING.", 0),
        ("", 1),
    ],
)
def test_wants_three_of_five_telling_words_in_one_paragraph(analysis: str, count: int) -> None:
    assert len(open_terms(FIVE, analysis)) == count


def test_takes_words_of_one_beginning_for_one_word() -> None:
    assert open_terms("1. Assessing policies?", "Assessments of policing.") == []
    assert open_terms("1. Assessing policies?", "Assets of a policeman.") == ["Assessing policies?"]


def test_counts_no_short_or_plain_word_as_telling() -> None:
    assert open_terms("1. What did they do about it all?", "What did they do about it all? It was so.") == [
        "What did they do about it all?"
    ]


@pytest.mark.parametrize("code", ["analysis", "conclusions", "overview", "lessons"])
def test_looks_for_answers_in_the_sections_that_answer(code: str) -> None:
    assert open_terms(FIVE, "Question 1 was asked.", code) == []


def test_takes_no_answer_from_another_section() -> None:
    assert len(open_terms(FIVE, "Question 1 was asked.", "background")) == 1


@pytest.mark.parametrize(
    ("analysis", "left"),
    [
        ("Question 1.2 was looked at.", ["Was the risk assessed by anybody?"]),
        ("Question 1. It was looked at.", ["Was the house made safe by anybody?"]),
        ("Question 12 was looked at.", ["Was the risk assessed by anybody?", "Was the house made safe by anybody?"]),
        ("Question 1 was looked at, and so was question 1.2.", []),
    ],
)
def test_takes_a_number_for_itself_alone(analysis: str, left: list[str]) -> None:
    assert open_terms(NESTED, analysis) == left


def test_knows_the_questions_as_the_record_words_them() -> None:
    facts = Terms(1, "9 July 2025", "2020", "2025", ("Was the risk assessed?", "Was the house made safe?"))

    assert open_terms(terms_words(facts), "Question 2 was looked at.") == ["Was the risk assessed?"]
