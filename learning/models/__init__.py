"""The records of learning, gathered so that each name has one address."""

from learning.models.events import LearningEvent
from learning.models.feedback import EventAction, FeedbackForm, FeedbackReply, FeedbackSettings, FeedbackSummary
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

__all__ = [
    "Attendee",
    "Booking",
    "Event",
    "EventAction",
    "EventMessage",
    "EventSeries",
    "EventSettings",
    "FeedbackForm",
    "FeedbackReply",
    "FeedbackSettings",
    "FeedbackSummary",
    "Invitation",
    "LearningEvent",
    "ProgrammeItem",
    "SecondReading",
    "Speaker",
    "TopicSuggestion",
]
