"""The meeting of 24 March 2022: items A4 to D3, minutes 51 to 60, its resolutions, a request followed to its answer.

Day, items, numbers and outcomes are those of the published notes. The people and the Probation Service's answer are
invented: the latter was never published.
"""

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.errors import NotNow
from dhr_cases.models import Organisation, OrganisationKind, TeamMembership
from dhr_cases.models.history import change
from funding.actions import requests as money
from funding.models import FundingRequest
from funding.terms import Answer, RequestState
from funding.years import parse_year
from governance.actions import agenda, meetings, minutes, partner_requests, resolutions
from governance.actions.agenda import ItemFacts
from governance.actions.bodies import BodyFacts, set_up_body
from governance.actions.meetings import MeetingFacts, plan_meeting
from governance.actions.partner_requests import Ask
from governance.actions.resolutions import LimbFacts
from governance.attendance_lines import Attendee
from governance.forward_plan import coming, due_at
from governance.item_codes import read_code
from governance.meeting_facts import requests_standing
from governance.meeting_terms import AttendanceClass, MeetingMode, MeetingState
from governance.models import AgendaItem, GoverningBody, Meeting, PartnerRequest, PlannedItem, ResolutionLimb
from governance.papers.meeting_reading import minutes_facts
from governance.papers.minutes.wording import compose
from governance.policies.requests import stands
from governance.recurrence import Repeat
from governance.request_terms import RequestStanding
from governance.resolution_types import RESOLUTION_TYPES, ResolutionType
from tests.conftest import Cast
from tests.remembered import remembered

pytestmark = pytest.mark.django_db

FACTS: dict[str, Any] = json.loads((Path(__file__).parents[1] / "facts/governance/kent_meeting_2022.json").read_text())
MARCH = datetime.date.fromisoformat(FACTS["on"])
NOVEMBER = datetime.date.fromisoformat(FACTS["before"])
JULY = datetime.date.fromisoformat(FACTS["next"])
ANSWERED = datetime.date(2022, 6, 20)
TYPES = {row.outcome: kind for kind, row in RESOLUTION_TYPES.items()}
SUM = 412_300

SetDay = Callable[[datetime.date], None]


@pytest.fixture
def go_to(monkeypatch: pytest.MonkeyPatch) -> SetDay:
    """Let it be another day."""

    def go(day: datetime.date) -> None:
        monkeypatch.setattr(timezone, "localdate", lambda: day)

    return go


@pytest.fixture
def march(cast: Cast, go_to: SetDay) -> Meeting:
    """The whole meeting, minuted and numbered, after that of November."""
    remembered("the meeting of March 2022", lambda: hold_both(cast, go_to))
    go_to(MARCH)
    meeting: Meeting = Meeting.objects.select_related("body__partnership").get(on=MARCH)
    return meeting


@pytest.fixture
def body(march: Meeting) -> GoverningBody:
    """The partnership."""
    return march.body


@pytest.fixture
def probation(march: Meeting) -> Organisation:
    """The body that came after the community rehabilitation company."""
    return Organisation.objects.get(code="probation")


def hold_both(cast: Cast, go_to: SetDay) -> None:
    """November's meeting with minute 50, then that of March. The teams have stood since 2013."""
    with change("Test", None):
        for place in TeamMembership.objects.all():
            place.starts_on = datetime.date(2013, 1, 1)
            place.save()
        probation: Organisation = Organisation.objects.create(
            code="probation",
            name=FACTS["items"][7]["asked"],
            kind=OrganisationKind.PROBATION,
            starts_on=datetime.date(2021, 6, 26),
        )
    go_to(NOVEMBER)
    facts = BodyFacts(name=FACTS["body"], first_minute=FACTS["first_minute"] - 1)
    body = set_up_body(partnership=cast.partnership, by=cast.coordinator, facts=facts)
    november = meeting_on(cast, body, NOVEMBER)
    item = put_on(cast, november, "D1", "Domestic Homicide Review Update")
    send_and_hold(cast, november)
    minute(cast, item, "note")
    minutes.draft_minutes(meeting=november, by=cast.coordinator)
    go_to(MARCH)
    hold_march(cast, body, probation)


def meeting_on(cast: Cast, body: GoverningBody, on: datetime.date) -> Meeting:
    """A meeting in the calendar, held online as that of March was."""
    facts = MeetingFacts(on=on, mode=MeetingMode(FACTS["mode"]))
    return plan_meeting(body=body, by=cast.coordinator, facts=facts)


