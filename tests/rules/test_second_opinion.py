"""Does a second computation, written from the rules alone, agree with the clocks over 2,000 histories?"""

from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from dhr_cases.deadlines import Extension, Hold, read_clocks
from dhr_cases.policy import Period
from dhr_cases.working_days import bank_holidays
from tests.rules.clock_facts import EVENTS, FACTS
from tests.rules.second_opinion import Agreed, Held, Opinion, days_off, opinion

HISTORIES = 2000
YEARS = range(2011, 2031)
LOCAL = {
    "tell_home_office": "P5WD",
    "tell_family_decision": "P10WD",
    "imr_return": "P8W",
    "publish": "P3M",
    "qa_decision": "P20WD",
    "copy_to_dac": "P10D",
    "copy_to_sos_and_dac": "P1M",
}

FIRST_DAYS = st.dates(date(2011, 1, 1), date(2027, 12, 31))


class History(NamedTuple):
    """A made-up history in plain values, for both computations."""

    regime: str
    on: date
    events: dict[str, date]
    holds: list[Held]
    agreed: list[Agreed]
    local: dict[str, str]


@st.composite
def histories(draw: st.DrawFn) -> History:
    """A history within some two years, dense enough for ties, overlaps and events yet to come."""
    regime = draw(st.sampled_from(sorted(FACTS)))
    first = draw(FIRST_DAYS)
    days = st.integers(0, 700).map(lambda count: first + timedelta(days=count))
    near = st.integers(0, 12).map(lambda count: first + timedelta(days=30 * count))
    some_day = st.one_of(days, near)
    holds = st.builds(_held, some_day, st.one_of(st.none(), st.integers(0, 200)))
    agreed = st.builds(Agreed, st.sampled_from(sorted(FACTS[regime])), some_day, near)
    return History(
        regime=regime,
        on=draw(some_day),
        events=draw(st.dictionaries(st.sampled_from(EVENTS), some_day, min_size=4)),
        holds=draw(st.lists(holds, max_size=4)),
        agreed=draw(st.lists(agreed, max_size=6)),
        local=draw(st.sampled_from([{}, LOCAL])),
    )


def _held(first: date, length: int | None) -> Held:
    return Held(first, None if length is None else first + timedelta(days=length))


def _first_opinions(history: History) -> dict[str, Opinion]:
    local = {name: text for name, text in history.local.items() if name in FACTS[history.regime]}
    readings = read_clocks(
        history.regime,
        history.events,
        history.on,
        holds=[Hold(each.first, each.until) for each in history.holds],
        extensions=[Extension(each.clock, each.new_due, each.on) for each in history.agreed],
        local_limits={name: Period.parse(text) for name, text in local.items()},
    )
    return {
        each.clock: Opinion(each.due, each.state.value, each.elapsed_days, each.elapsed_days_net) for each in readings
    }


def _second_opinions(history: History) -> dict[str, Opinion]:
    return {
        name: opinion(
            name,
            limit=history.local.get(name, fact.limit),
            start=history.events.get(fact.start),
            stop=history.events.get(fact.stop),
            on=history.on,
            holds=history.holds,
            agreed=history.agreed,
        )
        for name, fact in FACTS[history.regime].items()
    }


@settings(max_examples=HISTORIES, deadline=None, derandomize=True, database=None)
@given(histories())
def test_agrees_with_a_second_computation_over_random_histories(history: History) -> None:
    assert _first_opinions(history) == _second_opinions(history)


def test_agrees_on_every_bank_holiday_that_falls_on_a_weekday() -> None:
    for year in YEARS:
        weekdays = {day for day in bank_holidays(year) if day.isoweekday() < 6}
        assert weekdays == days_off(year), year
