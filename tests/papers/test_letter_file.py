"""The text of a letter is taken from Word, PDF and plain text, and refused where there is none."""

import io

import docx
import pytest

from dhr_cases.errors import Incomplete
from dhr_cases.letter_points import read_letter
from dhr_cases.papers.letter_file import text_of_letter
from tests.files import DOCX, PDF, PNG
from tests.planting.in_pdf import Sheet

ASKED = ("Say who she was.", "Say why no housing provider sat on the panel.", "Define coercive control.")


def word(style: str) -> bytes:
    """A letter in Word whose points have this style."""
    letter = docx.Document()
    letter.add_paragraph("The report was considered at the Board on 28 September 2022.")
    letter.add_paragraph("Areas for final development:")
    for text in ASKED:
        letter.add_paragraph(text, style=style)
    letter.add_paragraph("Yours sincerely,")
    target = io.BytesIO()
    letter.save(target)
    return target.getvalue()


@pytest.mark.parametrize("style", ["List Bullet", "List Number", "Normal"])
def test_reads_points_that_word_counts_itself(style: str) -> None:
    """Their marks are not in the text of the file."""
    found = read_letter(text_of_letter(word(style), "letter.docx"))
    assert tuple(point.text for point in found.points) == ASKED


def test_reads_a_table_cell_by_cell() -> None:
    """Some letters put their points in a table of number and words; a merged cell is read once."""
    letter = docx.Document()
    letter.add_paragraph("Areas for development:")
    table = letter.add_table(rows=2, cols=2)
    for number, row in enumerate(table.rows, 1):
        row.cells[0].text, row.cells[1].text = f"{number}.", ASKED[number - 1]
    target = io.BytesIO()
    letter.save(target)
    found = read_letter(text_of_letter(target.getvalue(), "letter.docx"))
    assert [point.text for point in found.points] == list(ASKED[:2])


def test_reads_plain_text_whatever_its_first_mark() -> None:
    """A file from another system may begin with a mark of its encoding."""
    assert text_of_letter("\ufeff1. Say why.".encode(), "Letter.TXT") == "1. Say why."


def test_reads_every_page_of_a_pdf_in_its_order() -> None:
    """Pages follow one another, so that the points of a long letter are all found."""
    letter = Sheet()
    for line in ("Areas for development:", f"1. {ASKED[0]}", f"2. {ASKED[1]}"):
        letter.write(line)
    letter.turn()
    letter.write(f"3. {ASKED[2]}")
    letter.write("Yours sincerely,")
    text = text_of_letter(letter.packed(), "letter.PDF")
    assert text.splitlines().count(f"3. {ASKED[2]}") == 1
    assert [point.text for point in read_letter(text).points] == list(ASKED)


def test_refuses_a_page_that_is_only_a_picture() -> None:
    """It may be a scan; the sentence says so."""
    letter = Sheet()
    letter.drawn = []
    with pytest.raises(Incomplete, match="it may be a scan"):
        text_of_letter(letter.packed(), "letter.pdf")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (PDF, "letter.pdf", "a scan|cannot be read"),
        (b"%PDF-1.7 broken", "letter.pdf", "cannot be read|a scan"),
        (DOCX, "letter.docx", "cannot be read|a scan"),
        (b"not a zip", "letter.docx", "cannot be read"),
        (b"  \n", "letter.txt", "a scan"),
        (PNG, "letter.png", "Paste the letter"),
        (b"", "letter", "Paste the letter"),
    ],
)
def test_refuses_a_file_without_text(content: bytes, name: str, words: str) -> None:
    """Each with a sentence that says what to do instead."""
    with pytest.raises(Incomplete, match=words):
        text_of_letter(content, name)
