"""In which ways is a page of a PDF read, and from how few letters on is it taken for a picture or a drawing?"""

import io

import pikepdf
import pypdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from dhr_cases.anonymisation.corners.pdf_pages import A_FOOT, A_LINE, DRAWN, page_views, read_pages
from dhr_cases.anonymisation.corners.reading import Gathering
from dhr_cases.anonymisation.corners.scans import SHORT_SIDE

JOINED, APART = ", words joined at line ends", ", letters set apart"
PICTURE = "Page 1 is a picture: its words cannot be read. Give it as text."
LINES = "Page 1 is drawn in lines: its words cannot be read."
HEIGHT = 842


@pytest.mark.parametrize(
    ("text", "views"),
    [
        ("", {}), ("plain words", {}), ("Ingle-\nthorpe", {JOINED: "Inglethorpe"}),
        ("Ingle‐\nthorpe", {JOINED: "Inglethorpe"}),
        ("Ingle\u00ad\nthorpe", {JOINED: "Inglethorpe"}), ("Ingle- \n  thorpe", {JOINED: "Inglethorpe"}),
        ("Ingle-thorpe", {}), ("Ingle -\nthorpe", {}), ("Ingle–\nthorpe", {}), ("-\nthorpe", {}),
        ("12-\n34", {JOINED: "1234"}),
        ("a-\nb and c-\nd", {JOINED: "ab and cd\n\nab and cd"}),
        ("I n g l e", {APART: "Ingle"}), ("I n g", {}), ("I n g l", {APART: "Ingl"}), ("I n g l xy", {APART: "Ingl"}),
        ("xI n g l", {}), ("I  n  g  l", {}), ("A d a m and E v e l", {APART: "Adam\n\nEvel"}),
        ("Ł u c j a", {APART: "Łucja"}),
        ("I n g l e-\nthorpe", {JOINED: "I n g l ethorpe", APART: "Ingle"}),
    ],
)  # fmt: skip  # text beside its further views
def test_reads_a_page_as_it_stands_and_in_each_other_way(text: str, views: dict[str, str]) -> None:
    assert dict(page_views(text)) == {"": text} | views


@pytest.mark.parametrize("around", [30, 31])
def test_gives_thirty_signs_on_either_side_of_a_joined_word(around: int) -> None:
    text = "x" * around + "a-\nb" + "y" * around
    ((_, joined),) = list(page_views(text))[1:]
    assert joined == "x" * 30 + "ab" + "y" * 30


class Sheet:
    """One page in the making."""

    def __init__(self) -> None:
        self.document = pikepdf.Pdf.new()
        self.document.add_blank_page(page_size=(595, HEIGHT))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        self.page = self.document.pages[0]
        self.held = Dictionary()
        self.page.obj.Resources = Dictionary(Font=Dictionary(F1=self.document.make_indirect(font)), XObject=self.held)

    def picture(self, width: int = 4, height: int = 4, shade: int = 250) -> Stream:
        """A picture of one shade."""
        made = Stream(self.document, bytes([shade]) * (width * height))
        made.stream_dict = Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=width,
            Height=height,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceGray,
        )
        return made

    def form(self, **held: pikepdf.Object) -> Stream:
        """A drawing that holds others."""
        made = Stream(self.document, b"")
        made.stream_dict = Dictionary(
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 9, 9]),
            Resources=Dictionary(XObject=Dictionary({f"/{name}": thing for name, thing in held.items()})),
        )
        return made

    def hold(self, thing: pikepdf.Object) -> None:
        """Keep a picture or a drawing with the page."""
        self.page.obj.Resources.XObject.Im0 = self.document.make_indirect(thing)

    def read(self, letters: int = 0, *, more: tuple[bytes, ...] = ()) -> Gathering:
        """What is read of the page when it says so many letters and draws this besides."""
        words = [f"BT /F1 5 Tf 9 400 Td ({'x' * letters}) Tj ET".encode()] if letters else []
        self.page.obj.Contents = Array([Stream(self.document, each) for each in (*words, *more)])
        target = io.BytesIO()
        self.document.save(target)
        gathering = Gathering(lambda *_: None)
        with pikepdf.open(target) as document:
            self.said = read_pages(gathering, pypdf.PdfReader(target), document)
        return gathering

    def refused(self, letters: int = 0, *, more: tuple[bytes, ...] = ()) -> list[tuple[str, str]]:
        """Place and sentence of each refusal."""
        return [(row.where, row.why) for row in self.read(letters, more=more).unreadable]


