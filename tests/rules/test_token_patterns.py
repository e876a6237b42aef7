"""What is looked for on behalf of a protected word: which keys, by which rule, broken where?"""

import pytest

from dhr_cases.anonymisation.folding import folded
from dhr_cases.anonymisation.misspellings import SHORTEST_NAME, Misspelling, Misspellings
from dhr_cases.anonymisation.patterns import Pattern, Rule, patterns_of
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import TokenKind

NAME, PLACE, OTHER, NICKNAME = TokenKind.NAME, TokenKind.PLACE, TokenKind.OTHER, TokenKind.NICKNAME


def sought(value: str, kind: TokenKind = OTHER, *variants: str) -> list[tuple[str, str]]:
    """What is looked for: words with a stroke at each break, and the rule."""
    return [("|".join(row.words), row.rule) for row in patterns_of(Token(value, variants, kind=kind))]


@pytest.mark.parametrize(
    ("value", "kind", "rows"),
    [
        ("Inglethorpe", NAME, [("inglethorpe", "words")]), ("Rose", NAME, [("rose", "ordinary")]),
        ("Aoife Quill", NAME, [("aoife|quill", "words"), ("quill|aoife", "words")]),
        ("Aoife Quill", PLACE, [("aoife|quill", "words")]),
        ("Aoife Mae Quill", NAME, [("aoife|mae|quill", "words")]), ("A Quill", NAME, [("a|quill", "words")]),
        ("Aoife-Quill", NICKNAME, [("aoife|quill", "words"), ("quill|aoife", "words")]),
        ("O'Quill", NAME, [("o|quill", "words")]), ("Quill's", NAME, [("quill|s", "ordinary")]),
        ("AQ", NAME, [("a|q", "initials")]), ("A.Q.", OTHER, [("a|q", "initials")]),
        ("AQR", OTHER, [("a|q|r", "initials")]),
        ("AQR", NAME, [("aqr", "words")]), ("A.Q.R.S.", OTHER, [("a|q|r|s", "initials")]),
        ("AQRS", OTHER, [("aqrs", "words")]),
        ("Li", NAME, [("li", "ordinary")]), ("Lé", NAME, [("le", "ordinary")]), ("", NAME, []), ("?!", NAME, []),
        ("  ", NAME, []),
        ("Fen Road", PLACE, [("fen|road", "words"), ("fen|rd", "words")]),
        ("Fen Rd", PLACE, [("fen|rd", "words"), ("fen|road", "words")]), ("Road", PLACE, [("road", "ordinary")]),
        ("Road Fen", PLACE, [("road|fen", "words")]),
        ("Fen & Co", PLACE, [("fen|co", "words"), ("fen|and|co", "words")]),
        ("Fen and Co", PLACE, [("fen|and|co", "words"), ("fen|co", "words")]),
        ("AB12CD", OTHER, [("ab|12|cd", "code")]), ("AB1C", OTHER, [("ab|1|c", "words")]),
        ("ABCD1", OTHER, [("abcd|1", "words")]),
        ("12345", OTHER, [("12345", "code")]), ("1234", OTHER, [("1234", "words")]),
        ("٣٤٥٦٧", OTHER, [("34567", "code")]),
    ],
)  # fmt: skip  # word beside what is sought
def test_seeks_each_word_by_the_rule_of_its_form(value: str, kind: TokenKind, rows: list[tuple[str, str]]) -> None:
    assert sought(value, kind) == rows


def test_seeks_a_telephone_number_in_all_ways_it_is_dialled() -> None:
    home, keys = "7700900123", [key.replace("|", "") for key, _ in sought("07700 900123")]
    assert keys == [f"0{home}", home, f"0{home}", f"44{home}", f"440{home}", f"0044{home}", f"00440{home}"]
    assert [rule for _, rule in sought("07700 900123")] == [Rule.CODE] * len(keys)


@pytest.mark.parametrize("number", ["+44 7700 900123", "0044 (0)7700 900123", "7700900123", "4407700900123"])
def test_seeks_the_same_number_however_it_was_recorded(number: str) -> None:
    keys = {key.replace("|", "") for key, _ in sought(number)}
    assert keys >= {"7700900123", "07700900123", "447700900123", "00447700900123"}


@pytest.mark.parametrize("number", ["0000000000", "077009001234567", "0770090012A"])
def test_seeks_what_is_no_telephone_number_as_it_stands(number: str) -> None:
    assert len(sought(number)) == 1


