"""Beside a recommendation stand those of other reviews that say nearly the same, and what became of them."""

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.actions.recommendations import RecommendationText, record_action, record_recommendation
from dhr_cases.models import Case, Recommendation, User
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.standing import stand_at

pytestmark = pytest.mark.both_databases

TEXT = "Police officers receive yearly training on coercive control."


def recommended(case: Case, by: User, text: str = TEXT, ref: str = "R1") -> Recommendation:
    return record_recommendation(case=case, by=by, printed=RecommendationText(text=text, ref=ref))


@pytest.fixture
def earlier(case: Case, other_case: Case, cast: Cast) -> Recommendation:
    """What the other review of the partnership recommended, with an action."""
    for each in (case, other_case):
        stand_at(each, Stage.MONITORING)
    row = recommended(
        other_case, cast.coordinator, "Officers of the police are trained yearly in coercive control.", "7"
    )
    record_action(case=other_case, by=cast.coordinator, recommendation=row, text="Book the trainer.")
    return row


def read(client: Client, by: User, row: Recommendation, status: int = 200) -> str:
    client.force_login(by)
    here = reverse("recommendation_before", args=[row.case.reference, row.pk])
    answer = client.get(here)
    assert answer.status_code == status
    return answer.content.decode()


def test_shows_what_was_said_before_and_what_became_of_it(
    case: Case, cast: Cast, client: Client, earlier: Recommendation
) -> None:
    page = read(client, cast.coordinator, recommended(case, cast.coordinator))

    assert earlier.text in page
    assert earlier.case.reference in page
    assert "1 not started" in page


def test_shows_no_review_the_person_does_not_see(
    case: Case, cast: Cast, client: Client, earlier: Recommendation
) -> None:
    """The panel member sits on one of the two reviews only."""
    page = read(client, cast.panel_member, recommended(case, cast.coordinator))

    assert "No other review you may see says nearly the same" in page
    assert earlier.case.reference not in page


def test_says_that_nothing_was_said_before(case: Case, cast: Cast, client: Client, earlier: Recommendation) -> None:
    page = read(client, cast.coordinator, recommended(case, cast.coordinator, "Gritting lorries are painted yellow."))

    assert "says nearly the same" in page
    assert earlier.text not in page


def test_asks_whether_it_is_ready_to_be_acted_on(case: Case, cast: Cast, client: Client) -> None:
    stand_at(case, Stage.MONITORING)
    page = read(client, cast.coordinator, recommended(case, cast.coordinator))

    assert page.count("Look again") == len(["Specific", "Measurable", "Achievable", "Relevant", "Dated"])


def test_is_not_there_for_another_case(case: Case, cast: Cast, client: Client, earlier: Recommendation) -> None:
    client.force_login(cast.coordinator)

    assert client.get(reverse("recommendation_before", args=[case.reference, earlier.pk])).status_code == 404


def test_is_reached_from_the_recommendations(case: Case, cast: Cast, client: Client) -> None:
    stand_at(case, Stage.MONITORING)
    row = recommended(case, cast.coordinator)
    client.force_login(cast.coordinator)
    page = client.get(reverse("case_recommendations", args=[case.reference])).content.decode()

    assert reverse("recommendation_before", args=[case.reference, row.pk]) in page
