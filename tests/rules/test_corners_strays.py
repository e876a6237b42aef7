"""Is a word read that stands where a format has no words, and is a line or a scan known for what it is?"""

import io
import math
import zipfile
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from dhr_cases.anonymisation.checking import check_file
from dhr_cases.anonymisation.corners import read_file
from dhr_cases.anonymisation.corners.pdf_lines import Lines
from dhr_cases.anonymisation.corners.scans import SHORT_SIDE, is_scan
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import FindingKind
from tests.planting.in_excel import SHEET, excel_package
from tests.planting.in_word import BODY, word_package

WORD = "Inglethorpe"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def are_found(content: bytes, name: str) -> bool:
    """Whether the gate tells the word as protected."""
    check = check_file(content, name, [Token(WORD)])
    return any(finding.kind is FindingKind.PROTECTED for finding in check.findings)


SHARED = (
    '<si><t>x</t><rPh sb="0" eb="1"><t>WORD</t></rPh></si>', "<si note='WORD'><t>x</t></si>", "WORD<si><t>x</t></si>",
    "<si>WORD<t>x</t></si>", "<si><t>x</t>WORD</si>", "<si><t>x</t></si>WORD",
    "<si><r><t>Ingle</t></r><r><t>thorpe</t></r></si>",
)  # fmt: skip  # as many a line as fit


@pytest.mark.parametrize("items", SHARED)
def test_reads_whatever_stands_among_the_shared_texts_of_a_workbook(items: str) -> None:
    package = excel_package()
    package.add("xl/sharedStrings.xml", f'<sst xmlns="{SPACE}">{items.replace("WORD", WORD)}</sst>')
    assert are_found(package.packed(), "a.xlsx")


ROWS = (
    "<row r='9'>WORD<c r='A9'><v>1</v></c></row>", "<row r='9'><c r='A9'>WORD<v>1</v></c></row>",
    "<row r='9'><c r='A9'><v>1</v>WORD</c></row>", "<row r='9'><c r='A9'><v>1</v></c>WORD</row>",
    "<row r='9'><c r='A9'><v>1</v></c></row>WORD", "<row r='9' note='WORD'/>",
    "<row r='9'><c r='A9' note='WORD'/></row>",
    "<row r='9'><c r='A9'><v>1</v><x>WORD</x></c></row>", "<row r='9'><c r='A9' t='str'><v>WORD</v></c></row>",
    "<row r='9'><c r='A9' t='s'><v>WORD</v></c></row>", "<row r='9'><c r='A9' t='b'><v>WORD</v></c></row>",
    "<row r='9'><x>WORD</x></row>", "<row r='9'><!-- WORD --></row>", "<!-- WORD -->",
    "<row r='9'><c r='A9' t='inlineStr'><is><r><t>Ingle</t></r><r><t>thorpe</t></r></is></c></row>",
)  # fmt: skip  # as many a line as fit


@pytest.mark.parametrize("rows", ROWS)
def test_reads_whatever_stands_among_the_rows_of_a_sheet(rows: str) -> None:
    package = excel_package()
    package.put_before(SHEET, "</sheetData>", rows.replace("WORD", WORD))
    assert are_found(package.packed(), "a.xlsx")


@pytest.mark.parametrize("style", ["", "s='0'", "s='999'", "s='x'"])
def test_reads_no_day_from_a_number_that_is_shown_as_one(style: str) -> None:
    package = excel_package()
    package.put_before(SHEET, "</sheetData>", f"<row r='9'><c r='A9' {style}><v>31204</v></c></row>")
    texts = [passage.text for passage in read_file(package.packed(), "a.xlsx").passages]
    assert any("31204" in text for text in texts)
    assert not any("06/06/1985" in text for text in texts)


@pytest.mark.parametrize("element", ["rStyle", "pStyle", "tblStyle"])
def test_reads_a_telephone_number_that_names_a_style(element: str) -> None:
    package = word_package()
    marks = f"<w:rPr><w:{element} w:val='07700 900123'/></w:rPr>"
    package.put_before(BODY, "<w:sectPr", f"<w:p><w:r>{marks}</w:r></w:p>", last=True)
    assert any("07700 900123" in passage.text for passage in read_file(package.packed(), "a.docx").passages)


BODIES = (
    "<w:p>WORD<w:r/></w:p>", "<w:p><w:r/>WORD</w:p>", "<w:p><w:r>WORD</w:r></w:p>",
    "<w:p><w:r><w:t>x</w:t>WORD</w:r></w:p>",
    "<w:tbl>WORD<w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", "<w:tbl><w:tr>WORD<w:tc><w:p/></w:tc></w:tr></w:tbl>",
    "<w:tbl><w:tr><w:tc>WORD<w:p/></w:tc></w:tr></w:tbl>", "<w:tbl><w:tr><w:tc><w:p/></w:tc>WORD</w:tr></w:tbl>",
    "<w:p><w:r><w:br>WORD</w:br></w:r></w:p>", "<w:p><w:r><w:tab>WORD</w:tab></w:r></w:p>",
    "<w:p><w:r><w:sym>WORD</w:sym></w:r></w:p>", "<w:p><w:r><w:br/>WORD</w:r></w:p>", "<w:p/>WORD", "WORD<w:p/>",
    "<w:p><w:pPr>WORD</w:pPr></w:p>", "<w:p><w:r><w:rPr>WORD</w:rPr></w:r></w:p>", "<w:sdt>WORD</w:sdt>",
)  # fmt: skip  # as many a line as fit


