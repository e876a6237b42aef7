"""In which whole sentence is each act refused that brings people, a panel, terms and information together?"""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.actions import appointments, panel
from dhr_cases.errors import NotPermitted
from dhr_cases.models import (
    Appointment,
    Case,
    Declaration,
    PanelSeat,
    PartialDate,
    Post,
    Quote,
)
from dhr_cases.stages import Stage
from tests.actions.test_guards import put
from tests.conftest import Cast
from tests.refusals import No, check_refused
from tests.standing import stand_at
from tests.steps_set_up import TERMS, engagement

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
LATER = "{} is in the future. Enter the day on which it happened."
FEW_QUOTES = "{} recorded; 3 are usual. Say why this person was chosen."


def note_what_counts_for_nothing(case: Case, other_case: Case, cast: Cast) -> None:
    """Somebody else's declaration, and the chair's declaration and three quotes in another review."""
    put(Declaration, case=case, user=cast.outsider, on=TODAY, has_interest=False)
    put(Declaration, case=other_case, user=cast.independent_chair, on=TODAY, has_interest=False)
    for _ in range(3):
        put(Quote, case=other_case, supplier="Fair Ltd", received_on=TODAY)


def test_appoints_nobody_without_what_an_appointment_needs(case: Case, other_case: Case, cast: Cast) -> None:
    """Another review's declaration and quotes are none of this one."""
    stand_at(case, Stage.FAMILY_CONTACTED)
    note_what_counts_for_nothing(case, other_case, cast)
    wanted = replace(engagement(cast), choice_reason=" ")
    undeclared = "Record Independent Chair's declaration of interests first."
    statement = "Enter the statement of independence."
    check_refused(
        [
            No(appointments.appoint_chair, f"{undeclared} {FEW_QUOTES.format('0 quotes')}", {"engagement": wanted}),
            No(
                appointments.appoint_chair,
                f"{undeclared} {statement}",
                {"engagement": replace(engagement(cast), independence_statement="\n")},
            ),
            No(
                appointments.appoint_chair,
                "The first appointment is that of the chair, who may also be the author.",
                {"engagement": replace(wanted, post=Post.AUTHOR)},
            ),
            No(
                appointments.appoint_chair,
                LATER.format("The date of the appointment"),
                {"engagement": wanted, "on": TODAY + DAY},
            ),
        ],
        case=case,
        by=cast.coordinator,
    )


def test_appoints_once_the_interest_is_decided_and_the_quotes_are_three(
    case: Case, other_case: Case, cast: Cast
) -> None:
    """Step by step, until nothing is missing any more; the newest declaration counts."""
    stand_at(case, Stage.FAMILY_CONTACTED)
    note_what_counts_for_nothing(case, other_case, cast)
    wanted = replace(engagement(cast), choice_reason=" ")
    appoint = appointments.appoint_chair
    said: dict[str, Any] = {"case": case, "by": cast.coordinator, "engagement": wanted}
    put(Declaration, case=case, user=cast.independent_chair, on=TODAY, has_interest=True)
    undecided = "Record what was decided about the interest that Independent Chair declared."
    put(Quote, case=case, supplier="Fair Ltd", received_on=TODAY)
    check_refused([No(appoint, f"{undecided} {FEW_QUOTES.format('1 quote')}")], **said)
    put(Declaration, case=case, user=cast.independent_chair, on=TODAY, has_interest=True, decision="No conflict")
    put(Quote, case=case, supplier="Just Ltd", received_on=TODAY)
    check_refused([No(appoint, FEW_QUOTES.format("2 quotes"))], **said)
    put(Quote, case=case, supplier="Even Ltd", received_on=TODAY)
    appoint(**said)
    assert case.at is Stage.CHAIR_APPOINTED


def test_has_one_chair_at_a_time_and_ends_each_once(case: Case, other_case: Case, cast: Cast) -> None:
    stand_at(case, Stage.PANEL_WORK)
    said: dict[str, Any] = {"independence_statement": "No tie", "appointed_on": PartialDate.on(TODAY)}
    put(Declaration, case=case, user=cast.independent_chair, on=TODAY, has_interest=False)
    for post in (Post.CHAIR, Post.AUTHOR):
        put(Appointment, case=case, user=cast.outsider, post=post, **said)
    ended = put(Appointment, case=case, user=cast.outsider, post=Post.AUTHOR, ended_on=TODAY, **said)
    foreign = put(Appointment, case=other_case, user=cast.outsider, post=Post.CHAIR, **said)
    taken = "The review has a chair. End that appointment before a new chair is appointed."
    end: dict[str, Any] = {"reason": "Ill health"}
    check_refused(
        [
            No(appointments.appoint_author, taken, {"engagement": replace(engagement(cast), post=Post.CHAIR)}),
            No(appointments.appoint_author, taken, {"engagement": engagement(cast)}),
            No(appointments.end_appointment, "This appointment has ended already.", {**end, "appointment": ended}),
            No(
                appointments.end_appointment,
                "This appointment belongs to another review.",
                {**end, "appointment": foreign},
            ),
            No(
                appointments.end_appointment,
                LATER.format("The date the appointment ended"),
                {**end, "appointment": ended, "on": TODAY + DAY},
            ),
            No(
                appointments.add_quote,
                LATER.format("The date the quote came in"),
                {"supplier": "Fair Ltd", "amount_pence": None, "received_on": TODAY + DAY},
            ),
        ],
        case=case,
        by=cast.coordinator,
    )


