"""Which words stand in a PDF: pages, notes, fields, properties, attachments, earlier versions kept in the file?"""

import io
import re
from collections import Counter
from collections.abc import Iterator

import pikepdf
import pypdf

from dhr_cases.anonymisation.corners.package import DAMAGED, LOCKED, STRAY, TOO_LARGE
from dhr_cases.anonymisation.corners.pdf_objects import read_objects
from dhr_cases.anonymisation.corners.pdf_pages import PYPDF_ERRORS, read_pages
from dhr_cases.anonymisation.corners.pdf_streams import are_within_limits
from dhr_cases.anonymisation.corners.plain import stray_words
from dhr_cases.anonymisation.corners.reading import Gathering

MAX_VERSIONS = 6
"""How many earlier versions kept inside a file are read before it is refused [D]."""
LEFT_OVER = "It keeps parts that no page shows any more. Save it anew, for example by printing it to PDF."
BROKEN_VERSION = "It keeps an earlier version that cannot be read. Save it anew, for example by printing it to PDF."

_END = b"%%EOF"
_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_OBJECT = re.compile(rb"(?:^|[\r\n\s])(\d{1,7}) (\d{1,5}) obj\b")
_OBJECT_LIST = re.compile(rb"\s*<<[^>]*/Type\s*/XRef\b")
_COMMENT = re.compile(rb"^%(?!PDF-|%EOF)([\t\x20-\x7e]{3,})", re.MULTILINE)


def is_pdf(content: bytes) -> bool:
    """True when the content begins as a PDF does."""
    return content.startswith(b"%PDF-")


def read_pdf(gathering: Gathering, content: bytes, _name: str) -> None:
    """Read the newest version, then what only earlier versions kept in the file say."""
    _read_margins(gathering, content)
    _read_version(gathering, content)
    _check_left_overs(gathering, content)
    texts = {passage.text for passage in gathering.passages}
    versions = _earlier_versions(content)
    if len(versions) > MAX_VERSIONS:
        gathering.refuse("earlier versions", BROKEN_VERSION)
    for number, earlier in enumerate(versions[:MAX_VERSIONS], start=1):
        _read_earlier(gathering, earlier, f"earlier version {number} kept in the file", texts)


def _read_earlier(gathering: Gathering, content: bytes, place: str, known: set[str]) -> None:
    old = Gathering(gathering.reader, gathering.where, gathering.depth, gathering.budget)
    _read_version(old, content)
    for passage in old.passages:
        if passage.text not in known:
            gathering.add(f"{place} › {passage.where}", passage.text, is_prose=passage.is_prose)
    if old.unreadable:
        gathering.refuse(place, BROKEN_VERSION)


def _read_version(gathering: Gathering, content: bytes) -> None:
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False, suppress_warnings=True) as document:
            _read_document(gathering, content, document)
    except pikepdf.PasswordError:
        gathering.refuse("", LOCKED)
    except (pikepdf.PdfError, pikepdf.DataDecodingError, *PYPDF_ERRORS):
        gathering.refuse("", DAMAGED)


def _read_document(gathering: Gathering, content: bytes, document: pikepdf.Pdf) -> None:
    if document.is_encrypted:
        gathering.refuse("", LOCKED)
        return
    if not are_within_limits(gathering, document):
        gathering.refuse("", TOO_LARGE)
        return
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        shown = read_pages(gathering, reader, document)
    except PYPDF_ERRORS:
        gathering.refuse("", DAMAGED)
        return
    read_objects(gathering, document, reader, shown)


def _read_margins(gathering: Gathering, content: bytes) -> None:
    last = content.rfind(_END)
    after = content[last + len(_END) :] if last >= 0 else b""
    if after.strip(b"\0\r\n\t "):
        gathering.add("after the end of the file", stray_words(after))
        gathering.refuse("after the end of the file", STRAY)
    plain = _STREAM.sub(b"", content)
    gathering.add("comments in the code", "\n".join(stray_words(words) for words in _COMMENT.findall(plain)))


def _earlier_versions(content: bytes) -> list[bytes]:
    return [content[:end] for end in _ends(content)][:-1]


def _ends(content: bytes) -> Iterator[int]:
    """Where each version ends. The first end of a file made for the web belongs to its newest version."""
    is_for_web = b"/Linearized" in content[:2048]
    for number, found in enumerate(re.finditer(rb"startxref\s+(\d+)\s+%%EOF", content)):
        if not (is_for_web and number == 0):
            yield found.end()


def _check_left_overs(gathering: Gathering, content: bytes) -> None:
    """Refuse objects that the newest version does not list, or that stand there more often than there are versions."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
    except PYPDF_ERRORS:
        return  # reading it has said so
    if _holds_left_overs(content, _listed(reader)):
        gathering.refuse("", LEFT_OVER)


def _listed(reader: pypdf.PdfReader) -> set[int]:
    free = reader.xref_free_entry
    listed = ((series, number) for series, numbers in reader.xref.items() for number in numbers)
    return {number for series, number in listed if not free.get(series, {}).get(number)} | set(reader.xref_objStm)


def _holds_left_overs(content: bytes, listed: set[int]) -> bool:
    versions = len(_earlier_versions(content)) + 1
    found = Counter((int(number), int(generation)) for number, generation in _objects(content))
    if max(found.values(), default=0) > versions:
        return True
    return versions == 1 and any(number not in listed for number, _ in found)


def _objects(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Number and generation of each object that stands open in the file; lists of objects need not list themselves."""
    plain = _STREAM.sub(b"", content)
    for found in _OBJECT.finditer(plain):
        if not _OBJECT_LIST.match(plain, found.end()):
            yield found[1], found[2]
