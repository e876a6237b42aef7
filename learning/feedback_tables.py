"""Which rows stand in a table of replies, below its heads? Imports no Django."""

from collections.abc import Callable, Sequence
from pathlib import PurePath

from dhr_cases.errors import Incomplete
from dhr_cases.table_contents import FIRST_LINES, NoTableError, Row, separated_lines, sheets_of

NOT_READ = "This file cannot be read. Give a JSON, CSV or Excel (xlsx) file."


def rows_of(content: bytes, name: str) -> Sequence[Row]:
    """Every row of the first sheet or of the table. Raises Incomplete when the file cannot be read."""
    try:
        if PurePath(name).suffix.lower() == ".xlsx":
            return next((rows for _name, rows in sheets_of(content)), [])
        return separated_lines(content)
    except NoTableError as fault:
        raise Incomplete(NOT_READ) from fault


def below_heads(rows: Sequence[Row], is_head: Callable[[str], bool]) -> tuple[list[str], list[list[str]]]:
    """The heads, in the first row that holds one, and the filled rows below them."""
    texts = [_texts(row) for row in rows]
    at = next((number for number, row in enumerate(texts[:FIRST_LINES]) if any(map(is_head, row))), 0)
    return texts[at], [row for row in texts[at + 1 :] if any(row)]


def _texts(row: Row) -> list[str]:
    return [str(cell if cell is not None else "").strip() for cell in row]
