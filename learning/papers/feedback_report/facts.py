"""Which facts does the feedback report of an event need? Read once; nothing withheld is among them."""

import datetime
from dataclasses import dataclass

from dhr_cases.actions.core import today
from learning.event_places import when
from learning.event_terms import KINDS, EventKind
from learning.feedback_facts import ActionLine, action_line
from learning.feedback_rows import delivered, feedback_of, words_of
from learning.feedback_scales import FeedbackKind
from learning.feedback_statistics import Figures
from learning.models import Event, EventAction, FeedbackSummary


@dataclass(frozen=True)
class ReportFacts:
    """One event and everything said about it. ``words`` are pairs of an open question and what was written to it."""

    title: str
    partnership: str
    brand: str
    kind: str
    held: str
    place: str
    theme: str
    sentence: str
    said: Figures
    later: Figures
    words: tuple[tuple[str, tuple[str, ...]], ...]
    actions: tuple[ActionLine, ...]
    source: str
    made_on: datetime.date


def facts_of(event: Event) -> ReportFacts:
    """The facts of one event as they stand today."""
    said, later = feedback_of(event), feedback_of(event, FeedbackKind.FOLLOW_UP)
    return ReportFacts(
        title=event.title,
        partnership=event.partnership.name,
        brand=event.partnership.brand_colour,
        kind=KINDS[EventKind(event.kind)].label,
        held=when(event) if event.on.is_known or event.year is not None else "",
        place=event.venue or event.platform,
        theme=event.theme,
        sentence=delivered([event]),
        said=said,
        later=later,
        words=(*_words(event, FeedbackKind.DAY, said), *_words(event, FeedbackKind.FOLLOW_UP, later)),
        actions=_actions(event),
        source=_source(event),
        made_on=today(),
    )


def _words(event: Event, kind: FeedbackKind, said: Figures) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((row.label, tuple(one.text for one in row.texts)) for row in words_of(event, kind, said))


def _actions(event: Event) -> tuple[ActionLine, ...]:
    rows = EventAction.objects.filter(event=event).select_related("event", "owner")
    return tuple(action_line(row, today()) for row in rows)


def _source(event: Event) -> str:
    return FeedbackSummary.objects.filter(event=event).values_list("source", flat=True).first() or ""
