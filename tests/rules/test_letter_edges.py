"""Where does a point of a letter begin, go on and end? Both sides of every edge stand here."""

import pytest

from dhr_cases.letter_points import LONGEST_NUMBER, LONGEST_PLACE, LetterPoint, read_letter


def points(text: str) -> list[tuple[str, str]]:
    """Number and text of each point."""
    return [(point.number, point.text) for point in read_letter(text).points]


@pytest.mark.parametrize(
    ("before", "number", "is_point"),
    [(1, 2, True), (1, 6, True), (1, 7, False), (2, 2, False), (3, 2, False), (3, 1, True), (9, 14, True)],
)
def test_takes_the_next_figures_for_a_point_and_no_other(before: int, number: int, is_point: bool) -> None:
    found = points(f"{before}. Say why.\n{number}. Say who.")
    apart = [(f"{before}", "Say why."), (f"{number}", "Say who.")]
    assert found == (apart if is_point else [(f"{before}", f"Say why. {number}. Say who.")])


@pytest.mark.parametrize("marks", ["abcdefghijk", "ABCDEFGHIJK", "rstuvwxyz"])
def test_takes_letters_that_are_roman_figures_too_in_their_order(marks: str) -> None:
    text = "\n".join(f"({mark}) Say {number}." for number, mark in enumerate(marks))
    assert points(text) == [(mark, f"Say {number}.") for number, mark in enumerate(marks)]


def test_keeps_roman_figures_inside_a_point_in_letters() -> None:
    text = "(a) Define:\n(i) coercive control\n(ii) economic abuse\n(v) stalking\n(b) Say why."
    assert points(text) == [
        ("a", "Define: (i) coercive control (ii) economic abuse (v) stalking"),
        ("b", "Say why."),
    ]


def test_takes_roman_figures_for_points_where_they_come_first() -> None:
    text = "\n".join(f"({number}) Say {number}." for number in ("i", "ii", "iii", "iv", "v", "vi", "ix", "x", "xii"))
    assert [number for number, _ in points(text)] == ["i", "ii", "iii", "iv", "v", "vi", "ix", "x", "xii"]


@pytest.mark.parametrize(
    ("heading", "is_heading"),
    [
        ("Executive summary", True),
        ("E" * 80, True),
        ("E" * 81, False),
        ("It is thin.", False),
        ("Executive summary,", False),
        ("Executive summary;", False),
        ("Is it thin?", False),
        ("Executive summary:", True),
    ],
)
def test_takes_a_short_line_above_a_point_for_its_heading(heading: str, is_heading: bool) -> None:
    found = read_letter(f"1. Say why.\n\n{heading}\n\n2. Say who.").points
    if is_heading:
        assert found == (LetterPoint("1", "Say why."), LetterPoint("2", "Say who.", heading.rstrip(":")))
    else:
        assert found == (LetterPoint("1", f"Say why. {heading}"), LetterPoint("2", "Say who."))


@pytest.mark.parametrize(
    "text", ["1. Say why.\nExecutive summary\n\n2. Say who.", "1. Say why.\n\nExecutive summary\nwas thin\n2. Say who."]
)
def test_takes_no_line_for_a_heading_that_is_part_of_a_paragraph_or_has_no_point_below(text: str) -> None:
    assert [point.section for point in read_letter(text).points] == ["", ""]


@pytest.mark.parametrize(
    ("above", "section"),
    [("Overview report\n\n\n", "Overview report"), ("We write to you.\n\n", ""), ("\n\n", ""), ("", "")],
)
def test_takes_the_heading_above_the_first_point_along(above: str, section: str) -> None:
    (point,) = read_letter(f"{above}1. Say why.").points
    assert point == LetterPoint("1", "Say why.", section)


@pytest.mark.parametrize(
    ("text", "found", "rest"),
    [
        ("1. Say why.\nYours sincerely", [("1", "Say why.")], "Yours sincerely"),
        ("1. Say why;\nYours sincerely", [("1", "Say why;")], "Yours sincerely"),
        ("1. Say why\n\nYours sincerely\nA Chair", [("1", "Say why")], "Yours sincerely\nA Chair"),
        ("1. Say why and\nplease find out who.", [("1", "Say why and please find out who.")], ""),
        ("1. Say why.\n\nIt is thin.\n\nKind regards", [("1", "Say why. It is thin.")], "Kind regards"),
    ],
)
def test_ends_the_points_where_a_paragraph_begins_as_letters_close(
    text: str, found: list[tuple[str, str]], rest: str
) -> None:
    assert (points(text), read_letter(text).rest) == (found, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Areas for development\n1. Say why.",
        "These are some aspects that may\nbenefit from further revision\n1. Say why.",
        "There are areas\nfor development\n\n1. Say why.",
        "The report could benefit from changes. Say so.\n\n1. Say why.",
        "Areas for development\n\nAreas for improvement\n1. Say why.",
        "1 May 2024\n\nPoints to address\n\n1. Say why.",
    ],
)
def test_begins_the_points_after_the_words_that_announce_them(text: str) -> None:
    assert points(text) == [("1", "Say why.")]


def test_begins_at_the_announcement_that_has_points_after_it() -> None:
    found = read_letter("Areas for development\n\n1. Say why.\n2. Say who.\n\nThese points matter to the family.")
    assert [point.number for point in found.points] == ["1", "2"]
    assert found.points[-1].text == "Say who. These points matter to the family."


def test_takes_a_point_that_speaks_of_areas_for_a_point() -> None:
    assert points("1. Name the areas for development.\n2. Say why.") == [
        ("1", "Name the areas for development."),
        ("2", "Say why."),
    ]


def test_counts_paragraphs_where_nothing_marks_the_points() -> None:
    assert points("Areas for development\n\nSay why.\nAnd when.\n\nSay who.\n\nYours sincerely") == [
        ("1", "Say why. And when."),
        ("2", "Say who."),
    ]


def test_keeps_as_much_of_a_place_as_a_record_holds() -> None:
    (point,) = read_letter(f"Section {'9' * 200}: Say why.").points
    assert point.section == f"Section {'9' * 200}"[:LONGEST_PLACE]
    assert points(f"A1{'.1' * 15}. Say why.") == [(f"A1{'.1' * 15}"[:LONGEST_NUMBER], "Say why.")]
