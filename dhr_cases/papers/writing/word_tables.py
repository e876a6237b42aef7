"""How does a table of a paper become one of Word, with its caption, its marked head and rows that stay whole?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Pt
from docx.table import Table

from dhr_cases.office_text import printable
from dhr_cases.papers.writing.blocks import Facts, Grid
from dhr_cases.papers.writing.columns import shares
from dhr_cases.papers.writing.sides import SMALL, Stretch


@dataclass(frozen=True)
class Room:
    """The place a table has in the file: how wide it is, and on which stretch of pages."""

    width: Length
    stretch: Stretch


def add_facts(document: WordDocument, facts: Facts, room: Room) -> None:
    """Pairs of a name and what is known, the names as row heads."""
    table, element = _table(document, facts, room)
    size = Pt(room.stretch.size_of(facts))
    for row in facts.rows:
        _add_row(table, row, size, bold={0})
        _finish_row(element)
    document.add_paragraph()


def add_grid(document: WordDocument, grid: Grid, room: Room) -> None:
    """A table whose head is repeated on every page."""
    table, element = _table(document, grid, room)
    size = Pt(room.stretch.size_of(grid))
    everywhere = set(range(len(grid.heads)))
    _add_row(table, grid.heads, size, grid.figures, bold=everywhere)
    _finish_row(element, "w:tblHeader")
    for row in grid.rows:
        _add_row(table, row, size, grid.figures)
        _finish_row(element)
    if grid.last_row:
        _add_row(table, grid.last_row, size, grid.figures, bold=everywhere)
        _finish_row(element)
    document.add_paragraph()


def _table(document: WordDocument, block: Grid | Facts, room: Room) -> tuple[Table, BaseOxmlElement]:
    """An empty table below its caption, which is its description for a screen reader as well; and its element."""
    document.add_paragraph(printable(block.caption), style="Caption").paragraph_format.keep_with_next = True
    parts = shares(block, room.stretch.size_of(block), room.width.pt)
    table: Table = document.add_table(rows=0, cols=len(parts), style="Table Grid")
    for column, part in zip(table.columns, parts, strict=True):
        column.width = Length(int(room.width * part))
    element = document.element.body.findall(qn("w:tbl"))[-1]
    properties = element.find(qn("w:tblPr"))
    for look in properties.findall(qn("w:tblLook")):
        properties.remove(look)
    properties.append(
        element_of("w:tblLook", firstRow="1" if isinstance(block, Grid) else "0", firstColumn="1", noVBand="1")
    )
    properties.append(element_of("w:tblCaption", val=printable(block.caption)))
    return table, element


def _add_row(
    table: Table, texts: Sequence[str], size: Length, figures: Collection[int] = (), bold: Collection[int] = ()
) -> None:
    """One row of texts. Its cells are asked for once: each asking costs the whole row."""
    cells = table.add_row().cells  # type: ignore[no-untyped-call]  # python-docx leaves this one without types
    for place, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = _air(size)
        run = paragraph.add_run(printable(text))
        run.bold = place in bold or None
        run.font.size = size
        if place in figures:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _air(size: Length) -> Length:
    """The room above and below the words of a cell; none where everything is to fit one page."""
    return Pt(2) if size.pt >= SMALL else Pt(0)


def _finish_row(table: BaseOxmlElement, *marks: str) -> None:
    """The row last added does not break over pages, and bears these marks."""
    row = table[-1]
    properties = row.find(qn("w:trPr"))
    if properties is None:
        properties = OxmlElement("w:trPr")
        row.insert(0, properties)
    for mark in ("w:cantSplit", *marks):
        properties.append(OxmlElement(mark))


def element_of(name: str, /, **values: str) -> BaseOxmlElement:
    """An element of Word's own with these values."""
    made: BaseOxmlElement = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made
