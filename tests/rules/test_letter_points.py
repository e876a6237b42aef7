"""A quality assurance letter is split into its points, its praise, its days and its outcome, however it numbers."""

import datetime
import json
from pathlib import Path

import pytest

from dhr_cases.letter_points import LetterOutcome, LetterPoint, read_letter
from dhr_cases.models import QAOutcome

FACTS = json.loads((Path(__file__).parents[1] / "facts" / "devon_case17_louise.json").read_text())
ASKED = (
    "The report needs a fuller sense of who Louise was.",
    "It is not clear which questions the panel put to the hospital.",
    "The equality section leaves out disability and age.",
    "Coercive control is named but not defined.",
    "Please say why no housing provider sat on the panel.",
    "The timescale for the review is not explained.",
    "The recommendation for the hospital does not follow from the analysis.",
)
"""Seven points, as many as a published letter had."""

HEAD = """Public Protection Unit
2 Marsham Street
London

31 October 2022

Dear Chair,

Thank you for submitting the Domestic Homicide Review (DHR) report (Louise) for the partnership to the Home Office
Quality Assurance (QA) Panel. The report was considered at the QA Panel meeting on 28th September 2022.

The QA Panel felt that the report is well written and easy to follow. The involvement of the family is commended.
The panel included a specialist service.

The QA Panel felt that there are some aspects of the report which may benefit from further revision, but the Home
Office is content that on completion of these changes, the DHR may be published.

Areas for final development:
"""
TAIL = """
Once completed the Home Office would be grateful if you could provide us with a digital copy of the revised final
version of the report. Please ensure this letter is published with it.

Yours sincerely,

Chair of the QA Panel
"""


def letter(points: str) -> str:
    """A letter with its points written in some way."""
    return f"{HEAD}\n{points}\n{TAIL}"


STYLES = {
    "figures with a point": [f"{n}. {text}" for n, text in enumerate(ASKED, 1)],
    "figures with a bracket": [f"{n}) {text}" for n, text in enumerate(ASKED, 1)],
    "figures in brackets": [f"({n}) {text}" for n, text in enumerate(ASKED, 1)],
    "figures with a tab": [f"{n}\t{text}" for n, text in enumerate(ASKED, 1)],
    "letters in brackets": [f"({letter}) {text}" for letter, text in zip("abcdefg", ASKED, strict=True)],
    "letters with a point": [f"{letter}. {text}" for letter, text in zip("ABCDEFG", ASKED, strict=True)],
    "bullets": [f"•  {text}" for text in ASKED],
    "bullets of Word": [f"\uf0b7\t{text}" for text in ASKED],
    "dashes": [f"- {text}" for text in ASKED],
    "places": [f"Paragraph 4.{n}: {text}" for n, text in enumerate(ASKED, 1)],
    "no mark at all": [f"{text}\n" for text in ASKED],
}


@pytest.mark.parametrize("style", STYLES)
def test_finds_seven_points_however_they_are_marked(style: str) -> None:
    found = read_letter(letter("\n".join(STYLES[style])))
    assert tuple(point.text for point in found.points) == ASKED


@pytest.mark.parametrize("style", STYLES)
def test_finds_them_with_an_empty_line_between(style: str) -> None:
    """As text taken from a Word file stands."""
    found = read_letter(letter("\n\n".join(STYLES[style])))
    assert tuple(point.text for point in found.points) == ASKED


@pytest.mark.parametrize(
    ("style", "numbers"),
    [
        ("figures with a point", "1234567"),
        ("figures in brackets", "1234567"),
        ("letters in brackets", "abcdefg"),
        ("letters with a point", "ABCDEFG"),
        ("bullets", "1234567"),
        ("places", "1234567"),
    ],
)
def test_keeps_printed_numbers_and_counts_where_none_are_printed(style: str, numbers: str) -> None:
    found = read_letter(letter("\n".join(STYLES[style])))
    assert "".join(point.number for point in found.points) == numbers


def test_keeps_the_place_in_the_report() -> None:
    """Before the point, or at its beginning."""
    places = "Paragraph 4.2: Say why.\nSection 12 - Say when.\nPages 8-9: Say who."
    assert [point.section for point in read_letter(letter(places)).points] == [
        "Paragraph 4.2",
        "Section 12",
        "Pages 8-9",
    ]
    inside = read_letter(letter("1. Para 5.16: Say why.\n2. Say when."))
    assert inside.points == (LetterPoint("1", "Say why.", "Para 5.16"), LetterPoint("2", "Say when."))


def test_reads_days_as_the_facts_have_them() -> None:
    """The board met on 28 September, the letter came on 31 October 2022."""
    found = read_letter(letter("\n".join(STYLES["bullets"])))
    assert found.board_on == datetime.date.fromisoformat(FACTS["qa_panel_date"])
    assert found.letter_on == datetime.date.fromisoformat(FACTS["qa_letter_date"])


