"""How do the actions of a body become a workbook that it can fill in and send back?"""

import io
from collections.abc import Iterable

from django.db.models import Count, QuerySet
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dhr_cases.models import Action, ActionStatus
from dhr_cases.office_text import printable, unformulated
from dhr_cases.papers.action_sheet.columns import ABOUT, ANSWERS, NOTES, SHEET, STATUSES, Column, Key
from dhr_cases.papers.writing.blocks import LANGUAGE

LONGEST_CELL = 32_000
"""Characters that Excel keeps in one cell, rounded down."""
_WIDTHS = {
    Column.KEY: 12, Column.BODY: 22, Column.REVIEW: 14, Column.NUMBER: 9, Column.RECOMMENDATION: 44,
    Column.ACTION: 44, Column.TARGET: 16, Column.STOOD: 16, Column.STATUS: 18, Column.PROGRESS: 40,
    Column.OUTCOME: 40, Column.REASON: 28, Column.EXPECTED: 16, Column.COMPLETED: 16,
}  # fmt: skip  # widths in characters, as a table
_TO_FILL = PatternFill("solid", start_color="FFF3D6")


def sheet_rows(actions: QuerySet[Action]) -> QuerySet[Action]:
    """The actions with what the sheet prints of each, in one query; by body, review and place in the report."""
    found = actions.select_related("recommendation__case", "owner").annotate(said=Count("updates"))
    ordered: QuerySet[Action] = found.order_by(
        "owner__name", "recommendation__case__reference", "recommendation__position", "pk"
    )
    return ordered


def write_sheet(actions: Iterable[Action], *, title: str) -> bytes:
    """The workbook: a line an action, coloured cells to be filled in, and a page that says how."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = SHEET
    last = _fill(page, actions)
    _offer_statuses(page, last)
    _add_notes(book.create_sheet(NOTES))
    book.properties.title, book.properties.language = title, LANGUAGE
    book.properties.creator = book.properties.lastModifiedBy = ""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _fill(page: Worksheet, actions: Iterable[Action]) -> int:
    """Heads and lines; the number of the last line."""
    page.append(list(Column))
    number = 1
    for number, action in enumerate(actions, 2):  # noqa: B007  # the last number is what is asked for
        page.append([_cell(text) for text in _texts(action)])
    for place, column in enumerate(Column, 1):
        page.column_dimensions[get_column_letter(place)].width = _WIDTHS[column]
        _dress(page, place, column, number)
    page.freeze_panes = "B2"
    return number


def _dress(page: Worksheet, place: int, column: Column, last: int) -> None:
    page.cell(1, place).font = Font(bold=True)
    for number in range(1, last + 1):
        cell = page.cell(number, place)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if column in ANSWERS and number > 1:
            cell.fill = _TO_FILL


def _texts(action: Action) -> tuple[str, ...]:
    """What the sheet prints of an action, in the order of its columns; "" in those to be filled in."""
    row = action.recommendation
    updates: int = getattr(action, "said", 0)
    return (
        Key(action.pk, updates).text,
        action.owner.name if action.owner else "Nobody named yet",
        row.case.reference,
        row.ref,
        row.text,
        action.text,
        str(action.target_date) if action.target_date.is_known else "not stated",
        ActionStatus(action.status).label,
        *("" for _ in ANSWERS),
    )


def _cell(text: str) -> str:
    return unformulated(printable(text[:LONGEST_CELL]))


def _offer_statuses(page: Worksheet, last: int) -> None:
    """A list of the statuses beside each cell that asks for one."""
    letter = get_column_letter(list(Column).index(Column.STATUS) + 1)
    words = ",".join(status.label for status in STATUSES)
    offered = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
    page.add_data_validation(offered)
    offered.add(f"{letter}2:{letter}{max(last, 2)}")


def _add_notes(page: Worksheet) -> None:
    page.append(["Column", "What to write"])
    for column, words in ABOUT.items():
        page.append([column.value, words])
    page.append(["", "Send the workbook back to whoever sent it. Write no names of people."])
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 26, 90
