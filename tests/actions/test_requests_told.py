"""Which requests and meetings do reports hear of: the day before, the day, the day after, and whose?"""

import datetime

import pytest

from dhr_cases.models import Organisation
from dhr_cases.models.history import change
from funding.models import FundingRequest
from funding.years import FinancialYear
from governance.actions import partner_requests
from governance.actions.partner_requests import Ask
from governance.meeting_facts import last_meeting, next_meeting, private_money_requests, requests_standing
from governance.meeting_terms import Access, MeetingState
from governance.models import AgendaItem, Meeting
from governance.request_terms import REQUEST_STANDINGS, RequestDays, RequestStanding, days_late, standing_on
from tests.access.world import cast_elsewhere
from tests.conftest import Cast
from tests.following import changed
from tests.meetings import a_body, asked, days_ago, held, planned, today

pytestmark = pytest.mark.django_db

R = RequestStanding


@pytest.fixture
def item(cast: Cast) -> AgendaItem:
    """An item of a meeting held sixty days ago."""
    _meeting, found = held(cast, a_body(cast), days_ago(60))
    return found


def standings(cast: Cast, days: int, since: int | None = None) -> list[str]:
    """Where each request stood so many days ago, as a report of that day tells."""
    rows = requests_standing(cast.partnership, days_ago(days), None if since is None else days_ago(since))
    return [row.standing for row in rows]


WAITS, LATE, ANSWERED, BACK = (REQUEST_STANDINGS[each].label for each in (R.ASKED, R.OVERDUE, R.ANSWERED, R.REPORTED))


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (61, []), (60, [WAITS]), (46, [WAITS]), (45, [WAITS]), (44, [LATE]), (41, [LATE]), (40, [ANSWERED]),
        (31, [ANSWERED]), (30, [BACK]), (0, [BACK]),
    ],
)  # fmt: skip  # a day and what was known of it
def test_tells_where_a_request_stood_on_each_day(cast: Cast, item: AgendaItem, days: int, told: list[str]) -> None:
    request = asked(cast, item, days_ago(45))
    partner_requests.record_partner_answer(request=request, by=cast.coordinator, answer="Yes.", on=days_ago(40))
    _later, report = held(cast, item.meeting.body, days_ago(30))
    partner_requests.report_back(request=request, by=cast.coordinator, item=report)
    assert standings(cast, days) == told


@pytest.mark.parametrize(("since", "told"), [(41, [BACK]), (40, []), (39, [])])
def test_tells_of_a_closed_request_once_after_its_answer(
    cast: Cast, item: AgendaItem, since: int, told: list[str]
) -> None:
    request = asked(cast, item)
    partner_requests.record_partner_answer(request=request, by=cast.coordinator, answer="Yes.", on=days_ago(40))
    _later, report = held(cast, item.meeting.body, days_ago(30))
    partner_requests.report_back(request=request, by=cast.coordinator, item=report)
    assert standings(cast, 0, since) == told


def test_tells_no_answer_before_its_day(cast: Cast, item: AgendaItem) -> None:
    request = asked(cast, item)
    partner_requests.record_partner_answer(request=request, by=cast.coordinator, answer="Yes.", on=days_ago(40))
    heard = {days: requests_standing(cast.partnership, days_ago(days))[0] for days in (41, 40)}
    assert [(row.answer, row.answered_on) for row in heard.values()] == [("", None), ("Yes.", days_ago(40))]


def test_tells_nothing_of_a_request_taken_back(cast: Cast, item: AgendaItem) -> None:
    request = asked(cast, item)
    partner_requests.record_partner_answer(request=request, by=cast.coordinator, answer="Yes.", on=days_ago(40))
    other = asked(cast, item)
    partner_requests.withdraw_partner_request(request=other, by=cast.coordinator, reason="Settled")
    assert standings(cast, 0) == [ANSWERED]
    assert standings(cast, 1) == [ANSWERED, WAITS]


def test_tells_of_this_partnership_alone_oldest_first(cast: Cast, item: AgendaItem) -> None:
    far = cast_elsewhere(cast)
    _far_meeting, far_item = held(far, a_body(far), days_ago(60))
    asked(far, far_item)
    _later, second = held(cast, item.meeting.body, days_ago(20))
    partner_requests.ask_partner(item=second, by=cast.coordinator, asking=Ask(cast.health, "to come"))
    asked(cast, item)
    rows = requests_standing(cast.partnership, today())
    assert [(row.body, row.asked_on) for row in rows] == [
        ("Testshire Police", days_ago(60)), ("Testshire NHS Trust", days_ago(20)),
    ]  # fmt: skip


@pytest.mark.parametrize("access", Access)
def test_says_whether_everybody_may_read_of_it(cast: Cast, item: AgendaItem, access: Access) -> None:
    asked(cast, item)
    changed(item, access=access)
    (row,) = requests_standing(cast.partnership, today())
    assert row.is_public is (access is Access.PUBLIC)
    assert (row.minute, row.meeting, row.is_about_money, row.money_request) == ("", str(item.meeting), False, None)


