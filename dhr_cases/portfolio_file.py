"""Which running cases does a file of a portfolio hold, and in which row is it wrong?

One row a case, one column a fact, heads as in ``COLUMNS``; CSV or XLSX. Docs: docs/how-to/take-on-running-cases.md.
Every fault is told with its row; a file with a fault gives no case at all.
"""

import csv
import datetime
import io
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import CharField

from dhr_cases.actions.overlays import HoldTerms
from dhr_cases.actions.running_case import ENTRY_STAGES, KNOWN_EVENTS, RunningCase
from dhr_cases.actions.taking_on import take_on
from dhr_cases.errors import Incomplete, ReviewError
from dhr_cases.hold_scopes import HoldReason, HoldScope
from dhr_cases.models import Case, DeathType, Outcome, PartialDate, Partnership, QAOutcome, User
from dhr_cases.stages import STAGES, Stage
from dhr_cases.table_contents import NoTableError, separated_lines, sheets_of

LARGEST_FILE = 2 * 1024 * 1024
MOST_ROWS = 500
MOST_LINES = 10_000
"""How far down a workbook is read; empty rows between and below the cases are no cases, but have to end somewhere."""

FACTS = (
    "reference", "partnership", "stage", "pseudonym", "date_of_death", "type_of_death", "partnership_before",
    "outcome", "stood_at", "letter_outcome", "chair_email", "hold_reason", "hold_since", "hold_stops", "hold_note",
)  # fmt: skip  # the heads in the order of the file
DAYS = tuple(row.column for row in KNOWN_EVENTS.values())
COLUMNS = (*FACTS, *DAYS)
"""The heads of the file: facts of the case, then the day of each event that is known."""

NEEDED = ("reference", "stage")

_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Fault:
    """What is wrong, and in which row of the file; row 1 holds the heads."""

    row: int
    sentence: str

    def __str__(self) -> str:
        """As a person reads it."""
        return f"Row {self.row}: {self.sentence}"


@dataclass(frozen=True)
class Portfolio:
    """What a file holds: its cases by row, and its faults."""

    cases: Mapping[int, RunningCase]
    faults: tuple[Fault, ...]

    @property
    def is_sound(self) -> bool:
        """True when every row can be read and there is at least one."""
        return bool(self.cases) and not self.faults


def template_text() -> str:
    """The heads as a CSV file, to be filled in."""
    return as_csv([dict.fromkeys(COLUMNS, "")], with_rows=False)


