"""The pages of setting up and gathering: who sees what on them, and that each act can be done in the browser."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions import appointments, requests, returns
from dhr_cases.models import (
    Appointment,
    Case,
    InformationRequest,
    Organisation,
    OrganisationKind,
    PanelMeeting,
    PanelSeat,
    Part,
    Person,
    Quote,
    TermsOfReference,
    User,
)
from dhr_cases.models.history import change
from dhr_cases.request_states import AnswerKind, RequestState
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests.by_form import boxes
from tests.conftest import Cast
from tests.stages import case_at
from tests.steps_set_up import ASKED, sign_off

TODAY = timezone.localdate()
SECRET = "Officers attended twice and wrote nothing down."
OK, FOUND, UNPROCESSABLE, MISSING = 200, 302, 422, 404


def page(user: User, name: str, *args: object) -> tuple[int, str]:
    """Status and text of a page as the person gets it."""
    client = Client()
    client.force_login(user)
    answer = client.get(reverse(name, args=args))
    return answer.status_code, answer.content.decode()


def perform(user: User, case: Case, verb: Verb, answers: dict[str, Any], subject: int | None = None) -> None:
    """Do an act in the browser; it is done."""
    assert do(user, case, verb, answers, subject) == FOUND


def do(user: User, case: Case, verb: Verb, answers: dict[str, Any], subject: int | None = None) -> int:
    """Do an act in the browser, its answers checked; the status tells whether it was done."""
    client = Client()
    client.force_login(user)
    about = () if subject is None else (subject,)
    address = reverse("act", args=(case.reference, verb.value, *about))
    shown = client.get(address)
    assert shown.status_code == OK, shown.content.decode()
    done = client.post(address, {**answers, "confirmed": "yes"})
    case.refresh_from_db()
    return done.status_code


@pytest.mark.parametrize("name", ["case_panel", "case_terms", "case_requests", "case_meetings", "case_money"])
@pytest.mark.parametrize("stage", [Stage.FAMILY_CONTACTED, Stage.INTERVIEWS])
def test_shows_every_page_empty_and_full(cast: Cast, case: Case, name: str, stage: Stage) -> None:
    """With none and with some rows the page stands."""
    case_at(cast, case, stage)
    status, text = page(cast.coordinator, name, case.reference)
    assert status == OK
    assert case.reference in text


def test_keeps_money_from_the_panel(cast: Cast, case: Case) -> None:
    """The panel member sees who chairs and not for how much."""
    case_at(cast, case, Stage.CHAIR_APPOINTED)
    assert "£9,000" in page(cast.coordinator, "case_panel", case.reference)[1]
    status, text = page(cast.panel_member, "case_panel", case.reference)
    assert status == OK
    assert "£9,000" not in text
    assert page(cast.panel_member, "case_money", case.reference)[0] == MISSING


def test_shows_the_finance_officer_the_reference_and_no_pseudonym(cast: Cast, case: Case) -> None:
    """Money carries the reference alone."""
    case_at(cast, case, Stage.CHAIR_APPOINTED)
    appointments.add_quote(case=case, by=cast.coordinator, supplier="A supplier", amount_pence=None)
    status, text = page(cast.finance_officer, "case_money", case.reference)
    assert status == OK
    assert "£9,000" in text
    assert "not stated" in text
    assert case.pseudonym not in text


def test_lists_what_the_panel_lacks_and_who_is_excused(cast: Cast, case: Case) -> None:
    """Before the panel is formed the missing points stand on its page."""
    case_at(cast, case, Stage.CHAIR_APPOINTED)
    assert "No domestic abuse specialist sits on the panel." in page(cast.coordinator, "case_panel", case.reference)[1]
    answers = {"organisation": cast.police.pk, "change": "excused", "reason": "Knew nobody in the case", **boxes("on")}
    perform(cast.coordinator, case, Verb.SEAT_AGENCY, answers)
    assert "Knew nobody in the case" in page(cast.coordinator, "case_panel", case.reference)[1]


def test_shows_a_draft_of_the_terms_to_the_panel_only(cast: Cast, case: Case) -> None:
    """The advocate sees agreed terms; a draft is the panel's."""
    case_at(cast, case, Stage.TOR_AGREED)
    draft = {
        "scope_from_year": "2024", "scope_to_year": "2026", "lines_of_enquiry": "A question in the making",
        "family_view": "Asked again",
    }  # fmt: skip
    perform(cast.independent_chair, case, Verb.DRAFT_TERMS, draft)
    assert "A question in the making" in page(cast.panel_member, "case_terms", case.reference)[1]
    status, text = page(cast.family_advocate, "case_terms", case.reference)
    assert status == OK
    assert "A question in the making" not in text


