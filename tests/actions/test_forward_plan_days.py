"""What stands on a forward plan on a day: due when, late when, for which meeting, and when does it count as taken?"""

import datetime
from typing import Any

import pytest

from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.events import Event
from dhr_cases.models import Case
from governance.actions import agenda, forward_plan, meetings, minutes, partner_requests
from governance.actions.forward_plan import PlanFacts
from governance.forward_plan import Coming, coming, due_at, taken_on
from governance.models import GoverningBody, Meeting, MeetingQuestion, PlannedItem
from governance.papers.reading.actions import actions_then
from governance.recurrence import Plan, Repeat, next_due
from tests.actions.test_guards import recorded
from tests.conftest import Cast
from tests.followed import followed
from tests.following import changed
from tests.meetings import a_body, asked, days_ago, held, planned, today

WHY = "No more"


@pytest.fixture
def body(cast: Cast) -> GoverningBody:
    """A body that meets."""
    return a_body(cast)


def on_plan(cast: Cast, body: GoverningBody, due: int, **facts: Any) -> PlannedItem:
    """Something on the plan, due so many days ago."""
    told = PlanFacts(title="Yearly report", due_on=days_ago(due), **facts)
    return forward_plan.plan_item(body=body, by=cast.coordinator, facts=told)


def only(body: GoverningBody, on: datetime.date | None = None) -> Coming:
    """The one thing that stands on the plan."""
    (found,) = coming(body, on or today())
    return found


def take(cast: Cast, meeting: Meeting, row: PlannedItem) -> None:
    """It comes onto the agenda."""
    agenda.take_planned_item(meeting=meeting, by=cast.coordinator, planned=row, part="D")


# Due and late


@pytest.mark.django_db
@pytest.mark.parametrize(("due", "is_late"), [(1, True), (0, False), (-1, False)])
def test_is_late_from_the_day_after_it_was_due(cast: Cast, body: GoverningBody, due: int, *, is_late: bool) -> None:
    row = on_plan(cast, body, due)

    assert only(body) == Coming(row, days_ago(due), None, is_late)
    assert only(body, days_ago(due)).is_late is False
    assert only(body, days_ago(due - 1)).is_late is True


@pytest.mark.django_db
def test_is_late_in_its_month_from_the_first_day_of_the_next(cast: Cast, body: GoverningBody) -> None:
    row = on_plan(cast, body, 0)
    changed(row, due_on=datetime.date(2023, 3, 1), is_month=True)
    late = {day: only(body, day).is_late for day in map(datetime.date.fromisoformat, (
        "2023-02-28", "2023-03-01", "2023-03-31", "2023-04-01",
    ))}  # fmt: skip

    assert list(late.values()) == [False, False, False, True]


@pytest.mark.django_db
def test_is_never_late_where_it_comes_to_each_meeting(cast: Cast, body: GoverningBody) -> None:
    on_plan(cast, body, 400, repeat=Repeat.EACH_MEETING)

    assert only(body).is_late is False


@pytest.mark.django_db
def test_lists_the_soonest_first_and_those_of_one_day_as_they_came(cast: Cast, body: GoverningBody) -> None:
    rows = [on_plan(cast, body, due) for due in (-9, 3, -9, -1)]

    assert [each.planned for each in coming(body, today())] == [rows[1], rows[3], rows[0], rows[2]]
    assert coming(a_body(cast, "Second Board"), today()) == []


# For which meeting


@pytest.mark.django_db
def test_is_for_the_first_meeting_on_its_day_or_after_it(cast: Cast, body: GoverningBody) -> None:
    on_plan(cast, body, -10)
    assert only(body).meeting_on is None
    for days in (-9, -11, -10):
        planned(cast, body, days_ago(days))
    planned(cast, a_body(cast, "Second Board"), days_ago(-10))

    assert only(body).meeting_on == days_ago(-10)
    meetings.cancel_meeting(meeting=Meeting.objects.get(body=body, on=days_ago(-10)), by=cast.coordinator, reason=WHY)
    assert only(body).meeting_on == days_ago(-11)


@pytest.mark.django_db
def test_is_for_the_next_meeting_once_it_is_late(cast: Cast, body: GoverningBody) -> None:
    """A meeting that has passed takes nothing any more."""
    on_plan(cast, body, 10)
    for days in (9, -3):
        planned(cast, body, days_ago(days))

    assert (only(body).meeting_on, only(body).is_late) == (days_ago(-3), True)


# When it counts as taken


@pytest.mark.django_db
def test_is_taken_from_the_day_of_the_meeting_that_has_it(cast: Cast, body: GoverningBody) -> None:
    """An agenda of a meeting to come holds it; until then it stands on the plan."""
    row, meeting = on_plan(cast, body, -5), planned(cast, body, days_ago(-5))
    take(cast, meeting, row)

    assert only(body).due_on == days_ago(-5)
    assert only(body, days_ago(-4)).planned == row
    assert coming(body, days_ago(-5)) == []
    assert taken_on(PlannedItem.objects.get()) == [days_ago(-5)]


