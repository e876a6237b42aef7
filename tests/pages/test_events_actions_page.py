"""Does one page show what became of everything that events recommended?"""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dhr_cases.models import Organisation
from learning.actions.event_actions import (
    ActionPlan,
    drop_event_action,
    record_event_action,
    report_event_action_done,
)
from learning.models import Event, EventAction
from tests.conftest import Cast
from tests.events import held

pytestmark = pytest.mark.both_databases

OK = 200


@pytest.fixture
def event(cast: Cast) -> Event:
    """An event that was held."""
    return held(cast)


def recommended(
    cast: Cast, event: Event, text: str, owner: Organisation | None = None, in_days: int | None = None
) -> EventAction:
    """An action that it recommended."""
    due_on = None if in_days is None else timezone.localdate() + datetime.timedelta(days=in_days)
    return record_event_action(event=event, by=cast.coordinator, plan=ActionPlan(text, owner=owner, due_on=due_on))


def page(client: Client, cast: Cast, **asked: str) -> str:
    """The page as the partnership's chair sees it."""
    client.force_login(cast.csp_chair)
    response = client.get(reverse("events_actions", args=(cast.partnership.code,)), asked)
    assert response.status_code == OK
    return response.content.decode()


def names(text: str) -> list[str]:
    """The actions in the order of the table."""
    return re.findall(r'<th scope="row".*?>([^<>]+)</a></th>', text)


def test_shows_owner_event_day_and_state_with_the_longest_due_first(client: Client, cast: Cast, event: Event) -> None:
    recommended(cast, event, "Some day")
    recommended(cast, event, "Next month", cast.police, 30)
    recommended(cast, event, "Last week", cast.health, -7)

    shown = page(client, cast)

    assert names(shown) == ["Last week", "Next month", "Some day"]
    assert "Testshire NHS Trust" in shown
    assert event.title in shown
    assert "Report is late" in shown
    assert reverse("event_feedback", args=(cast.partnership.code, event.code)) in shown


def test_narrows_to_a_body_and_to_a_state(client: Client, cast: Cast, event: Event) -> None:
    recommended(cast, event, "Late", cast.police, -7)
    done = recommended(cast, event, "Done", cast.police, -7)
    recommended(cast, event, "Without owner")
    dropped = recommended(cast, event, "Dropped", cast.health)
    report_event_action_done(action=done, by=cast.coordinator, outcome="Wards ask", evidence="Audit")
    drop_event_action(action=dropped, by=cast.coordinator, reason="No money")

    assert names(page(client, cast, stands="late")) == ["Late"]
    assert names(page(client, cast, stands="done")) == ["Done"]
    assert names(page(client, cast, body=cast.police.code)) == ["Late", "Done"]
    assert names(page(client, cast, body="none")) == ["Without owner"]
    assert names(page(client, cast, stands="dropped", body=cast.police.code)) == []
    assert "No action fits this filter." in page(client, cast, stands="confirmed")
    assert len(names(page(client, cast, stands="moon"))) == EventAction.objects.count()


def test_counts_what_is_late_only_while_it_is_open(client: Client, cast: Cast, event: Event) -> None:
    done = recommended(cast, event, "Done", cast.police, -7)
    report_event_action_done(action=done, by=cast.coordinator, outcome="Wards ask", evidence="Audit")

    figures = re.findall(r"<dt>(.*?)</dt><dd><a[^>]*>(\d+)", page(client, cast))

    assert dict(figures) == {
        "Open": "0", "Report is late": "0", "Done, to be confirmed": "1", "Confirmed": "0", "Not taken on": "0",
    }  # fmt: skip  # the figures of one line


def test_says_so_when_no_event_recommended_anything(client: Client, cast: Cast) -> None:
    assert "No event has recommended anything yet." in page(client, cast)


def test_asks_as_few_questions_for_many(client: Client, cast: Cast, event: Event) -> None:
    counts = []
    for number in (1, 5):
        for _ in range(number):
            recommended(cast, event, "Train", cast.police)
        page(client, cast)
        with CaptureQueriesContext(connection) as queries:
            page(client, cast)
        counts.append(len(queries))
    assert counts[0] == counts[1]
