"""Which plans do the tests read? Files as authors write them: Word tables with merged cells, sheets, text."""

import io
from collections.abc import Iterable, Sequence

import openpyxl
from django.core.files.base import ContentFile
from docx import Document

from dhr_cases.papers.action_plan.plan_file import PlanFile, read_plan
from dhr_cases.papers.uploads import check_upload

Rows = Sequence[Sequence[object]]


def read(content: bytes, name: str) -> PlanFile:
    """What the reader finds in a file of that name."""
    return read_plan(check_upload(ContentFile(content, name)))


def workbook(*sheets: Rows) -> bytes:
    """An Excel workbook with a sheet for each table."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, 1):
        page = book.create_sheet(f"Plan {number}")
        for row in rows:
            page.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def of_workbook(*sheets: Rows) -> PlanFile:
    """What the reader finds in a workbook of these sheets."""
    return read(workbook(*sheets), "plan.xlsx")


def document(*parts: str | Rows) -> bytes:
    """A Word document of headings and tables; a cell "^" is merged with the one above, "<" with the one before."""
    word = Document()
    for part in parts:
        if isinstance(part, str):
            word.add_paragraph(part)
        else:
            _add_table(word, part)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def _add_table(word: "Document", rows: Rows) -> None:  # type: ignore[valid-type]  # the package's factory, not a class
    table = word.add_table(len(rows), len(rows[0]))  # type: ignore[attr-defined]  # as above
    for down, row in enumerate(rows):
        for across, text in enumerate(row):
            if text not in ("^", "<"):
                table.cell(down, across).text = str(text)
    for down, across, above, before in _merged(rows):
        table.cell(above, before).merge(table.cell(down, across))


def _merged(rows: Rows) -> Iterable[tuple[int, int, int, int]]:
    """Each cell that is the continuation of another, and that other."""
    for down, row in enumerate(rows):
        for across, text in enumerate(row):
            if text == "^":
                yield down, across, down - 1, across
            elif text == "<":
                yield down, across, down, across - 1


def of_document(*parts: str | Rows) -> PlanFile:
    """What the reader finds in a Word document of these parts."""
    return read(document(*parts), "plan.docx")
