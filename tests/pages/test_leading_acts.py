"""Which act does a page lead with, and do the others stand below it as links?"""

import re

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.models import Case, PartialDate, User
from dhr_cases.stages import STAGES, Stage
from dhr_cases.verbs import VERBS, Verb
from dhr_cases.views.offers import ASIDE, leading
from governance.verbs import VERBS as MEETING_VERBS
from governance.verbs import GovernanceVerb
from learning.verbs import VERBS as LEARNING_VERBS
from learning.verbs import LearningVerb
from tests import events, meetings
from tests.conftest import Cast
from tests.stages import case_at

pytestmark = pytest.mark.django_db


def main_of(user: User, address: str) -> str:
    """What stands in the main part of a page."""
    client = Client()
    client.force_login(user)
    return client.get(address).content.decode().partition("<main")[2]


def leads_of(text: str) -> list[str]:
    """The words of the primary buttons that lead to an act."""
    return re.findall(r'class="govuk-button" data-module="govuk-button">([^<]+)</a>', text)


def links_of(text: str) -> list[str]:
    """The words of the links in the list of acts."""
    return re.findall(r"<a[^>]*>([^<]+)</a>", text.partition('class="offers__list"')[2].partition("</ul>")[0])


@pytest.mark.parametrize("stage", STAGES)
def test_leads_with_acts_that_take_a_review_on(stage: Stage) -> None:
    order = list(STAGES)
    for verb in leading(stage):
        assert verb not in ASIDE
        assert any(order.index(following) > order.index(stage) for following in VERBS[verb].leads_to)


def test_leads_with_the_step_that_the_panel_waits_for(case: Case, cast: Cast) -> None:
    case_at(cast, case, Stage.CHAIR_APPOINTED)
    text = main_of(cast.coordinator, reverse("case_panel", args=[case.reference]))
    assert leads_of(text) == [VERBS[Verb.FORM_PANEL].label]
    assert VERBS[Verb.SEAT_AGENCY].label in links_of(text)


def test_does_not_lead_with_publishing_before_the_checks(case: Case, cast: Cast) -> None:
    case_at(cast, case, Stage.PRE_PUBLICATION)
    text = main_of(cast.coordinator, reverse("case_publication", args=[case.reference]))
    assert VERBS[Verb.PUBLISH].label in links_of(text)
    assert leads_of(text) == [VERBS[Verb.CHECK_PUBLICATION].label]


def test_lists_acts_beside_the_line_as_links_alone(case: Case, cast: Cast) -> None:
    case_at(cast, case, Stage.DRAFTING)
    text = main_of(cast.coordinator, reverse("case_clocks", args=[case.reference]))
    assert not leads_of(text)
    assert VERBS[Verb.START_HOLD].label in links_of(text)


@pytest.mark.parametrize(
    ("in_days", "places", "verb"),
    [
        (30, 12, LearningVerb.INVITE_TO_EVENT),
        (30, 1, LearningVerb.SEND_JOINING_PACK),
        (0, 12, LearningVerb.RECORD_EVENT_HELD),
    ],
)
def test_leads_an_event_from_invitation_to_its_day(cast: Cast, in_days: int, places: int, verb: LearningVerb) -> None:
    event = events.announced(cast, 30, capacity=places)
    events.book(cast, event)
    event.on = PartialDate.on(events.day_in(in_days))
    event.save()
    text = main_of(cast.coordinator, reverse("event", args=[event.partnership.code, event.code]))
    assert leads_of(text) == [LEARNING_VERBS[verb].label]


def test_leads_a_meeting_from_its_items_to_its_agenda(cast: Cast) -> None:
    meeting = meetings.planned(cast, meetings.a_body(cast), meetings.today())
    address = reverse("governance_meeting", args=["testshire", meeting.pk])
    assert leads_of(main_of(cast.coordinator, address)) == [MEETING_VERBS[GovernanceVerb.ADD_ITEM].label]
    meetings.an_item(cast, meeting)
    assert leads_of(main_of(cast.coordinator, address)) == [MEETING_VERBS[GovernanceVerb.SEND_AGENDA].label]