def test_keeps_a_return_from_those_who_may_not_read_it(cast: Cast, case: Case) -> None:
    """The agency's draft is nobody's, the signed return the chair's, and the partnership chair's never."""
    case_at(cast, case, Stage.INFO_REQUESTED)
    police = InformationRequest.objects.get(case=case, organisation=cast.police)
    returns.save_draft(request=police, by=cast.agency_author, kind=AnswerKind.SUMMARY, text=SECRET)
    assert SECRET not in page(cast.coordinator, "case_request", case.reference, police.pk)[1]
    sign_off(cast, police, AnswerKind.SUMMARY, SECRET)
    assert SECRET in page(cast.independent_chair, "case_request", case.reference, police.pk)[1]
    status, text = page(cast.csp_chair, "case_request", case.reference, police.pk)
    assert status == OK
    assert SECRET not in text


def test_hides_a_request_of_another_case(cast: Cast, case: Case, other_case: Case) -> None:
    """The same as one that is not there."""
    case_at(cast, case, Stage.INFO_REQUESTED)
    police = InformationRequest.objects.get(case=case, organisation=cast.police)
    assert page(cast.coordinator, "case_request", other_case.reference, police.pk)[0] == MISSING


def queries(user: User, name: str, *args: object) -> int:
    """How many queries a page takes."""
    client = Client()
    client.force_login(user)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(reverse(name, args=args)).status_code == OK
    return len(seen)


@pytest.mark.parametrize("name", ["case_requests", "case_panel"])
def test_takes_as_many_queries_for_forty_agencies_as_for_two(cast: Cast, case: Case, name: str) -> None:
    """Rows are read together."""
    case_at(cast, case, Stage.INFO_REQUESTED)
    few = queries(cast.coordinator, name, case.reference)
    with change("Many agencies", None):
        for number in range(40):
            body = Organisation.objects.create(
                code=f"agency-{number}", name=f"Agency {number}", kind=OrganisationKind.CHARITY
            )
            InformationRequest.objects.create(
                case=case, organisation=body, asked_on=TODAY, due_on=TODAY, asks_for=ASKED
            )
            PanelSeat.objects.create(case=case, organisation=body, member_name="Member", starts_on=TODAY)
    assert queries(cast.coordinator, name, case.reference) == few


def test_sets_a_review_up_in_the_browser(cast: Cast, case: Case) -> None:
    """From the declaration to the requests, every act by its own page."""
    case_at(cast, case, Stage.FAMILY_CONTACTED)
    me = cast.coordinator
    declared = {"person": cast.independent_chair.pk, "has_interest": "no", **boxes("on")}
    perform(me, case, Verb.DECLARE_INTERESTS, declared)
    quote = {"supplier": "A supplier", "amount_pence": "9,000", **boxes("received_on")}
    perform(me, case, Verb.ADD_QUOTE, quote)
    chair = {
        "person": cast.independent_chair.pk, "post": "chair_and_author", "independence_statement": "No tie to any.",
        "choice_reason": "One quote came in", "fee_pence": "9,000.50", **boxes("on"),
    }  # fmt: skip
    perform(me, case, Verb.APPOINT_CHAIR, chair)
    seat = {"organisation": cast.refuge.pk, "change": "sits", "member_name": "Manager", **boxes("on")}
    perform(me, case, Verb.SEAT_AGENCY, {**seat, "is_domestic_abuse_specialist": "on"})
    perform(me, case, Verb.FORM_PANEL, boxes("on"))
    terms = {
        "scope_from_month": "1", "scope_from_year": "2024", "scope_to_year": "2026", "family_view": "They asked why.",
        "lines_of_enquiry": "What was known?", **boxes("on"),
    }  # fmt: skip
    perform(cast.independent_chair, case, Verb.AGREE_TERMS, terms)
    perform(me, case, Verb.SECURE_RECORDS, {"organisations": [cast.police.pk], **boxes("on")})
    asks = {"organisations": [cast.police.pk, cast.health.pk], "asks_for": ASKED, **boxes("due_on"), **boxes("on")}
    perform(me, case, Verb.SEND_REQUESTS, asks)
    assert case.stage == Stage.INFO_REQUESTED
    assert Quote.objects.get(case=case).amount_pence == 900_000
    assert Appointment.objects.get(case=case).fee_pence == 900_050
    assert str(TermsOfReference.objects.get(case=case).scope_from) == "January 2024"


