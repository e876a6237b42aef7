"""What does a report know of a review, an action, an event, a request or a year's money? Plain facts, no person."""

from dataclasses import dataclass
from datetime import date

from funding.papers.frame import Sender
from funding.papers.rows import RequestRow
from funding.position import Position as YearPosition
from governance.measure_figures import Compared
from governance.position import Position


@dataclass(frozen=True)
class CaseRow:
    """One review as the restricted papers show it: by its reference, never by a name.

    ``days`` and ``days_net`` run from the day the partnership chair became aware, net of holds; None where not known.
    """

    reference: str
    stands: str
    since: date
    pause: str = ""
    beside: str = ""
    recommendations: int = 0
    late: tuple[str, ...] = ()
    days: int | None = None
    days_net: int | None = None


@dataclass(frozen=True)
class PublishedRow:
    """One review on the public register: its title, its day, its address, and sentences of its approved summary."""

    title: str
    published_on: date
    address: str
    sentences: tuple[str, ...] = ()
    what: str = ""


@dataclass(frozen=True)
class BodyActions:
    """What one body has to do: open, of them past their date, said to be done and not yet verified, ended."""

    body: str
    open: int = 0
    overdue: int = 0
    waiting: int = 0
    ended: int = 0
    is_gone: bool = False


@dataclass(frozen=True)
class ChangeRow:
    """What changed by an action that was carried out and verified."""

    body: str
    what: str
    verified_on: date


@dataclass(frozen=True)
class ThemeRow:
    """One thing that recommendations ask for, and how many do."""

    label: str
    recommendations: int


@dataclass(frozen=True)
class ReviewThemeRow:
    """One theme of a set and the band in which its number of published reviews is told."""

    of_set: str
    label: str
    reviews: str


@dataclass(frozen=True)
class EventRow:
    """One event: what it was, when, how many came in words, and what was said of it."""

    title: str
    kind: str
    when: str
    people: str = ""
    feedback: tuple[str, ...] = ()


@dataclass(frozen=True)
class AskedRow:
    """One request of a meeting to a body, and what came of it; ``money_request`` is its key in the ledger, if any."""

    body: str
    text: str
    asked_on: date
    asked_at: str = ""
    minute: str = ""
    due_on: date | None = None
    answer: str = ""
    answered_on: date | None = None
    is_public: bool = True
    money_request: int | None = None


@dataclass(frozen=True)
class GrantRow:
    """A grant year: its label, what it holds in words, and what is left."""

    year: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Money:
    """The year's position, its requests, and the grants of this year and the next."""

    year: YearPosition
    requests: tuple[RequestRow, ...] = ()
    grants: tuple[GrantRow, ...] = ()


@dataclass(frozen=True)
class MeasureRow:
    """One measure of performance: what it is, what a rise means, and its last time beside the one before."""

    name: str
    told: Compared
    rise_means: str
    unit: str = ""
    definition: str = ""
    shows_small: bool = False


@dataclass(frozen=True)
class ReportFacts:
    """Everything a report of the partnership is written from, as at one day.

    ``since`` is the last meeting, None where none is known; ``by`` is a role. What is None was not recorded here at
    all, and its section is left out; what is empty was looked for and not found.
    """

    sender: Sender
    position: Position
    is_restricted: bool
    by: str = "Review coordinator"
    to: str = ""
    meets_on: date | None = None
    review_name: str = "Domestic Homicide Review"
    law: str = ""
    joint: tuple[str, ...] = ()
    cases: tuple[CaseRow, ...] = ()
    published: tuple[PublishedRow, ...] = ()
    on_register: int = 0
    actions: tuple[BodyActions, ...] = ()
    changes: tuple[ChangeRow, ...] = ()
    themes: tuple[ThemeRow, ...] = ()
    review_themes: tuple[ReviewThemeRow, ...] = ()
    events: tuple[EventRow, ...] | None = None
    coming: tuple[EventRow, ...] = ()
    event_actions: tuple[BodyActions, ...] = ()
    asked: tuple[AskedRow, ...] | None = None
    money: Money | None = None
    risks: tuple[str, ...] = ()
    legal_change: tuple[str, ...] = ()
    measures: tuple[MeasureRow, ...] = ()
