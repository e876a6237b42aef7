"""Where does a text name a day exactly?"""

import re
from collections.abc import Iterator

from dhr_cases.anonymisation.hits import Hit, hits_of
from dhr_cases.anonymisation.ordinary_words import MONTHS
from dhr_cases.anonymity_terms import FindingKind

_MONTH = "(?:" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS).replace("sep(?:", "sep(?:t|") + ")"
_ORDINAL = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_ONES = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_TEENS = "tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth"
_IN_LETTERS = rf"(?:(?:twenty[- ])?(?:{_ONES})|{_TEENS}|twentieth|thirtieth|thirty[- ]first)"
_IN_WORDS = re.compile(
    rf"\b(?P<day>{_ORDINAL})(?: day)?(?: of)?[ \u00a0\-./]+(?P<month>{_MONTH})\b(?:[ \u00a0\-./,]+(?:\d{{4}}|\d\d\b))?"
    rf"|\b(?P<first>{_MONTH})\.?[ \u00a0]+{_ORDINAL}\b(?!:)(?:,?[ \u00a0]+\d{{4}})?"
    rf"|\b{_IN_LETTERS}(?: day)? of (?P<said>{_MONTH})\b(?:,? \d{{4}})?",
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(
    r"(?<![\d./-])(?:"
    r"(?:19|20)\d\d(?P<mark>[/-])(?:0[1-9]|1[0-2])(?P=mark)(?:0[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])(?P<sign>[/.-])(?:0?[1-9]|1[0-2])(?P=sign)(?:19|20)\d\d"
    r"|(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])/\d\d"
    r"|(?:0[1-9]|[12]\d|3[01])(?P<short>[.-])(?:0[1-9]|1[0-2])(?P=short)\d\d(?!\.\d)"
    r")(?![\d/-])"
)
_WHY = "A day is named exactly. Month and year are enough unless the day itself matters."


def exact_days(text: str) -> Iterator[Hit]:
    """Days with or without their year, in words or figures. Source: domain 4.2: month and year [K].

    A month counts only with a capital: "section 12 may" names no day.
    """
    named = (
        found for found in _IN_WORDS.finditer(text) if (found["month"] or found["first"] or found["said"])[0].isupper()
    )
    yield from hits_of(FindingKind.DAY, named, _WHY)
    yield from hits_of(FindingKind.DAY, _IN_FIGURES.finditer(text), _WHY)
