"""Is it told from what stands around a word whether it is a name there?"""

import pytest

from dhr_cases.anonymisation.name_like import in_identifier, is_written_as_name, is_written_small, stands_as_person
from dhr_cases.anonymisation.ordinary_words import (
    MONTHS,
    is_acronym,
    is_always_large,
    is_common,
    is_ordinary,
    is_rarer,
)


def _place(text: str, word: str) -> tuple[str, int, int]:
    start = text.index(word)
    return text, start, start + len(word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("see rose_final", "rose"),
        ("to rose@example.org", "rose"),
        ("notes rose.docx here", "rose"),
        ("rose and others.pdf", "rose"),
        ("C:\\cases\\rose", "rose"),
        ("https://example.org/rose", "rose"),
    ],
)
def test_knows_file_names_and_addresses(text: str, word: str) -> None:
    assert in_identifier(*_place(text, word))


@pytest.mark.parametrize("text", ["a rose bush", "rose.", "the rose.The next", "rose-coloured", "rose/tulip"])
def test_takes_no_prose_for_a_file_name(text: str) -> None:
    assert not in_identifier(*_place(text, "rose"))


@pytest.mark.parametrize(
    ("text", "word"),
    [("met May there", "May"), ("Then May, 34, left", "May"), ("Mr White British-born", "White"),
     ("Mrs May and June", "May"), ("said Will", "Will"),
     ("page 47 May said", "May"), ("mayJones", "may")],
)  # fmt: skip  # a text and the name in it
def test_takes_a_word_for_a_name(text: str, word: str) -> None:
    assert is_written_as_name(*_place(text, word))


@pytest.mark.parametrize(
    ("text", "word"),
    [("in May 2019", "May"), ("12th of May", "May"), ("May 12th", "May"), ("May and June", "May"), ("it may be", "may"),
     ("Will they come", "Will"), ("so. Will it", "Will"), ("White Irish", "White"), ("Green Paper", "Green"),
     ("Young People", "Young")],
)  # fmt: skip  # a text and the ordinary word in it
def test_takes_a_word_for_itself(text: str, word: str) -> None:
    assert not is_written_as_name(*_place(text, word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("heard that Edit had left", "Edit"),
        ("Then Edit left", "Edit"),
        ("Vans called", "Vans"),
        ("by Right’s side", "Right"),
    ],
)
def test_sees_a_person_where_only_a_person_stands(text: str, word: str) -> None:
    assert stands_as_person(*_place(text, word))


@pytest.mark.parametrize(
    ("text", "word"),
    [("the Crown said", "Crown"), ("in Crown Court", "Crown"), ("Safer Crown came", "Crown"),
     ("Vans were seen", "Vans"),
     ("a court, then Court sat", "Court"), ("then court sat", "court")],
)  # fmt: skip  # a text and the ordinary word in it
def test_sees_no_person_elsewhere(text: str, word: str) -> None:
    assert not stands_as_person(*_place(text, word))


def test_knows_whether_a_word_stands_in_small_letters_too() -> None:
    assert is_written_small("the court, then Court", "Court")
    assert not is_written_small("the courtyard, then Court", "Court")


def test_knows_everyday_and_rarer_words_and_no_names() -> None:
    assert all(map(is_common, ["meeting", "police", "colour", "organise", "organize", "welsh", "may"]))
    assert is_rarer("carton")
    assert not is_common("carton")
    assert not any(map(is_ordinary, ["sarah", "srah", "thompson", "jaydon", ""]))


def test_knows_words_that_are_always_large() -> None:
    assert all(map(is_always_large, MONTHS))
    assert is_always_large("christian")
    assert not is_always_large("crown")


def test_knows_short_names_of_services_in_capitals_only() -> None:
    assert is_acronym("MARAC")
    assert not is_acronym("Marac")
