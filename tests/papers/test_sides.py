"""A table too wide for an upright page lies on its side with its section, in Word, PDF and HTML; no word is broken."""

import io
from itertools import chain

import pypdf
import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt

from dhr_cases.papers.templates import fill
from dhr_cases.papers.writing import pdf, web_page, word
from dhr_cases.papers.writing.blocks import (
    Block,
    Contents,
    Facts,
    Grid,
    Handling,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
)
from dhr_cases.papers.writing.columns import BETWEEN, NARROW, SPARE, least_across, shares, words_across
from dhr_cases.papers.writing.measuring import Type
from dhr_cases.papers.writing.sides import ONE_PAGE, SMALL, UPRIGHT, USUAL, WIDE, Stretch, stretches
from tests.papers.made import need_pdf
from tests.papers.read_back import word as opened
from tests.papers.read_back import word_texts

HEADS = ("Recommendation", "Scope", "Action to take", "Lead agency", "Key milestones", "Target date", "Completed")
ROW = (
    "Practitioners safeguard accommodation", "National", "Multi-agency safeguarding", "Commissioning",
    "Supervision; December", "September 2027", "Accomplished",
)  # fmt: skip  # one cell a column
PLAN = Grid("Plan", HEADS, (ROW,) * 3)
FEW = Grid("Contacts", ("Agency", "Contacts"), (("Police", "2"),))
ABOUT = Facts("About", (("Review", "Wren"), ("Report of", "March 2026")))
HANDLING = Handling("OFFICIAL-SENSITIVE", "the police", "3")


def paper(*blocks: Block, is_one_page: bool = False, is_wide: bool = False) -> Paper:
    """A restricted paper of these blocks."""
    return Paper("Report", "About", "Foot.", blocks, is_one_page=is_one_page, is_wide=is_wide, handling=HANDLING)


REPORT = paper(
    ABOUT,
    PageBreak(),
    Contents(),
    PageBreak(),
    Heading("Overview"),
    Paragraph("The police met Wren twice."),
    FEW,
    PageBreak(),
    Heading("Appendix A: action plan"),
    Paragraph("As the record has it."),
    PLAN,
    Heading("Appendix B: glossary"),
    Paragraph("IDVA: adviser."),
)


# Which parts lie


def sides(made: Paper) -> list[tuple[bool, tuple[Block, ...]]]:
    """The stretches of a paper, plainly."""
    return [(stretch.lies, stretch.blocks) for stretch in stretches(made)]


def test_has_tables_of_both_kinds_to_test_with() -> None:
    assert least_across(FEW, USUAL) <= UPRIGHT < least_across(PLAN, SMALL) <= WIDE


def test_lays_the_section_with_the_wide_table_on_its_side_and_no_other() -> None:
    assert sides(REPORT) == [
        (False, REPORT.blocks[:7]),
        (True, REPORT.blocks[8:11]),
        (False, REPORT.blocks[11:]),
    ]


def test_takes_along_every_heading_that_stands_right_above() -> None:
    above = (Heading("Appendices"), Heading("Plan", level=2))
    assert sides(paper(Heading("First"), Paragraph("Text"), *above, PLAN)) == [
        (False, (Heading("First"), Paragraph("Text"))),
        (True, (*above, PLAN)),
    ]


def test_leaves_out_a_page_break_only_where_the_page_turns() -> None:
    kept = paper(Paragraph("One"), PageBreak(), Paragraph("Two"), PageBreak())
    assert sides(kept) == [(False, kept.blocks)]
    assert sides(paper(PLAN, PageBreak(), Paragraph("Two"))) == [(True, (PLAN,)), (False, (Paragraph("Two"),))]


def test_counts_the_last_row_and_the_heads_as_well() -> None:
    long = "accommodations " * 3
    by_total = Grid("Sums", ("a", "b"), (("1", "2"),), last_row=("x" * 60, "y" * 60))
    by_head = Grid("Sums", ("x" * 60, "y" * 60), (("1", "2"),))
    assert [stretch.lies for grid in (by_total, by_head) for stretch in stretches(paper(grid))] == [True, True]
    assert not stretches(paper(Grid("Texts", ("a", "b"), ((long, long),))))[0].lies


def of_width(wanted: float, size: float) -> Grid:
    """A table of four columns of one word each, which just fit a page of this width in letters of this size."""
    letter = Type(size, is_bold=True, stretch=SPARE).width("n")
    word = "n" * int((wanted / 4 - BETWEEN) / letter)
    return Grid("Edge", ("",) * 4, ((word,) * 4,))


def longer(grid: Grid, letters: int) -> Grid:
    """The same with so many letters more in each word."""
    return Grid(grid.caption, grid.heads, tuple(tuple(cell + "n" * letters for cell in row) for row in grid.rows))


