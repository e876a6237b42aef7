"""Which words stand in an XML part: paragraphs joined over their runs, table rows, attributes, comments?

Any vocabulary can be read. Of Word's, Excel's and PowerPoint's it is known what makes a paragraph, a row and a change.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from lxml import etree

from dhr_cases.anonymisation.corners.between import words_between
from dhr_cases.anonymisation.corners.office_names import is_office, is_own_word, label_of
from dhr_cases.anonymisation.corners.plain import decoded
from dhr_cases.anonymisation.corners.reading import Gathering
from dhr_cases.anonymisation.corners.runs import PARAGRAPHS, ROWS, Block, joined_by_changes, nested_in, views
from dhr_cases.anonymisation.corners.web_names import is_drawing_or_page, is_made_up

SHORT = 90
"""Neighbouring lines up to this many characters are read together, as the lines of an address stand [D]."""
LINES_TOGETHER = 40
_ENTITIES = tuple("<!ENTITY".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_XML = re.compile(r"\A\s*(?:<!--.*?-->\s*)*<(?:\?xml\b|svg\b|!DOCTYPE\s+svg\b)", re.DOTALL)
_KIND = re.compile(r"<!DOCTYPE\s([^\[>]*(?:\[.*?\]\s*)?)>", re.DOTALL | re.IGNORECASE)
_SPACE = re.compile(r"\bxmlns(?::([^\s=]+))?\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-][\d:]+)?")  # when a program wrote the file: of no person
_HAS_WORDS = etree.XPath(
    "//text()[normalize-space()] or //comment() or //processing-instruction() or //*[local-name() = 'sym']"
)
_PROPERTIES = "officeDocument/2006/extended-properties}"
_OF_THE_PROGRAM = tuple(
    f"{_PROPERTIES}{name}" for name in ("Application", "AppVersion", "Template", "PresentationFormat")
)
_POSITIONS = "drawingml/2006/wordprocessingDrawing"
_FONT_TAGS = frozenset({"font", "lsdException", "cellStyle", "rFonts", "tableStyle"})


@dataclass(frozen=True)
class _Line:
    number: int
    text: str


@dataclass
class _Lines:
    """Short lines that stand together, until a long one or too many come."""

    gathering: Gathering
    where: str
    kept: list[_Line] = field(default_factory=list)

    def take(self, line: _Line) -> None:
        if len(line.text) > SHORT:
            self.put_down()
            self.gathering.add(f"{self.where}, paragraph {line.number}", line.text)
            return
        if len(self.kept) >= LINES_TOGETHER:
            self.put_down()
        if line.text.strip():
            self.kept.append(line)

    def put_down(self) -> None:
        if self.kept:
            first, last = self.kept[0].number, self.kept[-1].number
            place = f"paragraph {first}" if first == last else f"paragraphs {first} to {last}"
            self.gathering.add(f"{self.where}, {place}", "\n".join(line.text for line in self.kept))
            self.kept = []


def parsed(gathering: Gathering, content: bytes, where: str) -> etree._Element | None:
    """The root of an XML part. Entities are refused unread, and nothing is fetched; else the reason is put down."""
    if any(mark in content for mark in _ENTITIES):
        gathering.refuse(where, "It declares entities, which can hide words. Save the file again without them.")
        return None
    gathering.add(f"{where}, declarations", "\n".join(dict.fromkeys(_declared(content))), is_prose=False)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        gathering.refuse(where, "It is damaged and cannot be read. Save the file again and check the new one.")
        return None


def _declared(content: bytes) -> Iterator[str]:
    """The kind of document with its rules, and vocabularies that are not the format's: somebody named them."""
    text = decoded(content) or ""
    yield from _KIND.findall(text)
    for short, double, single in _SPACE.findall(text):
        space = double or single
        yield short if is_office(space) else f"{short} {space}"


def is_xml(content: bytes) -> bool:
    """True for text that says it is XML, or that is one drawing (SVG)."""
    return bool(_XML.match(decoded(content) or ""))


def read_xml_file(gathering: Gathering, content: bytes, _name: str) -> None:
    """Read a file of XML, such as a drawing or a feed."""
    read_xml(gathering, content, "file")


def read_xml(gathering: Gathering, content: bytes, where: str) -> None:
    """Read a whole XML part."""
    root = parsed(gathering, content, where)
    if root is not None:
        read_tree(gathering, root, where)


def read_tree(gathering: Gathering, root: etree._Element, where: str) -> None:
    """Read texts, attributes, comments and instructions of a tree."""
    if _HAS_WORDS(root):  # most parts are attributes only, and asking is quick
        read_blocks(gathering, blocks(root), where)
        gathering.add(f"{where}, between the elements", words_between(root))
        gathering.add(f"{where}, paragraphs joined by a change", "\n".join(joined_by_changes(root)), is_prose=False)
    read_attributes(gathering, root, where)
    outside = chain(root.itersiblings(preceding=True), root.itersiblings())
    gathering.add(f"{where}, outside the root", "\n".join(map(_words_of_note, outside)))
    gathering.add(f"{where}, instructions", "\n".join(map(_words_of_note, root.iter(etree.PI))))


def blocks(element: etree._Element) -> Iterator[Block]:
    """Paragraphs, rows and other texts, in order."""
    if element.tag in _READERS:
        yield from _READERS[element.tag](element)
    elif not isinstance(element.tag, str):
        yield _comment(element)
    elif _holds_text(element):
        yield from _loose_text(element)
    else:
        for child in element:
            yield from blocks(child)


