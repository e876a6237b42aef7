"""How does a test's case reach a stage? Through the real actions, one step after the other."""

from collections.abc import Callable, Mapping

from dhr_cases.models import Case
from dhr_cases.stages import Stage
from tests import steps_decision, steps_learning, steps_set_up, steps_writing
from tests.conftest import Cast
from tests.remembered import remembered

Step = Callable[[Cast, Case], None]

STEPS: Mapping[Stage, tuple[Stage | None, Step]] = {
    **steps_decision.STEPS,
    **steps_set_up.STEPS,
    **steps_writing.STEPS,
    **steps_learning.STEPS,
}
"""Each stage with the stage it is reached from, and the step that leads on from there."""


def case_at(cast: Cast, case: Case, stage: Stage) -> Case:
    """Lead the case, fresh or on the way, to the stage along the steps' line; answer with the same case."""
    if case.at is stage:
        return case
    if cast.watch.wrote:
        _lead(cast, case, stage)
    else:
        remembered("stage", lambda: _lead(cast, case, stage), case.at, stage)
        case.refresh_from_db()
        cast.watch.wrote = False
    return case


def _lead(cast: Cast, case: Case, stage: Stage) -> None:
    before, step = STEPS[stage]
    if before is not None and case.at is not before:
        _lead(cast, case, before)
    step(cast, case)
