"""Does due_dates answer a good file in full and a bad one with a sentence that names the place?"""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.rules.clock_facts import FACTS

GOOD = {
    "regime": "DHR_S9_2016",
    "on": "2026-08-05",
    "events": {"CSP_CHAIR_AWARE": "2026-01-31", "DECISION_RECORDED": "2026-02-20", "HO_NOTIFIED": None},
    "holds": [
        {"from": "2026-03-01", "to": "2026-03-11", "reason": "criminal trial", "scope": ["interviews"]},
        {"from": "2026-08-01", "to": None, "scope": {"stops": ["interviews"], "runs": "agency reports"}},
    ],
    "extensions": [{"clock": "overview_report", "new_due": "2026-12-01", "agreed_on": "2026-06-01"}],
    "local_limits": {"tell_home_office": "P5WD"},
}
KEYS = [
    *("clock", "label", "start", "start_event", "limit", "due", "stop", "stop_event", "state"),
    *("elapsed_days", "elapsed_days_net", "source", "evidence", "why"),
]


def _answer(path: Path, *options: str) -> str:
    out = io.StringIO()
    call_command("due_dates", str(path), *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "review.json"
    path.write_text(json.dumps(GOOD), encoding="utf-8")
    return path


def test_answers_with_every_clock_of_the_regime(file: Path) -> None:
    answer = json.loads(_answer(file, "--json"))
    assert (answer["regime"], answer["on"]) == ("DHR_S9_2016", "2026-08-05")
    assert [row["clock"] for row in answer["clocks"]] == list(FACTS["DHR_S9_2016"])
    assert all(list(row) == KEYS for row in answer["clocks"])


def test_answers_with_dates_days_and_nulls(file: Path) -> None:
    rows = {row["clock"]: row for row in json.loads(_answer(file, "--json"))["clocks"]}
    parts = ("start", "limit", "due", "stop", "state", "elapsed_days", "elapsed_days_net")
    assert {name: [rows[name][part] for part in parts] for name in ("decide", "overview_report", "publish")} == {
        "decide": ["2026-01-31", "P1M", "2026-02-28", "2026-02-20", "met", 20, 20],
        "overview_report": ["2026-02-20", "P6M", "2026-12-01", None, "running", 166, 152],
        "publish": [None, None, None, None, "not_started", None, None],
    }


def test_applies_a_local_limit(file: Path) -> None:
    row = json.loads(_answer(file, "--json"))["clocks"][1]
    assert (row["clock"], row["limit"], row["due"], row["state"]) == (
        "tell_home_office",
        "P5WD",
        "2026-02-27",
        "overdue",
    )


def test_prints_a_table_with_reasons_for_people(file: Path) -> None:
    lines = _answer(file).splitlines()
    assert lines[0] == "Domestic Homicide Review (DHR_S9_2016) on 5 August 2026"
    assert lines[2].split() == ["Clock", "Start", "Due", "State", "Days", "Net", "of", "holds"]
    assert any(line.startswith("Complete the overview report: Six months from 20 February") for line in lines)


def test_prints_no_reasons_where_nothing_has_started(tmp_path: Path) -> None:
    path = tmp_path / "review.json"
    path.write_text('{"regime": "SUSR_WALES", "on": "2026-08-05"}', encoding="utf-8")
    assert "Why" not in _answer(path)


def test_reads_standard_input_from_a_terminal() -> None:
    ended = _at_the_terminal(json.dumps(GOOD), "-", "--json")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert json.loads(ended.stdout)["on"] == "2026-08-05"


def test_ends_with_code_1_and_one_sentence_on_standard_error() -> None:
    ended = _at_the_terminal(json.dumps({**GOOD, "on": "today"}), "-")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == ("CommandError: on: today is not a date. Use year-month-day, for example 2026-03-04.\n")


def _at_the_terminal(typed: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "due_dates", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings_test"},
    )


def _changed(**changes: object) -> str:
    return json.dumps({**GOOD, **changes})


def _hold(**row: object) -> str:
    return _changed(holds=[{"from": "2026-01-01"}, row])


def _extension(**changes: object) -> str:
    row = {"clock": "decide", "new_due": "2026-12-01", "agreed_on": "2026-06-01", **changes}
    return _changed(extensions=[row])


BAD = [
    ("", "The file is empty."),
    ("  \n", "The file is empty."),
    ("{", "Line 1, column 2: this is not JSON"),
    ('{"regime": "DHR_S9_2016",\n "on": }', "Line 2, column 8: this is not JSON"),
    ("[]", "The file: an object in braces is needed, not a list."),
    ("null", "The file: an object in braces is needed, not null."),
    ("[" * 100_000, "The file nests too deeply to be read."),
    ('{"on": ' + "9" * 5000 + "}", "The file holds a number too long to be read"),
    ('{"on": "2026-08-05"}', "regime: missing."),
    ('{"regime": "DHR_S9_2016"}', "on: missing."),
    ('{"on": "2026-08-05", "on": "2026-08-06"}', "on: written twice. Keep one."),
    (
        '{"regime": "DHR_S9_2016", "on": "2026-08-05", "holds": [{"to": 1, "to": 2}]}',
        "holds[0].to: written twice.",
    ),
    (
        _changed(regime="DHR"),
        "regime: 'DHR' is not a regime. Known regimes: DHR_S9_2016, DARDR_S8A, SUSR_WALES.",
    ),
    (_changed(regime=7), "regime: a text in quotation marks is needed here, not a number."),
    (_changed(on=None), "on: a text in quotation marks is needed here, not null."),
    (
        _changed(on="5 August 2026"),
        "on: 5 August 2026 is not a date. Use year-month-day, for example 2026-03-04.",
    ),
    (_changed(on="20260805"), "on: 20260805 is not a date."),
    (_changed(on="2026-08-05T10:00"), "on: 2026-08-05T10:00 is not a date."),
    (_changed(on="9999-12-31"), "on: 9999-12-31: use a year from 1900 to 2199."),
    (_changed(evnts={}), "evnts: unknown key. Did you mean events?"),
    (_changed(zzz={}), "zzz: unknown key. Known here: events, extensions, holds, local_limits, on, regime."),
    (_changed(events=[]), "events: an object in braces is needed, not a list."),
    (
        _changed(events={"PUBLISHD": "2026-01-01"}),
        "events.PUBLISHD: no clock knows this event. Did you mean PUBL",
    ),
    (_changed(events={"PUBLISHED": "2025-02-29"}), "events.PUBLISHED: 2025-02-29 is not a date."),
    (
        _changed(events={"PUBLISHED": True}),
        "events.PUBLISHED: a text in quotation marks is needed here, not true or",
    ),
    (_changed(holds={}), "holds: a list is needed here, not an object."),
    (_changed(holds=["x"]), "holds[0]: an object in braces is needed, not a text."),
    (_hold(to="2026-02-01"), "holds[1].from: missing."),
    (_hold(**{"from": "2026-01-01", "to": "2026-02-30"}), "holds[1].to: 2026-02-30 is not a date."),
    (
        _hold(**{"from": "2026-02-01", "to": "2026-01-31"}),
        "holds[1].to: 2026-01-31 is before holds[1].from, 2026-02-01.",
    ),
    (_hold(**{"from": "2026-02-01", "until": "2026-03-01"}), "holds[1].until: unknown key."),
    (
        _hold(**{"from": "2026-02-01", "reason": 3}),
        "holds[1].reason: a text in quotation marks is needed here",
    ),
    (
        _hold(**{"from": "2026-02-01", "scope": [3]}),
        "holds[1].scope[0]: a text in quotation marks is needed",
    ),
    (_hold(**{"from": "2026-02-01", "scope": {"stops": 3}}), "holds[1].scope.stops: a text in quotation marks"),
    (_changed(extensions=None), "extensions: a list is needed here, not null."),
    (
        _extension(clock="dicide"),
        "extensions[0].clock: 'dicide' is not a clock of DHR_S9_2016. Its clocks: decide,",
    ),
    (
        _extension(clock="overview_report_draft2024"),
        "extensions[0].clock: 'overview_report_draft2024' is not a",
    ),
    (_extension(new_due="soon"), "extensions[0].new_due: soon is not a date."),
    (
        _extension(agreed_on=None),
        "extensions[0].agreed_on: a text in quotation marks is needed here, not null.",
    ),
    (_changed(extensions=[{}]), "extensions[0].clock: missing."),
    (_changed(local_limits={"publish": "3 months"}), "local_limits.publish: '3 months' is not a period."),
    (_changed(local_limits={"decide": "P2M"}), "local_limits.decide: the limit of decide is set by guidance"),
    (_changed(local_limits={"copy": "P2M"}), "local_limits.copy: 'copy' is not a clock of DHR_S9_2016."),
    (_changed(local_limits={"publish": 3}), "local_limits.publish: a text in quotation marks is needed here"),
]


@pytest.mark.parametrize(("text", "sentence"), BAD, ids=[sentence for _, sentence in BAD])
def test_refuses_a_bad_file_and_names_the_place(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "review.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        _answer(path)
    assert str(refused.value).startswith(sentence)
    assert refused.value.returncode == 1


def test_refuses_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="there is no such file"):
        _answer(tmp_path / "nowhere.json")


def test_refuses_a_folder(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="the file cannot be read: Is a directory"):
        _answer(tmp_path)


def test_refuses_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "review.json"
    path.write_bytes(b'{"regime": "\xff"}')
    with pytest.raises(CommandError, match=r"the file is not UTF-8 text \(byte 12\)"):
        _answer(path)


def test_reads_a_file_that_begins_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "review.json"
    path.write_text("\ufeff" + json.dumps(GOOD), encoding="utf-8")
    assert json.loads(_answer(path, "--json"))["regime"] == "DHR_S9_2016"
