"""Bullets of a paper are bullets in every template: one that knows none, numbers its lists or has no list at all."""

import io
from collections.abc import Callable

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from dhr_cases.paper_kinds import PaperKind
from dhr_cases.papers.templates import check, fill
from dhr_cases.papers.word_in import read_draft
from dhr_cases.papers.writing.blocks import Bullets, Heading, Paper
from dhr_cases.papers.writing.word import STYLES
from tests.papers.read_back import word as opened

BULLET = "List Bullet"
PAPER = Paper("Report", "s", "f", (Heading("Timescales"), Bullets(("One", "Two"))))


def without_style(document: WordDocument) -> None:
    """Word kept no bullet style because nobody used one; number 1 is a numbered list there."""
    style = document.styles[BULLET]
    style.element.getparent().remove(style.element)
    for number in lists_of(document).findall(qn("w:num")):
        key = "7" if number.get(qn("w:numId")) == "1" else number.find(qn("w:abstractNumId")).get(qn("w:val"))
        number.find(qn("w:abstractNumId")).set(qn("w:val"), key)


def without_lists(document: WordDocument) -> None:
    """The file has a part for lists with nothing in it."""
    without_style(document)
    for child in list(lists_of(document)):
        lists_of(document).remove(child)


def without_part(document: WordDocument) -> None:
    """The file has no part for lists."""
    without_style(document)
    rels = document.part.rels
    key = next(key for key, each in rels.items() if each.reltype == RELATIONSHIP_TYPE.NUMBERING)
    del rels[key]


def as_it_is(document: WordDocument) -> None:
    """The template has a bullet style of its own."""


TEMPLATES: tuple[Callable[[WordDocument], None], ...] = (as_it_is, without_style, without_lists, without_part)


def lists_of(document: WordDocument) -> Element:
    """The part of a file that says how lists are marked."""
    found: Element = document.part.numbering_part.element
    return found


def template(change: Callable[[WordDocument], None]) -> bytes:
    """A template with a place for the paper, changed so."""
    document = Document()
    document.add_paragraph("{{ body }}")
    change(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def mark_of_bullets(document: WordDocument) -> str:
    """How the list is marked that the bullet style of the file names."""
    key = document.styles[BULLET].element.find(f".//{qn('w:numId')}").get(qn("w:val"))
    (number,) = (each for each in lists_of(document).findall(qn("w:num")) if each.get(qn("w:numId")) == key)
    form = number.find(qn("w:abstractNumId")).get(qn("w:val"))
    (made_after,) = (
        each for each in lists_of(document).findall(qn("w:abstractNum")) if each.get(qn("w:abstractNumId")) == form
    )
    mark: str = made_after.find(f".//{qn('w:numFmt')}").get(qn("w:val"))
    return mark


@pytest.mark.parametrize("change", TEMPLATES)
def test_marks_bullets_as_bullets(change: Callable[[WordDocument], None]) -> None:
    document = opened(fill(template(change), PAPER))
    styles = {row.text: row.style.name for row in document.paragraphs if row.style}

    assert (styles["One"], styles["Two"]) == (BULLET, BULLET)
    assert mark_of_bullets(document) == "bullet"


@pytest.mark.parametrize("change", TEMPLATES)
def test_puts_forms_before_lists_and_uses_no_key_twice(change: Callable[[WordDocument], None]) -> None:
    rows = list(lists_of(opened(fill(template(change), PAPER))))
    tags = [row.tag for row in rows]
    keys = [(row.tag, row.get(qn("w:numId")) or row.get(qn("w:abstractNumId"))) for row in rows]

    assert tags == sorted(tags)
    assert len(keys) == len(set(keys))


def test_leaves_the_lists_of_the_template_as_they_were() -> None:
    before = lists_of(opened(template(without_style)))
    after = lists_of(opened(fill(template(without_style), PAPER)))
    kept = {row.get(qn("w:numId")): row.xml for row in after.findall(qn("w:num"))}

    assert [row.xml for row in before.findall(qn("w:num"))] == [
        kept[row.get(qn("w:numId"))] for row in before.findall(qn("w:num"))
    ]
    assert len(kept) == len(before.findall(qn("w:num"))) + 1


@pytest.mark.parametrize("change", TEMPLATES)
def test_comes_back_as_bullets_when_the_file_is_read_in(change: Callable[[WordDocument], None]) -> None:
    (piece,) = read_draft(fill(template(change), PAPER), PaperKind.OVERVIEW_REPORT).pieces

    assert (piece.code, piece.text) == ("timescales", "- One\n- Two")


@pytest.mark.parametrize("name", sorted(set(STYLES) - {"Normal"}))
def test_takes_a_template_without_one_of_the_styles(name: str) -> None:
    def change(document: WordDocument) -> None:
        for style in document.styles:
            if style.name == name:
                style.element.getparent().remove(style.element)

    content = template(change)
    check(content, PAPER)

    assert name in {style.name for style in opened(fill(content, PAPER)).styles}
