"""Is each segment of a JPEG picture read by whoever knows it, and everything else refused?"""

import pytest

from dhr_cases.anonymisation.corners.jpeg import is_jpeg, read_jpeg
from dhr_cases.anonymisation.corners.package import DAMAGED, STRAY
from dhr_cases.anonymisation.corners.picture_notes import SMALL_COPY, UNKNOWN
from dhr_cases.anonymisation.corners.reading import Gathering, Passage

START, END = b"\xff\xd8", b"\xff\xd9"
HEAD = b"JFIF\0\1\2\0\0\1\0\1\0\0"
COMMENT = 0xFE
XMP, MORE_XMP = b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"
KEY = b"0" * 40
WORD = b"Inglethorpe"


def segment(kind: int, value: bytes) -> bytes:
    """One segment with its size, which counts its own two bytes."""
    return bytes([0xFF, kind]) + (len(value) + 2).to_bytes(2, "big") + value


def gathered(*segments: bytes, end: bytes = END) -> Gathering:
    """What is read of a picture made of these."""
    gathering = Gathering(lambda *_: None)
    read_jpeg(gathering, START + b"".join(segments) + end, "a.jpg")
    return gathering


def read(*segments: bytes, end: bytes = END) -> list[Passage]:
    """The passages of a picture that is in order."""
    found = gathered(*segments, end=end)
    assert found.unreadable == []
    return found.passages


def refused(*segments: bytes, end: bytes = END) -> list[tuple[str, str]]:
    """Place and sentence of each refusal."""
    return [(row.where, row.why) for row in gathered(*segments, end=end).unreadable]


@pytest.mark.parametrize(
    ("content", "is_one"),
    [
        (b"\xff\xd8\xff", True),
        (b"\xff\xd8\xff\xe0", True),
        (b"\xff\xd8", False),
        (b"\xff\xd8\xfe", False),
        (b"", False),
    ],
)
def test_knows_a_picture_by_its_first_three_bytes(content: bytes, is_one: bool) -> None:
    assert is_jpeg(content) is is_one


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (WORD, "Inglethorpe"), (WORD + b"\0\0", "Inglethorpe"), ("José".encode(), "José"),
        ("José".encode("cp1252"), "José"), (b"\1\2Ingle\3", "Ingle"),
        (b"Ingle\0thorpe", "Ingle\nthorpe"), ("\ufeffŁucja Żak".encode("utf-16-le"), "Łucja Żak"),
        ("\ufeffŁucja Żak\0".encode("utf-16-le"), "Łucja Żak"), ("\ufeffŁucja Żak".encode("utf-16-be"), "Łucja Żak"),
        ("Łucja Żak".encode("utf-16-le"), "Łucja Żak"), ("\ufeffОлена".encode("utf-16-le"), "Олена"),
    ],
)  # fmt: skip  # value beside what is read
def test_reads_a_comment_in_any_letters(value: bytes, text: str) -> None:
    assert read(segment(COMMENT, value)) == [Passage("comment", text)]


@pytest.mark.parametrize("value", [b"", b"\0", b"\0\0\0", b"  "])
def test_puts_no_empty_comment_down(value: bytes) -> None:
    assert read(segment(COMMENT, value)) == []


def test_reads_comments_before_between_and_after_scans() -> None:
    scan = segment(0xDA, b"\1\2") + b"pixels\xff\0more\xff\xd0again\xff\xd7"
    found = read(segment(COMMENT, b"one"), scan, segment(COMMENT, b"two"), scan, segment(COMMENT, b"three"))
    assert [row.text for row in found] == ["one", "two", "three"]


@pytest.mark.parametrize("mark", [b"\xff\0", b"\xff\1", *(bytes([0xFF, code]) for code in range(0xD0, 0xD9))])
def test_takes_no_byte_of_a_pixel_for_a_segment(mark: bytes) -> None:
    scan = segment(0xDA, b"\1") + b"a" + mark + b"\xfe\0\5ab"
    assert read(scan, segment(COMMENT, b"last")) == [Passage("comment", "last")]


@pytest.mark.parametrize("kind", [0x01, *range(0xD0, 0xD8)])
def test_passes_over_marks_without_a_size(kind: int) -> None:
    assert read(bytes([0xFF, kind]), segment(COMMENT, WORD)) == [Passage("comment", "Inglethorpe")]


def test_passes_over_filling_before_a_mark() -> None:
    assert read(b"\xff\xff\xff" + segment(COMMENT, WORD), end=b"\xff\xff" + END) == [Passage("comment", "Inglethorpe")]


@pytest.mark.parametrize("kind", [0xC0, 0xC2, 0xC4, 0xCC, 0xDB, 0xDD, 0xDF])
def test_reads_no_words_in_the_tables_of_the_format(kind: int) -> None:
    assert read(segment(kind, WORD)) == []


