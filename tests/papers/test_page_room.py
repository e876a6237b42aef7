"""How wide is a table, which of its columns get the room, and when does a page turn for it? Both sides of each edge."""

from dataclasses import replace

import pytest

from dhr_cases.papers.writing.blocks import Block, Facts, Grid, Heading, PageBreak, Paper, Paragraph
from dhr_cases.papers.writing.columns import BETWEEN, NARROW, ROOMY, SPARE, least_across, shares, words_across
from dhr_cases.papers.writing.measuring import Type
from dhr_cases.papers.writing.sides import ONE_PAGE, SMALL, UPRIGHT, USUAL, WIDE, Stretch, stretches

SIZE = 10.0


def width(text: str, size: float = SIZE) -> float:
    """How wide a text is in a head, with the room to spare."""
    return Type(size, is_bold=True, stretch=SPARE).width(text)


def grid(*columns: str, rows: tuple[tuple[str, ...], ...] = ()) -> Grid:
    """A table with these heads."""
    return Grid("Table", columns, rows or (("x",) * len(columns),))


# How wide a table is


def test_needs_room_for_the_longest_word_of_each_column_and_for_its_borders() -> None:
    table = grid("Agency", "Words", rows=(("Police", "a longest-of-all b"), ("Fire", "c")))
    assert words_across(table, SIZE) == pytest.approx(width("Agency") + width("longest-of-all") + 2 * BETWEEN)


@pytest.mark.parametrize("where", ["head", "row", "last"])
def test_counts_a_word_wherever_it_stands_in_its_column(where: str) -> None:
    long = "Transmogrification"
    table = Grid(
        "Table", ("A", long if where == "head" else "B"), (("c", long if where == "row" else "d"),),
        last_row=("e", long if where == "last" else "f"),
    )  # fmt: skip  # one table
    assert words_across(table, SIZE) > width(long)
    assert words_across(replace(table, heads=("A", "B"), rows=(), last_row=()), SIZE) < width(long)


def test_counts_facts_as_two_columns_and_none_as_empty_ones() -> None:
    facts = Facts("About", (("Name", "Robin"),))
    assert words_across(facts, SIZE) == pytest.approx(width("Name") + width("Robin") + 2 * BETWEEN)
    assert words_across(Facts("About", ()), SIZE) == pytest.approx(2 * BETWEEN)


@pytest.mark.parametrize(("words", "is_capped"), [("ab " * 5, False), ("ab " * 60, True)])
def test_asks_for_a_narrow_column_at_least_for_longer_texts(words: str, is_capped: bool) -> None:
    table = grid("A", rows=((words.strip(),),))
    wanted = NARROW * SIZE if is_capped else width(words.strip())
    assert least_across(table, SIZE) == pytest.approx(wanted + BETWEEN)


def test_never_asks_for_less_than_its_longest_word() -> None:
    word = "w" * 40
    assert least_across(grid("A", rows=((word,),)), SIZE) == pytest.approx(width(word) + BETWEEN)
    assert width(word) > NARROW * SIZE


@pytest.mark.parametrize("size", [8.0, 9.0, 10.0])
def test_is_narrower_in_smaller_letters_by_the_same_share(size: float) -> None:
    table = grid("Agency", "Contacts")
    own = words_across(table, SIZE) - 2 * BETWEEN
    assert words_across(table, size) - 2 * BETWEEN == pytest.approx(own * size / SIZE)


# Which column gets the room


def test_parts_the_room_that_is_left_by_what_each_column_wishes() -> None:
    table = grid("A", "B", rows=(("short", "a text of some length that goes on and on for a while"),))
    first, second = shares(table, SIZE, UPRIGHT)
    assert first + second == pytest.approx(1)
    assert first * UPRIGHT >= width("short") + BETWEEN
    assert second > first


def test_gives_an_open_column_as_much_as_the_longest_text() -> None:
    words = "some words that stand in one row"
    table = grid("Name", "To fill in", rows=((words, ""), ("y", "")))
    filled = grid("Name", "To fill in", rows=((words, ""), ("y", "z")))
    assert shares(table, SIZE, UPRIGHT)[1] > shares(filled, SIZE, UPRIGHT)[1]
    assert shares(table, SIZE, UPRIGHT)[1] * UPRIGHT > ROOMY * SIZE * 0.9


