"""Do the pages about themes, coding and search say what a person needs, in words, and no more?"""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dhr_cases.deadlines import long_date
from dhr_cases.models import User
from dhr_cases.models.history import change
from learning.actions.themes import Turn, end_theme, rename_theme, take_over_themes
from learning.models import CodingReading, Theme, ThemeSet
from learning.verbs import LearningVerb
from tests.actions.test_theme_figures import hold, put_up
from tests.coded import both_read, passage, published, read, second_coder, theme_set, themes_in
from tests.conftest import Cast
from tests.events import day_in

pytestmark = pytest.mark.both_databases

OK, FOUND, NOT_FOUND, UNPROCESSABLE = 200, 302, 404, 422


def page(client: Client, user: User, cast: Cast, name: str, *more: object, **asked: str) -> str:
    """What a page says to a person."""
    client.force_login(user)
    response = client.get(reverse(name, args=(cast.partnership.code, *more)), asked)
    assert response.status_code == OK
    return response.content.decode()


def act(cast: Cast, verb: LearningVerb, row: int | None = None) -> str:
    """The address of an act."""
    about = () if row is None else (row,)
    return reverse("learning_act", args=(cast.partnership.code, verb.value, *about))


def test_shows_the_priorities_of_a_year_and_the_renamed_theme(client: Client, cast: Cast) -> None:
    take_over_themes(partnership=cast.partnership, by=cast.coordinator, name="kent_and_medway")

    shown = page(client, cast.csp_chair, cast, "learning_themes", year="2018/19")

    assert "In force on 1 April 2018." in shown
    assert "Serious and Organised Crime" in shown
    assert "Response and Recovery from the COVID-19 pandemic" in shown
    assert "24 March 2022" in shown
    assert ">Violence Against Women and Girls</a>" not in shown


def test_says_what_is_no_year(client: Client, cast: Cast) -> None:
    assert "is not a financial year such as 2022/23" in page(
        client, cast.coordinator, cast, "learning_themes", year="2022"
    )


def test_offers_acts_to_those_who_manage_and_to_nobody_else(client: Client, cast: Cast) -> None:
    theme_set(cast)

    assert "Add a theme" in page(client, cast.coordinator, cast, "learning_themes")
    assert "Add a theme" not in page(client, cast.csp_chair, cast, "learning_themes")


def test_takes_a_list_over_from_the_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)

    response = client.post(act(cast, LearningVerb.TAKE_OVER_THEMES), {"name": "local_learning"})

    assert response.status_code == FOUND
    assert ThemeSet.objects.get().label == "Local themes of learning"


def test_renames_a_theme_from_the_page(client: Client, cast: Cast) -> None:
    (theme,) = themes_in(cast, theme_set(cast), "Sharing")
    client.force_login(cast.coordinator)
    answers = {"label": "Sharing early", "on_day": "1", "on_month": "4", "on_year": "2025", "reason": "Agreed"}

    response = client.post(act(cast, LearningVerb.RENAME_THEME, theme.pk), answers)

    assert response.status_code == FOUND
    shown = page(client, cast.coordinator, cast, "theme", theme.pk)
    assert "Sharing early" in shown


def test_merges_and_splits_from_the_page(client: Client, cast: Cast) -> None:
    one, two = themes_in(cast, theme_set(cast), "One", "Two")
    client.force_login(cast.coordinator)
    day = {"on_day": "1", "on_month": "4", "on_year": "2025", "reason": "Agreed"}

    client.post(act(cast, LearningVerb.MERGE_THEMES, one.pk), {"others": [two.pk], "label": "Both", **day})
    both = Theme.objects.get(label="Both")
    later = {**day, "on_year": "2026"}
    client.post(act(cast, LearningVerb.SPLIT_THEME, both.pk), {"labels": "Left\nRight\n", **later})

    assert set(Theme.objects.filter(to_on=None).values_list("label", flat=True)) == {"Left", "Right"}


def test_shows_figures_in_bands_and_never_a_small_number(client: Client, cast: Cast) -> None:
    themes_in(cast, theme_set(cast), "Control")

    shown = page(client, cast.auditor, cast, "theme_figures")

    assert "too few reviews are on the register" in shown
    assert "The first figures come with 15 reviews." in shown


