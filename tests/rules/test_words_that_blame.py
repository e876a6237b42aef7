"""Which expressions put blame where a review puts learning, and which only look like it?"""

import pytest

from dhr_cases.blame_words import BLAME_WORDS
from dhr_cases.plain_language import HintKind, hints_of_section


def found_in(text: str) -> list[tuple[str, str]]:
    """The expressions found, each with the first words of its advice."""
    hints = [hint for hint in hints_of_section("analysis", text) if hint.kind is HintKind.BLAME]
    return [(hint.words.lower(), hint.sentence.split()[0]) for hint in hints]


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("failed to", "Say"), ("failing to", "Say"), ("failure to", "Say"), ("failures in the system", "Say"),
        ("failure of supervision", "Say"), ("failings", "Say"), ("failed her", "Say"), ("failed them", "Say"),
        ("blamed", "A"), ("at fault", "A"), ("culpable", "A"), ("negligent", "Describe"), ("careless", "Describe"),
        ("carelessness", "Describe"), ("incompetence", "Describe"), ("neglected to", "Describe"),
        ("should have known", "Hindsight:"), ("with hindsight", "Hindsight:"), ("obviously", "Hindsight:"),
        ("refused to engage", "Ask"), ("did not engage", "Ask"), ("disengaged", "Ask"), ("did not attend", "Ask"),
        ("hard to reach", "Services"), ("hard-to-reach", "Services"), ("difficult to engage", "Services"),
        ("non-compliant", "Services"), ("non compliance", "Services"), ("noncompliant", "Services"),
        ("chose to stay", "Leaving"), ("could have left", "Leaving"), ("went back to him", "Leaving"),
        ("provoked", "This"), ("toxic relationship", "This"), ("turbulent relationships", "This"),
        ("crime of passion", "This"), ("domestic disputes", "This"), ("both as bad as each other", "This"),
        ("allowed him to", "This"), ("put up with", "This"), ("let him", "This"), ("let her", "This"),
        ("committed suicide", "Write"), ("failed suicide", "Write"), ("alcoholics", "Name"), ("an alcoholic", "Name"),
        ("drug addicts", "Name"), ("drug abuser", "Name"), ("schizophrenic", "Name"), ("a prostitute", "Name"),
        ("prostitutes", "Name"),
    ],
)  # fmt: skip  # an expression and how its advice begins
def test_knows_an_expression_that_may_blame_and_says_what_to_do(words: str, advice: str) -> None:
    """In small and capital letters, at the start of a sentence and within it."""
    bare = words.removeprefix("an ")
    for text in (f"It was said {words} there.", f"{words.capitalize()} was written.", f"({words.upper()})"):
        assert (bare, advice) in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Without fail he called.", "Please let her know.", "He let him know of it.", "Alcoholics Anonymous met weekly.",
        "An alcoholic drink was offered.", "The outlet hired her.", "A blameless life.", "She left him in May.",
        "The police were told of suicide.", "Nobody could reach her.", "It was hard to find a place.",
        "They committed to meet.", "The compliance team asked.", "He went back to work.", "An allowance was paid.",
        "Her relationships were safe.", "The unprovoking tone.", "A default was set.",
    ],
)  # fmt: skip  # nothing here blames anybody
def test_leaves_alone_what_only_looks_like_it(text: str) -> None:
    assert found_in(text) == []


def test_gives_each_row_advice_of_its_own_that_is_a_sentence() -> None:
    advice = [row.instead for row in BLAME_WORDS]
    assert len(set(advice)) == len(advice)
    assert all(each.endswith(".") and each[0].isupper() for each in advice)


def test_tells_of_every_place_in_the_order_of_the_table_paragraph_by_paragraph() -> None:
    text = "She put up with it.\n\nHe was provoked and they failed to act. They failed to ask."
    hints = hints_of_section("analysis", text)
    assert [(hint.paragraph, hint.words) for hint in hints] == [
        (1, "put up with"), (2, "failed to"), (2, "failed to"), (2, "provoked"),
    ]  # fmt: skip  # paragraph and words
