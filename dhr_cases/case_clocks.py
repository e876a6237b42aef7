"""How do the clocks of a recorded case stand? Facts from the tables, arithmetic from ``deadlines``.

- A corrected event is passed over; the row that replaces it counts.
- The first day a partial date can mean counts, since a limit must not look longer than it may be.
- Of an event recorded more than once, as after a reopening, the earliest day counts.
- Six months for the report run from a decision to review, or from the day a review was directed; a decision
  not to review, or to hand the case to another partnership, starts no report.
- What has happened on a day nobody knows stops its clock without a verdict on time.
- Once a case is closed, transferred or ended early, its clocks stay as they stood on that day.

Source: clock rules are ours [D]; numbers and events come from the policy files.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils import timezone

from dhr_cases import deadlines
from dhr_cases.deadlines import ClockReading, ClockState, read_clock
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, Extension, Hold, InformationRequest, LocalClock, PartialDate
from dhr_cases.policy import Clock, Per, Period, clock, clocks_for, known_events
from dhr_cases.request_states import REQUEST_STATES, RequestState
from dhr_cases.stages import LIVE_REVIEW, STAGES, Stage, has_reached
from dhr_cases.working_days import working_days_between

REQUEST_CLOCK = "imr_return"
SOON_WORKING_DAYS = 5
"""A running clock is due soon within this many working days. Source: ours [D]."""

ENDED = (Stage.CLOSED, Stage.TRANSFERRED, Stage.TERMINATED)
"""Stages in which nothing more is awaited of a review."""

CUT_SHORT = (Stage.END_PROPOSED, Stage.ABBREVIATED, Stage.TERMINATED)
"""Stages that a review comes to from any stage under way; the table sets them behind the last of those."""

WATCHED = tuple(sorted({*known_events(), Event.DECISION_RECORDED, Event.REVIEW_DIRECTED}))
"""Events that start or stop a clock or begin a review; the others need not be read."""

CLOSED_WITHOUT_RETURN = (RequestState.WITHDRAWN, RequestState.UNANSWERED)


@dataclass
class Facts:
    """What the clocks of one case are read from."""

    days: dict[str, datetime.date] = field(default_factory=dict)
    undated: set[str] = field(default_factory=set)
    review_began: datetime.date | None = None
    holds: list[deadlines.Hold] = field(default_factory=list)
    extensions: list[deadlines.Extension] = field(default_factory=list)
    local_limits: Mapping[str, Period] = field(default_factory=dict)


@dataclass(frozen=True)
class RequestClock:
    """The return clock of one agency's request."""

    request: InformationRequest
    reading: ClockReading


def readings(case: Case, on: datetime.date | None = None) -> list[ClockReading]:
    """Every clock of a case that runs once a case, read on a day (today), in the order of the policy files."""
    return readings_for([case], on)[case.pk]


def readings_for(cases: Iterable[Case], on: datetime.date | None = None) -> dict[int, list[ClockReading]]:
    """The clocks of many cases by primary key, in four queries however many cases there are."""
    day = on or timezone.localdate()
    rows = list(cases)
    facts = _facts_of(rows)
    return {case.pk: _read(case, facts[case.pk], day) for case in rows}


def request_readings(case: Case, on: datetime.date | None = None) -> list[RequestClock]:
    """The return clock of each request of a case, in the order of the agencies."""
    return request_readings_for([case], on)[case.pk]


def request_readings_for(cases: Iterable[Case], on: datetime.date | None = None) -> dict[int, list[RequestClock]]:
    """The return clocks of many cases by primary key, in three queries."""
    day = on or timezone.localdate()
    rows = {case.pk: case for case in cases}
    holds = _holds_of(list(rows))
    extensions = _request_extensions(list(rows))
    found: dict[int, list[RequestClock]] = {pk: [] for pk in rows}
    for request in InformationRequest.objects.filter(case__in=list(rows)).select_related("organisation"):
        case = rows[request.case_id]
        reading = _read_request(case, request, holds[case.pk], extensions[request.pk], _read_on(case, day))
        found[case.pk].append(RequestClock(request, reading))
    return found


def is_awaited(case: Case, reading: ClockReading) -> bool:
    """True while somebody still has to stop this clock; False for a case ended and for a withheld publication."""
    if reading.state not in (ClockState.RUNNING, ClockState.OVERDUE) or case.at in ENDED:
        return False
    withheld = has_reached(case.at, Stage.PUBLICATION_WITHHELD) and reading.stop_event == Event.PUBLISHED
    return not withheld


def is_due_soon(reading: ClockReading, on: datetime.date) -> bool:
    """True when a running clock falls due within five working days, today included."""
    if reading.state is not ClockState.RUNNING or reading.due is None:
        return False
    horizon = min(reading.due, on + deadlines.NEAR)
    return working_days_between(on, horizon) <= SOON_WORKING_DAYS


def shown_state(reading: ClockReading, on: datetime.date) -> str:
    """The state as pages mark it: that of the reading, or "due_soon"."""
    return "due_soon" if is_due_soon(reading, on) else reading.state.value


def in_words(reading: ClockReading, on: datetime.date) -> str:
    """How a clock stands in a few words; also for one that stopped on a day nobody knows."""
    if reading.state is ClockState.DONE and reading.stop is None:
        return "done, day not recorded"
    return deadlines.in_words(reading, on)


def request_stands(item: RequestClock, on: datetime.date) -> tuple[str, str]:
    """State and words of an agency's request; one closed without a return is neither done nor late."""
    if item.request.at in CLOSED_WITHOUT_RETURN:
        return "not_stated", REQUEST_STATES[item.request.at].label.lower()
    return shown_state(item.reading, on), in_words(item.reading, on)


