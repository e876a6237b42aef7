"""Where does a text tell somebody's exact age, or the age or sex of a child?"""

import re
from collections.abc import Iterator

from dhr_cases.anonymisation.hits import Hit, hits_of
from dhr_cases.anonymity_terms import FindingKind

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_NTH = "tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
_NTH += "|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|thirtieth|fortieth|fiftieth|sixtieth|seventieth"
_NUMBER = rf"(?:1[01]\d|\d{{1,2}}|(?:{_TENS})(?:[- ](?:{_ONES}))?|{_TEENS}|{_ONES})"
_NO_RANGE = r"(?! ?(?:to|or|and|[-–—]|\+) ?(?:\d|over|above|under|older|younger|up)|\+|\d| ?%)"
_NO_LIMIT = r"(?<!under )(?<!over )(?<!than )(?<!to )(?<!and )(?<!least )(?<!below )(?<!above )(?<![-–—\d])"
_AGES = re.compile(
    rf"\b(?:aged?|turned|turning)(?: {{1,2}}(?:only |just )?|-|: ?){_NUMBER}\b{_NO_RANGE}"
    rf"|\bage at death:? {_NUMBER}\b{_NO_RANGE}"
    rf"|(?<!under the )(?<!over the )(?<!below the )(?<!above the )\bage of {_NUMBER}\b{_NO_RANGE}"
    rf"|{_NO_LIMIT}\b{_NUMBER}[- ](?:years?|yrs?|months?|mths?|weeks?|wks?)[- ](?:olds?|of age)\b"
    rf"|{_NO_LIMIT}\b\d{{1,2}} ?(?:y/o|yo|yrs)\b(?! (?:ago|later|earlier|before|after|in|of))"
    rf"|\b(?:{_NUMBER}(?:st|nd|rd|th)|(?:(?:{_TENS})[- ])?(?:{_NTH})) birthday\b"
    rf"|\b(?:was|were) {_NUMBER}(?= when| at the time)"
    rf"|\b(?:[Hh]e|[Ss]he) (?:was|is) (?:then |only |just )?{_NUMBER}(?= when| at the time| and |[.,;])"
    rf"|\({_NUMBER}\)|, \d\d,",
    re.IGNORECASE,
)
_BESIDE_NAME = re.compile(r"^[(,]")
_PERSON_BEFORE = re.compile(
    r"(?:\b[A-Z]\w*[a-z]|\b(?:child|baby|pupil|toddler|infant|man|woman|mother|father|sister|brother|wife|husband|partner"
    r"|cousin|uncle|aunt|(?:step|grand)?(?:son|daughter)|boy|girl|niece|nephew)) ?$"
)
_NO_PERSON = re.compile(
    r"\b(?:Section|Sections|Article|Articles|Part|Paragraph|Paragraphs|Recommendation|Recommendations|Action|Actions"
    r"|Chapter|Page|Pages|Figure|Table|Appendix|Annex|Schedule|Item|Line|Lines|Question|Point|Step|Version|Number|Total"
    r"|January|February|March|April|May|June|July|August|September|October|November|December) ?$"
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
    told = (found for found in _AGES.finditer(text) if _is_told(found[0].strip(), text[: found.start()][-24:]))
    yield from hits_of(FindingKind.EXACT_AGE, told, "An exact age. A range of years says enough.")


def _is_told(words: str, before: str) -> bool:
    """False for a limit; a number in brackets or between commas counts only behind somebody."""
    if _BESIDE_NAME.match(words):
        return bool(_PERSON_BEFORE.search(before)) and not _NO_PERSON.search(before)
    return not _OVER_THE_AGE.search(before)


def signs_of_children(text: str) -> Iterator[Hit]:
    """Words that give away the sex or the age of a child. Source: domain 4.2: no name, no sex, age as a band [K]."""
    yield from hits_of(FindingKind.CHILD, _CHILD.finditer(text), "This may tell the sex or age of a child.")
