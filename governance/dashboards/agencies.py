"""How do agencies answer: asked, returned, in time, late, still awaited, and after how many days? As at a day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dhr_cases.models import Case, InformationRequest
from dhr_cases.request_states import RequestState
from governance.dashboards.ageing import middle_of

LEFT_OUT = (RequestState.WITHDRAWN,)
"""Requests taken back are nobody's answer."""


@dataclass(frozen=True)
class AgencyResponse:
    """How one agency answered the requests of reviews asked up to the day; ``middle`` days until a return."""

    agency: str
    asked: int
    in_time: int
    late: int
    awaited: int
    overdue: int
    middle: int | None


def responses(cases: Iterable[Case], on: date) -> tuple[AgencyResponse, ...]:
    """One row an agency, those with most awaited first; one query."""
    rows = InformationRequest.objects.filter(case__in=list(cases), asked_on__lte=on).exclude(state__in=LEFT_OUT)
    grouped: dict[str, list[InformationRequest]] = defaultdict(list)
    for row in rows.select_related("organisation"):
        grouped[str(row.organisation)].append(row)
    found = (_response(agency, asked, on) for agency, asked in grouped.items())
    return tuple(sorted(found, key=lambda row: (-row.overdue, -row.awaited, row.agency)))


def _response(agency: str, asked: list[InformationRequest], on: date) -> AgencyResponse:
    returned = [row for row in asked if _is_returned(row, on)]
    awaited = [row for row in asked if _is_awaited(row, on)]
    late = sum(map(_is_late, returned))
    return AgencyResponse(
        agency=agency,
        asked=len(asked),
        in_time=len(returned) - late,
        late=late,
        awaited=len(awaited),
        overdue=_overdue(awaited, on),
        middle=middle_of([_days_taken(row) for row in returned]),
    )


def _is_returned(row: InformationRequest, on: date) -> bool:
    return row.returned_on is not None and row.returned_on <= on


def _is_awaited(row: InformationRequest, on: date) -> bool:
    return not _is_returned(row, on) and row.state != RequestState.UNANSWERED


def _is_late(row: InformationRequest) -> bool:
    return row.returned_on is not None and row.returned_on > row.due_on


def _overdue(awaited: Iterable[InformationRequest], on: date) -> int:
    return sum(row.due_on < on for row in awaited)


def _days_taken(row: InformationRequest) -> int:
    return (row.returned_on - row.asked_on).days if row.returned_on else 0
