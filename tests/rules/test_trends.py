"""A share beside the one before it: up, down, the same, new or ended, in words and a figure."""

import pytest

from funding.money import Qualifier
from funding.trends import TrendKind, YearShare, trend
from funding.years import FinancialYear

YEAR = FinancialYear(2021)
BEFORE = YEAR.previous


def share(year: FinancialYear, pounds: int | None, qualifier: Qualifier = Qualifier.EXACT) -> YearShare:
    """A share in whole pounds."""
    return YearShare(year, None if pounds is None else pounds * 100, qualifier)


@pytest.mark.parametrize(
    ("now", "then", "kind", "words", "change"),
    [
        (2_500, 2_000, TrendKind.UP, "up £500", 50_000),
        (1_500, 2_000, TrendKind.DOWN, "down £500", -50_000),
        (2_000, 2_000, TrendKind.SAME, "the same", 0),
        (None, 2_000, TrendKind.UNKNOWN, "no figure to compare", None),
        (2_000, None, TrendKind.UNKNOWN, "no figure to compare", None),
        (None, None, TrendKind.UNKNOWN, "no figure to compare", None),
        (0, 2_000, TrendKind.DOWN, "down £2,000", -200_000),
    ],
)
def test_compares_with_the_year_before(
    now: int | None, then: int | None, kind: TrendKind, words: str, change: int | None
) -> None:
    """Not stated is not nil, so it is compared with nothing; nil is."""
    found = trend(YEAR, [share(BEFORE, then), share(YEAR, now)])
    assert (found.kind, found.words, found.change) == (kind, words, change)


def test_calls_a_first_share_new() -> None:
    """No earlier year has one."""
    assert trend(YEAR, [share(YEAR, 2_000)]).kind is TrendKind.NEW


def test_names_the_year_after_which_a_share_ended() -> None:
    """The last of several."""
    found = trend(YEAR, [share(FinancialYear(2018), 1_000), share(FinancialYear(2019), 1_000)])
    assert (found.kind, found.words) == (TrendKind.ENDED, "ended after 2019/20")


def test_compares_with_the_last_share_of_a_body_that_was_away() -> None:
    """The year is named, because it is not the one before."""
    found = trend(YEAR, [share(FinancialYear(2018), 1_000), share(FinancialYear(2017), 9_000), share(YEAR, 1_200)])
    assert found.words == "up £200 since 2018/19"


def test_has_nothing_to_say_of_a_body_that_was_only_asked() -> None:
    """No share in any year."""
    assert trend(YEAR, []).kind is TrendKind.NONE


def test_calls_a_declined_share_ended() -> None:
    """Whatever it was to be."""
    declined = YearShare(YEAR, 200_000, ended="declined")
    assert trend(YEAR, [share(BEFORE, 2_000), declined]).words == "declined"


def test_leaves_later_years_out() -> None:
    """A past year is shown as it was."""
    assert trend(YEAR, [share(YEAR, 1_000), share(YEAR.next, 5_000)]).kind is TrendKind.NEW


@pytest.mark.parametrize(
    ("now", "then", "words"),
    [
        ((2_500, Qualifier.ABOUT), (2_000, Qualifier.EXACT), "up about £500"),
        ((2_500, Qualifier.OVER), (2_000, Qualifier.EXACT), "up over £500"),
        ((1_500, Qualifier.OVER), (2_000, Qualifier.EXACT), "down under £500"),
        ((1_500, Qualifier.EXACT), (2_000, Qualifier.OVER), "down over £500"),
    ],
)
def test_is_no_nearer_than_its_figures(now: tuple[int, Qualifier], then: tuple[int, Qualifier], words: str) -> None:
    """An approximate figure makes an approximate change."""
    assert trend(YEAR, [share(BEFORE, *then), share(YEAR, *now)]).words == words


def test_compares_no_money_with_support_in_kind() -> None:
    """The two are never mixed; in kind after in kind is as before."""
    kind_now, kind_then = (YearShare(year, None, is_in_kind=True) for year in (YEAR, BEFORE))
    assert trend(YEAR, [share(BEFORE, 2_000), kind_now]).kind is TrendKind.UNKNOWN
    assert trend(YEAR, [kind_then, kind_now]).words == "in kind, as before"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (share(YEAR, None), "not stated"),
        (share(YEAR, 500, Qualifier.ABOUT), "about £500"),
        (YearShare(YEAR, None, is_in_kind=True), "in kind"),
    ],
)
def test_writes_a_share_in_words(row: YearShare, words: str) -> None:
    """As the table of partners shows it."""
    assert row.shown == words
