"""How are the boxes of a process and the bars of a chart laid out, so that every word of them has room?

Lengths in points. Where no size of letters has room, the pages say the same in words instead.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dhr_cases.papers.writing.deck import Bars, Steps
from dhr_cases.papers.writing.measuring import Type
from dhr_cases.papers.writing.slide_rooms import Area, Room

STEP_SIZES = (20, 18, 16)
IN_A_ROW = 4
GAP = 26.0
"""Between the boxes of a process, where an arrow stands."""
EDGE = 9.0
"""Between the words of a box and its edge."""
BAR_SIZE = 18
BAR_ROW = 36.0
WIDEST_NAME = 0.4
"""The share of the width that names of bars may take."""
COUNT_WIDTH = 70.0


@dataclass(frozen=True)
class Bar:
    """One bar: where its name, itself and its count stand."""

    name: Area
    bar: Area
    count: Area


def step_size(steps: Steps, room: Room) -> int:
    """The largest size at which every box holds its words; 0 where none does."""
    return next((size for size in STEP_SIZES if _hold(steps, size, room)), 0)


def _hold(steps: Steps, size: int, room: Room) -> bool:
    width, rows = _step_width(steps, room), _step_rows(steps)
    inner = width - 2 * EDGE
    kind = Type(size, is_bold=True, stretch=room.stretch)
    is_whole = all(kind.width(word) <= inner for name, line in steps.steps for word in f"{name} {line}".split())
    return is_whole and rows * _step_height(steps, size, room) + (rows - 1) * GAP <= room.body.height


def _step_rows(steps: Steps) -> int:
    return -(-len(steps.steps) // IN_A_ROW)


def _step_width(steps: Steps, room: Room) -> float:
    across = -(-len(steps.steps) // _step_rows(steps))
    return (room.body.width - (across - 1) * GAP) / across


def _step_height(steps: Steps, size: int, room: Room) -> float:
    """All boxes are as high as the one with most words."""
    inner = _step_width(steps, room) - 2 * EDGE
    named, told = Type(size, is_bold=True, stretch=room.stretch), Type(size - 2, stretch=room.stretch)
    return max(named.height(name, inner) + told.height(line, inner) for name, line in steps.steps) + 2 * EDGE


def step_boxes(steps: Steps, size: int, room: Room) -> list[Area]:
    """A box for each step, at most four in a row, from left to right and top to bottom."""
    rows, width, height = _step_rows(steps), _step_width(steps, room), _step_height(steps, size, room)
    across = -(-len(steps.steps) // rows)
    left, top = room.body.left, room.body.top
    places = (divmod(place, across) for place in range(len(steps.steps)))
    return [Area(left + column * (width + GAP), top + row * (height + GAP), width, height) for row, column in places]


def arrows(boxes: list[Area]) -> Iterator[Area]:
    """Where an arrow leads from one box to the next one on its right."""
    for first, second in pairwise(boxes):
        if second.top == first.top:
            yield Area(first.left + first.width + 4, first.top + first.height / 2 - 9, GAP - 8, 18)


def bars_fit(bars: Bars, room: Room) -> bool:
    """True when every bar has its row and every name its line."""
    return len(bars.rows) * BAR_ROW <= room.body.height and _named(bars, room) <= room.body.width * WIDEST_NAME


def _named(bars: Bars, room: Room) -> float:
    """How wide the longest name stands."""
    kind = Type(BAR_SIZE, stretch=room.stretch)
    return max((kind.width(name) for name, _ in bars.rows), default=0.0) + 2 * EDGE


def bar_rows(bars: Bars, room: Room) -> list[Bar]:
    """The places of each bar; the longest takes the whole width that is left for bars."""
    most = max((count for _, count in bars.rows), default=0) or 1
    named = _named(bars, room)
    longest = room.body.width - named - COUNT_WIDTH
    return [
        _bar(room.body, place, named, max(longest * count / most, 1.0)) for place, (_, count) in enumerate(bars.rows)
    ]


def _bar(body: Area, place: int, named: float, length: float) -> Bar:
    top = body.top + place * BAR_ROW
    return Bar(
        Area(body.left, top, named, BAR_ROW),
        Area(body.left + named, top + 4, length, BAR_ROW - 8),
        Area(body.left + named + length + 4, top, COUNT_WIDTH, BAR_ROW),
    )
