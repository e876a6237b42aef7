"""The text of an approved Word or HTML file as a page shows it: what a reader of the file would see."""

import io

import pytest
from docx import Document

from dhr_cases.papers.writing import web_page, word
from dhr_cases.papers.writing.blocks import Bullets as PaperBullets
from dhr_cases.papers.writing.blocks import Grid, Heading, Paper
from dhr_cases.papers.writing.blocks import Paragraph as PaperParagraph
from dhr_cases.plain_text import Bullets, Paragraph, Subheading, Table
from dhr_cases.published_text import READABLE_FORMATS, parts_of_file


def html(body: str) -> bytes:
    """A page with a head that no reader sees."""
    return (
        f"<!doctype html><html><head><title>Kept</title><style>p{{}}</style></head><body>{body}</body></html>".encode()
    )


def test_reads_headings_paragraphs_lists_and_tables_of_a_page() -> None:
    """In their order, with one space between words."""
    body = (
        "<h1>Summary</h1><p>Robin asked\n for <strong>help</strong>.</p><ul><li>Ask.</li><li>Tell.</li></ul>"
        "<table><caption>Bodies</caption><tr><th>Agency</th><th>Learnt</th></tr><tr><td>Police</td><td>Ask</td></tr></table>"
        "<p>The end.</p>"
    )
    assert parts_of_file(html(body), "html") == (
        Subheading("Summary"),
        Paragraph("Robin asked for help."),
        Bullets(("Ask.", "Tell.")),
        Table(("Agency", "Learnt"), (("Police", "Ask"),)),
        Paragraph("The end."),
    )


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var a = 'unseen'</script>",
        "<style>.unseen {}</style>",
        "<template><p>unseen</p></template>",
        "<p hidden>unseen</p>",
        "<div hidden><p>unseen</p></div>",
        "<!-- unseen -->",
        "<footer>unseen</footer>",
        "<p title='unseen'></p>",
        "<img alt='unseen'>",
    ],
)
def test_shows_nothing_that_a_reader_of_the_page_does_not_see(hidden: str) -> None:
    """Hidden words are the gate's business; the page never brings them to light."""
    assert parts_of_file(html(f"<p>Before.</p>{hidden}<p>After.</p>"), "html") == (
        Paragraph("Before."),
        Paragraph("After."),
    )


def test_reads_entities_and_breaks_as_they_are_shown() -> None:
    """An ampersand is an ampersand and a break is a space."""
    assert parts_of_file(html("<p>Kent &amp; Medway<br>2021</p>"), "html") == (Paragraph("Kent & Medway 2021"),)


def test_fills_short_rows_and_leaves_out_empty_tables() -> None:
    """Every row has as many cells as the widest."""
    body = "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td></tr></table><table></table>"
    assert parts_of_file(html(body), "html") == (Table(("A", "B"), (("1", ""),)),)


def test_takes_a_tag_closed_twice_or_never_as_it_comes() -> None:
    """A broken page loses no words."""
    assert parts_of_file(html("<div><p>One.</p></p></div><p>Two."), "html") == (Paragraph("One."), Paragraph("Two."))


SHAPES = (
    ("<p>One <div>two</div> three</p>", (Paragraph("One"), Paragraph("two"), Paragraph("three"))),
    ("loose <h2>Head</h2> more", (Paragraph("loose"), Subheading("Head"), Paragraph("more"))),
    ("<h1>A <b>B</b></h1>", (Subheading("A B"),)),
    ("<p>One<p>Two", (Paragraph("One"), Paragraph("Two"))),
    ("<p>One</b> two</p>", (Paragraph("One two"),)),
    ("<div>One</div></div><div>Two</div>", (Paragraph("One"), Paragraph("Two"))),
    ("<p>One<hr>two<input>three</p>", (Paragraph("One twothree"),)),
    ("the end &amp", (Paragraph("the end &"),)),
    ("<li>a</li><li>b</li>x<li>c</li>", (Bullets(("a", "b")), Paragraph("x"), Bullets(("c",)))),
    ("<ul><li>a<ul><li>b</li></ul></li></ul><p>c</p>", (Bullets(("a", "b")), Paragraph("c"))),
    ("<div><div hidden>x</div>y</div>z", (Paragraph("y"), Paragraph("z"))),
    ("<p hidden>x<b>y</b></p>z", (Paragraph("z"),)),
    ("<nav>n<p>m</p></nav>k", (Paragraph("k"),)),
    ("before<table><tr><td>a</td></tr></table>after", (Paragraph("before"), Table(("a",), ()), Paragraph("after"))),
    ("<table><tr><td>a</td></tr></table><table><tr><td>b</td></tr></table>", (Table(("a",), ()), Table(("b",), ()))),
    ("<table>stray<tr><td>a</td>stray<td>b</td></tr>stray</table>c", (Table(("a", "b"), ()), Paragraph("c"))),
    ("<table><tr><td hidden>x</td><td>y</td></tr></table>", (Table(("", "y"), ()),)),
    ("<table><tr></tr><tr><td>a</td></tr></table>", (Table(("a",), ()),)),
    ("<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>", (Table(("One. Two.",), ()),)),
    ("<td>x</td>y", (Paragraph("xy"),)),
    ("<table><td>x</td></table>y", (Paragraph("y"),)),
)


@pytest.mark.parametrize(("body", "parts"), SHAPES)
def test_reads_every_shape_of_a_page_part_by_part(body: str, parts: tuple[object, ...]) -> None:
    """Whole pages and broken ones."""
    assert parts_of_file(body.encode(), "html") == parts


def test_reads_a_word_file_without_its_head_and_foot() -> None:
    """Styles say what a paragraph is; a table keeps its rows."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "unseen"
    document.add_heading("Summary", 1)
    document.add_paragraph("Robin asked  for help.")
    document.add_paragraph("")
    document.add_paragraph("Ask.", style="List Bullet")
    document.add_paragraph("Tell.", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Agency", "Learnt", "Police", "Ask"), strict=True):
        cell.text = text
    written = io.BytesIO()
    document.save(written)
    assert parts_of_file(written.getvalue(), "docx") == (
        Subheading("Summary"),
        Paragraph("Robin asked for help."),
        Bullets(("Ask.", "Tell.")),
        Table(("Agency", "Learnt"), (("Police", "Ask"),)),
    )


@pytest.mark.parametrize(("file_format", "write"), [("docx", word.write), ("html", web_page.write)])
def test_reads_what_our_own_writers_wrote(file_format: str, write: object) -> None:
    """The papers made here come back part by part, whichever format was approved."""
    blocks = (
        Heading("What happened"),
        PaperParagraph("Robin asked for help."),
        PaperBullets(("Ask.", "Tell.")),
        Grid("Agencies", ("Agency", "Learnt"), (("Police", "Ask"),)),
    )
    assert callable(write)
    parts = parts_of_file(write(Paper(title="Summary", subject="Robin", foot="Foot", blocks=blocks)), file_format)
    expected = (
        Subheading("What happened"),
        Paragraph("Robin asked for help."),
        Bullets(("Ask.", "Tell.")),
        Table(("Agency", "Learnt"), (("Police", "Ask"),)),
    )
    assert [part for part in parts if part in expected] == list(expected)


def test_reads_no_text_from_a_format_without_structure() -> None:
    """A summary in PDF stays a file to open."""
    assert parts_of_file(b"%PDF-1.7", "pdf") == ()
    assert "pdf" not in READABLE_FORMATS
