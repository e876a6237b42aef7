"""Bodies, their members, their meetings and agendas: what each act does, records and refuses."""

import datetime

import pytest

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from governance.actions import agenda, bodies, meetings
from governance.actions.agenda import ItemFacts
from governance.actions.bodies import BodyFacts
from governance.actions.meetings import MeetingFacts
from governance.attendance_lines import Attendee
from governance.meeting_terms import Access, AttendanceClass, CirculationMeans, MeetingState, MemberRole
from governance.models import AgendaItem, BodyMember, GovernanceEvent, GoverningBody, Meeting, MeetingAttendance
from governance.verbs import GovernanceVerb
from tests.conftest import Cast
from tests.files import upload
from tests.meetings import a_body, an_item, days_ago, drafted, held, noted, planned, today

pytestmark = pytest.mark.django_db

WHO = {AttendanceClass.PRESENT: (Attendee("Ms Invented", "Chair", is_in_chair=True), Attendee("Mr Made-Up"))}


def last_event() -> GovernanceEvent:
    """The event recorded last."""
    event: GovernanceEvent = GovernanceEvent.objects.latest("pk")
    return event


# bodies


def test_sets_up_a_body_and_records_it(cast: Cast) -> None:
    body = a_body(cast)
    event = last_event()
    assert (event.kind, event.subject, event.subject_id) == (GovernanceVerb.SET_UP_BODY, "governingbody", body.pk)
    assert event.by == cast.coordinator


def test_refuses_a_body_by_the_chair_and_by_an_outsider(cast: Cast) -> None:
    for person in (cast.csp_chair, cast.auditor, cast.outsider):
        with pytest.raises(NotPermitted, match="It is for the coordinator"):
            bodies.set_up_body(partnership=cast.partnership, by=person, facts=BodyFacts(name="Board"))
    assert not GoverningBody.objects.exists()


def test_refuses_two_bodies_of_one_name(cast: Cast) -> None:
    body = a_body(cast)
    with pytest.raises(Incomplete, match="bears this name"):
        a_body(cast, body.name.upper())


def test_refuses_a_body_that_ends_before_it_begins(cast: Cast) -> None:
    facts = BodyFacts(name="Board", starts_on=today(), ends_on=days_ago(1))
    with pytest.raises(Incomplete, match="ends before it begins"):
        bodies.set_up_body(partnership=cast.partnership, by=cast.coordinator, facts=facts)


def test_refuses_a_ring_of_bodies(cast: Cast) -> None:
    top, middle = a_body(cast, "Top"), a_body(cast, "Middle")
    middle = bodies.change_body(
        body=middle, by=cast.coordinator, facts=BodyFacts(name="Middle", reports_to=top), reason="Terms agreed"
    )
    with pytest.raises(Incomplete, match="cannot report to itself"):
        bodies.change_body(
            body=top, by=cast.coordinator, facts=BodyFacts(name="Top", reports_to=middle), reason="A mistake"
        )


def test_keeps_a_member_from_day_to_day(cast: Cast) -> None:
    body = a_body(cast)
    member = bodies.add_body_member(
        body=body, by=cast.coordinator, name=" Ms Invented ", role=MemberRole.CHAIR, starts_on=days_ago(90)
    )
    bodies.end_body_member(member=member, by=cast.coordinator, ends_on=days_ago(1))
    kept = BodyMember.objects.get()
    assert (kept.name, kept.role, kept.ends_on) == ("Ms Invented", MemberRole.CHAIR, days_ago(1))
    assert last_event().kind == GovernanceVerb.END_BODY_MEMBER


def test_refuses_a_seat_taken_twice_and_an_end_before_the_beginning(cast: Cast) -> None:
    body = a_body(cast)
    member = bodies.add_body_member(body=body, by=cast.coordinator, name="Ms Invented", starts_on=today())
    with pytest.raises(Incomplete, match="sits on the body already"):
        bodies.add_body_member(body=body, by=cast.coordinator, name="MS INVENTED", starts_on=today())
    with pytest.raises(Incomplete, match="before the first"):
        bodies.end_body_member(member=member, by=cast.coordinator, ends_on=days_ago(1))


# meetings


def test_plans_a_meeting_with_its_deadline_for_papers(cast: Cast) -> None:
    meeting = planned(cast, a_body(cast), days_ago(-30))
    assert meeting.papers_due_on == days_ago(-23)
    assert meeting.at is MeetingState.PLANNED


