"""Which financial year does a day fall in, and how is a year written?

A financial year runs from 1 April to 31 March and is known by the year it starts in: 2021 is 2021/22, in rows of
the database too. Nothing here knows Django.
"""

import re
from dataclasses import dataclass
from datetime import date

FIRST_MONTH = 4
KNOWN = range(1900, 2200)

_WRITTEN = re.compile(r"([0-9]{4})(?:\s*[/\-–]\s*([0-9]{4}|[0-9]{2}))?")


@dataclass(frozen=True, slots=True, order=True)
class FinancialYear:
    """The twelve months from 1 April of `start`. Years are ordered by their start.

    Source: local authorities' financial year, Local Government Finance Act 1992 section 69(1). [K]
    """

    start: int

    def __str__(self) -> str:
        """The same as the label."""
        return self.label

    @property
    def label(self) -> str:
        """As partners write it: "2021/22", and "1999/00"."""
        return f"{self.start}/{(self.start + 1) % 100:02d}"

    @property
    def first(self) -> date:
        """1 April."""
        return date(self.start, FIRST_MONTH, 1)

    @property
    def last(self) -> date:
        """31 March of the next calendar year."""
        return date(self.start + 1, FIRST_MONTH - 1, 31)

    @property
    def days(self) -> int:
        """365, or 366 where a 29 February lies in it."""
        return (self.last - self.first).days + 1

    @property
    def next(self) -> "FinancialYear":
        """The year that begins on the day after this one ends."""
        return FinancialYear(self.start + 1)

    @property
    def previous(self) -> "FinancialYear":
        """The year that ended on the day before this one begins."""
        return FinancialYear(self.start - 1)


def year_of(day: date) -> FinancialYear:
    """The financial year a day falls in: 31 March 2022 is in 2021/22, 1 April 2022 in 2022/23."""
    return FinancialYear(day.year if day.month >= FIRST_MONTH else day.year - 1)


def parse_year(text: str) -> FinancialYear:
    """A year as people write it: "2021/22", "2021-22", "2021/2022", or "2021" for the year that starts then.

    Raises ValueError, with a sentence fit for the screen, for anything else.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None or int(found[1]) not in KNOWN:
        raise ValueError(f"“{text}” is not a financial year. Write it like 2021/22.")
    year = FinancialYear(int(found[1]))
    if found[2] not in (None, str(year.start + 1), f"{(year.start + 1) % 100:02d}"):
        raise ValueError(f"“{text}” is not a financial year: {year.start} is followed by {year.start + 1}.")
    return year