def put_on(cast: Cast, meeting: Meeting, code: str, title: str) -> AgendaItem:
    """An item under its printed code."""
    place = read_code(code)
    facts = ItemFacts(part=place.part, number=place.number, title=title)
    return agenda.add_item(meeting=meeting, by=cast.coordinator, facts=facts)


def send_and_hold(cast: Cast, meeting: Meeting) -> None:
    """The agenda goes out and the meeting takes place on one day."""
    meetings.send_agenda(meeting=meeting, by=cast.coordinator, on=meeting.on)
    meetings.hold_meeting(meeting=meeting, by=cast.coordinator)


def minute(cast: Cast, item: AgendaItem, *outcomes: str, due: str = "") -> None:
    """A minute with a resolution that has these limbs."""
    minutes.write_minute(item=item, by=cast.coordinator, discussion="Members heard an update.")
    first, *others = (limb(item, outcome, due) for outcome in outcomes)
    resolution = resolutions.resolve(
        item=item, by=cast.coordinator, words="the Partnership did so.", limb=first, is_lettered=bool(others)
    )
    for other in others:
        resolutions.add_limb(resolution=resolution, by=cast.coordinator, limb=other)


def limb(item: AgendaItem, outcome: str, due: str) -> LimbFacts:
    """A limb of this outcome; a month is meant to its last day."""
    kind = TYPES[outcome]
    is_update = kind in (ResolutionType.FURTHER_UPDATE, ResolutionType.RECURRING_UPDATE)
    return LimbFacts(
        kind=kind,
        text=f"To {outcome}",
        approves=Meeting.objects.get(on=NOVEMBER) if kind is ResolutionType.APPROVE_MINUTES else None,
        due_on=datetime.date.fromisoformat(f"{due}-31") if is_update else None,
        is_month=is_update,
        repeat=Repeat.YEARLY if kind is ResolutionType.RECURRING_UPDATE else None,
        title=item.title,
    )


def hold_march(cast: Cast, body: GoverningBody, probation: Organisation) -> None:
    """The meeting itself."""
    meeting = meeting_on(cast, body, MARCH)
    items = [put_on(cast, meeting, row["item"], row["title"]) for row in FACTS["items"]]
    send_and_hold(cast, meeting)
    people = tuple(Attendee(f"Member {number}") for number in range(1, FACTS["present"]))
    chair = Attendee("Mr Invented", "Vice-Chairman", is_in_chair=True)
    clerk = Attendee("Mrs Invented")
    lists = {AttendanceClass.PRESENT: (chair, *people), AttendanceClass.IN_ATTENDANCE: (clerk,)}
    meetings.record_attendance(meeting=meeting, by=cast.coordinator, lists=lists)
    for item, row in zip(items, FACTS["items"], strict=True):
        item.meeting = meeting
        minute(cast, item, *row["outcomes"], due=row.get("due", ""))
        if "asked" in row:
            year = parse_year(row["year"])
            asking = Ask(probation, "to consider the funding arrangements for 2022/23", year=year)
            partner_requests.ask_partner(item=item, by=cast.coordinator, asking=asking)
    minutes.draft_minutes(meeting=meeting, by=cast.coordinator)


def test_numbers_the_minutes_51_to_60_in_the_order_of_the_agenda(march: Meeting) -> None:
    found = {str(item.code): item.minute_number for item in march.items.all()}
    assert found == {row["item"]: row["minute"] for row in FACTS["items"]}


def test_counts_24_present_and_one_in_attendance(march: Meeting) -> None:
    facts = minutes_facts(march, is_public=True)
    counts = {kind: len(people) for kind, people in facts.attendance.items()}
    assert counts[AttendanceClass.PRESENT] == FACTS["present"]
    assert counts[AttendanceClass.IN_ATTENDANCE] == FACTS["in_attendance"]
    assert facts.attendance[AttendanceClass.PRESENT][0] == "Mr Invented (Vice-Chairman in the Chair)"


def test_keeps_the_outcomes_of_each_minute(march: Meeting) -> None:
    found = {
        item.minute_number: [
            RESOLUTION_TYPES[limb.type].outcome for row in item.resolutions.all() for limb in row.limbs.all()
        ]
        for item in march.items.all()
    }
    assert found == {row["minute"]: row["outcomes"] for row in FACTS["items"]}


def test_approves_the_minutes_of_november(march: Meeting) -> None:
    november = Meeting.objects.get(on=NOVEMBER)
    assert (november.at, november.approved_on, november.approved_at) == (MeetingState.APPROVED, MARCH, march)