def test_refuses_a_second_meeting_on_a_day(cast: Cast) -> None:
    body = a_body(cast)
    planned(cast, body, days_ago(-30))
    with pytest.raises(Incomplete, match="meets on that day already"):
        planned(cast, body, days_ago(-30))


def test_refuses_a_meeting_of_a_body_that_has_ended(cast: Cast) -> None:
    facts = BodyFacts(name="Board", ends_on=days_ago(10))
    body = bodies.set_up_body(partnership=cast.partnership, by=cast.coordinator, facts=facts)
    with pytest.raises(Incomplete, match="does not exist on that day"):
        planned(cast, body, days_ago(9))


def test_lets_a_body_sit_only_as_what_it_may_sit_as(cast: Cast) -> None:
    facts = BodyFacts(name="Scrutiny", sits_as="Crime and Disorder Committee")
    body = bodies.set_up_body(partnership=cast.partnership, by=cast.coordinator, facts=facts)
    as_itself = MeetingFacts(on=days_ago(-5), sits_as="Crime and Disorder Committee")
    assert meetings.plan_meeting(body=body, by=cast.coordinator, facts=as_itself).sits_as == body.sits_as
    with pytest.raises(Incomplete, match="does not sit in that capacity"):
        meetings.plan_meeting(body=body, by=cast.coordinator, facts=MeetingFacts(on=days_ago(-6), sits_as="Court"))


def test_changes_a_meeting_and_keeps_why(cast: Cast) -> None:
    meeting = planned(cast, a_body(cast), days_ago(-30))
    facts = MeetingFacts(on=days_ago(-31), place="Room 2")
    meetings.change_meeting(meeting=meeting, by=cast.coordinator, facts=facts, reason="The room is taken")
    meeting.refresh_from_db()
    assert (meeting.on, meeting.place) == (days_ago(-31), "Room 2")
    assert (last_event().reason, meeting.history.first().history_change_reason) == ("The room is taken",) * 2


def test_refuses_an_agenda_without_an_item(cast: Cast) -> None:
    meeting = planned(cast, a_body(cast), days_ago(-3))
    with pytest.raises(Incomplete, match="no item yet"):
        meetings.send_agenda(meeting=meeting, by=cast.coordinator, on=today())


def test_refuses_to_hold_a_meeting_before_its_day_or_without_an_agenda(cast: Cast) -> None:
    meeting = planned(cast, a_body(cast), days_ago(-3))
    an_item(cast, meeting)
    meetings.send_agenda(meeting=meeting, by=cast.coordinator, on=today())
    with pytest.raises(Incomplete, match="future"):
        meetings.hold_meeting(meeting=meeting, by=cast.coordinator)
    other = planned(cast, meeting.body, days_ago(3))
    with pytest.raises(NotNow, match="does not follow"):
        meetings.hold_meeting(meeting=other, by=cast.coordinator)


def test_cancels_a_meeting_with_a_reason_and_only_before_it_was_held(cast: Cast) -> None:
    body = a_body(cast)
    meeting, _item = held(cast, body, days_ago(5))
    with pytest.raises(NotNow):
        meetings.cancel_meeting(meeting=meeting, by=cast.coordinator, reason="Too late")
    ahead = planned(cast, body, days_ago(-5))
    with pytest.raises(Incomplete, match="Say why"):
        meetings.cancel_meeting(meeting=ahead, by=cast.coordinator, reason=" ")
    assert meetings.cancel_meeting(meeting=ahead, by=cast.coordinator, reason="Snow").at is MeetingState.CANCELLED


