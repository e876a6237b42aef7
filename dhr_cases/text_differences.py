"""What differs between two versions of a text, word by word, and how do two texts become one? Imports no Django.

Paragraphs are compared first and words inside those that differ, so that a long text is compared quickly.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

MARK_NOW = "[The section says now:]"
MARK_OTHER = "[The other text says:]"
MARK_END = "[End of what differs]"
_MARKS = frozenset({MARK_NOW, MARK_OTHER, MARK_END})
_WORD = re.compile(r"\s+|[^\W_]+(?:['’-][^\W_]+)*|.", re.DOTALL)
_CLOSE = 0.5
"""How alike two paragraphs are, from 0 to 1, to be shown as one that was changed [D]."""


class Change(StrEnum):
    """What became of some words from the earlier text to the later one."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """Words that share one fate."""

    change: Change
    text: str


@dataclass(frozen=True)
class Line:
    """One line of either text, as pieces. ``change`` is SAME when every piece is."""

    pieces: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        """True when nothing in it differs."""
        return all(piece.change is Change.SAME for piece in self.pieces)


@dataclass(frozen=True)
class Difference:
    """Two texts compared: the lines in order, and how many words came and went."""

    lines: tuple[Line, ...]

    @property
    def words_added(self) -> int:
        """Words only the later text has."""
        return self._words(Change.ADDED)

    @property
    def words_removed(self) -> int:
        """Words only the earlier text has."""
        return self._words(Change.REMOVED)

    @property
    def is_none(self) -> bool:
        """True when the texts say the same."""
        return all(line.is_same for line in self.lines)

    def _words(self, change: Change) -> int:
        pieces = (piece for line in self.lines for piece in line.pieces if piece.change is change)
        return sum(_words_in(piece.text) for piece in pieces)


def _words_in(text: str) -> int:
    return sum(1 for word in text.split() if any(map(str.isalnum, word)))


def difference(before: str, after: str) -> Difference:
    """The later text against the earlier one."""
    return Difference(tuple(_lines(_split(before), _split(after))))


def joined(base: str, now: str, other: str) -> str:
    """A text to begin a joining with: what only one side changed is taken over, what both changed stands twice.

    The two forms stand between marks, which ``has_marks`` finds; ``base`` is the text both were written on top of.
    """
    ours, theirs, start = _split(now), _split(other), _split(base)
    lines: list[str] = []
    for old, left, right in _regions(start, ours, theirs):
        lines += _one_of(old, left, right)
    return "\n".join(lines)


def has_marks(text: str) -> bool:
    """True while a line that marks the two forms is left in the text."""
    return any(line.strip() in _MARKS for line in text.splitlines())


def _split(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


def _lines(before: list[str], after: list[str]) -> Iterator[Line]:
    for tag, i1, i2, j1, j2 in _matcher(before, after).get_opcodes():
        if tag == "equal":
            yield from (_whole(Change.SAME, line) for line in before[i1:i2])
        else:
            yield from _changed(before[i1:i2], after[j1:j2])


def _changed(removed: list[str], added: list[str]) -> Iterator[Line]:
    """Lines that replace others: alike ones are paired in their order, the rest went or came whole."""
    waiting = list(added)
    for old in removed:
        match = _first_close(old, waiting)
        if match is None:
            yield _whole(Change.REMOVED, old)
            continue
        yield from _came(waiting[:match])
        yield _words(old, waiting[match])
        waiting = waiting[match + 1 :]
    yield from _came(waiting)


def _first_close(old: str, waiting: list[str]) -> int | None:
    """The place of the first line that is much like the old one, None when none is."""
    return next((place for place, new in enumerate(waiting) if _is_close(old, new)), None)


def _came(lines: list[str]) -> Iterator[Line]:
    return (_whole(Change.ADDED, line) for line in lines)


def _whole(change: Change, line: str) -> Line:
    return Line((Piece(change, line),))


def _is_close(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, _WORD.findall(old), _WORD.findall(new), autojunk=False)
    return matcher.real_quick_ratio() > _CLOSE and matcher.quick_ratio() > _CLOSE and matcher.ratio() > _CLOSE


def _words(old: str, new: str) -> Line:
    before, after = _WORD.findall(old), _WORD.findall(new)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in _matcher(before, after).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Change.SAME, "".join(before[i1:i2])))
            continue
        found = ((Change.REMOVED, before[i1:i2]), (Change.ADDED, after[j1:j2]))
        pieces += [Piece(change, "".join(words)) for change, words in found if words]
    return Line(tuple(pieces))


def _matcher(before: Sequence[str], after: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, before, after, autojunk=False)


def _regions(base: list[str], ours: list[str], theirs: list[str]) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """The three texts cut at the lines all three share."""
    left, right = _places(base, ours), _places(base, theirs)
    at = (0, 0, 0)
    for place in range(len(base)):
        if place in left and place in right:
            cut = (place, left[place], right[place])
            yield base[at[0] : cut[0]], ours[at[1] : cut[1]], theirs[at[2] : cut[2]]
            yield [base[place]], [base[place]], [base[place]]
            at = (cut[0] + 1, cut[1] + 1, cut[2] + 1)
    yield base[at[0] :], ours[at[1] :], theirs[at[2] :]


def _places(base: list[str], other: list[str]) -> dict[int, int]:
    """Where each line of the base that is still there stands in the other text."""
    blocks = _matcher(base, other).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}


def _one_of(old: list[str], now: list[str], other: list[str]) -> list[str]:
    if other in (now, old):
        return now
    if now == old:
        return other
    return [MARK_NOW, *now, MARK_OTHER, *other, MARK_END]
