"""How is an item of an agenda called: a letter for its part and a number within it, such as B3? Imports no Django.

Source: the agenda of March 2022, with parts A to D [V].
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

PARTS = {
    "A": "Opening and minutes",
    "B": "Main reports",
    "C": "Dates and arrangements",
    "D": "Standing updates",
    "E": "Other items",
}
"""The parts of an agenda in order. A to D are those of the Kent partnership [V], E is ours [D]."""

_CODE = re.compile(r"([A-E])\s*([1-9][0-9]?)", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class ItemCode:
    """One item's place on the agenda; codes sort as the agenda runs."""

    part: str
    number: int

    def __str__(self) -> str:
        """As it is printed: B3."""
        return f"{self.part}{self.number}"


def read_code(text: str) -> ItemCode:
    """The code in a text such as "b 3". Raises ValueError with a sentence for anything else."""
    found = _CODE.fullmatch(text.strip())
    if found is None:
        raise ValueError("An item's code is a letter from A to E and a number from 1 to 99, such as B3.")
    return ItemCode(found[1].upper(), int(found[2]))


def next_in(part: str, taken: Iterable[ItemCode]) -> ItemCode:
    """The first free number after the last one used in the part."""
    numbers = [code.number for code in taken if code.part == part]
    return ItemCode(part, max(numbers, default=0) + 1)
