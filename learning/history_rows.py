"""What is each line of the history of learning about: which event, which paragraph, which theme?

Acts name their event by its key, its code or its title, as their record holds it; a title is that of the day.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from dhr_cases.models import Partnership
from learning.models import Event, LearningEvent

WHOLE = "the partnership"
"""What an act is about that is about no event, paragraph or theme: settings, suggestions, templates."""


@dataclass(frozen=True)
class About:
    """What one act was about; ``code`` is that of an event that has a page."""

    words: str = WHOLE
    code: str = ""


def about(partnership: Partnership, told: Sequence[LearningEvent]) -> dict[int, About]:
    """What each act was about, by its key; one query however many."""
    events = _events(partnership, told)
    return {row.pk: _about(row, events) for row in told}


def _named(row: LearningEvent) -> int | str | None:
    """How the record of an act names its event: a key, a code or a title; None for none."""
    found: int | str | None = row.subject_id if row.subject == "event" else row.detail.get("event")
    return found


def _events(partnership: Partnership, told: Iterable[LearningEvent]) -> Mapping[int | str, Event]:
    """The events that are named by key or code."""
    named = [name for name in map(_named, told) if name is not None]
    keys, codes = ([name for name in named if isinstance(name, kind)] for kind in (int, str))
    found = Event.objects.filter(Q(pk__in=keys) | Q(code__in=codes), partnership=partnership)
    return {name: event for event in found for name in (event.pk, event.code)}


def _about(row: LearningEvent, events: Mapping[int | str, Event]) -> About:
    named = _named(row)
    if named is None:
        return About(_besides(row.detail) or WHOLE)
    event = events.get(named)
    if event is not None:
        return About(event.title, event.code)
    return About(named) if isinstance(named, str) else About()


def _besides(detail: Mapping[str, object]) -> str:
    """What an act is about that is about no event: a place in a review, or a theme."""
    if "review" in detail:
        places = [f"{what} {detail[what]}" for what in ("paragraph", "recommendation") if what in detail]
        return ", ".join([str(detail["review"]), *places])
    found = next((detail[name] for name in ("theme", "to", "set") if name in detail), "")
    return ", ".join(map(str, found)) if isinstance(found, list) else str(found)
