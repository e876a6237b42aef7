"""Of which kind is a file, judged by its content, and which reader reads it?

A kind that is not in the table is refused. A name that disagrees with the content is refused as well.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from dhr_cases.anonymisation.corners.plain import is_text, read_text
from dhr_cases.anonymisation.corners.reading import Gathering, Reading


@dataclass(frozen=True)
class Corner:
    """One kind of file: its words, the endings it may bear, how its content shows it, and its reader."""

    label: str
    endings: tuple[str, ...]
    is_it: Callable[[bytes], bool]
    read: Callable[[Gathering, bytes, str], None]


KINDS: tuple[Corner, ...] = (Corner("plain text", ("txt", "csv", "tsv", "md", "json"), is_text, read_text),)
"""Every kind that can be read wholly, the surest signs first."""


def read_file(content: bytes, name: str) -> Reading:
    """Read every corner of a file as it will be served. Its name is the first passage."""
    gathering = Gathering(_read)
    gathering.add("name of the file", name)
    _read(gathering, content, name)
    return gathering.reading()


def kind_of(content: bytes) -> Corner | None:
    """The kind of which the content shows signs; none when we know no such kind."""
    return next((kind for kind in KINDS if kind.is_it(content)), None)


def _read(gathering: Gathering, content: bytes, name: str) -> None:
    kind = kind_of(content)
    if kind is None:
        gathering.refuse("", "The file is of no kind that can be checked wholly.")
        return
    ending = PurePath(name).suffix.lower().removeprefix(".")
    if ending not in kind.endings:
        gathering.refuse(
            "", f"The content is a {kind.label}, but the name ends in “.{ending}”. Give it the right ending."
        )
    kind.read(gathering, content, name)
