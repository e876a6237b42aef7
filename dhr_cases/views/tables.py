"""How do facts become the heads and cells of a table on screen?"""

import datetime
from typing import Any, TypeAlias

from dhr_cases.deadlines import long_date

Row: TypeAlias = dict[str, Any]


def heads(*labels: str, figures: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """The heads of a table; ``figures`` stand to the right."""
    return [{"label": label, "is_figure": label in figures} for label in labels]


def row(*cells: object, url: str = "") -> Row:
    """One row: texts as they are, or cells that say more of themselves; ``url`` is the link of the first."""
    return {"url": url, "cells": [cell if isinstance(cell, dict) else {"text": cell} for cell in cells]}


def day(on: datetime.date | None) -> str:
    """A day as people write it; "" for none, which a table shows as not stated."""
    return long_date(on) if on else ""
