"""Which words of Word, Excel and PowerPoint files are read, where, and what is passed over?"""

import time

import pytest

from dhr_cases.anonymisation.corners import Passage, Reading, read_file
from tests.planting import in_excel, in_powerpoint, in_word
from tests.planting.in_word import BODY, word_package
from tests.planting.places import Package

WORD = "Inglethorpe"
RUN = "<w:r><w:t>{}</w:t></w:r>"


def planted(name: str, corner: str) -> Reading:
    """A file of this name with the word in one corner."""
    makers = {
        "docx": (in_word.PLACES, in_word.word_package),
        "xlsx": (in_excel.PLACES, in_excel.excel_package),
        "pptx": (in_powerpoint.PLACES, in_powerpoint.powerpoint_package),
    }
    places, make = makers[name.rpartition(".")[2]]
    package = make()
    next(place for place in places if place.name == corner).put(package, WORD)
    return read_file(package.packed(), name)


def places_of(found: Reading) -> list[str]:
    """Where the word stands."""
    return [passage.where for passage in found.passages if WORD in passage.text]


@pytest.mark.parametrize(
    ("name", "corner", "where"),
    [
        ("a.docx", "header", "header 9, paragraph 1"),
        ("a.docx", "footnote", "footnotes, paragraph 1"),
        ("a.docx", "author of a comment", "comments, author"),
        ("a.docx", "deleted", "body, paragraph 4, before the changes"),
        ("a.docx", "around hidden text", "body, paragraph 4, without hidden words"),
        ("a.docx", "code of a field", "body, paragraph 4, code of a field"),
        ("a.docx", "bookmark", "body, bookmark"),
        ("a.docx", "alternative text", "body, alternative text"),
        ("a.docx", "stored variable", "settings, stored value"),
        ("a.docx", "text in a picture file", "picture image7.png › text of the picture"),
        ("a.docx", "part nobody knows", "word/later2031.xml, paragraph 1"),
        ("a.docx", "comment in the code", "body, paragraph 3, comment in the code"),
        ("a.xlsx", "hidden sheet", "sheet Lists (hidden), row 101"),
        ("a.xlsx", "hidden row", "sheet Sheet, row 101, hidden"),
        ("a.xlsx", "shared text no cell shows", "texts no cell shows"),
        ("a.xlsx", "name of a range", "workbook: names of sheets and ranges, name of a range"),
        ("a.xlsx", "person", "people who commented, author"),
        ("a.xlsx", "formula", "sheet Sheet, row 101, formula"),
        ("a.pptx", "hidden slide", "slide 2 (hidden), paragraphs 1 to 2"),
        ("a.pptx", "notes", "notes of slide 1, paragraphs 1 to 2"),
        ("a.pptx", "workbook behind a chart", "embedded file Microsoft_Excel_Sheet1.xlsx › sheet Sheet, row 101"),
    ],
)
def test_says_where_a_word_stands(name: str, corner: str, where: str) -> None:
    assert where in places_of(planted(name, corner))


def with_body(xml: str) -> Package:
    """A letter with something more in its body."""
    package = word_package()
    package.put_before(BODY, "<w:sectPr", xml, last=True)
    return package


def passages(package: Package, name: str = "a.docx") -> list[Passage]:
    """What is read in a package."""
    return list(read_file(package.packed(), name).passages)


def test_reads_the_lines_of_an_address_together() -> None:
    lines = ("12 Tanyard Lane", "Netherfold", "Kent")
    package = with_body("".join(f"<w:p>{RUN.format(line)}</w:p>" for line in lines))
    assert any("\n".join(lines) in passage.text for passage in passages(package))


def test_reads_a_long_paragraph_by_itself() -> None:
    long = "The panel heard this at some length and came back to it. " * 3
    package = with_body(f"<w:p>{RUN.format(long)}</w:p>")
    assert long in [passage.text for passage in passages(package)]


