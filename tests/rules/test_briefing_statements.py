"""What stands in a box of a briefing, and when is it in order?"""

import pytest

from learning.briefing_boxes import BRIEFINGS, SEVEN_MINUTE_WORDS, THEMES, BoxRow, BriefingKind, box_row
from learning.first_words import SourceParagraph, first_statements
from learning.statements import Statement, faults_of, statements_of, words_in

LESSONS = BoxRow("lessons", "Lessons", "What is to be learnt.", 12, found_under=("lessons",))
HELP = BoxRow("now", "What to do now", "Where to get help.", 12, needs_source=False)
KNOWN = (1, 2, 3)
PARAGRAPHS = (
    SourceParagraph(1, "Introduction", "Robin died in 2019. The review began that year."),
    SourceParagraph(2, "Lessons to be learnt", "Ask about control. Ask again when things change."),
    SourceParagraph(3, "Lessons to be learnt", "Share what is known between the services that know a family."),
    SourceParagraph(4, "Recommendations", "Train every manager by summer."),
)


@pytest.mark.parametrize(
    ("line", "text", "sources"),
    [
        ("Ask again. [3]", "Ask again.", (3,)),
        ("Ask again. [3, 5]", "Ask again.", (3, 5)),
        ("Ask again.[12,14]", "Ask again.", (12, 14)),
        ("- Ask again. [3]", "Ask again.", (3,)),
        ("Ask again.", "Ask again.", ()),
        ("The review [sic] said so.", "The review [sic] said so.", ()),
        ("He [3] said so.", "He [3] said so.", ()),
        ("Ask again. [ 3 ]", "Ask again. [ 3 ]", ()),
        ("Ask again. []", "Ask again. []", ()),
    ],
)
def test_reads_a_statement_and_its_paragraphs(line: str, text: str, sources: tuple[int, ...]) -> None:
    assert statements_of(line) == (Statement(text, sources),)


def test_reads_one_statement_a_line() -> None:
    assert statements_of("One. [1]\n\n  Two. [2]\r\nThree.") == (
        Statement("One.", (1,)),
        Statement("Two.", (2,)),
        Statement("Three."),
    )


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "-", "- "])
def test_finds_no_statement_where_nothing_is_said(text: str) -> None:
    assert not [statement for statement in statements_of(text) if statement.text.strip("- ")]


@pytest.mark.parametrize("statement", [Statement("Ask.", (1,)), Statement("Ask.", (1, 2)), Statement("Ask.")])
def test_writes_a_statement_as_it_reads_it(statement: Statement) -> None:
    assert statements_of(statement.line) == (statement,)


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("One two. [3]", 2), ("One two. [3, 4]\nThree", 3), ("  One  two ", 2)]
)
def test_counts_words_without_the_numbers_of_paragraphs(text: str, count: int) -> None:
    assert words_in(text) == count


def test_finds_nothing_wrong_with_a_box_in_order() -> None:
    assert faults_of(LESSONS, "Ask again when things change. [2]\nShare what is known. [3]", KNOWN) == ()


def test_calls_an_empty_box_empty() -> None:
    assert faults_of(LESSONS, "  \n ", KNOWN) == ("“Lessons” is empty.",)


def test_says_how_many_words_to_take_out() -> None:
    text = " ".join(["word"] * 15) + " [1]"
    assert faults_of(LESSONS, text, KNOWN) == ("“Lessons” has 15 words; at most 12 fit. Take out 3.",)


def test_lets_a_box_be_exactly_full() -> None:
    assert faults_of(LESSONS, " ".join(["word"] * 12) + " [1]", KNOWN) == ()


def test_asks_every_statement_for_its_source() -> None:
    faults = faults_of(LESSONS, "Ask again. [2]\nShare what is known.", KNOWN)
    assert faults == (
        "“Share what is known.” has no source. Write the number of its paragraph at its end, for example [3].",
    )


def test_asks_no_source_of_lines_about_help() -> None:
    assert faults_of(HELP, "Ring the helpline.", KNOWN) == ()


def test_knows_when_a_paragraph_is_not_there() -> None:
    faults = faults_of(LESSONS, "Ask again. [2, 9]", KNOWN)
    assert faults == ("“Ask again.” names paragraph 9, which the published summary does not have.",)


def test_looks_at_sources_also_where_none_is_needed() -> None:
    assert faults_of(HELP, "Ring the helpline. [7]", KNOWN) == (
        "“Ring the helpline.” names paragraph 7, which the published summary does not have.",
    )


