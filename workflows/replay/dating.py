"""When did each stage come, where the file gives no date? Assumed in order, between the days that are known.

An assumed day lies between its neighbours' days, evenly spaced, and is marked so. Before the first known
day the death counts as known; behind the last nothing is known, so the last known day stands.
"""

import datetime
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
    days = {index: known[stage].value for index, stage in enumerate(line) if stage in known}
    if not_before.value is not None and line[-1] not in known:
        days[len(line) - 1] = not_before.value
    if death.value is not None:
        days[-1] = death.latest if death.precision == "day" else death.value
    return [
        DatedStage(stage, known[stage], False) if stage in known else DatedStage(stage, _assumed(index, days), True)
        for index, stage in enumerate(line)
    ]


def _assumed(index: int, days: Mapping[int, datetime.date | None]) -> PartialDate:
    before = max((place for place in days if place < index), default=None)
    after = min((place for place in days if place >= index), default=None)
    first = days[before] if before is not None else None
    last = days[after] if after is not None else None
    if first is None or last is None:
        nearest = first or last
        return PartialDate.on(nearest) if nearest else PartialDate.unknown()
    if before is None or after is None or last <= first:
        return PartialDate.on(max(first, last) if after == index else first)
    share = (index - before) / (after - before)
    return PartialDate.on(first + datetime.timedelta(days=int((last - first).days * share)))
