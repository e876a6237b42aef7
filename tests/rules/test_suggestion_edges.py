"""Which words exactly are suggested instead of what was found, on both sides of every edge?"""

import pytest

from dhr_cases.anonymisation.suggesting import suggest
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import FindingKind

SARAH = Token("Sarah Smith", ("Sarah", "Smith", "Sal"), "Robin Jones")
HIM = Token("Quillon", replacement="the perpetrator")


def instead(text: str, *tokens: Token) -> list[tuple[str, str]]:
    """What is found and what is suggested instead."""
    return [(row.words, row.replacement) for row in suggest(text, tokens)]


@pytest.mark.parametrize(
    ("words", "replacement"),
    [
        ("aged 17", ""),
        ("aged 18", "aged between 18 and 25"),
        ("aged 19", "aged between 18 and 25"),
        ("aged 20", "aged between 20 and 29"),
        ("aged 29", "aged between 20 and 29"),
        ("aged 30", "aged between 30 and 39"),
        ("aged 100", "aged between 100 and 109"),
        ("a 20-year-old", "a 20-to-29-year-old"),
        ("a 17-year-old", ""),
        ("Robin (34)", "Robin (between 30 and 39)"),
        ("30 weeks old", ""),
        ("20 months old", ""),
        ("30 years old", "between 30 and 39 years old"),
        ("his 40th birthday", ""),
    ],
)
def test_gives_the_range_of_an_age_and_leaves_children_and_birthdays_to_a_person(words: str, replacement: str) -> None:
    ((found, shown),) = instead(words)
    assert (words.replace(found, shown) if shown else shown) == replacement


@pytest.mark.parametrize(
    ("words", "replacement"),
    [
        ("Sarah Smith", "Robin Jones"),
        ("Smith, Sarah", "Robin Jones"),
        ("Sal", "Robin Jones"),
        ("Sarrah", "Robin"),
        ("Smiht", "Jones"),
        ("SAL", "ROBIN JONES"),
        ("SMITH", "JONES"),
        ("sarah", "Robin"),
    ],
)
def test_gives_the_word_that_stands_for_the_word_found(words: str, replacement: str) -> None:
    assert instead(f"then {words} left", SARAH) == [(words, replacement)]


@pytest.mark.parametrize(
    ("token", "words", "replacement"),
    [
        (Token("Sarah Smith", ("Sarah",), "Robin Ann Jones"), "Sarah", "Robin Ann Jones"),
        (Token("Sarah Smith", ("Sarah",), "Robin"), "Sarah", "Robin"),
        (Token("Sarah Smith", ("Sarah",), "Robin jones"), "Sarah", "Robin jones"),
        (Token("Sarah", ("Sal",), "Robin"), "Sal", "Robin"),
        (Token("Smyth Smith", ("Smyth", "Smith"), "Robin Jones"), "Smith", "Jones"),
        (Token("Smyth Smith", ("Smyth", "Smith"), "Robin Jones"), "Smyth", "Robin"),
        (Token("Sarah Smith", ("Sarah",), ""), "Sarah", ""),
    ],
)
def test_parts_a_replacement_only_where_name_stands_for_name_word_by_word(
    token: Token, words: str, replacement: str
) -> None:
    assert instead(f"then {words} left", token) == [(words, replacement)]


BEGINNINGS = ("", "It ended. ", "Who? ", "No! ", "Heading\n", "It ended. “", "It ended.\n\n  (")


@pytest.mark.parametrize("before", BEGINNINGS)
def test_writes_a_replacement_large_where_a_sentence_begins(before: str) -> None:
    assert instead(f"{before}Quillon left", HIM) == [("Quillon", "The perpetrator")]


@pytest.mark.parametrize("before", ["then ", "He said: ", "e.g ", "one, ", "(see “", "version 1.2 "])
def test_writes_a_replacement_small_inside_a_sentence(before: str) -> None:
    assert instead(f"{before}Quillon left", HIM) == [("Quillon", "the perpetrator")]


@pytest.mark.parametrize(
    ("token", "text", "replacement"),
    [
        (Token("NHS", replacement="the service"), "then NHS came", "the service"),
        (Token("X", replacement="robin"), "then X came", "robin"),
        (Token("Quillon", replacement="robin"), "then QUILLON came", "ROBIN"),
        (Token("Quillon", replacement="robin"), "then QUILLon came", "robin"),
    ],
)
def test_writes_capitals_only_for_a_word_that_is_not_recorded_in_capitals(
    token: Token, text: str, replacement: str
) -> None:
    assert [shown for _, shown in instead(text, token)] == [replacement]


RARE = "He was a police officer of Polish origin."


@pytest.mark.parametrize("text", [f"{RARE} Aged 34, he left.", f"Aged 34, he left. {RARE}", f"aged 34 {RARE} 12 March"])
def test_tells_rare_facts_beside_what_was_found_outside_them(text: str) -> None:
    assert FindingKind.RARE_FACTS in [row.kind for row in suggest(text, [])]


@pytest.mark.parametrize("inside", ["aged 34 ", "Zoltan Kumar "])
def test_tells_no_rare_facts_around_what_was_found_inside_them(inside: str) -> None:
    rows = suggest(f"He was a police officer {inside}of Polish origin.", [])
    assert FindingKind.RARE_FACTS not in [row.kind for row in rows]


@pytest.mark.parametrize(
    ("text", "words", "replacement", "kind"),
    [
        ("to a.sarah@b.org now", "a.sarah@b.org", "[e-mail address removed]", FindingKind.PROTECTED),
        ("see www.sarah.org now", "www.sarah.org", "[web address removed]", FindingKind.PROTECTED),
        ("see www.b.org/12/03/1984/x", "www.b.org/12/03/1984/x", "[web address removed]", FindingKind.WEB_ADDRESS),
        ("met Sarah Smith-Zoltan", "Sarah Smith-Zoltan", "Robin Jones", FindingKind.PROTECTED),
    ],
)
def test_replaces_the_whole_of_what_lies_around_a_protected_word(
    text: str, words: str, replacement: str, kind: FindingKind
) -> None:
    (row,) = suggest(text, [SARAH])
    assert (row.words, row.replacement, row.kind) == (words, replacement, kind)


def test_makes_two_suggestions_of_what_stands_side_by_side() -> None:
    assert instead("CT1 2AB sarah", SARAH) == [("CT1 2AB", "[postcode removed]"), ("sarah", "Robin")]
    assert instead("sarah@b.org;Sal", SARAH) == [("sarah@b.org", "[e-mail address removed]"), ("Sal", "Robin Jones")]