def _facts_of(cases: Sequence[Case]) -> dict[int, Facts]:
    keys = [case.pk for case in cases]
    holds, limits = _holds_of(keys), _limits_of(cases)
    facts = {case.pk: Facts(holds=holds[case.pk], local_limits=limits[case.lead_csp_id]) for case in cases}
    for row in Extension.objects.filter(case__in=keys, request=None):
        facts[row.case_id].extensions.append(_extension(row))
    _take_events(facts)
    for case in cases:
        _take_stage(facts[case.pk], case)
    return facts


def _take_events(facts: Mapping[int, Facts]) -> None:
    """Lay every watched event of the cases over their facts."""
    watched = CaseEvent.objects.filter(case__in=list(facts), replaced_by=None, kind__in=WATCHED)
    for key, kind, on, stage in watched.values_list("case_id", "kind", "on", "stage"):
        _take_event(facts[key], kind, on, stage)


def _take_event(facts: Facts, kind: str, on: PartialDate, stage: str) -> None:
    day = on.value
    if day is None:
        facts.undated.add(kind)
        return
    facts.days[kind] = min(day, facts.days.get(kind, day))
    if _begins_review(kind, stage):
        facts.review_began = min(day, facts.review_began or day)


def _begins_review(kind: str, stage: str) -> bool:
    decided = kind == Event.DECISION_RECORDED and stage == Stage.DECIDED_REVIEW
    return decided or kind == Event.REVIEW_DIRECTED


def _take_stage(facts: Facts, case: Case) -> None:
    """A case taken on has passed the events of the stages before its own, on days nobody entered."""
    if case.is_taken_on:
        facts.undated |= {STAGES[stage].event for stage in _passed(case.standing)}
    facts.undated -= facts.days.keys()


def _passed(standing: Stage) -> Iterator[Stage]:
    """Stages that a review has surely been at: one cut short may have no report, one withheld was not published."""
    furthest = LIVE_REVIEW[0] if standing in CUT_SHORT else standing
    for stage in STAGES:
        if has_reached(furthest, stage) and (stage, standing) != (Stage.PUBLISHED, Stage.PUBLICATION_WITHHELD):
            yield stage


def _holds_of(keys: Sequence[int]) -> dict[int, list[deadlines.Hold]]:
    found: dict[int, list[deadlines.Hold]] = defaultdict(list)
    for row in Hold.objects.filter(case__in=keys):
        found[row.case_id].append(deadlines.Hold(row.starts_on, row.ends_on, row.reason, ", ".join(row.scope)))
    return found


def _limits_of(cases: Sequence[Case]) -> dict[int, dict[str, Period]]:
    found: dict[int, dict[str, Period]] = defaultdict(dict)
    for row in LocalClock.objects.filter(partnership__in={case.lead_csp_id for case in cases}).exclude(limit=""):
        found[row.partnership_id][row.clock] = Period.parse(row.limit)
    return found


def _request_extensions(keys: Sequence[int]) -> dict[int, list[deadlines.Extension]]:
    found: dict[int, list[deadlines.Extension]] = defaultdict(list)
    for row in Extension.objects.filter(case__in=keys).exclude(request=None):
        found[row.request_id].append(_extension(row))
    return found


def _extension(row: Extension) -> deadlines.Extension:
    return deadlines.Extension(row.clock, row.new_due_on, row.agreed_on, row.reason or row.get_reason_code_display())


def _read_on(case: Case, day: datetime.date) -> datetime.date:
    ended = case.stage_since if case.at in ENDED else None
    return min(day, ended) if ended else day


def _read(case: Case, facts: Facts, day: datetime.date) -> list[ClockReading]:
    on = _read_on(case, day)
    return [_read_one(row, facts, on) for row in clocks_for(case.regime) if row.per is Per.CASE]


def _read_one(row: Clock, facts: Facts, on: datetime.date) -> ClockReading:
    local = None if row.limit else facts.local_limits.get(row.id)
    found = read_clock(
        row, _days_for(row, facts), on, holds=facts.holds, extensions=facts.extensions, local_limit=local
    )
    if row.stop in facts.undated and found.start is not None:
        why = f"{found.why} It has stopped; the day was not recorded."
        return replace(found, state=ClockState.DONE, elapsed_days=None, elapsed_days_net=None, why=why)
    return found


def _days_for(row: Clock, facts: Facts) -> Mapping[str, datetime.date]:
    if row.stop != Event.OVERVIEW_REPORT_COMPLETE:
        return facts.days
    others = {name: day for name, day in facts.days.items() if name != row.start}
    return others if facts.review_began is None else {**others, row.start: facts.review_began}


def _read_request(
    case: Case,
    request: InformationRequest,
    holds: Sequence[deadlines.Hold],
    extensions: Sequence[deadlines.Extension],
    on: datetime.date,
) -> ClockReading:
    """The day the request itself names is due, unless an extension has been agreed since."""
    row = clock(case.regime, REQUEST_CLOCK)
    named = deadlines.Extension(REQUEST_CLOCK, request.due_on, request.asked_on)
    found = read_clock(row, _request_days(row, request), on, holds=holds, extensions=[named, *extensions])
    if request.at in CLOSED_WITHOUT_RETURN:
        why = f"{REQUEST_STATES[request.at].label}; nothing more is awaited."
        return replace(found, state=ClockState.DONE, extended_by=None, why=why)
    if found.extended_by is named:
        why = f"Due on {deadlines.long_date(request.due_on)}, as the request says."
        return replace(found, extended_by=None, why=why)
    return found


def _request_days(row: Clock, request: InformationRequest) -> dict[str, datetime.date]:
    days = {row.start: request.asked_on}
    if request.at is RequestState.ACCEPTED and request.accepted_on:
        days[row.stop] = request.accepted_on
    return days
