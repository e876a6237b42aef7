"""Is a file that cannot be read wholly refused, with a sentence, however it is made?"""

import io
import random
import struct
import tracemalloc
import zipfile
import zlib

import pikepdf
import pytest
from docx import Document
from pikepdf import Dictionary, Name, Stream

from dhr_cases.anonymisation.corners import Reading, pdf_streams, png, read_file, reading
from dhr_cases.anonymisation.corners.package import DAMAGED, LOCKED, STRAY, TOO_LARGE
from tests.planting.in_archives import Bundle
from tests.planting.in_excel import excel_package
from tests.planting.in_pdf import Sheet
from tests.planting.in_pictures import Picture, png_with_text
from tests.planting.in_powerpoint import powerpoint_package
from tests.planting.in_word import BODY, word_package

WORD = "Inglethorpe"
BOMB_SIZE = 40_000_000


def whys(found: Reading) -> list[str]:
    """Why parts were refused."""
    return [part.why for part in found.unreadable]


def text_of(found: Reading) -> str:
    """Everything read."""
    return "\n".join(passage.text for passage in found.passages)


def small_files() -> dict[str, bytes]:
    """A file of each kind with an inner make-up, all in order."""
    return {
        "a.docx": word_package().packed(),
        "a.xlsx": excel_package().packed(),
        "a.pptx": powerpoint_package().packed(),
        "a.pdf": Sheet().packed(),
        "a.png": Picture().as_png(),
        "a.jpg": Picture().as_jpeg(),
        "a.zip": Bundle().packed(),
    }


@pytest.mark.parametrize("name", small_files())
def test_reads_a_file_that_is_in_order(name: str) -> None:
    found = read_file(small_files()[name], name)
    assert found.is_whole, found.unreadable
    assert found.passages[0].text == name


@pytest.mark.parametrize("name", small_files())
@pytest.mark.parametrize("share", [0.3, 0.6, 0.97])
def test_refuses_a_file_cut_short(name: str, share: float) -> None:
    content = small_files()[name]
    assert not read_file(content[: int(len(content) * share)], name).is_whole


@pytest.mark.parametrize("name", small_files())
def test_comes_through_damage_of_every_kind(name: str) -> None:
    content = small_files()[name]
    for seed in range(12):
        chance = random.Random(seed)  # noqa: S311  # damage, no secrets
        damaged = bytearray(content)
        for _ in range(1 + seed % 5):
            at = chance.randrange(len(damaged))
            damaged[at : at + seed % 3] = bytes(chance.choices(range(256), k=seed % 4))
        assert read_file(bytes(damaged), name).passages[0].text == name


@pytest.mark.parametrize("name", small_files())
def test_refuses_words_after_the_end_and_reads_them_all_the_same(name: str) -> None:
    found = read_file(small_files()[name] + b"\nsent by Inglethorpe\n", name)
    assert STRAY in whys(found)
    assert WORD in text_of(found)


@pytest.mark.parametrize("name", small_files())
def test_refuses_a_name_that_ends_wrongly(name: str) -> None:
    wrong = "a.txt"
    assert any("the name ends in “.txt”" in why for why in whys(read_file(small_files()[name], wrong)))


def test_refuses_a_name_without_an_ending() -> None:
    assert any("no ending" in why for why in whys(read_file(Sheet().packed(), "report")))


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.docx"),
        (b"{\\rtf1 hello}", "a.rtf"),
        (b"%!PS-Adobe-3.0\n(hello) show", "a.ps"),
        (b"GIF89a" + b"\0" * 30, "a.gif"),
        (b"\x1f\x8b\x08\0" + b"\0" * 30, "a.gz"),
        (b"\0\x01\x02\x03 nothing known", "a.bin"),
        (b"MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\nSW5nbGV0aG9ycGU=", "a.txt"),
    ],
)
def test_refuses_kinds_it_does_not_know(content: bytes, named: str) -> None:
    found = read_file(content, named)
    assert not found.is_whole
    assert all(why.endswith(".") for why in whys(found))


