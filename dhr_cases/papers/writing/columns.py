"""How much of a table's width does each column need, so that words stay whole and long texts have room?"""

from collections.abc import Iterable, Sequence

from dhr_cases.papers.writing.blocks import Facts, Grid

UPRIGHT, WIDE = 76, 135
"""How many letters stand beside each other in a table on an upright page and on one that lies on its side."""

ROOMY = 60
"""How many letters a cell at most asks for; so much has a column that is left open for writing as well."""

BETWEEN = 2
"""The room between two columns, in letters."""


BORDERS = 2
"""What the lines between the columns of a Word table take besides, in letters."""


def letters_across(grid: Grid) -> int:
    """How many letters the longest words of all columns take beside each other."""
    return sum(map(_least, _columns(_rows_of(grid))))


def shares(table: Grid | Facts, letters: int) -> tuple[float, ...]:
    """The part of the width that each column takes where so many letters stand beside each other; together 1.

    Each has room for its longest word, and more of the rest the longer its texts are. Where not even the longest words
    fit, they say how the width is parted.
    """
    columns = _columns(_rows_of(table))
    least = [_least(column) + BORDERS for column in columns]
    more = [max(_wanted(column) - need, 0) for column, need in zip(columns, least, strict=True)]
    rest = max(letters - sum(least), 0)
    wide = [need + rest * extra / (sum(more) or 1) for need, extra in zip(least, more, strict=True)]
    return tuple(width / sum(wide) for width in wide)


def _rows_of(table: Grid | Facts) -> Iterable[Sequence[str]]:
    if isinstance(table, Facts):
        return table.rows or (("", ""),)
    return filter(None, (table.heads, *table.rows, table.last_row))


def _columns(rows: Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    return list(zip(*rows, strict=True))


def _least(column: Iterable[str]) -> int:
    return max((len(word) for cell in column for word in cell.split()), default=0) + BETWEEN


def _wanted(column: Sequence[str]) -> int:
    """As many letters as its longest cell, within reason; a column to be filled in wants as much as any."""
    is_open = len(column) > 1 and not any(column[1:])
    return ROOMY if is_open else min(max(map(len, column)) + BETWEEN, ROOMY)
