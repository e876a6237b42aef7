"""Which tables does a Word, Excel or CSV file hold, line by line, and under which heading does each stand?

A cell that is the continuation of a merged one is empty, so that a merged recommendation reads like one written once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from dhr_cases.errors import Incomplete
from dhr_cases.papers.uploads import CSV, DOCX, XLSX, CheckedUpload
from dhr_cases.papers.word_rest import opened
from dhr_cases.table_contents import NoTableError, Row, separated_lines, sheets_of
from dhr_cases.word_elements import blocks, cells_of, grid_of, rows_of, words_of

MOST_LINES = 2_000
"""Lines of one file; no plan that was published comes near it [D]."""
MOST_CELLS = 40
LONGEST_HEADING = 20
"""Words beyond which a paragraph above a table is no heading [D]."""


@dataclass(frozen=True)
class Line:
    """One line of a table: where it stands as a person counts it, and its cells; ``spans`` where one cell is all."""

    place: str
    cells: tuple[object, ...]
    spans: bool = False

    @property
    def is_filled(self) -> bool:
        """True when any cell holds a word."""
        return any(str(cell).strip() for cell in self.cells if cell is not None)


@dataclass(frozen=True)
class TableLines:
    """One table: what it is called, the heading above it ("" for none), its lines."""

    name: str
    heading: str
    lines: tuple[Line, ...]


def tables_of(upload: CheckedUpload) -> tuple[TableLines, ...]:
    """Every table of the file that holds anything. Raises Incomplete for a file without a table, or too long."""
    readers = {DOCX: _of_word, XLSX: _of_workbook, CSV: _of_text}
    if upload.kind not in readers:
        raise Incomplete("A plan is read from a Word document (.docx), an Excel workbook (.xlsx) or a .csv table.")
    found = tuple(table for table in readers[upload.kind](upload.content) if table.lines)
    if not found:
        raise Incomplete("The file holds no table. Choose the file with the action plan.")
    if sum(len(table.lines) for table in found) > MOST_LINES:
        raise Incomplete(f"The file holds more than {MOST_LINES} lines. Take it in by parts.")
    return found


def _of_text(content: bytes) -> Iterator[TableLines]:
    try:
        yield TableLines("The table", "", _lines("row", separated_lines(content)))
    except NoTableError as fault:
        raise Incomplete("The file cannot be read as a table. Save it as “CSV UTF-8”, or as .xlsx.") from fault


def _of_workbook(content: bytes) -> Iterator[TableLines]:
    try:
        sheets = sheets_of(content, most_rows=MOST_LINES + 1, most_cells=MOST_CELLS)
    except NoTableError as fault:
        raise Incomplete("The file is no workbook that can be read. Save it anew as .xlsx or CSV.") from fault
    for name, rows in sheets:
        yield TableLines(f"Sheet “{name}”", "", _lines(f"{name}, row", rows))


def _lines(place: str, rows: Iterable[Row]) -> tuple[Line, ...]:
    numbered = (Line(f"{place} {number}", tuple(row)) for number, row in enumerate(rows, 1))
    return tuple(line for line in numbered if line.is_filled)


def _of_word(content: bytes) -> Iterator[TableLines]:
    """Tables of the running text; a short paragraph above a table, with nothing between, is its heading."""
    heading, number = "", 0
    for element in blocks(opened(content).element.body):
        if element.tag == qn("w:tbl"):
            number += 1
            yield TableLines(f"Table {number}", heading, _word_lines(element, f"table {number}, row"))
            heading = ""
        elif text := " ".join(words_of(element).split()):
            heading = text if len(text.split()) <= LONGEST_HEADING else ""


def _word_lines(table: Element, place: str) -> tuple[Line, ...]:
    rows = zip(rows_of(table), grid_of(table), strict=True)
    numbered = (_word_line(row, texts, f"{place} {number}") for number, (row, texts) in enumerate(rows, 1))
    return tuple(line for line in numbered if line.is_filled)


def _word_line(row: Element, texts: tuple[str | None, ...], place: str) -> Line:
    return Line(place, tuple(text or "" for text in texts), spans=len(list(cells_of(row))) == 1 < len(texts))
