"""The report tells what happened when: in order, as exactly as was given, and what it leaves out is counted."""

import pytest

from dhr_cases.forms.report_sections import LONGEST_NOTE
from dhr_cases.plain_text import Bullets, Paragraph, Table, parts_of
from dhr_cases.report_filling.facts import NOT_RECORDED, Chronology, ChronologyLine
from dhr_cases.report_filling.wording_chronology import (
    HEADS,
    MOST_IN_SHORT,
    MOST_LETTERS,
    MOST_LINES,
    NO_TABLE,
    NONE_TO_PRINT,
    chronology_words,
    short_chronology_words,
)

CALL = ChronologyLine("February 2023", "Northshire Police", "A neighbour | rang.", "Officers came.")
TENANCY = ChronologyLine("2019", "Northshire Council", "A tenancy began.")
TWO = Chronology(files=2, lines=(TENANCY, CALL))


def many(number: int, letters: int = 5) -> Chronology:
    """As many lines, each with its number at its end."""
    lines = (ChronologyLine("2019", "P", "x" * letters + str(place)) for place in range(1, number + 1))
    return Chronology(files=1, lines=tuple(lines))


def test_prints_a_table_of_what_happened_and_what_was_done() -> None:
    (table,) = parts_of(chronology_words(TWO).text)

    assert isinstance(table, Table)
    assert table.heads == HEADS
    assert table.rows == (
        ("2019", "Northshire Council", "A tenancy began.", ""),
        ("February 2023", "Northshire Police", "A neighbour | rang.", "Officers came."),
    )


def test_lists_in_short_by_month_what_happened_alone() -> None:
    (items,) = parts_of(short_chronology_words(TWO).text)

    assert items == Bullets(
        (
            "2019, Northshire Council: A tenancy began.",
            "February 2023, Northshire Police: A neighbour | rang.",
        )
    )


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (TWO, "2 of 2 lines"),
        (Chronology(1, (CALL,)), "1 of 1 line"),
        (
            Chronology(3, (CALL,), withheld=2, set_aside=1),
            "1 of 4 lines; left out: 2 not to be published, 1 that could not be read. "
            "The combined chronology lists them",
        ),
        (
            Chronology(2, (CALL,), unread=1),
            "1 of 1 line; 1 file or sheet could not be read. The combined chronology lists them",
        ),
    ],
)
def test_counts_what_is_shown_and_what_is_left_out(facts: Chronology, said: str) -> None:
    assert chronology_words(facts).left_out == said
    assert short_chronology_words(facts).left_out == said


def test_shows_the_latest_of_too_many_lines_and_says_so_first() -> None:
    worded = chronology_words(many(MOST_LINES + 1000))
    first, table = parts_of(worded.text)

    assert isinstance(first, Paragraph)
    assert first.text.startswith(f"[{MOST_LINES} of 1,400 lines")
    assert "The combined chronology among the papers has all of them" in first.text
    assert isinstance(table, Table)
    assert (len(table.rows), table.rows[0][2], table.rows[-1][2]) == (MOST_LINES, "xxxxx1001", "xxxxx1400")
    assert worded.left_out.startswith(f"{MOST_LINES} of 1,400 lines; left out: 1,000 earlier than these.")


def test_shows_fewer_lines_in_the_summary() -> None:
    first, items = parts_of(short_chronology_words(many(MOST_LINES)).text)

    assert isinstance(first, Paragraph)
    assert first.text.startswith(f"[{MOST_IN_SHORT} of {MOST_LINES} lines")
    assert isinstance(items, Bullets)
    assert len(items.items) == MOST_IN_SHORT
    assert items.items[-1].endswith(f"x{MOST_LINES}")


def test_leaves_nothing_out_at_the_very_limit() -> None:
    (table,) = parts_of(chronology_words(many(MOST_LINES)).text)

    assert isinstance(table, Table)
    assert len(table.rows) == MOST_LINES


def test_takes_no_more_words_than_one_text_can_hold() -> None:
    worded = chronology_words(many(10, letters=MOST_LETTERS // 4))

    assert len(worded.text) < MOST_LETTERS + 1000
    assert worded.left_out.startswith("3 of 10 lines; left out: 7 earlier than these.")


def test_says_that_no_agency_has_sent_a_table() -> None:
    for worded in (chronology_words(Chronology()), short_chronology_words(Chronology())):
        assert worded.text == f"Chronologies of the agencies: {NOT_RECORDED}"
        assert worded.left_out == NO_TABLE


def test_says_that_no_line_can_be_printed() -> None:
    worded = chronology_words(Chronology(files=2, withheld=3, unread=1))

    assert worded.text == NONE_TO_PRINT
    assert worded.left_out.startswith(
        "0 of 3 lines; left out: 3 not to be published; 1 file or sheet could not be read."
    )


def test_fits_the_note_of_a_version_with_the_largest_figures() -> None:
    facts = Chronology(100, many(MOST_LINES + 9_999).lines, withheld=999_999, set_aside=999_999, unread=999)
    source = "From the agencies' chronologies as recorded on 22 September 2026: "

    assert len(source + chronology_words(facts).left_out) <= LONGEST_NOTE
