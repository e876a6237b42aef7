"""How does the plan read as a table: one line an action, in the columns of the Home Office's template?

Source: columns of the action plan [K]; published plans print the same [V].
"""

from collections.abc import Iterable
from dataclasses import dataclass

from dhr_cases.models import PartialDate
from dhr_cases.papers.frame import NOT_STATED, UNKNOWN, known, month_of
from dhr_cases.papers.writing.blocks import Grid
from dhr_cases.report_sections import PLAN_HEADS

NO_ACTION = "No action is recorded yet."


@dataclass(frozen=True)
class PlanLine:
    """One action with the recommendation it carries out; a recommendation without one has empty words for it."""

    ref: str
    recommendation: str
    scope: str = ""
    action: str = ""
    lead: str = ""
    milestones: tuple[str, ...] = ()
    target: PartialDate = UNKNOWN
    status: str = ""
    completed: PartialDate = UNKNOWN
    outcome: str = ""


def plan_grid(lines: Iterable[PlanLine], *, for_public: bool) -> Grid:
    """The plan as a table. For the public no date is finer than a month."""
    return Grid("Recommendations and actions", PLAN_HEADS, tuple(_cells(line, for_public) for line in lines))


def _cells(line: PlanLine, for_public: bool) -> tuple[str, ...]:
    return (
        f"{line.ref} {line.recommendation}".strip(),
        line.scope or NOT_STATED,
        line.action or NO_ACTION,
        line.lead or NOT_STATED,
        "; ".join(line.milestones) or "none",
        _day(line.target, for_public),
        _ended(line, for_public),
    )


def _day(day: PartialDate, for_public: bool) -> str:
    return (month_of(day) or NOT_STATED) if for_public else known(day)


def _ended(line: PlanLine, for_public: bool) -> str:
    when = _day(line.completed, for_public) if line.completed.is_known else ""
    return ". ".join(filter(None, (line.status, when, line.outcome.rstrip(".")))) or NOT_STATED
