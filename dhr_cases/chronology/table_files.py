"""Which lines has an agency's table, whatever its heads are called, and which of them can be read?

A CSV file is one table, a workbook one a sheet, a Word file may hold several; one that goes on in a further table of
Word is one table. The heads are found in the first lines; what stands above them is a title. Nothing is lost: a line
that cannot be read is set aside with its row and the reason.
"""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePath

from dhr_cases.chronology.dates import coarser, read_date, time_behind
from dhr_cases.chronology.entries import Entry, ReadTable, SetAside, UnreadFile
from dhr_cases.table_contents import NoTableError, Row, separated_lines, sheets_of, tables_in_word

HEADS: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "date of event", "date of contact", "start date", "from", "date and time", "date time"),
    "precision": ("precision", "date precision", "how exact"),
    "agency": ("agency", "source agency", "organisation"),
    "time": ("time", "time of event", "start time"),
    "until": ("end", "until", "end date", "to", "end time"),
    "persons": ("person", "persons", "person concerned", "persons concerned", "subject", "who"),
    "contact": ("contact type", "contact", "type of contact", "type"),
    "source": ("source record", "source", "source of information", "record"),
    "text": ("event", "events", "what happened", "details", "description", "significant event", "facts", "event facts"),
    "response": ("response", "action", "action taken", "response action", "outcome", "what was done"),
    "practice": ("good practice concern", "good practice", "concern", "practice"),
    "comment": ("author comment", "comment", "comments", "analysis"),
    "indicator": ("domestic abuse indicator", "indicator", "domestic abuse", "da indicator"),
    "may_be_published": ("published", "publish", "may be published"),
}
"""What each column may be called. Source: columns, domain 3.8 [K]; other names ours [D]."""
NEEDED = ("date", "text")
SEARCHED = 10
"""In how many of the first lines the heads are looked for [D]."""
READ_KINDS = (".csv", ".xlsx", ".docx")
WHAT_WE_READ = "only tables in .csv, .xlsx and .docx files can be read; ask the agency for one"
DAMAGED = "the table is damaged; ask the agency to save it again"
NO_TABLE = "there is no table in it"
NO_HEADS = "no line names the columns “date” and “event”"


@dataclass(frozen=True)
class _Table:
    """One table of a file: where it stands, its rows, and whether it may be the rest of the one before."""

    where: str
    rows: Sequence[Row]
    may_go_on: bool = False


@dataclass
class _Taken:
    """What has been read of a file so far; ``places`` and ``width`` are the columns of the table before."""

    agency: str
    places: Mapping[str, int] = field(default_factory=dict)
    width: int = 0
    entries: list[Entry] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    unread: list[UnreadFile] = field(default_factory=list)

    def read(self, table: _Table) -> None:
        """Take every line below the heads of a table, or of one that goes on; note one that has no heads."""
        start = self._start(table)
        if start is None:
            self.unread.append(UnreadFile(table.where, NO_HEADS))
            return
        for number, row in enumerate(table.rows[start:], start + 1):
            if _is_filled(row):
                self._take(table.where, number, row)

    def _start(self, table: _Table) -> int | None:
        """The first line below the heads, whose places are kept; None where there are none."""
        found = _heads(table.rows)
        if found is not None:
            self.places, self.width = found[1], _width(table.rows)
            return found[0]
        is_alike = table.may_go_on and _width(table.rows) == self.width
        return 0 if is_alike and _holds_a_line(table.rows, self.places) else None

    def _take(self, where: str, number: int, row: Row) -> None:
        """Take one line over, or set it aside."""
        try:
            self.entries.append(_entry(_cells(row, self.places), self.agency))
        except ValueError as fault:
            self.aside.append(SetAside(where, number, str(fault)))


def read_table(content: bytes, name: str, agency: str) -> ReadTable:
    """Every line of an agency's file. ``agency`` is whose file it is; "" leaves it to a column of the file."""
    ending = PurePath(name).suffix.lower()
    if ending not in READ_KINDS:
        return ReadTable(unread=(UnreadFile(name, WHAT_WE_READ),))
    try:
        tables = _tables(content, ending, name)
    except NoTableError:
        return ReadTable(unread=(UnreadFile(name, DAMAGED),))
    if not tables:
        return ReadTable(unread=(UnreadFile(name, NO_TABLE),))
    taken = _Taken(agency)
    for table in tables:
        taken.read(table)
    return ReadTable(tuple(taken.entries), tuple(taken.aside), tuple(taken.unread))


