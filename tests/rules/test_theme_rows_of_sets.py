"""Which themes of a set hold on a day, what counts under one, and what does the tally of a theme say?"""

import datetime
from collections.abc import Iterable

import pytest

from dhr_cases.models import Action, Case, Partnership, PublicRecord, Recommendation, User
from learning.action_themes import ByTheme, Seen, SetTally, Stand, Tally, _set
from learning.coding_rows import _review_row
from learning.models import IndexedSummary, Theme, ThemeChange, ThemeSet
from learning.theme_rows import SetOfThemes, _changes
from learning.themes.coding_terms import Reading, Standing
from learning.themes.taxonomy import ChangeKind, ChangeRow, Taxonomy, ThemeRow

APRIL = datetime.date(2023, 4, 1)
LATER = datetime.date(2024, 4, 1)
DAY = datetime.timedelta(days=1)
SET = ThemeSet(pk=1, label="Priorities")


def theme(key: int, code: str, *, from_on: datetime.date = APRIL, to_on: datetime.date | None = None) -> Theme:
    """A theme of the set."""
    return Theme(pk=key, theme_set=SET, code=code, label=code.title(), from_on=from_on, to_on=to_on)


def set_of(themes: Iterable[Theme], *changes: ChangeRow) -> SetOfThemes:
    """The set as it is read from rows."""
    rows = tuple(themes)
    lives = tuple(ThemeRow(row.code, row.label, row.from_on, row.to_on) for row in rows)
    return SetOfThemes(SET, rows, Taxonomy(lives, changes))


OLD, NEW = theme(1, "violence", to_on=LATER), theme(2, "serious", from_on=LATER)
LEFT, RIGHT = theme(3, "tech", from_on=LATER), theme(4, "online", from_on=LATER)
OTHER = theme(5, "homes", to_on=LATER)


@pytest.mark.parametrize(
    ("on", "codes"),
    [
        (APRIL - DAY, []),
        (APRIL, ["violence", "homes"]),
        (LATER - DAY, ["violence", "homes"]),
        (LATER, ["serious"]),
    ],
)
def test_holds_a_theme_from_its_first_day_to_the_eve_of_its_end(on: datetime.date, codes: list[str]) -> None:
    assert [each.code for each in set_of((OLD, NEW, OTHER)).in_force(on)] == codes


RENAMED = ChangeRow(ChangeKind.RENAMED, LATER, ("violence",), ("serious",), None)
MERGED = ChangeRow(ChangeKind.MERGED, LATER, ("violence", "homes"), ("serious",), None)
SPLIT = ChangeRow(ChangeKind.SPLIT, LATER, ("violence",), ("tech", "online"), None)


@pytest.mark.parametrize(
    ("change", "of", "keys"),
    [(RENAMED, NEW, {1, 2}), (RENAMED, OLD, {1}), (MERGED, NEW, {1, 2, 5}), (SPLIT, LEFT, {3}), (SPLIT, RIGHT, {4})],
)
def test_counts_under_a_theme_what_it_surely_was(change: ChangeRow, of: Theme, keys: set[int]) -> None:
    assert set_of((OLD, NEW, LEFT, RIGHT, OTHER), change).keys_counted_under(of) == keys


def pair(kind: ChangeKind, earlier: Theme, later: Theme, on: datetime.date = LATER) -> ThemeChange:
    """One row of the database."""
    return ThemeChange(kind=kind, on=on, earlier=earlier, later=later)


def test_reads_rows_of_pairs_as_one_change_that_names_all_its_themes() -> None:
    rows = [
        pair(ChangeKind.SPLIT, OLD, LEFT), pair(ChangeKind.SPLIT, OLD, RIGHT),
        pair(ChangeKind.MERGED, OLD, NEW), pair(ChangeKind.MERGED, OTHER, NEW),
        pair(ChangeKind.RENAMED, OTHER, RIGHT),
    ]  # fmt: skip
    assert [(row.kind, row.earlier, row.later) for row in _changes(rows)] == [
        (ChangeKind.SPLIT, ("violence",), ("tech", "online")),
        (ChangeKind.MERGED, ("violence", "homes"), ("serious",)),
        (ChangeKind.RENAMED, ("homes",), ("online",)),
    ]
    assert _changes([]) == []


