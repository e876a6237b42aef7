"""Which columns has the sheet of a body's actions, and by what is an action known when it comes back?

The key carries how many updates the action had when the sheet was made, so that an old sheet overwrites nothing, and
a seal, so that no other action can be named by changing a figure. Source: ours [D].
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.crypto import constant_time_compare, salted_hmac

from dhr_cases.models import ActionStatus

SHEET = "Actions"
NOTES = "How to fill it in"
_SEAL_LENGTH = 12
_KEY = re.compile(rf"A-(\d{{1,12}})-(\d{{1,6}})-([0-9a-f]{{{_SEAL_LENGTH}}})")


class Column(StrEnum):
    """The heads, in the order of the sheet; the first ones are filled in when it is made."""

    KEY = "Key (leave as it is)"
    BODY = "Body"
    REVIEW = "Review"
    NUMBER = "Number"
    RECOMMENDATION = "Recommendation"
    ACTION = "Action to take"
    TARGET = "Target date"
    STOOD = "Stood at"
    STATUS = "Where it stands now"
    PROGRESS = "What was done since"
    OUTCOME = "What changed"
    REASON = "Why it is not yours"
    EXPECTED = "Expected to be done"
    COMPLETED = "Completed on"


ANSWERS = (Column.STATUS, Column.PROGRESS, Column.OUTCOME, Column.REASON, Column.EXPECTED, Column.COMPLETED)
"""The columns that the body fills in."""

STATUSES = (ActionStatus.NOT_STARTED, ActionStatus.IN_PROGRESS, ActionStatus.DONE, ActionStatus.NOT_OWNED)
"""What a body may say of its action, in the words of the list beside the cell."""

ABOUT: Mapping[Column, str] = {
    Column.STATUS: "Choose one from the list. Leave the line empty when there is nothing new.",
    Column.PROGRESS: "Needed unless it is done or not yours: what was done, or what stands in the way.",
    Column.OUTCOME: "Needed when it is done: what changed, not what was sent or held.",
    Column.REASON: "Needed when it is not yours: why, or whose it is.",
    Column.EXPECTED: "A year, a month or a day: 2027, 2027-03 or 31 March 2027.",
    Column.COMPLETED: "When it is done: a year, a month or a day.",
}
"""How each column is filled in; stands on the second page of the workbook."""


@dataclass(frozen=True)
class Key:
    """An action, and how many updates it had when the sheet was made."""

    action: int
    updates: int

    @property
    def text(self) -> str:
        """As the sheet prints it."""
        return f"A-{self.action}-{self.updates}-{_seal(self.action, self.updates)}"


def key_in(text: str) -> Key | None:
    """The key that a cell holds; None for any other words, or a key of which a figure was changed."""
    found = _KEY.fullmatch(text.strip())
    if found is None:
        return None
    key = Key(int(found[1]), int(found[2]))
    return key if constant_time_compare(found[3], _seal(key.action, key.updates)) else None


def _seal(action: int, updates: int) -> str:
    return salted_hmac("dhr_cases.action_sheet", f"{action}-{updates}").hexdigest()[:_SEAL_LENGTH]
