"""How does a paper get into a partnership's own Word template, and what is wrong with a template that cannot take it?

Placeholders are filled in first. Then the whole paper takes the place of the paragraph that holds nothing but
``{{ body }}``, in the template's own styles. A restricted paper bears its marking on every page, whatever the
template says.
"""

import io
import secrets
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.section import Section
from docxtpl import DocxTemplate
from jinja2 import TemplateError, UndefinedError
from lxml.etree import LxmlError

from dhr_cases.errors import Incomplete
from dhr_cases.papers.template_language import PlainEnvironment
from dhr_cases.papers.template_lists import bring_list
from dhr_cases.papers.template_package import check_package
from dhr_cases.papers.writing.blocks import Block, Bullets, Facts, Grid, Heading, Lines, Paper, Paragraph
from dhr_cases.papers.writing.word import STYLES, add_blocks, set_properties
from dhr_cases.papers.writing.word_sides import Sides

PLACEHOLDERS: Mapping[str, str] = {
    "title": "title of the paper",
    "subject": "what it is about, in a line",
    "marking": "marking; empty for a paper that is published",
    "recipient": "for whom the copy is",
    "copy_number": "number of the copy",
    "foot": "line for the foot of the page: partnership, reference, day",
    "facts": "what stands at the head: go through it with “for fact in facts”, then fact.name and fact.value",
    "sections": "go through it with “for section in sections”, then section.heading, section.level, section.texts and "
    "section.tables, each table with caption, heads and rows",
    "body": "the whole paper below its title, in the styles of the template; alone in its paragraph",
}
"""Every name a template may use, and what stands in its place."""

NEEDS_CONTENT = ("body", "sections")


def fill(template: bytes, paper: Paper) -> bytes:
    """The paper in the template. Raises Incomplete with the fault, naming the placeholder."""
    marker = f"body-{secrets.token_hex(16)}"
    document = _rendered(template, values_of(paper) | {"body": marker})
    _borrow_styles(document)
    _put_body(document, paper, marker)
    _mark_every_page(document, paper)
    set_properties(document, paper)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def check(template: bytes, paper: Paper) -> None:
    """Pass when the template takes the paper, an invented one; raise Incomplete naming what it cannot fill in."""
    check_package(template)
    names = _names(template)
    unknown = sorted(names - set(PLACEHOLDERS))
    if unknown:
        known = ", ".join(PLACEHOLDERS)
        listed = ", ".join(f"{{{{ {name} }}}}" for name in unknown)
        raise Incomplete(f"{listed}: nothing is called so. A template can use {known}.")
    if not names.intersection(NEEDS_CONTENT):
        raise Incomplete("The template has no place for the paper. Write {{ body }} in a paragraph of its own.")
    fill(template, paper)


def values_of(paper: Paper) -> dict[str, Any]:
    """What the placeholders stand for, but for the body."""
    return {
        "title": paper.title,
        "subject": paper.subject,
        "marking": paper.handling.marking,
        "recipient": paper.handling.recipient,
        "copy_number": paper.handling.copy_number,
        "foot": paper.foot,
        "facts": [
            {"name": name, "value": value}
            for block in paper.blocks
            if isinstance(block, Facts)
            for name, value in block.rows
        ],
        "sections": _sections(paper),
    }


def _sections(paper: Paper) -> list[dict[str, Any]]:
    """The paper by headings; what stands before the first one has an empty heading."""
    sections: list[dict[str, Any]] = [_section("", 1)]
    for block in paper.blocks:
        if isinstance(block, Heading):
            sections.append(_section(block.text, block.level))
        else:
            _put_in(sections[-1], block)
    return list(filter(_holds_anything, sections))


def _put_in(section: dict[str, Any], block: Block) -> None:
    """Add a block to the texts or tables of its section; what is neither has no place in one."""
    match block:
        case Paragraph(text=text, number=number):
            section["texts"].append(f"{number} {text}".strip())
        case Lines(texts=texts) | Bullets(items=texts):
            section["texts"].extend(texts)
        case Grid(caption=caption, heads=heads, rows=rows, last_row=last):
            section["tables"].append({"caption": caption, "heads": heads, "rows": (*rows, last) if last else rows})


def _holds_anything(section: dict[str, Any]) -> bool:
    return any(section[name] for name in ("heading", "texts", "tables"))


def _section(heading: str, level: int) -> dict[str, Any]:
    return {"heading": heading, "level": level, "texts": [], "tables": []}


def _names(template: bytes) -> set[str]:
    """The names that the template asks for and does not give itself, as a loop does."""
    try:
        found: set[str] = _opened(template).get_undeclared_template_variables(PlainEnvironment())
    except TemplateError as fault:
        raise Incomplete(_sentence(fault)) from fault
    return found


