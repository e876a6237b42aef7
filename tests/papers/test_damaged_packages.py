"""A damaged Word file or template is refused in a sentence, wherever the damage lies; nothing else escapes."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator

import pytest
from docx.document import Document as WordDocument

from dhr_cases.errors import Incomplete
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.papers.letter_file import NOT_READ, text_of_letter
from dhr_cases.papers.template_package import check_package
from dhr_cases.papers.uploads import check_upload
from dhr_cases.papers.word_in import read_draft
from tests import files
from tests.word_drafts import saved

DRAFT = "The file cannot be read as a Word document. Open it in Word, save it as .docx and choose it again."
UPLOAD = "The file is damaged and cannot be opened. Save it again and choose the new file."
TEMPLATE = "The template is damaged. Save it again with the program that made it."


def write(document: WordDocument) -> None:
    """A short draft that has one of everything that is read."""
    document.add_heading("Timescales", 1)
    document.add_paragraph("It took a year.", style="List Bullet")
    document.add_comment(document.add_paragraph("Words.").runs, text="Is it so?", author="A")
    document.add_table(2, 2)
    document.sections[0].header.paragraphs[0].text = "Draft"


GOOD = saved(write)
PARTS = {name: zipfile.ZipFile(io.BytesIO(GOOD)).read(name) for name in zipfile.ZipFile(io.BytesIO(GOOD)).namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    """A package of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def spoilt(name: str) -> bytes:
    """The draft with one part whose packed bytes are turned round, so that it unpacks to nothing."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as package:
        entry = package.getinfo(name)
    start = entry.header_offset + 30 + len(entry.filename)
    end = start + entry.compress_size
    return GOOD[:start] + bytes(255 - sign for sign in GOOD[start:end]) + GOOD[end:]


def marked(offset: int, value: int) -> bytes:
    """The draft whose list of members says something else of its first member."""
    at = GOOD.index(b"PK\x01\x02") + offset
    return GOOD[:at] + bytes([value]) + GOOD[at + 1 :]


LOCKED, NEWER, UNKNOWN_WAY, STRONG = marked(8, 1), marked(6, 99), marked(10, 97), marked(8, 0x41)
CUT = GOOD[: len(GOOD) // 2]
ODD = {"cut": CUT, "locked": LOCKED, "newer": NEWER, "unknown way": UNKNOWN_WAY, "strong": STRONG}


@pytest.mark.parametrize("how", ODD)
def test_refuses_a_draft_that_no_program_could_open(how: str) -> None:
    with pytest.raises(Incomplete) as refused:
        read_draft(ODD[how], PaperKind.OVERVIEW_REPORT)
    assert refused.value.sentence == DRAFT


@pytest.mark.parametrize("name", ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml"])
def test_refuses_a_draft_of_which_a_part_cannot_be_unpacked(name: str) -> None:
    with pytest.raises(Incomplete) as refused:
        read_draft(spoilt(name), PaperKind.OVERVIEW_REPORT)
    assert refused.value.sentence == DRAFT


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("word/document.xml", b""),
        ("word/document.xml", b"<a/>"),
        ("word/document.xml", PARTS["word/document.xml"][:300]),
        ("word/styles.xml", b"<a/>"),
        ("word/styles.xml", b"\xff\xfe"),
        ("word/comments.xml", b"<w:comments"),
        ("word/numbering.xml", b""),
        ("[Content_Types].xml", b"<Types/>"),
    ],
)
def test_refuses_a_draft_with_a_part_that_is_not_what_it_should_be(name: str, content: bytes) -> None:
    with pytest.raises(Incomplete) as refused:
        read_draft(packed({**PARTS, name: content}), PaperKind.OVERVIEW_REPORT)
    assert refused.value.sentence == DRAFT


def test_reads_the_draft_when_nothing_is_wrong() -> None:
    found = read_draft(packed(PARTS), PaperKind.OVERVIEW_REPORT)
    assert [(piece.code, piece.text) for piece in found.pieces] == [("timescales", "- It took a year.\n\nWords.")]
    assert text_of_letter(GOOD, "letter.docx").split("\n\n")[:2] == ["Timescales", "• It took a year."]
    check_package(GOOD)
    assert check_upload(files.upload("draft.docx", GOOD)).size == len(GOOD)


STEP = 7919
"""A prime: the places that are changed lie all over the file and never in a row."""


def damaged(count: int) -> Iterator[bytes]:
    """The draft, each time with one sign changed at another place; every third time twenty more."""
    for turn in range(1, count + 1):
        content = bytearray(GOOD)
        for place in range(20 if turn % 3 == 0 else 1):
            content[(turn * STEP + place * STEP * 31) % len(content)] ^= 0x55
        yield bytes(content)


def as_draft(content: bytes) -> object:
    return read_draft(content, PaperKind.OVERVIEW_REPORT)


def as_letter(content: bytes) -> object:
    return text_of_letter(content, "letter.docx")


def as_upload(content: bytes) -> object:
    return check_upload(files.upload("draft.docx", content))


def as_template(content: bytes) -> object:
    check_package(content)
    return content


def refusals(read: Callable[[bytes], object], contents: Iterable[bytes]) -> list[str]:
    """The sentences with which damaged files are refused; any other fault is the test's."""
    said = []
    for content in contents:
        try:
            read(content)
        except Incomplete as fault:
            said.append(fault.sentence)
    return said


@pytest.mark.parametrize("read", [as_draft, as_letter, as_upload, as_template])
def test_reads_or_refuses_whatever_bytes_were_changed(read: Callable[[bytes], object]) -> None:
    said = refusals(read, damaged(120))
    assert len(said) > 3
    assert {sentence[-1] for sentence in said} == {"."}


@pytest.mark.parametrize("how", [*ODD, "types"])
def test_refuses_a_damaged_upload(how: str) -> None:
    content = {**ODD, "types": spoilt("[Content_Types].xml")}[how]
    is_locked = how in ("locked", "strong")
    with pytest.raises(Incomplete) as refused:
        check_upload(files.upload("draft.docx", content))
    assert refused.value.sentence == (
        "The file is protected by a password. Save it without one." if is_locked else UPLOAD
    )


@pytest.mark.parametrize("content", [CUT, b"", LOCKED, spoilt("word/document.xml"), spoilt("word/styles.xml")])
def test_refuses_a_damaged_template(content: bytes) -> None:
    with pytest.raises(Incomplete) as refused:
        check_package(content)
    assert refused.value.sentence == TEMPLATE


@pytest.mark.parametrize(
    "content", [CUT, LOCKED, spoilt("word/document.xml"), packed({**PARTS, "word/styles.xml": b"<a/>"})]
)
def test_asks_for_the_text_of_a_damaged_letter(content: bytes) -> None:
    with pytest.raises(Incomplete) as refused:
        text_of_letter(content, "letter.docx")
    assert refused.value.sentence == NOT_READ
