"""Do the pages of actions by theme count each where it belongs, under the theme of today, and lead to their rows?"""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dhr_cases.models import Action, ActionStatus, Case, Partnership, User
from dhr_cases.models.history import change
from learning.action_themes import EARLIER, NO_THEME, Stand, by_theme, seen_by
from learning.actions.themes import Turn, merge_themes, rename_theme, split_theme
from learning.models import CodingReading, RecommendationTheme, Theme, ThemeSet
from learning.verbs import LearningVerb
from tests.coded import both_read_recommendation, read_recommendation, second_coder, theme_set, themes_in
from tests.conftest import Cast
from tests.following import changed, followed, planned

OK, FOUND, NOT_FOUND = 200, 302, 404
TODAY = timezone.localdate()
MOST_QUERIES = 15
TURN = Turn(datetime.date(2024, 4, 1), "Agreed")


@pytest.fixture
def followed_case(cast: Cast, case: Case) -> Case:
    """A review the Home Office has cleared."""
    return followed(cast, case)


@pytest.fixture
def themes(cast: Cast) -> list[Theme]:
    """Two themes in force."""
    return themes_in(cast, theme_set(cast), "Control", "Sharing")


@pytest.fixture
def actions(cast: Cast, followed_case: Case) -> list[Action]:
    """Three actions of one recommendation: late by ten days, done, verified."""
    rows = planned(cast, followed_case, (cast.police, cast.health, cast.refuge))
    changed(rows[0], target_date=str(TODAY - datetime.timedelta(days=10)))
    changed(rows[1], status=ActionStatus.DONE)
    changed(rows[2], status=ActionStatus.DONE, verified_on=TODAY, verified_by=cast.csp_chair)
    return rows


def page(client: Client, user: User, cast: Cast, name: str, **asked: str | int) -> str:
    """What a page says to a person."""
    client.force_login(user)
    response = client.get(reverse(name, args=(cast.partnership.code,)), asked)
    assert response.status_code == OK
    return re.sub(r"\s+", " ", response.content.decode())


def line(text: str, label: str) -> list[str]:
    """The cells of the line that begins with a label, without their mark-up."""
    (found,) = (row for row in re.findall(r"<tr.*?</tr>", text) if f">{label}</" in row)
    return [re.sub(r"<span.*?</span>|<.*?>", "", cell).strip() for cell in re.findall(r"<td.*?</td>", found)]


def test_counts_recommendations_and_actions_under_their_theme(
    client: Client, cast: Cast, actions: list[Action], themes: list[Theme]
) -> None:
    both_read_recommendation(cast, actions[0].recommendation, themes[:1])

    shown = page(client, cast.csp_chair, cast, "learning_actions")

    assert line(shown, "Control") == ["1", "1", "1", "1", "1", "10 days"]
    assert line(shown, "No theme yet") == ["0", "0", "0", "0", "0", "none"]
    assert ">Sharing</" not in shown
    assert "Nothing of this page is for publication." in shown


def test_leaves_what_only_one_person_read_without_a_theme(
    client: Client, cast: Cast, actions: list[Action], themes: list[Theme]
) -> None:
    read_recommendation(cast, actions[0].recommendation, cast.coordinator, themes)

    shown = page(client, cast.coordinator, cast, "learning_actions")

    assert line(shown, "No theme yet") == ["1", "1", "1", "1", "1", "10 days"]
    assert "Code the recommendations that have no theme yet" in shown
    assert "Code the recommendations" not in page(client, cast.csp_chair, cast, "learning_actions")


def test_counts_under_the_name_of_today(cast: Cast, actions: list[Action], themes: list[Theme]) -> None:
    """What was coded before it was renamed, and then merged with another, is counted once under what it became."""
    both_read_recommendation(cast, actions[0].recommendation, themes)
    renamed = rename_theme(theme=themes[0], by=cast.coordinator, label="Coercion", turn=TURN)
    later = Turn(datetime.date(2025, 4, 1), "Agreed")
    merged = merge_themes(themes=[renamed, themes[1]], by=cast.coordinator, label="Both", turn=later)

    found = by_theme(seen_by(cast.coordinator, cast.partnership, TODAY))

    ((row,),) = (each.rows for each in found.sets)
    assert (row.theme, row.tally.recommendations, row.tally.of(*Stand)) == (merged, 1, len(actions))
    assert (found.earlier.recommendations, found.none.recommendations) == (0, 0)


def test_sets_apart_what_was_coded_before_a_split(
    client: Client, cast: Cast, actions: list[Action], themes: list[Theme]
) -> None:
    """It may belong to either part, so that somebody reads it again."""
    both_read_recommendation(cast, actions[0].recommendation, themes[:1])
    split_theme(theme=themes[0], by=cast.coordinator, labels=("Left", "Right"), turn=TURN)

    shown = page(client, cast.coordinator, cast, "learning_actions")

    assert line(shown, "Under a theme that was split or has ended")[0] == "1"
    assert ">Left</" not in shown
    listed = page(client, cast.coordinator, cast, "theme_actions", theme=EARLIER)
    assert "Run course 1" in listed


def test_counts_a_recommendation_under_each_of_its_themes_and_once_in_all(
    cast: Cast, actions: list[Action], themes: list[Theme]
) -> None:
    both_read_recommendation(cast, actions[0].recommendation, themes)

    found = by_theme(seen_by(cast.coordinator, cast.partnership, TODAY))

    (each,) = found.sets
    assert [row.tally.of(*Stand) for row in each.rows] == [len(actions), len(actions)]
    assert (found.whole, found.with_theme) == (1, 1)


