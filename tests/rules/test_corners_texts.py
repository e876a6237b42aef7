"""Which words of web pages, drawings, texts, tables, pictures and archives are read, and what is refused?"""

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import ExifTags, Image

from dhr_cases.anonymisation.corners import Reading, Unreadable, read_file
from dhr_cases.anonymisation.corners.package import DAMAGED, STRAY
from dhr_cases.anonymisation.corners.picture_notes import POSITION, SMALL_COPY, UNKNOWN
from dhr_cases.anonymisation.corners.plain import stray_words
from tests.planting.in_archives import PLACES as IN_ARCHIVES
from tests.planting.in_archives import Bundle
from tests.planting.in_pictures import JPEG_PLACES, PNG_PLACES, Picture
from tests.planting.in_web import HTML_PLACES, Page
from tests.planting.places import Place

WORD = "Inglethorpe"


def places_of(found: Reading, word: str = WORD) -> list[str]:
    """Where the word stands."""
    return [passage.where for passage in found.passages if word in passage.text]


def whys(found: Reading) -> list[str]:
    """Why parts were refused."""
    return [part.why for part in found.unreadable]


def web(body: str) -> Reading:
    """A web page, read."""
    return read_file(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), "page.html")


@pytest.mark.parametrize("place", HTML_PLACES, ids=lambda place: place.name)
def test_reads_every_corner_of_a_web_page(place: Place[Page]) -> None:
    page = Page()
    place.put(page, WORD)
    found = read_file(page.packed(), "page.html")
    assert places_of(found)
    assert found.is_whole


def test_joins_letters_over_tags_and_parts_paragraphs() -> None:
    found = web("<p>In<i>gle</i><b>thorpe</b></p><p>spoke</p>")
    assert [passage.text for passage in found.passages if passage.where.startswith("page")] == [f"{WORD}\nspoke"]


def test_reads_cells_beside_one_another() -> None:
    assert any(
        "Jocasta\tInglethorpe" in passage.text for passage in web("<tr><td>Jocasta<td>Inglethorpe</tr>").passages
    )


def test_reads_letters_around_hidden_ones() -> None:
    assert places_of(web("<p>Ingle<span hidden>xx</span>thorpe</p>")) == ["page, paragraph 2, without hidden words"]


def test_reads_a_page_that_is_badly_closed() -> None:
    assert places_of(web("<div><p>one</div></b><ul><li>Inglethorpe<script>"))


@pytest.mark.parametrize("code", [r"\u0049nglethorpe", r"\x49nglethorpe", r"\49 nglethorpe"])
def test_reads_letters_in_codes_of_scripts_and_styles(code: str) -> None:
    assert places_of(web(f"<style>a{{content:'{code}'}}</style>"))


def test_says_that_classes_are_no_prose() -> None:
    found = web('<p class="Inglethorpe">x</p>')
    assert [passage.is_prose for passage in found.passages if WORD in passage.text] == [False]


def test_refuses_a_page_in_letters_it_does_not_know() -> None:
    found = read_file(b'<html><head><meta charset="utf-7"></head><body>+AEk-nglethorpe</body></html>', "page.html")
    assert any("“utf-7”" in why for why in whys(found))


def test_refuses_a_carried_file_it_does_not_know() -> None:
    assert not web('<img src="data:application/x-thing;base64,AAECAwQ=">').is_whole


def test_reads_a_drawing() -> None:
    inner = f'<text>Ingle<tspan>thorpe</tspan></text><g id="{WORD}"/>'
    drawing = f'<!-- a --><svg xmlns="http://www.w3.org/2000/svg">{inner}</svg>'
    found = read_file(drawing.encode(), "drawing.svg")
    assert found.is_whole
    assert len(places_of(found)) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_reads_text_in_many_letters(encoding: str) -> None:
    text = f"The café told {WORD} and no one else about the matter."
    found = read_file(text.encode(encoding), "note.txt")
    assert text in [passage.text.removeprefix("\ufeff") for passage in found.passages]
    assert found.is_whole


@pytest.mark.parametrize("content", [b"one\0two", b"\x01\x02\x03\x04", bytes(range(256))])
def test_refuses_bytes_that_are_no_text(content: bytes) -> None:
    assert not read_file(content, "note.txt").is_whole


def test_reads_a_table_row_by_row() -> None:
    found = read_file(b'Who,When\r\n"Jocasta","Inglethorpe"\r\n"a ""quoted"" word",2\r\n', "table.csv")
    assert [passage.text for passage in found.passages[1:]] == [
        "Who\tWhen",
        "Jocasta\tInglethorpe",
        'a "quoted" word\t2',
    ]
    assert places_of(found) == ["row 2"]


def test_reads_a_table_with_a_broken_quotation() -> None:
    assert places_of(read_file(b'a,"Inglethorpe\nb,c', "table.csv"))


def test_reads_a_table_set_apart_by_tabs() -> None:
    assert any("Jocasta\tInglethorpe" in p.text for p in read_file(b"Jocasta\tInglethorpe\n", "table.tsv").passages)