@pytest.mark.parametrize(
    ("letters", "is_picture"), [(0, True), (1, True), (A_LINE - 1, True), (A_LINE, False), (A_FOOT, False)]
)
def test_takes_a_page_of_less_than_a_line_beside_any_picture_for_one(letters: int, is_picture: bool) -> None:
    sheet = Sheet()
    sheet.hold(sheet.picture())
    assert sheet.refused(letters) == ([("page 1", PICTURE)] if is_picture else [])


@pytest.mark.parametrize(
    ("letters", "shade", "is_picture"),
    [(A_LINE, 250, True), (A_FOOT - 1, 250, True), (A_FOOT, 250, False), (A_LINE, 70, False), (A_LINE - 1, 70, True)],
)
def test_takes_a_page_of_less_than_a_foot_beside_paper_for_a_picture(
    letters: int, shade: int, is_picture: bool
) -> None:
    sheet = Sheet()
    sheet.hold(sheet.picture(SHORT_SIDE, SHORT_SIDE * HEIGHT // 595, shade))
    assert sheet.refused(letters) == ([("page 1", PICTURE)] if is_picture else [])


def test_finds_a_picture_inside_a_drawing_inside_a_drawing() -> None:
    sheet = Sheet()
    inner = sheet.document.make_indirect(sheet.form(Im9=sheet.document.make_indirect(sheet.picture())))
    sheet.hold(sheet.form(Fm1=inner))
    assert sheet.refused() == [("page 1", PICTURE)]


def test_comes_through_a_drawing_that_holds_itself() -> None:
    sheet = Sheet()
    drawing = sheet.document.make_indirect(sheet.form())
    drawing.Resources.XObject.Fm1 = drawing
    sheet.page.obj.Resources.XObject.Fm1 = drawing
    assert sheet.refused() == []


@pytest.mark.parametrize("held", [Dictionary(), Array([]), pikepdf.String("x")])
def test_takes_a_page_that_holds_nothing_for_no_picture(held: pikepdf.Object) -> None:
    sheet = Sheet()
    sheet.page.obj.Resources.XObject = held
    assert sheet.refused() == []


@pytest.mark.parametrize(
    ("letters", "sizes", "is_drawn"),
    [(0, (DRAWN,), False), (0, (DRAWN + 1,), True), (0, (DRAWN // 2, DRAWN // 2 + 1), True), (1, (DRAWN + 1,), False)],
)
def test_takes_a_page_without_a_letter_and_much_to_draw_for_lines(
    letters: int, sizes: tuple[int, ...], is_drawn: bool
) -> None:
    strokes = tuple((b"0 0 m 1 1 l S\n" * size)[:size].rstrip(b"0 ml1S\n").ljust(size) for size in sizes)
    assert Sheet().refused(letters, more=strokes) == ([("page 1", LINES)] if is_drawn else [])


def test_gives_back_every_letter_that_the_pages_show_without_spaces() -> None:
    sheet = Sheet()
    found = sheet.read(3, more=(b"BT /F1 9 Tf 9 300 Td (one  two) Tj ET",))
    assert sheet.said == "xxxonetwo"
    assert found.pages == 1
    assert next(row for row in found.passages if row.where == "page 1").is_prose


def test_counts_the_pages_of_every_file_inside_another() -> None:
    gathering = Gathering(lambda *_: None, pages=4)
    document = pikepdf.Pdf.new()
    for _ in range(3):
        document.add_blank_page()
    target = io.BytesIO()
    document.save(target)
    assert read_pages(gathering, pypdf.PdfReader(target), document) == ""
    assert gathering.pages == 7
