"""The report is submitted, answered by the Home Office, amended, cleared and copied."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.actions import assurance, core, drafting
from dhr_cases.completeness import ITEMS, NEEDED_PAPERS, checked_items
from dhr_cases.copies import Recipient, event_when_all_sent, owed
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import (
    Case,
    CaseEvent,
    CopySent,
    Hold,
    PaperVersion,
    PartialDate,
    QALetter,
    QAOutcome,
    QAPoint,
    Recommendation,
    Submission,
)
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from dhr_cases.submission_set import sent_by_round
from tests.conftest import Cast
from tests.stages import case_at
from tests.steps_writing import CONFIRMED, POINTS, answer_points, complete_papers, receive_letter

TODAY = timezone.localdate()


def count(case: Case, event: Event) -> int:
    return CaseEvent.objects.filter(case=case, kind=event).count()


def submit(case: Case, cast: Cast, *, is_complete_now: bool = False) -> Submission:
    return assurance.submit(case=case, by=cast.coordinator, is_complete_now=is_complete_now, **CONFIRMED)


def first_point(case: Case) -> QAPoint:
    point: QAPoint = QAPoint.objects.filter(letter__submission__case=case)[0]
    return point


def answer(case: Case, cast: Cast, point: QAPoint, response: str) -> None:
    assurance.answer_qa_point(case=case, by=cast.independent_chair, point=point, is_accepted=False, response=response)


def copy_to(case: Case, cast: Cast, recipient: Recipient, *, is_anonymised: bool = True) -> CopySent:
    return assurance.send_copy(case=case, by=cast.coordinator, recipient=recipient, is_anonymised=is_anonymised)


def test_submits_a_complete_set(case: Case, cast: Cast) -> None:
    """Round 1 keeps what was confirmed."""
    case_at(cast, case, Stage.CSP_SIGNED_OFF)
    complete_papers(cast, case)
    row = submit(case, cast)
    assert (row.round, row.sent_to, row.equality_covered, row.anonymity_checked) == (1, "Home Office", True, True)
    assert (case.stage, count(case, Event.SUBMITTED_TO_HO)) == (Stage.SUBMITTED, 1)


def test_remembers_which_versions_went_in_each_round(case: Case, cast: Cast) -> None:
    """One version of every paper that is needed, in the order of the kinds."""
    case_at(cast, case, Stage.RESUBMITTED)
    rounds = sent_by_round(case)
    kinds = [PaperVersion.objects.get(pk=key).paper.kind for key in rounds[2]]
    assert (list(rounds), kinds) == ([1, 2], list(NEEDED_PAPERS))


def test_refuses_an_incomplete_set_and_lists_what_is_missing(case: Case, cast: Cast) -> None:
    """The refusal is a task list: every paper but the overview report is still to come."""
    case_at(cast, case, Stage.CSP_SIGNED_OFF)
    with pytest.raises(Incomplete) as refusal:
        submit(case, cast)
    assert len(refusal.value.missing) == len(NEEDED_PAPERS) - 1
    assert "Executive summary: Add the paper." in refusal.value.missing
    assert not Submission.objects.exists()


def test_refuses_a_recommendation_that_is_not_in_the_plan(case: Case, cast: Cast) -> None:
    """Each has owner, scope, target date, measure and an action."""
    case_at(cast, case, Stage.CSP_SIGNED_OFF)
    complete_papers(cast, case)
    with change("Test recommendation", None):
        Recommendation.objects.create(case=case, position=99, text="Train everybody.")
    with pytest.raises(Incomplete, match="Every recommendation in the action plan"):
        submit(case, cast)


def test_refuses_what_a_person_did_not_confirm(case: Case, cast: Cast) -> None:
    """Equality, anonymity and the check of the recommendations are a person's to judge."""
    case_at(cast, case, Stage.CSP_SIGNED_OFF)
    with pytest.raises(Incomplete) as refusal:
        assurance.submit(
            case=case,
            by=cast.coordinator,
            equality_covered=False,
            anonymity_checked=True,
            recommendations_checked=False,
        )
    assert len(refusal.value.missing) == 2


