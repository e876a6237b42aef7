"""Which blocks, rows, cells and words do the elements of a Word file hold? Imports no Django.

Tracked insertions are read as text and tracked deletions are not, as if every change were accepted.
"""

from collections.abc import Iterator
from itertools import chain

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The second form of a drawing, for old programs: its words would be read twice."""
_SKIPPED = frozenset({qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"), qn("w:instrText"), qn("w:delText"), FALLBACK})
_WORDS = frozenset({qn("w:t"), qn("m:t")})
_SIGNS = {qn("w:tab"): " ", qn("w:ptab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
FOOTNOTE, ENDNOTE = "note", "endnote"
"""What stands before the number of a note, in the text and beside the note: both kinds are counted from 1."""
_NOTES = {qn("w:footnoteReference"): FOOTNOTE, qn("w:endnoteReference"): ENDNOTE}
_AROUND = frozenset({
    qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml"), qn("w:smartTag"),
})  # fmt: skip  # elements that only stand around others
MOST_COLUMNS = 63
"""As many columns as Word gives a table."""


def blocks(element: Element) -> Iterator[Element]:
    """Paragraphs and tables of a body or cell, also those inside content controls and tracked changes."""
    for child in element:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in _AROUND:
            yield from blocks(child)


def rows_of(table: Element) -> Iterator[Element]:
    """Rows of a table but those that were taken out."""
    for child in table:
        if child.tag == qn("w:tr") and child.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
            yield child
        elif child.tag in _AROUND:
            yield from rows_of(child)


def cells_of(row: Element) -> Iterator[Element]:
    """Cells of a row."""
    for child in row:
        if child.tag == qn("w:tc"):
            yield child
        elif child.tag in _AROUND:
            yield from cells_of(child)


def span_of(cell: Element) -> int:
    """How many columns a cell covers; a number that no table has counts as one."""
    return _columns(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), otherwise=1)


def _columns(setting: Element | None, otherwise: int) -> int:
    """The number of columns that a setting names; another where it names none, or more than Word has."""
    value = value_of(setting)
    return int(value) if value.isdecimal() and 0 < int(value) <= MOST_COLUMNS else otherwise


def grid_of(table: Element) -> Iterator[tuple[str | None, ...]]:
    """The cells of each row, one paragraph a line: None for one without words that goes on from the row above.

    A cell that covers several columns has its words in the first of them and "" in the others; "" stands too where a
    row begins further to the right.
    """
    for row in rows_of(table):
        yield (*[""] * _left_out(row), *chain.from_iterable(map(_texts_of, cells_of(row))))


def _left_out(row: Element) -> int:
    """How many columns stand free before the first cell of a row."""
    return _columns(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), otherwise=0)


def _texts_of(cell: Element) -> Iterator[str | None]:
    words = "\n".join(_lines_of(cell))
    yield None if _goes_on(cell) and not words else words
    yield from ("" for _ in range(span_of(cell) - 1))


def _goes_on(cell: Element) -> bool:
    """True for a cell merged with the one above it."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val")) != "restart"


def _lines_of(cell: Element) -> Iterator[str]:
    """Each line of a cell, those of a table inside it as well."""
    for block in blocks(cell):
        if block.tag == qn("w:tbl"):
            yield from chain.from_iterable(_lines_of(inner) for row in rows_of(block) for inner in cells_of(row))
        else:
            yield from filter(None, (" ".join(line.split()) for line in words_of(block).split("\n")))


def cell_text(cell: Element) -> str:
    """All words of a cell in one line, those of a table inside it as well."""
    texts = []
    for block in blocks(cell):
        if block.tag == qn("w:p"):
            texts.append(words_of(block))
        else:
            texts += [cell_text(inner) for row in rows_of(block) for inner in cells_of(row)]
    return " ".join(" ".join(texts).split())


def words_of(element: Element) -> str:
    """The words of a paragraph as they would be read with every tracked change accepted."""
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED:
            continue
        own = _own_words(child)
        if own is None:
            yield from _pieces(child)
        else:
            yield own


def _own_words(element: Element) -> str | None:
    """What an element says itself; None for one that only stands around others."""
    if element.tag in _WORDS:
        return element.text or ""
    if element.tag in _NOTES:
        return f" [{_NOTES[element.tag]} {element.get(qn('w:id'))}]"
    return _SIGNS.get(element.tag)


def value_of(element: Element | None) -> str:
    """The value of a setting, "" where the setting or its value is not there."""
    return (element.get(qn("w:val")) or "") if element is not None else ""
