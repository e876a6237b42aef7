"""Does apportion answer a good file in full, and a bad one with the place of every fault?"""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

GOOD = {
    "cost_pence": 1_400_000,
    "parties": ["Police", "Kent County Council", "Probation"],
    "rules": [
        {"type": "percent", "party": "Police", "percent": "50", "cap_pence": 500_000},
        {"type": "equal", "parties": ["Kent County Council", "Probation"], "percent": "50"},
    ],
}


def _answer(path: Path, *options: str) -> str:
    out = io.StringIO()
    call_command("apportion", str(path), *options, stdout=out)
    return out.getvalue()


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "question.json"
    path.write_text(text, encoding="utf-8")
    return path


def test_answers_with_every_party_in_the_order_of_the_file(tmp_path: Path) -> None:
    assert json.loads(_answer(_file(tmp_path, json.dumps(GOOD)), "--json")) == {
        "shares": [
            {"party": "Police", "pence": 500_000},
            {"party": "Kent County Council", "pence": 350_000},
            {"party": "Probation", "pence": 350_000},
        ],
        "unfunded_pence": 200_000,
    }


def test_answers_a_party_that_no_rule_names_with_nought(tmp_path: Path) -> None:
    question = {"cost_pence": 10**20, "parties": ["B", "A"], "rules": [{"type": "remainder", "party": "A"}]}
    answer = json.loads(_answer(_file(tmp_path, json.dumps(question)), "--json"))
    assert answer["shares"] == [{"party": "B", "pence": 0}, {"party": "A", "pence": 10**20}]


def test_prints_a_table_with_reasons_for_people(tmp_path: Path) -> None:
    assert _answer(_file(tmp_path, json.dumps(GOOD))).splitlines() == [
        "A cost of £14,000",
        "",
        "Police               £5,000",
        "Kent County Council  £3,500",
        "Probation            £3,500",
        "Unfunded             £2,000",
        "",
        "Why",
        "1. Police: 50% of the cost of £14,000 is £7,000; the cap of £5,000 applies: £5,000.",
        "2. 50% of the cost of £14,000 is £7,000; split equally among 2 partners it is £3,500 each.",
        "3. £2,000 has no payer: no rule takes it.",
    ]


def test_prints_no_reasons_where_there_is_nothing_to_share(tmp_path: Path) -> None:
    answer = _answer(_file(tmp_path, '{"cost_pence": 0, "parties": ["A"], "rules": []}'))
    assert answer.splitlines() == ["A cost of £0", "", "A         £0", "Unfunded  £0"]


def test_lists_every_fault_it_finds(tmp_path: Path) -> None:
    bad = {
        "cost_pence": -5,
        "parties": ["A", "B"],
        "rules": [
            {"type": "remainder", "party": "A"},
            {"type": "percent", "party": "A", "percent": 12.5},
            {"type": "fixed", "party": "C", "amount_pence": 1},
        ],
        "note": "",
    }
    with pytest.raises(CommandError) as refused:
        _answer(_file(tmp_path, json.dumps(bad)))
    assert [line.split(": ")[0] for line in str(refused.value).splitlines()] == [
        "note",
        "cost_pence",
        "rules[1].percent",
        "rules[2].party",
    ]


def test_reads_standard_input_from_a_terminal() -> None:
    ended = _at_the_terminal(json.dumps(GOOD), "-", "--json")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert json.loads(ended.stdout)["unfunded_pence"] == 200_000


def test_ends_with_code_1_and_the_place_on_standard_error() -> None:
    ended = _at_the_terminal(json.dumps({**GOOD, "rules": [{"type": "tithe"}]}), "-", "--json")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("CommandError: rules[0].type: “tithe” is not a kind of rule.")


def _at_the_terminal(typed: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "apportion", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings_test"},
    )


def test_refuses_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="there is no such file"):
        _answer(tmp_path / "nowhere.json")


def test_refuses_a_folder(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="the file cannot be read: Is a directory"):
        _answer(tmp_path)


def test_refuses_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "question.json"
    path.write_bytes(b'{"parties": ["\xff"]}')
    with pytest.raises(CommandError, match=r"the file is not UTF-8 text \(byte 14\)"):
        _answer(path)


def test_reads_a_file_that_begins_with_a_byte_order_mark(tmp_path: Path) -> None:
    assert json.loads(_answer(_file(tmp_path, "\ufeff" + json.dumps(GOOD)), "--json"))["unfunded_pence"] == 200_000
