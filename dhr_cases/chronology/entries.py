"""What is a line of an agency's chronology, and what of a file could not be taken over?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dhr_cases.models import PartialDate

_CLOCK = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?(?!\d)(?:\s*([ap])\.?m\b)?", re.IGNORECASE)
A_CLEAR_YES = frozenset({"yes", "y", "true", "1"})
"""What a cell under “may be published” says for yes, in small letters. Source: ours [D]."""


@dataclass(frozen=True)
class Entry:
    """One line of an agency's chronology. ``on`` is known at least to the year; ``text`` says what happened.

    Source: columns of the chronology, domain 3.8 [K].
    """

    on: PartialDate
    agency: str
    text: str
    time: str = ""
    until: str = ""
    persons: str = ""
    contact: str = ""
    source: str = ""
    response: str = ""
    practice: str = ""
    comment: str = ""
    indicator: str = ""
    may_be_published: str = ""

    @property
    def order(self) -> tuple[str, str, str]:
        """Sorts by day, time and agency; a date known only to the month stands before the days of that month."""
        return self.on.iso, _on_the_clock(self.time), self.agency

    @property
    def is_withheld(self) -> bool:
        """True when the agency says anything but a clear yes to publishing the line; an empty cell says nothing.

        Source: column “published?”, domain 3.8 [K]; that a doubtful word keeps the line back is ours [D].
        """
        said = self.may_be_published.strip().rstrip(".").casefold()
        return bool(said) and said not in A_CLEAR_YES


@dataclass(frozen=True)
class SetAside:
    """A line that could not be taken over: in which file, which row, why."""

    file: str
    row: int
    why: str


@dataclass(frozen=True)
class UnreadFile:
    """A file without a table that can be read, or a table of a file that is no chronology."""

    file: str
    why: str


@dataclass(frozen=True)
class ReadTable:
    """What came of one file: ``rows_in`` is the number of lines with anything in them below the heads."""

    entries: tuple[Entry, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    unread: tuple[UnreadFile, ...] = ()

    @property
    def rows_in(self) -> int:
        """Lines that were there: those taken over and those set aside."""
        return len(self.entries) + len(self.set_aside)


@dataclass(frozen=True)
class Merged:
    """What came of all files of a case; ``files`` is how many were looked at, 0 when no agency has sent one."""

    entries: tuple[Entry, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    unread: tuple[UnreadFile, ...] = ()
    files: int = 0


def _on_the_clock(time: str) -> str:
    """A time as it sorts, so that 9:30 stands before 10.15 and 2:00 pm after both; other words as they are.

    Read like the clock too: 9am without minutes, 0930 and 1400hrs without a sign between. A bare number is no time.
    """
    found = _CLOCK.match(time)
    if found is None or not (found[2] or found[3]):
        return time
    hours = int(found[1])
    if found[3]:
        hours = hours % 12 + (12 if found[3] in "pP" else 0)
    return f"{hours:02d}:{found[2] or '00'}"


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The lines in order of time."""
    return tuple(sorted(entries, key=lambda entry: entry.order))
