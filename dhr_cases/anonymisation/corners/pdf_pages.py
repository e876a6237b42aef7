"""Which words does each page of a PDF say, and which page is a picture or has letters nobody can tell?"""

import re
import zlib
from collections.abc import Iterator

import pikepdf
import pypdf
from pypdf.errors import PyPdfError

from dhr_cases.anonymisation.corners.pdf_fonts import nameless_letters
from dhr_cases.anonymisation.corners.pdf_lines import Lines
from dhr_cases.anonymisation.corners.reading import Gathering
from dhr_cases.anonymisation.corners.scans import is_scan

PYPDF_ERRORS = (
    PyPdfError, KeyError, ValueError, TypeError, IndexError, AttributeError, RecursionError, NotImplementedError,
    OverflowError, zlib.error,
)  # fmt: skip
"""What pypdf raises on damaged pages."""
A_LINE = 40
"""A page with fewer letters than this and a picture is taken for a picture [D]."""
A_FOOT = 300
"""A page with fewer letters than this and a picture of a whole page of writing is taken for a picture [D]."""
DRAWN = 4_000
"""A page without letters whose drawing takes more bytes than this may hold letters drawn as lines [D]."""

_HYPHEN = re.compile(r"(\w)[-‐\u00ad]\s*\n\s*(\w)")
_SPACED = re.compile(r"(?<!\w)(?:\w ){3,}\w(?!\w)")


def read_pages(gathering: Gathering, reader: pypdf.PdfReader, document: pikepdf.Pdf) -> str:
    """Read every page; gives back all their words without spaces, to tell what no page shows."""
    texts = []
    for number, (page, shape) in enumerate(zip(reader.pages, document.pages, strict=True), start=1):
        place, lines = f"page {number}", Lines()
        try:
            text = page.extract_text(visitor_text=lines.take)
        except PYPDF_ERRORS:
            gathering.refuse(place, "Its text cannot be read. Save the file again and check the new one.")
            continue
        texts.append(text)
        for note, view in page_views(text):
            gathering.add(f"{place}{note}", view)
        gathering.add(f"{place}, pieces of a line joined", lines.joined(), is_prose=False)
        _check_shown(gathering, shape, text, number)
    for why in nameless_letters(document):
        gathering.refuse("letters", why)
    gathering.pages += len(document.pages)
    return "".join("".join(texts).split())


def page_views(text: str) -> Iterator[tuple[str, str]]:
    """The text of a page, and each other way to read it: words joined at line ends, letters set wide apart."""
    yield "", text
    joined = list(_joined_at_line_ends(text))
    if joined:
        yield ", words joined at line ends", "\n\n".join(joined)
    spaced = [found[0].replace(" ", "") for found in _SPACED.finditer(text)]
    if spaced:
        yield ", letters set apart", "\n\n".join(spaced)


def _joined_at_line_ends(text: str) -> Iterator[str]:
    for found in _HYPHEN.finditer(text):
        around = text[max(0, found.start() - 30) : found.end() + 30]
        yield _HYPHEN.sub(r"\1\2", around)


def _check_shown(gathering: Gathering, page: pikepdf.Page, text: str, number: int) -> None:
    letters = len("".join(text.split()))
    if letters >= A_FOOT:
        return
    if _is_a_picture(page, letters):
        gathering.refuse(f"page {number}", f"Page {number} is a picture: its words cannot be read. Give it as text.")
    elif not letters and _size_of_drawing(page) > DRAWN:
        gathering.refuse(f"page {number}", f"Page {number} is drawn in lines: its words cannot be read.")


def _is_a_picture(page: pikepdf.Page, letters: int) -> bool:
    pictures = list(_pictures(page.obj.get("/Resources"), set()))
    if letters < A_LINE and pictures:
        return True
    return any(is_scan(picture, page) for picture in pictures)


def _pictures(resources: object, seen: set[tuple[int, int]]) -> Iterator[pikepdf.Stream]:
    for entry in _held_by(resources):
        if not isinstance(entry, pikepdf.Stream) or entry.objgen in seen:
            continue
        seen.add(entry.objgen)
        if entry.get("/Subtype") == "/Image":
            yield entry
        else:
            yield from _pictures(entry.get("/Resources"), seen)


def _held_by(resources: object) -> list[pikepdf.Object]:
    held = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    return list(held.values()) if isinstance(held, pikepdf.Dictionary) else []


def _size_of_drawing(page: pikepdf.Page) -> int:
    contents = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return sum(len(stream.read_bytes()) for stream in streams if isinstance(stream, pikepdf.Stream))
