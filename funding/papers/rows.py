"""What does a paper know of one entry, request, agreement or cost? Plain facts; a case is its reference alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dhr_cases.deadlines import long_date
from funding.money import pounds
from funding.papers.figures import UNSTATED, Figure
from funding.terms import ENTRY_KINDS, AgreementState, Answer, EntryKind, Measure, RequestState
from funding.years import FinancialYear


@dataclass(frozen=True)
class EntryRow:
    """One posted entry of the ledger, pence signed. Persons stand as the number of their account, never by name."""

    number: int
    journal: int
    on: date
    year: FinancialYear
    kind: EntryKind
    amount: Figure
    balance_pence: int
    posted_on: date
    organisation: str = ""
    organisation_code: str = ""
    reference: str = ""
    cost_class: str = ""
    document: str = ""
    text: str = ""
    due_on: date | None = None
    agreement: int | None = None
    request: int | None = None
    order_number: str = ""
    reverses: int | None = None
    posted_by: int | None = None
    approved_by: int | None = None
    digest: str = ""

    @property
    def label(self) -> str:
        """The kind in words; an entry that takes an earlier one back says so."""
        words = ENTRY_KINDS[self.kind].label
        return f"{words}, taken back" if self.reverses else words

    @property
    def pence(self) -> int:
        """The amount; an entry always has one."""
        return self.amount.pence or 0


@dataclass(frozen=True)
class RequestRow:
    """One request to a body, and its answer if there is one."""

    number: int
    organisation: str
    year: FinancialYear
    asked_on: date
    state: RequestState
    amount: Figure = UNSTATED
    due_on: date | None = None
    asking_body: str = ""
    meeting: str = ""
    met_on: date | None = None
    minute: str = ""
    why: str = ""
    answer: Answer | None = None
    answered: Figure = UNSTATED
    answered_on: date | None = None
    answer_reason: str = ""
    outcome: str = ""

    @property
    def origin(self) -> str:
        """Where it was decided to ask: meeting, day and minute, as far as they are recorded."""
        parts = (self.meeting, long_date(self.met_on) if self.met_on else "", self.minute and f"minute {self.minute}")
        return ", ".join(part for part in parts if part)


NOTHING_TO_PAY = "none"


def left_of(share: Figure, received: int) -> Figure:
    """What of a share has not come in, pence; a share that is not stated leaves this not stated too."""
    return share if share.pence is None else Figure(share.pence - received, share.qualifier)


def still_to_pay(left: Figure, *, is_money: bool, is_awaited: bool) -> str:
    """What is still to pay, in words: of a contribution for which nobody waits, none."""
    if not is_awaited:
        return NOTHING_TO_PAY
    return str(left) if is_money else "in kind"


@dataclass(frozen=True)
class AgreementRow:
    """One contribution for one year; ``counted`` holds the sum of its entries in each measure, pence.

    ``is_awaited`` is False where nobody waits for the money, because it was declined, withdrawn or ended.
    """

    organisation: str
    name_at_time: str
    state: AgreementState
    share: Figure
    counted: Mapping[Measure, int] = field(default_factory=dict)
    organisation_code: str = ""
    takes_over_from: str = ""
    ended_on: date | None = None
    in_kind: str = ""
    in_kind_value: Figure = UNSTATED
    model: str = ""
    working: tuple[str, ...] = ()
    is_awaited: bool = True

    @property
    def is_money(self) -> bool:
        """False when the body gives support in kind and no money was named."""
        return self.share.is_stated or not self.in_kind

    @property
    def to_pay(self) -> str:
        """What is still to pay, in words; a share that is not stated leaves this not stated too."""
        return still_to_pay(self.left, is_money=self.is_money, is_awaited=self.is_awaited)

    @property
    def left(self) -> Figure:
        """What has not come in of the share."""
        return left_of(self.share, self.counted.get(Measure.RECEIVED, 0))

    def in_measure(self, measure: Measure) -> str:
        """The sum of its entries in a measure, as money."""
        return pounds(self.counted.get(measure, 0))


@dataclass(frozen=True)
class CostRow:
    """One cost line in one year. ``required`` is what it adds to what the year requires."""

    reference: str
    cost_class: str
    description: str
    basis: str
    forecast: Figure
    commitment: Figure
    actual: Figure
    required: Figure
    supplier: str = ""
    is_settled: bool = False
