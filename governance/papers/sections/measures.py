"""How do reports tell of performance, so that no small count of people is printed or can be worked out?

In a paper for everybody a small figure reads as small counts do, and so does nothing that would give it away: its
change, its per cent, its adjustment. A measure may be marked as one whose small values are public already.
Source: performance data as a part of the yearly report, Kent minutes of 2015 [V]; what is withheld, ours [D].
"""

from collections.abc import Iterator
from decimal import Decimal

from dhr_cases.papers.writing.blocks import Block, Bullets, Grid, Heading, Paragraph
from governance.measure_figures import Compared, Told, in_words, sentence
from governance.papers.report_rows import MeasureRow, ReportFacts
from governance.papers.small_counts import NO_TOTAL, WITHHELD, is_withheld

HEADS = ("Measure", "Before", "After", "Change", "Per cent", "Adjusted")
NIL = Decimal(0)


def performance(facts: ReportFacts) -> Iterator[Block]:
    """Each measure's last two times, then what must be known to read them; nothing where none was recorded."""
    if not facts.measures:
        return
    yield Heading("Performance")
    cells = tuple(_cells(row, is_restricted=facts.is_restricted) for row in facts.measures)
    yield Grid("Measures", HEADS, cells)
    yield Paragraph("To read these figures rightly:")
    yield Bullets(tuple(_note(row) for row in facts.measures))


def _cells(row: MeasureRow, *, is_restricted: bool) -> tuple[str, ...]:
    """One measure's line."""
    told, hides = row.told, not (is_restricted or row.shows_small)
    name = f"{row.name} ({row.unit})" if row.unit else row.name
    sides = (_figure(told.before, hides=hides), _figure(told.after, hides=hides))
    return (name, *sides, *_worked_out(told, hides=hides))


def _worked_out(told: Compared, *, hides: bool) -> tuple[str, str, str]:
    """Change, per cent and adjustment, or that they are not given."""
    if hides and any(gives_away(each) for each in told.sides):
        return (NO_TOTAL, NO_TOTAL, NO_TOTAL)
    return (told.change_words, told.percent_words, told.adjusted_words)


def _figure(told: Told | None, *, hides: bool) -> str:
    """The figure with its time."""
    if told is None:
        return in_words(None)
    is_small = hides and told.value is not None and _is_small(told.value)
    return f"{told.label}: {WITHHELD if is_small else in_words(told.value)}"


def gives_away(told: Told) -> bool:
    """True where a small figure, or a small difference that an adjustment makes, would be told."""
    stated = [figure for figure in (told.value, told.adjusted) if figure is not None]
    return any(_is_small(figure) for figure in (*stated, max(stated, default=NIL) - min(stated, default=NIL)))


def _is_small(figure: Decimal) -> bool:
    return is_withheld(abs(figure), is_restricted=False)


def _note(row: MeasureRow) -> str:
    """What a rise means, how it is counted, what was said of the figure, and where it comes from."""
    last = row.told.after
    parts = (row.rise_means, row.definition, last.commentary, f"Source: {last.source}")
    return f"{row.name}: {' '.join(sentence(part) for part in parts if part)}"
