"""How is a gap said as a number of reviews?"""

from decimal import Decimal

import pytest

from funding.open_gaps import as_reviews

AVERAGE = 2_000_000


@pytest.mark.parametrize(
    ("gap", "count"),
    [
        (0, "0.0"),
        (99_999, "0.0"),
        (100_000, "0.1"),
        (2_099_999, "1.0"),
        (2_100_000, "1.1"),
        (2_300_000, "1.2"),
        (-2_300_000, "1.2"),
        (AVERAGE * 12, "12.0"),
    ],
)
def test_rounds_half_up_to_one_decimal(gap: int, count: str) -> None:
    found = as_reviews(gap, AVERAGE)
    assert found is not None
    assert found.count == Decimal(count)
    assert found.label == f"about {count} reviews at the local average of £20,000"


def test_says_nothing_where_no_average_is_stated() -> None:
    assert as_reviews(AVERAGE, None) is None


@pytest.mark.parametrize("average", [0, -1])
def test_refuses_an_average_that_is_none(average: int) -> None:
    with pytest.raises(ValueError, match="more than nought"):
        as_reviews(AVERAGE, average)
