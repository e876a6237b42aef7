"""Does a briefing on paper say what was signed off, and can everybody read it?"""

import io
from pathlib import Path

import pytest
from docx import Document
from pdfua import Severity, validate

from dhr_cases.papers.formats import Format
from dhr_cases.papers.writing.blocks import Grid, Heading, texts_of
from dhr_cases.published_text import parts_of_file
from learning.briefing_boxes import ACTION_RECORD, BRIEFINGS, BriefingKind
from learning.papers.briefing.example import example
from learning.papers.briefing.wording import CARE, ROWS_TO_FILL, SOURCES, compose
from learning.papers.briefing.writing import build
from tests.papers.made import need_pdf
from tests.papers.read_back import pdf_pages

KINDS = list(BriefingKind)
SEVEN = BriefingKind.SEVEN_MINUTE


@pytest.mark.parametrize("kind", KINDS)
def test_prints_every_box_in_order(kind: BriefingKind) -> None:
    paper = compose(example(kind))
    headings = [heading.text for heading in paper.headings]
    wanted = [box.heading for box in BRIEFINGS[kind].boxes]
    assert [text.lstrip("0123456789 ") for text in headings[: len(wanted)]] == wanted


@pytest.mark.parametrize("kind", KINDS)
def test_prints_every_statement_with_its_paragraphs(kind: BriefingKind) -> None:
    texts = list(texts_of(compose(example(kind))))
    assert all(statement.line in texts for box in example(kind).boxes for statement in box.statements)
    assert SOURCES in texts


@pytest.mark.parametrize("kind", KINDS)
def test_takes_care_and_names_the_published_review(kind: BriefingKind) -> None:
    texts = list(texts_of(compose(example(kind))))
    assert CARE in texts
    assert any("https://reviews.example.org/public/robin-2023/" in text for text in texts)


@pytest.mark.parametrize("kind", KINDS)
def test_gives_no_day_finer_than_a_month(kind: BriefingKind) -> None:
    texts = list(texts_of(compose(example(kind))))
    assert "Published March 2026 by Testshire Community Safety Partnership" in texts
    assert not [text for text in texts if "2 March" in text]


@pytest.mark.parametrize("kind", KINDS)
def test_bears_no_marking(kind: BriefingKind) -> None:
    paper = compose(example(kind))
    assert paper.handling.line == ""
    assert not [text for text in texts_of(paper) if "SENSITIVE" in text]


def test_numbers_the_boxes_of_a_seven_minute_briefing() -> None:
    headings = [heading.text for heading in compose(example(SEVEN)).headings]
    assert [text[0] for text in headings[:7]] == list("1234567")


def test_ends_a_seven_minute_briefing_with_a_record_to_fill_in() -> None:
    grid = compose(example(SEVEN)).blocks[-1]
    assert isinstance(grid, Grid)
    assert (grid.heads, len(grid.rows)) == (ACTION_RECORD, ROWS_TO_FILL)
    assert not [block for block in compose(example(BriefingKind.ONE_PAGE)).blocks if isinstance(block, Grid)]


@pytest.mark.parametrize("kind", KINDS)
def test_opens_in_word_with_headings_and_language(kind: BriefingKind) -> None:
    document = Document(io.BytesIO(build(example(kind), Format.WORD)))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles[0] == "Title"
    wanted = len([block for block in compose(example(kind)).blocks if isinstance(block, Heading)])
    assert styles.count("Heading 1") == wanted
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.author == ""


@pytest.mark.parametrize("kind", KINDS)
def test_reads_back_from_its_web_page(kind: BriefingKind) -> None:
    parts = parts_of_file(build(example(kind), Format.HTML), "html")
    shown = repr(parts)
    assert all(statement.line in shown for box in example(kind).boxes for statement in box.statements)


@pytest.fixture(scope="module")
def pdfs() -> dict[BriefingKind, bytes]:
    """Both briefings as PDF; skipped where this machine cannot write one."""
    need_pdf()
    return {kind: build(example(kind), Format.PDF) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_breaks_no_rule_of_accessible_pdf(pdfs: dict[BriefingKind, bytes], kind: BriefingKind, tmp_path: Path) -> None:
    file = tmp_path / "briefing.pdf"
    file.write_bytes(pdfs[kind])
    found = [finding for finding in validate(str(file)).findings if finding.severity is not Severity.INFO]
    assert [(finding.rule_id, finding.message) for finding in found] == []


def test_fits_the_one_page_briefing_on_one_page(pdfs: dict[BriefingKind, bytes]) -> None:
    assert pdf_pages(pdfs[BriefingKind.ONE_PAGE]) == 1
