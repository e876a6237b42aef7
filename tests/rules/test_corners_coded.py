"""Is a protected word found that stands in a file in codes, in pieces, or where no program writes words?"""

import base64
import io
import struct
import zipfile
import zlib

import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from dhr_cases.anonymisation.checking import check_file
from dhr_cases.anonymisation.corners.coded_words import words_in_code
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import FindingKind
from tests.planting.in_archives import Bundle
from tests.planting.in_excel import excel_package
from tests.planting.in_pdf import Sheet
from tests.planting.in_pictures import Picture
from tests.planting.in_word import BODY, word_package

WORD = "Inglethorpe"
ACCENTED = "José"
TOKENS = (Token(WORD), Token(ACCENTED))
NOTES = 0x9286
CAMERA = 0x8769
LINES_APART = "long " * 30
JOINED = "<w:pPr><w:rPr><w:del w:id='1' w:author='R'/></w:rPr></w:pPr>"


def are_found(content: bytes, name: str) -> bool:
    """Whether the gate tells one of the words as protected."""
    check = check_file(content, name, TOKENS)
    return any(finding.kind is FindingKind.PROTECTED for finding in check.findings)


@pytest.mark.parametrize(
    "text",
    [
        "with &#73;nglethor&#x70;e there",
        '{"name": "\\u0049nglethorpe"}',
        "sent by =49nglethorpe",
        "sent by Jos=C3=A9",
        f"kept as {base64.b64encode(b'Inglethorpe was there').decode()}",
        "read \u202eeprohtelgnI\u202c aloud",
        "ɪɴɢʟᴇᴛʜᴏʀᴘᴇ",
        "🅘🅝🅖🅛🅔🅣🅗🅞🅡🅟🅔",
        "Ingle\u3164thorpe",
        "Ingle\u2800thorpe",
        "Ingle\ufffcthorpe",
        "".join(chr(0xF000 + ord(letter)) for letter in WORD),
    ],
)
def test_finds_a_word_in_codes_of_a_plain_text(text: str) -> None:
    assert are_found(text.encode(), "note.txt")


@pytest.mark.parametrize("letters", ["mac_roman", "cp850", "cp1252", "cp500", "utf-16-le"])
@pytest.mark.parametrize("name", ["note.txt", "table.csv"])
def test_finds_an_accented_word_whoever_wrote_its_letters(letters: str, name: str) -> None:
    assert are_found("met,José,there".encode(letters), name)


@pytest.mark.parametrize(
    "body",
    [
        f'<img src="data:;base64,{base64.b64encode(b"Inglethorpe").decode()}">',
        f"""<a href='data:text/plain;charset="utf-8";base64,{base64.b64encode(b"Inglethorpe").decode()}'>x</a>""",
        "<!-- I<b>ngle</b>thorpe -->",
        "<!-- &#73;nglethorpe -->",
        '<script>{"name": "\\u0049nglethorpe"}</script>',
        '<script>say("\\u0041\\u0042Ingle" + "thorpe")</script>',
        '<script>say("Ingle"+"thorpe")</script>',
        "<x-inglethorpe>x</x-inglethorpe>",
    ],
)
def test_finds_a_word_in_codes_of_a_web_page(body: str) -> None:
    assert are_found(f"<!DOCTYPE html><html><body><p>Hello</p>{body}</body></html>".encode(), "page.html")


def with_body(xml: str) -> bytes:
    """A letter that ends with these elements."""
    package = word_package()
    package.put_before(BODY, "<w:sectPr", xml, last=True)
    return package.packed()


@pytest.mark.parametrize(
    "xml",
    [
        "<w:p><w:r><w:t>Ingle<!-- x -->thorpe</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>Ingle<?x y?>thorpe</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>x<?Inglethorpe?></w:t></w:r></w:p>",
        f"<w:p>{JOINED}<w:r><w:t>{LINES_APART}Ingle</w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>thorpe {LINES_APART}</w:t></w:r></w:p>",
    ],
)
def test_finds_a_word_in_pieces_in_a_letter(xml: str) -> None:
    assert are_found(with_body(xml), "letter.docx")


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("customXml/item9.xml", "<r xmlns='urn:x'><n>&lt;p&gt;I&lt;b&gt;ngle&lt;/b&gt;thorpe&lt;/p&gt;</n></r>"),
        ("customXml/item9.xml", "<r xmlns='urn:x' xmlns:y='urn:inglethorpe'/>"),
        ("word/fonts/font1.odttf", "met Inglethorpe there"),
    ],
)
def test_finds_a_word_in_a_part_that_no_program_shows(part: str, content: str) -> None:
    package = word_package()
    package.parts[part] = content.encode()
    assert are_found(package.packed(), "letter.docx")


