"""What stands in a Word file, element by element: language, heads repeated, marks, links, lists, nobody's name."""

import io
from collections.abc import Callable

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from dhr_cases.papers.templates import fill
from dhr_cases.papers.writing import word
from dhr_cases.papers.writing.blocks import (
    OPEN,
    Block,
    Bullets,
    Contents,
    Facts,
    Grid,
    Handling,
    Heading,
    Lines,
    PageBreak,
    Paper,
    Paragraph,
    texts_of,
)
from dhr_cases.papers.writing.columns import shares
from dhr_cases.papers.writing.sides import SMALL, UPRIGHT, USUAL
from tests.papers.read_back import word as opened
from tests.papers.read_back import word_texts, zip_files
from tests.papers.test_sides import ABOUT, FEW, PLAN

MONEY = Grid("Money", ("Partner", "Asked"), (("Police", "£1.00"),), frozenset({1}), ("Total", "£1.00"))
THREE = (Heading("First"), Heading("Second", level=2), Heading("Third", level=3), Heading("Fourth"))


def written(*blocks: Block, handling: Handling = OPEN) -> WordDocument:
    """A paper of these blocks as a Word file, opened."""
    return opened(content(*blocks, handling=handling))


def content(*blocks: Block, handling: Handling = OPEN) -> bytes:
    """The same, packed."""
    return word.write(Paper("Report", "About it", "Foot.", blocks, handling=handling))


def styles(document: WordDocument) -> list[tuple[str, str]]:
    """Each paragraph with the name of its style, below the title."""
    return [(each.style.name or "", each.text) for each in document.paragraphs[1:] if each.style]


# Paragraphs and lists


def test_gives_each_part_the_style_that_a_reader_jumps_by() -> None:
    lists = (Bullets(("One", "Two")), Lines(("1 Road", "Town")))
    made = written(Heading("Head"), Paragraph("Words."), Paragraph("More.", "2.1"), *lists)
    assert styles(made) == [
        ("Heading 1", "Head"), ("Normal", "Words."), ("Normal", "2.1 More."), ("List Bullet", "One"),
        ("List Bullet", "Two"), ("Normal", "1 Road\nTown"),
    ]  # fmt: skip  # one row as one row
    assert made.paragraphs[0].style is not None
    assert (made.paragraphs[0].style.name, made.paragraphs[0].text) == ("Title", "Report")


def test_writes_no_paragraph_for_an_empty_list() -> None:
    assert styles(written(Bullets(()), Paragraph("After."))) == [("Normal", "After.")]


def test_breaks_the_page_where_asked() -> None:
    made = written(Paragraph("A"), PageBreak(), Paragraph("B"))
    breaks = [each.get(qn("w:type")) for each in made.element.body.iter(qn("w:br"))]
    assert breaks == ["page"]
    assert [text for _, text in styles(made)] == ["A", "\n", "B"] or [text for _, text in styles(made)] == [
        "A",
        "",
        "B",
    ]


@pytest.mark.parametrize("text", ["", "\x01", "\x00\x0b"])
def test_writes_a_heading_of_which_nothing_can_be_printed(text: str) -> None:
    made = written(Contents(), Heading(text), Paragraph("Words."))
    assert ("Heading 1", "") in styles(made)
    assert len(list(made.element.body.iter(qn("w:bookmarkStart")))) == 1


def test_writes_every_text_of_the_paper_in_its_order() -> None:
    paper = Paper(
        "Report", "About it", "Foot.", (ABOUT, Heading("Head"), Paragraph("Words.", "1"), Lines(("A",)), MONEY),
        handling=Handling("OFFICIAL", "Alva", "7"),
    )  # fmt: skip  # one paper
    told = list(texts_of(paper))
    assert told == [
        "OFFICIAL. For Alva. Copy 7", "Report", "About", "Review: Wren", "Report of: March 2026", "Head", "1 Words.",
        "A", "Money", "Partner | Asked", "Police | £1.00", "Total | £1.00", "Foot.",
    ]  # fmt: skip  # texts in their order
    in_file = word_texts(word.write(paper))
    assert in_file[2:4] == ["Review | Wren", "Report of | March 2026"]
    assert [*in_file[:2], *in_file[4:]] == [*told[1:3], *told[5:-1]]


