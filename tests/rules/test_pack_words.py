"""Are a planner's lines read as meant, and are a review's words quoted as they stand?"""

from pathlib import Path

import pytest

from learning.pack_lines import Route, ThemeLine, lines_of, routes_of, theme_faults, themes_of
from learning.pack_quotes import quotation, speaks_of, when_of
from learning.pack_terms import HELPLINES, MOST_WORDS, PARTS, WHAT_IT_LOOKS_AT, PackPart

KNOWN = {"robin-2023": (1, 2, 8, 9), "jo-2021": (4,)}


def test_reads_a_theme_with_the_paragraphs_that_speak_of_it() -> None:
    (theme,) = themes_of("Separation raises the risk: robin-2023 8, 9; jo-2021 4")
    assert theme == ThemeLine("Separation raises the risk", (("robin-2023", (8, 9)), ("jo-2021", (4,))))


@pytest.mark.parametrize("line", ["Risk: what we missed", "Ask again", "Ask: ask again: and again"])
def test_a_colon_without_paragraphs_belongs_to_the_name(line: str) -> None:
    assert themes_of(line) == (ThemeLine(line),)


def test_says_which_review_or_paragraph_there_is_not() -> None:
    faults = theme_faults(themes_of("Risk: robin-2023 8, 12; ada-2019 1"), KNOWN)
    assert faults == (
        "“Risk” names paragraph 12 of robin-2023, which its summary does not have.",
        "“Risk” names ada-2019, which is none of the chosen reviews.",
    )
    assert theme_faults(themes_of("Risk: robin-2023 8; jo-2021 4"), KNOWN) == ()


def test_reads_routes_and_lines_without_dashes_and_empty_lines() -> None:
    assert routes_of("- Refuge: 01632 960456\n\nThe front desk") == (
        Route("Refuge", "01632 960456"),
        Route("The front desk", ""),
    )
    assert lines_of(" - One\n\n Two ") == ("One", "Two")


def test_quotes_whole_sentences_only() -> None:
    sentence = "Nobody put the calls, the injuries and the following together."
    told = quotation(" ".join([sentence] * 20))
    assert told.split(". ")[0] + "." == sentence
    assert told.endswith(".")
    assert len(told.split()) <= MOST_WORDS


def test_quotes_a_sentence_longer_than_all_words_whole() -> None:
    long = " ".join(["word"] * (MOST_WORDS + 10)) + "."
    assert quotation(long + " Another one.") == long


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("In May 2019 Robin told a nurse.", "May 2019", (2019, 5)),
        ("It was early spring 2020 when they met.", "Early spring 2020", (2020, 4)),
        ("By the summer of 2018 the calls had stopped.", "Summer 2018", (2018, 7)),
        ("The police came in 2017.", "2017", (2017, 0)),
        ("In the autumn she was followed.", "Autumn", (0, 10)),
    ],
)
def test_knows_when_a_sentence_says_it_was(text: str, words: str, key: tuple[int, int]) -> None:
    assert when_of(text) == (words, key)


@pytest.mark.parametrize("text", ["She may come again.", "They marched on.", "A fall was explained."])
def test_takes_no_other_word_for_a_time(text: str) -> None:
    assert when_of(text) is None


def test_a_lesson_speaks_of_a_theme_by_a_word_that_begins_alike() -> None:
    assert speaks_of("Robin and the partner had separated.", "Separation raises the risk")
    assert not speaks_of("People were asked about abuse.", "Other people and abuse")


def test_every_part_of_a_pack_has_a_name_and_says_what_it_is_for() -> None:
    assert set(PARTS) == set(PackPart)
    assert all(row.label and row.purpose.endswith(".") for row in PARTS.values())


def test_lines_of_help_are_those_that_every_page_names() -> None:
    shown = Path("templates/components/helplines.html").read_text(encoding="utf-8")
    assert all(contact.split(",")[0] in shown for _, contact in HELPLINES)
    assert shown.count("<li>") == len(HELPLINES)


def test_says_what_a_review_is_under_each_name_a_partnership_may_show() -> None:
    assert set(WHAT_IT_LOOKS_AT) == {"DHR", "DARDR"}
    assert all(f"({name})" in words for name, (words, _) in WHAT_IT_LOOKS_AT.items())
