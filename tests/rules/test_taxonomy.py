"""Which themes are in force on a day, and what became of them? Shipped sets and invented ones."""

import datetime

import pytest

from learning.themes.reading import SHIPPED, BadThemesError, SetKind, SetRow, sets_of, shipped
from learning.themes.taxonomy import ChangeKind, ChangeRow, Taxonomy, ThemeRow, faults_of, financial_year

DAY = datetime.date
A, B, C, D = (ThemeRow(code, code.upper(), DAY(2014, 4, 1)) for code in "abcd")
START, MERGE, PARTED = DAY(2014, 4, 1), DAY(2017, 4, 1), DAY(2020, 4, 1)
VIOLENT = ThemeRow("violent", "Violent Crime", START, MERGE)
ACQUISITIVE = ThemeRow("acquisitive", "Acquisitive Crime", START, MERGE)
SERIOUS = ThemeRow("serious", "Serious Crime", MERGE, PARTED)
STREET = ThemeRow("street", "Street Crime", PARTED)
ORGANISED = ThemeRow("organised", "Organised Crime", PARTED)
HATE = ThemeRow("hate", "Hate Crime", START)
LIVES = Taxonomy(
    (VIOLENT, ACQUISITIVE, SERIOUS, STREET, ORGANISED, HATE),
    (
        ChangeRow(ChangeKind.MERGED, MERGE, ("violent", "acquisitive"), ("serious",)),
        ChangeRow(ChangeKind.SPLIT, PARTED, ("serious",), ("street", "organised")),
    ),
)


def _kent(kind: SetKind) -> SetRow:
    return next(row for row in shipped("kent_and_medway") if row.kind is kind)


def _labels_of(year: str, kind: SetKind = SetKind.PRIORITY) -> list[str]:
    first, _ = financial_year(year)
    return [theme.label for theme in _kent(kind).taxonomy.in_force(first)]


def test_gives_the_seven_priorities_of_2018_19() -> None:
    assert _labels_of("2018/19") == [
        "Domestic Abuse",
        "Road Safety",
        "Substance Misuse",
        "Anti-social Behaviour",
        "Serious and Organised Crime",
        "Safeguarding Vulnerable People",
        "Preventing Extremism and Hate",
    ]


def test_gives_the_eight_priorities_of_2023_24() -> None:
    assert set(_labels_of("2023/24")) == {
        "Domestic Abuse",
        "Road Safety",
        "Substance Misuse",
        "Preventing Neighbourhood Crime and Anti-Social Behaviour",
        "Serious Violence and Organised Crime",
        "Safeguarding Vulnerable People",
        "Preventing Extremism and Hate",
        "Violence Against Women and Girls",
    }


def test_leaves_the_priorities_unchanged_in_2024_25() -> None:
    assert _labels_of("2024/25") == _labels_of("2023/24")


def test_follows_the_renamed_cross_cutting_theme() -> None:
    taxonomy = _kent(SetKind.CROSS_CUTTING).taxonomy
    (renamed,) = taxonomy.changes

    assert _labels_of("2021/22", SetKind.CROSS_CUTTING) == ["Response and Recovery from the COVID-19 pandemic"]
    assert _labels_of("2022/23", SetKind.CROSS_CUTTING) == ["Response and Recovery from Significant events"]
    assert renamed.proposed_on == DAY(2022, 3, 24)
    assert taxonomy.became("theme-covid-19", DAY(2023, 1, 1)) == ("theme-significant-events",)
    assert taxonomy.became("theme-covid-19", renamed.proposed_on) == ("theme-covid-19",)


@pytest.mark.parametrize(
    ("on", "in_force"),
    [
        (START, {"violent", "acquisitive", "hate"}),
        (MERGE - datetime.timedelta(days=1), {"violent", "acquisitive", "hate"}),
        (MERGE, {"serious", "hate"}),
        (PARTED, {"street", "organised", "hate"}),
        (START - datetime.timedelta(days=1), set()),
    ],
)
def test_knows_the_themes_of_any_day(on: datetime.date, in_force: set[str]) -> None:
    assert {theme.code for theme in LIVES.in_force(on)} == in_force


