"""What is a hiding place, and how is an Office package opened up to plant a word in it?"""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from xml.sax.saxutils import escape, quoteattr

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_DROPPED = re.compile("thumbnail|stylesWithEffects")
T = TypeVar("T")
TYPES = "[Content_Types].xml"


@dataclass
class Package:
    """The parts of an Office file, to be changed and packed again."""

    parts: dict[str, bytes]
    count: int = field(default=0)

    def put_before(self, part: str, mark: str, words: str, *, last: bool = False) -> None:
        """Put words before the first (or the last) place where a mark stands. Raises ValueError when there is none."""
        text = self.parts[part].decode()
        at = text.rindex(mark) if last else text.index(mark)
        self.parts[part] = (text[:at] + words + text[at:]).encode()

    def put_after(self, part: str, mark: str, words: str) -> None:
        """Put words after the first place where a mark stands. Raises ValueError when there is none."""
        text = self.parts[part].decode()
        at = text.index(mark) + len(mark)
        self.parts[part] = (text[:at] + words + text[at:]).encode()

    def add(self, name: str, content: str | bytes, content_type: str = "") -> None:
        """Add a part with its content type."""
        self.parts[name] = content if isinstance(content, bytes) else content.encode()
        if content_type:
            self.put_before(TYPES, "</Types>", f'<Override PartName="/{name}" ContentType="{content_type}"/>')

    def link(self, source: str, kind: str, target: str, *, is_outside: bool = False) -> str:
        """Link a part to a target; gives back the identifier of the link."""
        self.count += 1
        folder, _, base = source.rpartition("/")
        links = f"{folder}/_rels/{base}.rels".removeprefix("/")
        if links not in self.parts:
            self.parts[links] = f'<Relationships xmlns="{PACKAGE}"></Relationships>'.encode()
        mode = ' TargetMode="External"' if is_outside else ""
        row = f'<Relationship Id="rIdP{self.count}" Type="{OFFICE}/{kind}" Target={quoteattr(target)}{mode}/>'
        self.put_before(links, "</Relationships>", row)
        return f"rIdP{self.count}"

    def packed(self) -> bytes:
        """The file."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
        return target.getvalue()


@dataclass(frozen=True)
class Place(Generic[T]):
    """One corner and how a word is put into it. ``of_a_program``: no person writes there, so no misspelling stands."""

    name: str
    put: Callable[[T, str], None]
    of_a_program: bool = False


def unpacked(content: bytes) -> Package:
    """A package opened up, without its preview picture and without styles kept for old programs."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not _DROPPED.search(name)}
    for name in [name for name in parts if name.endswith(".rels")]:
        rows = re.findall(r"<Relationship [^>]*/>", parts[name].decode())
        for row in filter(_DROPPED.search, rows):
            parts[name] = parts[name].replace(row.encode(), b"")
    return Package(parts)


def said(word: str) -> str:
    """The word in a sentence, safe in XML."""
    return f"The panel heard that {escape(word)} was seen."


def quoted(word: str) -> str:
    """The word alone, safe in an attribute, with its quotation marks."""
    return quoteattr(word)
