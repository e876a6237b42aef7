"""Does release_check tell what it found, and does its exit code say so?"""

import hashlib
import io
import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

ROWS = [{"value": "Sarah", "variants": ["Sal"], "replacement": "Robin"}, {"value": "CT1 2AB"}]


@pytest.fixture
def tokens(tmp_path: Path) -> Path:
    path = tmp_path / "tokens.json"
    path.write_text(json.dumps(ROWS))
    return path


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    path = tmp_path / "clean.txt"
    path.write_text("The panel met in March 2019. Robin was between 30 and 39 years old.")
    return path


@pytest.fixture
def leaking(tmp_path: Path) -> Path:
    path = tmp_path / "leaking.txt"
    path.write_text("Then sal and Srah left CT12AB on 12 March 2019 with Zoltan.")
    return path


def _run(*arguments: object) -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command("release_check", *map(str, arguments), stdout=out)
    except SystemExit as left:
        return int(str(left.code)), out.getvalue()
    return 0, out.getvalue()


def _rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_leaves_with_0_when_nothing_is_found(tokens: Path, clean: Path) -> None:
    code, text = _run(clean, "--tokens", tokens)
    assert code == 0
    assert text.splitlines() == [f"{clean}  {hashlib.sha256(clean.read_bytes()).hexdigest()}", "  nothing found"]


def test_leaves_with_1_and_tells_each_finding(tokens: Path, leaking: Path) -> None:
    code, text = _run(leaking, "--tokens", tokens, "--json")
    (row,) = _rows(text)
    assert code == 1
    assert row["file"] == str(leaking)
    assert row["sha256"] == hashlib.sha256(leaking.read_bytes()).hexdigest()
    assert row["readable"] is True
    assert [(found["token"], found["kind"]) for found in row["findings"]] == [
        ("Sarah", "protected"),
        ("Sarah", "misspelt"),
        ("CT1 2AB", "protected"),
    ]
    assert all(set(found) == {"token", "kind", "where", "context"} for found in row["findings"])
    assert "Then sal and Srah" in row["findings"][0]["context"]


def test_tells_one_object_a_line_for_several_files(tokens: Path, leaking: Path, clean: Path) -> None:
    code, text = _run(clean, leaking, "--tokens", tokens, "--json")
    assert code == 1
    assert [(row["file"], len(row["findings"])) for row in _rows(text)] == [(str(clean), 0), (str(leaking), 3)]


def test_tells_what_a_person_must_judge_only_when_asked(tokens: Path, leaking: Path) -> None:
    _code, text = _run(leaking, "--tokens", tokens, "--json", "--all")
    (row,) = _rows(text)
    assert {"day", "unknown_name"} <= {found["kind"] for found in row["findings"]}


def test_leaves_with_1_for_a_judgement_when_asked(tokens: Path, tmp_path: Path) -> None:
    path = tmp_path / "dated.txt"
    path.write_text("The panel met on 12 March 2019.")
    assert _run(path, "--tokens", tokens)[0] == 0
    assert _run(path, "--tokens", tokens, "--all")[0] == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("at ME14 4BB", "postcode"),
        ("rang 07700 900123", "telephone"),
        ("NHS number 943 476 5919", "nhs_number"),
        ("AB123456C", "ni_number"),
        ("in AB12 CDE", "plate"),
        ("to a.b@example.org", "email"),
        ("OFFICIAL-SENSITIVE", "marking"),
    ],
)
def test_counts_what_never_belongs_in_a_published_paper(tokens: Path, tmp_path: Path, text: str, kind: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text)
    code, told = _run(path, "--tokens", tokens, "--json")
    assert (code, [found["kind"] for found in _rows(told)[0]["findings"]]) == (1, [kind])


def test_leaves_with_1_for_a_part_it_cannot_read(tokens: Path, tmp_path: Path) -> None:
    path = tmp_path / "odd.bin"
    path.write_bytes(b"\x00\x01\x02\xff" * 30)
    code, text = _run(path, "--tokens", tokens, "--json")
    (row,) = _rows(text)
    assert (code, row["readable"], row["findings"]) == (1, False, [])
    assert row["unreadable"][0]["why"]
    assert "could not be read: " in _run(path, "--tokens", tokens)[1]


def test_allows_a_word_that_is_no_misspelling(tokens: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Then Sarai rang.")
    assert _run(path, "--tokens", tokens)[0] == 1
    assert _run(path, "--tokens", tokens, "--allow", "Sarai")[0] == 0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[", "The file of protected words is not JSON: line 1, column 2."),
        ('[{"value": "x"}, {"value": ""}]', 'Entry 2 has no letter or digit in "value".'),
    ],
)
def test_refuses_bad_protected_words_with_a_sentence_and_2(
    tmp_path: Path, clean: Path, text: str, sentence: str
) -> None:
    path = tmp_path / "bad.json"
    path.write_text(text)
    with pytest.raises(CommandError) as refused:
        _run(clean, "--tokens", path)
    assert str(refused.value) == f"{path}: {sentence}"
    assert refused.value.returncode == 2


def test_refuses_a_missing_file_with_a_sentence_and_2(tokens: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.docx"
    with pytest.raises(CommandError, match="missing.docx cannot be opened: No such file or directory.") as refused:
        _run(missing, "--tokens", tokens)
    assert refused.value.returncode == 2


def test_refuses_missing_protected_words_with_2(clean: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="there is no such file") as refused:
        _run(clean, "--tokens", tmp_path / "none.json")
    assert refused.value.returncode == 2


def test_runs_without_a_database_and_gives_its_exit_code_to_the_shell(tokens: Path, leaking: Path) -> None:
    command = [sys.executable, "manage.py", "release_check", str(leaking), "--tokens", str(tokens)]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings_test",
        "DATABASE_URL": "sqlite:////nowhere/x",
    }
    ended = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert ended.returncode == 1, ended.stderr
    assert "Protected word: Sarah" in ended.stdout


@pytest.mark.skipif(find_spec("spacy") is not None, reason="a language model is installed")
def test_says_in_words_that_no_second_opinion_can_be_had(tokens: Path, clean: Path) -> None:
    with pytest.raises(CommandError, match="There is no language model here") as refused:
        _run(clean, "--tokens", tokens, "--second-opinion")
    assert refused.value.returncode == 2
