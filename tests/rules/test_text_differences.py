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
