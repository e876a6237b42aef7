"""Does a question find what is meant, however it is said, and does it look for no word that tells nothing?"""

import pytest

from dhr_cases.said_before import stem
from learning.ranking import Candidate, Stock, best
from learning.search_words import _MEANT, _PLAIN_WORDS, SAID, asked_words, words_of

PHRASES = [(meant, phrase.strip()) for meant, phrases in _MEANT.items() for phrase in (*phrases.split(","), meant)]


def test_finds_each_way_of_saying_something_under_what_it_means() -> None:
    for meant, phrase in PHRASES:
        assert f"m{meant}" in words_of(f"She wrote of {phrase} in May."), (meant, phrase)


def test_gives_no_saying_two_meanings_whose_stems_are_alike() -> None:
    """Probation and probing begin alike: a question about the service must not find curiosity in its place."""
    meant_by: dict[tuple[str, ...], set[str]] = {}
    for meant, phrase in PHRASES:
        meant_by.setdefault(tuple(map(stem, phrase.replace("'", " ' ").split())), set()).add(meant)
    assert [meanings for meanings in meant_by.values() if len(meanings) > 1] == []
    assert asked_words("probation") == {stem("probation"): SAID, "mprobation": 1.0}
    assert "mcuriosity" in words_of("She asked probing questions.")


def test_asks_for_what_is_meant_and_a_little_for_what_was_said() -> None:
    for meant, phrase in PHRASES:
        asked = asked_words(phrase)
        assert asked[f"m{meant}"] == 1.0, phrase
        assert {share for word, share in asked.items() if not word.startswith("m") or word not in _means()} <= {SAID}


def _means() -> set[str]:
    return {f"m{meant}" for meant in _MEANT}


@pytest.mark.parametrize("question", ["", "   ", "?!", "What was it that they did?", "How many reviews say this?"])
def test_looks_for_nothing_where_no_word_tells_anything(question: str) -> None:
    assert asked_words(question) == {}


def test_passes_over_every_plain_word_in_any_case() -> None:
    for word in _PLAIN_WORDS.split():
        meanings = {found for found in words_of(word.upper()) if found.startswith("m")}
        assert set(words_of(word.upper())) == meanings, word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amélie", "amelie"),
        ("the woman’s view", "the woman's view"),
        ("GP", "general practitioner"),
        ("family doctor", "surgery"),
        ("left him", "separation"),
        ("kill himself", "suicidal"),
        ("did not attend", "missed appointment"),
    ],
)
def test_meets_words_that_mean_the_same(one: str, other: str) -> None:
    assert set(asked_words(one)) & set(words_of(other))


def test_keeps_the_order_and_puts_meanings_last() -> None:
    found = words_of("The landlord telephoned the police twice.")
    own = [stem("landlord"), stem("telephoned"), stem("police"), stem("twice")]
    assert found[: len(own)] == own
    assert found[len(own) :] == ["mhousing", "mpolice"]


def test_takes_the_longest_saying_together_with_the_shorter_within_it() -> None:
    assert {"mmarac", "mrisk"} & set(words_of("a multi agency risk assessment conference")) >= {"mmarac"}
    asked = asked_words("health visitor")
    assert asked == {stem("health"): SAID, stem("visitor"): SAID, "mhealthvisitor": 1.0}


def test_weighs_a_word_that_stands_for_nothing_fully() -> None:
    asked = asked_words("Did the landlord telephone?")
    assert asked[stem("telephone")] == 1.0
    assert asked[stem("landlord")] == SAID
    assert asked["mhousing"] == 1.0


def test_gives_no_answer_where_the_question_shares_no_word() -> None:
    stock = Stock(3, 2.0, {"mpolice": 1})
    rows = [Candidate(1, "telephon twice"), Candidate(2, "mhousing")]
    assert best({"mpolice": 1.0}, rows, stock) == []
    assert best({"mpolice": 1.0}, [*rows, Candidate(3, "mpolice telephon")], stock) == [3]
    assert best({"mpolice": 1.0}, [], stock) == []
