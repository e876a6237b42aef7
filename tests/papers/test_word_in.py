"""A Word draft comes apart along the sections; no word of it is lost, and what is not taken over is said."""

from dataclasses import replace

import pytest
from docx import Document
from docx.document import Document as WordDocument

from dhr_cases.errors import Incomplete
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.papers.action_plan.example import EXAMPLE as PLAN_EXAMPLE
from dhr_cases.papers.executive_summary.example import EXAMPLE as SUMMARY_EXAMPLE
from dhr_cases.papers.formats import Format
from dhr_cases.papers.kinds import MadePaper, build
from dhr_cases.papers.overview_report.example import EXAMPLE as REPORT_EXAMPLE
from dhr_cases.papers.overview_report.facts import ReportFacts
from dhr_cases.papers.sections import SectionText
from dhr_cases.papers.word_in import Piece, by_section, match, read_draft
from dhr_cases.report_sections import FURTHER, SECTIONS
from tests import files
from tests.word_drafts import run, saved, with_headings, with_xml

REPORT = PaperKind.OVERVIEW_REPORT
SUMMARY = PaperKind.EXECUTIVE_SUMMARY
PLAN = PaperKind.ACTION_PLAN


def only(content: bytes) -> Piece:
    """The one piece of the report that matched a section."""
    (found,) = [piece for piece in read_draft(content, REPORT).pieces if piece.code]
    return found


@pytest.mark.parametrize(
    "heading",
    [
        "Terms of reference",
        "5. Terms of reference",
        "5 TERMS OF REFERENCE",
        "5.  Terms of Reference:",
        "Section 5: Terms of reference",
        "SECTION FIVE",
        "1.5) Terms of reference",
        "(5) Terms of Reference",
        "V. Terms of reference",
        "The terms of reference",
        "Terms of referance",
        "Terms of reference and scope",
    ],
)
def test_knows_a_section_by_several_spellings(heading: str) -> None:
    expected = "" if heading == "SECTION FIVE" else "terms_of_reference"
    assert match(heading, REPORT) == expected


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Equality & diversity", "equality"),
        ("Lessons learned", "lessons"),
        ("Appendix A – Action plan", "action_plan"),
        ("Appendix 2: Glossary", "glossary"),
        ("Involvement of family and friends", "family_involvement"),
        ("Key events", ""),
        ("", ""),
        ("12.", ""),
    ],
)
def test_knows_the_headings_authors_print(heading: str, code: str) -> None:
    assert match(heading, REPORT) == code


@pytest.mark.parametrize("kind", SECTIONS)
def test_takes_apart_a_file_with_every_heading_of_the_table(kind: PaperKind) -> None:
    rows = [row for row in SECTIONS[kind] if row.code != FURTHER]
    draft = read_draft(with_headings(*(row.heading for row in rows)), kind)

    assert [piece.code for piece in draft.pieces] == [row.code for row in rows]
    assert [piece.text for piece in draft.pieces] == [f"Words of part {n}." for n in range(1, len(rows) + 1)]
    assert draft.not_taken == ()


def test_takes_bold_lines_and_capitals_for_headings_where_no_style_is_used() -> None:
    def write(document: WordDocument) -> None:
        document.add_paragraph("TIMESCALES")
        document.add_paragraph("It took a year.")
        document.add_paragraph().add_run("Equality and diversity").bold = True
        document.add_paragraph("Nine of them.")
        document.add_paragraph("6. Dissemination")
        document.add_paragraph("Conclusions were drawn by all.")

    pieces = read_draft(saved(write), REPORT).pieces
    assert [(piece.code, piece.text) for piece in pieces] == [
        ("timescales", "It took a year."),
        ("equality", "Nine of them."),
        ("dissemination", "Conclusions were drawn by all."),
    ]


def test_keeps_lower_headings_inside_their_section() -> None:
    def write(document: WordDocument) -> None:
        document.add_heading("Analysis", 1)
        document.add_heading("Police", 2)
        document.add_paragraph("They called twice.")
        document.add_heading("Risk", 3)
        document.add_paragraph("It was high.")

    assert only(saved(write)).text == "## Police\n\nThey called twice.\n\n## Risk\n\nIt was high."


def test_leaves_what_matches_nothing_to_a_person() -> None:
    left = read_draft(with_headings("Timescales", "A poem", "Analysis"), REPORT).pieces[1]

    assert left == Piece("A poem", "", "Words of part 2.")


