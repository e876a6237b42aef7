"""Which codes do meetings have: kinds of body, ways to meet, states, lists of attendance? Imports no Django.

Every table is complete: one row for each code. Source: minutes and agendas of a Kent partnership, 2015 to 2022 [V].
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class BodyKind(StrEnum):
    """What sort of group meets."""

    PARTNERSHIP = "partnership"
    WORKING_GROUP = "working_group"
    STEERING_GROUP = "steering_group"
    TASK_GROUP = "task_group"
    SCRUTINY = "scrutiny"
    OTHER = "other"


BODY_KINDS: Mapping[BodyKind, str] = {
    BodyKind.PARTNERSHIP: "Partnership",
    BodyKind.WORKING_GROUP: "Working group",
    BodyKind.STEERING_GROUP: "Steering group",
    BodyKind.TASK_GROUP: "Task group",
    BodyKind.SCRUTINY: "Scrutiny committee",
    BodyKind.OTHER: "Other group",
}


class MemberRole(StrEnum):
    """As what a person sits on a body."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    MEMBER = "member"
    ADVISER = "adviser"
    CLERK = "clerk"


MEMBER_ROLES: Mapping[MemberRole, str] = {
    MemberRole.CHAIR: "Chair",
    MemberRole.VICE_CHAIR: "Vice-chair",
    MemberRole.MEMBER: "Member",
    MemberRole.ADVISER: "Adviser",
    MemberRole.CLERK: "Clerk",
}


class MeetingMode(StrEnum):
    """Where people meet."""

    ROOM = "room"
    ONLINE = "online"
    HYBRID = "hybrid"


@dataclass(frozen=True)
class ModeRow:
    """One way to meet: its label, and its words in the head of the minutes."""

    label: str
    words: str


MEETING_MODES: Mapping[MeetingMode, ModeRow] = {
    MeetingMode.ROOM: ModeRow("In a room", "held"),
    MeetingMode.ONLINE: ModeRow("Online", "held online"),
    MeetingMode.HYBRID: ModeRow("In a room and online", "held in a room and online"),
}


class MeetingState(StrEnum):
    """How far a meeting is."""

    PLANNED = "planned"
    CALLED = "called"
    HELD = "held"
    DRAFTED = "drafted"
    APPROVED = "approved"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class StateRow:
    """One state: its words, which may follow it, and what is still open to change in it."""

    label: str
    next: frozenset[MeetingState]
    takes_items: bool = False
    takes_minutes: bool = False
    was_held: bool = False


S = MeetingState
MEETING_STATES: Mapping[MeetingState, StateRow] = {
    S.PLANNED: StateRow("Planned", frozenset({S.CALLED, S.CANCELLED}), takes_items=True),
    S.CALLED: StateRow("Agenda sent out", frozenset({S.HELD, S.CANCELLED}), takes_items=True),
    S.HELD: StateRow("Held, minutes to write", frozenset({S.DRAFTED}), takes_items=True, takes_minutes=True,
                     was_held=True),
    S.DRAFTED: StateRow("Minutes in draft", frozenset({S.APPROVED}), takes_minutes=True, was_held=True),
    S.APPROVED: StateRow("Minutes approved", frozenset(), was_held=True),
    S.CANCELLED: StateRow("Cancelled", frozenset()),
}  # fmt: skip  # the table reads as a table: a state, its words, what may follow


class AttendanceClass(StrEnum):
    """In which list of the minutes a person stands."""

    PRESENT = "present"
    ALSO_PRESENT = "also_present"
    IN_ATTENDANCE = "in_attendance"
    APOLOGIES = "apologies"


ATTENDANCE_CLASSES: Mapping[AttendanceClass, str] = {
    AttendanceClass.PRESENT: "Present",
    AttendanceClass.ALSO_PRESENT: "Also present",
    AttendanceClass.IN_ATTENDANCE: "In attendance",
    AttendanceClass.APOLOGIES: "Apologies",
}
"""The lists in the order of the minutes. Source: scrutiny minutes of February 2015 print three lists [V]."""


class Access(StrEnum):
    """Who may read an item or a paper."""

    PUBLIC = "public"
    RESTRICTED = "restricted"


ACCESS: Mapping[Access, str] = {
    Access.PUBLIC: "Unrestricted",
    Access.RESTRICTED: "Restricted",
}


class CirculationMeans(StrEnum):
    """How a paper reached those who meet."""

    EMAIL = "email"
    PORTAL = "portal"
    POST = "post"
    TABLED = "tabled"


CIRCULATION_MEANS: Mapping[CirculationMeans, str] = {
    CirculationMeans.EMAIL: "By e-mail",
    CirculationMeans.PORTAL: "On a document portal",
    CirculationMeans.POST: "By post",
    CirculationMeans.TABLED: "Handed out at the meeting",
}


def may_follow(now: MeetingState, wanted: MeetingState) -> bool:
    """True when a meeting in this state may come into the other one."""
    return wanted in MEETING_STATES[now].next
