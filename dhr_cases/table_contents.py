"""Which lines stand in a table that came as a file: of separated values, a workbook, or in Word? Imports no Django.

What is wrong with a file that is no table, the callers say in words of their own.
"""

import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence

import openpyxl
from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from openpyxl.utils.exceptions import InvalidFileException

from dhr_cases.word_elements import blocks, grid_of

Row = Sequence[object]

SEPARATORS = (",", ";", "\t")
FIRST_LINES = 20
"""So many lines are looked through for a separator, since a title may stand above the heads [D]."""
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_DAMAGE = (
    ValueError, csv.Error, zipfile.BadZipFile, zlib.error, struct.error, InvalidFileException, SyntaxError,
    LookupError, TypeError, AttributeError, OSError, EOFError, RuntimeError,
)  # fmt: skip
"""What reading raises at damaged workbooks, found by damaging every part of some at random [D].

Faults in XML are SyntaxError, a part that lacks is LookupError or OSError, a wrong attribute is TypeError.
"""


class NoTableError(Exception):
    """The bytes are no table, or a damaged one."""


def text_of(content: bytes) -> str:
    """Text as programs save it: UTF-16 says so by its first bytes; what is no UTF-8 is what Excel writes on Windows.

    Raises NoTableError for what is no text.
    """
    letters = ("utf-16",) if content.startswith(_UTF_16_MARKS) else ("utf-8-sig", "cp1252")
    for each in letters:
        try:
            return content.decode(each)
        except UnicodeDecodeError:
            continue
    raise NoTableError


def separated_lines(content: bytes, *, strict: bool = False) -> list[list[str]]:
    """The lines of a CSV file, cut at the sign that separates them. Raises NoTableError.

    ``strict`` refuses quotation marks that are not closed, or that words follow.
    """
    text = text_of(content)
    if "\0" in text:
        raise NoTableError
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=strict))
    except csv.Error as fault:
        raise NoTableError from fault


def _separator(text: str) -> str:
    """The sign that stands most often in the first line that holds one; a comma where none does."""
    lines = (line for line in text.splitlines()[:FIRST_LINES] if any(map(line.count, SEPARATORS)))
    return max(SEPARATORS, key=next(lines, "").count)


def sheets_of(
    content: bytes, *, most_rows: int | None = None, most_cells: int | None = None
) -> list[tuple[str, list[Row]]]:
    """Every sheet of a workbook: its name, and its rows with what cells show. Raises NoTableError."""
    try:
        return list(_sheets(content, most_rows, most_cells))
    except _DAMAGE as fault:
        raise NoTableError from fault


def _sheets(content: bytes, most_rows: int | None, most_cells: int | None) -> Iterator[tuple[str, list[Row]]]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    for page in book.worksheets:
        yield page.title, list(page.iter_rows(max_row=most_rows, max_col=most_cells, values_only=True))


def tables_in_word(content: bytes) -> list[list[Row]]:
    """Every table in the running text of a Word file, as its rows; a merged cell stands in each of them.

    Raises NoTableError for a file that cannot be read.
    """
    try:
        body = Document(io.BytesIO(content)).element.body
        return [_filled_down(grid_of(element)) for element in blocks(body) if element.tag == qn("w:tbl")]
    except (*_DAMAGE, OpcError) as fault:
        raise NoTableError from fault


def _filled_down(rows: Iterable[Sequence[str | None]]) -> list[Row]:
    filled: list[Row] = []
    for row in rows:
        above = filled[-1] if filled else ()
        filled.append([_at(above, place) if cell is None else cell for place, cell in enumerate(row)])
    return filled


def _at(row: Row, place: int) -> object:
    return row[place] if place < len(row) else ""
