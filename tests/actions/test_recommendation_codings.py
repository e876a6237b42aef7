"""Do two people code recommendations without seeing each other's codes, and what then holds?"""

import datetime

import pytest

from dhr_cases.actions.memberships import join_team
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import Case, Partnership, Recommendation, User
from dhr_cases.models.history import change
from dhr_cases.roles import Role
from learning.actions.recommendation_codings import code_recommendation, settle_recommendation
from learning.actions.themes import Turn, end_theme
from learning.coding_rows import agreement_rows, recommendation_rows
from learning.models import CodedItem, CodingReading, LearningEvent, RecommendationTheme, Theme
from learning.recommendation_rows import Waiting, recommendations_seen, waiting
from learning.theme_figures import counted
from learning.theme_rows import standing_of
from learning.verbs import LearningVerb
from tests.coded import both_read_recommendation, read_recommendation, second_coder, theme_set, themes_in
from tests.conftest import Cast
from tests.following import changed, followed, planned


@pytest.fixture
def themes(cast: Cast) -> list[Theme]:
    """Two themes in force."""
    return themes_in(cast, theme_set(cast), "Control", "Sharing")


@pytest.fixture
def row(cast: Cast, case: Case) -> Recommendation:
    """A recommendation with an action, of a review the Home Office has cleared."""
    return planned(cast, followed(cast, case), (cast.police,))[0].recommendation


def kept() -> dict[str, bool]:
    """The themes kept beside recommendations, and whether each holds."""
    return dict(RecommendationTheme.objects.values_list("theme__label", "is_held"))


def test_records_who_saw_which_themes_and_when(cast: Cast, row: Recommendation, themes: list[Theme]) -> None:
    reading = read_recommendation(cast, row, cast.coordinator, themes)

    item = CodedItem.objects.get()
    assert (item.recommendation, item.record, item.text) == (row, None, "Train staff")
    assert [code.theme for code in reading.codes.order_by("pk")] == themes
    event = LearningEvent.objects.get(kind=LearningVerb.CODE_RECOMMENDATION)
    assert (event.by, event.detail) == (
        cast.coordinator,
        {"review": row.case.reference, "recommendation": row.position},
    )


def test_keeps_no_theme_that_only_one_person_has_read(cast: Cast, row: Recommendation, themes: list[Theme]) -> None:
    read_recommendation(cast, row, cast.coordinator, themes)

    assert kept() == {}


def test_keeps_what_both_see_and_what_is_to_be_settled(cast: Cast, row: Recommendation, themes: list[Theme]) -> None:
    read_recommendation(cast, row, cast.coordinator, themes)
    read_recommendation(cast, row, second_coder(cast), themes[:1])

    assert kept() == {"Control": True, "Sharing": False}


def test_keeps_what_was_settled_and_nothing_else(cast: Cast, row: Recommendation, themes: list[Theme]) -> None:
    read_recommendation(cast, row, cast.coordinator, themes[:1])
    item = read_recommendation(cast, row, second_coder(cast), themes[1:]).item

    settle_recommendation(item=item, by=cast.coordinator, themes=themes[1:], reason="It asks for sharing.")

    assert kept() == {"Sharing": True}
    assert standing_of(item).holding == {themes[1].pk}


def test_follows_a_second_opinion_and_keeps_the_first(cast: Cast, row: Recommendation, themes: list[Theme]) -> None:
    both_read_recommendation(cast, row, themes[:1])

    read_recommendation(cast, row, cast.coordinator, themes, reason="It asks for both.")

    assert kept() == {"Control": True, "Sharing": False}
    assert CodingReading.objects.count() == 3


@pytest.mark.parametrize(("again", "reason", "sentence"), [(1, "", "Say why"), (0, "Again", "Nothing changes")])
def test_refuses_a_second_reading_that_says_nothing(
    cast: Cast, row: Recommendation, themes: list[Theme], again: int, reason: str, sentence: str
) -> None:
    read_recommendation(cast, row, cast.coordinator, themes[:1])

    with pytest.raises(Incomplete, match=sentence):
        read_recommendation(cast, row, cast.coordinator, themes[again : again + 1], reason)