# Contents and bookmarks


@pytest.mark.parametrize(
    ("deepest", "lines"),
    [
        (1, [("toc 1", "First"), ("toc 1", "Fourth")]),
        (2, [("toc 1", "First"), ("toc 2", "Second"), ("toc 1", "Fourth")]),
        (3, [("toc 1", "First"), ("toc 2", "Second"), ("toc 2", "Third"), ("toc 1", "Fourth")]),
    ],
)
def test_lists_headings_as_deep_as_asked(deepest: int, lines: list[tuple[str, str]]) -> None:
    made = written(Contents("What is here", deepest), *THREE)
    assert styles(made)[0] == ("TOC Heading", "What is here")
    assert styles(made)[1 : len(lines) + 1] == lines
    assert next(made.element.body.iter(qn("w:instrText"))).text == f' TOC \\o "1-{deepest}" \\h \\z \\u '


def marks_of(document: WordDocument) -> list[tuple[str, str]]:
    """Key and name of every bookmark, in order."""
    found = document.element.body.iter(qn("w:bookmarkStart"))
    return [(mark.get(qn("w:id")), mark.get(qn("w:name"))) for mark in found]


def test_marks_each_heading_from_its_first_word_to_its_last() -> None:
    made = written(*THREE)
    assert marks_of(made) == [(str(place), f"_section_{place}") for place in range(1, 5)]
    for paragraph in made.paragraphs[1:]:
        tags = [child.tag for child in paragraph.paragraph_format.element if child.tag != qn("w:pPr")]
        assert tags == [qn("w:bookmarkStart"), qn("w:r"), qn("w:bookmarkEnd")]


def template(*bookmarks: str) -> bytes:
    """A partnership's template with bookmarks of these keys and a place for the paper."""
    document = Document()
    for key in bookmarks:
        marks = f'<w:bookmarkStart w:id="{key}" w:name="own{key}"/><w:r><w:t>x</w:t></w:r><w:bookmarkEnd w:id="{key}"/>'
        document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{marks}</w:p>"))
    document.add_paragraph("{{ body }}")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize(("bookmarks", "first"), [((), 1), (("0",), 1), (("1",), 2), (("3", "40"), 41)])
def test_gives_no_bookmark_a_key_that_the_template_uses(bookmarks: tuple[str, ...], first: int) -> None:
    made = opened(fill(template(*bookmarks), Paper("Report", "About it", "Foot.", (Contents(deepest=3), *THREE))))
    keys = [int(key) for key, _ in marks_of(made)]
    assert len(set(keys)) == len(keys) == len(bookmarks) + 4
    ours = {name: int(key) for key, name in marks_of(made) if name.startswith("_section")}
    assert ours == {f"_section_{place}": first + place - 1 for place in range(1, 5)}
    links = [link.get(qn("w:anchor")) for link in made.element.body.iter(qn("w:hyperlink"))]
    assert links == list(ours)


# Tables


def marks_of_rows(document: WordDocument) -> list[list[str]]:
    """What is said of each row of the first table."""
    rows = document.tables[0].rows
    return [[mark.tag.rpartition("}")[2] for mark in row._tr.trPr if mark.tag != qn("w:tblPrEx")] for row in rows]


def test_repeats_the_head_of_a_table_and_breaks_no_row_over_pages() -> None:
    assert marks_of_rows(written(MONEY)) == [["cantSplit", "tblHeader"], ["cantSplit"], ["cantSplit"]]
    assert marks_of_rows(written(ABOUT)) == [["cantSplit"], ["cantSplit"]]


