"""Is money split, rounded and written to the penny, however large the sum and however long the per cent?"""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.money import QUALIFIER_LABELS, Qualifier, half_up, in_words, largest_remainder, percent_of, pounds

AMOUNTS = st.integers(-(10**18), 10**18)
WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=30).filter(any)


@pytest.mark.parametrize(
    ("pence", "written"),
    [
        (0, "£0"),
        (5, "£0.05"),
        (2_000_000, "£20,000"),
        (123_456, "£1,234.56"),
        (-500, "−£5"),
        (-1, "−£0.01"),
        (10**17 + 7, "£1,000,000,000,000,000.07"),
    ],
)
def test_writes_pence_as_pounds(pence: int, written: str) -> None:
    assert pounds(pence) == written


def test_keeps_the_qualifier_with_the_figure() -> None:
    assert {each: in_words(2_000_000, each) for each in Qualifier} == {
        Qualifier.EXACT: "£20,000",
        Qualifier.ABOUT: "about £20,000",
        Qualifier.OVER: "over £20,000",
        Qualifier.UNDER: "under £20,000",
        Qualifier.UP_TO: "up to £20,000",
    }


@pytest.mark.parametrize("qualifier", Qualifier)
def test_never_writes_a_figure_that_is_not_stated_as_nil(qualifier: Qualifier) -> None:
    assert in_words(None, qualifier) == "not stated"


def test_has_a_label_for_every_qualifier() -> None:
    assert set(QUALIFIER_LABELS) == set(Qualifier)


@pytest.mark.parametrize(
    ("pence", "percent", "part"),
    [
        (1, "50", 1),
        (3, "50", 2),
        (1, "49.9999999999999999999999999999999999999999", 0),
        (101, "0.5", 1),
        (99, "0.5", 0),
        (10**15, "33.33333333333333333333333333333333", 333_333_333_333_333),
        (10**40 + 1, "100", 10**40 + 1),
        (10**40, "0." + "0" * 39 + "1", 10**40 // 10**42),
        (-1, "50", -1),
        (0, "100", 0),
    ],
)
def test_takes_a_per_cent_half_up_to_the_penny(pence: int, percent: str, part: int) -> None:
    assert percent_of(pence, Decimal(percent)) == part


@given(AMOUNTS, st.decimals(0, 100, allow_nan=False, places=6))
def test_never_misses_the_exact_per_cent_by_more_than_half_a_penny(pence: int, percent: Decimal) -> None:
    assert abs(percent_of(pence, percent) - Fraction(percent) * pence / 100) <= Fraction(1, 2)


@given(AMOUNTS, st.integers(1, 10**6))
def test_rounds_a_credit_as_the_mirror_of_its_invoice(pence: int, parts: int) -> None:
    assert half_up(Fraction(-pence, parts)) == -half_up(Fraction(pence, parts))


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (2, [1, 1, 1], [1, 1, 0]),
        (10, [1, 2, 3], [2, 3, 5]),
        (7, [3, 0, 1], [5, 0, 2]),
        (0, [1, 1], [0, 0]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (10**30 + 1, [1, 1], [5 * 10**29 + 1, 5 * 10**29]),
    ],
)
def test_splits_by_largest_remainder_with_ties_to_the_earlier(total: int, weights: list[int], parts: list[int]) -> None:
    assert largest_remainder(total, weights) == parts


@given(AMOUNTS, WEIGHTS)
def test_adds_back_to_the_total(total: int, weights: list[int]) -> None:
    assert sum(largest_remainder(total, weights)) == total


@given(AMOUNTS, WEIGHTS)
def test_keeps_every_part_within_a_penny_of_the_exact_one(total: int, weights: list[int]) -> None:
    exact = [Fraction(total * weight, sum(weights)) for weight in weights]
    parts = largest_remainder(total, weights)
    assert all(abs(part - each) < 1 for part, each in zip(parts, exact, strict=True))


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [2, -1], [-1]])
def test_refuses_weights_that_split_nothing(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="none below nought and at least one above it"):
        largest_remainder(100, weights)