def test_makes_letters_small_before_it_turns_the_page() -> None:
    """Both edges, a letter to either side: usual letters, small letters, a page on its side."""
    for fits, lies, size in (
        (of_width(UPRIGHT, USUAL), False, USUAL),
        (longer(of_width(UPRIGHT, USUAL), 1), False, SMALL),
        (of_width(UPRIGHT, SMALL), False, SMALL),
        (longer(of_width(UPRIGHT, SMALL), 1), True, SMALL),
    ):
        (stretch,) = stretches(paper(fits))
        assert (stretch.lies, stretch.size_of(fits)) == (lies, size)
        assert stretch.keeps_words(fits)


def test_turns_the_page_for_many_columns_of_long_texts_though_their_words_would_fit() -> None:
    """Six ribbons of single words are no table; five columns of as many letters as a ribbon wants are one."""
    texts = "a bb ccc dddd " * 12
    six, five = (Grid("Texts", ("",) * count, ((texts,) * count,)) for count in (6, 5))
    assert words_across(six, USUAL) < UPRIGHT
    assert least_across(six, SMALL) == pytest.approx(6 * (NARROW * SMALL + BETWEEN))
    assert [stretches(paper(grid))[0].lies for grid in (six, five)] == [True, False]


def test_never_turns_a_paper_that_fits_one_page_and_always_a_wide_one() -> None:
    assert sides(paper(Heading("Plan"), PLAN, is_one_page=True)) == [(False, (Heading("Plan"), PLAN))]
    assert stretches(paper(PLAN, is_one_page=True))[0].size_of(PLAN) == ONE_PAGE
    assert sides(paper(Paragraph("Text"), is_wide=True)) == [(True, (Paragraph("Text"),))]
    assert sides(paper()) == [(False, ())]
    assert sides(paper(is_wide=True)) == [(True, ())]


def test_keeps_words_whole_where_they_fit_on_pages_of_that_side() -> None:
    assert [Stretch(lies, ()).keeps_words(PLAN) for lies in (False, True)] == [False, True]
    assert Stretch(lies=False, blocks=()).keeps_words(FEW)
    assert not Stretch(lies=True, blocks=()).keeps_words(Grid("Too much", ("x" * 200,), (("",),)))


# How wide a column is


def test_gives_every_column_room_for_its_longest_word() -> None:
    width = Type(SMALL, is_bold=True).width
    for part, cells in zip(shares(PLAN, SMALL, WIDE), zip(HEADS, ROW, strict=True), strict=True):
        assert part * WIDE >= max(width(found) for cell in cells for found in cell.split()) + BETWEEN


@pytest.mark.parametrize("table", [PLAN, FEW, ABOUT, Facts("Empty", ()), Grid("Bare", ("One", "Two"), ())])
@pytest.mark.parametrize("width", [1, UPRIGHT, WIDE])
def test_parts_the_whole_width(table: Grid | Facts, width: float) -> None:
    total: float = sum(shares(table, USUAL, width))
    assert total == pytest.approx(1)


def test_gives_long_texts_more_room_and_short_ones_no_less_than_they_need() -> None:
    short, long = shares(Grid("Two", ("Row", "Why"), (("7", "a long story " * 30),)), USUAL, UPRIGHT)
    assert long > 4 * short
    assert short * UPRIGHT >= Type(USUAL, is_bold=True).width("Row") + BETWEEN


def test_gives_columns_to_be_filled_in_as_much_as_any() -> None:
    empty = Grid("To fill in", ("Day", "What happened"), (("", ""),) * 3)
    first, second = shares(empty, USUAL, UPRIGHT)
    assert first == pytest.approx(second, abs=0.05)
    assert shares(Grid("Half", ("Day", "What"), (("1 May", ""),)), USUAL, UPRIGHT)[1] > 0.7


# PDF


@pytest.fixture(scope="module")
def pages() -> list[pypdf.PageObject]:
    """The pages of the report as PDF; skipped where this machine cannot, unless REQUIRE_PDF=1 says it must."""
    need_pdf()
    return list(pypdf.PdfReader(io.BytesIO(pdf.write(REPORT))).pages)


def test_turns_the_page_of_the_wide_table_alone_and_leaves_none_empty(pages: list[pypdf.PageObject]) -> None:
    assert [page.mediabox.width > page.mediabox.height for page in pages] == [False, False, False, True, False]
    for page, held in zip(pages, ("March 2026", "Contents", "The police", "As the record", "IDVA"), strict=True):
        assert held in page.extract_text()
        assert HANDLING.line in page.extract_text()