def test_shortens_a_long_statement_in_a_sentence_about_it() -> None:
    (fault,) = faults_of(BoxRow("x", "X", "", 500), "word " * 40, KNOWN)
    assert "…” has no source" in fault
    assert len(fault) < 200


@pytest.mark.parametrize(("count", "is_right"), [(2, False), (3, True), (5, True), (6, False)])
def test_wants_three_to_five_themes(count: int, is_right: bool) -> None:
    box = box_row(BriefingKind.SEVEN_MINUTE, THEMES[0])
    text = "\n".join(f"Theme {number}. [1]" for number in range(count))
    assert (faults_of(box, text, KNOWN) == ()) is is_right


def test_says_how_many_themes_there_are() -> None:
    box = box_row(BriefingKind.SEVEN_MINUTE, THEMES[0])
    assert faults_of(box, "One theme. [1]", KNOWN) == ("“Key learning themes” has 1 theme; write 3 to 5, one a line.",)


@pytest.mark.parametrize("kind", list(BriefingKind))
def test_gives_every_box_its_own_code_heading_and_hint(kind: BriefingKind) -> None:
    boxes = BRIEFINGS[kind].boxes
    assert len({box.code for box in boxes}) == len({box.heading for box in boxes}) == len(boxes)
    assert all(box.hint and box.limit > 0 for box in boxes)


@pytest.mark.parametrize("kind", list(BriefingKind))
def test_knows_where_the_first_words_of_a_sourced_box_stand(kind: BriefingKind) -> None:
    assert all(bool(box.found_under) is box.needs_source for box in BRIEFINGS[kind].boxes)


@pytest.mark.parametrize("kind", list(BriefingKind))
def test_keeps_codes_short_enough_for_their_column(kind: BriefingKind) -> None:
    assert all(len(f"{kind}.{box.code}") <= 40 for box in BRIEFINGS[kind].boxes)


def test_holds_every_box_of_a_seven_minute_briefing_to_sixty_words() -> None:
    row = BRIEFINGS[BriefingKind.SEVEN_MINUTE]
    assert len(row.boxes) == 7
    assert {box.limit for box in row.boxes} == {SEVEN_MINUTE_WORDS}


def test_fits_a_one_page_briefing_on_a_page() -> None:
    """Some 700 words fill a page in small print."""
    assert sum(box.limit for box in BRIEFINGS[BriefingKind.ONE_PAGE].boxes) <= 700


def test_knows_no_box_of_another_briefing() -> None:
    with pytest.raises(KeyError):
        box_row(BriefingKind.ONE_PAGE, "themes")


def test_begins_with_whole_sentences_under_a_fitting_heading() -> None:
    assert first_statements(LESSONS, PARAGRAPHS) == (
        Statement("Ask about control.", (2,)),
        Statement("Ask again when things change.", (2,)),
    )


def test_takes_no_more_than_the_box_holds() -> None:
    wide = BoxRow("lessons", "Lessons", "", 30, found_under=("lessons",))
    assert [statement.sources for statement in first_statements(wide, PARAGRAPHS)] == [(2,), (2,), (3,)]
    narrow = BoxRow("lessons", "Lessons", "", 2, found_under=("lessons",))
    assert first_statements(narrow, PARAGRAPHS) == ()


def test_takes_the_first_heading_that_is_there() -> None:
    box = BoxRow("good", "Good", "", 20, found_under=("worked well", "recommendations"))
    assert first_statements(box, PARAGRAPHS) == (Statement("Train every manager by summer.", (4,)),)


def test_begins_with_nothing_where_no_heading_fits() -> None:
    assert first_statements(BoxRow("x", "X", "", 20, found_under=("tribute",)), PARAGRAPHS) == ()
    assert first_statements(HELP, PARAGRAPHS) == ()


@pytest.mark.parametrize("kind", list(BriefingKind))
def test_begins_with_words_that_are_in_order(kind: BriefingKind) -> None:
    """What is suggested names only paragraphs there are and is never too long."""
    for box in BRIEFINGS[kind].boxes:
        text = "\n".join(statement.line for statement in first_statements(box, PARAGRAPHS))
        faults = faults_of(box, text, [paragraph.number for paragraph in PARAGRAPHS])
        assert not [fault for fault in faults if "no source" in fault or "words; at most" in fault]
