"""How much money is left at the end of a year, and what may be carried, returned or released?

Source: L23 [D]: carry forward, return to payer, or release, and the next year opens with what was carried.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from funding.terms import EntryKind

E = EntryKind


@dataclass(frozen=True, slots=True)
class Cash:
    """Money of one year in whole pence, each a plain amount: what went out is above nought here.

    `carried`: what has been decided to be carried into the next year; it stays in the fund.
    """

    brought_forward: int = 0
    received: int = 0
    spent: int = 0
    returned: int = 0
    released: int = 0
    carried: int = 0

    @property
    def closing(self) -> int:
        """Closing balance: brought forward and received, less spent, returned and released. Source: L23 [D]."""
        return self.brought_forward + self.received - self.spent - self.returned - self.released

    @property
    def may_be_carried(self) -> int:
        """What a decision may still carry, return or release; nought where the fund is overdrawn or all is decided."""
        return max(0, self.closing - self.carried)

    @property
    def overdrawn(self) -> int:
        """What has been spent beyond the money there was; the underwriter's to meet, never carried. Our rule [D]."""
        return max(0, -self.closing)

    @property
    def is_settled(self) -> bool:
        """True where the next year's opening balance is the whole closing balance: nothing is left to decide."""
        return self.closing == self.carried or (self.closing < 0 and self.carried == 0)


def cash_of(sums: Mapping[EntryKind, int]) -> Cash:
    """The money of a year from the sums of its signed entries, in which what went out is below nought.

    A kind left out is nought. Refunds lessen what was received.
    """
    return Cash(
        brought_forward=sums.get(E.BROUGHT_FORWARD, 0),
        received=sums.get(E.RECEIPT, 0) + sums.get(E.REFUND, 0),
        spent=sums.get(E.ACTUAL, 0),
        returned=-sums.get(E.RETURNED, 0),
        released=-sums.get(E.RELEASED, 0),
        carried=-sums.get(E.CARRIED_FORWARD, 0),
    )
