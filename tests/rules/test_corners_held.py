"""Is every resource of a picture, every depth, every code and every refusal read as the format has it?"""

import struct

import pytest
from PIL import Image

from dhr_cases.anonymisation.checking import check_file
from dhr_cases.anonymisation.corners import Reading, read_file
from dhr_cases.anonymisation.corners.coded_words import words_in_code
from dhr_cases.anonymisation.corners.picture_notes import SMALL_COPY
from dhr_cases.anonymisation.corners.reading import MAX_DEPTH, Budget
from dhr_cases.anonymisation.corners.registry import KINDS, REFUSED, kind_of
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import FindingKind
from tests.planting.in_archives import Bundle
from tests.planting.in_excel import excel_package
from tests.planting.in_pdf import Sheet
from tests.planting.in_pictures import DESCRIPTION, Picture
from tests.planting.in_powerpoint import powerpoint_package
from tests.planting.in_word import BODY, word_package

WORD, WRONG = "Inglethorpe", "Inglethorpp"
PRESS_NOTES, SMALL, OTHER = 0x0404, 0x040C, 0x03ED
WIDE_TITLE = 0x9C9B


def resource(kind: int, value: bytes, name: bytes = b"") -> bytes:
    """One resource as Photoshop writes it: name and value each filled up to an even number of bytes."""
    named = bytes([len(name)]) + name
    named += b"\0" * (len(named) % 2)
    return b"8BIM" + struct.pack(">H", kind) + named + struct.pack(">I", len(value)) + value + b"\0" * (len(value) % 2)


def note(text: bytes) -> bytes:
    """One press note."""
    return b"\x1c\x02\x78" + struct.pack(">H", len(text)) + text


def with_resources(*resources: bytes) -> bytes:
    """A picture with these."""
    return Picture(segments=[(0xED, b"Photoshop 3.0\0" + b"".join(resources))]).as_jpeg()


def texts(found: Reading, where: str, *, is_prose: bool) -> list[str]:
    """What was read at a place."""
    return [row.text for row in found.passages if row.where == where and row.is_prose == is_prose]


def kinds_found(content: bytes, name: str) -> set[FindingKind]:
    """Which kinds of findings the word and its misspelling give."""
    return {row.kind for row in check_file(content, name, [Token(WORD)]).findings}


@pytest.mark.parametrize("name", [b"", b"a", b"ab", b"abc"])
@pytest.mark.parametrize("value", [b"", b"x", b"xy", b"xyz"])
def test_reads_the_resource_after_another_of_any_length(name: bytes, value: bytes) -> None:
    content = with_resources(resource(OTHER, value, name), resource(PRESS_NOTES, note("José".encode())))
    assert "José\n" in texts(read_file(content, "a.jpg"), "press notes", is_prose=True)
    small = with_resources(resource(OTHER, value, name), resource(SMALL, b""))
    assert [row.why for row in read_file(small, "a.jpg").unreadable] == [SMALL_COPY]


def test_reads_every_press_note_apart_and_what_stands_behind_the_last() -> None:
    notes = note("José".encode()) + note(b"") + note("José".encode("cp1252")) + b"left over Inglethorpe"
    found = read_file(with_resources(resource(PRESS_NOTES, notes)), "a.jpg")
    assert texts(found, "press notes", is_prose=True) == ["José\n\nJosé\nleft over Inglethorpe"]


@pytest.mark.parametrize(
    "content",
    [
        with_resources(resource(OTHER, b"", b"met Inglethorpe")),
        with_resources(resource(OTHER, b"met Inglethorpe")),
        with_resources(resource(OTHER, b"x"), b"met Inglethorpe"),
        with_resources(b"met Inglethorpe"),
        with_resources(resource(OTHER, b"x"), b"8BIM"),
    ],
)
def test_reads_the_name_the_value_and_the_rest_of_resources(content: bytes) -> None:
    assert (FindingKind.PROTECTED in kinds_found(content, "a.jpg")) == (b"Inglethorpe" in content)
    assert read_file(content, "a.jpg").is_whole


@pytest.mark.parametrize(
    ("tag", "value"), [(DESCRIPTION, f"met {WRONG} there"), (WIDE_TITLE, f"met {WRONG} there".encode("utf-16-le"))]
)
def test_reads_the_notes_of_a_camera_as_prose(tag: int, value: object) -> None:
    exif = Image.Exif()
    exif[tag] = value
    assert FindingKind.MISSPELT in kinds_found(Picture(exif=exif).as_jpeg(), "a.jpg")
    assert FindingKind.MISSPELT in kinds_found(Picture(exif=exif).as_png(), "a.png")


SHARED = (
    "<si><t>x</t></si><!-- Inglethorpe -->",
    "<!-- Inglethorpe --><si><t>x</t></si>",
    "<si><!-- Inglethorpe --></si>",
)


@pytest.mark.parametrize("items", SHARED)
def test_reads_a_comment_among_the_shared_texts_of_a_workbook(items: str) -> None:
    package = excel_package()
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package.add("xl/sharedStrings.xml", f'<sst xmlns="{space}">{items}</sst>')
    assert FindingKind.PROTECTED in kinds_found(package.packed(), "a.xlsx")


def nested(depth: int) -> bytes:
    """A note inside so many archives."""
    content, name = b"met Inglethorpe", "note.txt"
    for _ in range(depth):
        bundle = Bundle()
        bundle.put(name, content)
        content, name = bundle.packed(), "more.zip"
    return content