def test_looks_at_every_item_of_the_table(case: Case) -> None:
    """A case just referred has nothing that a submission needs, except that no recommendation lacks anything."""
    items = checked_items(case)
    assert len(items) == len(ITEMS)
    assert [item.what for item in items if item.is_met] == ["Every recommendation in the action plan"]


def test_refuses_a_submission_by_the_chair(case: Case, cast: Cast) -> None:
    """The coordinator submits."""
    case_at(cast, case, Stage.CSP_SIGNED_OFF)
    with pytest.raises(NotPermitted, match="coordinator"):
        assurance.submit(case=case, by=cast.independent_chair, **CONFIRMED)


def test_refuses_a_submission_before_the_sign_off(case: Case, cast: Cast) -> None:
    """The sentence names the stage."""
    case_at(cast, case, Stage.PANEL_APPROVED)
    with pytest.raises(NotNow, match="Signed off by the partnership"):
        submit(case, cast)


def test_records_a_board_that_lies_ahead(case: Case, cast: Cast) -> None:
    """The event is of the day we learnt it; the board's day is kept as told."""
    case_at(cast, case, Stage.SUBMITTED)
    ahead = TODAY + datetime.timedelta(days=30)
    assurance.record_board(case=case, by=cast.coordinator, board_on=ahead)
    assert Submission.objects.get(case=case).board_on.value == ahead
    assert CaseEvent.objects.get(case=case, kind=Event.QA_BOARD_DATED).on.value == TODAY


def test_dates_a_past_board_by_its_own_day(case: Case, cast: Cast) -> None:
    """A day known only to the month stays so."""
    case_at(cast, case, Stage.SUBMITTED)
    month = PartialDate.parse("2022-09")
    assurance.record_board(case=case, by=cast.coordinator, board_on=month)
    assert CaseEvent.objects.get(case=case, kind=Event.QA_BOARD_DATED).on == month


def test_clears_and_completes_with_a_letter_that_asks_for_nothing(case: Case, cast: Cast) -> None:
    """One letter stops the Home Office's clock, clears the report and completes it."""
    case_at(cast, case, Stage.AT_QA)
    receive_letter(cast, case, QAOutcome.CLEARED_NO_CHANGE)
    assert case.stage == Stage.QA_CLEARED
    kinds = (Event.QA_LETTER_RECEIVED, Event.QA_CLEARED, Event.REPORT_COMPLETE)
    assert [count(case, kind) for kind in kinds] == [1, 1, 1]


@pytest.mark.parametrize("outcome", [QAOutcome.PUBLISHABLE_WITH_CHANGES, QAOutcome.RESUBMIT])
def test_waits_for_answers_when_the_letter_has_points(case: Case, cast: Cast, outcome: QAOutcome) -> None:
    """The points stand under the numbers of the letter."""
    case_at(cast, case, Stage.AT_QA)
    receive_letter(cast, case, outcome)
    assert case.stage == Stage.AMENDING
    assert [row.number for row in QAPoint.objects.all()] == [point.number for point in POINTS]


@pytest.mark.parametrize(("outcome", "points"), [(QAOutcome.RESUBMIT, ()), (QAOutcome.CLEARED_NO_CHANGE, POINTS)])
def test_refuses_a_letter_that_contradicts_itself(
    case: Case, cast: Cast, outcome: QAOutcome, points: tuple[assurance.NewPoint, ...]
) -> None:
    """A letter that asks for changes has points; one that clears has none."""
    case_at(cast, case, Stage.AT_QA)
    with pytest.raises(Incomplete, match="points"):
        assurance.record_qa_letter(case=case, by=cast.coordinator, outcome=outcome, letter_on=TODAY, points=points)
    assert not QALetter.objects.exists()


