"""Do the clocks read as the examples say that were worked out by hand, rule by rule, from the guidance?

Each file of worked_examples holds the examples of one rule. Holds are written from..to, an extension new@agreed
or clock:new@agreed; several stand side by side with a space between. Where a file has no column for the net
figure, nothing is held and it equals the elapsed days. Where it names no regime, it is the regime of 2016.
"""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from dhr_cases.deadlines import ClockReading, Extension, Hold, read_clocks
from dhr_cases.policy import Period
from tests.rules.clock_facts import FACTS

FOLDER = Path(__file__).parent / "worked_examples"
DEFAULT_REGIME = "DHR_S9_2016"

Example = dict[str, str]


def _examples() -> list[tuple[str, Example]]:
    found: list[tuple[str, Example]] = []
    for path in sorted(FOLDER.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            found += [(path.stem, row) for row in csv.DictReader(lines, strict=True)]
    return found


EXAMPLES = _examples()


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _days(written: str) -> int | None:
    return int(written) if written else None


def _events(example: Example) -> dict[str, date]:
    if "events" in example:
        pairs = [each.split("=") for each in example["events"].split()]
        return {name: date.fromisoformat(day) for name, day in pairs}
    fact = FACTS[example.get("regime", DEFAULT_REGIME)][example["clock"]]
    recorded = {fact.start: _day(example["start"]), fact.stop: _day(example["stop"])}
    return {name: day for name, day in recorded.items() if day}


def _hold(written: str) -> Hold:
    start, end = written.split("..")
    return Hold(date.fromisoformat(start), _day(end))


def _extension(written: str, clock: str) -> Extension:
    named, _, dates = written.rpartition(":")
    new_due, agreed_on = dates.split("@")
    return Extension(named or clock, date.fromisoformat(new_due), date.fromisoformat(agreed_on))


def _reading(example: Example) -> ClockReading:
    clock, local = example["clock"], example.get("local", "")
    readings = read_clocks(
        example.get("regime", DEFAULT_REGIME),
        _events(example),
        date.fromisoformat(example["on"]),
        holds=[_hold(each) for each in example.get("holds", "").split()],
        extensions=[_extension(each, clock) for each in example.get("extensions", "").split()],
        local_limits={clock: Period.parse(local)} if local else {},
    )
    return next(reading for reading in readings if reading.clock == clock)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{rule}: {example['why']}" for rule, example in EXAMPLES])
def test_reads_a_clock_as_worked_out_by_hand(rule: str, example: Example) -> None:
    reading = _reading(example)
    assert (reading.due, reading.state, reading.elapsed_days, reading.elapsed_days_net) == (
        _day(example["due"]),
        example["state"],
        _days(example["elapsed"]),
        _days(example.get("net", example["elapsed"])),
    )


def test_has_at_least_220_examples_and_none_of_them_twice() -> None:
    assert len(EXAMPLES) >= 220
    questions = Counter(tuple(value for key, value in row.items() if key != "why") for _, row in EXAMPLES)
    assert [question for question, times in questions.items() if times > 1] == []


def test_has_an_example_of_every_clock_and_every_state() -> None:
    assert {row["clock"] for _, row in EXAMPLES} == {clock for facts in FACTS.values() for clock in facts}
    states = {"not_started", "running", "overdue", "met", "met_late", "done"}
    assert {row["state"] for _, row in EXAMPLES} == states
