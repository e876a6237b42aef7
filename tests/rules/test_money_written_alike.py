"""Is an amount written the same way on the pages of a review and on those of the money?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhr_cases.templatetags.govuk import pounds as on_pages_of_reviews
from funding.money import in_words
from funding.money import pounds as on_pages_of_money


@pytest.mark.parametrize(
    ("pence", "written"),
    [
        (0, "£0"),
        (1, "£0.01"),
        (99, "£0.99"),
        (100, "£1"),
        (101, "£1.01"),
        (110, "£1.10"),
        (900_000, "£9,000"),
        (900_050, "£9,000.50"),
        (100_000_000, "£1,000,000"),
        (-1, "−£0.01"),
        (-900_000, "−£9,000"),
        (None, "not stated"),
    ],
)
def test_writes_pence_only_where_there_are_any(pence: int | None, written: str) -> None:
    assert on_pages_of_reviews(pence) == written == in_words(pence)


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_writes_every_amount_alike(pence: int) -> None:
    assert on_pages_of_reviews(pence) == on_pages_of_money(pence)
