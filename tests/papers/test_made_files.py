"""Word, PDF and HTML of a review's papers: marked on every page, read in order, bearing nobody's name."""

import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm
from pdfua import Severity, validate

from dhr_cases.papers.invented import REAL
from dhr_cases.papers.kinds import MadePaper
from dhr_cases.papers.writing import pdf, web_page, word
from dhr_cases.papers.writing.blocks import Bullets, Contents, Grid, Handling, Heading, PageBreak, Paper, Paragraph
from tests.papers.made import OWN_FOLDER, PUBLISHED, need_pdf, paper_of
from tests.papers.read_back import pdf_pages, pdf_tags, pdf_text, squeezed, word_texts, zip_files
from tests.papers.read_back import word as opened

LINE = "OFFICIAL-SENSITIVE. For Tŷ Hafan & <others>. Copy 7"
LONG = Paper(
    title="Overview report: Wren/2024",
    subject="A long one",
    foot="As at 1 May 2026.",
    handling=Handling("OFFICIAL-SENSITIVE", "Tŷ Hafan & <others>", "7"),
    blocks=(
        Contents(deepest=2),
        PageBreak(),
        Heading("First & foremost"),
        *(Paragraph(f"Paragraph {place} of the first section. " * 12) for place in range(12)),
        Heading("Below", level=2),
        Bullets(("One", "Two")),
        Heading("Deeper", level=3),
        Heading("Second"),
        *(Grid(f"Table {place}", ("Row", "Words"), (("a", "b " * 50), ("c", "d " * 60))) for place in range(12)),
    ),
)


@pytest.fixture(scope="session")
def pdfs() -> dict[str, bytes]:
    """Each paper as PDF, written once; skipped where this machine cannot, unless REQUIRE_PDF=1 says it must."""
    need_pdf()
    return {"long": pdf.write(LONG), **{kind: pdf.write(paper_of(kind)) for kind in OWN_FOLDER}}


# Word


def test_marks_every_page_of_a_restricted_word_file() -> None:
    section = opened(word.write(LONG)).sections[0]
    assert section.header.paragraphs[0].text == LINE
    assert not section.different_first_page_header_footer


def test_gives_word_headings_of_three_levels() -> None:
    styles = {row.text: row.style.name for row in opened(word.write(LONG)).paragraphs if row.style}
    wanted = ("First & foremost", "Below", "Deeper")
    assert [styles[text] for text in wanted] == ["Heading 1", "Heading 2", "Heading 3"]


@pytest.mark.parametrize(("is_one_page", "sizes"), [(False, (11, 18, 13, 8.5)), (True, (9, 14.5, 10.5, 7))])
def test_sets_word_in_letters_of_half_points_smaller_for_one_page(is_one_page: bool, sizes: tuple[float, ...]) -> None:
    styles = opened(word.write(Paper("Title", "Subject", "Foot", (), is_one_page=is_one_page))).styles
    found = [styles[name].font.size for name in ("Normal", "Title", "Heading 1", "Footer")]
    assert [size.pt for size in found if size] == list(sizes)
    assert {styles[name].font.name for name in ("Normal", "Title", "Heading 1", "Footer")} == {"Arial"}


def test_numbers_the_pages_of_a_word_file_below_each_foot() -> None:
    """As a field of Word's own, after the foot."""
    (field,) = opened(word.write(LONG)).sections[0].footer.part.element.iter(qn("w:fldSimple"))
    assert field.get(qn("w:instr")) == "PAGE"
    assert opened(word.write(LONG)).sections[0].footer.paragraphs[0].text.endswith("As at 1 May 2026. Page ")


@pytest.mark.parametrize(("is_one_page", "millimetres"), [(False, 20), (True, 14)])
def test_leaves_a_page_of_small_print_less_margin(is_one_page: bool, millimetres: int) -> None:
    section = opened(word.write(Paper("Title", "Subject", "Foot", (), is_one_page=is_one_page))).sections[0]
    assert [round((side or 0) / Mm(1)) for side in (section.top_margin, section.bottom_margin)] == [millimetres] * 2
    assert round((section.left_margin or 0) / Mm(1)) == 20


@pytest.mark.parametrize("letters", [255, 300])
def test_names_a_word_file_in_as_many_letters_as_its_properties_hold(letters: int) -> None:
    properties = opened(word.write(Paper("t" * letters, "s" * letters, "Foot", ()))).core_properties
    assert (properties.title, properties.subject) == ("t" * 255, "s" * 255)


def test_sets_heads_totals_and_names_of_a_word_table_in_bold_and_nothing_else() -> None:
    table = Grid("Sums", ("What", "How much"), (("One", "1"),), frozenset({1}), ("All", "1"))
    head, row, last = opened(word.write(Paper("T", "S", "F", (table,)))).tables[0].rows
    weights = [[cell.paragraphs[0].runs[0].bold for cell in each.cells] for each in (head, row, last)]
    assert weights == [[True, True], [None, None], [True, True]]
    assert [row.cells[place].paragraphs[0].alignment for place in (0, 1)] == [None, WD_ALIGN_PARAGRAPH.RIGHT]


