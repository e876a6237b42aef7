"""How does the report say what is recommended and planned? Printed numbers stay as they are. Pure; no database.

Source: columns of the Home Office action plan [K]; local before national, 2016 guidance [K].
"""

from collections.abc import Sequence

from dhr_cases.plain_text import Paragraph, Part, Subheading, Table, text_of
from dhr_cases.report_filling.facts import NOT_RECORDED, PlannedAction, Recommended, counted, ended, known
from dhr_cases.report_sections import PLAN_HEADS

SCOPES = ("Local", "Regional", "National", "")
"""In which order recommendations are printed, by how far they reach; "" is not stated."""
NONE_YET = "No recommendation is recorded yet."


def recommendation_words(facts: Sequence[Recommended]) -> str:
    """Each recommendation under its printed number, local ones first."""
    if not facts:
        return text_of((Paragraph(NONE_YET),))
    return text_of([part for scope in SCOPES for part in _of_scope(scope, facts)])


def _of_scope(scope: str, facts: Sequence[Recommended]) -> list[Part]:
    """The recommendations that reach so far, under a heading; nothing when there is none."""
    rows = [row for row in facts if row.scope == scope]
    if not rows:
        return []
    return [_scope_heading(scope), *(Paragraph(_recommendation(row)) for row in rows)]


def _scope_heading(scope: str) -> Subheading:
    return Subheading(f"{scope} recommendations" if scope else "Recommendations without a scope")


def _recommendation(row: Recommended) -> str:
    number = f"Recommendation {row.number}" if row.number else "Recommendation without a number"
    return f"{number}: {ended(row.text)} Owner: {known(row.owner)}. By: {known(row.target)}."


def plan_words(facts: Sequence[Recommended]) -> str:
    """The action plan in the columns of the template: one row an action, one for a recommendation without any."""
    if not facts:
        return text_of((Paragraph(NONE_YET),))
    rows = [cells for row in facts for cells in _plan_rows(row)]
    return text_of((Table(PLAN_HEADS, tuple(rows)),))


def _plan_rows(row: Recommended) -> list[tuple[str, ...]]:
    first = (_numbered(row), known(row.scope))
    if not row.actions:
        return [(*first, *(NOT_RECORDED for _ in PLAN_HEADS[2:]))]
    again = (f"{row.number} (as above)".strip(), known(row.scope))
    return [(*(again if place else first), *_action(each)) for place, each in enumerate(row.actions)]


def _numbered(row: Recommended) -> str:
    return " ".join(filter(None, (f"{row.number}." if row.number else "", row.text)))


def _action(row: PlannedAction) -> tuple[str, ...]:
    done = "; ".join(filter(None, (row.completed, row.outcome)))
    return (row.text, known(row.lead), "; ".join(row.milestones) or "none", known(row.target), done or "not completed")


def plan_facts_words(facts: Sequence[Recommended], partnership: str) -> str:
    """Whose plan it is and how much it holds."""
    actions = sum(len(row.actions) for row in facts)
    holds = f"{counted(len(facts), 'recommendation')} and {counted(actions, 'action')}"
    return text_of((
        Paragraph(f"This is the action plan of {known(partnership)}. It holds {holds}."),
        Paragraph(f"Who follows the plan, and how often: {NOT_RECORDED}"),
        Paragraph(f"Where progress is reported: {NOT_RECORDED}"),
    ))  # fmt: skip  # one sentence a line