def test_codes_a_paragraph_from_the_page(client: Client, cast: Cast) -> None:
    held_by = theme_set(cast)
    (theme,) = themes_in(cast, held_by, "Control")
    record = published(cast, cast.partnership)
    client.force_login(cast.coordinator)
    address = act(cast, LearningVerb.CODE_PARAGRAPH, passage(record).pk)

    assert "Ask about control." in client.get(address).content.decode()
    response = client.post(address, {"kind": "lesson", f"set_{held_by.pk}": [theme.pk]})

    assert response.status_code == FOUND
    assert [code.theme for code in CodingReading.objects.get().codes.all()] == [theme]


def test_shows_each_paragraph_with_what_may_be_seen(client: Client, cast: Cast) -> None:
    (theme,) = themes_in(cast, theme_set(cast), "Control")
    record = published(cast, cast.partnership)
    read(passage(record), second_coder(cast), [theme])

    before = page(client, cast.coordinator, cast, "coding_review", record.slug)
    read(passage(record), cast.coordinator)
    after = page(client, cast.coordinator, cast, "coding_review", record.slug)

    assert ": Control" not in before
    assert "Robin Second: Control" in after
    assert "Settle the difference" in after


def test_settles_a_difference_from_the_page(client: Client, cast: Cast) -> None:
    held_by = theme_set(cast)
    (theme,) = themes_in(cast, held_by, "Control")
    record = published(cast, cast.partnership)
    read(passage(record), second_coder(cast), [theme])
    item = read(passage(record), cast.coordinator).item
    client.force_login(cast.coordinator)

    response = client.post(
        act(cast, LearningVerb.SETTLE_PARAGRAPH, item.pk), {f"set_{held_by.pk}": [theme.pk], "reason": "It is there."}
    )

    assert response.status_code == FOUND
    assert CodingReading.objects.filter(is_settled=True).exists()


def test_says_when_a_base_is_too_small(client: Client, cast: Cast) -> None:
    (theme,) = themes_in(cast, theme_set(cast), "Control")
    both_read(cast, passage(published(cast, cast.partnership)), [theme])

    assert "Not told: fewer than 20 items" in page(client, cast.coordinator, cast, "theme_agreement")


@pytest.mark.parametrize("name", ["coding", "theme_agreement"])
def test_shows_coding_only_to_those_who_code(client: Client, cast: Cast, name: str) -> None:
    client.force_login(cast.csp_chair)

    assert client.get(reverse(name, args=(cast.partnership.code,))).status_code == NOT_FOUND


def test_answers_with_the_paragraph_and_the_way_to_it(client: Client, cast: Cast) -> None:
    published(cast, cast.partnership)

    shown = page(client, cast.csp_chair, cast, "learning_search", q="How is control asked about?")

    assert "Ask about control." in shown
    assert 'href="/public/robin-2019/#p2"' in shown
    receipt = client.get("/public/robin-2019/").content.decode()
    assert 'id="p2"' in receipt
    assert "Ask about control." in receipt


def test_never_says_how_many_answers_there_are(client: Client, cast: Cast) -> None:
    published(cast, cast.partnership)

    shown = page(client, cast.coordinator, cast, "learning_search", q="control")

    assert "results" not in shown
    assert "1 of" not in shown


def test_says_plainly_that_nothing_answers(client: Client, cast: Cast) -> None:
    assert "No published paragraph answers this" in page(
        client, cast.coordinator, cast, "learning_search", q="zebras in Testshire"
    )


@pytest.mark.parametrize("name", ["learning_themes", "coding", "theme_figures", "theme_agreement"])
def test_asks_the_same_statements_for_few_and_many(client: Client, cast: Cast, name: str) -> None:
    counts = []
    for number in (1, 2):
        themes_in(cast, theme_set(cast, f"Set {number}"), f"One {number}", f"Two {number}")
        record = published(cast, cast.partnership, f"review-{number}")
        both_read(cast, passage(record), [])
        page(client, cast.csp_chair if name == "theme_figures" else cast.coordinator, cast, name)
        with CaptureQueriesContext(connection) as statements:
            page(client, cast.coordinator, cast, name)
        counts.append(len(statements))

    assert counts[0] == counts[1]


def bands(client: Client, cast: Cast, *pair: Theme) -> Any:
    """The page of figures, asked for two themes together."""
    client.force_login(cast.auditor)
    asked = {name: str(theme.pk) for name, theme in zip(("first", "second"), pair, strict=False)}
    return client.get(reverse("theme_figures", args=(cast.partnership.code,)), asked)


