"""Which answers does a returned sheet hold, line by line, and which of them cannot be read?"""

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dhr_cases.errors import Incomplete
from dhr_cases.models import ActionStatus, PartialDate
from dhr_cases.papers.action_plan.plan_cells import day_in, text_of
from dhr_cases.papers.action_sheet.columns import ANSWERS, SHEET, STATUSES, Column
from dhr_cases.table_contents import NoTableError, Row, sheets_of

MOST_LINES = 5_000
MOST_CELLS = 40
_CARRIED = "What the preview carried cannot be read. Choose the file again."
_BY_WORDS = {status.label.lower(): status for status in STATUSES}


@dataclass(frozen=True)
class SheetLine:
    """One filled line as texts: its row in the sheet, the key, and what was written."""

    row: int
    key: str
    status: str
    progress: str
    outcome: str
    reason: str
    expected: str
    completed: str

    @property
    def is_answered(self) -> bool:
        """True when the body wrote anything."""
        return any((self.status, self.progress, self.outcome, self.reason, self.expected, self.completed))


def read_sheet(content: bytes) -> tuple[SheetLine, ...]:
    """Every line with an answer. Raises Incomplete for a file that is no sheet of ours, or holds no answer."""
    rows = _rows(content)
    heads = [text_of(cell) for cell in next(rows, ())]
    _check_heads(heads)
    lines = (_line(number, dict(zip(heads, row, strict=False))) for number, row in enumerate(rows, 2))
    answered = tuple(line for line in lines if line.is_answered)
    if not answered:
        raise Incomplete("No line of the sheet holds an answer.")
    return answered


def _check_heads(heads: Sequence[str]) -> None:
    missing = [column.value for column in (Column.KEY, *ANSWERS) if column not in heads]
    if missing:
        raise Incomplete(f"This is no sheet of actions: row 1 lacks the heads {', '.join(missing)}.")


def _rows(content: bytes) -> Iterator[Row]:
    try:
        sheets = sheets_of(content, most_rows=MOST_LINES + 2, most_cells=MOST_CELLS)
    except NoTableError as fault:
        raise Incomplete("The file is no workbook that can be read. Save it anew as .xlsx.") from fault
    rows = dict(sheets).get(SHEET) or next((found for _name, found in sheets), [])
    if len(rows) > MOST_LINES + 1:
        raise Incomplete(f"The sheet holds more than {MOST_LINES} lines. Send it in parts.")
    return iter(rows)


def _line(number: int, cells: Mapping[str, object]) -> SheetLine:
    def words(column: Column) -> str:
        cell = cells.get(column)
        return cell.strftime("%Y-%m-%d") if isinstance(cell, datetime.date) else text_of(cell)

    return SheetLine(
        row=number,
        key=words(Column.KEY),
        status=words(Column.STATUS),
        progress=words(Column.PROGRESS),
        outcome=words(Column.OUTCOME),
        reason=words(Column.REASON),
        expected=words(Column.EXPECTED),
        completed=words(Column.COMPLETED),
    )


def as_text(lines: Sequence[SheetLine]) -> str:
    """The lines as text, to be carried through the preview."""
    return json.dumps([asdict(line) for line in lines], ensure_ascii=False)


def from_text(text: str) -> tuple[SheetLine, ...]:
    """What ``as_text`` wrote. Raises Incomplete where it is not that."""
    try:
        return tuple(_carried(row) for row in json.loads(text))
    except (ValueError, TypeError, RecursionError) as fault:
        raise Incomplete(_CARRIED) from fault


def _carried(row: Any) -> SheetLine:
    if not isinstance(row, dict) or not all(_is_of_its_sort(name, value) for name, value in row.items()):
        raise ValueError(_CARRIED)
    return SheetLine(**row)


def _is_of_its_sort(name: object, value: object) -> bool:
    """True for a number as the row, and for words as anything else."""
    return isinstance(value, int if name == "row" else str)


def status_of(line: SheetLine) -> ActionStatus:
    """The status that the line says. Raises Incomplete where it says none of those offered."""
    found = _BY_WORDS.get(line.status.lower())
    if found is None:
        said = f"“{line.status}” is not one of them" if line.status else "It says nothing"
        offered = ", ".join(status.label.lower() for status in STATUSES)
        raise Incomplete(f"{Column.STATUS}: {said}. Choose {offered}.")
    return found


def day_of(words: str, column: Column) -> PartialDate:
    """The day that the words are. Raises Incomplete where they are none."""
    found = day_in(words)
    if found is None:
        raise Incomplete(f"{column}: “{words[:40]}” is not a day, month or year.")
    return found
