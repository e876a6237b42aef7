"""What do the commands that look into files read, refuse and print, word for word and with which exit code?"""

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command, load_command_class

TOKENS = '[{"value": "Sarah", "replacement": "Robin"}]'
LOOKING = ("release_check", "suggest_pseudonyms")
WITHOUT_DATABASE = ("release_check", "suggest_pseudonyms", "due_dates", "apportion", "docs")


class Typed:
    """Standard input on which these bytes are typed."""

    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with protected words, a text that names nobody and one that does."""
    (tmp_path / "tokens.json").write_text(TOKENS, encoding="utf-8")
    (tmp_path / "clean.txt").write_text("Robin met the panel.", encoding="utf-8")
    (tmp_path / "leak.txt").write_text("Then Sarah rang.", encoding="utf-8")
    (tmp_path / "odd.bin").write_bytes(b"\x00\x01\x02\xff" * 30)
    return tmp_path


def run(command: str, *words: object) -> tuple[int, str]:
    """The exit code of a command and what it prints."""
    out = io.StringIO()
    try:
        call_command(command, *map(str, words), stdout=out)
    except SystemExit as left:
        return int(str(left.code)), out.getvalue()
    return 0, out.getvalue()


def refused(command: str, *words: object) -> tuple[int, str, str]:
    """The exit code and the sentence with which a command ends, and what it printed before."""
    out = io.StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command(command, *map(str, words), stdout=out)
    return refusal.value.returncode, str(refusal.value), out.getvalue()


@pytest.mark.parametrize("name", WITHOUT_DATABASE)
def test_runs_where_the_installation_is_not_in_order(name: str) -> None:
    """No check of the whole site stands before a look into one file."""
    app = {"apportion": "funding", "docs": "workflows"}.get(name, "dhr_cases")

    assert load_command_class(app, name).requires_system_checks == ()


# Protected words


@pytest.mark.parametrize("command", LOOKING)
def test_reads_protected_words_from_standard_input(folder: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """So that they need never lie in a file beside the text."""
    monkeypatch.setattr("sys.stdin", Typed(TOKENS.encode()))
    _code, text = run(command, folder / "leak.txt", "--tokens", "-")

    assert "Protected word" in text
    assert "Sarah" in text


BAD_TOKENS: Sequence[tuple[bytes, str]] = (
    (b"\xff", "-: the file is not UTF-8 text (byte 0)."),
    (b"{}", "-: The file of protected words must hold a list, from [ to ]."),
    (b'["Sarah"]', '-: Entry 1 must be an object such as {"value": "...", "replacement": "..."}.'),
    (b'[{"value": "Sarah", "name": "x"}]', "-: Entry 1 has a field nobody knows: name."),
    (b'[{"value": "Sarah", "replacement": 3}]', '-: Entry 1: "replacement" must be text in quotation marks.'),
    (b'[{"value": "Sarah", "variants": "Sal"}]', '-: Entry 1: "variants" must be a list, from [ to ].'),
    (b"[" * 100_000, "-: The file of protected words nests too deeply or holds a number too long."),
)


@pytest.mark.parametrize("command", LOOKING)
@pytest.mark.parametrize(("content", "sentence"), BAD_TOKENS, ids=[sentence for _, sentence in BAD_TOKENS])
def test_looks_at_nothing_without_protected_words_it_understands(
    folder: Path, monkeypatch: pytest.MonkeyPatch, command: str, content: bytes, sentence: str
) -> None:
    monkeypatch.setattr("sys.stdin", Typed(content))

    assert refused(command, folder / "leak.txt", "--tokens", "-") == (2, sentence, "")


@pytest.mark.parametrize("command", LOOKING)
def test_looks_at_nothing_without_a_file_of_protected_words(folder: Path, command: str) -> None:
    nowhere = folder / "none.json"
    assert refused(command, folder / "leak.txt", "--tokens", nowhere) == (2, f"{nowhere}: there is no such file.", "")
    assert refused(command, folder / "leak.txt", "--tokens", folder) == (
        2, f"{folder}: the file cannot be read: Is a directory.", "",
    )  # fmt: skip
    assert "--tokens" in refused(command, folder / "leak.txt")[1]


@pytest.mark.parametrize("command", LOOKING)
@pytest.mark.parametrize(
    ("name", "why"),
    [("none.docx", "No such file or directory"), ("", "Is a directory"), ("clean.txt/x", "Not a directory")],
)
def test_names_a_file_that_cannot_be_opened(folder: Path, command: str, name: str, why: str) -> None:
    path = folder / name
    assert refused(command, path, "--tokens", folder / "tokens.json") == (2, f"{path} cannot be opened: {why}.", "")


# Looking into several files


def test_prints_nothing_of_any_file_where_one_cannot_be_opened(folder: Path) -> None:
    """Half an answer could be taken for a whole one."""
    words = (folder / "leak.txt", folder / "none.txt", "--tokens", folder / "tokens.json")

    assert refused("release_check", *words)[::2] == (2, "")


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["clean.txt"], 0),
        (["clean.txt", "clean.txt"], 0),
        (["leak.txt"], 1),
        (["clean.txt", "leak.txt"], 1),
        (["leak.txt", "clean.txt"], 1),
        (["odd.bin"], 1),
        (["clean.txt", "odd.bin"], 1),
    ],
)
def test_leaves_with_0_only_where_every_file_is_clean(folder: Path, names: list[str], code: int) -> None:
    found, text = run("release_check", *(folder / name for name in names), "--tokens", folder / "tokens.json")

    assert found == code
    heads = [line.split("  ")[0] for line in text.splitlines() if not line.startswith("  ")]
    assert heads == [str(folder / name) for name in names]
    assert text.count("  nothing found") == names.count("clean.txt")


def test_tells_machines_and_people_the_same(folder: Path) -> None:
    words = (folder / "leak.txt", "--tokens", folder / "tokens.json")
    told: dict[str, Any] = json.loads(run("release_check", *words, "--json")[1])
    (found,) = told["findings"]

    assert set(told) == {"file", "sha256", "readable", "findings", "unreadable"}
    assert run("release_check", *words)[1].splitlines() == [
        f"{folder / 'leak.txt'}  {told['sha256']}",
        f"  Protected word: {found['token']} | {found['where']} | {found['context']}",
    ]
    assert (found["token"], found["kind"], told["unreadable"]) == ("Sarah", "protected", [])


def test_says_of_a_part_it_cannot_read_where_and_why(folder: Path) -> None:
    words = (folder / "odd.bin", "--tokens", folder / "tokens.json")
    told: dict[str, Any] = json.loads(run("release_check", *words, "--json")[1])
    (part,) = told["unreadable"]

    assert (told["readable"], told["findings"]) == (False, [])
    assert run("release_check", *words)[1].splitlines()[1:] == [
        f"  could not be read: {part['where'] or 'the file'}: {part['why']}"
    ]


def test_allows_every_word_that_is_named(folder: Path) -> None:
    path = folder / "two.txt"
    path.write_text("Sarai met Srah.", encoding="utf-8")
    words = (path, "--tokens", folder / "tokens.json")
    codes = [
        run("release_check", *words, *more)[0]
        for more in ((), ("--allow", "Sarai"), ("--allow", "Srah"), ("--allow", "Sarai", "--allow", "Srah"))
    ]

    assert codes == [1, 1, 1, 0]


# Suggesting


@pytest.mark.parametrize(
    ("text", "head"),
    [("The panel met.", "0 suggestions"), ("Then Sarah rang.", "1 suggestion"), ("Sarah met Sarah.", "2 suggestions")],
)
def test_counts_suggestions_in_words(folder: Path, text: str, head: str) -> None:
    path = folder / "text.txt"
    path.write_text(text, encoding="utf-8")
    code, said = run("suggest_pseudonyms", path, "--tokens", folder / "tokens.json")

    assert (code, said.splitlines()[0]) == (0, f"{path}: {head}")
    assert len(said.splitlines()) == 1 + int(head[0])


def test_suggests_for_machines_with_the_place_of_each_word(folder: Path) -> None:
    words = (folder / "leak.txt", "--tokens", folder / "tokens.json")
    told: dict[str, Any] = json.loads(run("suggest_pseudonyms", *words, "--json")[1])
    (row,) = told["suggestions"]

    assert set(told) == {"file", "readable", "suggestions"}
    assert set(row) == {"where", "start", "end", "words", "kind", "replacement", "why"}
    assert (row["start"], row["end"], row["words"], row["replacement"]) == (5, 10, "Sarah", "Robin")
    assert run("suggest_pseudonyms", *words)[1].splitlines()[1] == (
        f"  Sarah -> Robin | Protected word | {row['where']} | {row['why']}"
    )


def test_suggests_nothing_of_a_file_it_cannot_read_and_says_so(folder: Path) -> None:
    """It does not fail: nothing is decided here."""
    code, said = run("suggest_pseudonyms", folder / "odd.bin", "--tokens", folder / "tokens.json")

    assert code == 0
    assert said.splitlines()[0] == f"{folder / 'odd.bin'}: 0 suggestions"
    assert said.splitlines()[1].startswith("  could not be read: ")


# Facts of a published review


REPLAYED: Sequence[tuple[bytes, str]] = (
    (b"\xff{}", "the file is not UTF-8 text (byte 0)."),
    (b'{"title": ', "line 1, column 11: Expecting value."),
    (b'{"title": "A"\n"B"}', "line 2, column 1: Expecting ',' delimiter."),
    (b"9" * 6_000, "the file holds a number too long to be read."),
    (b"[" * 100_000, "the file nests too deeply to be read."),
    (b"[]", "The file must hold one object with the facts of one review."),
    (b"{}", "title: missing. Give the review's public title."),
    (b'{"title": "A", "victims": 1000}', "victims: expected a count from 0 to 999, found 1000."),
)


@pytest.mark.parametrize(("content", "sentence"), REPLAYED, ids=[sentence for _, sentence in REPLAYED])
def test_replays_no_file_it_cannot_understand(tmp_path: Path, content: bytes, sentence: str) -> None:
    """It ends before the database is asked for anything."""
    path = tmp_path / "facts.json"
    path.write_bytes(content)

    assert refused("replay_case", path) == (1, f"{path}: {sentence}", "")


def test_replays_no_file_that_is_not_there(tmp_path: Path) -> None:
    nowhere = tmp_path / "none.json"

    assert refused("replay_case", nowhere) == (1, f"{nowhere}: there is no such file.", "")
    assert refused("replay_case", tmp_path) == (1, f"{tmp_path}: the file cannot be read: Is a directory.", "")
