"""Which sets of themes are shipped with the programme? Read from the files beside it. Imports no Django."""

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from learning.themes.taxonomy import ChangeKind, ChangeRow, Taxonomy, ThemeRow, faults_of

REFERENCE = Path(__file__).resolve().parent.parent / "reference"
SINCE = datetime.date(2011, 4, 13)
"""Where a theme has no day of its own: the day on which reviews became a duty. Source: s.9 DVCVA 2004 in force [V]."""


SHIPPED: Mapping[str, str] = {
    "library": "Characteristics by which the national library is searched",
    "local_learning": "Themes of local learning, to begin with",
    "kent_and_medway": "Priorities and cross-cutting themes of Kent, by year",
}
"""Files that are shipped, with what each holds."""


class SetKind(StrEnum):
    """Codes of what a set of themes is."""

    LIBRARY = "library"
    LOCAL = "local"
    PRIORITY = "priority"
    CROSS_CUTTING = "cross_cutting"


KIND_LABELS: Mapping[SetKind, str] = {
    SetKind.LIBRARY: "Characteristics of the national library",
    SetKind.LOCAL: "Local themes",
    SetKind.PRIORITY: "Priorities",
    SetKind.CROSS_CUTTING: "Cross-cutting themes",
}


@dataclass(frozen=True)
class SetRow:
    """One set as shipped. A review has at most one value of an exclusive set."""

    code: str
    label: str
    kind: SetKind
    is_exclusive: bool
    source: str
    taxonomy: Taxonomy


class BadThemesError(ValueError):
    """A file of themes says something that cannot be."""


def shipped(name: str) -> tuple[SetRow, ...]:
    """The sets of one shipped file, such as ``library``; raises BadThemesError where themes and changes do not fit."""
    return sets_of((REFERENCE / f"{name}.toml").read_text(encoding="utf-8"))


def sets_of(text: str) -> tuple[SetRow, ...]:
    """The sets that a file names; raises BadThemesError with every fault in one sentence each."""
    rows = tuple(_set(row) for row in tomllib.loads(text)["set"])
    faults = [f"{row.label}: {fault}" for row in rows for fault in faults_of(row.taxonomy)]
    if faults:
        raise BadThemesError(" ".join(faults))
    return rows


def _set(row: Mapping[str, Any]) -> SetRow:
    themes = tuple(
        ThemeRow(each["code"], each["label"], each.get("from_on", SINCE), each.get("to_on")) for each in row["themes"]
    )
    changes = tuple(_change(each) for each in row.get("change", ()))
    return SetRow(
        row["code"], row["label"], SetKind(row["kind"]), row["exclusive"], row["source"], Taxonomy(themes, changes)
    )


def _change(row: Mapping[str, Any]) -> ChangeRow:
    return ChangeRow(
        ChangeKind(row["kind"]), row["on"], tuple(row["earlier"]), tuple(row["later"]), row.get("proposed_on")
    )