@pytest.mark.parametrize("body", BODIES)
def test_reads_whatever_stands_between_the_elements_of_a_letter(body: str) -> None:
    package = word_package()
    package.put_before(BODY, "<w:sectPr", body.replace("WORD", WORD), last=True)
    assert are_found(package.packed(), "a.docx")


@pytest.mark.parametrize(
    ("before", "after"),
    [("<!-- Inglethorpe -->", ""), ("", "<!-- Inglethorpe -->"), ("<?x Inglethorpe?>", ""), ("", "<?x Inglethorpe?>")],
)
def test_reads_notes_around_the_root_of_a_file(before: str, after: str) -> None:
    assert are_found(f'<?xml version="1.0"?>{before}<a>x</a>{after}'.encode(), "a.xml")


def test_counts_no_words_of_a_program_as_pages() -> None:
    page = f"<!DOCTYPE html><html><script>{'word ' * 4_000}</script><body><p>{'word ' * 500}</p></body></html>"
    assert read_file(page.encode(), "a.html").pages == 2


class _Pipe(io.RawIOBase):
    """A stream that only goes forward, as a web server writes one."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def write(self, content: Any) -> int:
        self.written += bytes(content)
        return len(bytes(content))


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_reads_an_archive_that_was_written_as_it_was_sent(packing: int) -> None:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", packing) as archive:
        archive.writestr("one.txt", "met Inglethorpe")
        archive.writestr("two.txt", "nobody else")
    found = read_file(bytes(pipe.written), "a.zip")
    assert found.is_whole, found.unreadable
    assert are_found(bytes(pipe.written), "a.zip")


MATRICES = (
    (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), (2.0, 0.0, 0.0, 2.0, 50.0, 70.0), (0.0, 1.0, -1.0, 0.0, 200.0, 0.0),
    (-1.0, 0.0, 0.0, -1.0, 300.0, 700.0), (0.6, 0.8, -0.8, 0.6, 30.0, 40.0), (1.0, 0.0, 0.0, -1.0, 0.0, 800.0),
)  # fmt: skip  # as many a line as fit


def _along(angle: float, far: float, off: float) -> tuple[float, ...]:
    """The matrix of words written in a direction, so far along it and so far off to its left."""
    across, up = math.cos(angle), math.sin(angle)
    return across, up, -up, across, 90 + far * across - off * up, 60 + far * up + off * across


@pytest.mark.parametrize("angle", [0.0, 30.0, 90.0, 145.0, 180.0, 250.0])
@pytest.mark.parametrize("page", MATRICES)
def test_puts_the_pieces_of_a_line_side_by_side_however_the_page_is_turned(
    page: tuple[float, ...], angle: float
) -> None:
    lines = Lines()
    turn = math.radians(angle)
    for text, far, off in (("thorpe\n", 40.0, 0.0), ("Ingle", 0.0, 0.0), ("", 20.0, 0.0), ("another", 30.0, -25.0)):
        lines.take(text, page, _along(turn, far, off), None, 11.0)
    assert lines.joined() == WORD


def test_gives_a_line_with_and_without_the_spaces_of_its_pieces() -> None:
    lines = Lines()
    for text, far in (("Ingle ", 0.0), (" thorpe", 40.0)):
        lines.take(text, MATRICES[0], _along(0.0, far, 0.0), None, 11.0)
    assert lines.joined() == f"Ingle  thorpe\n{WORD}"


def scan(width: int, height: int, pale: float = 1.0, box: tuple[int, ...] = (0, 0, 500, 700)) -> bool:
    """Whether a grey picture of this size, pale in its upper part, is taken for a page of writing."""
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(500, 700))
        page.obj.MediaBox = Array(box)
        light = round(height * pale)
        dots = b"\xff" * (width * light) + b"\0" * (width * (height - light))
        picture = Stream(document, dots)
        picture.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height, ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
        )  # fmt: skip  # one picture
        return is_scan(picture, page)


@pytest.mark.parametrize(
    ("width", "height", "is_page"),
    [
        (SHORT_SIDE, 700, True), (SHORT_SIDE - 1, 699, False), (700, SHORT_SIDE, True), (600, 600, False),
        (500, 620, True), (500, 600, False), (500, 810, True), (500, 840, False), (500, 2_000, False),
    ],
)  # fmt: skip  # a size and whether it is that of a page
def test_takes_a_picture_of_the_shape_of_the_page_for_writing(width: int, height: int, is_page: bool) -> None:
    assert scan(width, height) == is_page


@pytest.mark.parametrize(("pale", "is_page"), [(1.0, True), (0.65, True), (0.55, False), (0.0, False)])
def test_takes_only_a_mostly_pale_picture_for_writing(pale: float, is_page: bool) -> None:
    assert scan(500, 700, pale) == is_page


@pytest.mark.parametrize(
    ("box", "is_page"),
    [((100, 200, 600, 900), True), ((100, 200, 600, 300), False), ((0, 0, 0, 700), False), ((0, 0, 500, 0), False)],
)
def test_measures_the_page_from_side_to_side(box: tuple[int, ...], is_page: bool) -> None:
    assert scan(500, 700, box=box) == is_page
