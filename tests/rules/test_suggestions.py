"""What is suggested instead of what was found, and is every change taken back to the letter?"""

import random
from itertools import pairwise

import pytest

from dhr_cases.anonymisation.suggesting import Suggestion, apply, suggest, take_back
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import FindingKind

SARAH = Token("Sarah Smith", ("Sarah", "Smith", "Sal"), "Robin Jones")
HIM = Token("Peter", replacement="the perpetrator")
TEXT = "SARAH'S friend met Srah Smith (Sal) at CT1 2AB on 12 March 1984. Peter, aged 34, rang 07700 900123. Peter left."


def instead(text: str, *tokens: Token) -> list[tuple[str, str]]:
    """What is found and what is suggested instead."""
    return [(row.words, row.replacement) for row in suggest(text, tokens)]


def test_suggests_a_replacement_in_the_capitals_of_the_words_and_leaves_the_possessive() -> None:
    assert instead("SARAH'S and Sarah’s", SARAH) == [("SARAH", "ROBIN"), ("Sarah", "Robin")]


@pytest.mark.parametrize(
    ("words", "replacement"),
    [("Sarah Smith", "Robin Jones"), ("Sarah", "Robin"), ("Smith", "Jones"), ("Sal", "Robin Jones")],
)
def test_suggests_the_matching_word_for_part_of_a_name(words: str, replacement: str) -> None:
    assert instead(f"then {words} rang", SARAH) == [(words, replacement)]


def test_prints_a_phrase_that_is_no_name_as_a_whole() -> None:
    him = Token("Peter Quill", ("Peter", "Quill"), "the perpetrator")
    assert instead("then Peter rang, and Quil came", him) == [("Peter", "the perpetrator"), ("Quil", "the perpetrator")]


def test_begins_a_sentence_with_a_capital() -> None:
    assert instead("Peter left. Peter came; then Peter sat.", HIM) == [
        ("Peter", "The perpetrator"),
        ("Peter", "The perpetrator"),
        ("Peter", "the perpetrator"),
    ]


def test_suggests_the_same_for_a_misspelling() -> None:
    (row,) = suggest("then Srah rang", [Token("Sarah", replacement="Robin")])
    assert (row.words, row.replacement, row.kind) == ("Srah", "Robin", FindingKind.MISSPELT)


@pytest.mark.parametrize(
    ("text", "words", "replacement"),
    [
        ("on 12 March 1984", "12 March 1984", "March 1984"),
        ("on 12/03/84", "12/03/84", "March 1984"),
        ("on 12 March", "12 March", ""),
        ("aged 34 then", "aged 34", "aged between 30 and 39"),
        ("a 34-year-old", "34-year-old", "30-to-39-year-old"),
        ("aged 19", "aged 19", "aged between 18 and 25"),
        ("at the age of 7", "age of 7", ""),
        ("thirty years old", "thirty years old", ""),
        ("at CT1 2AB", "CT1 2AB", "[postcode removed]"),
        ("by 07700 900123", "07700 900123", "[telephone number removed]"),
        ("to a.b@example.org", "a.b@example.org", "[e-mail address removed]"),
    ],
)
def test_suggests_something_less_exact(text: str, words: str, replacement: str) -> None:
    assert instead(text) == [(words, replacement)]


def test_makes_one_suggestion_of_what_lies_at_one_place() -> None:
    (row,) = suggest("to sarah.smith@example.org today", [SARAH])
    assert (row.words, row.replacement) == ("sarah.smith@example.org", "[e-mail address removed]")
    assert row.kind is FindingKind.PROTECTED


def test_never_lets_suggestions_overlap() -> None:
    rows = suggest(TEXT, [SARAH, HIM])
    assert len(rows) > 6
    assert all(first.end <= second.start for first, second in pairwise(rows))


def test_tells_rare_facts_where_nothing_else_was_found_inside() -> None:
    rare = suggest("He was a police officer of Polish origin.", [])
    assert [row.kind for row in rare] == [FindingKind.RARE_FACTS]
    assert rare[0].replacement == ""
    assert FindingKind.RARE_FACTS not in [row.kind for row in suggest("A midwife, she lived in Faversham.", [])]


def test_leaves_the_replacements_themselves_alone() -> None:
    assert suggest("Then Robin Jones rang", [SARAH]) == ()


def test_suggests_nothing_for_a_word_a_person_allowed() -> None:
    assert suggest("then Petra rang", [HIM], allowed=["Petra"]) == ()


def test_applies_what_was_chosen_and_nothing_else() -> None:
    rows = suggest(TEXT, [SARAH, HIM])
    applied = apply(TEXT, [row for row in rows if row.kind in {FindingKind.PROTECTED, FindingKind.MISSPELT}])
    assert applied.text == (
        "ROBIN'S friend met Robin Jones (Robin Jones) at CT1 2AB on 12 March 1984. "
        "The perpetrator, aged 34, rang 07700 900123. The perpetrator left."
    )


def test_takes_every_choice_back_to_the_letter() -> None:
    rows = suggest(TEXT, [SARAH, HIM])
    chance = random.Random(4)  # noqa: S311  # which rows are chosen is no secret
    for _ in range(50):
        chosen = chance.sample(rows, chance.randrange(len(rows) + 1))
        applied = apply(TEXT, chosen)
        assert len(applied.record) == len(chosen)
        assert take_back(applied.text, applied.record) == TEXT


def test_applies_an_empty_choice() -> None:
    assert apply(TEXT, []).text == TEXT


def test_refuses_to_apply_to_a_text_that_was_changed() -> None:
    rows = suggest(TEXT, [SARAH])
    with pytest.raises(ValueError, match="The text was changed since these replacements were suggested."):
        apply(f"Yesterday {TEXT}", rows)


def test_refuses_replacements_that_overlap() -> None:
    rows = [Suggestion(start, start + 4, TEXT[start : start + 4], FindingKind.PROTECTED, "x", "") for start in (0, 2)]
    with pytest.raises(ValueError, match="Two replacements overlap."):
        apply(TEXT, rows)


def test_refuses_to_take_back_from_a_text_that_was_changed() -> None:
    applied = apply(TEXT, suggest(TEXT, [SARAH]))
    with pytest.raises(ValueError, match="They cannot be taken back."):
        take_back(applied.text.replace("ROBIN", "Robin"), applied.record)
