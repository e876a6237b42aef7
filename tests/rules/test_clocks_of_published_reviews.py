"""How do the clocks read by the days that published reviews print, most of them known to the month alone?"""

import datetime
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dhr_cases.deadlines import ClockReading, ClockState, Extension, Hold, in_words, read_clocks
from dhr_cases.models import PartialDate
from dhr_cases.policy import Period
from dhr_cases.printed_numbers import natural_key

FACTS = Path(__file__).parents[1] / "facts"
DHR, DARDR = "DHR_S9_2016", "DARDR_S8A"
ONE = datetime.timedelta(days=1)


def facts_of(name: str) -> dict[str, Any]:
    """What a published review tells of itself."""
    found: dict[str, Any] = json.loads((FACTS / f"{name}.json").read_text(encoding="utf-8"))
    return found


def first_day(printed: str) -> datetime.date:
    """The first day that a printed date can mean."""
    day = PartialDate.parse(printed).value
    assert day is not None
    return day


def last_day(printed: str) -> datetime.date:
    """The last day that a printed date can mean."""
    day = PartialDate.parse(printed).latest
    assert day is not None
    return day


def clock(
    name: str, events: Mapping[str, datetime.date], on: datetime.date, regime: str = DHR, **more: Any
) -> ClockReading:
    """One clock of a regime read on a day."""
    return next(each for each in read_clocks(regime, events, on, **more) if each.clock == name)


def test_reads_the_six_months_of_the_review_of_sarah_from_the_day_it_began() -> None:
    """29 November 2013; what was published in April 2023 was some nine years late."""
    sarah = facts_of("kent_sarah_2013")
    events = {"DECISION_RECORDED": first_day(sarah["review_began"])}
    due = datetime.date(2014, 5, 29)
    states = [clock("overview_report", events, due + days * ONE).state for days in (-1, 0, 1)]
    assert states == [ClockState.RUNNING, ClockState.RUNNING, ClockState.OVERDUE]
    published = first_day(sarah["published"])
    late = clock("overview_report", {**events, "OVERVIEW_REPORT_COMPLETE": published}, published)
    assert (late.due, late.state) == (due, ClockState.MET_LATE)
    assert in_words(late, published) == f"met on 1 April 2023, {(published - due).days:,} days late"


def test_gives_the_review_of_sarah_a_year_under_the_law_that_was_proposed() -> None:
    """Under that law neither a month to decide nor six for the report are known."""
    events = {"DECISION_RECORDED": first_day(facts_of("kent_sarah_2013")["review_began"])}
    found = read_clocks(DARDR, events, datetime.date(2014, 5, 30))
    dues = {each.clock: each.due for each in found if each.due}
    assert dues == {"overview_report_draft2024": datetime.date(2014, 11, 29)}
    assert {each.clock for each in found}.isdisjoint({"decide", "overview_report", "copy_to_dac"})


def test_counts_33_days_from_board_to_letter_in_the_review_of_louise() -> None:
    """Nobody set the Home Office a time, so it is done and neither met nor late."""
    louise = facts_of("devon_case17_louise")
    events = {
        "SUBMITTED_TO_HO": first_day(louise["qa_panel_date"]),
        "QA_LETTER_RECEIVED": first_day(louise["qa_letter_date"]),
    }
    before = clock("qa_decision", events, datetime.date(2022, 10, 30))
    assert in_words(before, datetime.date(2022, 10, 30)) == "running for 32 days, no limit set"
    found = clock("qa_decision", events, datetime.date(2022, 10, 31))
    assert (found.elapsed_days, found.state, found.due) == (33, ClockState.DONE, None)
    assert in_words(found, datetime.date(2023, 1, 1)) == "done on 31 October 2022"


@pytest.mark.parametrize(
    ("name", "hold_ends", "months"),
    [("devon_case3", "conviction_date", 32), ("west_northants_dhr001", "conviction_date", 20)],
)
def test_shows_beside_the_whole_time_that_without_the_trial(name: str, hold_ends: str, months: int) -> None:
    """From the month of the death to that of the report; a hold moves no due date, an extension does."""
    facts = facts_of(name)
    start, end = first_day(facts["death_month"]), first_day(facts["report_version_date"])
    assert (end.year - start.year) * 12 + end.month - start.month == months
    tried = first_day(facts["criminal"][hold_ends])
    events = {"DECISION_RECORDED": start, "OVERVIEW_REPORT_COMPLETE": end}
    held = clock("overview_report", events, end, holds=[Hold(start, tried)])
    bare = clock("overview_report", events, end)
    assert held.due == bare.due
    assert held.elapsed_days == bare.elapsed_days == (end - start).days
    assert held.elapsed_days_net == (end - tried).days
    agreed = Extension("overview_report", end, tried, "criminal trial")
    met = clock("overview_report", events, end, extensions=[agreed])
    assert (met.state, bare.state) == (ClockState.MET, ClockState.MET_LATE)


def test_starts_no_clock_by_a_death() -> None:
    """Becoming aware starts the month to decide, and no published review says when that was."""
    dead = {path.stem: facts.get("death_month") for path in FACTS.glob("*.json") if (facts := facts_of(path.stem))}
    days = {name: first_day(month) for name, month in dead.items() if month}
    assert len(days) > 10
    for day in days.values():
        found = read_clocks(DHR, {"DEATH": day}, datetime.date(2026, 1, 1))
        assert {each.state for each in found} == {ClockState.NOT_STARTED}


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_owes_the_commissioner_a_copy_from_the_day_the_report_of_patrick_was_complete(days: int) -> None:
    """As soon as reasonably practicable: no day is counted, so none is late."""
    completed = first_day(facts_of("kent_patrick_2018")["report_completed"])
    found = clock("copy_to_dac", {"REPORT_COMPLETE": completed}, completed + days * ONE)
    assert found.state is (ClockState.NOT_STARTED if days < 0 else ClockState.RUNNING)
    assert (found.due, found.limit) == (None, "as soon as reasonably practicable")
    late = clock("copy_to_dac", {"REPORT_COMPLETE": completed}, completed + 2000 * ONE)
    assert late.state is ClockState.RUNNING


def test_counts_a_partnerships_own_three_months_to_publication_past_a_shorter_month() -> None:
    """The letter of 31 October 2022 and the version of February 2023."""
    louise = facts_of("devon_case17_louise")
    events = {"QA_CLEARED": first_day(louise["qa_letter_date"])}
    limits = {"publish": Period.parse("P3M")}
    found = clock("publish", events, datetime.date(2022, 11, 1), local_limits=limits)
    assert found.due == datetime.date(2023, 1, 31)
    month = louise["report_version_date"]
    for printed in (first_day(month), last_day(month)):
        shown = clock("publish", {**events, "PUBLISHED": printed}, printed, local_limits=limits)
        assert shown.state is ClockState.MET_LATE


@pytest.mark.parametrize(
    "name", ["kent_sarah_2013", "northampton_library_2016_64be5459", "manchester_library_2017_647081eb"]
)
def test_sorts_the_numbers_of_a_published_plan_as_printed(name: str) -> None:
    """Numbers that repeat for each agency stay in the order of the report."""
    printed = [row["ref"] for row in facts_of(name)["recommendations"] if row["ref"]]
    ordered = sorted(printed, key=natural_key)
    assert sorted(printed, key=lambda ref: [int(part) for part in ref.split(".")]) == ordered