def test_tells_of_two_themes_together_in_a_band(client: Client, cast: Cast) -> None:
    first, second, rare = themes_in(cast, theme_set(cast), "Control", "Stalking", "Fire")
    records = put_up(cast, 20)
    hold(cast, records[:6], first, second)
    hold(cast, records[6:12], first)

    assert bands(client, cast, first, second).context["both"] == "Control and Stalking: 5 to 9."
    assert bands(client, cast, second, rare).context["both"] == "Stalking and Fire: fewer than 5."
    shown = bands(client, cast)
    assert (shown.context["both"], shown.context["whole"]) == ("", 20)
    assert "Reviews are counted in whole fives, in the order in which they were put up on the register: 20 now." in (
        shown.content.decode()
    )


def test_tells_of_no_pair_before_there_are_enough_reviews(client: Client, cast: Cast) -> None:
    first, second = themes_in(cast, theme_set(cast), "Control", "Stalking")
    hold(cast, put_up(cast, 14), first, second)

    asked = bands(client, cast, first, second)

    assert asked.context["both"] == "Control and Stalking: not told."
    assert asked.context["sets"] == []


def test_pairs_no_theme_that_ended_and_no_value_that_excludes_others(client: Client, cast: Cast) -> None:
    exclusive = theme_set(cast, "Place")
    with change("Test", None):
        exclusive.is_exclusive = True
        exclusive.save()
    (value,) = themes_in(cast, exclusive, "At home")
    first, over = themes_in(cast, theme_set(cast), "Control", "Over")
    end_theme(theme=over, by=cast.coordinator, turn=Turn(datetime.date(2024, 4, 1), "Over"))
    put_up(cast, 20)

    form = bands(client, cast).context["form"]
    assert [list(field.queryset) for field in form.fields.values()] == [[first], [first]]
    for other in (value, over):
        assert bands(client, cast, first, other).context["both"] == ""


def test_says_of_a_theme_what_it_was_and_what_became_of_it(client: Client, cast: Cast) -> None:
    old, other, lasting = themes_in(cast, theme_set(cast, "Local"), "Old", "Other", "Lasting")
    turn = Turn(datetime.date(2024, 4, 1), "Agreed")
    (new,) = [rename_theme(theme=old, by=cast.coordinator, label="New", turn=turn)]
    end_theme(theme=other, by=cast.coordinator, turn=turn)

    def told(theme: Theme) -> list[str]:
        client.force_login(cast.auditor)
        shown = client.get(reverse("theme", args=(cast.partnership.code, theme.pk)))
        return [fact["value"] for fact in shown.context["facts"]]

    since, last, turned = "1 April 2020", "31 March 2024", "1 April 2024"
    assert told(old) == ["Local", since, last, "Nothing else", "New"]
    assert told(new) == ["Local", turned, "Still in force", "Old", "Itself"]
    assert told(other) == ["Local", since, last, "Nothing else", "Nothing"]
    assert told(lasting) == ["Local", since, "Still in force", "Nothing else", "Itself"]


@pytest.mark.parametrize(
    ("ends_in", "stands"), [(2, "Itself"), (1, "Itself"), (0, "Nothing"), (-1, "Nothing"), (None, "Itself")]
)
def test_names_the_last_day_of_a_theme_and_what_it_is_until_then(
    client: Client, cast: Cast, ends_in: int | None, stands: str
) -> None:
    """On the last day it holds; on the day after, from which it is over, it is nothing any more."""
    held_by = theme_set(cast)
    (theme,) = themes_in(cast, held_by, "Control")
    last = "still in force"
    if ends_in is not None:
        end_theme(theme=theme, by=cast.coordinator, turn=Turn(day_in(ends_in), "Over"))
        last = long_date(day_in(ends_in - 1))
    client.force_login(cast.csp_chair)

    shown = client.get(reverse("theme", args=(cast.partnership.code, theme.pk))).context["facts"]
    (listed,) = client.get(reverse("learning_themes", args=(cast.partnership.code,))).context["sets"]

    facts = {fact["label"]: fact["value"] for fact in shown}
    assert (facts["Until"].lower(), facts["Stands today as"]) == (last.lower(), stands)
    assert [each["cells"][2]["text"] for each in listed["rows"]] == ([last] if stands == "Itself" else [])
