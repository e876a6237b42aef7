"""What is recorded of each review that a position is counted from? Three queries, however many reviews there are.

A corrected event is passed over, its correction takes its place in the order. A day known to the month counts as its
first; a step on a day nobody knows counts from the day it was recorded. Of a destroyed record the months that were
told anew count. A review counts for the partnership that leads it now. Source: ours [D].
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from dhr_cases import deadlines
from dhr_cases.actions.running_case import KNOWN_EVENTS
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, Hold, PartialDate, Partnership, Provenance
from dhr_cases.stages import Stage
from governance.position import CaseRecord, Step

STAGE_OF: dict[str, Stage] = {Event.RESUBMITTED_TO_HO: Stage.RESUBMITTED}
"""Events of a taken-on review that are told under another stage than the one they lead to."""


@dataclass(frozen=True, slots=True)
class _Told:
    """One event as it stands in the table."""

    key: int
    case: int
    kind: str
    on: PartialDate
    stage: str
    moved: bool
    provenance: str
    replaces: int | None
    recorded_at: datetime


def cases_of(partnership: Partnership) -> QuerySet[Case]:
    """The reviews that the partnership leads."""
    return Case.objects.filter(lead_csp=partnership)


def records_of(cases: Iterable[Case]) -> list[CaseRecord]:
    """What is recorded of these reviews, in their order; one without any step is left out."""
    rows = list(cases)
    keys = [case.pk for case in rows]
    told, pauses = _told(keys), _pauses(keys)
    found = (_record(case, told[case.pk], tuple(pauses[case.pk])) for case in rows)
    return [record for record in found if record.steps]


def _record(case: Case, told: Sequence[_Told], pauses: tuple[deadlines.Hold, ...]) -> CaseRecord:
    steps = _in_order(told)
    return CaseRecord(case.pk, tuple(_step(row) for _, row in steps), pauses, _taken_on(case, told))


def _told(keys: Sequence[int]) -> dict[int, list[_Told]]:
    known = Q(case__is_taken_on=True, kind__in=[event.value for event in KNOWN_EVENTS])
    rows = CaseEvent.objects.filter(Q(moved=True) | known, case__in=keys).order_by("pk")
    fields = ("pk", "case_id", "kind", "on", "stage", "moved", "provenance", "replaces_id", "recorded_at")
    found: dict[int, list[_Told]] = defaultdict(list)
    for values in rows.values_list(*fields):
        row = _Told(*values)
        found[row.case].append(row)
    return found


def _in_order(told: Sequence[_Told]) -> list[tuple[int, _Told]]:
    """Events that say where a review stands, each in the place where it was first recorded."""
    firsts: dict[int | None, _Told] = {}
    newest: dict[int, _Told] = {}
    for row in told:
        first = firsts.get(row.replaces, row)
        firsts[row.key] = first
        newest[first.key] = row
    kept = [(place, row) for place, row in newest.items() if _is_step(firsts[place])]
    return sorted(kept, key=lambda pair: pair[0])


def _is_step(first: _Told) -> bool:
    return first.moved or first.provenance == Provenance.TAKEN_ON


def _step(row: _Told) -> Step:
    stage = Stage(row.stage) if row.moved else STAGE_OF.get(row.kind, Stage(row.stage))
    return Step(stage, row.on.value or _day(row.recorded_at))


def _taken_on(case: Case, told: Sequence[_Told]) -> date | None:
    if not case.is_taken_on:
        return None
    return next((_step(row).on for row in told if row.kind == Event.TAKEN_ON), None)


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def _pauses(keys: Sequence[int]) -> dict[int, list[deadlines.Hold]]:
    found: dict[int, list[deadlines.Hold]] = defaultdict(list)
    for row in Hold.objects.filter(case__in=keys):
        found[row.case_id].append(deadlines.Hold(row.starts_on, row.ends_on, row.reason))
    return found
