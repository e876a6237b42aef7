"""How does the report come to be written, read, approved, submitted and cleared?"""

import datetime

from django.core.files.base import ContentFile

from dhr_cases.actions import assurance, core, drafting, papers, recommendations
from dhr_cases.models import Part, Person, QALetter, QAOutcome, QAPoint
from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.verbs import Verb
from workflows.drive import take_step
from workflows.playing.play import Play

DRAFTS = (PaperKind.OVERVIEW_REPORT, PaperKind.EXECUTIVE_SUMMARY, PaperKind.ACTION_PLAN)
ENCLOSURES = (PaperKind.DATA_FORM, PaperKind.FAMILY_STATEMENT)
WEEKS_TO_READ = 3
"""Time for fact check and family reading. Source: local default [D]."""


def start_drafting(play: Play) -> None:
    """Drafting starts; the drafts and the recommendations are put on record."""
    chair = play.company.chair
    take_step(play.case, Verb.START_DRAFTING, chair, lambda: drafting.start_drafting(case=play.case, by=chair))
    for kind in DRAFTS:
        papers.add_draft(case=play.case, by=chair, kind=kind, upload=_file(kind))
    recommend(play)


def recommend(play: Play) -> None:
    """The recommendations are recorded with their numbers as printed, and their actions."""
    for told in play.story.recommendations:
        printed = recommendations.RecommendationText(
            text=told.text,
            ref=told.ref,
            scope=told.scope,
            addressee_text=told.addressee,
            target_date=told.target_date,
            owner=told.owner,
            measure=told.measure,
        )
        row = recommendations.record_recommendation(case=play.case, by=play.company.chair, printed=printed)
        for text in told.actions:
            recommendations.record_action(
                case=play.case,
                by=play.company.coordinator,
                recommendation=row,
                text=text,
                owner=told.owner,
                target_date=told.target_date,
            )


def send_for_reading(play: Play) -> None:
    """Agencies check the facts and the family reads, in numbered copies."""
    chair = play.company.chair
    family = list(Person.objects.filter(case=play.case, part=Part.FAMILY))
    due = core.today() + datetime.timedelta(weeks=WEEKS_TO_READ)
    agencies = [agency.organisation for agency in play.company.agencies]
    take_step(
        play.case,
        Verb.SEND_FOR_READING,
        chair,
        lambda: drafting.send_for_reading(case=play.case, by=chair, due_on=due, agencies=agencies, family=family),
    )


def approve(play: Play) -> None:
    """Every agency on the panel approves, then the panel's approval is recorded."""
    chair = play.company.chair
    for agency in play.company.agencies:
        drafting.record_agency_approval(
            case=play.case,
            by=chair,
            organisation=agency.organisation,
            is_approved=True,
            note="Given at the panel meeting.",
        )
    take_step(
        play.case,
        Verb.RECORD_PANEL_APPROVAL,
        chair,
        lambda: drafting.record_panel_approval(case=play.case, by=chair),
    )


def sign_off(play: Play) -> None:
    """The partnership chair signs the report off."""
    by = play.company.csp_chair
    take_step(play.case, Verb.SIGN_OFF, by, lambda: drafting.sign_off(case=play.case, by=by, minute="Minute 12"))


def submit(play: Play) -> None:
    """The enclosures are added and the report goes to the Home Office."""
    by = play.company.coordinator
    for kind in ENCLOSURES:
        papers.add_paper(case=play.case, by=by, kind=kind, title=KINDS[kind].label, upload=_file(kind))
    take_step(
        play.case,
        Verb.SUBMIT,
        by,
        lambda: assurance.submit(
            case=play.case, by=by, equality_covered=True, anonymity_checked=True, recommendations_checked=True
        ),
    )


def record_board(play: Play) -> None:
    """The board has a date."""
    by = play.company.coordinator
    take_step(
        play.case,
        Verb.RECORD_BOARD,
        by,
        lambda: assurance.record_board(case=play.case, by=by, board_on=play.day),
    )


def record_letter(play: Play, outcome: QAOutcome | None = None) -> None:
    """The letter comes with its points."""
    by = play.company.home_office
    said = outcome or play.story.outcome
    points = [
        assurance.NewPoint(number=str(number), text=text) for number, text in enumerate(play.story.points, start=1)
    ]
    take_step(
        play.case,
        Verb.RECORD_QA_LETTER,
        by,
        lambda: assurance.record_qa_letter(
            case=play.case,
            by=by,
            outcome=said,
            letter_on=play.day,
            points=() if said is QAOutcome.CLEARED_NO_CHANGE else points,
        ),
    )


def answer_points(play: Play) -> None:
    """Every open point is accepted and answered."""
    for point in QAPoint.objects.filter(letter__submission__case=play.case, is_accepted=None):
        assurance.answer_qa_point(
            case=play.case,
            by=play.company.chair,
            point=point,
            is_accepted=True,
            response="The section was rewritten.",
        )


def resubmit(play: Play) -> None:
    """The points are answered and the report goes in again."""
    by = play.company.coordinator
    answer_points(play)
    take_step(
        play.case,
        Verb.RESUBMIT,
        by,
        lambda: assurance.resubmit(
            case=play.case, by=by, equality_covered=True, anonymity_checked=True, recommendations_checked=True
        ),
    )


def clear(play: Play) -> None:
    """The Home Office clears the report: at once, when the changes are made, or after a second round at the board."""
    letter = QALetter.objects.filter(submission__case=play.case).order_by("-pk").first()
    if letter is None and play.story.outcome is QAOutcome.CLEARED_NO_CHANGE:
        record_letter(play)
        return
    if letter is not None and letter.outcome == QAOutcome.RESUBMIT:
        resubmit(play)
        record_board(play)
        record_letter(play, QAOutcome.CLEARED_NO_CHANGE)
        return
    if letter is not None and letter.outcome == QAOutcome.PUBLISHABLE_WITH_CHANGES:
        answer_points(play)
        by = play.company.home_office
        take_step(
            play.case,
            Verb.RECORD_CLEARANCE,
            by,
            lambda: assurance.record_clearance(case=play.case, by=by),
        )


def _file(kind: PaperKind) -> ContentFile[bytes]:
    words = f"{KINDS[kind].label}. The text of the source is not held here."
    return ContentFile(words.encode(), name=f"{kind}.txt")
