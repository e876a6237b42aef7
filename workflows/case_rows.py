"""Which cases does a person see in the list, narrowed and ordered as the address asks?

Every row carries what the list shows, so that one query brings a page however many cases there are.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When, Window
from django.utils import timezone
from viewflow.workflow.models import Task

from dhr_cases.case_clocks import in_words, readings_for, shown_state
from dhr_cases.deadlines import ClockReading
from dhr_cases.disclosure import Material
from dhr_cases.events import WORDS, Event
from dhr_cases.models import Case, CaseEvent, CaseMembership, Hold, User
from dhr_cases.permissions import active_on
from dhr_cases.queries import showing, visible_to
from dhr_cases.roles import ROLES
from dhr_cases.stages import STAGES, Stage, rank
from workflows.attention import first_due
from workflows.following import OPEN
from workflows.steps import step_at

SORTS = {
    "newest": "Newest first",
    "reference": "Reference",
    "stage": "Stage",
    "since": "Longest in its stage",
    "due": "Next due first",
}


@dataclass(frozen=True)
class Wanted:
    """What the person asked the list for; empty means everything."""

    stages: tuple[str, ...] = ()
    clock: str = ""
    partnerships: tuple[int, ...] = ()
    regimes: tuple[str, ...] = ()
    is_held: bool = False
    is_mine: bool = False
    text: str = ""
    sort: str = "newest"

    @property
    def needs_clocks(self) -> bool:
        """True when every case's clocks must be read before the page is known."""
        return bool(self.clock) or self.sort == "due"


@dataclass(frozen=True)
class CaseRow:
    """One case as the list shows it."""

    case: Case
    due: datetime.date | None
    due_state: str
    due_words: str
    due_label: str
    waiting_on: str
    last_event: str
    last_at: datetime.datetime | None
    is_held: bool


def wanted_cases(user: User, wanted: Wanted) -> QuerySet[Case]:
    """The cases asked for, of those the person sees, with everything a row shows."""
    return (
        visible_to(user)
        .filter(_narrowed(user, wanted))
        .select_related("lead_csp")
        .annotate(**_shown(user))
        .order_by(*_order(wanted.sort))
    )


def page_of_cases(user: User, wanted: Wanted, number: int, size: int, on: datetime.date) -> tuple[list[CaseRow], int]:
    """One page of rows and the number of all rows, also of a page past the end, which is empty."""
    start = (number - 1) * size
    if wanted.needs_clocks:
        rows = all_rows(user, wanted, on)
        return rows[start : start + size], len(rows)
    counted = wanted_cases(user, wanted).annotate(total=Window(Count("pk")))
    cases = list(counted[start : start + size])
    if not cases:
        return [], wanted_cases(user, wanted).count() if start else 0
    return rows_of(cases, on), vars(cases[0])["total"]


def all_rows(user: User, wanted: Wanted, on: datetime.date) -> list[CaseRow]:
    """Every row asked for, narrowed by clock and ordered by due date where that was asked."""
    rows = rows_of(wanted_cases(user, wanted), on)
    if wanted.clock:
        rows = [row for row in rows if row.due_state == wanted.clock]
    if wanted.sort == "due":
        rows.sort(key=lambda row: (row.due is None, row.due or on))
    return rows


def rows_of(cases: Iterable[Case], on: datetime.date) -> list[CaseRow]:
    """Cases from ``wanted_cases`` as rows, with the clock that falls due first."""
    found = list(cases)
    clocks = readings_for(found, on)
    return [_row(case, first_due(case, clocks[case.pk]), on) for case in found]


def _row(case: Case, reading: ClockReading | None, on: datetime.date) -> CaseRow:
    shown = vars(case)
    return CaseRow(
        case=case,
        due=reading.due if reading else None,
        due_state=shown_state(reading, on) if reading else "",
        due_words=in_words(reading, on) if reading else "",
        due_label=reading.label if reading else "",
        waiting_on=waiting_on(case.at, shown["holder"]),
        last_event=_event_words(shown["last_event"]),
        last_at=shown["last_at"],
        is_held=shown["is_held"],
    )


def _event_words(code: str | None) -> str:
    return WORDS[Event(code)] if code else ""


def waiting_on(stage: Stage, holder: str | None) -> str:
    """Who is to act: the person who took the step, else the role that is asked."""
    if holder:
        return holder
    step = step_at(stage)
    if step is not None:
        return ROLES[step.role].label
    return "" if STAGES[stage].is_final else "Agencies"


def _shown(user: User) -> dict[str, models.expressions.Combinable]:
    told = Q(moved=True) | Q(case__in=showing(user, Material.HISTORY))
    events = CaseEvent.objects.filter(told, case=OuterRef("pk")).order_by("-pk")
    taken = Task.objects.filter(
        process__caseprocess__case=OuterRef("pk"),
        process__caseprocess__request=None,
        flow_task_type="HUMAN",
        status__in=OPEN,
    )
    return {
        "is_held": Exists(Hold.objects.filter(case=OuterRef("pk"), ends_on=None)),
        "holder": Subquery(taken.values("owner__full_name")[:1]),
        "last_event": Subquery(events.values("kind")[:1]),
        "last_at": Subquery(events.values("recorded_at")[:1]),
    }


def _narrowed(user: User, wanted: Wanted) -> Q:
    narrowed = Q()
    if wanted.stages:
        narrowed &= Q(stage__in=wanted.stages)
    if wanted.partnerships:
        narrowed &= Q(lead_csp__in=wanted.partnerships)
    if wanted.regimes:
        narrowed &= Q(regime__in=wanted.regimes)
    if wanted.is_held:
        narrowed &= Q(Exists(Hold.objects.filter(case=OuterRef("pk"), ends_on=None)))
    return narrowed & _mine(user, wanted) & _text(wanted.text)


def _mine(user: User, wanted: Wanted) -> Q:
    if not wanted.is_mine:
        return Q()
    member = CaseMembership.objects.filter(active_on(timezone.localdate()), case=OuterRef("pk"), user=user)
    task = Task.objects.filter(process__caseprocess__case=OuterRef("pk"), owner=user, status__in=OPEN)
    return Q(Exists(member)) | Q(Exists(task))


def _text(text: str) -> Q:
    if not text:
        return Q()
    return Q(reference__icontains=text) | Q(pseudonym__icontains=text) | Q(public_title__icontains=text)


def _order(sort: str) -> tuple[str | models.OrderBy, ...]:
    if sort == "reference":
        return ("reference",)
    if sort == "since":
        return (F("stage_since").asc(nulls_last=True), "-pk")
    if sort == "stage":
        ranks = (When(stage=stage, then=Value(rank(stage))) for stage in Stage)
        return (models.Case(*ranks, default=Value(0)).asc(), "-pk")
    return ("-pk",)
