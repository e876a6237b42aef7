"""What if a partner does not pay, a review costs more, or more reviews start? The year again, beside the true one.

A change touches nothing but the facts it names. Shares stay as agreed: what a review costs more is a gap of the
model until it is asked for. Source: what-ifs asked for with L24 and L27 [D]; each one's effect is our rule [D].
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from funding.money import Qualifier, in_words, percent_of
from funding.position import CostFact, Position, ShareFact, YearFacts, known_share, position
from funding.terms import AgreementState, CostClass, Measure


@dataclass(frozen=True, slots=True)
class Change:
    """One what-if: its words for the page, and the facts as they would then be."""

    words: str
    apply: Callable[[YearFacts], YearFacts]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The true position and the one with all changes made."""

    changes: tuple[str, ...]
    true: Position
    changed: Position

    def difference(self, measure: Measure) -> int:
        """Pence by which the shortfall grows; below nought where it shrinks."""
        return self.changed.shortfall[measure] - self.true.shortfall[measure]

    @property
    def required_difference(self) -> int:
        """Pence by which the sum required grows."""
        return self.changed.required - self.true.required


def compare(facts: YearFacts, changes: Iterable[Change]) -> Comparison:
    """Make the changes one after the other and work out both years. Raises ValueError from a change that cannot be."""
    made = tuple(changes)
    changed = facts
    for change in made:
        changed = change.apply(changed)
    return Comparison(tuple(change.words for change in made), position(facts), position(changed))


def partner_does_not_pay(key: str, name: str) -> Change:
    """The agreement counts as withdrawn and pays nothing beyond what it has paid already.

    Pledges, confirmations and invoices count up to what was received. Applying it raises ValueError where the year
    has no such agreement.
    """

    def apply(facts: YearFacts) -> YearFacts:
        if all(share.key != key for share in facts.shares):
            raise ValueError(f"{name} has no agreement for {facts.year.label}.")
        return replace(facts, shares=tuple(_unpaid(s) if s.key == key else s for s in facts.shares))

    return Change(f"{name} does not pay", apply)


def cost_multiplied(reference: str, times: Decimal) -> Change:
    """The plan of every line of a review that is not settled is multiplied, half up to the penny.

    What has been spent and what is settled stays. Raises ValueError where `times` is below nought and, when
    applied, where the year has no cost of that review.
    """
    if times < 0:
        raise ValueError("A cost cannot be multiplied by less than nought.")

    def apply(facts: YearFacts) -> YearFacts:
        if all(cost.reference != reference for cost in facts.costs):
            raise ValueError(f"{reference} has no cost in {facts.year.label}.")
        return replace(
            facts, costs=tuple(_multiplied(c, times) if c.reference == reference else c for c in facts.costs)
        )

    return Change(f"{reference} costs {times} times what is planned", apply)


def more_reviews(count: int, average_pence: int | None) -> Change:
    """So many further reviews start, each at about the local average; not stated, so left out, where there is none.

    Raises ValueError where `count` is below nought.
    """
    if count < 0:
        raise ValueError("The number of further reviews cannot be below nought.")

    def apply(facts: YearFacts) -> YearFacts:
        new = (_review(number, average_pence) for number in range(1, count + 1))
        return replace(facts, costs=(*facts.costs, *new))

    words = "1 more review starts" if count == 1 else f"{count} more reviews start"
    return Change(f"{words}, each at {in_words(average_pence, Qualifier.ABOUT)}", apply)


def _unpaid(share: ShareFact) -> ShareFact:
    """What is known of a share not stated is kept as "over" that sum, so that losing it shows."""
    received = share.posted(Measure.RECEIVED)
    known = known_share(share)
    kept = replace(share, share=known, qualifier=Qualifier.OVER) if share.share is None and known else share
    return replace(
        kept,
        state=AgreementState.WITHDRAWN,
        withdrawal_effective_on=None,
        counted={measure: min(share.posted(measure), received) for measure in Measure},
    )


def _multiplied(cost: CostFact, times: Decimal) -> CostFact:
    if cost.is_settled and cost.actual is not None:
        return cost
    return replace(cost, forecast=_times(cost.forecast, times), commitment=_times(cost.commitment, times))


def _times(pence: int | None, times: Decimal) -> int | None:
    return None if pence is None else percent_of(pence, times * 100)


def _review(number: int, average_pence: int | None) -> CostFact:
    reference = f"Further review {number}"
    return CostFact(CostClass.OTHER, reference, forecast=average_pence, qualifier=Qualifier.ABOUT)
