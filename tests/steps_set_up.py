"""How does a case come from the family being told to the end of gathering and the panel's interviews?"""

import datetime
from collections.abc import Callable, Mapping

from django.utils import timezone

from dhr_cases.actions import appointments, meetings, panel, requests, returns
from dhr_cases.models import Case, InformationRequest, Post
from dhr_cases.models.partial_dates import PartialDate
from dhr_cases.request_states import OPEN_STATES, AnswerKind
from dhr_cases.stages import Stage
from tests.conftest import Cast

TERMS = panel.Terms(
    scope_from=PartialDate.parse("2024-01"),
    scope_to=PartialDate.parse("2026-03"),
    lines_of_enquiry="What did each agency know?\nWas risk assessed?",
    family_view="The family asked why nobody called back.",
)
ASKED = "A chronology and a report on each line of enquiry."


def engagement(cast: Cast) -> appointments.Engagement:
    """The terms on which the cast's chair is appointed."""
    return appointments.Engagement(
        person=cast.independent_chair,
        post=Post.CHAIR_AND_AUTHOR,
        independence_statement="Never employed by an agency in this review.",
        fee_pence=900_000,
        choice_reason="Only one supplier was free before the spring.",
    )


def asks(cast: Cast) -> list[requests.Ask]:
    """What the police and the hospital trust are asked."""
    due_on = timezone.localdate() + datetime.timedelta(weeks=8)
    return [requests.Ask(body, ASKED, due_on) for body in (cast.police, cast.health)]


def to_chair_appointed(cast: Cast, case: Case) -> None:
    """The chair declares nothing and is appointed."""
    appointments.declare_interests(case=case, by=cast.coordinator, person=cast.independent_chair, has_interest=False)
    appointments.appoint_chair(case=case, by=cast.coordinator, engagement=engagement(cast))


def to_panel_formed(cast: Cast, case: Case) -> None:
    """The hospital trust's member and the refuge's specialist sit."""
    member = panel.Seating(cast.health, user=cast.panel_member)
    specialist = panel.Seating(cast.refuge, member_name="The refuge's manager", is_domestic_abuse_specialist=True)
    for seating in (member, specialist):
        panel.seat_agency(case=case, by=cast.coordinator, seating=seating)
    panel.form_panel(case=case, by=cast.coordinator)


def to_terms_agreed(cast: Cast, case: Case) -> None:
    """The panel agrees its terms."""
    panel.agree_terms(case=case, by=cast.independent_chair, terms=TERMS)


def to_information_requested(cast: Cast, case: Case) -> None:
    """Police and hospital trust are asked."""
    requests.send_requests(case=case, by=cast.coordinator, asks=asks(cast))


def sign_off(cast: Cast, request: InformationRequest, kind: AnswerKind = AnswerKind.NIL, text: str = "") -> None:
    """The police's author writes and their contact signs off."""
    independent = True if kind is AnswerKind.IMR else None
    returns.answer_request(
        request=request, by=cast.agency_author, kind=kind, text=text, is_author_independent=independent
    )
    returns.sign_off_return(request=request, by=cast.agency_contact)


def to_information_in(cast: Cast, case: Case) -> None:
    """The police answer and are accepted; whoever else is open is withdrawn."""
    police = InformationRequest.objects.get(case=case, organisation=cast.police)
    sign_off(cast, police)
    requests.accept_return(case=case, by=cast.independent_chair, request=police)
    for request in InformationRequest.objects.filter(case=case, state__in=OPEN_STATES):
        requests.withdraw_request(case=case, by=cast.coordinator, request=request, reason="No contact after all")


def to_panel_work(cast: Cast, case: Case) -> None:
    """The panel begins."""
    meetings.start_panel_work(case=case, by=cast.independent_chair)


def to_interviews(cast: Cast, case: Case) -> None:
    """Interviews begin."""
    meetings.start_interviews(case=case, by=cast.independent_chair)


S = Stage
STEPS: Mapping[Stage, tuple[Stage | None, Callable[[Cast, Case], None]]] = {
    S.CHAIR_APPOINTED: (S.FAMILY_CONTACTED, to_chair_appointed),
    S.PANEL_FORMED: (S.CHAIR_APPOINTED, to_panel_formed),
    S.TOR_AGREED: (S.PANEL_FORMED, to_terms_agreed),
    S.INFO_REQUESTED: (S.TOR_AGREED, to_information_requested),
    S.INFO_IN: (S.INFO_REQUESTED, to_information_in),
    S.PANEL_WORK: (S.INFO_IN, to_panel_work),
    S.INTERVIEWS: (S.PANEL_WORK, to_interviews),
}
