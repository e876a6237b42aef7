"""Can an archive be opened safely, and does it hold bytes outside its members? For zip and for Office files."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator

from dhr_cases.anonymisation.corners.plain import stray_words
from dhr_cases.anonymisation.corners.reading import Gathering

DAMAGED = "It is damaged and cannot be opened. Save it again and check the new file."
TOO_LARGE = "It grows too large when it is unpacked. Make it smaller, or check its parts one by one."
LOCKED = "It is protected by a password. Save it without one."
STRAY = "Bytes stand where no program looks for them. Save the file again with the program that made it."

DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, EOFError, OSError, ValueError,
    RuntimeError,
)  # fmt: skip
"""What unpacking a damaged archive raises."""
_HEADER = struct.Struct("<26xHH")
_END = struct.Struct("<4s4H2LH")
_KNOWN_EXTRA = frozenset({0x0001, 0x000A, 0x5455, 0x5855, 0x7875, 0x7855, 0xA220, 0xCAFE})
"""Extra fields that hold sizes, times and owners' numbers only."""
_DESCRIPTOR = 24


def is_archive(content: bytes) -> bool:
    """True when the content begins as a zip archive does, empty ones included."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def opened(gathering: Gathering, content: bytes) -> zipfile.ZipFile | None:
    """The archive, when it can be read within the limits; else the reason is put down."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        problem = _problem(gathering, archive.infolist())
        if not problem:
            _read_margins(gathering, archive, content)
            return archive
    except DAMAGE:
        problem = DAMAGED
    gathering.refuse("", problem)
    return None


def members(gathering: Gathering, archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Name and content of each member; one that cannot be unpacked is put down as unread."""
    for entry in archive.infolist():
        if entry.is_dir() and not entry.file_size:
            continue
        try:
            with archive.open(entry) as stream:
                content = stream.read(entry.file_size + 1)  # with a number, so that a false size cannot flood memory
        except DAMAGE:
            gathering.refuse(entry.filename, DAMAGED)
            continue
        yield entry.filename, content


def _problem(gathering: Gathering, entries: list[zipfile.ZipInfo]) -> str:
    if _are_locked(entries):
        return LOCKED
    if len({entry.filename for entry in entries}) != len(entries):
        return "Two of its parts bear one name, so programs may show either. Save it again and check the new file."
    if not gathering.budget.takes(_size_of(entries), len(entries)):
        return TOO_LARGE
    return ""


def _are_locked(entries: list[zipfile.ZipInfo]) -> bool:
    return any(entry.flag_bits & 0x1 for entry in entries)


def _size_of(entries: list[zipfile.ZipInfo]) -> int:
    return sum(entry.file_size for entry in entries)


def _read_margins(gathering: Gathering, archive: zipfile.ZipFile, content: bytes) -> None:
    gathering.add("comment of the archive", stray_words(archive.comment))
    for entry in archive.infolist():
        gathering.add(f"comment on {entry.filename}", stray_words(entry.comment))
        for extra in {entry.extra, _own_extra(entry, content)}:
            gathering.add(f"extra field of {entry.filename}", _extra_words(extra), is_prose=False)
    for stray in _strays(archive, content):
        gathering.add("outside the members", stray_words(stray))
        gathering.refuse("outside the members", STRAY)


def _strays(archive: zipfile.ZipFile, content: bytes) -> Iterator[bytes]:
    """Bytes before, between and after the members that belong to none of them."""
    at = 0
    for entry in sorted(archive.infolist(), key=lambda entry: entry.header_offset):
        if entry.header_offset != at:
            yield content[at : entry.header_offset]
        at = _end_of(entry, content)
    directory = content.rfind(b"PK\x05\x06")
    start = archive.start_dir
    if at != start:
        yield content[at:start]
    yield from _after(content, directory)


def _end_of(entry: zipfile.ZipInfo, content: bytes) -> int:
    name, extra = _HEADER.unpack_from(content, entry.header_offset)
    end = entry.header_offset + _HEADER.size + name + extra + entry.compress_size
    if not entry.flag_bits & 0x8:
        return int(end)
    following = content[end : end + _DESCRIPTOR + 4]
    mark = following.find(b"PK", 12 if not following.startswith(b"PK\x07\x08") else 16)
    return int(end + mark) if mark >= 0 else int(end)


def _own_extra(entry: zipfile.ZipInfo, content: bytes) -> bytes:
    """The extra field that stands before the member itself, which may differ from that of the directory."""
    name, extra = _HEADER.unpack_from(content, entry.header_offset)
    start = entry.header_offset + _HEADER.size + name
    return content[start : start + extra]


def _after(content: bytes, directory: int) -> Iterator[bytes]:
    *_, comment = _END.unpack_from(content, directory)
    end = directory + _END.size + comment
    if end < len(content):
        yield content[end:]


def _extra_words(extra: bytes) -> str:
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind not in _KNOWN_EXTRA:
            kept += extra[at + 4 : at + 4 + size] + b"\0"
        at += 4 + size
    return stray_words(kept)
