"""Which words of a PDF are read, where, and which pages are refused because nobody can read them?"""

import io
import time

import pikepdf
import pypdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, ImageDraw

from dhr_cases.anonymisation.corners import Reading, read_file
from dhr_cases.anonymisation.corners.pdf import LEFT_OVER
from dhr_cases.anonymisation.corners.pdf_objects import LOST_PAGE, THUMBNAIL
from dhr_cases.anonymisation.corners.pdf_parts import UNKNOWN
from tests.planting.in_pdf import PLACES, PROSE, Sheet

WORD = "Inglethorpe"


def read(sheet: Sheet) -> Reading:
    """The sheet, packed and read."""
    return read_file(sheet.packed(), "report.pdf")


def whys(found: Reading) -> list[str]:
    """Why parts were refused."""
    return [part.why for part in found.unreadable]


def planted(name: str) -> Sheet:
    """A sheet with the word in one corner."""
    sheet = Sheet()
    next(place for place in PLACES if place.name == name).put(sheet, WORD)
    return sheet


@pytest.mark.parametrize(
    ("corner", "where"),
    [
        ("page", "page 1"),
        ("over two lines", "page 1, words joined at line ends"),
        ("under a black box", "page 1"),
        ("look of a note", "drawing no page shows by itself"),
        ("note", "note"),
        ("author of a note", "author of a note or name of a field"),
        ("target of a link", "target of a link"),
        ("value of a field", "value of a field"),
        ("attached file", "attached file minutes.txt › text"),
        ("title", "title"),
        ("library's notes", "properties, paragraph 1"),
        ("page label", "page label"),
        ("alternative text", "alternative text"),
        ("replacement text on the page", "replacement text"),
        ("script", "script"),
        ("comment in a picture", "picture › comment"),
        ("earlier version", "earlier version 1 kept in the file › subject"),
    ],
)
def test_says_where_a_word_stands(corner: str, where: str) -> None:
    found = read(planted(corner))
    assert where in [passage.where for passage in found.passages if WORD in passage.text]


def test_counts_pages() -> None:
    sheet = Sheet()
    sheet.turn()
    sheet.write(PROSE)
    assert read(sheet).pages == 2


def test_reads_letters_set_far_apart() -> None:
    sheet = Sheet()
    sheet.write(" ".join(WORD))
    assert WORD in [passage.text for passage in read(sheet).passages]


def picture_of_writing(size: tuple[int, int] = (827, 1169)) -> Image.Image:
    """A page of writing as a scanner sees it."""
    image = Image.new("L", size, 245)
    pen = ImageDraw.Draw(image)
    for height in range(60, size[1] - 60, 24):
        pen.line((60, height, size[0] - 60, height), fill=20, width=6)
    return image


def show(sheet: Sheet, image: Image.Image) -> None:
    """Put a picture over the whole page."""
    width, height = image.size
    picture = Stream(sheet.document, image.tobytes())
    picture.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height, BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
    )  # fmt: skip
    sheet.page.obj.Resources.XObject = Dictionary(Im0=picture)
    sheet.drawn.append(b"q 595 0 0 842 0 0 cm /Im0 Do Q")


def test_refuses_a_page_that_is_a_picture_and_names_it() -> None:
    sheet = Sheet()
    sheet.turn()
    show(sheet, picture_of_writing())
    found = read(sheet)
    assert [part.where for part in found.unreadable] == ["page 2"]
    assert whys(found) == ["Page 2 is a picture: its words cannot be read. Give it as text."]


def test_refuses_a_picture_of_writing_below_a_line_of_text() -> None:
    sheet = Sheet()
    show(sheet, picture_of_writing())
    assert any("is a picture" in why for why in whys(read(sheet)))


def test_takes_a_dark_photograph_behind_a_title() -> None:
    sheet = Sheet()
    show(sheet, Image.new("L", (827, 1169), 70))
    assert read(sheet).is_whole


