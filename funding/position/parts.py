"""What does the position of a year consist of?

Every amount is whole pence. A shortfall below nought is a surplus. Loss is what a partner's part of the year is
short of in a measure; below nought where more has come than was asked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from funding.money import Qualifier, in_words, pounds
from funding.position.qualifiers import flipped
from funding.terms import CAUSES, MEASURES, AgreementState, Cause, CostClass, Measure
from funding.years import FinancialYear

Worth = TypeVar("Worth")


@dataclass(frozen=True, slots=True)
class CostTotal:
    """Costs of the year, or of one class, review or phase of it, pence.

    `required` = `planned_net` + `overspend`, always. `planned` is the sum of the plans as stated, before savings
    of settled lines; `actual` what has been spent. `lines` are counted, `not_stated` are those without any amount.
    Source: L16, L24 [D].
    """

    required: int
    planned: int
    actual: int
    overspend: int
    lines: int
    not_stated: int
    qualifier: Qualifier

    @property
    def planned_net(self) -> int:
        """What is required but for overspend: the plan, or less where a line was settled for less."""
        return self.required - self.overspend


@dataclass(frozen=True, slots=True)
class PartnerPosition:
    """One agreement as the year page shows it, pence.

    `share`: as agreed; None where not stated. `carries`: the part of the year's total asked of partners that lies
    with this agreement: an orphaned one carries what no successor has taken over, a successor's what it has. The
    `carries` of all partners add up to the total asked.
    `counted`: what counts in each measure; of an orphaned agreement never more than was received. `posted`: the
    plain sums of entries.
    `loss` is `carries` less `counted`, and `loss_by_cause` adds up to it, measure by measure. `cause` is the one that
    what is missing of it goes to first.
    `is_in_kind_only`: it gives support and no money; its share of cash is nought, which is stated.
    `orphaned`: what the ended body has left unpaid, whoever takes it over; nought where it has not ended.
    `kept`, `passed_on`: the share by the days before and after the body's last day (or whole, by the model), counted
    from the day it took the share over; None where the body has no last day.
    `code`: the body's code, by which its page is found.
    Source: L8, L13 to L15, L25 [D].
    """

    key: str
    name: str
    name_at_time: str
    state: AgreementState
    share: int | None
    qualifier: Qualifier
    carries: int
    counted: Mapping[Measure, int]
    posted: Mapping[Measure, int]
    loss: Mapping[Measure, int]
    loss_by_cause: Mapping[Measure, Mapping[Cause, int]]
    cause: Cause
    is_in_kind_only: bool
    is_orphaned: bool
    orphaned: int
    kept: int | None
    passed_on: int | None
    ended_on: date | None
    takes_over: str | None
    taken_over_by: tuple[str, ...]
    code: str = ""

    @property
    def share_in_words(self) -> str:
        """The share with its qualifier, "in kind", or "not stated"."""
        return "in kind" if self.is_in_kind_only else in_words(self.share, self.qualifier)

    @property
    def is_stated(self) -> bool:
        """True where an amount was named for it."""
        return self.share is not None


@dataclass(frozen=True, slots=True)
class CauseLine:
    """One cause under one measure: words, pence, and how many agreements without a stated amount stand behind it."""

    cause: Cause
    label: str
    pence: int
    not_stated: int
    qualifier: Qualifier


@dataclass(frozen=True, slots=True)
class Gap:
    """Required less available under one measure: pence, below nought for a surplus.

    `qualifier` is that of the signed amount: a shortfall "over" £5 below nought is a surplus "under" £5.
    Source: L24 [D].
    """

    measure: Measure
    pence: int
    qualifier: Qualifier

    @property
    def label(self) -> str:
        """What the amount is called."""
        return "surplus" if self.pence < 0 else "shortfall"

    @property
    def size(self) -> int:
        """The amount without its sign, pence."""
        return abs(self.pence)

    @property
    def shown(self) -> str:
        """The amount in words, without its sign: "about £20,000"."""
        return in_words(self.size, flipped(self.qualifier) if self.pence < 0 else self.qualifier)


@dataclass(frozen=True, slots=True)
class Underwriting:
    """What the host that carries the rest is exposed to, apart from its own share, pence.

    `exposure` = the shortfall, or nought where there is a surplus. `own_share` is None where not stated or where
    the host has no share of its own; `own_loss` is what its share is short of, and `beyond_own` the exposure
    without that, so that `own_loss` + `beyond_own` is never more than is missing.
    Source: L10 [D].
    """

    name: str
    own_share: int | None
    exposure: Mapping[Measure, int]
    own_loss: Mapping[Measure, int]
    beyond_own: Mapping[Measure, int]


@dataclass(frozen=True, slots=True)
class InKindLine:
    """Support without money: who, what, and its value in pence where one was named. Never added to cash."""

    name: str
    description: str
    value: int | None
    qualifier: Qualifier

    @property
    def value_in_words(self) -> str:
        """The value with its qualifier, or "not stated"."""
        return in_words(self.value, self.qualifier)


class Missing(StrEnum):
    """What kind of row has no stated amount."""

    CONTRIBUTOR = "contributor"
    COST = "cost"
    BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class NotStated:
    """A row of the year without a stated amount: its kind and its name on the page."""

    kind: Missing
    name: str


class StepKind(StrEnum):
    """What a bar of the waterfall is: a total from nought, money that is there, or a piece of the shortfall."""

    REQUIRED = "required"
    AVAILABLE = "available"
    SHORTFALL = "shortfall"
    CAUSE = "cause"


@dataclass(frozen=True, slots=True)
class Step:
    """One bar, drawn from `start` to `end`, pence; `cause` is set on the pieces of the shortfall."""

    label: str
    start: int
    end: int
    kind: StepKind
    cause: Cause | None = None

    @property
    def change(self) -> int:
        """How far the bar moves the running figure, pence, with its sign."""
        return self.end - self.start

    @property
    def shown(self) -> str:
        """The change as money, with its sign."""
        return pounds(self.change)


@dataclass(frozen=True, slots=True)
class Position:
    """What a year needs, what it has under each measure, what is missing and why; pence.

    For every measure the shortfall is what is required, less what was brought forward, less the measure; and it is
    the sum of the five causes, exactly.
    `asked` is the total of shares, each once; `brought_forward` is nought where not stated, and then named in
    `not_stated`. `by_reference` and `by_phase` hold the costs of the partnership, or without a phase, under None.
    Source: L24, L25 [D]; definitions of each part in the modules beside this one.
    """

    year: FinancialYear
    on: date
    required: int
    planned: int
    overspend: int
    costs: CostTotal
    by_class: Mapping[CostClass, CostTotal]
    by_reference: Mapping[str | None, CostTotal]
    by_phase: Mapping[str | None, CostTotal]
    brought_forward: int
    asked: int
    measures: Mapping[Measure, int]
    shortfall: Mapping[Measure, int]
    causes: Mapping[Measure, Mapping[Cause, int]]
    cause_lines: Mapping[Measure, tuple[CauseLine, ...]]
    partners: tuple[PartnerPosition, ...]
    not_stated: tuple[NotStated, ...]
    in_kind: tuple[InKindLine, ...]
    in_kind_value: int
    underwriter: Underwriting | None
    required_qualifier: Qualifier
    measure_qualifiers: Mapping[Measure, Qualifier]
    gap_qualifiers: Mapping[Measure, Qualifier]

    @property
    def is_required_known(self) -> bool:
        """True where at least one cost of the year has an amount; without any nobody knows what the year needs."""
        return self.costs.lines > self.costs.not_stated

    @property
    def required_in_words(self) -> str:
        """What is required with its qualifier; "not stated" where nobody knows, which is not nil."""
        return in_words(self.required if self.is_required_known else None, self.required_qualifier)

    def gap_in_words(self, measure: Measure) -> str:
        """What is missing or over, such as "shortfall £3"; "not known" while nobody knows what the year needs."""
        gap = self.gap(measure)
        return f"{gap.label} {gap.shown}" if self.is_required_known else NOT_KNOWN

    def gap(self, measure: Measure) -> Gap:
        """The shortfall or surplus under a measure, with its label and qualifier."""
        return Gap(measure, self.shortfall[measure], self.gap_qualifiers[measure])

    def orphaned_partners(self) -> tuple[PartnerPosition, ...]:
        """Agreements whose body has ended and left them, paid or not."""
        return tuple(partner for partner in self.partners if partner.is_orphaned)


NOT_KNOWN = "not known"
BELOW_NOUGHT = {
    Cause.MODEL_GAP: "The model asks for more than the cost",
    Cause.UNPAID: "More has come than was asked",
}
"""What a cause is called that lessens the shortfall instead of making it; the others never do."""


def of_each(worked_out: Callable[[Measure], Worth]) -> Mapping[Measure, Worth]:
    """The same question asked of every measure, in table order."""
    return {measure: worked_out(measure) for measure in Measure}


def cause_label(cause: Cause, measure: Measure, pence: int = 0) -> str:
    """The cause in words; what is merely outstanding is called by how far the measure asks it to have come."""
    if pence < 0 and cause in BELOW_NOUGHT:
        return BELOW_NOUGHT[cause]
    return MEASURES[measure].waiting if cause is Cause.UNPAID else CAUSES[cause][0]
