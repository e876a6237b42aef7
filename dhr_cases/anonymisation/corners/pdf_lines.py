"""Which words does a page of a PDF show in pieces, each put in its place by itself?"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

_Matrix = Sequence[float]
"""Six figures that turn, stretch and move what is drawn."""


@dataclass
class Lines:
    """Pieces of words by the line they stand on, gathered while a page is read."""

    pieces: dict[tuple[int, int], list[tuple[float, str]]] = field(default_factory=lambda: defaultdict(list))

    def take(self, text: str, page: _Matrix, words: _Matrix, _font: object, _size: float) -> None:
        """One piece with the matrices of its place, as pypdf tells them."""
        piece = text.strip("\n")
        if not piece:
            return
        across, up, left, low = _placed(page, words)
        angle = math.atan2(up, across)
        along = left * math.cos(angle) + low * math.sin(angle)
        height = low * math.cos(angle) - left * math.sin(angle)
        self.pieces[round(math.degrees(angle)), round(height)].append((along, piece))

    def joined(self) -> str:
        """Each line that stands there in several pieces, the pieces side by side in the order the eye reads them.

        Once with the spaces as told and once without those at the ends of pieces: pypdf adds some where it sees a gap.
        """
        several = [sorted(pieces, key=_along) for pieces in self.pieces.values() if len(pieces) > 1]
        told = ("".join(piece for _, piece in pieces) for pieces in several)
        bare = ("".join(piece.strip() for _, piece in pieces) for pieces in several)
        return "\n".join(dict.fromkeys((*told, *bare)))


def _along(piece: tuple[float, str]) -> float:
    return piece[0]


def _placed(page: _Matrix, words: _Matrix) -> tuple[float, float, float, float]:
    """In which direction a piece is written, and where it begins."""
    left = words[4] * page[0] + words[5] * page[2] + page[4]
    low = words[4] * page[1] + words[5] * page[3] + page[5]
    across = words[0] * page[0] + words[1] * page[2]
    return across, words[0] * page[1] + words[1] * page[3], left, low
