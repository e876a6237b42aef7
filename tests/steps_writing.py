"""How does a case come from the panel's work to clearance, and aside to an early ending?"""

import datetime
from collections.abc import Callable, Mapping
from typing import TypedDict

from django.utils import timezone

from dhr_cases.actions import assurance, drafting, endings, papers
from dhr_cases.actions.assurance import NewPoint
from dhr_cases.completeness import NEEDED_PAPERS
from dhr_cases.endings import EndKind, EndView
from dhr_cases.models import Appointment, Case, PanelSeat, PartialDate, Post, QAOutcome, QAPoint, TermsOfReference
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.policies.drafting import seated_agencies
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.files import upload

POINTS = (NewPoint("1", "Explain the timescale."), NewPoint("2", "Define coercive control."))


class Confirmed(TypedDict):
    """What a person confirms with a submission."""

    equality_covered: bool
    anonymity_checked: bool
    recommendations_checked: bool


CONFIRMED: Confirmed = {"equality_covered": True, "anonymity_checked": True, "recommendations_checked": True}


def set_up(cast: Cast, case: Case) -> None:
    """A seat for two agencies, agreed terms and an appointment, where the case has none yet."""
    today = timezone.localdate()
    with change("Test set-up", cast.coordinator):
        if not PanelSeat.objects.filter(case=case).exists():
            for body in (cast.health, cast.refuge):
                PanelSeat.objects.create(case=case, organisation=body, member_name="Member", starts_on=today)
        if not TermsOfReference.objects.filter(case=case).exists():
            TermsOfReference.objects.create(
                case=case, version=1, lines_of_enquiry="What was known?", agreed_on=PartialDate.on(today)
            )
        if not Appointment.objects.filter(case=case).exists():
            Appointment.objects.create(
                case=case, user=cast.independent_chair, post=Post.CHAIR_AND_AUTHOR, independence_statement="No tie."
            )


def to_drafting(cast: Cast, case: Case) -> None:
    """The author begins; the first draft of the overview report is there."""
    set_up(cast, case)
    drafting.start_drafting(case=case, by=cast.independent_chair)
    papers.add_draft(case=case, by=cast.independent_chair, kind=PaperKind.OVERVIEW_REPORT, upload=upload())


def to_family_review(cast: Cast, case: Case) -> None:
    """Every agency on the panel gets a copy."""
    drafting.send_for_reading(
        case=case,
        by=cast.independent_chair,
        agencies=seated_agencies(case),
        due_on=timezone.localdate() + datetime.timedelta(weeks=3),
    )


def to_panel_approved(cast: Cast, case: Case) -> None:
    """Every agency approves."""
    for body in seated_agencies(case):
        drafting.record_agency_approval(
            case=case, by=cast.coordinator, organisation=body, is_approved=True, note="By e-mail from its member."
        )
    drafting.record_panel_approval(case=case, by=cast.independent_chair)


def to_signed_off(cast: Cast, case: Case) -> None:
    """The partnership's chair signs off."""
    drafting.sign_off(case=case, by=cast.csp_chair, minute="Board, item 6")


def complete_papers(cast: Cast, case: Case) -> None:
    """Every paper a submission needs is there."""
    for kind in NEEDED_PAPERS:
        papers.add_paper(case=case, by=cast.coordinator, kind=kind, title="", upload=upload())


def to_submitted(cast: Cast, case: Case) -> None:
    """The complete set goes to the Home Office."""
    complete_papers(cast, case)
    assurance.submit(case=case, by=cast.coordinator, **CONFIRMED)


def to_at_qa(cast: Cast, case: Case) -> None:
    """The board's date is known."""
    assurance.record_board(case=case, by=cast.home_office_reader, board_on=timezone.localdate())


def receive_letter(cast: Cast, case: Case, outcome: QAOutcome) -> None:
    """The letter comes, with two points unless it clears the report."""
    points = () if outcome == QAOutcome.CLEARED_NO_CHANGE else POINTS
    assurance.record_qa_letter(
        case=case, by=cast.coordinator, outcome=outcome, letter_on=timezone.localdate(), points=points
    )


def to_amending(cast: Cast, case: Case) -> None:
    """The letter asks for a resubmission."""
    receive_letter(cast, case, QAOutcome.RESUBMIT)


def answer_points(cast: Cast, case: Case) -> None:
    """Every open point is answered."""
    for point in QAPoint.objects.filter(letter__submission__case=case, is_accepted=None):
        assurance.answer_qa_point(
            case=case, by=cast.independent_chair, point=point, is_accepted=True, response="Done in section 4."
        )


def to_resubmitted(cast: Cast, case: Case) -> None:
    """Every point is answered and the set goes back."""
    answer_points(cast, case)
    assurance.resubmit(case=case, by=cast.coordinator, **CONFIRMED)


def to_cleared(cast: Cast, case: Case) -> None:
    """The letter clears the report with no change."""
    receive_letter(cast, case, QAOutcome.CLEARED_NO_CHANGE)


def to_end_proposed(cast: Cast, case: Case) -> None:
    """An ending is put to the Home Office."""
    endings.propose_end(case=case, by=cast.coordinator, kind=EndKind.TERMINATE, reason="The death was natural.")


def _home_office_says(view: EndView) -> Callable[[Cast, Case], None]:
    def step(cast: Cast, case: Case) -> None:
        endings.record_end_view(case=case, by=cast.home_office_reader, view=view)

    return step


S = Stage
STEPS: Mapping[Stage, tuple[Stage | None, Callable[[Cast, Case], None]]] = {
    S.DRAFTING: (S.PANEL_WORK, to_drafting),
    S.FAMILY_REVIEW: (S.DRAFTING, to_family_review),
    S.PANEL_APPROVED: (S.FAMILY_REVIEW, to_panel_approved),
    S.CSP_SIGNED_OFF: (S.PANEL_APPROVED, to_signed_off),
    S.END_PROPOSED: (S.PANEL_WORK, to_end_proposed),
    S.ABBREVIATED: (S.END_PROPOSED, _home_office_says(EndView.ABBREVIATED)),
    S.TERMINATED: (S.END_PROPOSED, _home_office_says(EndView.TERMINATED)),
    S.SUBMITTED: (S.CSP_SIGNED_OFF, to_submitted),
    S.AT_QA: (S.SUBMITTED, to_at_qa),
    S.AMENDING: (S.AT_QA, to_amending),
    S.RESUBMITTED: (S.AMENDING, to_resubmitted),
    S.QA_CLEARED: (S.AT_QA, to_cleared),
}
