"""Which codes does a grant have: states of a project and a business case, decisions, returns, endings?

Imports no Django. Every table is complete: one row for each code.
Source: grant requirements G1 to G8 [D], from the Kent working group report of 21 March 2018, sections 3 and 4 [V],
and the Kent notes of 24 March 2022, minute 53 [V].
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class ProjectState(StrEnum):
    """How far a project has come. Source: minute 53(2) of 24 March 2022: unable to start or be completed [V]."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    NOT_STARTED = "not_started"
    STOPPED = "stopped"
    PART_DONE = "part_done"
    DONE = "done"


@dataclass(frozen=True)
class ProjectStateRow:
    """One state: its words, whether the project counts towards the allocation, whether it has come to an end."""

    label: str
    counts: bool
    is_finished: bool


PROJECT_STATES: Mapping[ProjectState, ProjectStateRow] = {
    ProjectState.PROPOSED: ProjectStateRow("Proposed", counts=False, is_finished=True),
    ProjectState.APPROVED: ProjectStateRow("Approved", counts=True, is_finished=False),
    ProjectState.NOT_STARTED: ProjectStateRow("Not started", counts=True, is_finished=False),
    ProjectState.STOPPED: ProjectStateRow("Stopped", counts=True, is_finished=False),
    ProjectState.PART_DONE: ProjectStateRow("Part done", counts=True, is_finished=False),
    ProjectState.DONE: ProjectStateRow("Done", counts=True, is_finished=True),
}
"""A proposed project holds nothing up: nobody has agreed to it. A stopped one was agreed and is not finished."""


class CaseState(StrEnum):
    """How far a business case has come. Source: G2 [D]; sections 4.2 and 4.3 of the 2018 report [V]."""

    PROPOSED = "proposed"
    VIEWED = "viewed"
    APPROVED = "approved"
    SENT = "sent"
    AGREED = "agreed"
    PART_AGREED = "part_agreed"
    REFUSED = "refused"
    PAID = "paid"
    DELIVERED = "delivered"
    CLOSED = "closed"


C = CaseState

NOTHING = "nothing"
"""What a business case waits for that has come to its end, or whose year is closed."""


@dataclass(frozen=True)
class CaseStateRow:
    """One state of a business case: its words, what is waited for, what may follow."""

    label: str
    waits_for: str
    next: tuple[CaseState, ...]


CASE_STATES: Mapping[CaseState, CaseStateRow] = {
    C.PROPOSED: CaseStateRow("Projects proposed", "the working group's view", (C.VIEWED,)),
    C.VIEWED: CaseStateRow("Seen by the working group", "approval by the Chair or a nominee", (C.APPROVED, C.REFUSED)),
    C.APPROVED: CaseStateRow("Approved by the Chair or a nominee", "sending to the funder", (C.SENT,)),
    C.SENT: CaseStateRow("With the funder", "the funder's decision", (C.AGREED, C.PART_AGREED, C.REFUSED)),
    C.AGREED: CaseStateRow("Agreed by the funder", "the payment", (C.PAID,)),
    C.PART_AGREED: CaseStateRow("Part-approved by the funder", "the payment", (C.PAID,)),
    C.REFUSED: CaseStateRow("Refused", NOTHING, ()),
    C.PAID: CaseStateRow("Paid", "delivery", (C.DELIVERED, C.CLOSED)),
    C.DELIVERED: CaseStateRow("Delivery ended", "the outturn", (C.CLOSED,)),
    C.CLOSED: CaseStateRow("Closed", NOTHING, ()),
}


class CaseKind(StrEnum):
    """Whether a business case is for the year, or for the tactical pot within it. Source: section 4.2 [V]."""

    YEAR = "year"
    IN_YEAR = "in_year"


CASE_KINDS: Mapping[CaseKind, str] = {
    CaseKind.YEAR: "Business case for the year",
    CaseKind.IN_YEAR: "In-year business case, to the tactical pot",
}

TAKES_OF: Mapping[CaseKind, str] = {CaseKind.YEAR: "the allocation", CaseKind.IN_YEAR: "the tactical pot"}
"""What the projects of each kind take their money of, in words within a sentence."""


class DecisionKind(StrEnum):
    """Who has said something about a project."""

    WORKING_GROUP = "working_group"
    CHAIR = "chair"
    FUNDER = "funder"
    DUPLICATE = "duplicate"
    OVER_ALLOCATION = "over_allocation"


