"""How is an amount of money split, rounded and written?

Money is whole pence, an `int`, everywhere. A per cent is a `Decimal`, and every sum is done with whole numbers
and fractions, so that no amount is too large and no per cent too long to be exact. Nothing here knows Django.
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

PENCE_IN_POUND = 100
HALF = Fraction(1, 2)


class Qualifier(StrEnum):
    """How near a stated figure is to the truth; it stays with the figure to the last report.

    Source: requirement that "about" and "over" are kept; "under" and "up to" are ours. [D]
    """

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    UP_TO = "up_to"


QUALIFIER_LABELS = {
    Qualifier.EXACT: "Exactly",
    Qualifier.ABOUT: "About",
    Qualifier.OVER: "Over",
    Qualifier.UNDER: "Under",
    Qualifier.UP_TO: "Up to",
}


def pounds(pence: int) -> str:
    """An amount as it is written in a sentence: "£1,234.56", "£20,000" without pence, and a minus sign below nought."""
    sign = "−" if pence < 0 else ""
    whole, rest = divmod(abs(pence), PENCE_IN_POUND)
    return f"{sign}£{whole:,}.{rest:02d}" if rest else f"{sign}£{whole:,}"


def in_words(pence: int | None, qualifier: Qualifier = Qualifier.EXACT) -> str:
    """An amount with its qualifier, "about £20,000"; "not stated" where there is none, because that is not nil."""
    if pence is None:
        return "not stated"
    if qualifier is Qualifier.EXACT:
        return pounds(pence)
    return f"{QUALIFIER_LABELS[qualifier].lower()} {pounds(pence)}"


def half_up(amount: Fraction) -> int:
    """The nearest whole penny; a half goes up, and below nought down, so that a credit mirrors its invoice."""
    nearest = (abs(amount) + HALF).__floor__()
    return -nearest if amount < 0 else nearest


def percent_of(pence: int, percent: Decimal) -> int:
    """So many per cent of an amount, half up to the penny, exact for every amount and every per cent."""
    return half_up(Fraction(percent) * pence / 100)


def largest_remainder(total: int, weights: Sequence[int]) -> list[int]:
    """The total in whole pence in proportion to the weights; the parts add back to the total, to the penny.

    Each part is its exact part rounded down; the pennies then left go one each to the largest remainders, and
    of equal remainders to the one listed earlier. A weight of nought gets nothing. A total below nought is
    split like the same total above it. Raises ValueError where no weight is above nought or one is below it.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("The weights must be whole numbers, none below nought and at least one above it.")
    if total < 0:
        return [-part for part in largest_remainder(-total, weights)]
    return _with_odd_pennies(total, [divmod(total * weight, whole) for weight in weights])


def _with_odd_pennies(total: int, parts: Sequence[tuple[int, int]]) -> list[int]:
    """The shares of the parts, each a share and its remainder, with the pennies that are left to the total."""
    shares = [share for share, _ in parts]
    by_remainder = sorted(range(len(parts)), key=lambda place: -parts[place][1])
    for place in by_remainder[: total - sum(shares)]:
        shares[place] += 1
    return shares
