"""How wide are words, where do lines break, and is nothing of a text lost or wider than its place?"""

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhr_cases.papers.writing.measuring import ELLIPSIS, LINE, Type, shortened
from dhr_cases.papers.writing.slide_pages import _choices, _even

PLAIN, BOLD = Type(10), Type(10, is_bold=True)
LETTERS = st.text(alphabet="ilmWabé", min_size=1, max_size=40)
WIDTHS = st.floats(min_value=9.5, max_value=120)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("a", 5.56),
        ("W", 9.44),
        ("i", 2.22),
        ("£", 5.56),
        ("é", 5.56),
        ("ł", 11.2),
        ("aW", 15.0),
        ("a a", 13.9),
    ],
)
def test_knows_the_widths_of_letters(text: str, width: float) -> None:
    """In thousandths of the size; a letter that is not known is taken to be the widest."""
    assert PLAIN.width(text) == pytest.approx(width)


def test_makes_bold_letters_and_other_fonts_wider() -> None:
    assert BOLD.width("n") == pytest.approx(6.11)
    assert Type(20, is_bold=True).width("n") == pytest.approx(12.22)
    assert Type(10, stretch=1.5).width("n") == pytest.approx(PLAIN.width("n") * 1.5)


@settings(max_examples=200, deadline=None)
@given(LETTERS, WIDTHS)
def test_breaks_a_word_that_fits_no_line_into_the_longest_pieces_that_do(word: str, width: float) -> None:
    """A single letter stands even where it does not fit; no letter is lost."""
    pieces = PLAIN.lines(word, width)
    assert "".join(pieces) == word
    for piece, after in zip(pieces, [*pieces[1:], ""], strict=True):
        assert PLAIN.width(piece) <= width or len(piece) == 1
        assert not after or PLAIN.width(piece + after[0]) > width


@settings(max_examples=100, deadline=None)
@given(st.lists(LETTERS, max_size=12), WIDTHS)
def test_puts_as_many_words_on_a_line_as_fit(words: list[str], width: float) -> None:
    lines = PLAIN.lines(" ".join(words), width)
    assert "".join(lines).replace(" ", "") == "".join(words)
    for line, after in pairwise(lines):
        first = after.split()[0]
        assert PLAIN.width(line) <= width or len(line) == 1
        assert PLAIN.width(f"{line} {first}") > width or PLAIN.width(line + first) > width


def test_keeps_the_lines_of_a_text_and_leaves_out_empty_ones() -> None:
    assert PLAIN.lines("one\n\ntwo three", 500) == ("one", "two three")
    assert PLAIN.lines("", 500) == ()


@pytest.mark.parametrize(("text", "lines"), [("", 0), ("one", 1), ("one two", 2), ("one two three", 3)])
def test_stands_as_high_as_its_lines(text: str, lines: int) -> None:
    assert PLAIN.height(text, 30) == pytest.approx(lines * 10 * LINE)


@pytest.mark.parametrize(
    ("width", "said"),
    [(500, "one, two three"), (60, f"one, two{ELLIPSIS}"), (40, f"one{ELLIPSIS}"), (18, f"o{ELLIPSIS}")],
)
def test_ends_a_text_that_is_too_long_in_dots_without_a_comma(width: float, said: str) -> None:
    assert shortened("one, two three", PLAIN, width, 1) == said


# Which rows stand on one page


def ways(heights: list[float]) -> list[list[list[float]]]:
    """Every way to part the rows in order over pages."""
    found = []
    for cuts in product((False, True), repeat=len(heights) - 1):
        pages = [[heights[0]]]
        for cut, height in zip(cuts, heights[1:], strict=True):
            if cut:
                pages.append([height])
            else:
                pages[-1].append(height)
        found.append(pages)
    return found


def unevenness(pages: list[list[float]], most: float) -> float:
    """The sum of squares of the room left empty."""
    return sum(max(most - sum(page), 0) ** 2 for page in pages)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(1, 14).map(float), min_size=1, max_size=9))
def test_parts_rows_over_the_fewest_pages_as_evenly_as_can_be(heights: list[float]) -> None:
    """Against every way there is; a row higher than a page stands alone."""
    most = 10.0
    pages = [list(page) for page in _even(heights, float, most)]
    assert [height for page in pages for height in page] == heights
    allowed = [way for way in ways(heights) if all(sum(page) <= most or len(page) == 1 for page in way)]
    fewest = min(map(len, allowed))
    assert len(pages) == fewest
    assert all(sum(page) <= most or len(page) == 1 for page in pages)
    assert unevenness(pages, most) == min(unevenness(way, most) for way in allowed if len(way) == fewest)


def test_ends_a_page_at_the_row_that_no_longer_fits() -> None:
    best = dict.fromkeys(range(5), (0, 0.0, 0))
    assert [end for _, _, end in _choices([4, 6, 1, 1], 0, 10, best)] == [1, 2]
    assert [end for _, _, end in _choices([11, 1], 0, 10, best)] == [1]
    assert [end for _, _, end in _choices([4, 6], 0, 10, best)] == [1, 2]
    assert [uneven for _, uneven, _ in _choices([4, 6], 0, 10, best)] == [36, 0]
