"""How does the page of stages read: a diagram, the table of stages, the states of a request?"""

from itertools import chain

from dhr_cases.events import WORDS
from dhr_cases.request_states import REQUEST_STATES
from dhr_cases.roles import ROLES
from dhr_cases.stages import STAGES, Phase, Stage
from workflows.reference_pages.writing import EVIDENCE, table
from workflows.reference_pages.writing import page as whole_page
from workflows.steps import node_at, step_at

HEADS = ("No.", "Stage", "Code", "In public", "Who acts", "Asked to", "May go on to", "Event on arrival", "Source")


def page() -> str:
    """The page."""
    return whole_page(
        "Stages",
        "`dhr_cases/stages.py`",
        "A review stands in exactly one stage. Only the acts listed in [acts](acts.md) move it, and only along these "
        "ways. A hold is no stage: it lies over one and names what it stops.",
        "Left out of the picture, and listed in the table: going back from a proposed ending to the stage it came "
        "from, and reopening.",
        diagram(),
        table(HEADS, (_row(stage) for stage in STAGES)),
        EVIDENCE,
        "## States of a request to an agency",
        table(("State", "Code", "Closed", "May go on to"), _request_rows()),
    )


def diagram() -> str:
    """The stages as a Mermaid flow chart, phase by phase."""
    lines = ["```mermaid", "flowchart TD", *chain(*map(_phase_lines, Phase))]
    lines += [
        f"  {stage} --> {following}" for stage, row in STAGES.items() if _is_drawn(stage) for following in row.next
    ]
    lines += [f"  {Stage.END_PROPOSED} --> {end}" for end in (Stage.ABBREVIATED, Stage.TERMINATED)]
    return "\n".join((*lines, "```"))


def _phase_lines(phase: Phase) -> list[str]:
    number = list(Phase).index(phase)
    stages = [f'    {stage}["{row.label}"]' for stage, row in STAGES.items() if row.phase is phase]
    return [f'  subgraph phase{number}["{phase.value}"]', *stages, "  end"]


def _is_drawn(stage: Stage) -> bool:
    return stage is not Stage.END_PROPOSED and not STAGES[stage].is_final


def _row(stage: Stage) -> tuple[str, ...]:
    row, step = STAGES[stage], step_at(stage)
    return (
        row.number,
        row.label,
        f"`{stage}`",
        row.public_label,
        ROLES[row.owner].label,
        step.title if step else f"nobody: {node_at(stage)}",
        ", ".join(STAGES[following].label for following in row.next) or "nowhere",
        WORDS[row.event],
        row.source,
    )


def _request_rows() -> list[tuple[str, ...]]:
    return [
        (
            row.label,
            f"`{state}`",
            "yes" if row.is_closed else "no",
            ", ".join(REQUEST_STATES[following].label for following in row.next),
        )
        for state, row in REQUEST_STATES.items()
    ]
