"""Does an act touch only rows of its own review, and end only what has not ended?"""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.actions import accounts, organisations, partnership_settings, recommendations
from dhr_cases.actions.accounts import AccountDetails
from dhr_cases.actions.appointments import Engagement, appoint_author, end_appointment
from dhr_cases.actions.drafting import record_reading, send_for_reading
from dhr_cases.actions.meetings import Meeting, Presence, record_interview, record_meeting
from dhr_cases.actions.memberships import end_role, grant_role, join_team, leave_team
from dhr_cases.actions.organisations import Body
from dhr_cases.actions.overlays import ProceedingFacts, end_hold, record_proceeding
from dhr_cases.actions.panel import SeatChange, Seating, seat_agency
from dhr_cases.actions.people import PersonFacts, correct_person, record_family_contact
from dhr_cases.actions.recommendations import MilestonePlan, Progress
from dhr_cases.actions.referral import Referral, agree_lead, refer_death
from dhr_cases.errors import ReviewError
from dhr_cases.hold_scopes import HoldReason, ProceedingKind
from dhr_cases.models import (
    Action,
    ActionStatus,
    Appointment,
    Case,
    CaseEvent,
    CaseMembership,
    Declaration,
    DraftReading,
    FamilyContact,
    Hold,
    Milestone,
    OrganisationKind,
    PanelSeat,
    ParallelProceeding,
    Part,
    Person,
    Post,
    Quote,
    Recommendation,
    TeamMembership,
)
from dhr_cases.permissions import granted
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from tests.actions.test_guards import put, save, seat
from tests.conftest import Cast
from tests.standing import stand_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


def refusal(act: Any, **named: object) -> str:
    """The sentence with which an act is refused; it records no event."""
    before = CaseEvent.objects.count()
    with pytest.raises(ReviewError) as refused:
        act(**named)
    assert CaseEvent.objects.count() == before
    return refused.value.sentence


def test_ends_no_role_on_another_review(case: Case, other_case: Case, cast: Cast) -> None:
    """Otherwise the person would keep every permission there although the role reads as ended."""
    held = grant_role(case=other_case, by=cast.coordinator, to=cast.outsider, role=Role.FAMILY_ADVOCATE)
    told = refusal(end_role, case=case, by=cast.coordinator, membership=held, reason="Left")
    assert told == "This role belongs to another review."
    held.refresh_from_db()
    assert held.ends_on is None
    assert granted(cast.outsider, other_case)


@pytest.mark.parametrize("last", [TODAY, TODAY + DAY])
def test_ends_a_role_before_its_planned_last_day(case: Case, cast: Cast, last: datetime.date) -> None:
    held = CaseMembership.objects.get(case=case, user=cast.family_advocate)
    held.ends_on = last
    save(held)
    end_role(case=case, by=cast.coordinator, membership=held, reason="Left")
    assert CaseMembership.objects.get(pk=held.pk).ends_on == TODAY - DAY


def test_keeps_the_last_day_of_a_role_that_has_ended(case: Case, cast: Cast) -> None:
    """It is part of the record who was on the case when."""
    held = CaseMembership.objects.get(case=case, user=cast.family_advocate)
    held.ends_on = TODAY - 30 * DAY
    save(held)
    told = refusal(end_role, case=case, by=cast.coordinator, membership=held, reason="Left")
    assert told == "This role has ended already."
    assert CaseMembership.objects.get(pk=held.pk).ends_on == TODAY - 30 * DAY


def test_keeps_the_last_day_of_a_place_in_a_team(cast: Cast) -> None:
    place = TeamMembership.objects.get(user=cast.auditor)
    place.ends_on = TODAY - 30 * DAY
    save(place)
    told = refusal(leave_team, by=cast.administrator, membership=place, reason="Left")
    assert told == "This place in the team has ended already."
    assert TeamMembership.objects.get(pk=place.pk).ends_on == TODAY - 30 * DAY


