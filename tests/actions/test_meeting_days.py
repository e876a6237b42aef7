"""On which side of a day does each rule of meetings fall: before, on, after?"""

import datetime
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta

from dhr_cases.errors import Incomplete
from funding.models import FundingRequest
from funding.years import FinancialYear
from governance.actions import agenda, forward_plan, meetings, minutes, partner_requests
from governance.actions.forward_plan import PlanFacts
from governance.actions.partner_requests import Ask
from governance.forward_plan import coming
from governance.meeting_facts import last_meeting, next_meeting
from governance.models import GoverningBody
from governance.recurrence import Repeat
from tests.conftest import Cast
from tests.meetings import a_body, an_item, asked, days_ago, drafted, held, planned, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def body(cast: Cast) -> GoverningBody:
    return a_body(cast)


@pytest.mark.parametrize(("later_by", "is_taken"), [(-1, False), (0, False), (1, True)])
def test_reports_back_only_at_a_later_meeting(
    cast: Cast, body: GoverningBody, later_by: int, *, is_taken: bool
) -> None:
    """Another body of the partnership may meet on the same day."""
    _meeting, item = held(cast, body, days_ago(60))
    _other, report = held(cast, a_body(cast, "Second Board"), days_ago(60 - later_by))
    request = asked(cast, item)
    partner_requests.record_partner_answer(request=request, by=cast.coordinator, answer="Yes.", on=days_ago(60))
    if is_taken:
        partner_requests.report_back(request=request, by=cast.coordinator, item=report)
    else:
        with pytest.raises(Incomplete, match="later meeting"):
            partner_requests.report_back(request=request, by=cast.coordinator, item=report)
    request.refresh_from_db()
    assert (request.reported_on == days_ago(60 - later_by)) is is_taken


def test_takes_as_the_last_meeting_only_one_that_was_held(cast: Cast, body: GoverningBody) -> None:
    meeting, _item = held(cast, body, days_ago(30))
    planned(cast, body, days_ago(20))
    called = planned(cast, body, days_ago(15))
    an_item(cast, called)
    meetings.send_agenda(meeting=called, by=cast.coordinator, on=days_ago(16))
    meetings.cancel_meeting(meeting=planned(cast, body, days_ago(10)), by=cast.coordinator, reason="No quorum")
    last = last_meeting(cast.partnership, today())
    assert last is not None
    assert last.key == meeting.pk


def test_takes_as_the_next_meeting_none_that_was_cancelled_or_is_of_another_body(
    cast: Cast, body: GoverningBody
) -> None:
    other = a_body(cast, "Second Board")
    meetings.cancel_meeting(meeting=planned(cast, body, days_ago(-5)), by=cast.coordinator, reason="No quorum")
    of_other, own = planned(cast, other, days_ago(-10)), planned(cast, body, days_ago(-20))
    found = {name: next_meeting(cast.partnership, today(), name) for name in (None, body.name, other.name)}
    assert {name: fact and fact.key for name, fact in found.items()} == {
        None: of_other.pk, body.name: own.pk, other.name: of_other.pk,
    }  # fmt: skip


def plan(cast: Cast, body: GoverningBody, **facts: Any) -> None:
    """Something on the forward plan."""
    forward_plan.plan_item(body=body, by=cast.coordinator, facts=PlanFacts(title="Report", **facts))


@pytest.mark.parametrize(("days", "is_late"), [(1, True), (0, False), (-1, False)])
def test_is_late_from_the_day_after_its_day(cast: Cast, body: GoverningBody, days: int, *, is_late: bool) -> None:
    plan(cast, body, due_on=days_ago(days))
    assert [row.is_late for row in coming(body, today())] == [is_late]


def test_is_late_once_the_whole_of_its_month_is_past(cast: Cast, body: GoverningBody) -> None:
    first = today().replace(day=1)
    next_first = first + relativedelta(months=1)
    plan(cast, body, due_on=first, is_month=True)
    days = (next_first - datetime.timedelta(days=1), next_first)
    assert [row.is_late for day in days for row in coming(body, day)] == [False, True]


def test_is_never_late_where_it_comes_at_each_meeting(cast: Cast, body: GoverningBody) -> None:
    plan(cast, body, due_on=days_ago(40), repeat=Repeat.EACH_MEETING)
    assert not any(row.is_late for row in coming(body, today()))


def test_gives_a_request_for_money_the_number_of_its_minute(cast: Cast, body: GoverningBody) -> None:
    drafted(cast, body, days_ago(60))
    meeting, item = held(cast, body, days_ago(3))
    asking = Ask(cast.police, "to contribute", year=FinancialYear(today().year))
    partner_requests.ask_partner(item=item, by=cast.coordinator, asking=asking)
    minutes.write_minute(item=item, by=cast.coordinator, discussion="An update.")
    minutes.draft_minutes(meeting=meeting, by=cast.coordinator)
    assert FundingRequest.objects.get().minute == "2"


def test_withdraws_an_item_and_its_planned_thing_may_be_taken_again(cast: Cast, body: GoverningBody) -> None:
    thing = forward_plan.plan_item(body=body, by=cast.coordinator, facts=PlanFacts(title="R", due_on=days_ago(-5)))
    meeting = planned(cast, body, days_ago(-5))
    item = agenda.take_planned_item(meeting=meeting, by=cast.coordinator, planned=thing, part="D")
    agenda.withdraw_item(item=item, by=cast.coordinator, reason="Not ready")
    assert agenda.take_planned_item(meeting=meeting, by=cast.coordinator, planned=thing, part="D").planned == thing
