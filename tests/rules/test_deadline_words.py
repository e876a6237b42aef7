"""Does a reading explain itself: why this date, and how the clock stands, in words fit for the screen?"""

from collections.abc import Sequence
from datetime import date

import pytest

from dhr_cases.deadlines import (
    ClockReading,
    Extension,
    Hold,
    days_until,
    in_words,
    long_date,
    read_clock,
    read_clocks,
)
from dhr_cases.policy import Period, clock

DECIDE = clock("DHR_S9_2016", "decide")
REPORT = clock("DHR_S9_2016", "overview_report")
TELL = clock("DHR_S9_2016", "tell_home_office")
COPY = clock("DHR_S9_2016", "copy_to_dac")
START = date(2026, 3, 3)
AWARE = {"CSP_CHAIR_AWARE": START}
DECIDED = {"DECISION_RECORDED": START}


def _decide(on: date, stop: date | None = None, extensions: Sequence[Extension] = ()) -> ClockReading:
    events = AWARE if stop is None else {**AWARE, "DECISION_RECORDED": stop}
    return read_clock(DECIDE, events, on, extensions=extensions)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 3, 2), "not started"),
        (date(2026, 3, 3), "due on 3 April 2026"),
        (date(2026, 3, 18), "due on 3 April 2026"),
        (date(2026, 3, 19), "due in 10 working days"),
        (date(2026, 3, 20), "due in 9 working days"),
        (date(2026, 3, 30), "due in 3 working days"),
        (date(2026, 4, 1), "due in 1 working day"),
        (date(2026, 4, 2), "due on 3 April 2026"),
        (date(2026, 4, 3), "due today"),
        (date(2026, 4, 4), "1 day late"),
        (date(2026, 4, 12), "9 days late"),
    ],
)
def test_says_how_a_running_clock_stands(on: date, words: str) -> None:
    assert in_words(_decide(on), on) == words


@pytest.mark.parametrize(
    ("stop", "words"),
    [
        (date(2026, 3, 10), "met on 10 March 2026"),
        (date(2026, 4, 3), "met on 3 April 2026"),
        (date(2026, 4, 4), "met on 4 April 2026, 1 day late"),
        (date(2026, 5, 4), "met on 4 May 2026, 31 days late"),
    ],
)
def test_says_how_a_clock_was_met(stop: date, words: str) -> None:
    on = date(2026, 6, 1)
    assert in_words(_decide(on, stop), on) == words


def test_says_how_long_a_clock_without_a_limit_has_run() -> None:
    on = date(2026, 3, 15)
    assert in_words(read_clock(TELL, DECIDED, on), on) == "running for 12 days, no limit set"


def test_says_when_a_clock_without_a_limit_was_done() -> None:
    on = date(2026, 3, 15)
    reading = read_clock(TELL, {**DECIDED, "HO_NOTIFIED": date(2026, 3, 5)}, on)
    assert in_words(reading, on) == "done on 5 March 2026"


def test_says_what_was_done_even_where_its_start_is_not_known() -> None:
    on = date(2026, 3, 15)
    reading = read_clock(TELL, {"HO_NOTIFIED": date(2026, 3, 5)}, on)
    assert in_words(reading, on) == "done on 5 March 2026, start not recorded"


def test_leaves_closure_days_out_of_the_working_days_ahead() -> None:
    on = date(2026, 3, 30)
    assert in_words(_decide(on), on, closures=[date(2026, 4, 1)]) == "due in 2 working days"


def test_counts_days_until_a_date_forwards_and_backwards() -> None:
    due = date(2026, 4, 3)
    assert [days_until(due, date(2026, 4, day)) for day in (1, 3, 5)] == [2, 0, -2]


def test_explains_a_limit_by_its_start_and_its_basis() -> None:
    assert _decide(date(2026, 3, 20)).why == (
        "One month from 3 March 2026, when the partnership chair became aware of the death: 3 April 2026 (guidance)."
    )


def test_explains_the_last_day_of_a_shorter_month() -> None:
    reading = read_clock(DECIDE, {"CSP_CHAIR_AWARE": date(2026, 1, 31)}, date(2026, 2, 1))
    assert "28 February 2026, the last day of that month (guidance)." in reading.why


def test_explains_an_extension_after_the_limit_it_replaces() -> None:
    extension = Extension("decide", date(2026, 5, 3), date(2026, 3, 20), "Criminal trial.")
    reading = _decide(date(2026, 4, 1), extensions=[extension])
    assert reading.extended_by == extension
    assert reading.why.endswith(
        "3 April 2026 (guidance). Set to 3 May 2026 by the extension agreed on 20 March 2026: Criminal trial."
    )


def test_says_nothing_of_an_extension_not_yet_agreed() -> None:
    extension = Extension("decide", date(2026, 5, 3), date(2026, 3, 20))
    reading = _decide(date(2026, 3, 19), extensions=[extension])
    assert reading.extended_by is None
    assert "extension" not in reading.why


def test_explains_why_there_is_no_due_date() -> None:
    on = date(2026, 4, 1)
    completed = {"REPORT_COMPLETE": START}
    assert read_clock(TELL, DECIDED, on).why.startswith("No limit is set; runs from 3 March 2026, when ")
    assert read_clock(COPY, completed, on).why.startswith("As soon as reasonably practicable (statute s.9(3C)); ")


def test_explains_what_a_clock_is_waiting_for() -> None:
    assert read_clock(REPORT, {}, START).why == (
        "Not started: it starts when the decision was recorded, and no such day is recorded."
    )


def test_names_a_local_limit_as_local() -> None:
    reading = read_clock(TELL, DECIDED, START, local_limit=Period.parse("P5WD"))
    assert (reading.limit, reading.due) == ("P5WD", date(2026, 3, 10))
    assert reading.why.endswith(": 10 March 2026 (local limit).")


def test_steps_over_closure_days_in_a_limit_of_working_days() -> None:
    closed = [date(2026, 3, 5), date(2026, 3, 6)]
    reading = read_clock(TELL, DECIDED, START, local_limit=Period.parse("P5WD"), closures=closed)
    assert reading.due == date(2026, 3, 12)


def test_refuses_a_local_limit_where_guidance_has_set_one() -> None:
    with pytest.raises(ValueError, match="the limit of decide is set by guidance and cannot be changed locally"):
        read_clock(DECIDE, AWARE, START, local_limit=Period.parse("P2M"))


def test_refuses_a_hold_that_ends_before_it_starts() -> None:
    with pytest.raises(ValueError, match="a hold cannot end on 2 March 2026, before it starts"):
        Hold(START, date(2026, 3, 2))


def test_reads_the_clocks_in_the_order_of_the_policy_files() -> None:
    names = [reading.clock for reading in read_clocks("DHR_S9_2016", {}, START)]
    assert names[0] == "decide"
    assert names[-4:] == ["imr_return", "qa_decision", "publish", "dac_recommendation_reply"]


def test_carries_source_and_evidence_with_every_reading() -> None:
    reading = _decide(START)
    assert (reading.source, reading.evidence) == (DECIDE.source, DECIDE.evidence)
    assert (reading.start_event, reading.stop_event) == (DECIDE.start, DECIDE.stop)


def test_prints_dates_without_leading_noughts() -> None:
    assert long_date(date(2026, 5, 4)) == "4 May 2026"
