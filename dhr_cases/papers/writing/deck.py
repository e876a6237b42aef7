"""Of which parts is a slide deck made? Every statement bears its source; nothing here knows a file format.

A deck is said in the order in which it is shown. What is on a slide can be read aloud as it stands: a picture has its
words, a chart its table.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from dhr_cases.papers.writing.blocks import OPEN, Handling


@dataclass(frozen=True)
class Said:
    """One statement of a slide; ``source`` is where it stands, in short, "" where none is needed."""

    text: str
    source: str = ""

    @property
    def whole(self) -> str:
        """The statement with its source, as it stands on the slide."""
        return f"{self.text} [{self.source}]" if self.source else self.text


@dataclass(frozen=True)
class Points:
    """Statements, each a bullet; a single one may stand as running words."""

    said: tuple[Said, ...]


@dataclass(frozen=True)
class Steps:
    """Steps of a process in order, each with its name and a short line. ``alt`` says the whole in one sentence."""

    steps: tuple[tuple[str, str], ...]
    alt: str


@dataclass(frozen=True)
class Bars:
    """A bar chart of counts: a name and a whole number from 0 for each bar. ``alt`` says what it shows.

    ``unit`` follows each number where the chart is told in words; "" for none.
    """

    rows: tuple[tuple[str, int], ...]
    unit: str
    alt: str


@dataclass(frozen=True)
class Table:
    """A table with heads; a row is as long as the heads, and its first cell names it. ``alt`` says what it shows."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Said, ...], ...]
    alt: str
    shares: tuple[int, ...]
    """How wide the columns are in proportion to each other."""


@dataclass(frozen=True)
class Picture:
    """A square picture as PNG with its words, beside statements."""

    content: bytes
    alt: str
    beside: Points


Body: TypeAlias = Points | Steps | Bars | Table | Picture


class SlideKind(Enum):
    """What a slide is for; each has its own layout."""

    OPENING = "opening"
    SECTION = "section"
    CONTENT = "content"


@dataclass(frozen=True)
class Slide:
    """One slide as it is written, before it is known how many pages it takes.

    ``title`` is unlike every other title of the deck. ``notes`` are paragraphs for the speaker, with the source of
    every statement in full. An opening or a section has points without bullets below its title.
    """

    title: str
    body: Body
    notes: tuple[str, ...] = ()
    kind: SlideKind = SlideKind.CONTENT


@dataclass(frozen=True)
class Deck:
    """A whole deck. ``foot`` stands on every slide; a restricted deck bears its marking there too."""

    title: str
    subject: str
    foot: str
    slides: tuple[Slide, ...]
    handling: Handling = OPEN

    @property
    def foot_line(self) -> str:
        """The line at the foot of every slide."""
        return ". ".join(filter(None, (self.handling.line, self.foot.rstrip(".")))) + "."


def texts_of_slide(slide: Slide) -> Iterator[str]:
    """Every text a reader meets on the slide, in reading order, without the notes."""
    yield slide.title
    yield from _texts(slide.body)


def _texts(body: Body) -> Iterator[str]:
    match body:
        case Points(said=said):
            yield from (each.whole for each in said)
        case Steps(steps=steps):
            yield from map(": ".join, steps)
        case Bars(rows=rows, unit=unit):
            yield from (f"{name}: {count} {unit}".strip() for name, count in rows)
        case Table():
            yield from _texts_of_table(body)
        case Picture(alt=alt, beside=beside):
            yield alt
            yield from _texts(beside)


def _texts_of_table(table: Table) -> Iterator[str]:
    yield " | ".join(table.heads)
    yield from (" | ".join(cell.whole for cell in row) for row in table.rows)


def text_of_deck(deck: Deck) -> str:
    """The deck as plain text: each slide with its number, title, words and notes."""
    return "\n".join(line for number, slide in enumerate(deck.slides, 1) for line in _lines(number, slide))


def _lines(number: int, slide: Slide) -> Iterator[str]:
    title, *texts = texts_of_slide(slide)
    yield f"{number}. {title}"
    yield from (f"   {text}" for text in texts)
    yield from (f"   Notes: {note}" for note in slide.notes)
