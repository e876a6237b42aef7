"""What must be known for the combined chronology? What every agency's table says, and what could not be read."""

from dataclasses import dataclass

from dhr_cases.chronology.entries import Entry, SetAside, UnreadFile
from dhr_cases.papers.frame import Frame


@dataclass(frozen=True)
class ChronologyFacts:
    """The merged chronology. ``files`` is how many tables were looked at."""

    frame: Frame
    entries: tuple[Entry, ...]
    set_aside: tuple[SetAside, ...] = ()
    unread: tuple[UnreadFile, ...] = ()
    files: int = 0
