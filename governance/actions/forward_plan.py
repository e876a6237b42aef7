"""How does something come onto a body's forward plan, and off it again?"""

import datetime
from dataclasses import dataclass

from dhr_cases.errors import NotNow
from dhr_cases.models import User
from governance.actions.core import acting, require, today
from governance.meeting_terms import Access
from governance.models import GoverningBody, PlannedItem
from governance.recurrence import Repeat
from governance.verbs import GovernanceVerb


@dataclass(frozen=True, kw_only=True)
class PlanFacts:
    """What is to be taken, when first, how often. ``is_month``: any day of that month."""

    title: str
    due_on: datetime.date
    is_month: bool = False
    repeat: Repeat = Repeat.ONCE
    presenters: str = ""
    access: Access = Access.PUBLIC
    origin: str = ""


def plan_item(*, body: GoverningBody, by: User, facts: PlanFacts) -> PlannedItem:
    """Something goes onto the forward plan. Raises Incomplete without a title."""
    with acting(GovernanceVerb.PLAN_ITEM, body.partnership, by) as act:
        row = write_plan(body, facts)
        act.record(about=row, detail={"due": row.due_on.isoformat(), "repeat": row.repeat})
        return row


def write_plan(body: GoverningBody, facts: PlanFacts) -> PlannedItem:
    """The row, inside an act."""
    require((bool(facts.title.strip()), "Enter what is to be taken."))
    row: PlannedItem = PlannedItem.objects.create(body=body, **vars(facts))
    return row


def end_planned_item(*, planned: PlannedItem, by: User, reason: str) -> PlannedItem:
    """Something comes off the plan, and the resolution that put it there is closed with the reason."""
    with acting(GovernanceVerb.END_PLANNED_ITEM, planned.body.partnership, by, reason=reason) as act:
        planned.refresh_from_db()
        require((bool(reason.strip()), "Say why it comes off the plan."))
        if planned.ended_on is not None:
            raise NotNow("This has come off the plan already.")
        planned.ended_on, planned.ended_why = today(), reason
        planned.save()
        for limb in planned.limbs.filter(closed_on=None):
            limb.closed_on, limb.closed_how = today(), reason
            limb.save()
        act.record(about=planned)
        return planned
