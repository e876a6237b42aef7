"""What was read in a file, where it stood, and what could not be read?

Source: domain 3.7, the release gate [D]; the limits are ours [D].
"""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

from dhr_cases.anonymisation.corners.coded_words import words_in_code

MEGABYTE = 1024 * 1024
MAX_UNPACKED = 300 * MEGABYTE
"""How large a file may grow when everything in it is unpacked, in bytes [D]."""
MAX_PARTS = 4_000
"""How many parts a file may hold, those of files inside it counted too [D]."""
MAX_DEPTH = 5
"""How many files may stand inside one another: a picture in a workbook in a letter in an archive makes four [D]."""
WORDS_A_PAGE = 400
"""Words that fill a page, for formats that do not know their own pages [D]."""

_CARRIED = re.compile(r"data:(?:([\w.+-]+)/([\w.+-]+))?(?:;[\w.+=\"'-]+)*;base64,([\w+/=%\s-]+)")
_ENDINGS = {"jpeg": "jpg", "svg+xml": "svg", "plain": "txt", "javascript": "txt", "css": "txt"}


@dataclass(frozen=True)
class Passage:
    """Words as they stand together in one corner. A row's cells are set apart by tabs, lines by line ends."""

    where: str
    text: str
    is_prose: bool = True
    """False for what a program wrote for itself (names of styles, of parts, of keys): seek only known words there."""


@dataclass(frozen=True)
class Unreadable:
    """A corner that could not be read, and why, in a sentence for the screen."""

    where: str
    why: str


@dataclass(frozen=True)
class Reading:
    """Everything read in one file. Pages are counted in a PDF and estimated from the words elsewhere."""

    passages: tuple[Passage, ...]
    unreadable: tuple[Unreadable, ...]
    pages: int

    @property
    def is_whole(self) -> bool:
        """True when nothing was left unread."""
        return not self.unreadable


@dataclass
class Budget:
    """What is left of the limits while one file and all files inside it are read."""

    size: int = MAX_UNPACKED
    parts: int = MAX_PARTS

    def takes(self, size: int, parts: int) -> bool:
        """Whether so many bytes and parts still fit; if so they are spent."""
        if size > self.size or parts > self.parts:
            return False
        self.size -= size
        self.parts -= parts
        return True


@dataclass
class Gathering:
    """Collects what is read. Readers put words in; a file inside the file is handed to ``inside``."""

    reader: Callable[["Gathering", bytes, str], None]
    where: str = ""
    depth: int = 0
    budget: Budget = field(default_factory=Budget)
    passages: list[Passage] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    pages: int = 0

    def add(self, where: str, text: str, *, is_prose: bool = True) -> None:
        """Put down words found at a place; words in codes are put down decoded as well."""
        if not text or text.isspace():
            return
        if ";base64," in text:
            text = self._without_carried(where, text)
        self.passages.append(Passage(self._place(where), text, is_prose))
        for note, view in words_in_code(text):
            self.passages.append(Passage(self._place(f"{where}, {note}"), view, is_prose and note == "decoded"))

    def refuse(self, where: str, why: str) -> None:
        """Put down that a place could not be read, with the sentence that says why."""
        self.unreadable.append(Unreadable(self._place(where), why))

    def inside(self, content: bytes, name: str, where: str) -> None:
        """Read a file that stands inside this one, by its own content, unless files stand too deep in one another."""
        if self.depth + 1 >= MAX_DEPTH:
            self.refuse(
                where, "Too many files stand inside one another. Take the innermost out and check it by itself."
            )
            return
        if not content:
            return
        inner = self._at(where)
        self.reader(inner, content, name)
        self.pages += inner.pages

    def reading(self) -> Reading:
        """All that was gathered, once reading is over."""
        words = sum(passage.text.count(" ") + 1 for passage in self.passages if passage.is_prose)
        pages = self.pages or max(1, -(-words // WORDS_A_PAGE))
        return Reading(tuple(self.passages), tuple(self.unreadable), pages)

    def _without_carried(self, where: str, text: str) -> str:
        """Take out and read every file carried in the text itself, as web pages carry pictures."""
        for found in _CARRIED.finditer(text):
            try:
                content = base64.b64decode(unquote(found[3]), validate=False)
            except ValueError:
                self.refuse(where, "It carries a file in its text that cannot be read. Save it without.")
                continue
            kind = found[2] or "plain"  # as the format says
            self.inside(content, f"file.{_ENDINGS.get(kind, kind)}", f"{where}, carried file")
        return _CARRIED.sub(r"data:\1/\2", text)

    def _at(self, where: str) -> "Gathering":
        place = self._place(where)
        return Gathering(self.reader, place, self.depth + 1, self.budget, self.passages, self.unreadable)

    def _place(self, where: str) -> str:
        return " › ".join(part for part in (self.where, where) if part)
