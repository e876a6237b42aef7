"""Each of the five questions about a recommendation is asked, and answered from what is recorded."""

from dataclasses import replace
from typing import Any

import pytest

from dhr_cases.smart_prompts import RecommendationFacts, prompts, vague_words

READY = RecommendationFacts(
    text="Testshire Police puts the two questions into its call script.",
    owner="Testshire Police",
    scope="local",
    measure="The audit of June finds both questions in nine of ten calls.",
    target="June 2027",
)


def unmet(facts: RecommendationFacts) -> list[str]:
    return [prompt.word for prompt in prompts(facts) if not prompt.is_met]


def test_asks_the_five_in_their_order() -> None:
    assert [prompt.word for prompt in prompts(READY)] == ["Specific", "Measurable", "Achievable", "Relevant", "Dated"]


def test_finds_nothing_missing_in_a_ready_recommendation() -> None:
    assert unmet(READY) == []


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        (replace(READY, measure=" "), "Measurable"),
        (replace(READY, owner="", addressee="The police"), "Achievable"),
        (replace(READY, scope=""), "Relevant"),
        (replace(READY, target=""), "Dated"),
        (replace(READY, text="Police should consider training."), "Specific"),
        (replace(READY, text="Train staff and change forms and audit."), "Specific"),
        (replace(READY, text="Train staff; audit."), "Specific"),
    ],
)
def test_names_what_is_missing(facts: RecommendationFacts, word: str) -> None:
    assert unmet(facts) == [word]


def test_asks_to_whom_a_recommendation_of_nobody_is_addressed() -> None:
    assert prompts(replace(READY, owner=""))[0].sentence == "Say to whom it is addressed."


def test_says_which_words_promise_little() -> None:
    text = "Agencies should ensure staff are reminded where appropriate, and where appropriate trained."

    assert vague_words(text) == ("should ensure", "reminded", "where appropriate")
    assert "“should ensure”, “reminded”" in prompts(replace(READY, text=text))[0].sentence


def test_asks_everything_of_an_empty_one() -> None:
    assert len(unmet(RecommendationFacts(text=""))) == len(prompts(READY))


@pytest.mark.parametrize(
    ("word", "empty", "met", "missing"),
    [
        (
            "Measurable", {"measure": " "}, "It says how we will know.",
            "Say what will be counted or seen when it is done: a change, not a thing sent or held.",
        ),
        (
            "Achievable", {"owner": " ", "addressee": "The police"}, "A body owns it.",
            "Name the body that owns it and has agreed to.",
        ),
        (
            "Relevant", {"scope": " "}, "It says how far it reaches.",
            "Say how far it reaches, and from which lesson it follows.",
        ),
        ("Dated", {"target": " "}, "It has a target date.", "Give the month by which it is done."),
        ("Specific", {"owner": ""}, "It asks one thing of one body.", "Say to whom it is addressed."),
    ],
)  # fmt: skip  # a question, what leaves it open, what is said then
def test_says_what_is_there_and_what_to_ask_oneself(word: str, empty: dict[str, Any], met: str, missing: str) -> None:
    said = {prompt.word: prompt.sentence for prompt in prompts(READY)}
    assert said[word] == met
    said = {prompt.word: prompt.sentence for prompt in prompts(replace(READY, **empty))}
    assert said[word] == missing


@pytest.mark.parametrize(
    "word",
    [
        "consider", "Considers", "raise awareness", "be aware", "where appropriate", "where possible",
        "where necessary", "as appropriate", "as necessary", "be reminded", "remind", "reminder", "explore", "explored",
        "look at", "look into", "encourage", "encouraging", "should ensure", "ensure that", "robust", "embed",
        "embedded", "continue to",
    ],
)  # fmt: skip  # the words in the order of the rule
def test_knows_each_word_that_promises_little(word: str) -> None:
    assert vague_words(f"Police {word} it.") == (word.lower(),)


@pytest.mark.parametrize(
    "word", ["reconsider", "unexplored", "robustly", "as needed", "where needed", "ensure", "look"]
)
def test_takes_no_other_word_for_one(word: str) -> None:
    assert vague_words(f"Police {word} it.") == ()


@pytest.mark.parametrize(
    ("text", "is_several"),
    [
        ("Train and audit.", False),
        ("Train and audit and report.", True),
        ("Train;\naudit", True),
        ("Train and audit\nand report.", True),
        ("Train the band and the sand.", False),
    ],
)
def test_counts_what_is_asked_for(text: str, is_several: bool) -> None:
    first = prompts(replace(READY, text=text))[0]
    assert first.sentence.startswith("It asks for several things") is is_several
    assert first.is_met is not is_several


def test_asks_for_an_addressee_or_an_owner_and_not_for_both() -> None:
    assert prompts(replace(READY, owner="", addressee="The police"))[0].is_met
    assert prompts(replace(READY, addressee=""))[0].is_met
