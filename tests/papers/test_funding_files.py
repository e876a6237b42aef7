"""Word files and PDFs of funding say the same, and a screen reader finds its way in both."""

import io
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from django.core.checks import INFO
from docx.oxml.ns import qn
from pdfua import Severity, validate

from config.env import ROOT
from config.serve import welcome
from dhr_cases.errors import NotNow
from dhr_cases.papers.writing import pango, pdf, word
from dhr_cases.papers.writing.blocks import Bullets, Facts, Grid, Heading, Lines, Paper, Paragraph, texts_of
from funding.papers.position_paper import example as position_example
from funding.papers.position_paper import wording as position_paper
from funding.papers.request_letter import example as letter_example
from funding.papers.request_letter import wording as request_letter
from funding.papers.statement import example as statement_example
from funding.papers.statement import wording as statement
from tests.papers.made import need_pdf
from tests.papers.read_back import pdf_fonts, pdf_pages, pdf_tags, pdf_text, squeezed, word_texts, zip_files
from tests.papers.read_back import word as opened
from tests.papers.test_funding_position_paper import crowded
from workflows.checks import check_pdf_can_be_written

PAPERS: Mapping[str, Paper] = {
    "statement": statement.compose(statement_example.EXAMPLE),
    "letter": request_letter.compose(letter_example.EXAMPLE),
    "position": position_paper.compose(position_example.EXAMPLE),
}
WORST = Paper(
    title="Gŵyl & Tŷ <b>not bold</b> {% now %}",
    subject="Signs that mean something to a machine",
    foot="As at 1 May 2026.",
    blocks=(
        Heading("A heading & more"),
        Paragraph("=SUM(A1) “quoted” – −£5\x0b", number="1.1"),
        Lines(("First line", "Second line")),
        Bullets(("One <script>alert(1)</script>", "Two")),
        Facts("Facts of it", (("Name", "Fact & more"),)),
        Grid(
            "A long table",
            ("Row", "Amount"),
            tuple((f"Row {place}", f"£{place}") for place in range(70)),
            frozenset({1}),
            ("Together", "£2,415"),
        ),
    ),
)


@pytest.fixture(scope="session")
def pdfs() -> dict[str, bytes]:
    """Each paper as PDF, written once; skipped where this machine cannot, unless REQUIRE_PDF=1 says it must."""
    need_pdf()
    papers = {**PAPERS, "worst": WORST, "crowded": position_paper.compose(crowded())}
    return {name: pdf.write(paper) for name, paper in papers.items()}


# Word


@pytest.mark.parametrize("name", PAPERS)
def test_writes_every_text_into_the_word_file_in_order(name: str) -> None:
    text = squeezed("".join(word_texts(word.write(PAPERS[name]))))
    place = 0
    for wanted in list(texts_of(PAPERS[name]))[:-1]:
        found = text.find(squeezed(wanted), place)
        if found < 0:
            found = text.find(squeezed(wanted.replace(": ", "|", 1)), place)
        assert found >= 0, wanted
        place = found + 1


def test_marks_headings_and_table_heads_in_word() -> None:
    document = opened(word.write(WORST))
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert styles[WORST.title] == "Title"
    assert styles["A heading & more"] == "Heading 1"
    assert styles["Two"] == "List Bullet"
    facts, grid = document.element.body.findall(qn("w:tbl"))
    assert [len(table.findall(f".//{qn('w:tblHeader')}")) for table in (facts, grid)] == [0, 1]
    assert grid.find(f".//{qn('w:tblCaption')}").get(qn("w:val")) == "A long table"
    assert grid.find(f".//{qn('w:tblLook')}").get(qn("w:firstRow")) == "1"


def test_tells_word_the_language_and_nobodys_name() -> None:
    document = opened(word.write(WORST))
    properties = document.core_properties
    assert properties.language == "en-GB"
    assert properties.title == WORST.title
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"


def test_brings_nothing_of_the_stock_document_into_word() -> None:
    parts = zip_files(word.write(WORST))
    assert [name for name in parts if "thumbnail" in name] == []
    assert "python-docx" not in parts["docProps/core.xml"].decode()


def test_keeps_signs_of_a_machine_as_plain_text_in_word() -> None:
    texts = word_texts(word.write(WORST))
    assert "1.1 =SUM(A1) “quoted” – −£5" in texts
    assert "One <script>alert(1)</script>" in texts
    assert "Together | £2,415" in texts


def test_puts_the_day_on_every_page_of_the_word_file() -> None:
    foot = opened(word.write(WORST)).sections[0].footer.paragraphs[0]
    assert foot.text.startswith("As at 1 May 2026. Page")
    assert foot.part.element.find(f".//{qn('w:fldSimple')}").get(qn("w:instr")) == "PAGE"


def test_writes_a_long_statement_in_word_without_losing_an_entry() -> None:
    entries = statement_example.EXAMPLE.entries[:1] * statement.LISTED
    texts = word_texts(word.write(statement.compose(replace(statement_example.EXAMPLE, entries=entries))))
    assert sum(text.startswith("11 | 4 May 2021") for text in texts) == statement.LISTED


# PDF


