"""How does a stretch of stages read in a cell: its first, its last, and what between them does not belong?"""

from collections.abc import Collection

from dhr_cases.stages import STAGES, Stage


def labels(stages: Collection[Stage]) -> list[str]:
    """The stages in words, in the order of the review."""
    return [row.label for stage, row in STAGES.items() if stage in stages]


def span(stages: Collection[Stage]) -> str:
    """From the first to the last of some stages; those between that are not among them are named."""
    order = list(STAGES)
    places = sorted(map(order.index, stages))
    between = order[places[0] : places[-1] + 1]
    left_out = labels([stage for stage in between if stage not in stages])
    without = f" without {', '.join(left_out)}" if left_out else ""
    return f"{STAGES[between[0]].label} to {STAGES[between[-1]].label}{without}"
