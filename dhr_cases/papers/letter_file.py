"""What does a letter in a file say? Its text, paragraph by paragraph, from Word, PDF or plain text."""

import io
from collections.abc import Iterator

import docx
import pypdf
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from pypdf.errors import PyPdfError

from dhr_cases.errors import Incomplete
from dhr_cases.papers.uploads import DAMAGE, DOCX, PDF, TXT

READABLE = (DOCX, PDF, TXT)
UNSOUND_WORD = (*DAMAGE, PackageNotFoundError, KeyError, ValueError, AttributeError, SyntaxError)
"""What python-docx raises for a file that is a package but no sound document; lxml's fault is a SyntaxError."""
UNSOUND_PDF = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What pypdf raises for a file that is broken inside."""
BULLET = "•"
"""Stands for the mark of a list that Word counts itself: its numbers are not in the file's text."""
NOT_READ = "The text of this file cannot be read. Paste the letter's text instead."
NO_TEXT = "There is no text in this file; it may be a scan. Paste the letter's text instead."


def text_of_letter(content: bytes, name: str) -> str:
    """The letter's text with an empty line between paragraphs. Raises Incomplete for a file without readable text."""
    text = _text_by_ending(content, name.rpartition(".")[2].lower())
    if not text.strip():
        raise Incomplete(NO_TEXT)
    return text


def _text_by_ending(content: bytes, ending: str) -> str:
    if ending in DOCX.endings:
        return _of_word(content)
    if ending in PDF.endings:
        return _of_pdf(content)
    if ending in TXT.endings:
        return content.decode("utf-8-sig", errors="replace")
    kinds = ", ".join(kind.label for kind in READABLE)
    raise Incomplete(f"Points can be read from a {kinds} file. Paste the letter's text instead.")


def _of_word(content: bytes) -> str:
    try:
        document = docx.Document(io.BytesIO(content))
        return "\n\n".join(line for block in document.iter_inner_content() for line in _lines_of(block))
    except UNSOUND_WORD as fault:
        raise Incomplete(NOT_READ) from fault


def _lines_of(block: Paragraph | Table) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield _line_of(block)
        return
    for row in block.rows:
        seen = dict.fromkeys(cell.text.strip() for cell in row.cells)
        yield " ".join(filter(None, seen))


def _line_of(paragraph: Paragraph) -> str:
    is_item = paragraph.text.strip() and _is_counted(paragraph)
    return f"{BULLET} {paragraph.text}" if is_item else paragraph.text


def _is_counted(paragraph: Paragraph) -> bool:
    """True for a paragraph that Word numbers or bullets itself, by its own setting or that of its style."""
    elements = [paragraph.paragraph_format.element, *([paragraph.style.element] if paragraph.style else [])]
    return any(element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None for element in elements)


def _of_pdf(content: bytes) -> str:
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        return "\n".join(page.extract_text() for page in reader.pages)
    except UNSOUND_PDF as fault:
        raise Incomplete(NOT_READ) from fault
