"""Does what a meeting asked of a partner come back in the next meeting's report?

From the agenda to the resolution, the request, its answer, and the committee report of the next meeting.
"""

import datetime
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.utils import timezone

from governance.actions.bodies import BodyFacts, set_up_body
from governance.actions.meetings import MeetingFacts, plan_meeting
from governance.models import AgendaItem, Meeting
from tests.journeys.conftest import Visit
from tests.journeys.visitor import Answer, Visitor
from tests.papers.read_back import word_texts
from workflows.demonstration.people import CODE, Town

pytestmark = pytest.mark.browser

MEETINGS = f"/meetings/{CODE}/"
TODAY = timezone.localdate()
MET_ON = TODAY - datetime.timedelta(days=30)
NEXT = TODAY + datetime.timedelta(days=30)
ASKED = "Say who attends review panels from the spring"
ANSWER = "A named lead attends from April"
ASKED_BODY = "Kent Police"


@pytest.fixture
def meeting(town: Town) -> Meeting:
    """A meeting of a month ago of a body whose minutes begin at 58, and the next one, both in the calendar."""
    coordinator = town.accounts["coordinator"]
    facts = BodyFacts(name="Journey Community Safety Board", short_name="Board", first_minute=58, purpose="Safety")
    body = set_up_body(partnership=town.partnership, by=coordinator, facts=facts)
    plan_meeting(body=body, by=coordinator, facts=MeetingFacts(on=NEXT, place="Room 1"))
    return plan_meeting(body=body, by=coordinator, facts=MeetingFacts(on=MET_ON, place="Room 1"))


def test_brings_an_answered_request_into_the_next_meetings_report(
    visit: Visit, meeting: Meeting, tmp_path: Path
) -> None:
    coordinator = visit("coordinator")
    item = _agenda(coordinator, meeting)
    _minute(coordinator, meeting, item)
    _answer(visit("actions"))
    told = "\n".join(_report(coordinator, tmp_path))
    day = f"{TODAY:%-d %B %Y}"
    assert f"minute 58: {ASKED_BODY} was asked: {ASKED}. Answer on {day}: {ANSWER}." in told
    assert f"To | Journey Community Safety Board, {NEXT:%-d %B %Y}" in told


def _do(coordinator: Visitor, place: str, words: str, filled: Mapping[str, Answer] | None = None) -> None:
    """One act from the page it is offered on."""
    coordinator.open(place)
    coordinator.press(words)
    coordinator.send(words, filled)


def _agenda(coordinator: Visitor, meeting: Meeting) -> AgendaItem:
    place = f"{MEETINGS}dates/{meeting.pk}/"
    about = {"Title": "Review update", "Who may read it?": "Unrestricted"}
    _do(coordinator, place, "Add an item", about)
    _do(coordinator, place, "Record that the agenda went out", {"Day it went out": MET_ON})
    _do(coordinator, place, "Record that it was held")
    return meeting.items.get()


def _minute(coordinator: Visitor, meeting: Meeting, item: AgendaItem) -> None:
    place = f"{MEETINGS}items/{item.pk}/"
    _do(coordinator, place, "Write the minute", {"Minute": "The coordinator gave an update."})
    _do(
        coordinator,
        place,
        "Record a resolution",
        {
            "RESOLVED that": "the police be asked who attends.",
            "Words of the first part": ASKED,
            "What did the meeting do?": "Ask a partner",
            "Which body is asked?": ASKED_BODY,
        },
    )
    _do(coordinator, f"{MEETINGS}dates/{meeting.pk}/", "Number the minutes")


def _answer(partner: Visitor) -> None:
    """The partner's own person finds at home what the meeting asks, and answers."""
    partner.open("/")
    partner.follow(ASKED)
    partner.send("Send the answer", {"Your answer, or why you cannot": ANSWER})


def _report(coordinator: Visitor, folder: Path) -> list[str]:
    """The public committee report in Word: last and next meeting are filled in by themselves."""
    coordinator.open(f"{MEETINGS}reports/")
    with coordinator.page.expect_download() as begun:
        coordinator.page.locator("a[href*='committee-report/'][href*='version=public'][href*='format=docx']").click()
    begun.value.save_as(folder / "report.docx")
    coordinator.open(f"{MEETINGS}dashboard/")
    return word_texts((folder / "report.docx").read_bytes())