def _opened(template: bytes) -> DocxTemplate:
    try:
        opened = DocxTemplate(io.BytesIO(template))
        opened.init_docx()
    except (KeyError, ValueError, OpcError, LxmlError) as fault:
        raise Incomplete("The template cannot be opened. Save it again with Word.") from fault
    return opened


def _rendered(template: bytes, values: Mapping[str, Any]) -> WordDocument:
    opened, target = _opened(template), io.BytesIO()
    try:
        opened.render(dict(values), PlainEnvironment(), autoescape=True)
        opened.save(target)
        return Document(io.BytesIO(target.getvalue()))
    except TemplateError as fault:
        raise Incomplete(_sentence(fault)) from fault
    except (LxmlError, OpcError, ValueError, AttributeError) as fault:
        raise Incomplete(
            "The template is no Word file any more once it is filled in. Look where its loops begin and end."
        ) from fault


def _sentence(fault: TemplateError) -> str:
    """A fault in words, with what stands around it."""
    if isinstance(fault, UndefinedError):
        return f"A placeholder names what a paper does not have: {fault.message}."
    lines = (line.strip() for line in getattr(fault, "docx_context", ()))
    around = next((line for line in lines if "{" in line), "")
    return f"A placeholder cannot be read: {fault.message}." + (f" It stands in “{around[:120]}”." if around else "")


def _put_body(document: WordDocument, paper: Paper, marker: str) -> None:
    """Put the blocks of the paper where the marker stands. Raises Incomplete when it stands in another text."""
    places = _places_of(document, marker)
    if len(places) != _count(document, marker) or len(places) > 1:
        raise Incomplete("{{ body }} must stand once, alone in its paragraph, in no table, head or foot.")
    for paragraph in places:
        _put_instead(paragraph.paragraph_format.element, document, paper)


def _places_of(document: WordDocument, marker: str) -> list[Any]:
    """The paragraphs outside tables that hold the marker and nothing else."""
    return [paragraph for paragraph in document.paragraphs if paragraph.text.strip() == marker]


def _put_instead(place: Any, document: WordDocument, paper: Paper) -> None:
    """Add the blocks at the end of the file, then move them to the place, which they replace."""
    body = document.element.body
    before = len(body)
    add_blocks(document, paper, Sides(document, place))
    last = [element for element in list(body)[before - 1 :] if not element.tag.endswith("}sectPr")]
    for element in last:
        place.addprevious(element)
    body.remove(place)


def _count(document: WordDocument, marker: str) -> int:
    """How often the marker stands anywhere in the file that a reader sees."""
    heads = (part for section in document.sections for part in (section.header, section.footer))
    texts = [document.element.xml, *(part.part.element.xml for part in heads if not part.is_linked_to_previous)]
    return sum(text.count(marker) for text in texts)


def _borrow_styles(document: WordDocument) -> None:
    """Give the template those styles of ours it does not have: Word keeps only what was once used."""
    ours = Document().styles
    present = {style.name for style in document.styles}
    for style in ours:
        if style.name in {*STYLES, "Table Grid", "Table Normal"} - present:
            document.styles.element.append(_with_own_list(document, style))
    for name in set(STYLES) - {style.name for style in document.styles}:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)


def _with_own_list(document: WordDocument, style: Any) -> Any:
    """A copy of a style of ours; its list comes along: the same number is another list there, or none."""
    element = deepcopy(style.element)
    list_number = element.find(f".//{qn('w:numPr')}/{qn('w:numId')}")
    if list_number is not None:
        list_number.set(qn("w:val"), bring_list(document, list_number.get(qn("w:val"))))
    return element


def _mark_every_page(document: WordDocument, paper: Paper) -> None:
    """The marking at the head of every page of a restricted paper, also where the template has a first page apart."""
    line = paper.handling.line
    if not line:
        return
    has_even_pages = document.settings.odd_and_even_pages_header_footer
    for section in document.sections:
        for head in _heads_of(section, has_even_pages=has_even_pages):
            _mark_head(head, line)


def _heads_of(section: Section, *, has_even_pages: bool) -> Iterator[Any]:
    """Every head that a page of the section may bear."""
    yield section.header
    if section.different_first_page_header_footer:
        yield section.first_page_header
    if has_even_pages:
        yield section.even_page_header


def _mark_head(head: Any, line: str) -> None:
    if line not in "\n".join(paragraph.text for paragraph in head.paragraphs):
        head.paragraphs[0].insert_paragraph_before(line, style="Header")
