"""Is each part of an Office file read by what it holds, whatever it is called?"""

import pytest

from dhr_cases.anonymisation.checking import check_file
from dhr_cases.anonymisation.corners import Reading, read_file
from dhr_cases.anonymisation.corners.office import MACROS, PREVIEW
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import FindingKind
from tests import files
from tests.planting.in_pictures import Picture
from tests.planting.in_word import word_package

WORD = "Inglethorpe"
TYPEFACE = b"\0\1\0\0\0\x0c\x80\0\3\0@"
"""How a typeface begins."""


def with_part(name: str, part: str | bytes) -> bytes:
    """A letter with one part more."""
    package = word_package()
    package.add(name, part)
    return package.packed()


def read(name: str, part: str | bytes) -> Reading:
    """What is read of such a letter."""
    return read_file(with_part(name, part), "a.docx")


def is_found(name: str, part: str | bytes, word: str = WORD) -> bool:
    """Whether the gate tells the word as protected."""
    found = check_file(with_part(name, part), "a.docx", [Token(word)]).findings
    return any(row.kind is FindingKind.PROTECTED for row in found)


@pytest.mark.parametrize("ending", ["ttf", "otf", "odttf", "fntdata", "TTF"])
def test_reads_the_name_of_a_typeface(ending: str) -> None:
    for letters in ("ascii", "utf-16-be", "utf-16-le"):
        assert is_found(f"word/fonts/font1.{ending}", TYPEFACE + WORD.encode(letters) + b"\0\1\0")


def test_takes_no_short_run_of_a_drawing_for_a_word() -> None:
    assert not is_found("word/fonts/font1.ttf", TYPEFACE + b"\0Ingle\0\1", "Ingle")
    assert read("word/fonts/font1.ttf", TYPEFACE + b"\0Ingle\0\1").is_whole


@pytest.mark.parametrize("name", ["word/fonts/font1.ttf", "word/fonts/font1.odttf", "word/vbaData.bin", "word/any.bin"])
def test_reads_an_archive_that_is_called_otherwise(name: str) -> None:
    assert is_found(name, files.archive({"inner.txt": WORD}))


@pytest.mark.parametrize("name", ["word/fonts/font1.ttf", "word/fonts/font1", "word/media/image1.png"])
def test_reads_plain_words_whatever_their_part_is_called(name: str) -> None:
    assert is_found(name, WORD)


@pytest.mark.parametrize("start", ["<?xml version='1.0'?>", "\ufeff<?xml version='1.0'?>", "\n ", ""])
def test_reads_a_part_as_xml_by_how_it_begins(start: str) -> None:
    found = read("word/own/part.bin", f"{start}<own><p>{WORD}</p></own>")
    assert WORD in [row.text for row in found.passages if row.where == "word/own/part.bin, paragraph 1"]


@pytest.mark.parametrize("ending", ["htm", "html", "xhtml"])
def test_reads_a_part_called_a_page_as_one(ending: str) -> None:
    found = read(f"word/afchunk.{ending}", "<html><body><p>Ingle<b>thorpe</b></p></body></html>")
    assert WORD in [row.text for row in found.passages]


@pytest.mark.parametrize(
    ("name", "part", "why"),
    [
        ("docProps/thumbnail.jpeg", Picture().as_jpeg(), [PREVIEW]),
        ("docProps/Thumbnail.wmf", b"\xd7\xcd\0", [PREVIEW]),
        ("word/media/image9.jpeg", Picture().as_jpeg(), []), ("word/vbaProject.bin", b"\0\1", [MACROS]),
        ("word/vbaData.xml", "<x/>", [MACROS]), ("word/activeX/activeX1.bin", b"\0\1", [MACROS]),
        ("xl/macrosheets/sheet1.xml", "<x/>", [MACROS]), ("word/attachedToolbars.bin", b"\0\1", [MACROS]),
        ("userCustomization/customUI.xml", "<x/>", [MACROS]), ("word/VBAPROJECT.BIN", b"\0\1", [MACROS]),
        ("xl/printerSettings/printerSettings1.bin", b"\0\1", []),
    ],
)  # fmt: skip  # part beside why it is refused
def test_refuses_macros_and_previews_by_their_names(name: str, part: str | bytes, why: list[str]) -> None:
    assert [row.why for row in read(name, part).unreadable] == why


@pytest.mark.parametrize(
    ("name", "is_told"),
    [
        ("word/Inglethorpe.xml", True), ("word/theme/theme9.xml", False), ("customXml/item7.xml", False),
        ("word/media/image12.png", False), ("word/media/Inglethorpe.png", True),
        ("ppt/slides/_rels/slide3.xml.rels", False), ("docProps/core2.xml", True),
    ],
)  # fmt: skip  # pairs read side by side
def test_tells_the_name_of_a_part_that_somebody_chose(name: str, is_told: bool) -> None:
    told = [row for row in read(name, "<x/>").passages if row.where == "names of the parts"]
    assert any(name in row.text.split("\n") for row in told) is is_told
    assert not any(row.is_prose for row in told)


@pytest.mark.parametrize(
    ("entry", "is_told"),
    [
        ('<Override PartName="/word/x.xml" ContentType="text/Inglethorpe"/>', True), ("<!-- Inglethorpe -->", True),
        ('<Override PartName="/word/document2.xml" ContentType="application/xml"/>', False),
        ('<Default Extension="Inglethorpe" ContentType="image/png"/>', True),
        ('<Default Extension="xml" ContentType="application/vnd.ms-office.activeX+xml"/>', False),
    ],
)  # fmt: skip  # pairs read side by side
def test_reads_what_is_unusual_in_the_list_of_kinds(entry: str, is_told: bool) -> None:
    package = word_package()
    package.put_before("[Content_Types].xml", "</Types>", entry)
    passages = read_file(package.packed(), "a.docx").passages
    assert any(WORD in row.text for row in passages if row.where.startswith("[Content_Types].xml")) is is_told
