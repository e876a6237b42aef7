"""The records of learning, gathered so that each name has one address."""

from learning.models.events import LearningEvent
from learning.models.feedback import EventAction, FeedbackForm, FeedbackReply, FeedbackSettings, FeedbackSummary
from learning.models.packs import (
    PackApproval,
    PackEdition,
    PackFile,
    PackOrder,
    PackReview,
    SeminarPack,
    SlideTemplate,
)
from learning.models.passages import IndexedSummary, PublishedPassage, SearchWord
from learning.models.second_readings import SecondReading
from learning.models.seminars import (
    Attendee,
    Booking,
    Event,
    EventMessage,
    EventSeries,
    EventSettings,
    Invitation,
    ProgrammeItem,
    Speaker,
    TopicSuggestion,
)
from learning.models.themes import (
    CodedItem,
    CodingReading,
    RecommendationTheme,
    Theme,
    ThemeChange,
    ThemeCode,
    ThemeSet,
)

__all__ = [
    "Attendee",
    "Booking",
    "CodedItem",
    "CodingReading",
    "Event",
    "EventAction",
    "EventMessage",
    "EventSeries",
    "EventSettings",
    "FeedbackForm",
    "FeedbackReply",
    "FeedbackSettings",
    "FeedbackSummary",
    "IndexedSummary",
    "Invitation",
    "LearningEvent",
    "PackApproval",
    "PackEdition",
    "PackFile",
    "PackOrder",
    "PackReview",
    "ProgrammeItem",
    "PublishedPassage",
    "RecommendationTheme",
    "SearchWord",
    "SecondReading",
    "SeminarPack",
    "SlideTemplate",
    "Speaker",
    "Theme",
    "ThemeChange",
    "ThemeCode",
    "ThemeSet",
    "TopicSuggestion",
]
