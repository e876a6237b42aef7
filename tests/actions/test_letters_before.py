"""What did letters ask before under each criterion: counted over whose letters, and in whose newest words?"""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.actions import assessment
from dhr_cases.actions.memberships import join_team
from dhr_cases.actions.referral import Referral, refer_death
from dhr_cases.models import (
    Assessment,
    Case,
    Criterion,
    Finding,
    PartialDate,
    Partnership,
    QALetter,
    QAOutcome,
    QAPoint,
    Submission,
)
from dhr_cases.models.history import change
from dhr_cases.roles import Role
from dhr_cases.self_assessment import Asked, asked_before, letters_read, looked_at
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.standing import stand_at

TODAY = timezone.localdate()
UNKNOWN = PartialDate.unknown()


@pytest.fixture
def criteria(cast: Cast) -> list[Criterion]:
    """The partnership's own copy of the shipped list."""
    return assessment.criteria_of(cast.partnership)


def letter(case: Case, on: str, *points: tuple[Criterion | None, str]) -> QALetter:
    """A letter of its own round, with its points."""
    number = Submission.objects.filter(case=case).count() + 1
    with change("Test", None):
        submission = Submission.objects.create(
            case=case, round=number, on=UNKNOWN, sent_to="Home Office", board_on=UNKNOWN
        )
        row: QALetter = QALetter.objects.create(
            submission=submission, board_on=UNKNOWN, letter_on=PartialDate.parse(on), outcome=QAOutcome.RESUBMIT
        )
        for place, (criterion, text) in enumerate(points, 1):
            QAPoint.objects.create(letter=row, number=str(place), text=text, criterion=criterion)
    return row


def find(case: Case, criterion: Criterion, finding: Finding) -> Assessment:
    """What was found in a case by a criterion."""
    with change("Test", None):
        row: Assessment = Assessment.objects.create(case=case, criterion=criterion, finding=finding, on=TODAY)
    return row


def test_counts_letters_of_every_report_and_takes_the_newest_words(
    case: Case, other_case: Case, cast: Cast, criteria: list[Criterion]
) -> None:
    """Newest by the day of the letter, whatever was recorded last; a point under no criterion counts nowhere."""
    for each in (case, other_case):
        stand_at(each, Stage.AT_QA)
    first, second, third = criteria[:3]
    letter(case, "2026-05-04", (first, "Say why."), (first, "Say when."), (second, "Say who."), (None, "Mend it."))
    letter(other_case, "2025-01", (first, "Say where."))
    letter(case, "2024", (first, "Say how."))
    assert asked_before(cast.partnership, cast.coordinator) == {
        first.pk: Asked(3, 3, "Say when."),
        second.pk: Asked(1, 3, "Say who."),
    }
    looked = {row.criterion.pk: row.asked for row in looked_at(case, criteria, cast.coordinator)}
    assert looked[third.pk] == Asked(0, 3, "")


def test_counts_no_letter_of_another_partnership(case: Case, cast: Cast, criteria: list[Criterion]) -> None:
    with change("Test partnership", None):
        next_door = Partnership.objects.create(code="next-door", name="Next Door CSP")
    stand_at(case, Stage.AT_QA)
    letter(case, "2026", (criteria[0], "Say why."))
    assert letters_read(cast.partnership, cast.coordinator).count() == 1
    assert not letters_read(next_door, cast.coordinator).exists()
    assert asked_before(next_door, cast.coordinator) == {}


def test_counts_only_letters_that_are_open_to_the_person_now(
    case: Case, other_case: Case, cast: Cast, criteria: list[Criterion]
) -> None:
    """A panel member reads those of the own review from the day it went to the board; an auditor none."""
    stand_at(case, Stage.SUBMITTED)
    stand_at(other_case, Stage.AT_QA)
    for each in (case, other_case):
        letter(each, "2026", (criteria[0], "Say why."))
    assert letters_read(cast.partnership, cast.panel_member).count() == 0
    assert letters_read(cast.partnership, cast.coordinator).count() == 2
    stand_at(case, Stage.AT_QA)
    found = letters_read(cast.partnership, cast.panel_member).get()
    assert found.submission.case == case
    assert not letters_read(cast.partnership, cast.auditor).exists()


def test_shows_every_criterion_in_use_with_what_was_found_here(
    case: Case, other_case: Case, cast: Cast, criteria: list[Criterion]
) -> None:
    first, second, third, *others = criteria
    third.is_used = False
    mine = find(case, first, Finding.MET)
    find(case, third, Finding.MET)
    find(other_case, second, Finding.NOT_MET)
    found = looked_at(case, criteria, cast.coordinator)
    assert [row.criterion for row in found] == [first, second, *others]
    assert [row.assessment for row in found] == [mine, None, *[None] * len(others)]
    assert [row.is_good_enough for row in found] == [True, False, *[False] * len(others)]


def test_learns_from_the_partnership_that_leads_the_review(cast: Cast, case: Case, criteria: list[Criterion]) -> None:
    """The letters of the other partnership in which the same person works are not mixed in."""
    with change("Test partnership", None):
        next_door = Partnership.objects.create(code="next-door", name="Next Door CSP")
    assessment.criteria_of(next_door)
    from_next_door = refer_theirs(cast, next_door)
    stand_at(from_next_door, Stage.AT_QA)
    stand_at(case, Stage.AT_QA)
    letter(from_next_door, "2026", (assessment.criteria_of(next_door)[0], "Say why."))
    assert {row.asked for row in looked_at(case, criteria, cast.coordinator)} == {Asked()}
    assert letters_read(next_door, cast.coordinator).count() == 1


def refer_theirs(cast: Cast, partnership: Partnership) -> Case:
    """A case of another partnership, on whose team the coordinator works as well."""
    join_team(by=None, to=cast.coordinator, partnership=partnership, role=Role.COORDINATOR)
    referral = Referral(
        partnership=partnership, referred_by="Elsewhere Police", referred_on=TODAY - datetime.timedelta(days=1)
    )
    return refer_death(by=cast.coordinator, referral=referral)
