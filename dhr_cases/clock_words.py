"""How does a page show a clock? Readings turned into the texts of one card each; no query, no rule."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dhr_cases.case_clocks import RequestClock, in_words, is_awaited, request_stands, shown_state
from dhr_cases.deadlines import ClockReading, ClockState, long_date
from dhr_cases.models import Case
from dhr_cases.plurals import counted


@dataclass(frozen=True)
class ClockCard:
    """One clock as a page shows it; "" where there is nothing to say."""

    label: str
    state: str
    status: str
    started: str
    due: str
    stopped: str
    elapsed: str
    elapsed_net: str
    why: str
    source: str
    evidence: str


def clock_card(reading: ClockReading, on: datetime.date, label: str = "") -> ClockCard:
    """One reading in words; the net figure only where holds make it differ."""
    is_net_different = reading.elapsed_days_net != reading.elapsed_days
    words = in_words(reading, on)
    return ClockCard(
        label=label or reading.label,
        state=shown_state(reading, on),
        status=words[:1].upper() + words[1:],
        started=_day(reading.start),
        due=_day(reading.due),
        stopped=_day(reading.stop),
        elapsed=_days(reading.elapsed_days),
        elapsed_net=_days(reading.elapsed_days_net) if is_net_different else "",
        why=reading.why,
        source=reading.source,
        evidence=reading.evidence,
    )


def clock_cards(case: Case, readings: Iterable[ClockReading], on: datetime.date) -> list[ClockCard]:
    """Cards of those that have started, in their order; one that nobody will stop any more says so."""
    started = [each for each in readings if each.state is not ClockState.NOT_STARTED]
    return [_unless_given_up(case, each, clock_card(each, on)) for each in started]


def _unless_given_up(case: Case, reading: ClockReading, card: ClockCard) -> ClockCard:
    is_open = reading.state in (ClockState.RUNNING, ClockState.OVERDUE)
    if not is_open or is_awaited(case, reading):
        return card
    return replace(card, state="not_started", status="No longer awaited")


def request_cards(clocks: Iterable[RequestClock], on: datetime.date) -> list[ClockCard]:
    """A card for each agency's return."""
    return [_request_card(each, on) for each in clocks]


def _request_card(item: RequestClock, on: datetime.date) -> ClockCard:
    card = clock_card(item.reading, on, f"Return of {item.request.organisation.name}")
    state, words = request_stands(item, on)
    return replace(card, state=state, status=words[:1].upper() + words[1:])


def _day(day: datetime.date | None) -> str:
    return long_date(day) if day else ""


def _days(count: int | None) -> str:
    return "" if count is None else counted(count, "day")
