"""Which ways of reading a paragraph are there, and which pieces of it stand apart?"""

import pytest
from lxml import etree

from dhr_cases.anonymisation.corners.between import words_between
from dhr_cases.anonymisation.corners.reading import Gathering, Passage
from dhr_cases.anonymisation.corners.runs import Block, joined_by_changes, nested_in, views
from dhr_cases.anonymisation.corners.xml_words import LINES_TOGETHER, blocks, is_xml, read_xml

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SPACES = f'xmlns:w="{WORD}" xmlns:a="{DRAWING}"'
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


def tree(xml: str) -> etree._Element:
    """The one element that the words make, with the vocabularies of Word and of drawings."""
    return etree.fromstring(f"<root {SPACES}>{xml}</root>")


def read_ways(inside: str, tag: str = "w:p") -> dict[str, str]:
    """Every way to read a paragraph, by its note."""
    return {view.note: view.text for view in views(tree(f"<{tag}>{inside}</{tag}>")[0])}


def run(text: str, properties: str = "") -> str:
    """A run of Word."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def gathered(xml: str, where: str = "body") -> Gathering:
    """What is read of a part."""
    gathering = Gathering(lambda *_: None)
    read_xml(gathering, xml.encode(), where)
    return gathering


def read(inside: str) -> dict[str, str]:
    """The words of a body, by place, but for its vocabularies."""
    found = gathered(f"<w:document {SPACES}>{inside}</w:document>").passages
    return {row.where: row.text for row in found if not row.where.endswith("declarations")}


@pytest.mark.parametrize(
    ("inside", "ways"),
    [
        ("", {"": ""}), (run("a") + run("b"), {"": "ab"}),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", {"": "a\tb"}),
        ("<w:r><w:ptab/><w:br/><w:cr/><w:noBreakHyphen/></w:r>", {"": "\t\n\n-"}),
        (f"<w:ins>{run('b')}</w:ins>{run('c')}", {"": "bc", "before the changes": "c"}),
        (f"{run('a')}<w:del><w:r><w:delText>b</w:delText></w:r></w:del>",
         {"": "a", "before the changes": "ab", "deleted words": "b"}),
        (f"{run('a')}<w:moveFrom>{run('b')}</w:moveFrom><w:moveTo>{run('c')}</w:moveTo>",
         {"": "ac", "before the changes": "ab", "deleted words": "b", "with every change": "abc"}),
        (f"<w:ins><w:del>{run('b')}</w:del></w:ins>{run('a')}",
         {"": "a", "deleted words": "b", "with every change": "ba"}),
        (f"{run('a')}{run('b', '<w:vanish/>')}", {"": "ab", "without hidden words": "a", "hidden words": "b"}),
        (f"{run('a')}<w:del>{run('b', '<w:vanish/>')}</w:del>",
         {"": "a", "before the changes": "ab", "deleted words": "b"}),
        (f"<w:r><w:instrText>AUTHOR x</w:instrText></w:r>{run('a')}", {"": "a", "code of a field": "AUTHOR x"}),
        ("<w:r><w:delInstrText>AUTHOR</w:delInstrText></w:r>", {"": "", "code of a field": "AUTHOR"}),
        (f"<w:del>{run(' ')}</w:del>{run('a')}", {"": "a", "before the changes": " a"}),
        ("<w:r><w:t>Ing<!-- x -->le<w:x/>th</w:t></w:r>", {"": "Ingleth"}),
        ("<w:hyperlink><w:smartTag>" + run("a") + "</w:smartTag></w:hyperlink>", {"": "a"}),
        ("<w:r><w:drawing><w:p>" + run("b") + "</w:p></w:drawing></w:r>" + run("a"), {"": "a"}),
    ],
)  # fmt: skip  # paragraph beside its ways
def test_reads_a_paragraph_in_every_way_that_differs(inside: str, ways: dict[str, str]) -> None:
    assert read_ways(inside) == ways


@pytest.mark.parametrize(
    ("mark", "is_hidden"),
    [
        ("<w:vanish/>", True), ("<w:webHidden/>", True), ("<w:specVanish/>", True), ('<w:vanish w:val="1"/>', True),
        ('<w:vanish w:val="on"/>', True), ('<w:vanish w:val="0"/>', False), ('<w:vanish w:val="false"/>', False),
        ('<w:vanish w:val="off"/>', False), ('<w:vanish w:val="none"/>', False), ("<w:b/>", False), ("", False),
        ('<w:vanish w:val="0"/><w:webHidden/>', True),
    ],
)  # fmt: skip  # pairs read side by side
def test_knows_what_hides_a_run(mark: str, is_hidden: bool) -> None:
    assert ("hidden words" in read_ways(run("a") + run("b", mark))) is is_hidden


@pytest.mark.parametrize(
    ("code", "letter"),
    [
        ("F041", "A"), ("f061", "a"), ("0041", "A"), ("41", "A"), ("0141", "Ł"), ("EFFF", "\uefff"), ("FFFF", "\u0fff"),
        ("", ""), ("zz", ""), ("0", ""), ("-5", ""), ("D800", ""), ("DFFF", ""), ("D7FF", "\ud7ff"), ("E000", "\ue000"),
        ("10FFFF", ""), ("FFFFFFFFF", ""), (" 41", ""),
    ],
)  # fmt: skip  # code beside its letter
def test_reads_the_letter_of_a_sign(code: str, letter: str) -> None:
    assert read_ways(f'<w:r><w:sym w:font="Symbol" w:char="{code}"/></w:r>') == {"": letter}


def test_reads_a_part_in_which_every_letter_is_a_sign() -> None:
    signs = "".join(f'<w:sym w:char="F0{ord(letter):02X}"/>' for letter in "Inglethorpe")
    assert read(f"<w:p><w:r>{signs}</w:r></w:p>")["body, paragraph 1"] == "Inglethorpe"


@pytest.mark.parametrize(
    ("kind", "is_counted"),
    [
        ("slidenum", True),
        ("datetime", True),
        ("datetime4", True),
        ("datetimeFigureOut", True),
        ("", False),
        ("TXT", False),
    ],
)
def test_says_numbers_and_dates_of_fields_apart(kind: str, is_counted: bool) -> None:
    found = list(views(tree(f'<a:p><a:fld type="{kind}"><a:t>3</a:t></a:fld><a:r><a:t>a</a:t></a:r></a:p>')[0]))
    counted = [Block("a"), Block("3", "number or date of a field", is_prose=False)]
    assert found == (counted if is_counted else [Block("3a")])


def test_reads_breaks_of_a_slide_as_ends_of_lines() -> None:
    assert read_ways("<a:r><a:t>a</a:t></a:r><a:br/><a:r><a:t>b</a:t></a:r>", "a:p") == {"": "a\nb"}


def test_reads_the_strict_kind_alike() -> None:
    xml = f'<p xmlns="{STRICT}"><r><rPr><vanish/></rPr><t>a</t></r><del><r><delText>b</delText></r></del></p>'
    assert [(view.note, view.text) for view in views(etree.fromstring(xml))][:3] == [
        ("", "a"), ("before the changes", "ab"), ("deleted words", "b"),
    ]  # fmt: skip  # pairs


@pytest.mark.parametrize(
    ("xml", "joined"),
    [
        ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{a}</w:p><w:p>{b}</w:p>", ["ab"]),
        ("<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>{a}</w:p><w:p>{b}</w:p>", ["ab"]),
        ("<w:p><w:pPr><w:rPr><w:moveFrom/></w:rPr></w:pPr>{a}</w:p><w:p>{b}</w:p>", ["ab"]),
        ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{a}</w:p>", []),
        ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{a}</w:p><w:tbl/><w:p>{b}</w:p>", []),
        ("<w:p><w:ins>{a}</w:ins></w:p><w:p>{b}</w:p>", []), ("<w:p>{a}</w:p><w:p>{b}</w:p>", []),
        ("<w:rPr><w:del/></w:rPr><w:p>{b}</w:p>", []),
    ],
)  # fmt: skip  # paragraphs beside those joined
def test_joins_two_paragraphs_where_the_mark_between_them_was_changed(xml: str, joined: list[str]) -> None:
    assert list(joined_by_changes(tree(xml.format(a=run("a"), b=run("b"))))) == joined


def test_tells_what_stands_apart_inside_a_paragraph() -> None:
    second = "<w:r><w:object/><w:drawing><w:pict/></w:drawing></w:r>"
    xml = f"<w:p>{run('a')}<w:r><w:pict/></w:r><!-- x -->{second}<w:p/></w:p>"
    tags = [etree.QName(each).localname if isinstance(each.tag, str) else "note" for each in nested_in(tree(xml)[0])]
    assert tags == ["pict", "note", "object", "drawing", "p"]


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        ("<w:p>Ingle</w:p>", "Ingle"), ("<w:p><w:r><w:t>a</w:t>Ingle</w:r></w:p>", "Ingle"),
        ("<w:p><w:r><w:tab>Ingle</w:tab></w:r></w:p>", "Ingle"), ("<w:tr>Ingle<w:tc/></w:tr>", "Ingle"),
        ("<w:tr><w:tc/>Ingle</w:tr>", "Ingle"), ("<w:p><w:r><w:t>a</w:t></w:r></w:p>", ""), ("<w:x>Ingle</w:x>", ""),
        ("<w:p><w:r><w:drawing>Ingle</w:drawing></w:r></w:p>", ""), ("<w:p> \n </w:p>", ""),
        ("<w:p>One</w:p><w:p>Two</w:p>", "One\nTwo"),
    ],
)  # fmt: skip  # pairs read side by side
def test_tells_words_that_no_way_of_reading_takes(xml: str, words: str) -> None:
    assert words_between(tree(xml)) == words


@pytest.mark.parametrize(
    ("xml", "found"),
    [
        ("<w:tr><w:tc><w:p>{a}</w:p><w:p>{b}</w:p></w:tc><w:tc><w:p>{b}</w:p></w:tc></w:tr>", [Block("a\nb\tb")]),
        ("<w:tr><w:tc/><w:tc><w:p>{b}</w:p></w:tc></w:tr>", [Block("b")]),
        ("<w:tr><w:tc><w:p>{a}<w:del>{b}</w:del></w:p></w:tc></w:tr>",
         [Block("a"), Block("ab", "before the changes"), Block("b", "deleted words")]),
        ("<w:tr><w:tc><w:tbl><w:tr><w:tc><w:p>{b}</w:p></w:tc></w:tr></w:tbl></w:tc></w:tr>", [Block(""), Block("b")]),
        ("<w:x>loose <w:y>text</w:y></w:x>", [Block("loose text")]),
        ("<!-- Ingle -->", [Block(" Ingle ", "comment in the code")]),
        ("<w:x><w:y>one</w:y><w:y>two</w:y></w:x>", [Block("one"), Block("two")]), ("<w:x/>", []),
        (f'<Application xmlns="{PROPERTIES}">Georgia</Application>', [Block("Georgia", is_prose=False)]),
        (f'<Manager xmlns="{PROPERTIES}">Georgia</Manager>', [Block("Georgia")]),
    ],
)  # fmt: skip  # element beside its blocks
def test_reads_rows_loose_texts_and_comments(xml: str, found: list[Block]) -> None:
    element = tree(xml.format(a=run("a"), b=run("b")))[0]
    assert list(blocks(element)) == found


@pytest.mark.parametrize(
    ("length", "places"),
    [
        (90, ["body, paragraphs 1 to 3"]),
        (91, ["body, paragraph 1", "body, paragraph 2", "body, paragraph 3"]),
    ],
)
def test_reads_a_line_with_its_neighbours_up_to_ninety_signs(length: int, places: list[str]) -> None:
    paragraphs = (f"<w:p>{run(text)}</w:p>" for text in ("a", "x" * length, "b"))
    assert list(read("".join(paragraphs))) == places


@pytest.mark.parametrize(
    ("count", "places"),
    [
        (LINES_TOGETHER, ["body, paragraphs 1 to 40"]),
        (LINES_TOGETHER + 1, ["body, paragraphs 1 to 40", "body, paragraph 41"]),
    ],
)
def test_reads_forty_short_lines_together_at_most(count: int, places: list[str]) -> None:
    assert list(read(f"<w:p>{run('a')}</w:p>" * count)) == places


def test_counts_an_empty_line_without_reading_it() -> None:
    assert read(f"<w:p>{run('a')}</w:p><w:p/><w:p>{run('b')}</w:p>") == {"body, paragraphs 1 to 3": "a\nb"}


@pytest.mark.parametrize("moment", ["2026-01-02T03:04:05Z", "2026-01-02T03:04:05.678", "2026-01-02T03:04:05+01:00"])
def test_takes_the_moment_of_writing_for_words_of_the_program(moment: str) -> None:
    found = gathered(f"<x>{moment}</x>").passages
    assert Passage("body, written by the program", moment, is_prose=False) in found
    assert "body, paragraph 1" in [row.where for row in gathered(f"<x>{moment} x</x>").passages]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("<?xml version='1.0'?><a/>", True), (" \n<!-- x --><?xml ?>", True), ("<svg>", True), ("<svgs>", False),
        ("<!DOCTYPE svg PUBLIC 'x'>", True), ("<!DOCTYPE html>", False), ("<a/>", False), ("", False),
        ("x<?xml ?>", False),
    ],
)  # fmt: skip  # pairs read side by side
def test_knows_a_file_of_xml(text: str, is_one: bool) -> None:
    assert is_xml(text.encode()) is is_one
