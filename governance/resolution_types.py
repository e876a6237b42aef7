"""What can a meeting resolve, what must be known of it, and what becomes of it afterwards? Imports no Django.

A resolution has limbs; each limb is of one of these types and is tracked by itself. Source: L29 [D], from the
resolutions of the Kent partnership in March 2022 [V].
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ResolutionType(StrEnum):
    """Codes of the types."""

    APPROVE_MINUTES = "approve_minutes"
    CONSIDER_AND_COMMENT = "consider_and_comment"
    AGREE = "agree"
    AGREE_WITH_COMMENTS = "agree_with_comments"
    NOTE = "note"
    ENDORSE = "endorse"
    REQUEST = "request"
    FURTHER_UPDATE = "further_update"
    RECURRING_UPDATE = "recurring_update"


class Need(StrEnum):
    """What must be known before a limb of a type can be recorded."""

    MEETING = "meeting"
    BODY_ASKED = "body_asked"
    DAY = "day"
    REPEAT = "repeat"


class Ending(StrEnum):
    """What ends a limb."""

    AT_ONCE = "at_once"
    BY_HAND = "by_hand"
    BY_REPORT = "by_report"
    BY_ITEM = "by_item"
    STANDS = "stands"


@dataclass(frozen=True)
class TypeRow:
    """One type: its label, the word of a short outcome, what it needs, what ends it, what is owed until then."""

    label: str
    outcome: str
    ending: Ending
    owed: str = ""
    needs: frozenset[Need] = frozenset()


R = ResolutionType
RESOLUTION_TYPES: Mapping[ResolutionType, TypeRow] = {
    R.APPROVE_MINUTES: TypeRow(
        "Approve the minutes", "approve minutes", Ending.AT_ONCE, needs=frozenset({Need.MEETING})
    ),
    R.CONSIDER_AND_COMMENT: TypeRow("Consider and comment", "consider and comment", Ending.AT_ONCE),
    R.AGREE: TypeRow("Agree", "agree", Ending.AT_ONCE),
    R.AGREE_WITH_COMMENTS: TypeRow(
        "Agree, with comments taken into account", "agree with comments", Ending.BY_HAND,
        "Say how the comments were taken into account",
    ),
    R.NOTE: TypeRow("Note", "note", Ending.AT_ONCE),
    R.ENDORSE: TypeRow("Endorse", "endorse", Ending.AT_ONCE),
    R.REQUEST: TypeRow(
        "Ask a partner", "request", Ending.BY_REPORT, "The answer, reported back to a meeting",
        frozenset({Need.BODY_ASKED}),
    ),
    R.FURTHER_UPDATE: TypeRow(
        "Receive a further update", "further update", Ending.BY_ITEM, "The update at a meeting", frozenset({Need.DAY})
    ),
    R.RECURRING_UPDATE: TypeRow(
        "Receive an update regularly", "recurring update", Ending.STANDS, "The update each time it is due",
        frozenset({Need.DAY, Need.REPEAT}),
    ),
}  # fmt: skip  # the table reads as a table: a type, its words, what it needs, what ends it


class LimbStanding(StrEnum):
    """Where a limb stands."""

    DONE = "done"
    STANDING = "standing"
    OPEN = "open"
    OVERDUE = "overdue"


STANDINGS: Mapping[LimbStanding, str] = {
    LimbStanding.DONE: "Done",
    LimbStanding.STANDING: "Stands",
    LimbStanding.OPEN: "Open",
    LimbStanding.OVERDUE: "Overdue",
}


def standing_of(kind: ResolutionType, due_on: date | None, closed_on: date | None, on: date) -> LimbStanding:
    """Where a limb stands on a day: closed from its day on, open before, overdue once its day is past."""
    if closed_on is not None and closed_on <= on:
        return LimbStanding.DONE
    if RESOLUTION_TYPES[kind].ending is Ending.STANDS:
        return LimbStanding.STANDING
    is_late = due_on is not None and due_on < on
    return LimbStanding.OVERDUE if is_late else LimbStanding.OPEN


def missing(kind: ResolutionType, known: Mapping[Need, object]) -> tuple[Need, ...]:
    """What the type needs and is not known, in the order of the needs."""
    return tuple(need for need in Need if need in RESOLUTION_TYPES[kind].needs and not known.get(need))


MISSING_WORDS: Mapping[Need, str] = {
    Need.MEETING: "Choose the meeting whose minutes are approved.",
    Need.BODY_ASKED: "Choose the body that is asked.",
    Need.DAY: "Enter the day or month for which the update is wanted.",
    Need.REPEAT: "Say how often the update comes.",
}
"""What a person reads where a need is not met."""


def letter_of(position: int) -> str:
    """The letter of the limb or question at this place, from 1: a to z, then aa, ab and so on."""
    letters = ""
    while position > 0:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
