"""What does due_dates take from a file that is in order, what does it refuse in which words, and what does it print?"""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from dhr_cases.deadlines import Extension, Hold
from dhr_cases.management.due_date_file import OPTIONAL, REQUIRED, DueDateFileError, parse
from dhr_cases.policy import Period, known_events

LEAST = {"regime": "DHR_S9_2016", "on": "2026-08-05"}
TEXT_NEEDED = "a text in quotation marks is needed here, not"


def asked(**more: object) -> str:
    """The text of a file with the least it needs and more."""
    return json.dumps({**LEAST, **more})


def hold(**row: object) -> str:
    """The text of a file with one hold."""
    return asked(holds=[{"from": "2026-03-02", **row}])


def fault(text: str) -> str:
    """The whole sentence with which a file is refused."""
    with pytest.raises(DueDateFileError) as refusal:
        parse(text)
    return str(refusal.value)


def printed(folder: Path, text: str, *options: str) -> str:
    """What the command prints about a file."""
    (folder / "review.json").write_text(text, encoding="utf-8")
    out = io.StringIO()
    call_command("due_dates", str(folder / "review.json"), *options, stdout=out)
    return out.getvalue()


def test_needs_two_keys_and_takes_nothing_for_the_rest() -> None:
    file = parse(asked())
    assert (file.regime, file.on) == ("DHR_S9_2016", date(2026, 8, 5))
    assert (file.events, file.holds, file.extensions, file.local_limits) == ({}, (), (), {})
    assert (REQUIRED, OPTIONAL) == (("regime", "on"), ("events", "holds", "extensions", "local_limits"))


@pytest.mark.parametrize("regime", ["DHR_S9_2016", "DARDR_S8A", "SUSR_WALES"])
def test_knows_every_regime(regime: str) -> None:
    assert parse(asked(regime=regime)).regime == regime


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1900-01-01", date(1900, 1, 1)),
        ("2199-12-31", date(2199, 12, 31)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_takes_days_of_three_centuries(written: str, day: date) -> None:
    assert parse(asked(on=written)).on == day


@pytest.mark.parametrize("written", ["1899-12-31", "2200-01-01", "0001-01-01"])
def test_refuses_the_day_before_and_the_day_after_them(written: str) -> None:
    assert fault(asked(on=written)) == f"on: {written}: use a year from 1900 to 2199."


@pytest.mark.parametrize(
    "written",
    ["2026-8-5", "2026-08", "2026-13-01", "2026-00-10", "2026-W01-1", " 2026-08-05", "2026-08-05\n", "٢٠٢٦-٠٨-٠٥"],
)
def test_refuses_every_other_way_to_write_a_day(written: str) -> None:
    assert fault(asked(on=written)) == (f"on: {written} is not a date. Use year-month-day, for example 2026-03-04.")


def test_knows_every_event_and_leaves_out_what_has_not_happened() -> None:
    events = sorted(known_events())
    file = parse(asked(events=dict.fromkeys(events, "2026-01-02")))
    assert file.events == dict.fromkeys(events, date(2026, 1, 2))
    assert parse(asked(events=dict.fromkeys(events))).events == {}


def test_lists_every_event_where_nothing_is_near() -> None:
    words = ", ".join(sorted(known_events()))
    assert fault(asked(events={"x": None})) == f"events.x: no clock knows this event. Known here: {words}."


@pytest.mark.parametrize(
    ("row", "hold"),
    [
        ({}, Hold(date(2026, 3, 1), None, "", "")),
        ({"to": None, "reason": None, "scope": None}, Hold(date(2026, 3, 1), None, "", "")),
        ({"to": "2026-03-01"}, Hold(date(2026, 3, 1), date(2026, 3, 1), "", "")),
        (
            {"to": "2026-03-02", "reason": "trial"},
            Hold(date(2026, 3, 1), date(2026, 3, 2), "trial", ""),
        ),
        ({"scope": "interviews"}, Hold(date(2026, 3, 1), None, "", "interviews")),
        ({"scope": []}, Hold(date(2026, 3, 1), None, "", "")),
        ({"scope": ["a", "b"]}, Hold(date(2026, 3, 1), None, "", "a, b")),
        (
            {"scope": {"stops": ["a", "b"], "runs": "c"}},
            Hold(date(2026, 3, 1), None, "", "stops: a, b; runs: c"),
        ),
        ({"scope": {}}, Hold(date(2026, 3, 1), None, "", "")),
    ],
)
def test_reads_a_hold_with_an_end_or_without(row: dict[str, object], hold: Hold) -> None:
    assert parse(asked(holds=[{"from": "2026-03-01", **row}])).holds == (hold,)


def test_reads_holds_and_extensions_in_the_order_of_the_file() -> None:
    row = {"clock": "decide", "new_due": "2026-12-01", "agreed_on": "2026-06-01"}
    file = parse(
        asked(
            holds=[{"from": "2026-05-01"}, {"from": "2026-03-01"}],
            extensions=[{**row, "reason": "illness"}, {**row, "new_due": "2026-11-01", "reason": None}],
        )
    )
    assert [hold.start.month for hold in file.holds] == [5, 3]
    first, second = date(2026, 12, 1), date(2026, 11, 1)
    assert file.extensions == (
        Extension(clock="decide", new_due=first, agreed_on=date(2026, 6, 1), reason="illness"),
        Extension(clock="decide", new_due=second, agreed_on=date(2026, 6, 1), reason=""),
    )


def test_reads_a_local_limit_as_a_period() -> None:
    assert parse(asked(local_limits={"publish": "P3M", "tell_home_office": "P5WD"})).local_limits == {
        "publish": Period.parse("P3M"),
        "tell_home_office": Period.parse("P5WD"),
    }


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (["a"], "a list"),
        (True, "true or false"),
        (None, "null"),
        (7, "a number"),
        (7.5, "a number"),
        ({"a": "b"}, "an object"),
    ],
)
def test_says_what_stands_where_a_text_is_needed(value: object, kind: str) -> None:
    assert fault(asked(regime=value)) == f"regime: a text in quotation marks is needed here, not {kind}."
    assert fault(asked(on=value)) == f"on: a text in quotation marks is needed here, not {kind}."


