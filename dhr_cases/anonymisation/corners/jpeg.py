"""Which words stand in a JPEG picture: comments, camera's, library's and press notes, bytes after its end?"""

import re
from collections.abc import Callable, Iterator

from dhr_cases.anonymisation.corners.package import DAMAGED
from dhr_cases.anonymisation.corners.picture_notes import (
    SMALL_COPY,
    UNKNOWN,
    read_after_end,
    read_exif,
    read_library_notes,
    read_photoshop,
)
from dhr_cases.anonymisation.corners.plain import decoded, stray_words
from dhr_cases.anonymisation.corners.reading import Gathering

_XMP, _MORE_XMP = b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"
_PHOTOSHOP = b"Photoshop 3.0\0"
_MORE_XMP_HEAD = 40
_HEAD = 14  # bytes of the first segment: its mark, version, size of a dot, no small copy
_COMMENT, _END, _SCAN = 0xFE, 0xD9, 0xDA
_APPLICATIONS = range(0xE0, 0xF0)
_OF_THE_FORMAT = frozenset({0x01, *range(0xC0, 0xE0)})
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
_WITHOUT_SIZE = _BARE | {_END}
_MARK = re.compile(rb"\xff+[^\xff]", re.DOTALL)
_MARK_IN_PIXELS = re.compile(rb"\xff[^\x00\x01\xd0-\xd8]", re.DOTALL)
_CUT_SHORT = "the picture is cut short or damaged"


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
    read_after_end(gathering, content[end:])


def _segments(content: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Kind, value and end of each segment. Raises ValueError when the picture is cut short."""
    at, kind = 2, 0
    while kind != _END:
        at = _mark_from(content, at)
        kind = content[at + 1]
        end = at + 2 + _size_at(content, at)
        yield kind, content[at + 4 : end], end
        at = _after_scan(content, end) if kind == _SCAN else end


def _mark_from(content: bytes, at: int) -> int:
    """Where the mark of the segment stands, filling bytes passed over."""
    found = _MARK.match(content, at)
    if found is None:
        raise ValueError(_CUT_SHORT)
    return found.end() - 2


def _size_at(content: bytes, at: int) -> int:
    return 0 if content[at + 1] in _WITHOUT_SIZE else int.from_bytes(content[at + 2 : at + 4], "big")


def _after_scan(content: bytes, at: int) -> int:
    """Where the next segment begins: pixels hold FF only before 0 or a restart mark."""
    found = _MARK_IN_PIXELS.search(content, at)
    if found is None:
        raise ValueError(_CUT_SHORT)
    return found.start()


def _read_segment(gathering: Gathering, kind: int, value: bytes) -> None:
    if kind == _COMMENT:
        gathering.add("comment", _words_of_comment(value))
    elif kind in _APPLICATIONS:
        _read_application(gathering, value)
    elif kind not in _OF_THE_FORMAT:
        _read_unknown(gathering, value)


def _words_of_comment(value: bytes) -> str:
    """The words up to the noughts that end them; a nought may be half of a last letter of two bytes."""
    words = value.rstrip(b"\0")
    return decoded(words) or decoded(words + b"\0") or stray_words(value)


def _read_application(gathering: Gathering, value: bytes) -> None:
    read = next((read for start, read in _READERS if value.startswith(start)), _read_unknown)
    read(gathering, value)


def _read_xmp(gathering: Gathering, value: bytes) -> None:
    read_library_notes(gathering, value.removeprefix(_XMP))


def _read_press_notes(gathering: Gathering, value: bytes) -> None:
    read_photoshop(gathering, value.removeprefix(_PHOTOSHOP))


def _read_profile(gathering: Gathering, value: bytes) -> None:
    gathering.add("colour profile", stray_words(value, at_least=6), is_prose=False)


def _read_settings(gathering: Gathering, value: bytes) -> None:
    """Settings of the program that saved the picture; beside its name they should hold no words, and some do."""
    gathering.add("settings of the program", stray_words(value), is_prose=False)


def _read_unknown(gathering: Gathering, value: bytes) -> None:
    gathering.add("unknown data", stray_words(value))
    gathering.refuse("unknown data", UNKNOWN)


def _check_head(gathering: Gathering, value: bytes) -> None:
    if value.startswith(b"JFXX") or any(value[12:14]):
        gathering.refuse("", SMALL_COPY)
    elif len(value) > _HEAD:
        _read_unknown(gathering, value[_HEAD:])


_READERS: tuple[tuple[bytes, Callable[[Gathering, bytes], None]], ...] = (
    (b"Exif\0", read_exif),
    (_XMP, _read_xmp),
    (_PHOTOSHOP, _read_press_notes),
    (b"ICC_PROFILE\0", _read_profile),
    (b"JFIF\0", _check_head),
    (b"JFXX\0", _check_head),
    (b"Adobe\0", _read_settings),
    (b"Adobe\x64", _read_settings),
    (b"Ducky", _read_settings),
)
"""How a program's own segment begins, and who reads it. Any other is of unknown make."""
