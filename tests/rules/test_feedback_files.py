"""A file of replies, counts or printed percentages gives the figures of the page.

Figures: tests/facts/learning/seminars.json.
"""

import csv
import io
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from dhr_cases.errors import Incomplete
from learning.feedback_files import NOTHING_KNOWN, figures_of_file, figures_of_json
from learning.feedback_json import as_json
from learning.feedback_statistics import Figures
from tests.conftest import Cast
from tests.feedback import answer, event_of, form_of

FACTS: dict[str, Any] = json.loads((Path(__file__).parents[1] / "facts" / "learning" / "seminars.json").read_text())
HUNDRED, SERIES = FACTS["invented_100"], FACTS["seminars_2017_18"]
EXPECTED = {
    "Excellent or very good": SERIES["excellent_or_very_good"],
    "Excellent, very good or good": SERIES["at_least_good"],
    "Would like future seminars": SERIES["wants_future_seminars"],
}
REPLIES = [
    {"How was the event overall?": label, "Would you like future seminars on completed reviews?": wish}
    for label, wish in zip(
        [word for word, n in HUNDRED["overall"].items() for _ in range(n)],
        [word for word, n in HUNDRED["future_seminars"].items() for _ in range(n)],
        strict=True,
    )
]


def _percents(said: Figures) -> Mapping[str, int]:
    return {band.label: band.percent for band in said.bands}


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    target = io.StringIO()
    csv.writer(target).writerows(rows)
    return target.getvalue().encode()


def _excel(rows: Sequence[Sequence[str]]) -> bytes:
    book, target = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(target)
    return target.getvalue()


def _table() -> list[list[str]]:
    return [list(REPLIES[0]), *([value.replace("_", " ").upper() for value in reply.values()] for reply in REPLIES)]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (json.dumps(HUNDRED).encode(), "counts.json"),
        (json.dumps(REPLIES).encode(), "replies.json"),
        (json.dumps({"replies": REPLIES}).encode(), "replies.json"),
        (_csv(_table()), "replies.csv"),
        (_excel(_table()), "replies.XLSX"),
    ],
)
def test_reads_the_hundred_replies_from_every_sort_of_file(content: bytes, name: str) -> None:
    said = figures_of_file(content, name)
    assert _percents(said).items() >= EXPECTED.items()
    assert said.responded == HUNDRED["respondents"]


def test_reads_a_response_rate_from_two_numbers() -> None:
    fact = FACTS["safestart"]
    said = figures_of_json({"attended": fact["attended"], "responded": fact["responded"]})
    assert as_json(said)["response_rate"] == fact["response_rate"]


def test_reads_a_printed_summary_and_leaves_out_what_somebody_derived() -> None:
    told = {
        "attendance": {"min": SERIES["attendance_least"], "printed": SERIES["attendance"], "exact": None},
        "feedback": {
            "respondents": None,
            "overall_rating": {
                "excellent_or_very_good_pct": 85,
                "derived_good_only_pct": 12,
                "excellent_only_pct": None,
            },
            "wants_future_dhr_seminars_pct": 99,
        },
    }
    said = as_json(figures_of_json(told))
    assert (said["attended"], said["responded"], said["withheld"]) == ("over 300", None, False)
    assert said["bands"] == [
        {"label": "Excellent or very good", "count": None, "base": None, "percent": 85, "note": "base not stated"},
        {"label": "Wants future dhr seminars", "count": None, "base": None, "percent": 99, "note": "base not stated"},
    ]


@pytest.mark.parametrize(
    ("told", "attended"), [(31, 31), ({"exact": 31}, 31), ({"approx": 200}, "about 200"),
                           ({"min": 40, "max": 80}, "40 to 80"), ("over 300", "over 300"), (None, None)]
)  # fmt: skip  # each way in which a source says how many came, in one glance
def test_tells_attendance_as_exactly_as_the_file(told: object, attended: object) -> None:
    assert as_json(figures_of_json({"responded": 9, "attended": told}))["attended"] == attended


def test_tells_machines_nothing_that_is_withheld() -> None:
    said = as_json(figures_of_json({"attended": 30, "responded": 4, "overall": {"poor": 4}}))
    assert said == {
        "registered": None, "attended": 30, "responded": "fewer than 5", "response_rate": None,
        "bands": [], "withheld": True, "questions": [],
    }  # fmt: skip  # the whole of it, in one glance
    some = as_json(figures_of_json({"responded": 9, "overall": {"good": 9}, "content": {"poor": 3}}))
    assert some["questions"][1]["answered"] == "fewer than 5"
    assert "3" not in json.dumps(some["questions"][1])


