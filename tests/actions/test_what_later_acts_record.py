"""Which events does each act record from the draft to the closing, on which day and about which row?

Each act is done twice: on a day that is given, and without one, when it happened today.
"""

import datetime
from typing import Any

import pytest
from django.db.models import Model

from dhr_cases.actions import assurance, closing, drafting, endings, overlays, people, publication
from dhr_cases.actions import recommendations as plan
from dhr_cases.copies import Recipient
from dhr_cases.endings import EndKind, EndView
from dhr_cases.events import Event
from dhr_cases.hold_scopes import ExtensionReason, HoldReason, HoldScope, ProceedingKind
from dhr_cases.models import Case, Closure, DraftReading, QALetter, QAOutcome, QAPoint, Recommendation, Strength
from dhr_cases.policies.drafting import seated_agencies
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.recorded import TODAY, YESTERDAY, Acted, Told, check_recorded
from tests.steps_learning import ALL_CONFIRMED
from tests.steps_writing import POINTS

Day = datetime.date | None
E, S = Event, Stage


def office(cast: Cast, case: Case) -> dict[str, Any]:
    """The coordinator acts on the case."""
    return {"case": case, "by": cast.coordinator}


# draft and approval


def answer_for_agency(cast: Cast, case: Case, on: Day) -> Model:
    body = next(body for body in seated_agencies(case) if body == cast.health)
    row = drafting.record_agency_approval(
        **office(cast, case), organisation=body, is_approved=False, note="A day is wrong", on=on
    )
    assert (row.is_approved, row.note, row.on, row.given_by) == (
        False, "A day is wrong", on or TODAY, cast.coordinator,
    )  # fmt: skip
    return row


def send_back(cast: Cast, case: Case, on: Day) -> None:
    drafting.send_back_to_draft(**office(cast, case), reason="The summary is missing", on=on)


def read_copy(cast: Cast, case: Case, on: Day) -> Model:
    reading = DraftReading.objects.get(case=case, organisation=cast.health)
    drafting.record_reading(
        **office(cast, case), reading=reading, comments="A day is wrong", response="Mended", has_disagreement=True,
        on=on,
    )  # fmt: skip
    reading.refresh_from_db()
    assert (reading.answered_on, reading.response, reading.has_disagreement) == (on or TODAY, "Mended", True)
    return reading


def send_copies(cast: Cast, case: Case, on: Day) -> None:
    rows = drafting.send_for_reading(
        **office(cast, case), agencies=seated_agencies(case), due_on=TODAY + datetime.timedelta(days=9), on=on,
        sections=(),
    )  # fmt: skip
    assert {row.given_on for row in rows} == {on or TODAY}


# the Home Office


def date_the_board(cast: Cast, case: Case, on: Day) -> None:
    assurance.record_board(**office(cast, case), board_on=TODAY + datetime.timedelta(days=30), on=on)


def take_letter(cast: Cast, case: Case, on: Day) -> None:
    assurance.record_qa_letter(
        **office(cast, case), outcome=QAOutcome.RESUBMIT, letter_on=on or TODAY, points=POINTS, praise="Clear"
    )
    letter = QALetter.objects.get()
    assert (letter.praise, list(letter.points.values_list("number", flat=True))) == ("Clear", ["1", "2"])


def take_clearing_letter(cast: Cast, case: Case, on: Day) -> None:
    assurance.record_qa_letter(**office(cast, case), outcome=QAOutcome.CLEARED_NO_CHANGE, letter_on=on or TODAY)


def answer_point(cast: Cast, case: Case, on: Day) -> Model:
    point = QAPoint.objects.get(number="2")
    assurance.answer_qa_point(
        **office(cast, case), point=point, is_accepted=False, response="It is in section 4", on=on
    )
    point.refresh_from_db()
    assert (point.is_accepted, point.done_on) == (False, on or TODAY)
    return point


def send_to_commissioner(cast: Cast, case: Case, on: Day) -> None:
    """The one recipient who is owed a copy by statute under this regime."""
    row = assurance.send_copy(
        **office(cast, case), recipient=Recipient.DAC, is_anonymised=True, recipient_label=" DAC ", on=on
    )
    assert (row.recipient_label, row.on.value) == ("DAC", on or TODAY)


def propose_end(cast: Cast, case: Case, on: Day) -> None:
    endings.propose_end(**office(cast, case), kind=EndKind.ABBREVIATE, reason="A natural death", on=on)
    assert case.resumes_at == Stage.PANEL_WORK


def hear_view(cast: Cast, case: Case, on: Day) -> None:
    endings.record_end_view(**office(cast, case), view=EndView.GO_ON, reason="Go on", on=on)
    assert case.resumes_at == ""


# publication, learning, closing