def test_refuses_to_settle_what_is_agreed(cast: Cast, row: Recommendation, themes: list[Theme]) -> None:
    item = both_read_recommendation(cast, row, themes)

    with pytest.raises(NotNow, match="see different themes"):
        settle_recommendation(item=item, by=cast.coordinator, themes=themes[:1], reason="No")
    assert kept() == {"Control": True, "Sharing": True}


def test_refuses_a_theme_that_is_not_in_force(cast: Cast, row: Recommendation, themes: list[Theme]) -> None:
    end_theme(theme=themes[0], by=cast.coordinator, turn=Turn(datetime.date(2024, 4, 1), "Over"))

    with pytest.raises(Incomplete, match="is not in force"):
        read_recommendation(cast, row, cast.coordinator, themes[:1])
    assert not CodedItem.objects.exists()


def test_refuses_what_is_said_of_a_review_as_a_whole(cast: Cast, row: Recommendation) -> None:
    exclusive = theme_set(cast, "Place")
    changed(exclusive, is_exclusive=True)
    (value,) = themes_in(cast, exclusive, "At home")

    with pytest.raises(Incomplete, match="“At home” is said of a review as a whole"):
        read_recommendation(cast, row, cast.coordinator, [value])
    assert not CodedItem.objects.exists()


def test_is_closed_to_who_only_sees_learning(cast: Cast, row: Recommendation, themes: list[Theme]) -> None:
    with pytest.raises(NotPermitted):
        read_recommendation(cast, row, cast.csp_chair, themes)


def test_is_closed_to_a_coordinator_of_another_partnership(cast: Cast, row: Recommendation) -> None:
    with change("Test", None):
        partnership = Partnership.objects.create(code="farshire", name="Farshire CSP")
        user = User.objects.create_user("far.coder@example.test", full_name="Far Coder")
    join_team(by=None, to=user, partnership=partnership, role=Role.COORDINATOR)

    with pytest.raises(NotPermitted, match="do not read the recommendations"):
        code_recommendation(recommendation=row, partnership=partnership, by=user, themes=())
    assert not CodedItem.objects.exists()


def test_lists_what_each_still_has_to_read(cast: Cast, row: Recommendation, themes: list[Theme]) -> None:
    second = second_coder(cast)
    read_recommendation(cast, row, cast.coordinator, themes[:1])
    seen = recommendations_seen(cast.coordinator, cast.partnership)

    def listed(user: User, which: Waiting) -> list[Recommendation]:
        return list(waiting(seen, cast.partnership, user, which))

    assert listed(cast.coordinator, Waiting.MINE) == []
    assert listed(second, Waiting.MINE) == [row]
    read_recommendation(cast, row, second)
    assert listed(cast.auditor, Waiting.MINE) == []
    assert listed(cast.coordinator, Waiting.DIFFERING) == [row]
    assert listed(cast.coordinator, Waiting.ALL) == [row]


def test_shows_the_other_reading_only_after_the_own(cast: Cast, row: Recommendation, themes: list[Theme]) -> None:
    read_recommendation(cast, row, second_coder(cast), themes[:1])

    (before,) = recommendation_rows([row], cast.partnership, cast.coordinator)
    read_recommendation(cast, row, cast.coordinator)
    (after,) = recommendation_rows([row], cast.partnership, cast.coordinator)

    assert (before.readings, before.may_be_settled) == ((), False)
    assert [reading.themes for reading in after.readings] == [("Control",), ()]
    assert after.may_be_settled


def test_counts_towards_agreement_and_not_towards_published_figures(
    cast: Cast, row: Recommendation, themes: list[Theme]
) -> None:
    both_read_recommendation(cast, row, themes[:1])

    assert [line.agreement.base for line in agreement_rows(cast.partnership)] == [1]
    assert dict(counted(cast.partnership).held) == {}