def test_counts_no_theme_that_a_neighbour_sees(cast: Cast, actions: list[Action]) -> None:
    """A review that two partnerships run is coded by each for itself."""
    with change("Test", None):
        neighbour = Partnership.objects.create(code="farshire", name="Farshire CSP")
        far = ThemeSet.objects.create(partnership=neighbour, code="far", label="Far", kind="local")
        theme = Theme.objects.create(theme_set=far, code="far", label="Far", from_on=datetime.date(2020, 4, 1))
    RecommendationTheme.objects.create(recommendation=actions[0].recommendation, theme=theme, is_held=True)

    found = by_theme(seen_by(cast.coordinator, cast.partnership, TODAY))

    assert (found.sets, found.with_theme, found.none.recommendations) == ((), 0, 1)
    assert found.earlier.recommendations == 0


def test_every_figure_leads_to_its_rows(client: Client, cast: Cast, actions: list[Action], themes: list[Theme]) -> None:
    both_read_recommendation(cast, actions[0].recommendation, themes[:1])
    shown = page(client, cast.csp_chair, cast, "learning_actions")
    (address,) = re.findall(rf'href="([^"]*theme={themes[0].pk}&amp;stands=waiting)"', shown)

    rows = client.get(address.replace("&amp;", "&")).content.decode()

    assert "Run course 2" in rows
    assert "Run course 1" not in rows
    assert "<strong>1</strong> action," in rows


@pytest.mark.parametrize(
    ("stands", "courses"), [("open", "1"), ("overdue", "1"), ("waiting", "2"), ("verified", "3"), ("ended", "")]
)
def test_lists_actions_as_they_stand(
    client: Client, cast: Cast, actions: list[Action], stands: str, courses: str
) -> None:
    shown = page(client, cast.coordinator, cast, "theme_actions", theme=NO_THEME, stands=stands)

    assert re.findall(r"Run course (\d)<br>", shown) == list(courses)


def test_passes_over_answers_that_make_no_sense(client: Client, cast: Cast, actions: list[Action]) -> None:
    shown = page(client, cast.coordinator, cast, "theme_actions", theme="moon", stands="blue", page="x")

    assert "<strong>3</strong> actions" in shown


def test_tells_nothing_of_reviews_a_person_may_not_read(
    client: Client, cast: Cast, actions: list[Action], themes: list[Theme]
) -> None:
    """An auditor sees learning, and no recommendation of a review."""
    both_read_recommendation(cast, actions[0].recommendation, themes[:1])

    assert "No recommendation is recorded in a review" in page(client, cast.auditor, cast, "learning_actions")
    assert "No action fits." in page(client, cast.auditor, cast, "theme_actions")


@pytest.mark.parametrize("name", ["learning_actions", "theme_actions", "coding_recommendations"])
def test_asks_as_few_questions_for_many(
    client: Client, cast: Cast, followed_case: Case, themes: list[Theme], name: str
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(name, args=(cast.partnership.code,)), {"show": "all"})
        return len(queries)

    both_read_recommendation(cast, planned(cast, followed_case, (cast.police,))[0].recommendation, themes)
    client.force_login(cast.coordinator)
    asked()
    few = asked()
    for _ in range(5):
        both_read_recommendation(cast, planned(cast, followed_case, (cast.health, None))[0].recommendation, themes[:1])
    assert asked() == few
    assert few <= MOST_QUERIES


def test_is_reached_from_the_board(client: Client, cast: Cast, actions: list[Action]) -> None:
    client.force_login(cast.coordinator)

    shown = client.get(reverse("actions_board")).content.decode()

    assert f'href="{reverse("learning_actions", args=(cast.partnership.code,))}"' in shown


def act(cast: Cast, verb: LearningVerb, row: int) -> str:
    """The address of an act."""
    return reverse("learning_act", args=(cast.partnership.code, verb.value, row))


def test_codes_and_settles_a_recommendation_from_the_page(
    client: Client, cast: Cast, actions: list[Action], themes: list[Theme]
) -> None:
    row, field = actions[0].recommendation, f"set_{themes[0].theme_set_id}"
    read_recommendation(cast, row, second_coder(cast), themes[:1])
    shown = page(client, cast.coordinator, cast, "coding_recommendations")
    assert act(cast, LearningVerb.CODE_RECOMMENDATION, row.pk) in shown
    assert "Train staff" in shown
    assert ": Control" not in shown

    response = client.post(act(cast, LearningVerb.CODE_RECOMMENDATION, row.pk), {field: [themes[1].pk]})

    assert response.status_code == FOUND
    shown = page(client, cast.coordinator, cast, "coding_recommendations", show="differing")
    assert "Robin Second: Control" in shown
    (settle,) = re.findall(r'href="([^"?]*settle_recommendation/\d+/)', shown)
    client.post(settle, {field: [themes[1].pk], "reason": "It asks for sharing."})
    assert CodingReading.objects.filter(is_settled=True).count() == 1
    assert line(page(client, cast.coordinator, cast, "learning_actions"), "Sharing")[0] == "1"


def test_shows_coding_only_to_those_who_code(client: Client, cast: Cast) -> None:
    client.force_login(cast.csp_chair)

    assert client.get(reverse("coding_recommendations", args=(cast.partnership.code,))).status_code == NOT_FOUND


@pytest.mark.parametrize(
    ("late", "told"), [(0, "none"), (1, "1 day"), (2, "2 days"), (999, "999 days"), (1000, "1,000 days")]
)
def test_says_by_how_many_days_the_longest_is_late(
    client: Client, cast: Cast, actions: list[Action], late: int, told: str
) -> None:
    changed(actions[0], target_date=str(TODAY - datetime.timedelta(days=late)))

    assert line(page(client, cast.csp_chair, cast, "learning_actions"), "No theme yet")[-1] == told
