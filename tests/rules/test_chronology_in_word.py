"""Which lines of the tables in an agency's Word file are taken over, and what is told of the rest?"""

import io
import zipfile
from collections.abc import Sequence

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table

from dhr_cases.chronology.dates import time_behind
from dhr_cases.chronology.entries import ReadTable
from dhr_cases.chronology.table_files import DAMAGED, NO_HEADS, NO_TABLE, read_table
from tests.rules.test_chronology_lines import table, workbook

HEADS = ("Date", "Time", "Event", "Response")
LINES = (("4/9/2018", "9:30", "Rang 999", "Officers came"), ("Sept 2018", "", "Seen by the GP", ""))
PARTS = ("word/document.xml", "[Content_Types].xml", "_rels/.rels", "word/styles.xml")


def add_table(document: WordDocument, *rows: Sequence[str]) -> Table:
    """A table of these rows at the end of the file."""
    made: Table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for line, row in zip(made.rows, rows, strict=True):
        for cell, words in zip(line.cells, row, strict=True):
            cell.text = words
    return made


def saved(document: WordDocument) -> bytes:
    """The file as an agency sends it."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def read(document: WordDocument) -> ReadTable:
    """What is read of the police's file."""
    return read_table(saved(document), "police.docx", "Police")


def told(found: ReadTable) -> list[tuple[str, str, str, str]]:
    """Day, time, event and response of each line."""
    return [(row.on.iso, row.time, row.text, row.response) for row in found.entries]


@pytest.fixture
def document() -> WordDocument:
    """A Word file with a title and some words."""
    made = Document()
    made.add_heading("Chronology of Testshire Police")
    made.add_paragraph("Date and event are as our records have them.")
    return made


def test_reads_a_table_in_word_as_it_reads_any_other(document: WordDocument) -> None:
    add_table(document, HEADS, *LINES)
    found = read(document)
    assert told(found) == [
        ("2018-09-04", "9:30", "Rang 999", "Officers came"), ("2018-09", "", "Seen by the GP", ""),
    ]  # fmt: skip  # a line each
    assert {row.agency for row in found.entries} == {"Police"}
    assert (found.set_aside, found.unread) == ((), ())


def test_says_in_which_table_and_row_a_line_was_set_aside(document: WordDocument) -> None:
    add_table(document, ("", ""))
    add_table(
        document, ("Chronology", "", ""), ("Date", "Event", "Time"), ("soon", "rang", ""), ("4/9/2018", "", "9:00")
    )
    found = read(document)
    assert [(row.file, row.row, row.why) for row in found.set_aside] == [
        ("police.docx, table 2", 3, "“soon” is not a date"), ("police.docx, table 2", 4, "nothing says what happened"),
    ]  # fmt: skip  # a line each
    assert (found.entries, found.unread) == ((), ())


def test_gives_each_line_the_day_of_a_cell_merged_over_several(document: WordDocument) -> None:
    made = add_table(document, HEADS, LINES[0], ("", "10:15", "Left", ""), ("5/9/2018", "", "Came back", ""))
    made.cell(1, 0).merge(made.cell(2, 0))
    assert told(read(document)) == [
        ("2018-09-04", "9:30", "Rang 999", "Officers came"), ("2018-09-04", "10:15", "Left", ""),
        ("2018-09-05", "", "Came back", ""),
    ]  # fmt: skip  # a line each


def test_counts_the_columns_that_a_wide_cell_covers(document: WordDocument) -> None:
    made = add_table(document, HEADS, ("4/9/2018", "9:30", "", "Officers came"), ("", "", "", ""), *LINES)
    made.cell(1, 1).merge(made.cell(1, 2))
    made.cell(2, 0).merge(made.cell(2, 3)).text = "2018"
    found = read(document)
    assert told(found)[0] == ("2018-09-04", "9:30", "Rang 999", "Officers came")
    assert [(row.row, row.why) for row in found.set_aside] == [
        (2, "nothing says what happened"), (3, "nothing says what happened"),
    ]  # fmt: skip  # the wide cell holds the time, and a year above the lines of it is no line


def test_goes_on_in_the_next_table_where_it_has_the_same_columns(document: WordDocument) -> None:
    """Word parts a long table where somebody wrote a line between."""
    add_table(document, HEADS, LINES[0])
    document.add_paragraph("Continued")
    add_table(document, LINES[1], ("soon", "", "Unknown", ""))
    found = read(document)
    assert [row[2] for row in told(found)] == ["Rang 999", "Seen by the GP"]
    assert [(row.file, row.row) for row in found.set_aside] == [("police.docx, table 2", 2)]
    assert found.unread == ()


def test_goes_on_where_the_first_line_of_the_rest_has_no_day(document: WordDocument) -> None:
    """A table parted inside a cell merged over several lines leaves its day in the first part."""
    add_table(document, HEADS, LINES[0])
    rest = add_table(document, ("", "10:15", "Left", ""), LINES[1])
    merged = OxmlElement("w:vMerge")
    rest.cell(0, 0)._tc.get_or_add_tcPr().append(merged)
    found = read(document)
    assert [row[2] for row in told(found)] == ["Rang 999", "Seen by the GP"]
    assert [(row.file, row.row, row.why) for row in found.set_aside] == [("police.docx, table 2", 1, "no date")]