def test_refuses_a_page_of_nothing_but_a_photograph() -> None:
    sheet = Sheet()
    sheet.turn()
    show(sheet, Image.new("L", (827, 1169), 70))
    assert any("is a picture" in why for why in whys(read(sheet)))


def test_takes_a_small_picture_beside_text() -> None:
    sheet = Sheet()
    show(sheet, picture_of_writing((200, 280)))
    assert read(sheet).is_whole


def test_takes_a_blank_page() -> None:
    sheet = Sheet()
    sheet.turn()
    assert read(sheet).is_whole


def test_refuses_a_page_whose_letters_are_drawn_as_lines() -> None:
    sheet = Sheet()
    sheet.turn()
    sheet.drawn += [b"10 10 m 20 20 l 30 10 l 12.5 17.25 99 98 44 55 c h f"] * 200
    assert any("drawn in lines" in why for why in whys(read(sheet)))


def test_refuses_a_typeface_that_does_not_tell_its_letters() -> None:
    sheet = Sheet()
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/Own"),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
    )  # fmt: skip
    sheet.page.obj.Resources.Font.F2 = sheet.document.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/Own"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([sheet.document.make_indirect(descendant)]),
        )
    )
    sheet.drawn.append(b"BT /F2 11 Tf 40 300 Td <00120034> Tj ET")
    assert any("does not say which letters it shows" in why for why in whys(read(sheet)))


@pytest.mark.parametrize(("names", "is_told"), [("/a /b /germandbls", True), ("/g12 /g13", False)])
def test_tells_letters_by_their_names(names: str, is_told: bool) -> None:
    sheet = Sheet()
    differences = Array([65, *(Name(name) for name in names.split())])
    sheet.font.Encoding = Dictionary(Type=Name.Encoding, Differences=differences)
    assert read(sheet).is_whole is is_told


@pytest.mark.parametrize("is_apart", [True, False])
def test_takes_a_typeface_whose_letters_are_drawings(is_apart: bool) -> None:
    sheet = Sheet()
    glyphs = Dictionary(a=Stream(sheet.document, b"9 0 0 0 9 9 d1 0 0 9 9 re f"))
    sheet.page.obj.Resources.Font.F3 = sheet.document.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 9, 9]),
            FontMatrix=Array([0.1, 0, 0, 0.1, 0, 0]),
            CharProcs=sheet.document.make_indirect(glyphs) if is_apart else glyphs,
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name("/a")])),
            FirstChar=97,
            LastChar=97,
            Widths=Array([9]),
        )
    )
    sheet.drawn.append(b"BT /F3 11 Tf 40 300 Td (a) Tj ET")
    found = read(sheet)
    assert found.is_whole, found.unreadable


def test_takes_a_second_list_of_the_same_objects() -> None:
    content = Sheet().packed()
    start = int(content[content.rindex(b"startxref") :].split()[1])
    with pikepdf.open(io.BytesIO(content)) as document:
        size, root = document.trailer.Size, document.Root.objgen
    trailer = f"trailer\n<< /Size {size} /Root {root[0]} {root[1]} R /Prev {start} >>"
    again = f"xref\n0 0\n{trailer}\nstartxref\n{len(content)}\n%%EOF\n".encode()
    found = read_file(content + again, "report.pdf")
    assert found.is_whole, found.unreadable
    assert [passage.where for passage in found.passages if PROSE in passage.text] == ["page 1"]


def test_refuses_a_page_that_is_kept_and_not_shown() -> None:
    sheet = Sheet()
    sheet.root.Lost = sheet.document.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 9, 9])))
    assert LOST_PAGE in whys(read(sheet))


def test_refuses_a_small_picture_of_a_page() -> None:
    sheet = Sheet()
    sheet.page.obj.Thumb = Stream(sheet.document, b"\0" * 100)
    assert THUMBNAIL in whys(read(sheet))


def test_refuses_data_of_unknown_make_and_reads_its_words() -> None:
    sheet = Sheet()
    sheet.root.PieceInfo = Dictionary(Tool=Dictionary(Private=Stream(sheet.document, b"\0\1\2 by Inglethorpe \3\4")))
    found = read(sheet)
    assert UNKNOWN in whys(found)
    assert any(WORD in passage.text for passage in found.passages)


