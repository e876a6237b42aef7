"""Does each line of the history of learning name what the act was about?"""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dhr_cases.models import Case
from dhr_cases.models.history import change
from dhr_cases.roles import ROLES, Role
from learning.actions.core import acting_by_itself
from learning.actions.event_actions import ActionPlan, record_event_action
from learning.actions.event_names import change_event_settings
from learning.actions.event_topics import suggest_topic
from learning.actions.events import cancel_event
from learning.history_rows import WHOLE
from learning.verbs import LearningVerb
from tests.access.world import cast_elsewhere
from tests.coded import passage, published, read, read_recommendation, theme_set, themes_in
from tests.conftest import Cast
from tests.events import announced, book, held
from tests.following import followed, planned


def lines(client: Client, cast: Cast) -> list[tuple[str, str]]:
    """What was done and what it was about, newest first."""
    client.force_login(cast.csp_chair)
    text = client.get(reverse("learning_history", args=(cast.partnership.code,))).content.decode()
    rows = re.findall(r"<tr.*?>(<th scope=\"row\".*?)</tr>", text, re.DOTALL)
    cells = [[re.sub(r"<.*?>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in rows]
    return [(row[0], row[1]) for row in cells]


def test_names_the_event_of_each_act_and_leads_to_it(client: Client, cast: Cast) -> None:
    event = announced(cast, title="Asking again")
    book(cast, event)
    record_event_action(event=event, by=cast.coordinator, plan=ActionPlan("Train"))

    found = lines(client, cast)

    assert {about for _done, about in found} == {"Asking again"}
    assert [done for done, _about in found] == [
        "Recommendation of an event recorded", "Place booked or asked for", "Event announced", "Event planned",
    ]  # fmt: skip  # newest first
    text = client.get(reverse("learning_history", args=(cast.partnership.code,))).content.decode()
    assert f'href="{reverse("event", args=(cast.partnership.code, event.code))}"' in text


def test_tells_two_events_apart(client: Client, cast: Cast) -> None:
    book(cast, announced(cast, title="First"))
    book(cast, announced(cast, title="Second"))

    booked = [about for done, about in lines(client, cast) if done == "Place booked or asked for"]

    assert booked == ["Second", "First"]


def test_names_the_place_in_a_review_and_the_theme(client: Client, cast: Cast, case: Case) -> None:
    themes = themes_in(cast, theme_set(cast, "Local"), "Control")
    record = published(cast, cast.partnership)
    read(passage(record), cast.coordinator, themes)
    row = planned(cast, followed(cast, case), ())
    assert row == []
    recommendation = case.recommendations.get()
    read_recommendation(cast, recommendation, cast.coordinator, themes)

    assert [about for _done, about in lines(client, cast)] == [
        f"{case.reference}, recommendation {recommendation.position}",
        f"{record.title}, paragraph 2",
        "Control",
        "Local",
    ]


def test_says_when_an_act_was_about_no_event(client: Client, cast: Cast) -> None:
    suggest_topic(partnership=cast.partnership, by=cast.coordinator, text="Stalking")
    change_event_settings(partnership=cast.partnership, by=cast.coordinator, keep_months=6, follow_up_months=3)

    assert {about for _done, about in lines(client, cast)} == {WHOLE}


def test_asks_as_few_questions_for_many(client: Client, cast: Cast) -> None:
    client.force_login(cast.csp_chair)
    counts = []
    for _ in range(3):
        held(cast)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("learning_history", args=(cast.partnership.code,)))
        counts.append(len(queries))
    assert counts[1] == counts[2]


@pytest.mark.parametrize(("letters", "may_break"), [(30, False), (31, True), (120, True)])
def test_lets_only_a_word_too_long_for_its_column_go_on_in_the_next_line(
    client: Client, cast: Cast, letters: int, *, may_break: bool
) -> None:
    announced(cast, title="x" * letters)
    client.force_login(cast.csp_chair)
    text = client.get(reverse("learning_history", args=(cast.partnership.code,))).content.decode()
    broken = re.findall(r'govuk-table__cell--breaks"[^>]*>(?:<a[^>]*>)?(.*?)<', text)
    assert set(broken) == ({"x" * letters} if may_break else set())


def test_says_who_did_it_as_what_when_and_why(client: Client, cast: Cast) -> None:
    event = announced(cast, title="Asking again")
    cancel_event(event=event, by=cast.coordinator, reason="The speaker is ill.")
    with change("Test", None), acting_by_itself(LearningVerb.FORGET_NAMES, cast.partnership, reason="") as act:
        act.record(about=event, detail={"event": event.code})
    client.force_login(cast.csp_chair)
    shown = client.get(reverse("learning_history", args=(cast.partnership.code,))).context["rows"]
    night, cancelled, *_earlier = [[cell["text"] for cell in row["cells"]] for row in shown]
    day = f"{timezone.localdate():%-d %B %Y}, "
    assert cancelled[:4] == ["Event cancelled", "Asking again", "Coordinator", ROLES[Role.COORDINATOR].label]
    assert cancelled[4].startswith(day)
    assert cancelled[5] == "The speaker is ill."
    assert night[:4] == ["Names of an event deleted", "Asking again", "nobody signed in", "none"]
    assert night[5] == "none"


@pytest.mark.parametrize(("count", "rows"), [(49, 49), (50, 50), (51, 1)])
def test_shows_fifty_acts_a_page(client: Client, cast: Cast, count: int, rows: int) -> None:
    for number in range(count):
        suggest_topic(partnership=cast.partnership, by=cast.coordinator, text=f"Topic {number}")
    client.force_login(cast.csp_chair)
    last = client.get(reverse("learning_history", args=(cast.partnership.code,)), {"page": "2"})
    assert len(last.context["rows"]) == rows


def test_tells_of_no_act_of_another_partnership(client: Client, cast: Cast) -> None:
    far = cast_elsewhere(cast)
    announced(far, title="Far away")
    announced(cast, title="Near by")
    assert {about for _done, about in lines(client, cast)} == {"Near by"}
