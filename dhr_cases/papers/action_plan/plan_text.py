"""How is a plan that was read carried through its preview, as text and back?"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from dhr_cases.errors import Incomplete
from dhr_cases.models import ActionStatus, PartialDate, Scope
from dhr_cases.papers.action_plan.plan_cells import Ended
from dhr_cases.papers.action_plan.plan_file import PlanFile, PlannedAction, PlannedRecommendation, Remark

UNREADABLE = "What the preview carried cannot be read. Choose the file again."


def as_text(plan: PlanFile) -> str:
    """The plan as text; dates keep their own precision."""
    return json.dumps(_plain(plan), ensure_ascii=False)


def _plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def from_text(text: str) -> PlanFile:
    """What ``as_text`` wrote. Raises Incomplete where it is not that."""
    try:
        told = json.loads(text)
        return PlanFile(
            recommendations=[_recommendation(dict(row)) for row in told["recommendations"]],
            set_aside=[Remark(**row) for row in told["set_aside"]],
            notes=[Remark(**row) for row in told["notes"]],
        )
    except (ValueError, TypeError, KeyError, RecursionError) as fault:
        raise Incomplete(UNREADABLE) from fault


def _recommendation(row: Mapping[str, Any]) -> PlannedRecommendation:
    return PlannedRecommendation(
        place=str(row["place"]),
        ref=str(row["ref"]),
        text=str(row["text"]),
        scope=Scope(row["scope"]),
        heading=str(row["heading"]),
        measure=str(row["measure"]),
        lead=str(row["lead"]),
        target=PartialDate.parse(row["target"]),
        actions=[_action(dict(each)) for each in row["actions"]],
    )


def _action(row: Mapping[str, Any]) -> PlannedAction:
    return PlannedAction(
        place=str(row["place"]),
        text=str(row["text"]),
        lead=str(row["lead"]),
        target=PartialDate.parse(row["target"]),
        milestones=tuple(map(str, row["milestones"])),
        ended=_ended(dict(row["ended"])),
    )


def _ended(row: Mapping[str, Any]) -> Ended:
    status = ActionStatus(row["status"]) if row["status"] else None
    return Ended(status, PartialDate.parse(row["completed"]), str(row["outcome"]))
