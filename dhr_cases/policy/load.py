"""Are the policy files whole and sound, and which regimes and clocks do they hold?

Every fault is a PolicyError with a sentence that names the file, the clock and the key.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from tomllib import TOMLDecodeError, loads
from types import MappingProxyType

from dhr_cases.policy.rows import PolicyError, Table, clock_row, regime_row
from dhr_cases.policy.tables import AppliesBy, Clock, Regime

EVERY_REGIME = "every_regime.toml"
FOLDER = Path(__file__).parent

Policy = MappingProxyType[str, Regime]


@cache
def regimes() -> tuple[Regime, ...]:
    """Every regime known, the one in force first. Raises PolicyError on a fault in the policy files."""
    return tuple(_shipped()[0].values())


def regime(regime_id: str) -> Regime:
    """The regime of that name. Raises PolicyError with the known names when there is none."""
    found = _shipped()[0].get(regime_id)
    if found is None:
        known = ", ".join(row.id for row in regimes())
        raise PolicyError(f"{regime_id!r} is not a regime. Known regimes: {known}.")
    return found


def regime_for(
    *,
    died_on: date | None,
    decided_on: date | None,
    among: Sequence[Regime] | None = None,
) -> Regime:
    """The regime a new case falls under: of those switched on, the one that began last by the date it counts by.

    A date that is not known puts no case under a regime. `among` gives other regimes to choose from than those
    of the policy files. Raises PolicyError when none applies.
    Source: no transitional rule was found for section 8A, so each regime says itself which date counts. [D]
    """
    applying = [row for row in among or regimes() if _applies(row, died_on, decided_on)]
    if not applying:
        raise PolicyError("No regime that is switched on covers these dates of death and decision.")
    return max(applying, key=lambda row: row.effective_from or date.min)


def _applies(row: Regime, died_on: date | None, decided_on: date | None) -> bool:
    day = died_on if row.applies_by is AppliesBy.DEATH else decided_on
    return row.enabled and row.effective_from is not None and day is not None and row.effective_from <= day


@cache
def clocks_for(regime_id: str) -> tuple[Clock, ...]:
    """The clocks of one regime: its own, in the order of its file, then those that run under every regime."""
    return regime(regime_id).clocks + _shipped()[1]


def clock(regime_id: str, clock_id: str) -> Clock:
    """One clock of one regime. Raises PolicyError naming the regime's clocks when it has no such clock."""
    for row in clocks_for(regime_id):
        if row.id == clock_id:
            return row
    known = ", ".join(row.id for row in clocks_for(regime_id))
    raise PolicyError(f"{clock_id!r} is not a clock of {regime_id}. Its clocks: {known}.")


@cache
def every_clock() -> tuple[Clock, ...]:
    """Each clock once, whatever its regime: regime by regime, then the shared ones."""
    shipped, shared = _shipped()
    return tuple(row for each in shipped.values() for row in each.clocks) + shared


@cache
def known_events() -> frozenset[str]:
    """The names of all events that start or stop a clock under any regime."""
    return frozenset(name for row in every_clock() for name in (row.start, row.stop))


def read_folder(folder: Path) -> tuple[Policy, tuple[Clock, ...]]:
    """Reads and checks every .toml file of a folder: the regimes by name, and the clocks they all share.

    Raises PolicyError when a file is missing, cannot be read, holds an unknown or a missing key, or when two
    regimes or two clocks bear the same name. Regimes that are switched on come first, then by name.
    """
    tables = {path.name: _read(path) for path in sorted(folder.glob("*.toml"))}
    if EVERY_REGIME not in tables:
        raise PolicyError(f"{EVERY_REGIME}: the file is missing.")
    shared = tables.pop(EVERY_REGIME)
    _refuse_strangers(EVERY_REGIME, shared, {"clock"})
    shared_clocks = _clocks(EVERY_REGIME, shared)
    found = _regimes(tables)
    _refuse_twins("clock", chain(*(row.clocks for row in found), shared_clocks))
    return MappingProxyType({row.id: row for row in found}), shared_clocks


def _regimes(tables: Mapping[str, Table]) -> list[Regime]:
    """The regimes of the files: those switched on first, then by name."""
    found = [_regime(name, table) for name, table in tables.items()]
    _refuse_twins("regime", found)
    if not any(row.enabled for row in found):
        raise PolicyError("No regime is switched on: set enabled = true in one of the policy files.")
    return sorted(found, key=lambda row: (not row.enabled, row.id))


@cache
def _shipped() -> tuple[Policy, tuple[Clock, ...]]:
    return read_folder(FOLDER)


def _read(path: Path) -> Table:
    try:
        return Table(loads(path.read_text(encoding="utf-8")))
    except (TOMLDecodeError, UnicodeDecodeError) as fault:
        raise PolicyError(f"{path.name}: the file cannot be read: {fault}.") from fault


def _regime(name: str, table: Table) -> Regime:
    _refuse_strangers(name, table, {"regime", "clock"})
    return regime_row(name, table.get("regime"), _clocks(name, table))


def _clocks(name: str, table: Table) -> tuple[Clock, ...]:
    rows = table.get("clock", [])
    if not isinstance(rows, list):
        raise PolicyError(f"{name}: clock: write each clock as a [[clock]] table.")
    return tuple(clock_row(name, number, row) for number, row in enumerate(rows, start=1))


def _refuse_strangers(name: str, table: Table, known: set[str]) -> None:
    for key in table:
        if key not in known:
            raise PolicyError(f"{name}: {key}: unknown table. Known here: {', '.join(sorted(known))}.")


def _refuse_twins(kind: str, rows: Iterable[Regime | Clock]) -> None:
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            raise PolicyError(f"{kind} {row.id}: described twice. Each {kind} has exactly one place.")
        seen.add(row.id)
