"""Does the feedback report say what was answered with its base, hide what is withheld, and open everywhere?"""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from pptx import Presentation

from dhr_cases.papers.writing import pdf
from dhr_cases.papers.writing.blocks import Grid, texts_of
from learning.feedback_statistics import Figures
from learning.headcounts import UNSTATED
from learning.papers import feedback_report
from learning.papers.feedback_report.example import AS_PRINTED, EXAMPLE, TOO_FEW
from learning.papers.feedback_report.facts import ReportFacts
from learning.papers.feedback_report.kinds import FORMATS, ReportFormat
from learning.papers.feedback_report.showing import deck_of
from learning.papers.feedback_report.wording import NO_FEEDBACK, compose
from tests.papers.read_back import pdf_pages

EXPECTED = Path(feedback_report.__file__).with_name("expected.txt")


def _text(facts: ReportFacts) -> str:
    return "\n".join(texts_of(compose(facts)))


def test_reads_as_expected() -> None:
    assert f"{_text(EXAMPLE)}\n" == EXPECTED.read_text(encoding="utf-8")


def test_quotes_the_bands_with_their_base() -> None:
    text = _text(EXAMPLE)
    assert "85% excellent or very good (85 of 100)" in text
    assert "97% excellent, very good or good (97 of 100)" in text
    assert "99% would like future seminars (99 of 100)" in text


def test_every_table_has_the_base_of_its_question() -> None:
    grids = [block for block in compose(EXAMPLE).blocks if isinstance(block, Grid) and "Base" in block.heads]
    assert {row[2] for grid in grids for row in grid.rows} == {"100", "98", "97", "31"}


def test_withholds_one_question_alone() -> None:
    assert "Withheld: fewer than 5 answered." in _text(EXAMPLE)


def test_says_no_more_of_three_replies_than_that_they_are_few() -> None:
    text = _text(TOO_FEW)
    assert "fewer than 5 people replied" in text
    assert "%" not in text.replace("% of those", "")
    assert "Response rate: not stated" in text


def test_shows_printed_figures_as_printed_with_their_source() -> None:
    text = _text(AS_PRINTED)
    assert "85% excellent or very good (base not stated)" in text
    assert "Attended: over 300" in text
    assert f"Source: {AS_PRINTED.source}." in text
    assert not [block for block in compose(AS_PRINTED).blocks if isinstance(block, Grid) and "Base" in block.heads]


def test_says_so_when_nobody_was_asked() -> None:
    silent = Figures(UNSTATED, UNSTATED, None)
    facts = replace(EXAMPLE, said=silent, later=silent, words=(), actions=())
    assert NO_FEEDBACK in _text(facts)
    assert "Registered: not stated" in _text(facts)
    assert NO_FEEDBACK in str(deck_of(facts))


def test_opens_in_word_with_real_headings_and_no_author() -> None:
    document = Document(io.BytesIO(FORMATS[ReportFormat.WORD].build(EXAMPLE)))
    headings = [row.text for row in document.paragraphs if row.style is not None and row.style.name == "Heading 1"]
    assert headings == [
        "What people said", "What changed after three months", "In people's own words", "What the event recommended",
    ]  # fmt: skip  # the headings in one glance
    assert document.core_properties.author == ""


def test_opens_as_a_web_page_without_a_script() -> None:
    page = FORMATS[ReportFormat.HTML].build(EXAMPLE).decode()
    assert "<script" not in page
    assert "Overall rating: 100 answered" in page


@pytest.mark.skipif(bool(pdf.hindrance()), reason="this machine writes no PDF")
def test_opens_as_a_pdf_of_several_pages() -> None:
    assert pdf_pages(FORMATS[ReportFormat.PDF].build(EXAMPLE)) >= 2


@pytest.mark.parametrize("facts", [EXAMPLE, TOO_FEW, AS_PRINTED])
def test_opens_as_slides_with_notes_and_titles_unlike_each_other(facts: ReportFacts) -> None:
    slides = list(Presentation(io.BytesIO(FORMATS[ReportFormat.SLIDES].build(facts))).slides)
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert len(set(titles)) == len(titles)
    assert all(slide.notes_slide.notes_text_frame.text for slide in slides)


def test_no_slide_says_what_is_withheld() -> None:
    titles = [slide.title for slide in deck_of(EXAMPLE).slides]
    assert "Overall rating: 100 answered" in titles
    assert not [title for title in titles if title.startswith("Presentation")]
    assert not [slide for slide in deck_of(TOO_FEW).slides if "rating" in slide.title]