def test_takes_nobody_into_a_team_twice(cast: Cast) -> None:
    told = refusal(join_team, by=cast.administrator, to=cast.auditor, partnership=cast.partnership, role=Role.AUDITOR)
    assert told == "Auditor is already in this team."


def test_ends_no_appointment_of_another_review(case: Case, other_case: Case, cast: Cast) -> None:
    stand_at(case, Stage.PANEL_WORK)
    row = put(Appointment, case=other_case, user=cast.outsider, post=Post.CHAIR)
    told = refusal(end_appointment, case=case, by=cast.coordinator, appointment=row, reason="Ill")
    assert told == "This appointment belongs to another review."
    assert Appointment.objects.get(pk=row.pk).ended_on is None


def test_vacates_no_seat_of_another_review(case: Case, other_case: Case, cast: Cast) -> None:
    stand_at(case, Stage.PANEL_WORK)
    row = seat(other_case, cast.health)
    leaving = Seating(cast.health, SeatChange.LEFT, reason="Retired")
    told = refusal(seat_agency, case=case, by=cast.coordinator, seating=leaving, replaces=row)
    assert told == "This seat belongs to another review."
    assert PanelSeat.objects.get(pk=row.pk).ends_on is None


def test_passes_a_seat_on_within_its_agency_only(case: Case, cast: Cast) -> None:
    stand_at(case, Stage.PANEL_WORK)
    seating = Seating(cast.police, member_name="Ms Example")
    told = refusal(seat_agency, case=case, by=cast.coordinator, seating=seating, replaces=seat(case, cast.health))
    assert told == "A seat passes to somebody of the same agency."


def test_keeps_the_role_of_a_member_who_has_a_second_seat(case: Case, cast: Cast) -> None:
    """One council can send two services by one person; the role goes with the last seat."""
    stand_at(case, Stage.PANEL_WORK)
    seats = [seat(case, cast.health, user=cast.panel_member) for _ in range(2)]
    leaving = Seating(cast.health, SeatChange.LEFT, reason="Reorganised")
    seat_agency(case=case, by=cast.coordinator, seating=leaving, replaces=seats[0])
    assert granted(cast.panel_member, case)
    seat_agency(case=case, by=cast.coordinator, seating=leaving, replaces=seats[1])
    assert granted(cast.panel_member, case) == frozenset()


def test_ends_no_hold_of_another_review(case: Case, other_case: Case, cast: Cast) -> None:
    row = put(Hold, case=other_case, reason=HoldReason.INQUEST, scope=["drafting"], starts_on=TODAY)
    assert refusal(end_hold, case=case, by=cast.coordinator, hold=row) == "This hold has ended already."
    own = put(Hold, case=case, reason=HoldReason.INQUEST, scope=["drafting"], starts_on=TODAY)
    told = refusal(end_hold, case=case, by=cast.coordinator, hold=own, ends_on=TODAY - DAY)
    assert told == "A hold cannot end before it began."


def test_touches_no_person_promise_or_copy_of_another_review(case: Case, other_case: Case, cast: Cast) -> None:
    stand_at(case, Stage.FAMILY_REVIEW)
    person = put(Person, case=other_case, part=Part.FAMILY)
    promise = put(FamilyContact, case=other_case, on=TODAY, medium="Letter", summary="Told", promise="Call")
    copy = put(DraftReading, case=other_case, copy_number=1, given_on=TODAY, due_on=TODAY)
    said = {"case": case, "by": cast.coordinator}
    contact = {**said, "summary": "Told", "medium": "Letter"}
    facts = PersonFacts(part=Part.FAMILY, pseudonym="Ash")
    foreign = "The person belongs to another case."
    assert refusal(correct_person, **said, person=person, facts=facts, reason="Typed wrong") == foreign
    assert refusal(record_family_contact, **contact, person=person) == foreign
    assert refusal(record_family_contact, **contact, keeps=promise) == "The promise belongs to another case."
    assert refusal(record_reading, **said, reading=copy, comments="Good") == "This copy belongs to another case."
    assert refusal(send_for_reading, **said, due_on=TODAY, family=(person,)) == "A reader belongs to another case."
    assert refusal(record_interview, **said, person=person, on=TODAY) == "This person belongs to another review."


