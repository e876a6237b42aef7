"""What does a stream of a PDF hold, by what it is for: a drawing, a picture, a file, a script, properties?"""

import re
from dataclasses import dataclass
from typing import cast

import pikepdf
import pypdf
from pypdf.generic import EncodedStreamObject, IndirectObject

from dhr_cases.anonymisation.corners.pdf_pages import PYPDF_ERRORS, page_views
from dhr_cases.anonymisation.corners.pdf_streams import filters_of, raw, unpacked
from dhr_cases.anonymisation.corners.pdf_words import LABELS
from dhr_cases.anonymisation.corners.plain import decoded, stray_words
from dhr_cases.anonymisation.corners.reading import Gathering
from dhr_cases.anonymisation.corners.xml_words import read_xml

UNKNOWN = "It holds data of unknown make. Save it anew, for example by printing it to PDF."

_WORDLESS_ROLES = frozenset(
    {"/FontFile", "/FontFile2", "/FontFile3", "/ToUnicode", "/CIDToGIDMap", "/CIDSet", "/Encoding", "/UseCMap"}
    | {"/DestOutputProfile", "/ColorSpace", "/CS", "/DefaultRGB", "/DefaultGray", "/DefaultCMYK", "/Function"}
    | {"/Functions", "/TR", "/TR2", "/BG", "/BG2", "/UCR", "/UCR2", "/HT", "/CharProcs", "/Shading", "/TintTransform"}
)
_PAGE_ROLES = frozenset({"/Contents"})
_MARK = re.compile(rb"<<([^<>]*?[(<].*?)>>\s*(?:BDC|DP)\b", re.DOTALL)
_CODE_COMMENT = re.compile(rb"(?:^|[\r\n])%([^\r\n]+)")
_JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True)
class Part:
    """A stream, the key under which it is found, the name it bears when it is a file, and whether the file is made
    for the web: then one stream that nothing points to lists where the pages begin.
    """

    stream: pikepdf.Stream
    role: str
    file_name: str
    is_for_web: bool


def read_part(gathering: Gathering, part: Part, reader: pypdf.PdfReader, shown: str) -> None:
    """Read one stream. What pages show is not read again."""
    kind, subtype = str(part.stream.get("/Type", "")), str(part.stream.get("/Subtype", ""))
    if part.file_name or kind == "/EmbeddedFile":
        _read_file(gathering, part)
    elif subtype == "/Image":
        _read_picture(gathering, part)
    elif subtype == "/Form" or "/PatternType" in part.stream:
        _read_drawing(gathering, part, reader, shown)
    elif kind == "/Metadata" or subtype == "/XML" or part.role == "/XFA":
        _read_properties(gathering, part)
    elif part.role in _PAGE_ROLES and not kind:
        _read_marks(gathering, part)
    elif not _is_wordless(part, kind):
        _read_unknown(gathering, part)


def _is_wordless(part: Part, kind: str) -> bool:
    if part.role in _WORDLESS_ROLES or kind in {"/ObjStm", "/XRef", "/CMap", "/Halftone"}:
        return True
    return any(key in part.stream for key in ("/FunctionType", "/ShadingType", "/Alternate")) or _is_profile(part)


def _is_profile(part: Part) -> bool:
    return "/N" in part.stream and (unpacked(part.stream) or b"")[36:40] == b"acsp"


def _read_file(gathering: Gathering, part: Part) -> None:
    content = unpacked(part.stream)
    place = f"attached file {part.file_name}".strip()
    if content is None:
        gathering.refuse(place, UNKNOWN)
    else:
        gathering.inside(content, part.file_name or "file", place)


def _read_picture(gathering: Gathering, part: Part) -> None:
    content = raw(part.stream)
    if content.startswith(_JPEG):
        gathering.inside(content, "picture.jpg", "picture")
    elif "/JPXDecode" in filters_of(part.stream):
        gathering.add("picture", stray_words(content[: content.find(b"jp2c")]), is_prose=False)


def _read_marks(gathering: Gathering, part: Part) -> None:
    """Read what marks in a drawing say about its words without showing it, and comments in its code."""
    code = unpacked(part.stream) or b""
    said = "\n".join(text for mark in _MARK.findall(code) for text in _mark_texts(mark))
    gathering.add("replacement text", said)
    gathering.add("comments in the code", "\n".join(stray_words(words) for words in _CODE_COMMENT.findall(code)))


def _mark_texts(mark: bytes) -> list[str]:
    try:
        entries = pikepdf.Object.parse(b"<<" + mark + b">>")
    except (pikepdf.PdfError, ValueError):
        return [stray_words(mark)]
    return [str(entry) for entry in entries.values() if isinstance(entry, pikepdf.String)]


def _read_drawing(gathering: Gathering, part: Part, reader: pypdf.PdfReader, shown: str) -> None:
    _read_marks(gathering, part)
    number, generation = part.stream.objgen
    try:
        drawing = cast("EncodedStreamObject", reader.get_object(IndirectObject(number, generation, reader)))
        text = _text_of(drawing, reader)
    except PYPDF_ERRORS:
        gathering.refuse("drawing", UNKNOWN)
        return
    if "".join(text.split()) not in shown:
        for note, view in page_views(text):
            gathering.add(f"drawing no page shows by itself{note}", view)


def _text_of(drawing: EncodedStreamObject, reader: pypdf.PdfReader) -> str:
    return str(pypdf.PageObject(pdf=reader).extract_xform_text(drawing))


def _read_properties(gathering: Gathering, part: Part) -> None:
    content = unpacked(part.stream)
    if content is None:
        gathering.refuse("properties", UNKNOWN)
    else:
        read_xml(gathering, content.strip(b"\0 \r\n\t"), "properties")


def _read_unknown(gathering: Gathering, part: Part) -> None:
    """A script or the value of a field is text; anything else is refused, its words put down all the same."""
    content = unpacked(part.stream)
    if content is not None and b"begincmap" in content:
        return  # a table of letters that no typeface uses any more
    if part.is_for_web and not part.role and isinstance(part.stream.get("/S"), int):
        gathering.add("list of the pages", stray_words(content or b"", at_least=4), is_prose=False)
        return
    place = LABELS.get(part.role) or "data"
    text = None if content is None else decoded(content)
    if text is not None and part.role in LABELS:
        gathering.add(place, text)
    else:
        gathering.add(place, stray_words(content or b""))
        gathering.refuse(place, UNKNOWN)