@pytest.mark.parametrize("kind", [0x02, 0xBF, 0xF0, 0xF7, 0xFD])
def test_refuses_a_segment_of_unknown_kind_and_reads_its_words(kind: int) -> None:
    found = gathered(segment(kind, b"\1\2" + WORD))
    assert found.passages == [Passage("unknown data", "Inglethorpe")]
    assert refused(segment(kind, WORD)) == [("unknown data", UNKNOWN)]


@pytest.mark.parametrize("kind", [0xE0, 0xE5, 0xEF])
def test_refuses_notes_of_an_unknown_program_and_reads_their_words(kind: int) -> None:
    found = gathered(segment(kind, b"Maker\0" + WORD))
    assert found.passages == [Passage("unknown data", "Maker\nInglethorpe")]
    assert [row.why for row in found.unreadable] == [UNKNOWN]


@pytest.mark.parametrize("start", [b"Adobe\0", b"Adobe\x64", b"Ducky"])
def test_reads_the_settings_of_a_program_as_no_prose(start: bytes) -> None:
    (found,) = read(segment(0xEE, start + b"\0" + WORD))
    assert (found.where, found.is_prose) == ("settings of the program", False)
    assert "Inglethorpe" in found.text


@pytest.mark.parametrize(("words", "text"), [(b"Inglet", "Inglet"), (b"Ingle", "")])
def test_reads_runs_of_six_letters_in_a_profile_of_colours(words: bytes, text: str) -> None:
    (found,) = read(segment(0xE2, b"ICC_PROFILE\0\1\1\0" + words + b"\0"))
    assert (found.where, found.is_prose) == ("colour profile", False)
    assert found.text.split("\n")[1:] == ([text] if text else [])


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (HEAD, []), (HEAD[:-2] + b"\1\0", [("", SMALL_COPY)]), (HEAD[:-2] + b"\0\1", [("", SMALL_COPY)]),
        (b"JFXX\0\x10", [("", SMALL_COPY)]), (b"JFIF\0", []), (HEAD + WORD, [("unknown data", UNKNOWN)]),
    ],
)  # fmt: skip  # head beside why it is refused
def test_takes_no_head_with_a_small_copy_or_more_than_a_head_holds(value: bytes, why: list[tuple[str, str]]) -> None:
    assert refused(segment(0xE0, value)) == why


def test_reads_the_words_behind_a_head() -> None:
    assert gathered(segment(0xE0, HEAD + WORD)).passages == [Passage("unknown data", "Inglethorpe")]


def test_reads_the_notes_of_a_library() -> None:
    found = read(segment(0xE1, XMP + b"<x><p>Ingle</p></x>"))
    assert Passage("library's notes, paragraph 1", "Ingle") in found


def test_joins_the_notes_of_a_library_over_all_their_segments() -> None:
    pieces = [b"<x><p>Ingle", b"thorpe</p>", b"</x>"]
    segments = [segment(0xE1, MORE_XMP + KEY + piece) for piece in pieces]
    apart = [segments[0], segment(COMMENT, b"between"), *segments[1:]]
    assert Passage("library's notes, paragraph 1", "Inglethorpe") in read(*apart)


def test_reads_no_further_notes_of_a_library_where_there_are_none() -> None:
    assert read(segment(0xE1, MORE_XMP + KEY)) == []


def test_refuses_notes_of_a_library_that_are_cut() -> None:
    assert [where for where, _ in refused(segment(0xE1, XMP + b"<x><p>Ingle"))] == ["library's notes"]


@pytest.mark.parametrize(
    "end",
    [
        b"",
        b"\xff",
        b"words",
        b"\xfe\0\3a",
        segment(0xDA, b"\1") + b"pixels",
        b"\xff\xfe\0\x09ab",
        b"\xff\xfe\0\x09ab" + END,
    ],
)
def test_refuses_a_picture_that_is_cut_short(end: bytes) -> None:
    assert refused(segment(COMMENT, b"one"), end=end) == [("", DAMAGED)]


def test_keeps_what_was_read_before_the_damage() -> None:
    assert gathered(segment(COMMENT, b"one"), end=b"").passages == [Passage("comment", "one")]


@pytest.mark.parametrize("rest", [b"\0", b"\r\n", b"\0\0\n\r\0"])
def test_takes_filling_after_the_end(rest: bytes) -> None:
    assert read(segment(COMMENT, b"one"), end=END + rest) == [Passage("comment", "one")]


def test_refuses_and_reads_what_stands_after_the_end() -> None:
    found = gathered(end=END + b"\0" + WORD + segment(COMMENT, b"two"))
    assert [(row.where, row.why) for row in found.unreadable] == [("after the end of the picture", STRAY)]
    assert found.passages[0].text.startswith("Inglethorpe")


def test_reads_no_segment_of_a_size_that_no_segment_has_for_ever() -> None:
    assert refused(b"\xff\xfe\0\0", end=b"") == [("", DAMAGED)]
    assert refused(b"\xff\xfe\0\1", end=b"") == [("", DAMAGED)]
