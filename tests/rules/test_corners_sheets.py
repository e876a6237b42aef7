"""How is each row and cell of a workbook read: shown, hidden, shared, counted as a day, no longer listed?"""

from collections.abc import Mapping
from itertools import pairwise

import pytest

from dhr_cases.anonymisation.checking import check_file
from dhr_cases.anonymisation.corners.cell_dates import date_styles
from dhr_cases.anonymisation.corners.reading import Gathering, Passage
from dhr_cases.anonymisation.corners.sheets import STRINGS, WORKBOOK, read_workbook, sheet_parts
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import FindingKind
from tests.planting.in_excel import BOOK, SHEET, excel_package

SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STRICT = 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"'
RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
ONE = "xl/worksheets/sheet1.xml"
LINKS = "xl/_rels/workbook.xml.rels"
PLACE = "sheet Log"
DAMAGED = "It is damaged and cannot be read. Save the file again and check the new one."
STYLES = f'<styleSheet {SPACE}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'


def book(rows: str, *, texts: str = "", before: str = "", state: str = "", styles: str = STYLES) -> dict[str, bytes]:
    """The parts of a workbook with one sheet."""
    sheet = f'<sheet name="Log" sheetId="1" r:id="rId1"{state}/>'
    parts = {
        WORKBOOK: f"<workbook {SPACE} {RELATIONS}>{before}<sheets>{sheet}</sheets></workbook>",
        LINKS: '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
        ONE: f"<worksheet {SPACE}><sheetData>{rows}</sheetData></worksheet>",
        "xl/styles.xml": styles,
    }
    if texts:
        parts[STRINGS] = f"<sst {SPACE}>{texts}</sst>"
    return {name: part.encode() for name, part in parts.items()}


def gathered(parts: Mapping[str, bytes]) -> Gathering:
    """What is read of the parts."""
    gathering = Gathering(lambda *_: None)
    read_workbook(gathering, parts)
    return gathering


