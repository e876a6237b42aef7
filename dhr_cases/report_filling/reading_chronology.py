"""What do the agencies' own chronologies say of the events under review? Their filed tables into facts."""

from dhr_cases.chronology.entries import Entry, in_order
from dhr_cases.chronology.merging import merged
from dhr_cases.models import Case
from dhr_cases.report_filling.facts import Chronology, ChronologyLine
from dhr_cases.report_filling.reading import by_month


def chronology_of(case: Case) -> Chronology:
    """The lines of all tables in order of time; those an agency keeps back are counted and never handed on.

    Reads every file: to be called when a section is filled, never to draw a list.
    """
    found = merged(case)
    open_lines = [entry for entry in found.entries if not entry.is_withheld]
    return Chronology(
        files=found.files,
        lines=tuple(map(_line, in_order(open_lines))),
        withheld=len(found.entries) - len(open_lines),
        set_aside=len(found.set_aside),
        unread=len(found.unread),
    )


def _line(entry: Entry) -> ChronologyLine:
    """Month, agency, what happened and what was done; neither persons nor comments are for the report."""
    return ChronologyLine(by_month(entry.on), entry.agency, entry.text, entry.response)
