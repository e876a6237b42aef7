"""Criteria ship with the product, belong to the partnership once used, and a report is looked at by them."""

from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.actions import assessment, assurance
from dhr_cases.actions.assurance import NewPoint
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Assessment, Case, CaseEvent, Criterion, Finding, Partnership, QAOutcome, QAPoint
from dhr_cases.models.history import change
from dhr_cases.qa_criteria import CRITERIA
from dhr_cases.self_assessment import asked_before, looked_at
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at
from tests.standing import stand_at

WHY = "Learnt from a letter."
NEWEST = "Explain what Covid meant for the refuge."


@pytest.fixture
def criteria(cast: Cast) -> list[Criterion]:
    """The partnership's own copy of the shipped list."""
    return assessment.criteria_of(cast.partnership)


def test_ships_what_letters_were_seen_to_ask() -> None:
    """Every row with its source and mark; codes are used once."""
    assert len({row.code for row in CRITERIA}) == len(CRITERIA) >= 15
    assert all(row.text.endswith("?") and row.source[-3:] in ("[V]", "[K]") for row in CRITERIA)


def test_copies_the_shipped_list_once(cast: Cast, criteria: list[Criterion]) -> None:
    """What a partnership changes is not brought back."""
    assert [row.code for row in criteria] == [row.code for row in CRITERIA]
    assert [row.pk for row in assessment.criteria_of(cast.partnership)] == [row.pk for row in criteria]


def test_keeps_partnerships_apart(cast: Cast, criteria: list[Criterion]) -> None:
    """Each words its own."""
    with change("Test partnership", None):
        other = Partnership.objects.create(code="farshire", name="Farshire CSP")
    assert {row.partnership for row in assessment.criteria_of(other)} == {other}
    assert len(assessment.criteria_of(cast.partnership)) == len(CRITERIA)


def test_changes_a_criterion_and_keeps_what_it_was(cast: Cast, criteria: list[Criterion]) -> None:
    """Words, place and use; history has the reason."""
    row = criteria[0]
    assessment.change_criterion(
        by=cast.coordinator, criterion=row, text="Was it?", source="Ours", position=5, is_used=False, reason=WHY
    )
    row.refresh_from_db()
    assert (row.text, row.position, row.is_used) == ("Was it?", 5, False)
    assert row.history.latest().history_change_reason == WHY


def test_adds_a_question_of_our_own_after_the_others(cast: Cast, criteria: list[Criterion]) -> None:
    """Its code is made from its words and taken by no other."""
    first = assessment.add_criterion(
        by=cast.coordinator, partnership=cast.partnership, text="Is the dog named?", source="", reason=WHY
    )
    second = assessment.add_criterion(
        by=cast.coordinator, partnership=cast.partnership, text="Is the dog named?", source="", reason=WHY
    )
    assert (first.code, second.code) == ("is-the-dog-named", "is-the-dog-named-2")
    assert criteria[-1].position < first.position < second.position


def test_lets_only_those_who_manage_settings_change_criteria(cast: Cast, criteria: list[Criterion]) -> None:
    with pytest.raises(NotPermitted):
        assessment.add_criterion(
            by=cast.panel_member, partnership=cast.partnership, text="Is it?", source="", reason=WHY
        )
    with pytest.raises(Incomplete, match="Enter the question"):
        assessment.add_criterion(by=cast.coordinator, partnership=cast.partnership, text=" ", source="", reason=WHY)
    with pytest.raises(Incomplete, match="reason"):
        assessment.add_criterion(by=cast.coordinator, partnership=cast.partnership, text="Is it?", source="", reason="")


def test_replaces_a_finding_and_keeps_the_earlier(case: Case, cast: Cast, criteria: list[Criterion]) -> None:
    stand_at(case, Stage.DRAFTING)
    about: dict[str, Any] = {"case": case, "criterion": criteria[0]}
    assessment.assess_criterion(
        **about, by=cast.independent_chair, finding=Finding.PARTLY, note="The tribute is short."
    )
    assessment.assess_criterion(**about, by=cast.coordinator, finding=Finding.MET)
    kept = Assessment.objects.get(case=case)
    assert (kept.finding, kept.note, kept.on) == (Finding.MET, "", timezone.localdate())
    assert [old.finding for old in kept.history.order_by("history_id")] == [Finding.PARTLY, Finding.MET]
    assert CaseEvent.objects.filter(case=case, kind=Event.CRITERION_ASSESSED).count() == 2


