"""Where does one section of a Word draft end and the next begin, and what becomes of each line in between?"""

from collections.abc import Sequence

import pytest
from docx.document import Document as WordDocument

from dhr_cases.paper_kinds import PaperKind
from dhr_cases.papers.sections import NOT_WRITTEN
from dhr_cases.papers.word_in import LONGEST_HEADING, Piece, bare, by_section, match, read_draft
from dhr_cases.report_sections import FURTHER, SECTIONS, SectionRow
from tests.word_drafts import saved

REPORT, SUMMARY, PLAN = PaperKind.OVERVIEW_REPORT, PaperKind.EXECUTIVE_SUMMARY, PaperKind.ACTION_PLAN
ROWS = [(kind, row) for kind, rows in SECTIONS.items() for row in rows]
Line = tuple[str, str]
"""The style of a paragraph ("" for the usual one, "bold" for a bold line) and its words."""


def pieces(*lines: Line, kind: PaperKind = REPORT) -> list[tuple[str, str, str]]:
    """What a file of these lines comes apart into: heading, section, text."""

    def write(document: WordDocument) -> None:
        for style, words in lines:
            if style == "bold":
                document.add_paragraph().add_run(words).bold = True
            else:
                document.add_paragraph(words, style=style or None)

    found = read_draft(saved(write), kind).pieces
    return [(piece.heading, piece.code, piece.text) for piece in found]


H1, H2, H3 = "Heading 1", "Heading 2", "Heading 3"


# Headings by their words


@pytest.mark.parametrize(("kind", "row"), ROWS, ids=lambda value: getattr(value, "code", str(value)))
def test_knows_each_heading_of_each_paper_in_every_dress(kind: PaperKind, row: SectionRow) -> None:
    for name in (row.heading, *row.other_headings):
        for printed in (name, name.upper(), f"7. {name}", f"Section 7: {name}", f"(7.1) {name}:"):
            assert match(printed, kind) == row.code
        assert name.startswith("Appendix") or match(f"The {name}", kind) == row.code


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("5. TERMS OF REFERENCE:", "terms of reference"),
        ("Section A: Timescales", "timescales"),
        ("Chapter IV. Timescales", "timescales"),
        ("vi) Timescales", "timescales"),
        ("Appendix: Glossary", "glossary"),
        ("Annex 2 Glossary", "glossary"),
        ("3.2.1 – Timescales", "timescales"),
        ("12", "12"),
        ("7. Appendix A: Glossary", "glossary"),
        ("Section 2: 3.1 Timescales", "timescales"),
        ("Part", "part"),
        ("Equality & Diversity", "equality and diversity"),
        ("The review's panel_members", "review s panel members"),
        ("A view of the week", "view of week"),
        ("", ""),
        (" . ", ""),
    ],
)
def test_takes_number_case_and_signs_off_a_heading(heading: str, words: str) -> None:
    assert bare(heading) == words


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Timescals", "timescales"),
        ("Confidentialty", "confidentiality"),
        ("Equality and diversty", "equality"),
        ("Recomendations", "recommendations"),
        ("Timetable", ""),
        ("Time", ""),
        ("Analysis of the panel's own work and its limits", ""),
        ("Lessons from elsewhere", ""),
        ("iv Timescales", ""),
    ],
)
def test_forgives_a_slip_of_the_pen_and_nothing_more(heading: str, code: str) -> None:
    assert match(heading, REPORT) == code


def test_knows_the_sections_of_one_paper_and_not_those_of_another() -> None:
    assert [match("Timescales", kind) for kind in (REPORT, SUMMARY, PLAN)] == ["timescales", "", ""]
    assert [match("Terms of reference", kind) for kind in (REPORT, SUMMARY, PLAN)] == ["terms_of_reference"] * 2 + [""]


# Where a piece begins and ends


def test_ends_a_piece_at_a_heading_as_high_as_its_own() -> None:
    assert pieces((H2, "Timescales"), ("", "One."), (H2, "A poem"), ("", "Two."), (H1, "Analysis"), ("", "Three.")) == [
        ("Timescales", "timescales", "One."),
        ("A poem", "", "Two."),
        ("Analysis", "analysis", "Three."),
    ]


def test_keeps_a_lower_heading_as_a_subheading_whatever_it_says() -> None:
    assert pieces((H1, "Timescales"), (H2, "A poem"), ("", "One."), (H3, "Its end"), ("", "Two.")) == [
        ("Timescales", "timescales", "## A poem\n\nOne.\n\n## Its end\n\nTwo."),
    ]


def test_begins_a_section_at_a_lower_heading_that_names_one_not_met_before() -> None:
    assert pieces(
        (H1, "Timescales"), ("", "One."), (H2, "Equality"), ("", "Two."), (H2, "Analysis"), ("", "Three.")
    ) == [
        ("Timescales", "timescales", "One."),
        ("Equality", "equality", "Two."),
        ("Analysis", "analysis", "Three."),
    ]


def test_keeps_a_lower_heading_that_names_a_section_met_before() -> None:
    """An analysis by agency has “Conclusions” below each; the chapter of that name has been read."""
    found = pieces((H1, "Conclusions"), ("", "All."), (H1, "Analysis"), (H2, "Conclusions"), ("", "Of one."))
    assert found == [
        ("Conclusions", "conclusions", "All."),
        ("Analysis", "analysis", "## Conclusions\n\nOf one."),
    ]