def test_keeps_the_answer_to_a_point(case: Case, cast: Cast) -> None:
    """A point not accepted says why, and when that was answered."""
    case_at(cast, case, Stage.AMENDING)
    answer(case, cast, first_point(case), "The timescale is explained in section 2.")
    point = first_point(case)
    assert (point.is_answered, point.is_accepted, point.done_on) == (True, False, TODAY)
    assert count(case, Event.QA_POINT_ANSWERED) == 1


def test_refuses_an_answer_without_words(case: Case, cast: Cast) -> None:
    """Accepting is not enough; what was done is said."""
    case_at(cast, case, Stage.AMENDING)
    with pytest.raises(Incomplete, match="what was done"):
        answer(case, cast, first_point(case), " ")


def test_refuses_an_answer_to_an_earlier_letter(case: Case, cast: Cast) -> None:
    """Once the next letter has come, the points of the last are history."""
    case_at(cast, case, Stage.RESUBMITTED)
    old = first_point(case)
    assurance.record_board(case=case, by=cast.coordinator, board_on=TODAY)
    receive_letter(cast, case, QAOutcome.RESUBMIT)
    with pytest.raises(Incomplete, match="earlier letter"):
        answer(case, cast, old, "Again.")


def test_refuses_a_resubmission_until_every_point_is_answered(case: Case, cast: Cast) -> None:
    """The refusal lists the points that wait."""
    case_at(cast, case, Stage.AMENDING)
    answer(case, cast, first_point(case), "Done.")
    with pytest.raises(Incomplete) as refusal:
        assurance.resubmit(case=case, by=cast.coordinator, **CONFIRMED)
    assert refusal.value.missing == ("Point 2 is not answered.",)


def test_starts_a_round_of_its_own_with_each_resubmission(case: Case, cast: Cast) -> None:
    """Round 2 waits for its own board and letter."""
    case_at(cast, case, Stage.RESUBMITTED)
    assert list(Submission.objects.filter(case=case).values_list("round", flat=True)) == [1, 2]
    assurance.record_board(case=case, by=cast.coordinator, board_on=TODAY)
    receive_letter(cast, case, QAOutcome.CLEARED_NO_CHANGE)
    assert QALetter.objects.filter(submission__case=case).count() == 2


def test_refuses_clearance_when_the_letter_asks_for_a_resubmission(case: Case, cast: Cast) -> None:
    """The letter says which way leads on."""
    case_at(cast, case, Stage.AMENDING)
    answer_points(cast, case)
    with pytest.raises(NotNow, match="asks for a resubmission"):
        assurance.record_clearance(case=case, by=cast.coordinator)


def test_refuses_a_resubmission_the_letter_does_not_ask_for(case: Case, cast: Cast) -> None:
    """Changes alone are cleared, not resubmitted."""
    case_at(cast, case, Stage.AT_QA)
    receive_letter(cast, case, QAOutcome.PUBLISHABLE_WITH_CHANGES)
    answer_points(cast, case)
    with pytest.raises(NotNow, match="record the clearance"):
        assurance.resubmit(case=case, by=cast.coordinator, **CONFIRMED)


def test_clears_after_the_changes_and_completes_the_report(case: Case, cast: Cast) -> None:
    """Completion follows clearance unless it was brought forward."""
    case_at(cast, case, Stage.AT_QA)
    receive_letter(cast, case, QAOutcome.PUBLISHABLE_WITH_CHANGES)
    answer_points(cast, case)
    assurance.record_clearance(case=case, by=cast.home_office_reader)
    assert (case.stage, drafting.is_report_complete(case)) == (Stage.QA_CLEARED, True)


