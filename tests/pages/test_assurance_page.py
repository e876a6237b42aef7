"""The page of quality assurance: what is missing, each round with its letter and time, who has a copy."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions import assurance
from dhr_cases.copies import Recipient
from dhr_cases.models import Case, PartialDate, QAOutcome, Submission
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from dhr_cases.views.assurance import days_with_home_office
from tests.conftest import Cast
from tests.stages import case_at
from tests.steps_writing import CONFIRMED, POINTS, answer_points, complete_papers

TODAY = timezone.localdate()


def read(client: Client, case: Case) -> str:
    answer = client.get(reverse("case_assurance", args=[case.reference]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_lists_what_a_submission_needs(case: Case, cast: Cast, client: Client) -> None:
    """Before the first round the page is a task list."""
    client.force_login(cast.coordinator)
    page = read(client, case)
    assert "What a submission needs" in page
    assert "Add the paper." in page
    assert reverse("act", args=[case.reference, Verb.ADD_PAPER.value]) in page


def test_links_no_task_for_those_who_may_not_do_it(case: Case, cast: Cast, client: Client) -> None:
    """The chair sees what is missing; the papers are the coordinator's to add."""
    case_at(cast, case, Stage.DRAFTING)
    client.force_login(cast.independent_chair)
    page = read(client, case)
    assert "Add the paper." in page
    assert reverse("act", args=[case.reference, Verb.ADD_PAPER.value]) not in page


def test_drops_the_list_once_the_report_is_sent(case: Case, cast: Cast, client: Client) -> None:
    """What was complete is no task any more."""
    case_at(cast, case, Stage.SUBMITTED)
    client.force_login(cast.home_office_reader)
    page = read(client, case)
    assert "What a submission needs" not in page
    assert "Round 1" in page


@pytest.mark.parametrize(("part", "is_offered"), [("independent_chair", True), ("panel_member", False)])
def test_shows_each_point_and_who_may_answer_it(
    case: Case, cast: Cast, client: Client, part: str, is_offered: bool
) -> None:
    """Everybody who sees the letter reads its points; the chair gets the way to the answer."""
    case_at(cast, case, Stage.AMENDING)
    client.force_login(getattr(cast, part))
    page = read(client, case)
    assert POINTS[0].text in page
    assert ("Answer point 1" in page) == is_offered


def test_measures_the_home_office_s_time_apart(case: Case, cast: Cast, client: Client) -> None:
    """Thirty days from sending to the letter, in each round and in all."""
    case_at(cast, case, Stage.CSP_SIGNED_OFF)
    complete_papers(cast, case)
    assurance.submit(case=case, by=cast.coordinator, on=TODAY - datetime.timedelta(days=40), **CONFIRMED)
    assurance.record_board(case=case, by=cast.coordinator, board_on=TODAY - datetime.timedelta(days=20))
    assurance.record_qa_letter(
        case=case,
        by=cast.coordinator,
        outcome=QAOutcome.RESUBMIT,
        letter_on=TODAY - datetime.timedelta(days=10),
        points=POINTS,
    )
    client.force_login(cast.coordinator)
    assert "30 days with the Home Office in all." in read(client, case)
    answer_points(cast, case)
    assurance.resubmit(case=case, by=cast.coordinator, on=TODAY - datetime.timedelta(days=4), **CONFIRMED)
    assert "34 days with the Home Office in all." in read(client, case)


def test_counts_no_days_between_dates_known_to_the_month() -> None:
    """What is not known to the day is said to be so, never guessed."""
    row = Submission(round=1, on=PartialDate.parse("2022-09"))
    assert days_with_home_office(row) is None


def test_keeps_the_letter_from_those_who_do_not_see_it(case: Case, cast: Cast, client: Client) -> None:
    """The family's advocate is told by people, not by the letter."""
    case_at(cast, case, Stage.AMENDING)
    client.force_login(cast.family_advocate)
    assert client.get(reverse("case_assurance", args=[case.reference])).status_code == 404


def test_shows_the_copies_with_their_basis(case: Case, cast: Cast, client: Client) -> None:
    """Who was sent one, when, and why."""
    case_at(cast, case, Stage.QA_CLEARED)
    assurance.send_copy(case=case, by=cast.coordinator, recipient=Recipient.DAC, is_anonymised=True)
    client.force_login(cast.coordinator)
    assert "statute s.9(3C)" in read(client, case)