def test_begins_a_section_once_more_at_a_heading_as_high() -> None:
    found = pieces((H1, "Analysis"), ("", "One."), (H1, "Analysis"), ("", "Two."))
    assert found == [("Analysis", "analysis", "One."), ("Analysis", "analysis", "Two.")]


def test_has_no_piece_for_a_file_without_a_word() -> None:
    assert pieces() == []
    assert pieces(("", " "), ("", "")) == []


def test_keeps_a_section_of_which_only_the_heading_stands() -> None:
    assert pieces((H1, "Timescales"), (H1, "Analysis")) == [
        ("Timescales", "timescales", ""), ("Analysis", "analysis", ""),
    ]  # fmt: skip  # one row as one row


@pytest.mark.parametrize(
    ("kind", "first"),
    [(REPORT, ("", "title_page", "## A report\n\nBefore all.")), (SUMMARY, ("", "", "## A report\n\nBefore all."))],
)
def test_puts_what_stands_first_on_the_title_page_of_a_paper_that_has_one(
    kind: PaperKind, first: tuple[str, str, str]
) -> None:
    assert pieces((H1, "A report"), ("", "Before all."), (H1, "Lessons"), kind=kind)[0] == first


def test_reads_a_section_nobody_has_written_as_empty() -> None:
    assert pieces((H1, "Timescales"), ("", NOT_WRITTEN)) == [("Timescales", "timescales", "")]
    assert pieces((H1, "Timescales"), ("", NOT_WRITTEN), ("", "More."))[0][2] == f"{NOT_WRITTEN}\n\nMore."


# Lines that look like headings


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("bold", "Timescales"), "timescales"),
        (("", "TIMESCALES"), "timescales"),
        (("", "4. Timescales"), "timescales"),
        (("", "Timescales"), ""),
        (("bold", "Timescales."), ""),
        (("bold", "A poem"), ""),
    ],
)
def test_takes_a_bold_large_or_numbered_line_for_a_heading_only_if_it_names_a_section(line: Line, code: str) -> None:
    found = pieces((H1, "Introduction"), line, ("", "Words."))
    assert [piece[1] for piece in found] == ["introduction", *([code] if code else [])]
    assert found[-1][2] == ("Words." if code else f"{line[1]}\n\nWords.")


@pytest.mark.parametrize(("more", "is_heading"), [(0, True), (1, False)])
def test_takes_no_long_line_for_a_heading(more: int, is_heading: bool) -> None:
    found = pieces((H1, "Introduction"), ("bold", " ".join(["The"] * (LONGEST_HEADING - 1 + more)) + " timescales"))
    assert [piece[1] for piece in found] == ["introduction", *(["timescales"] if is_heading else [])]


# Words put together


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ((("", "One."), ("", "Two.")), "One.\n\nTwo."),
        ((("List Bullet", "One"), ("List Bullet", "Two")), "- One\n- Two"),
        ((("", "Before:"), ("List Bullet", "One"), ("", "After.")), "Before:\n\n- One\n\nAfter."),
        ((("List Bullet", "One"), (H2, "Below"), ("List Bullet", "Two")), "- One\n\n## Below\n\n- Two"),
        ((("List Bullet", "One\ntwo"), ("List Bullet", "Three")), "- One two\n- Three"),
        ((("", "One\ntwo"),), "One\ntwo"),
    ],
)
def test_keeps_lines_of_a_list_together_and_all_else_apart(lines: Sequence[Line], text: str) -> None:
    assert pieces((H1, "Timescales"), *lines)[0][2] == text


@pytest.mark.parametrize(
    ("piece", "place", "text"),
    [
        (Piece("Analysis", "analysis", "One."), "analysis", "One."),
        (Piece("Analysis", "analysis", "One."), "lessons", "## Analysis\n\nOne."),
        (Piece("A poem", "", "One."), FURTHER, "## A poem\n\nOne."),
        (Piece("", "", "One."), "lessons", "One."),
        (Piece("A poem", "", ""), "lessons", "## A poem"),
    ],
)
def test_keeps_the_heading_of_a_piece_that_goes_elsewhere(piece: Piece, place: str, text: str) -> None:
    assert by_section([piece], [place]) == {place: text}


@pytest.mark.parametrize("piece", [Piece("", "", " "), Piece("Analysis", "analysis", ""), Piece("", "", "")])
def test_writes_no_section_without_a_word(piece: Piece) -> None:
    assert by_section([piece], [piece.code]) == {}


def test_puts_pieces_without_a_place_into_further_text_in_their_order() -> None:
    rows = [Piece("", "", "One."), Piece("B", "", "Two."), Piece("C", "lessons", "Three.")]
    assert by_section(rows, ["", "", ""]) == {FURTHER: "One.\n\n## B\n\nTwo.\n\n## C\n\nThree."}


def test_needs_a_place_for_every_piece() -> None:
    with pytest.raises(ValueError, match="shorter"):
        by_section([Piece("", "", "One.")], [])
