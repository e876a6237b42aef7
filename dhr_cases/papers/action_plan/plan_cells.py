"""What do the cells of an author's plan say: a number, a day, a status, steps, an outcome?

Nothing is guessed: what cannot be read stays as words, and a note says so.
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dhr_cases.chronology.dates import read_date
from dhr_cases.models import ActionStatus, PartialDate, Scope

LONGEST_NUMBER = 40
"""Characters of a printed number that the record has room for."""
_NUMBER = r"(?:[A-Z]{1,4}[ -]?)?\d{1,3}(?:\.\d{1,3})*[a-z]?"
_NAMED = re.compile(rf"(?:recommendation|rec\.?|action)\s+(?:no\.?\s*)?({_NUMBER})\s*[.):–—-]*\s+(?=\S)", re.IGNORECASE)
_LEADING = re.compile(rf"\(?({_NUMBER})\s*[.):–—-]+\s+(?=\S)")
_BARE = re.compile(r"((?:[A-Z]{1,4}\d{1,3}|\d{1,3}(?:\.\d{1,3})+|\d{1,3})[a-z]?)\s+(?=[A-Z])")
_WORDS_BEFORE_A_DAY = re.compile(
    r"^(?:by|from|before|due|target|completed?(?: on| in)?|done|(?:the )?end(?: of)?)\b[:\s]*", re.I
)
_BULLET = re.compile(r"^\s*(?:[-•–*·]|\(?[a-z0-9]{1,2}[.)])\s+")
_BETWEEN = re.compile(r"\n|;|(?<=[a-z0-9])\.\s+(?=[A-Z])")

STATUS_WORDS: Mapping[str, ActionStatus] = {
    "not started": ActionStatus.NOT_STARTED, "not yet started": ActionStatus.NOT_STARTED,
    "in progress": ActionStatus.IN_PROGRESS, "ongoing": ActionStatus.IN_PROGRESS, "on-going": ActionStatus.IN_PROGRESS,
    "started": ActionStatus.IN_PROGRESS, "underway": ActionStatus.IN_PROGRESS, "under way": ActionStatus.IN_PROGRESS,
    "partially complete": ActionStatus.IN_PROGRESS, "partly": ActionStatus.IN_PROGRESS,
    "complete": ActionStatus.DONE, "completed": ActionStatus.DONE, "done": ActionStatus.DONE,
    "closed": ActionStatus.DONE, "achieved": ActionStatus.DONE, "implemented": ActionStatus.DONE,
    "business as usual": ActionStatus.BUSINESS_AS_USUAL, "bau": ActionStatus.BUSINESS_AS_USUAL,
}  # fmt: skip  # the table reads as a table
"""Statuses by the words plans print. Colours say different things in different places, so none is read [D]."""

_SCOPES: Mapping[str, Scope] = {
    "local": Scope.LOCAL, "locally": Scope.LOCAL, "regional": Scope.REGIONAL, "regionally": Scope.REGIONAL,
    "national": Scope.NATIONAL, "nationally": Scope.NATIONAL,
}  # fmt: skip  # the table reads as a table


@dataclass(frozen=True)
class Ended:
    """What the columns of status, completion and outcome say together; ``status`` is None where none says it."""

    status: ActionStatus | None
    completed: PartialDate
    outcome: str


def text_of(cell: object) -> str:
    """A cell as words: lines kept, spaces made one, a whole number without a point, a day as we print it."""
    match cell:
        case None:
            return ""
        case datetime.date():
            return str(read_date(cell))
        case float():
            return str(int(cell)) if cell.is_integer() else str(cell)
    lines = (" ".join(line.split()) for line in str(cell).splitlines())
    return "\n".join(filter(None, lines))


def number_and_text(text: str) -> tuple[str, str]:
    """A printed number in front of the words, and the words; "" where none is printed."""
    for pattern in (_NAMED, _LEADING, _BARE):
        found = pattern.match(text)
        if found:
            return found[1], text[found.end() :]
    return "", text


def scope_in(text: str) -> Scope:
    """The reach that the words name; not stated where they name none, or more than one."""
    named = {_SCOPES[word] for word in re.findall(r"[a-z]+", text.lower()) if word in _SCOPES}
    return named.pop() if len(named) == 1 else Scope.NOT_STATED


def day_in(cell: object) -> PartialDate | None:
    """The day a cell means, however exactly; unknown when empty, None when its words are no day."""
    if isinstance(cell, datetime.date):
        return read_date(cell)
    words = text_of(cell).replace("\n", " ")
    if not words:
        return PartialDate.unknown()
    return _read(words) or _read(_without_lead(words))


def _without_lead(words: str) -> str:
    """The words without "by", "end of" and the like in front, and without a full stop."""
    before = ""
    while before != words:
        before, words = words, _WORDS_BEFORE_A_DAY.sub("", words)
    return words.strip(" .")


def _read(words: str) -> PartialDate | None:
    try:
        return read_date(words)
    except ValueError:
        return None


def steps_in(text: str) -> tuple[str, ...]:
    """The lines of a cell as steps, without their bullets."""
    return tuple(filter(None, (_BULLET.sub("", line).strip() for line in text.splitlines())))


def status_in(text: str) -> ActionStatus | None:
    """The status that the words are; None where they are none of ours."""
    return STATUS_WORDS.get(text.strip(" .").lower())


def ended_by(status: str, completed: object, outcome: str) -> Ended:
    """What three columns say: words that are neither status nor day are the outcome."""
    pieces = list(_pieces(completed))
    found_status = status_in(status) or next(filter(None, map(_status_of_piece, pieces)), None)
    day = next(filter(None, map(day_in, pieces)), PartialDate.unknown())
    return Ended(found_status, day, ". ".join(filter(None, (*filter(_is_outcome, pieces), outcome))))


def _is_outcome(piece: str) -> bool:
    """True for a sentence that is neither a status nor a day."""
    return status_in(piece) is None and day_in(piece) is None


def _status_of_piece(piece: str) -> ActionStatus | None:
    """The status a sentence is, or that stands in front of a day: "Completed March 2021"."""
    first, _, rest = piece.partition(" ")
    return status_in(piece) or (status_in(first) if rest and day_in(rest) is not None else None)


def _pieces(cell: object) -> Iterator[str]:
    """The sentences of a cell, without their full stops."""
    words = text_of(cell)
    if words.lower().strip(" .") in ("not stated", "none", "n/a", "tbc"):
        return
    yield from filter(None, (piece.strip(" .") for piece in _BETWEEN.split(words)))
