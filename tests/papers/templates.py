"""Which Word templates do tests bring? Made here with python-docx, as a council would write them in Word."""

import io
import zipfile
from collections.abc import Sequence

from docx import Document

PLAIN = ("{{ title }}", "For {{ recipient }}, copy {{ copy_number }}", "{{ body }}", "{{ foot }}")


def template(texts: Sequence[str] = PLAIN, *, cell: str = "", head: str = "") -> bytes:
    """A template of these paragraphs, with a table of one cell and a page head where they are given."""
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    if cell:
        document.add_table(rows=1, cols=1).rows[0].cells[0].text = cell
    if head:
        document.sections[0].header.paragraphs[0].text = head
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same file with one more part, or with a part replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as made:
        for entry in source.namelist():
            if entry != name:
                made.writestr(entry, source.read(entry))
        made.writestr(name, part)
    return target.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    """One part of a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return source.read(name)
