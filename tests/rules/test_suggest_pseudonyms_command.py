"""Does suggest_pseudonyms print suggestions and leave the file as it was?"""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

TEXT = "Then Sarah met Srah on 12 March 1984 with Zoltan."


@pytest.fixture
def tokens(tmp_path: Path) -> Path:
    path = tmp_path / "tokens.json"
    path.write_text('[{"value": "Sarah", "replacement": "Robin"}]')
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT)
    return path


def _run(file: Path, tokens: Path, *options: str) -> str:
    out = io.StringIO()
    call_command("suggest_pseudonyms", str(file), "--tokens", str(tokens), *options, stdout=out)
    return out.getvalue()


def test_prints_what_could_stand_instead_for_machines(file: Path, tokens: Path) -> None:
    told = json.loads(_run(file, tokens, "--json"))
    assert (told["file"], told["readable"]) == (str(file), True)
    assert [(row["words"], row["kind"], row["replacement"]) for row in told["suggestions"]] == [
        ("Sarah", "protected", "Robin"),
        ("Srah", "misspelt", "Robin"),
        ("12 March 1984", "day", "March 1984"),
        ("Zoltan", "unknown_name", ""),
    ]
    assert all(TEXT[row["start"] : row["end"]] == row["words"] for row in told["suggestions"])


def test_prints_what_could_stand_instead_for_people(file: Path, tokens: Path) -> None:
    lines = _run(file, tokens).splitlines()
    assert lines[0] == f"{file}: 4 suggestions"
    assert lines[1].startswith("  Sarah -> Robin | Protected word | ")
    assert lines[4].startswith("  Zoltan -> (think of one) | May be a name | ")


def test_changes_nothing(file: Path, tokens: Path) -> None:
    _run(file, tokens)
    assert file.read_text() == TEXT


def test_names_a_part_it_could_not_read(tmp_path: Path, tokens: Path) -> None:
    path = tmp_path / "odd.bin"
    path.write_bytes(b"\x00\x01\x02\xff" * 30)
    assert "could not be read: " in _run(path, tokens)
    assert json.loads(_run(path, tokens, "--json"))["readable"] is False


def test_refuses_a_missing_file_with_a_sentence(tmp_path: Path, tokens: Path) -> None:
    with pytest.raises(CommandError, match="cannot be opened") as refused:
        _run(tmp_path / "none.docx", tokens)
    assert refused.value.returncode == 2
