"""Two versions are compared word by word; two texts become one without a word lost."""

from time import perf_counter

import pytest

from dhr_cases.text_differences import MARK_END, MARK_NOW, MARK_OTHER, Change, Piece, difference, has_marks, joined

BASE = "The panel met twice.\n\nPolice knew.\n\nHousing did not know."


def pieces(before: str, after: str) -> list[list[tuple[str, str]]]:
    return [[(piece.change.value, piece.text) for piece in line.pieces] for line in difference(before, after).lines]


def rebuilt(before: str, after: str, side: Change) -> str:
    """One of the two texts, put together from the difference alone."""
    kept = {Change.SAME, side}
    lines = [[piece for piece in line.pieces if piece.change in kept] for line in difference(before, after).lines]
    return "\n".join("".join(piece.text for piece in line) for line in lines if line)


def test_shows_which_words_of_a_sentence_changed() -> None:
    assert pieces("The panel met twice in May.", "The panel met four times in May.") == [
        [("same", "The panel met "), ("removed", "twice"), ("added", "four times"), ("same", " in May.")]
    ]


def test_finds_nothing_in_two_texts_that_say_the_same() -> None:
    found = difference(BASE, BASE + "\n")

    assert found.is_none
    assert (found.words_added, found.words_removed) == (0, 0)


def test_counts_the_words_that_came_and_went() -> None:
    found = difference("One two three.", "One two four five.")

    assert (found.words_added, found.words_removed) == (2, 1)
    assert not found.is_none


def test_shows_a_new_paragraph_as_added_whole() -> None:
    assert difference("First.", "First.\n\nA second paragraph.").lines[-1].pieces == (
        Piece(Change.ADDED, "A second paragraph."),
    )


def test_pairs_no_paragraphs_that_have_little_in_common() -> None:
    changes = [line[0][0] for line in pieces("Police knew nothing of it.", "Housing asked for a transfer.")]

    assert changes == ["removed", "added"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "All is new.\nTwo lines."),
        ("All is gone.\nTwo lines.", ""),
        (BASE, BASE.replace("Police knew.", "Police did not know.")),
        ("a\nb\nc", "c\na\nb"),
        ("It’s 3-4 o'clock, she said.", "It's 3–4 o’clock, he said!"),
    ],
)
def test_holds_both_texts_whole(before: str, after: str) -> None:
    assert rebuilt(before, after, Change.REMOVED).split() == before.split()
    assert rebuilt(before, after, Change.ADDED).split() == after.split()


def test_compares_sixty_pages_within_a_second() -> None:
    before = "\n\n".join(
        f"Paragraph {number} says what the agency knew in year {number}. " * 6 for number in range(400)
    )
    after = before.replace("year 7.", "year 8.").replace("Paragraph 300", "Section 300")
    started = perf_counter()

    assert difference(before, after).words_added > 0
    assert perf_counter() - started < 1


def test_takes_over_what_only_one_of_two_writers_changed() -> None:
    now = BASE.replace("twice", "four times")
    other = BASE.replace("did not know", "was told in May")

    assert joined(BASE, now, other) == "The panel met four times.\n\nPolice knew.\n\nHousing was told in May."


def test_puts_both_forms_down_where_both_changed() -> None:
    text = joined(BASE, BASE.replace("twice", "four times"), BASE.replace("twice", "six times"))

    assert text.startswith(
        f"{MARK_NOW}\nThe panel met four times.\n{MARK_OTHER}\nThe panel met six times.\n{MARK_END}\n\nPolice knew."
    )
    assert has_marks(text)


def test_takes_the_same_change_once() -> None:
    both = BASE.replace("twice", "four times")

    assert joined(BASE, both, both) == both


def test_puts_two_texts_without_a_common_base_down_one_after_the_other() -> None:
    text = joined("", "Mine.", "Theirs.")

    assert text.splitlines() == [MARK_NOW, "Mine.", MARK_OTHER, "Theirs.", MARK_END]


@pytest.mark.parametrize("dropped", ["Police knew.", "Housing did not know."])
def test_keeps_a_paragraph_taken_out_by_one_away(dropped: str) -> None:
    shorter = BASE.replace(dropped, "").strip()

    assert dropped not in joined(BASE, shorter, BASE)


def test_sees_no_marks_in_ordinary_brackets() -> None:
    assert not has_marks("The report [sic] says now.\n[not recorded]")


def test_pairs_alike_paragraphs_in_their_order_and_tells_the_rest_whole() -> None:
    before = "one two three four\nalpha beta gamma\nlost altogether"
    after = "nothing of it\none two three five\nalpha beta delta\nat the very end"

    assert pieces(before, after) == [
        [("added", "nothing of it")],
        [("same", "one two three "), ("removed", "four"), ("added", "five")],
        [("same", "alpha beta "), ("removed", "gamma"), ("added", "delta")],
        [("removed", "lost altogether")],
        [("added", "at the very end")],
    ]


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [("x!?.", "x!;:", ["removed", "added"]), ("x!?", "x!;", ["same"]), ("a b", "c b", ["removed"])],
)
def test_shows_two_lines_as_one_that_changed_only_when_more_than_half_of_it_is_alike(
    before: str, after: str, changes: list[str]
) -> None:
    assert [line[0][0] for line in pieces(before, after)] == changes


def test_finds_the_one_word_that_changed_in_a_long_line_of_the_same_words() -> None:
    """A word that comes often is no less a word."""
    found = difference("go " * 250 + "now", "go " * 250 + "then")

    assert (found.words_added, found.words_removed) == (1, 1)


def test_finds_the_one_line_that_changed_among_many_equal_ones() -> None:
    found = difference("Nil.\n" * 250 + "Old and gone.", "Nil.\n" * 250 + "New, come.")

    assert [line.is_same for line in found.lines].count(False) == 2
    assert len(found.lines) == 252


def test_shows_no_piece_without_words() -> None:
    assert pieces("one two three", "one two three four") == [[("same", "one two three"), ("added", " four")]]
    assert pieces("one two three four", "one two three") == [[("same", "one two three"), ("removed", " four")]]


@pytest.mark.parametrize(
    ("base", "now", "other", "both"),
    [
        ("a\nb\nc\nd", "a\nB\nc\nd", "a\nb\nc\nD", "a\nB\nc\nD"),
        ("a\nb\nc", "x\na\nb\nc\ny", "a\nb\nc", "x\na\nb\nc\ny"),
        ("a\nb\nc", "a\nb\nc", "x\na\nb\nc\ny", "x\na\nb\nc\ny"),
        ("a\nb\nc", "a\nc", "a\nb\nc\nz", "a\nc\nz"),
        ("a\nb\nc", "w\na\nb\nc", "a\nc", "w\na\nc"),
        ("a\nb\nc\nd", "b\nc\nd", "a\nb\nx\nc\nd", "b\nx\nc\nd"),
        ("a\nb", "a\nb\nm", "a\nb\nt", f"a\nb\n{MARK_NOW}\nm\n{MARK_OTHER}\nt\n{MARK_END}"),
        ("a\nb", "m\na\nb", "t\na\nb", f"{MARK_NOW}\nm\n{MARK_OTHER}\nt\n{MARK_END}\na\nb"),
        ("a\nb\nc", "a\nm\nc", "a\nt\nc", f"a\n{MARK_NOW}\nm\n{MARK_OTHER}\nt\n{MARK_END}\nc"),
    ],
)
def test_joins_two_texts_line_by_line(base: str, now: str, other: str, both: str) -> None:
    assert joined(base, now, other) == both
