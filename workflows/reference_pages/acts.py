"""How does the page of acts read: what can be done, by whom, when, and what a hold can stop?"""

from dhr_cases.roles import ROLES, roles_with
from dhr_cases.stages import STAGES, Stage
from dhr_cases.verbs import ALWAYS, VERBS, VerbRow
from workflows.reference_pages.stage_spans import labels, span
from workflows.reference_pages.writing import page as whole_page
from workflows.reference_pages.writing import table

HEADS = ("Act", "Code", "Who may", "In which stages", "Leads to", "Stopped by a hold on")


def page() -> str:
    """The page."""
    return whole_page(
        "Acts",
        "`dhr_cases/verbs.py`",
        "Every change to a review is one of these acts. Each asks who may and when may, changes the record and writes "
        "its event, all of it or nothing. Rules beyond stage and hold stand in `dhr_cases/policies/`.",
        table(HEADS, (_row(code, row) for code, row in VERBS.items())),
    )


def _row(code: str, row: VerbRow) -> tuple[str, ...]:
    return (
        row.label,
        f"`{code}`",
        ", ".join(ROLES[role].label for role in roles_with(row.permission)),
        _stages(row.stages),
        ", ".join(STAGES[stage].label for stage in row.leads_to),
        row.stopped_by.label if row.stopped_by else "",
    )


def _stages(stages: frozenset[Stage]) -> str:
    if stages == ALWAYS:
        return "all"
    missing = labels(frozenset(STAGES) - stages)
    if len(missing) <= 3:
        return f"all but {', '.join(missing)}"
    named = labels(stages)
    return ", ".join(named) if len(named) <= 4 else f"{len(named)} stages from {span(stages)}"