@pytest.mark.parametrize(("table", "first_row"), [(MONEY, "1"), (ABOUT, "0")])
def test_describes_a_table_by_its_caption_and_keeps_the_two_together(table: Grid | Facts, first_row: str) -> None:
    made = written(table)
    properties = made.tables[0]._tbl.tblPr
    assert properties.find(qn("w:tblCaption")).get(qn("w:val")) == table.caption
    (look,) = properties.findall(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == (first_row, "1")
    (caption,) = [each for each in made.paragraphs if each.text == table.caption]
    assert caption.style is not None
    assert (caption.style.name, caption.paragraph_format.keep_with_next) == ("Caption", True)


@pytest.mark.parametrize("table", [FEW, MONEY, ABOUT])
def test_sets_columns_as_wide_as_their_share(table: Grid | Facts) -> None:
    widths = [column.width or 0 for column in written(table).tables[0].columns]
    wanted = shares(table, USUAL, UPRIGHT)
    assert [round(width / sum(widths), 2) for width in widths] == [round(part, 2) for part in wanted]


@pytest.mark.parametrize(("table", "size"), [(FEW, USUAL), (PLAN, SMALL)])
def test_sets_the_letters_of_a_table_as_large_as_fits(table: Grid, size: float) -> None:
    cells = [cell for row in written(table).tables[0].rows for cell in row.cells]
    sizes = {run.font.size.pt for cell in cells for run in cell.paragraphs[0].runs if run.font.size}
    assert sizes == {size}


def test_sets_names_of_facts_in_bold_and_nothing_else() -> None:
    rows = written(ABOUT).tables[0].rows
    assert [[cell.paragraphs[0].runs[0].bold for cell in row.cells] for row in rows] == [[True, None]] * 2


def test_writes_a_table_of_which_no_row_is_there_with_its_head() -> None:
    made = written(Grid("None", ("A", "B"), ()))
    assert [[cell.text for cell in row.cells] for row in made.tables[0].rows] == [["A", "B"]]


@pytest.mark.parametrize("row", [("only",), ("one", "two", "three")])
def test_refuses_a_row_of_another_width_rather_than_shift_its_cells(row: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="zip"):
        written(Grid("Uneven", ("A", "B"), (row,)))


# The file itself


def test_speaks_british_english_in_one_face_and_black() -> None:
    made = written(Heading("Head"))
    language = made.styles.element.find(f".//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-GB"
    for name in word.STYLES:
        properties = made.styles[name].element.find(qn("w:rPr"))
        (font,) = properties.findall(qn("w:rFonts"))
        assert {key.rpartition("}")[2] for key in dict(font.attrib)} == {"ascii", "hAnsi"}
        assert properties.find(qn("w:color")).get(qn("w:val")) == "0B0C0C"


def test_names_nobody_and_nothing_of_the_stock_document_in_any_part() -> None:
    parts = zip_files(content(ABOUT, MONEY, handling=Handling("OFFICIAL", "Alva", "7")))
    text = b"\n".join(parts.values()).decode("utf-8", errors="ignore")
    assert [word for word in ("python", "Steve", "Canny", "Macintosh", "Normal.dotm") if word in text] == []
    properties = opened(content()).core_properties
    assert {properties.author, properties.last_modified_by, properties.comments, properties.keywords} == {""}
    assert (properties.title, properties.subject, properties.language) == ("Report", "About it", "en-GB")
    assert properties.category == properties.content_status == properties.version == ""


@pytest.mark.parametrize(
    ("handling", "head"), [(OPEN, ""), (Handling("OFFICIAL", "Alva", "7"), "OFFICIAL. For Alva. Copy 7")]
)
def test_marks_the_head_of_every_page_where_there_is_a_marking(handling: Handling, head: str) -> None:
    section = written(Paragraph("Words."), handling=handling).sections[0]
    assert [each.text for each in section.header.paragraphs] == [head]
    assert section.footer.paragraphs[0].text == "Foot. Page "


@pytest.mark.parametrize("change", [str.upper, str.title])
def test_writes_the_same_bytes_of_text_for_the_same_paper(change: Callable[[str], str]) -> None:
    one, again = (zip_files(content(Paragraph(change("words")), MONEY)) for _ in range(2))
    assert {name for name in one if one[name] != again[name]} <= {"docProps/core.xml"}


def test_takes_no_manager_or_company_along_from_a_template() -> None:
    """What a program keeps of the file it was made from is no part of the paper."""
    stock = template()
    assert b"Normal.dotm" in zip_files(stock)["docProps/app.xml"]
    made = fill(stock, Paper("Report", "About it", "Foot.", ()))
    assert sorted(name for name in zip_files(made) if name.startswith("docProps/")) == ["docProps/core.xml"]
    assert b"app.xml" not in zip_files(made)["_rels/.rels"]
