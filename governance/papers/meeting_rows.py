"""Of which facts are the papers of a meeting written: head, items, resolutions, requests, lists of who was there?

What may not be read by all is left out where the facts are read, so that a public paper never holds it.
"""

from dataclasses import dataclass, field
from datetime import date

from dhr_cases.deadlines import long_date
from dhr_cases.papers.writing.blocks import OPEN, Handling
from governance.meeting_terms import AttendanceClass

MARKING = "OFFICIAL-SENSITIVE"
RESTRICTED = "Restricted item"


@dataclass(frozen=True)
class MeetingHead:
    """The meeting a paper is of, and for whom the paper is."""

    partnership: str
    body: str
    on: date
    held: str
    state: str
    is_public: bool
    sits_as: str = ""
    starts_at: str = ""
    place: str = ""
    contact: str = ""

    @property
    def handling(self) -> Handling:
        """Restricted papers bear the marking; public ones bear none."""
        return OPEN if self.is_public else Handling(MARKING)

    @property
    def foot(self) -> str:
        """The line at the foot of every page."""
        kind = "Public version" if self.is_public else "Restricted version"
        return f"{self.body}, {long_date(self.on)}. {kind}."


@dataclass(frozen=True)
class ResolutionRow:
    """A resolution: the words after "RESOLVED that", and its limbs where they are printed as a list."""

    words: str
    limbs: tuple[str, ...] = ()


@dataclass(frozen=True)
class AskRow:
    """What a meeting asked of whom, until when, and where that stands."""

    organisation: str
    text: str
    minute: str = ""
    due_on: date | None = None
    standing: str = ""
    answer: str = ""


@dataclass(frozen=True)
class QuestionRow:
    """A lettered question and its answer; an open one has none."""

    letter: str
    text: str
    asked_by: str = ""
    answer: str = ""
    minute: str = ""


@dataclass(frozen=True)
class NoteRow:
    """A post-meeting note and its day."""

    on: date
    text: str


@dataclass(frozen=True)
class ItemRow:
    """One item as a paper prints it. A restricted one in a public paper has no words but its public title."""

    code: str
    part: str
    title: str
    presenters: str = ""
    purpose: str = ""
    is_restricted: bool = False
    restricted_why: str = ""
    minute: int | None = None
    paragraphs: tuple[str, ...] = ()
    restricted_paragraphs: tuple[str, ...] = ()
    resolutions: tuple[ResolutionRow, ...] = ()
    asks: tuple[AskRow, ...] = ()
    questions: tuple[QuestionRow, ...] = ()
    notes: tuple[NoteRow, ...] = ()
    papers: tuple[str, ...] = ()


@dataclass(frozen=True)
class LimbRow:
    """One limb of a resolution as the action log follows it."""

    minute: str
    met_on: date
    text: str
    kind: str
    standing: str
    due_on: date | None = None
    became: str = ""


@dataclass(frozen=True)
class PlanRow:
    """One thing on the forward plan."""

    title: str
    due: str
    repeat: str
    origin: str = ""
    meeting_on: date | None = None


@dataclass(frozen=True)
class AgendaFacts:
    """What an agenda prints."""

    head: MeetingHead
    items: tuple[ItemRow, ...]


@dataclass(frozen=True)
class MinutesFacts:
    """What minutes print. Attendance is a line a person."""

    head: MeetingHead
    items: tuple[ItemRow, ...]
    attendance: dict[AttendanceClass, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class ActionLogFacts:
    """What the action log prints: everything of a body that is not done, as at a day."""

    head: MeetingHead
    as_at: date
    limbs: tuple[LimbRow, ...] = ()
    asks: tuple[AskRow, ...] = ()
    questions: tuple[QuestionRow, ...] = ()
    plan: tuple[PlanRow, ...] = ()


def due_words(due: date | None) -> str:
    """A day that something is due, "no day set" for none."""
    return long_date(due) if due else "no day set"
