"""The demonstration has seminars with a hundred replies together, too few for one, and figures as printed."""

import pytest
from django.utils import timezone

from learning.feedback_facts import event_actions
from learning.feedback_rows import feedback_of, pool_of
from learning.models import Event, FeedbackForm
from workflows.demonstration.feedback import SEMINARS, hear
from workflows.demonstration.people import settle


@pytest.mark.django_db
def test_three_seminars_together_give_the_printed_figures() -> None:
    town = settle()
    hear(town)
    events = list(Event.objects.filter(partnership=town.partnership))
    pool = pool_of(events)
    shown = {band.label: band.percent for band in pool.figures.bands[1:3]}
    assert shown == {"Excellent or very good": 85, "Excellent, very good or good": 97}
    assert pool.figures.responded == 100
    assert {row.why for row in pool.left_out} == {"fewer than 5 replies", "base not stated"}
    small = next(event for event in events if event.title == SEMINARS[-1].title)
    assert feedback_of(small).is_withheld
    assert [line.is_late for line in event_actions(town.partnership)].count(True) == 1


@pytest.mark.django_db
def test_a_visitor_can_still_answer_one_form() -> None:
    hear(settle())
    asked = [form.event.title for form in FeedbackForm.objects.all() if form.takes_replies(timezone.localdate())]
    assert asked == [SEMINARS[-1].title]
