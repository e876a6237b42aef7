"""How would somebody else compute the clocks, who has seen only the rules?

Everything is counted day by day on the calendar and nothing of the product is imported: no month arithmetic,
no table of holidays, no intervals. Slow and plain on purpose. Good for the years 2011 to 2031.
"""

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

ONE_DAY = timedelta(days=1)
MONDAY, FRIDAY = 0, 4

MOVED_OR_ADDED = {
    2011: ([], [(4, 29)]),
    2012: ([(5, 28)], [(6, 4), (6, 5)]),
    2020: ([(5, 4)], [(5, 8)]),
    2022: ([(5, 30)], [(6, 2), (6, 3), (9, 19)]),
    2023: ([], [(5, 8)]),
}


class Held(NamedTuple):
    """A hold: from a day up to but not including another, or open."""

    first: date
    until: date | None


class Agreed(NamedTuple):
    """An extension of one clock."""

    clock: str
    new_due: date
    on: date


class Opinion(NamedTuple):
    """What the second computation says of one clock."""

    due: date | None
    state: str
    elapsed: int | None
    net: int | None


def easter_sunday(year: int) -> date:
    """The Sunday after the paschal full moon, by the rule of the prayer book (1900 to 2199)."""
    golden = year % 19
    full_moon = date(year, 3, 21) + ONE_DAY * ((19 * golden + 24) % 30)
    late = full_moon == date(year, 4, 19) or (full_moon == date(year, 4, 18) and golden > 10)
    day = full_moon - ONE_DAY if late else full_moon
    day += ONE_DAY
    while day.isoweekday() != 7:
        day += ONE_DAY
    return day


@cache
def days_off(year: int) -> frozenset[date]:
    """Bank holidays of England and Wales, without help from any table of holidays."""
    easter = easter_sunday(year)
    usual = {easter - 2 * ONE_DAY, easter + ONE_DAY}
    usual |= {first_monday(date(year, 5, 1)), last_monday(date(year, 5, 31)), last_monday(date(year, 8, 31))}
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        usual.add(next_free_weekday(fixed, usual))
    gone, added = MOVED_OR_ADDED.get(year, ([], []))
    usual -= {date(year, month, day) for month, day in gone}
    return frozenset(usual | {date(year, month, day) for month, day in added})


def first_monday(day: date) -> date:
    """The day itself or the first Monday after it."""
    while day.weekday() != MONDAY:
        day += ONE_DAY
    return day


def last_monday(day: date) -> date:
    """The day itself or the last Monday before it."""
    while day.weekday() != MONDAY:
        day -= ONE_DAY
    return day


def next_free_weekday(day: date, taken: set[date]) -> date:
    """The day itself, or the next weekday that is not a holiday already."""
    while day.weekday() > FRIDAY or day in taken:
        day += ONE_DAY
    return day


def limit_ends(start: date, written: str) -> date:
    """Walks one day at a time from the start until the written limit (P6M, P8W, P56D, P5WD) is used up."""
    if written.endswith("M"):
        return walk_months(start, int(written[1:-1]))
    if written.endswith("WD"):
        return walk_working_days(start, int(written[1:-2]))
    days = int(written[1:-1]) * (7 if written.endswith("W") else 1)
    day = start
    for _ in range(days):
        day += ONE_DAY
    return day


def walk_months(start: date, months: int) -> date:
    """Turns the calendar's page that many times, then stops at the same number or at the foot of the page."""
    day, pages = start, 0
    while pages < months:
        day += ONE_DAY
        pages += day.day == 1
    while day.day != start.day and (day + ONE_DAY).day != 1:
        day += ONE_DAY
    return day


def walk_working_days(start: date, count: int) -> date:
    """Crosses off working days after the start until enough are crossed off."""
    day = start
    while count:
        day += ONE_DAY
        if day.weekday() <= FRIDAY and day not in days_off(day.year):
            count -= 1
    return day


def opinion(
    clock: str,
    *,
    limit: str | None,
    start: date | None,
    stop: date | None,
    on: date,
    holds: list[Held],
    agreed: list[Agreed],
) -> Opinion:
    """One clock on one day. `limit` is None or a phrase where nothing is counted."""
    start, stop = happened(start, on), happened(stop, on)
    if start is None:
        return Opinion(None, "not_started", None, None)
    due = limit_ends(start, limit) if limit and limit.startswith("P") else None
    due = last_agreed(clock, on, agreed, due)
    days = days_of(start, stop or on)
    free = [day for day in days if not is_held(day, holds, on)]
    return Opinion(due, state_of(due, stop, on), len(days), len(free))


def happened(day: date | None, on: date) -> date | None:
    """The day, unless it is still to come."""
    return None if day is None or day > on else day


def days_of(start: date, end: date) -> list[date]:
    """Walks from the start to the day before the end."""
    days = []
    while start < end:
        days.append(start)
        start += ONE_DAY
    return days


def is_held(day: date, holds: list[Held], on: date) -> bool:
    """True on a day that lies in one of the holds; one without an end goes on."""
    return any(hold.first <= day < (hold.until or on) for hold in holds)


def last_agreed(clock: str, on: date, agreed: list[Agreed], due: date | None) -> date | None:
    """Goes through the list from the top and keeps whatever was agreed no earlier than what is kept."""
    kept = date.min
    for each in agreed:
        if each.clock == clock and each.on <= on and each.on >= kept:
            kept, due = each.on, each.new_due
    return due


def state_of(due: date | None, stop: date | None, on: date) -> str:
    """The state's word."""
    if due is None:
        return "running" if stop is None else "done"
    late = (stop or on) > due
    if stop is None:
        return "overdue" if late else "running"
    return "met_late" if late else "met"
