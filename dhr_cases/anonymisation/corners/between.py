"""Which words stand between the elements of an Office part, where no program shows any and no reader looks?"""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from dhr_cases.anonymisation.corners.runs import APART, PARAGRAPHS, ROWS, WORDLESS

_SAID = etree.XPath(".//text()[normalize-space()]")
_KNOWN = PARAGRAPHS | ROWS | APART


def words_between(root: etree._Element) -> str:
    """Every text within a paragraph or a row that belongs to none of their words, a line each."""
    return "\n".join(str(text) for text in _SAID(root) if _is_stray(text))


def _is_stray(text: Any) -> bool:
    holder = text.getparent()
    inside = holder.getparent() if text.is_tail else holder
    nearest = next((element for element in _upwards(inside) if element.tag in _KNOWN), None)
    if nearest is None or nearest.tag in APART:
        return False  # read as a loose text
    is_beside_cells = nearest.tag in ROWS
    return is_beside_cells or text.is_tail or _is_unread(inside, nearest)


def _is_unread(holder: etree._Element, paragraph: etree._Element) -> bool:
    """True for the text of an element whose own words no way of reading takes."""
    return holder is paragraph or holder.tag in WORDLESS


def _upwards(element: etree._Element) -> Iterator[etree._Element]:
    yield element
    yield from element.iterancestors()
