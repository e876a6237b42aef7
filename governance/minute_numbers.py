"""Which number does each minute bear? They run on from meeting to meeting of one body. Imports no Django.

Source: minutes 51 to 60 of March 2022 follow those of November 2021; minute 74 of a scrutiny committee [V].
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from governance.item_codes import ItemCode


@dataclass(frozen=True)
class Minuted:
    """What is known of the minutes of one meeting: its day, and the numbers given so far, none while unwritten."""

    on: date
    numbers: tuple[int, ...]


def next_number(first: int, earlier: Iterable[Minuted]) -> int:
    """The number at which the next minutes begin: one after the highest given, ``first`` where none was given yet."""
    given = [number for meeting in earlier for number in meeting.numbers]
    return max([first - 1, *given]) + 1


def unwritten_before(on: date, held: Iterable[Minuted]) -> tuple[date, ...]:
    """Days of earlier meetings whose minutes bear no numbers yet; they come first, or the numbers would not run on."""
    return tuple(sorted(meeting.on for meeting in held if meeting.on < on and not meeting.numbers))


def numbered(codes: Sequence[ItemCode], begin: int) -> dict[ItemCode, int]:
    """A number for each item that is minuted, in the order of the agenda."""
    return {code: number for number, code in enumerate(sorted(codes), begin)}
