"""Which paragraphs answer a question best? The rarer a word the more it tells, the longer a paragraph the less."""

import math

import pytest

from learning.ranking import Candidate, Stock, best

STOCK = Stock(paragraphs=100, mean_length=4.0, held_by={"rare": 1, "common": 60, "every": 100})


def found(asked: dict[str, float], *texts: str, stock: Stock = STOCK, at_most: int = 10) -> list[int]:
    """The places of the texts that answer, from 1, the best first."""
    rows = [Candidate(place, text) for place, text in enumerate(texts, 1)]
    return best(asked, rows, stock, at_most=at_most)


@pytest.mark.parametrize(("word", "held"), [("rare", 1), ("common", 60), ("every", 100), ("unknown", 0)])
def test_weighs_a_word_by_how_few_paragraphs_hold_it(word: str, held: int) -> None:
    assert STOCK.weight(word) == pytest.approx(math.log(1 + (100 - held + 0.5) / (held + 0.5)))


def test_weighs_every_word_and_the_rarest_most() -> None:
    weights = [STOCK.weight(word) for word in ("unknown", "rare", "common", "every")]
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0


def test_puts_the_rarer_word_first() -> None:
    assert found({"rare": 1, "common": 1}, "common is here", "rare is here") == [2, 1]


def test_puts_first_who_holds_every_word() -> None:
    assert found({"rare": 1, "common": 1}, "rare a b c", "rare common b c", "common a b c") == [2, 1, 3]


def test_counts_a_word_said_again() -> None:
    assert found({"rare": 1}, "rare a b c", "rare rare b c", "rare rare rare rare") == [3, 2, 1]


def test_prefers_the_shorter_of_two_that_say_the_same() -> None:
    assert found({"rare": 1}, "rare and many words more than that", "rare is here now") == [2, 1]


def test_takes_the_first_of_two_alike() -> None:
    assert found({"rare": 1}, "rare is here", "here is rare", "is here rare") == [1, 2, 3]


def test_leaves_out_what_holds_none_of_the_words() -> None:
    assert found({"rare": 1}, "nothing of it", "", "rare") == [3]
    assert found({}, "rare") == []


def test_weighs_a_share_of_a_word_less_than_the_whole() -> None:
    assert found({"rare": 0.1, "common": 1.0}, "rare is here", "common is here") == [2, 1]


@pytest.mark.parametrize(("at_most", "places"), [(0, []), (1, [1]), (2, [1, 2]), (9, [1, 2, 3])])
def test_gives_no_more_than_are_asked_for(at_most: int, places: list[int]) -> None:
    assert found({"rare": 1}, "rare a", "rare a b", "rare a b c", at_most=at_most) == places


def test_ranks_where_nothing_is_known_of_the_length() -> None:
    assert found({"rare": 1}, "rare", "none", stock=Stock(0, 0.0, {})) == [1]
    assert found({"rare": 1}, "rare", "none", stock=Stock(1, 0.0, {"rare": 1})) == [1]
