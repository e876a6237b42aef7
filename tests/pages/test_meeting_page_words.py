"""What do pages of bodies and meetings say, and what do they leave out?"""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.papers.writing.blocks import Paragraph, texts_of
from dhr_cases.views.tables import day
from governance.actions import bodies, forward_plan, meetings
from governance.actions.forward_plan import PlanFacts
from governance.attendance_lines import Attendee
from governance.meeting_terms import AttendanceClass, MemberRole
from governance.models import GoverningBody, Meeting
from governance.papers.agenda import wording as agenda_paper
from governance.papers.invented_report import example
from governance.papers.meeting_invented import HEAD, ITEMS
from governance.papers.meeting_rows import AgendaFacts
from governance.papers.report_rows import ChangeRow
from governance.papers.sections.actions import changes
from tests.conftest import Cast
from tests.meetings import a_body, days_ago, drafted, held, noted, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def body(cast: Cast) -> GoverningBody:
    return a_body(cast)


def seen(cast: Cast, name: str, *about: object) -> Any:
    """What the chair's page is made of."""
    client = Client()
    client.force_login(cast.csp_chair)
    answer = client.get(reverse(name, args=("testshire", *about)))
    assert answer.status_code == 200
    return answer.context


def cells(row: Any) -> list[Any]:
    """The words of a row."""
    return [cell["text"] for cell in row["cells"]]


def test_names_who_was_there_by_list_and_nobody_who_was_struck_off(cast: Cast, body: GoverningBody) -> None:
    meeting, _item = held(cast, body, days_ago(10))
    present, away = AttendanceClass.PRESENT, AttendanceClass.APOLOGIES
    for lists in (
        {present: (Attendee("Ms One"), Attendee("Mr Struck"))},
        {present: (Attendee("Ms One"),), away: (Attendee("Ms Away"),)},
    ):
        meetings.record_attendance(meeting=meeting, by=cast.coordinator, lists=lists)
    lists_shown = seen(cast, "governance_meeting", meeting.pk)["lists"]
    assert [(each["label"], each["people"]) for each in lists_shown] == [
        ("Present", ["Ms One"]),
        ("Apologies", ["Ms Away"]),
    ]


def test_says_of_a_meeting_only_what_there_is(cast: Cast, body: GoverningBody) -> None:
    facts = seen(cast, "governance_meeting", planned(cast, body, days_ago(-10)).pk)["facts"]
    assert [fact["label"] for fact in facts] == ["Where it stands", "Body", "How", "Room", "Papers due"]
    assert all(fact["value"] for fact in facts)


def last_cells(cast: Cast, meeting: Meeting) -> list[Any]:
    """The minute number of the first item, and how much was resolved on it."""
    return cells(seen(cast, "governance_meeting", meeting.pk)["item_rows"][0])[-2:]


def test_counts_what_was_resolved_on_each_item(cast: Cast, body: GoverningBody) -> None:
    meeting, item = drafted(cast, body, days_ago(10))
    told = [last_cells(cast, meeting)]
    for _time in range(2):
        noted(cast, item)
        told.append(last_cells(cast, meeting))
    assert told == [["1", "nothing"], ["1", "1 resolution"], ["1", "2 resolutions"]]


def test_says_until_when_each_member_sits(cast: Cast, body: GoverningBody) -> None:
    by, since = cast.coordinator, days_ago(100)
    bodies.add_body_member(body=body, by=by, name="Ms Stays", role=MemberRole.CHAIR, starts_on=since)
    left = bodies.add_body_member(body=body, by=by, name="Mr Left", organisation=cast.police, starts_on=since)
    bodies.end_body_member(member=left, by=by, ends_on=days_ago(9))
    rows = {cells(each)[0]: cells(each) for each in seen(cast, "governance_body", body.pk)["member_rows"]}
    assert rows["Ms Stays"][3:] == ["", day(since), "still a member"]
    assert rows["Mr Left"][3:] == ["Testshire Police", day(since), day(days_ago(9))]


def test_says_for_which_meeting_a_planned_thing_is(cast: Cast, body: GoverningBody) -> None:
    facts = PlanFacts(title="Yearly report", due_on=days_ago(-20))
    forward_plan.plan_item(body=body, by=cast.coordinator, facts=facts)
    assert cells(seen(cast, "governance_body", body.pk)["plan_rows"][0])[3] == "none fixed yet"
    planned(cast, body, days_ago(-25))
    assert cells(seen(cast, "governance_body", body.pk)["plan_rows"][0])[3] == day(days_ago(-25))


@pytest.mark.parametrize(
    ("is_public", "is_restricted", "is_said"),
    [
        (True, True, True),
        (True, False, False),
        (False, True, False),
    ],
)
def test_says_in_public_agendas_that_restricted_items_are_taken_in_private(
    *, is_public: bool, is_restricted: bool, is_said: bool
) -> None:
    items = tuple(replace(item, is_restricted=is_restricted) for item in ITEMS)
    paper = agenda_paper.compose(AgendaFacts(replace(HEAD, is_public=is_public), items))
    assert (agenda_paper.IN_PRIVATE in texts_of(paper)) is is_said


@pytest.mark.parametrize(("number", "told"), [(20, ""), (21, "1 more is recorded."), (22, "2 more are recorded.")])
def test_lists_so_many_changes_and_counts_the_rest(number: int, told: str) -> None:
    row = ChangeRow("Police", "All ask twice", days_ago(3))
    blocks = list(changes(replace(example(is_restricted=True), changes=(row,) * number)))
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ([told] if told else [])
