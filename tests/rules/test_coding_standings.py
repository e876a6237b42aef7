"""Which themes hold after who read what, how far do two agree, and what becomes of themes over the years?"""

import datetime
from fractions import Fraction

import pytest

from learning.coding_rows import ReadRow
from learning.recommendation_rows import WAITING_WORDS, Waiting
from learning.themes.agreement import LEAST_BASE, Agreement, agreement_of, band_of, rounded
from learning.themes.coding_terms import (
    FOUND_UNDER,
    ITEM_LABELS,
    ItemKind,
    Reading,
    Standing,
    answers_about,
    digest_of,
    first_pair,
    kind_under,
)
from learning.themes.reading import KIND_LABELS, SINCE, BadThemesError, SetKind, sets_of
from learning.themes.small_numbers import Told, counted_whole, told, told_together
from learning.themes.taxonomy import WORDS, ChangeKind, ChangeRow, Taxonomy, ThemeRow, faults_of, financial_year

ANN, BEA, CAT = 1, 2, 3
DAY = datetime.date


def by(who: int, *themes: int, settled: bool = False) -> Reading:
    """A reading of themes by key."""
    return Reading(who, frozenset(themes), settled)


STANDINGS: list[tuple[tuple[Reading, ...], set[int], set[int], bool, str]] = [
    ((), set(), set(), False, "Not read"),
    ((by(ANN, 7),), set(), set(), False, "Read by one"),
    ((by(ANN),), set(), set(), False, "Read by one"),
    ((by(ANN, 7), by(ANN, 8)), set(), set(), False, "Read by one"),
    ((by(ANN, 7), by(BEA, 7)), {7}, set(), False, "Read by two"),
    ((by(ANN), by(BEA)), set(), set(), False, "Read by two"),
    ((by(ANN, 7, 8), by(BEA, 8, 9)), {8}, {7, 9}, True, "The two readings differ"),
    ((by(ANN, 7), by(BEA)), set(), {7}, True, "The two readings differ"),
    ((by(ANN, 7), by(BEA), by(BEA, 7)), {7}, set(), False, "Read by two"),
    ((by(ANN, 7), by(BEA, 7), by(ANN, 8)), set(), {7, 8}, True, "The two readings differ"),
    ((by(ANN, 7), by(BEA, 8), by(ANN, 9, settled=True)), {9}, {7, 8}, False, "Read by two"),
    ((by(ANN, 7), by(BEA, 8), by(ANN, settled=True)), set(), {7, 8}, False, "Read by two"),
    ((by(ANN, 7), by(BEA, 8), by(CAT, 7, settled=True), by(ANN, 8, settled=True)), {8}, {7, 8}, False, "Read by two"),
    ((by(ANN, 7), by(BEA, 8), by(CAT, 9)), set(), {7, 8}, True, "The two readings differ"),
]
"""Readings in their order; what holds, what differs, whether it is open, and its state in words."""


@pytest.mark.parametrize(("readings", "holding", "differing", "is_open", "state"), STANDINGS)
def test_holds_what_two_see_or_have_settled(
    readings: tuple[Reading, ...], holding: set[int], differing: set[int], *, is_open: bool, state: str
) -> None:
    standing = Standing(readings)
    assert (set(standing.holding), set(standing.differing), standing.is_open) == (holding, differing, is_open)
    row = ReadRow(None, standing, is_own_read=False, readings=())
    assert row.state == state
    assert row.may_be_read is (len({reading.by for reading in readings if not reading.is_settled}) < 2)
    assert row.may_be_settled is bool(differing)
    assert ReadRow(None, standing, is_own_read=True, readings=()).may_be_read


def test_takes_the_newest_reading_of_each_and_the_last_that_was_settled() -> None:
    readings = (by(ANN, 7), by(BEA, 8), by(BEA, 9, settled=True), by(ANN, 8), by(ANN, 7, settled=True))
    standing = Standing(readings)
    assert list(standing.own.items()) == [(ANN, by(ANN, 8)), (BEA, by(BEA, 8))]
    assert standing.settled == by(ANN, 7, settled=True)
    assert Standing(readings[:2]).settled is None


