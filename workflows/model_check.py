"""Does the review's flow ask somebody in every stage in which somebody must act? The flow's half of the check.

Each fault is a sentence; no fault, no output. The tables' half is in ``dhr_cases.model_check``.
"""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from viewflow.workflow.base import Node

from dhr_cases.roles import ROLES
from dhr_cases.stages import STAGES, Stage, StageRow
from dhr_cases.verbs import VERBS, Verb
from workflows.flows.review import NEWEST_REVIEW
from workflows.nodes import CaseFlow, HumanTask
from workflows.steps import ENDINGS, STEPS, WAITING, Step


def flow_faults(
    flow: type[CaseFlow] = NEWEST_REVIEW,
    steps: Mapping[str, Step] = STEPS,
    stages: Mapping[Stage, StageRow] = STAGES,
) -> list[str]:
    """Every fault of the flow. Takes another flow or other tables so that a test can break them."""
    nodes = {node.name: node for node in flow.instance.nodes()}
    return [
        *chain.from_iterable(_stage_faults(stage, row, nodes, steps) for stage, row in stages.items()),
        *chain.from_iterable(_step_faults(name, step, nodes) for name, step in steps.items()),
    ]


def _stage_faults(stage: Stage, row: StageRow, nodes: Mapping[str, Node], steps: Mapping[str, Step]) -> Iterator[str]:
    acting = _holding(stage, {name: step.stages for name, step in steps.items()})
    holding = acting + _holding(stage, {**WAITING, **ENDINGS})
    yield from _claim_faults(stage, holding)
    for name in _besides(holding, nodes):
        yield f"{stage}: the flow has no node {name}."
    if acting and row.is_final:
        yield f"{stage}: is final, yet {acting[0]} asks somebody to act."


def _claim_faults(stage: Stage, holding: Sequence[str]) -> Iterator[str]:
    """Each stage belongs to exactly one node."""
    if not holding:
        yield f"{stage}: dead end of the flow, no node asks anybody or waits."
    if len(holding) > 1:
        yield f"{stage}: {' and '.join(holding)} both claim it."


def _holding(stage: Stage, stages_of: Mapping[str, Collection[Stage]]) -> list[str]:
    return [name for name, held in stages_of.items() if stage in held]


def _besides(names: Iterable[str], known: Container[str]) -> list[str]:
    return [name for name in names if name not in known]


def _step_faults(name: str, step: Step, nodes: Mapping[str, Node]) -> Iterator[str]:
    if not isinstance(nodes.get(name), HumanTask | None):
        yield f"node {name}: a person must act here, but it is no human node."
    if not step.permissions & ROLES[step.role].on_case:
        yield f"node {name}: {ROLES[step.role].label} is asked but may not do it."
    for verb in _leading_nowhere(step):
        yield f"node {name}: {verb} leads nowhere, so the step would never end."
    for stage in _besides(step.stages, _stages_of_acts(step)):
        yield f"node {name}: none of its acts can be done in {stage}."


def _leading_nowhere(step: Step) -> list[Verb]:
    return [verb for verb in step.verbs if not VERBS[verb].leads_to]


def _stages_of_acts(step: Step) -> frozenset[Stage]:
    return frozenset[Stage]().union(*(VERBS[verb].stages for verb in step.verbs))
