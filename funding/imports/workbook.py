"""What does a workbook of years hold, row by row, and which rows have to be set aside?

Nothing is written here. A workbook that is none, or has other sheets or heads, is refused whole.
"""

import datetime
import io
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from openpyxl import Workbook

from dhr_cases.errors import Incomplete
from dhr_cases.portfolio_file import LARGEST_FILE
from dhr_cases.table_contents import NoTableError, sheets_of
from funding.file_values import FileFault, Gathered
from funding.imports.checking import Known, faults_of
from funding.imports.keys import Key, Row, Year
from funding.imports.reading import FundingFile
from funding.imports.sheets import NOTES, SHEETS, Bodies, Column, Sheet, pounds_cell
from funding.years import FinancialYear

MOST_ROWS = 2_000
MOST_CELLS = 40
MOST_POUNDS = 10**15
"""A number beyond it is no amount, and stays as it is written for the row to be set aside."""

FIRST_ROW = 2
"""Row 1 of a sheet holds the heads."""

Table = list[list[str]]
Tables = dict[str, Table]


def tables_of(content: bytes) -> Tables:
    """The sheets as texts. Raises Incomplete for what is no workbook, is too large, or has other sheets or heads."""
    if len(content) > LARGEST_FILE:
        raise Incomplete("The file is larger than 2 MB. Take it in by years.")
    try:
        sheets = sheets_of(content, most_rows=MOST_ROWS + FIRST_ROW, most_cells=MOST_CELLS)
    except NoTableError as fault:
        raise Incomplete("The file is no workbook that can be read. Save it anew as .xlsx.") from fault
    found = {name: [[_text(cell) for cell in row] for row in rows] for name, rows in sheets if name != NOTES}
    check_tables(found)
    return found


def _text(cell: object) -> str:
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float):
        return format(round(Decimal(str(cell)), 6).normalize(), "f") if abs(cell) < MOST_POUNDS else str(cell)
    return "" if cell is None else str(cell).strip()


def check_tables(tables: Tables) -> None:
    """Pass where sheets and heads are those of the template; raise Incomplete naming what is not."""
    _check_sheets(tables)
    for name, table in tables.items():
        _check_table(SHEETS[name], table)
    if not any(map(_has_rows, tables.values())):
        raise Incomplete("The workbook holds no row below the heads.")


def _check_sheets(names: Collection[str]) -> None:
    if not names:
        raise Incomplete(f"The workbook has none of the sheets {', '.join(SHEETS)}.")
    unknown = [name for name in names if name not in SHEETS]
    if unknown:
        raise Incomplete(f"The workbook has sheets of other names: {', '.join(unknown)}. Use {', '.join(SHEETS)}.")


def _check_table(sheet: Sheet, table: Table) -> None:
    _check_heads(sheet, list(filter(None, _heads(table))))
    if len(table) > MOST_ROWS + 1:
        raise Incomplete(f"{sheet.name} has more than {MOST_ROWS} rows. Take it in by years.")


def _heads(table: Table) -> list[str]:
    return table[0] if table else []


def _has_rows(table: Table) -> bool:
    return any(map(any, table[1:]))


def _check_heads(sheet: Sheet, heads: Sequence[str]) -> None:
    needed = _head_by_key(sheet)
    _refuse_heads(sheet, "has heads twice", sorted(Counter(heads) - Counter(set(heads))))
    _refuse_heads(sheet, "has heads not known", [head for head in heads if head not in needed])
    must = filter(needed.get, needed)
    _refuse_heads(sheet, "lacks the heads", [head for head in must if head not in heads])


def _refuse_heads(sheet: Sheet, fault: str, heads: Sequence[str]) -> None:
    if heads:
        raise Incomplete(f"{sheet.name}, row 1 {fault}: {', '.join(heads)}.")


def _head_by_key(sheet: Sheet) -> dict[str, bool]:
    """Every head, and whether its column must be there."""
    needed = {"year", *(key.name for key in sheet.keys if key.is_needed)}
    return {column.head: column.key in needed for column in sheet.columns}


def as_text(tables: Tables) -> str:
    """The texts of the cells, to be carried through the preview."""
    return json.dumps(tables, ensure_ascii=False)


