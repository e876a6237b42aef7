"""Which lines has an agency's table, whatever its heads are called, and which of them can be read?

A CSV file is one table, a workbook one a sheet. The heads are found in the first lines; what stands above them is a
title. Nothing is lost: a line that cannot be read is set aside with its row and the reason.
"""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from dhr_cases.chronology.dates import coarser, read_date
from dhr_cases.chronology.entries import Entry, ReadTable, SetAside, UnreadFile
from dhr_cases.table_contents import NoTableError, Row, separated_lines, sheets_of

HEADS: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "date of event", "date of contact", "start date", "from"),
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
READ_KINDS = (".csv", ".xlsx")
WHAT_WE_READ = "only .csv and .xlsx tables can be read; ask the agency for one"
DAMAGED = "the table is damaged; ask the agency to save it again"


@dataclass
class _Taken:
    """What has been read of a file so far."""

    file: str
    agency: str
    entries: list[Entry] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)

    def take(self, number: int, cells: Mapping[str, object]) -> None:
        """Take one line over, or set it aside."""
        try:
            self.entries.append(_entry(cells, self.agency))
        except ValueError as fault:
            self.aside.append(SetAside(self.file, number, str(fault)))


def read_table(content: bytes, name: str, agency: str) -> ReadTable:
    """Every line of an agency's file. ``agency`` is whose file it is; "" leaves it to a column of the file."""
    ending = PurePath(name).suffix.lower()
    if ending not in READ_KINDS:
        return ReadTable(unread=(UnreadFile(name, WHAT_WE_READ),))
    try:
        sheets = _sheets(content, ending)
    except NoTableError:
        return ReadTable(unread=(UnreadFile(name, DAMAGED),))
    return _read_sheets(sheets, _Taken(name, agency))


def _read_sheets(sheets: Iterable[tuple[str, list[Row]]], taken: _Taken) -> ReadTable:
    unread: list[UnreadFile] = []
    for sheet, rows in sheets:
        where = f"{taken.file}, sheet {sheet}" if sheet else taken.file
        if not _read_sheet(rows, taken):
            unread.append(UnreadFile(where, "no line names the columns “date” and “event”"))
    return ReadTable(tuple(taken.entries), tuple(taken.aside), tuple(unread))


def _sheets(content: bytes, ending: str) -> list[tuple[str, list[Row]]]:
    """The tables of a file that hold anything, each with the name of its sheet. Raises NoTableError."""
    if ending == ".csv":
        return [("", list(separated_lines(content)))]
    return [(name, rows) for name, rows in sheets_of(content) if any(map(_is_filled, rows))]


def _read_sheet(rows: Sequence[Row], taken: _Taken) -> bool:
    """Take every line below the heads; False where there are no heads."""
    found = _heads(rows)
    if found is None:
        return False
    start, places = found
    for number, row in enumerate(rows[start:], start + 1):
        if _is_filled(row):
            taken.take(number, _cells(row, places))
    return True


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
