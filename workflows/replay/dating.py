"""When did each stage come, where the file gives no date? Assumed in order, between the days that are known.

An assumed day lies between its neighbours' days, evenly spaced, and is marked so. Before the first known
day the death counts as known; behind the last nothing is known, so the last known day stands.
"""

import datetime
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dhr_cases.models import PartialDate
from dhr_cases.stages import Stage


@dataclass(frozen=True)
class DatedStage:
    """A stage with its day; ``assumed`` when the file does not give it."""

    stage: Stage
    on: PartialDate
    assumed: bool


def dated(
    line: Sequence[Stage], known: Mapping[Stage, PartialDate], death: PartialDate, not_before: PartialDate
) -> list[DatedStage]:
    """Give every stage of the line a date; days of the result never run backwards where they are assumed."""
    days = {-1: death.value, len(line) - 1: not_before.value}
    days |= {index: known[stage].value for index, stage in enumerate(line) if stage in known}
    return [_dated(stage, known.get(stage), _assumed(index, _fixed(days))) for index, stage in enumerate(line)]


def _fixed(days: Mapping[int, datetime.date | None]) -> dict[int, datetime.date]:
    return {index: day for index, day in days.items() if day is not None}


def _dated(stage: Stage, known: PartialDate | None, assumed: PartialDate) -> DatedStage:
    return DatedStage(stage, assumed if known is None else known, known is None)


def _assumed(index: int, days: Mapping[int, datetime.date]) -> PartialDate:
    """The day at its share of the way between the fixed places around it; beyond the last of them, its day."""
    places = sorted(days)
    if not places:
        return PartialDate.unknown()
    at = bisect_left(places, index)
    before, after = places[max(at - 1, 0)], places[min(at, len(places) - 1)]
    way = max(days[after] - days[before], datetime.timedelta())
    return PartialDate.on(days[before] + datetime.timedelta(days=way.days * (index - before) // max(after - before, 1)))