def prepare(cast: Cast, case: Case, on: Day) -> None:
    row = publication.prepare_publication(
        **office(cast, case), planned_on=TODAY, dates_avoided="Her birthday", on=on
    )  # fmt: skip
    assert (row.planned_on, row.dates_avoided, row.family_told_on.is_known) == (TODAY, "Her birthday", False)


def check_report(cast: Cast, case: Case, on: Day) -> Model:
    return publication.check_publication(**office(cast, case), confirmed=ALL_CONFIRMED, note="Twice")


def tell_family(cast: Cast, case: Case, on: Day) -> None:
    publication.tell_family_of_publication(**office(cast, case), on=on or TODAY, note="By visit")


def share(cast: Cast, case: Case, on: Day) -> None:
    publication.share_learning(**office(cast, case), lesson="Ask again", audience="General practice", on=on)


def start_learning(cast: Cast, case: Case, on: Day) -> None:
    publication.start_learning(**office(cast, case), plan="A seminar", on=on)


def start_monitoring(cast: Cast, case: Case, on: Day) -> None:
    publication.start_monitoring(**office(cast, case), on=on)


def close(cast: Cast, case: Case, on: Day) -> None:
    closing.close(**office(cast, case), reason="Done", minute="Board, item 4", on=on)
    row = Closure.objects.get(case=case)
    assert (row.on.value, row.minute, row.reason) == (on or TODAY, "Board, item 4", "Done")


def close_without_minute(cast: Cast, case: Case, on: Day) -> None:
    closing.close(**office(cast, case), on=on)


def reopen(cast: Cast, case: Case, on: Day) -> None:
    closing.reopen(**office(cast, case), to=Stage.MONITORING, reason="An action is open", on=on)


def take_back(cast: Cast, case: Case, on: Day) -> None:
    closing.reopen(**office(cast, case), to=Stage.LEAD_AGREED, reason="They handed it back", on=on)
    assert case.transferred_to == ""


# what lies over the stages


def hold(cast: Cast, case: Case, on: Day) -> Model:
    scope = frozenset({HoldScope.DRAFTING, HoldScope.AGENCY_REPORTS})
    terms = overlays.HoldTerms(HoldReason.CRIMINAL_TRIAL, scope, on or TODAY, goes_on="Records", note="The CPS asked")
    return overlays.start_hold(**office(cast, case), terms=terms)


def give_time(cast: Cast, case: Case, on: Day) -> Model:
    more = overlays.MoreTime(
        "overview_report", TODAY + datetime.timedelta(days=90), on or TODAY, "CSP chair", ExtensionReason.OTHER, "Late",
        is_home_office_told=True,
    )  # fmt: skip
    return overlays.extend(**office(cast, case), more=more)


def know_a_trial(cast: Cast, case: Case, on: Day) -> Model:
    facts = overlays.ProceedingFacts(ProceedingKind.INQUEST, state="Opened")
    return overlays.record_proceeding(**office(cast, case), facts=facts)


def call_family(cast: Cast, case: Case, on: Day) -> Model:
    return people.record_family_contact(
        **office(cast, case), summary="A call", medium="telephone", promise="Send it", promise_due_on=TODAY, on=on
    )


# the plan


def recommend(cast: Cast, case: Case, on: Day) -> Model:
    printed = plan.RecommendationText("Ask about control", ref="3.1")
    row = plan.record_recommendation(**office(cast, case), printed=printed)
    assert row.position == 1
    return row


def grade(cast: Cast, case: Case, on: Day) -> None:
    plan.record_recommendation(**office(cast, case), printed=plan.RecommendationText("Ask", ref="3.1"))
    row = Recommendation.objects.get()
    plan.grade_recommendation(**office(cast, case), recommendation=row, strength=Strength.STRONG)


