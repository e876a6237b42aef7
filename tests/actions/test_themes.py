"""Do themes live as the agreement that names them: taken over, added, renamed, merged, split, ended?"""

import datetime

import pytest
from django.db import DatabaseError, transaction

from dhr_cases.errors import Incomplete, NotPermitted
from dhr_cases.models.history import SilentWriteError
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
from learning.theme_rows import set_of, sets_of, themes_in_force
from learning.themes.reading import SHIPPED, SetKind
from learning.themes.taxonomy import financial_year
from learning.verbs import LearningVerb
from tests.coded import SINCE, theme_set, themes_in
from tests.conftest import Cast

TURN = Turn(datetime.date(2023, 4, 1), "Agreed at the meeting of March", datetime.date(2023, 3, 2))


def _labels(cast: Cast, kind: SetKind, year: str) -> set[str]:
    first, _ = financial_year(year)
    found = themes_in_force(cast.partnership, first).filter(theme_set__kind=kind)
    return set(found.values_list("label", flat=True))


def test_gives_the_priorities_of_a_year_with_the_renamed_theme(cast: Cast) -> None:
    take_over_themes(partnership=cast.partnership, by=cast.coordinator, name="kent_and_medway")

    assert len(_labels(cast, SetKind.PRIORITY, "2018/19")) == 7
    assert len(_labels(cast, SetKind.PRIORITY, "2023/24")) == 8
    assert "Violence Against Women and Girls" in _labels(cast, SetKind.PRIORITY, "2023/24")
    assert _labels(cast, SetKind.CROSS_CUTTING, "2021/22") == {"Response and Recovery from the COVID-19 pandemic"}
    assert _labels(cast, SetKind.CROSS_CUTTING, "2022/23") == {"Response and Recovery from Significant events"}


def test_takes_over_lives_and_changes_as_they_are_shipped(cast: Cast) -> None:
    take_over_themes(partnership=cast.partnership, by=cast.coordinator, name="kent_and_medway")
    cross_cutting = next(each for each in sets_of(cast.partnership) if each.theme_set.kind == SetKind.CROSS_CUTTING)

    assert cross_cutting.taxonomy.became("theme-covid-19", datetime.date(2024, 1, 1)) == ("theme-significant-events",)


def test_records_each_set_that_is_taken_over(cast: Cast) -> None:
    taken = [
        each
        for name in SHIPPED
        for each in take_over_themes(partnership=cast.partnership, by=cast.coordinator, name=name)
    ]

    events = LearningEvent.objects.filter(kind=LearningVerb.TAKE_OVER_THEMES)
    assert [event.detail["set"] for event in events] == [each.label for each in taken]


def test_takes_no_list_over_twice(cast: Cast) -> None:
    take_over_themes(partnership=cast.partnership, by=cast.coordinator, name="local_learning")

    with pytest.raises(Incomplete, match="has these themes already"):
        take_over_themes(partnership=cast.partnership, by=cast.coordinator, name="local_learning")


def test_keeps_a_renamed_theme_under_its_old_name(cast: Cast) -> None:
    (old,) = themes_in(cast, theme_set(cast), "Sharing")

    new = rename_theme(theme=old, by=cast.coordinator, label="Sharing what is known", turn=TURN)

    old.refresh_from_db()
    themes = set_of(old.theme_set)
    assert (old.label, old.to_on, new.from_on) == ("Sharing", TURN.on, TURN.on)
    assert themes.taxonomy.became(old.code, TURN.on) == (new.code,)
    assert themes.taxonomy.became(old.code, TURN.on - datetime.timedelta(days=1)) == (old.code,)
    assert themes.keys_counted_under(new) == {old.pk, new.pk}
    assert themes.taxonomy.changes[0].proposed_on == TURN.proposed_on


def test_makes_one_theme_of_several(cast: Cast) -> None:
    violent, stolen = themes_in(cast, theme_set(cast), "Violent", "Acquisitive")

    serious = merge_themes(themes=[violent, stolen], by=cast.coordinator, label="Serious Crime", turn=TURN)

    assert set_of(serious.theme_set).keys_counted_under(serious) == {violent.pk, stolen.pk, serious.pk}
    assert LearningEvent.objects.get(kind=LearningVerb.MERGE_THEMES).detail["from"] == ["Violent", "Acquisitive"]


