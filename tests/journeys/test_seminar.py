"""Does a seminar come from its cases to its feedback report, with people who register and answer without an account?

They do so at the width of a telephone; slides are made from a published review and approved by two people; the
coordinator reads the figures and takes the report out.
"""

import datetime
import io
from collections.abc import Callable

import pytest
from django.utils import timezone
from docx import Document
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from dhr_cases.models import PartialDate, PublicRecord
from learning.actions.events import EventFacts, change_event, record_event_held
from learning.actions.feedback import give_feedback
from learning.event_terms import EventKind
from learning.models import Event, FeedbackForm, FeedbackReply
from tests.journeys import seminar_pack
from tests.journeys.conftest import Visit
from tests.journeys.looking import HEIGHT, NARROW, Looker
from tests.journeys.visitor import Visitor
from workflows.demonstration.people import Town

pytestmark = pytest.mark.browser

TITLE = "Asking again when things change"
ONE_DAY = datetime.timedelta(days=1)
RATINGS = ("excellent", "excellent", "very_good", "good")


@pytest.fixture
def passer_by(live_server: LiveServer, new_page: Callable[..., Page], looker: Looker) -> Visitor:
    """Somebody without an account, on a telephone."""
    page = new_page()
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    return Visitor("passer-by", page, live_server.url, looker)


def test_takes_a_seminar_from_its_cases_to_its_feedback_report(town: Town, visit: Visit, passer_by: Visitor) -> None:
    record = seminar_pack.published(town)
    coordinator = visit("coordinator")
    event = _planned(coordinator)
    _prepared(coordinator, (visit("csp.chair"), visit(seminar_pack.SECOND)), event, passer_by, record)
    _registered(passer_by, event)
    _held(event, town)
    _attendance(coordinator, event)
    form = _opened(coordinator, event)
    _answered(passer_by, form)
    _read(coordinator, event)


def _planned(coordinator: Visitor) -> Event:
    coordinator.open("/learning/")
    coordinator.press("Plan an event")
    coordinator.send("Plan an event", {
        "What sort of event is it?": "Seminar",
        "Title": TITLE,
        "Day": timezone.localdate() + ONE_DAY,
        "Starts at": "09:30",
        "Ends at": "12:30",
        "Venue": "Maple Hall",
        "Who may register on the web?": "Anybody with the address",
    })  # fmt: skip  # the form in one glance
    coordinator.press("Announce the event")
    coordinator.send("Announce the event")
    found: Event = Event.objects.get(title=TITLE)
    return found


def _prepared(
    coordinator: Visitor, others: tuple[Visitor, Visitor], event: Event, passer_by: Visitor, record: PublicRecord
) -> None:
    """Slides are made from a paragraph that anybody can read, and two other people let them out."""
    lesson = seminar_pack.read_in_public(passer_by, record)
    seminar_pack.choose(coordinator, event, lesson)
    seminar_pack.make(coordinator, event)
    seminar_pack.approve(others, event)
    seminar_pack.show(coordinator, event, lesson)


def _registered(passer_by: Visitor, event: Event) -> None:
    passer_by.open(f"/register/{event.code}/")
    passer_by.send("Register", {"Name": "Robin Invented", "E-mail address": "robin@example.test"})
    assert event.bookings.count() == 1


def _held(event: Event, town: Town) -> None:
    """The day comes: the seminar is moved to today, and was held."""
    by = town.accounts["coordinator"]
    event.refresh_from_db()
    facts = EventFacts(
        kind=EventKind.SEMINAR,
        title=TITLE,
        on=PartialDate.on(timezone.localdate()),
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        venue=event.venue,
    )
    change_event(event=event, by=by, facts=facts)
    record_event_held(event=event, by=by)


def _attendance(coordinator: Visitor, event: Event) -> None:
    coordinator.open(f"/learning/demo/events/{event.code}/attendance/")
    coordinator.send("Record who came", {"Who came?": "Robin Invented"})


def _opened(coordinator: Visitor, event: Event) -> FeedbackForm:
    coordinator.open(f"/learning/demo/events/{event.code}/feedback/")
    coordinator.press("Open the feedback form")
    last_day = timezone.localdate() + 14 * ONE_DAY
    coordinator.send("Open the feedback form", {"Last day for answers": last_day})
    found = FeedbackForm.objects.get(event=event)
    assert coordinator.sees(f"/feedback/{found.token}/")
    return found


def _answered(passer_by: Visitor, form: FeedbackForm) -> None:
    """One on a telephone, who first sends nothing at all; the others likewise, without the pictures."""
    passer_by.open(f"/feedback/{form.token}/")
    passer_by.press("Send my answers")
    assert passer_by.problems() == "Answer at least one question."
    passer_by.send("Send my answers", {
        "How was the event overall?": "Excellent",
        "Would you like future seminars on completed reviews?": "Yes",
        "What will you do differently?": "Ask a second time.",
    })  # fmt: skip  # the form in one glance
    assert passer_by.heading() == "Thank you for your answers"
    for rating in RATINGS:
        give_feedback(form=form, answers={"overall": rating, "wants_more": "yes"})
    assert FeedbackReply.objects.count() == len(RATINGS) + 1


def _read(coordinator: Visitor, event: Event) -> None:
    page = f"/learning/demo/events/{event.code}/feedback/"
    coordinator.open(page)
    assert coordinator.sees("Ask a second time.")
    coordinator.press("Record what the event recommended")
    coordinator.send("Record what the event recommended", {"What should be done?": "Train every new starter"})
    coordinator.open("/learning/demo/feedback/")
    assert coordinator.sees("Train every new starter")
    answer = coordinator.page.request.get(f"{coordinator.address}{page}report/docx/")
    words = [row.text for row in Document(io.BytesIO(answer.body())).paragraphs]
    assert "80% excellent or very good (4 of 5)" in words
    assert "100% would like future seminars (5 of 5)" in words
