"""An event with replies, for tests of feedback: made by the actions, a hundred replies as the printed figures need."""

import datetime
from collections.abc import Mapping

from dhr_cases.actions.core import today
from dhr_cases.models import PartialDate
from dhr_cases.models.history import change
from learning.actions.feedback import give_feedback, open_feedback
from learning.event_terms import EventKind, EventState
from learning.feedback_scales import FeedbackKind
from learning.models import Event, FeedbackForm
from tests.conftest import Cast


def event_of(cast: Cast, code: str = "learning-2026", **more: object) -> Event:
    """A seminar that was held; what its actions check is no matter here."""
    facts: dict[str, object] = {
        "title": "Learning from reviews",
        "kind": EventKind.SEMINAR,
        "state": EventState.HELD,
        "on": PartialDate.on(datetime.date(2026, 11, 2)),
        **more,
    }
    with change("For a test", cast.coordinator):
        event: Event = Event.objects.create(partnership=cast.partnership, code=code, **facts)
    return event


def form_of(cast: Cast, event: Event, kind: FeedbackKind = FeedbackKind.DAY, days: int = 30) -> FeedbackForm:
    """Its form, open for some days."""
    closes_on = today() + datetime.timedelta(days=days)
    return open_feedback(event=event, by=cast.coordinator, kind=kind, closes_on=closes_on)


def answer(form: FeedbackForm, question: str, counts: Mapping[str, int], **words: str) -> None:
    """So many replies with each answer to one question; the first of them with the words."""
    for code, number in counts.items():
        for _ in range(number):
            give_feedback(form=form, answers={question: code, **words})
            words = {}
