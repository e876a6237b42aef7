"""An uploaded file is taken for what it holds, never for what it is called."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from dhr_cases.errors import Incomplete
from dhr_cases.papers import uploads
from tests import files


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("report.docx", files.DOCX, uploads.DOCX),
        ("plan.xlsx", files.XLSX, uploads.XLSX),
        ("report.pdf", files.PDF, uploads.PDF),
        ("chronology.csv", files.CSV, uploads.CSV),
        ("plan.csv", b'"Action";"Owner"\r\n"Tell";"Police"\r\n', uploads.CSV),
        ("plan.csv", "Action\tJosé’s school\r\n".encode("cp1252"), uploads.CSV),
        ("plan.csv", "Action\tOwner\r\n".encode("utf-16"), uploads.CSV),
        ("tribute.txt", files.TXT, uploads.TXT),
        ("map.png", files.PNG, uploads.PNG),
        ("photograph.JPEG", files.JPG, uploads.JPG),
    ],
)
def test_takes_each_kind_of_the_list(name: str, content: bytes, kind: uploads.FileKind) -> None:
    """One sound file of every kind passes, with its size and its SHA-256."""
    checked = uploads.check_upload(SimpleUploadedFile(name, content))
    assert checked.kind is kind
    assert (checked.size, checked.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_lists_no_kind_without_a_sound_example() -> None:
    """A kind added to the list needs its line above."""
    assert {kind.ending for kind in uploads.FILE_KINDS} == {"docx", "xlsx", "pdf", "csv", "txt", "png", "jpg"}


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("report.pdf", files.TXT, "Rename it to .txt"),
        ("report", files.PDF, "has no ending"),
        ("report.docx", files.XLSX, "is an Excel workbook, but the name ends in .docx. Rename it to .xlsx"),
        ("report.pdf", files.DOCX, "is a Word document, but the name ends in .pdf. Rename it to .docx"),
        ("report.pdf", b"", "is empty"),
        ("report.pdf", files.PDF.replace(b"%%EOF", b""), "cut short"),
        ("report.pdf", files.PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 5 0 R"), "protected by a password"),
        ("report.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 64, "password or in an old Office format"),
        ("report.docx", files.office(files.MACRO_MAIN, "word/document.xml"), "neither a Word document"),
        ("report.docx", files.archive({"notes.txt": "hello"}), "neither a Word document"),
        ("report.docx", files.DOCX[:60], "damaged"),
        ("tool.exe", b"MZ\x90\x00\x03\x00\xff\xff", "of no kind we take"),
        ("notes.txt", b"one\x00two", "of no kind we take"),
        ("table.csv", b"\n\n", "has no rows"),
    ],
)
def test_refuses_what_is_not_what_it_says(name: str, content: bytes, sentence: str) -> None:
    """Every refusal says what is wrong."""
    with pytest.raises(Incomplete, match=sentence):
        uploads.check_upload(SimpleUploadedFile(name, content))


def test_refuses_macros_wherever_they_hide() -> None:
    """A macro part is refused even where the main part claims to have none."""
    package = files.office(files.WORD_MAIN, "word/document.xml", **{"word/vbaProject.bin": "x"})
    with pytest.raises(Incomplete, match="macros"):
        uploads.check_upload(SimpleUploadedFile("report.docx", package))


def test_refuses_a_package_that_names_a_part_it_does_not_hold() -> None:
    """The list of contents must tell the truth."""
    package = files.office(files.WORD_MAIN, "word/document.xml").replace(b"word/document.xml", b"word/documemt.xml")
    with pytest.raises(Incomplete, match="neither a Word document"):
        uploads.check_upload(SimpleUploadedFile("report.docx", package))


def test_refuses_a_package_that_grows_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small archive that unpacks to a flood is refused before it is unpacked."""
    monkeypatch.setattr(uploads, "MAX_UNPACKED", 10)
    with pytest.raises(Incomplete, match="grows too large"):
        uploads.check_upload(SimpleUploadedFile("report.docx", files.DOCX))


def test_refuses_a_file_above_the_limit() -> None:
    """The limit is a setting of the installation, in bytes."""
    with override_settings(UPLOAD_LIMIT=len(files.PDF) - 1), pytest.raises(Incomplete, match="larger than"):
        uploads.check_upload(SimpleUploadedFile("report.pdf", files.PDF))


def test_gives_a_file_back_under_a_plain_name() -> None:
    """Folders, quotation marks and line breaks do not come back."""
    assert uploads.safe_name('..\\secret/"a\r\nb".PDF', uploads.PDF) == "a_b.pdf"
    assert uploads.safe_name("....pdf", uploads.PDF) == "paper.pdf"
    assert len(uploads.safe_name("x" * 500 + ".pdf", uploads.PDF)) <= uploads.MAX_NAME + len(".pdf")


def test_sends_what_it_does_not_know_as_plain_bytes() -> None:
    """A name without a known ending is never given a type a browser would show."""
    assert uploads.content_type_of("a.docx") == uploads.DOCX.content_type
    assert uploads.content_type_of("a.html") == "application/octet-stream"