def test_refuses_a_sign_that_no_screen_shows() -> None:
    assert fault(hold(reason="\ud800")) == r"holds[0].reason: holds a sign that is no letter: '\ud800'."
    assert fault(asked(regime="\0")) == r"regime: holds a sign that is no letter: '\x00'."


@pytest.mark.parametrize(
    ("value", "kind"), [("x", "a text"), (7, "a number"), (None, "null"), (False, "true or false"), ([], "a list")]
)
def test_says_what_stands_where_an_object_is_needed(value: object, kind: str) -> None:
    for key in ("events", "local_limits"):
        assert fault(asked(**{key: value})) == f"{key}: an object in braces is needed, not {kind}."
    for key in ("holds", "extensions"):
        assert fault(asked(**{key: [value]})) == f"{key}[0]: an object in braces is needed, not {kind}."
    assert fault(json.dumps(value)) == f"The file: an object in braces is needed, not {kind}."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", 'The file is empty. It needs at least {"regime": ..., "on": ...}.'),
        ("{}", "regime: missing."),
        ('{"on": 1, "regime": 2, "regime": 3, "on": 4}', "regime: written twice. Keep one."),
        (asked(events={"a": 1}).replace('"a": 1', '"a": 1, "a": 2'), "events.a: written twice. Keep one."),
        (hold(to="2026-03-01"), "holds[0].to: 2026-03-01 is before holds[0].from, 2026-03-02."),
        (hold(**{"from": None}), f"holds[0].from: {TEXT_NEEDED} null."),
        (hold(form="2026-03-02"), "holds[0].form: unknown key. Did you mean from?"),
        (hold(x="2026-03-02"), "holds[0].x: unknown key. Known here: from, reason, scope, to."),
        (hold(scope=3), f"holds[0].scope: {TEXT_NEEDED} a number."),
        (hold(scope={"stops": ["a", 3]}), f"holds[0].scope.stops[1]: {TEXT_NEEDED} a number."),
        (hold(scope={"a": "b"}).replace('"a": "b"', '"a": "b", "a": ""'), "holds[0].scope.a: written twice. Keep one."),
        (asked(extensions=[{"clock": "decide"}]), "extensions[0].new_due: missing."),
        (asked(extensions=[{"clock": "decide", "new_due": "2026-12-01"}]), "extensions[0].agreed_on: missing."),
        (asked(extensions=[{"clok": "decide"}]), "extensions[0].clok: unknown key. Did you mean clock?"),
        (asked(local_limits={"publish": "P0M"}), "local_limits.publish: 'P0M' is not a period."),
    ],
)
def test_refuses_with_the_place_and_what_to_write_there(text: str, sentence: str) -> None:
    assert fault(text).startswith(sentence)


