"""Where does a text tell somebody's exact age, or the age or sex of a child?"""

import re
from collections.abc import Iterator

from dhr_cases.anonymisation.hits import Hit, hits_of
from dhr_cases.anonymity_terms import FindingKind

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_NUMBER = rf"(?:1[01]\d|\d{{1,2}}|(?:{_TENS})(?:[- ](?:{_ONES}))?|{_TEENS}|{_ONES})"
_NO_RANGE = r"(?! ?(?:to|or|and|[-–—]|\+) ?(?:\d|over|above|under|older|younger|up)|\+|\d| ?%)"
_NO_LIMIT = r"(?<!under )(?<!over )(?<!than )(?<!to )(?<!and )(?<!least )(?<!below )(?<!above )(?<![-–—\d])"
_AGES = re.compile(
    rf"\b(?:aged?|turned|turning) (?:only |just )?{_NUMBER}\b{_NO_RANGE}"
    rf"|(?<!under the )(?<!over the )(?<!below the )(?<!above the )\bage of {_NUMBER}\b{_NO_RANGE}"
    rf"|{_NO_LIMIT}\b{_NUMBER}[- ](?:years?|months?|weeks?)[- ](?:olds?|of age)\b"
    rf"|\b{_NUMBER}(?:st|nd|rd|th) birthday\b"
    rf"|\b(?:was|were) {_NUMBER}(?= when| at the time)"
    rf"|\b(?:[Hh]e|[Ss]he) (?:was|is) (?:then |only |just )?{_NUMBER}(?= when| at the time| and |[.,;])"
    rf"|(?<=[A-Z][a-z]) \({_NUMBER}\)",
    re.IGNORECASE,
)
_OVER_THE_AGE = re.compile(
    r"\b(?:under|over|below|above|from|reach(?:es|ed|ing)?|attain(?:s|ed|ing)?)(?: the)? $", re.IGNORECASE
)
_CHILD = re.compile(
    r"\b(?:step|grand)?(?:son|daughter)s?\b"
    r"|\b(?:baby |little |young |teenage |school)?(?:boy|girl)s?\b(?!friend)"
    r"|\b(?:niece|nephew)s?\b|\bschool(?:boy|girl)s?\b"
    rf"|\b(?:child|baby|toddler|infant|pupil)(?:ren)?,? (?:was |is |were )?aged? {_NUMBER}(?: (?:and|to) {_NUMBER})?\b",
    re.IGNORECASE,
)


def exact_ages(text: str) -> Iterator[Hit]:
    """Ages in years, months or weeks; limits and ranges ("aged 16 or over", "under the age of 18") are no ages.

    Source: domain 4.2: ranges are preferred to exact ages [K].
    """
    told = (
        found
        for found in _AGES.finditer(text)
        if not _OVER_THE_AGE.search(text[max(0, found.start() - 16) : found.start()])
    )
    yield from hits_of(FindingKind.EXACT_AGE, told, "An exact age. A range of years says enough.")


def signs_of_children(text: str) -> Iterator[Hit]:
    """Words that give away the sex or the age of a child. Source: domain 4.2: no name, no sex, age as a band [K]."""
    yield from hits_of(FindingKind.CHILD, _CHILD.finditer(text), "This may tell the sex or age of a child.")
