"""The panel works: it meets, people are interviewed, and those who will not be are recorded too.

Source: 2016 guidance: panel meetings [V]; interviews after SIO and CPS agree [K].
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from dhr_cases.actions.core import Day, acting, check_not_future, require
from dhr_cases.events import Event
from dhr_cases.models import Attendance, Case, Interview, PanelMeeting, PanelSeat, Person, User
from dhr_cases.policies.meetings import check_interview_now
from dhr_cases.policies.panel import seats_now
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb


@dataclass(frozen=True)
class Presence:
    """Whether a seat was filled at a meeting, and what its member declared there."""

    seat: PanelSeat
    was_present: bool
    declared: str = ""


@dataclass(frozen=True)
class Meeting:
    """One meeting of the panel. A meeting that was not quorate needs a note on what followed from that."""

    on: datetime.date
    presences: Sequence[Presence]
    place: str = ""
    minutes: str = ""
    actions_agreed: str = ""
    was_quorate: bool = True
    quorum_note: str = field(default="")


def start_panel_work(*, case: Case, by: User, on: Day | None = None) -> None:
    """The panel begins to work on what the agencies sent [V]."""
    check_not_future(on, "The date the panel began")
    with acting(Verb.START_PANEL_WORK, case, by) as act:
        act.move(Stage.PANEL_WORK, on=on)


def record_meeting(*, case: Case, by: User, meeting: Meeting) -> PanelMeeting:
    """A meeting is recorded with who was there seat by seat, what they declared, and whether it was quorate.

    Raises Incomplete when nobody was there, a seat is not the panel's or listed twice, or a quorum note is missing.
    Source: quorum and disclosable minutes, stage table S12 [V].
    """
    check_not_future(meeting.on, "The date of the meeting")
    require(
        (any(presence.was_present for presence in meeting.presences), "Say who was there."),
        (meeting.was_quorate or bool(meeting.quorum_note.strip()), "Say what followed from the missing quorum."),
    )
    with acting(Verb.RECORD_MEETING, case, by, reason=meeting.quorum_note) as act:
        _check_seated(case, meeting)
        row = _keep(case, meeting)
        act.record(Event.PANEL_MET, on=meeting.on, about=row, detail=_meeting_words(meeting))
    return row


def _check_seated(case: Case, meeting: Meeting) -> None:
    seated = {seat.pk for seat in seats_now(case) if seat.is_filled}
    belongs = all(presence.seat.pk in seated for presence in meeting.presences)
    listed = [presence.seat.pk for presence in meeting.presences]
    require(
        (belongs, "Somebody listed has no seat on this panel now."),
        (len(set(listed)) == len(listed), "A seat is listed twice."),
    )


def _keep(case: Case, meeting: Meeting) -> PanelMeeting:
    row: PanelMeeting = PanelMeeting.objects.create(
        case=case,
        on=meeting.on,
        place=meeting.place,
        minutes=meeting.minutes,
        actions_agreed=meeting.actions_agreed,
        was_quorate=meeting.was_quorate,
    )
    for presence in meeting.presences:
        Attendance.objects.create(
            meeting=row, seat=presence.seat, was_present=presence.was_present, declared=presence.declared
        )
    return row


def _meeting_words(meeting: Meeting) -> dict[str, int | bool]:
    present = sum(presence.was_present for presence in meeting.presences)
    return {"present": present, "seats": len(meeting.presences), "quorate": meeting.was_quorate}


def start_interviews(*, case: Case, by: User, on: Day | None = None) -> None:
    """The chair begins to speak with family, friends and others [K]."""
    check_not_future(on, "The date interviews began")
    with acting(Verb.START_INTERVIEWS, case, by) as act:
        act.move(Stage.INTERVIEWS, on=on)


def record_interview(
    *,
    case: Case,
    by: User,
    person: Person,
    on: datetime.date,
    is_refused: bool = False,
    agreed_with_police: bool | None = None,
    notes: str = "",
) -> Interview:
    """A conversation, or that the person did not wish for one, is recorded; the event holds no name.

    Raises NotNow for a witness while a criminal hold is open without the agreement of police or CPS, Incomplete
    where nobody has said whether the person is one.
    Source: stage table, guard of S13 [K].
    """
    check_not_future(on, "The date of the interview")
    require((person.case_id == case.pk, "This person belongs to another review."))
    with acting(Verb.RECORD_INTERVIEW, case, by) as act:
        person.refresh_from_db()
        if not is_refused:
            check_interview_now(case, person, is_agreed_with_police=agreed_with_police is True)
        row: Interview = Interview.objects.create(
            case=case,
            person=person,
            on=on,
            is_refused=is_refused,
            agreed_with_police=agreed_with_police,
            notes=notes,
        )
        act.record(Event.INTERVIEW_RECORDED, on=on, about=row, detail={"refused": is_refused})
    return row
