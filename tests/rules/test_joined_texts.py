"""When two writers changed one text, is every line of both there, and is nothing said twice?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhr_cases.text_differences import (
    MARK_END,
    MARK_NOW,
    MARK_OTHER,
    Change,
    Line,
    Piece,
    difference,
    has_marks,
    joined,
)

FEW = settings(max_examples=50, deadline=None, derandomize=True, database=None)
BASE_LINES = ("one", "two", "three", "four", "", "five six")
BASES = st.lists(st.sampled_from(BASE_LINES), max_size=6)
OWN = {side: [f"{side} {number}" for number in range(9)] for side in ("mine", "theirs")}


def plain(lines: list[str]) -> str:
    """A text without blanks around it."""
    return "\n".join(lines).strip()


@st.composite
def writings(draw: st.DrawFn) -> tuple[str, str, str]:
    """A text and two others written on top of it, each with lines of its own and some taken out."""
    base = draw(BASES)
    sides = []
    for own in OWN.values():
        lines = [line for line in base if draw(st.booleans()) or draw(st.booleans())]
        for word in draw(st.lists(st.sampled_from(own), max_size=2, unique=True)):
            lines.insert(draw(st.integers(0, len(lines))), word)
        sides.append(plain(lines))
    return plain(base), sides[0], sides[1]


@FEW
@given(writings())
def test_keeps_every_line_that_either_writer_added_and_once(texts: tuple[str, str, str]) -> None:
    base, now, other = texts
    lines = joined(base, now, other).splitlines()
    for text, own in ((now, OWN["mine"]), (other, OWN["theirs"])):
        added = [line for line in text.splitlines() if line in own]
        assert [line for line in lines if line in own] == added


@FEW
@given(writings())
def test_takes_over_what_one_writer_left_alone(texts: tuple[str, str, str]) -> None:
    """Whichever of the two it was; what both made of it is taken once."""
    base, now, other = texts
    assert joined(base, now, base) == now
    assert joined(base, base, other) == other
    assert joined(base, now, now) == now


@FEW
@given(writings())
def test_marks_the_two_forms_one_after_the_other_and_closes_what_it_opened(texts: tuple[str, str, str]) -> None:
    lines = joined(*texts).splitlines()
    marks = [line for line in lines if line in (MARK_NOW, MARK_OTHER, MARK_END)]
    assert marks == [MARK_NOW, MARK_OTHER, MARK_END] * (len(marks) // 3)
    assert has_marks("\n".join(lines)) is bool(marks)


@FEW
@given(writings())
def test_tells_both_texts_from_their_difference(texts: tuple[str, str, str]) -> None:
    """Without what came it is the earlier, without what went the later."""
    _base, before, after = texts
    found = difference(before, after)
    for text, other in ((before, Change.ADDED), (after, Change.REMOVED)):
        said = ["".join(piece.text for piece in line.pieces if piece.change is not other) for line in found.lines]
        words = [line for line in said if line.strip()]
        assert words == [line for line in text.splitlines() if line.strip()]
    assert found.is_none is (before == after)


@pytest.mark.parametrize("mark", [MARK_NOW, MARK_OTHER, MARK_END])
def test_sees_a_mark_that_is_left_alone_on_its_line(mark: str) -> None:
    """With blanks around it too; within a sentence it is none."""
    assert has_marks(f"Text.\n  {mark} \nMore.")
    assert has_marks(mark)
    assert not has_marks(f"See {mark} above.")
    assert not has_marks("")


@pytest.mark.parametrize(
    ("before", "after", "added", "removed"),
    [
        ("", "", 0, 0), ("", "two words", 2, 0), ("two words", "", 0, 2), ("one – two", "one two", 0, 0),
        ("one, two", "one two", 0, 0), ("it’s", "it is", 2, 1), ("a b c", "a x c", 1, 1), ("a\n\nb", "a\nb", 0, 0),
        ("1.2", "1.3", 1, 1), ("  a  ", "a", 0, 0), ("a \nb", "a\nb", 0, 0),
    ],
)  # fmt: skip  # two texts and how many words came and went
def test_counts_words_and_no_signs(before: str, after: str, added: int, removed: int) -> None:
    found = difference(before, after)
    assert (found.words_added, found.words_removed) == (added, removed)


def test_calls_texts_equal_that_differ_in_blanks_at_their_ends_alone() -> None:
    assert difference(" one \ntwo\t\n\n", "one\ntwo").is_none
    assert not difference("one two", "one  two").is_none
    assert difference("", " \n ").lines == ()


def test_shows_a_line_as_the_same_only_when_all_of_it_is() -> None:
    assert Line((Piece(Change.SAME, "a"), Piece(Change.SAME, "b"))).is_same
    assert not Line((Piece(Change.SAME, "a"), Piece(Change.ADDED, "b"))).is_same
    assert [line.is_same for line in difference("a\nb\nc", "a\nx\nc").lines] == [True, False, False, True]
