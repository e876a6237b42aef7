"""Which bars draw the way from what is required down to what is missing, and from there to why?

Source: L24, L25 [D].
"""

from collections.abc import Iterator

from funding.position.parts import Position, Step, StepKind
from funding.terms import MEASURES, Measure


def waterfall(position: Position, measure: Measure) -> tuple[Step, ...]:
    """Bars in order, pence: required from nought, brought forward and the measure down from there, what is missing
    from nought, then its causes, each from where the one before it ended, the last ending at nought.

    Every bar but the totals begins where the one before it ends. A cause of nought has no bar. A bar may cross
    nought, where there is a surplus.
    """
    left = position.required - position.brought_forward
    missing = position.shortfall[measure]
    return (
        Step("Required", 0, position.required, StepKind.REQUIRED),
        Step("Brought forward", position.required, left, StepKind.AVAILABLE),
        Step(MEASURES[measure].label, left, missing, StepKind.AVAILABLE),
        Step(position.gap(measure).label.capitalize(), 0, missing, StepKind.SHORTFALL),
        *_cause_steps(position, measure),
    )


def _cause_steps(position: Position, measure: Measure) -> Iterator[Step]:
    running = position.shortfall[measure]
    for line in position.cause_lines[measure]:
        if line.pence:
            yield Step(line.label, running, running - line.pence, StepKind.CAUSE, line.cause)
            running -= line.pence