def test_touches_no_proceeding_or_seat_of_another_review(case: Case, other_case: Case, cast: Cast) -> None:
    stand_at(case, Stage.PANEL_WORK)
    row = put(ParallelProceeding, case=other_case, kind=ProceedingKind.INQUEST)
    facts = ProceedingFacts(ProceedingKind.INQUEST)
    told = refusal(record_proceeding, case=case, by=cast.coordinator, facts=facts, proceeding=row)
    assert told == "The proceeding belongs to another case."
    meeting = Meeting(TODAY, (Presence(seat(other_case, cast.health), was_present=True),))
    told = refusal(record_meeting, case=case, by=cast.coordinator, meeting=meeting)
    assert told == "Somebody listed has no seat on this panel now."


@pytest.fixture
def action(case: Case) -> Action:
    """An action of a review whose plan is watched."""
    stand_at(case, Stage.MONITORING)
    row: Action = put(Action, recommendation=put(Recommendation, case=case, position=1, text="Train"), text="Book")
    return row


DONE = Progress(ActionStatus.DONE, outcome="Staff ask")


@pytest.mark.parametrize(
    ("progress", "sentence"),
    [
        (Progress(ActionStatus.DONE, outcome=" "), "Say what changed, not only what was sent or held."),
        (
            Progress(ActionStatus.IN_PROGRESS, is_end_accepted=True),
            "Enter the reason for accepting the action as ended.",
        ),
        *(
            (Progress(status, reason=" "), "Enter the reason for this status.")
            for status in sorted(recommendations.NEEDS_REASON)
        ),
    ],
)
def test_says_what_progress_lacks(case: Case, cast: Cast, action: Action, progress: Progress, sentence: str) -> None:
    told = refusal(recommendations.update_action, case=case, by=cast.coordinator, action=action, progress=progress)
    assert told == sentence
    assert Action.objects.get(pk=action.pk).status == ActionStatus.NOT_STARTED


def test_reaches_only_milestones_of_the_action(case: Case, other_case: Case, cast: Cast, action: Action) -> None:
    other = put(Recommendation, case=other_case, position=1, text="Tell")
    foreign = put(Milestone, action=put(Action, recommendation=other, text="Write"), text="Plan")
    progress = Progress(ActionStatus.IN_PROGRESS, reached=(foreign,), new_milestone=MilestonePlan("Next"))
    said = {"case": case, "by": cast.coordinator}
    told = refusal(recommendations.update_action, **said, action=action, progress=progress)
    assert told == "The milestone belongs to another action."
    told = refusal(recommendations.update_action, **said, action=foreign.action, progress=DONE)
    assert told == "The action belongs to another case."
    told = refusal(recommendations.record_action, **said, recommendation=other, text=" ")
    assert told == "Enter the action to take. The recommendation belongs to another case."
    printed = recommendations.RecommendationText(" ")
    told = refusal(recommendations.record_recommendation, **said, printed=printed)
    assert told == "Enter the recommendation."
    assert list(Milestone.objects.all()) == [foreign]


def test_gives_a_reference_once_whatever_its_case(case: Case, cast: Cast) -> None:
    """Two addresses that differ in capitals would be one to a reader."""
    again = Referral(cast.partnership, "Police", TODAY, reference=case.reference.lower())
    told = refusal(refer_death, by=cast.coordinator, referral=again)
    assert told == f"The reference {case.reference.lower()} is already in use. Choose another."


def test_leaves_the_lead_out_of_the_joint_partnerships(case: Case, cast: Cast) -> None:
    told = refusal(agree_lead, case=case, by=cast.coordinator, lead=cast.partnership, joint=(cast.partnership,))
    assert told == "Testshire CSP is the lead; leave it out of the joint partnerships."