def test_makes_several_of_one_theme(cast: Cast) -> None:
    (whole,) = themes_in(cast, theme_set(cast), "Crime")

    parts = split_theme(theme=whole, by=cast.coordinator, labels=["Street", "Organised"], turn=TURN)

    themes = set_of(whole.theme_set)
    assert themes.taxonomy.became(whole.code, TURN.on) == tuple(part.code for part in parts)
    assert themes.keys_counted_under(parts[0]) == {parts[0].pk}


def test_ends_a_theme_without_a_successor(cast: Cast) -> None:
    (theme,) = themes_in(cast, theme_set(cast), "Crime")

    end_theme(theme=theme, by=cast.coordinator, turn=TURN)

    assert theme not in themes_in_force(cast.partnership, TURN.on)
    assert theme in themes_in_force(cast.partnership, TURN.on - datetime.timedelta(days=1))


def test_refuses_a_day_on_which_the_theme_was_not_in_force(cast: Cast) -> None:
    (theme,) = themes_in(cast, theme_set(cast), "Crime")

    with pytest.raises(Incomplete, match="came into force on or after that day"):
        end_theme(theme=theme, by=cast.coordinator, turn=Turn(SINCE, "Too early"))
    end_theme(theme=theme, by=cast.coordinator, turn=TURN)
    with pytest.raises(Incomplete, match="no longer in force"):
        rename_theme(theme=theme, by=cast.coordinator, label="Other", turn=TURN)


def test_refuses_two_themes_of_one_name(cast: Cast) -> None:
    held_by = theme_set(cast)
    themes_in(cast, held_by, "Crime")

    with pytest.raises(Incomplete, match="in force already"):
        add_theme(theme_set=held_by, by=cast.coordinator, label="CRIME", from_on=SINCE)


def test_refuses_to_merge_what_is_no_pair_of_one_set(cast: Cast) -> None:
    (one,) = themes_in(cast, theme_set(cast), "One")
    (other,) = themes_in(cast, theme_set(cast, "Priorities", SetKind.PRIORITY), "Other")

    for themes in ([], [one], [one, other]):
        with pytest.raises(Incomplete, match="two or more themes of one set"):
            merge_themes(themes=themes, by=cast.coordinator, label="Both", turn=TURN)


def test_refuses_to_split_into_one(cast: Cast) -> None:
    (theme,) = themes_in(cast, theme_set(cast), "Crime")

    with pytest.raises(Incomplete, match="two or more parts"):
        split_theme(theme=theme, by=cast.coordinator, labels=["One", "One"], turn=TURN)
    theme.refresh_from_db()
    assert theme.to_on is None


def test_refuses_everybody_who_does_not_manage_learning(cast: Cast) -> None:
    (theme,) = themes_in(cast, theme_set(cast), "Crime")

    for person in (cast.csp_chair, cast.auditor, cast.panel_member, cast.action_owner, cast.outsider):
        with pytest.raises(NotPermitted):
            end_theme(theme=theme, by=person, turn=TURN)
    assert not LearningEvent.objects.filter(kind=LearningVerb.END_THEME).exists()


def test_never_changes_what_happened_to_a_theme(cast: Cast) -> None:
    (old,) = themes_in(cast, theme_set(cast), "Crime")
    rename_theme(theme=old, by=cast.coordinator, label="Other", turn=TURN)
    row = ThemeChange.objects.get()

    row.on = SINCE
    with pytest.raises(SilentWriteError):
        row.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        ThemeChange.objects.all()._raw_delete(using="default")  # what goes past every model


def test_gives_each_theme_of_a_set_a_code_of_its_own(cast: Cast) -> None:
    held_by = theme_set(cast)
    (first,) = themes_in(cast, held_by, "Risk")
    end_theme(theme=first, by=cast.coordinator, turn=TURN)

    (second,) = themes_in(cast, held_by, "Risk", from_on=TURN.on)

    assert [theme.code for theme in Theme.objects.order_by("pk")] == ["risk", "risk-2"]
    assert second.theme_set == ThemeSet.objects.get()
