"""When will a review be published, judging by how long earlier ones took? Pure; imports no Django.

From the partnership's own history: for each stage, how many days lay between arriving there and publication. The
forecast for a review is the middle of those spans counted from its own day, and the span that holds the middle half
of them (first to third quartile). Only spans count that are at least as long as the review has stood there already.
Fewer than four give no forecast, and the page says so: a range would say more than is known.
Source: ours [D]; quartiles by linear interpolation between ordered values.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dhr_cases.stages import Stage
from governance.position import CaseRecord, last_step, standing_of

FEWEST = 4
"""Earlier reviews a forecast needs."""


@dataclass(frozen=True)
class Forecast:
    """The day that is most likely the middle, and the days between which half of such reviews would be published.

    ``based_on`` is how many earlier reviews it is made from; ``why`` says why there is none where the days are None.
    """

    key: int
    based_on: int
    earliest: date | None = None
    middle: date | None = None
    latest: date | None = None
    why: str = ""


def forecasts(records: Iterable[CaseRecord], on: date) -> tuple[Forecast, ...]:
    """A forecast for each review that is under way on a day, from those published by then."""
    rows = tuple(records)
    spans = spans_to_publication(rows, on)
    return tuple(_forecast(row, spans, on) for row in rows if _is_awaited(row, on))


def spans_to_publication(records: Iterable[CaseRecord], on: date) -> Mapping[Stage, tuple[int, ...]]:
    """Days from first arriving at each stage to publication, of every review published by that day, in order."""
    found: dict[Stage, list[int]] = {stage: [] for stage in Stage}
    for record in records:
        published = _first_day(record, Stage.PUBLISHED, on)
        if published is not None:
            for stage, day in _arrivals(record, published).items():
                found[stage].append((published - day).days)
    return {stage: tuple(sorted(days)) for stage, days in found.items()}


def quartile(ordered: Sequence[int], part: float) -> float:
    """The value below which that part of the ordered values lies; between two of them in proportion."""
    place = (len(ordered) - 1) * part
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def _forecast(record: CaseRecord, spans: Mapping[Stage, tuple[int, ...]], on: date) -> Forecast:
    stands = standing_of(record, on)
    known = spans[stands.stage] if stands else ()
    if stands is None or len(known) < FEWEST:
        return Forecast(record.key, len(known), why=f"Fewer than {FEWEST} earlier reviews passed this stage.")
    longer = [days for days in known if stands.since + timedelta(days=days) >= on]
    if len(longer) < FEWEST:
        return Forecast(record.key, len(longer), why=f"Fewer than {FEWEST} earlier reviews stood here as long.")
    first, middle, last = (stands.since + timedelta(days=round(quartile(longer, part))) for part in (0.25, 0.5, 0.75))
    return Forecast(record.key, len(longer), first, middle, last)


def _is_awaited(record: CaseRecord, on: date) -> bool:
    step = last_step(record.steps, on)
    return step is not None and step.stage not in NOT_AWAITED and _first_day(record, Stage.PUBLISHED, on) is None


NOT_AWAITED = frozenset(
    {
        Stage.DECIDED_NO_REVIEW,
        Stage.DECIDED_ALTERNATIVE,
        Stage.HO_SCRUTINY,
        Stage.TRANSFERRED,
        Stage.TERMINATED,
        Stage.PUBLICATION_WITHHELD,
        Stage.CLOSED,
        Stage.LEARNING,
        Stage.MONITORING,
    }
)
"""Stages from which no publication is awaited."""


def _arrivals(record: CaseRecord, until: date) -> dict[Stage, date]:
    found: dict[Stage, date] = {}
    for step in record.steps:
        if step.on <= until:
            found.setdefault(step.stage, step.on)
    return found


def _first_day(record: CaseRecord, stage: Stage, on: date) -> date | None:
    return next((step.on for step in record.steps if step.stage is stage and step.on <= on), None)
