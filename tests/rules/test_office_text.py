"""No cell of a file we write is run by a spreadsheet; a file takes each word of ours, and no word is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhr_cases.office_text import FORMULA_SIGNS, printable, unformulated


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


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b", "ab"), ("a\x1fb", "ab"), ("a\tb", "a\tb"), ("a\nb", "a\nb"), ("a\ud800b", "ab"), ("a\ufffeb", "ab"),
        ("a\ufffdb", "a\ufffdb"), ("😀", "😀"), ("", ""), ("Ty\x00\x0b Gŵydd\n£1", "Ty Gŵydd\n£1"),
    ],
)  # fmt: skip  # a text and what an office file holds of it
def test_keeps_every_letter_that_an_office_file_holds(text: str, kept: str) -> None:
    assert printable(text) == kept
