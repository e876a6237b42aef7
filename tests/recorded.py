"""What did an act record? Its events of a test, compared whole: kind, day, move, words, row, person and reason."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils import timezone

from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, Provenance
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at

TODAY = timezone.localdate()
YESTERDAY = TODAY - datetime.timedelta(days=1)
Doing = Callable[[Cast, Case, datetime.date | None], Model | None]
"""Does the act on the day, or without one; answers with the row it is about."""


@dataclass(frozen=True)
class Told:
    """One event that is expected. ``detail`` None is not looked at; ``today`` is never of the day that is given."""

    kind: Event
    detail: Mapping[str, Any] | None = field(default_factory=dict)
    moved: bool = False
    today: bool = False
    about: bool = True


@dataclass(frozen=True)
class Acted:
    """An act at a stage, and the events it records, in their order."""

    name: str
    at: Stage
    do: Doing
    told: tuple[Told, ...]
    to: Stage | None = None
    reason: str = ""


def check_recorded(cast: Cast, case: Case, acted: Acted, on: datetime.date | None) -> None:
    """Bring the case to the stage, act as the coordinator, and compare every event that is new."""
    case_at(cast, case, acted.at)
    last = CaseEvent.objects.order_by("-pk").values_list("pk", flat=True)[0]
    row = acted.do(cast, case, on)
    events = CaseEvent.objects.filter(pk__gt=last).order_by("pk")
    assert [(event.kind, event.moved) for event in events] == [(told.kind, told.moved) for told in acted.told]
    for event, told in zip(events, acted.told, strict=True):
        _check_event(event, told, row, TODAY if told.today or on is None else on)
        assert (event.case, event.by, event.by_role, event.reason) == (
            case, cast.coordinator, "Coordinator", acted.reason,
        )  # fmt: skip
    case.refresh_from_db()
    assert case.at is (acted.to or acted.at)
    if acted.to is not None:
        assert case.stage_since == (on or TODAY)


def _check_event(event: CaseEvent, told: Told, row: Model | None, day: datetime.date) -> None:
    assert (event.on.value, event.provenance, event.replaces) == (day, Provenance.RECORDED, None)
    if told.detail is not None:
        assert event.detail == told.detail
    if row is not None and told.about:
        assert (event.subject, event.subject_id) == (row._meta.model_name, row.pk)
    if not told.about:
        assert (event.subject, event.subject_id) == ("", None)