def test_gathers_and_meets_in_the_browser(cast: Cast, case: Case) -> None:
    """From a late agency to the first interview, every act by its own page."""
    case_at(cast, case, Stage.INFO_REQUESTED)
    me = cast.coordinator
    late = {"organisation": cast.refuge.pk, "asks_for": ASKED, **boxes("due_on"), **boxes("on")}
    perform(me, case, Verb.ADD_REQUEST, late)
    police, health, refuge = (
        InformationRequest.objects.get(case=case, organisation=body) for body in (cast.police, cast.health, cast.refuge)
    )
    perform(me, case, Verb.CHASE_REQUEST, boxes("on"), police.pk)
    sign_off(cast, police)
    perform(me, case, Verb.SEND_BACK_RETURN, {"reason": "More of May"}, police.pk)
    sign_off(cast, police)
    perform(me, case, Verb.ACCEPT_RETURN, {}, police.pk)
    perform(me, case, Verb.CLOSE_UNANSWERED, {"reason": "No answer"}, refuge.pk)
    perform(me, case, Verb.REOPEN_REQUEST, {"reason": "They wrote", **boxes("due_on")}, refuge.pk)
    for request in (health, refuge):
        perform(me, case, Verb.WITHDRAW_REQUEST, {"reason": "No contact"}, request.pk)
    assert case.stage == Stage.INFO_IN
    perform(me, case, Verb.START_PANEL_WORK, boxes("on"))
    seats = list(PanelSeat.objects.filter(case=case))
    met = {"present": [seats[0].pk], "was_quorate": "on", f"declared_{seats[0].pk}": "Nothing new", **boxes("on")}
    perform(me, case, Verb.RECORD_MEETING, met)
    assert PanelMeeting.objects.get(case=case).attendances.count() == len(seats)
    perform(me, case, Verb.START_INTERVIEWS, boxes("on"))
    with change("A friend", None):
        friend = Person.objects.create(case=case, part=Part.FRIEND, name="Real Name", pseudonym="Sam")
    spoke = {"person": friend.pk, "outcome": "refused", "agreed_with_police": "unknown", **boxes("on")}
    perform(me, case, Verb.RECORD_INTERVIEW, {**spoke, "notes": "Rang off in tears"})
    text = page(cast.panel_member, "case_meetings", case.reference)[1]
    assert "Did not wish to" in text
    assert "Real Name" not in text
    assert "Rang off in tears" not in text
    assert "Rang off in tears" in page(me, "case_meetings", case.reference)[1]


def test_ends_an_appointment_and_changes_a_seat_in_the_browser(cast: Cast, case: Case) -> None:
    """Acts about a row carry its key in the address."""
    case_at(cast, case, Stage.PANEL_FORMED)
    seat = PanelSeat.objects.get(case=case, organisation=cast.health)
    left = {"change": "left", "reason": "Moved post", **boxes("on")}
    perform(cast.coordinator, case, Verb.SEAT_AGENCY, left, seat.pk)
    post = Appointment.objects.get(case=case)
    perform(cast.coordinator, case, Verb.END_APPOINTMENT, {"reason": "Ill health", **boxes("on")}, post.pk)
    author = {
        "person": cast.independent_chair.pk, "post": "chair", "independence_statement": "No tie.",
        "choice_reason": "Came back", **boxes("on"),
    }  # fmt: skip
    perform(cast.coordinator, case, Verb.APPOINT_AUTHOR, author)
    assert "Who sat before" in page(cast.coordinator, "case_panel", case.reference)[1]


def test_offers_only_what_the_request_allows(cast: Cast, case: Case) -> None:
    """A withdrawn request can be reopened and nothing else."""
    case_at(cast, case, Stage.INFO_REQUESTED)
    police = InformationRequest.objects.get(case=case, organisation=cast.police)
    requests.withdraw_request(case=case, by=cast.coordinator, request=police, reason="No contact")
    assert police.at is RequestState.WITHDRAWN
    text = page(cast.coordinator, "case_request", case.reference, police.pk)[1]
    assert "Reopen the request" in text
    assert "Close without a return" not in text
