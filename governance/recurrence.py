"""When does something on the forward plan fall due, and at which meeting is it taken? Imports no Django.

An item due in a month belongs to the first meeting held in that month or after it; an item due on a day to the first
meeting on that day or after it. Source: "in March of each year", "in March 2023", minutes 54 and 56 of 2022 [V].
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import count

from dhr_cases.working_days import add_months


class Repeat(StrEnum):
    """How often an item comes back."""

    ONCE = "once"
    EACH_MEETING = "each_meeting"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


@dataclass(frozen=True)
class RepeatRow:
    """One rhythm: its words, and the months between two times (0: not counted in months)."""

    label: str
    months: int = 0


REPEATS: Mapping[Repeat, RepeatRow] = {
    Repeat.ONCE: RepeatRow("Once"),
    Repeat.EACH_MEETING: RepeatRow("At each meeting"),
    Repeat.QUARTERLY: RepeatRow("Every three months", 3),
    Repeat.HALF_YEARLY: RepeatRow("Every six months", 6),
    Repeat.YEARLY: RepeatRow("Each year", 12),
}


@dataclass(frozen=True)
class Plan:
    """What is planned: how often, from which day on, and whether only the month of that day is meant."""

    repeat: Repeat
    first: date
    is_month: bool = False


def times(plan: Plan) -> Iterator[date]:
    """Every day on which it falls due, the first first; endless where it repeats in months."""
    months = REPEATS[plan.repeat].months
    if not months:
        yield plan.first
        return
    for number in count():
        yield add_months(plan.first, number * months)


def meeting_for(due: date, is_month: bool, meetings: Iterable[date]) -> date | None:
    """The first meeting at which something due then can be taken; None while none is fixed."""
    from_day = due.replace(day=1) if is_month else due
    return min((meeting for meeting in meetings if meeting >= from_day), default=None)


def next_due(plan: Plan, taken: Iterable[date]) -> date | None:
    """The first time not yet served by a meeting at which it was taken; None for what came once and was taken.

    ``taken`` are the days of meetings that had it. Each serves the times up to its own day, those of its own month
    where a month is meant.
    """
    served = max((_reach(plan, day) for day in taken), default=None)
    if served is None:
        return plan.first
    if plan.repeat is Repeat.EACH_MEETING:
        return max(plan.first, served)
    return next((day for day in times(plan) if day > served), None)


def _reach(plan: Plan, taken: date) -> date:
    """The last day whose time a meeting serves."""
    if not plan.is_month:
        return taken
    return max(taken, add_months(taken.replace(day=1), 1).replace(day=1) - date.resolution)


def is_due_at(plan: Plan, meeting: date, taken: Iterable[date]) -> bool:
    """True when the meeting of this day should have it on its agenda."""
    before = [day for day in taken if day < meeting]
    if plan.repeat is Repeat.EACH_MEETING:
        return meeting >= plan.first
    due = next_due(plan, before)
    return due is not None and meeting_for(due, plan.is_month, [meeting]) == meeting
