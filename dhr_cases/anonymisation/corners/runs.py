"""How does a paragraph read once its runs are joined: as it stands, without the changes, without hidden words?

A name may be split over runs, over an insertion and a deletion, or by hidden letters. Each way of reading is a view.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

_TRANSITIONAL, _STRICT = "http://schemas.openxmlformats.org", "http://purl.oclc.org/ooxml"
_WORD = (f"{_TRANSITIONAL}/wordprocessingml/2006/main", f"{_STRICT}/wordprocessingml/main")
_DRAWING = (f"{_TRANSITIONAL}/drawingml/2006/main", f"{_STRICT}/drawingml/main")
_SHEET = (f"{_TRANSITIONAL}/spreadsheetml/2006/main", f"{_STRICT}/spreadsheetml/main")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _tags(spaces: tuple[str, ...], names: str) -> frozenset[str]:
    return frozenset(f"{{{space}}}{name}" for space in spaces for name in names.split())


PARAGRAPHS = _tags(_WORD, "p") | _tags(_DRAWING, "p") | _tags(_SHEET, "si is text rPh")
"""Elements whose runs make one text."""
ROWS = _tags(_WORD, "tr") | _tags(_DRAWING, "tr")
"""Elements whose paragraphs stand side by side."""
_APART = _tags(_WORD, "drawing pict object") | {_FALLBACK}
"""What stands in a paragraph without being part of its words."""
_FIELDS = _tags(_DRAWING, "fld")
_CODES = _tags(_WORD, "instrText delInstrText")
_DELETED, _INSERTED = _tags(_WORD, "del moveFrom"), _tags(_WORD, "ins moveTo")
_RUNS, _PROPERTIES = _tags(_WORD, "r"), _tags(_WORD, "rPr")
_HIDING = _tags(_WORD, "vanish webHidden specVanish")
_SYMBOLS = _tags(_WORD, "sym")
_SIGNS: Mapping[str, str] = {
    **dict.fromkeys(_tags(_WORD, "tab ptab"), "\t"),
    **dict.fromkeys(_tags(_WORD, "br cr") | _tags(_DRAWING, "br"), "\n"),
    **dict.fromkeys(_tags(_WORD, "noBreakHyphen"), "-"),
}
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True)
class Block:
    """Words that stand together; the note says which way of reading this is, empty for the words as they stand."""

    text: str
    note: str = ""
    is_prose: bool = True


@dataclass(frozen=True)
class _State:
    is_deleted: bool = False
    is_inserted: bool = False
    is_hidden: bool = False
    is_counted: bool = False


@dataclass(frozen=True)
class _Piece:
    text: str
    state: _State
    is_code: bool = False


def views(paragraph: etree._Element) -> Iterator[Block]:
    """Every different way to read a paragraph. The first is the text with changes accepted and hidden words shown."""
    pieces = list(_pieces(paragraph, _State()))
    said = [piece for piece in pieces if not piece.is_code and not piece.state.is_counted]
    ways = (
        ("", [piece for piece in said if not piece.state.is_deleted]),
        ("before the changes", [piece for piece in said if not piece.state.is_inserted]),
        ("deleted words", [piece for piece in said if piece.state.is_deleted]),
        ("with every change", said),
        ("without hidden words", [p for p in said if not p.state.is_hidden and not p.state.is_deleted]),
        ("hidden words", [piece for piece in said if piece.state.is_hidden]),
        ("code of a field", [piece for piece in pieces if piece.is_code]),
    )
    seen: set[str] = set()
    for note, chosen in ways:
        text = "".join(piece.text for piece in chosen)
        if not note or (text.strip() and text not in seen):
            seen.add(text)
            yield Block(text, note)
    counted = "".join(piece.text for piece in pieces if piece.state.is_counted)
    if counted:
        yield Block(counted, "number or date of a field", is_prose=False)


def nested_in(element: etree._Element) -> Iterator[etree._Element]:
    """What stands inside a paragraph but apart from its words: text boxes, pictures, phonetic guides."""
    for child in element:
        if child.tag in _APART or child.tag in PARAGRAPHS or not isinstance(child.tag, str):
            yield child
        else:
            yield from nested_in(child)


def _pieces(element: etree._Element, state: _State) -> Iterator[_Piece]:
    for child in element:
        tag = child.tag
        if tag in _APART or tag in PARAGRAPHS or not isinstance(tag, str):
            continue
        if tag in _SIGNS:
            yield _Piece(_SIGNS[tag], state)
        elif tag in _SYMBOLS:
            yield _Piece(_symbol(child), state)
        else:
            if child.text:
                yield _Piece(child.text, state, tag in _CODES)
            yield from _pieces(child, _within(child, state))


def _within(element: etree._Element, state: _State) -> _State:
    tag = element.tag
    if tag in _DELETED:
        return replace(state, is_deleted=True)
    if tag in _INSERTED:
        return replace(state, is_inserted=True)
    if tag in _FIELDS and element.get("type", "").startswith(("slidenum", "datetime")):
        return replace(state, is_counted=True)
    if tag in _RUNS and _is_hidden(element):
        return replace(state, is_hidden=True)
    return state


def _is_hidden(run: etree._Element) -> bool:
    marks = (mark for child in run if child.tag in _PROPERTIES for mark in child if mark.tag in _HIDING)
    return any(not (set(mark.attrib.values()) & _OFF) for mark in marks)


def _symbol(element: etree._Element) -> str:
    code = next((value for name, value in element.items() if name.endswith("}char")), "")
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number - 0xF000 if number >= 0xF000 else number)  # symbol fonts count from F000
