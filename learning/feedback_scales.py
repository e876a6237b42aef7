"""What is asked after an event, with which answers, and which of them stand together as a band? Imports no Django.

The answers of a graded question run from best to worst, so that bands can be added up from the top.
Source: a form with overall, content and presentation ratings, knowledge before and after, wish for more [V]/[D].
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class FeedbackKind(StrEnum):
    """When a form asks: straight after the event, or three months later."""

    DAY = "day"
    FOLLOW_UP = "follow-up"


KIND_LABELS: Mapping[FeedbackKind, str] = {
    FeedbackKind.DAY: "Feedback on the event",
    FeedbackKind.FOLLOW_UP: "What changed after three months",
}


class ActionState(StrEnum):
    """Where an action that came out of an event stands."""

    OPEN = "open"
    DONE = "done"
    CONFIRMED = "confirmed"
    DROPPED = "dropped"


ACTION_WORDS: Mapping[ActionState, str] = {
    ActionState.OPEN: "Under way",
    ActionState.DONE: "Done, not yet confirmed",
    ActionState.CONFIRMED: "Done and confirmed",
    ActionState.DROPPED: "Not taken on",
}


@dataclass(frozen=True)
class Answer:
    """One answer that can be chosen; ``short`` is how a band names it inside a sentence."""

    code: str
    label: str
    short: str = ""


@dataclass(frozen=True)
class Question:
    """A question with fixed answers. A graded one runs from best to worst; ``banded`` answers from the top are added.

    ``banded`` 0: the answers stand alone. ``headline`` is the words under which the first answer is reported alone.
    """

    code: str
    text: str
    label: str
    answers: tuple[Answer, ...]
    banded: int = 0
    headline: str = ""

    @property
    def is_graded(self) -> bool:
        """True when bands are added up from the best answer."""
        return self.banded > 1


@dataclass(frozen=True)
class OpenQuestion:
    """A question answered in one's own words."""

    code: str
    text: str
    label: str
    hint: str = ""


RATING = (
    Answer("excellent", "Excellent", "excellent"),
    Answer("very_good", "Very good", "very good"),
    Answer("good", "Good", "good"),
    Answer("fair", "Fair", "fair"),
    Answer("poor", "Poor", "poor"),
)
KNOWLEDGE = (
    Answer("good", "Good", "good"),
    Answer("some", "Some", "some"),
    Answer("little", "A little", "a little"),
    Answer("none", "None", "none"),
)
YES_NO = (Answer("yes", "Yes"), Answer("no", "No"))
ROLES = (
    Answer("frontline", "I work directly with people"),
    Answer("manager", "I manage or supervise practitioners"),
    Answer("lead", "I plan, commission or lead services"),
    Answer("volunteer", "I volunteer"),
    Answer("other", "Something else"),
)
AGENCIES = (
    Answer("police", "Police"),
    Answer("health", "Health"),
    Answer("children", "Children's social care"),
    Answer("adults", "Adult social care"),
    Answer("council", "Another part of a council, such as housing"),
    Answer("probation", "Probation or prisons"),
    Answer("fire", "Fire and rescue"),
    Answer("education", "Education"),
    Answer("specialist", "Specialist domestic abuse service"),
    Answer("voluntary", "Another voluntary or community organisation"),
    Answer("other", "Something else"),
)
CHANGED = (
    Answer("yes", "Yes"),
    Answer("partly", "In part"),
    Answer("not_yet", "Not yet"),
)

OVERALL = Question("overall", "How was the event overall?", "Overall rating", RATING, banded=4)
WANTS_MORE = Question(
    "wants_more",
    "Would you like future seminars on completed reviews?",
    "Future seminars on completed reviews",
    YES_NO,
    headline="Would like future seminars",
)
HAS_CHANGED = Question(
    "has_changed",
    "Have you or your team changed something because of the event?",
    "Something changed",
    CHANGED,
    headline="Changed something",
)

QUESTIONS: Mapping[FeedbackKind, tuple[Question, ...]] = {
    FeedbackKind.DAY: (
        OVERALL,
        Question("content", "How was the content?", "Content", RATING, banded=3),
        Question("presentation", "How was it presented?", "Presentation", RATING, banded=3),
        Question("before", "How much did you know about this before?", "Knowledge before", KNOWLEDGE, banded=2),
        Question("after", "How much do you know about it now?", "Knowledge after", KNOWLEDGE, banded=2),
        WANTS_MORE,
    ),
    FeedbackKind.FOLLOW_UP: (HAS_CHANGED,),
}
ABOUT_YOU = (
    Question("role", "What best describes what you do?", "Role", ROLES),
    Question("agency", "Where do you work or volunteer?", "Agency", AGENCIES),
)
OPEN_QUESTIONS: Mapping[FeedbackKind, tuple[OpenQuestion, ...]] = {
    FeedbackKind.DAY: (
        OpenQuestion("will_change", "What will you do differently?", "What people will do differently"),
        OpenQuestion("topics", "Which topics would help you next?", "Topics asked for"),
        OpenQuestion("comment", "Is there anything else you want to say?", "Other comments"),
    ),
    FeedbackKind.FOLLOW_UP: (
        OpenQuestion("will_change", "What has changed?", "What changed", "What is done now that was not done before."),
        OpenQuestion("comment", "What stood in the way?", "What stood in the way"),
    ),
}


def band_label(question: Question, number: int) -> str:
    """The words of the band of the best ``number`` answers: “Excellent, very good or good”."""
    words = [answer.short for answer in question.answers[:number]]
    joined = words[0] if number == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
    return joined[0].upper() + joined[1:]
