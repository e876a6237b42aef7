"""How are places told by sort of organisation, so that nobody can be made out? Imports no Django.

A small sort is told together with others, never by itself and never by difference from the whole.
Source: small numbers are not shown [D].
"""

from collections.abc import Mapping, Sequence

from learning.event_terms import FEWEST_SHOWN

TOGETHER = "Other sorts together"


def told_by_sector(counts: Mapping[str, int]) -> list[tuple[str, int | None]]:
    """Each sort with its number, largest first; the last line holds the small ones together.

    That line holds at least two sorts and at least five places, taking in the next smallest where it must. Its number
    is None where all places together are fewer than five.
    """
    rising = sorted(((name, number) for name, number in counts.items() if number), key=lambda pair: (pair[1], pair[0]))
    taken = _told_together([number for _, number in rising])
    shown: list[tuple[str, int | None]] = list(reversed(rising[taken:]))
    return [*shown, (TOGETHER, _whole(rising[:taken]))] if taken else shown


def _told_together(rising: Sequence[int]) -> int:
    """How many of the smallest numbers are told together."""
    taken = sum(number < FEWEST_SHOWN for number in rising)
    while 0 < taken < len(rising) and (taken < 2 or sum(rising[:taken]) < FEWEST_SHOWN):
        taken += 1
    return taken


def _whole(rows: Sequence[tuple[str, int]]) -> int | None:
    together = sum(number for _, number in rows)
    return together if together >= FEWEST_SHOWN else None