def test_refuses_a_small_archive_that_grows_beyond_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading.Budget, "__init__", _small_budget)
    bomb = Bundle()
    bomb.put("a.txt", b"0" * BOMB_SIZE)
    assert len(bomb.packed()) < BOMB_SIZE / 100
    assert TOO_LARGE in whys(read_file(bomb.packed(), "a.zip"))


def test_refuses_a_bomb_within_an_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading.Budget, "__init__", _small_budget)
    bomb, outer = Bundle(), Bundle()
    bomb.put("a.txt", b"0" * BOMB_SIZE)
    outer.put("inner.zip", bomb.packed())
    found = read_file(outer.packed(), "a.zip")
    assert TOO_LARGE in whys(found)
    assert any("inner.zip" in part.where for part in found.unreadable)


def _small_budget(budget: reading.Budget) -> None:
    budget.size, budget.parts = BOMB_SIZE // 2, 100


def test_does_not_unpack_more_than_an_archive_says_it_holds() -> None:
    bomb = Bundle()
    bomb.put("a.txt", b"0" * BOMB_SIZE)
    lying = bomb.packed().replace(struct.pack("<L", BOMB_SIZE), struct.pack("<L", 10))
    tracemalloc.start()
    found = read_file(lying, "a.zip")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert DAMAGED in whys(found)
    assert peak < BOMB_SIZE / 10


def test_refuses_files_too_deep_in_one_another() -> None:
    content = b"deepest"
    name = "note.txt"
    for depth in range(reading.MAX_DEPTH + 1):
        bundle = Bundle()
        bundle.put(name, content)
        content, name = bundle.packed(), f"{depth}.zip"
    assert any("Too many files stand inside one another" in why for why in whys(read_file(content, "a.zip")))


def test_refuses_too_many_parts() -> None:
    bundle = Bundle()
    for number in range(reading.MAX_PARTS + 1):
        bundle.put(f"{number}.txt", b"")
    assert TOO_LARGE in whys(read_file(bundle.packed(), "a.zip"))


def test_refuses_an_archive_with_a_password() -> None:
    content = bytearray(Bundle().packed())
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1
    assert LOCKED in whys(read_file(bytes(content), "a.zip"))


def test_refuses_two_parts_of_one_name() -> None:
    bundle = Bundle()
    bundle.members *= 2
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = bundle.packed()
    assert any("bear one name" in why for why in whys(read_file(content, "a.zip")))


def test_refuses_words_before_an_archive() -> None:
    shifted = b"PK\x03\x04 Inglethorpe was here, between the mark and the archive" + Bundle().packed()
    assert not read_file(shifted, "a.zip").is_whole


def test_refuses_bytes_between_the_members() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", "one")
        target.write(b"Inglethorpe hides here")
        archive.start_dir = target.tell()
        archive.writestr("b.txt", "two")
    found = read_file(target.getvalue(), "a.zip")
    assert STRAY in whys(found)
    assert WORD in text_of(found)


ENTITIES = (
    '<!DOCTYPE a [<!ENTITY a "Inglethorpe"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:a xmlns:w="urn:w">&b;</w:a>'
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]><a>&a;</a>'