def from_text(text: str) -> Tables:
    """What ``as_text`` wrote. Raises Incomplete where it is not that."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise Incomplete("What the preview carried cannot be read. Choose the file again.") from fault
    if not isinstance(found, dict) or not all(map(_is_table, found.values())):
        raise Incomplete("What the preview carried cannot be read. Choose the file again.")
    check_tables(found)
    return found


def _is_table(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(row, list) and all(isinstance(cell, str) for cell in row) for row in value
    )


def read_tables(tables: Tables, bodies: Bodies, source: str = "") -> FundingFile:
    """The rows of the sheets as a file of years; a row that cannot be read is left out, and its faults are kept."""
    gathered = Gathered()
    by_year: dict[FinancialYear, dict[str, list[Row]]] = {}
    for name, table in tables.items():
        sheet = SHEETS[name]
        for year, row in _rows(gathered, sheet, table, bodies):
            by_year.setdefault(year, {}).setdefault(sheet.part, []).append(row)
    years = tuple(_year_row(year, by_year[year]) for year in sorted(by_year))
    return FundingFile(source=source, years=years, faults=tuple(gathered.faults))


def _year_row(year: FinancialYear, parts: Mapping[str, Sequence[Row]]) -> Row:
    lists = {sheet.part: tuple(parts.get(sheet.part, ())) for sheet in SHEETS.values()}
    return Row(year.label, {"year": year, "brought_forward_pence": None, **lists})


def _rows(gathered: Gathered, sheet: Sheet, table: Table, bodies: Bodies) -> Iterator[tuple[FinancialYear, Row]]:
    for number, cells in enumerate(table[1:], start=FIRST_ROW):
        written = _written(_heads(table), cells)
        if written:
            yield from _sound_row(gathered, sheet, f"{sheet.name}, row {number}", written, bodies)


def _written(heads: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """What stands under each head, without empty cells."""
    return {head: cell for head, cell in zip(heads, cells, strict=False) if head and cell}


def _sound_row(
    gathered: Gathered, sheet: Sheet, place: str, written: Mapping[str, str], bodies: Bodies
) -> Iterator[tuple[FinancialYear, Row]]:
    """The row and its year; nothing, and its faults gathered, where one of its cells cannot be read."""
    before = len(gathered.faults)
    row = _row(gathered, sheet, place, written, bodies)
    year = _year(gathered, f"{place}, Year", written.get("Year", ""))
    if len(gathered.faults) == before and year is not None:
        yield year, row


def _year(gathered: Gathered, place: str, cell: str) -> FinancialYear | None:
    found: FinancialYear | None = Year().read(gathered, place, cell)
    return found


def _row(gathered: Gathered, sheet: Sheet, place: str, written: Mapping[str, str], bodies: Bodies) -> Row:
    columns = {column.key: column for column in sheet.columns}
    values = {
        key.name: _cell(gathered, key, columns[key.name], f"{place}, {columns[key.name].head}", written, bodies)
        if key.name in columns
        else key.default
        for key in sheet.keys
    }
    return Row(place, values, {column.key: column.head for column in sheet.columns})


def _cell(gathered: Gathered, key: Key, column: Column, place: str, written: Mapping[str, str], bodies: Bodies) -> Any:
    """The value of one cell; an empty cell is not stated where it holds pounds, else it is left out."""
    cell = written.get(column.head, "")
    if not cell and column.convert is not pounds_cell:
        return _left_out(gathered, key, place)
    try:
        given = column.convert(place, cell, bodies)
    except FileFault as fault:
        gathered.each([fault])
        return None
    return _read(gathered, key, place, given)


def _read(gathered: Gathered, key: Key, place: str, given: object) -> Any:
    return key.default if given is None and not key.is_needed else key.kind.read(gathered, place, given)


def _left_out(gathered: Gathered, key: Key, place: str) -> Any:
    if key.is_needed:
        gathered.each([FileFault(place, "missing.")])
    return key.default


@dataclass(frozen=True)
class Sorted:
    """A workbook sorted: what can be taken in, and why each other row is set aside."""

    file: FundingFile
    set_aside: tuple[FileFault, ...]

    @property
    def rows(self) -> int:
        """How many rows can be taken in."""
        return sum(len(year[sheet.part]) for year in self.file.years for sheet in SHEETS.values())


def sort_out(file: FundingFile, known: Known) -> Sorted:
    """Set aside every row with a fault, then those that only stood because of it, until what is left is sound."""
    set_aside = list(file.faults)
    left = replace(file, faults=())
    while faults := list(faults_of(left, known)):
        set_aside += faults
        left = _without(left, faults)
    order = {name: place for place, name in enumerate(SHEETS)}
    set_aside.sort(key=lambda fault: _position(fault, order))
    return Sorted(left, tuple(set_aside))


def _position(fault: FileFault, order: Mapping[str, int]) -> tuple[int, int]:
    sheet, _, rest = fault.place.partition(", row ")
    return order.get(sheet, len(order)), int(rest.partition(",")[0] or 0)


def _without(file: FundingFile, faults: Iterable[FileFault]) -> FundingFile:
    faulty = {", ".join(fault.place.split(", ")[:2]) for fault in faults}
    years = (_sound_year(year, faulty) for year in file.years)
    return replace(file, years=tuple(filter(_has_parts, years)))


def _has_parts(year: Row) -> bool:
    return any(year[part] for part in _parts())


def _sound_year(year: Row, faulty: set[str]) -> Row:
    return replace(year, values={**year.values, **{part: _sound(year[part], faulty) for part in _parts()}})


def _parts() -> list[str]:
    return [sheet.part for sheet in SHEETS.values()]


def _sound(rows: Sequence[Row], faulty: set[str]) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.place not in faulty)


def template() -> bytes:
    """An empty workbook with the heads, and a sheet that says what they mean."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in SHEETS.values():
        page = book.create_sheet(sheet.name)
        page.append([column.head for column in sheet.columns])
        page.freeze_panes = "A2"
    _add_notes(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _add_notes(book: Workbook) -> None:
    notes = book.create_sheet(NOTES)
    notes.append(["Sheet", "Column", "What to write", "Must be filled"])
    for sheet in SHEETS.values():
        needed = _head_by_key(sheet)
        for column in sheet.columns:
            is_needed = needed[column.head] and column.key != "amount_pence"
            notes.append([sheet.name, column.head, column.about, "yes" if is_needed else "no"])
