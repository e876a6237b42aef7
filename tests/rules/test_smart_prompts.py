"""Each of the five questions about a recommendation is asked, and answered from what is recorded."""

from dataclasses import replace

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
