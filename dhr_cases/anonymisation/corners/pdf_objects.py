"""Which words stand in the objects of a PDF beside its pages: notes, fields, properties, layers, scripts, files?

Every string of every object is read, every name that is not the format's own, and every stream by what it is for.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import filterfalse, repeat

import pikepdf
import pypdf

from dhr_cases.anonymisation.corners.office_names import TYPEFACES
from dhr_cases.anonymisation.corners.pdf_parts import Pages, Part, read_part
from dhr_cases.anonymisation.corners.pdf_words import CHECKSUMS, FONT_NAMES, LABELS, SKIPPED, is_own_name
from dhr_cases.anonymisation.corners.plain import stray_words
from dhr_cases.anonymisation.corners.reading import Gathering

THUMBNAIL = "A page carries a small picture of itself, which may show an earlier version. Save the file without it."
LOST_PAGE = "It keeps a page that is not shown any more. Save it anew, for example by printing it to PDF."
Place = tuple[int, int]
_FILE_KEYS = frozenset({"/F", "/UF"}) - LABELS.keys()
"""Keys that say nothing about a file: what it is for stands above them."""


@dataclass
class _Found:
    """What a walk over all objects brings: texts by label, names, and what each stream is for."""

    texts: dict[str, dict[str, None]] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)
    roles: dict[Place, str] = field(default_factory=dict)
    file_names: dict[Place, str] = field(default_factory=dict)
    pages: set[Place] = field(default_factory=set)
    glyphs: set[Place] = field(default_factory=set)

    def part(self, stream: pikepdf.Stream, pages: Pages) -> Part:
        """A stream with all that the walk has brought about it."""
        return Part(stream, self.role_of(stream.objgen), self.file_names.get(stream.objgen, ""), pages)

    def role_of(self, place: Place) -> str:
        """What a stream is for: the key it is found under; the drawing of a letter by what it is."""
        return "/CharProcs" if place in self.glyphs else self.roles.get(place, "")


def read_objects(gathering: Gathering, document: pikepdf.Pdf, reader: pypdf.PdfReader, shown: str) -> None:
    """Read everything the pages do not show."""
    found = _Found()
    for entry in (*document.objects, document.trailer):
        _walk(found, entry, "")
    _put_down(gathering, found)
    if found.pages - {page.obj.objgen for page in document.pages}:
        gathering.refuse("", LOST_PAGE)
    pages = Pages(reader, shown, document.is_linearized)
    for stream in _streams_of(document):
        read_part(gathering, found.part(stream, pages))


def _streams_of(document: pikepdf.Pdf) -> list[pikepdf.Stream]:
    return [entry for entry in document.objects if isinstance(entry, pikepdf.Stream)]


def _put_down(gathering: Gathering, found: _Found) -> None:
    for label, texts in found.texts.items():
        gathering.add(label or "texts", "\n".join(texts), is_prose=bool(label))
    gathering.add("names", "\n".join(name.removeprefix("/") for name in found.names), is_prose=False)
    if "/Thumb" in found.roles.values():
        gathering.refuse("", THUMBNAIL)


def _walk(found: _Found, entry: object, key: str) -> None:
    if isinstance(entry, pikepdf.Dictionary | pikepdf.Stream):
        _walk_entries(found, entry, key)
    elif isinstance(entry, pikepdf.Array):
        _walk_children(found, zip(repeat(key), entry, strict=False), key)
    elif isinstance(entry, pikepdf.String):
        _put_text(found, entry, key)
    elif isinstance(entry, pikepdf.Name):
        _put_name(found, str(entry), key)


def _walk_entries(found: _Found, entry: pikepdf.Object, key: str) -> None:
    if entry.get("/Type") == "/Page":
        found.pages.add(entry.objgen)
    found.file_names |= dict.fromkeys(_places_in(entry.get("/EF")), str(entry.get("/UF", entry.get("/F", ""))))
    found.glyphs.update(_places_in(entry.get("/CharProcs")))
    found.names |= dict.fromkeys(filterfalse(is_own_name, entry.keys()))
    _walk_children(found, entry.items(), key)


def _places_in(entries: object) -> list[Place]:
    held = entries.items() if isinstance(entries, pikepdf.Dictionary) else ()
    return [child.objgen for _, child in held if isinstance(child, pikepdf.Stream)]


def _walk_children(found: _Found, children: Iterable[tuple[str, object]], above: str) -> None:
    for key, child in children:
        if key in SKIPPED or (key in CHECKSUMS and not _says_something(key, child)):
            continue
        if isinstance(child, pikepdf.Object) and child.is_indirect:
            _note_role(found, child, key, above)
        else:
            _walk(found, child, key)


def _says_something(key: str, child: object) -> bool:
    """False for the pair of checksums of a file, for those of a password, and for who owns an attribute."""
    return isinstance(child, pikepdf.String if key == "/ID" else pikepdf.Dictionary)


def _note_role(found: _Found, child: pikepdf.Object, key: str, above: str) -> None:
    if isinstance(child, pikepdf.Stream):
        found.roles.setdefault(child.objgen, above if key in _FILE_KEYS else key)


def _put_text(found: _Found, entry: pikepdf.String, key: str) -> None:
    text = str(entry)
    if any(sign < " " and sign not in "\t\r\n\f\x1b" for sign in text):
        text = stray_words(bytes(entry))
    label = LABELS.get(key, "texts of the file")
    if text.strip():
        found.texts.setdefault(label, {})[text] = None


def _put_name(found: _Found, name: str, key: str) -> None:
    family = name.removeprefix("/").split("+")[-1].split("-")[0].split(",")[0].casefold()
    if key in FONT_NAMES and (family in TYPEFACES or family.removesuffix("mt") in TYPEFACES):
        return
    if not is_own_name(name):
        found.names[name] = None