def read_attributes(gathering: Gathering, root: etree._Element, where: str) -> None:
    """Put down attribute values: what people wrote under its name, everything else together."""
    spoken: dict[str, dict[str, None]] = {}
    others: dict[str, None] = {}
    for label, value in _attributes(root):
        if label:
            spoken.setdefault(label, {})[value] = None
        else:
            others[value] = None
    for label, values in spoken.items():
        gathering.add(f"{where}, {label}", "\n".join(values))
    gathering.add(f"{where}, attributes", "\n".join(others), is_prose=False)


def _attributes(root: etree._Element) -> Iterator[tuple[str, str]]:
    seen: set[tuple[str, str, str]] = set()
    tags: dict[str, tuple[str, str]] = {}
    for element in root.iter(etree.Element):
        full = element.tag
        if full not in tags:
            tags[full] = _split(full)
            yield from _own_tag(*tags[full])
        for name, value in element.items():
            if (full, name, value) not in seen:
                seen.add((full, name, value))
                yield from _attribute(*tags[full], name, value, element.get("TargetMode", ""))


def _own_tag(space: str, tag: str) -> Iterator[tuple[str, str]]:
    """The names of an element of no known vocabulary, or unknown in it: somebody made them up."""
    if not is_office(space):
        yield from (("", tag), ("", space))
    elif is_drawing_or_page(space) and is_made_up(tag):
        yield "", tag


def _attribute(space: str, tag: str, name: str, value: str, mode: str) -> Iterator[tuple[str, str]]:
    own_space, key = _split(name, space)
    if _is_made_up(own_space, key):
        yield "", key
    label = "" if _is_of_a_program(tag, mode) else label_of(tag, key, value)
    if not is_office(own_space):
        yield _named(label), value
    elif label or not is_own_word(tag, key, value):
        yield label, value


def _is_made_up(space: str, key: str) -> bool:
    return is_made_up(key) and (is_drawing_or_page(space) or not is_office(space))


def _named(label: str) -> str:
    return label or "attributes of its own"


def _is_of_a_program(tag: str, mode: str) -> bool:
    return tag in _FONT_TAGS or (tag == "Relationship" and mode != "External")


def _split(name: str, without: str = "") -> tuple[str, str]:
    """Name space and name; a name without a space of its own is in the one given."""
    space, _, local = name.rpartition("}")
    return space[1:] or without, local


def _holds_text(element: etree._Element) -> bool:
    return _is_said(element.text) or any(_is_said(child.tail) for child in element)


def _is_said(text: str | None) -> bool:
    return bool(text) and not str(text).isspace()


def _comment(element: etree._Element) -> Block:
    return Block(element.text or "", "comment in the code")


def _words_of_note(node: etree._Element) -> str:
    """The words of a comment, or of an instruction with its name."""
    return f"{getattr(node, 'target', '')} {node.text or ''}".strip()


def _loose_text(element: etree._Element) -> Iterator[Block]:
    if _POSITIONS not in element.tag:
        text = "".join(text for text in element.itertext() if isinstance(text, str))
        yield Block(text, is_prose=not element.tag.endswith(_OF_THE_PROGRAM))


def _paragraph(element: etree._Element) -> Iterator[Block]:
    yield from views(element)
    for inner in nested_in(element):
        yield from blocks(inner)


def _row(element: etree._Element) -> Iterator[Block]:
    cells = [list(_cell_paragraphs(cell)) for cell in element if isinstance(cell.tag, str)]
    shown = [[list(views(paragraph)) for paragraph in cell] for cell in cells]
    yield Block("\t".join(map(_cell_text, filter(None, shown))))
    yield from _other_views(shown)
    yield from _blocks_within(chain.from_iterable(cells))
    yield from _blocks_of_rows(element)


def _cell_text(cell: list[list[Block]]) -> str:
    return "\n".join(first[0].text for first in cell if first)


def _other_views(cells: list[list[list[Block]]]) -> Iterator[Block]:
    return (view for cell in cells for paragraph in cell for view in paragraph[1:])


def _blocks_within(paragraphs: Iterable[etree._Element]) -> Iterator[Block]:
    for paragraph in paragraphs:
        for inner in nested_in(paragraph):
            yield from blocks(inner)


def _blocks_of_rows(element: etree._Element) -> Iterator[Block]:
    for row in _inner_rows(element):
        yield from blocks(row)


_READERS: Mapping[str, Callable[[etree._Element], Iterator[Block]]] = {
    **dict.fromkeys(ROWS, _row),
    **dict.fromkeys(PARAGRAPHS, _paragraph),
}
"""How to read the elements whose meaning is known."""


def _cell_paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    if element.tag in PARAGRAPHS:
        yield element
    elif element.tag not in ROWS:
        for child in element:
            yield from _cell_paragraphs(child)


def _inner_rows(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag in ROWS:
            yield child
        elif child.tag not in PARAGRAPHS:
            yield from _inner_rows(child)


def read_blocks(gathering: Gathering, found: Iterable[Block], where: str) -> None:
    """Put texts down in their order, short neighbours together."""
    lines = _Lines(gathering, where)
    for number, block in enumerate(found, start=1):
        if block.note:
            gathering.add(f"{where}, paragraph {number}, {block.note}", block.text, is_prose=block.is_prose)
        elif _is_of_the_program(block):
            gathering.add(f"{where}, written by the program", block.text, is_prose=False)
        else:
            lines.take(_Line(number, block.text))
    lines.put_down()


def _is_of_the_program(block: Block) -> bool:
    return not block.is_prose or bool(_MOMENT.fullmatch(block.text.strip()))
