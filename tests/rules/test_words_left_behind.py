"""Which words are looked for after a review was destroyed, and in what a database or a folder keeps are they found?"""

import base64
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymisation.traces import SEALED, SESSIONS, Search, Words, readable, traces_in_files, words_of
from dhr_cases.models.encrypted import cipher

PERSON = Token("Aoife Ní Bhriain", ("Aoife", "A", "Eefa Brien", "aoife84", "AB"))
HOUSE = Token("Inglethorpe")
WORDS = words_of([PERSON, HOUSE])
PAIR = Words((("Aoife", "Inglethorpe House"), ("Larkfield",)), ((), ("Lark",)))


def found(text: str, words: Words = PAIR) -> list[tuple[int, bool]]:
    """The words that stand in the text, with whether each tells by itself."""
    return list(Search(words).numbers_in(text))


def sealed(text: str) -> str:
    """The text as a column of ours keeps it."""
    return cipher().encrypt(text.encode()).decode()


def test_takes_a_value_several_words_and_figures_for_telling_and_a_single_word_not() -> None:
    assert WORDS.telling == (("Aoife Ní Bhriain", "Eefa Brien", "aoife84"), ("Inglethorpe",))
    assert WORDS.common == (("Aoife", "AB"), ())


def test_looks_for_no_single_letter_even_where_it_is_the_whole_value() -> None:
    assert words_of([Token("A")]) == Words(((),), ((),))


def test_counts_tokens_and_not_their_spellings() -> None:
    assert [len(words_of(rows)) for rows in ([], [HOUSE], [PERSON, HOUSE])] == [0, 1, 2]


def test_takes_tokens_that_can_be_read_once_only() -> None:
    assert words_of(iter([PERSON, HOUSE])) == WORDS


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", []), ("nothing here", []), ("Aoife", [(0, True)]), ("AOIFE", [(0, True)]), ("aoife's", [(0, True)]),
        ("Aoifes", []), ("xAoife", []), ("aoife_1", []), ("aoife-1", [(0, True)]), ("(Aoife)", [(0, True)]),
        ("Inglethorpe", []), ("Inglethorpe House", [(0, True)]), ("Inglethorpe\n \tHouse", [(0, True)]),
        ("Inglethorpe\u00a0House", [(0, True)]), ("InglethorpeHouse", []), ("Larkfield", [(1, True)]),
        ("Lark", [(1, False)]), ("Lark field", [(1, False)]), ("Aoife and Aoife", [(0, True), (0, True)]),
        ("Larkfield, Aoife, Lark", [(1, True), (0, True), (1, False)]),
    ],
)  # fmt: skip  # text beside what is found
def test_finds_whole_words_whatever_their_case_and_spaces(text: str, numbers: list[tuple[int, bool]]) -> None:
    assert found(text) == numbers


def test_prefers_the_longer_of_two_ways_that_begin_alike() -> None:
    words = Words((("Ann",), ("Ann Marie",)), ((), ()))
    assert found("Ann Marie and Ann", words) == [(1, True), (0, True)]


@pytest.mark.parametrize("written", ["a.b", "a+b", "(a", "a|b", "a\\d"])
def test_takes_signs_of_a_pattern_for_themselves(written: str) -> None:
    words = Words(((written,),), ((),))
    assert found(f"x {written} y", words) == [(0, True)]
    assert found("x axb y ab a0", words) == []


@pytest.mark.parametrize("words", [Words((), ()), Words(((),), ((),)), Words((("  ",),), (("",),))])
def test_finds_nothing_where_nothing_is_looked_for(words: Words) -> None:
    assert found("any text at all", words) == []


