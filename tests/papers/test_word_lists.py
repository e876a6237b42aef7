"""Lists of a Word draft are read by their own mark or by that of their style; numbers that stay behind are counted."""

import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from dhr_cases.paper_kinds import PaperKind
from dhr_cases.papers.word_in import WordDraft, read_draft
from tests.word_drafts import saved

BULLETS = "1"
NUMBERS = "5"
"""Keys of a list with signs and of one with numbers, in a new file."""
NO_LIST = "0"
"""What Word writes for a paragraph that was taken out of the list of its style."""


def in_list(paragraph: Paragraph, key: str) -> None:
    """Put a paragraph into a list, whatever its style says."""
    mark = parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{key}"/></w:numPr>')
    paragraph._p.get_or_add_pPr().append(mark)  # python-docx has no word for lists


def draft(*paragraphs: tuple[str, str]) -> WordDraft:
    """A draft whose section on timescales holds a paragraph for each style and key; "" for none."""

    def write(document: WordDocument) -> None:
        house = document.styles.add_style("House sign", WD_STYLE_TYPE.PARAGRAPH)
        house.base_style = document.styles["List Bullet"]
        document.add_heading("Timescales", 1)
        for number, (style, key) in enumerate(paragraphs, 1):
            paragraph = document.add_paragraph(f"Words {number}", style=style or None)
            if key:
                in_list(paragraph, key)

    return read_draft(saved(write), PaperKind.OVERVIEW_REPORT)


def kept_back(number: int) -> str:
    """What is said of paragraphs whose numbers Word makes."""
    return f"Automatic numbers of {number} paragraph{'' if number == 1 else 's'} not taken over: write them in."


@pytest.mark.parametrize(
    ("style", "key"),
    [("List Bullet", ""), ("List Bullet 2", ""), ("House sign", ""), ("", BULLETS), ("List Number", BULLETS)],
)
def test_reads_an_item_with_a_sign_as_a_bullet(style: str, key: str) -> None:
    found = draft((style, key))

    assert found.pieces[0].text == "- Words 1"
    assert found.not_taken == ()


@pytest.mark.parametrize(
    ("style", "key"), [("List Number", ""), ("", NUMBERS), ("List Bullet", NUMBERS), ("House sign", NUMBERS)]
)
def test_says_that_a_number_stays_behind(style: str, key: str) -> None:
    found = draft((style, key))

    assert found.pieces[0].text == "Words 1"
    assert found.not_taken == (kept_back(1),)


@pytest.mark.parametrize("style", ["", "List Bullet", "House sign", "List Number"])
def test_reads_what_was_taken_out_of_its_list_as_a_paragraph(style: str) -> None:
    found = draft((style, NO_LIST))

    assert found.pieces[0].text == "Words 1"
    assert found.not_taken == ()


def test_counts_numbers_of_either_way_together() -> None:
    found = draft(("List Number", ""), ("", NUMBERS), ("List Bullet", ""))

    assert found.pieces[0].text == "Words 1\n\nWords 2\n\n- Words 3"
    assert found.not_taken == (kept_back(2),)
