"""Is one thing told in the singular, and everything else in the plural?"""

import pytest

from dhr_cases.plurals import counted


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 agencies"), (1, "1 agency"), (2, "2 agencies"), (-1, "-1 agencies"), (1200, "1,200 agencies")],
)
def test_writes_a_number_with_its_noun(count: int, words: str) -> None:
    assert counted(count, "agency", "agencies") == words


def test_adds_an_s_where_no_plural_is_given() -> None:
    assert (counted(1, "day"), counted(2, "day")) == ("1 day", "2 days")