@pytest.mark.parametrize(
    "entry",
    [
        '<Default Extension="q" ContentType="application/Inglethorpe"/>',
        '<Override PartName="/word/inglethorpe.xml" ContentType="application/xml"/>',
        "<!-- Inglethorpe -->",
    ],
)
def test_finds_a_word_in_the_list_of_kinds(entry: str) -> None:
    package = word_package()
    package.put_before("[Content_Types].xml", "</Types>", entry)
    assert are_found(package.packed(), "letter.docx")


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A9" t="str"><f>"Ingle"&amp;"thorpe"</f></c>',
        '<c r="A9" t="str"><f>CONCATENATE("Ingle","thorpe")</f></c>',
        '<c r="A9" t="inlineStr"><is><t>I_x006E_glethorpe</t></is></c>',
    ],
)
def test_finds_a_word_that_a_workbook_puts_together(cell: str) -> None:
    package = excel_package()
    package.put_before("xl/worksheets/sheet1.xml", "</sheetData>", f'<row r="9">{cell}</row>')
    assert are_found(package.packed(), "book.xlsx")


@pytest.mark.parametrize(
    "pieces",
    [
        [("met Ingle", 40), ("thorpe there", 85)],
        [("thorpe there", 85), ("met Ingle", 40)],
        [(letter, 100 - 5 * place) for place, letter in enumerate(reversed(WORD))],
    ],
)
@pytest.mark.parametrize("turned", ["1 0 0 1 0 0", "0 1 -1 0 200 0", "-1 0 0 -1 300 700"])
def test_finds_a_word_that_a_page_shows_in_pieces(pieces: list[tuple[str, int]], turned: str) -> None:
    sheet = Sheet()
    drawn = (f"BT /F1 11 Tf {left} 300 Td ({piece}) Tj ET" for piece, left in pieces)
    sheet.drawn.append(f"q {turned} cm {' '.join(drawn)} Q".encode())
    assert are_found(sheet.packed(), "report.pdf")


def test_keeps_the_lines_of_a_page_apart() -> None:
    sheet = Sheet()
    sheet.write("Ingle")
    sheet.write("thorpe")
    assert not are_found(sheet.packed(), "report.pdf")


@pytest.mark.parametrize("code", [b"q Q % Inglethorpe", b"/Inglethorpe MP", b"/Inglethorpe BMC EMC"])
def test_finds_a_word_in_the_code_of_a_page(code: bytes) -> None:
    sheet = Sheet()
    sheet.drawn.append(code)
    assert are_found(sheet.packed(), "report.pdf")


@pytest.mark.parametrize("rich", ["<p>I<b>ngle</b>thorpe</p>", "<p>&#73;nglethorpe</p>"])
def test_finds_a_word_in_a_note_with_marks(rich: str) -> None:
    sheet = Sheet()
    sheet.page.obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.FreeText, RC=String(rich))])
    assert are_found(sheet.packed(), "report.pdf")


@pytest.mark.parametrize(("kind", "packed"), [(b"tEXt", False), (b"zTXt", True)])
def test_finds_an_accented_word_in_a_note_of_a_picture(kind: bytes, packed: bool) -> None:
    words = ACCENTED.encode()
    value = b"Comment\0" + (b"\0" + zlib.compress(words) if packed else words)
    chunk = struct.pack(">I", len(value)) + kind + value + struct.pack(">I", zlib.crc32(kind + value))
    plain = Picture().as_png()
    assert are_found(plain[:33] + chunk + plain[33:], "map.png")


@pytest.mark.parametrize("order", ["utf-16-be", "utf-16-le"])
def test_finds_a_comment_of_a_camera_in_either_order_of_bytes(order: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(CAMERA)[NOTES] = b"UNICODE\0" + ACCENTED.encode(order)
    assert are_found(Picture(exif=exif).as_jpeg(), "map.jpg")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0" + b"Inglethorpe"),
        (0xEE, b"Adobe\0\x64 Inglethorpe"),
        (0xEC, b"Ducky\0\2\0\x0b" + b"Inglethorpe"),
        (0xF0, b"Inglethorpe"),
    ],
)
def test_finds_a_word_in_the_settings_of_a_picture(kind: int, value: bytes) -> None:
    assert are_found(Picture(segments=[(kind, value)]).as_jpeg(), "map.jpg")


def test_finds_a_word_in_a_folder_that_holds_bytes() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(zipfile.ZipInfo("folder/"), b"met Inglethorpe")
    assert are_found(target.getvalue(), "all.zip")


def test_finds_a_word_that_only_a_member_itself_bears() -> None:
    bundle = Bundle()
    bundle.put("a.txt", b"Hello", extra=struct.pack("<HH", 0x9999, len(WORD)) + WORD.encode())
    content = bundle.packed()
    listed = content.rindex(WORD.encode())
    hidden = content[:listed] + b"x" * len(WORD) + content[listed + len(WORD) :]
    assert are_found(hidden, "all.zip")


@pytest.mark.parametrize(
    "text", ["The panel met on 4 May.", "R&D costs & fees", "age <18", "5% of 20%", "a+b", "C:\\users"]
)
def test_reads_a_text_without_codes_once(text: str) -> None:
    assert list(words_in_code(text)) == []
