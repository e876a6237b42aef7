"""Which words stand in a PNG picture: its text chunks, notes, and bytes after its end?"""

import binascii
import zlib
from collections.abc import Iterator

from dhr_cases.anonymisation.corners.package import DAMAGED, TOO_LARGE
from dhr_cases.anonymisation.corners.picture_notes import UNKNOWN, read_after_end, read_exif, read_library_notes
from dhr_cases.anonymisation.corners.plain import decoded, stray_words
from dhr_cases.anonymisation.corners.reading import MEGABYTE, Gathering

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MAX_NOTE = 4 * MEGABYTE
"""How large one compressed note may grow, in bytes [D]."""

_WORDLESS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"bKGD", b"hIST", b"pHYs"}
    | {b"tIME", b"acTL", b"fcTL", b"fdAT", b"cICP", b"mDCV", b"cLLI", b"oFFs", b"sTER"}
)
_RAW_PROFILE = "Raw profile type "


class _TooLargeError(ValueError):
    """A compressed note grows beyond the limit."""


def is_png(content: bytes) -> bool:
    """True when the content begins as a PNG does."""
    return content.startswith(SIGNATURE)


def read_png(gathering: Gathering, content: bytes, _name: str) -> None:
    """Read every chunk, and what stands after the last."""
    end = 0
    try:
        for kind, value, stop in _chunks(content):
            end = stop
            _read_chunk(gathering, kind, value)
    except _TooLargeError:
        gathering.refuse("", TOO_LARGE)
    except (ValueError, zlib.error, UnicodeDecodeError):
        gathering.refuse("", DAMAGED)
    else:
        read_after_end(gathering, content[end:])


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """Kind, value and end of each chunk. Raises ValueError when the picture is cut short or a sum is wrong."""
    at, kind = len(SIGNATURE), b""
    while kind != b"IEND":
        size = int.from_bytes(content[at : at + 4], "big")
        kind, end = content[at + 4 : at + 8], at + 12 + size
        value, given = content[at + 8 : at + 8 + size], content[end - 4 : end]
        if end > len(content) or zlib.crc32(kind + value) != int.from_bytes(given, "big"):
            raise ValueError("the picture is cut short or damaged")
        yield kind, value, end
        at = end


def _read_chunk(gathering: Gathering, kind: bytes, value: bytes) -> None:
    if kind in _WORDLESS:
        return
    if kind == b"eXIf":
        read_exif(gathering, b"Exif\0\0" + value)
    elif kind in {b"tEXt", b"zTXt", b"iTXt"}:
        _read_note(gathering, kind, value)
    elif kind == b"iCCP":
        name, _, packed = value.partition(b"\0")
        gathering.add("colour profile", f"{name.decode('latin-1')}\n{stray_words(_unpacked(packed[1:]), at_least=6)}",
                      is_prose=False)  # fmt: skip
    else:
        gathering.add("unknown data", stray_words(value))
        gathering.refuse("unknown data", UNKNOWN)


def _read_note(gathering: Gathering, kind: bytes, value: bytes) -> None:
    key, _, rest = value.partition(b"\0")
    name = key.decode("latin-1")
    text = _note_text(gathering, kind, rest)
    if name.startswith("XML:com.adobe.xmp"):
        read_library_notes(gathering, text)
        return
    gathering.add("text of the picture", f"{name}\n{_letters(text)}")
    if name.startswith(_RAW_PROFILE):
        _read_raw_profile(gathering, text)


def _letters(text: bytes) -> str:
    """The note in letters: many programs write UTF-8 where the format asks for Latin ones."""
    return decoded(text) or text.decode("latin-1")


def _note_text(gathering: Gathering, kind: bytes, rest: bytes) -> bytes:
    if kind == b"iTXt":
        return _wide_note(gathering, rest)
    return rest if kind == b"tEXt" else _unpacked(rest[1:])


def _wide_note(gathering: Gathering, rest: bytes) -> bytes:
    """The text of a note in any letters; its language and translated key are put down at once."""
    language, _, further = rest[2:].partition(b"\0")
    translated, _, text = further.partition(b"\0")
    gathering.add("text of the picture", f"{language.decode('latin-1')}\n{translated.decode('utf-8')}")
    return _unpacked(text) if rest[:1] == b"\x01" else text


def _read_raw_profile(gathering: Gathering, text: bytes) -> None:
    digits = b"".join(text.split()[2:])
    try:
        gathering.add("text of the picture", stray_words(binascii.unhexlify(digits)))
    except binascii.Error:
        gathering.refuse("text of the picture", UNKNOWN)


def _unpacked(packed: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    text = unpacking.decompress(packed, MAX_NOTE)
    if unpacking.unconsumed_tail:
        raise _TooLargeError
    return text
