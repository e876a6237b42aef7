"""What do the pages of themes say of a theme to come, in force, ending, ended, renamed, merged and split?"""

import datetime

import pytest

from dhr_cases.deadlines import long_date
from dhr_cases.models import Partnership, User
from dhr_cases.models.history import change
from learning.actions.themes import (
    Turn,
    add_theme,
    end_theme,
    merge_themes,
    rename_theme,
    split_theme,
    take_over_themes,
)
from learning.models import LearningEvent, Theme, ThemeChange, ThemeSet
from learning.theme_figures import NOT_TOLD
from learning.themes.reading import SetKind
from learning.verbs import LearningVerb
from tests.actions.test_theme_figures import put_up
from tests.by_form import boxes
from tests.coded import SINCE, theme_set, themes_in
from tests.conftest import Cast
from tests.events import day_in
from tests.learning_pages import act_page, page, sent

pytestmark = pytest.mark.django_db

V = LearningVerb
TURN = Turn(datetime.date(2024, 4, 1), "Agreed", datetime.date(2024, 3, 1))


def facts(user: User, theme: Theme) -> dict[str, str]:
    """What its page says of a theme."""
    return page(user, theme.theme_set.partnership, "theme", theme.pk).facts


@pytest.mark.parametrize(
    ("begins", "ends", "stands"),
    [
        (1, None, "Nothing yet"),
        (1, 5, "Nothing yet"),
        (0, None, "Itself"),
        (0, 1, "Itself"),
        (-9, 0, "Nothing"),
        (-9, -1, "Nothing"),
    ],
)
def test_stands_as_nothing_before_its_first_day(cast: Cast, begins: int, ends: int | None, stands: str) -> None:
    (theme,) = themes_in(cast, theme_set(cast, "Local"), "Control", from_on=day_in(begins))
    if ends is not None:
        end_theme(theme=theme, by=cast.coordinator, turn=Turn(day_in(ends), "Over"))
    assert facts(cast.auditor, theme) == {
        "Set": "Local",
        "In force from": long_date(day_in(begins)),
        "Until": "Still in force" if ends is None else long_date(day_in(ends - 1)),
        "Was before": "Nothing else",
        "Stands today as": stands,
    }


def test_says_what_became_of_themes_that_were_merged_and_split(cast: Cast) -> None:
    held_by = theme_set(cast)
    violent, stolen, whole = themes_in(cast, held_by, "Violent", "Acquisitive", "Safety")
    serious = merge_themes(themes=[violent, stolen], by=cast.coordinator, label="Serious", turn=TURN)
    road, home = split_theme(theme=whole, by=cast.coordinator, labels=["Road", "Home"], turn=TURN)
    later = rename_theme(theme=serious, by=cast.coordinator, label="Grave", turn=Turn(datetime.date(2025, 4, 1), "So"))
    told = {theme.label: facts(cast.csp_chair, theme) for theme in (violent, stolen, serious, later, whole, road, home)}
    assert {label: (row["Was before"], row["Stands today as"]) for label, row in told.items()} == {
        "Violent": ("Nothing else", "Grave"),
        "Acquisitive": ("Nothing else", "Grave"),
        "Serious": ("Violent, Acquisitive", "Grave"),
        "Grave": ("Serious, Violent, Acquisitive", "Itself"),
        "Safety": ("Nothing else", "Road, Home"),
        "Road": ("Safety", "Itself"),
        "Home": ("Safety", "Itself"),
    }
    assert (told["Violent"]["Until"], told["Serious"]["Until"]) == ("31 March 2024", "31 March 2025")


def test_is_itself_until_the_day_on_which_it_gives_way(cast: Cast) -> None:
    (theme,) = themes_in(cast, theme_set(cast), "Sharing")
    new = rename_theme(theme=theme, by=cast.coordinator, label="Sharing early", turn=Turn(day_in(1), "Clearer"))
    assert facts(cast.auditor, theme)["Stands today as"] == "Itself"
    assert facts(cast.auditor, new)["Stands today as"] == "Nothing yet"
    assert facts(cast.auditor, new)["Was before"] == "Sharing"