def test_completes_the_report_once(case: Case, cast: Cast) -> None:
    """A completion brought forward at submission is not repeated at clearance."""
    case_at(cast, case, Stage.CSP_SIGNED_OFF)
    complete_papers(cast, case)
    submit(case, cast, is_complete_now=True)
    assurance.record_board(case=case, by=cast.coordinator, board_on=TODAY)
    receive_letter(cast, case, QAOutcome.CLEARED_NO_CHANGE)
    assert count(case, Event.REPORT_COMPLETE) == 1


def test_stops_the_commissioner_s_clock_with_her_copy(case: Case, cast: Cast) -> None:
    """The basis is the statute's; a second copy stops nothing again."""
    case_at(cast, case, Stage.QA_CLEARED)
    row = copy_to(case, cast, Recipient.DAC)
    copy_to(case, cast, Recipient.DAC)
    assert row.basis == "statute s.9(3C)"
    assert (count(case, Event.COPY_SENT), count(case, Event.SENT_TO_DAC)) == (2, 1)


def test_refuses_the_commissioner_anything_but_the_anonymised_report(case: Case, cast: Cast) -> None:
    """Identifiable information is not hers to receive."""
    case_at(cast, case, Stage.QA_CLEARED)
    with pytest.raises(Incomplete, match="anonymised"):
        copy_to(case, cast, Recipient.DAC, is_anonymised=False)
    assert not CopySent.objects.exists()


def test_refuses_a_copy_owed_before_the_report_is_complete(case: Case, cast: Cast) -> None:
    """The family may read earlier; the statute's copies follow completion."""
    case_at(cast, case, Stage.SUBMITTED)
    copy_to(case, cast, Recipient.FAMILY)
    with pytest.raises(Incomplete, match="not complete yet"):
        copy_to(case, cast, Recipient.DAC)


def test_names_a_local_copy_s_basis(case: Case, cast: Cast) -> None:
    """Who is owed nothing by statute is sent a copy by agreement, and no clock stops."""
    case_at(cast, case, Stage.QA_CLEARED)
    row = assurance.send_copy(
        case=case, by=cast.coordinator, recipient=Recipient.PCC, recipient_label="Testshire commissioner"
    )
    assert (row.recipient_label, row.basis) == ("Testshire commissioner", "Local agreement")
    assert count(case, Event.SENT_TO_DAC) == 0


def test_waits_for_both_copies_under_the_later_law() -> None:
    """Section 8A owes one to the Secretary of State and one to the Commissioner."""
    assert owed("DARDR_S8A") == (Recipient.SECRETARY_OF_STATE, Recipient.DAC)
    assert event_when_all_sent("DARDR_S8A", {Recipient.DAC}) is None
    both = {Recipient.DAC, Recipient.SECRETARY_OF_STATE}
    assert event_when_all_sent("DARDR_S8A", both) is Event.SENT_TO_SOS_AND_DAC


def test_leaves_nothing_behind_when_the_event_fails(case: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """No round without its event."""
    case_at(cast, case, Stage.CSP_SIGNED_OFF)
    complete_papers(cast, case)

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(core.Act, "record", fail)
    with pytest.raises(OSError, match="disk full"):
        submit(case, cast)
    assert not Submission.objects.exists()
    assert Case.objects.get(pk=case.pk).stage == Stage.CSP_SIGNED_OFF


@pytest.mark.parametrize("stage", [Stage.CSP_SIGNED_OFF, Stage.AMENDING])
def test_sends_nothing_while_a_hold_stops_submission(case: Case, cast: Cast, stage: Stage) -> None:
    """Neither a first round nor a later one goes out; the sentence names the hold."""
    case_at(cast, case, stage)
    with change("Test hold", None):
        Hold.objects.create(case=case, reason="inquest", scope=["submission"], starts_on=TODAY)
    send = assurance.submit if stage is Stage.CSP_SIGNED_OFF else assurance.resubmit
    with pytest.raises(NotNow, match="The hold stops submission"):
        send(case=case, by=cast.coordinator, **CONFIRMED)
    assert case.stage == stage
