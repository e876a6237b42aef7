"""Which recommendations and actions does an author's plan hold, and which of its lines have to be set aside?

Numbers repeat and nest, so a recommendation is its number and its words. A line without a recommendation carries on
with the one above. Nothing is lost: what cannot be read is set aside with its place, or kept as words with a note.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dhr_cases.models import ActionStatus, PartialDate, Scope
from dhr_cases.papers.action_plan.columns import Column, Heads, heads_of
from dhr_cases.papers.action_plan.plan_cells import (
    LONGEST_NUMBER,
    Ended,
    day_in,
    ended_by,
    number_and_text,
    scope_in,
    status_in,
    steps_in,
    text_of,
)
from dhr_cases.papers.action_plan.table_lines import Line, TableLines, tables_of
from dhr_cases.papers.plan_rows import NO_ACTION
from dhr_cases.papers.uploads import CheckedUpload

LONGEST_LEAD = 300
"""Characters of the words that say who leads."""
_GROUPS = ("theme", "section", "part", "priority", "objective", "aim", "agency:")
"""With these words a lone line in the column of recommendations begins a group [D]."""
_WORD = re.compile(r"[A-Za-z]{3}")
"""A heading holds a word; a figure or a letter alone is none."""
_SECTION = re.compile(
    r"recommendation\s*(?:no\.?|number)?\s*(\d+[a-z]?(?:\.\d+[a-z]?)*)\s*[:.)–—-]\s*(\S.*)", re.IGNORECASE | re.DOTALL
)
"""A lone line that prints a whole recommendation; the actions below it are its own [D]."""
_EMPTY = ("not stated", "none", "n/a", "-", NO_ACTION.rstrip(".").lower())


@dataclass(frozen=True)
class PlannedAction:
    """One action of a plan as printed: ``lead`` in its words; ``status`` None where the plan says none."""

    place: str
    text: str
    lead: str = ""
    target: PartialDate = field(default_factory=PartialDate.unknown)
    milestones: tuple[str, ...] = ()
    ended: Ended = field(default_factory=lambda: Ended(None, PartialDate.unknown(), ""))


@dataclass
class PlannedRecommendation:
    """One recommendation of a plan as printed, with its actions; ``heading`` is what it stands under."""

    place: str
    ref: str
    text: str
    scope: Scope
    heading: str
    measure: str = ""
    lead: str = ""
    target: PartialDate = field(default_factory=PartialDate.unknown)
    actions: list[PlannedAction] = field(default_factory=list)


@dataclass(frozen=True)
class Remark:
    """A line set aside, or something a person should know of one: its place and a sentence."""

    place: str
    sentence: str


@dataclass
class PlanFile:
    """What a file holds: recommendations in their order, lines set aside, notes on what was kept as words."""

    recommendations: list[PlannedRecommendation] = field(default_factory=list)
    set_aside: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)

    @property
    def actions(self) -> int:
        """How many actions it holds."""
        return sum(len(row.actions) for row in self.recommendations)


def read_plan(upload: CheckedUpload) -> PlanFile:
    """Everything that the tables of the file say. Raises Incomplete for a file that holds no table."""
    found = PlanFile()
    for table in tables_of(upload):
        heads = heads_of(table.lines)
        if heads is None:
            sentence = "No line names a column “recommendation” or “action”. The table was left out."
            found.set_aside.append(Remark(table.name, sentence))
        else:
            _Reading(found, heads, table).read()
    return found


class _Reading:
    """Reads one table line by line."""

    def __init__(self, found: PlanFile, heads: Heads, table: TableLines) -> None:
        self.found = found
        self.heads = heads
        self.table = table
        self.heading = table.heading
        self.current: PlannedRecommendation | None = None
        self.has_sections = False

    def read(self) -> None:
        """Take every line below the heads."""
        names = ", ".join(f"“{head}”" for head in self.heads.unknown)
        if names:
            self.found.notes.append(Remark(self.table.name, f"Columns not taken over: {names}."))
        self._read_above()
        for line in self.table.lines[self.heads.at + 1 :]:
            if not self.heads.is_repeated(line):
                self._take(line)

    def _read_above(self) -> None:
        """A lone line above the heads is the heading of the table, or the recommendation of its actions."""
        if self._begins_section(self.table.heading, self.table.name):
            self.heading = ""
        for line in self.table.lines[: self.heads.at]:
            if not self._begins_section(_lone_text(line), line.place):
                self.heading = _lone_text(line) or self.heading

    def _begins_section(self, lone: str, place: str) -> bool:
        """Whether the lone words print a recommendation of a plan that has no column for it; begin it."""
        printed = None if Column.RECOMMENDATION in self.heads.places else _SECTION.fullmatch(lone)
        if printed is None:
            return False
        ref, text = printed[1], printed[2].replace("\n", " ")
        self.current = PlannedRecommendation(place, ref, text, scope_in(self.heading), self.heading)
        self.found.recommendations.append(self.current)
        self.has_sections = True
        return True

    def _take(self, line: Line) -> None:
        if self._begins_section(_lone_text(line), line.place):
            return
        words = {column: self._words(line, column) for column in Column}
        if self._begins_group(line, words[Column.RECOMMENDATION]):
            self.heading, self.current = _lone_text(line), None
            return
        self._take_recommendation(line, words)
        if self.current is None:
            self._set_aside(line, "No recommendation stands in this line or above it.")
        elif words[Column.ACTION]:
            self.current.actions.append(self._action(line, words))
        else:
            self._take_without_action(line, words, self.current)

    def _words(self, line: Line, column: Column) -> str:
        text = text_of(self.heads.cell(line, column))
        return "" if text.lower().strip(" .") in _EMPTY else text

    def _begins_group(self, line: Line, recommendation: str) -> bool:
        lone = _lone_text(line)
        if not _WORD.search(lone):
            return False
        is_beside = Column.RECOMMENDATION in self.heads.places and not recommendation and bool(line.cells[0])
        return line.spans or is_beside or lone.lower().startswith(_GROUPS)

    def _take_recommendation(self, line: Line, words: dict[Column, str]) -> None:
        """Begin a recommendation where the line has one that is not the one above, printed once more."""
        printed = words[Column.RECOMMENDATION] or self._action_alone(words)
        ref, text = _numbered(words[Column.REF], printed.replace("\n", " "))
        if not printed or self._is_current(ref, text):
            return
        self.current = None
        if len(ref) <= LONGEST_NUMBER:
            self.current = self._recommendation(line, ref, text, words)
            self.found.recommendations.append(self.current)

    def _is_current(self, ref: str, text: str) -> bool:
        return self.current is not None and (self.current.ref, self.current.text) == (ref, text)

    def _action_alone(self, words: dict[Column, str]) -> str:
        """A plan that prints no recommendations has one for each action."""
        return "" if self.has_sections or Column.RECOMMENDATION in self.heads.places else words[Column.ACTION]

    def _recommendation(self, line: Line, ref: str, text: str, words: dict[Column, str]) -> PlannedRecommendation:
        heading = words[Column.THEME] or self.heading
        scope = scope_in(words[Column.SCOPE]) or scope_in(heading)
        if words[Column.SCOPE] and not scope:
            self._note(line, f"The scope “{words[Column.SCOPE]}” is not one of local, regional and national alone.")
        return PlannedRecommendation(line.place, ref, text, scope, heading, measure=words[Column.MEASURE])

    def _action(self, line: Line, words: dict[Column, str]) -> PlannedAction:
        ended = ended_by(words[Column.STATUS], self.heads.cell(line, Column.COMPLETED), words[Column.OUTCOME])
        target, kept = self._target(line)
        if words[Column.STATUS] and status_in(words[Column.STATUS]) is None:
            kept = (*kept, f"Status as printed: {words[Column.STATUS]}")
            self._note(line, f"The status “{words[Column.STATUS]}” is not one of ours. It is kept as a milestone.")
        told = self._told(line, ended)
        if told.completed != ended.completed:
            kept = (*kept, f"Date of completion as printed: {ended.completed}")
        steps = (*steps_in(words[Column.MILESTONES]), *kept)
        return PlannedAction(line.place, words[Column.ACTION], self._lead(line, words), target, steps, told)

    def _target(self, line: Line) -> tuple[PartialDate, tuple[str, ...]]:
        """The target date, and its words as a step where they are no day."""
        cell = self.heads.cell(line, Column.TARGET)
        day, words = day_in(cell), text_of(cell).replace("\n", " ")
        if words.lower().strip(" .") in _EMPTY:
            return PartialDate.unknown(), ()
        if day is not None:
            return day, ()
        self._note(line, f"The target date “{words}” is not a day, month or year. It is kept as a milestone.")
        return PartialDate.unknown(), (f"Target date as printed: {words}",)

    def _lead(self, line: Line, words: dict[Column, str]) -> str:
        lead = words[Column.LEAD].replace("\n", ", ")
        if len(lead) > LONGEST_LEAD:
            self._note(line, f"The words that say who leads were cut after {LONGEST_LEAD} characters.")
        return lead[:LONGEST_LEAD]

    def _told(self, line: Line, ended: Ended) -> Ended:
        """Done counts only where the plan says what changed; a day of completion only where the action is done."""
        if ended.status is ActionStatus.DONE and not ended.outcome:
            self._note(line, "The plan says that it is done and not what changed. It is recorded as in progress.")
            return Ended(ActionStatus.IN_PROGRESS, PartialDate.unknown(), "")
        if ended.status is not ActionStatus.DONE and ended.completed.is_known:
            self._note(line, "A date of completion stands there and nothing says that it is done. It is a milestone.")
            return replace(ended, completed=PartialDate.unknown())
        return ended

    def _take_without_action(self, line: Line, words: dict[Column, str], row: PlannedRecommendation) -> None:
        """A line with a recommendation alone says who it is for and until when; any other is set aside."""
        if not words[Column.RECOMMENDATION]:
            self._set_aside(line, "The line has neither a recommendation nor an action.")
            return
        target, kept = self._target(line)
        row.lead, row.target = self._lead(line, words), target
        if kept or words[Column.MILESTONES] or words[Column.OUTCOME]:
            self._set_aside(line, "The recommendation was taken. Its other cells say something of no action.")

    def _set_aside(self, line: Line, sentence: str) -> None:
        shown = " · ".join(_filled(line))
        self.found.set_aside.append(Remark(line.place, f"{sentence} It reads: {shown[:200]}"))

    def _note(self, line: Line, sentence: str) -> None:
        self.found.notes.append(Remark(line.place, sentence))


def _numbered(ref: str, printed: str) -> tuple[str, str]:
    """The number, of its own column or printed in front, and the words; the same number is not kept twice."""
    in_front, text = number_and_text(printed)
    return (in_front, text) if ref in ("", in_front) else (ref, printed)


def _filled(line: Line) -> Iterator[str]:
    return filter(None, (text_of(cell).replace("\n", " ") for cell in line.cells))


def _lone_text(line: Line) -> str:
    """The words of a line with a single filled cell, "" for any other."""
    filled = list(_filled(line))
    return filled[0] if len(filled) == 1 else ""
