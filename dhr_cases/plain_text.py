"""Of which parts is the text of a section made: paragraphs, subheadings, bullets, tables? Imports no Django.

The format [D]: a blank line between paragraphs; "## " begins a subheading, "- " a bullet; lines "| a | b |" are a
table whose first line heads it. A line that begins with a printed number ("5.2 ", "(a) ") begins a paragraph of its
own. Nothing that was typed is left out: what is of no other form is a paragraph.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias


@dataclass(frozen=True)
class Paragraph:
    """Running text; line breaks inside it have become spaces."""

    kind: ClassVar[str] = "paragraph"
    text: str


@dataclass(frozen=True)
class Subheading:
    """A heading inside the section."""

    kind: ClassVar[str] = "subheading"
    text: str


@dataclass(frozen=True)
class Bullets:
    """A list; one item a line."""

    kind: ClassVar[str] = "bullets"
    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table; every row has as many cells as there are heads."""

    kind: ClassVar[str] = "table"
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Part: TypeAlias = Paragraph | Subheading | Bullets | Table

_NUMBERED = re.compile(r"(?:\d+(?:\.\d+)*[.)]|\d+(?:\.\d+)+|\([a-z0-9]{1,3}\)|[a-z]\))\s+\S")
_CELL = re.compile(r"(?<!\\)\|")
_FORMS = (
    (Subheading.kind, re.compile(r"## .*\S")),
    (Bullets.kind, re.compile(r"[-•] .*\S")),
    (Table.kind, re.compile(r"\|.+\|")),
)
_RULE = re.compile(r"\|(?:\s*:?-{3,}:?\s*\|)+")


def parts_of(text: str) -> tuple[Part, ...]:
    """The parts of a text in their order; () for a text without a word."""
    return tuple(part for kind, lines in _runs(text) if kind and (part := _part(kind, lines)))


def text_of(parts: Iterable[Part]) -> str:
    """The parts as text again; ``parts_of`` reads the same parts back."""
    return "\n\n".join(_written(part) for part in parts)


def table_text(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in the format: line breaks in a cell become spaces and a bar in it is kept as a bar."""
    return "\n".join("| " + " | ".join(_cell_text(cell) for cell in row) + " |" for row in (heads, *rows))


def is_numbered(line: str) -> bool:
    """True for a line that begins with a printed number of its own: "1. ", "5.2 ", "(a) "."""
    return _NUMBERED.match(line) is not None


def word_count(text: str) -> int:
    """How many words a reader meets; marks of the format are no words."""
    return sum(1 for word in text.split() if any(letter.isalnum() for letter in word))


def _runs(text: str) -> Iterator[tuple[str, list[str]]]:
    """Lines that belong together, with the kind of part they make; "" for empty lines."""
    run: list[str] = []
    kind = ""
    for line in map(str.strip, text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        found = _kind_of(line)
        if found != kind or found == Subheading.kind or _begins_paragraph(found, line):
            yield kind, run
            run = []
        kind = found
        run.append(line)
    yield kind, run


def _kind_of(line: str) -> str:
    if not line:
        return ""
    return next((kind for kind, form in _FORMS if form.fullmatch(line)), Paragraph.kind)


def _begins_paragraph(kind: str, line: str) -> bool:
    return kind == Paragraph.kind and is_numbered(line)


def _part(kind: str, lines: list[str]) -> Part | None:
    if kind == Subheading.kind:
        return Subheading(lines[0][3:].strip())
    if kind == Bullets.kind:
        return Bullets(tuple(line[2:].strip() for line in lines))
    if kind == Table.kind:
        return _table(lines)
    return Paragraph(" ".join(lines))


def _table(lines: list[str]) -> Table | None:
    """Rows brought to one width: a short row gets empty cells, a long one gives the table more columns."""
    rows = [_cells(line) for line in lines if not _RULE.fullmatch(line)]
    if not rows:
        return None
    width = max(map(len, rows))
    heads, *others = (tuple(row + [""] * (width - len(row))) for row in rows)
    return Table(heads, tuple(others))


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in _CELL.split(line[1:-1])]


def _written(part: Part) -> str:
    if isinstance(part, Subheading):
        return f"## {part.text}"
    if isinstance(part, Bullets):
        return "\n".join(f"- {item}" for item in part.items)
    if isinstance(part, Table):
        return table_text(part.heads, part.rows)
    return part.text


def _cell_text(cell: str) -> str:
    return " ".join(cell.split()).replace("|", "\\|")
