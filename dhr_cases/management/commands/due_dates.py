"""Which clocks of a review are due when, from a file of its events, holds and extensions?

`manage.py due_dates FILE [--json]`; FILE may be "-" for standard input. No case is read or written.
"""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from dhr_cases.deadlines import ClockReading, in_words, long_date, read_clocks
from dhr_cases.management.due_date_file import DueDateFile, DueDateFileError, parse
from dhr_cases.management.file_text import text_of
from dhr_cases.policy import regime

COLUMNS = ("Clock", "Start", "Due", "State", "Days", "Net of holds")


class Command(BaseCommand):
    """Prints when each clock is due and why; a bad file gets a sentence naming the place, and exit code 1."""

    help = "Shows the due dates that follow from a file of events, holds and extensions."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One file, or "-" for standard input; --json for machines."""
        parser.add_argument("file", metavar="FILE", help='a JSON file, or "-" for standard input')
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON for machines")

    def handle(self, *args: object, file: str, as_json: bool, **options: object) -> None:
        """Reads, computes, prints. Raises CommandError with the sentence of the first fault."""
        try:
            asked = parse(text_of(file))
        except DueDateFileError as fault:
            raise CommandError(str(fault)) from fault
        readings = read_clocks(
            asked.regime,
            asked.events,
            asked.on,
            holds=asked.holds,
            extensions=asked.extensions,
            local_limits=asked.local_limits,
        )
        self.stdout.write(_for_machines(asked, readings) if as_json else _for_people(asked, readings))


def _for_machines(asked: DueDateFile, readings: Sequence[ClockReading]) -> str:
    clocks = [_row(reading) for reading in readings]
    return json.dumps({"regime": asked.regime, "on": asked.on.isoformat(), "clocks": clocks}, indent=2)


def _row(reading: ClockReading) -> dict[str, str | int | None]:
    return {
        "clock": reading.clock,
        "label": reading.label,
        "start": _iso(reading.start),
        "start_event": reading.start_event,
        "limit": reading.limit,
        "due": _iso(reading.due),
        "stop": _iso(reading.stop),
        "stop_event": reading.stop_event,
        "state": reading.state.value,
        "elapsed_days": reading.elapsed_days,
        "elapsed_days_net": reading.elapsed_days_net,
        "source": reading.source,
        "evidence": reading.evidence,
        "why": reading.why,
    }


def _for_people(asked: DueDateFile, readings: Sequence[ClockReading]) -> str:
    title = f"{regime(asked.regime).label_long} ({asked.regime}) on {long_date(asked.on)}"
    table = _aligned([COLUMNS, *(_cells(reading, asked.on) for reading in readings)])
    reasons = [f"{reading.label}: {reading.why}" for reading in readings if reading.start]
    return "\n".join([title, "", *table, *(["", "Why", *reasons] if reasons else [])])


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def _cells(reading: ClockReading, on: date) -> tuple[str, ...]:
    return (
        reading.label,
        _printed(reading.start),
        _printed(reading.due),
        in_words(reading, on),
        _counted(reading.elapsed_days),
        _counted(reading.elapsed_days_net),
    )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _printed(day: date | None) -> str:
    return "-" if day is None else long_date(day)


def _counted(days: int | None) -> str:
    return "-" if days is None else str(days)
