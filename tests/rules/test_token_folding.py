"""Does a folded text hold every letter, know its place, and know what stood before it?"""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhr_cases.anonymisation.folding import Gap, fold, folded


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Amélie", "amelie"),
        ("Straße", "strasse"),
        ("Æsop", "aesop"),
        ("ﬂat", "flat"),
        ("ЅАRАН", "sarah"),
        ("٣", "3"),
        ("a\u200d\ufeffb", "ab"),
        ("x_y-z.1", "xyz1"),
        ("  ", ""),
        ("", ""),
    ],
)
def test_folds_to_small_plain_letters_and_figures(text: str, key: str) -> None:
    assert folded(text).key == fold(text) == key


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("ab", Gap.NONE),
        ("aB", Gap.CHANGE),
        ("a1", Gap.CHANGE),
        ("1a", Gap.CHANGE),
        ("a'b", Gap.APOSTROPHE),
        ("a’b", Gap.APOSTROPHE),
        ("a-\nb", Gap.BROKEN_LINE),
        ("a- \n  b", Gap.BROKEN_LINE),
        ("a-b", Gap.WIDE),
        ("a b", Gap.WIDE),
        ("a_b", Gap.WIDE),
        ("a '' b", Gap.WIDE),
        ("a\u00adb", Gap.NONE),
    ],
)
def test_knows_what_stands_between_two_letters(text: str, gap: Gap) -> None:
    assert folded(text).gaps == [Gap.WIDE, gap]


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("aBc", [Gap.WIDE, Gap.CHANGE, Gap.NONE]),
        ("ABc", [Gap.WIDE, Gap.CHANGE, Gap.NONE]),
        ("A Bc", [Gap.WIDE, Gap.WIDE, Gap.NONE]),
        ("ABC", [Gap.WIDE, Gap.NONE, Gap.NONE]),
        ("A1b", [Gap.WIDE, Gap.CHANGE, Gap.CHANGE]),
        ("1aB", [Gap.WIDE, Gap.CHANGE, Gap.CHANGE]),
        ("ab12Cd", [Gap.WIDE, Gap.NONE, Gap.CHANGE, Gap.NONE, Gap.CHANGE, Gap.NONE]),
        ("aÆb", [Gap.WIDE, Gap.CHANGE, Gap.NONE, Gap.NONE]),
        ("a''b", [Gap.WIDE, Gap.WIDE]),
        ("a'-b", [Gap.WIDE, Gap.WIDE]),
        ("a - \nb", [Gap.WIDE, Gap.WIDE]),
        ("a\n-b", [Gap.WIDE, Gap.WIDE]),
        ("a-\r\nb", [Gap.WIDE, Gap.BROKEN_LINE]),
        ("a- - - \nb", [Gap.WIDE, Gap.BROKEN_LINE]),
        ("'a'", [Gap.WIDE]),
    ],
)
def test_knows_what_stands_before_each_letter(text: str, gaps: list[Gap]) -> None:
    assert folded(text).gaps == gaps


def test_places_every_letter_of_a_ligature_where_the_ligature_stands() -> None:
    read = folded("x aÆb")
    assert (read.key, read.places, read.wide) == ("xaaeb", [0, 2, 3, 3, 4], [0, 1])
    assert read.written(2, 4) == "Æ"


def test_tells_what_stands_before_the_first_letter_and_before_any_other() -> None:
    read = folded("“ ab, c")
    assert [read.between(place) for place in range(3)] == ["“ ", "", ", "]
    assert [read.ends_word(place) for place in range(4)] == [True, False, True, True]


def test_begins_a_name_at_the_last_of_several_capitals() -> None:
    read = folded("JSmith")
    assert [read.starts_word(place) for place in range(3)] == [True, True, False]


def test_cuts_a_text_into_words() -> None:
    assert [word.folded for word in folded("O'Brien met-up, JSmith_2").words()] == [
        "obrien",
        "met",
        "up",
        "jsmith",
        "2",
    ]


def test_tells_what_stands_between_words() -> None:
    read = folded("ab, cd")
    assert (read.between(2), read.wide_inside(0, 4), read.written(0, 4), read.shape(0, 4)) == (
        ", ",
        [2],
        "ab, cd",
        "abcd",
    )


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.text(max_size=80))
def test_keeps_every_place_in_order_and_inside_the_text(text: str) -> None:
    read = folded(text)
    assert len(read.key) == len(read.places) == len(read.gaps)
    assert read.places == sorted(read.places)
    assert all(0 <= place < len(text) for place in read.places)
    assert read.wide == [place for place, gap in enumerate(read.gaps) if gap is Gap.WIDE]


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=60))
def test_folds_the_same_whether_accents_stand_in_the_letter_or_after_it(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.text(max_size=60))
def test_folds_a_folded_text_to_itself(text: str) -> None:
    assert fold(fold(text)) == fold(text)
