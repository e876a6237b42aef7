"""Do reports and exports tell of the reviews asked for, and of no others?"""

import pytest

from dhr_cases.actions.referral import refer_death
from dhr_cases.models import Case, PublicState, Recommendation, RecommendationKind
from dhr_cases.models.history import change
from governance.exports.reading import library_rows
from governance.papers.reading.actions import kinds_asked_for
from tests.access.world import cast_elsewhere, referral_elsewhere
from tests.conftest import Cast
from tests.public_records import put_record

pytestmark = pytest.mark.django_db


def ask(case: Case, text: str, kind: RecommendationKind) -> None:
    """A recommendation of the review."""
    with change("Test", None):
        Recommendation.objects.create(case=case, position=1, text=text, kind=kind)


def test_counts_what_the_reviews_asked_for_and_no_others(case: Case, other_case: Case) -> None:
    ask(case, "Train", RecommendationKind.TRAINING)
    ask(other_case, "Write a policy", RecommendationKind.POLICY)
    assert [(row.label, row.recommendations) for row in kinds_asked_for([case])] == [("Training", 1)]


def test_gives_the_library_the_published_reviews_of_one_partnership(cast: Cast, case: Case, other_case: Case) -> None:
    far = cast_elsewhere(cast)
    far_case = refer_death(by=far.coordinator, referral=referral_elsewhere(far.partnership))
    put_record(cast.partnership, case=case)
    put_record(cast.partnership, "jo-2021", case=other_case, state=PublicState.WITHHELD)
    put_record(cast.partnership, "gone-2020")
    put_record(far.partnership, "wren-2022", case=far_case)
    assert [row.reference for row in library_rows(cast.partnership)] == ["robin-2019"]
