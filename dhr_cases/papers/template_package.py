"""May this Word file be used as a template at all? Looked at as a package, before any word of it is read.

Source: our own rule [D]: nothing may be fetched from elsewhere, run, or unfold without end.
"""

import io
import re
import zipfile
from collections.abc import Iterator

from dhr_cases.errors import Incomplete
from dhr_cases.papers.uploads import DAMAGE

LARGEST_PART = 2_000_000
"""How large a part of XML may be, in bytes [D]."""
FORBIDDEN = re.compile(r"(^|/)(embeddings|activeX|ctrlProps|afchunk)", re.IGNORECASE)
_OUTSIDE = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE)


def check_package(content: bytes) -> None:
    """Pass for a Word file that brings nothing but its own text, styles and pictures; raise Incomplete otherwise."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            faults = tuple(dict.fromkeys(_faults(package)))
    except DAMAGE as fault:
        raise Incomplete("The template is damaged. Save it again with the program that made it.") from fault
    if faults:
        raise Incomplete(" ".join(faults), faults)


def _faults(package: zipfile.ZipFile) -> Iterator[str]:
    for part in package.infolist():
        if FORBIDDEN.search(part.filename):
            yield "The template holds another file or a control. Take it out: a template is text, styles and pictures."
        if part.filename.endswith((".xml", ".rels")):
            if part.file_size > LARGEST_PART:
                yield f"A part of the template is larger than {LARGEST_PART // 1_000_000} MB. Make it smaller."
            else:
                yield from _faults_of(part.filename, package.read(part))


def _faults_of(name: str, content: bytes) -> Iterator[str]:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        yield "The template declares entities, which Word never does. Save it again with Word."
    if name.endswith(".rels") and any(b"/hyperlink" not in found for found in _OUTSIDE.findall(content)):
        yield "The template fetches something from elsewhere, such as another template. Take the link out."