def test_lists_the_headings_of_word_with_links_that_lead_to_them() -> None:
    body = opened(word.write(LONG)).element.body
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert len(links) == 3
    assert set(links) <= marks
    assert [field.get(qn("w:fldCharType")) for field in body.iter(qn("w:fldChar"))] == ["begin", "separate", "end"]
    assert "TOC" in next(body.iter(qn("w:instrText"))).text


def test_writes_a_list_of_contents_without_headings() -> None:
    bare = Paper("Title", "Subject", "Foot", (Contents(), Paragraph("Text")))
    assert word_texts(word.write(bare)) == ["Title", "Contents", "Text"]


def test_lays_a_wide_paper_on_its_side() -> None:
    section = opened(word.write(paper_of(MadePaper.ACTION_PLAN))).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height


@pytest.mark.parametrize("kind", OWN_FOLDER)
def test_describes_every_table_of_word_and_names_nobody_in_its_properties(kind: MadePaper) -> None:
    content = word.write(paper_of(kind))
    document = opened(content)
    assert all(table.find(f".//{qn('w:tblCaption')}") is not None for table in document.element.iter(qn("w:tbl")))
    assert document.core_properties.author == ""
    assert document.core_properties.language == "en-GB"
    assert not [name for name in zip_files(content) if "thumbnail" in name or "comments" in name]


@pytest.mark.parametrize("kind", PUBLISHED)
def test_leaves_no_inside_word_in_any_part_of_a_published_word_file(kind: MadePaper) -> None:
    text = b"\n".join(zip_files(word.write(paper_of(kind))).values()).decode(errors="ignore")
    assert [found for found in (*REAL, "OFFICIAL") if found in text] == []


# PDF


@pytest.mark.parametrize("name", ["long", *OWN_FOLDER])
def test_breaks_no_rule_of_accessible_pdf(pdfs: dict[str, bytes], name: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdfs[name])
    found = [finding for finding in validate(str(path)).findings if finding.severity is not Severity.INFO]
    assert [(finding.rule_id, finding.message) for finding in found] == []


def test_marks_every_page_of_a_restricted_pdf(pdfs: dict[str, bytes]) -> None:
    pages = pdf_pages(pdfs["long"])
    assert pages > 3
    assert pdf_text(pdfs["long"]).count(squeezed(LINE)) == pages


@pytest.mark.parametrize("kind", PUBLISHED)
def test_bears_no_marking_on_a_published_pdf(pdfs: dict[str, bytes], kind: MadePaper) -> None:
    assert "OFFICIAL" not in pdf_text(pdfs[kind])
    assert not [word for word in REAL if squeezed(word) in pdf_text(pdfs[kind])]


def test_writes_letters_that_stand_together_as_one_string(pdfs: dict[str, bytes]) -> None:
    """The gate reads such a page in half the time."""
    with pikepdf.open(io.BytesIO(pdfs["long"])) as document:
        lines = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(document.pages[1]))
        shifts = [part for found in re.findall(rb"\[.*?\] TJ", lines) for part in re.findall(rb"> ?(-?\d+) ?<", found)]
    assert shifts
    assert b"0" not in shifts


def test_nests_the_headings_of_a_pdf_and_links_its_contents(pdfs: dict[str, bytes]) -> None:
    tags = [tag for tag, _ in pdf_tags(pdfs["long"])]
    assert [tags.count(f"/H{level}") for level in (1, 2, 3, 4)] == [1, 2, 1, 1]
    assert tags.count("/Link") >= 3


# HTML


class Outline(HTMLParser):
    """The tags of a page in order, and what it would fetch."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag and the addresses it names."""
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


def test_writes_a_web_page_that_needs_no_other_file() -> None:
    page = web_page.write(LONG)
    outline = Outline(page)
    assert outline.links == ["#section-1", "#section-2", "#section-4"]
    assert {"script", "img", "link"}.isdisjoint(outline.tags)
    assert "@import" not in page.decode()
    assert "url(" not in page.decode()


def test_gives_the_web_page_language_headings_and_table_heads() -> None:
    text = web_page.write(LONG).decode()
    assert '<html lang="en-GB">' in text
    assert [tag for tag in Outline(text.encode()).tags if re.fullmatch("h[1-6]", tag)] == ["h1", "h2", "h3", "h4", "h2"]
    assert '<th scope="col">Row</th>' in text
    assert "Tŷ Hafan &amp; &lt;others&gt;" in text


def test_marks_a_restricted_web_page_and_keeps_it_out_of_search() -> None:
    inside, outside = web_page.write(LONG).decode(), web_page.write(paper_of(MadePaper.PUBLISHED_REPORT)).decode()
    assert 'class="marking"' in inside
    assert "noindex" in inside
    assert 'class="marking"' not in outside
    assert "noindex" not in outside
    assert not [word for word in (*REAL, "OFFICIAL") if word in outside]
