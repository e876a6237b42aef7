"""What do the notes inside a picture say: camera's notes (EXIF), library's notes (XMP), press notes (IPTC)?"""

import struct
from itertools import chain, starmap

from PIL import ExifTags, Image

from dhr_cases.anonymisation.corners.package import STRAY
from dhr_cases.anonymisation.corners.plain import stray_words
from dhr_cases.anonymisation.corners.reading import Gathering
from dhr_cases.anonymisation.corners.xml_words import read_xml

SMALL_COPY = "The picture carries a small copy of itself, which may show more than the picture does. Save it without."
POSITION = "The picture says where on earth it was taken. Save it without its position."
UNKNOWN = "The picture carries data of unknown make. Save it without metadata."

_WIDE_TAGS = range(0x9C9B, 0x9CA0)  # Windows writes title, comment, author, keywords and subject in two-byte letters
_TWO_BYTES = b"UNICODE\0"
_IPTC_MARK = 0x1C
_PRESS_NOTES = 0x0404
_SMALL_COPIES = frozenset({0x0409, 0x040C})


_IFD = ExifTags.IFD
_INNER = (_IFD.Exif, _IFD.Interop)
_REFUSED = ((_IFD.IFD1, SMALL_COPY), (_IFD.GPSInfo, POSITION))
_EXIF_ERRORS = (SyntaxError, ValueError, TypeError, KeyError, OverflowError, OSError, struct.error)


def read_exif(gathering: Gathering, block: bytes) -> None:
    """Read every tag, the maker's own notes, and refuse a small copy and a position."""
    try:
        tags, refused = _exif_of(block)
    except _EXIF_ERRORS:
        gathering.refuse("camera's notes", UNKNOWN)
        return
    gathering.add("camera's notes", "\n".join(starmap(_value, tags)))
    gathering.add("camera's notes, as bytes", stray_words(block, at_least=4), is_prose=False)
    for why in refused:
        gathering.refuse("camera's notes", why)


def _exif_of(block: bytes) -> tuple[list[tuple[int, object]], list[str]]:
    """The tags and why the block is refused. Raises the errors of ``_EXIF_ERRORS`` when it is damaged."""
    notes = Image.Exif()
    notes.load(block)
    tags = [*notes.items()]
    tags += chain.from_iterable(list(notes.get_ifd(ifd).items()) for ifd in _INNER)
    return tags, [why for ifd, why in _REFUSED if notes.get_ifd(ifd)]


def read_library_notes(gathering: Gathering, packet: bytes) -> None:
    """Read XMP, which is XML between two marks."""
    read_xml(gathering, packet.strip(b"\0 \r\n\t"), "library's notes")


def read_after_end(gathering: Gathering, rest: bytes) -> None:
    """Refuse what stands after the end of a picture, its words put down all the same."""
    if rest.strip(b"\0\r\n"):
        gathering.add("after the end of the picture", stray_words(rest))
        gathering.refuse("after the end of the picture", STRAY)


def read_photoshop(gathering: Gathering, block: bytes) -> None:
    """Read the resources Photoshop and press agencies write."""
    at = 0
    while block[at : at + 4] == b"8BIM" and at + 12 <= len(block):
        kind = int.from_bytes(block[at + 4 : at + 6], "big")
        name_end = at + 7 + block[at + 6] + (1 - block[at + 6] % 2)
        size = int.from_bytes(block[name_end : name_end + 4], "big")
        gathering.add("press notes", stray_words(block[at + 7 : name_end]))
        _read_resource(gathering, kind, block[name_end + 4 : name_end + 4 + size])
        at = name_end + 4 + size + size % 2
    gathering.add("press notes", stray_words(block[at:]))


def _read_resource(gathering: Gathering, kind: int, value: bytes) -> None:
    if kind == _PRESS_NOTES:
        gathering.add("press notes", "\n".join(_press_notes(value)))
    elif kind in _SMALL_COPIES:
        gathering.refuse("press notes", SMALL_COPY)
    else:
        gathering.add("press notes", stray_words(value), is_prose=False)


def _press_notes(value: bytes) -> list[str]:
    notes, at = [], 0
    while at + 5 <= len(value) and value[at] == _IPTC_MARK:
        size = int.from_bytes(value[at + 3 : at + 5], "big")
        notes.append(_letters(value[at + 5 : at + 5 + size]))
        at += 5 + size
    return [*notes, stray_words(value[at:])]


def _value(tag: int, value: object) -> str:
    if isinstance(value, bytes | tuple) and tag in _WIDE_TAGS:
        return bytes(value).decode("utf-16-le", errors="replace").strip("\0")
    if isinstance(value, bytes):
        return f"{stray_words(value)}\n{_two_byte_words(value)}"
    return value if isinstance(value, str) else ""


def _two_byte_words(value: bytes) -> str:
    """A comment says before its words that each letter takes two bytes, and not in which order."""
    if not value.startswith(_TWO_BYTES):
        return ""
    words = value.removeprefix(_TWO_BYTES)
    return "\n".join(words.decode(order, errors="replace") for order in ("utf-16-be", "utf-16-le"))


def _letters(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("cp1252", errors="replace")
