"""Where did every review stand on a past day, by what was recorded? Pure; imports no Django.

The rules, each tried in tests/rules/test_case_position.py:

- What is dated after the day asked about has not happened yet on that day.
- Of what has happened, the step recorded last says where the review stands: who has come to a later step has left
  the earlier ones, whatever their days.
- A review is counted from its first step on. Before that day it does not exist.
- A review taken on while running, some of whose days nobody knows, is counted where it was last known to stand; from
  the day of its taking on it stands where it was taken on. Such reviews are counted apart, as not certain.
- A pause runs from its first day up to, not including, its last; one without an end runs on.
- Opened in a period: the referral lies in it. Published: a step to publication lies in it. Ended: it stands at an
  end that day, and came there in the period.

Source: rules ours [D]; what is counted, funding-and-reporting 5.1 [V].
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dhr_cases.deadlines import Hold
from dhr_cases.stages import START, Stage
from governance.standings import ENDED, OF_STAGE, STANDINGS, Standing


@dataclass(frozen=True, slots=True)
class Step:
    """A review came to a stage on a day. Steps are kept in the order in which they were recorded."""

    stage: Stage
    on: date


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """What is recorded of one review; ``certain_from`` is the day of its taking on, None where every day is known."""

    key: int
    steps: tuple[Step, ...]
    pauses: tuple[Hold, ...] = ()
    certain_from: date | None = None


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """One review on a day: its stage, since when, and for which reasons it is paused."""

    key: int
    stage: Stage
    since: date
    paused_for: tuple[str, ...] = ()
    is_certain: bool = True

    @property
    def standing(self) -> Standing:
        """Its line in the table."""
        return OF_STAGE[self.stage]


@dataclass(frozen=True)
class Position:
    """All reviews on one day, and what happened since an earlier one. ``since`` itself is not part of the period."""

    on: date
    since: date | None
    cases: tuple[CaseStanding, ...]
    opened: tuple[int, ...] = ()
    published: tuple[int, ...] = ()
    ended: tuple[int, ...] = ()

    @property
    def by_stage(self) -> Mapping[Stage, int]:
        """Reviews at each stage, nought included."""
        found = Counter(case.stage for case in self.cases)
        return {stage: found[stage] for stage in Stage}

    @property
    def by_standing(self) -> Mapping[Standing, int]:
        """Reviews in each line of the table, nought included."""
        found = Counter(case.standing for case in self.cases)
        return {code: found[code] for code in Standing}

    @property
    def paused(self) -> tuple[CaseStanding, ...]:
        """Reviews on hold that day."""
        return tuple(case for case in self.cases if case.paused_for)

    @property
    def live(self) -> int:
        """Reviews being worked on, from the decision to publication."""
        return sum(STANDINGS[case.standing].is_live for case in self.cases)

    @property
    def not_certain(self) -> int:
        """Reviews counted where they were last known to stand."""
        return sum(not case.is_certain for case in self.cases)


def position(records: Iterable[CaseRecord], on: date, since: date | None = None) -> Position:
    """The position on a day, with what was opened, published and ended after ``since`` (None: ever) up to that day."""
    rows = tuple(records)
    return Position(
        on=on,
        since=since,
        cases=tuple(filter(None, (standing_of(row, on) for row in rows))),
        opened=_came_to(rows, START, since, on),
        published=_came_to(rows, Stage.PUBLISHED, since, on),
        ended=tuple(row.key for row in rows if _has_ended(row, since, on)),
    )


def standing_of(record: CaseRecord, on: date) -> CaseStanding | None:
    """Where one review stood on a day; None before its first step."""
    step = last_step(record.steps, on)
    if step is None:
        return None
    paused = tuple(dict.fromkeys(pause.reason for pause in record.pauses if _covers(pause, on)))
    is_certain = record.certain_from is None or on >= record.certain_from
    return CaseStanding(record.key, step.stage, _since(record.steps, on), paused, is_certain)


def _since(steps: Sequence[Step], on: date) -> date:
    """The day of the first of the last steps to one stage: the taking on repeats the stage that was reached before."""
    happened = [step for step in steps if step.on <= on]
    latest = happened[-1]
    for step in reversed(happened):
        if step.stage is not latest.stage:
            break
        latest = step
    return latest.on


def last_step(steps: Sequence[Step], on: date) -> Step | None:
    """The step recorded last of those that have happened by that day."""
    return next((step for step in reversed(steps) if step.on <= on), None)


def counted_since(records: Iterable[CaseRecord], first: date, on: date) -> int:
    """How many reviews began, as far as is known, from a day up to and including another: "13 since 2013"."""
    return sum(1 for row in records if row.steps and first <= min(step.on for step in row.steps) <= on)


def _covers(pause: Hold, on: date) -> bool:
    return pause.start <= on and (pause.end is None or on < pause.end)


def _lies_in(day: date, since: date | None, on: date) -> bool:
    return day <= on and (since is None or day > since)


def _came_to(records: Iterable[CaseRecord], stage: Stage, since: date | None, on: date) -> tuple[int, ...]:
    """Keys of the reviews that came to a stage in the period."""
    return tuple(row.key for row in records if _has_come_to(row, stage, since, on))


def _has_come_to(record: CaseRecord, stage: Stage, since: date | None, on: date) -> bool:
    return any(step.stage is stage and _lies_in(step.on, since, on) for step in record.steps)


def _has_ended(record: CaseRecord, since: date | None, on: date) -> bool:
    """True when it stands at an end, and came there in the period."""
    step = last_step(record.steps, on)
    return step is not None and step.stage in ENDED and _lies_in(step.on, since, on)
