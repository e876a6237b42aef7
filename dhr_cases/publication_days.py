"""Is a day too near to one that a family dreads? Arithmetic of dates to avoid. Imports no Django.

Source: safe dates of publication: no birthday, anniversary, trial or inquest, domain S22 [D].
"""

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from dhr_cases.deadlines import long_date

MOST_DAYS_AROUND = 60
"""Days that can be kept clear before and after a date; more leaves no day of a year."""


@dataclass(frozen=True)
class DayToAvoid:
    """A day, how many days before and after it are kept clear as well, and whether it comes again each year."""

    on: datetime.date
    name: str
    days_around: int = 0
    every_year: bool = False


@dataclass(frozen=True)
class Clash:
    """A day that is too near: which day to avoid, on which day it falls, how many days away (before it: negative)."""

    name: str
    falls_on: datetime.date
    days_after: int

    @property
    def sentence(self) -> str:
        """The clash in words, without the day it is about."""
        if self.days_after == 0:
            return f"That is the day “{self.name}”."
        away = abs(self.days_after)
        side = "after" if self.days_after > 0 else "before"
        return f"That is {away} {'day' if away == 1 else 'days'} {side} “{self.name}” on {long_date(self.falls_on)}."


def clashes(day: datetime.date, avoided: Iterable[DayToAvoid]) -> tuple[Clash, ...]:
    """The days to avoid that the day is too near to, the nearest first."""
    found = [clash for one in avoided if (clash := _clash(day, one)) is not None]
    return tuple(sorted(found, key=lambda clash: (abs(clash.days_after), clash.falls_on)))


def _clash(day: datetime.date, avoided: DayToAvoid) -> Clash | None:
    """The nearest fall of the day to avoid, when it is near enough; a year's end is no border."""
    years = (day.year - 1, day.year, day.year + 1) if avoided.every_year else (avoided.on.year,)
    falls = [in_year(avoided.on, year) for year in years if datetime.MINYEAR <= year <= datetime.MAXYEAR]
    nearest = min(falls, key=lambda fall: abs((day - fall).days))
    away = (day - nearest).days
    return Clash(avoided.name, nearest, away) if abs(away) <= avoided.days_around else None


def in_year(day: datetime.date, year: int) -> datetime.date:
    """The day in another year; 29 February falls on the 28th where there is none."""
    last = calendar.monthrange(year, day.month)[1]
    return day.replace(year=year, day=min(day.day, last))