def test_finds_what_was_coded_earlier_under_the_name_of_today() -> None:
    assert LIVES.was("street") == ("street", "serious", "violent", "acquisitive")
    assert LIVES.was("hate") == ("hate",)


def test_counts_under_todays_name_only_what_surely_belongs_there() -> None:
    """What was coded before a split may belong to either part."""
    assert LIVES.counted_under("serious") == ("serious", "violent", "acquisitive")
    assert LIVES.counted_under("street") == ("street",)


def test_follows_merges_and_splits_to_a_day() -> None:
    assert LIVES.became("violent", MERGE) == ("serious",)
    assert LIVES.became("violent", PARTED) == ("street", "organised")
    assert LIVES.became("hate", PARTED) == ("hate",)


def test_says_nothing_of_a_theme_that_ended_without_a_successor() -> None:
    ended = Taxonomy((ThemeRow("old", "Old", START, MERGE),))

    assert ended.became("old", START) == ("old",)
    assert ended.became("old", MERGE) == ()


@pytest.mark.parametrize(
    ("taxonomy", "fault"),
    [
        (Taxonomy((A, A)), "The code “a” stands twice."),
        (Taxonomy((ThemeRow("a", "A", MERGE, START),)), "“A” ends before it begins."),
        (Taxonomy((A,), (ChangeRow(ChangeKind.RENAMED, MERGE, ("a",), ("x",)),)), "There is no theme “x”."),
        (Taxonomy((A, B, C), (ChangeRow(ChangeKind.RENAMED, MERGE, ("a",), ("b", "c")),)), "renamed to one"),
        (Taxonomy((A, B), (ChangeRow(ChangeKind.MERGED, MERGE, ("a",), ("b",)),)), "Two themes or more"),
        (Taxonomy((A, B), (ChangeRow(ChangeKind.SPLIT, MERGE, ("a",), ("b",)),)), "split into two or more"),
        (Taxonomy((A, B), (ChangeRow(ChangeKind.RENAMED, START, ("a",), ("b",)),)), "began on or after the day"),
        (Taxonomy((A, STREET), (ChangeRow(ChangeKind.RENAMED, MERGE, ("a",), ("street",)),)), "begins after the day"),
    ],
)
def test_names_what_does_not_fit(taxonomy: Taxonomy, fault: str) -> None:
    assert any(fault in each for each in faults_of(taxonomy))


def test_finds_no_fault_in_lives_that_fit() -> None:
    assert faults_of(LIVES) == ()


@pytest.mark.parametrize("name", SHIPPED)
def test_ships_sets_whose_codes_are_unique(name: str) -> None:
    codes = [theme.code for row in shipped(name) for theme in row.taxonomy.themes]

    assert len(codes) == len(set(codes)) > 0


def test_ships_the_values_of_the_national_library() -> None:
    sizes = {row.code: len(row.taxonomy.themes) for row in shipped("library")}

    assert sizes["abuse-and-circumstances"] == 16
    assert sizes["cause-of-death"] == 19
    assert sizes["place-of-death"] == 5
    assert sizes["region"] == 10
    assert sizes["age-of-the-person-who-died"] == 8


def test_refuses_a_file_whose_changes_lead_nowhere() -> None:
    text = """
    [[set]]
    code = "s"
    label = "Some set"
    kind = "local"
    exclusive = false
    source = "ours"
    themes = [{ code = "a", label = "A" }]
    [[set.change]]
    kind = "renamed"
    on = 2020-01-01
    earlier = ["a"]
    later = ["b"]
    """

    with pytest.raises(BadThemesError, match="Some set: There is no theme “b”"):
        sets_of(text)


@pytest.mark.parametrize("label", ["2022", "2022/2023", "2022/24", "22/23", "year/23"])
def test_refuses_words_that_are_no_financial_year(label: str) -> None:
    with pytest.raises(ValueError, match="not a financial year"):
        financial_year(label)


def test_counts_a_financial_year_from_april_to_march() -> None:
    assert financial_year("1999/00") == (DAY(1999, 4, 1), DAY(2000, 3, 31))
