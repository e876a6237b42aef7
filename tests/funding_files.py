"""Which small file of years do tests take in, and how is one thing in it changed?"""

import copy
import json
from collections.abc import Sequence
from typing import Any

Step = str | int

REMOVED = object()
"""Stands for a key that is taken out."""

FILE: dict[str, Any] = {
    "partnership": {"code": "newshire", "name": "Newshire CSP"},
    "source": "Invented for the tests",
    "organisations": [
        {"code": "crc", "name": "Rehabilitation Company", "kind": "probation"},
        {"code": "probation", "name": "Probation Service", "kind": "probation", "starts_on": "2021-06-26"},
        {"code": "fire", "name": "Fire and Rescue", "former_names": [{"name": "Fire Brigade", "until": "2004-09-30"}]},
        {"code": "council", "name": "County Council", "kind": "council", "is_statutory_partner": True},
    ],
    "successions": [
        {"predecessor": "crc", "effective_on": "2021-06-26", "successors": [{"organisation": "probation"}]},
        {"predecessor": "council", "effective_on": "2098-04-01", "is_planned": True, "shape": "merge"},
    ],
    "models": [
        {
            "name": "Shared cost",
            "versions": [
                {
                    "first_year": "2019/20",
                    "parties": ["crc", "fire"],
                    "rules": [{"type": "remainder", "party": "fire"}],
                },
                {
                    "first_year": "2021/22",
                    "parties": ["crc", "fire", "council"],
                    "rules": [{"type": "equal", "parties": ["crc", "fire", "council"]}],
                    "underwriter": "council",
                },
            ],
        }
    ],
    "years": [
        {
            "year": "2021/22",
            "brought_forward_pence": 50000,
            "agreements": [
                {"organisation": "crc", "amount_pence": 100000, "state": "ended"},
                {"organisation": "fire", "amount_pence": 300000, "state": "confirmed", "on": "2021-05-04"},
                {"organisation": "council", "amount_pence": None, "state": "asked"},
            ],
            "costs": [
                {"reference": "N-1", "class": "chair", "description": "Chairing", "forecast_pence": 900000},
                {"class": "panel_admin", "description": "Coordinator", "forecast_pence": None, "qualifier": "about"},
            ],
            "income": [
                {"organisation": "crc", "kind": "receipt", "amount_pence": 23562, "on": "2021-06-20"},
                {"organisation": "fire", "kind": "invoice", "amount_pence": 300000, "on": "2021-06-01"},
                {"organisation": "fire", "kind": "receipt", "amount_pence": 100000, "on": "2021-06-30"},
            ],
        }
    ],
    "grants": [{"year": "2021/22", "funder": "council", "allocation_pence": 3000000}],
}
"""A file without a fault."""


def changed(*changes: tuple[Sequence[Step], Any]) -> dict[str, Any]:
    """The file with other values at some places; REMOVED takes a key out, and a place past a list's end adds."""
    found = copy.deepcopy(FILE)
    for path, value in changes:
        target: Any = found
        for step in path[:-1]:
            target = target[step]
        last = path[-1]
        if value is REMOVED:
            del target[last]
        elif isinstance(target, list) and isinstance(last, int) and last >= len(target):
            target.append(value)
        else:
            target[last] = value
    return found


def as_text(document: object) -> str:
    """The document as a file holds it."""
    return json.dumps(document, ensure_ascii=False)
