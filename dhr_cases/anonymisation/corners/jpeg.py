"""Which words stand in a JPEG picture: comments, camera's, library's and press notes, bytes after its end?"""

from collections.abc import Iterator

from dhr_cases.anonymisation.corners.package import DAMAGED, STRAY
from dhr_cases.anonymisation.corners.picture_notes import (
    SMALL_COPY,
    UNKNOWN,
    read_exif,
    read_library_notes,
    read_photoshop,
)
from dhr_cases.anonymisation.corners.plain import decoded, stray_words
from dhr_cases.anonymisation.corners.reading import Gathering

_XMP, _MORE_XMP = b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"
_PHOTOSHOP = b"Photoshop 3.0\0"
_MORE_XMP_HEAD = 40
_COMMENT, _END, _SCAN = 0xFE, 0xD9, 0xDA
_APPLICATIONS = range(0xE0, 0xF0)
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
_HARMLESS = (b"Adobe\0", b"Adobe\x64", b"Ducky")


def is_jpeg(content: bytes) -> bool:
    """True when the content begins as a JPEG does."""
    return content.startswith(b"\xff\xd8\xff")


def read_jpeg(gathering: Gathering, content: bytes, _name: str) -> None:
    """Read every segment, and what stands after the last."""
    end, more = 0, b""
    try:
        for kind, value, stop in _segments(content):
            end = stop
            if value.startswith(_MORE_XMP):
                more += value[len(_MORE_XMP) + _MORE_XMP_HEAD :]
            else:
                _read_segment(gathering, kind, value)
    except ValueError:
        gathering.refuse("", DAMAGED)
        return
    if more:
        read_library_notes(gathering, more)
    if content[end:].strip(b"\0\r\n"):
        gathering.add("after the end of the picture", stray_words(content[end:]))
        gathering.refuse("after the end of the picture", STRAY)


def _segments(content: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Kind, value and end of each segment. Raises ValueError when the picture is cut short."""
    at = 2
    while True:
        while content[at : at + 2] == b"\xff\xff":
            at += 1
        if content[at : at + 1] != b"\xff" or at + 2 > len(content):
            raise ValueError("the picture is cut short or damaged")
        kind = content[at + 1]
        if kind == _END:
            yield kind, b"", at + 2
            return
        size = 0 if kind in _BARE else int.from_bytes(content[at + 2 : at + 4], "big")
        end = at + 2 + size
        yield kind, content[at + 4 : end], end
        at = _after_scan(content, end) if kind == _SCAN else end


def _after_scan(content: bytes, at: int) -> int:
    """Where the next segment begins: pixels hold FF only before 0 or a restart mark."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise ValueError("the picture is cut short or damaged")
        if content[at + 1] != 0 and content[at + 1] not in _BARE:
            return at
        at += 2


def _read_segment(gathering: Gathering, kind: int, value: bytes) -> None:
    if kind == _COMMENT:
        gathering.add("comment", decoded(value.rstrip(b"\0")) or stray_words(value))
    elif kind in _APPLICATIONS:
        _read_application(gathering, value)


def _read_application(gathering: Gathering, value: bytes) -> None:
    if value.startswith(b"Exif\0"):
        read_exif(gathering, value)
    elif value.startswith(_XMP):
        read_library_notes(gathering, value[len(_XMP) :])
    elif value.startswith(_PHOTOSHOP):
        read_photoshop(gathering, value[len(_PHOTOSHOP) :])
    elif value.startswith(b"ICC_PROFILE\0"):
        gathering.add("colour profile", stray_words(value, at_least=6), is_prose=False)
    elif value.startswith((b"JFIF\0", b"JFXX\0")):
        _check_head(gathering, value)
    elif not value.startswith(_HARMLESS):
        gathering.add("unknown data", stray_words(value))
        gathering.refuse("unknown data", UNKNOWN)


def _check_head(gathering: Gathering, value: bytes) -> None:
    if value.startswith(b"JFXX") or any(value[12:14]):
        gathering.refuse("", SMALL_COPY)
