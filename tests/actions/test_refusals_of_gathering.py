"""In which whole sentence is each act refused on requests, returns, meetings, interviews and people?"""

import datetime
from dataclasses import replace
from typing import Any

from django.utils import timezone

from dhr_cases.actions import meetings, people, requests, returns
from dhr_cases.actions.grants import refresh_people
from dhr_cases.actions.people import PersonFacts
from dhr_cases.actions.requests import Ask
from dhr_cases.errors import NotNow, NotPermitted
from dhr_cases.models import (
    Case,
    FamilyContact,
    InformationRequest,
    PanelSeat,
    Part,
    Person,
)
from dhr_cases.models.people import DataSubjectStatus
from dhr_cases.request_states import AnswerKind, RequestState
from dhr_cases.stages import Stage
from tests.actions.test_guards import put
from tests.conftest import Cast
from tests.refusals import No, check_refused
from tests.standing import stand_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
LATER = "{} is in the future. Enter the day on which it happened."


def test_asks_no_agency_for_nothing(case: Case, cast: Cast) -> None:
    stand_at(case, Stage.TOR_AGREED)
    police, late = Ask(cast.police, "Records", TODAY), Ask(cast.health, "Records", TODAY - DAY)
    check_refused(
        [
            No(requests.send_requests, "Choose at least one agency to ask.", {"asks": []}),
            No(
                requests.send_requests,
                "Each agency is asked once; an agency is listed twice.",
                {"asks": [police, replace(police, asks_for="More")]},
            ),
            No(
                requests.send_requests,
                "The due date of Testshire NHS Trust lies before the day of asking.",
                {"asks": [police, late]},
            ),
            No(
                requests.send_requests,
                "Say what Testshire Police is asked for.",
                {"asks": [replace(police, asks_for=" "), late]},
            ),
            No(
                requests.send_requests,
                LATER.format("The date the requests were sent"),
                {"asks": [police], "on": TODAY + DAY},
            ),
            No(requests.secure_records, "Choose the agencies that were asked.", {"organisations": []}),
            No(
                requests.secure_records,
                LATER.format("The date the notice was sent"),
                {"organisations": [cast.police], "on": TODAY + DAY},
            ),
        ],
        case=case,
        by=cast.coordinator,
    )


def asked(case: Case, cast: Cast, state: RequestState = RequestState.ASKED, **more: object) -> InformationRequest:
    """A request to the police whose people may answer it."""
    row: InformationRequest = put(
        InformationRequest, case=case, organisation=cast.police, state=state, asked_on=TODAY, due_on=TODAY,
        asks_for="Records", **more,
    )  # fmt: skip
    refresh_people(case)
    return row


def test_deals_with_a_request_of_this_review_alone(case: Case, other_case: Case, cast: Cast) -> None:
    """Each act about a request, with one of another review, without its reason, and in a state it does not fit."""
    stand_at(case, Stage.INFO_REQUESTED)
    foreign, own = asked(other_case, cast), asked(case, cast)
    strange, why = "This request belongs to another review.", {"reason": "Needed"}
    here = "The request to Testshire Police stands at “With the agency's author”; this is not possible from there."
    check_refused(
        [
            No(
                requests.add_request,
                "Testshire Police has a request already. Reopen it instead.",
                {"ask": Ask(cast.police, "Records", TODAY)},
            ),
            No(requests.chase_request, strange, {"request": foreign}),
            No(requests.accept_return, strange, {"request": foreign}),
            No(requests.send_back_return, strange, {"request": foreign, **why}),
            No(requests.withdraw_request, strange, {"request": foreign, **why}),
            No(requests.close_unanswered, strange, {"request": foreign, **why}),
            No(requests.reopen_request, strange, {"request": foreign, **why, "due_on": TODAY}),
            No(requests.send_back_return, "Say what more is needed.", {"request": own, "reason": " "}),
            No(requests.withdraw_request, "Give the reason.", {"request": own, "reason": " "}),
            No(requests.close_unanswered, "Give the reason.", {"request": own, "reason": ""}),
            No(
                requests.reopen_request,
                "Give the reason. The new due date has passed already.",
                {"request": own, "reason": " ", "due_on": TODAY - DAY},
            ),
            No(requests.accept_return, here, {"request": own}, NotNow),
            No(requests.send_back_return, here, {"request": own, **why}, NotNow),
            No(requests.reopen_request, here, {"request": own, **why, "due_on": TODAY}, NotNow),
        ],
        case=case,
        by=cast.coordinator,
    )


def full_report(case: Case, cast: Cast) -> dict[str, Any]:
    """The facts with which the police's author answers a request of the review by a full report."""
    stand_at(case, Stage.INFO_REQUESTED)
    return {"request": asked(case, cast), "kind": AnswerKind.IMR, "by": cast.agency_author}