def for_money(cast: Cast, item: AgendaItem, access: Access, body: Organisation) -> FundingRequest:
    """A request for money made at an item that so many may read."""
    changed(item, access=access)
    asking = Ask(body, "to contribute", year=FinancialYear(today().year))
    row = partner_requests.ask_partner(item=item, by=cast.coordinator, asking=asking)
    assert row.funding_request is not None
    return row.funding_request


def test_names_requests_for_money_made_in_private(cast: Cast, item: AgendaItem) -> None:
    _meeting, open_item = held(cast, item.meeting.body, days_ago(30))
    private = for_money(cast, item, Access.RESTRICTED, cast.police)
    public = for_money(cast, open_item, Access.PUBLIC, cast.health)
    assert private_money_requests(cast.partnership) == {private.pk}
    told = {
        row.money_request: (row.is_public, row.is_about_money) for row in requests_standing(cast.partnership, today())
    }
    assert told == {private.pk: (False, True), public.pk: (True, True)}
    assert private_money_requests(cast_elsewhere(cast).partnership) == frozenset()


# Where a request stands, and how late it is


@pytest.mark.parametrize(
    ("days", "standing"),
    [
        (RequestDays(), R.ASKED),
        (RequestDays(answer_due_on=days_ago(-1)), R.ASKED),
        (RequestDays(answer_due_on=days_ago(0)), R.ASKED),
        (RequestDays(answer_due_on=days_ago(1)), R.OVERDUE),
        (RequestDays(answer_due_on=days_ago(1), answered_on=days_ago(0)), R.ANSWERED),
        (RequestDays(answer_due_on=days_ago(1), answered_on=days_ago(-1)), R.OVERDUE),
        (RequestDays(answered_on=days_ago(5), reported_on=days_ago(0)), R.REPORTED),
        (RequestDays(answered_on=days_ago(5), reported_on=days_ago(-1)), R.ANSWERED),
        (RequestDays(answered_on=days_ago(5), withdrawn_on=days_ago(0)), R.WITHDRAWN),
        (RequestDays(answered_on=days_ago(5), withdrawn_on=days_ago(-1)), R.ANSWERED),
    ],
)
def test_stands_by_what_had_happened_until_the_day(days: RequestDays, standing: RequestStanding) -> None:
    assert standing_on(days, today()) is standing


@pytest.mark.parametrize(("due", "late"), [(-1, 0), (0, 0), (1, 1), (30, 30)])
def test_counts_days_late_from_the_day_after(due: int, late: int) -> None:
    assert days_late(days_ago(due), today()) == late
    assert days_late(None, today()) == 0


# The last meeting and the next


def meeting_in(cast: Cast, days: int, state: MeetingState) -> Meeting:
    """A meeting of so many days ago in this state."""
    meeting = planned(cast, a_body(cast, f"Board {days} {state}"), days_ago(days))
    with change("Test", None):
        meeting.state = state
        meeting.save()
    return meeting


@pytest.mark.parametrize("state", MeetingState)
def test_takes_as_last_what_was_held_and_as_next_what_was_not_cancelled(cast: Cast, state: MeetingState) -> None:
    meeting_in(cast, 5, state)
    meeting_in(cast, -5, state)
    was_held = state in {MeetingState.HELD, MeetingState.DRAFTED, MeetingState.APPROVED}
    assert (last_meeting(cast.partnership, today()) is not None) is was_held
    assert (next_meeting(cast.partnership, today()) is not None) is (state is not MeetingState.CANCELLED)


@pytest.mark.parametrize(("days", "is_last", "is_next"), [(-1, True, False), (0, False, False), (1, False, True)])
def test_takes_no_meeting_of_the_day_itself(cast: Cast, days: int, *, is_last: bool, is_next: bool) -> None:
    meeting = meeting_in(cast, 10, MeetingState.HELD)
    asked_on = meeting.on - datetime.timedelta(days=days)
    assert (last_meeting(cast.partnership, asked_on) is not None) is is_last
    assert (next_meeting(cast.partnership, asked_on) is not None) is is_next


def test_takes_the_nearest_of_several_and_none_elsewhere(cast: Cast) -> None:
    far = cast_elsewhere(cast)
    meetings = {days: meeting_in(cast, days, MeetingState.HELD) for days in (90, 30, -20, -80)}
    meeting_in(far, 1, MeetingState.HELD)
    meeting_in(far, -1, MeetingState.HELD)
    last, coming = last_meeting(cast.partnership, today()), next_meeting(cast.partnership, today())
    assert last is not None
    assert coming is not None
    assert (last.key, coming.key) == (meetings[30].pk, meetings[-20].pk)


def test_finds_the_meetings_of_a_body_by_either_name(cast: Cast) -> None:
    body = a_body(cast, "Testshire Steering Group")
    meeting, _item = held(cast, body, days_ago(30))
    held(cast, a_body(cast, "Second Board"), days_ago(10))
    for called in (body.name, body.short_name, body.name.upper(), body.short_name.lower()):
        found = last_meeting(cast.partnership, today(), called)
        assert found is not None
        assert (found.key, found.body, found.on) == (meeting.pk, body.name, days_ago(30))
