"""Does a file of protected words give its tokens, and a bad one a sentence that names the place?"""

import json

import pytest

from dhr_cases.anonymisation.tokens import Token, TokenFileError, parse_tokens
from dhr_cases.anonymity_terms import TokenKind


def test_reads_values_variants_replacements_and_kinds() -> None:
    rows = [
        {"value": " Sarah ", "variants": ["Sal "], "replacement": "Robin", "kind": "name"},
        {"value": "CT1 2AB"},
    ]
    assert parse_tokens(json.dumps(rows)) == (Token("Sarah", ("Sal",), "Robin", TokenKind.NAME), Token("CT1 2AB"))


def test_reads_an_empty_list_and_a_byte_order_mark() -> None:
    assert parse_tokens("\ufeff[]") == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[", "The file of protected words is not JSON: line 1, column 2."),
        ('[\n {"value": }]', "The file of protected words is not JSON: line 2, column 12."),
        ("{}", "The file of protected words must hold a list, from [ to ]."),
        ("[" * 90_000, "The file of protected words nests too deeply or holds a number too long."),
        ("[" + "9" * 6_000 + "]", "The file of protected words nests too deeply or holds a number too long."),
        ('["x"]', 'Entry 1 must be an object such as {"value": "...", "replacement": "..."}.'),
        ('[{"value": "x"}, {"values": "y"}]', "Entry 2 has a field nobody knows: values."),
        ("[{}]", 'Entry 1 has no letter or digit in "value".'),
        ('[{"value": "-"}]', 'Entry 1 has no letter or digit in "value".'),
        ('[{"value": 7}]', 'Entry 1: "value" must be text in quotation marks.'),
        ('[{"value": "x", "replacement": 7}]', 'Entry 1: "replacement" must be text in quotation marks.'),
        ('[{"value": "x", "variants": "y"}]', 'Entry 1: "variants" must be a list, from [ to ].'),
        ('[{"value": "x", "variants": ["y", 2]}]', 'Entry 1: variant 2 in "variants" must be text in quotation marks.'),
    ],
)
def test_refuses_a_bad_file_with_its_place(text: str, sentence: str) -> None:
    with pytest.raises(TokenFileError) as refused:
        parse_tokens(text)
    assert str(refused.value) == sentence


def test_takes_null_for_nothing() -> None:
    assert parse_tokens('[{"value": "x", "variants": null, "replacement": null}]') == (Token("x"),)


def test_names_the_kinds_it_knows() -> None:
    with pytest.raises(TokenFileError, match='Entry 1: "kind" must be one of name, nickname, initials'):
        parse_tokens('[{"value": "x", "kind": "dog"}]')


def test_never_repeats_a_protected_word_in_a_fault() -> None:
    with pytest.raises(TokenFileError) as refused:
        parse_tokens('[{"value": "Sarah", "variants": "Sal"}]')
    assert "Sarah" not in str(refused.value)
    assert "Sal" not in str(refused.value)


def test_gives_each_spelling_once_and_no_empty_one() -> None:
    assert Token("Sarah", ("", " Sal ", "Sarah", "Sal")).spellings == ("Sarah", "Sal")
