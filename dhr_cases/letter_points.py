"""What does a quality assurance letter say: which points does it ask for, what does it praise, when, with what outcome?

Imports no Django. Reads the text of a letter as it was pasted or taken from a file; a person looks over the result
before anything is recorded. Every word after the place where the points begin is in a point, in the praise, or in
``rest``: nothing is dropped.
Source: shapes of published letters, domain 2.6 [V]; the ways of numbering are ours [D].
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import groupby


class LetterOutcome(StrEnum):
    """What a letter can say; the same codes as the outcome that is recorded."""

    CLEARED_NO_CHANGE = "cleared_no_change"
    PUBLISHABLE_WITH_CHANGES = "publishable_with_changes"
    RESUBMIT = "resubmit"


@dataclass(frozen=True)
class LetterPoint:
    """One point: its number as printed, or in the order of the letter; what it asks; the place in the report."""

    number: str
    text: str
    section: str = ""


@dataclass(frozen=True)
class LetterRead:
    """What was found in a letter; None or "" where it does not say."""

    points: tuple[LetterPoint, ...] = ()
    praise: str = ""
    rest: str = ""
    letter_on: datetime.date | None = None
    board_on: datetime.date | None = None
    outcome: LetterOutcome | None = None


class Style(StrEnum):
    """How a letter marks its points."""

    FIGURE = "1."
    LETTER = "(a)"
    ROMAN = "(i)"
    PLACE = "Paragraph 4.2:"
    BULLET = "•"


@dataclass(frozen=True)
class _Marked:
    """A line that begins with a mark."""

    style: Style
    number: str
    text: str
    section: str = ""


@dataclass
class _Gathering:
    """Points as they are gathered, line by line."""

    style: Style | None = None
    points: list[LetterPoint] = field(default_factory=list)
    heading: str = ""
    loose: list[str] = field(default_factory=list)

    def begin(self, marked: _Marked) -> None:
        """A new point; the first one tells the style of all."""
        self.style = self.style or marked.style
        number = marked.number or str(len(self.points) + 1)
        place = ", ".join(filter(None, (self.heading, marked.section)))
        self.points.append(LetterPoint(number, marked.text, place))

    def go_on(self, line: str) -> None:
        """More of the last point."""
        last = self.points[-1]
        self.points[-1] = replace(last, text=f"{last.text} {line}")


_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip  # two halves of a year
_A_MONTH = "|".join(_MONTHS)
_PLACE_WORDS = r"(?:paragraphs?|paras?\.?|sections?|pages?|chapters?|recommendations?|appendix|annex)"
_PLACE = re.compile(
    rf"(?P<place>{_PLACE_WORDS}\s+[\dA-Z][\w.]*(?:\s*(?:-|–|to|and|&)\s*[\d][\w.]*)?)\s*[:–—-]\s*(?P<text>\S.*)",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"(?:\(?(?P<number>[A-Z]?\d{1,2}(?:\.\d{1,2})*)[.):](?!\d)\s*"
    rf"|(?P<bare>\d{{1,2}}(?:\.\d{{1,2}})*)\s+(?=[A-Z])(?!(?i:{_A_MONTH})\b))"
    r"(?P<text>\S.*)"
)
_ROMAN = re.compile(r"\(?(?P<number>i{1,3}|iv|vi{0,3}|ix|xi{0,3})[.)]\s+(?P<text>\S.*)")
_LETTER = re.compile(r"\(?(?P<number>[a-zA-Z])[.)]\s+(?P<text>\S.*)")
_ROMAN_LETTERS = frozenset("ivx")
_BULLET = re.compile(r"(?:[•●▪◦‣·\uf0b7*]\s*|[-–—o]\s+)(?P<text>\S.*)")

_AREAS = re.compile(
    r"\bareas?\b.{0,30}\b(?:development|improvement|change|revision|amendment)"
    r"|\b(?:may|could|would) benefit from (?:further |some )?(?:revision|changes?|work|amendments?)"
    r"|\b(?:following|these) (?:points|areas|changes|amendments|issues|aspects)\b"
    r"|\bpoints (?:to|for) (?:address|consider|amend|development)",
    re.IGNORECASE,
)
"""Words that say: from here on the letter asks for changes."""
_CLOSING = re.compile(
    r"(?:once (?:completed|the(?:se)?|this|you have)|on completion|when (?:completed|the(?:se)?|publish)"
    r"|yours |kind regards|please (?:send|ensure|also send|note that|find|let)"
    r"|(?:i|we|the home office) would (?:be grateful|like to thank)"
    r"|on behalf of|if you have any|thank you (?:again|for)|the dhr (?:report|overview).{0,40}publi|this letter)",
    re.IGNORECASE,
)
"""How the paragraph after the last point begins."""
_GREETING = re.compile(r"dear\b|thank you for (?:submitting|sending|re)", re.IGNORECASE)
_PRAISE = re.compile(
    r"\b(?:commend\w*|well[- ](?:written|structured|balanced|considered)|good|sensitiv\w+|positive\w*|prais\w+"
    r"|strong\w*|helpful\w*|thorough\w*|clear\w*|welcom\w+|excellent|effective\w*|easy to (?:read|follow)"
    r"|compassion\w*|tribute|pleased)\b",
    re.IGNORECASE,
)
_DAY = rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+({_A_MONTH}),?\s+(\d{{4}})"
_LETTER_DAY = re.compile(rf"\s*(?:date[d]?:?\s*)?{_DAY}\s*", re.IGNORECASE)
_BOARD_DAY = re.compile(
    rf"\b(?:panel|board|considered|meeting|assessed)\b[^.]{{0,120}}?\bon\s+(?:the\s+)?{_DAY}", re.IGNORECASE
)
_NO_SECOND = re.compile(
    r"\b(?:no|not)\b[^.]{0,40}\b(?:re-?submi\w+|second (?:panel|board))|without (?:re-?submi|a second)", re.IGNORECASE
)
_SECOND = re.compile(r"\bre-?submi\w+|\bsecond (?:QA )?(?:panel|board)|\bconsidered again\b", re.IGNORECASE)
_PUBLISH = re.compile(
    r"\b(?:may|can|could) (?:now )?be published|\bpublishable|\bcontent (?:that|for|with)\b|\bready (?:for|to) publi",
    re.IGNORECASE,
)
LONGEST_NUMBER = 20
LONGEST_PLACE = 120
"""What a recorded point can keep of its number and place, in characters."""
MOST_SKIPPED = 5
"""How far the next figure may be from the one before; a figure further on is a number inside a sentence [D]."""


def read_letter(text: str) -> LetterRead:
    """What the letter says; no points where it asks for nothing that can be recognised."""
    lines = _lines(text)
    start = _begins(lines)
    before, after = lines[:start], lines[start:]
    end = _ends(after)
    points, loose = _points(after[:end])
    return LetterRead(
        points=points,
        praise=_praise(before),
        rest="\n".join((*loose, *after[end:])).strip(),
        letter_on=_letter_day(lines),
        board_on=_board_day(" ".join(lines)),
        outcome=_outcome(" ".join(lines), has_points=bool(points)),
    )


def _lines(text: str) -> list[str]:
    clean = (
        text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").replace("\t", " ").replace("\x0c", "\n\n")
    )
    return [" ".join(line.split()) for line in clean.split("\n")]


def _begins(lines: Sequence[str]) -> int:
    """Where the part with the points begins: after the words that announce them, else at the first mark."""
    announced = _announced(lines)
    if announced is not None:
        return _after_paragraph(lines, announced)
    first = next((place for place, line in enumerate(lines) if _marked(line)), None)
    return len(lines) if first is None else _with_heading(lines, first)


def _announced(lines: Sequence[str]) -> int | None:
    """The last line that announces points and has marks after it, else the last that announces any."""
    places = [place for place in range(len(lines)) if _AREAS.search(_with_next(lines, place))]
    followed = (place for place in reversed(places) if _is_followed_by_marks(lines, place))
    return next(followed, _last_unmarked(lines, places))


def _is_followed_by_marks(lines: Sequence[str], place: int) -> bool:
    return not _marked(lines[place]) and any(map(_marked, lines[place + 1 :]))


def _last_unmarked(lines: Sequence[str], places: Sequence[int]) -> int | None:
    return places[-1] if places and not _marked(lines[places[-1]]) else None


def _with_next(lines: Sequence[str], place: int) -> str:
    """A line and, where a sentence goes on, the one after; words that announce points are often broken in two."""
    return f"{lines[place]} {lines[place + 1]}" if _goes_on(lines, place) else lines[place]


def _goes_on(lines: Sequence[str], place: int) -> bool:
    has_next = place + 1 < len(lines) and bool(lines[place]) and bool(lines[place + 1])
    return has_next and not lines[place].endswith((".", ":")) and not _marked(lines[place + 1])


def _after_paragraph(lines: Sequence[str], place: int) -> int:
    while place < len(lines) and lines[place] and not _marked(lines[place]):
        place += 1
    return place


def _with_heading(lines: Sequence[str], place: int) -> int:
    above = place - 1
    while above >= 0 and not lines[above]:
        above -= 1
    return above if above >= 0 and _is_heading(lines, above) else place


def _ends(lines: Sequence[str]) -> int:
    """Where the part with the points ends: at a paragraph that begins as letters close."""
    for place, line in enumerate(lines):
        if _CLOSING.match(line) and _begins_paragraph(lines, place) and any(lines[:place]):
            return place
    return len(lines)


def _begins_paragraph(lines: Sequence[str], place: int) -> bool:
    return place == 0 or not lines[place - 1] or lines[place - 1].endswith((".", ";"))


def _points(lines: Sequence[str]) -> tuple[tuple[LetterPoint, ...], list[str]]:
    """The points, and the lines above the first of them that belong to none."""
    if not any(map(_marked, lines)):
        return tuple(LetterPoint(str(number), text) for number, text in enumerate(_paragraphs(lines), 1)), []
    gathering = _Gathering()
    for place, line in enumerate(lines):
        _take(gathering, lines, place, line)
    return tuple(_trimmed(point) for point in gathering.points), gathering.loose


def _take(gathering: _Gathering, lines: Sequence[str], place: int, line: str) -> None:
    """Put one line where it belongs: a new point, a heading over more of them, words above all, more of the last."""
    if not line:
        return
    new = _new_point(gathering, line)
    if new is not None:
        gathering.begin(new)
    elif _is_heading(lines, place):
        gathering.heading = line.rstrip(":")
    elif not gathering.points:
        gathering.loose.append(line)
    else:
        gathering.go_on(line)


def _new_point(gathering: _Gathering, line: str) -> _Marked | None:
    marked = _marked(line, gathering.style)
    return marked if marked is not None and _begins_point(gathering, marked) else None


def _begins_point(gathering: _Gathering, marked: _Marked) -> bool:
    """True unless the mark is of a list inside a point, or a number that only happens to begin a line."""
    if gathering.style is None:
        return True
    if marked.style is not gathering.style:
        return False
    return not gathering.points or _follows(gathering.points[-1].number, marked)


def _follows(before: str, marked: _Marked) -> bool:
    number = marked.number
    if marked.style is Style.LETTER and number.lower() in _ROMAN_LETTERS:
        return ord(number) == ord(before) + 1
    if marked.style is not Style.FIGURE or not (before.isdigit() and number.isdigit()):
        return True
    return number == "1" or int(before) < int(number) <= int(before) + MOST_SKIPPED


def _marked(line: str, wanted: Style | None = None) -> _Marked | None:
    """The mark a line begins with; where a style is wanted, that one is tried first."""
    found = list(filter(None, (_placed(line), _figured(line), *_lettered(line), _bulleted(line))))
    return next((marked for marked in found if marked.style is wanted), found[0] if found else None)


def _placed(line: str) -> _Marked | None:
    found = _PLACE.fullmatch(line)
    return _Marked(Style.PLACE, "", found["text"], found["place"]) if found else None


def _figured(line: str) -> _Marked | None:
    found = _FIGURE.fullmatch(line)
    return _with_place(_Marked(Style.FIGURE, found["number"] or found["bare"], found["text"])) if found else None


def _lettered(line: str) -> Iterator[_Marked]:
    """A mark in letters; "(i)" is both the first in Roman figures and the letter after "(h)"."""
    for style, pattern in ((Style.ROMAN, _ROMAN), (Style.LETTER, _LETTER)):
        if found := pattern.fullmatch(line):
            yield _with_place(_Marked(style, found["number"], found["text"]))


def _bulleted(line: str) -> _Marked | None:
    found = _BULLET.fullmatch(line)
    return _with_place(_Marked(Style.BULLET, "", found["text"])) if found else None


def _with_place(marked: _Marked) -> _Marked:
    """A point that begins with the place in the report it is about."""
    placed = _PLACE.fullmatch(marked.text)
    return replace(marked, text=placed["text"], section=placed["place"]) if placed else marked


def _is_heading(lines: Sequence[str], place: int) -> bool:
    """True for a short line of its own above a point, without the end of a sentence."""
    stands_alone = place == 0 or not lines[place - 1]
    below = next(filter(None, lines[place + 1 :]), "")
    return _is_short_title(lines[place]) and stands_alone and _marked(below) is not None


def _is_short_title(line: str) -> bool:
    return 0 < len(line) <= 80 and not line.endswith((".", ",", ";", "?")) and _marked(line) is None


def _paragraphs(lines: Iterable[str]) -> list[str]:
    return [" ".join(run) for has_words, run in groupby(lines, key=bool) if has_words]


def _trimmed(point: LetterPoint) -> LetterPoint:
    return LetterPoint(point.number[:LONGEST_NUMBER], point.text.strip(), point.section[:LONGEST_PLACE])


def _praise(lines: Sequence[str]) -> str:
    """Sentences before the points that say something good; a list there counts line by line."""
    said = []
    for paragraph in _pieces(lines):
        sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z])", paragraph)
        said += [sentence for sentence in sentences if _is_praise(sentence)]
    return "\n".join(said)


def _pieces(lines: Sequence[str]) -> list[str]:
    """Paragraphs and items of lists."""
    separated: list[str] = []
    for line in lines:
        marked = _marked(line)
        separated += ["", marked.text] if marked else [line]
    return _paragraphs(separated)


def _is_praise(sentence: str) -> bool:
    return bool(_PRAISE.search(sentence)) and not _AREAS.search(sentence) and not _GREETING.match(sentence)


def _letter_day(lines: Iterable[str]) -> datetime.date | None:
    found = (_LETTER_DAY.fullmatch(line) for line in lines)
    return next((day for match in found if match and (day := _day(match.groups()))), None)


def _board_day(text: str) -> datetime.date | None:
    found = _BOARD_DAY.search(text)
    return _day(found.groups()) if found else None


def _day(parts: Sequence[str]) -> datetime.date | None:
    try:
        return datetime.date(int(parts[2]), _MONTHS.index(parts[1].lower()) + 1, int(parts[0]))
    except ValueError:
        return None


def _outcome(text: str, *, has_points: bool) -> LetterOutcome | None:
    """What the letter leads to; None where it does not say so in words that are known."""
    if _SECOND.search(text) and not _NO_SECOND.search(text):
        return LetterOutcome.RESUBMIT
    if not _PUBLISH.search(text):
        return None
    return LetterOutcome.PUBLISHABLE_WITH_CHANGES if has_points else LetterOutcome.CLEARED_NO_CHANGE
