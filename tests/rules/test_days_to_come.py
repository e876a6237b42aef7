"""Is every act refused that is said to have happened on a day to come, before anything is looked up?

No database is open here: an act that did not ask about its day first would reach for one and fail.
"""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.actions import (
    appointments,
    assurance,
    closing,
    decision,
    drafting,
    endings,
    meetings,
    overlays,
    panel,
    people,
    publication,
    recommendations,
    referral,
    requests,
)
from dhr_cases.actions.core import check_not_future
from dhr_cases.actions.panel import Seating, Terms
from dhr_cases.completeness import CONFIRMATIONS
from dhr_cases.copies import Recipient
from dhr_cases.endings import EndKind, EndView
from dhr_cases.errors import Incomplete
from dhr_cases.hold_scopes import ExtensionReason, HoldReason, HoldScope
from dhr_cases.models import (
    Action,
    ActionStatus,
    Appointment,
    Case,
    DraftReading,
    Hold,
    InformationRequest,
    Organisation,
    Outcome,
    PartialDate,
    Person,
    Post,
    QAOutcome,
    QAPoint,
    User,
)
from dhr_cases.stages import Stage

TODAY = timezone.localdate()
TOMORROW = TODAY + datetime.timedelta(days=1)
C, U = Case(), User()
BODY = Organisation(name="Testshire Police")
CHAIR = appointments.Engagement(U, Post.CHAIR, "No tie")
CONFIRMED: dict[str, Any] = {"equality_covered": True, "anonymity_checked": True, "recommendations_checked": True}
TERMS = Terms(PartialDate.on(TODAY), PartialDate.on(TODAY), "What was known?", "Nothing")
ASK = requests.Ask(BODY, "Records", TOMORROW)
DONE = recommendations.Progress(ActionStatus.DONE, outcome="Done", completed_on=TOMORROW)
LATE = overlays.MoreTime("decide", TOMORROW, TOMORROW, "Chair", ExtensionReason.OTHER)
HOLD = overlays.HoldTerms(HoldReason.INQUEST, frozenset(HoldScope), TOMORROW)
NEWS = decision.FamilyNews(True, "visit", "Told", on=TOMORROW)
OFFER = decision.FamilyNews(True, "visit", "Told", advocate_offered_on=TOMORROW)
MEETING = meetings.Meeting(TOMORROW, ())
RULING = decision.Ruling(Outcome.REVIEW, "Met", on=TOMORROW)

