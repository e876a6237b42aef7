"""Which words of a published paragraph go on a slide, and at which time does a sentence stand? Imports no Django.

Sentences are taken whole and as they stand: nothing is reworded, so that nothing is said that the review does not say.
"""

import re
from collections.abc import Iterable, Iterator

from learning.pack_terms import MOST_WORDS

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip  # the year in two lines
_SEASONS = {"spring": 4, "summer": 7, "autumn": 10, "winter": 12}
_WHEN = re.compile(
    rf"\b(?:(?P<named>(?:early |late |mid-)?(?:{'|'.join((*_MONTHS, *_SEASONS))}))(?: of)? )?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_TIMES = "|".join((*_MONTHS, *_SEASONS))
_SEASON = re.compile(
    rf"\b(?:in|by|during|since|until) (?:the |that )?(?P<named>(?:early |late |mid-)?(?:{_TIMES}))\b(?P<year>)",
    re.IGNORECASE,
)
_LEAST_LETTERS = 5


def quotation(paragraph: str, most: int = MOST_WORDS) -> str:
    """The first whole sentences of a paragraph that have at most so many words; the first one however long it is."""
    taken: list[str] = []
    for sentence in _SENTENCE.split(paragraph.strip()):
        if taken and len(" ".join((*taken, sentence)).split()) > most:
            break
        taken.append(sentence)
    return " ".join(taken)


When = tuple[str, tuple[int, int]]
"""A time in words, and as year and month to sort by."""


def when_of(text: str) -> When | None:
    """The first time a text names, as words and as year and month to sort by; None where it names none.

    A year alone stands before its months. A season or month without a year has the year 0: published reviews often
    leave years out, and then the order of the text is the order of time.
    """
    found = _WHEN.search(text) or _SEASON.search(text)
    if found is None:
        return None
    named, year = found["named"] or "", found["year"]
    words = f"{named[:1].upper()}{named[1:]} {year}".strip()
    return words, (int(year or 0), _month(named.lower().split()[-1] if named else ""))


def _month(name: str) -> int:
    name = name.removeprefix("mid-")
    return _MONTHS.index(name) + 1 if name in _MONTHS else _SEASONS.get(name, 0)


def speaks_of(text: str, name: str) -> bool:
    """True when the text has a word of the theme's name, or one that begins alike: "separation" finds "separated"."""
    return not set(map(_beginning, _words(text))).isdisjoint(map(_beginning, _words(name)))


def _beginning(word: str) -> str:
    """The letters by which two words are alike; one carer and several are the same."""
    return word[:7].removesuffix("s")


def _words(text: str) -> Iterator[str]:
    """Words long enough to mean something, in small letters."""
    return (word for word in re.findall(r"[a-z]+", text.lower()) if len(word) >= _LEAST_LETTERS and word not in _COMMON)


_COMMON: Iterable[str] = frozenset(
    ("about", "after", "again", "agencies", "before", "could", "other", "review", "should", "their", "there", "these",
     "those", "where", "which", "would", "abuse", "domestic", "people", "person")
)  # fmt: skip  # words that stand in every review
