"""Where does each bar of the waterfall stand? Whole numbers on a scale of a thousand, for a drawing without script."""

from collections.abc import Sequence
from dataclasses import dataclass

from funding.money import pounds
from funding.position import Step, StepKind

SCALE = 1000
THINNEST = 4
"""The narrowest bar, so that a small sum is still seen."""


@dataclass(frozen=True)
class Bar:
    """One bar: its words, its amount, its colour by kind, where it begins and how wide it is on the scale."""

    label: str
    shown: str
    kind: str
    x: int
    width: int
    nought: int


def bars(steps: Sequence[Step]) -> list[Bar]:
    """The steps as bars on one scale; the widest range, nought included, fills it."""
    points = [0, *(step.start for step in steps), *(step.end for step in steps)]
    low, high = min(points), max(points)
    return [_bar(step, low, high - low or 1) for step in steps]


def _bar(step: Step, low: int, span: int) -> Bar:
    begins, ends = sorted((step.start, step.end))
    x = (begins - low) * SCALE // span
    width = max((ends - begins) * SCALE // span, THINNEST if step.change else 0)
    return Bar(
        label=step.label,
        shown=pounds(_amount(step)),
        kind=step.kind.value,
        x=min(x, SCALE - width),
        width=width,
        nought=-low * SCALE // span,
    )


def _amount(step: Step) -> int:
    """What the bar is worth: a cause is so much of the shortfall, though it leads back towards nought."""
    return -step.change if step.kind is StepKind.CAUSE else step.change