Act = Callable[[], object]
ACTS: tuple[tuple[str, Act], ...] = (
    (
        "The date of the declaration",
        lambda: appointments.declare_interests(case=C, by=U, has_interest=False, on=TOMORROW),
    ),
    (
        "The date the quote came in",
        lambda: appointments.add_quote(case=C, by=U, supplier="A", amount_pence=1, received_on=TOMORROW),
    ),
    ("The date of the appointment", lambda: appointments.appoint_chair(case=C, by=U, engagement=CHAIR, on=TOMORROW)),
    ("The date of the appointment", lambda: appointments.appoint_author(case=C, by=U, engagement=CHAIR, on=TOMORROW)),
    (
        "The date the appointment ended",
        lambda: appointments.end_appointment(case=C, by=U, appointment=Appointment(), reason="Left", on=TOMORROW),
    ),
    ("The date of the submission", lambda: assurance.submit(case=C, by=U, on=TOMORROW, **CONFIRMED)),
    ("The date of the resubmission", lambda: assurance.resubmit(case=C, by=U, on=TOMORROW, **CONFIRMED)),
    ("The date we were told", lambda: assurance.record_board(case=C, by=U, board_on=TOMORROW, on=TOMORROW)),
    (
        "The date of the letter",
        lambda: assurance.record_qa_letter(case=C, by=U, outcome=QAOutcome.CLEARED_NO_CHANGE, letter_on=TOMORROW),
    ),
    (
        "The date of the answer",
        lambda: assurance.answer_qa_point(
            case=C, by=U, point=QAPoint(), is_accepted=True, response="Done", on=TOMORROW
        ),
    ),
    ("The date of the clearance", lambda: assurance.record_clearance(case=C, by=U, on=TOMORROW)),
    (
        "The date of the copy",
        lambda: assurance.send_copy(case=C, by=U, recipient=next(iter(Recipient)), on=TOMORROW),
    ),
    ("The date of closing", lambda: closing.close(case=C, by=U, on=TOMORROW)),
    (
        "The date of reopening",
        lambda: closing.reopen(case=C, by=U, to=Stage.SCOPING, reason="New facts", on=TOMORROW),
    ),
    (
        "The date the agency was asked",
        lambda: decision.record_scoping_return(case=C, by=U, organisation=BODY, asked_on=TOMORROW),
    ),
    (
        "The date of the answer",
        lambda: decision.record_scoping_return(case=C, by=U, organisation=BODY, answered_on=TOMORROW),
    ),
    (
        "The date of the partner's view",
        lambda: decision.consult_partner(case=C, by=U, organisation=BODY, view=Outcome.REVIEW, on=TOMORROW),
    ),
    ("The date of the decision", lambda: decision.decide(case=C, by=U, ruling=RULING)),
    ("The date of the notice", lambda: decision.tell_home_office(case=C, by=U, on=TOMORROW)),
    ("The date of the answer", lambda: decision.record_scrutiny(case=C, by=U, reply="accepted", on=TOMORROW)),
    ("The date the family was told", lambda: decision.tell_family(case=C, by=U, news=NEWS)),
    ("The date the advocate was offered", lambda: decision.tell_family(case=C, by=U, news=OFFER)),
    ("The date drafting started", lambda: drafting.start_drafting(case=C, by=U, on=TOMORROW)),
    (
        "The date the draft was given",
        lambda: drafting.send_for_reading(case=C, by=U, due_on=TOMORROW, agencies=(BODY,), on=TOMORROW),
    ),
    (
        "The date of the comments",
        lambda: drafting.record_reading(case=C, by=U, reading=DraftReading(), comments="Good", on=TOMORROW),
    ),
    ("The date of the answer", lambda: drafting.approve_for_agency(case=C, by=U, is_approved=True, on=TOMORROW)),
    (
        "The date of the answer",
        lambda: drafting.record_agency_approval(
            case=C, by=U, organisation=BODY, is_approved=True, note="By letter", on=TOMORROW
        ),
    ),
    ("The date of the approval", lambda: drafting.record_panel_approval(case=C, by=U, on=TOMORROW)),
    ("The date it was sent back", lambda: drafting.send_back_to_draft(case=C, by=U, reason="More", on=TOMORROW)),
    ("The date of the sign-off", lambda: drafting.sign_off(case=C, by=U, minute="Item 4", on=TOMORROW)),
    (
        "The date of the proposal",
        lambda: endings.propose_end(case=C, by=U, kind=EndKind.TERMINATE, reason="Natural", on=TOMORROW),
    ),
    ("The date of the view", lambda: endings.record_end_view(case=C, by=U, view=EndView.GO_ON, on=TOMORROW)),
    ("The date the panel began", lambda: meetings.start_panel_work(case=C, by=U, on=TOMORROW)),
    ("The date of the meeting", lambda: meetings.record_meeting(case=C, by=U, meeting=MEETING)),
    ("The date interviews began", lambda: meetings.start_interviews(case=C, by=U, on=TOMORROW)),
    (
        "The date of the interview",
        lambda: meetings.record_interview(case=C, by=U, person=Person(), on=TOMORROW),
    ),
    ("The first day of the hold", lambda: overlays.start_hold(case=C, by=U, terms=HOLD)),
    ("The last day of the hold", lambda: overlays.end_hold(case=C, by=U, hold=Hold(), ends_on=TOMORROW)),
    ("The date of the agreement", lambda: overlays.extend(case=C, by=U, more=LATE)),
    ("The date", lambda: panel.seat_agency(case=C, by=U, seating=Seating(BODY, member_name="Ms A"), on=TOMORROW)),
    ("The date the panel was formed", lambda: panel.form_panel(case=C, by=U, on=TOMORROW)),
    ("The date the terms were agreed", lambda: panel.draft_terms(case=C, by=U, terms=TERMS, agreed_on=TOMORROW)),
    ("The date the terms were agreed", lambda: panel.agree_terms(case=C, by=U, terms=TERMS, on=TOMORROW)),
    (
        "The date of the contact",
        lambda: people.record_family_contact(case=C, by=U, summary="Told", medium="visit", on=TOMORROW),
    ),
    (
        "The date preparation started",
        lambda: publication.prepare_publication(case=C, by=U, planned_on=TOMORROW, on=TOMORROW),
    ),
    ("The date the family was told", lambda: publication.tell_family_of_publication(case=C, by=U, on=TOMORROW)),
    ("The date of publication", lambda: publication.publish(case=C, by=U, on=TOMORROW)),
    (
        "The date of the decision to withhold",
        lambda: publication.withhold(case=C, by=U, reason="Risk", home_office_agreed=True, on=TOMORROW),
    ),
    ("The date it was taken down", lambda: publication.take_down(case=C, by=U, reason="Over", on=TOMORROW)),
    ("The date sharing started", lambda: publication.start_learning(case=C, by=U, on=TOMORROW)),
    (
        "The date it was shared",
        lambda: publication.share_learning(case=C, by=U, lesson="Ask", audience="GPs", on=TOMORROW),
    ),
    ("The date monitoring started", lambda: publication.start_monitoring(case=C, by=U, on=TOMORROW)),
    ("The date of completion", lambda: recommendations.update_action(case=C, by=U, action=Action(), progress=DONE)),
    ("The date the chair became aware", lambda: referral.record_awareness(case=C, by=U, on=TOMORROW)),
    ("The date scoping started", lambda: referral.start_scoping(case=C, by=U, on=TOMORROW)),
    ("The date of the transfer", lambda: referral.transfer(case=C, by=U, to="Elsewhere", reason="Home", on=TOMORROW)),
    (
        "The date the notice was sent",
        lambda: requests.secure_records(case=C, by=U, organisations=(BODY,), on=TOMORROW),
    ),
    ("The date the requests were sent", lambda: requests.send_requests(case=C, by=U, asks=(ASK,), on=TOMORROW)),
    ("The date the request was sent", lambda: requests.add_request(case=C, by=U, ask=ASK, on=TOMORROW)),
    (
        "The date of the reminder",
        lambda: requests.chase_request(case=C, by=U, request=InformationRequest(), on=TOMORROW),
    ),
)