def test_refuses_objects_that_no_version_lists() -> None:
    content = Sheet().packed()
    at = content.index(b"xref\n")
    hidden = b"90 0 obj\n(kept by Inglethorpe)\nendobj\n"
    moved = content[:at] + hidden + content[at:]
    start = int(content[content.rindex(b"startxref") :].split()[1])
    moved = moved.replace(f"startxref\n{start}".encode(), f"startxref\n{start + len(hidden)}".encode())
    assert LEFT_OVER in whys(read_file(moved, "report.pdf"))


def test_refuses_an_object_that_is_struck_off_the_list() -> None:
    sheet = Sheet()
    sheet.document.docinfo[Name.Title] = String(WORD)
    content = sheet.packed()
    with pikepdf.open(io.BytesIO(content)) as document:
        number = document.docinfo.objgen[0]
    rows = content[content.index(b"xref\n") :].split(b"\n")
    struck = content.replace(rows[number + 2], rows[number + 2].replace(b" n", b" f"))
    assert LEFT_OVER in whys(read_file(struck, "report.pdf"))


def test_takes_a_length_that_is_an_object_of_its_own() -> None:
    sheet = Sheet()
    sheet.root.Count = sheet.document.make_indirect(pikepdf.Object.parse(b"17"))
    found = read(sheet)
    assert found.is_whole, found.unreadable


def test_refuses_a_file_with_an_earlier_version_it_cannot_read() -> None:
    content = planted("earlier version").packed()
    first_end = content.index(b"%%EOF")
    broken = content[: first_end - 10].rindex(b"trailer")
    damaged = content[:broken] + b"troiler" + content[broken + 7 :]
    assert not read_file(damaged, "report.pdf").is_whole


def test_reads_a_file_made_for_the_web() -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(planted("page").packed())) as document:
        document.save(target, linearize=True)
    found = read_file(target.getvalue(), "report.pdf")
    assert found.is_whole, found.unreadable
    assert [passage.where for passage in found.passages if WORD in passage.text] == ["page 1"]


def test_reads_a_file_whose_objects_are_packed() -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(planted("note").packed())) as document:
        document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    found = read_file(target.getvalue(), "report.pdf")
    assert found.is_whole, found.unreadable
    assert "note" in [passage.where for passage in found.passages if WORD in passage.text]


def test_reads_comments_in_the_code() -> None:
    content = Sheet().packed().replace(b"xref\n", b"% written by Inglethorpe\nxref\n", 1)
    assert any(WORD in passage.text for passage in read_file(content, "report.pdf").passages)


def test_reads_an_attached_file_by_its_content() -> None:
    inner, outer = planted("page"), Sheet()
    outer.document.attachments["inner.pdf"] = inner.packed()
    places = [passage.where for passage in read(outer).passages if WORD in passage.text]
    assert places == ["attached file inner.pdf › page 1"]


def test_refuses_an_attached_file_it_cannot_read() -> None:
    sheet = Sheet()
    sheet.document.attachments["old.doc"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99
    assert [part.where for part in read(sheet).unreadable] == ["attached file old.doc"]


def test_passes_over_the_names_of_the_format() -> None:
    said = "\n".join(passage.text for passage in read(Sheet()).passages if not passage.is_prose).split()
    assert {"Page", "Root", "Fields", "Lang", "Georgia"}.isdisjoint(said)


def test_reads_a_report_of_sixty_pages_in_time() -> None:
    sheet = Sheet()
    for page in range(60):
        if page:
            sheet.turn()
        for _ in range(45):
            sheet.write(PROSE)
    content = sheet.packed()
    before = time.process_time()
    found = read_file(content, "report.pdf")
    assert time.process_time() - before < 4
    assert found.pages == len(pypdf.PdfReader(io.BytesIO(content)).pages) == 60