@pytest.mark.parametrize("xml", [ENTITIES, OUTSIDE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_refuses_xml_that_declares_entities(xml: str, encoding: str) -> None:
    package = word_package()
    package.add("customXml/item5.xml", xml.encode(encoding))
    found = read_file(package.packed(), "a.docx")
    assert any("declares entities" in why for why in whys(found))


def test_fetches_nothing_from_outside() -> None:
    found = read_file(f'<?xml version="1.0"?>{OUTSIDE}'.encode(), "a.xml")
    with open("/etc/hostname") as file:  # noqa: PTH123  # the very file the entity names
        assert file.read().strip() not in [passage.text for passage in found.passages]
    assert not found.is_whole


def test_refuses_damaged_xml() -> None:
    package = word_package()
    package.parts[BODY] = package.parts[BODY][:-40]
    assert not read_file(package.packed(), "a.docx").is_whole


@pytest.mark.parametrize("part", ["word/vbaProject.bin", "word/activeX/activeX1.bin", "xl/macrosheets/sheet1.xml"])
def test_refuses_macros(part: str) -> None:
    package = word_package()
    package.add(part, b"<a/>")
    assert any("macros" in why for why in whys(read_file(package.packed(), "a.docx")))


def test_refuses_a_file_that_says_it_may_hold_macros() -> None:
    package = word_package()
    types = package.parts["[Content_Types].xml"]
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    package.parts["[Content_Types].xml"] = types.replace(
        main, b"application/vnd.ms-word.document.macroEnabled.main+xml"
    )
    assert not read_file(package.packed(), "a.docx").is_whole


def test_refuses_a_part_that_says_it_may_hold_macros() -> None:
    package = word_package()
    package.add("word/later.xml", "<a/>", "application/vnd.ms-word.template.macroEnabledTemplate.main+xml")
    assert any("macros" in why for why in whys(read_file(package.packed(), "a.docx")))


def test_refuses_an_embedded_object_it_cannot_open() -> None:
    package = word_package()
    package.add("word/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100)
    found = read_file(package.packed(), "a.docx")
    assert [part.where for part in found.unreadable] == ["embedded file oleObject1.bin"]


def test_refuses_a_preview_picture() -> None:
    target = io.BytesIO()
    Document().save(target)
    assert any("small picture of its first page" in why for why in whys(read_file(target.getvalue(), "a.docx")))


def test_refuses_a_pdf_with_a_password() -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(Sheet().packed())) as document:
        document.save(target, encryption=pikepdf.Encryption(owner="one", user="two"))
    assert whys(read_file(target.getvalue(), "a.pdf")) == [LOCKED]


def test_refuses_a_pdf_that_is_locked_but_opens() -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(Sheet().packed())) as document:
        document.save(target, encryption=pikepdf.Encryption(owner="one", user=""))
    assert LOCKED in whys(read_file(target.getvalue(), "a.pdf"))


def test_refuses_a_part_of_a_pdf_that_grows_beyond_the_limit() -> None:
    sheet = Sheet()
    packed = zlib.compress(b" " * (pdf_streams.MAX_PART + 1_000_000), 9)
    bomb = Stream(sheet.document, packed)
    bomb.stream_dict = Dictionary(Filter=Name.FlateDecode)
    sheet.root.Bomb = sheet.document.make_indirect(bomb)
    assert TOO_LARGE in whys(read_file(sheet.packed(), "a.pdf"))


def test_refuses_a_note_in_a_picture_that_grows_beyond_the_limit() -> None:
    value = b"Comment\0\0" + zlib.compress(b" " * (png.MAX_NOTE + 1_000_000), 9)
    chunk = struct.pack(">I", len(value)) + b"zTXt" + value + struct.pack(">I", zlib.crc32(b"zTXt" + value))
    plain = Picture().as_png()
    assert TOO_LARGE in whys(read_file(plain[:33] + chunk + plain[33:], "a.png"))


def test_refuses_a_pdf_that_is_an_archive_as_well() -> None:
    found = read_file(Sheet().packed() + Bundle().packed(), "a.pdf")
    assert STRAY in whys(found)


def test_refuses_a_picture_that_is_an_archive_as_well() -> None:
    assert STRAY in whys(read_file(png_with_text("drawn") + Bundle().packed(), "a.png"))


def test_never_says_a_word_of_the_file_in_its_sentences() -> None:
    found = read_file(b"\0\x01 Inglethorpe", "Inglethorpe.bin")
    assert not any(WORD in why for why in whys(found))
