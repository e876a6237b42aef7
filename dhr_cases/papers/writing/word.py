"""How does a paper become a Word file with real headings, marked table heads and no author's name?"""

import io
from collections.abc import Iterator

from django.utils import timezone
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from dhr_cases.office_text import printable
from dhr_cases.papers.writing.blocks import (
    LANGUAGE,
    Block,
    Bullets,
    Contents,
    Facts,
    Grid,
    Heading,
    Lines,
    PageBreak,
    Paper,
    Paragraph,
)
from dhr_cases.papers.writing.sides import Stretch, stretches
from dhr_cases.papers.writing.word_contents import HeadingMarks, add_contents
from dhr_cases.papers.writing.word_sides import A4, Sides
from dhr_cases.papers.writing.word_tables import Room, add_facts, add_grid, element_of

FONT = "Arial"
STYLES = {
    "Normal": 11.0, "Title": 18.0, "Heading 1": 13.0, "Heading 2": 12.0, "Heading 3": 11.0, "Caption": 10.0,
    "List Bullet": 11.0, "Header": 9.0, "Footer": 8.5, "TOC Heading": 13.0, "toc 1": 11.0, "toc 2": 11.0,
}  # fmt: skip  # each style and its size in points
SMALLER = 0.8  # of a paper that is to fit one page
LEFT_OVER = (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
"""Parts of a Word file that tell of another document; a file needs neither."""
BLACK = RGBColor(0x0B, 0x0C, 0x0C)


def write(paper: Paper) -> bytes:
    """The paper as a Word file."""
    document = Document()
    set_styles(document, SMALLER if paper.is_one_page else 1.0)
    _set_page(document, paper)
    set_properties(document, paper)
    title = document.add_paragraph(printable(paper.title), style="Title")
    add_blocks(document, paper, Sides(document, title.paragraph_format.element))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def add_blocks(document: WordDocument, paper: Paper, sides: Sides) -> None:
    """Every block of the paper at the end of the document; its pages turn where a table is too wide."""
    marks = HeadingMarks(paper.headings, document)
    *others, last = stretches(paper)
    for stretch in others:
        _add_all(document, stretch, sides, marks)
        sides.end(lies=stretch.lies)
    _add_all(document, last, sides, marks)
    sides.finish(lies=last.lies)


def _set_page(document: WordDocument, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = A4
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    if paper.is_one_page:
        section.top_margin = section.bottom_margin = Mm(14)
    if paper.handling.line:
        section.header.paragraphs[0].add_run(printable(paper.handling.line)).bold = True
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{printable(paper.foot)} Page ")
    number = element_of("w:fldSimple", instr="PAGE")
    number.append(OxmlElement("w:r"))
    foot.part.element.find(qn("w:p")).append(number)


def set_styles(document: WordDocument, scale: float) -> None:
    """One sans-serif font, black, in British English; the built-in styles stay, so that headings are headings."""
    for name in set(STYLES) - {style.name for style in document.styles}:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
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


def set_properties(document: WordDocument, paper: Paper) -> None:
    """Title, subject and language; the fields for people stay empty, and nothing of the stock document is left."""
    properties = document.core_properties
    properties.title = printable(paper.title)[:255]
    properties.subject = printable(paper.subject)[:255]
    properties.language = LANGUAGE
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = timezone.now().replace(tzinfo=None)
    _forget_other_document(document)


def _forget_other_document(document: WordDocument) -> None:
    """Take out what is left of the file this one was made from: its picture, its program, its manager and company."""
    package = document.part.package
    for name in [name for name, rel in package.rels.items() if rel.reltype in LEFT_OVER]:
        package.rels.pop(name)


def _add_all(document: WordDocument, stretch: Stretch, sides: Sides, marks: HeadingMarks) -> None:
    room = Room(sides.width(lies=stretch.lies), stretch)
    for block in stretch.blocks:
        _add(document, block, room, marks)


def _add(document: WordDocument, block: Block, room: Room, marks: HeadingMarks) -> None:
    match block:
        case Heading(text=text, level=level):
            heading = document.add_paragraph(style=f"Heading {level}")
            heading.add_run(printable(text))
            marks.mark(heading)
        case Contents():
            add_contents(document, block, marks)
        case PageBreak():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case Facts():
            add_facts(document, block, room)
        case Grid():
            add_grid(document, block, room)
        case _:
            for text, style in _texts(block):
                document.add_paragraph(printable(text), style=style)


def _texts(block: Paragraph | Lines | Bullets) -> Iterator[tuple[str, str | None]]:
    """The paragraphs of a block, each with its style; None is the usual one."""
    match block:
        case Paragraph(text=text, number=number):
            yield f"{number} {text}".strip(), None
        case Lines(texts=texts):
            yield "\n".join(texts), None
        case Bullets(items=items):
            yield from ((item, "List Bullet") for item in items)