def test_shows_each_set_with_its_kind_its_source_and_what_happened(cast: Cast) -> None:
    held_by = theme_set(cast, "Our priorities", SetKind.PRIORITY)
    with change("Test", None):
        held_by.source = "Agreement of 2024 [V], D1"
        held_by.save()
    one, two, three = themes_in(cast, held_by, "One", "Two", "Three")
    merge_themes(themes=[one, two], by=cast.coordinator, label="Both", turn=TURN)
    split_theme(theme=three, by=cast.coordinator, labels=["Left", "Right"], turn=Turn(TURN.on, "Agreed"))
    shown = page(cast.csp_chair, cast.partnership, "learning_themes", year="2023/24")
    assert "Priorities. Source: Agreement of 2024, D1." in shown
    assert "In force on 1 April 2023." in shown
    assert shown.heads["Themes in force"] == ["Theme", "In force from", "Until"]
    assert shown.tables["Themes in force"] == [
        ["One", "1 April 2020", "31 March 2024"],
        ["Two", "1 April 2020", "31 March 2024"],
        ["Three", "1 April 2020", "31 March 2024"],
    ]
    assert shown.heads["What happened to them"] == ["What happened", "On", "Proposed on", "From", "To"]
    assert shown.tables["What happened to them"] == [
        ["Merged into one", "1 April 2024", "1 March 2024", "One, Two", "Both"],
        ["Split", "1 April 2024", "not stated", "Three", "Left, Right"],
    ]
    now = page(cast.csp_chair, cast.partnership, "learning_themes", year="2024/25")
    assert [row[0] for row in now.tables["Themes in force"]] == ["Both", "Left", "Right"]
    assert {row[2] for row in now.tables["Themes in force"]} == {"still in force"}


def test_says_so_where_there_is_nothing_to_show(cast: Cast) -> None:
    assert "The partnership has no themes yet." in page(cast.auditor, cast.partnership, "learning_themes")
    theme_set(cast)
    shown = page(cast.auditor, cast.partnership, "learning_themes")
    assert "No theme of this set was in force on this day." in shown
    assert "What happened to them" not in shown.tables
    assert "Local themes. Source" not in shown


def test_leads_to_coding_only_those_who_code(cast: Cast) -> None:
    theme_set(cast)
    reads = ["In how many reviews", "Recommendations and actions by theme", "Search published reviews"]
    codes = [*reads, "Code published reviews", "Code recommendations", "How far coders agree"]
    for person, wanted in ((cast.coordinator, codes), (cast.csp_chair, reads), (cast.auditor, reads)):
        shown = page(person, cast.partnership, "learning_themes")
        assert [label for label in shown.links if label in codes] == wanted
        assert ("Add a theme to Local themes" in shown.links) is (person == cast.coordinator)
        offers = {"Take over a list of themes", "Add a set of themes"} & {*shown.links, *shown.buttons}
        assert len(offers) == (2 if person == cast.coordinator else 0)


def test_offers_turns_of_a_theme_only_while_no_end_is_known(cast: Cast) -> None:
    turns = {"Rename the theme", "Merge themes into one", "Split the theme", "End the theme"}
    held_by = theme_set(cast)
    lasting, ending, to_come = (*themes_in(cast, held_by, "A", "B"), *themes_in(cast, held_by, "C", from_on=day_in(9)))
    end_theme(theme=ending, by=cast.coordinator, turn=Turn(day_in(9), "Over"))
    for theme, offered in ((lasting, turns), (ending, set[str]()), (to_come, turns)):
        shown = page(cast.coordinator, cast.partnership, "theme", theme.pk)
        assert turns & {*shown.links, *shown.buttons} == offered
    assert not turns & set(page(cast.csp_chair, cast.partnership, "theme", lasting.pk).links)


