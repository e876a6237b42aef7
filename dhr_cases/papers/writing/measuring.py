"""How much room do words take on a slide? Measured from the widths of the letters, so that nothing ever overflows.

All lengths are in points. The widths are those of Arial, in thousandths of the size of the letters; a font that is
not known is taken to be wider. What is not listed is taken to be as wide as it is high.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

LINE = 1.2
"""Height of a line in sizes of its letters."""
UNKNOWN_FONT = 1.22
"""How much wider a font may be than Arial: Verdana, the widest in common use, with room to spare [D]."""
ELLIPSIS = "…"

_REGULAR: Mapping[int, str] = {
    191: "'", 222: "ijl‘’", 260: "|", 278: " !,./:;I[\\]ft\u00a0", 333: "()-`r“”", 334: "{}", 350: "•", 355: '"',
    389: "*", 400: "°", 469: "^", 500: "Jcksvxyz", 556: "#$0123456789?L_abdeghnopqu–€£", 584: "+<=>~±", 611: "FTZß",
    667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%æ", 944: "W", 1000: "—…Æ", 1015: "@",
}  # fmt: skip  # widths and the letters that have them
_BOLD: Mapping[int, str] = {
    238: "'", 278: " ,./I\\ijl‘’\u00a0", 280: "|", 333: "!()-:;[]`ft", 350: "•", 389: "*r{}", 400: "°", 474: '"',
    500: "z“”", 556: "#$0123456789J_aceksvxy–€£", 584: "+<=>^~±", 611: "?FLTZbdghnopquß", 667: "EPSVXY",
    722: "&ABCDHKNRU", 778: "GOQw", 833: "M", 889: "%mæ", 944: "W", 975: "@", 1000: "—…Æ",
}  # fmt: skip  # as above
_WIDEST = 1120
_WIDTHS: Mapping[bool, Mapping[str, int]] = {
    is_bold: {letter: width for width, letters in table.items() for letter in letters}
    for is_bold, table in ((False, _REGULAR), (True, _BOLD))
}


@dataclass(frozen=True)
class Type:
    """How letters are set: their size, whether bold, and how much wider than Arial."""

    size: float
    is_bold: bool = False
    stretch: float = 1.0

    def width(self, text: str) -> float:
        """How long the text is on one line."""
        return sum(_letter(letter, self.is_bold) for letter in text) * self.size * self.stretch / 1000

    def lines(self, text: str, width: float) -> tuple[str, ...]:
        """The lines into which the text breaks; () for no text. A word longer than a line is broken."""
        return tuple(line for paragraph in text.splitlines() for line in self._wrapped(paragraph, width))

    def height(self, text: str, width: float) -> float:
        """How high the text stands in a column."""
        return len(self.lines(text, width)) * self.size * LINE

    def _wrapped(self, text: str, width: float) -> Iterator[str]:
        line = ""
        for word in self._words(text, width):
            longer = f"{line} {word}".strip()
            if line and self.width(longer) > width:
                yield line
                line = word
            else:
                line = longer
        if line:
            yield line

    def _words(self, text: str, width: float) -> Iterator[str]:
        """The words of the text; one that fits no line comes in pieces."""
        for word in text.split():
            rest = word
            while self.width(rest) > width and len(rest) > 1:
                piece = self._longest(rest, width)
                yield piece
                rest = rest[len(piece) :]
            yield rest

    def _longest(self, word: str, width: float) -> str:
        fitting = (place for place in range(len(word) - 1, 1, -1) if self.width(word[:place]) <= width)
        return word[: next(fitting, 1)]


@cache
def _letter(letter: str, is_bold: bool) -> int:
    """The width of a letter; an accent adds none."""
    widths = _WIDTHS[is_bold]
    if letter in widths:
        return widths[letter]
    return widths.get(unicodedata.normalize("NFD", letter)[0], 0 if unicodedata.combining(letter) else _WIDEST)


def shortened(text: str, kind: Type, width: float, most_lines: int) -> str:
    """The text, or as many of its first words as stand in so many lines with dots behind them."""
    if len(kind.lines(text, width)) <= most_lines:
        return text
    words = text.split()
    fitting = (" ".join(words[:count]).rstrip(",.;:") + ELLIPSIS for count in range(len(words) - 1, 0, -1))
    found = next((part for part in fitting if len(kind.lines(part, width)) <= most_lines), "")
    return found or kind.lines(text, width)[0][:-2] + ELLIPSIS
