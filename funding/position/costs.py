"""What does the year cost: what is required, what was planned, and where was more spent than planned?

Source: L16 to L19 and L24 [D]; how a settled line counts is our rule [D].
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from funding.money import Qualifier
from funding.position.facts import CostFact
from funding.position.parts import CostTotal
from funding.position.qualifiers import flipped, of_sum

By = TypeVar("By")


def planned_of(cost: CostFact) -> int | None:
    """Pence planned for a line: its commitment, else its forecast, else None for not stated.

    A commitment whose entries come to nought was reversed, so the forecast stands again; with no forecast either
    the plan is nought, which is stated. Our rule [D].
    """
    return cost.commitment if cost.commitment or cost.forecast is None else cost.forecast


def is_stated(cost: CostFact) -> bool:
    """True where a line has any amount: forecast, commitment or actual."""
    return planned_of(cost) is not None or cost.actual is not None


def required_of(cost: CostFact) -> int:
    """Pence a line needs: the actual once settled, until then the larger of plan and actual."""
    if cost.actual is None:
        return planned_of(cost) or 0
    return cost.actual if cost.is_settled else max(planned_of(cost) or 0, cost.actual)


def overspend_of(cost: CostFact) -> int:
    """Pence spent beyond the plan; nought where no plan was stated, because then nothing was overspent."""
    planned = planned_of(cost)
    return 0 if planned is None or cost.actual is None else max(0, cost.actual - planned)


def qualifier_of(cost: CostFact) -> Qualifier:
    """How near a line's required amount is: that of its plan, or exact where an actual stands in its place."""
    rests_on_actual = cost.actual is not None and required_of(cost) == cost.actual
    return Qualifier.EXACT if rests_on_actual or not is_stated(cost) else cost.qualifier


def overspend_qualifier(costs: Iterable[CostFact]) -> Qualifier:
    """How near the overspend is: an exact actual less a plan that may be approximate."""
    return of_sum(flipped(cost.qualifier) for cost in costs if overspend_of(cost))


def total_of(costs: Iterable[CostFact]) -> CostTotal:
    """The lines added up, pence; a line without any amount is counted and left out."""
    lines = tuple(costs)
    return CostTotal(
        required=sum(map(required_of, lines)),
        planned=sum(planned_of(cost) or 0 for cost in lines),
        actual=sum(cost.actual or 0 for cost in lines),
        overspend=sum(map(overspend_of, lines)),
        lines=len(lines),
        not_stated=len(lines) - sum(map(is_stated, lines)),
        qualifier=of_sum(map(qualifier_of, lines)),
    )


def totals_by(costs: Iterable[CostFact], key: Callable[[CostFact], By]) -> Mapping[By, CostTotal]:
    """The lines added up under each value of `key`, in the order first met."""
    groups: dict[By, list[CostFact]] = {}
    for cost in costs:
        groups.setdefault(key(cost), []).append(cost)
    return {value: total_of(group) for value, group in groups.items()}
