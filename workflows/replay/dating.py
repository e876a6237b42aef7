"""When did each stage come, where the file gives no date? Assumed in order, between the days that are known.

An assumed day lies between its neighbours' days, evenly spaced, and is marked so. Before the first known
day the death counts as known; behind the last nothing is known, so the last known day stands. A date known to the
month or the year counts as its first day that is not before the days in front of it.
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
    given = {-1: death, len(line) - 1: not_before}
    given |= {index: known[stage] for index, stage in enumerate(line) if stage in known}
    days = _fixed(given)
    return [_dated(stage, known.get(stage), _assumed(index, days)) for index, stage in enumerate(line)]


def _fixed(given: Mapping[int, PartialDate]) -> dict[int, datetime.date]:
    """A day for each date that is known; none for a death that would lie behind all the rest."""
    days: dict[int, datetime.date] = {}
    for index in sorted(given):
        first, latest = given[index].value, given[index].latest
        if first is None or latest is None:
            continue
        before = max(days.values(), default=first)
        days[index] = min(max(first, before), latest)
    if days.get(-1) == max(days.values(), default=None) != min(days.values(), default=None):
        del days[-1]
    return days


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