def test_finishes_no_return_that_is_not_an_agencys_own(case: Case, cast: Cast) -> None:
    """Written, by somebody without a part in the case, and of the agency that was asked."""
    imr = full_report(case, cast)
    part = (
        "The author of a full report had no part in the case and managed nobody who had. "
        "If you had, ask your agency to name another author."
    )
    check_refused(
        [
            No(returns.answer_request, part, {**imr, "text": "What we know"}),
            No(returns.answer_request, part, {**imr, "text": "What we know", "is_author_independent": False}),
            No(
                returns.answer_request,
                "Write the report before you finish it.",
                {**imr, "text": " ", "is_author_independent": True},
            ),
            No(
                returns.answer_request,
                "This request is for another agency, or your part in it has ended. Ask the coordinator.",
                {**imr, "kind": AnswerKind.NIL, "by": cast.second_author},
                NotPermitted,
            ),
        ]
    )


def test_signs_off_no_report_by_its_own_author_and_changes_none_that_is_finished(case: Case, cast: Cast) -> None:
    imr = full_report(case, cast)
    returns.answer_request(**{**imr, "by": cast.agency_contact}, text="What we know", is_author_independent=True)
    check_refused(
        [
            No(
                returns.sign_off_return,
                "A full report is signed off by somebody other than its author.",
                {"request": imr["request"], "by": cast.agency_contact},
            ),
            No(
                returns.save_draft,
                "This return is not being written now. Take it back first, to change it.",
                {**imr, "kind": AnswerKind.NIL},
                NotNow,
            ),
        ]
    )


def test_records_no_meeting_that_nobody_came_to(case: Case, other_case: Case, cast: Cast) -> None:
    stand_at(case, Stage.PANEL_WORK)
    seat = put(PanelSeat, case=case, organisation=cast.health, member_name="Sam", starts_on=TODAY)
    foreign = put(PanelSeat, case=other_case, organisation=cast.health, member_name="Sam", starts_on=TODAY)
    excused = put(PanelSeat, case=case, organisation=cast.police, is_excused=True, starts_on=TODAY)
    there, away = meetings.Presence(seat, was_present=True), meetings.Presence(seat, was_present=False)
    met, nobody = meetings.Meeting(TODAY, [there]), "Say who was there."
    strange = "Somebody listed has no seat on this panel now."
    stranger = put(Person, case=other_case, part=Part.FAMILY, pseudonym="Ash")
    check_refused(
        [
            No(meetings.record_meeting, nobody, {"meeting": replace(met, presences=[])}),
            No(meetings.record_meeting, nobody, {"meeting": replace(met, presences=[away])}),
            No(meetings.record_meeting, "A seat is listed twice.", {"meeting": replace(met, presences=[there, away])}),
            No(
                meetings.record_meeting,
                "Say what followed from the missing quorum.",
                {"meeting": replace(met, was_quorate=False, quorum_note=" ")},
            ),
            *(
                No(
                    meetings.record_meeting,
                    strange,
                    {"meeting": replace(met, presences=[there, replace(there, seat=row)])},
                )
                for row in (foreign, excused)
            ),
            No(
                meetings.record_meeting,
                LATER.format("The date of the meeting"),
                {"meeting": replace(met, on=TODAY + DAY)},
            ),
            No(meetings.record_interview, "This person belongs to another review.", {"person": stranger, "on": TODAY}),
        ],
        case=case,
        by=cast.independent_chair,
    )


def test_records_nothing_of_people_that_cannot_be(case: Case, other_case: Case, cast: Cast) -> None:
    """The names of nobody are shown without a reason either."""
    own = put(Person, case=case, part=Part.FAMILY, pseudonym="Ash")
    foreign = put(Person, case=other_case, part=Part.FAMILY, pseudonym="Elm")
    promise = put(FamilyContact, case=other_case, on=TODAY, medium="letter", promise="Write", promise_due_on=TODAY)
    dead = PersonFacts(part=Part.DECEASED, data_subject_status=DataSubjectStatus.LIVING)
    same = PersonFacts(part=Part.FAMILY, pseudonym="Ash")
    said: dict[str, Any] = {"summary": "Rang", "medium": "telephone"}
    check_refused(
        [
            No(people.record_person, "The person who died cannot be recorded as living.", {"facts": dead}),
            No(
                people.correct_person,
                "Give the reason for the correction.",
                {"person": own, "facts": same, "reason": " "},
            ),
            No(people.correct_person, "Nothing was changed.", {"person": own, "facts": same, "reason": "Misread"}),
            No(
                people.correct_person,
                "The person belongs to another case.",
                {"person": foreign, "facts": same, "reason": "Misread"},
            ),
            No(people.show_names, "Say why you need to see the names.", {"reason": "\t"}),
            No(people.record_family_contact, "The person belongs to another case.", {**said, "person": foreign}),
            No(people.record_family_contact, "The promise belongs to another case.", {**said, "keeps": promise}),
            No(people.record_family_contact, "Say what was promised.", {**said, "promise_due_on": TODAY}),
            No(
                people.record_family_contact,
                "Give the date by which the promise is to be kept.",
                {**said, "promise": "Write"},
            ),
            No(
                people.record_family_contact,
                "The promise is to be kept before it was made. Check the dates.",
                {**said, "promise": "Write", "promise_due_on": TODAY - DAY},
            ),
        ],
        case=case,
        by=cast.coordinator,
    )
