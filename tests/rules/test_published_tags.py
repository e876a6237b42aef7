"""Is every word of a page shown once, and in its place, however its tags are written?"""

import io

import pytest
from docx import Document

from dhr_cases.plain_text import Bullets, Paragraph, Part, Subheading, Table, word_count
from dhr_cases.published_text import READABLE_FORMATS, parts_of_file


def shown(page: str) -> tuple[Part, ...]:
    """The parts of a page."""
    return parts_of_file(page.encode(), "html")


def paragraphs(*texts: str) -> tuple[Part, ...]:
    """Parts that are paragraphs."""
    return tuple(map(Paragraph, texts))


@pytest.mark.parametrize(
    ("page", "parts"),
    [
        ("<p>one<p>two<p>three", paragraphs("one", "two", "three")),
        ("<p>one<p hidden>no<p>two", paragraphs("one", "two")),
        ("<ul><li>one<li>two</ul>three", (Bullets(("one", "two")), Paragraph("three"))),
        ("<ol><li><p>one<li><p>two</ol>", (Bullets(("one", "two")),)),
        ("<ul><li>one<ul><li>inner</ul><li>two</ul>", (Bullets(("one", "inner", "two")),)),
        ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", (Table(("a", "b"), (("c", "d"),)),)),
        ("<table><tr><td><p>a<td>b<tr><td>c</table>", (Table(("a", "b"), (("c", ""),)),)),
        ("<table><tbody><tr><td>a<tbody><tr><td>b</table>", (Table(("a",), (("b",),)),)),
        ("<table><tr><td hidden>no<td>b</table>", (Table(("", "b"), ()),)),
    ],
)  # fmt: skip  # a page and its parts
def test_ends_what_nothing_ended_where_the_next_one_begins(page: str, parts: tuple[Part, ...]) -> None:
    assert shown(page) == parts


@pytest.mark.parametrize("level", range(1, 7))
def test_takes_a_heading_of_any_depth_for_a_subheading(level: int) -> None:
    found = shown(f"<h{level}>What <em>was</em> learnt</h{level}>text")
    assert found == (Subheading("What was learnt"), Paragraph("text"))


@pytest.mark.parametrize("tag", ["dt", "dd", "caption", "figcaption", "blockquote", "address", "div", "p"])
def test_gives_each_block_of_words_a_paragraph_of_its_own(tag: str) -> None:
    assert shown(f"before<{tag}>within</{tag}>after") == paragraphs("before", "within", "after")


@pytest.mark.parametrize("tag", ["b", "em", "span", "a", "section", "main", "font"])
def test_leaves_words_together_that_no_block_parts(tag: str) -> None:
    assert shown(f"<p>be<{tag}>tween</{tag}> us</p>") == paragraphs("between us")


@pytest.mark.parametrize("gap", ["<br>", "<br/>", "<hr>", "\n", "&nbsp;", " <img alt='no'> "])
def test_keeps_a_gap_between_two_words(gap: str) -> None:
    assert shown(f"<p>one{gap}two</p>") == paragraphs("one two")


@pytest.mark.parametrize("tag", ["head", "script", "style", "template", "title", "footer", "nav"])
def test_shows_nothing_that_is_no_text_of_the_page(tag: str) -> None:
    assert shown(f"<p>one</p><{tag}>no</{tag}><p>two</p>") == paragraphs("one", "two")


def test_shows_nothing_inside_what_is_hidden_however_deep() -> None:
    assert shown("<div hidden><section><p>no</p></section>no</div><p>yes</p>") == paragraphs("yes")
    assert shown("<ul><li hidden>no</li><li>yes</li></ul>") == (Bullets(("yes",)),)
    assert shown("<table hidden><tr><td>no</td></tr></table>yes") == paragraphs("yes")


def test_passes_over_comments_and_what_no_browser_shows() -> None:
    assert shown("<!doctype html><!-- no --><p>a &amp; b &lt;c&gt; &#8211; é</p><?php no ?>") == (
        *paragraphs("a & b <c> – é"),
    )