@pytest.mark.parametrize("name", PAPERS)
def test_writes_every_text_into_the_pdf(pdfs: dict[str, bytes], name: str) -> None:
    text = pdf_text(pdfs[name])
    missing = [
        part
        for line in texts_of(PAPERS[name])
        for part in (line.split(" | ") if " | " in line else [line.replace(": ", "", 1)])
        if squeezed(part) not in text and squeezed(part).replace(":", "") not in text.replace(":", "")
    ]
    assert missing == []


@pytest.mark.parametrize("name", [*PAPERS, "worst", "crowded"])
def test_breaks_no_rule_of_accessible_pdf(pdfs: dict[str, bytes], name: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdfs[name])
    found = [finding for finding in validate(str(path)).findings if finding.severity is not Severity.INFO]
    assert [(finding.rule_id, finding.message) for finding in found] == []


def test_tells_a_screen_reader_the_language_the_title_and_the_rules(pdfs: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(pdfs["worst"])) as document:
        assert str(document.Root.Lang) == "en-GB"
        assert bool(document.Root.MarkInfo.Marked)
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == WORST.title
            assert metadata["pdfuaid:part"] == "1"
        assert "/Author" not in document.docinfo


def test_says_of_each_table_head_what_it_heads(pdfs: dict[str, bytes]) -> None:
    heads = [scope for tag, scope in pdf_tags(pdfs["worst"]) if tag == "/TH"]
    assert heads.count("/Column") == 2 * pdf_pages(pdfs["worst"])
    assert heads.count("/Row") == 1 + 70 + 1
    assert set(heads) == {"/Column", "/Row"}


def test_tags_one_title_and_the_headings_below_it(pdfs: dict[str, bytes]) -> None:
    tags = [tag for tag, _ in pdf_tags(pdfs["worst"])]
    assert (tags.count("/H1"), tags.count("/H2"), tags.count("/Caption")) == (1, 1, 2)
    assert tags.index("/H1") < tags.index("/H2") < tags.index("/Table")


def test_brings_its_own_font(pdfs: dict[str, bytes]) -> None:
    fonts = pdf_fonts(pdfs["worst"])
    assert fonts
    assert all(fonts.values())
    assert all("Paper" in name for name in fonts)


def test_shows_welsh_letters_and_signs_of_a_machine_as_they_are(pdfs: dict[str, bytes]) -> None:
    text = pdf_text(pdfs["worst"])
    assert squeezed(WORST.title) in text
    assert squeezed("One <script>alert(1)</script>") in text
    assert "=SUM(A1)“quoted”–−£5" in text


def test_repeats_heads_and_foot_on_every_page(pdfs: dict[str, bytes]) -> None:
    pages = pdf_pages(pdfs["worst"])
    assert pages > 1
    assert pdf_text(pdfs["worst"]).count("Asat1May2026.") == pages
    assert pdf_text(pdfs["worst"]).count("RowAmount") == pages


@pytest.mark.parametrize("name", ["position", "crowded"])
def test_keeps_the_committees_paper_to_one_page(pdfs: dict[str, bytes], name: str) -> None:
    assert pdf_pages(pdfs[name]) == 1


def test_reads_nothing_from_the_network_or_the_machine(caplog: pytest.LogCaptureFixture) -> None:
    """An address that got into the page would be refused, whatever it names."""
    if pdf.hindrance():
        pytest.skip(pdf.hindrance())
    reader = pdf._engine().urls.URLFetcher(allowed_protocols=("data",))
    for address in ("https://example.org/x.png", "file:///etc/passwd", "ftp://example.org/x"):
        with pytest.raises(ValueError, match="disallowed protocol"):
            reader.fetch(address)


# Where PDF is not possible


def test_says_in_words_that_pango_is_missing() -> None:
    assert "Pango is missing" in pango.hindrance(("pango-1.0",), lambda name: False)
    assert pango.hindrance(("pango-1.0",), lambda name: True) == ""
    assert not pango.can_load("no-such-library-anywhere")


def test_refuses_a_pdf_with_the_same_words_and_still_writes_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pango, "hindrance", lambda: pango.SENTENCE)
    with pytest.raises(NotNow, match="apt install libpango"):
        pdf.write(WORST)
    assert word_texts(word.write(WORST))[0] == WORST.title


def test_says_at_the_check_of_the_system_that_pdf_is_not_possible(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a note, not a fault: everything else works."""
    monkeypatch.setattr(pdf, "hindrance", lambda: pango.SENTENCE)
    (note,) = check_pdf_can_be_written(None)
    assert (note.msg, note.level) == (pango.SENTENCE, INFO)
    monkeypatch.setattr(pdf, "hindrance", lambda: "")
    assert check_pdf_can_be_written(None) == []


def test_says_at_the_start_that_pdf_is_not_possible(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pango, "hindrance", lambda: pango.SENTENCE)
    welcome("127.0.0.1", 8000, is_demonstration=False)
    assert pango.SENTENCE in capsys.readouterr().out


def test_does_not_load_what_writes_pdf_before_one_is_asked_for() -> None:
    """Without Pango its import fails, and the site must start all the same."""
    program = "import django, sys; django.setup(); import funding.urls; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run((sys.executable, "-c", program), check=False, cwd=ROOT).returncode == 0


def test_says_what_to_run_when_the_fonts_were_not_prepared(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pdf, "font_folder", lambda: tmp_path)
    assert pdf.hindrance() == pdf.NO_FONT
    with pytest.raises(NotNow, match="make setup"):
        pdf.write(WORST)
