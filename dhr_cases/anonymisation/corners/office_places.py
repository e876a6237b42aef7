"""What is a part of an Office file called on the screen: body, header, slide 3 (hidden), notes of slide 3?"""

import re
from collections.abc import Iterator, Mapping
from posixpath import basename, dirname, normpath

from lxml import etree

_PLACES = (
    (r"(.*)_rels/(.*)\.rels", r"links of \2"),
    (r"word/document\.xml", "body"),
    (r"word/header(\d*)\.xml", r"header \1"),
    (r"word/footer(\d*)\.xml", r"footer \1"),
    (r"word/footnotes\.xml", "footnotes"),
    (r"word/endnotes\.xml", "endnotes"),
    (r"word/comments\w*\.xml", "comments"),
    (r"word/people\.xml", "people who commented"),
    (r"word/settings\.xml", "settings"),
    (r"word/glossary/(.*)\.xml", r"building blocks (\1)"),
    (r"docProps/core\.xml", "document properties"),
    (r"docProps/app\.xml", "document properties of the program"),
    (r"docProps/custom\.xml", "document properties of your own"),
    (r"docProps/thumbnail.*", "preview picture"),
    (r"customXml/(.*)\.xml", r"data kept in the file (\1)"),
    (r"(?:word|xl|ppt)/embeddings/(.*)", r"embedded file \1"),
    (r"(?:word|xl|ppt)/media/(.*)", r"picture \1"),
    (r"(?:word|xl|ppt)/charts/(.*)\.xml", r"chart (\1)"),
    (r"(?:word|xl|ppt)/diagrams/(.*)\.xml", r"diagram (\1)"),
    (r"(?:word|xl|ppt)/theme/(.*)\.xml", r"design (\1)"),
    (r"xl/workbook\.xml", "workbook: names of sheets and ranges"),
    (r"xl/comments(\d*)\.xml", r"comments \1"),
    (r"xl/threadedComments/(.*)\.xml", r"comments (\1)"),
    (r"(?:xl|ppt)/persons?/.*", "people who commented"),
    (r"xl/pivotCache/(.*)\.xml", r"stored values of a pivot table (\1)"),
    (r"xl/pivotTables/(.*)\.xml", r"pivot table (\1)"),
    (r"xl/externalLinks/(.*)\.xml", r"stored values of a linked workbook (\1)"),
    (r"xl/tables/(.*)\.xml", r"table (\1)"),
    (r"xl/connections\.xml", "connections to other data"),
    (r"xl/queryTables/(.*)\.xml", r"query (\1)"),
    (r"xl/printerSettings/(.*)", r"printer settings (\1)"),
    (r"xl/drawings/(.*)\.(?:xml|vml)", r"drawing (\1)"),
    (r"ppt/notesSlides/notesSlide(\d+)\.xml", r"notes (\1)"),
    (r"ppt/slideMasters/(.*)\.xml", r"master (\1)"),
    (r"ppt/slideLayouts/(.*)\.xml", r"layout (\1)"),
    (r"ppt/notesMasters/(.*)\.xml", r"notes master (\1)"),
    (r"ppt/comments?/(.*)\.xml", r"comments (\1)"),
    (r"ppt/(?:commentAuthors|authors)\.xml", "people who commented"),
    (r"ppt/presentation\.xml", "presentation"),
)
"""Pattern of a part's name, and what it is called. A part that matches none is called by its own name."""
_COMPILED = tuple((re.compile(pattern), called) for pattern, called in _PLACES)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def place_of(name: str) -> str:
    """What to call a part."""
    for pattern, called in _COMPILED:
        found = pattern.fullmatch(name)
        if found:
            return found.expand(called).strip()
    return name


def links_of(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """The parts a part points to, by the identifier of the link. Damaged links are empty here; reading them refuses."""
    root = root_of(parts.get(f"{dirname(name)}/_rels/{basename(name)}.rels", b""))
    if root is None:
        return {}
    return {link.get("Id", ""): _target(name, link.get("Target", "")) for link in root.iterchildren("{*}*")}


def slide_places(parts: Mapping[str, bytes]) -> dict[str, str]:
    """What to call slides and their notes: by their order when shown, saying which are hidden."""
    places: dict[str, str] = {}
    for number, slide in enumerate(_slides(parts), start=1):
        hidden = " (hidden)" if _is_hidden(parts.get(slide, b"")) else ""
        places[slide] = f"slide {number}{hidden}"
        for target in links_of(parts, slide).values():
            if "/notesSlides/" in target:
                places[target] = f"notes of slide {number}{hidden}"
    return places


def _is_hidden(slide: bytes) -> bool:
    root = root_of(slide)
    return root is not None and root.get("show") in {"0", "false"}


def _slides(parts: Mapping[str, bytes]) -> Iterator[str]:
    name = "ppt/presentation.xml"
    root = root_of(parts.get(name, b""))
    links = links_of(parts, name)
    if root is not None:
        yield from (links[node.get(_RELATION, "")] for node in root.iter("{*}sldId") if node.get(_RELATION) in links)


def _target(name: str, target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else normpath(f"{dirname(name)}/{target}")


def root_of(content: bytes) -> etree._Element | None:
    """The root of a part; none when it is damaged or declares entities, which reading it says."""
    if not content or b"<!ENTITY" in content:
        return None
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return None
