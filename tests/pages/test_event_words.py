"""Which words do pages, papers and calendars find for events, at each corner of what is known of them?"""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.models import Organisation, PartialDate
from dhr_cases.models.history import change
from learning.actions.event_actions import (
    ActionPlan,
    drop_event_action,
    record_event_action,
)
from learning.actions.events import change_event
from learning.event_calendar import calendar_of
from learning.models import Event
from learning.papers.pack.reading import where_held
from learning.verbs import LearningVerb
from learning.views.event_rows import event_rows
from tests.conftest import Cast
from tests.events import FACTS, announced, book, day_in, planned
from tests.feedback import event_of

pytestmark = pytest.mark.django_db


def test_keeps_what_an_act_changed_of_an_event(cast: Cast) -> None:
    event = planned(cast)
    change_event(event=event, by=cast.coordinator, facts=replace(FACTS, on=event.on, title="Changed", capacity=12))
    kept = Event.objects.get()
    assert (kept.title, kept.capacity) == ("Changed", 12)


WHERE: list[tuple[dict[str, Any], str, str]] = [
    ({}, "Town Hall\nOnline: Video meeting", "Town Hall and online, Video meeting"),
    ({"platform": "", "registration": "none"}, "Town Hall\nOnline", "Town Hall and online"),
    ({"is_online": False}, "Town Hall", "Town Hall"),
    ({"venue": ""}, "Online: Video meeting", "Online, Video meeting"),
]


@pytest.mark.parametrize(("known", "_page", "pack"), WHERE)
def test_says_in_a_pack_where_it_is_held(cast: Cast, known: dict[str, Any], _page: str, pack: str) -> None:
    assert where_held(planned(cast, **known)) == pack


@pytest.mark.parametrize(("known", "page", "_pack"), [row for row in WHERE if "platform" not in row[0]])
def test_says_on_the_public_page_where_it_is_held(
    cast: Cast, client: Client, known: dict[str, Any], page: str, _pack: str
) -> None:
    answer = client.get(reverse("event_registration", args=(announced(cast, **known).code,)))
    facts = {row["label"]: row["value"] for row in answer.context["rows"]}
    assert facts["Where"] == page


def times_of(event: Event) -> dict[str, str]:
    """From when to when the calendar file has it."""
    lines = calendar_of(event).decode().splitlines()
    return dict(line.split(":", 1) for line in lines if line.startswith(("DTSTART", "DTEND")))


@pytest.mark.parametrize(("ends_at", "end"), [(datetime.time(12, 30), "T113000Z"), (None, "T093000Z")])
def test_lasts_an_hour_in_calendars_where_no_end_is_known(cast: Cast, ends_at: datetime.time | None, end: str) -> None:
    """In summer time, an hour ahead of the calendar's."""
    event = event_of(cast, on=PartialDate.parse("2026-07-15"), starts_at=datetime.time(9, 30), ends_at=ends_at)
    assert times_of(event) == {"DTSTART": "20260715T083000Z", "DTEND": f"20260715{end}"}


def test_stamps_a_calendar_file_as_programs_need(cast: Cast) -> None:
    assert b"\r\nDTSTAMP:20" in calendar_of(planned(cast))


def cells_of(event: Event) -> list[Any]:
    """The cells of its row in the list of events."""
    return [cell["text"] for cell in event_rows([event])[0]["cells"]]


@pytest.mark.parametrize(("number", "kind"), [(1, "Seminar"), (2, "Seminar (stands for 2)")])
def test_says_of_how_many_events_a_row_tells(cast: Cast, number: int, kind: str) -> None:
    assert cells_of(event_of(cast, stands_for=number))[1] == kind


def test_counts_bookings_once_it_is_announced_or_somebody_booked(cast: Cast) -> None:
    draft = planned(cast)
    assert cells_of(draft)[4] == "none"
    assert cells_of(announced(cast, 31))[4] == "0"
    book(cast, draft)
    assert cells_of(draft)[4] == "1"


def test_offers_an_action_to_bodies_that_exist_today(cast: Cast, client: Client) -> None:
    ends = {"ended": (day_in(-1), False), "ending": (day_in(20), False), "to-come": (None, True)}
    with change("Test", None):
        for code, (ends_on, is_planned) in ends.items():
            Organisation.objects.create(code=code, name=code, kind="charity", ends_on=ends_on, is_planned=is_planned)
    client.force_login(cast.coordinator)
    about = (cast.partnership.code, LearningVerb.RECORD_EVENT_ACTION, planned(cast).pk)
    form = client.get(reverse("learning_act", args=about)).context["form"]
    offered = {row.code for row in form.fields["owner"].queryset}
    assert offered & set(ends) == {"ending"}


def test_lists_actions_that_go_on_and_none_that_were_dropped(cast: Cast, client: Client) -> None:
    event = event_of(cast)
    for text in ("Goes on", "Was dropped"):
        row = record_event_action(event=event, by=cast.coordinator, plan=ActionPlan(text=text))
    drop_event_action(action=row, by=cast.coordinator, reason="Done elsewhere")
    client.force_login(cast.csp_chair)
    page = client.get(reverse("feedback_overview", args=(cast.partnership.code,))).content.decode()
    assert "Goes on" in page
    assert "Was dropped" not in page