def test_counts_agreement_on_the_first_reading_of_the_first_two() -> None:
    readings = [by(ANN, settled=True), by(ANN, 7), by(ANN, 8), by(BEA, 8), by(CAT, 7), by(BEA, 7)]
    assert first_pair(readings) == (by(ANN, 7), by(BEA, 8))
    assert first_pair(readings[:3]) is None
    assert first_pair([]) is None
    items = [readings, readings[:3], [by(BEA, 7), by(ANN, 7)], []]
    assert list(answers_about(7, items)) == [(True, False), (True, True)]
    assert list(answers_about(8, items)) == [(False, True), (False, False)]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Recommendations", ItemKind.RECOMMENDATION),
        ("Lessons and recommendations", ItemKind.RECOMMENDATION),
        ("GOOD PRACTICE", ItemKind.GOOD_PRACTICE),
        ("What worked well, and lessons", ItemKind.GOOD_PRACTICE),
        ("Lessons to be learnt", ItemKind.LESSON),
        ("What was learnt", ItemKind.LESSON),
        ("Learning for agencies", ItemKind.LESSON),
        ("Background", ItemKind.PASSAGE),
        ("", ItemKind.PASSAGE),
    ],
)
def test_takes_a_paragraph_for_what_its_heading_says(heading: str, kind: ItemKind) -> None:
    assert kind_under(heading) is kind


def test_calls_each_kind_and_each_list_by_its_words() -> None:
    assert list(ITEM_LABELS.values()) == ["A passage", "A lesson", "Good practice", "A recommendation"]
    assert set(FOUND_UNDER) == set(ItemKind) - {ItemKind.PASSAGE}
    assert set(KIND_LABELS) == set(SetKind)
    assert set(WORDS) == set(ChangeKind)
    assert [WAITING_WORDS[each] for each in Waiting] == ["For you to read", "The two readings differ", "All"]


def test_knows_the_same_words_again_and_no_others() -> None:
    assert digest_of("Ask.") == digest_of("Ask.")
    assert len({digest_of(text) for text in ("Ask.", "ask.", "Ask", "Ask. ", "")}) == 5


@pytest.mark.parametrize(
    ("kappa", "word"),
    [
        (Fraction(-1), "no better than chance"), (Fraction(0), "no better than chance"),
        (Fraction(1, 1000), "slight"), (Fraction(20, 100), "slight"), (Fraction(201, 1000), "fair"),
        (Fraction(40, 100), "fair"), (Fraction(401, 1000), "moderate"), (Fraction(60, 100), "moderate"),
        (Fraction(601, 1000), "substantial"), (Fraction(80, 100), "substantial"),
        (Fraction(801, 1000), "almost perfect"), (Fraction(1), "almost perfect"),
    ],
)  # fmt: skip  # each band with its first and last value
def test_names_each_band_up_to_and_with_its_last_value(kappa: Fraction, word: str) -> None:
    assert band_of(kappa) == word


@pytest.mark.parametrize(
    ("kappa", "shown"),
    [
        (Fraction(1), "1.00"), (Fraction(0), "0.00"), (Fraction(-1, 1000), "0.00"), (Fraction(-5, 1000), "−0.01"),
        (Fraction(995, 1000), "1.00"), (Fraction(994, 1000), "0.99"), (Fraction(-1, 3), "−0.33"),
    ],
)  # fmt: skip  # halves and what lies beside them
def test_tells_a_kappa_with_two_decimals(kappa: Fraction, shown: str) -> None:
    assert rounded(kappa) == shown


