"""The briefing page: who opens it, what it tells, and that it stands beside the form of the decision."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dhr_cases.actions import decision
from dhr_cases.models import Case, Outcome
from dhr_cases.models.requests import Known
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at
from tests.steps_decision import prepare_decision

LIMBS_SHOWN = "They were personally connected"


def read(client: Client, case: Case) -> str:
    """The words of the briefing page."""
    answer = client.get(reverse("case_decision", args=[case.reference]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_says_what_is_not_recorded_yet(case: Case, cast: Cast, client: Client) -> None:
    """An empty briefing is no empty page."""
    client.force_login(cast.coordinator)
    page = read(client, case)
    assert "No decision is recorded yet" in page
    assert "The facts are not recorded yet" in page


def test_shows_returns_tests_views_and_the_decision(case: Case, cast: Cast, client: Client) -> None:
    """All of it on one page."""
    case_at(cast, case, Stage.SCOPING)
    decision.record_scoping_return(
        case=case, by=cast.coordinator, organisation=cast.health, known=Known.YES, contact_summary="Seen twice."
    )
    decision.consult_partner(
        case=case,
        by=cast.coordinator,
        organisation=cast.refuge,
        view=Outcome.NO_REVIEW,
        is_dissent=True,
        reasons="Another review covers it.",
    )
    prepare_decision(cast, case)
    decision.decide(
        case=case, by=cast.csp_chair, ruling=decision.Ruling(Outcome.REVIEW, "Much to learn.", dissent="One partner.")
    )
    decision.tell_home_office(case=case, by=cast.coordinator, reference="HO/77")
    client.force_login(cast.csp_chair)
    page = read(client, case)
    for words in ("Seen twice.", LIMBS_SHOWN, "One partner dissents.", "Much to learn.", "HO/77"):
        assert words in page


@pytest.mark.parametrize("part", ["panel_member", "agency_author", "family_advocate", "outsider"])
def test_is_not_there_for_others(case: Case, cast: Cast, client: Client, part: str) -> None:
    """What is not theirs does not exist."""
    client.force_login(cast.people()[part])
    assert client.get(reverse("case_decision", args=[case.reference])).status_code == 404


def test_stands_beside_the_form_of_the_decision(case: Case, cast: Cast, client: Client) -> None:
    """The chair reads and decides on one page."""
    case_at(cast, case, Stage.SCOPING)
    prepare_decision(cast, case)
    client.force_login(cast.csp_chair)
    answer = client.get(reverse("act", args=[case.reference, "decide"]), follow=True)
    page = answer.content.decode()
    assert LIMBS_SHOWN in page
    assert "What do you decide?" in page


def test_offers_the_acts_of_the_stage(case: Case, cast: Cast, client: Client) -> None:
    """The coordinator is not offered to decide."""
    case_at(cast, case, Stage.SCOPING)
    client.force_login(cast.coordinator)
    page = read(client, case)
    assert "/do/record_criteria/" in page
    assert "/do/decide/" not in page


def test_asks_the_same_number_of_questions_however_much_is_recorded(
    case: Case, other_case: Case, cast: Cast, client: Client
) -> None:
    """Rows cost no further query."""
    case_at(cast, case, Stage.SCOPING)
    client.force_login(cast.coordinator)
    few = _queries(client, other_case)
    for body in (cast.police, cast.health, cast.refuge):
        decision.record_scoping_return(case=case, by=cast.coordinator, organisation=body, known=Known.NO)
        decision.consult_partner(case=case, by=cast.coordinator, organisation=body, view=Outcome.REVIEW)
    assert _queries(client, case) == few


def _queries(client: Client, case: Case) -> int:
    read(client, case)
    with CaptureQueriesContext(connection) as asked:
        read(client, case)
    return len(asked)
