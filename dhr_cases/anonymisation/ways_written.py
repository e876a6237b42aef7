"""In which ways is a name, an address, a day or a number written? Imports no Django.

What a recorder typed once stands in a report in other shapes: surname alone, initial and surname, a date in figures.
Source: domain 4.3, the protected-token list [D].
"""

import datetime
import re
from collections.abc import Iterable
from itertools import chain

from dateutil import parser as dates

from dhr_cases.anonymisation.recognisers.days import exact_days

TITLES = frozenset((
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "rev", "revd",
    "reverend", "cllr", "councillor", "det", "pc", "dc", "ds", "di", "dci", "dcs", "dsu", "supt", "superintendent",
    "ch", "insp", "inspector", "sgt", "sergeant", "detective", "constable", "chief",
))  # fmt: skip  # as many a line as fit
"""Words before a name that name nobody."""

PARTICLES = frozenset((
    "de", "da", "di", "del", "della", "der", "den", "van", "von", "la", "le", "el", "al", "bin", "ben", "ibn", "of",
    "the", "and",
))  # fmt: skip  # as above
"""Words inside a name that are too common to look for alone."""

SPOKEN_TITLES = ("Mr", "Mrs", "Ms", "Miss", "Dr", "PC", "DC", "DS", "DI", "DCI", "Sgt", "Inspector")
"""Titles under which somebody at work is named by surname."""

