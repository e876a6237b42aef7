"""Of which parts is a written paper made? The same parts become a Word file and a PDF, so both say the same.

Nothing here knows a file format. Text is plain; money stands in it already in words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

LANGUAGE = "en-GB"

DEEPEST = 3
"""How many levels of headings stand below the title."""


@dataclass(frozen=True)
class Heading:
    """The heading of a section: ``level`` 1 stands one below the title, 3 is the deepest."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``number`` is that of a committee paper, for example 2.1."""

    text: str
    number: str = ""


@dataclass(frozen=True)
class Lines:
    """Lines that stay together, such as an address."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Pairs of a name and what is known, as at the head of a committee paper."""

    caption: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Grid:
    """A table with its caption and column heads. The first cell of a row names the row.

    ``figures`` are the places of columns that hold amounts; ``last_row`` stands out, as a total does.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()
    last_row: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contents:
    """The place where the headings down to a level are listed, each leading to its own."""

    caption: str = "Contents"
    deepest: int = 1


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a new page."""


Block: TypeAlias = Heading | Paragraph | Lines | Bullets | Facts | Grid | Contents | PageBreak


@dataclass(frozen=True)
class Handling:
    """How a restricted paper is marked: the marking, to whom this copy goes, and its number ("" for none)."""

    marking: str = ""
    recipient: str = ""
    copy_number: str = ""

    @property
    def line(self) -> str:
        """The line at the head of every page; "" for a paper that bears no marking."""
        if not self.marking:
            return ""
        parts = (
            self.marking,
            f"For {self.recipient}" if self.recipient else "",
            f"Copy {self.copy_number}" if self.copy_number else "",
        )
        return ". ".join(filter(None, parts))


OPEN = Handling()
"""The handling of a paper that everybody may have."""


@dataclass(frozen=True)
class Paper:
    """A whole paper. ``foot`` stands on every page, and so does the line of ``handling`` at its head.

    ``is_one_page`` asks for small print, ``is_wide`` for pages that lie on their side.
    """

    title: str
    subject: str
    foot: str
    blocks: tuple[Block, ...]
    is_one_page: bool = False
    is_wide: bool = False
    handling: Handling = OPEN

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Its headings in order."""
        return tuple(block for block in self.blocks if isinstance(block, Heading))


def texts_of(paper: Paper) -> Iterator[str]:
    """Every text of a paper in reading order: the marking first where there is one, the foot last."""
    if paper.handling.line:
        yield paper.handling.line
    yield paper.title
    for block in paper.blocks:
        yield from _texts(block)
    yield paper.foot


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text):
            yield text
        case Paragraph(text=text, number=number):
            yield f"{number} {text}".strip()
        case Lines(texts=texts) | Bullets(items=texts):
            yield from texts
        case Contents(caption=caption):
            yield caption
        case Facts(caption=caption, rows=rows):
            yield caption
            yield from map(": ".join, rows)
        case Grid():
            yield block.caption
            yield from map(" | ".join, filter(None, (block.heads, *block.rows, block.last_row)))