def refusal_of(act: Act) -> str:
    """The sentence with which an act is refused; "" when it is not."""
    try:
        act()
    except Incomplete as refusal:
        return refusal.sentence
    return ""


@pytest.mark.parametrize(("what", "act"), ACTS)
def test_refuses_a_day_to_come_by_its_name(what: str, act: Act) -> None:
    assert refusal_of(act) == f"{what} is in the future. Enter the day on which it happened."


@pytest.mark.parametrize(
    "day",
    [
        None,
        TODAY,
        TODAY - datetime.timedelta(days=1),
        PartialDate.unknown(),
        PartialDate.parse(f"{TODAY:%Y-%m}"),
        PartialDate.parse(f"{TODAY:%Y}"),
    ],
)
def test_takes_today_and_a_month_that_has_begun(day: datetime.date | PartialDate | None) -> None:
    """A partial date is to come only when all of it is."""
    assert refusal_of(lambda: check_not_future(day, "The date")) == ""


@pytest.mark.parametrize("text", [f"{TODAY.year + 1}", f"{TODAY.year + 1}-01"])
def test_refuses_a_month_or_year_that_has_not_begun(text: str) -> None:
    with pytest.raises(Incomplete, match="^The date is in the future"):
        check_not_future(PartialDate.parse(text), "The date")


