"""How does a paper become a Word file with real headings, marked table heads and no author's name?"""

import io
from collections.abc import Collection, Sequence

from django.utils import timezone
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table

from dhr_cases.papers.writing.blocks import (
    LANGUAGE,
    Block,
    Bullets,
    Facts,
    Grid,
    Heading,
    Lines,
    Paper,
    Paragraph,
    printable,
)

FONT = "Arial"
STYLES = {"Normal": 11.0, "Title": 18.0, "Heading 1": 13.0, "Caption": 10.0, "List Bullet": 11.0, "Footer": 8.5}
SMALLER = 0.8  # of a paper that is to fit one page
BLACK = RGBColor(0x0B, 0x0C, 0x0C)


def write(paper: Paper) -> bytes:
    """The paper as a Word file."""
    document = Document()
    _set_page(document, paper)
    _set_styles(document, SMALLER if paper.is_one_page else 1.0)
    _set_properties(document, paper)
    document.add_paragraph(printable(paper.title), style="Title")
    for block in paper.blocks:
        _add(document, block)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _set_page(document: WordDocument, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    if paper.is_one_page:
        section.top_margin = section.bottom_margin = Mm(14)
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{printable(paper.foot)} Page ")
    number = _element("w:fldSimple", instr="PAGE")
    number.append(OxmlElement("w:r"))
    foot.part.element.find(qn("w:p")).append(number)


def _set_styles(document: WordDocument, scale: float) -> None:
    """One sans-serif font, black, in British English; the built-in styles stay, so that headings are headings."""
    for name, size in STYLES.items():
        style = document.styles[name]
        if isinstance(style, ParagraphStyle):
            _set_font(style, size * scale)
    language = document.styles.element.find(f".//{qn('w:lang')}")
    language.set(qn("w:val"), LANGUAGE)


def _set_font(style: ParagraphStyle, size: float) -> None:
    properties = style.element.get_or_add_rPr()
    for theme in properties.findall(qn("w:rFonts")):
        properties.remove(theme)  # a font of the theme would win over the one named
    style.font.name = FONT
    style.font.size = Pt(round(size * 2) / 2)
    style.font.color.rgb = BLACK
    style.paragraph_format.space_after = Pt(size / 2)


def _set_properties(document: WordDocument, paper: Paper) -> None:
    """Title, subject and language; the fields for people stay empty, and nothing of the stock document is left."""
    properties = document.core_properties
    properties.title = printable(paper.title)[:255]
    properties.subject = printable(paper.subject)[:255]
    properties.language = LANGUAGE
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = timezone.now().replace(tzinfo=None)
    package = document.part.package
    for name in [name for name, rel in package.rels.items() if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        package.rels.pop(name)  # a picture of another document


def _add(document: WordDocument, block: Block) -> None:
    match block:
        case Heading(text=text):
            document.add_paragraph(printable(text), style="Heading 1")
        case Paragraph(text=text, number=number):
            document.add_paragraph(printable(f"{number} {text}".strip()))
        case Lines(texts=texts):
            document.add_paragraph(printable("\n".join(texts)))
        case Bullets(items=items):
            for item in items:
                document.add_paragraph(printable(item), style="List Bullet")
        case Facts():
            _add_facts(document, block)
        case Grid():
            _add_grid(document, block)


def _add_facts(document: WordDocument, facts: Facts) -> None:
    table, element = _table(document, facts.caption, columns=2, has_head=False)
    for row in facts.rows:
        _add_row(table, row, frozenset(), bold={0})
        _finish_row(element)
    document.add_paragraph()


def _add_grid(document: WordDocument, grid: Grid) -> None:
    table, element = _table(document, grid.caption, columns=len(grid.heads), has_head=True)
    everywhere = set(range(len(grid.heads)))
    _add_row(table, grid.heads, grid.figures, bold=everywhere)
    _finish_row(element, "w:tblHeader")
    for row in grid.rows:
        _add_row(table, row, grid.figures)
        _finish_row(element)
    if grid.last_row:
        _add_row(table, grid.last_row, grid.figures, bold=everywhere)
        _finish_row(element)
    document.add_paragraph()


def _table(document: WordDocument, caption: str, *, columns: int, has_head: bool) -> tuple[Table, BaseOxmlElement]:
    """An empty table below its caption, which is its description for a screen reader as well; and its element."""
    document.add_paragraph(printable(caption), style="Caption").paragraph_format.keep_with_next = True
    table: Table = document.add_table(rows=0, cols=columns, style="Table Grid")
    element = document.element.body.findall(qn("w:tbl"))[-1]
    properties = element.find(qn("w:tblPr"))
    for look in properties.findall(qn("w:tblLook")):
        properties.remove(look)
    properties.append(_element("w:tblLook", firstRow="1" if has_head else "0", firstColumn="1", noVBand="1"))
    properties.append(_element("w:tblCaption", val=printable(caption)))
    return table, element


def _add_row(table: Table, texts: Sequence[str], figures: frozenset[int], bold: Collection[int] = ()) -> None:
    """One row of texts. Its cells are asked for once: each asking costs the whole row."""
    cells = table.add_row().cells  # type: ignore[no-untyped-call]  # python-docx leaves this one without types
    for place, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(printable(text)).bold = place in bold or None
        if place in figures:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _finish_row(table: BaseOxmlElement, *marks: str) -> None:
    """The row last added does not break over pages, and bears these marks."""
    row = table[-1]
    properties = row.find(qn("w:trPr"))
    if properties is None:
        properties = OxmlElement("w:trPr")
        row.insert(0, properties)
    for mark in ("w:cantSplit", *marks):
        properties.append(OxmlElement(mark))


def _element(name: str, **values: str) -> BaseOxmlElement:
    made: BaseOxmlElement = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made
