"""How long have reviews stood where they stand, and how long were they with the Home Office? Pure figures."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from dhr_cases.stages import STAGES, Stage
from governance.position import CaseRecord, CaseStanding, Position, Step
from governance.standings import STANDINGS

WITH_HOME_OFFICE = frozenset({Stage.SUBMITTED, Stage.RESUBMITTED, Stage.AT_QA})
"""Stages in which the Home Office has the report; its time is its own and no clock of the partnership runs [V]."""


@dataclass(frozen=True)
class StageAge:
    """How many reviews stand at a stage, and for how many days: half of them at most so many, the longest so many."""

    stage: Stage
    reviews: int
    middle: int
    longest: int

    @property
    def label(self) -> str:
        """The stage in words."""
        return STAGES[self.stage].label


@dataclass(frozen=True)
class Stay:
    """One time with the Home Office: since when, until when (None: still), how many days."""

    key: int
    since: date
    until: date | None
    days: int


def ages(found: Position, only: Iterable[int] | None = None) -> tuple[StageAge, ...]:
    """Ageing by stage of the live reviews of a position, in the order of the stages; ``only`` keeps these reviews."""
    kept = None if only is None else frozenset(only)
    days: dict[Stage, list[int]] = defaultdict(list)
    for case in found.cases:
        if STANDINGS[case.standing].is_live and (kept is None or case.key in kept):
            days[case.stage].append(_days(case, found.on))
    return tuple(
        StageAge(stage, len(days[stage]), round(median(days[stage])), max(days[stage]))
        for stage in Stage
        if days[stage]
    )


def _days(case: CaseStanding, on: date) -> int:
    return max(0, (on - case.since).days)


def stays_with_home_office(records: Iterable[CaseRecord], on: date) -> tuple[Stay, ...]:
    """Every time a report went to the Home Office and came back, or has not yet, up to the day; oldest first."""
    found = [stay for record in records for stay in _stays(record, on)]
    return tuple(sorted(found, key=lambda stay: (stay.since, stay.key)))


def _stays(record: CaseRecord, on: date) -> list[Stay]:
    stays: list[Stay] = []
    since: date | None = None
    for step in (step for step in record.steps if step.on <= on):
        since, stay = _after(record.key, since, step)
        stays += [stay] if stay else []
    return stays if since is None else [*stays, Stay(record.key, since, None, (on - since).days)]


def _after(key: int, since: date | None, step: Step) -> tuple[date | None, Stay | None]:
    """Since when it is with the Home Office after a step, and the stay that the step ends."""
    if step.stage in WITH_HOME_OFFICE:
        return (step.on if since is None else since), None
    if since is None:
        return None, None
    return None, Stay(key, since, step.on, max(0, (step.on - since).days))


def middle_of(days: Sequence[int]) -> int | None:
    """The median in whole days; None of nothing."""
    return round(median(days)) if days else None