def test_leaves_nothing_behind_when_the_event_cannot_be_recorded(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    body = a_body(cast)

    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("The record is full.")

    monkeypatch.setattr(GovernanceEvent, "save", refuse)
    with pytest.raises(RuntimeError):
        planned(cast, body, days_ago(-30))
    assert not Meeting.objects.exists()


# attendance


def test_keeps_the_lists_of_attendance_apart(cast: Cast) -> None:
    meeting, _item = held(cast, a_body(cast), days_ago(5))
    lists = {**WHO, AttendanceClass.IN_ATTENDANCE: (Attendee("Mrs Clerk"),)}
    meetings.record_attendance(meeting=meeting, by=cast.coordinator, lists=lists)
    rows = MeetingAttendance.objects.filter(is_struck=False)
    assert [(row.name, row.attendance, row.is_in_chair) for row in rows] == [
        ("Ms Invented", AttendanceClass.PRESENT, True),
        ("Mr Made-Up", AttendanceClass.PRESENT, False),
        ("Mrs Clerk", AttendanceClass.IN_ATTENDANCE, False),
    ]


def test_strikes_off_who_is_on_no_list_any_more_and_takes_back_who_returns(cast: Cast) -> None:
    meeting, _item = held(cast, a_body(cast), days_ago(5))
    meetings.record_attendance(meeting=meeting, by=cast.coordinator, lists=WHO)
    fewer = {AttendanceClass.PRESENT: WHO[AttendanceClass.PRESENT][:1]}
    meetings.record_attendance(meeting=meeting, by=cast.coordinator, lists=fewer)
    assert MeetingAttendance.objects.get(name="Mr Made-Up").is_struck
    meetings.record_attendance(meeting=meeting, by=cast.coordinator, lists=WHO)
    assert MeetingAttendance.objects.filter(is_struck=False).count() == 2


@pytest.mark.parametrize(
    ("lists", "sentence"),
    [
        ({}, "at least one person"),
        ({**WHO, AttendanceClass.APOLOGIES: (Attendee("mr made-up"),)}, "on two lists"),
        ({AttendanceClass.PRESENT: (Attendee("A", is_in_chair=True), Attendee("B", is_in_chair=True))}, "Only one"),
        ({**WHO, AttendanceClass.ALSO_PRESENT: (Attendee("C", is_in_chair=True),)}, "Only one"),
    ],
)
def test_refuses_lists_that_cannot_be(
    cast: Cast, lists: dict[AttendanceClass, tuple[Attendee, ...]], sentence: str
) -> None:
    meeting, _item = held(cast, a_body(cast), days_ago(5))
    with pytest.raises(Incomplete, match=sentence):
        meetings.record_attendance(meeting=meeting, by=cast.coordinator, lists=lists)


def test_refuses_attendance_before_the_meeting(cast: Cast) -> None:
    meeting = planned(cast, a_body(cast), days_ago(-5))
    with pytest.raises(NotNow, match="Record first that the meeting was held"):
        meetings.record_attendance(meeting=meeting, by=cast.coordinator, lists=WHO)


# agendas


def test_gives_items_the_next_code_of_their_part(cast: Cast) -> None:
    meeting = planned(cast, a_body(cast), days_ago(-5))
    codes = [
        str(an_item(cast, meeting, title, part).code) for title, part in (("One", "B"), ("Two", "B"), ("Dates", "C"))
    ]
    assert codes == ["B1", "B2", "C1"]


def test_refuses_a_code_in_use_and_a_restriction_without_a_reason(cast: Cast) -> None:
    meeting = planned(cast, a_body(cast), days_ago(-5))
    an_item(cast, meeting, part="B")
    with pytest.raises(Incomplete, match="B1 is on the agenda already"):
        agenda.add_item(meeting=meeting, by=cast.coordinator, facts=ItemFacts(part="B", number=1, title="Second"))
    restricted = ItemFacts(part="B", title="Money", access=Access.RESTRICTED)
    with pytest.raises(Incomplete, match="Say why the item is restricted"):
        agenda.add_item(meeting=meeting, by=cast.coordinator, facts=restricted)


def test_keeps_an_items_number_while_it_stays_in_its_part(cast: Cast) -> None:
    meeting = planned(cast, a_body(cast), days_ago(-5))
    first, _second = an_item(cast, meeting, "One", "B"), an_item(cast, meeting, "Two", "B")
    changed = agenda.change_item(item=first, by=cast.coordinator, facts=ItemFacts(part="B", title="Reworded"))
    assert (str(changed.code), changed.title) == ("B1", "Reworded")
    moved = agenda.change_item(item=first, by=cast.coordinator, facts=ItemFacts(part="D", title="Moved"))
    assert str(moved.code) == "D1"


def test_frees_the_code_of_an_item_that_comes_off(cast: Cast) -> None:
    meeting = planned(cast, a_body(cast), days_ago(-5))
    item = an_item(cast, meeting, part="B")
    agenda.withdraw_item(item=item, by=cast.coordinator, reason="Not ready")
    assert str(an_item(cast, meeting, "Another", "B").code) == "B1"
    assert AgendaItem.objects.filter(is_withdrawn=True).count() == 1


def test_keeps_an_item_on_which_something_was_resolved(cast: Cast) -> None:
    _meeting, item = held(cast, a_body(cast), days_ago(5))
    noted(cast, item)
    with pytest.raises(Incomplete, match="Something was resolved"):
        agenda.withdraw_item(item=item, by=cast.coordinator, reason="A mistake")


def test_closes_the_agenda_with_the_numbers_of_the_minutes(cast: Cast) -> None:
    meeting, item = drafted(cast, a_body(cast), days_ago(5))
    with pytest.raises(NotNow, match="agenda is closed"):
        an_item(cast, meeting, "Too late")
    with pytest.raises(NotNow, match="agenda is closed"):
        agenda.withdraw_item(item=item, by=cast.coordinator, reason="Too late")


# papers


def test_expects_a_paper_by_the_day_of_the_meetings_papers(cast: Cast) -> None:
    meeting = planned(cast, a_body(cast), days_ago(-30))
    paper = agenda.expect_meeting_paper(item=an_item(cast, meeting), by=cast.coordinator, title="Report")
    assert (paper.due_on, paper.files.count()) == (meeting.papers_due_on, 0)


def test_takes_in_every_version_of_a_paper(cast: Cast) -> None:
    meeting = planned(cast, a_body(cast), days_ago(-30))
    item = an_item(cast, meeting)
    paper = agenda.expect_meeting_paper(item=item, by=cast.coordinator, title="Report", upload=upload())
    agenda.take_in_meeting_paper(paper=paper, by=cast.coordinator, upload=upload(), received_on=today())
    assert [row.number for row in paper.files.all()] == [1, 2]
    assert last_event().detail["version"] == 2


def test_keeps_the_paper_of_a_restricted_item_restricted(cast: Cast) -> None:
    meeting = planned(cast, a_body(cast), days_ago(-30))
    facts = ItemFacts(part="B", title="Money", access=Access.RESTRICTED, restricted_why="Names a supplier")
    item = agenda.add_item(meeting=meeting, by=cast.coordinator, facts=facts)
    paper = agenda.expect_meeting_paper(item=item, by=cast.coordinator, title="Report", access=Access.PUBLIC)
    assert paper.access == Access.RESTRICTED


def test_logs_each_paper_that_went_out_with_its_version(cast: Cast) -> None:
    meeting = planned(cast, a_body(cast), days_ago(-30))
    item = an_item(cast, meeting)
    papers = [
        agenda.expect_meeting_paper(item=item, by=cast.coordinator, title=title, upload=upload())
        for title in ("Report", "Annex")
    ]
    rows = agenda.circulate_papers(meeting=meeting, by=cast.coordinator, papers=papers, on=today(), to="All members")
    assert [(row.paper.title, row.to, row.version.number) for row in rows if row.version] == [
        ("Report", "All members", 1),
        ("Annex", "All members", 1),
    ]


def test_sends_nothing_round_that_is_not_in_unless_it_was_handed_out(cast: Cast) -> None:
    meeting, item = held(cast, a_body(cast), days_ago(5))
    paper = agenda.expect_meeting_paper(item=item, by=cast.coordinator, title="Slides")
    with pytest.raises(Incomplete, match="No file is in yet for: Slides"):
        agenda.circulate_papers(meeting=meeting, by=cast.coordinator, papers=[paper], on=today(), to="All members")
    rows = agenda.circulate_papers(
        meeting=meeting, by=cast.coordinator, papers=[paper], on=meeting.on, to="All", means=CirculationMeans.TABLED
    )
    assert rows[0].version is None


def test_dates_no_circulation_in_the_future(cast: Cast) -> None:
    meeting = planned(cast, a_body(cast), days_ago(-30))
    paper = agenda.expect_meeting_paper(
        item=an_item(cast, meeting), by=cast.coordinator, title="Report", upload=upload()
    )
    tomorrow = today() + datetime.timedelta(days=1)
    with pytest.raises(Incomplete, match="future"):
        agenda.circulate_papers(meeting=meeting, by=cast.coordinator, papers=[paper], on=tomorrow, to="All")
