"""Is an uploaded file what it says it is, and one of the kinds we take? Judged by content, never by name alone.

What is not known is refused. Files are stored as they came and only ever sent as a download.
Source: the kinds and all limits are ours [D]; ``UPLOAD_LIMIT_MB`` sets the size of one file.
"""

import hashlib
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import File

from dhr_cases.errors import Incomplete
from dhr_cases.table_contents import NoTableError, separated_lines, text_of

MEGABYTE = 1024 * 1024
MAX_UNPACKED = 300 * MEGABYTE
"""How large an Office file may grow when unpacked, in bytes [D]."""
MAX_PARTS = 4_000
"""How many parts an Office file may hold [D]."""
MAX_NAME = 120
"""How long a file name may be when it is given back, in characters [D]."""

DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, EOFError, OSError, RuntimeError,
)  # fmt: skip  # from the archive itself to one member of it
"""What unpacking a damaged package raises; a member behind a password is a RuntimeError."""

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class FileKind:
    """One kind of file we take: its ending, its words, and what it is sent as."""

    ending: str
    label: str
    content_type: str
    other_endings: tuple[str, ...] = ()

    @property
    def with_article(self) -> str:
        """Its words with “a” or “an” before them."""
        return f"{'an' if self.label[0] in 'AEIOU' else 'a'} {self.label}"

    @property
    def endings(self) -> tuple[str, ...]:
        """Every ending a file of this kind may bear."""
        return (self.ending, *self.other_endings)


DOCX = FileKind("docx", "Word document", f"{_OFFICE}.wordprocessingml.document")
XLSX = FileKind("xlsx", "Excel workbook", f"{_OFFICE}.spreadsheetml.sheet")
PDF = FileKind("pdf", "PDF", "application/pdf")
CSV = FileKind("csv", "table of comma-separated values", "text/csv; charset=utf-8")
TXT = FileKind("txt", "plain text", "text/plain; charset=utf-8")
PNG = FileKind("png", "PNG picture", "image/png")
JPG = FileKind("jpg", "JPEG picture", "image/jpeg", ("jpeg",))

FILE_KINDS: tuple[FileKind, ...] = (DOCX, XLSX, PDF, CSV, TXT, PNG, JPG)
"""The allow-list: a file of no kind listed here is refused."""

HTML = FileKind("html", "web page", "text/html; charset=utf-8")
PPTX = FileKind("pptx", "PowerPoint file", f"{_OFFICE}.presentationml.presentation")
ZIP = FileKind("zip", "ZIP file", "application/zip")
MADE_KINDS: tuple[FileKind, ...] = (DOCX, PDF, HTML, ZIP, PPTX)
"""What papers made here are; web pages, slides and ZIP files come from nowhere else."""

_MAIN_PARTS: Mapping[str, FileKind] = {
    f"{_OFFICE}.wordprocessingml.document.main+xml": DOCX,
    f"{_OFFICE}.spreadsheetml.sheet.main+xml": XLSX,
}
"""Content types of the main part, by which an Office file says what it is."""

_OVERRIDE = re.compile(rb"<(?:\w+:)?Override\b[^>]*>")
_PART_NAME = re.compile(rb"""\bPartName\s*=\s*["']/?([^"']+)["']""")
_CONTENT_TYPE = re.compile(rb"""\bContentType\s*=\s*["']([^"']+)["']""")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


@dataclass(frozen=True)
class CheckedUpload:
    """A file found to be in order: its bytes, kind, name to give back, size in bytes and SHA-256."""

    content: bytes
    kind: FileKind
    name: str
    size: int
    sha256: str


def check_upload(upload: File[bytes]) -> CheckedUpload:
    """Read the file once and pass it when its content is of a kind we take and its name agrees.

    Raises Incomplete with a sentence that says what is wrong and what would do.
    """
    content = _read(upload)
    kind = _kind_of(content, _ending(upload.name or ""))
    name = safe_name(upload.name or "", kind)
    return CheckedUpload(content, kind, name, len(content), digest_of(content))


def digest_of(content: bytes) -> str:
    """SHA-256 in hexadecimal, as every version keeps it."""
    return hashlib.sha256(content).hexdigest()


def made_file(content: bytes, name: str) -> CheckedUpload:
    """A file that was made here, ready to be filed. Raises KeyError for an ending that no paper made here has."""
    kind = {kind.ending: kind for kind in MADE_KINDS}[_ending(name)]
    return CheckedUpload(content, kind, safe_name(name, kind), len(content), digest_of(content))


