"""Which rows stand in a table of replies, in CSV as programs write it or in Excel? Imports no Django."""

import csv
import io
import struct
import zlib
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook

from dhr_cases.errors import Incomplete

NOT_READ = "This file cannot be read. Give a JSON, CSV or Excel (xlsx) file."
FIRST_ROWS = 20
"""So many rows are looked through for the heads, since a title may stand above them [D]."""

_SEPARATORS = (",", ";", "\t")
_DAMAGE = (
    BadZipFile, zlib.error, struct.error, SyntaxError, KeyError, ValueError, TypeError, AttributeError, IndexError,
    OSError, EOFError, RuntimeError,
)  # fmt: skip
"""What openpyxl raises on a damaged workbook; a parser's faults are syntax errors."""
Row = Sequence[Any]


def rows_of(content: bytes, name: str) -> list[Row]:
    """Every row of the first sheet or of the table. Raises Incomplete when the file cannot be read."""
    if PurePath(name).suffix.lower() == ".xlsx":
        return _sheet_rows(content)
    text = _decoded(content)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)))
    except csv.Error as fault:
        raise Incomplete(NOT_READ) from fault


def below_heads(rows: Sequence[Row], is_head: Callable[[str], bool]) -> tuple[list[str], list[list[str]]]:
    """The heads, in the first row that holds one, and the filled rows below them."""
    texts = [_texts(row) for row in rows]
    at = next((number for number, row in enumerate(texts[:FIRST_ROWS]) if any(map(is_head, row))), 0)
    return texts[at], [row for row in texts[at + 1 :] if any(row)]


def _decoded(content: bytes) -> str:
    """UTF-16 says so by its first bytes; what is no UTF-8 either is what Excel writes on Windows."""
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for letters in ("utf-16",) if is_wide else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(letters)
        except UnicodeDecodeError:
            continue
    raise Incomplete(NOT_READ)


def _separator(text: str) -> str:
    """The sign that stands most often in the first line that holds one; a comma where none does."""
    lines = (line for line in text.splitlines()[:FIRST_ROWS] if any(map(line.count, _SEPARATORS)))
    return max(_SEPARATORS, key=next(lines, "").count)


def _sheet_rows(content: bytes) -> list[Row]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return list(book.worksheets[0].iter_rows(values_only=True)) if book.worksheets else []
    except _DAMAGE as fault:
        raise Incomplete(NOT_READ) from fault


def _texts(row: Row) -> list[str]:
    return [str(cell if cell is not None else "").strip() for cell in row]