def test_breaks_no_word_of_the_table_in_a_pdf(pages: list[pypdf.PageObject]) -> None:
    words = pages[3].extract_text().split()
    assert [found for found in chain.from_iterable(map(str.split, ROW)) if found not in words] == []


def test_counts_a_turned_page_in_the_list_of_contents(pages: list[pypdf.PageObject]) -> None:
    lines = [line.replace(".", "").replace(" ", "") for line in pages[1].extract_text().splitlines()]
    assert "".join(lines).count("glossary5") == 1


# Word


def lying(document: bytes) -> list[bool]:
    """Which sections of a Word file lie on their side, by their size and by what they say."""
    found = []
    for section in opened(document).sections:
        assert section.page_width
        assert section.page_height
        found.append(section.page_width > section.page_height)
        assert (section.orientation == WD_ORIENT.LANDSCAPE) is found[-1]
    return found


def test_turns_the_pages_of_a_word_file_and_marks_each() -> None:
    document = opened(word.write(REPORT))
    assert lying(word.write(REPORT)) == [False, True, False]
    assert [section.header.paragraphs[0].text for section in document.sections] == [HANDLING.line] * 3
    assert all("Foot." in section.footer.paragraphs[0].text for section in document.sections)


def test_ends_a_word_file_with_the_wide_table_where_the_paper_does() -> None:
    assert lying(word.write(paper(Paragraph("Text"), Heading("Plan"), PLAN))) == [False, True]
    assert lying(word.write(paper(Heading("Plan"), PLAN))) == [True]


def test_fills_the_width_of_the_page_with_every_word_table() -> None:
    document = opened(word.write(REPORT))
    widths = [sum(column.width or 0 for column in table.columns) for table in document.tables]
    assert [round(width / Mm(1)) for width in widths] == [170, 170, 257]


def test_writes_the_letters_of_word_tables_as_large_as_they_fit() -> None:
    facts, few, plan = opened(word.write(REPORT)).tables
    sizes = [table.rows[0].cells[0].paragraphs[0].runs[0].font.size for table in (facts, few, plan)]
    assert sizes == [Pt(USUAL), Pt(USUAL), Pt(SMALL)]


def test_loses_no_text_of_a_word_file_whose_pages_turn() -> None:
    texts = word_texts(word.write(REPORT))
    assert [texts.count(wanted) for wanted in ("As the record has it.", " | ".join(ROW), "IDVA: adviser.")] == [1, 3, 1]


# A partnership's own template


def own(*after: str, apart: bool = False) -> bytes:
    """A template with a cover line, the body, and what comes after it; its first page may be one apart."""
    document = Document()
    for text in ("{{ title }}", "{{ body }}", *after):
        document.add_paragraph(text)
    section = document.sections[0]
    section.left_margin = section.right_margin = Mm(30)
    section.different_first_page_header_footer = apart
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_turns_the_page_in_a_partnerships_own_template() -> None:
    filled = fill(own("Signed in Northchester"), REPORT)
    assert lying(filled) == [False, True, False]
    assert word_texts(filled)[-1] == "Signed in Northchester"


def test_goes_back_to_the_templates_pages_after_a_table_at_the_end() -> None:
    ends_wide = paper(Paragraph("Text"), Heading("Plan"), PLAN)
    assert lying(fill(own("Signed"), ends_wide)) == [False, True, False]
    assert lying(fill(own(), ends_wide)) == [False, True]


def test_keeps_the_templates_margins_and_its_first_page_once() -> None:
    document = opened(fill(own("Signed", apart=True), REPORT))
    assert [round((section.left_margin or 0) / Mm(1)) for section in document.sections] == [30] * 3
    assert [section.different_first_page_header_footer for section in document.sections] == [True, False, False]
    assert round(sum(column.width or 0 for column in document.tables[-1].columns) / Mm(1)) in (219, 220)


def test_leaves_a_template_of_several_sections_in_order() -> None:
    document = Document()
    document.add_paragraph("Cover")
    document.add_section()
    document.add_paragraph("{{ body }}")
    document.add_section()
    document.add_paragraph("Back")
    target = io.BytesIO()
    document.save(target)
    filled = fill(target.getvalue(), REPORT)
    assert lying(filled) == [False, False, True, False, False]
    assert [text for text in word_texts(filled) if text in ("Cover", "IDVA: adviser.", "Back")] == [
        "Cover", "IDVA: adviser.", "Back",
    ]  # fmt: skip  # one line as one line


# HTML


def test_says_in_html_which_parts_lie_when_it_is_printed() -> None:
    text = web_page.write(REPORT).decode()
    assert text.count('class="lies"') == 1
    assert text.index("Overview") < text.index('class="lies"') < text.index("Appendix A: action plan</h2>")
    assert text.count('class="keeps-words') == 2