@pytest.mark.parametrize("depth", range(1, MAX_DEPTH + 2))
def test_reads_files_in_one_another_as_deep_as_is_allowed(depth: int) -> None:
    is_read = depth < MAX_DEPTH
    found = read_file(nested(depth), "a.zip")
    assert found.is_whole == is_read
    assert any(WORD in passage.text for passage in found.passages) == is_read


@pytest.mark.parametrize(
    ("size", "parts", "takes"), [(10, 2, True), (10, 3, False), (11, 2, False), (11, 3, False), (0, 0, True)]
)
def test_spends_what_fits_and_nothing_else(size: int, parts: int, takes: bool) -> None:
    budget = Budget(10, 2)
    assert budget.takes(size, parts) == takes
    assert (budget.size, budget.parts) == ((10 - size, 2 - parts) if takes else (10, 2))


@pytest.mark.parametrize(
    ("carried", "is_whole"),
    [("data:text/plain;base64,SW5nbGV0aG9ycGU=", True), ("data:text/plain;base64,A", False)],
)
def test_refuses_a_carried_file_that_cannot_be_unpacked(carried: str, is_whole: bool) -> None:
    page = f"<!DOCTYPE html><html><body><a href='{carried}'>x</a></body></html>".encode()
    found = read_file(page, "page.html")
    assert found.is_whole == is_whole
    assert any(WORD in passage.text for passage in found.passages) == is_whole


@pytest.mark.parametrize(
    ("code", "read"),
    [
        ("\\u{49}nglethorpe", WORD),
        ("\\u{10FFFF}x", "\U0010ffffx"),
        ("\\uD7FFx", "\ud7ffx"),
        ("\\uE000x", "\ue000x"),
    ],
)
def test_reads_every_letter_that_has_a_code(code: str, read: str) -> None:
    assert ("decoded", read) in list(words_in_code(code))


@pytest.mark.parametrize("code", ["\\u{110000}x", "\\uD800x", "\\uDFFFx", "\\u{FFFFFF}x"])
def test_leaves_a_code_without_a_letter_as_it_is(code: str) -> None:
    assert [note for note, _ in words_in_code(code)] == []
    style = f"<!DOCTYPE html><html><style>{code}</style><body><p>x</p></body></html>"
    assert read_file(style.encode(), "page.html").is_whole


def test_reads_the_pieces_of_mail_and_of_a_script() -> None:
    views = dict(words_in_code('"Ingle" + "thorpe" =C3=A9=\nx'))
    assert views["pieces joined"].startswith('"Inglethorpe"')
    assert views["decoded as mail"].endswith("éx")


@pytest.mark.parametrize(("start", "why"), REFUSED)
def test_says_of_every_kind_it_cannot_check_what_to_do(start: bytes, why: str) -> None:
    content = start + b" and more"
    assert kind_of(content) is None
    assert [part.why for part in read_file(content, "a.txt").unreadable] == [why]


SAMPLES = {
    "Word document": word_package().packed(),
    "Excel workbook": excel_package().packed(),
    "PowerPoint presentation": powerpoint_package().packed(),
    "zip archive": Bundle().packed(),
    "PDF": Sheet().packed(),
    "PNG picture": Picture().as_png(),
    "JPEG picture": Picture().as_jpeg(),
    "web page": b"<!DOCTYPE html><html><body><p>x</p></body></html>",
    "file of XML": b"<?xml version='1.0'?><a>x</a>",
    "plain text": b"x",
}


@pytest.mark.parametrize("corner", KINDS, ids=lambda corner: corner.label)
def test_takes_a_file_of_each_kind_under_its_own_endings_only(corner: object) -> None:
    (kind,) = [row for row in KINDS if row is corner]
    content = SAMPLES[kind.label]
    assert kind_of(content) is kind
    first, wrong = kind.endings[0], "txt" if "txt" not in kind.endings else "pdf"
    assert read_file(content, f"a.{first.upper()}").is_whole
    assert [part.why for part in read_file(content, f"a.{wrong}").unreadable] == [
        f"The content is of the kind {kind.label}, but the name ends in “.{wrong}”. Give it the right ending."
    ]
    assert not read_file(content, "a").is_whole


@pytest.mark.parametrize(
    ("marks", "is_hidden"),
    [
        ("<w:vanish/>", True), ("<w:webHidden/>", True), ("<w:specVanish/>", True), ("<w:vanish w:val='1'/>", True),
        ("<w:vanish w:val='0'/>", False), ("<w:vanish w:val='false'/>", False), ("<w:vanish w:val='off'/>", False),
        ("<w:b/>", False), ("<w:b w:val='1'/><w:vanish/>", True),
    ],
)  # fmt: skip  # marks of a run and whether they hide it
def test_reads_letters_around_every_kind_of_hidden_ones(marks: str, is_hidden: bool) -> None:
    package = word_package()
    run = f"<w:r><w:rPr>{marks}</w:rPr><w:t>xx</w:t></w:r>"
    around = f"<w:p><w:r><w:t>Ingle</w:t></w:r>{run}<w:r><w:t>thorpe</w:t></w:r></w:p>"
    package.put_before(BODY, "<w:sectPr", around, last=True)
    assert (FindingKind.PROTECTED in kinds_found(package.packed(), "a.docx")) == is_hidden
