"""What do reports say about feedback and about the actions that came out of events? Plain facts, no rows.

Sentences are fit for print: each percentage with its base, withheld figures as such.
"""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dhr_cases.actions.core import today
from dhr_cases.models import Partnership
from learning.feedback_rows import figures_of_feedback
from learning.feedback_scales import ACTION_WORDS, OVERALL, WANTS_MORE, ActionState
from learning.feedback_statistics import LEAST_SHOWN, Figures, QuestionFigures, Share
from learning.models import Event, EventAction, FeedbackSettings

QUOTED = (OVERALL, WANTS_MORE)
"""The questions that a committee report quotes."""
AT_LEAST_QUOTED = 2
"""The first band a report quotes: excellent or very good; excellent alone stands in the table."""


@dataclass(frozen=True)
class FeedbackFact:
    """The replies to one event: how many, at what rate, what they said in sentences."""

    responded: int | None
    response_rate: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class ActionLine:
    """One action that an event recommended."""

    event: str
    theme: str
    text: str
    owner: str
    due_on: datetime.date | None
    state: str
    is_late: bool


def summaries(event_keys: Collection[int]) -> dict[int, FeedbackFact]:
    """What was said about each event, by its key; events without feedback are left out."""
    events = list(Event.objects.filter(pk__in=event_keys))
    least = _least_of({event.partnership_id for event in events})
    facts: dict[int, FeedbackFact] = {}
    for partnership_id, number in least.items():
        own = [event for event in events if event.partnership_id == partnership_id]
        said = figures_of_feedback(own, least=number)
        facts |= {key: fact_of(row) for key, row in said.items() if has_feedback(row)}
    return facts


def _least_of(partnerships: set[int]) -> dict[int, int]:
    """The least number shown of each partnership."""
    found = FeedbackSettings.objects.filter(partnership__in=partnerships)
    set_here = dict(found.values_list("partnership", "least_shown"))
    return {key: set_here.get(key, LEAST_SHOWN) for key in partnerships}


def has_feedback(said: Figures) -> bool:
    """True when anybody replied or figures were printed."""
    return bool(said.is_withheld or said.questions or said.printed)


def fact_of(said: Figures) -> FeedbackFact:
    """The figures as a report says them."""
    if said.is_withheld:
        return FeedbackFact(None, "", (f"The feedback is withheld: {said.responded_words} replies.",))
    rate = "" if said.response_rate is None else f"{said.response_rate}% of those who came"
    return FeedbackFact(said.responded, rate, tuple(_lines(said)))


def _lines(said: Figures) -> list[str]:
    if said.printed:
        return [line_of(share) for share in said.printed]
    rows = [row for row in said.questions if row.question in QUOTED]
    return [line_of(share) for row in rows for share in _quoted(row.bands)] + _withheld(rows)


def _withheld(rows: Iterable[QuestionFigures]) -> list[str]:
    return [f"{row.question.label}: withheld, {row.base_words} answered" for row in rows if row.is_withheld]


def _quoted(bands: tuple[Share, ...]) -> tuple[Share, ...]:
    """The bands that are quoted: of a graded question the second and third."""
    return bands[AT_LEAST_QUOTED - 1 : AT_LEAST_QUOTED + 1] if len(bands) > 1 else bands


def line_of(share: Share) -> str:
    """“85% excellent or very good (85 of 100)”, or “(base not stated)”."""
    base = f"{share.count:,} of {share.base_words}" if share.count is not None else share.base_words
    return f"{share.percent}% {_within(share.label)} ({base})"


def _within(label: str) -> str:
    """A label as it reads within a sentence; an abbreviation at its beginning, such as DHR, keeps its capitals."""
    is_abbreviated = label[1:2].isupper()
    return label if is_abbreviated else label[:1].lower() + label[1:]


def event_actions(partnership: Partnership) -> tuple[ActionLine, ...]:
    """Every action that came out of an event of the partnership, oldest event first."""
    rows = EventAction.objects.filter(event__partnership=partnership).select_related("event", "owner")
    return tuple(action_line(row, today()) for row in rows.order_by("event__on", "pk"))


def action_line(row: EventAction, on: datetime.date) -> ActionLine:
    """One action as a list shows it on a day."""
    state = ActionState(row.state)
    is_late = state is ActionState.OPEN and row.due_on is not None and row.due_on < on
    return ActionLine(
        event=row.event.title,
        theme=row.theme,
        text=row.text,
        owner=str(row.owner) if row.owner else "",
        due_on=row.due_on,
        state=ACTION_WORDS[state],
        is_late=is_late,
    )