@pytest.mark.parametrize("part", ["independent_chair", "panel_member", "family_advocate", "auditor"])
def test_declares_only_ones_own_interests(case: Case, cast: Cast, part: str) -> None:
    """What was decided about them is for those who appoint, also where it is about oneself."""
    own = "You may declare your own interests only. The coordinator records those of others and what was decided."
    declare = appointments.declare_interests
    check_refused(
        [
            No(declare, own, {"has_interest": False, "person": cast.outsider}, NotPermitted),
            No(declare, own, {"has_interest": True, "text": "My cousin", "decision": "No conflict"}, NotPermitted),
            No(declare, "Say what the interest is.", {"has_interest": True, "text": " "}),
            No(declare, LATER.format("The date of the declaration"), {"has_interest": False, "on": TODAY + DAY}),
        ],
        case=case,
        by=cast.people()[part],
    )


def test_seats_and_excuses_no_agency_that_says_too_little(case: Case, other_case: Case, cast: Cast) -> None:
    stand_at(case, Stage.PANEL_WORK)
    sits = put(PanelSeat, case=case, organisation=cast.health, member_name="Sam", starts_on=TODAY)
    left = put(PanelSeat, case=case, organisation=cast.health, member_name="Kim", starts_on=TODAY, ends_on=TODAY)
    foreign = put(PanelSeat, case=other_case, organisation=cast.health, member_name="Kim", starts_on=TODAY)
    gone, excused = panel.SeatChange.LEFT, panel.SeatChange.EXCUSED
    member = panel.Seating(cast.health, member_name="Lee")
    check_refused(
        [
            No(
                panel.seat_agency,
                "Name the member who sits for the agency.",
                {"seating": panel.Seating(cast.police, member_name=" ")},
            ),
            No(panel.seat_agency, "Give the reason.", {"seating": panel.Seating(cast.police, change=excused)}),
            No(
                panel.seat_agency,
                "Give the reason. Choose the seat of the member who left.",
                {"seating": panel.Seating(cast.health, change=gone)},
            ),
            No(
                panel.seat_agency,
                "A seat passes to somebody of the same agency.",
                {"seating": panel.Seating(cast.police, member_name="Lee"), "replaces": sits},
            ),
            No(panel.seat_agency, "This seat has ended already.", {"seating": member, "replaces": left}),
            No(panel.seat_agency, "This seat belongs to another review.", {"seating": member, "replaces": foreign}),
            No(
                panel.seat_agency,
                "Testshire NHS Trust has a member on the panel. Change that seat instead.",
                {"seating": panel.Seating(cast.health, change=excused, reason="Never met them")},
            ),
            No(panel.seat_agency, LATER.format("The date"), {"seating": member, "on": TODAY + DAY}),
        ],
        case=case,
        by=cast.coordinator,
    )


def test_agrees_no_terms_that_are_not_whole(case: Case, cast: Cast) -> None:
    """A period has both ends in their order; what the family asked is said, or why they were not asked."""
    stand_at(case, Stage.PANEL_FORMED)
    put(Appointment, case=case, user=cast.independent_chair, post=Post.CHAIR, independence_statement="No tie")
    begins, ends = "Enter when the period under review begins.", "Enter when the period under review ends."
    nothing = PartialDate.unknown()
    lines, family = "Enter the key lines of enquiry.", "Say what the family asked for, or why they were not asked."
    both = {"terms": replace(TERMS, lines_of_enquiry=" ", family_view="")}
    check_refused(
        [
            No(panel.agree_terms, f"{lines} {family}", both),
            No(panel.agree_terms, begins, {"terms": replace(TERMS, scope_from=nothing)}),
            No(panel.agree_terms, ends, {"terms": replace(TERMS, scope_to=nothing)}),
            No(panel.draft_terms, f"{begins} {ends}", {"terms": replace(TERMS, scope_from=nothing, scope_to=nothing)}),
            No(
                panel.draft_terms,
                "The period under review ends before it begins.",
                {"terms": replace(TERMS, scope_from=PartialDate.parse("2026-04"))},
            ),
            No(
                panel.draft_terms,
                "The first terms are agreed by recording the agreed terms of reference.",
                {"terms": TERMS, "agreed_on": TODAY},
            ),
            No(panel.agree_terms, LATER.format("The date the terms were agreed"), {"terms": TERMS, "on": TODAY + DAY}),
        ],
        case=case,
        by=cast.independent_chair,
    )
