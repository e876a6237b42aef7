"""How does the action plan read, in the order of its printed numbers, and where does it stand?"""

import datetime
from collections import Counter
from dataclasses import dataclass
from itertools import chain

from dhr_cases.models import Action, ActionStatus, Case, Milestone, Organisation, PartialDate, Recommendation
from dhr_cases.printed_numbers import natural_key

OPEN_STATES = {ActionStatus.NOT_STARTED: "not_started", ActionStatus.IN_PROGRESS: "running"}
TO_VERIFY = ("due_soon", "Done, waits to be verified")


@dataclass(frozen=True)
class ActionRow:
    """One action as a page shows it; ``rows`` are label and value."""

    action: Action
    state: str
    status: str
    rows: list[dict[str, str]]


@dataclass(frozen=True)
class PlanRow:
    """One recommendation with its actions."""

    recommendation: Recommendation
    heading: str
    rows: list[dict[str, str]]
    actions: list[ActionRow]


def plan_of(case: Case, on: datetime.date) -> list[PlanRow]:
    """Recommendations in natural order of their numbers, repeated ones in the order of the report; four queries."""
    rows = Recommendation.objects.filter(case=case).select_related("owner")
    found = rows.prefetch_related("actions__owner", "actions__milestones", "actions__verified_by", "sendings")
    ordered = sorted(found, key=lambda row: (natural_key(row.ref), row.position))
    return [_plan_row(row, on) for row in ordered]


def summary_of(plan: list[PlanRow]) -> list[dict[str, str]]:
    """The figures above the plan: recommendations, actions, those ended, those past their date."""
    actions = list(chain(*(each.actions for each in plan)))
    late = Counter(row.state for row in actions)["overdue"]
    ended = sum(row.action.has_ended for row in actions)
    figures = (("Recommendations", len(plan)), ("Actions", len(actions)), ("Ended", ended), ("Past their date", late))
    return [{"label": label, "value": str(value)} for label, value in figures]


def state_of(action: Action, on: datetime.date) -> tuple[str, str]:
    """How an action is marked, and the words: past its date only when even the latest day it can mean is past."""
    latest = action.target_date.latest
    words = ActionStatus(action.status).label
    if action.has_ended:
        return "done", "Done and verified" if action.verified_on and action.status == ActionStatus.DONE else words
    if action.status == ActionStatus.DONE:
        return TO_VERIFY
    if latest is not None and latest < on:
        return "overdue", f"{words}, past its date"
    return OPEN_STATES.get(ActionStatus(action.status), "held"), words


def _plan_row(row: Recommendation, on: datetime.date) -> PlanRow:
    facts = (
        ("Scope", row.get_scope_display() if row.scope else ""),
        *((("Printed under", row.heading),) if row.heading else ()),
        ("Asks for", row.get_kind_display() if row.kind else ""),
        ("Strength", row.get_strength_display() if row.strength else ""),
        ("Addressed to", row.addressee_text),
        ("Owned by", _named(row.owner)),
        ("How we will know", row.measure),
        ("Target date", _stated(row.target_date)),
    )
    heading = f"Recommendation {row.ref}" if row.ref else "Recommendation without a number"
    return PlanRow(row, heading, _rows(facts), [_action_row(action, on) for action in row.actions.all()])


def _action_row(action: Action, on: datetime.date) -> ActionRow:
    state, status = state_of(action, on)
    needed = (("Led by", _named(action.owner)), ("Target date", _stated(action.target_date)))
    if_any = (
        ("Reason", action.status_reason),
        ("What changed", action.outcome),
        ("Completed", _stated(action.completed_on)),
        ("Verified by", _verified(action)),
        ("Accepted as ended", "Yes" if action.is_end_accepted else ""),
        ("Milestones", "\n".join(_milestone(each) for each in action.milestones.all())),
    )
    facts = (*needed, *(fact for fact in if_any if fact[1]))
    return ActionRow(action, state, status, _rows(facts))


def _named(owner: Organisation | None) -> str:
    return owner.name if owner else ""


def _verified(action: Action) -> str:
    return f"{action.verified_by}, {PartialDate.on(action.verified_on)}" if action.verified_on else ""


def _milestone(milestone: Milestone) -> str:
    if milestone.reached_on.is_known:
        return f"{milestone.text}: reached {milestone.reached_on}"
    return f"{milestone.text}: by {milestone.target_date}" if milestone.target_date.is_known else milestone.text


def _stated(day: PartialDate) -> str:
    return str(day) if day.is_known else ""


def _rows(facts: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"label": label, "value": value} for label, value in facts]