def test_folds_letters_that_are_written_large_in_two() -> None:
    assert found("STRASSE", Words((("Straße",),), ((),))) == [(0, True)]


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (None, ""), (7, ""), (1.5, ""), (True, ""), ("", ""), ("Aoife", "Aoife"), (b"Aoife", "Aoife"),
        (bytearray(b"Aoife"), "Aoife"), (memoryview(b"Aoife"), "Aoife"), (b"\xffAoife", "\ufffdAoife"),
        (["Aoife", 7, None], "Aoife 7 None"), ({"Aoife": {"x": ["Larkfield"]}}, "Aoife x Larkfield"),
        ({}, ""), ([], ""), ('{"Aoife": ["Lark", 8]}', "Aoife Lark 8"), ('["Aoife", true]', "Aoife True"),
        ('"A\\u006fife"', "Aoife"), ("{Aoife", "{Aoife"), ("[Aoife]", "[Aoife]"), ('"Aoife', '"Aoife'),
        ('{"a": "{\\"b\\": \\"Aoife\\"}"}', "a b Aoife"),
    ],
)  # fmt: skip  # value beside what a person reads
def test_reads_what_a_person_could_read_out_of_a_value(value: object, read: str) -> None:
    assert readable(value) == read


def test_opens_what_was_sealed_wherever_it_lies() -> None:
    closed = sealed("Aoife")
    assert closed.startswith(SEALED)
    assert readable(closed) == "Aoife"
    assert readable(json.dumps({"who": [closed]})) == "who Aoife"
    assert readable([closed]) == "Aoife"
    assert readable(sealed('{"who": "Aoife"}')) == "who Aoife"
    assert readable(sealed(sealed("Aoife"))) == "Aoife"


def test_leaves_what_another_key_sealed_as_it_is() -> None:
    closed = sealed("Aoife")
    changed = closed[:-4] + ("AAAA" if closed[-4:] != "AAAA" else "BBBB")
    assert readable(changed) == changed
    assert readable(f"{SEALED} Aoife") == f"{SEALED} Aoife"


def test_unpacks_a_session_only_where_sessions_are_kept() -> None:
    packed = SessionStore().encode({"draft": {"who": "Aoife"}})
    assert readable(packed, SESSIONS) == "draft who Aoife"
    assert "Aoife" not in readable(packed)
    assert readable("no session at all", SESSIONS) == ""


def test_unpacks_the_cache_only_in_its_own_column() -> None:
    column = f"{settings.CACHES['default'].get('LOCATION', '')}.value"
    packed = base64.b64encode(b"Aoife").decode()
    assert readable(packed, column) == f"{packed} Aoife"
    assert readable(packed, "other.value") == packed
    assert readable("Aoife!", column) == "Aoife! "


@pytest.mark.parametrize(
    ("name", "is_read"),
    [
        ("db.sqlite3", True), ("db.sqlite3-wal", True), ("db.sqlite3-journal", True), ("site.log", True),
        ("mail/a", True), ("mail/2026/b.eml", True), ("db.sqlite", False), ("notes.txt", False),
        ("inner/site.log", False), ("inner/db.sqlite3", False), ("letters/a", False), ("site.log.gz", False),
    ],
)  # fmt: skip  # name beside whether it is read
def test_reads_databases_logs_and_mail_beside_the_database(tmp_path: Path, name: str, is_read: bool) -> None:
    place = tmp_path / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"\xff\x00 Aoife \xfe Larkfield and Aoife")
    assert traces_in_files(PAIR, tmp_path) == ({name: 2} if is_read else {})


def test_counts_no_word_of_a_file_that_may_be_anothers(tmp_path: Path) -> None:
    (tmp_path / "site.log").write_text("Lark")
    assert traces_in_files(PAIR, tmp_path) == {}


def test_passes_over_a_folder_that_is_called_like_a_log(tmp_path: Path) -> None:
    (tmp_path / "old.log").mkdir()
    assert traces_in_files(PAIR, tmp_path) == {}


def test_names_files_in_their_order_each_once(tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    for name in ("b.log", "a.log", "mail/c.log", "mail/a"):
        (tmp_path / name).write_text("Aoife")
    assert list(traces_in_files(PAIR, tmp_path)) == ["a.log", "b.log", "mail/a", "mail/c.log"]
