"""Which words stand in a Word, Excel or PowerPoint file: every part of the package, known to us or not?

An XML part is read whole whatever it is. A part that is no XML is read as the file it is, or it is refused.
"""

import io
import re
import zipfile
from pathlib import PurePosixPath

from lxml import etree

from dhr_cases.anonymisation.corners.office_places import place_of, slide_places
from dhr_cases.anonymisation.corners.package import DAMAGE, is_archive, members, opened
from dhr_cases.anonymisation.corners.plain import decoded, stray_words
from dhr_cases.anonymisation.corners.reading import Gathering
from dhr_cases.anonymisation.corners.sheets import read_workbook, sheet_parts
from dhr_cases.anonymisation.corners.xml_words import parsed, read_tree

CONTENT_TYPES = "[Content_Types].xml"
MAIN_TYPES = {
    "wordprocessingml.document.main+xml": "docx",
    "wordprocessingml.template.main+xml": "dotx",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "spreadsheetml.template.main+xml": "xltx",
    "presentationml.presentation.main+xml": "pptx",
    "presentationml.slideshow.main+xml": "ppsx",
    "presentationml.template.main+xml": "potx",
}
"""How the main part's content type ends, and the ending of such a file."""

MACROS = "It holds macros or controls that run by themselves. Save it without them."
PREVIEW = "It holds a small picture of its first page, which may show an earlier version. Save it without a preview."
_MACRO_PARTS = re.compile(
    r"vbaProject|vbaData|macrosheets/|activeX/|/attachedToolbars|userCustomization/", re.IGNORECASE
)
_XML_START = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<(?:\?xml|!|[A-Za-z_])|^(?:\xff\xfe|\xfe\xff)")
_FONT_ENDINGS = frozenset({".odttf", ".fntdata", ".ttf", ".otf"})
_WORD_IN_FONT = 6
"""So many letters in a row are a word in a typeface, whose drawings look like shorter ones [D]."""


def office_ending(content: bytes) -> str:
    """The ending such a package should bear, empty when it is no Office file we know."""
    if not is_archive(content):
        return ""
    try:
        with zipfile.ZipFile(_stream(content)) as archive:
            types = archive.open(CONTENT_TYPES).read(1_000_000).decode("utf-8", errors="replace")
    except (*DAMAGE, KeyError):
        return ""
    return next((ending for mark, ending in MAIN_TYPES.items() if mark in types), "")


def is_office_package(content: bytes) -> bool:
    """True for an archive that says it is an Office file, also one of a kind we cannot read."""
    if not is_archive(content):
        return False
    try:
        with zipfile.ZipFile(_stream(content)) as archive:
            return CONTENT_TYPES in archive.namelist()
    except DAMAGE:
        return False


def read_office(gathering: Gathering, content: bytes, _name: str) -> None:
    """Read every part."""
    archive = opened(gathering, content)
    if archive is None:
        return
    with archive:
        parts = dict(members(gathering, archive))
    gathering.add("names of the parts", _names(parts), is_prose=False)
    if _holds_macros(parts):
        gathering.refuse("", MACROS)
    read_workbook(gathering, parts)
    places = slide_places(parts)
    apart = sheet_parts(parts)
    for name, part in parts.items():
        if name not in apart:
            _read_part(gathering, name, part, places.get(name, place_of(name)))


def _holds_macros(parts: dict[str, bytes]) -> bool:
    return b"macroEnabled" in parts.get(CONTENT_TYPES, b"") or any(map(_MACRO_PARTS.search, parts))


def _read_part(gathering: Gathering, name: str, part: bytes, place: str) -> None:
    if _XML_START.match(part):
        _read_xml_part(gathering, name, part, place)
    elif "thumbnail" in name.lower():
        gathering.refuse(place, PREVIEW)
    elif "printerSettings" in name:
        gathering.add(place, stray_words(part), is_prose=False)
    elif decoded(part) is not None or is_archive(part):
        gathering.inside(part, PurePosixPath(name).name, place)
    elif PurePosixPath(name).suffix.lower() in _FONT_ENDINGS:
        gathering.add(place, stray_words(part, at_least=_WORD_IN_FONT), is_prose=False)
    elif not _MACRO_PARTS.search(name):  # macros are refused by their names
        gathering.inside(part, PurePosixPath(name).name, place)


def _read_xml_part(gathering: Gathering, name: str, part: bytes, place: str) -> None:
    if PurePosixPath(name).suffix.lower() in {".htm", ".html", ".xhtml", ".mht"}:
        gathering.inside(part, PurePosixPath(name).name, place)
        return
    root = parsed(gathering, part, place)
    if root is not None and name != CONTENT_TYPES:
        read_tree(gathering, root, place)
    elif root is not None:
        gathering.add(place, _unusual_types(part), is_prose=False)
        gathering.add(f"{place}, comment in the code", "\n".join(note.text or "" for note in root.iter(etree.Comment)))


def _unusual_types(part: bytes) -> str:
    values = re.findall(r'"([^"]*)"', part.decode("utf-8", errors="replace"))
    return "\n".join(value for value in values if not (_USUAL_TYPE.match(value) or _USUAL.fullmatch(value[1:])))


def _names(parts: dict[str, bytes]) -> str:
    return "\n".join(name for name in parts if not _USUAL.fullmatch(name))


_USUAL_TYPE = re.compile(
    r"application/(?:vnd\.(?:openxmlformats|ms)-|xml$)|image/\w+$|text/xml|http://schemas\.|(?:rels|xml)$"
)
"""Kinds of parts that every file lists."""
_USUAL = re.compile(
    r"\[Content_Types\]\.xml|(?:\w+/)*_rels/[a-zA-Z]*\d*\.xml\.rels|_rels/\.rels|docProps/(?:app|core|custom)\.xml"
    r"|(?:word|xl|ppt)/(?:document|workbook|presentation|styles|settings|fontTable|numbering|webSettings|sharedStrings"
    r"|theme/theme\d+|worksheets/sheet\d+|slides/slide\d+|slideLayouts/slideLayout\d+|slideMasters/slideMaster\d+"
    r"|presProps|viewProps|tableStyles|media/image\d+)\.\w+|customXml/item(?:Props)?\d+\.xml"
)
"""Names that every file has: no person chose them."""


def _stream(content: bytes) -> io.BytesIO:
    return io.BytesIO(content)
