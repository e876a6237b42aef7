"""How much room does each column of a table need, so that words stay whole and long texts stay readable?

Lengths are in points; the widths of letters are measured, with a little to spare for another font.
"""

from collections.abc import Iterable, Sequence
from heapq import nlargest

from dhr_cases.papers.writing.blocks import Facts, Grid
from dhr_cases.papers.writing.measuring import Type

BETWEEN = 11.0
"""What the borders of a cell and the room beside them take."""

NARROW, ROOMY = 8.0, 30.0
"""How wide a column of longer texts is at least, and how wide it asks to be, in sizes of its letters."""

OF_LETTERS = 9
"""Among so many cells with the most letters the widest is looked for."""

SPARE = 1.05
"""How much wider than Arial the letters of a paper may be."""


def words_across(table: Grid | Facts, size: float) -> float:
    """How wide the table is when the longest words of all columns just fit beside each other."""
    return sum(_word(column, size) + BETWEEN for column in _columns(table))


def least_across(table: Grid | Facts, size: float) -> float:
    """How wide the table is at least, so that no column of longer texts becomes a ribbon of single words."""
    return sum(_within(column, size, NARROW) + BETWEEN for column in _columns(table))


def shares(table: Grid | Facts, size: float, width: float) -> tuple[float, ...]:
    """The part of the width that each column takes; together 1.

    Each has room for its longest word, and more of the rest the longer its texts are; one that is left open for
    writing takes as much as any. Where not even the longest words fit, they say how the width is parted.
    """
    columns = _columns(table)
    least = [_word(column, size) + BETWEEN for column in columns]
    wanted = [ROOMY * size if _is_open(column) else _within(column, size, ROOMY) for column in columns]
    more = [max(wish + BETWEEN - need, 0) for wish, need in zip(wanted, least, strict=True)]
    rest = max(width - sum(least), 0)
    wide = [need + rest * wish / (sum(more) or 1) for need, wish in zip(least, more, strict=True)]
    return tuple(part / sum(wide) for part in wide)


def _columns(table: Grid | Facts) -> list[tuple[str, ...]]:
    return list(zip(*_rows_of(table), strict=True))


def _rows_of(table: Grid | Facts) -> Iterable[Sequence[str]]:
    if isinstance(table, Facts):
        return table.rows or (("", ""),)
    return filter(None, (table.heads, *table.rows, table.last_row))


def _is_open(column: Sequence[str]) -> bool:
    """True for a column in which nothing stands below the head."""
    return len(column) > 1 and not any(column[1:])


def _within(column: Sequence[str], size: float, most: float) -> float:
    """As wide as its longest cell where that is no more than ``most``, and never less than its longest word."""
    longest = max(_width(cell, size) for cell in nlargest(OF_LETTERS, column, key=len))
    return max(min(longest, most * size), _word(column, size))


def _word(column: Iterable[str], size: float) -> float:
    return max((_width(word, size) for word in {word for cell in column for word in cell.split()}), default=0)


def _width(text: str, size: float) -> float:
    return Type(size, is_bold=True, stretch=SPARE).width(text)
