"""What does the dashboard of a partnership show, as at a day? A fixed number of queries, however many reviews."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils import timezone

from dhr_cases import case_clocks
from dhr_cases.deadlines import ClockReading, ClockState
from dhr_cases.models import Case, Partnership
from governance.case_records import cases_of, records_of
from governance.dashboards.ageing import StageAge, Stay, ages, stays_with_home_office
from governance.dashboards.agencies import AgencyResponse, responses
from governance.forecast import Forecast, forecasts
from governance.papers.reading.actions import actions_then, by_body
from governance.papers.reading.money import money_of
from governance.papers.report_rows import BodyActions, Money
from governance.position import CaseStanding, Position, position
from governance.standings import STANDINGS

REPORT = "overview_report"
"""The clock that runs from the decision to the report. Source: 2016 guidance, six months [V]."""


class Shown(StrEnum):
    """Which live reviews are shown."""

    ALL = "all"
    HELD = "held"
    NOT_HELD = "not_held"


@dataclass(frozen=True)
class ReportClock:
    """One review and its clock for the report; the days gross and less holds."""

    reference: str
    reading: ClockReading


@dataclass(frozen=True)
class Dashboard:
    """Everything on the page. ``references`` gives the reference of each review by its key."""

    position: Position
    live: tuple[CaseStanding, ...]
    references: dict[int, str]
    ages: tuple[StageAge, ...]
    clocks: tuple[ReportClock, ...]
    late: int
    stays: tuple[Stay, ...]
    agencies: tuple[AgencyResponse, ...]
    actions: tuple[BodyActions, ...]
    money: Money | None
    forecasts: tuple[Forecast, ...]


def dashboard_of(partnership: Partnership, on: date, since: date | None, shown: Shown = Shown.ALL) -> Dashboard:
    """The dashboard as at a day; ``since`` bounds what was opened and published, and stays with the Home Office."""
    cases = list(cases_of(partnership))
    records = records_of(cases)
    found = position(records, on, since)
    live = _live(found, shown)
    keys = {case.key for case in live}
    kept = [case for case in cases if case.pk in keys]
    clocks = case_clocks.readings_for(kept, on)
    return Dashboard(
        position=found,
        live=live,
        references={case.pk: case.reference for case in cases},
        ages=ages(found, keys),
        clocks=tuple(_report_clocks(kept, clocks)),
        late=_late(clocks.values()),
        stays=_recent(stays_with_home_office(records, on), since),
        agencies=responses(cases, on),
        actions=by_body(actions_then(cases, on, timezone.localdate()), on),
        money=money_of(partnership, on),
        forecasts=_of(forecasts(records, on), keys),
    )


def _live(found: Position, shown: Shown) -> tuple[CaseStanding, ...]:
    return tuple(case for case in found.cases if STANDINGS[case.standing].is_live and _is_shown(case, shown))


def _late(clocks: Iterable[Sequence[ClockReading]]) -> int:
    """How many reviews have a clock past its date."""
    return sum(any(row.state is ClockState.OVERDUE for row in of_one) for of_one in clocks)


def _recent(stays: Iterable[Stay], since: date | None) -> tuple[Stay, ...]:
    return tuple(stay for stay in stays if _is_recent(stay, since))


def _of(found: Iterable[Forecast], keys: Container[int]) -> tuple[Forecast, ...]:
    return tuple(row for row in found if row.key in keys)


def _is_shown(case: CaseStanding, shown: Shown) -> bool:
    return shown is Shown.ALL or bool(case.paused_for) == (shown is Shown.HELD)


def _is_recent(stay: Stay, since: date | None) -> bool:
    return since is None or stay.until is None or stay.until > since


def _report_clocks(cases: Iterable[Case], clocks: dict[int, list[ClockReading]]) -> Sequence[ReportClock]:
    found = [
        ReportClock(case.reference, reading)
        for case in cases
        for reading in clocks[case.pk]
        if reading.clock == REPORT and reading.start is not None
    ]
    return sorted(found, key=lambda row: -(row.reading.elapsed_days or 0))