def test_reads_the_name_of_the_file_first() -> None:
    found = read_file(b"Nothing.", f"{WORD}.txt")
    assert (found.passages[0].where, found.passages[0].text) == ("name of the file", f"{WORD}.txt")


def test_reads_words_coded_for_web_addresses() -> None:
    assert places_of(read_file(b"see ?who=%49nglethorpe", "note.txt")) == ["text, decoded"]


@pytest.mark.parametrize(("words", "pages"), [(10, 1), (400, 1), (401, 2), (4_000, 10)])
def test_estimates_pages_from_words(words: int, pages: int) -> None:
    found = read_file("\n".join([" ".join(["word"] * (words - 1))]).encode(), "note.txt")  # the name is a word too
    assert found.pages == pages


@pytest.mark.parametrize("place", PNG_PLACES, ids=lambda place: place.name)
def test_reads_every_note_of_a_png(place: Place[Picture]) -> None:
    picture = Picture()
    place.put(picture, WORD)
    assert places_of(read_file(picture.as_png(), "a.png"))


@pytest.mark.parametrize("place", JPEG_PLACES, ids=lambda place: place.name)
def test_reads_every_note_of_a_jpeg(place: Place[Picture]) -> None:
    picture = Picture()
    place.put(picture, WORD)
    assert places_of(read_file(picture.as_jpeg(), "a.jpg"))


@pytest.mark.parametrize(("pack", "name"), [(Picture.as_png, "a.png"), (Picture.as_jpeg, "a.jpg")])
def test_refuses_a_picture_that_says_where_it_was_taken(pack: Callable[[Picture], bytes], name: str) -> None:
    picture = Picture()
    picture.exif[0x0131] = "Camera"
    picture.exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    assert POSITION in whys(read_file(pack(picture), name))


def jpeg_with(kind: int, value: bytes) -> Reading:
    """A JPEG with one more segment, read."""
    return read_file(Picture(segments=[(kind, value)]).as_jpeg(), "a.jpg")


def test_refuses_small_copies_of_a_picture() -> None:
    directory = struct.pack("<2sHLH", b"II", 42, 8, 0) + struct.pack("<L", 14)
    small = struct.pack("<HHHLLL", 1, 0x0201, 4, 1, 32, 0)
    resource = b"8BIM\x04\x0c\0\0" + struct.pack(">I", 4) + b"abcd"
    assert SMALL_COPY in whys(jpeg_with(0xE1, b"Exif\0\0" + directory + small))
    assert SMALL_COPY in whys(jpeg_with(0xE0, b"JFXX\0\x10rest"))
    assert SMALL_COPY in whys(jpeg_with(0xED, b"Photoshop 3.0\0" + resource))


def test_refuses_data_of_unknown_make_in_a_picture_and_reads_its_words() -> None:
    found = jpeg_with(0xEB, b"JUMBF by Inglethorpe")
    assert UNKNOWN in whys(found)
    assert places_of(found)


def test_refuses_unknown_chunks_and_reads_their_words() -> None:
    value = b"by Inglethorpe"
    chunk = struct.pack(">I", len(value)) + b"prVt" + value + struct.pack(">I", zlib.crc32(b"prVt" + value))
    plain = Picture().as_png()
    found = read_file(plain[:33] + chunk + plain[33:], "a.png")
    assert UNKNOWN in whys(found)
    assert places_of(found)


def test_refuses_a_png_with_a_wrong_sum() -> None:
    content = bytearray(Picture().as_png())
    content[30] ^= 1
    assert DAMAGED in whys(read_file(bytes(content), "a.png"))


def test_reads_a_progressive_jpeg_to_its_end() -> None:
    target = io.BytesIO()
    Image.effect_noise((64, 64), 90).save(target, "JPEG", progressive=True)
    assert read_file(target.getvalue(), "a.jpg").is_whole
    assert whys(read_file(target.getvalue() + b"tail", "a.jpg")) == [STRAY]


@pytest.mark.parametrize("place", IN_ARCHIVES, ids=lambda place: place.name)
def test_reads_every_corner_of_an_archive(place: Place[Bundle]) -> None:
    bundle = Bundle()
    place.put(bundle, WORD)
    found = read_file(bundle.packed(), "a.zip")
    assert places_of(found)
    assert found.is_whole, found.unreadable


def test_names_the_way_to_a_word_through_archives() -> None:
    inner, outer = Bundle(), Bundle()
    inner.put("note.txt", WORD.encode())
    outer.put("more.zip", inner.packed())
    assert places_of(read_file(outer.packed(), "a.zip")) == ["1 more.zip › 1 note.txt › text"]


def test_names_the_member_it_cannot_read() -> None:
    bundle = Bundle()
    bundle.put("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50)
    found = read_file(bundle.packed(), "a.zip")
    assert [part.where for part in found.unreadable] == ["1 old.doc"]
    assert isinstance(found.unreadable[0], Unreadable)


@pytest.mark.parametrize(
    "content", [b"\0\0Inglethorpe\0", "\u2400".encode() + WORD.encode("utf-16-le"), b"\xff\xfeInglethorpe\xff\xfe"]
)
def test_finds_words_among_bytes(content: bytes) -> None:
    assert WORD in stray_words(content)
