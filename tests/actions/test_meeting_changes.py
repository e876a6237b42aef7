"""When may a meeting be moved to another day, and what follows for its papers when an item is restricted afterwards?"""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from dhr_cases.errors import Incomplete
from governance.actions import agenda, meetings, resolutions
from governance.actions.agenda import ItemFacts
from governance.actions.meetings import MeetingFacts
from governance.actions.resolutions import LimbFacts
from governance.meeting_terms import Access, MeetingMode, MeetingState
from governance.models import AgendaItem, GovernanceEvent, Meeting, MeetingPaper
from governance.resolution_types import ResolutionType
from governance.verbs import GovernanceVerb
from tests.actions.test_acts_next_door import rows_of
from tests.conftest import Cast
from tests.following import changed
from tests.meetings import a_body, an_item, days_ago, drafted, held, planned, today

pytestmark = pytest.mark.django_db

WHY = "The chair asked for it."
DAY = datetime.timedelta(days=1)
DEADLINE = "Papers are due on or before the day of the meeting."
HELD = "A meeting that was held has its day in the past."
SENT = "The agenda went out after that day."
APPROVED = "It approved minutes of a meeting on that day or later."


def move(cast: Cast, meeting: Meeting, on: datetime.date, **facts: Any) -> Meeting:
    """The meeting is on another day."""
    told = MeetingFacts(on=on, **facts)
    return meetings.change_meeting(meeting=meeting, by=cast.coordinator, facts=told, reason=WHY)


def refused(cast: Cast, meeting: Meeting, on: datetime.date, **facts: Any) -> str:
    """The sentence with which it is not moved; every row of governance stands as before."""
    before = rows_of("governance")
    with pytest.raises(Incomplete) as refusal:
        move(cast, meeting, on, **facts)
    assert rows_of("governance") == before
    return str(refusal.value)


def called(cast: Cast, days: int, sent: int) -> Meeting:
    """A meeting of so many days ago whose agenda went out so many days ago."""
    meeting = planned(cast, a_body(cast), days_ago(days))
    an_item(cast, meeting)
    return meetings.send_agenda(meeting=meeting, by=cast.coordinator, on=days_ago(sent))


@pytest.mark.parametrize(("to", "sentence"), [(11, SENT), (10, ""), (9, ""), (-30, "")])
def test_is_moved_to_no_day_before_its_agenda_went_out(cast: Cast, to: int, sentence: str) -> None:
    meeting = called(cast, days=5, sent=10)

    if sentence:
        assert refused(cast, meeting, days_ago(to)) == sentence
    else:
        assert move(cast, meeting, days_ago(to)).on == days_ago(to)


@pytest.mark.parametrize(("to", "sentence"), [(-1, HELD), (0, ""), (1, "")])
def test_is_moved_to_no_day_to_come_once_it_was_held(cast: Cast, to: int, sentence: str) -> None:
    meeting, _item = held(cast, a_body(cast), days_ago(5))

    if sentence:
        assert refused(cast, meeting, days_ago(to)) == sentence
    else:
        assert move(cast, meeting, days_ago(to)).on == days_ago(to)


@pytest.mark.parametrize(("to", "sentence"), [(41, APPROVED), (39, ""), (20, "")])
def test_is_moved_to_no_day_before_the_minutes_it_approved(cast: Cast, to: int, sentence: str) -> None:
    """Minutes of 40 days ago are approved at a later meeting; on the day itself the body met already."""
    body = a_body(cast)
    first, _ = drafted(cast, body, days_ago(40))
    second, item = held(cast, body, days_ago(10))
    changed(second, called_on=days_ago(90))
    limb = LimbFacts(kind=ResolutionType.APPROVE_MINUTES, approves=first)
    resolutions.resolve(item=item, by=cast.coordinator, words="the minutes be approved.", limb=limb)

    if sentence:
        assert refused(cast, second, days_ago(to)) == sentence
    else:
        assert move(cast, second, days_ago(to)).on == days_ago(to)


@pytest.mark.parametrize("state", [MeetingState.APPROVED, MeetingState.CANCELLED])
def test_stays_as_it_is_once_it_is_closed(cast: Cast, state: MeetingState) -> None:
    meeting = planned(cast, a_body(cast), days_ago(-5))
    changed(meeting, state=state)

    assert refused(cast, meeting, days_ago(-6)) == "The meeting is closed and stays as it is."