def test_rows_in_which_nothing_is_written_are_no_replies() -> None:
    rows = [["Overall", "Anything else?"], *[["Good", ""]] * 5, ["", ""], ["", "Thank you"]]
    assert figures_of_file(_csv(rows), "replies.csv").responded == 6


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"{", "a.json"), (b"7", "a.json"), (b"{}", "a.json"), (b"", "a.csv"), (b"Name,Age\nA,7\n", "a.csv"),
        (b"\xff\xfe\x00", "a.csv"), (b"PK\x03\x04", "a.xlsx"), (b"[]", "a.json"), (b"Overall\n", "a.csv"),
    ],
)  # fmt: skip  # each broken file in one glance
def test_says_what_is_wrong_with_a_file(content: bytes, name: str) -> None:
    with pytest.raises(Incomplete, match=f"cannot be read|{NOTHING_KNOWN}"):
        figures_of_file(content, name)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"overall": {"excellent": "45"}}, r"overall\.excellent: a whole number from 0 is needed here, not '45'"),
        ({"overall": {"excellent": -5}}, r"overall\.excellent"),
        ({"overall": {"excellent": 45.0}}, r"overall\.excellent"),
        ({"overall": {"splendid": 5}}, r"overall\.splendid: the form knows no such answer"),
        ({"responded": 5, "overall": {"good": 9}}, "overall: 9 answers are counted, and only 5 replied"),
        ({"responded": True, "overall": {"good": 9}}, "responded"),
        ({"attended": -5, "overall": {"good": 9}}, "attended"),
        ({"useful_pct": 190}, "useful_pct: a whole number from 0 to 100"),
        ({"useful_pct": 90.5}, "useful_pct"),
        ({"replies": 5}, "replies: a list is needed"),
    ],
)
def test_names_the_place_of_a_number_that_cannot_be(told: object, sentence: str) -> None:
    """A slip of the pen must not silently change a percentage."""
    with pytest.raises(Incomplete, match=sentence):
        figures_of_json(told)


def test_passes_over_what_counts_no_answer() -> None:
    told = {"overall": {"good": 9, "poor": None, "no answer": 3, "total": 12}}
    assert figures_of_json(told).responded == 9


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_reads_a_table_as_any_program_writes_it(separator: str, letters: str, line_end: str) -> None:
    """A title may stand above the heads."""
    rows = [["Café day"], [], ["Overall", "Anything else?"], *[["Good", "très bien"]] * 6]
    content = line_end.join(separator.join(row) for row in rows).encode(letters)
    assert figures_of_file(content, "replies.csv").responded == 6


def test_says_that_a_damaged_workbook_cannot_be_read() -> None:
    """However it is damaged, there is no traceback; some damage leaves the replies whole."""
    whole = _excel(_table())
    refused = 0
    for seed in range(60):
        chance = random.Random(seed)  # noqa: S311  # damage, no secrets
        damaged = bytearray(whole)
        for _ in range(1 + seed % 5):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            figures_of_file(bytes(damaged), "replies.xlsx")
        except Incomplete:
            refused += 1
    assert refused > 20


@pytest.mark.parametrize("content", [b"[" * 90_000, b'{"responded": ' + b"9" * 6_000 + b"}"])
def test_says_that_a_file_no_program_can_read_cannot_be_read(content: bytes) -> None:
    with pytest.raises(Incomplete, match="cannot be read"):
        figures_of_file(content, "replies.json")


def test_the_command_tells_the_figures_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "replies.json"
    path.write_text(json.dumps(HUNDRED))
    call_command("feedback_statistics", str(path), "--json")
    told = json.loads(capsys.readouterr().out)
    assert {"registered", "attended", "responded", "response_rate", "bands", "withheld"} <= set(told)
    assert {row["label"]: row["percent"] for row in told["bands"]}.items() >= EXPECTED.items()
    call_command("feedback_statistics", str(path))
    assert "85%  Excellent or very good (85 of 100)" in capsys.readouterr().out


def test_the_command_tells_the_figures_of_an_event(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    event = event_of(cast, attended_least=10, attended_most=10)
    answer(form_of(cast, event), "overall", {"excellent": 5})
    call_command("feedback_statistics", event.code, "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["attended"], told["responded"], told["response_rate"]) == (10, 5, 50)


def test_the_command_says_so_when_there_is_no_such_event(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no file and no event"):
        call_command("feedback_statistics", "nothing-here")
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("feedback_statistics", str(broken))
