"""How do a year's opening balance and what its totals leave out stand in a paper?"""

from funding.papers.figures import UNSTATED, Figure
from funding.position import Missing, Position, notes_under


def brought_forward(position: Position) -> Figure:
    """The opening balance; not stated where nobody has stated it, although it then counts as nought."""
    is_missing = any(row.kind is Missing.BALANCE for row in position.not_stated)
    return UNSTATED if is_missing else Figure(position.brought_forward)


def left_out(position: Position) -> str:
    """What the totals of the year leave out, as a sentence; "" where everything is stated."""
    notes = [note.removeprefix("excludes ") for note in notes_under(position)]
    return f"Left out of these totals, because not stated is not nil: {'; '.join(notes)}." if notes else ""