@pytest.mark.parametrize("base", [LEAST_BASE - 1, LEAST_BASE, LEAST_BASE + 1])
def test_tells_agreement_from_twenty_items_on(base: int) -> None:
    pairs = [(True, True)] * (base // 2) + [(False, False)] * (base - base // 2)
    wanted = (
        f"1.00, almost perfect ({base} items)" if base >= 20 else "Not told: fewer than 20 items were coded by both"
    )
    assert agreement_of(pairs).words == wanted


def test_says_that_one_answer_throughout_has_no_kappa_only_once_the_base_is_told() -> None:
    few, enough = (agreement_of([(False, False)] * count) for count in (19, 20))
    assert (few.kappa, enough.kappa) == (None, None)
    assert few.words.startswith("Not told")
    assert enough.words == "Not defined: both coders gave one answer throughout (20 items)"
    assert agreement_of([]) == Agreement(0, None, None)


def test_corrects_for_chance_also_where_one_coder_always_says_yes() -> None:
    """Ann always, Bea half of the time: half agree, and half would by chance."""
    agreement = agreement_of([(True, True)] * 10 + [(True, False)] * 10)
    assert (agreement.observed, agreement.kappa) == (Fraction(1, 2), Fraction(0))
    assert agreement.words == "0.00, no better than chance (20 items)"


@pytest.mark.parametrize(
    ("published", "whole"), [(0, 0), (4, 0), (14, 0), (15, 15), (16, 15), (19, 15), (20, 20), (24, 20), (104, 100)]
)
def test_counts_whole_fives_from_fifteen_on(published: int, whole: int) -> None:
    assert counted_whole(published) == whole


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "fewer than 5"), (4, "fewer than 5"), (5, "5 to 9"), (9, "5 to 9"), (10, "10 to 14"), (14, "10 to 14"),
     (15, "15 or more"), (19, "15 or more"), (20, "15 or more")],
)  # fmt: skip  # both ends of every band of twenty
def test_tells_the_band_of_a_number(number: int, words: str) -> None:
    found = told(number, 20)
    assert found is not None
    assert found.words == words
    assert found.least <= number <= found.most


def test_ends_the_last_band_with_the_whole_so_that_it_holds_six_values() -> None:
    assert told(15, 15) == told(10, 15) == Told(10, 15, 15)
    assert told(9, 15) == Told(5, 9, 15)
    assert told(0, 0) is None


@pytest.mark.parametrize(("number", "whole"), [(-1, 20), (21, 20), (1, 0), (3, 14), (3, 17), (3, 10)])
def test_refuses_to_tell_a_number_that_is_not_among_the_whole(number: int, whole: int) -> None:
    with pytest.raises(ValueError, match=rf"^{number} of {whole} cannot be told\.$"):
        told(number, whole)


def test_tells_values_together_only_where_each_keeps_three_choices() -> None:
    assert told_together([12, 8, 10], 30) == [Told(10, 14, 30), Told(5, 9, 30), Told(10, 14, 30)]
    assert told_together([30, 0], 30) == [Told(25, 30, 30), Told(0, 4, 30)]
    for pinned in ([10, 10, 10], [5, 10, 15], [15, 15], [5, 5, 5, 15]):
        assert told_together(pinned, 30) is None
    assert told_together([], 0) is None
    with pytest.raises(ValueError, match=r"^29 is not 30\.$"):
        told_together([10, 10, 9], 30)


@pytest.mark.parametrize(
    ("label", "first", "last"),
    [("2011/12", DAY(2011, 4, 1), DAY(2012, 3, 31)), ("2099/00", DAY(2099, 4, 1), DAY(2100, 3, 31))],
)
def test_reads_a_financial_year_by_its_name(label: str, first: datetime.date, last: datetime.date) -> None:
    assert financial_year(label) == (first, last)


@pytest.mark.parametrize("label", ["", "/", "2022/", "2022/21", "2022/3", "2022-23", "2022/23 ", "20222/23"])
def test_says_what_is_no_financial_year(label: str) -> None:
    with pytest.raises(ValueError, match="is not a financial year such as 2022/23") as refused:
        financial_year(label)
    assert str(refused.value).startswith(f"“{label}”")


