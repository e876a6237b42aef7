"""Is every word of a letter, from where its points begin, in a point, in its place or in the rest?"""

import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhr_cases.letter_points import LetterOutcome, LetterPoint, LetterRead, Style, read_letter

ANNOUNCED = "The following points need attention:"
CLOSING = "Yours sincerely\nChair of the board"
MARKS = {
    Style.FIGURE: [f"{number}." for number in range(1, 8)],
    Style.LETTER: [f"({letter})" for letter in "abcdefg"],
    Style.ROMAN: ["(i)", "(ii)", "(iii)", "(iv)", "(v)", "(vi)", "(vii)"],
    Style.PLACE: [f"Paragraph 4.{number}:" for number in range(1, 8)],
    Style.BULLET: ["•"] * 7,
}
"""How each style marks seven points."""


def letter(*paragraphs: str) -> LetterRead:
    """What is read of a letter that announces these paragraphs."""
    return read_letter("\n\n".join(("The report is clear.", ANNOUNCED, *paragraphs, CLOSING)))


def test_keeps_words_between_the_announcement_and_the_first_point_in_the_rest() -> None:
    """They are no place in the report, however short they are."""
    found = letter("The panel discussed it at length.\nMore is needed.", "1. Say why.", "2. Say who.")
    assert found.points == (LetterPoint("1", "Say why."), LetterPoint("2", "Say who."))
    assert found.rest == f"The panel discussed it at length.\nMore is needed.\n{CLOSING}"
    assert found.praise == "The report is clear."


def test_keeps_a_heading_that_stands_over_another_heading() -> None:
    found = letter("Overview report", "Chapter one", "1. Say why.")
    assert found.points == (LetterPoint("1", "Say why.", "Chapter one"),)
    assert found.rest.startswith("Overview report\n")


def test_names_the_heading_before_the_place_that_a_point_names_itself() -> None:
    """Two papers may have a paragraph of one number."""
    found = letter(
        "Overview report", "1. Paragraph 4.2: say why.", "2. Say who.", "Action plan:", "3. Page 2 - date it."
    )
    assert found.points == (
        LetterPoint("1", "say why.", "Overview report, Paragraph 4.2"), LetterPoint("2", "Say who.", "Overview report"),
        LetterPoint("3", "date it.", "Action plan, Page 2"),
    )  # fmt: skip  # a point a line
    assert found.rest == CLOSING


@pytest.mark.parametrize("style", Style)
def test_reads_seven_points_with_more_words_below_each(style: Style) -> None:
    asked = [f"{mark} Ask question w{place}.\nIt matters to f{place}." for place, mark in enumerate(MARKS[style])]
    found = letter(*asked)
    assert [point.text for point in found.points] == [
        f"Ask question w{place}. It matters to f{place}." for place in range(7)
    ]
    numbers = [re.sub(r"[().]", "", mark) for mark in MARKS[style]]
    counted = [str(place) for place in range(1, 8)]
    assert [point.number for point in found.points] == (counted if style in {Style.PLACE, Style.BULLET} else numbers)
    assert {bool(point.section) for point in found.points} == {style is Style.PLACE}


PIECES = st.lists(st.sampled_from(["point", "heading", "words", "two lines"]), max_size=9)


def written(pieces: list[str], marks: list[str]) -> tuple[list[str], list[str]]:
    """Paragraphs of such pieces, and their words, each of which stands there once."""
    paragraphs, words, left = [], [], iter(marks)
    for place, piece in enumerate(pieces):
        own = [f"w{place}x", f"w{place}y"]
        shapes = {
            "heading": f"About {own[0]} {own[1]}", "words": f"It {own[0]} is {own[1]}.",
            "two lines": f"So {own[0]},\nand {own[1]}.",
        }  # fmt: skip  # how each looks
        mark = next(left, None) if piece == "point" else None
        paragraphs.append(f"{mark} Say {own[0]} and {own[1]}." if mark else shapes.get(piece, f"It {own[0]} {own[1]}."))
        words += own
    return paragraphs, words


