"""How is a length of time written: as a count and a unit, never as a bare number?"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

LONGEST_COUNT = 999

_WRITTEN = re.compile(r"P([1-9][0-9]{0,2})(M|WD|W|D)")
_NUMBER_WORDS = ("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class Unit(StrEnum):
    """The four units a limit may be set in. None can be turned into another."""

    MONTHS = "months"
    WEEKS = "weeks"
    DAYS = "days"
    WORKING_DAYS = "working_days"


LETTERS = {Unit.MONTHS: "M", Unit.WEEKS: "W", Unit.DAYS: "D", Unit.WORKING_DAYS: "WD"}
UNIT_OF = {letters: unit for unit, letters in LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Period:
    """A count of one unit, for example six months. Raises ValueError unless the count is from 1 to 999."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 1 <= self.count <= LONGEST_COUNT:
            raise ValueError(f"a count goes from 1 to {LONGEST_COUNT}, not {self.count}.")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads P6M (months), P8W (weeks), P56D (days) or P5WD (working days); else raises ValueError.

        The letters are those of ISO 8601 durations; WD for working days is ours: the standard has none. [D]
        """
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is not a period. Use for example P6M, P8W, P56D or P5WD.")
        return cls(int(found[1]), UNIT_OF[found[2]])

    @property
    def text(self) -> str:
        """The short written form that parse reads back, for example P6M."""
        return f"P{self.count}{LETTERS[self.unit]}"

    @property
    def unit_words(self) -> str:
        """The unit as a reader says it, in the singular for one."""
        words = self.unit.value.replace("_", " ")
        return words.removesuffix("s") if self.count == 1 else words

    @property
    def words(self) -> str:
        """The period as a reader says it, for example "six months" or "56 days"."""
        spelt = _NUMBER_WORDS[self.count] if self.count < len(_NUMBER_WORDS) else str(self.count)
        return f"{spelt} {self.unit_words}"
