"""Which column of an author's action plan is which, whatever it is called?

Source: Home Office template [K]; published plans of South Lakeland and others [V]; further names ours [D].
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dhr_cases.papers.action_plan.table_lines import Line

SEARCHED = 10
"""In how many of the first lines of a table the heads are looked for [D]."""


class Column(StrEnum):
    """What a column holds."""

    REF = "number"
    RECOMMENDATION = "recommendation"
    SCOPE = "scope"
    ACTION = "action to take"
    LEAD = "lead"
    MILESTONES = "milestones"
    TARGET = "target date"
    STATUS = "status"
    COMPLETED = "completed"
    OUTCOME = "outcome"
    MEASURE = "measure"
    THEME = "theme"


HEADS: Mapping[Column, tuple[str, ...]] = {
    Column.REF: ("no", "number", "ref", "reference", "rec no", "rec", "recommendation no", "recommendation number",
                 "rec ref", "nr"),
    Column.RECOMMENDATION: ("recommendation", "recommendations", "recommendation text", "what is recommended"),
    Column.SCOPE: ("scope", "scope of recommendation", "level", "local or national"),
    Column.ACTION: ("action to take", "action to be taken", "actions to take", "actions to be taken", "action",
                    "actions", "action required", "actions required", "key actions", "what we will do"),
    Column.LEAD: ("lead agency", "lead", "leads", "lead officer", "lead agencies", "lead organisation", "agency",
                  "owner", "action owner", "by whom", "who", "responsible", "responsible agency", "responsibility",
                  "lead person", "owned by", "led by"),
    Column.MILESTONES: ("key milestones achieved in enacting recommendation",
                        "key milestones achieved in enacting the recommendation", "key milestones", "milestones",
                        "progress", "progress to date", "update", "updates"),
    Column.TARGET: ("target date", "target", "target date for completion", "timescale", "timescales", "deadline",
                    "by when", "due date", "due", "when", "date due"),
    Column.STATUS: ("status", "rag", "rag rating", "rag status", "current status", "position"),
    Column.COMPLETED: ("date of completion and outcome", "completion date and outcome", "completed and what changed",
                       "date of completion", "completion date", "date completed", "completed"),
    Column.OUTCOME: ("outcome", "outcomes", "what changed", "impact", "outcome and impact"),
    Column.MEASURE: ("how we will know", "how will we know", "measure", "measures", "success measure",
                     "evidence of success", "desired outcome", "how will we know it is done"),
    Column.THEME: ("theme", "themes", "theme or heading"),
}  # fmt: skip  # the table reads as a table
"""What each column may be called, in small letters without signs."""

KEYS = (Column.RECOMMENDATION, Column.ACTION)
"""A table without either holds no plan."""
_PLAIN = re.compile(r"[a-z]+")
_FEWEST = 2


@dataclass(frozen=True)
class Heads:
    """Where the heads stand among the lines, the place of each column, and heads that are not known."""

    at: int
    places: Mapping[Column, int]
    unknown: tuple[str, ...]
    words: tuple[str, ...]

    def is_repeated(self, line: Line) -> bool:
        """True for a line that prints the heads once more, as at the top of a page."""
        return words_of_line(line) == self.words

    def cell(self, line: Line, column: Column) -> object:
        """What a line has in a column; None where the table lacks it or the line is shorter."""
        place = self.places.get(column, MISSING)
        return line.cells[place] if place < len(line.cells) else None


MISSING = 10_000
"""A place beyond every line."""


def heads_of(lines: Sequence[Line]) -> Heads | None:
    """The heads of a table: the first line that names a recommendation or an action, and one column more."""
    found = (_heads(at, line) for at, line in enumerate(lines[:SEARCHED]))
    return next((heads for heads in found if _is_plan(heads.places)), None)


def _is_plan(places: Mapping[Column, int]) -> bool:
    return len(places) >= _FEWEST and any(key in places for key in KEYS)


def _heads(at: int, line: Line) -> Heads:
    words = words_of_line(line)
    exact = {column: _place(known, words) for column, known in HEADS.items()}
    places = _with_longer_heads(words, {column: place for column, place in exact.items() if place is not None})
    return Heads(at, places, tuple(_besides(line, words, places.values())), words)


def _besides(line: Line, words: Sequence[str], taken: Iterable[int]) -> Iterator[str]:
    """Heads as printed that are none of ours."""
    known = set(taken)
    for place, word in enumerate(words):
        if word and place not in known:
            yield " ".join(str(line.cells[place]).split())


def words_of_line(line: Line) -> tuple[str, ...]:
    """The cells as they are compared: small letters, without brackets, figures and signs."""
    return tuple(" ".join(_PLAIN.findall(str(cell or "").lower().replace("(s)", "s"))) for cell in line.cells)


def _place(known: Iterable[str], words: Sequence[str]) -> int | None:
    return next((words.index(word) for word in known if word in words), None)


def _with_longer_heads(words: Sequence[str], places: Mapping[Column, int]) -> dict[Column, int]:
    """The same, and columns whose head goes on after a known one: "Scope of recommendation i.e. local"."""
    found = dict(places)
    for place, word in enumerate(words):
        column = _begun(word)
        if column is not None and column not in found and place not in found.values():
            found[column] = place
    return found


def _begun(word: str) -> Column | None:
    """The column with the longest head that the words begin with."""
    starts = [(len(head), column) for column, heads in HEADS.items() for head in heads if word.startswith(f"{head} ")]
    return max(starts)[1] if starts else None
