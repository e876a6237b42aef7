"""The text of a section comes apart into its parts, loses nothing, and goes together again."""

import pytest

from dhr_cases.plain_text import (
    Bullets,
    Paragraph,
    Part,
    Subheading,
    Table,
    parts_of,
    table_text,
    text_of,
    word_count,
)

MIXED = """The panel met
four times.

## Police
- One call in March
- One visit in May

| Agency | Return |
| Police | Full report |
| Housing | Nil |
5.1 The analysis begins here
and goes on.
5.2 A second numbered paragraph.
"""


def test_takes_a_text_apart_in_its_order() -> None:
    assert parts_of(MIXED) == (
        Paragraph("The panel met four times."),
        Subheading("Police"),
        Bullets(("One call in March", "One visit in May")),
        Table(("Agency", "Return"), (("Police", "Full report"), ("Housing", "Nil"))),
        Paragraph("5.1 The analysis begins here and goes on."),
        Paragraph("5.2 A second numbered paragraph."),
    )


def test_puts_the_parts_together_again() -> None:
    assert parts_of(text_of(parts_of(MIXED))) == parts_of(MIXED)


@pytest.mark.parametrize("text", ["", "   ", "\n\n \n", "\r\n"])
def test_finds_no_part_where_there_is_no_word(text: str) -> None:
    assert parts_of(text) == ()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("##No space", Paragraph("##No space")),
        ("## ", Paragraph("##")),
        ("-5 degrees", Paragraph("-5 degrees")),
        ("-", Paragraph("-")),
        ("|", Paragraph("|")),
        ("| not closed", Paragraph("| not closed")),
        ("• A pasted bullet", Bullets(("A pasted bullet",))),
        ("12 people\nwere asked", Paragraph("12 people were asked")),
        ("(abcd) x\ny", Paragraph("(abcd) x y")),
        ("|a|", Table(("a",), ())),
        ("|a|b c|", Table(("a", "b c"), ())),
        ("| a\\|b | c |", Table(("a|b", "c"), ())),
        ("• a\n- b", Bullets(("a", "b"))),
    ],
)
def test_keeps_what_is_of_no_form_as_a_paragraph(text: str, part: Part) -> None:
    assert parts_of(text) == (part,)


@pytest.mark.parametrize("start", ["1. ", "10.1.1.1 ", "(a) ", "b) ", "3) "])
def test_begins_a_paragraph_at_a_printed_number(start: str) -> None:
    assert parts_of(f"First.\n{start}Second.") == (Paragraph("First."), Paragraph(f"{start}Second."))


def test_begins_a_part_wherever_the_kind_of_line_changes() -> None:
    assert parts_of("x\n## A\n## B\ny\n- b\nz\n| c |") == (
        Paragraph("x"), Subheading("A"), Subheading("B"), Paragraph("y"), Bullets(("b",)), Paragraph("z"),
        Table(("c",), ()),
    )  # fmt: skip  # in the order of the lines


def test_brings_the_rows_of_a_table_to_one_width() -> None:
    assert parts_of("| a | b |\n| 1 |\n| 2 | 3 | 4 |") == (Table(("a", "b", ""), (("1", "", ""), ("2", "3", "4"))),)


def test_leaves_out_the_rule_under_the_heads_of_a_pasted_table() -> None:
    assert parts_of("| a | b |\n| --- | :---: |\n| 1 | 2 |") == (Table(("a", "b"), (("1", "2"),)),)


def test_has_no_table_where_there_is_only_a_rule() -> None:
    assert parts_of("| --- | --- |") == ()


def test_keeps_bars_and_line_breaks_of_a_cell() -> None:
    written = table_text(("Who", "What"), [("A|B", "first\nsecond")])

    assert parts_of(written) == (Table(("Who", "What"), (("A|B", "first second"),)),)


def test_reads_line_ends_of_every_system() -> None:
    assert parts_of("One.\r\n\r\nTwo.\rstill two.") == (Paragraph("One."), Paragraph("Two. still two."))


def test_counts_words_and_not_the_marks_of_the_format() -> None:
    assert word_count("## Police\n- One call\n| a | b |") == len(["Police", "One", "call", "a", "b"])


def test_loses_no_word_of_a_long_text() -> None:
    text = "\n".join(f"{'- ' if line % 3 else ''}word{line}" for line in range(2_000))

    assert word_count(text_of(parts_of(text))) == word_count(text)
