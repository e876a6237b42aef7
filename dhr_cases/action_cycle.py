"""When is a body asked for news of its actions, and when is a reply to a recommendation due?

Imports no Django. One asking covers every action that is due, so that a body with forty actions gets one message.
Source: the partnership meets about every four months and asks before [V]; the lengths are settings [D].
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from dhr_cases.working_days import add_days, add_months


def is_news_due(heard_on: date | None, today: date, every_months: int) -> bool:
    """True when an action was last heard of a whole cycle ago, or never."""
    return heard_on is None or add_months(heard_on, every_months) <= today


def may_ask(last_asked_on: date | None, today: date, every_months: int) -> bool:
    """True when a body was not yet asked in this cycle: one message a cycle, however many actions are due."""
    return last_asked_on is None or add_months(last_asked_on, every_months) <= today


def due_in(heard: Iterable[date | None], last_asked_on: date | None, today: date, every_months: int) -> int:
    """Of how many actions a body is asked for news today; 0 for nothing due or a body asked in this cycle."""
    if not may_ask(last_asked_on, today, every_months):
        return 0
    return sum(is_news_due(day, today, every_months) for day in heard)


class ReplyState(StrEnum):
    """How the reply to a recommendation that was sent stands."""

    REPLIED = "replied"
    REPLIED_LATE = "replied_late"
    WAITING = "waiting"
    OVERDUE = "overdue"


def reply_due(sent_on: date, reply_days: int) -> date:
    """The day by which a reply is due: calendar days after the sending."""
    return add_days(sent_on, reply_days)


def reply_state(sent_on: date, reply_on: date | None, reply_days: int, today: date) -> ReplyState:
    """How a reply stands today; it is late from the day after its due date."""
    due = reply_due(sent_on, reply_days)
    if reply_on is not None:
        return ReplyState.REPLIED if reply_on <= due else ReplyState.REPLIED_LATE
    return ReplyState.OVERDUE if today > due else ReplyState.WAITING