HEALTH = "Testshire NHS Trust"
ACTS = (
    Acted("copies sent", S.DRAFTING, send_copies,
          (Told(E.FAMILY_READING_STARTED,
                {"agencies": 2, "family": 0, "comments_by": (TODAY + datetime.timedelta(days=9)).isoformat()},
                moved=True, about=False),), to=S.FAMILY_REVIEW),
    Acted("a copy answered", S.FAMILY_REVIEW, read_copy,
          (Told(E.READING_ANSWERED, {"copy": 1, "disagreement": True}),)),
    Acted("an agency answers", S.FAMILY_REVIEW, answer_for_agency,
          (Told(E.AGENCY_APPROVED, {"agency": HEALTH, "approved": False, "round": 1}),), reason="A day is wrong"),
    Acted("sent back to be written on", S.FAMILY_REVIEW, send_back,
          (Told(E.SENT_BACK_TO_DRAFT, moved=True, about=False),), to=S.DRAFTING, reason="The summary is missing"),
    Acted("the board's day known", S.SUBMITTED, date_the_board,
          (Told(E.QA_BOARD_DATED, {"round": 1, "board_on": (TODAY + datetime.timedelta(days=30)).isoformat()},
                moved=True, about=False),), to=S.AT_QA),
    Acted("a letter that asks for more", S.AT_QA, take_letter,
          (Told(E.QA_LETTER_RECEIVED, {"round": 1, "outcome": QAOutcome.RESUBMIT.label, "points": 2}, moved=True,
                about=False),), to=S.AMENDING),
    Acted("a letter that clears", S.AT_QA, take_clearing_letter,
          (Told(E.QA_LETTER_RECEIVED, {"round": 1, "outcome": "Cleared with no change", "points": 0}),
           Told(E.QA_CLEARED, moved=True, about=False), Told(E.REPORT_COMPLETE, about=False)), to=S.QA_CLEARED),
    Acted("a point answered", S.AMENDING, answer_point,
          (Told(E.QA_POINT_ANSWERED, {"point": "2", "accepted": False}),)),
    Acted("the copy that is owed", S.QA_CLEARED, send_to_commissioner,
          (Told(E.COPY_SENT, None), Told(E.SENT_TO_DAC, about=False))),
    Acted("an end proposed", S.PANEL_WORK, propose_end,
          (Told(E.END_PROPOSED, {"proposed": "Go on in shortened form"}, moved=True, about=False),),
          to=S.END_PROPOSED, reason="A natural death"),
    Acted("an end refused", S.END_PROPOSED, hear_view,
          (Told(E.END_REFUSED, moved=True, about=False),), to=S.PANEL_WORK, reason="Go on"),
    Acted("publication prepared", S.QA_CLEARED, prepare,
          (Told(E.PUBLICATION_PREPARED, {"planned": f"{TODAY.day} {TODAY:%B %Y}"}, moved=True, about=False),),
          to=S.PRE_PUBLICATION),
    Acted("a report checked", S.PRE_PUBLICATION, check_report,
          (Told(E.PUBLICATION_CHECKED, {"passed": True}, today=True),), reason="Twice"),
    Acted("the family told of the day", S.PRE_PUBLICATION, tell_family,
          (Told(E.FAMILY_TOLD_OF_PUBLICATION),), reason="By visit"),
    Acted("learning shared", S.INFO_REQUESTED, share,
          (Told(E.LEARNING_SHARED, {"lesson": "Ask again", "audience": "General practice"}, about=False),)),
    Acted("learning begins", S.PUBLISHED, start_learning,
          (Told(E.LEARNING_STARTED, moved=True, about=False),), to=S.LEARNING, reason="A seminar"),
    Acted("the plan watched", S.LEARNING, start_monitoring,
          (Told(E.MONITORING_STARTED, moved=True, about=False),), to=S.MONITORING),
    Acted("closed", S.MONITORING, close,
          (Told(E.CLOSED, {"minute": "Board, item 4"}, moved=True, about=False),), to=S.CLOSED, reason="Done"),
    Acted("closed without a minute", S.MONITORING, close_without_minute,
          (Told(E.CLOSED, moved=True, about=False),), to=S.CLOSED),
    Acted("opened again", S.CLOSED, reopen,
          (Told(E.REOPENED, {"to": "Monitoring the action plan"}, moved=True, about=False),), to=S.MONITORING,
          reason="An action is open"),
    Acted("handed back", S.TRANSFERRED, take_back,
          (Told(E.REOPENED, {"to": "Lead partnership settled"}, moved=True, about=False),), to=S.LEAD_AGREED,
          reason="They handed it back"),
    Acted("a hold", S.PANEL_WORK, hold,
          (Told(E.HOLD_STARTED, {"reason": "Criminal trial", "stops": "agency reports, drafting", "runs": "Records"}),),
          reason="The CPS asked"),
    Acted("more time", S.PANEL_WORK, give_time, (Told(E.EXTENSION_AGREED, None),), reason="Late"),
    Acted("a proceeding", S.PANEL_WORK, know_a_trial,
          (Told(E.PROCEEDING_RECORDED, {"kind": "Inquest", "state": "Opened"}, today=True),)),
    Acted("the family called", S.PANEL_WORK, call_family, (Told(E.FAMILY_CONTACT_RECORDED, {"has_promise": True}),)),
    Acted("a recommendation", S.DRAFTING, recommend,
          (Told(E.RECOMMENDATION_RECORDED, {"number": "3.1", "position": 1}, today=True),)),
    Acted("a recommendation graded", S.DRAFTING, grade,
          (Told(E.RECOMMENDATION_RECORDED, None, today=True),
           Told(E.RECOMMENDATION_GRADED, {"number": "3.1", "strength": Strength.STRONG.label}, today=True))),
)  # fmt: skip  # an act a paragraph


@pytest.mark.parametrize("on", [YESTERDAY, None], ids=["on a day", "today"])
@pytest.mark.parametrize("acted", ACTS, ids=lambda acted: acted.name)
def test_records_what_was_done(cast: Cast, case: Case, acted: Acted, on: Day) -> None:
    check_recorded(cast, case, acted, on)