def test_parts_the_width_by_words_where_not_even_they_fit() -> None:
    table = grid("w" * 60, "w" * 30)
    first, second = shares(table, SIZE, 100.0)
    least = [width("w" * 60) + BETWEEN, width("w" * 30) + BETWEEN]
    assert (first, second) == pytest.approx((least[0] / sum(least), least[1] / sum(least)))


@pytest.mark.parametrize("columns", [1, 2, 7, 20])
def test_parts_the_width_evenly_between_columns_that_are_alike(columns: int) -> None:
    assert shares(grid(*("Same",) * columns), SIZE, UPRIGHT) == pytest.approx((1 / columns,) * columns)


# When the page turns


def wide(points: float, size: float = SMALL) -> Grid:
    """A table of two columns, about so many points wide in small letters and never wider."""
    letters = int((points - 2 * BETWEEN - width("x", size)) / width("n", size))
    return grid("x", "n" * letters, rows=(("x", "x"),))


def paper(*blocks: Block, is_one_page: bool = False, is_wide: bool = False) -> Paper:
    """A paper of these blocks."""
    return Paper("Report", "About", "Foot.", blocks, is_one_page=is_one_page, is_wide=is_wide)


@pytest.mark.parametrize(("points", "lies"), [(UPRIGHT, False), (UPRIGHT + 20, True), (WIDE, True), (2 * WIDE, True)])
def test_turns_the_page_when_small_letters_do_not_fit_either(points: float, lies: bool) -> None:
    (stretch,) = stretches(paper(wide(points)))
    assert stretch.lies is lies
    assert stretch.width == (WIDE if lies else UPRIGHT)


@pytest.mark.parametrize(("points", "size"), [(UPRIGHT * 0.5, USUAL), (UPRIGHT - 2, SMALL), (UPRIGHT + 20, SMALL)])
def test_makes_letters_small_only_where_usual_ones_do_not_fit(points: float, size: float) -> None:
    table = wide(points)
    (stretch,) = stretches(paper(table))
    assert stretch.size_of(table) == size


@pytest.mark.parametrize(("points", "keeps"), [(WIDE - 2, True), (WIDE + 20, False)])
def test_breaks_words_only_where_no_page_has_room(points: float, keeps: bool) -> None:
    table = wide(points)
    (stretch,) = stretches(paper(table))
    assert stretch.keeps_words(table) is keeps


def test_turns_no_page_for_facts_however_long_their_words() -> None:
    (stretch,) = stretches(paper(Facts("About", (("n" * 200, "n" * 200),))))
    assert not stretch.lies


@pytest.mark.parametrize("table", [wide(100), wide(2 * WIDE)])
def test_never_turns_a_paper_of_one_page_and_always_lays_a_wide_one(table: Grid) -> None:
    (one,) = stretches(paper(table, is_one_page=True))
    (laid,) = stretches(paper(table, is_wide=True))
    assert (one.lies, one.usual, one.size_of(table)) == (False, ONE_PAGE, ONE_PAGE)
    assert (laid.lies, laid.usual, laid.size_of(table)) == (True, USUAL, SMALL)


def test_begins_a_stretch_where_the_direction_changes_and_nowhere_else() -> None:
    a, b, c, d = (Heading(name) for name in "ABCD")
    broad, words = wide(2 * UPRIGHT), Paragraph("Words.")
    found = stretches(paper(a, words, b, words, c, broad, d, broad))
    assert found == (Stretch(False, (a, words, b, words)), Stretch(True, (c, broad, d, broad)))


def test_begins_a_section_after_a_page_break_as_after_a_heading() -> None:
    broad, words = wide(2 * UPRIGHT), Paragraph("Words.")
    found = stretches(paper(words, PageBreak(), broad, PageBreak(), words, PageBreak()))
    assert [stretch.lies for stretch in found] == [False, True, False]
    assert [stretch.blocks for stretch in found] == [(words,), (broad,), (words, PageBreak())]


@pytest.mark.parametrize("is_wide", [True, False])
def test_has_one_empty_stretch_where_nothing_is_in_the_paper(is_wide: bool) -> None:
    assert stretches(paper(is_wide=is_wide)) == (Stretch(is_wide, ()),)
