"""How does the report tell what happened when, and what does it say of lines it leaves out? Pure; no database."""

from collections.abc import Iterator, Sequence

from dhr_cases.plain_text import Bullets, Paragraph, Part, Table, text_of
from dhr_cases.report_filling.facts import NOT_RECORDED, Chronology, ChronologyLine, Worded, counted

MOST_LINES = 400
"""Lines a section of the report takes; what is older stays in the combined chronology [D]."""
MOST_IN_SHORT = 100
"""Lines the summary takes: about the six pages a published one has. Source: Kent, Patrick 2018 [V]; figure ours [D]."""
MOST_LETTERS = 150_000
"""Letters a section takes from the tables, so that it can still be opened, changed and saved as one text [D]."""
HEADS = ("Month", "Agency", "What happened", "What was done")
NONE_YET = f"Chronologies of the agencies: {NOT_RECORDED}"
NONE_TO_PRINT = "[No line of the agencies' chronologies can be printed here.]"
NO_TABLE = "no table is among the papers yet"

Cells = tuple[str, ...]


def chronology_words(facts: Chronology) -> Worded:
    """A table in order of time, by month. Source: domain 4.2 [K]."""
    rows = [_cells(line) for line in facts.lines]
    shown = _latest(rows, MOST_LINES)
    return _worded(facts, len(shown), Table(HEADS, tuple(shown)))


def short_chronology_words(facts: Chronology) -> Worded:
    """A list in order of time, one item a line, by month and without what was done."""
    rows = [(_item(line),) for line in facts.lines]
    shown = _latest(rows, MOST_IN_SHORT)
    return _worded(facts, len(shown), Bullets(tuple(item for (item,) in shown)))


def _cells(line: ChronologyLine) -> Cells:
    return line.month, line.agency, line.what, line.done


def _item(line: ChronologyLine) -> str:
    return f"{line.month}, {line.agency}: {line.what}"


def _latest(rows: Sequence[Cells], most: int) -> Sequence[Cells]:
    """The rows the section has room for: the latest, because the time before the death is looked at most closely."""
    kept, letters = 0, 0
    for row in reversed(rows[-most:]):
        letters += sum(map(len, row))
        if letters > MOST_LETTERS:
            break
        kept += 1
    return rows[len(rows) - kept :]


def _worded(facts: Chronology, shown: int, part: Part) -> Worded:
    """The lines with a sentence before them where not all are shown; a sentence instead where there are none."""
    if not facts.files:
        return Worded(NONE_YET, NO_TABLE)
    parts: list[Part] = [Paragraph(sentence) for sentence in _before(facts, shown)]
    return Worded(text_of([*parts, part] if shown else parts), _sums(facts, shown))


def _before(facts: Chronology, shown: int) -> Iterator[str]:
    """What a reader of the section must know first."""
    if shown < len(facts.lines):
        yield (
            f"[{shown:,} of {len(facts.lines):,} lines of the agencies' chronologies stand here, the latest. "
            "The combined chronology among the papers has all of them.]"
        )
    elif not shown:
        yield NONE_TO_PRINT


def _sums(facts: Chronology, shown: int) -> str:
    """How many lines came in and where each is: those shown and those left out add up."""
    left_out = tuple(filter(None, (
        _figure(len(facts.lines) - shown, "earlier than these"),
        _figure(facts.withheld, "not to be published"),
        _figure(facts.set_aside, "that could not be read"),
    )))  # fmt: skip  # one reason a line
    told = f"{shown:,} of {facts.rows_in:,} line{'' if facts.rows_in == 1 else 's'}"
    unread = f"{counted(facts.unread, 'file or sheet', 'files or sheets')} could not be read" if facts.unread else ""
    parts = (told, f"left out: {', '.join(left_out)}" if left_out else "", unread)
    more = "The combined chronology lists them" if left_out or unread else ""
    return ". ".join(filter(None, ("; ".join(filter(None, parts)), more)))


def _figure(number: int, which: str) -> str:
    return f"{number:,} {which}" if number else ""