@pytest.mark.parametrize("style", Style)
@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(pieces=PIECES)
def test_drops_no_word_whatever_stands_between_the_points(style: Style, pieces: list[str]) -> None:
    paragraphs, words = written(pieces, MARKS[style])
    found = letter(*paragraphs)
    kept = " ".join((*(f"{point.section} {point.text}" for point in found.points), found.rest))
    assert [word for word in words if word not in kept] == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1 May 2024", (2024, 5, 1)), ("Date: 21st May 2022", (2022, 5, 21)), ("dated 3rd May, 2021", (2021, 5, 3)),
        ("31 October 2022\n1 May 2024", (2022, 10, 31)), ("31 February 2022\n1 May 2024", (2024, 5, 1)),
        ("On 1 May 2024 we met", None), ("May 2024", None), ("1 May 24", None), ("", None),
    ],
)  # fmt: skip  # a letter's head and its day
def test_takes_the_first_line_that_is_a_day_for_the_day_of_the_letter(
    text: str, day: tuple[int, int, int] | None
) -> None:
    assert read_letter(f"{text}\n\nDear Chair").letter_on == (datetime.date(*day) if day else None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It was considered by the panel on 28 September 2022.", (2022, 9, 28)),
        ("The quality assurance board met on the 1st May 2024.", (2024, 5, 1)),
        ("The report was assessed on\n28 September 2022.", (2022, 9, 28)),
        ("The panel met. On 28 September 2022 we wrote.", None), ("We wrote on 28 September 2022.", None),
        ("The panel met on 31 September 2022.", None),
    ],
)  # fmt: skip  # a sentence and the day of the board
def test_takes_the_day_on_which_the_board_met_from_its_own_sentence(
    text: str, day: tuple[int, int, int] | None
) -> None:
    assert read_letter(text).board_on == (datetime.date(*day) if day else None)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("The report may now be published.", LetterOutcome.CLEARED_NO_CHANGE),
        ("We are content for it to go out.", LetterOutcome.CLEARED_NO_CHANGE),
        ("It can be published once these points are met:\n1. Say why.", LetterOutcome.PUBLISHABLE_WITH_CHANGES),
        ("Please resubmit it.\n1. Say why.", LetterOutcome.RESUBMIT),
        ("It will go to a second panel.", LetterOutcome.RESUBMIT),
        ("There is no need to re-submit; it may be published.", LetterOutcome.CLEARED_NO_CHANGE),
        ("It need not come to a second board. It is publishable.", LetterOutcome.CLEARED_NO_CHANGE),
        ("1. Say why.", None), ("", None),
    ],
)  # fmt: skip  # what a letter says and what follows
def test_reads_what_the_letter_leads_to(text: str, outcome: LetterOutcome | None) -> None:
    assert read_letter(text).outcome is outcome


def test_reads_nothing_from_nothing() -> None:
    assert read_letter("") == read_letter(" \n\r\n\t\x0c ") == LetterRead()


PRAISED = "1. A clear tribute.\n2. A good panel."


@pytest.mark.parametrize(
    "announcement",
    [
        "Some parts may benefit from further revision.", "There are some aspects that may\nbenefit from some changes.",
        "We saw areas in the report\nfor improvement:", "The following\npoints need attention",
    ],
)  # fmt: skip  # words that announce, on one line or two
def test_begins_after_the_announcement_wherever_its_line_was_broken(announcement: str) -> None:
    """A list of praise before it asks for nothing."""
    found = read_letter(f"{PRAISED}\n\n{announcement}\n\n1. Say why.\n2. Say who.")
    assert [point.text for point in found.points] == ["Say why.", "Say who."]
    assert found.praise == "A clear tribute.\nA good panel."


@pytest.mark.parametrize(
    "between",
    [
        "We saw the areas.\nNew development followed.", "It is about the areas:\nnew development followed.",
        "It speaks of areas\n\nof development.", "It names the following\n• points of view",
    ],
)  # fmt: skip  # words that announce nothing, since a sentence, a paragraph or a mark parts them
def test_joins_no_two_lines_that_are_not_one_sentence(between: str) -> None:
    found = read_letter(f"1. Say why.\n{between}\n2. Say who.")
    assert [point.number for point in found.points] == ["1", "2"]


def test_takes_the_last_announcement_where_no_point_is_marked() -> None:
    """A mark that itself speaks of areas is a point and announces none."""
    found = read_letter("There are areas for development.\n\nThese are areas for change.\n\nSay why.\n\nSay who.")
    assert found.points == (LetterPoint("1", "Say why."), LetterPoint("2", "Say who."))
    listed = read_letter("1. Say why.\n2. Name the areas for development.")
    assert [point.number for point in listed.points] == ["1", "2"]


def test_finds_no_point_after_an_announcement_that_ends_the_letter() -> None:
    found = read_letter("A good report. There are areas for development.")
    assert (found.points, found.praise, found.rest) == ((), "A good report.", "")
