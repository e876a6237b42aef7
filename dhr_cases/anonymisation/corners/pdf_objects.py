"""Which words stand in the objects of a PDF beside its pages: notes, fields, properties, layers, scripts, files?

Every string of every object is read, every name that is not the format's own, and every stream by what it is for.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import pikepdf
import pypdf

from dhr_cases.anonymisation.corners.office_names import TYPEFACES
from dhr_cases.anonymisation.corners.pdf_parts import Part, read_part
from dhr_cases.anonymisation.corners.pdf_words import FONT_NAMES, LABELS, SKIPPED, is_own_name
from dhr_cases.anonymisation.corners.plain import stray_words
from dhr_cases.anonymisation.corners.reading import Gathering

THUMBNAIL = "A page carries a small picture of itself, which may show an earlier version. Save the file without it."
LOST_PAGE = "It keeps a page that is not shown any more. Save it anew, for example by printing it to PDF."
Place = tuple[int, int]


@dataclass
class _Found:
    """What a walk over all objects brings: texts by label, names, and what each stream is for."""

    texts: dict[str, dict[str, None]] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)
    roles: dict[Place, str] = field(default_factory=dict)
    file_names: dict[Place, str] = field(default_factory=dict)
    pages: set[Place] = field(default_factory=set)
    glyphs: set[Place] = field(default_factory=set)

    def role_of(self, place: Place) -> str:
        """What a stream is for: the key it is found under; the drawing of a letter by what it is."""
        return "/CharProcs" if place in self.glyphs else self.roles.get(place, "")


def read_objects(gathering: Gathering, document: pikepdf.Pdf, reader: pypdf.PdfReader, shown: str) -> None:
    """Read everything the pages do not show."""
    found = _Found()
    streams = []
    for entry in document.objects:
        _walk(found, entry, "")
        if isinstance(entry, pikepdf.Stream):
            streams.append(entry)
    _walk(found, document.trailer, "")
    _put_down(gathering, found)
    if found.pages - {page.obj.objgen for page in document.pages}:
        gathering.refuse("", LOST_PAGE)
    for stream in streams:
        place = stream.objgen
        part = Part(stream, found.role_of(place), found.file_names.get(place, ""), document.is_linearized)
        read_part(gathering, part, reader, shown)


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
        _walk_children(found, ((key, child) for child in entry), key)
    elif isinstance(entry, pikepdf.String):
        _put_text(found, entry, key)
    elif isinstance(entry, pikepdf.Name):
        _put_name(found, str(entry), key)


def _walk_entries(found: _Found, entry: pikepdf.Object, key: str) -> None:
    if entry.get("/Type") == "/Page":
        found.pages.add(entry.objgen)
    if "/EF" in entry:
        name = str(entry.get("/UF", entry.get("/F", "")))
        found.file_names |= {child.objgen: name for child in _streams_in(entry["/EF"])}
    found.glyphs |= {child.objgen for child in _streams_in(entry.get("/CharProcs"))}
    for name in entry.keys():  # noqa: SIM118  # iterating the object itself gives something else for a stream
        if not is_own_name(name):
            found.names[name] = None
    _walk_children(found, entry.items(), key)


def _streams_in(entries: object) -> list[pikepdf.Stream]:
    held = entries.items() if isinstance(entries, pikepdf.Dictionary) else ()
    return [child for _, child in held if isinstance(child, pikepdf.Stream)]


def _walk_children(found: _Found, children: Iterable[tuple[str, object]], above: str) -> None:
    for key, child in children:
        if key in SKIPPED:
            continue
        if isinstance(child, pikepdf.Object) and child.is_indirect:
            if isinstance(child, pikepdf.Stream):
                found.roles.setdefault(child.objgen, key if key in LABELS or key not in {"/F", "/UF"} else above)
            continue
        _walk(found, child, key)


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