def as_csv(rows: Iterable[Cells], *, with_rows: bool = True) -> str:
    """Rows as CSV text that ``rows_of_csv`` reads back."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    if with_rows:
        writer.writerows(rows)
    return text.getvalue()


def rows_of(name: str, content: bytes) -> list[Cells]:
    """The rows of a CSV or XLSX file, by head. Raises Incomplete when it is neither, too large or has wrong heads."""
    if len(content) > LARGEST_FILE:
        raise Incomplete("The file is larger than 2 MB. Take on the cases in several files.")
    table = _xlsx_table(content) if name.lower().endswith(".xlsx") else _csv_table(content)
    rows = list(_by_head(table))
    if not any(rows):
        raise Incomplete("The file holds no case. Write one row a case below the column heads.")
    if sum(map(bool, rows)) > MOST_ROWS:
        raise Incomplete(f"The file holds more than {MOST_ROWS} rows. Take on the cases in several files.")
    return rows


def _csv_table(content: bytes) -> Iterator[Sequence[str]]:
    try:
        return iter(separated_lines(content))
    except NoTableError as fault:
        raise Incomplete("The file cannot be read as a table. Save it as “CSV UTF-8”, or as .xlsx.") from fault


def _xlsx_table(content: bytes) -> Iterator[Sequence[str]]:
    try:
        sheets = sheets_of(content, most_rows=MOST_LINES + 1, most_cells=len(COLUMNS) + 20)
    except NoTableError as fault:
        raise Incomplete("The file is no workbook that can be read. Save it anew as .xlsx or CSV.") from fault
    first = next((rows for _name, rows in sheets), [])
    if len(first) > MOST_LINES:
        raise Incomplete("The sheet goes down more than 10,000 rows. Delete the empty rows below the last case.")
    return ([_cell_text(value) for value in row] for row in first)


def _cell_text(value: object) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def _by_head(table: Iterator[Sequence[str]]) -> Iterator[Cells]:
    """Rows as cells by head; the heads are checked, empty rows kept out of the count but not of the numbering."""
    heads = [_head(cell) for cell in next(table, [])]
    _check_heads([head for head in heads if head])
    for cells in table:
        yield _named(heads, cells)


def _named(heads: Sequence[str], cells: Sequence[str]) -> Cells:
    named = {head: cell.strip() for head, cell in zip(heads, cells, strict=False) if head}
    return named if any(named.values()) else {}


def _head(cell: str) -> str:
    return re.sub(r"[\s_-]+", "_", cell.strip().lower())


def _check_heads(heads: Sequence[str]) -> None:
    faults = {
        "lacks the column heads": _besides(NEEDED, heads),
        "has column heads that are not known": _besides(dict.fromkeys(heads), COLUMNS),
        "has column heads twice": sorted(Counter(heads) - Counter(set(heads))),
    }
    for fault, names in faults.items():
        if names:
            raise Incomplete(f"Row 1 {fault}: {', '.join(names)}.")


def _besides(names: Iterable[str], known: Container[str]) -> list[str]:
    return [name for name in names if name not in known]


def rehearse(by: User, cases: Mapping[int, RunningCase]) -> tuple[Fault, ...]:
    """Take the cases on and undo it: what the real act would refuse, by row."""
    faults: list[Fault] = []
    with transaction.atomic():
        for row, facts in cases.items():
            try:
                take_on(by=by, case_facts=facts)
            except ReviewError as refusal:
                faults.append(Fault(row, refusal.sentence))
        transaction.set_rollback(True)
    return tuple(faults)


def check_portfolio(by: User, rows: Sequence[Cells], partnerships: Iterable[Partnership]) -> Portfolio:
    """The cases of the rows with every fault, of reading and of rehearsing, in the order of the rows."""
    read = read_portfolio(rows, partnerships)
    repeated = {fault.row for fault in read.faults}
    rehearsed = rehearse(by, {row: case for row, case in read.cases.items() if row not in repeated})
    faults = sorted((*read.faults, *rehearsed), key=lambda fault: fault.row)
    return Portfolio(read.cases, tuple(faults))


def read_portfolio(rows: Sequence[Cells], partnerships: Iterable[Partnership]) -> Portfolio:
    """The cases of the rows and every fault of each; partnerships are those the person may open cases for."""
    known = {each.code: each for each in partnerships}
    cases: dict[int, RunningCase] = {}
    faults: list[Fault] = []
    for number, cells in enumerate(rows, 2):
        if not cells:
            continue
        reading = RowReading(cells, known)
        case = reading.case()
        sentences = [*reading.faults, *_repeats(case, cases)]
        faults += [Fault(number, sentence) for sentence in sentences]
        if case is not None:
            cases[number] = case
    return Portfolio(cases, tuple(faults))


def _repeats(case: RunningCase | None, before: Mapping[int, RunningCase]) -> list[str]:
    if case is None:
        return []
    same = [row for row, other in before.items() if other.reference.lower() == case.reference.lower()]
    return [f"The reference {case.reference} stands in row {same[0]} already."] if same else []


class RowReading:
    """Reads one row; whatever cannot be read is added to ``faults`` with its column."""

    def __init__(self, cells: Cells, partnerships: Mapping[str, Partnership]) -> None:
        self.cells = cells
        self.partnerships = partnerships
        self.faults: list[str] = []

    def case(self) -> RunningCase | None:
        """The case of the row; None when something of it cannot be read."""
        stage, partnership = self.stage("stage"), self.partnership()
        facts: dict[str, Any] = {
            "reference": self.reference(),
            "pseudonym": self.words("pseudonym", "pseudonym"),
            "death_date": self.day("date_of_death"),
            "death_type": self.code("type_of_death", dict(DeathType.choices)),
            "partnership_before": self.words("partnership_before", "successor_of_csp"),
            "days": {event: self.day(row.column) for event, row in KNOWN_EVENTS.items() if self.text(row.column)},
            "outcome": self.code("outcome", dict(Outcome.choices)),
            "stood_at": self.stage("stood_at"),
            "letter_outcome": self.code("letter_outcome", dict(QAOutcome.choices)),
            "chair": self.account("chair_email"),
            "hold": self.hold(),
        }
        if self.faults or stage is None or partnership is None:
            return None
        return RunningCase(stage=stage, partnership=partnership, **facts)

    def fault(self, column: str, sentence: str) -> None:
        """Keep a fault of a column."""
        self.faults.append(f"{column}: {sentence}")

    def text(self, column: str) -> str:
        """The cell, "" when empty or not there."""
        return self.cells.get(column, "")

    def words(self, column: str, field: str) -> str:
        """Words that fit into a field of the case."""
        text, of_case = self.text(column), Case._meta.get_field(field)
        if isinstance(of_case, CharField) and len(text) > (of_case.max_length or 0):
            self.fault(column, f"write at most {of_case.max_length} characters.")
        return text

    def reference(self) -> str:
        """The reference: letters, figures, hyphens; it stands in addresses."""
        text = self.text("reference")
        if not _REFERENCE.fullmatch(text):
            self.fault("reference", "write a reference of letters, figures and hyphens, such as KENT-2024-03.")
        return text

    def partnership(self) -> Partnership | None:
        """The partnership by code; left empty, the only one there is."""
        text = self.text("partnership").lower()
        if not text and len(self.partnerships) == 1:
            return next(iter(self.partnerships.values()))
        if text not in self.partnerships:
            self.fault("partnership", f"write one of {', '.join(sorted(self.partnerships)) or 'none you may use'}.")
        return self.partnerships.get(text)

    def stage(self, column: str) -> Stage | None:
        """A stage by code or words; a stage is needed in its own column."""
        text = self.text(column).lower()
        if not text and column not in NEEDED:
            return None
        found = _stage_called(text)
        if found is None:
            self.fault(column, f"“{self.text(column)}” is no stage. Use a code such as PANEL_WORK, or its words.")
        return found

    def code(self, column: str, choices: Mapping[str, str]) -> str:
        """A code by itself or in words."""
        text = self.text(column)
        by_words = {label.lower(): value for value, label in choices.items()}
        found = by_words.get(text.lower(), text.lower().replace(" ", "_"))
        if text and found not in choices:
            self.fault(column, f"“{text}” is not one of {', '.join(value for value in choices if value)}.")
        return found

    def day(self, column: str) -> PartialDate:
        """A date as 2018, 2018-09, 2018-09-04 or 04/09/2018."""
        text = self.text(column)
        british = _BRITISH.fullmatch(text)
        if british:
            text = f"{british[3]}-{int(british[2]):02d}-{int(british[1]):02d}"
        try:
            return PartialDate.parse(text)
        except ValueError as fault:
            self.fault(column, str(fault))
            return PartialDate.unknown()

    def account(self, column: str) -> User | None:
        """An account by e-mail."""
        text = self.text(column)
        found = User.objects.filter(email__iexact=text, is_active=True).first() if text else None
        if text and found is None:
            self.fault(column, "no account uses this e-mail address. Ask the administrator to make one.")
        return found

    def hold(self) -> HoldTerms | None:
        """The open hold: its reason, its first day and what stops, or none of them."""
        given = [self.text(column) for column in ("hold_reason", "hold_since", "hold_stops")]
        if all(given):
            return self.hold_terms()
        if any(given):
            self.fault("hold_since", "a hold needs its reason, its first day and what it stops.")
        return None

    def hold_terms(self) -> HoldTerms | None:
        """The terms of a hold whose columns are all filled; None when something of the row cannot be read."""
        since = self.day("hold_since")
        reason = self.code("hold_reason", {each.value: each.label for each in HoldReason})
        scope = self.scope()
        if len(since.iso) != len("2018-09-04"):
            self.fault("hold_since", "write the full date.")
        if since.value is None or self.faults:
            return None
        return HoldTerms(HoldReason(reason), scope, since.value, note=self.text("hold_note"))

    def scope(self) -> frozenset[HoldScope]:
        """What the hold stops: codes or words with semicolons between."""
        found: set[HoldScope] = set()
        for part in filter(None, (each.strip() for each in re.split(r"[;,]", self.text("hold_stops")))):
            code = part.lower().replace(" ", "_")
            if code in set(HoldScope):
                found.add(HoldScope(code))
            else:
                self.fault("hold_stops", f"“{part}” is not one of {', '.join(HoldScope)}.")
        return frozenset(found)


def _stage_called(text: str) -> Stage | None:
    """The stage of that code or of those words, in small letters; None for none."""
    words = {STAGES[stage].label.lower(): stage for stage in ENTRY_STAGES}
    codes = {stage.value.lower(): stage for stage in ENTRY_STAGES}
    return codes.get(text.replace(" ", "_")) or words.get(text)
