"""What do several events say together, and how far do they lie apart? Imports no Django.

Added up from counts. An event whose figures are withheld takes no part, nor does a question withheld for one event:
else the small number could be found by taking the shown events from the sum. A printed summary takes no part
either, since there are no counts to add. Both are named, with the reason.
Source: rules of the published figures [V]; the guard against differences is ours [D].
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from learning.feedback_scales import Question
from learning.feedback_statistics import BASE_NOT_STATED, Figures, QuestionFigures, question_figures
from learning.headcounts import total


@dataclass(frozen=True)
class EventReplies:
    """One event, or one summary taken over, with its figures."""

    title: str
    figures: Figures


@dataclass(frozen=True)
class LeftOut:
    """An event that the sum does not hold, and why."""

    title: str
    why: str


@dataclass(frozen=True)
class Spread:
    """The lowest and the highest percentage of one band over several events."""

    label: str
    lowest: int
    highest: int
    events: int

    @property
    def words(self) -> str:
        """“80% to 92% over 3 events”."""
        if self.lowest == self.highest:
            return f"{self.lowest}% at each of {self.events} events"
        return f"{self.lowest}% to {self.highest}% over {self.events} events"


@dataclass(frozen=True)
class Pool:
    """Several events together: their sum, how far they lie apart, and what the sum leaves out."""

    figures: Figures
    spreads: tuple[Spread, ...]
    left_out: tuple[LeftOut, ...]
    counted: int


def pooled(events: Iterable[EventReplies], questions: Sequence[Question]) -> Pool:
    """The events added up. Registered and attended are those of the events counted, so that the rate fits its base."""
    rows = [(row, _why_not(row.figures)) for row in events]
    counted = [row for row, why in rows if not why]
    left_out = tuple(LeftOut(row.title, why) for row, why in rows if why)
    return Pool(_together(counted, questions), _spreads(counted), left_out, len(counted))


def _together(counted: Sequence[EventReplies], questions: Sequence[Question]) -> Figures:
    return Figures(
        registered=total(row.figures.registered for row in counted),
        attended=total(row.figures.attended for row in counted),
        responded=_responded(counted),
        questions=tuple(filter(None, (_sum_of(question, counted) for question in questions))),
    )


def _responded(counted: Sequence[EventReplies]) -> int | None:
    """All replies that are counted; None without an event, which is not nil."""
    return sum(row.figures.responded or 0 for row in counted) if counted else None


def _why_not(figures: Figures) -> str:
    if figures.is_withheld:
        return f"{figures.responded_words} replies"
    if figures.printed:
        return BASE_NOT_STATED if figures.responded is None else "counts not stated"
    return "" if figures.questions else "no replies"


def _sum_of(question: Question, events: Sequence[EventReplies]) -> QuestionFigures | None:
    """One question over all events that show it; None where none does."""
    shown = [row for event in events for row in event.figures.questions if _shows(row, question)]
    counts: Counter[str] = Counter()
    for row in shown:
        counts.update(
            {answer.code: share.count or 0 for answer, share in zip(question.answers, row.answers, strict=True)}
        )
    return question_figures(question, counts) if shown else None


def _shows(row: QuestionFigures, question: Question) -> bool:
    return row.question.code == question.code and not row.is_withheld


def _spreads(events: Sequence[EventReplies]) -> tuple[Spread, ...]:
    """Bands that at least two events show."""
    found: dict[str, list[int]] = {}
    for event in events:
        for row in event.figures.questions:
            for band in row.bands:
                found.setdefault(f"{row.question.label}: {band.label}", []).append(band.percent)
    return tuple(
        Spread(label, min(values), max(values), len(values)) for label, values in found.items() if len(values) > 1
    )