def test_puts_both_updates_on_the_forward_plan_for_march_2023(march: Meeting, body: GoverningBody) -> None:
    yearly = PlannedItem.objects.get(repeat=Repeat.YEARLY)
    once = PlannedItem.objects.get(title="Zero Casualty Strategy Update")
    assert {(row.due_on, row.is_month) for row in (yearly, once)} == {(datetime.date(2023, 3, 31), True)}
    lines = {row.planned: row.due_on for row in coming(body, MARCH)}
    assert lines[yearly] == lines[once] == datetime.date(2023, 3, 31)


def test_brings_the_yearly_update_back_each_march(
    cast: Cast, march: Meeting, body: GoverningBody, go_to: SetDay
) -> None:
    first, second = (meeting_on(cast, body, datetime.date(year, 3, 14)) for year in (2023, 2024))
    titles = [sorted(row.title for row in due_at(meeting) if "Report back" not in row.title) for meeting in (first,)]
    assert titles == [["Commissioner's response to mental health", "Zero Casualty Strategy Update"]]
    for planned in due_at(first):
        agenda.take_planned_item(meeting=first, by=cast.coordinator, planned=planned, part="B")
    later = [row.title for row in due_at(second) if "Report back" not in row.title]
    assert later == ["Commissioner's response to mental health"]


def test_prints_the_resolutions_under_their_numbers(march: Meeting) -> None:
    paper = compose(minutes_facts(march, is_public=True))
    heads = [heading.text for heading in paper.headings if heading.level == 2]
    assert heads[0] == "51. Notes of meeting held on 18 November 2021 (Item A4)"
    assert heads[-1] == "60. Joint Exploitation Group Update (Item D3)"
    assert len(heads) == len(FACTS["items"])


def test_asks_probation_for_money_under_minute_and_meeting(march: Meeting, probation: Organisation) -> None:
    asked = FundingRequest.objects.get()
    assert (asked.organisation, asked.year, asked.met_on, asked.meeting) == (probation, 2022, MARCH, FACTS["body"])
    assert (asked.minute, asked.amount_pence) == ("58", None)


def test_follows_the_request_to_its_answer_and_back_to_a_meeting(
    cast: Cast, march: Meeting, body: GoverningBody, go_to: SetDay
) -> None:
    request = PartnerRequest.objects.get()
    assert stands(request, MARCH) is RequestStanding.ASKED
    assert request.answer_due_on is not None
    assert stands(request, request.answer_due_on + datetime.date.resolution) is RequestStanding.OVERDUE
    go_to(ANSWERED)
    answer(cast, request)
    request = PartnerRequest.objects.get()
    assert stands(request, ANSWERED) is RequestStanding.ANSWERED
    july = meeting_on(cast, body, JULY)
    report = next(row for row in due_at(july) if row == request.report_back)
    item = agenda.take_planned_item(meeting=july, by=cast.coordinator, planned=report, part="D")
    go_to(JULY)
    send_and_hold(cast, july)
    item.refresh_from_db()
    partner_requests.report_back(request=request, by=cast.coordinator, item=item)
    assert (stands(request, JULY), request.reported_at) == (RequestStanding.REPORTED, item)
    assert "£4,123" in request.answer
    assert not [row for row in coming(body, JULY) if row.planned == report]


def answer(cast: Cast, request: PartnerRequest) -> None:
    """The invented answer: recorded by the office, approved by the chair."""
    asked = request.funding_request
    assert asked is not None
    money.record_answer(
        request=asked, by=cast.coordinator, answer=Answer.CONFIRM, given_on=ANSWERED, source="Letter", amount_pence=SUM
    )
    with pytest.raises(NotNow, match="no answer"):
        partner_requests.report_back(request=request, by=cast.coordinator, item=request.item)
    money.approve_answer(request=asked, by=cast.csp_chair)
    asked.refresh_from_db()
    assert asked.state == RequestState.CLOSED


def test_tells_the_reports_where_the_request_stood_on_every_day(cast: Cast, march: Meeting, go_to: SetDay) -> None:
    go_to(ANSWERED)
    answer(cast, PartnerRequest.objects.get())
    before, after = (requests_standing(cast.partnership, day)[0] for day in (MARCH, ANSWERED))
    assert (before.standing, before.answer, before.minute) == ("Waits for an answer", "", "58")
    assert (after.standing, after.answered_on, after.is_about_money) == ("Answered", ANSWERED, True)
    assert requests_standing(cast.partnership, NOVEMBER) == ()


def test_leaves_open_only_what_is_still_owed(march: Meeting) -> None:
    owed = {RESOLUTION_TYPES[row.type].outcome for row in ResolutionLimb.objects.filter(closed_on=None)}
    assert owed == {"agree with comments", "recurring update", "further update"}
