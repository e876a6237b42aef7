"""Which words go under a total that leaves rows out? Source: L3 [D]: totals say how many rows are left out."""

from collections.abc import Sequence

from funding.position.parts import Missing, NotStated, Position

_WORDS = {
    Missing.CONTRIBUTOR: ("contributor", "contributors"),
    Missing.COST: ("cost", "costs"),
}


def excluded(count: int, kind: Missing = Missing.CONTRIBUTOR) -> str:
    """ "excludes 2 contributors with no stated amount"; nothing where none is left out."""
    one, many = _WORDS[kind]
    return f"excludes {count} {one if count == 1 else many} with no stated amount" if count else ""


def notes_under(position: Position) -> tuple[str, ...]:
    """What the totals of a year leave out, one sentence part for each kind of row; empty where all is stated."""
    counts = {kind: _count(position.not_stated, kind) for kind in Missing}
    notes = [excluded(counts[kind], kind) for kind in _WORDS if counts[kind]]
    return (*notes, *(["the sum brought forward is not stated"] if counts[Missing.BALANCE] else []))


def _count(rows: Sequence[NotStated], kind: Missing) -> int:
    return sum(row.kind is kind for row in rows)
