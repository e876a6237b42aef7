"""When is each clock due, how does it stand, and why?

Due dates are computed from recorded events, holds and extensions, and never stored. Every function is pure:
the same facts and the same day always give the same answer; nothing here knows Django or the time of day.

The rules, each tried in tests/rules/worked_examples:

- What is dated after the day asked about has not happened yet on that day. This holds for events, for the end
  of a hold and for the day an extension was agreed: a reading for a past day is the reading of that day.
- A clock with no start by that day is not started: no due date, no days, whatever else is recorded.
- A limit in months ends on the same day of the month, else on that month's last day. Weeks and days are
  calendar days. Working days follow the bank holidays of England and Wales and never count the start's day.
- The latest extension agreed by the day asked about sets the due date, be it later or earlier than before; of
  two agreed on one day the one listed later counts. It gives a due date even to a clock without a limit, and
  it counts when agreed before the clock started or after it stopped.
- A hold never moves a due date.
- On the due date itself a clock is not late. Without a due date it is never late: it runs, then it is done.
- Days elapsed run from start to stop, or to the day asked about. A stop recorded before the start, a thing
  done early, counts as a stop with nought days elapsed.
- The net figure leaves out each day inside any hold, once however many holds cover it, from the hold's first
  day up to but not including its last. A hold without an end runs to the day asked about.

Source: month ends and working days, ours [D]; that a hold moves nothing by itself and both figures are shown,
ours [D]. The limits are rows of the policy files, each with its own source and evidence.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dhr_cases.plurals import counted
from dhr_cases.policy import Clock, Period, Unit, clocks_for
from dhr_cases.working_days import (
    add_days,
    add_months,
    add_weeks,
    add_working_days,
    working_days_between,
)

NEAR_WORKING_DAYS = 10
NEAR = timedelta(weeks=4)  # always holds more than ten working days, so the count below stays short


class ClockState(StrEnum):
    """How a clock stands on a given day."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met_late"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Hold:
    """Time left out of the net figure: from `start` up to, not including, `end`; open where end is None.

    Raises ValueError when it ends before it starts.
    """

    start: date
    end: date | None = None
    reason: str = ""
    scope: str = ""

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"a hold cannot end on {long_date(self.end)}, before it starts.")


@dataclass(frozen=True, slots=True)
class Extension:
    """A due date agreed in place of the computed one, for one clock, by name."""

    clock: str
    new_due: date
    agreed_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ClockReading:
    """One clock read on one day, with the sentence that explains its due date.

    `limit` is the limit as machines read it (P6M, or a phrase), the local one where one applies.
    """

    clock: str
    label: str
    start_event: str
    stop_event: str
    start: date | None
    limit: str | None
    due: date | None
    stop: date | None
    state: ClockState
    elapsed_days: int | None
    elapsed_days_net: int | None
    source: str
    evidence: str
    extended_by: Extension | None
    why: str


def read_clocks(
    regime: str,
    events: Mapping[str, date],
    on: date,
    *,
    holds: Sequence[Hold] = (),
    extensions: Sequence[Extension] = (),
    local_limits: Mapping[str, Period] | None = None,
    closures: Collection[date] = (),
) -> tuple[ClockReading, ...]:
    """Every clock of a regime read on one day, in the order of the policy files.

    `events` gives the day on which each named event happened; clocks that run per request are read from them
    too. `local_limits` gives a partnership's own limits by clock. `closures` are extra days without work.
    Raises PolicyError for an unknown regime and ValueError for a local limit that the clock does not allow.
    """
    local = local_limits or {}
    return tuple(
        read_clock(
            row,
            events,
            on,
            holds=holds,
            extensions=extensions,
            local_limit=local.get(row.id),
            closures=closures,
        )
        for row in clocks_for(regime)
    )


def read_clock(
    clock: Clock,
    events: Mapping[str, date],
    on: date,
    *,
    holds: Sequence[Hold] = (),
    extensions: Sequence[Extension] = (),
    local_limit: Period | None = None,
    closures: Collection[date] = (),
) -> ClockReading:
    """One clock read on one day, by the rules at the head of this module.

    Extensions of other clocks are passed over. Raises ValueError for a local limit where law has set one.
    """
    limit = limit_in_force(clock, local_limit)
    start, stop = _happened(events, clock.start, on), _happened(events, clock.stop, on)
    extension = None if start is None else extension_in_force(clock.id, extensions, on)
    due = None if start is None else due_date(start, limit, extension, closures)
    elapsed, elapsed_net = _elapsed(start, stop or on, holds, on)
    return ClockReading(
        clock=clock.id,
        label=clock.label,
        start_event=clock.start,
        stop_event=clock.stop,
        start=start,
        limit=limit.text if limit else clock.limit_text,
        due=due,
        stop=stop,
        state=state_on(on, start=start, due=due, stop=stop),
        elapsed_days=elapsed,
        elapsed_days_net=elapsed_net,
        source=clock.source,
        evidence=clock.evidence,
        extended_by=extension,
        why=_why(clock, limit, start, extension, closures),
    )


def limit_in_force(clock: Clock, local_limit: Period | None) -> Period | None:
    """The limit that law or guidance counts out, else the partnership's own, else None.

    Raises ValueError where both are given: nobody changes locally what law or guidance has set.
    """
    if clock.limit and local_limit:
        raise ValueError(f"the limit of {clock.id} is set by {clock.basis} and cannot be changed locally.")
    return clock.limit or local_limit


def extension_in_force(clock_id: str, extensions: Sequence[Extension], on: date) -> Extension | None:
    """The extension of this clock agreed last by that day; of two agreed on one day, the one listed later."""
    agreed = [each for each in extensions if each.clock == clock_id and each.agreed_on <= on]
    return max(reversed(agreed), key=lambda each: each.agreed_on, default=None)


