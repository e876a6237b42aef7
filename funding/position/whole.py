"""What does a year require, what has it under each measure, what is missing and why?

The one place where costs and partners meet. Identity, exact for every measure:
required less brought forward less measure = model gap + orphaned + declined + unpaid + overspend.
"""

from collections.abc import Iterable, Mapping
from itertools import filterfalse

from funding.money import Qualifier
from funding.position import costs as cost_lines
from funding.position.facts import CostFact, YearFacts
from funding.position.partners import counted_qualifier, partners_of
from funding.position.parts import (
    CauseLine,
    CostTotal,
    InKindLine,
    Missing,
    NotStated,
    PartnerPosition,
    Position,
    Underwriting,
    cause_label,
    of_each,
)
from funding.position.qualifiers import of_sum
from funding.terms import COST_CLASSES, Cause, Measure

Partners = tuple[PartnerPosition, ...]


def position(facts: YearFacts) -> Position:
    """The position of a year as it stood on the day of the facts. Pure: the same facts give the same position."""
    partners = partners_of(facts)
    total = cost_lines.total_of(facts.costs)
    brought_forward = facts.brought_forward or 0
    measures = of_each(lambda measure: sum(partner.counted[measure] for partner in partners))
    shortfall = of_each(lambda measure: total.required - brought_forward - measures[measure])
    causes = of_each(lambda measure: _causes(total, brought_forward, partners, measure))
    qualifiers = of_each(lambda measure: of_sum(counted_qualifier(partner, measure) for partner in partners))
    in_kind = _in_kind(facts)
    return Position(
        year=facts.year,
        on=facts.on,
        required=total.required,
        planned=total.planned,
        overspend=total.overspend,
        costs=total,
        by_class=cost_lines.totals_by(facts.costs, lambda cost: cost.cost_class),
        by_reference=cost_lines.totals_by(facts.costs, lambda cost: cost.reference),
        by_phase=cost_lines.totals_by(facts.costs, lambda cost: cost.phase),
        brought_forward=brought_forward,
        asked=_asked(partners),
        measures=measures,
        shortfall=shortfall,
        causes=causes,
        cause_lines=of_each(lambda measure: _cause_lines(facts, total, partners, causes[measure], measure)),
        partners=partners,
        not_stated=tuple(_not_stated(facts)),
        in_kind=in_kind,
        in_kind_value=sum(line.value or 0 for line in in_kind),
        underwriter=_underwriting(facts, partners, shortfall),
        required_qualifier=total.qualifier,
        measure_qualifiers=qualifiers,
        gap_qualifiers=of_each(lambda measure: of_sum([total.qualifier], [qualifiers[measure]])),
    )


def _asked(partners: Iterable[PartnerPosition]) -> int:
    """Total of shares, pence; one that is taken over counts once."""
    return sum(partner.carries for partner in partners)


def _causes(costs: CostTotal, brought_forward: int, partners: Partners, measure: Measure) -> Mapping[Cause, int]:
    """The shortfall of a measure by cause, pence; below nought for the model gap where more is asked than needed."""
    of_partners = {cause: sum(partner.loss_by_cause[measure][cause] for partner in partners) for cause in Cause}
    return of_partners | {
        Cause.MODEL_GAP: costs.planned_net - brought_forward - _asked(partners),
        Cause.OVERSPEND: costs.overspend,
    }


def _cause_lines(
    facts: YearFacts, costs: CostTotal, partners: Partners, pence: Mapping[Cause, int], measure: Measure
) -> tuple[CauseLine, ...]:
    qualifiers = _cause_qualifiers(facts, costs, partners, measure)
    silent = [partner.cause for partner in partners if not partner.is_stated]
    return tuple(
        CauseLine(
            cause, cause_label(cause, measure, pence[cause]), pence[cause], silent.count(cause), qualifiers[cause]
        )
        for cause in Cause
    )


def _cause_qualifiers(
    facts: YearFacts, costs: CostTotal, partners: Partners, measure: Measure
) -> Mapping[Cause, Qualifier]:
    of_partners = {cause: of_sum(_qualifiers_behind(partners, measure, cause)) for cause in Cause}
    return of_partners | {
        Cause.MODEL_GAP: of_sum([costs.qualifier], [partner.qualifier for partner in partners if partner.carries]),
        Cause.OVERSPEND: cost_lines.overspend_qualifier(facts.costs),
    }


def _qualifiers_behind(partners: Partners, measure: Measure, cause: Cause) -> Iterable[Qualifier]:
    """The qualifiers of the partners with a loss of this cause."""
    return (partner.qualifier for partner in partners if partner.loss_by_cause[measure][cause])


def _not_stated(facts: YearFacts) -> Iterable[NotStated]:
    """Contributors first, then costs, then the opening balance."""
    yield from (NotStated(Missing.CONTRIBUTOR, share.organisation) for share in facts.shares if not share.is_stated)
    yield from map(_silent_cost, filterfalse(cost_lines.is_stated, facts.costs))
    if facts.brought_forward is None:
        yield NotStated(Missing.BALANCE, "Brought forward")


def _silent_cost(cost: CostFact) -> NotStated:
    return NotStated(Missing.COST, f"{cost.reference or 'Partnership'}: {COST_CLASSES[cost.cost_class]}")


def _in_kind(facts: YearFacts) -> tuple[InKindLine, ...]:
    return tuple(
        InKindLine(share.organisation, share.in_kind.description, share.in_kind.value, share.in_kind.qualifier)
        for share in facts.shares
        if share.in_kind
    )


def _underwriting(facts: YearFacts, partners: Partners, shortfall: Mapping[Measure, int]) -> Underwriting | None:
    if facts.underwriter is None:
        return None
    own = [partner for partner in partners if partner.name == facts.underwriter]
    own_loss = of_each(lambda measure: sum(partner.loss[measure] for partner in own))
    return Underwriting(
        name=facts.underwriter,
        own_share=_own_share(own),
        exposure=of_each(lambda measure: max(0, shortfall[measure])),
        own_loss=own_loss,
        beyond_own=of_each(lambda measure: max(0, shortfall[measure] - max(0, own_loss[measure]))),
    )


def _own_share(own: Iterable[PartnerPosition]) -> int | None:
    """The sum of the host's stated shares, pence; None where none is stated."""
    stated = [partner.share for partner in own if partner.share is not None]
    return sum(stated) if stated else None
