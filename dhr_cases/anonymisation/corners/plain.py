"""Which words stand in a file of plain text or in a table of comma-separated values?"""

import csv
import io
import re
from pathlib import PurePath

from dhr_cases.anonymisation.corners.reading import Gathering

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_OTHER_LETTERS = ("mac_roman", "cp850", "cp1250", "cp500")
"""How old machines write letters beyond plain ones: Macintosh, DOS, central Europe, mainframe."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LETTER_WITH_PARTS = re.compile(r"^(?:MIME-Version|Content-Transfer-Encoding):", re.IGNORECASE | re.MULTILINE)
_SEPARATORS = {".csv": ",", ".tsv": "\t"}


def decoded(content: bytes) -> str | None:
    """The text of these bytes: UTF-8, UTF-16 or UTF-32 with a mark, Windows-1252; none when they are no text."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _CONTROL.search(text) else text
    return None


def is_plain_text(content: bytes) -> bool:
    """True when the bytes decode to text that is no letter with parts of its own: those hold coded files."""
    text = decoded(content)
    return text is not None and not _LETTER_WITH_PARTS.search(text[:4000])


def read_text(gathering: Gathering, content: bytes, name: str) -> None:
    """Read lines, or the rows of a table when the name says it is one."""
    text = decoded(content) or ""
    separator = _SEPARATORS.get(PurePath(name).suffix.lower())
    if separator is None:
        gathering.add("text", text)
        _read_otherwise(gathering, content)
        return
    for number, row in enumerate(_rows(text, separator), start=1):
        gathering.add(f"row {number}", "\t".join(row))
    _read_otherwise(gathering, content)


def _read_otherwise(gathering: Gathering, content: bytes) -> None:
    """Bytes that are no UTF-8 do not say whose letters they are: read them as each of the others too."""
    if _says_its_letters(content):
        return
    for letters in _OTHER_LETTERS:
        gathering.add(f"text, read as {letters}", content.decode(letters, errors="replace"), is_prose=False)


def _says_its_letters(content: bytes) -> bool:
    first = _encodings(content)[0]
    try:
        content.decode(first)
    except UnicodeDecodeError:
        return False
    return True


def _encodings(content: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return (encoding,)
    start = content[:400]
    if start[1::2].count(0) > len(start) // 3:
        return ("utf-16-le",)
    if start[::2].count(0) > len(start) // 3:
        return ("utf-16-be",)
    return ("utf-8", "cp1252", "latin-1")


def _rows(text: str, separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:  # a field beyond the limit, or a lone quotation mark: the lines themselves hold every word
        return [[line] for line in text.splitlines()]


def stray_words(content: bytes, *, at_least: int = 3) -> str:
    """Every run of letters and signs among bytes of unknown make, in one-byte and two-byte letters."""
    narrow = re.findall(rb"[\t\x20-\x7e\x80-\xff]{%d,}" % at_least, content)
    wide = re.findall(rb"(?:[\t\x20-\x7e\xa0-\xff]\x00){%d,}" % at_least, content + b"\0")
    return "\n".join([*(_one_byte(run) for run in narrow), *(run.decode("utf-16-le") for run in wide)])


def _one_byte(run: bytes) -> str:
    try:
        return run.decode("utf-8")
    except UnicodeDecodeError:
        return run.decode("cp1252", errors="replace")
