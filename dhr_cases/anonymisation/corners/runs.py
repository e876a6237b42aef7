"""How does a paragraph read once its runs are joined: as it stands, without the changes, without hidden words?

A name may be split over runs, over an insertion and a deletion, or by hidden letters. Each way of reading is a view.
"""

import re
from collections.abc import Callable, Iterator, Mapping
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
APART = _tags(_WORD, "drawing pict object") | {_FALLBACK}
"""What stands in a paragraph without being part of its words."""
_FIELDS = _tags(_DRAWING, "fld")
_WORDS = _tags(_WORD, "t delText instrText delInstrText") | _tags(_DRAWING, "t") | _tags(_SHEET, "t")
"""Elements that hold words and nothing else."""
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
WORDLESS = frozenset(_SIGNS) | _SYMBOLS
"""Elements that stand for one sign each and hold no words."""
_OFF = frozenset({"0", "false", "off", "none"})
_CODE_OF_SIGN = re.compile(r"[0-9A-Fa-f]{1,4}")


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

    @property
    def is_said(self) -> bool:
        return not (self.is_code or self.state.is_counted)


@dataclass(frozen=True)
class _Way:
    note: str
    takes: Callable[[_Piece], bool]


_WAYS = (
    _Way("", lambda piece: piece.is_said and not piece.state.is_deleted),
    _Way("before the changes", lambda piece: piece.is_said and not piece.state.is_inserted),
    _Way("deleted words", lambda piece: piece.is_said and piece.state.is_deleted),
    _Way("with every change", lambda piece: piece.is_said),
    _Way("without hidden words", lambda piece: piece.is_said and not (piece.state.is_hidden or piece.state.is_deleted)),
    _Way("hidden words", lambda piece: piece.is_said and piece.state.is_hidden),
    _Way("code of a field", lambda piece: piece.is_code),
)


def views(paragraph: etree._Element) -> Iterator[Block]:
    """Every different way to read a paragraph. The first is the text with changes accepted and hidden words shown."""
    pieces = list(_pieces(paragraph, _State()))
    yield from _different(pieces)
    counted = "".join(piece.text for piece in pieces if piece.state.is_counted)
    if counted:
        yield Block(counted, "number or date of a field", is_prose=False)


def _different(pieces: list[_Piece]) -> Iterator[Block]:
    seen: set[str] = set()
    for way in _WAYS:
        text = "".join(piece.text for piece in filter(way.takes, pieces))
        if not way.note or _is_new(text, seen):
            seen.add(text)
            yield Block(text, way.note)


def _is_new(text: str, seen: set[str]) -> bool:
    return bool(text.strip()) and text not in seen


def joined_by_changes(root: etree._Element) -> Iterator[str]:
    """Every two paragraphs that a tracked change of the mark between them makes, or made, into one."""
    for mark in root.iter(*_DELETED, *_INSERTED):
        first = next(mark.iterancestors(*PARAGRAPHS), None)
        following = None if first is None or not _is_of_a_mark(mark) else first.getnext()
        if first is not None and following is not None and following.tag in PARAGRAPHS:
            yield next(views(first)).text + next(views(following)).text


def _is_of_a_mark(change: etree._Element) -> bool:
    holder = change.getparent()
    return holder is not None and holder.tag in _PROPERTIES


def nested_in(element: etree._Element) -> Iterator[etree._Element]:
    """What stands inside a paragraph but apart from its words: text boxes, pictures, phonetic guides."""
    for child in element:
        if _is_apart(child):
            yield child
        else:
            yield from nested_in(child)


def _is_apart(element: etree._Element) -> bool:
    return element.tag in APART or element.tag in PARAGRAPHS or not isinstance(element.tag, str)


def _pieces(element: etree._Element, state: _State) -> Iterator[_Piece]:
    for child in element:
        if not _is_apart(child):
            yield from _own_piece(child, state)
            yield from _pieces(child, _within(child, state))


def _own_piece(element: etree._Element, state: _State) -> Iterator[_Piece]:
    tag = element.tag
    if tag in _SIGNS:
        yield _Piece(_SIGNS[tag], state)
    elif tag in _SYMBOLS:
        yield _Piece(_symbol(element), state)
    elif text := _own_text(element):
        yield _Piece(text, state, tag in _CODES)


def _own_text(element: etree._Element) -> str:
    """What an element says, over a comment or an unknown mark in the midst of its words."""
    if not len(element) or element.tag not in _WORDS:
        return element.text or ""
    return "".join([element.text or "", *(child.tail or "" for child in element)])


def _within(element: etree._Element, state: _State) -> _State:
    tag = element.tag
    if tag in _DELETED:
        return replace(state, is_deleted=True)
    if tag in _INSERTED:
        return replace(state, is_inserted=True)
    if _is_counted(element):
        return replace(state, is_counted=True)
    if _is_hidden(element):
        return replace(state, is_hidden=True)
    return state


def _is_counted(element: etree._Element) -> bool:
    return element.tag in _FIELDS and element.get("type", "").startswith(("slidenum", "datetime"))


def _is_hidden(element: etree._Element) -> bool:
    return element.tag in _RUNS and any(map(_hides, _marks(element)))


def _marks(run: etree._Element) -> Iterator[etree._Element]:
    return (mark for child in run if child.tag in _PROPERTIES for mark in child)


def _hides(mark: etree._Element) -> bool:
    return mark.tag in _HIDING and not set(mark.attrib.values()) & _OFF


def _symbol(element: etree._Element) -> str:
    """The letter of a code of four figures; empty for what stands for no letter."""
    code = next((value for name, value in element.items() if name.endswith("}char")), "")
    number = int(code, 16) if _CODE_OF_SIGN.fullmatch(code) else 0
    if not number or 0xD800 <= number < 0xE000:
        return ""
    return chr(number - 0xF000 if number >= 0xF000 else number)  # symbol fonts count from F000