_STREETS = re.compile(
    r"\b(road|street|lane|avenue|close|drive|way|court|crescent|gardens|grove|terrace|place|square|walk|mews|hill|"
    r"rise|row|green|park|view|house|flats?|cottage|farm)\b",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_JOINTS = re.compile(r"[-‐‑–/]")
"""What joins two names into one: Smith-Jones, Sarah/Sally."""
_NUMBER = re.compile(r"\+?\d[\d\s().-]{4,}\d")
_HOUSE_NUMBER = re.compile(r"^\s*(?:flat\s+\S+\s*,?\s*)?\d+\s*[a-z]?\s+", re.IGNORECASE)


def entries(text: str) -> tuple[str, ...]:
    """What stands one a line or between commas and semicolons, without empty ones and repetitions."""
    return _once(part for part in re.split(r"[\n,;]", text))


def bare_name(name: str) -> str:
    """The name without titles before it and with single spaces."""
    words = name.replace(",", " ").split()
    while words and words[0].strip(".").casefold() in TITLES:
        words = words[1:]
    return " ".join(words)


def name_ways(name: str) -> tuple[str, ...]:
    """Other ways a name is written: each part alone, surname first, initial and surname, Mr or Ms and surname.

    Both halves of a joined name count as parts. Parts of one letter and particles are no names by themselves.
    """
    words = bare_name(name).split()
    parts = list(filter(_names_alone, chain(words, *map(_halves, words))))
    if len(words) < 2:
        return _other_than(" ".join(words), parts)
    first, last = words[0], words[-1]
    titled = [f"{title} {last}" for title in SPOKEN_TITLES[:4]]
    ways = [f"{first} {last}", *parts, *titled, f"{last}, {first}", f"{first[0]} {last}", f"{first[0]}. {last}"]
    return _other_than(" ".join(words), ways)


def _halves(word: str) -> list[str]:
    """The names that one word joins; none for a word without a joint."""
    halves = _JOINTS.split(word)
    return halves if len(halves) > 1 else []


def _names_alone(word: str) -> bool:
    return len(word.strip(".")) > 1 and word.casefold() not in PARTICLES


def work_name_ways(name: str) -> tuple[str, ...]:
    """Ways a person at work is named: forename and surname, or a title and the surname; never one word alone."""
    words = bare_name(name).split()
    if len(words) < 2:
        return ()
    first, last = words[0], words[-1]
    titled = (f"{title} {last}" for title in SPOKEN_TITLES)
    ways = (f"{first} {last}", f"{last}, {first}", f"{first[0]} {last}", *titled)
    return _other_than(" ".join(words), ways)


def postcodes(text: str) -> tuple[str, ...]:
    """The postcodes in a text, in capitals with one space."""
    found = (re.sub(r"\s+", "", match.group()).upper() for match in _POSTCODE.finditer(text))
    return _once(f"{code[:-3]} {code[-3:]}" for code in found)


def address_ways(address: str) -> tuple[str, ...]:
    """The lines of an address that lead to the house: first line, streets with and without number.

    A town alone is left out: it stands in every report. Postcodes are told by ``postcodes``.
    """
    lines = [line for line in entries(_POSTCODE.sub("", address)) if not line.isdigit()]
    telling = [*lines[:1], *filter(_leads_to_a_house, lines[1:])]
    without_number = [_HOUSE_NUMBER.sub("", line) for line in telling]
    return _longer_than(3, [*telling, *without_number])


def _leads_to_a_house(line: str) -> bool:
    return bool(_STREETS.search(line)) or any(letter.isdigit() for letter in line)


def day_ways(text: str) -> tuple[str, ...]:
    """A day in the shapes in which it is written; () when the text is no full day."""
    day = _day(text)
    if day is None:
        return ()
    month, number = day.strftime("%B"), day.day
    ordinal = f"{number}{_ending(number)}"
    return _once((
        f"{number} {month} {day.year}", f"{ordinal} {month} {day.year}", f"{ordinal} of {month} {day.year}",
        f"{number:02d} {month} {day.year}", f"{number} {month[:3]} {day.year}", f"{month} {number}, {day.year}",
        f"{month} {number} {day.year}", f"{number:02d}/{day.month:02d}/{day.year}", f"{number}/{day.month}/{day.year}",
        f"{number:02d}/{day.month:02d}/{day.year % 100:02d}", f"{number:02d}.{day.month:02d}.{day.year}",
        f"{number:02d}-{day.month:02d}-{day.year}", day.isoformat(),
    ))  # fmt: skip  # the shapes read side by side


def ways_of_days_in(text: str) -> tuple[str, ...]:
    """The shapes of the day a text is, or of every day that stands among other words in it ("3/5/85, from the GP")."""
    return day_ways(text) or _once(way for day in exact_days(text) for way in (day.words, *day_ways(day.words)))


def _day(text: str) -> datetime.date | None:
    """The full day a text tells, None for a month, a year or no day at all."""
    try:
        found = [
            dates.parse(text, dayfirst=not re.match(r"\d{4}", text), default=datetime.datetime(*filler))  # noqa: DTZ001
            for filler in ((2001, 1, 1), (2002, 2, 2))  # a part that is missing is filled in differently
        ]
    except (ValueError, OverflowError):
        return None
    return found[0].date() if found[0] == found[1] else None


def _ending(number: int) -> str:
    if number in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def reachable_at(text: str) -> tuple[str, ...]:
    """The e-mail addresses and numbers of six and more figures in a text."""
    mails = [match.group() for match in _EMAIL.finditer(text)]
    numbers = [match.group().strip() for match in _NUMBER.finditer(_EMAIL.sub(" ", text))]
    return _once([*mails, *numbers])


def number_ways(number: str) -> tuple[str, ...]:
    """The number without anything between its figures, when that differs."""
    plain = re.sub(r"[^\d+]", "", number)
    return () if plain == number or "@" in number else (plain,)


def _other_than(whole: str, ways: Iterable[str]) -> tuple[str, ...]:
    return tuple(way for way in _once(ways) if way != whole)


def _longer_than(length: int, lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in _once(lines) if len(line) > length)


def _once(parts: Iterable[str]) -> tuple[str, ...]:
    """The parts tidied, without empty ones and repetitions, in their order."""
    return tuple(dict.fromkeys(tidy for part in parts if (tidy := " ".join(part.split()))))