def test_pairs_two_different_themes(cast: Cast) -> None:
    one, two = themes_in(cast, theme_set(cast), "Control", "Stalking")
    put_up(cast, 15)
    asked = {"first": str(one.pk), "second": str(one.pk)}
    shown = page(cast.auditor, cast.partnership, "theme_figures", **asked)
    assert shown.faults == ["Choose another theme than the first."]
    assert "Control and Control" not in shown
    told = page(cast.auditor, cast.partnership, "theme_figures", **{**asked, "second": str(two.pk)})
    assert "Control and Stalking: fewer than 5." in told
    assert told.tables["Local themes"] == [["Control", "fewer than 5"], ["Stalking", "fewer than 5"]]
    assert page(cast.auditor, cast.partnership, "theme_figures", first=str(one.pk)).faults != []


@pytest.mark.parametrize("count", [14, 15])
def test_tells_the_first_figures_of_fifteen_reviews(cast: Cast, count: int) -> None:
    themes_in(cast, theme_set(cast), "Control")
    put_up(cast, count)
    shown = page(cast.auditor, cast.partnership, "theme_figures")
    is_told = count == 15
    assert ("Nothing is told yet: too few reviews are on the register." in shown) is not is_told
    assert ("The first figures come with 15 reviews." in shown) is not is_told
    assert (shown.tables == {"Local themes": [["Control", "fewer than 5"]]}) is is_told
    assert NOT_TOLD not in shown.words


def test_counts_no_review_of_another_partnership(cast: Cast) -> None:
    with change("Test", None):
        far = Partnership.objects.create(code="farshire", name="Farshire CSP")
    themes_in(cast, theme_set(cast), "Control")
    records = put_up(cast, 15)
    with change("Test", None):
        records[0].partnership = far
        records[0].save()
    assert page(cast.auditor, cast.partnership, "theme_figures").tables == {}


TOO_LONG = "x" * 161
WRONG_PARTS = [
    ("One", "Name two or more parts, one a line."),
    ("One\nOne", "Name two or more parts, one a line."),
    ("One\none", "“one” is in force already."),
    (f"One\n{TOO_LONG}", "The name of each part must be 160 characters or fewer."),
    ("One\nControl", "“Control” is in force already."),
]


@pytest.mark.parametrize(("labels", "sentence"), WRONG_PARTS)
def test_splits_into_parts_of_different_names_that_fit(cast: Cast, labels: str, sentence: str) -> None:
    held_by = theme_set(cast)
    whole, _other = themes_in(cast, held_by, "Safety", "Control")
    answers = {"labels": labels, "reason": "Agreed", **boxes("on", TURN.on)}
    shown = sent(cast.coordinator, cast.partnership, V.SPLIT_THEME, answers, whole)
    assert shown.faults == [sentence]
    assert shown.values["labels"].splitlines() == labels.splitlines()
    assert Theme.objects.filter(to_on=None).count() == 2
    assert not ThemeChange.objects.exists()
    assert not LearningEvent.objects.filter(kind=V.SPLIT_THEME).exists()


def test_renames_to_another_name_and_says_where_the_reason_is_kept(cast: Cast) -> None:
    (theme,) = themes_in(cast, theme_set(cast), "control")
    opened = act_page(cast.coordinator, cast.partnership, V.RENAME_THEME, theme)
    assert "Kept in the history of learning with your name." in opened
    assert "What was coded keeps the name it was coded under, and is found under the new one as well." in opened
    assert opened.labels[0] == "New name"
    answers = {"label": "control", "reason": "Clearer", **boxes("on", TURN.on)}
    assert sent(cast.coordinator, cast.partnership, V.RENAME_THEME, answers, theme).faults == [
        "It is called “control” already."
    ]
    theme.refresh_from_db()
    assert theme.to_on is None
    done = sent(cast.coordinator, cast.partnership, V.RENAME_THEME, {**answers, "label": "Control"}, theme)
    assert done.faults == []
    assert list(Theme.objects.order_by("pk").values_list("label", "to_on")) == [("control", TURN.on), ("Control", None)]


