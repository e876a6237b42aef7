"""What must be known of a year before its position can be worked out?

Plain rows without Django; whoever reads the ledger fills them. All amounts are whole pence; None is "not stated",
which is never nil. Sums are plain sums of the signed entries of the ledger, reversals included.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from funding.money import Qualifier
from funding.terms import AgreementState, CostClass, Measure, PartYear
from funding.years import FinancialYear


@dataclass(frozen=True, slots=True)
class CostFact:
    """One cost line in one year.

    `reference`: the case or learning review it belongs to; None for a cost of the partnership itself.
    `forecast`, `commitment`, `actual`: sums of entries of that kind in the year, pence; None where there is none.
    `is_settled`: the last bill is in, so what was planned no longer counts. A line settled without an actual
    keeps its plan, because not stated is not nil.
    `phase`: code or label of the phase of the review the work belongs to; None where it has none.
    `qualifier`: how near the plan is to the truth; an actual is always exact.
    `month`: first day of the month the cost falls in, for pages by month; not used here.
    Source: L16 to L19 [D].
    """

    cost_class: CostClass
    reference: str | None = None
    forecast: int | None = None
    commitment: int | None = None
    actual: int | None = None
    is_settled: bool = False
    phase: str | None = None
    qualifier: Qualifier = Qualifier.EXACT
    supplier: str = ""
    key: str = ""
    month: date | None = None


@dataclass(frozen=True, slots=True)
class InKindFact:
    """Support that is no money: what it is and, if wanted, its value in pence. Source: L22 [D]."""

    description: str
    value: int | None = None
    qualifier: Qualifier = Qualifier.EXACT


@dataclass(frozen=True, slots=True)
class ShareFact:
    """One agreement: what one body is to pay for the year, and how far that has come.

    `key`: the agreement, unique within the year. `organisation`: its name now; `name_at_time`: its name then.
    `share`: pence asked of it for the year; None where no amount is stated.
    `qualifier`: how near the share, the pledge and the confirmation are to the truth.
    `counted`: for each measure the sum of its entries, pence; a measure left out is nought.
    `ended_on`: the last day of the body, past or planned; None while it goes on.
    `part_year`: how the model shares a year in which a body ends.
    `takes_over`: key of the agreement of an ended body whose duty this one carries on.
    `withdrawal_effective_on`: the day a withdrawal takes effect; a year before that day is not changed by it.
    `in_kind`: support without money. An agreement with it and without a share owes no cash, which is stated.
    `code`: the body's code, by which its page is found; not used here.
    Source: L8, L9, L13, L14, L21, L22 [D].
    """

    key: str
    organisation: str
    name_at_time: str
    state: AgreementState
    share: int | None = None
    qualifier: Qualifier = Qualifier.EXACT
    counted: Mapping[Measure, int] = field(default_factory=dict)
    ended_on: date | None = None
    part_year: PartYear = PartYear.BY_DAYS
    takes_over: str | None = None
    withdrawal_effective_on: date | None = None
    in_kind: InKindFact | None = None
    code: str = ""

    def posted(self, measure: Measure) -> int:
        """The plain sum of entries in a measure, pence, whatever has become of the body."""
        return self.counted.get(measure, 0)

    @property
    def is_stated(self) -> bool:
        """True where an amount of money, or support in place of money, was named."""
        return self.share is not None or self.in_kind is not None


@dataclass(frozen=True, slots=True)
class YearFacts:
    """Everything the position of one year is worked out from, as it stood on the day `on`.

    `brought_forward`: opening balance, pence; None where it is not stated (then it counts nothing and is named).
    `underwriter`: organisation, as in the shares, that carries what is left; None where nobody does.
    Raises ValueError where two agreements share a key or takeovers run in a circle.
    Source: L10, L23, L24 [D].
    """

    year: FinancialYear
    on: date
    brought_forward: int | None = 0
    costs: tuple[CostFact, ...] = ()
    shares: tuple[ShareFact, ...] = ()
    underwriter: str | None = None

    def __post_init__(self) -> None:
        by_key = {share.key: share for share in self.shares}
        if len(by_key) != len(self.shares):
            raise ValueError(f"Two agreements of {self.year.label} have the same key.")
        for share in self.shares:
            _refuse_circle(share, by_key)


def _refuse_circle(share: ShareFact, by_key: Mapping[str, ShareFact]) -> None:
    seen = {share.key}
    taken = share.takes_over
    while taken is not None and taken in by_key:
        if taken in seen:
            raise ValueError(f"The agreement of {share.organisation} cannot take over from itself.")
        seen.add(taken)
        taken = by_key[taken].takes_over
