"""What do the lines of cost say in a year: forecast, commitment and actual, by review, class, month and phase?

Amounts are pence. A fixed number of queries however many lines and entries there are.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q, QuerySet, Sum

from dhr_cases.models import Appointment, CaseEvent, Partnership
from dhr_cases.stages import STAGES, Phase, Stage
from funding.models import CostLine
from funding.money import percent_of
from funding.position.costs import is_stated, planned_of
from funding.position.facts import CostFact
from funding.position_rows import cost_fact
from funding.queries import cost_lines_of, entries_of
from funding.terms import EntryKind
from funding.years import FinancialYear

COST_KINDS = (EntryKind.FORECAST, EntryKind.COMMITMENT, EntryKind.ACTUAL)
Key = TypeVar("Key")
Moves = Mapping[int, Sequence[tuple[datetime.date, Stage]]]


@dataclass(frozen=True)
class CostEntry:
    """What was entered for a line on one day, entries of one kind together."""

    line: CostLine
    kind: EntryKind
    on: datetime.date
    pence: int


@dataclass(frozen=True)
class CostRow:
    """One line with what the ledger says of it in the year."""

    line: CostLine
    fact: CostFact


@dataclass(frozen=True)
class Amounts:
    """Sums of the three kinds; None where nothing of the kind was entered, which is not nil."""

    forecast: int | None = None
    commitment: int | None = None
    actual: int | None = None
    planned: int | None = None
    not_stated: int = 0

    @property
    def left(self) -> int | None:
        """What is planned less what was paid, below nought where more was paid; None where no plan is stated."""
        return None if self.planned is None else self.planned - (self.actual or 0)


@dataclass(frozen=True)
class YearOfCosts:
    """The lines of one year and the entries behind them."""

    rows: tuple[CostRow, ...]
    entries: tuple[CostEntry, ...]


def year_of_costs(partnership: Partnership, year: FinancialYear, reference: str = "") -> YearOfCosts:
    """The lines touched or expected in a year with their entries, of one review if a reference is given."""
    found = lines_of_year(partnership, year)
    if reference:
        found = found.filter(Q(case__reference=reference) | Q(learning_review=reference))
    lines = {line.pk: line for line in found}
    entries = tuple(_entries(partnership, year, lines))
    sums: dict[tuple[EntryKind, int], int] = defaultdict(int)
    for entry in entries:
        sums[entry.kind, entry.line.pk] += entry.pence
    return YearOfCosts(tuple(CostRow(line, cost_fact(line, dict(sums))) for line in lines.values()), entries)


def lines_of_year(partnership: Partnership, year: FinancialYear) -> QuerySet[CostLine]:
    """Lines with entries in the year, and those expected in it of which the ledger says nothing yet."""
    touched = entries_of(partnership, year).exclude(cost_line=None).order_by().values("cost_line")
    return cost_lines_of(partnership).filter(Q(pk__in=touched) | Q(expected_year=year.start, entry_rows=None))


def _entries(partnership: Partnership, year: FinancialYear, lines: Mapping[int, CostLine]) -> Iterable[CostEntry]:
    rows = entries_of(partnership, year).order_by("on").filter(kind__in=COST_KINDS)
    grouped = rows.values_list("cost_line", "kind", "on").annotate(total=Sum("amount_pence"))
    for line_id, kind, on, pence in grouped:
        if line_id in lines:
            yield CostEntry(lines[line_id], EntryKind(kind), on, pence)


def amounts_of(rows: Iterable[CostRow]) -> Amounts:
    """The lines added up; a line without forecast, commitment and actual is counted as not stated."""
    facts = [row.fact for row in rows]
    return Amounts(
        forecast=_sum(fact.forecast for fact in facts),
        commitment=_sum(fact.commitment for fact in facts),
        actual=_sum(fact.actual for fact in facts),
        planned=_sum(map(planned_of, facts)),
        not_stated=len(facts) - sum(map(is_stated, facts)),
    )


def rows_by(rows: Iterable[CostRow], key: Callable[[CostRow], Key]) -> Mapping[Key, Amounts]:
    """The lines added up under each value of the key, in the order first met."""
    groups: dict[Key, list[CostRow]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return {value: amounts_of(group) for value, group in groups.items()}


def entries_by(entries: Iterable[CostEntry], key: Callable[[CostEntry], Key]) -> Mapping[Key, Amounts]:
    """The entries added up under each value of the key; nothing is planned here, an entry is what it is."""
    sums: dict[Key, dict[EntryKind, int]] = {}
    for entry in entries:
        found = sums.setdefault(key(entry), {})
        found[entry.kind] = found.get(entry.kind, 0) + entry.pence
    return {
        value: Amounts(found.get(EntryKind.FORECAST), found.get(EntryKind.COMMITMENT), found.get(EntryKind.ACTUAL))
        for value, found in sums.items()
    }


def moves_of(cases: Iterable[int]) -> Moves:
    """When each case came to which stage, oldest first, corrected days in place of the first ones; one query."""
    moved = CaseEvent.objects.filter(case__in=set(cases), moved=True, replaced_by=None).order_by("pk")
    found: dict[int, list[tuple[datetime.date, Stage]]] = defaultdict(list)
    for event in moved:
        if event.on.value is not None:
            found[event.case_id].append((event.on.value, Stage(event.stage)))
    return found


def phase_on(moves: Moves, case_id: int, day: datetime.date) -> Phase:
    """The phase a review stood in on a day; the first one before it moved at all."""
    reached = [stage for on, stage in moves.get(case_id, ()) if on <= day]
    return STAGES[reached[-1]].phase if reached else Phase.NOTIFY


def fees_outside(partnership: Partnership) -> QuerySet[Appointment]:
    """Appointments on the partnership's reviews with a fee or day rate that no cost stands for yet, by reference."""
    is_priced = Q(fee_pence__isnull=False) | Q(day_rate_pence__isnull=False)
    own = Appointment.objects.filter(is_priced, case__lead_csp=partnership, cost_line=None)
    return own.select_related("case").order_by("case__reference", "pk")


def used_pence(line: CostLine) -> int | None:
    """What the days used so far come to at the day rate; None where either is not stated."""
    if line.day_rate_pence is None or line.days_used is None:
        return None
    return percent_of(line.day_rate_pence, line.days_used * 100)


def _sum(amounts: Iterable[int | None]) -> int | None:
    stated = [amount for amount in amounts if amount is not None]
    return sum(stated) if stated else None