def test_says_how_an_account_stands_when_it_cannot_be_changed(cast: Cast) -> None:
    said = {"by": cast.administrator, "account": cast.outsider}
    assert refusal(accounts.reactivate, **said, reason="Back") == "This account is active."
    cast.outsider.is_active = False
    cast.outsider.save()
    assert refusal(accounts.invite_again, **said) == "This account is deactivated. Reactivate it first."
    assert refusal(accounts.deactivate, **said, reason="Left") == "This account is deactivated already."
    taken = AccountDetails(email=f" {cast.auditor.email.upper()} ", full_name="Another")
    told = f"There is an account with the address {cast.auditor.email} already."
    assert refusal(accounts.change_account, **said, details=taken, reason="New") == told
    assert refusal(accounts.make_account, by=cast.administrator, details=taken) == told


def test_says_what_contradicts_itself_about_bodies(cast: Cast) -> None:
    said = {"by": cast.administrator, "reason": "Order 2026"}
    named = {**said, "organisation": cast.police}
    same = Body(name="Test police", kind=OrganisationKind.POLICE)
    told = refusal(organisations.add_organisation, **said, body=same, is_section_9_body=None)
    assert told == "There is an organisation named Test police already."
    told = refusal(organisations.rename_organisation, **named, name="Testshire Police", until=TODAY)
    assert told == "This is the name it has now."
    told = refusal(organisations.end_organisation, **named, ends_on=TODAY, successors=(cast.police,))
    assert told == "A body does not follow itself."


def test_says_what_contradicts_itself_about_partnerships(cast: Cast) -> None:
    said = {"by": cast.administrator, "reason": "Order 2026"}
    span = {**said, "partnership": cast.partnership, "starts_on": TODAY, "successor": None}
    change_span = partnership_settings.change_life_span
    assert refusal(change_span, **span, ends_on=TODAY - DAY) == "The last day is before the first."
    span["successor"] = cast.partnership
    assert refusal(change_span, **span, ends_on=TODAY) == "A partnership does not follow itself."
    span["successor"] = put(type(cast.partnership), code="next", name="Next CSP")
    told = "Give the last day of the partnership that is followed by another."
    assert refusal(change_span, **span, ends_on=None) == told
    new = {**said, "contact": partnership_settings.Contact("New CSP"), "starts_on": None}
    told = "Give the partnership a short code of letters and digits."
    assert refusal(partnership_settings.add_partnership, **new, code="??") == told
    told = "The code next is in use. Choose another."
    assert refusal(partnership_settings.add_partnership, **new, code="NEXT") == told


def test_lists_everything_an_appointment_lacks(case: Case, cast: Cast) -> None:
    """A declared interest needs a decision, and fewer than three quotes a reason."""
    stand_at(case, Stage.PANEL_WORK)
    said: dict[str, Any] = {
        "case": case,
        "by": cast.coordinator,
        "engagement": Engagement(cast.outsider, Post.AUTHOR, " "),
    }
    few = "2 quotes recorded; 3 are usual. Say why this person was chosen."
    put(Declaration, case=case, user=cast.auditor, on=TODAY, has_interest=False)
    for supplier in ("A", "B"):
        put(Quote, case=case, supplier=supplier, received_on=TODAY)
    told = refusal(appoint_author, **said)
    assert told == f"Record Outsider's declaration of interests first. Enter the statement of independence. {few}"
    put(Declaration, case=case, user=cast.outsider, on=TODAY, has_interest=True)
    said["engagement"] = Engagement(cast.outsider, Post.AUTHOR, "No tie")
    told = refusal(appoint_author, **said)
    assert told == f"Record what was decided about the interest that Outsider declared. {few}"
    put(Quote, case=case, supplier="C", received_on=TODAY)
    put(Declaration, case=case, user=cast.outsider, on=TODAY, has_interest=True, decision="No part in it")
    assert appoint_author(case=case, by=cast.coordinator, engagement=said["engagement"]).user == cast.outsider
