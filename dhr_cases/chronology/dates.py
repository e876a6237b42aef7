"""Which day does a cell of an agency's chronology mean, and how exactly is it known?"""

import datetime
import re

from dhr_cases.models import PartialDate, Precision

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NUMBERS = re.compile(r"(?:(\d{1,2})[/.\-])?(\d{1,2})[/.\-](\d{4})")
_WEEKDAY = r"(?:[a-z]+day|mon|tues?|wed|thurs?|thu|fri|sat|sun)"
_WORDS = re.compile(
    rf"(?:{_WEEKDAY}\.?,?\s+)?(?:(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of\s+|[\s-]+))?([a-z]{{3,9}})\.?,?[\s-]+(\d{{4}})",
    re.IGNORECASE,
)
_TIME_AFTER = re.compile(r"(?<=\d)[ T](\d{1,2}:\d{2})(?::\d{2}(?:\.\d+)?)?Z?$")
_MIDNIGHT = re.compile(r"0?0:00")
"""What programs write behind a day whose time nobody gave."""
_SHORT_YEAR = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2}")


def read_date(cell: object) -> PartialDate:
    """A day, a month or a year; raises ValueError with a sentence for anything else.

    Reads 4 September 2018, 4-Sep-2018, 04/09/2018, 2018-09-04, September 2018, 09/2018, 2018 and a date of the
    spreadsheet; a time of day behind a date is no part of it (``time_behind``).
    """
    if isinstance(cell, datetime.datetime):
        return PartialDate.on(cell.date())
    if isinstance(cell, datetime.date):
        return PartialDate.on(cell)
    text = " ".join(str(cell).split()) if cell is not None else ""
    return _from_text(_TIME_AFTER.sub("", text))


def time_behind(cell: object) -> str:
    """The time of day that stands behind a date in its cell, as hours and minutes; "" for none, and for midnight."""
    if isinstance(cell, datetime.datetime):
        return f"{cell:%H:%M}" if cell.time() != datetime.time() else ""
    found = _TIME_AFTER.search(" ".join(str(cell or "").split()))
    return found[1] if found and not _MIDNIGHT.fullmatch(found[1]) else ""


def _from_text(text: str) -> PartialDate:
    if not text:
        raise ValueError("no date")
    return _from_numbers(text) or _from_words(text) or _from_iso(text)


def coarser(day: PartialDate, word: str) -> PartialDate:
    """The date as a column of its own says how exactly it is known: day, month or year."""
    wanted = word.strip().lower()
    if wanted == Precision.YEAR:
        return PartialDate.parse(day.iso[:4])
    if wanted == Precision.MONTH:
        return PartialDate.parse(day.iso[:7])
    return day


def _from_numbers(text: str) -> PartialDate | None:
    if _SHORT_YEAR.fullmatch(text):
        raise ValueError(f"“{text}” has a year of two figures; write four")
    found = _NUMBERS.fullmatch(text)
    return _parsed(found[3], int(found[2]), found[1]) if found else None


def _from_words(text: str) -> PartialDate | None:
    found = _WORDS.fullmatch(text)
    if not found:
        return None
    month = _month_of(found[2].lower())
    return _parsed(found[3], month, found[1]) if month else None


def _month_of(start: str) -> int:
    """The number of the month that a word is, or is the beginning of; 0 for none."""
    return next((place for place, name in enumerate(MONTHS, 1) if name.startswith(start)), 0)


def _parsed(year: str, month: int, day: str | None) -> PartialDate:
    return PartialDate.parse(f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else ""))


def _from_iso(text: str) -> PartialDate:
    try:
        return PartialDate.parse(text.split("T", maxsplit=1)[0])
    except ValueError:
        raise ValueError(f"“{text[:40]}” is not a date") from None