DECISION_KINDS: Mapping[DecisionKind, str] = {
    DecisionKind.WORKING_GROUP: "Working group's view",
    DecisionKind.CHAIR: "Decision of the Chair or nominee",
    DecisionKind.FUNDER: "Funder's decision",
    DecisionKind.DUPLICATE: "Possible duplicate looked at",
    DecisionKind.OVER_ALLOCATION: "Amount above what is left, recorded with a reason",
}


class Outcome(StrEnum):
    """What was said."""

    WHOLE = "whole"
    PART = "part"
    REFUSED = "refused"
    NOTED = "noted"


OUTCOMES: Mapping[Outcome, str] = {
    Outcome.WHOLE: "Agreed in whole",
    Outcome.PART: "Agreed in part",
    Outcome.REFUSED: "Refused",
    Outcome.NOTED: "Noted",
}


OUTCOMES_OF: Mapping[DecisionKind, Mapping[Outcome, str]] = {
    DecisionKind.WORKING_GROUP: {Outcome.WHOLE: "Supported", Outcome.REFUSED: "Not supported"},
    DecisionKind.CHAIR: {Outcome.WHOLE: "Approved"},
}
"""Where an outcome has a word of its own in the mouth of who said it."""


def outcome_words(kind: DecisionKind, outcome: Outcome) -> str:
    """What was said, in the words of who said it."""
    return OUTCOMES_OF.get(kind, {}).get(outcome, OUTCOMES[outcome])


class ReturnKind(StrEnum):
    """Which monitoring return it is. Source: G7 [D]; a mid-year point planned for 2020/21 [V]."""

    MID_YEAR = "mid_year"
    YEAR_END = "year_end"


RETURN_KINDS: Mapping[ReturnKind, str] = {
    ReturnKind.MID_YEAR: "Mid-year return",
    ReturnKind.YEAR_END: "Year-end return",
}


class ExtensionAnswer(StrEnum):
    """What became of a request for a later deadline. Source: minute 53(1) of 24 March 2022 [V]."""

    ASKED = "asked"
    CONSIDERED = "considered"
    GRANTED = "granted"
    REFUSED = "refused"


EXTENSION_ANSWERS: Mapping[ExtensionAnswer, str] = {
    ExtensionAnswer.ASKED: "No answer yet",
    ExtensionAnswer.CONSIDERED: "Accepted for consideration",
    ExtensionAnswer.GRANTED: "Granted",
    ExtensionAnswer.REFUSED: "Refused",
}


class Disposition(StrEnum):
    """What becomes of grant money left at the year's end. Source: G8 [D]; £156 returned in 2024/25 [V]."""

    RETURNED = "returned"
    CARRIED = "carried"
    EXPLAINED = "explained"


DISPOSITIONS: Mapping[Disposition, str] = {
    Disposition.RETURNED: "Returned to the funder",
    Disposition.CARRIED: "Carried into the next year",
    Disposition.EXPLAINED: "Explained, neither returned nor carried",
}


class Window(StrEnum):
    """Where a day stands to the days between which a business case may be sent."""

    NOT_STATED = "not_stated"
    TOO_EARLY = "too_early"
    OPEN = "open"
    EXTENDED = "extended"
    LATE = "late"


WINDOWS: Mapping[Window, str] = {
    Window.NOT_STATED: "no deadline stated",
    Window.TOO_EARLY: "too early",
    Window.OPEN: "accepted",
    Window.EXTENDED: "accepted under a recorded extension",
    Window.LATE: "late: needs a recorded extension",
}


class Rest(StrEnum):
    """What the part of an allocation that no stated amount covers may be called."""

    NOT_ACCOUNTED_FOR = "not_accounted_for"
    NOT_ALLOCATED = "not_allocated"
    UNDERSPEND = "underspend"


RESTS: Mapping[Rest, str] = {
    Rest.NOT_ACCOUNTED_FOR: "Not accounted for",
    Rest.NOT_ALLOCATED: "Not yet allocated",
    Rest.UNDERSPEND: "Underspend",
}

MOST_COUNTED = 10**9
"""The most that is taken in of anything counted: results, places, people. Little more fits the tables. [D]"""
