"""Where does a meeting's request to a partner stand, and what is owed next? Imports no Django.

A request is asked, answered, and reported back to a meeting; a request for money is answered where money is asked
for, and its answer counts once it is approved there. Source: L28 [D]; the request to probation of March 2022 [V].
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RequestStanding(StrEnum):
    """Where a request stands."""

    ASKED = "asked"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    REPORTED = "reported"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class StandingRow:
    """One standing: its words, what is owed next, and whether the request is still open."""

    label: str
    owed: str
    is_open: bool


R = RequestStanding
REQUEST_STANDINGS: Mapping[RequestStanding, StandingRow] = {
    R.ASKED: StandingRow("Waits for an answer", "An answer", True),
    R.OVERDUE: StandingRow("Answer overdue", "An answer", True),
    R.ANSWERED: StandingRow("Answered", "A report back to a meeting", True),
    R.REPORTED: StandingRow("Reported back", "", False),
    R.WITHDRAWN: StandingRow("Withdrawn", "", False),
}

WAITING = (R.ASKED, R.OVERDUE)
"""Where a request stands while the next step is the partner's."""


@dataclass(frozen=True)
class RequestDays:
    """The days that decide where a request stands; None where it has not come to that."""

    answer_due_on: date | None = None
    answered_on: date | None = None
    reported_on: date | None = None
    withdrawn_on: date | None = None


def standing_on(days: RequestDays, on: date) -> RequestStanding:
    """Where the request stood on a day, by what had happened until then."""
    steps = (
        (days.withdrawn_on, R.WITHDRAWN),
        (days.reported_on, R.REPORTED),
        (days.answered_on, R.ANSWERED),
    )
    reached = next((standing for day, standing in steps if day is not None and day <= on), None)
    if reached is not None:
        return reached
    is_late = days.answer_due_on is not None and days.answer_due_on < on
    return R.OVERDUE if is_late else R.ASKED


def days_late(answer_due_on: date | None, on: date) -> int:
    """Days by which an answer that is still owed is late; 0 where it is not late or has no day."""
    return max((on - answer_due_on).days, 0) if answer_due_on is not None else 0
