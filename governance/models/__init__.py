"""The records of governance, gathered so that each name has one address."""

from governance.models.bodies import BodyMember, GoverningBody
from governance.models.events import GovernanceEvent
from governance.models.measures import Measure, MeasureValue
from governance.models.meetings import (
    AgendaItem,
    Meeting,
    MeetingAttendance,
    MeetingPaper,
    MeetingPaperFile,
    PaperCirculation,
    PlannedItem,
)
from governance.models.outcomes import (
    MeetingQuestion,
    PartnerAnswer,
    PartnerRequest,
    PostMeetingNote,
    Resolution,
    ResolutionLimb,
)

__all__ = [
    "AgendaItem",
    "BodyMember",
    "GovernanceEvent",
    "GoverningBody",
    "Measure",
    "MeasureValue",
    "Meeting",
    "MeetingAttendance",
    "MeetingPaper",
    "MeetingPaperFile",
    "MeetingQuestion",
    "PaperCirculation",
    "PartnerAnswer",
    "PartnerRequest",
    "PlannedItem",
    "PostMeetingNote",
    "Resolution",
    "ResolutionLimb",
]
