"""The panel meets, people are interviewed or refuse."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.actions import core, meetings
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.hold_scopes import HoldReason, HoldScope
from dhr_cases.models import Attendance, Case, CaseEvent, Hold, Interview, PanelMeeting, PanelSeat, Part, Person
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at

TODAY = timezone.localdate()


@pytest.fixture
def at_work(cast: Cast, case: Case) -> Case:
    """A case whose panel is at work."""
    return case_at(cast, case, Stage.PANEL_WORK)


@pytest.fixture
def witness(at_work: Case) -> Person:
    """A friend who may be a witness at the trial."""
    with change("Test person", None):
        found: Person = Person.objects.create(
            case=at_work, part=Part.FRIEND, name="Real Name", pseudonym="Sam", is_trial_witness=True
        )
    return found


def hold(case: Case, reason: HoldReason, *scope: HoldScope) -> None:
    """An open hold."""
    with change("Test hold", None):
        Hold.objects.create(case=case, reason=reason, scope=list(scope), starts_on=TODAY)


def meeting(case: Case, *, quorate: bool = True, note: str = "") -> meetings.Meeting:
    """A meeting at which the first seat was filled and the second was not."""
    seats = list(PanelSeat.objects.filter(case=case))
    presences = [meetings.Presence(seat, seat is seats[0], "Nothing new") for seat in seats]
    return meetings.Meeting(on=TODAY, presences=presences, minutes="Read.", was_quorate=quorate, quorum_note=note)


def test_starts_the_panels_work(at_work: Case) -> None:
    """The stage moves and the event says so."""
    assert at_work.at is Stage.PANEL_WORK
    assert CaseEvent.objects.filter(case=at_work, kind=Event.PANEL_WORK_STARTED).exists()


def test_keeps_who_was_there_and_what_they_declared(at_work: Case, cast: Cast) -> None:
    """Seat by seat, absent ones too; the event counts without names."""
    row = meetings.record_meeting(case=at_work, by=cast.independent_chair, meeting=meeting(at_work))
    assert sorted(Attendance.objects.filter(meeting=row).values_list("was_present", flat=True)) == [False, True]
    detail = CaseEvent.objects.get(case=at_work, kind=Event.PANEL_MET).detail
    assert detail == {"present": 1, "seats": 2, "quorate": True}


def test_asks_what_followed_from_a_missing_quorum(at_work: Case, cast: Cast) -> None:
    """The note is kept as the reason."""
    with pytest.raises(Incomplete, match="missing quorum"):
        meetings.record_meeting(case=at_work, by=cast.independent_chair, meeting=meeting(at_work, quorate=False))
    note = "Decisions put off to the next meeting"
    meetings.record_meeting(case=at_work, by=cast.independent_chair, meeting=meeting(at_work, quorate=False, note=note))
    assert CaseEvent.objects.get(case=at_work, kind=Event.PANEL_MET).reason == note


def test_refuses_a_meeting_of_nobody_or_of_strangers(at_work: Case, cast: Cast) -> None:
    """Only seats of this panel count, and one at least is filled."""
    empty = meetings.Meeting(on=TODAY, presences=[])
    with pytest.raises(Incomplete, match="who was there"):
        meetings.record_meeting(case=at_work, by=cast.independent_chair, meeting=empty)
    with change("Left", None):
        seat = PanelSeat.objects.filter(case=at_work)[0]
        seat.ends_on = TODAY
        seat.save()
    gone = meetings.Meeting(on=TODAY, presences=[meetings.Presence(seat, was_present=True)])
    with pytest.raises(Incomplete, match="no seat"):
        meetings.record_meeting(case=at_work, by=cast.independent_chair, meeting=gone)
    assert not PanelMeeting.objects.filter(case=at_work).exists()


def test_refuses_a_meeting_by_a_member_before_the_panel_or_under_a_hold(case: Case, cast: Cast) -> None:
    """Person, stage and hold each refuse in their own words."""
    with pytest.raises(NotNow, match="not in this stage"):
        meetings.record_meeting(
            case=case,
            by=cast.independent_chair,
            meeting=meetings.Meeting(on=TODAY, presences=[meetings.Presence(PanelSeat(), was_present=True)]),
        )
    case_at(cast, case, Stage.PANEL_WORK)
    with pytest.raises(NotPermitted, match="independent chair"):
        meetings.record_meeting(case=case, by=cast.panel_member, meeting=meeting(case))
    hold(case, HoldReason.INQUEST, HoldScope.PANEL_MEETINGS)
    with pytest.raises(NotNow, match="stops panel meetings"):
        meetings.record_meeting(case=case, by=cast.independent_chair, meeting=meeting(case))


def test_records_an_interview_without_a_name_in_the_event(at_work: Case, cast: Cast, witness: Person) -> None:
    """With no criminal hold a witness may be spoken to."""
    row = meetings.record_interview(case=at_work, by=cast.independent_chair, person=witness, on=TODAY, notes="Kind.")
    event = CaseEvent.objects.get(case=at_work, kind=Event.INTERVIEW_RECORDED)
    assert event.subject_id == row.pk
    assert event.detail == {"refused": False}


@pytest.mark.parametrize("reason", [HoldReason.CRIMINAL_TRIAL, HoldReason.POLICE_REQUEST])
def test_protects_a_witness_while_a_trial_is_near(
    at_work: Case, cast: Cast, witness: Person, reason: HoldReason
) -> None:
    """Without the agreement of police or CPS nobody speaks to a witness; a refusal is recorded all the same."""
    hold(at_work, reason, HoldScope.PUBLICATION)
    with pytest.raises(NotNow, match="Sam may be a witness"):
        meetings.record_interview(case=at_work, by=cast.independent_chair, person=witness, on=TODAY)
    meetings.record_interview(case=at_work, by=cast.independent_chair, person=witness, on=TODAY, is_refused=True)
    meetings.record_interview(
        case=at_work, by=cast.independent_chair, person=witness, on=TODAY, agreed_with_police=True
    )
    assert list(Interview.objects.filter(case=at_work).values_list("is_refused", flat=True)) == [True, False]


def test_lets_a_person_who_is_no_witness_speak_under_a_criminal_hold(
    at_work: Case, cast: Cast, witness: Person
) -> None:
    """The rule protects the trial, not every conversation."""
    hold(at_work, HoldReason.CRIMINAL_TRIAL, HoldScope.PUBLICATION)
    with change("No witness", None):
        witness.is_trial_witness = False
        witness.save()
    meetings.record_interview(case=at_work, by=cast.independent_chair, person=witness, on=TODAY)
    assert Interview.objects.filter(case=at_work).count() == 1


def test_refuses_a_person_of_another_review_and_a_day_to_come(
    at_work: Case, cast: Cast, other_case: Case, witness: Person
) -> None:
    """People belong to one case; nothing is recorded ahead."""
    with change("Elsewhere", None):
        stranger = Person.objects.create(case=other_case, part=Part.FRIEND)
    with pytest.raises(Incomplete, match="another review"):
        meetings.record_interview(case=at_work, by=cast.independent_chair, person=stranger, on=TODAY)
    with pytest.raises(Incomplete, match="in the future"):
        meetings.record_interview(
            case=at_work, by=cast.independent_chair, person=witness, on=TODAY + datetime.timedelta(days=1)
        )


def test_starts_interviews_unless_a_hold_stops_them(at_work: Case, cast: Cast) -> None:
    """A hold on interviews refuses, and its end lets them begin."""
    hold(at_work, HoldReason.OTHER, HoldScope.INTERVIEWS)
    with pytest.raises(NotNow, match="stops interviews"):
        meetings.start_interviews(case=at_work, by=cast.independent_chair)
    with change("Over", None):
        open_hold = Hold.objects.get(case=at_work)
        open_hold.ends_on = TODAY
        open_hold.save()
    meetings.start_interviews(case=at_work, by=cast.independent_chair)
    assert at_work.at is Stage.INTERVIEWS


def test_leaves_no_meeting_behind_when_the_event_fails(
    at_work: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Meeting and attendance fall together."""

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(core.Act, "record", fail)
    with pytest.raises(OSError, match="disk full"):
        meetings.record_meeting(case=at_work, by=cast.independent_chair, meeting=meeting(at_work))
    assert not PanelMeeting.objects.filter(case=at_work).exists()
    assert not Attendance.objects.exists()