Refused = tuple[str, Act]
SENTENCES: tuple[Refused, ...] = (
    (
        "Enter the points of the letter, each on a line with its number.",
        lambda: assurance.record_qa_letter(case=C, by=U, outcome=QAOutcome.RESUBMIT, letter_on=TODAY),
    ),
    (
        "A letter that clears with no change has no points to answer.",
        lambda: assurance.record_qa_letter(
            case=C, by=U, outcome=QAOutcome.CLEARED_NO_CHANGE, letter_on=TODAY,
            points=(assurance.NewPoint("1", "Say more"),),
        ),
    ),
    ("Name the minute that records the sign-off.", lambda: drafting.sign_off(case=C, by=U, minute=" ")),
    ("Give the reason.", lambda: drafting.send_back_to_draft(case=C, by=U, reason=" ")),
    (
        "Say how the answer was given, and by whom.",
        lambda: drafting.record_agency_approval(case=C, by=U, organisation=BODY, is_approved=True, note=" "),
    ),
    ("Choose at least one reader.", lambda: drafting.send_for_reading(case=C, by=U, due_on=TODAY)),
    (
        "The day for comments is before the day the draft was given.",
        lambda: drafting.send_for_reading(
            case=C, by=U, agencies=(BODY,), due_on=TODAY - datetime.timedelta(days=1)
        ),
    ),
    ("Say what the interest is.", lambda: appointments.declare_interests(case=C, by=U, has_interest=True, text=" ")),
    (
        "The first appointment is that of the chair, who may also be the author.",
        lambda: appointments.appoint_chair(case=C, by=U, engagement=appointments.Engagement(U, Post.AUTHOR, "No tie")),
    ),
    ("Say why you need to see the names.", lambda: people.show_names(case=C, by=U, reason=" ")),
    (
        "Give the date by which the promise is to be kept.",
        lambda: people.record_family_contact(case=C, by=U, summary="Told", medium="visit", promise="Call"),
    ),
    (
        "Say what was promised.",
        lambda: people.record_family_contact(case=C, by=U, summary="T", medium="visit", promise_due_on=TOMORROW),
    ),
    ("Say who was there.", lambda: meetings.record_meeting(case=C, by=U, meeting=meetings.Meeting(TODAY, ()))),
    ("Give the reasons.", lambda: endings.propose_end(case=C, by=U, kind=EndKind.TERMINATE, reason=" ")),
    ("Choose the agencies that were asked.", lambda: requests.secure_records(case=C, by=U, organisations=())),
    ("Choose at least one agency to ask.", lambda: requests.send_requests(case=C, by=U, asks=())),
    (
        "Each agency is asked once; an agency is listed twice.",
        lambda: requests.send_requests(case=C, by=U, asks=(ASK, ASK)),
    ),
    (
        "Say what more is needed.",
        lambda: requests.send_back_return(case=C, by=U, request=InformationRequest(), reason=" "),
    ),
    ("Give the reason.", lambda: requests.withdraw_request(case=C, by=U, request=InformationRequest(), reason="")),
    ("Give the reason.", lambda: requests.close_unanswered(case=C, by=U, request=InformationRequest(), reason="")),
    (
        "The new due date has passed already.",
        lambda: requests.reopen_request(
            case=C, by=U, request=InformationRequest(), reason="Again", due_on=TODAY - datetime.timedelta(days=1)
        ),
    ),
    (
        "Say whether the Home Office accepts the decision or directs a review.",
        lambda: decision.record_scrutiny(case=C, by=U, reply="perhaps"),
    ),
    (
        "Enter when the period under review begins.",
        lambda: panel.draft_terms(case=C, by=U, terms=Terms(PartialDate.unknown(), PartialDate.on(TODAY), "Q")),
    ),
    (
        "Enter when the period under review ends.",
        lambda: panel.draft_terms(case=C, by=U, terms=Terms(PartialDate.on(TODAY), PartialDate.unknown(), "Q")),
    ),
    (
        "The period under review ends before it begins.",
        lambda: panel.draft_terms(
            case=C, by=U, terms=Terms(PartialDate.on(TOMORROW), PartialDate.on(TODAY), "Q")
        ),
    ),
    (
        "Enter the key lines of enquiry. Say what the family asked for, or why they were not asked.",
        lambda: panel.agree_terms(case=C, by=U, terms=Terms(TERMS.scope_from, TERMS.scope_to, " ")),
    ),
    (
        "Name the member who sits for the agency.",
        lambda: panel.seat_agency(case=C, by=U, seating=Seating(BODY, member_name=" ")),
    ),
    (
        "Give the reason. Choose the seat of the member who left.",
        lambda: panel.seat_agency(case=C, by=U, seating=Seating(BODY, panel.SeatChange.LEFT)),
    ),
    *(
        (f"Not confirmed: {words}.", lambda n=name: assurance.submit(case=C, by=U, **{**CONFIRMED, n: False}))
        for name, words in zip(CONFIRMED, CONFIRMATIONS, strict=True)
    ),
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "act"), SENTENCES)
def test_refuses_what_is_missing_before_anything_is_looked_up(sentence: str, act: Act) -> None:
    assert refusal_of(act) == sentence
