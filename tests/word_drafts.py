"""Which Word drafts do tests take apart? Written here paragraph by paragraph, as authors' files come."""

import io
from collections.abc import Callable

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

WORDS = "The panel met four times."


def saved(write: Callable[[WordDocument], None]) -> bytes:
    """The bytes of a file that the function has written in."""
    document = Document()
    write(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def with_headings(*headings: str, level: int = 1) -> bytes:
    """A file with these headings and a paragraph of its own under each."""

    def write(document: WordDocument) -> None:
        for number, heading in enumerate(headings, 1):
            document.add_heading(heading, level)
            document.add_paragraph(f"Words of part {number}.")

    return saved(write)


def with_xml(paragraph: str) -> bytes:
    """A file whose section on timescales holds this paragraph as Word writes it."""

    def write(document: WordDocument) -> None:
        document.add_heading("Timescales", 1)
        element = parse_xml(f"<w:p {nsdecls('w', 'r', 'a', 'wp', 'm')}>{paragraph}</w:p>")
        document.element.body.insert(1, element)

    return saved(write)


def run(text: str) -> str:
    """A run of words as Word writes it."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
