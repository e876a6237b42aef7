"""Who was at a meeting, as a list that somebody types: one person a line? Imports no Django.

A line reads "Name (as what), organisation"; the part in brackets and the organisation may be missing. A part in
brackets that ends in "in the chair" marks who led the meeting. Source: the head of the minutes of March 2022 [V].
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST = 200
"""Letters of a name, a capacity or an organisation, as many as their columns keep."""

_LINE = re.compile(r"(?P<name>[^(,]+?)\s*(?:\((?P<capacity>[^)]*)\))?\s*(?:,\s*(?P<organisation>.+))?")
_CHAIR = re.compile(r"\s*,?\s*\bin the chair$", re.IGNORECASE)
IN_THE_CHAIR = "in the Chair"


@dataclass(frozen=True)
class Attendee:
    """One person on a list of attendance."""

    name: str
    capacity: str = ""
    organisation: str = ""
    is_in_chair: bool = False


def read_attendees(text: str) -> tuple[Attendee, ...]:
    """Everybody on the list, blank lines left out. Raises ValueError naming a line that cannot be read."""
    found = tuple(_read(line.strip()) for line in text.splitlines() if line.strip())
    names = [person.name.casefold() for person in found]
    twice = next((person.name for person in found if names.count(person.name.casefold()) > 1), "")
    if twice:
        raise ValueError(f"{twice} stands twice on the list.")
    return found


def _read(line: str) -> Attendee:
    found = _LINE.fullmatch(line)
    if found is None or any(len(part or "") > LONGEST for part in found.groups()):
        raise ValueError(f"This line cannot be read: {line[:60]}. Write: Name (as what), organisation.")
    capacity = (found["capacity"] or "").strip()
    plain = _CHAIR.sub("", capacity)
    return Attendee(found["name"].strip(), plain, (found["organisation"] or "").strip(), plain != capacity)


def line_of(person: Attendee) -> str:
    """The person as a line of the list; reading it gives the same person."""
    capacity = " ".join(filter(None, (person.capacity, IN_THE_CHAIR if person.is_in_chair else "")))
    named = f"{person.name} ({capacity})" if capacity else person.name
    return ", ".join(filter(None, (named, person.organisation)))


def lines_of(people: Iterable[Attendee]) -> str:
    """The people as a list to type on."""
    return "\n".join(map(line_of, people))
