"""No cell of a file we write is run by a spreadsheet, and no word of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhr_cases.spreadsheet_cells import FORMULA_SIGNS, unformulated


@pytest.mark.parametrize("sign", FORMULA_SIGNS)
def test_puts_an_apostrophe_before_a_sign_that_begins_a_formula(sign: str) -> None:
    assert unformulated(f"{sign}HYPERLINK(A1)") == f"'{sign}HYPERLINK(A1)"


@pytest.mark.parametrize("text", ["", "Testshire Police", "£5", "5 = five", "'quoted", "−£5", "https://example.org/=1"])
def test_leaves_other_texts_as_they_are(text: str) -> None:
    assert unformulated(text) == text


@given(st.text())
def test_never_lets_a_cell_begin_like_a_formula(text: str) -> None:
    assert not unformulated(text).startswith(FORMULA_SIGNS)


@given(st.text())
def test_loses_no_letter(text: str) -> None:
    assert unformulated(text).removeprefix("'") == text.removeprefix("'")
