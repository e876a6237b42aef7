"""Of which kind is a file, judged by its content, and which reader reads it?

A kind that is not in the table is refused. A name that disagrees with the content is refused as well, after reading.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from dhr_cases.anonymisation.corners.archive import read_archive
from dhr_cases.anonymisation.corners.jpeg import is_jpeg, read_jpeg
from dhr_cases.anonymisation.corners.office import is_office_package, office_ending, read_office
from dhr_cases.anonymisation.corners.package import is_archive
from dhr_cases.anonymisation.corners.pdf import is_pdf, read_pdf
from dhr_cases.anonymisation.corners.plain import is_plain_text, read_text
from dhr_cases.anonymisation.corners.png import is_png, read_png
from dhr_cases.anonymisation.corners.reading import Gathering, Reading
from dhr_cases.anonymisation.corners.web import is_web_page, read_web_page
from dhr_cases.anonymisation.corners.xml_words import is_xml, read_xml_file

WRONG_ENDING = "The content is of the kind {}, but the name ends in “.{}”. Give it the right ending."
NO_ENDING = "The content is of the kind {}, but the name has no ending. Give it the right one."
UNKNOWN = "It is of no kind that can be checked wholly. Save it as one of these: {}."

_PICTURE = "It is a picture of a kind that cannot be checked wholly. Save it as PNG or JPEG."
REFUSED: tuple[tuple[bytes, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "It is protected by a password, in an old Office format, or an object of another program. "
        "Save it as .docx, .xlsx or .pptx without one.",
    ),
    (b"{\\rtf", "It is rich text (RTF), which cannot be checked wholly. Save it as .docx."),
    (b"%!PS", "It is PostScript, which cannot be checked wholly. Save it as PDF."),
    (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"RIFF", _PICTURE),
    (b"\x01\0\0\0", _PICTURE),
    (b"\xd7\xcd\xc6\x9a", _PICTURE),
    (b"7z\xbc\xaf", "It is an archive of a kind that cannot be opened here. Pack it as .zip."),
    (b"Rar!", "It is an archive of a kind that cannot be opened here. Pack it as .zip."),
    (b"\x1f\x8b", "It is an archive of a kind that cannot be opened here. Pack it as .zip."),
)
"""How files begin that we know and cannot check, and what to do."""


@dataclass(frozen=True)
class Corner:
    """One kind of file: its words, the endings it may bear, how its content shows it, and its reader."""

    label: str
    endings: tuple[str, ...]
    is_it: Callable[[bytes], bool]
    read: Callable[[Gathering, bytes, str], None]


def _office(label: str, *endings: str) -> Corner:
    return Corner(label, endings, lambda content: office_ending(content) in endings, read_office)


def _is_plain_archive(content: bytes) -> bool:
    return is_archive(content) and not is_office_package(content)


KINDS: tuple[Corner, ...] = (
    _office("Word document", "docx", "dotx"),
    _office("Excel workbook", "xlsx", "xltx"),
    _office("PowerPoint presentation", "pptx", "ppsx", "potx"),
    Corner("zip archive", ("zip",), _is_plain_archive, read_archive),
    Corner("PDF", ("pdf",), is_pdf, read_pdf),
    Corner("PNG picture", ("png",), is_png, read_png),
    Corner("JPEG picture", ("jpg", "jpeg"), is_jpeg, read_jpeg),
    Corner("web page", ("html", "htm", "xhtml"), is_web_page, read_web_page),
    Corner("file of XML", ("xml", "svg", "vml", "xsl", "rss", "atom"), is_xml, read_xml_file),
    Corner("plain text", ("txt", "csv", "tsv", "md", "json", "css"), is_plain_text, read_text),
)
"""Every kind that can be read wholly, the surest signs first."""


def read_file(content: bytes, name: str) -> Reading:
    """Read every corner of a file as it will be served. Its name is the first passage."""
    gathering = Gathering(_read)
    gathering.add("name of the file", name)
    _read(gathering, content, name)
    return gathering.reading()


def kind_of(content: bytes) -> Corner | None:
    """The kind of which the content shows signs; none when we know no such kind."""
    if any(content.startswith(start) for start, _ in REFUSED):
        return None
    return next((kind for kind in KINDS if kind.is_it(content)), None)


def _read(gathering: Gathering, content: bytes, name: str) -> None:
    kind = kind_of(content)
    if kind is None:
        gathering.refuse("", _why_refused(content))
        return
    ending = PurePath(name).suffix.lower().removeprefix(".")
    if ending not in kind.endings:
        gathering.refuse("", WRONG_ENDING.format(kind.label, ending) if ending else NO_ENDING.format(kind.label))
    kind.read(gathering, content, name)


def _why_refused(content: bytes) -> str:
    known = next((why for start, why in REFUSED if content.startswith(start)), "")
    return known or UNKNOWN.format(", ".join(f".{kind.endings[0]}" for kind in KINDS))
