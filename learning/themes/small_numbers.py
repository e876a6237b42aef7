"""Which numbers of reviews may be told, so that none under five appears or can be worked out? Imports no Django.

Who died, and in which year, is public: whoever reads a figure knows how many reviews there are and can ask again
after the next one is published. Three rules together keep small numbers from being worked out by difference:

1. Reviews are counted in the order in which they were put up, and only in whole fives. So two figures of different
   days are never one known review apart.
2. A number is told as a band of five: fewer than 5, 5 to 9, and so on; the last band reaches to the whole and holds
   at least five values. Below fifteen reviews nothing is told.
3. A question names one theme or two. It cannot be narrowed to a year, a place or a review. Where the values of a
   characteristic exclude one another, it names one alone, and nothing is told of any of them where the bands together
   with the whole would pin one down.

Why it holds: take any truth that fits what was told. Put every number to the start of its band plus one and the same
remainder. All sizes and steps are multiples of five, so this fits what was told as well, for each remainder from 0 to
4. A number under five can therefore be any of these, whatever else was asked.
Source: fewer than five never appears, thing 9 of our aims [D]; the three rules, ours [D].
"""

from collections.abc import Sequence
from dataclasses import dataclass

STEP = 5
"""Reviews in a band, and reviews by which the counted whole grows."""

LEAST_WHOLE = 15
"""Reviews below which nothing is told: with fewer, the bands would be the whole."""

LEAST_CHOICE = 3
"""Values that must stay possible for each of several numbers that add up to the whole."""


@dataclass(frozen=True, order=True)
class Told:
    """A number as it is told: it lies from ``least`` to ``most``, both included, in a whole of ``whole`` reviews."""

    least: int
    most: int
    whole: int

    @property
    def words(self) -> str:
        """The band in words."""
        if self.least == 0:
            return f"fewer than {self.most + 1}"
        return f"{self.least} or more" if self.most == self.whole else f"{self.least} to {self.most}"


def counted_whole(published: int) -> int:
    """How many of the published reviews are counted, oldest first: whole fives, none below fifteen."""
    whole = published - published % STEP
    return whole if whole >= LEAST_WHOLE else 0


def told(number: int, whole: int) -> Told | None:
    """The band in which ``number`` of ``whole`` reviews is told; None where nothing may be told.

    ``whole`` is what ``counted_whole`` gave. Raises ValueError for a number that is not among the whole.
    """
    if not 0 <= number <= whole or counted_whole(whole) != whole:
        raise ValueError(f"{number} of {whole} cannot be told.")
    if whole == 0:
        return None
    last = whole - STEP
    least = min(number - number % STEP, last)
    return Told(least, whole if least == last else least + STEP - 1, whole)


def told_together(numbers: Sequence[int], whole: int) -> list[Told] | None:
    """The bands of numbers that add up to the whole; None when bands and whole together would say too much.

    Raises ValueError for numbers that do not add up to the whole.
    """
    if sum(numbers) != whole:
        raise ValueError(f"{sum(numbers)} is not {whole}.")
    bands = [band for band in (told(number, whole) for number in numbers) if band is not None]
    return bands if bands and _leave_a_choice(bands) else None


def _leave_a_choice(bands: Sequence[Told]) -> bool:
    return all(_choice(bands, band) >= LEAST_CHOICE for band in bands)


def _choice(bands: Sequence[Told], band: Told) -> int:
    """How many values stay possible for one of several numbers that add up to the whole."""
    others_least = sum(each.least for each in bands) - band.least
    others_most = sum(each.most for each in bands) - band.most
    least = max(band.least, band.whole - others_most)
    most = min(band.most, band.whole - others_least)
    return most - least + 1