def test_reads_a_table_inside_a_paragraph_of_words() -> None:
    """What stands before, in and behind it keeps its place."""
    page = "before<table><caption>Plan</caption><tr><th>Who</th></tr><tr><td>We<br>all</td></tr></table>after"
    found = shown(page)
    assert [part.kind for part in found] == ["paragraph", "table", "paragraph"]
    assert found[1] == Table(("Who",), (("We all",),))


def test_keeps_the_words_of_a_table_inside_a_cell_in_that_cell() -> None:
    """As pages for layout have them; nothing around it is lost."""
    inner = "<table><tr><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>"
    found = shown(f"<table><tr><td>a{inner}e</td><td>f</td></tr><tr><td>g</td></tr></table>h")
    assert found == (Table(("a b c d e", "f"), (("g", ""),)), Paragraph("h"))
    assert shown(f"<table><tr><td>{inner}<td>f</table>") == (Table(("b c d", "f"), ()),)


def test_loses_no_word_of_a_page_of_open_tags() -> None:
    tags = "<h2>{}</h2><p>{}<p>{}<ul><li>{}<li>{}</ul><table><tr><th>{}<th>{}<tr><td>{}<td>{}</table>{}<p>{}<br>{}"
    words = [f"w{number}" for number in range(tags.count("{}"))]
    assert " ".join(map(_words, shown(tags.format(*words)))).split() == words


def _words(part: Part) -> str:
    match part:
        case Bullets(items):
            return " ".join(items)
        case Table(heads, rows):
            return " ".join((*heads, *(cell for row in rows for cell in row)))
    return part.text


def word_file(*paragraphs_in_styles: tuple[str, str]) -> bytes:
    """A Word file of paragraphs in these styles."""
    paper, target = Document(), io.BytesIO()
    for text, style in paragraphs_in_styles:
        paper.add_paragraph(text, style=style)
    paper.save(target)
    return target.getvalue()


@pytest.mark.parametrize("style", ["Title", "Heading 1", "Heading 2", "Heading 9"])
def test_takes_a_title_or_heading_of_a_word_file_for_a_subheading(style: str) -> None:
    assert parts_of_file(word_file(("Learning", style), ("text", "Normal")), "docx") == (
        Subheading("Learning"), Paragraph("text"),
    )  # fmt: skip  # in their order


@pytest.mark.parametrize("style", ["List Bullet", "List Number", "List Paragraph"])
def test_joins_items_of_a_word_file_into_lists(style: str) -> None:
    content = word_file(("one", style), ("two", style), ("between", "Normal"), (" ", "Normal"), ("three", style))
    assert parts_of_file(content, "docx") == (Bullets(("one", "two")), Paragraph("between"), Bullets(("three",)))


def test_reads_a_spanning_cell_of_a_word_file_once_and_a_table_inside_a_cell() -> None:
    """Two cells that say the same are two."""
    paper, target = Document(), io.BytesIO()
    table = paper.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Plan"
    for place, text in enumerate(("yes", "yes", "")):
        table.cell(1, place).text = text
    table.cell(2, 0).text = "a"
    inner = table.cell(2, 0).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "b", "c"
    paper.save(target)
    (found,) = parts_of_file(target.getvalue(), "docx")
    assert found == Table(("Plan", "", ""), (("yes", "yes", ""), ("a b c", "", "")))


@pytest.mark.parametrize("file_format", ["pdf", "", "HTML", "doc"])
def test_reads_no_text_from_another_format(file_format: str) -> None:
    assert file_format not in READABLE_FORMATS
    assert parts_of_file(b"<p>text</p>", file_format) == ()


def test_reads_nothing_from_a_page_without_words() -> None:
    assert shown("") == shown("<p> </p><ul><li></ul><table></table><h2></h2>") == ()
    assert word_count("") == 0
