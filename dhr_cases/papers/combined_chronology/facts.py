"""What must be known for the combined chronology? What every agency's table says, and what could not be read."""

from dataclasses import dataclass

from dhr_cases.models import PartialDate
from dhr_cases.papers.frame import Frame


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
        return self.on.iso, self.time, self.agency


@dataclass(frozen=True)
class SetAside:
    """A line that could not be taken over: in which file, which row, why."""

    file: str
    row: int
    why: str


@dataclass(frozen=True)
class UnreadFile:
    """A whole file that holds no table that can be read."""

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
class ChronologyFacts:
    """The merged chronology. ``files`` is how many tables were looked at."""

    frame: Frame
    entries: tuple[Entry, ...]
    set_aside: tuple[SetAside, ...] = ()
    unread: tuple[UnreadFile, ...] = ()
    files: int = 0
