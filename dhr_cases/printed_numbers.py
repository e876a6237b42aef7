"""In which order does a person expect the numbers an author printed? "R2" before "R10", "9.1" before "10.1.1.1".

Numbers are kept as printed: they repeat (one review prints "1" for each agency), run four levels deep and
carry letters. They are never a key. Source: published reviews of nine areas [V].
"""

import re

_PIECE = re.compile(r"\d+|[^\W\d_]+")

Piece = tuple[int, int, str]
"""A figure as (0, figure, "") or letters as (1, 0, letters), so that the two can be compared."""


def natural_key(printed: str) -> tuple[bool, tuple[Piece, ...]]:
    """A sort key: figures by value, letters whatever their case, separators ignored; an empty number comes last."""
    pieces = _PIECE.findall(printed.casefold())
    return not pieces, tuple(_piece(each) for each in pieces)


def _piece(text: str) -> Piece:
    return (0, int(text), "") if text.isdecimal() else (1, 0, text)
