"""How do tests read the files of papers back? As a person's program would, never as the code that wrote them."""

import csv
import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
import openpyxl
import pikepdf
import pypdf
from docx.document import Document


def word(content: bytes) -> Document:
    """A Word file, opened."""
    return docx.Document(io.BytesIO(content))


def word_texts(content: bytes) -> list[str]:
    """Every text of a Word file in reading order: paragraphs, and tables row by row."""
    document = word(content)
    texts = [document.paragraphs[0].text]
    for part in list(document.iter_inner_content())[1:]:
        if isinstance(part, docx.table.Table):
            texts.extend(" | ".join(cell.text for cell in row.cells) for row in part.rows)
        else:
            texts.append(part.text)
    return [text for text in texts if text]


def pdf_text(content: bytes) -> str:
    """The text of every page without any space, because lines break where the page ends."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return squeezed("".join(page.extract_text() for page in pages))


def pdf_pages(content: bytes) -> int:
    """How many pages a PDF has."""
    return len(pypdf.PdfReader(io.BytesIO(content)).pages)


def squeezed(text: str) -> str:
    """A text without any space."""
    return "".join(text.split())


def pdf_tags(content: bytes) -> list[tuple[str, str]]:
    """Every tag of a PDF in reading order, with the scope of a table's head."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        return list(_tags(opened.Root.StructTreeRoot))


def _tags(element: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(element, pikepdf.Dictionary):
        return
    if "/S" in element:
        attributes: Any = element.get("/A", {})
        scope = attributes.get("/Scope", "") if isinstance(attributes, pikepdf.Dictionary) else ""
        yield str(element["/S"]), str(scope)
    kids: Any = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        yield from _tags(kid)


def pdf_fonts(content: bytes) -> dict[str, bool]:
    """The fonts of a PDF by name, and whether each is part of the file."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        described = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary)]
        return {
            str(item["/FontName"]): any(f"/FontFile{end}" in item for end in ("", "2", "3"))
            for item in described
            if item.get("/Type") == "/FontDescriptor"
        }


def excel(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of every sheet of a workbook, heads included."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {page.title: list(page.iter_rows(values_only=True)) for page in book.worksheets}


def csv_rows(content: bytes) -> list[list[str]]:
    """The rows of a CSV file, heads included."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def zip_files(content: bytes) -> dict[str, bytes]:
    """The files in a ZIP file by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
