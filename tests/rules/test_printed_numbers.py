"""The order of numbers as authors print them."""

import pytest

from dhr_cases.printed_numbers import natural_key

ORDERED = (
    ("1", "2", "9", "10", "54"),
    ("R1", "R2", "R10"),
    ("9.2", "10.1.1", "10.1.1.1", "10.1.1.2", "10.1.1.10", "10.1.2"),
    ("1", "1a", "1b", "2"),
    ("1", "1.1", "2", ""),
    ("Recommendation 2", "Recommendation 10"),
    ("0", "7", "99", "A", "A1", "a2", "B", ""),
    ("2", "2.0", "2.1", "2.a", "2.b", "10"),
)


@pytest.mark.parametrize("printed", ORDERED)
def test_sorts_as_a_person_expects(printed: tuple[str, ...]) -> None:
    """Whatever order they come in."""
    mixed = [*printed[1::2], *reversed(printed[::2])]
    assert tuple(sorted(mixed, key=natural_key)) == printed


def test_holds_repeated_numbers_equal() -> None:
    """One review prints "1" for each agency; the position then decides."""
    assert natural_key("1.") == natural_key("1")


def test_ignores_the_case_of_letters() -> None:
    """R1 and r1 are the same number."""
    assert natural_key("R1") == natural_key("r1")


@pytest.mark.parametrize("printed", ["", " ", "-", "...", "_"])
def test_puts_what_holds_no_figure_and_no_letter_last(printed: str) -> None:
    assert natural_key(printed) == natural_key("")
    assert natural_key(printed) > natural_key("zz 99")


@pytest.mark.parametrize(("one", "other"), [("1.2", "1-2"), ("1.2", "1 2"), ("R 1", "R1"), ("(3)", "3"), ("07", "7")])
def test_passes_over_signs_between_and_noughts_before(one: str, other: str) -> None:
    assert natural_key(one) == natural_key(other)
