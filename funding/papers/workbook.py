"""How do sheets become an Excel workbook with numbers that add up and text that is never a formula?"""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dhr_cases.office_text import printable, unformulated
from dhr_cases.papers.writing.blocks import LANGUAGE
from funding.money import PENCE_IN_POUND
from funding.papers.tables import Cell, Pounds, Sheet

MONEY = "#,##0.00;[Red]-#,##0.00"
NARROWEST, WIDEST = 10, 50  # characters
ROWS_MEASURED = 100


def write(sheets: Iterable[Sheet], *, title: str, subject: str) -> bytes:
    """The sheets as one workbook; the fields for people stay empty."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    properties = book.properties
    properties.title, properties.subject, properties.language = title, subject, LANGUAGE
    properties.creator = properties.lastModifiedBy = ""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _fill(page: Worksheet, sheet: Sheet) -> None:
    """The heads stay in sight and filter their columns; a row follows each row of the sheet."""
    last = get_column_letter(len(sheet.heads))
    page.append([unformulated(head) for head in sheet.heads])
    for head in page[1]:
        head.font = Font(bold=True)
    for number, row in enumerate(sheet.rows, 2):
        _add_row(page, number, row)
    for place, width in enumerate(_widths(sheet), 1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{last}{len(sheet.rows) + 1}"


def _add_row(page: Worksheet, number: int, row: Sequence[Cell]) -> None:
    """One row, its amounts shown as money."""
    page.append([_value(cell) for cell in row])
    for place, cell in enumerate(row, 1):
        if isinstance(cell, Pounds):
            page.cell(number, place).number_format = MONEY


def _widths(sheet: Sheet) -> list[int]:
    rows = (sheet.heads, *sheet.rows[:ROWS_MEASURED])
    longest = (max(len(str(row[place])) for row in rows) for place in range(len(sheet.heads)))
    return [min(max(length + 2, NARROWEST), WIDEST) for length in longest]


def _value(cell: Cell) -> str | int | date | Decimal:
    """What Excel holds: money as an exact number of pounds, text guarded, days and numbers as they are."""
    if isinstance(cell, Pounds):
        return Decimal(cell.pence) / PENCE_IN_POUND
    return unformulated(printable(cell)) if isinstance(cell, str) else cell