@pytest.mark.django_db
def test_stands_on_the_plan_again_when_it_comes_off_the_agenda_or_the_meeting_is_cancelled(
    cast: Cast, body: GoverningBody
) -> None:
    row, meeting = on_plan(cast, body, 0), planned(cast, body, today())
    take(cast, meeting, row)
    assert coming(body, today()) == []
    agenda.withdraw_item(item=meeting.items.get(), by=cast.coordinator, reason="Not ready")
    assert only(body).planned == row
    take(cast, meeting, row)
    assert coming(body, today()) == []
    meetings.cancel_meeting(meeting=meeting, by=cast.coordinator, reason=WHY)
    assert only(body).planned == row


@pytest.mark.django_db
def test_waits_with_the_request_it_reports_back(cast: Cast, body: GoverningBody) -> None:
    """Being on an agenda does not serve it: only the report back does, or the end of the request."""
    _meeting, item = held(cast, body, days_ago(20))
    request = asked(cast, item, days_ago(10))
    row = request.report_back
    assert row is not None
    take(cast, planned(cast, body, days_ago(5)), row)
    assert taken_on(PlannedItem.objects.get(pk=row.pk)) == []
    assert only(body).planned == row
    partner_requests.withdraw_partner_request(request=request, by=cast.coordinator, reason="Twice")

    assert coming(body, today()) == []


@pytest.mark.django_db
def test_is_wanted_on_the_agenda_of_its_meeting_until_it_is_on_it(cast: Cast, body: GoverningBody) -> None:
    row, early, meeting = on_plan(cast, body, -5), planned(cast, body, days_ago(-4)), planned(cast, body, days_ago(-5))
    assert (due_at(early), due_at(meeting)) == ([], [row])
    take(cast, meeting, row)
    assert due_at(meeting) == []
    agenda.withdraw_item(item=meeting.items.get(), by=cast.coordinator, reason="Not ready")
    assert due_at(meeting) == [row]
    assert due_at(planned(cast, a_body(cast, "Second Board"), days_ago(-5))) == []


@pytest.mark.parametrize(
    ("first", "taken", "then"),
    [
        ("2023-01-01", "2023-03-20", "2023-04-01"),
        ("2023-01-01", "2023-03-31", "2023-04-01"),
        ("2023-01-01", "2023-04-01", "2023-07-01"),
        ("2023-01-31", "2023-01-01", "2023-04-30"),
        ("2023-01-31", "2023-03-31", "2023-04-30"),
        ("2023-01-31", "2023-04-01", "2023-07-31"),
    ],
)
def test_serves_the_times_of_its_own_month_and_none_of_the_next(first: str, taken: str, then: str) -> None:
    plan = Plan(Repeat.QUARTERLY, datetime.date.fromisoformat(first), is_month=True)

    assert next_due(plan, [datetime.date.fromisoformat(taken)]) == datetime.date.fromisoformat(then)


# Off the plan


@pytest.mark.django_db
def test_comes_off_the_plan_once_with_its_reason(cast: Cast, body: GoverningBody) -> None:
    row = on_plan(cast, body, -5)
    older = PlannedItem.objects.get(pk=row.pk)
    with pytest.raises(Incomplete, match=r"^Say why it comes off the plan\.$"):
        forward_plan.end_planned_item(planned=row, by=cast.coordinator, reason=" ")
    ended = forward_plan.end_planned_item(planned=row, by=cast.coordinator, reason=WHY)

    assert (ended, ended.ended_on, ended.ended_why) == (row, today(), WHY)
    assert coming(body, today()) == []
    with pytest.raises(NotNow, match=r"^This has come off the plan already\.$"):
        forward_plan.end_planned_item(planned=older, by=cast.coordinator, reason=WHY)


# A question's answer, an action's day


@pytest.mark.django_db
def test_answers_a_question_once_not_even_from_an_older_page(cast: Cast, body: GoverningBody) -> None:
    _meeting, item = held(cast, body, days_ago(20))
    question = minutes.record_question(item=item, by=cast.coordinator, text="How many?")
    older = MeetingQuestion.objects.get(pk=question.pk)
    minutes.answer_question(question=question, by=cast.coordinator, answer=" Six. ", on=days_ago(20))
    with pytest.raises(NotNow, match=r"^The question has its answer\.$"):
        minutes.answer_question(question=older, by=cast.coordinator, answer="Seven.", on=today())
    question.refresh_from_db()

    assert (question.answer, question.answered_on) == ("Six.", days_ago(20))


@pytest.mark.django_db
def test_takes_an_action_as_recorded_by_its_own_event(cast: Cast, case: Case) -> None:
    """Another row of the same key may have been recorded on another day."""
    action = followed(case, cast.police)
    recorded(case, Event.PERSON_RECORDED, cast.coordinator, subject="person", subject_id=action.pk)

    assert [row.action for row in actions_then([case], days_ago(9), today())] == [action]
    recorded(case, Event.ACTION_RECORDED, cast.coordinator, subject="action", subject_id=action.pk)
    assert actions_then([case], days_ago(1), today()) == []
    assert [row.action for row in actions_then([case], today(), today())] == [action]
