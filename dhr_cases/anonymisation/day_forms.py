"""In which ways is one day written, and which day do words name? Imports no Django."""

import re
from collections.abc import Iterator
from datetime import date

from dhr_cases.anonymisation.ordinary_words import MONTHS

MONTH_WORD = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS).replace("sep(?:", "sep(?:t|")
"""An expression for a month in words, whole or short."""

_READABLE = (
    re.compile(
        rf"(?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ \-./]*(?P<m>{MONTH_WORD})[ \-./,]*(?P<y>\d{{4}}|\d{{2}})"
    ),
    re.compile(rf"(?P<m>{MONTH_WORD})[ \-./]*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?[ \-./]+(?P<y>\d{{4}}|\d{{2}})"),
    re.compile(r"(?P<y>\d{4})[\-/. ](?P<m>\d{1,2})[\-/. ](?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})[\-/. ](?P<m>\d{1,2})[\-/. ](?P<y>\d{4}|\d{2})"),
)
_YOUNGEST_YEAR = 30
_SPREADSHEET_ORIGIN = date(1899, 12, 30)


def day_named(words: str) -> date | None:
    """The day that the whole of the words name, read in the British order, or None when they name no day.

    A year of two figures up to 30 lies after 2000.
    """
    tidy = " ".join(words.casefold().split())
    for form in _READABLE:
        found = form.fullmatch(tidy)
        if found:
            return _day(found["y"], found["m"], found["d"])
    return None


def _day(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else 1 + [name[:3] for name in MONTHS].index(month[:3])
    try:
        return date(_whole_year(year), number, int(day))
    except ValueError:
        return None


def _whole_year(year: str) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) <= _YOUNGEST_YEAR else 1900)


def day_forms(day: date) -> Iterator[tuple[str, ...]]:
    """The parts of each usual way to write the day, folded: figures or words, both orders, a spreadsheet's number."""
    figures, words = _months(day)
    for year in (f"{day.year}", f"{day.year % 100:02}"):
        for number in dict.fromkeys((f"{day.day}", f"{day.day:02}")):
            for month in (*figures, *words):
                yield (number, month, year)
                yield (month, number, year)
            for month in words:
                yield (year, month, number)
                yield from _with_ordinal(number, _ending(day.day), month, year)
    yield from _in_one_piece(day)


def _months(day: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    name = MONTHS[day.month - 1]
    words = (name, name[:3], "sept") if day.month == 9 else (name, name[:3])
    return tuple(dict.fromkeys((f"{day.month}", f"{day.month:02}"))), tuple(dict.fromkeys(words))


def _with_ordinal(number: str, ending: str, month: str, year: str) -> Iterator[tuple[str, ...]]:
    yield (number, ending, month, year)
    yield (number, ending, "of", month, year)
    yield (number, "of", month, year)
    yield (month, number, ending, year)


def _in_one_piece(day: date) -> Iterator[tuple[str, ...]]:
    for month in (f"{day.month}", f"{day.month:02}"):
        for number in (f"{day.day}", f"{day.day:02}"):
            yield (f"{day.year}", month, number)
    yield (f"{day:%d%m%Y}",)
    yield (f"{day:%Y%m%d}",)
    yield (f"{(day - _SPREADSHEET_ORIGIN).days}",)


def _ending(day: int) -> str:
    return "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