def test_seeks_a_day_in_its_parts_and_by_no_other_rule() -> None:
    rows = sought("12 March 1984")
    assert {rule for _, rule in rows} == {Rule.DAY}
    assert {"12|3|1984", "12|03|84", "12|th|of|march|1984", "1984|03|12", "12031984", "30753"} <= {
        key for key, _ in rows
    }


def test_seeks_every_variant_after_the_value_and_each_pattern_once() -> None:
    assert sought("Inglethorpe", NAME, "Ingle", "INGLETHORPE", "ingle", "Ingl-e") == [
        ("inglethorpe", "words"), ("ingle", "words"), ("ingl|e", "words"),
    ]  # fmt: skip  # pairs


def test_seeks_a_name_of_another_script_in_the_letters_it_folds_to_in_each_case() -> None:
    keys = [key for key, _ in sought("Наташа", NAME)]
    assert len(keys) == len(set(keys)) > 1
    assert {folded(way).key for way in ("Наташа", "НАТАША", "наташа")} == set(keys)


@pytest.mark.parametrize(
    ("key", "breaks", "words"),
    [("abc", (), ("abc",)), ("abc", (1,), ("a", "bc")), ("abc", (2, 1), ("a", "b", "c")), ("abc", (0,), ("", "abc"))],
)
def test_cuts_a_key_at_its_breaks(key: str, breaks: tuple[int, ...], words: tuple[str, ...]) -> None:
    assert Pattern(key, frozenset(breaks), Rule.WORDS, Token("x")).words == words


def slips(text: str, *values: str, known: tuple[str, ...] = (), taken: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The misspelt words of a text with the protected word each stands for; ``taken`` were found already."""
    read = folded(text)
    patterns = [pattern for value in values for pattern in patterns_of(Token(value, kind=NAME))]
    places = [(read.key.index(fold), read.key.index(fold) + len(fold)) for fold in taken]
    found: list[Misspelling] = Misspellings(patterns, known).find(read, places)
    return [(read.written(place.start, place.end), place.token.value) for place in found]


@pytest.mark.parametrize(
    ("text", "value", "found"),
    [
        ("Kwamo", "Kwame", True), ("Kwam", "Kwame", True), ("Kwamee", "Kwame", True), ("Wkame", "Kwame", True),
        ("Kwa", "Kwame", False), ("Kwameee", "Kwame", False), ("Kwame", "Kwame", False), ("Zwin", "Zwil", False),
        ("Kwomo", "Kwame", False), ("Ингле", "Ингла", True), ("", "Kwame", False),
    ],
)  # fmt: skip  # pairs read side by side
def test_takes_one_letter_for_a_slip_in_names_of_five_letters(text: str, value: str, found: bool) -> None:
    assert bool(slips(f"met {text} there", value)) is found
    assert len("Kwame") == SHORTEST_NAME


@pytest.mark.parametrize("known", ["Kwamo", "kwamo", "Kwamo Adu", "Adu-Kwamo", "KWÁMO"])
def test_takes_no_word_for_a_slip_that_a_person_knows(known: str) -> None:
    assert slips("met Kwamo there", "Kwame") == [("Kwamo", "Kwame")]
    assert slips("met Kwamo there", "Kwame", known=(known,)) == []


def test_takes_nothing_for_a_slip_that_was_found_already() -> None:
    assert slips("met Kwamo there", "Kwame", taken=("kwamo",)) == []
    assert slips("met Kwamo there", "Kwame", taken=("met",)) == [("Kwamo", "Kwame")]


def test_tells_slips_in_the_order_of_the_text_and_the_longest_of_two() -> None:
    found = slips("Oluwaseum and Kwamo Adomako met Kwamo", "Kwame Adomako", "Kwame", "Oluwaseun")
    assert found == [("Oluwaseum", "Oluwaseun"), ("Kwamo Adomako", "Kwame Adomako"), ("Kwamo", "Kwame")]


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("Tomm Adomako", "Toma Adomako", ["Tomm Adomako"]), ("Tom Adomaka", "Tom Adomako", ["Tom Adomaka"]),
        ("Tim Adomako", "Tom Adomako", []), ("Tmmy Adomako", "Toma Adomako", []), ("Adomako", "Toma Adomako", []),
        ("Adomako Tomm", "Toma Adomako", ["Adomako Tomm"]), ("Tomm", "Toma Adomako", []),
        ("Toma. Adomaka", "Toma Adomako", ["Toma. Adomaka"]), ("Toma de Adomaka", "Toma Adomako", []),
    ],
)  # fmt: skip  # text, name and words side by side
def test_finds_a_slip_beside_the_right_half_of_a_name(text: str, value: str, words: list[str]) -> None:
    assert [found for found, _ in slips(text, value)] == words
