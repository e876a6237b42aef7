"""How are places told by sort of organisation, so that nobody can be made out? Imports no Django.

A small sort is told together with others, never by itself and never by difference from the whole.
Source: small numbers are not shown [D].
"""

from collections.abc import Mapping

from learning.event_terms import FEWEST_SHOWN

TOGETHER = "Other sorts together"


def told_by_sector(counts: Mapping[str, int]) -> list[tuple[str, int | None]]:
    """Each sort with its number, largest first; the last line holds the small ones together.

    That line holds at least two sorts and at least five places, taking in the next smallest where it must. Its number
    is None where all places together are fewer than five.
    """
    rising = sorted(((name, number) for name, number in counts.items() if number), key=lambda pair: (pair[1], pair[0]))
    small = [number for _, number in rising if number < FEWEST_SHOWN]
    taken = len(small)
    while 0 < taken < len(rising) and (taken < 2 or sum(number for _, number in rising[:taken]) < FEWEST_SHOWN):
        taken += 1
    shown: list[tuple[str, int | None]] = list(reversed(rising[taken:]))
    if not taken:
        return shown
    together = sum(number for _, number in rising[:taken])
    return [*shown, (TOGETHER, together if together >= FEWEST_SHOWN else None)]
