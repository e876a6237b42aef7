"""On how many pages does a slide stand, and how large is each text? Nothing overflows: what does not fit goes on.

All lengths are in points. Words are never left out of a body: a slide becomes two, a long statement is parted at the
end of a sentence, and only a title too long for two lines is shortened, with the whole of it in the notes.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from dhr_cases.papers.writing.deck import Bars, Body, Deck, Picture, Points, Said, Slide, SlideKind, Steps, Table
from dhr_cases.papers.writing.measuring import ELLIPSIS, LINE, Type, shortened
from dhr_cases.papers.writing.slide_drawings import BAR_SIZE, bars_fit, step_size
from dhr_cases.papers.writing.slide_rooms import Room

SIZES = (28, 24, 22, 20)
PARTED_SIZE = 22
"""Sizes of the words of a slide, the best first. Source: 18 points or more can be read at the back of a room [K]."""
TABLE_SIZES = (22, 20, 18, 16)
PARTED_TABLE_SIZE = 18
TITLE_SIZES = (32, 28, 24)
TITLE_LINES = 2
SPACE = 0.5
"""Space below a statement, in sizes of its letters."""
CELL_SPACE = 12.0
"""What the edges of a cell take of its width; its height loses as much."""
HANGING = 22.0
"""How far the words of a bullet stand in."""
PICTURE_SHARE = 0.38
"""How much of the width a picture takes that stands beside words."""

Item = TypeVar("Item")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")


@dataclass(frozen=True)
class Page:
    """One slide as it is shown: a part of what was written, and the sizes of its letters."""

    title: str
    title_size: int
    body: Body
    size: int
    notes: tuple[str, ...]
    kind: SlideKind


Rooms = dict[SlideKind, Room]


def pages_of_deck(deck: Deck, rooms: Rooms) -> tuple[Page, ...]:
    """Every page of the deck in order."""
    return tuple(page for slide in deck.slides for page in pages_of(slide, rooms[slide.kind]))


def pages_of(slide: Slide, room: Room) -> tuple[Page, ...]:
    """The pages of one slide; several say in their titles which of how many each is."""
    size, bodies = _bodies(slide.body, room)
    title_size, titles = _titles(slide.title, len(bodies), room)
    whole = () if titles[0].startswith(slide.title) else (slide.title,)
    notes = (*whole, *slide.notes)
    return tuple(
        Page(title, title_size, body, size, notes, slide.kind) for title, body in zip(titles, bodies, strict=True)
    )


def _titles(title: str, count: int, room: Room) -> tuple[int, list[str]]:
    """The title of each page, and the largest size at which all of them stand in two lines."""
    counted = [f" ({number} of {count})" if count > 1 else "" for number in range(1, count + 1)]
    for size in TITLE_SIZES:
        titles = [title + which for which in counted]
        if all(_is_low(text, size, room) for text in titles):
            return size, titles
    kind = Type(TITLE_SIZES[-1], is_bold=True, stretch=room.stretch)
    short = shortened(title, kind, room.title.width - kind.width(counted[-1]), TITLE_LINES)
    return TITLE_SIZES[-1], [short + which for which in counted]


def _is_low(title: str, size: int, room: Room) -> bool:
    kind = Type(size, is_bold=True, stretch=room.stretch)
    lines = kind.lines(title, room.title.width)
    return len(lines) <= TITLE_LINES and len(lines) * size * LINE <= room.title.height


def _bodies(body: Body, room: Room) -> tuple[int, list[Body]]:
    """The parts of a body, one a page, and the size of their letters."""
    match body:
        case Points() | Picture():
            return _worded(body, room)
        case Table():
            return _table(body, room)
        case Steps():
            size = step_size(body, room)
            return (size, [body]) if size else _bodies(_said_steps(body), room)
        case Bars():
            return (BAR_SIZE, [body]) if bars_fit(body, room) else _bodies(_said_bars(body), room)


def _worded(body: Points | Picture, room: Room) -> tuple[int, list[Body]]:
    """Statements over as many pages as they need; a picture stands again on each."""
    if isinstance(body, Points):
        size, parts = _points(body.said, room)
        return size, [Points(part) for part in parts]
    size, parts = _points(body.beside.said, beside_picture(room))
    return size, [replace(body, beside=Points(part)) for part in parts]


def _said_steps(steps: Steps) -> Points:
    return Points(tuple(Said(f"{number}. {name}: {line}") for number, (name, line) in enumerate(steps.steps, 1)))


def _said_bars(bars: Bars) -> Points:
    return Points(tuple(Said(f"{name}: {count} {bars.unit}".strip()) for name, count in bars.rows))


def beside_picture(room: Room) -> Room:
    """The room that is left for words beside a picture."""
    return replace(room, body=replace(room.body, width=room.body.width * (1 - PICTURE_SHARE)))


def point_height(said: Said, size: int, room: Room) -> float:
    """How high a statement stands as a bullet, with the space below it."""
    kind = Type(size, stretch=room.stretch)
    return kind.height(said.whole, room.body.width - HANGING) + size * SPACE


def _points(said: Sequence[Said], room: Room) -> tuple[int, list[tuple[Said, ...]]]:
    """Statements on one page at the largest size that holds them, or on several pages of even length."""
    for size in SIZES:
        if sum(point_height(each, size, room) for each in said) <= room.body.height:
            return size, [tuple(said)]
    size = PARTED_SIZE
    parts = [part for each in said for part in _parted(each, size, room)]
    return size, _even(parts, lambda each: point_height(each, size, room), room.body.height)


def _parted(said: Said, size: int, room: Room) -> list[Said]:
    """The statement, or parts of it that stand on a page each: by sentences, and by words where one is too long."""
    if point_height(said, size, room) <= room.body.height:
        return [said]
    pieces = _pieces(said.text)
    texts: list[str] = []
    for piece in pieces:
        longer = f"{texts[-1]} {piece}" if texts else piece
        if texts and point_height(replace(said, text=f"{longer} {ELLIPSIS}"), size, room) <= room.body.height:
            texts[-1] = longer
        else:
            texts.append(piece if not texts else f"{ELLIPSIS} {piece}")
    return [replace(said, text=text) for text in texts]


def _pieces(text: str) -> list[str]:
    """Sentences, those of more than forty words in pieces of forty."""
    return [
        " ".join(words[place : place + 40])
        for sentence in _SENTENCE.split(text)
        for words in (sentence.split(),)
        for place in range(0, len(words), 40)
    ]


def _even(items: Sequence[Item], height: Callable[[Item], float], most: float) -> list[tuple[Item, ...]]:
    """As few pages as hold the items in order, and these of heights as even as can be.

    Found from the end: ``best[start]`` is the least number of pages for what begins there, with the least sum of
    squares of the room left empty. An item higher than a page stands alone.
    """
    heights = [height(item) for item in items]
    count = len(items)
    best: dict[int, tuple[int, float, int]] = {count: (0, 0.0, count)}
    for start in range(count - 1, -1, -1):
        best[start] = min(_choices(heights, start, most, best))
    pages: list[tuple[Item, ...]] = []
    start = 0
    while start < count:
        end = best[start][2]
        pages.append(tuple(items[start:end]))
        start = end
    return pages


def _choices(
    heights: Sequence[float], start: int, most: float, best: Mapping[int, tuple[int, float, int]]
) -> Iterator[tuple[int, float, int]]:
    """Each way to fill the page that begins here: pages in all, unevenness in all, where the next page begins."""
    filled = 0.0
    for end in range(start + 1, len(heights) + 1):
        filled += heights[end - 1]
        if filled > most and end > start + 1:
            return
        pages, uneven, _ = best[end]
        yield pages + 1, uneven + max(most - filled, 0.0) ** 2, end


def column_widths(table: Table, room: Room) -> tuple[float, ...]:
    """How wide each column of a table is."""
    return tuple(room.body.width * share / sum(table.shares) for share in table.shares)


def row_height(cells: Sequence[str], widths: Sequence[float], size: int, stretch: float, *, is_head: bool) -> float:
    """How high a row of a table stands: as its highest cell."""
    kind = Type(size, is_bold=is_head, stretch=stretch)
    pairs = zip(cells, widths, strict=True)
    return max(max(kind.height(text, width - CELL_SPACE), size * LINE) for text, width in pairs) + CELL_SPACE


def _table(table: Table, room: Room) -> tuple[int, list[Body]]:
    """The table on one page at the largest size that holds it, or its rows on several pages, each with the heads."""
    widths = column_widths(table, room)
    for size in TABLE_SIZES:
        if _table_height(table, widths, size, room) <= room.body.height:
            return size, [table]
    size = PARTED_TABLE_SIZE
    most = room.body.height - row_height(table.heads, widths, size, room.stretch, is_head=True)
    rows = [part for row in table.rows for part in _row_parts(row, widths, size, room, most)]
    pages = _even(rows, lambda row: _height_of(row, widths, size, room), most)
    return size, [replace(table, rows=page) for page in pages]


def _table_height(table: Table, widths: Sequence[float], size: int, room: Room) -> float:
    head = row_height(table.heads, widths, size, room.stretch, is_head=True)
    return head + sum(_height_of(row, widths, size, room) for row in table.rows)


def _height_of(row: Sequence[Said], widths: Sequence[float], size: int, room: Room) -> float:
    return row_height([cell.whole for cell in row], widths, size, room.stretch, is_head=False)


def _row_parts(
    row: tuple[Said, ...], widths: Sequence[float], size: int, room: Room, most: float
) -> Iterator[tuple[Said, ...]]:
    """The row, or parts of it: a cell too high for a page goes on in the next row, whose first cell is named again."""
    rest = row
    while _height_of(rest, widths, size, room) > most:
        kind = Type(size, stretch=room.stretch)
        cut = [
            _cut(cell, kind, width - CELL_SPACE, most - CELL_SPACE) for cell, width in zip(rest, widths, strict=True)
        ]
        yield tuple(first for first, _ in cut)
        rest = (cut[0][0], *(after for _, after in cut[1:]))
    yield rest


def _cut(cell: Said, kind: Type, width: float, most: float) -> tuple[Said, Said]:
    """As much of the cell as stands so high, and what comes after it."""
    words, count = cell.text.split(), len(cell.text.split())
    while count > 1 and kind.height(f"{' '.join(words[:count])} {ELLIPSIS} [{cell.source}]", width) > most:
        count -= 1
    if count >= len(words):
        return cell, replace(cell, text="", source="")
    first, after = " ".join(words[:count]), " ".join(words[count:])
    return replace(cell, text=f"{first} {ELLIPSIS}"), replace(cell, text=f"{ELLIPSIS} {after}")
