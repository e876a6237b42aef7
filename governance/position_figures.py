"""How does a position stand in figures for machines? Numbers only: no reference, no name."""

from typing import Any

from governance.position import Position
from governance.standings import STANDINGS, Standing


def as_json(found: Position, partnership: str) -> dict[str, Any]:
    """The position as the command prints it; counts name every stage and every line, nought included."""
    return {
        "partnership": partnership,
        "on": found.on.isoformat(),
        "since": found.since.isoformat() if found.since else None,
        "counts": {str(stage): count for stage, count in found.by_stage.items()},
        "lines": lines(found),
        "total": len(found.cases),
        "live": found.live,
        "on_hold": len(found.paused),
        "opened": len(found.opened),
        "published": len(found.published),
        "ended": len(found.ended),
        "not_certain": found.not_certain,
    }


def lines(found: Position) -> dict[str, int]:
    """The lines of the committee's table by their codes."""
    return {str(code): count for code, count in found.by_standing.items()}


def line_label(code: Standing) -> str:
    """A line in words."""
    return STANDINGS[code].label