def due_date(
    start: date,
    limit: Period | None,
    extension: Extension | None = None,
    closures: Collection[date] = (),
) -> date | None:
    """The extension's date, else the limit counted from the start, else None."""
    if extension is not None:
        return extension.new_due
    return None if limit is None else period_after(start, limit, closures)


def period_after(start: date, period: Period, closures: Collection[date] = ()) -> date:
    """The last day of a period that begins on `start`, by the rule of the period's own unit."""
    if period.unit is Unit.MONTHS:
        return add_months(start, period.count)
    if period.unit is Unit.WEEKS:
        return add_weeks(start, period.count)
    if period.unit is Unit.DAYS:
        return add_days(start, period.count)
    return add_working_days(start, period.count, closures)


def state_on(on: date, *, start: date | None, due: date | None, stop: date | None) -> ClockState:
    """How a clock stands on a day, from its three dates; a date after that day must be given as None."""
    if start is None:
        return ClockState.NOT_STARTED
    if stop is None:
        return ClockState.OVERDUE if due is not None and on > due else ClockState.RUNNING
    if due is None:
        return ClockState.DONE
    return ClockState.MET if stop <= due else ClockState.MET_LATE


def _elapsed(start: date | None, end: date, holds: Sequence[Hold], on: date) -> tuple[int | None, int | None]:
    """Days from the start, all of them and net of holds; None and None where the start is not known."""
    if start is None:
        return None, None
    return elapsed_days(start, end), elapsed_days_net(start, end, holds, on)


def elapsed_days(start: date, end: date) -> int:
    """Calendar days from start to end; nought where the end comes before the start."""
    return max(0, (end - start).days)


def elapsed_days_net(start: date, end: date, holds: Sequence[Hold], on: date) -> int:
    """Calendar days from start up to, not including, end that lie in no hold; an open hold runs to `on`."""
    held = 0
    counted_to = start
    for hold in sorted(holds, key=lambda each: each.start):
        first = max(hold.start, counted_to)
        last = min(end, on if hold.end is None else hold.end)
        if last > first:
            held += (last - first).days
            counted_to = last
    return elapsed_days(start, end) - held


def days_until(due: date, on: date) -> int:
    """Calendar days from a day to the due date: nought on the day itself, negative when it is past."""
    return (due - on).days


def in_words(reading: ClockReading, on: date, closures: Collection[date] = ()) -> str:
    """How a clock stands in a few words: "due in 3 working days", "9 days late", "met on 4 May 2026".

    `on` is the day the reading was made for. Up to ten working days ahead are counted, later dates are named.
    """
    if reading.start is None:
        return "not started" if reading.stop is None else f"done on {long_date(reading.stop)}, start not recorded"
    if reading.stop is not None:
        return _stopped_words(reading, reading.stop)
    if reading.due is None:
        return f"running for {counted(elapsed_days(reading.start, on), 'day')}, no limit set"
    return _due_words(reading.due, on, closures)


def long_date(day: date) -> str:
    """A date as we print it, for example 4 May 2026; no month name depends on the machine's language."""
    return f"{day.day} {_MONTH_NAMES[day.month - 1]} {day.year}"


_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def _happened(events: Mapping[str, date], name: str, on: date) -> date | None:
    day = events.get(name)
    return day if day is not None and day <= on else None


def _stopped_words(reading: ClockReading, stop: date) -> str:
    if reading.due is None:
        return f"done on {long_date(stop)}"
    if stop <= reading.due:
        return f"met on {long_date(stop)}"
    return f"met on {long_date(stop)}, {counted(days_until(stop, reading.due), 'day')} late"


def _due_words(due: date, on: date, closures: Collection[date]) -> str:
    if due < on:
        return f"{counted(days_until(on, due), 'day')} late"
    if due == on:
        return "due today"
    ahead = working_days_between(on, min(due, on + NEAR), closures)
    if 1 <= ahead <= NEAR_WORKING_DAYS:
        return f"due in {ahead} working day{'' if ahead == 1 else 's'}"
    return f"due on {long_date(due)}"


def _why(
    clock: Clock,
    limit: Period | None,
    start: date | None,
    extension: Extension | None,
    closures: Collection[date],
) -> str:
    if start is None:
        return f"Not started: it starts when {clock.start_words}, and no such day is recorded."
    sentence = _limit_sentence(clock, limit, start, closures)
    return f"{sentence} {_extension_sentence(extension)}" if extension else sentence


def _limit_sentence(clock: Clock, limit: Period | None, start: date, closures: Collection[date]) -> str:
    since = f"{long_date(start)}, when {clock.start_words}"
    if limit is None:
        phrase = clock.limit_phrase.capitalize()
        rule = f"{phrase} ({clock.basis})" if phrase else "No limit is set"
        return f"{rule}; runs from {since}, without a due date of its own."
    due = period_after(start, limit, closures)
    basis = clock.basis if clock.limit else "local limit"
    last_day = ", the last day of that month" if _is_clamped(limit, start, due) else ""
    return f"{limit.words.capitalize()} from {since}: {long_date(due)}{last_day} ({basis})."


def _is_clamped(limit: Period, start: date, due: date) -> bool:
    return limit.unit is Unit.MONTHS and due.day != start.day


def _extension_sentence(extension: Extension) -> str:
    reason = f": {extension.reason.rstrip('.')}" if extension.reason else ""
    agreed_on = long_date(extension.agreed_on)
    return f"Set to {long_date(extension.new_due)} by the extension agreed on {agreed_on}{reason}."
