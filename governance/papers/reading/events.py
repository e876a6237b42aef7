"""How do seminars and other events become rows of a report: held, still to come, and what they recommended?"""

from datetime import date, timedelta

from dhr_cases.deadlines import long_date
from dhr_cases.models import Partnership
from governance.papers.report_rows import BodyActions, EventRow
from learning.event_action_facts import BodyTally, by_body
from learning.event_figures import EventFigures, events_between, figures_of_each
from learning.event_terms import EventState
from learning.feedback_facts import FeedbackFact, summaries
from learning.feedback_scales import ActionState
from learning.models import Event

FIRST = date(1900, 1, 1)
"""Where a period without a beginning begins."""
NOBODY_ASKED = "No body was asked"


def held(partnership: Partnership, since: date | None, on: date) -> tuple[EventRow, ...] | None:
    """Events held after ``since`` up to the day, earliest first; None where the partnership never recorded any."""
    if not Event.objects.filter(partnership=partnership).exists():
        return None
    events = events_between(partnership, since + timedelta(days=1) if since else FIRST, on)
    figures, said = figures_of_each(events), summaries([event.pk for event in events])
    return tuple(_row(event, figures[event.pk], said.get(event.pk)) for event in events)


def coming(partnership: Partnership, on: date) -> tuple[EventRow, ...]:
    """Open events after the day, soonest first."""
    found = Event.objects.filter(partnership=partnership, state=EventState.OPEN)
    later = sorted((event for event in found if event.on.value and event.on.value > on), key=_day)
    return tuple(EventRow(event.title, event.get_kind_display(), _when(event)) for event in later)


def actions(partnership: Partnership, on: date) -> tuple[BodyActions, ...]:
    """What events recommended, as it stood on the day, by the body that was asked."""
    return tuple(_asked_of(row, on) for row in by_body(partnership, on))


def _asked_of(row: BodyTally, on: date) -> BodyActions:
    body = row.body
    return BodyActions(
        body=str(body) if body else NOBODY_ASKED,
        open=row.of(ActionState.OPEN, ActionState.DONE),
        overdue=row.late,
        waiting=row.of(ActionState.DONE),
        ended=row.of(ActionState.CONFIRMED, ActionState.DROPPED),
        is_gone=body is not None and body.ends_on is not None and body.ends_on < on,
    )


def _day(event: Event) -> tuple[date, int]:
    return event.on.value or date.max, event.pk


def _row(event: Event, figures: EventFigures, said: FeedbackFact | None) -> EventRow:
    return EventRow(
        title=event.title,
        kind=event.get_kind_display(),
        when=_when(event),
        people=figures.came.words if figures.came.is_stated else "",
        feedback=said.lines if said else (),
    )


def _when(event: Event) -> str:
    if event.on.value and event.on == type(event.on).on(event.on.value):
        return long_date(event.on.value)
    return str(event.on) if event.on.is_known else "day not stated"