def theme(code: str, begins: int = 2014, ends: int | None = None) -> ThemeRow:
    """A theme from April of a year to April of another."""
    return ThemeRow(code, code.upper(), DAY(begins, 4, 1), DAY(ends, 4, 1) if ends else None)


def turned(kind: ChangeKind, year: int, earlier: str, later: str) -> ChangeRow:
    """A change in April of a year, themes named by single letters."""
    return ChangeRow(kind, DAY(year, 4, 1), tuple(earlier), tuple(later))


def test_says_every_fault_with_its_whole_sentence() -> None:
    themes = (theme("a"), theme("a"), theme("b", 2014, 2014), theme("c", 2020))
    changes = (
        turned(ChangeKind.RENAMED, 2017, "a", "x"),
        turned(ChangeKind.MERGED, 2017, "a", "c"),
        turned(ChangeKind.SPLIT, 2014, "a", "c"),
    )
    assert faults_of(Taxonomy(themes, changes)) == (
        "The code “a” stands twice.",
        "“B” ends before it begins.",
        "There is no theme “x”.",
        "Two themes or more are merged into one.",
        "“C” begins after the day on which it took over.",
        "One theme is split into two or more.",
        "“A” began on or after the day on which it gave way.",
        "“C” begins after the day on which it took over.",
    )


def test_lets_a_theme_take_over_that_was_there_before() -> None:
    """The kept one of two that are merged may have begun long ago."""
    both = Taxonomy((theme("a", 2014, 2017), theme("b", 2014, 2017), theme("c", 2010)), (
        turned(ChangeKind.MERGED, 2017, "ab", "c"),
    ))  # fmt: skip  # themes and their one change
    assert faults_of(both) == ()
    assert both.was("c") == ("c", "a", "b")
    assert both.became("a", DAY(2017, 3, 31)) == ("a",)
    assert both.became("a", DAY(2017, 4, 1)) == ("c",)


def test_follows_a_theme_that_went_two_ways_once_each() -> None:
    life = Taxonomy(
        (theme("a", 2010, 2014), theme("b", 2014, 2017), theme("c", 2014, 2017), theme("d", 2017)),
        (turned(ChangeKind.SPLIT, 2014, "a", "bc"), turned(ChangeKind.MERGED, 2017, "bc", "d")),
    )
    assert faults_of(life) == ()
    assert life.became("a", DAY(2016, 1, 1)) == ("b", "c")
    assert life.became("a", DAY(2018, 1, 1)) == ("d",)
    assert life.was("d") == ("d", "b", "a", "c")
    assert life.counted_under("d") == ("d", "b", "c")
    assert life.became("nobody", DAY(2018, 1, 1)) == ()


SET = """
[[set]]
code = "s"
label = "Some set"
kind = "priority"
exclusive = true
source = "ours"
themes = [{ code = "a", label = "A" }, { code = "b", label = "B", from_on = 2020-04-01, to_on = 2021-04-01 }]
"""


def test_reads_a_set_with_the_day_of_the_law_where_a_theme_has_none() -> None:
    (row,) = sets_of(SET)
    assert (row.code, row.label, row.kind, row.is_exclusive, row.source) == (
        "s", "Some set", SetKind.PRIORITY, True, "ours",
    )  # fmt: skip  # one row
    assert row.taxonomy.themes == (ThemeRow("a", "A", SINCE), ThemeRow("b", "B", DAY(2020, 4, 1), DAY(2021, 4, 1)))
    assert DAY(2011, 4, 13) == SINCE


def test_names_every_set_with_a_fault() -> None:
    twice = SET.replace('code = "b"', 'code = "a"')
    with pytest.raises(BadThemesError, match=r"^Some set: The code “a” stands twice\. Other: The code “a” stands"):
        sets_of(twice + twice.replace("Some set", "Other"))
