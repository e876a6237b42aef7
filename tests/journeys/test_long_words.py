"""Do pages of learning and meetings hold a word that is longer than its place, on every width?"""

from dataclasses import replace

import pytest
from django.urls import reverse

from governance.actions.agenda import ItemFacts, add_item, expect_meeting_paper
from governance.actions.bodies import BodyFacts, add_body_member, set_up_body
from governance.actions.forward_plan import PlanFacts, plan_item
from governance.actions.measures import MeasureFacts, add_measure
from governance.actions.meetings import MeetingFacts, hold_meeting, plan_meeting, send_agenda
from governance.actions.minutes import record_question
from governance.actions.resolutions import LimbFacts, resolve
from governance.resolution_types import ResolutionType
from learning.actions.event_actions import ActionPlan, record_event_action
from learning.actions.event_topics import suggest_topic
from learning.actions.events import cancel_event, plan_event
from learning.actions.themes import add_theme, add_theme_set
from learning.themes.reading import SetKind
from tests.events import FACTS
from tests.journeys.conftest import Visit
from tests.journeys.looking import HEIGHT, NARROW, OVERFLOW, WIDE, WIDEST
from tests.journeys.review import day
from workflows.demonstration.people import Town

pytestmark = [pytest.mark.browser, pytest.mark.first_database]


WORD = "Verylongwordwithoutanyspace" * 6
WIDTHS = (1600, WIDE, NARROW)
LONGEST = 120
"""Letters of a word that no screen has room for: an address pasted as a title, say."""


def act_with_long_words(town: Town) -> list[str]:
    """Events, themes, topics and meetings with a long word wherever people type; where each is shown."""
    by, partnership, word = town.accounts["coordinator"], town.partnership, WORD[:LONGEST]
    event = plan_event(partnership=partnership, by=by, facts=replace(FACTS, title=word, theme=word, venue=word))
    record_event_action(event=event, by=by, plan=ActionPlan(text=word))
    suggest_topic(partnership=partnership, by=by, text=word)
    add_theme(
        theme_set=add_theme_set(partnership=partnership, by=by, label=word, kind=SetKind.LOCAL),
        by=by,
        label=word,
        from_on=day(9),
    )
    cancel_event(event=event, by=by, reason=word)
    body = set_up_body(partnership=partnership, by=by, facts=BodyFacts(name=word, purpose=word))
    add_body_member(body=body, by=by, name=word, starts_on=day(9), post=word)
    meeting = plan_meeting(body=body, by=by, facts=MeetingFacts(on=day(3), place=word))
    item = add_item(meeting=meeting, by=by, facts=ItemFacts(part="D", title=word, presenters=word))
    expect_meeting_paper(item=item, by=by, title=word, author=word)
    plan_item(body=body, by=by, facts=PlanFacts(title=word, due_on=day(-9), presenters=word, origin=word))
    send_agenda(meeting=meeting, by=by, on=day(5))
    hold_meeting(meeting=meeting, by=by)
    resolve(item=item, by=by, words=word, limb=LimbFacts(kind=ResolutionType.FURTHER_UPDATE, text=word, due_on=day(-9)))
    record_question(item=item, by=by, text=word, asked_by=word)
    add_measure(partnership=partnership, by=by, facts=MeasureFacts(name=word, unit=word[:60], definition=word))
    code = partnership.code
    learning = ("events", "events_actions", "event_topics", "learning_themes", "learning_history")
    meetings = ("governance_home", "governance_plan", "governance_log", "governance_measures")
    return [
        *(reverse(name, args=(code,)) for name in (*learning, *meetings)),
        reverse("event", args=(code, event.code)),
        reverse("governance_body", args=(code, body.pk)),
        reverse("governance_meeting", args=(code, meeting.pk)),
        reverse("governance_item", args=(code, item.pk)),
    ]


def test_goes_on_in_the_next_line_where_a_word_is_longer_than_its_place(town: Town, visit: Visit) -> None:
    coordinator = visit("coordinator")
    page = coordinator.page
    for address in act_with_long_words(town):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            coordinator.open(address)
            too_wide = page.evaluate(OVERFLOW)
            assert too_wide <= 0, f"{address} at {width}: {too_wide} px, {page.evaluate(WIDEST)}"
