"""How is a meeting planned, called, held or cancelled, and who was there?"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dhr_cases.models import User
from governance.actions.core import acting, check_not_future, require, today
from governance.attendance_lines import Attendee
from governance.meeting_terms import AttendanceClass, MeetingMode, MeetingState
from governance.models import GoverningBody, Meeting, MeetingAttendance
from governance.policies.meetings import check_becomes, check_can_be_called, check_takes_minutes
from governance.verbs import GovernanceVerb

Lists = Mapping[AttendanceClass, Sequence[Attendee]]


@dataclass(frozen=True, kw_only=True)
class MeetingFacts:
    """When and where a body meets. ``papers_due_on`` None is so many days before as the body sets."""

    on: datetime.date
    starts_at: datetime.time | None = None
    mode: MeetingMode = MeetingMode.ROOM
    place: str = ""
    link: str = ""
    sits_as: str = ""
    papers_due_on: datetime.date | None = None
    note: str = ""


def plan_meeting(*, body: GoverningBody, by: User, facts: MeetingFacts) -> Meeting:
    """A meeting goes into the calendar. Raises Incomplete for a day it has already, or one the body does not live."""
    with acting(GovernanceVerb.PLAN_MEETING, body.partnership, by) as act:
        meeting = Meeting(body=body, **vars(facts))
        _settle(meeting)
        meeting.save()
        act.record(about=meeting, detail={"meets_on": meeting.on.isoformat()})
        return meeting


def change_meeting(*, meeting: Meeting, by: User, facts: MeetingFacts, reason: str) -> Meeting:
    """Day, place or way of meeting change. Raises as ``plan_meeting``, and NotNow once minutes are approved."""
    with acting(GovernanceVerb.CHANGE_MEETING, meeting.body.partnership, by, reason=reason) as act:
        meeting.refresh_from_db()
        _check_open(meeting)
        for name, value in vars(facts).items():
            setattr(meeting, name, value)
        _settle(meeting)
        meeting.save()
        act.record(about=meeting, detail={"meets_on": meeting.on.isoformat()})
        return meeting


def _check_open(meeting: Meeting) -> None:
    is_open = meeting.at not in (MeetingState.APPROVED, MeetingState.CANCELLED)
    require(
        (is_open, "The meeting is closed and stays as it is."),
    )


def _settle(meeting: Meeting) -> None:
    """Fill the deadline of papers; refuse what cannot be."""
    body = meeting.body
    if meeting.papers_due_on is None:
        meeting.papers_due_on = meeting.on - datetime.timedelta(days=body.paper_days)
    same_day = Meeting.objects.filter(body=body, on=meeting.on).exclude(pk=meeting.pk)
    require(
        (body.exists_on(meeting.on), f"{body.name} does not exist on that day."),
        (not same_day.exists(), "The body meets on that day already."),
        (meeting.papers_due_on <= meeting.on, "Papers are due on or before the day of the meeting."),
        (not meeting.was_held or meeting.on <= today(), "A meeting that was held has its day in the past."),
        (meeting.called_on is None or meeting.called_on <= meeting.on, "The agenda went out after that day."),
        (not _approved_after(meeting), "It approved minutes of a meeting on that day or later."),
        (not meeting.sits_as or meeting.sits_as == body.sits_as, "The body does not sit in that capacity."),
    )


def _approved_after(meeting: Meeting) -> bool:
    """True where a meeting of its day or of a later one had its minutes approved at this one."""
    return bool(meeting.pk) and meeting.approves.filter(on__gte=meeting.on).exists()


def cancel_meeting(*, meeting: Meeting, by: User, reason: str) -> Meeting:
    """A meeting does not take place. Raises Incomplete without a reason, NotNow once it was held."""
    with acting(GovernanceVerb.CANCEL_MEETING, meeting.body.partnership, by, reason=reason) as act:
        meeting.refresh_from_db()
        require((bool(reason.strip()), "Say why the meeting is cancelled."))
        _move(meeting, MeetingState.CANCELLED)
        meeting.save()
        act.record(about=meeting)
        return meeting


def send_agenda(*, meeting: Meeting, by: User, on: datetime.date) -> Meeting:
    """The agenda goes to those who meet. Raises NotNow in another state, Incomplete without an item."""
    with acting(GovernanceVerb.SEND_AGENDA, meeting.body.partnership, by) as act:
        meeting.refresh_from_db()
        check_not_future(on, "The day the agenda went out")
        check_can_be_called(meeting)
        require((on <= meeting.on, "An agenda goes out before the meeting."))
        meeting.state, meeting.called_on = MeetingState.CALLED, on
        meeting.save()
        act.record(about=meeting, on=on)
        return meeting


def hold_meeting(*, meeting: Meeting, by: User) -> Meeting:
    """The meeting has taken place on its day. Raises NotNow before the agenda went out or before the day has come."""
    with acting(GovernanceVerb.HOLD_MEETING, meeting.body.partnership, by) as act:
        meeting.refresh_from_db()
        check_not_future(meeting.on, "The day of the meeting")
        _move(meeting, MeetingState.HELD)
        meeting.save()
        act.record(about=meeting, on=meeting.on)
        return meeting


def _move(meeting: Meeting, wanted: MeetingState) -> None:
    check_becomes(meeting, wanted)
    meeting.state = wanted


def record_attendance(*, meeting: Meeting, by: User, lists: Lists) -> list[MeetingAttendance]:
    """The lists of who was there, whole: who is on no list any more is struck off. Gives the rows that stand.

    Raises NotNow before the meeting was held or after its minutes were approved, Incomplete when nobody was present
    or more than one person was in the chair.
    """
    with acting(GovernanceVerb.RECORD_ATTENDANCE, meeting.body.partnership, by) as act:
        meeting.refresh_from_db()
        check_takes_minutes(meeting)
        _check_lists(lists)
        known = {row.name.casefold(): row for row in MeetingAttendance.objects.filter(meeting=meeting)}
        wanted = [(kind, person) for kind in AttendanceClass for person in lists.get(kind, ())]
        rows = [
            _write(meeting, known.pop(person.name.casefold(), None), place, kind, person)
            for place, (kind, person) in enumerate(wanted, 1)
        ]
        for gone in known.values():
            gone.is_struck = True
            gone.save()
        act.record(about=meeting, detail={kind.value: len(lists.get(kind, ())) for kind in AttendanceClass})
        return rows


def _check_lists(lists: Lists) -> None:
    everybody = [person for people in lists.values() for person in people]
    names = [person.name.casefold() for person in everybody]
    chairs = [person for person in everybody if person.is_in_chair]
    away = lists.get(AttendanceClass.APOLOGIES, ())
    require(
        (bool(lists.get(AttendanceClass.PRESENT)), "Enter at least one person who was present."),
        (len(names) == len(set(names)), "A person stands on two lists. Keep one of the two."),
        (len(chairs) <= 1, "Only one person was in the chair."),
        (not any(person.is_in_chair for person in away), "Somebody who sent apologies was not in the chair."),
    )


def _write(
    meeting: Meeting, row: MeetingAttendance | None, place: int, kind: AttendanceClass, person: Attendee
) -> MeetingAttendance:
    row = row or MeetingAttendance(meeting=meeting)
    row.position, row.attendance, row.name = place, kind, person.name
    row.capacity, row.organisation = person.capacity, person.organisation
    row.is_in_chair, row.is_struck = person.is_in_chair, False
    row.save()
    return row