def test_counts_the_days_for_papers_anew_from_its_new_day(cast: Cast) -> None:
    """A deadline that is said stands; one that is left out is so many days before as the body sets."""
    meeting = planned(cast, a_body(cast), days_ago(-30))
    assert meeting.papers_due_on == days_ago(-23)

    assert move(cast, meeting, days_ago(-40)).papers_due_on == days_ago(-33)
    assert move(cast, meeting, days_ago(-40), papers_due_on=days_ago(-40)).papers_due_on == days_ago(-40)
    assert refused(cast, meeting, days_ago(-40), papers_due_on=days_ago(-41)) == DEADLINE


def test_keeps_everything_that_was_changed_and_records_it_with_its_reason(cast: Cast) -> None:
    meeting = planned(cast, a_body(cast), days_ago(-30))
    told = {"mode": MeetingMode.ONLINE, "place": "", "link": "https://meet.example.test/1", "note": "Quorate"}
    row = move(cast, meeting, days_ago(-31), starts_at=datetime.time(14, 30), **told)
    row.refresh_from_db()
    event = GovernanceEvent.objects.latest("pk")

    assert {name: getattr(row, name) for name in told} == told
    assert (row.on, row.begins, row.at) == (days_ago(-31), "14:30", MeetingState.PLANNED)
    assert (event.kind, event.reason, event.by) == (GovernanceVerb.CHANGE_MEETING, WHY, cast.coordinator)
    assert (event.subject, event.subject_id) == ("meeting", row.pk)
    assert event.detail == {"meets_on": days_ago(-31).isoformat()}
    assert [old.on for old in row.history.order_by("history_id")] == [days_ago(-30), days_ago(-31)]


def test_acts_on_the_meeting_as_it_stands_now(cast: Cast) -> None:
    """Somebody else has held it since the page was opened."""
    meeting = called(cast, days=5, sent=10)
    older = Meeting.objects.get(pk=meeting.pk)
    meetings.hold_meeting(meeting=meeting, by=cast.coordinator)

    assert refused(cast, older, days_ago(-1)) == HELD


# The papers of an item


READ: list[tuple[Access, Access, Access]] = [
    (Access.PUBLIC, Access.PUBLIC, Access.PUBLIC),
    (Access.PUBLIC, Access.RESTRICTED, Access.RESTRICTED),
    (Access.RESTRICTED, Access.RESTRICTED, Access.RESTRICTED),
    (Access.RESTRICTED, Access.PUBLIC, Access.RESTRICTED),
]
"""Who may read an item, who may read it after a change, who may read its paper then."""


def facts_for(access: Access) -> ItemFacts:
    """An item that these may read."""
    return ItemFacts(part="D", title="Grant", access=access, restricted_why="A tender runs")


@pytest.fixture
def item_of(cast: Cast) -> Callable[[Access], AgendaItem]:
    """An item that these may read, on an agenda to come."""
    meeting = planned(cast, a_body(cast), today() + 30 * DAY)
    return lambda access: agenda.add_item(meeting=meeting, by=cast.coordinator, facts=facts_for(access))


@pytest.mark.parametrize(("first", "then", "paper"), READ)
def test_restricts_the_papers_of_an_item_that_is_restricted_afterwards(
    cast: Cast, item_of: Callable[[Access], AgendaItem], first: Access, then: Access, paper: Access
) -> None:
    """None is opened again by opening the item: somebody has to look at it first."""
    item = item_of(first)
    row = agenda.expect_meeting_paper(item=item, by=cast.coordinator, title="Report")
    agenda.change_item(item=item, by=cast.coordinator, facts=facts_for(then))
    row.refresh_from_db()

    assert row.access == paper
    assert (row.title, row.item) == ("Report", item)


def test_leaves_the_papers_of_other_items_alone(cast: Cast, item_of: Callable[[Access], AgendaItem]) -> None:
    item, other = item_of(Access.PUBLIC), item_of(Access.PUBLIC)
    for each in (item, other):
        agenda.expect_meeting_paper(item=each, by=cast.coordinator, title="Report")
    agenda.change_item(item=item, by=cast.coordinator, facts=facts_for(Access.RESTRICTED))

    assert [row.access for row in MeetingPaper.objects.order_by("pk")] == [Access.RESTRICTED, Access.PUBLIC]
    kept = MeetingPaper.objects.get(item=item)
    assert [old.access for old in kept.history.order_by("history_id")] == [Access.PUBLIC, Access.RESTRICTED]
