"""What does a seminar pack need to be written? Plain facts, each quotation with its place in a published summary."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from learning.pack_lines import Route


@dataclass(frozen=True)
class Quoted:
    """Words with their places: the title of a published review and numbers of its paragraphs; () for our own words."""

    text: str
    title: str = ""
    numbers: tuple[int, ...] = ()

    @property
    def source(self) -> str:
        """The source in short, as it stands on a slide; "" for our own words."""
        return f"{self.title}, {', '.join(map(str, self.numbers))}" if self.numbers else self.title


@dataclass(frozen=True)
class CaseFacts:
    """What the pack tells of one published review. ``paragraphs`` are those of its summary, by number."""

    title: str
    address: str
    published_on: datetime.date | None
    paragraphs: Mapping[int, str]
    outline: tuple[Quoted, ...] = ()
    happened: tuple[Quoted, ...] = ()
    in_time: tuple[tuple[str, Quoted], ...] = ()
    good: tuple[Quoted, ...] = ()
    lessons: tuple[Quoted, ...] = ()
    family: tuple[Quoted, ...] = ()
    recommendations: tuple[Quoted, ...] = ()
    progress: tuple[tuple[str, str, str], ...] = ()
    """Steps of the published action plan: what, how it stands, by when."""


@dataclass(frozen=True)
class ThemeFacts:
    """A theme and what published reviews say of it."""

    name: str
    said: tuple[Quoted, ...]


@dataclass(frozen=True)
class ProgrammeLine:
    """One part of the programme: when it begins, what it is, who speaks ("" where nobody is named)."""

    at: str
    title: str
    speaker: str = ""


@dataclass(frozen=True)
class PackFacts:
    """A pack: the event, what the partnership wrote for it, the reviews and themes chosen."""

    partnership: str
    brand: str
    label: str
    mailbox: str
    code: str
    title: str
    kind: str
    when: str
    where: str
    access: str
    as_at: str
    aims: tuple[str, ...]
    cases: tuple[CaseFacts, ...]
    themes: tuple[ThemeFacts, ...]
    practice: tuple[str, ...]
    questions: tuple[str, ...]
    routes: tuple[Route, ...]
    programme: tuple[ProgrammeLine, ...] = ()
    years: tuple[tuple[str, int], ...] = ()
    """Reviews of the partnership on the public register, by year of death."""
    steps_done: tuple[int, int] = (0, 0)
    """Steps of published action plans: done, and in all."""
    feedback_link: str = ""
    is_demonstration: bool = False

    @property
    def foot(self) -> str:
        """The line at the foot of every page and slide."""
        invented = "Demonstration, all invented. " if self.is_demonstration else ""
        return f"{invented}{self.partnership}. {self.title}."