def test_reads_what_is_praised_and_nothing_else() -> None:
    """A greeting, a plain fact and the words that announce the points are no praise."""
    found = read_letter(letter("1. Say more."))
    assert found.praise.split("\n") == [
        "The QA Panel felt that the report is well written and easy to follow.",
        "The involvement of the family is commended.",
    ]


def test_reads_praise_from_a_list() -> None:
    """Some letters list what was good before what is asked."""
    text = (
        "The Panel commended:\n• the sensitive tribute\n• the use of research\n\nAreas for development\n\n• Say why.\n"
    )
    found = read_letter(text)
    assert found.points == (LetterPoint("1", "Say why."),)
    assert "the sensitive tribute" in found.praise


def test_leaves_the_end_of_the_letter_out_of_the_last_point() -> None:
    """It is kept beside, so that a person can see that nothing was lost."""
    found = read_letter(letter("1. Say more.\n2. Say why."))
    assert found.points[-1] == LetterPoint("2", "Say why.")
    assert found.rest.startswith("Once completed")
    assert "Yours sincerely" in found.rest


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        (
            "content that on completion of these changes, the DHR may be published",
            LetterOutcome.PUBLISHABLE_WITH_CHANGES,
        ),
        ("the report will need to be resubmitted to the Board", LetterOutcome.RESUBMIT),
        ("it does not need to be resubmitted and may be published", LetterOutcome.PUBLISHABLE_WITH_CHANGES),
        ("it should be considered again by a second panel", LetterOutcome.RESUBMIT),
        ("we have read it", None),
    ],
)
def test_reads_the_outcome(words: str, outcome: LetterOutcome | None) -> None:
    assert read_letter(f"The Board found that {words}.\n\nAreas for development:\n1. Say why.").outcome == outcome


def test_reads_a_letter_that_asks_for_nothing() -> None:
    """Cleared with no change: no points, and all of the praise."""
    found = read_letter(
        "4 May 2024\n\nThe Board commends a thorough report. It may now be published.\n\nYours sincerely"
    )
    assert found.points == ()
    assert found.outcome == LetterOutcome.CLEARED_NO_CHANGE
    assert found.praise == "The Board commends a thorough report."


def test_speaks_of_outcomes_as_the_record_does() -> None:
    assert {outcome.value for outcome in LetterOutcome} == set(QAOutcome.values)


@pytest.mark.parametrize(
    "text",
    [
        "1. Say what happened in the\n12 months before the death.\n2. Say why.",
        "1. Say what happened in\n2016. It is not clear.\n2. Say why.",
        "1. Say more of the analysis on page\n44. It is thin there.\n2. Say why.",
    ],
)
def test_takes_no_figure_inside_a_sentence_for_a_number(text: str) -> None:
    """A line that was broken before a number goes on with the point."""
    assert [point.number for point in read_letter(text).points] == ["1", "2"]


def test_keeps_a_list_inside_a_point() -> None:
    """Letters under a figure are part of the point."""
    found = read_letter("1. Define:\n(a) coercive control\n(b) economic abuse\n2. Say why.")
    assert [point.text for point in found.points] == ["Define: (a) coercive control (b) economic abuse", "Say why."]


def test_starts_again_under_a_heading() -> None:
    """Points of the summary begin at 1 again; the heading says of which paper they are."""
    found = read_letter("Overview report\n\n1. Say why.\n2. Say when.\n\nExecutive summary\n\n1. Say who.")
    assert [(point.number, point.section) for point in found.points] == [
        ("1", "Overview report"),
        ("2", "Overview report"),
        ("1", "Executive summary"),
    ]


def test_reads_nested_figures_as_printed() -> None:
    """Numbers of paragraphs are kept whole."""
    assert [point.number for point in read_letter("2.1 Say why.\n2.2 Say when.\n3.10 Say who.").points] == [
        "2.1", "2.2", "3.10",
    ]  # fmt: skip  # three numbers on one line


@pytest.mark.parametrize("text", ["", " \n\n", "Dear Chair,\n\nWe have your report.\n"])
def test_finds_nothing_where_nothing_is(text: str) -> None:
    found = read_letter(text)
    assert (found.points, found.praise, found.outcome) == ((), "", None)


def test_reads_a_letter_with_the_line_ends_of_another_system() -> None:
    found = read_letter(letter("\n".join(STYLES["bullets"])).replace("\n", "\r\n"))
    assert tuple(point.text for point in found.points) == ASKED


def test_joins_points_that_a_pdf_broke_into_lines() -> None:
    """Sixty letters a line, as a page prints them."""
    broken = "\n".join(f"•  {text[:30]}\n{text[30:].strip()}" for text in ASKED)
    assert len(read_letter(letter(broken)).points) == len(ASKED)


def test_gives_no_more_than_a_record_can_keep() -> None:
    found = read_letter(f"Section {'9' * 200}: Say why.\n")
    assert all(len(point.number) <= 20 and len(point.section) <= 120 for point in found.points)