def test_loses_no_words_of_a_cell_that_goes_on(document: WordDocument) -> None:
    made = add_table(document, HEADS, LINES[0], ("2019", "", "Own words", ""))
    for row in (1, 2):
        merge = OxmlElement("w:vMerge")
        if row == 1:
            merge.set(qn("w:val"), "restart")
        made.cell(row, 0)._tc.get_or_add_tcPr().append(merge)
    assert [row[0] for row in told(read(document))] == ["2018-09-04", "2019"]


def test_counts_the_columns_before_a_row_that_begins_further_to_the_right(document: WordDocument) -> None:
    made = add_table(document, ("Note", *HEADS), ("", *LINES[0]), ("", *LINES[1]))
    row = made.rows[2]._tr
    row.remove(row.tc_lst[0])
    before = OxmlElement("w:gridBefore")
    before.set(qn("w:val"), "1")
    row.get_or_add_trPr().append(before)
    assert [line[0] for line in told(read(document))] == ["2018-09-04", "2018-09"]


@pytest.mark.parametrize(
    "other",
    [
        ("4/9/2018", "Version 1"), ("Author", "Tom Weller", "Officer", ""), ("", "", "Not a day", ""),
        ("4/9/2018", "Author", "Tom Weller read it", ""),
    ],
)  # fmt: skip  # rows of other tables
def test_tells_of_a_table_that_is_no_chronology(document: WordDocument, other: tuple[str, ...]) -> None:
    """Whether it stands before the lines or behind them."""
    add_table(document, other)
    add_table(document, HEADS, *LINES)
    add_table(document, other)
    found = read(document)
    assert len(found.entries) == len(LINES)
    assert [(row.file, row.why) for row in found.unread] == [
        ("police.docx, table 1", NO_HEADS), ("police.docx, table 3", NO_HEADS),
    ]  # fmt: skip  # a table each


def test_reads_each_table_by_its_own_heads(document: WordDocument) -> None:
    add_table(document, HEADS, LINES[0])
    add_table(document, ("What happened", "Date of contact"), ("Moved house", "2019"))
    assert told(read(document))[1] == ("2019", "", "Moved house", "")


def test_reads_all_paragraphs_of_a_cell_and_a_table_inside_it(document: WordDocument) -> None:
    made = add_table(document, HEADS, LINES[0])
    cell = made.cell(1, 2)
    cell.add_paragraph("Said she was safe")
    inner = cell.add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Grade", "1"
    assert told(read(document))[0][2] == "Rang 999 Said she was safe Grade 1"


def test_reads_words_as_if_every_tracked_change_were_accepted(document: WordDocument) -> None:
    made = add_table(document, HEADS, LINES[0], LINES[1])
    for name, words in (("w:ins", " twice"), ("w:del", " never")):
        around, run, text = (
            OxmlElement(name),
            OxmlElement("w:r"),
            OxmlElement("w:t" if name == "w:ins" else "w:delText"),
        )
        text.text = words
        text.set(qn("xml:space"), "preserve")
        run.append(text)
        around.append(run)
        made.cell(1, 2).paragraphs[0]._p.append(around)
    gone = made.rows[2]._tr.get_or_add_trPr()
    gone.append(OxmlElement("w:del"))
    assert [row[2] for row in told(read(document))] == ["Rang 999 twice"]


def test_tells_of_a_file_that_holds_no_table(document: WordDocument) -> None:
    for content, name in ((saved(document), "a.docx"), (workbook([]), "a.xlsx")):
        assert [(row.file, row.why) for row in read_table(content, name, "").unread] == [(name, NO_TABLE)]


@pytest.mark.parametrize("part", PARTS)
def test_tells_of_a_file_of_which_a_part_is_damaged(document: WordDocument, part: str) -> None:
    add_table(document, HEADS, *LINES)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(document))) as whole, zipfile.ZipFile(target, "w") as broken:
        for name in whole.namelist():
            content = whole.read(name)
            broken.writestr(name, content[: len(content) // 2] if name == part else content)
    assert [row.why for row in read_table(target.getvalue(), "a.docx", "").unread] == [DAMAGED]


@pytest.mark.parametrize("content", [b"", b"no package", b"PK\x03\x04"])
def test_tells_of_a_file_that_is_no_word_file(content: bytes) -> None:
    assert [row.why for row in read_table(content, "a.docx", "").unread] == [DAMAGED]


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        ("4/9/2018 9:30", "9:30"), ("4 September 2018  14:05:59", "14:05"), ("2018-09-04T10:15", "10:15"),
        ("4/9/2018", ""), ("", ""), (None, ""), ("9:30", ""), ("2018-09-04T10:15:00Z", "10:15"),
        ("2018-09-04 10:15:00.000", "10:15"), ("2018-09-04 00:00:00", ""), ("4/9/2018 0:00", ""),
        ("4/9/2018 00:01", "00:01"),
    ],
)  # fmt: skip  # a cell and the time behind its date
def test_keeps_the_time_behind_a_date(cell: str | None, time: str) -> None:
    """Midnight is what programs write where nobody gave a time."""
    assert time_behind(cell) == time


@pytest.mark.parametrize("head", ["Date and time", "Date/Time"])
def test_reads_day_and_time_from_one_column(head: str) -> None:
    (row,) = read_table(table(f"{head},Event", "4/9/2018 9:30,rang"), "a.csv", "").entries
    assert (row.on.iso, row.time) == ("2018-09-04", "9:30")
    (row,) = read_table(table("Date,Time,Event", "4/9/2018 9:30,10:00,rang"), "a.csv", "").entries
    assert row.time == "10:00"