def test_refuses_the_first_fault_alone() -> None:
    text = asked(on="soon", events=[], holds={}, extensions={}, local_limits=[])
    assert fault(text).startswith("on: soon is not a date.")
    assert fault(asked(evnts=1, on="soon")) == "evnts: unknown key. Did you mean events?"


def test_prints_clocks_in_columns_with_a_reason_for_each_that_runs(tmp_path: Path) -> None:
    events = {"CSP_CHAIR_AWARE": "2026-07-31", "DECISION_RECORDED": "2026-08-04"}
    lines = printed(tmp_path, asked(events=events)).splitlines()
    assert lines[:3] == [
        "Domestic Homicide Review (DHR_S9_2016) on 5 August 2026",
        "",
        lines[2],
    ]
    end = lines.index("", 2)
    rows, reasons = lines[3:end], lines[end + 2 :]
    assert lines[end + 1] == "Why"
    cells = [[cell.strip() for cell in row.split("  ") if cell.strip()] for row in rows]
    assert cells[0][1:] == ["31 July 2026", "31 August 2026", "met on 4 August 2026", "4", "4"]
    begun = [row[0] for row in cells if row[1] != "-"]
    assert [reason.partition(":")[0] for reason in reasons] == begun
    assert all(row[1:] == ["-", "-", "not started", "-", "-"] for row in cells if row[0] not in begun)
    starts = {row.index("31 July 2026") for row in rows if "31 July 2026" in row} | {lines[2].index("Start")}
    assert len(starts) == 1
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize(
    ("aware", "due", "on", "words"),
    [
        ("2026-07-28", "28 August 2026", "2026-08-13", "due on 28 August 2026"),
        ("2026-07-28", "28 August 2026", "2026-08-14", "due in 10 working days"),
        ("2026-07-28", "28 August 2026", "2026-08-27", "due in 1 working day"),
        ("2026-07-28", "28 August 2026", "2026-08-28", "due today"),
        ("2026-07-28", "28 August 2026", "2026-08-29", "1 day late"),
        ("2026-07-28", "28 August 2026", "2026-08-30", "2 days late"),
        ("2026-07-31", "31 August 2026", "2026-08-28", "due on 31 August 2026"),
    ],
)  # the last falls on a bank holiday, to which no working day leads
def test_says_how_far_off_a_due_day_is(tmp_path: Path, aware: str, due: str, on: str, words: str) -> None:
    line = printed(tmp_path, asked(on=on, events={"CSP_CHAIR_AWARE": aware})).splitlines()[3]
    assert f"  {due}  {words}  " in line


def test_gives_machines_every_clock_even_where_nothing_has_begun(tmp_path: Path) -> None:
    found = json.loads(printed(tmp_path, asked(), "--json"))
    assert list(found) == ["regime", "on", "clocks"]
    assert {row["state"] for row in found["clocks"]} == {"not_started"}
    for part in ("start", "due", "stop", "elapsed_days", "elapsed_days_net"):
        assert {row[part] for row in found["clocks"]} == {None}
    assert all(row["why"].startswith("Not started: it starts when ") for row in found["clocks"])
    assert all(row["source"] and row["evidence"] for row in found["clocks"])
