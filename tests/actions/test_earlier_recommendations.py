"""Are similar recommendations of other reviews told, with what became of them, to those who may see them?"""

import pytest

from dhr_cases.actions.recommendations import (
    Progress,
    RecommendationText,
    record_action,
    record_recommendation,
    update_action,
)
from dhr_cases.earlier_recommendations import said_before, what_became
from dhr_cases.models import ActionStatus, Case, Recommendation
from dhr_cases.said_before import LEAST_LIKENESS
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at

ASKED = "Train officers to recognise coercive control"


@pytest.fixture
def earlier(case: Case, cast: Cast) -> Recommendation:
    """A recommendation of an earlier review, beside one about something else."""
    drafting = case_at(cast, case, Stage.DRAFTING)
    for text in ("Review the policy on pets", "Officers should be trained in recognising coercive control."):
        row = record_recommendation(case=drafting, by=cast.coordinator, printed=RecommendationText(text=text, ref="1"))
    return row


def _act(cast: Cast, recommendation: Recommendation, status: ActionStatus) -> None:
    case = recommendation.case
    action = record_action(case=case, by=cast.coordinator, recommendation=recommendation, text="Do it")
    if status is not ActionStatus.NOT_STARTED:
        progress = Progress(status=status, outcome="Officers ask now.")
        update_action(case=case, by=cast.coordinator, action=action, progress=progress)


def test_tells_a_similar_recommendation_of_another_review(
    earlier: Recommendation, other_case: Case, cast: Cast
) -> None:
    (found,) = said_before(cast.coordinator, ASKED, case=other_case)
    assert (found.recommendation, found.case) == (earlier, earlier.case)
    assert found.likeness >= LEAST_LIKENESS
    assert "coercive" in found.shared
    assert found.became == "No action is recorded"


def test_tells_what_became_of_it(earlier: Recommendation, other_case: Case, cast: Cast) -> None:
    for status in (ActionStatus.DONE, ActionStatus.NOT_STARTED, ActionStatus.DONE):
        _act(cast, earlier, status)
    (found,) = said_before(cast.coordinator, ASKED, case=other_case)
    assert found.became == "1 not started, 2 done" == what_became(earlier)


def test_leaves_out_the_review_itself(earlier: Recommendation, cast: Cast) -> None:
    assert said_before(cast.coordinator, ASKED, case=earlier.case) == ()


@pytest.mark.parametrize("part", ["outsider", "auditor", "family_advocate", "finance_officer"])
def test_tells_nothing_to_who_may_not_see_the_recommendations(
    earlier: Recommendation, other_case: Case, cast: Cast, part: str
) -> None:
    assert earlier.pk
    assert said_before(cast.people()[part], ASKED, case=other_case) == ()


@pytest.mark.parametrize("text", ["", " \n", "The partnership should", "Buy telescopes"])
def test_tells_nothing_for_words_that_say_nothing_alike(
    earlier: Recommendation, other_case: Case, cast: Cast, text: str
) -> None:
    assert earlier.pk
    assert said_before(cast.coordinator, text, case=other_case) == ()