def content_type_of(name: str) -> str:
    """What a stored file is sent as, by the ending it was given when it was checked.

    A web page made here is sent as plain bytes, so that no browser opens it on this site.
    """
    ending = _ending(name)
    return next(
        (kind.content_type for kind in (*FILE_KINDS, PPTX, ZIP) if ending in kind.endings), "application/octet-stream"
    )


def safe_name(name: str, kind: FileKind) -> str:
    """The name to give the file back under: letters, figures, spaces, dots and dashes, with the kind's ending."""
    stem = PurePath(name.replace("\\", "/")).stem
    plain = re.sub(r"[^\w .()-]+", "_", stem).strip(" ._")
    return f"{plain[:MAX_NAME] or 'paper'}.{kind.ending}"


def _read(upload: File[bytes]) -> bytes:
    limit: int = settings.UPLOAD_LIMIT
    if upload.size > limit:
        raise Incomplete(f"The file is larger than {limit // MEGABYTE} MB. Make it smaller, or split it.")
    upload.seek(0)
    content: bytes = upload.read(limit + 1)
    if not content:
        raise Incomplete("The file is empty. Choose the file again.")
    return content


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower().removeprefix(".")


def _kind_of(content: bytes, ending: str) -> FileKind:
    kind = _by_content(content, ending)
    if ending not in kind.endings:
        given = f"ends in .{ending}" if ending else "has no ending"
        raise Incomplete(f"The content is {kind.with_article}, but the name {given}. Rename it to .{kind.ending}.")
    return kind


def _by_content(content: bytes, ending: str) -> FileKind:
    if content.startswith(_OLD_OFFICE):
        raise Incomplete(
            "The file is protected by a password or in an old Office format. Save it as .docx or .xlsx without one."
        )
    if content.startswith(b"PK\x03\x04"):
        return _office_kind(content)
    if content.startswith(b"%PDF-"):
        return _checked_pdf(content)
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPG
    return _text_kind(content, ending)


def _checked_pdf(content: bytes) -> FileKind:
    if b"%%EOF" not in content[-2048:]:
        raise Incomplete("The PDF is cut short. Save it again and choose the new file.")
    if re.search(rb"/Encrypt\s+\d+\s+\d+\s+R|/Encrypt\s*<<", content):
        raise Incomplete("The PDF is protected by a password. Save it without one.")
    return PDF


def _text_kind(content: bytes, ending: str) -> FileKind:
    kinds = ", ".join(f".{kind.ending}" for kind in FILE_KINDS)
    try:
        text = text_of(content)
    except NoTableError:
        text = "\0"
    if _CONTROL.search(text):
        raise Incomplete(f"The file is of no kind we take. Choose one of these: {kinds}.")
    return _checked_csv(content) if ending == CSV.ending else TXT


def _checked_csv(content: bytes) -> FileKind:
    try:
        lines = separated_lines(content, strict=True)
    except NoTableError:
        raise Incomplete("The table cannot be read as comma-separated values. Save it again as .csv.") from None
    if not any(lines):
        raise Incomplete("The table has no rows. Choose the file again.")
    return CSV


def _office_kind(content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_package(package)
            return _main_part(package)
    except (*DAMAGE, ValueError):
        raise Incomplete("The file is damaged and cannot be opened. Save it again and choose the new file.") from None


def _check_package(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if any(part.flag_bits & 0x1 for part in parts):
        raise Incomplete("The file is protected by a password. Save it without one.")
    check_unpacked(parts)
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise Incomplete("The file holds macros. Save it as .docx or .xlsx without macros.")


def check_unpacked(parts: list[zipfile.ZipInfo]) -> None:
    """Pass when a package stays within the limits once it is unpacked. Raises Incomplete otherwise."""
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Incomplete("The file grows too large when it is opened. Make it smaller, or save it as PDF.")


def _main_part(package: zipfile.ZipFile) -> FileKind:
    names = set(package.namelist())
    if "[Content_Types].xml" in names:
        for override in _OVERRIDE.findall(package.read("[Content_Types].xml")):
            kind = _kind_of_part(override, names)
            if kind is not None:
                return kind
    raise Incomplete("This archive is neither a Word document nor an Excel workbook. Choose a .docx or .xlsx file.")


def _kind_of_part(override: bytes, names: set[str]) -> FileKind | None:
    part, content_type = _PART_NAME.search(override), _CONTENT_TYPE.search(override)
    if part is None or content_type is None or part[1].decode(errors="replace") not in names:
        return None
    return _MAIN_PARTS.get(content_type[1].decode(errors="replace"))
