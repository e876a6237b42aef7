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
    returned = [(row, row.returned_on) for row in asked if row.returned_on and row.returned_on <= on]
    late = sum(day > row.due_on for row, day in returned)
    keys = {row.pk for row, _ in returned}
    awaited = [row for row in asked if row.pk not in keys and row.state != RequestState.UNANSWERED]
    return AgencyResponse(
        agency=agency,
        asked=len(asked),
        in_time=len(returned) - late,
        late=late,
        awaited=len(awaited),
        overdue=sum(row.due_on < on for row in awaited),
        middle=middle_of([(day - row.asked_on).days for row, day in returned]),
    )