@pytest.mark.parametrize(("begins", "is_taken"), [(-1, True), (9, True), (10, False), (11, False)])
def test_has_no_two_themes_of_one_name_in_force_together(cast: Cast, begins: int, *, is_taken: bool) -> None:
    """The first ends on the tenth day from now: a second of its name may begin then."""
    held_by = theme_set(cast)
    (first,) = themes_in(cast, held_by, "Crime")
    end_theme(theme=first, by=cast.coordinator, turn=Turn(day_in(10), "Over"))
    answers = {"label": "CRIME", **boxes("from_on", day_in(begins))}
    shown = sent(cast.coordinator, cast.partnership, V.ADD_THEME, answers, held_by)
    assert shown.faults == (["“CRIME” is in force already."] if is_taken else [])
    assert Theme.objects.count() == (1 if is_taken else 2)


def test_ends_a_theme_after_it_began_and_once(cast: Cast) -> None:
    (theme,) = themes_in(cast, theme_set(cast), "Crime")
    early = {"reason": "Over", **boxes("on", SINCE)}
    assert sent(cast.coordinator, cast.partnership, V.END_THEME, early, theme).faults == [
        "“Crime” came into force on or after that day."
    ]
    next_day = {"reason": "Over", **boxes("on", SINCE + datetime.timedelta(days=1))}
    assert sent(cast.coordinator, cast.partnership, V.END_THEME, next_day, theme).faults == []
    event = LearningEvent.objects.get(kind=V.END_THEME)
    assert (event.reason, event.detail, event.by) == ("Over", {"theme": "Crime"}, cast.coordinator)
    theme.refresh_from_db()
    assert theme.last_on == SINCE


@pytest.mark.parametrize("name", ["library", "local_learning", "kent_and_medway"])
def test_takes_a_list_over_once_and_leaves_what_is_there_as_it_is(cast: Cast, name: str) -> None:
    take_over_themes(partnership=cast.partnership, by=cast.coordinator, name=name)
    before = set(Theme.objects.values_list("pk", "label", "from_on", "to_on"))
    assert before
    shown = sent(cast.coordinator, cast.partnership, V.TAKE_OVER_THEMES, {"name": name})
    assert shown.faults == ["The partnership has these themes already."]
    assert set(Theme.objects.values_list("pk", "label", "from_on", "to_on")) == before


def test_takes_over_only_the_sets_that_are_missing(cast: Cast) -> None:
    (first, *others) = take_over_themes(partnership=cast.partnership, by=cast.coordinator, name="kent_and_medway")
    with change("Test", None):
        far = Partnership.objects.create(code="farshire", name="Farshire CSP")
        first.partnership = far
        first.save()
    (again,) = take_over_themes(partnership=cast.partnership, by=cast.coordinator, name="kent_and_medway")
    assert (again.code, again.partnership) == (first.code, cast.partnership)
    assert ThemeSet.objects.filter(partnership=cast.partnership).count() == len(others) + 1


def test_refuses_a_second_set_of_a_name_and_one_without_letters(cast: Cast) -> None:
    theme_set(cast, "Local themes")
    sentence = "There is a set of this name. Choose another name."
    for label in ("Local Themes", "local-themes", "!!!"):
        shown = sent(cast.coordinator, cast.partnership, V.ADD_THEME_SET, {"label": label, "kind": "local"})
        assert shown.faults == [sentence]
    assert ThemeSet.objects.count() == 1
    add_theme(theme_set=ThemeSet.objects.get(), by=cast.coordinator, label="!!!", from_on=SINCE)
    assert Theme.objects.get().code == "theme"
