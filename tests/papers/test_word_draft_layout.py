"""Tables, lists and headings of a Word draft: merged cells keep their columns, levels their marks."""

from collections.abc import Callable

import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from dhr_cases.paper_kinds import PaperKind
from dhr_cases.papers.word_in import WordDraft, read_draft
from dhr_cases.papers.word_rest import read_word
from tests.word_drafts import run, saved, with_xml

REPORT = PaperKind.OVERVIEW_REPORT


# Tables


def table(*rows: str) -> Callable[[WordDocument], None]:
    """Writes a table as Word writes it below a heading."""

    def write(document: WordDocument) -> None:
        document.add_heading("Contributors", 1)
        document.element.body.insert(1, parse_xml(f"<w:tbl {nsdecls('w')}>{''.join(rows)}</w:tbl>"))

    return write


def cell(text: str, across: str = "", *, goes_on: bool = False) -> str:
    """A cell that covers so many columns; ``goes_on`` where it continues the one above."""
    span = f'<w:gridSpan w:val="{across}"/>' if across else ""
    merge = "<w:vMerge/>" if goes_on else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr><w:p>{run(text)}</w:p></w:tc>"


def row(*cells: str, before: str = "") -> str:
    """A row of these cells."""
    return f"<w:tr>{before}{''.join(cells)}</w:tr>"


def section(*rows: str) -> str:
    """The text of the section in which the table stands."""
    return read_draft(saved(table(*rows)), REPORT).pieces[0].text


HEADS = row(cell("Agency"), cell("Asked"), cell("Gave"))


@pytest.mark.parametrize(
    ("covered", "line"),
    [
        (row(cell("Police", "2"), cell("All")), "| Police |  | All |"),
        (row(cell("Police"), cell("All", "2")), "| Police | All |  |"),
        (row(cell("Police and all", "3")), "| Police and all |  |  |"),
        (row(cell("", goes_on=True), cell("Twice"), cell("All")), "|  | Twice | All |"),
        (row(cell("Police", "0"), cell("Once"), cell("All")), "| Police | Once | All |"),
        (row(cell("Police", "64"), cell("Once"), cell("All")), "| Police | Once | All |"),
        (row(cell("Police", "two"), cell("Once"), cell("All")), "| Police | Once | All |"),
    ],
)
def test_keeps_the_cells_after_a_merged_one_in_their_columns(covered: str, line: str) -> None:
    assert section(HEADS, covered) == f"| Agency | Asked | Gave |\n{line}"


def test_leaves_out_rows_without_words_and_rows_taken_out() -> None:
    gone = '<w:trPr><w:del w:id="1" w:author="A"/></w:trPr>'
    text = section(HEADS, row(cell(""), cell(" "), cell("")), row(cell("A"), cell("B"), cell("C"), before=gone))
    assert text == "| Agency | Asked | Gave |"


def test_reads_a_table_inside_a_cell_in_one_line() -> None:
    inner = f"<w:tc><w:tbl>{row(cell('One'), cell('two'))}</w:tbl><w:p>{run('three')}</w:p></w:tc>"
    assert section(HEADS, row(cell("Police"), inner, cell("All"))).endswith("| Police | One two three | All |")


def test_reads_a_frame_of_one_column_whatever_it_covers() -> None:
    assert section(row(cell("She loved the sea.", "3")), row(cell("She sang."))) == "She loved the sea.\n\nShe sang."


def test_reads_no_part_of_a_table_without_words() -> None:
    assert read_draft(saved(table(row(cell(""), cell("")))), REPORT).pieces[0].text == ""


# Lists of several levels


def listed(*levels: tuple[str, str | None]) -> WordDraft:
    """Paragraphs in a list of our own whose levels are a number, a sign and nothing; each with its key and level."""
    forms = "".join(
        f'<w:lvl w:ilvl="{at}"><w:numFmt w:val="{form}"/></w:lvl>'
        for at, form in enumerate(("decimal", "bullet", "none", "lowerLetter"))
    )

    def write(document: WordDocument) -> None:
        document.add_heading("Timescales", 1)
        numbering = document.part.numbering_part.element
        numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{forms}</w:abstractNum>'))
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="78"/>'))
        for key, level in levels:
            place = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
            mark = parse_xml(f'<w:numPr {nsdecls("w")}>{place}<w:numId w:val="{key}"/></w:numPr>')
            document.add_paragraph("Words").paragraph_format.element.get_or_add_pPr().append(mark)

    return read_draft(saved(write), REPORT)


@pytest.mark.parametrize(
    ("key", "level", "text", "is_counted"),
    [
        ("77", "0", "Words", True),
        ("77", None, "Words", True),
        ("77", "1", "- Words", False),
        ("77", "2", "Words", False),
        ("77", "3", "Words", True),
        ("77", "8", "Words", True),
        ("78", "0", "- Words", False),
        ("99", "0", "- Words", False),
        ("0", "0", "Words", False),
    ],
)
def test_marks_an_item_as_its_level_of_the_list_is_marked(
    key: str, level: str | None, text: str, is_counted: bool
) -> None:
    found = listed((key, level))
    assert found.pieces[0].text == text
    assert found.not_taken == (
        ("Automatic numbers of 1 paragraph not taken over: write them in.",) if is_counted else ()
    )


def test_reads_signs_below_a_number_as_bullets_together() -> None:
    found = listed(("77", "0"), ("77", "1"), ("77", "1"), ("77", "0"))
    assert found.pieces[0].text == "Words\n\n- Words\n- Words\n\nWords"
    assert found.not_taken == ("Automatic numbers of 2 paragraphs not taken over: write them in.",)


# Levels of headings


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ('<w:outlineLvl w:val="0"/>', 1),
        ('<w:outlineLvl w:val="8"/>', 9),
        ('<w:outlineLvl w:val="9"/>', 0),
        ('<w:outlineLvl w:val="x"/>', 0),
        ("<w:outlineLvl/>", 0),
        ('<w:pStyle w:val="Heading3"/>', 3),
        ('<w:pStyle w:val="Heading9"/><w:outlineLvl w:val="0"/>', 9),
        ('<w:pStyle w:val="NoSuchStyle"/>', 0),
    ],
)
def test_takes_the_level_of_a_heading_from_its_style_or_its_outline(properties: str, level: int) -> None:
    assert read_word(with_xml(f"<w:pPr>{properties}</w:pPr>{run('Words of it')}")).parts[1].level == level


@pytest.mark.parametrize(
    ("inside", "is_like"),
    [
        ("<w:r><w:rPr><w:b/></w:rPr><w:t>All bold</w:t></w:r>", True),
        ('<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>Not bold</w:t></w:r>', False),
        ('<w:r><w:rPr><w:b w:val="off"/></w:rPr><w:t>Not bold</w:t></w:r>', False),
        (f"<w:r><w:rPr><w:b/></w:rPr><w:t>Half</w:t></w:r>{run(' bold')}", False),
        (run("IN CAPITALS"), True),
        (run("IN CAPITALS."), False),
        (run("1. Numbered"), True),
        (run("(2) Numbered"), True),
        (run("Appendix B on method"), True),
        (run("Section four, in which"), False),
        (run("2019 was the year"), True),
        (run("1. Numbered ......... 12"), False),
        (run("ENDS WITH A PAGE 12"), False),
        (run("Plain words"), False),
        (run("1. A list of three;"), False),
    ],
)
def test_knows_a_line_that_looks_like_a_heading(inside: str, is_like: bool) -> None:
    assert read_word(with_xml(inside)).parts[1].is_heading_like is is_like
