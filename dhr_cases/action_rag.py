"""How does an action stand: complete, ended, red, amber or green, and why?

Imports no Django. Nothing of it is stored: the rating follows from facts and the day it is asked for, and every rating
carries the sentences that explain it. Source: columns of the action plan [K]; the rules are ours [D].
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dhr_cases.deadlines import long_date
from dhr_cases.working_days import add_days, add_months

SOON_DAYS = 28
"""How many days before its target date an action is called amber."""

DONE = "done"
ENDED_WORDS: Mapping[str, str] = {
    "business_as_usual": "The partnership accepts it as business as usual.",
    "rejected": "It was rejected, with a reason.",
    "superseded": "Something else took its place.",
}
"""Statuses in which nothing more will be done, and how that reads."""
UNCARRIED_WORDS: Mapping[str, str] = {
    "not_owned": "No body accepts it as its own.",
    "transferred": "It was passed to a body that is not followed here.",
}
"""Statuses in which nobody here carries it, and how that reads."""


class Rag(StrEnum):
    """How an action stands, from best known to worst: what has ended is not rated by colour."""

    COMPLETE = "complete"
    ENDED = "ended"
    RED = "red"
    AMBER = "amber"
    GREEN = "green"


RAG_LABELS: Mapping[Rag, str] = {
    Rag.COMPLETE: "Carried out and verified",
    Rag.ENDED: "Ended without being carried out",
    Rag.RED: "Red: late or carried by nobody",
    Rag.AMBER: "Amber: needs attention",
    Rag.GREEN: "Green: on course",
}
"""How each rating reads; a colour never stands without its words."""


@dataclass(frozen=True)
class Facts:
    """What a rating is made from. ``due_on`` is the last day its target date can mean; ``heard_on`` the last news."""

    status: str
    due_on: date | None = None
    heard_on: date | None = None
    is_verified: bool = False
    is_end_accepted: bool = False
    has_owner: bool = True
    is_owner_gone: bool = False


@dataclass(frozen=True)
class Days:
    """The day it is asked for, the last day that is soon, and the day before which news are too old."""

    today: date
    soon: date
    stale_before: date


@dataclass(frozen=True)
class Rating:
    """How an action stands, and the sentences that say why."""

    rag: Rag
    why: tuple[str, ...]

    @property
    def label(self) -> str:
        """The rating in words."""
        return RAG_LABELS[self.rag]


def days_of(today: date, update_every_months: int) -> Days:
    """The days by which actions are rated today, when owners are asked every so many months."""
    return Days(today, add_days(today, SOON_DAYS), add_months(today, -update_every_months))


def rate(facts: Facts, days: Days) -> Rating:
    """The rating of one action: the first of complete, ended, red and amber for which something speaks, else green."""
    for rag, reasons in ((Rag.COMPLETE, _complete), (Rag.ENDED, _ended), (Rag.RED, _red), (Rag.AMBER, _amber)):
        why = tuple(reasons(facts, days))
        if why:
            return Rating(rag, why)
    return Rating(Rag.GREEN, ("It has an owner, recent news and time left.",))


def _complete(facts: Facts, days: Days) -> Iterator[str]:
    if facts.status == DONE and facts.is_verified:
        yield "It is done, and somebody else verified it."


def _ended(facts: Facts, days: Days) -> Iterator[str]:
    if facts.status in ENDED_WORDS:
        yield ENDED_WORDS[facts.status]
    elif facts.is_end_accepted:
        yield "The partnership accepts it as ended, with a reason."


def _red(facts: Facts, days: Days) -> Iterator[str]:
    if facts.status in UNCARRIED_WORDS:
        yield UNCARRIED_WORDS[facts.status]
    elif not facts.has_owner:
        yield "No body is named as its owner."
    if facts.is_owner_gone:
        yield "The body that owns it no longer exists."
    if facts.due_on is not None and facts.due_on < days.today and facts.status != DONE:
        yield f"Its target date has passed: {long_date(facts.due_on)}."


def _amber(facts: Facts, days: Days) -> Iterator[str]:
    if facts.status == DONE:
        yield "It is recorded as done and waits to be verified."
        return
    yield from _amber_by_date(facts, days)
    yield from _amber_by_news(facts, days)


def _amber_by_date(facts: Facts, days: Days) -> Iterator[str]:
    if facts.due_on is None:
        yield "It has no target date."
    elif facts.due_on <= days.soon:
        yield f"Its target date is near: {long_date(facts.due_on)}."


def _amber_by_news(facts: Facts, days: Days) -> Iterator[str]:
    if facts.heard_on is None:
        yield "Nothing was ever heard of it."
    elif facts.heard_on < days.stale_before:
        yield f"Nothing was heard of it since {long_date(facts.heard_on)}."