def test_refuses_a_finding_that_says_nothing(case: Case, cast: Cast, criteria: list[Criterion]) -> None:
    """Not met needs what is missing; a criterion out of use or of another partnership is not asked."""
    stand_at(case, Stage.DRAFTING)
    with pytest.raises(Incomplete, match="what is missing"):
        assessment.assess_criterion(case=case, by=cast.coordinator, criterion=criteria[0], finding=Finding.NOT_MET)
    criteria[0].is_used = False
    with pytest.raises(Incomplete, match="out of use"):
        assessment.assess_criterion(case=case, by=cast.coordinator, criterion=criteria[0], finding=Finding.MET)
    criteria[1].partnership_id = 0
    with pytest.raises(Incomplete, match="another partnership"):
        assessment.assess_criterion(case=case, by=cast.coordinator, criterion=criteria[1], finding=Finding.MET)


def test_refuses_a_finding_by_person_and_by_time(case: Case, cast: Cast, criteria: list[Criterion]) -> None:
    with pytest.raises(NotNow):
        assessment.assess_criterion(case=case, by=cast.coordinator, criterion=criteria[0], finding=Finding.MET)
    stand_at(case, Stage.DRAFTING)
    with pytest.raises(NotPermitted):
        assessment.assess_criterion(case=case, by=cast.panel_member, criterion=criteria[0], finding=Finding.MET)
    assert not Assessment.objects.exists()


@pytest.fixture
def answered(case: Case, cast: Cast, criteria: list[Criterion]) -> Case:
    """A letter of seven points has come, two of them under one criterion."""
    case_at(cast, case, Stage.AT_QA)
    texts = ("Say who she was.", NEWEST, "Say why.", "Say when.", "Say where.", "Say how.", "Say what next.")
    under = (criteria[3], criteria[3], criteria[4], None, None, None, None)
    points = [
        NewPoint(str(number), text, "Analysis", criterion)
        for number, (text, criterion) in enumerate(zip(texts, under, strict=True), 1)
    ]
    assurance.record_qa_letter(
        case=case,
        by=cast.coordinator,
        outcome=QAOutcome.PUBLISHABLE_WITH_CHANGES,
        letter_on=timezone.localdate(),
        points=points,
    )
    return case


def test_learns_from_letters_what_is_asked(answered: Case, cast: Cast, criteria: list[Criterion]) -> None:
    """Letters are counted, not points; the newest words stand for them."""
    asked = asked_before(cast.partnership, cast.coordinator)
    assert set(asked) == {criteria[3].pk, criteria[4].pk}
    found = asked[criteria[3].pk]
    assert (found.letters, found.of, found.newest) == (1, 1, NEWEST)
    assert found.in_words == "asked in 1 of 1 letter of this partnership"


def test_counts_only_letters_the_person_may_read(answered: Case, other_case: Case, cast: Cast) -> None:
    """Who reads no letter learns nothing of any, not even how many there are."""
    assert not asked_before(cast.partnership, cast.agency_author)
    looked = looked_at(other_case, assessment.criteria_of(cast.partnership), cast.agency_author)
    assert {(row.asked.letters, row.asked.of, row.asked.in_words) for row in looked} == {(0, 0, "")}


def test_refuses_a_point_under_a_foreign_criterion(case: Case, cast: Cast, criteria: list[Criterion]) -> None:
    case_at(cast, case, Stage.AT_QA)
    criteria[0].partnership_id = 0
    with pytest.raises(Incomplete, match="another partnership"):
        assurance.record_qa_letter(
            case=case,
            by=cast.coordinator,
            outcome=QAOutcome.RESUBMIT,
            letter_on=timezone.localdate(),
            points=[NewPoint("1", "Say why.", "", criteria[0])],
        )
    assert not QAPoint.objects.exists()


def test_keeps_what_the_report_said_and_says(answered: Case, cast: Cast) -> None:
    """Both stand with the point; history has only ciphertext of them."""
    point = QAPoint.objects.first()
    assert point is not None
    assurance.answer_qa_point(
        case=answered,
        by=cast.independent_chair,
        point=point,
        is_accepted=True,
        response="A tribute was added.",
        before_text="She was 40.",
        after_text="She loved the sea.",
    )
    point.refresh_from_db()
    assert (point.before_text, point.after_text) == ("She was 40.", "She loved the sea.")
