"""How many reviews would a gap pay for? An approximate figure, said to be so.

Source: L27 [D]; in Kent £20,000 was about one review at some £20,000 each [V].
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from funding.money import pounds

ONE_DECIMAL = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class ReviewCount:
    """A gap as a number of reviews: one decimal, half up, and the average in pence it was worked out with."""

    count: Decimal
    average_pence: int

    @property
    def label(self) -> str:
        """ "about 1.0 reviews at the local average of £20,000"."""
        return f"about {self.count} reviews at the local average of {pounds(self.average_pence)}"


def as_reviews(gap_pence: int, average_pence: int | None) -> ReviewCount | None:
    """The gap or surplus, without its sign, over the local average cost; None where no average is stated.

    Raises ValueError where the average is nought or less, because that is no average of reviews.
    """
    if average_pence is None:
        return None
    if average_pence <= 0:
        raise ValueError("The local average cost of a review must be more than nought.")
    count = (Decimal(abs(gap_pence)) / average_pence).quantize(ONE_DECIMAL, ROUND_HALF_UP)
    return ReviewCount(count, average_pence)
