"""What can be coded, and which codes hold after two people have read? Imports no Django.

Two people read without seeing each other's codes; what both see holds at once, and where they differ they settle it.
Agreement is counted on what each saw first, so that talking it over does not flatter it. Source: ours [D].
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

CODERS = 2
"""People who read a paragraph independently."""


class ItemKind(StrEnum):
    """Codes of what a paragraph is."""

    PASSAGE = "passage"
    LESSON = "lesson"
    GOOD_PRACTICE = "good_practice"
    RECOMMENDATION = "recommendation"


ITEM_LABELS: Mapping[ItemKind, str] = {
    ItemKind.PASSAGE: "A passage",
    ItemKind.LESSON: "A lesson",
    ItemKind.GOOD_PRACTICE: "Good practice",
    ItemKind.RECOMMENDATION: "A recommendation",
}

FOUND_UNDER: Mapping[ItemKind, tuple[str, ...]] = {
    ItemKind.RECOMMENDATION: ("recommendation",),
    ItemKind.GOOD_PRACTICE: ("good practice", "worked well"),
    ItemKind.LESSON: ("lesson", "learnt", "learning"),
}
"""Words of a heading under which paragraphs are of a kind."""


@dataclass(frozen=True)
class Reading:
    """One reading: who read, whether it settles a difference, and the themes seen, by key."""

    by: int
    themes: frozenset[int]
    is_settled: bool = False


@dataclass(frozen=True)
class Standing:
    """How far a paragraph is coded, from its readings in the order in which they were made."""

    readings: tuple[Reading, ...]

    @property
    def own(self) -> Mapping[int, Reading]:
        """The newest reading of each coder, in the order in which they came."""
        return {reading.by: reading for reading in self.readings if not reading.is_settled}

    @property
    def settled(self) -> Reading | None:
        """What was agreed last, None where nothing had to be or nobody has yet."""
        return next((reading for reading in reversed(self.readings) if reading.is_settled), None)

    @property
    def is_read_by_two(self) -> bool:
        """True once two people have read it."""
        return len(self.own) >= CODERS

    @property
    def differing(self) -> frozenset[int]:
        """Themes that one of the first two coders sees and the other does not; empty before both have read."""
        if not self.is_read_by_two:
            return frozenset()
        first, second = islice(self.own.values(), CODERS)
        return first.themes ^ second.themes

    @property
    def holding(self) -> frozenset[int]:
        """Themes that hold: what was settled, or what both see."""
        if self.settled is not None:
            return self.settled.themes
        if not self.is_read_by_two:
            return frozenset()
        first, second = islice(self.own.values(), CODERS)
        return first.themes & second.themes

    @property
    def is_open(self) -> bool:
        """True where two people differ and nothing is settled."""
        return bool(self.differing) and self.settled is None


def kind_under(heading: str) -> ItemKind:
    """What a paragraph under a heading most likely is; a coder may say otherwise."""
    said = heading.lower()
    return next((kind for kind, words in FOUND_UNDER.items() if any(each in said for each in words)), ItemKind.PASSAGE)


def digest_of(text: str) -> str:
    """The digest by which the words of a paragraph are known again."""
    return hashlib.sha256(text.encode()).hexdigest()


def first_pair(readings: Sequence[Reading]) -> tuple[Reading, Reading] | None:
    """The first reading of each of the first two coders; None before two have read."""
    firsts: dict[int, Reading] = {}
    for reading in readings:
        if not reading.is_settled:
            firsts.setdefault(reading.by, reading)
    pair = tuple(islice(firsts.values(), CODERS))
    return (pair[0], pair[1]) if len(pair) == CODERS else None


def answers_about(theme: int, items: Iterable[Sequence[Reading]]) -> Iterator[tuple[bool, bool]]:
    """For each paragraph that two have read: did the first see the theme, did the second?"""
    for readings in items:
        pair = first_pair(readings)
        if pair is not None:
            yield theme in pair[0].themes, theme in pair[1].themes
