"""What does a stream of a PDF hold, by what it is for: a drawing, a picture, a file, a script, properties?"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import pikepdf
import pypdf
from pypdf.generic import EncodedStreamObject, IndirectObject

from dhr_cases.anonymisation.corners.pdf_code import unshown_words
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
_WORDLESS_KINDS = frozenset({"/ObjStm", "/XRef", "/CMap", "/Halftone"})
_WORDLESS_KEYS = frozenset({"/FunctionType", "/ShadingType", "/Alternate"})
_PAGE_ROLES = frozenset({"/Contents"})
_MARK = re.compile(rb"<<([^<>]*?[(<].*?)>>\s*(?:BDC|DP)\b", re.DOTALL)
_CODE_COMMENT = re.compile(rb"(?<![\\\w])%([^\r\n]+)")
_CODES_OF_LETTERS = re.compile(rb"<[0-9A-Fa-f\s]*>")
_JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True)
class Pages:
    """Who reads the pages, all their words without spaces, and whether the file is made for the web: then one stream
    that nothing points to lists where the pages begin.
    """

    reader: pypdf.PdfReader
    shown: str
    are_for_web: bool


@dataclass(frozen=True)
class Part:
    """A stream, the key under which it is found, the name it bears when it is a file, and the pages around it."""

    stream: pikepdf.Stream
    role: str
    file_name: str
    pages: Pages

    @property
    def kind(self) -> str:
        """What the stream says it is."""
        return str(self.stream.get("/Type", ""))

    @property
    def subtype(self) -> str:
        """Of which sort of its kind it says it is."""
        return str(self.stream.get("/Subtype", ""))


def read_part(gathering: Gathering, part: Part) -> None:
    """Read one stream. What pages show is not read again."""
    read = next((read for is_it, read in _READERS if is_it(part)), _read_unknown)
    read(gathering, part)


def _is_file(part: Part) -> bool:
    return bool(part.file_name) or part.kind == "/EmbeddedFile"


def _is_picture(part: Part) -> bool:
    return part.subtype == "/Image"


def _is_drawing(part: Part) -> bool:
    return part.subtype == "/Form" or "/PatternType" in part.stream


def _is_properties(part: Part) -> bool:
    return part.kind == "/Metadata" or part.subtype == "/XML" or part.role == "/XFA"


def _is_of_a_page(part: Part) -> bool:
    return part.role in _PAGE_ROLES and not part.kind


def _is_wordless(part: Part) -> bool:
    if part.role in _WORDLESS_ROLES or part.kind in _WORDLESS_KINDS:
        return True
    return not _WORDLESS_KEYS.isdisjoint(part.stream.keys()) or _is_profile(part)


def _is_table_of_letters(part: Part) -> bool:
    """True also for one that no typeface uses any more."""
    return b"begincmap" in (unpacked(part.stream) or b"")


def _read_table_of_letters(gathering: Gathering, part: Part) -> None:
    """Read all but the codes: what is left are a few words of the format, and what somebody hid among them."""
    code = _CODES_OF_LETTERS.sub(b" ", unpacked(part.stream) or b"")
    gathering.add("table of letters", stray_words(code), is_prose=False)


def _is_list_of_pages(part: Part) -> bool:
    return part.pages.are_for_web and not part.role and isinstance(part.stream.get("/S"), int)


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
    gathering.add("comments in the code", _all_words(_CODE_COMMENT.findall(code)))
    gathering.add("names and data in the code", _all_words(unshown_words(code)), is_prose=False)


def _all_words(runs: list[bytes]) -> str:
    return "\n".join(map(stray_words, runs))


def _mark_texts(mark: bytes) -> list[str]:
    try:
        entries = pikepdf.Object.parse(b"<<" + mark + b">>")
    except (pikepdf.PdfError, ValueError):
        return [stray_words(mark)]
    return [str(entry) for entry in entries.values() if isinstance(entry, pikepdf.String)]


def _read_drawing(gathering: Gathering, part: Part) -> None:
    _read_marks(gathering, part)
    number, generation = part.stream.objgen
    reader = part.pages.reader
    try:
        drawing = cast("EncodedStreamObject", reader.get_object(IndirectObject(number, generation, reader)))
        text = _text_of(drawing, reader)
    except PYPDF_ERRORS:
        gathering.refuse("drawing", UNKNOWN)
        return
    if "".join(text.split()) not in part.pages.shown:
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


def _read_list_of_pages(gathering: Gathering, part: Part) -> None:
    gathering.add("list of the pages", stray_words(unpacked(part.stream) or b"", at_least=4), is_prose=False)


def _pass_over(_gathering: Gathering, _part: Part) -> None:
    """What holds no words is not read."""


def _read_unknown(gathering: Gathering, part: Part) -> None:
    """A script or the value of a field is text; anything else is refused, its words put down all the same."""
    content = unpacked(part.stream)
    place = LABELS.get(part.role) or "data"
    text = None if content is None or part.role not in LABELS else decoded(content)
    if text is not None:
        gathering.add(place, text)
        return
    gathering.add(place, _words_in(content))
    gathering.refuse(place, UNKNOWN)


def _words_in(content: bytes | None) -> str:
    return stray_words(content or b"")


_READERS: tuple[tuple[Callable[[Part], bool], Callable[[Gathering, Part], None]], ...] = (
    (_is_file, _read_file),
    (_is_picture, _read_picture),
    (_is_drawing, _read_drawing),
    (_is_properties, _read_properties),
    (_is_of_a_page, _read_marks),
    (_is_table_of_letters, _read_table_of_letters),
    (_is_wordless, _pass_over),
    (_is_list_of_pages, _read_list_of_pages),
)
"""What a stream is, and who reads it: the first that fits. Any other is of unknown make."""
