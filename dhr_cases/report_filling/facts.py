"""What is known of a case that its report can say? Words and figures only; "" and None are "not recorded"."""

from dataclasses import dataclass

NOT_RECORDED = "[not recorded]"
"""Stands where the record holds nothing, so that the gap is seen [D]."""


def known(words: str) -> str:
    """The words, or the sign that nothing is recorded."""
    return words.strip() or NOT_RECORDED


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 agency", "4 agencies", "no agencies"."""
    noun = one if number == 1 else many or f"{one}s"
    return f"{number or 'no'} {noun}"


def within_sentence(label: str) -> str:
    """A label as it stands inside a sentence: "criminal trial", but "IOPC" and "CPS" keep their capitals."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"


def ended(sentence: str) -> str:
    """A sentence on one line, with a full stop where it has no sign at its end."""
    words = " ".join(sentence.split())
    return words if words.endswith((".", "!", "?", ":", ".”", "?”")) else f"{words}."


@dataclass(frozen=True)
class Basics:
    """What a title page and a summary begin with. ``died`` is a month and year, never a day."""

    label: str
    pseudonym: str
    died: str
    partnership: str
    posts: tuple[tuple[str, str], ...] = ()
    decided_on: str = ""
    reported_on: str = ""
    asked: int = 0
    had_contact: int = 0


@dataclass(frozen=True)
class Delay:
    """A time in which work stood still or was given more time, and why."""

    what: str
    since: str
    until: str
    reason: str


@dataclass(frozen=True)
class Timeline:
    """The days of the review itself in their order, the time it took in whole months, and its delays."""

    steps: tuple[tuple[str, str], ...]
    began_on: str
    ended_on: str
    months: int | None = None
    delays: tuple[Delay, ...] = ()


@dataclass(frozen=True)
class Terms:
    """The terms of reference as agreed: the period by month, the questions, what the family asked."""

    version: int
    agreed_on: str
    scope_from: str
    scope_to: str
    questions: tuple[str, ...]
    family_view: str = ""


@dataclass(frozen=True)
class Methods:
    """How the review was done, in figures."""

    scoped: int
    scoped_with_contact: int
    returns: tuple[tuple[str, int], ...]
    unanswered: int
    meetings: tuple[str, ...]
    interviews: int
    refusals: int


@dataclass(frozen=True)
class Relative:
    """One person close to the one who died, by pseudonym or part; never with a way to reach them."""

    who: str
    relationship: str = ""
    first_contact: str = ""
    contacts: int = 0
    advocate_offered: str = ""
    interviews: int = 0
    refused: int = 0
    read_on: str = ""
    answered_on: str = ""


@dataclass(frozen=True)
class Contributor:
    """One agency and what it gave."""

    agency: str
    gave: str
    is_author_independent: bool | None = None


@dataclass(frozen=True)
class Seat:
    """One place on the panel by role and agency; members are not named."""

    agency: str
    role: str
    is_specialist: bool = False
    until: str = ""


@dataclass(frozen=True)
class Panel:
    """Who sat, how often, and whom the panel did without."""

    seats: tuple[Seat, ...]
    meetings: tuple[str, ...]
    excused: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contractor:
    """The chair or author: printed by name, as the title page does."""

    name: str
    post: str
    appointed_on: str
    independence: str
    ended_on: str = ""


@dataclass(frozen=True)
class Proceeding:
    """Something that ran beside the review."""

    kind: str
    began: str
    ended: str
    state: str
    outcome: str


@dataclass(frozen=True)
class CopyGiven:
    """A copy of the report, to whom, on which basis, when; a relative is not named."""

    recipient: str
    basis: str
    on: str


@dataclass(frozen=True)
class ChronologyLine:
    """One line of an agency's chronology; ``month`` is never finer than that, whatever the agency gave."""

    month: str
    agency: str
    what: str
    done: str = ""


@dataclass(frozen=True)
class Chronology:
    """The lines that may be printed, in order of time, and how many other lines and files there are."""

    files: int = 0
    lines: tuple[ChronologyLine, ...] = ()
    withheld: int = 0
    set_aside: int = 0
    unread: int = 0

    @property
    def rows_in(self) -> int:
        """Every line of the files that could be opened."""
        return len(self.lines) + self.withheld + self.set_aside


@dataclass(frozen=True)
class Worded:
    """The words for a section, and what has to be said of those they leave out; "" for nothing."""

    text: str
    left_out: str = ""


@dataclass(frozen=True)
class PlannedAction:
    """One action of the plan with its milestones in words."""

    text: str
    lead: str
    milestones: tuple[str, ...]
    target: str
    completed: str
    outcome: str


@dataclass(frozen=True)
class Recommended:
    """One recommendation under its printed number."""

    number: str
    text: str
    scope: str
    owner: str
    target: str
    measure: str
    actions: tuple[PlannedAction, ...] = ()
