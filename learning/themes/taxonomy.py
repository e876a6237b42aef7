"""Which themes are in force on a day, and what became of a theme since? Imports no Django.

A theme is never renamed in place: the new name is a new theme, and a change leads from the old one to it. So what was
coded keeps its code and its day, and can still be found under the name of today.
Source: merges, additions and renamed themes of a community safety agreement, D1 and D6 [V].
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain


class ChangeKind(StrEnum):
    """Codes of what can happen to a theme."""

    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"


WORDS = {
    ChangeKind.RENAMED: "renamed",
    ChangeKind.MERGED: "merged into one",
    ChangeKind.SPLIT: "split",
}
"""What happened, in words."""


@dataclass(frozen=True)
class ThemeRow:
    """One theme from the day it came into force; ``to_on`` is the first day it no longer was."""

    code: str
    label: str
    from_on: datetime.date
    to_on: datetime.date | None = None

    def is_in_force(self, on: datetime.date) -> bool:
        """True on a day between its first and its end."""
        return self.from_on <= on and (self.to_on is None or on < self.to_on)

    @property
    def lasts(self) -> bool:
        """True unless it ends on or before the day on which it began."""
        return self.to_on is None or self.from_on < self.to_on


@dataclass(frozen=True)
class ChangeRow:
    """One change: these themes gave way to those on a day; ``proposed_on`` where it was put forward earlier."""

    kind: ChangeKind
    on: datetime.date
    earlier: tuple[str, ...]
    later: tuple[str, ...]
    proposed_on: datetime.date | None = None


@dataclass(frozen=True)
class Taxonomy:
    """Themes and what happened to them."""

    themes: tuple[ThemeRow, ...]
    changes: tuple[ChangeRow, ...] = ()

    def in_force(self, on: datetime.date) -> tuple[ThemeRow, ...]:
        """The themes of a day, in their order."""
        return tuple(theme for theme in self.themes if theme.is_in_force(on))

    def became(self, code: str, on: datetime.date) -> tuple[str, ...]:
        """Under which codes a theme stands on a day: itself, what it was renamed to, its parts; () when it ended."""
        return tuple(dict.fromkeys(self._followed(code, on)))

    def _followed(self, code: str, on: datetime.date) -> Iterator[str]:
        later = list(self._given_way_to(code, on))
        if not later and self._stands(code, on):
            yield code
        for after in later:
            yield from self._followed(after, on)

    def _given_way_to(self, code: str, on: datetime.date) -> Iterator[str]:
        for change in self.changes:
            if change.on <= on and code in change.earlier:
                yield from change.later

    def _stands(self, code: str, on: datetime.date) -> bool:
        return code in {theme.code for theme in self.in_force(on)}

    def was(self, code: str) -> tuple[str, ...]:
        """A theme and every earlier one that leads to it, nearest first: under each of these something may be coded."""
        return tuple(dict.fromkeys(self._traced(code, frozenset(ChangeKind))))

    def counted_under(self, code: str) -> tuple[str, ...]:
        """A theme and the earlier ones that it surely is: what was coded before a split may belong to either part."""
        return tuple(dict.fromkeys(self._traced(code, frozenset({ChangeKind.RENAMED, ChangeKind.MERGED}))))

    def _traced(self, code: str, kinds: frozenset[ChangeKind]) -> Iterator[str]:
        yield code
        for change in self.changes:
            if code in change.later and change.kind in kinds:
                yield from chain.from_iterable(self._traced(before, kinds) for before in change.earlier)


def financial_year(label: str) -> tuple[datetime.date, datetime.date]:
    """First and last day of a year such as 2022/23, April to March; raises ValueError for another form of words."""
    start, _, end = label.partition("/")
    if len(start) != len("2022") or not (start + end).isdecimal() or end != f"{(int(start) + 1) % 100:02d}":
        raise ValueError(f"“{label}” is not a financial year such as 2022/23.")
    return datetime.date(int(start), 4, 1), datetime.date(int(start) + 1, 3, 31)


def faults_of(taxonomy: Taxonomy) -> tuple[str, ...]:
    """What is wrong with themes and changes together, each as a sentence; () when all is in order."""
    known = {theme.code: theme for theme in taxonomy.themes}
    of_changes = [fault for row in taxonomy.changes for fault in _faults_of(row, known)]
    return (*_faults_of_lives(taxonomy.themes), *of_changes)


def _faults_of_lives(themes: Sequence[ThemeRow]) -> Iterator[str]:
    codes = Counter(theme.code for theme in themes)
    yield from (f"The code “{code}” stands twice." for code, number in codes.items() if number > 1)
    yield from (f"“{theme.label}” ends before it begins." for theme in themes if not theme.lasts)


SHAPES = {
    ChangeKind.RENAMED: (range(1, 2), range(1, 2), "One theme is renamed to one."),
    ChangeKind.MERGED: (range(2, 99), range(1, 2), "Two themes or more are merged into one."),
    ChangeKind.SPLIT: (range(1, 2), range(2, 99), "One theme is split into two or more."),
}
"""How many themes each change leads from, and to how many."""


def _faults_of(change: ChangeRow, known: Mapping[str, ThemeRow]) -> Iterator[str]:
    missing = [code for code in (*change.earlier, *change.later) if code not in known]
    yield from (f"There is no theme “{code}”." for code in missing)
    yield from _faults_of_shape(change)
    if not missing:
        earlier, later = ([known[code] for code in codes] for codes in (change.earlier, change.later))
        yield from _faults_of_days(change, earlier, later)


def _faults_of_shape(change: ChangeRow) -> Iterator[str]:
    before, after, sentence = SHAPES[change.kind]
    if len(change.earlier) not in before or len(change.later) not in after:
        yield sentence


def _faults_of_days(change: ChangeRow, earlier: Iterable[ThemeRow], later: Iterable[ThemeRow]) -> Iterator[str]:
    for theme in earlier:
        if theme.from_on >= change.on:
            yield f"“{theme.label}” began on or after the day on which it gave way."
    for theme in later:
        if theme.from_on > change.on:
            yield f"“{theme.label}” begins after the day on which it took over."