def test_keeps_changes_of_different_days_and_different_themes_apart() -> None:
    by_day = _changes([pair(ChangeKind.MERGED, OLD, NEW), pair(ChangeKind.MERGED, OTHER, NEW, LATER + DAY)])
    assert [(row.on, row.earlier) for row in by_day] == [(LATER, ("violence",)), (LATER + DAY, ("homes",))]
    by_theme = _changes([pair(ChangeKind.SPLIT, OLD, LEFT), pair(ChangeKind.SPLIT, OTHER, RIGHT)])
    assert [row.later for row in by_theme] == [("tech",), ("online",)]
    to_two = _changes([pair(ChangeKind.RENAMED, OLD, NEW), pair(ChangeKind.RENAMED, OTHER, RIGHT)])
    assert [row.earlier for row in to_two] == [("violence",), ("homes",)]


def test_keeps_the_day_on_which_a_change_was_proposed() -> None:
    row = ThemeChange(kind=ChangeKind.RENAMED, on=LATER, earlier=OLD, later=NEW, proposed_on=APRIL)
    (change,) = _changes([row])
    assert (change.on, change.proposed_on) == (LATER, APRIL)


TODAY = datetime.date(2026, 11, 2)


@pytest.mark.parametrize(
    ("oldest", "days"),
    [(None, None), (TODAY - DAY, 1), (TODAY - 30 * DAY, 30), (datetime.date(2025, 11, 2), 365)],
)
def test_says_by_how_many_days_the_oldest_is_late(oldest: datetime.date | None, days: int | None) -> None:
    assert Tally(1, {}, oldest).longest_wait(TODAY) == days


def test_adds_up_how_actions_stand() -> None:
    tally = Tally(2, {Stand.OVERDUE: 3, Stand.IN_TIME: 4})
    assert tally.of(Stand.OVERDUE) == 3
    assert tally.of(Stand.OVERDUE, Stand.IN_TIME, Stand.VERIFIED) == 7
    assert tally.of() == tally.of(Stand.ENDED) == Tally().of(*Stand) == 0


def test_counts_each_recommendation_with_a_theme_once() -> None:
    assert ByTheme((), Tally(2), Tally(3), 10).with_theme == 7
    assert ByTheme((), Tally(), Tally(), 0).with_theme == 0


def test_puts_the_most_overdue_theme_first_and_leaves_out_what_has_none() -> None:
    """Where two are alike they keep the order of their set; what is over is no row of its own."""
    first, second, third = theme(11, "a"), theme(12, "b"), theme(13, "c")
    unused, gone = theme(14, "d"), theme(15, "e", to_on=LATER)
    late = {11: 1, 12: 4, 13: 1, 15: 9}
    tallies = {key: Tally(1, {Stand.OVERDUE: number}) for key, number in late.items()}
    found = _set(set_of((first, second, third, unused, gone)), TODAY, tallies)
    assert [row.theme.code for row in found.rows] == ["b", "a", "c"]
    assert _set(set_of((unused,)), TODAY, tallies) == SetTally(set_of((unused,)), ())


def test_leads_from_each_theme_in_force_to_all_that_counts_under_it() -> None:
    seen = Seen(
        partnership=Partnership(),
        today=TODAY,
        sets=(set_of((OLD, NEW, OTHER), MERGED), set_of((theme(21, "local"),))),
        cases=Case.objects.none(),
        recommendations=Recommendation.objects.none(),
        actions=Action.objects.none(),
    )
    assert seen.groups == {2: {1, 2, 5}, 21: {21}}


ANN, BEA, CAT = 1, 2, 3


def by(who: int, *themes: int, is_settled: bool = False) -> Reading:
    """One reading."""
    return Reading(who, frozenset(themes), is_settled)


def test_says_how_far_a_review_is_coded_for_each_who_codes() -> None:
    standings = [
        Standing((by(ANN, 7),)),
        Standing((by(ANN, 7), by(BEA, 8))),
        Standing((by(BEA, 7), by(CAT, 7))),
        Standing((by(ANN, 7), by(BEA, 8), by(ANN, 7, is_settled=True))),
        Standing(()),
    ]
    summary = IndexedSummary(record=PublicRecord(), paragraphs=9)
    rows = {who: _review_row(summary, standings, User(pk=who)) for who in (ANN, BEA, CAT, 4)}
    assert {who: row.own for who, row in rows.items()} == {ANN: 3, BEA: 3, CAT: 1, 4: 0}
    assert {(row.paragraphs, row.by_two, row.open) for row in rows.values()} == {(9, 3, 1)}