def test_puts_the_first_page_of_a_report_on_its_title_page() -> None:
    def write(document: WordDocument) -> None:
        document.add_heading("Overview report", 1)
        document.add_paragraph("Robin, May 2025")
        document.add_heading("Timescales", 1)

    first = read_draft(saved(write), REPORT).pieces[0]
    assert (first.code, first.text) == ("title_page", "## Overview report\n\nRobin, May 2025")


def test_leaves_words_before_the_first_heading_of_a_summary_to_a_person() -> None:
    def write(document: WordDocument) -> None:
        document.add_paragraph("Before all.")

    first = read_draft(saved(write), SUMMARY).pieces
    assert first == (Piece("", "", "Before all."),)


def test_takes_lists_and_tables_into_the_format() -> None:
    def write(document: WordDocument) -> None:
        document.add_heading("Contributors", 1)
        for agency in ("Police", "Health"):
            document.add_paragraph(agency, style="List Bullet")
        table = document.add_table(rows=2, cols=2)
        for place, text in enumerate(("Agency", "Gave", "Police | Force", "All\nof it")):
            table.cell(place // 2, place % 2).text = text

    assert only(saved(write)).text == ("- Police\n- Health\n\n| Agency | Gave |\n| Police \\| Force | All of it |")


def test_reads_a_frame_of_one_column_as_paragraphs() -> None:
    def write(document: WordDocument) -> None:
        document.add_heading("Preface", 1)
        document.add_table(rows=1, cols=1).cell(0, 0).text = "She loved the sea."

    assert only(saved(write)).text == "She loved the sea."


def test_reads_insertions_and_leaves_deletions_out() -> None:
    xml = (
        run("Kept ") + f'<w:ins w:id="1" w:author="A">{run("put in")}</w:ins>'
        '<w:del w:id="2" w:author="A"><w:r><w:delText>taken out</w:delText></w:r></w:del>'
    )
    draft = read_draft(with_xml(xml), REPORT)

    assert draft.pieces[0].text == "Kept put in"
    assert draft.not_taken == (
        "1 tracked insertion is read as text.",
        "1 tracked deletion is left out, as if accepted.",
    )


def test_reads_content_controls_and_links() -> None:
    xml = (
        f"<w:sdt><w:sdtContent>{run('In a control ')}</w:sdtContent></w:sdt>"
        f'<w:hyperlink r:id="rId99">{run("and a link")}</w:hyperlink>'
    )
    draft = read_draft(with_xml(xml), REPORT)

    assert draft.pieces[0].text == "In a control and a link"
    assert draft.not_taken == ("1 link is read as words only; where it leads is not taken over.",)


def test_keeps_the_words_of_a_text_box() -> None:
    box = f"<w:r><w:pict><w:txbxContent><w:p>{run('In a box')}</w:p></w:txbxContent></w:pict></w:r>"
    draft = read_draft(with_xml(run("Around") + box), REPORT)

    assert [piece.text for piece in draft.pieces] == ["Around", "In a box"]
    assert draft.pieces[1].heading == "Text boxes of the file"


def test_says_that_pictures_and_headers_stay_behind() -> None:
    blip = '<a:graphic><a:graphicData><a:blip r:embed="rId98"/></a:graphicData></a:graphic>'
    picture = f"<w:r><w:drawing>{blip}</w:drawing></w:r>"

    def write(document: WordDocument) -> None:
        document.add_heading("Timescales", 1)
        document.sections[0].header.paragraphs[0].text = "DRAFT"

    assert "1 picture is not taken over" in read_draft(with_xml(run("See:") + picture), REPORT).not_taken[0]
    assert read_draft(saved(write), REPORT).not_taken == ("1 header or footer is not taken over.",)


def test_says_that_comments_stay_behind() -> None:
    def write(document: WordDocument) -> None:
        document.add_heading("Timescales", 1)
        paragraph = document.add_paragraph("Words.")
        document.add_comment(paragraph.runs, text="Is this so?", author="A")

    draft = read_draft(saved(write), REPORT)
    assert draft.not_taken == ("1 comment is not taken over.",)
    assert draft.pieces[0].text == "Words."


def test_says_that_automatic_numbers_stay_behind() -> None:
    def write(document: WordDocument) -> None:
        document.add_heading("Timescales", 1)
        document.add_paragraph("One.", style="List Number")
        document.add_paragraph("Two.").paragraph_format.left_indent = None
        number = Document().styles["List Number"].element.find(".//{*}numPr")
        document.paragraphs[-1]._p.get_or_add_pPr().append(number)

    draft = read_draft(saved(write), REPORT)
    assert draft.pieces[0].text == "One.\n\nTwo."
    assert draft.not_taken == ("Automatic numbers of 2 paragraphs not taken over: write them in.",)


def test_takes_no_line_of_a_typed_table_of_contents_for_a_heading() -> None:
    def write(document: WordDocument) -> None:
        for line in ("1. Timescales ..... 4", "2. Analysis\t12"):
            document.add_paragraph(line)
        document.add_heading("Timescales", 1)

    assert [piece.code for piece in read_draft(saved(write), REPORT).pieces] == ["title_page", "timescales"]


def test_leaves_a_table_of_contents_out() -> None:
    def write(document: WordDocument) -> None:
        document.styles.add_style("toc 1", 1)
        document.add_paragraph("1 Timescales 4", style="toc 1")
        document.add_heading("Timescales", 1)

    draft = read_draft(saved(write), REPORT)
    assert [piece.code for piece in draft.pieces] == ["timescales"]
    assert draft.not_taken == ("1 line of a contents list is left out.",)


@pytest.mark.parametrize("content", [b"", b"not a file", files.DOCX, files.XLSX])
def test_refuses_what_is_no_word_document(content: bytes) -> None:
    with pytest.raises(Incomplete, match="cannot be read as a Word document"):
        read_draft(content, REPORT)


def test_puts_pieces_of_one_section_one_after_the_other() -> None:
    pieces = (Piece("Analysis", "analysis", "One."), Piece("A poem", "", "Two."), Piece("", "", "Three."))

    assert by_section(pieces, ["analysis", "analysis", ""]) == {
        "analysis": "One.\n\n## A poem\n\nTwo.",
        FURTHER: "Three.",
    }


WRITTEN = """Words of {code}.

## Below it

A second paragraph: £5 & more.

- One
- Two

| Agency | Gave |
| Police \\| Force | All |

5.2 A printed number."""


@pytest.mark.parametrize(
    ("made", "kind", "facts"),
    [
        (MadePaper.OVERVIEW_REPORT, REPORT, REPORT_EXAMPLE),
        (MadePaper.EXECUTIVE_SUMMARY, SUMMARY, SUMMARY_EXAMPLE),
        (MadePaper.ACTION_PLAN, PLAN, PLAN_EXAMPLE),
    ],
)
def test_brings_back_every_section_of_a_paper_made_here(made: MadePaper, kind: PaperKind, facts: ReportFacts) -> None:
    """Sections go out as a Word file and come in again as they were."""
    sent = {row.code: WRITTEN.format(code=row.code) for row in SECTIONS[kind]}
    sections = tuple(SectionText(row.code, row.heading, sent[row.code]) for row in SECTIONS[kind])
    draft = read_draft(build(made, Format.WORD, replace(facts, sections=sections, plan=())), kind)

    assert by_section(draft.pieces, (piece.code for piece in draft.pieces)) == sent


def test_brings_no_words_back_for_a_section_nobody_has_written() -> None:
    rows = SECTIONS[SUMMARY]
    sections = tuple(SectionText(row.code, row.heading, "") for row in rows)
    facts = replace(SUMMARY_EXAMPLE, sections=sections)
    draft = read_draft(build(MadePaper.EXECUTIVE_SUMMARY, Format.WORD, facts), SUMMARY)

    assert by_section(draft.pieces, (piece.code for piece in draft.pieces)) == {}


def test_loses_no_word_of_a_long_file() -> None:
    def write(document: WordDocument) -> None:
        for number in range(300):
            if number % 7 == 0:
                document.add_heading(f"Heading{number}", 1 + number % 3)
            document.add_paragraph(f"word{number} und{number}", style="List Bullet" if number % 2 else None)

    pieces = read_draft(saved(write), PLAN).pieces
    text = " ".join(f"{piece.heading} {piece.text}" for piece in pieces)
    assert [number for number in range(300) if f"word{number} und{number}" not in text] == []
    assert [number for number in range(0, 300, 7) if f"Heading{number}" not in text] == []
