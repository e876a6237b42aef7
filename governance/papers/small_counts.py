"""Which counts may a paper for everybody show, so that no small one is printed or can be worked out?

A count of one to four reads "fewer than 5". Nought stays nought: it tells of nobody. A total is left out as soon as
any count that it adds up is withheld, since the difference would give the withheld one away.
Source: small counts withheld in what is published [K]; the threshold of five and the rule on totals, ours [D].
"""

from collections.abc import Iterable
from decimal import Decimal

FEWEST = 5
WITHHELD = f"fewer than {FEWEST}"
NO_TOTAL = "not given"
WHY = (
    f"Counts from 1 to {FEWEST - 1} read “{WITHHELD}”, and a total that would give one of them away is not given, "
    "so that no person can be recognised."
)


def is_withheld(count: int | Decimal, *, is_restricted: bool) -> bool:
    """True for a small count in a paper for everybody."""
    return not is_restricted and 0 < count < FEWEST


def shown(count: int, *, is_restricted: bool) -> str:
    """A count as the paper prints it."""
    return WITHHELD if is_withheld(count, is_restricted=is_restricted) else str(count)


def total(counts: Iterable[int], *, is_restricted: bool) -> str:
    """The sum of counts that stand beside it, or that it is not given."""
    parts = list(counts)
    if any(is_withheld(part, is_restricted=is_restricted) for part in parts):
        return NO_TOTAL
    return str(sum(parts))