def read(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The words read, by place."""
    return {row.where: row.text for row in gathered(parts).passages if not row.where.endswith("declarations")}


def shown(cells: str, *, texts: str = "", before: str = "", styles: str = STYLES) -> str:
    """The one row of cells as it is read."""
    return read(book(f'<row r="4">{cells}</row>', texts=texts, before=before, styles=styles)).get(f"{PLACE}, row 4", "")


@pytest.mark.parametrize(
    ("attributes", "called"),
    [
        ('r="4"', "row 4"), ("", "row ?"), ('r="4" hidden="1"', "row 4, hidden"), ('r="4" hidden="0"', "row 4"),
        ('r="4" hidden="true"', "row 4, hidden"), ('r="4" hidden="false"', "row 4"),
    ],
)  # fmt: skip  # pairs read side by side
def test_calls_a_row_by_its_number_and_says_that_it_is_hidden(attributes: str, called: str) -> None:
    assert read(book(f"<row {attributes}><c><v>x</v></c></row>")) == {f"{PLACE}, {called}": "x"}


@pytest.mark.parametrize(
    ("state", "called"),
    [("", PLACE), (' state="visible"', PLACE), (' state="hidden"', f"{PLACE} (hidden)"),
     (' state="veryHidden"', f"{PLACE} (hidden)")],
)  # fmt: skip  # pairs read side by side
def test_says_that_a_sheet_is_hidden(state: str, called: str) -> None:
    assert read(book('<row r="1"><c><v>x</v></c></row>', state=state)) == {f"{called}, row 1": "x"}


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ("<c><v>1</v></c><c><v>2</v></c>", "1\t2"), ("<c/><c><v>2</v></c>", "2"), ("<c/>", ""),
        ('<c t="n"><v>7</v></c>', "7"), ('<c t="b"><v>1</v></c>', "1"), ('<c t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c t="str"><v>Ingle</v></c>', "Ingle"), ('<c t="d"><v>1984-03-12</v></c>', "1984-03-12"),
        ('<c t="inlineStr"><is><t>Ingle</t></is></c>', "Ingle"), ('<c t="inlineStr"><v>7</v></c>', ""),
        ('<c t="inlineStr"><is><r><t>Ingle</t></r><r><t>thorpe</t></r></is></c>', "Inglethorpe"),
        ('<c t="s"><v>0</v></c><c t="s"><v>1</v></c>', "first\tsecond"), ('<c t="s"><v>2</v></c>', "2"),
        ('<c t="s"><v>-1</v></c>', "-1"), ('<c t="s"><v>1.0</v></c>', "1.0"), ('<c t="s"><v> 1</v></c>', " 1"),
        ('<c t="s"><v/></c>', ""),
    ],
)  # fmt: skip  # cells beside what is read
def test_reads_a_cell_of_each_kind(cells: str, text: str) -> None:
    assert shown(cells, texts="<si><t>first</t></si><si><t>second</t></si>") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("30753", "30753 12/03/1984"), ("30753.5", "30753.5 12/03/1984"), ("1", "1 01/01/1900"),
        ("59", "59 28/02/1900"), ("61", "61 01/03/1900"), ("0.5", "0.5"), ("never", "never"), ("", ""),
        ("nan", "nan"), ("inf", "inf"), ("99999999999", "99999999999"), ("2958465", "2958465 31/12/9999"),
    ],
)  # fmt: skip  # number beside day
def test_reads_the_day_that_a_number_is_shown_as(value: str, text: str) -> None:
    assert shown(f'<c s="1"><v>{value}</v></c>') == text


@pytest.mark.parametrize("style", ["", 's="0"', 's="2"', 's="x"', 's="-1"', 's="1" t="str"', 's="1" t="b"'])
def test_reads_no_day_where_none_is_shown(style: str) -> None:
    assert shown(f"<c {style}><v>30753</v></c>") == "30753"


@pytest.mark.parametrize(
    ("setting", "text"),
    [
        ('<workbookPr date1904="1"/>', "29291 12/03/1984"), ('<workbookPr date1904="true"/>', "29291 12/03/1984"),
        ('<workbookPr date1904="0"/>', "29291 11/03/1980"), ('<workbookPr date1904="false"/>', "29291 11/03/1980"),
        ("<workbookPr/>", "29291 11/03/1980"), ("", "29291 11/03/1980"),
    ],
)  # fmt: skip  # pairs read side by side
def test_counts_days_from_when_the_workbook_counts_them(setting: str, text: str) -> None:
    assert shown('<c s="1"><v>29291</v></c>', before=setting) == text


def test_finds_a_protected_day_in_a_workbook_that_counts_from_1904() -> None:
    package = excel_package()
    package.put_before("xl/styles.xml", "</cellXfs>", '<xf numFmtId="14"/>', last=True)
    style = package.parts["xl/styles.xml"].decode().partition("<cellXfs")[2].partition("</cellXfs>")[0].count("<xf") - 1
    package.put_before(SHEET, "</sheetData>", f'<row r="9"><c s="{style}"><v>29291</v></c></row>')
    day = Token("12 March 1984")
    kinds = []
    for setting in ("", ' date1904="1"'):
        if setting:
            package.put_after(BOOK, "<workbookPr", setting)
        kinds.append({row.kind for row in check_file(package.packed(), "a.xlsx", [day]).findings})
    assert [FindingKind.PROTECTED in found for found in kinds] == [False, True]


@pytest.mark.parametrize(
    ("inside", "styles"),
    [
        ('<cellXfs><xf numFmtId="14"/></cellXfs>', {0}), ('<cellXfs><!-- x --><xf numFmtId="14"/></cellXfs>', {0}),
        ('<cellXfs><xf numFmtId="0"/><!-- x --><xf numFmtId="22"/></cellXfs>', {1}),
        ('<cellXfs><xf/><xf numFmtId="49"/><xf numFmtId="9"/></cellXfs>', set()),
        ('<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/></cellXfs>', set()),
        ('<numFmts><numFmt numFmtId="164" formatCode="dd mmm yy"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs>',
         {0}),
        ('<numFmts><numFmt numFmtId="164" formatCode="0.00"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs>', set()),
        ('<numFmts><numFmt numFmtId="14" formatCode="0"/></numFmts><cellXfs><xf numFmtId="14"/></cellXfs>', set()),
        ('<cellXfs><xf numFmtId="999"/></cellXfs>', set()), ("", set()),
    ],
)  # fmt: skip  # styles beside those that show days
def test_knows_which_styles_show_days(inside: str, styles: set[int]) -> None:
    assert date_styles(f"<styleSheet {SPACE}>{inside}</styleSheet>".encode()) == styles


@pytest.mark.parametrize("part", [b"", b"<styleSheet", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>", b"\0\1"])
def test_knows_no_style_that_shows_days_where_the_part_cannot_be_read(part: bytes) -> None:
    assert date_styles(part) == frozenset()


def test_says_formulas_apart_and_as_no_prose() -> None:
    cells = '<c><f>"a"&amp;B1</f><v>ab</v></c><c><f>SUM(A1)</f><v>3</v></c>'
    found = gathered(book(f'<row r="4">{cells}</row>')).passages
    assert Passage(f"{PLACE}, row 4", "ab\t3") in found
    assert Passage(f"{PLACE}, row 4, formula", '"a"&B1\nSUM(A1)', is_prose=False) in found


def test_says_the_shared_texts_that_no_cell_shows_in_their_order() -> None:
    texts = "".join(f"<si><t>{word}</t></si>" for word in ("zero", "one", "two", "three"))
    rows = '<row r="4"><c t="s"><v>2</v></c><c t="s"><v>2</v></c></row>'
    assert read(book(rows, texts=texts)) == {f"{PLACE}, row 4": "two\ttwo", "texts no cell shows": "zero\none\nthree"}


def test_says_a_phonetic_guide_apart_and_not_among_the_words() -> None:
    texts = '<si><t>word</t><rPh sb="0" eb="1"><t>Ingle</t></rPh></si>'
    assert read(book('<row r="4"><c t="s"><v>0</v></c></row>', texts=texts)) == {
        f"{PLACE}, row 4": "word",
        "phonetic guide": "Ingle",
    }


def test_reads_a_workbook_of_the_strict_kind_as_any_other() -> None:
    parts = {name: part.replace(SPACE.encode(), STRICT.encode()) for name, part in book(
        '<row r="4"><c t="s"><v>0</v></c><c><f>A1</f></c></row>', texts="<si><t>word</t></si>"
    ).items()}  # fmt: skip
    assert read(parts) == {f"{PLACE}, row 4": "word", f"{PLACE}, row 4, formula": "A1"}


@pytest.mark.parametrize(
    ("rows", "place", "text"),
    [
        ('<row r="4"><c who="Ingle"><v>1</v></c></row>', "attributes", "Ingle"),
        ('<row r="4" who="Ingle"><c><v>1</v></c></row>', "attributes", "Ingle"),
        ('<row r="4"><c><v>1</v><extra>Ingle</extra></c></row>', "paragraphs 1 to 2", "Ingle"),
    ],
)
def test_reads_what_no_cell_should_hold_with_the_rest_of_its_sheet(rows: str, place: str, text: str) -> None:
    assert text in read(book(rows))[f"{PLACE}, {place}"]


def test_reads_no_cell_twice_that_holds_only_what_it_should() -> None:
    keys = 'r="A4" s="0" t="n" cm="1" vm="1" ph="1"'
    row = 'r="4" spans="1:1" s="1" customFormat="1" ht="2" customHeight="1" outlineLevel="1" collapsed="0"'
    assert read(book(f"<row {row}><c {keys}><v>1</v></c></row>")) == {f"{PLACE}, row 4": "1"}


def test_knows_which_parts_it_reads() -> None:
    parts = book("") | {
        "xl/worksheets/sheet12.xml": b"",
        "xl/worksheets/other.xml": b"",
        "xl/chartsheets/sheet1.xml": b"",
    }
    assert sheet_parts(parts) == {STRINGS, ONE, "xl/worksheets/sheet12.xml"}
    assert sheet_parts({name: part for name, part in parts.items() if name != WORKBOOK}) == frozenset()


def test_reads_nothing_where_there_is_no_workbook() -> None:
    parts = {ONE: book("<row><c><v>1</v></c></row>")[ONE]}
    assert read(parts) == {}


def test_reads_sheets_in_the_order_of_the_workbook_then_those_no_longer_listed() -> None:
    parts = book('<row r="1"><c><v>1</v></c></row>')
    for number in (3, 2):
        parts[f"xl/worksheets/sheet{number}.xml"] = parts[ONE]
    called = [PLACE, *(f"sheet no longer listed (xl/worksheets/sheet{number}.xml)" for number in (2, 3))]
    assert list(read(parts)) == [f"{place}, row 1" for place in called]


@pytest.mark.parametrize("links", ["", "<Relationships", "<Relationships/>"])
def test_reads_a_sheet_to_which_nothing_leads(links: str) -> None:
    parts = book('<row r="1"><c><v>1</v></c></row>') | {LINKS: links.encode()}
    assert read(parts) == {f"sheet no longer listed ({ONE}), row 1": "1"}


def test_reads_a_workbook_with_comments_among_its_links() -> None:
    parts = book('<row r="1"><c><v>1</v></c></row>')
    parts[LINKS] = parts[LINKS].replace(b"<Relationship ", b"<!-- Ingle --><?x y?><Relationship ")
    assert read(parts) == {f"{PLACE}, row 1": "1"}


@pytest.mark.parametrize(("part", "place"), [(WORKBOOK, "workbook"), (STRINGS, "shared texts"), (ONE, PLACE)])
def test_refuses_a_damaged_part_by_its_place(part: str, place: str) -> None:
    parts = book('<row r="1"><c><v>1</v></c></row>', texts="<si><t>word</t></si>") | {part: b"<cut"}
    assert [(row.where, row.why) for row in gathered(parts).unreadable] == [(place, DAMAGED)]


def test_keeps_the_order_of_rows() -> None:
    numbers = range(1, 8)
    rows = "".join(f'<row r="{number}"><c><v>{number}</v></c></row>' for number in numbers)
    texts = [int(text) for text in read(book(rows)).values()]
    assert all(before < after for before, after in pairwise(texts))
    assert len(texts) == len(numbers)
