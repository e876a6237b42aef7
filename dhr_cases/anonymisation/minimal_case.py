"""What stays of a case whose record is destroyed? A row made anew from open facts, days told by month only.

Source: design: a record is derived from fields classed open, never blanked in place [D].
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from dhr_cases.anonymisation.fields import FieldClass, class_of
from dhr_cases.anonymisation.traces import Search
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, PartialDate, Partnership, Precision, User

KEPT_EVENTS = frozenset(
    {
        Event.REFERRAL_RECEIVED,
        Event.DECISION_RECORDED,
        Event.TERMINATION_AGREED,
        Event.PUBLISHED,
        Event.PUBLICATION_WITHHELD,
        Event.TRANSFERRED,
        Event.CLOSED,
    }
)
"""Events told anew by month, without detail: enough to count reviews by [D]."""


@dataclass(frozen=True)
class Minimal:
    """The row and the events that stand in the place of a destroyed record; not yet in the database."""

    case: Case
    joint: tuple[Partnership, ...]
    events: tuple[CaseEvent, ...]


def minimal_of(case: Case, by: User, on: datetime.date, search: Search) -> Minimal:
    """Derive what stays from the case as it stands. An open fact in which a protected word stands is left out."""
    open_facts = {
        field.name: _open(getattr(case, field.name), search)
        for field in case._meta.concrete_fields
        if class_of(Case, field.name) is FieldClass.OPEN
    }
    stub = Case(**(open_facts | {"forgotten_on": on, "stage_since": _first_of_month(case.stage_since)}))
    told = CaseEvent.objects.filter(case=case, kind__in=KEPT_EVENTS, replaced_by=None).order_by("pk")
    return Minimal(stub, tuple(case.joint_csps.all()), tuple(_told(told, stub, by)))


def _open(value: object, search: Search) -> object:
    if isinstance(value, PartialDate):
        return _month(value)
    if isinstance(value, str) and any(search.numbers_in(value)):
        return ""
    return value


def _told(events: Iterable[CaseEvent], stub: Case, by: User) -> list[CaseEvent]:
    return [
        CaseEvent(
            case=stub,
            kind=event.kind,
            on=_month(event.on),
            stage=event.stage,
            moved=event.moved,
            by=by,
            provenance=event.provenance,
            reason="Told anew by month when the record was destroyed",
            detail={"told_anew": True},
        )
        for event in events
    ]


def _month(day: PartialDate) -> PartialDate:
    if day.value is None or day.precision is not Precision.DAY:
        return day
    return PartialDate.parse(day.iso[:7])


def _first_of_month(day: datetime.date | None) -> datetime.date | None:
    return day.replace(day=1) if day else None