def _tables(content: bytes, ending: str, name: str) -> list[_Table]:
    """The tables of a file that hold anything. Raises NoTableError."""
    if ending == ".csv":
        return [_Table(name, separated_lines(content))]
    if ending == ".docx":
        found = [
            _Table(f"{name}, table {number}", rows, may_go_on=True)
            for number, rows in enumerate(tables_in_word(content), 1)
        ]
    else:
        found = [_Table(f"{name}, sheet {sheet}", rows) for sheet, rows in sheets_of(content)]
    return [table for table in found if any(map(_is_filled, table.rows))]


def _width(rows: Sequence[Row]) -> int:
    """How many cells the longest line has."""
    return max(map(len, rows))


def _holds_a_line(rows: Sequence[Row], places: Mapping[str, int]) -> bool:
    """True when one of the first lines has a date in the column of dates, and no mere word in that of times."""
    first = islice(filter(_is_filled, rows), SEARCHED)
    return any(_is_dated(_cells(row, places)) for row in first)


def _is_dated(cells: Mapping[str, object]) -> bool:
    try:
        read_date(cells.get("date"))
    except ValueError:
        return False
    time = _text(cells.get("time"))
    return not time or re.search(r"\d", time) is not None


def _cells(row: Row, places: Mapping[str, int]) -> dict[str, object]:
    """The cells of a line by the names of their columns; a line may be shorter than the heads."""
    return {name: row[place] for name, place in places.items() if place < len(row)}


def _heads(rows: Sequence[Row]) -> tuple[int, dict[str, int]] | None:
    """The place of the first line below the heads, and the place of each column."""
    for start, row in enumerate(rows[:SEARCHED], 1):
        places = _places(row)
        if all(name in places for name in NEEDED):
            return start, places
    return None


def _places(row: Row) -> dict[str, int]:
    words = list(map(_word, row))
    found = {name: _place(known, words) for name, known in HEADS.items()}
    return {name: place for name, place in found.items() if place is not None}


def _place(known: Iterable[str], words: list[str]) -> int | None:
    """Where the first of the known heads stands that the line has."""
    return next((words.index(word) for word in known if word in words), None)


def _word(cell: object) -> str:
    """A head as it is compared: small letters, without brackets and signs."""
    return " ".join(re.findall(r"[a-z]+", re.sub(r"\(s\)", "s", str(cell or "").lower())))


def _is_filled(row: Iterable[object]) -> bool:
    return any(str(cell).strip() for cell in row if cell is not None)


def _entry(cells: Mapping[str, object], agency: str) -> Entry:
    """One line as an entry. Raises ValueError for a line without a date or without what happened."""
    on = coarser(read_date(cells.get("date")), _text(cells.get("precision")))
    texts = {name: _text(cells.get(name)) for name in HEADS if name not in ("date", "precision", "agency")}
    if not texts["text"]:
        raise ValueError("nothing says what happened")
    texts["time"] = texts["time"] or time_behind(cells.get("date"))
    return Entry(on=on, agency=agency or _text(cells.get("agency")) or "not stated", **texts)


def _text(cell: object) -> str:
    """A cell as words: a time without seconds, a day as we print it, a whole number without a point."""
    match cell:
        case None:
            return ""
        case datetime.date():
            return _day_or_time(cell)
        case datetime.time():
            return f"{cell:%H:%M}"
        case float():
            return str(int(cell)) if cell.is_integer() else str(cell)
    return " ".join(str(cell).split())


def _day_or_time(cell: datetime.date) -> str:
    """A day as we print it; a table may keep a mere time as one on the first day its dates count from."""
    if isinstance(cell, datetime.datetime) and cell.time() != datetime.time() and cell.year < 1901:
        return f"{cell:%H:%M}"
    return str(read_date(cell))