def test_reads_the_cells_of_a_row_beside_one_another() -> None:
    cells = "".join(f"<w:tc><w:p>{RUN.format(text)}</w:p></w:tc>" for text in ("Jocasta", WORD))
    package = with_body(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    assert any(f"Jocasta\t{WORD}" in passage.text for passage in passages(package))


def test_reads_a_table_within_a_table() -> None:
    inner = f"<w:tbl><w:tr><w:tc><w:p>{RUN.format(WORD)}</w:p></w:tc></w:tr></w:tbl>"
    package = with_body(f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>")
    assert any(WORD in passage.text for passage in passages(package))


@pytest.mark.parametrize(
    ("inner", "read"),
    [
        ("<w:r><w:t>Ingle</w:t><w:noBreakHyphen/><w:t>thorpe</w:t></w:r>", "Ingle-thorpe"),
        ("<w:r><w:t>Ingle</w:t><w:softHyphen/><w:t>thorpe</w:t></w:r>", WORD),
        ("<w:r><w:t>Jocasta</w:t><w:tab/><w:t>Inglethorpe</w:t></w:r>", f"Jocasta\t{WORD}"),
        ("<w:r><w:t>Jocasta</w:t><w:br/><w:t>Inglethorpe</w:t></w:r>", f"Jocasta\n{WORD}"),
        ("<w:r><w:sym w:font='Symbol' w:char='F049'/><w:t>nglethorpe</w:t></w:r>", WORD),
        (
            "<w:hyperlink><w:r><w:t>Ingle</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>thorpe</w:t></w:r></w:smartTag>",
            WORD,
        ),
        ("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>Inglethorpe</w:t></w:r>", WORD),
    ],
)
def test_joins_what_stands_within_a_word(inner: str, read: str) -> None:
    package = with_body(f"<w:p>{inner}</w:p>")
    assert any(read in passage.text.split("\n", 2)[-1] for passage in passages(package))


def test_reads_each_view_of_a_changed_paragraph_once() -> None:
    by = "w:id='1' w:author='R'"
    xml = (
        f"<w:p>{RUN.format('Ingle')}<w:del {by}><w:r><w:delText>thorpe</w:delText></w:r></w:del>"
        f"<w:ins {by}>{RUN.format('wood')}</w:ins></w:p>"
    )
    texts = [passage.text for passage in passages(with_body(xml)) if "Ingle" in passage.text]
    assert sorted(text.rpartition("\n")[2] for text in texts) == ["Inglethorpe", "Inglethorpewood", "Inglewood"]


def test_does_not_say_a_plain_paragraph_twice() -> None:
    package = with_body(f"<w:p>{RUN.format(WORD)}</w:p>")
    assert len([passage for passage in passages(package) if WORD in passage.text]) == 1


@pytest.mark.parametrize("own", ["Georgia", "Hans", "Cher", "center", "Strong", "Page", "Light Grid Accent 1"])
def test_passes_over_words_of_the_format_that_are_names_too(own: str) -> None:
    font = "<w:rPr><w:rFonts w:ascii='Georgia'/></w:rPr>"
    package = with_body(f"<w:p><w:pPr><w:jc w:val='center'/></w:pPr><w:r>{font}<w:br w:type='page'/></w:r></w:p>")
    assert not any(own.casefold() in passage.text.casefold().split("\n") for passage in passages(package))


@pytest.mark.parametrize(
    "xml",
    [
        "<w:sdt><w:sdtPr><w:tag w:val='georgia'/></w:sdtPr></w:sdt>",
        "<w:bookmarkStart w:name='georgia' w:id='1'/>",
        "<w:p><w:r><w:rPr><w:rStyle w:val='Georgia Inglethorpe'/></w:rPr></w:r></w:p>",
    ],
)
def test_keeps_the_same_words_where_a_person_wrote_them(xml: str) -> None:
    assert any("georgia" in passage.text.casefold() for passage in passages(with_body(xml)))


def test_keeps_a_telephone_number_where_the_format_has_numbers() -> None:
    package = with_body("<w:p><w:pPr><w:ind w:left='07700 900123'/></w:pPr></w:p>")
    assert any("07700 900123" in passage.text for passage in passages(package))


def test_says_which_words_a_program_wrote() -> None:
    prose = [passage.where for passage in passages(word_package()) if passage.is_prose]
    assert not any(place.endswith(("attributes", "names of the parts", "written by the program")) for place in prose)


def test_reads_a_day_that_a_cell_keeps_as_a_number() -> None:
    package = in_excel.excel_package()
    styles = "<numFmts><numFmt numFmtId='199' formatCode='dd/mm/yyyy'/></numFmts>"
    package.put_before("xl/styles.xml", "</styleSheet>", styles)
    package.put_before("xl/styles.xml", "</cellXfs>", "<xf numFmtId='199'/>")
    style = (
        package.parts["xl/styles.xml"].decode().partition("</cellXfs>")[0].rpartition("<cellXfs")[2].count("<xf ") - 1
    )
    package.put_before(in_excel.SHEET, "</sheetData>", f"<row r='7'><c s='{style}'><v>31204</v></c></row>")
    assert any("06/06/1985" in passage.text for passage in passages(package, "a.xlsx"))


def test_reads_what_a_cell_should_not_hold() -> None:
    package = in_excel.excel_package()
    cells = f"<c><v>1</v><extLst><ext><x>{WORD}</x></ext></extLst></c><c note='Netherwood'/><!-- Quarmby -->"
    package.put_before(in_excel.SHEET, "</sheetData>", f"<row r='9'>{cells}</row>")
    text = "\n".join(passage.text for passage in passages(package, "a.xlsx"))
    assert all(word in text for word in (WORD, "Netherwood", "Quarmby"))


def test_reads_a_sheet_that_the_workbook_no_longer_lists() -> None:
    package = in_excel.excel_package()
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    row = f"<sheetData><row r='1'><c t='str'><v>{WORD}</v></c></row></sheetData>"
    package.add("xl/worksheets/sheet9.xml", f"<worksheet {space}>{row}</worksheet>")
    places = [passage.where for passage in passages(package, "a.xlsx") if WORD in passage.text]
    assert places == ["sheet no longer listed (xl/worksheets/sheet9.xml), row 1"]


def test_refuses_a_part_that_is_neither_xml_nor_a_file_it_knows() -> None:
    package = word_package()
    package.add("word/odd.dat", b"\0\x01\x02\x03" * 20)
    found = read_file(package.packed(), "a.docx")
    assert [part.where for part in found.unreadable] == ["word/odd.dat"]


def test_reads_a_web_page_put_into_a_letter() -> None:
    package = word_package()
    package.add("word/afchunk1.html", f"<html><body><p>{WORD}</p></body></html>")
    assert any(passage.where == "word/afchunk1.html › page, paragraph 1" for passage in passages(package))


def test_reads_printer_settings() -> None:
    package = in_excel.excel_package()
    package.add("xl/printerSettings/printerSettings1.bin", b"\x01\0" + WORD.encode("utf-16-le") + b"\0\0\xff\xff")
    assert any(WORD in passage.text for passage in passages(package, "a.xlsx"))


def test_reads_a_report_of_sixty_pages_in_time() -> None:
    line = "The panel met several times and read what each agency had written about those years. " * 6
    content = with_body(f"<w:p>{RUN.format(line)}</w:p>" * 60 * 5).packed()
    before = time.process_time()
    found = read_file(content, "a.docx")
    assert time.process_time() - before < 4
    assert found.pages >= 60


def test_does_not_call_a_shown_text_unused() -> None:
    assert places_of(planted("a.xlsx", "shared text")) == ["sheet Sheet, row 102"]
