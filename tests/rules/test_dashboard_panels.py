"""What does each part of the dashboard show: its figures, its bars, and its words where something is not known?"""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from dhr_cases.deadlines import ClockReading, ClockState
from dhr_cases.stages import Stage
from funding.papers.invented import SHARES, YEAR, counted
from funding.position import CostFact, YearFacts
from funding.position import position as year_position
from funding.terms import CostClass, Measure
from governance.dashboards.ageing import StageAge, Stay
from governance.dashboards.agencies import AgencyResponse
from governance.dashboards.bars import SCALE
from governance.dashboards.reading import Dashboard, ReportClock
from governance.forecast import Forecast
from governance.papers.report_rows import BodyActions, Money
from governance.position import CaseStanding, Position
from governance.views import dashboard_panels as panels
from governance.views.dashboard_panels import Panel

ON = datetime.date(2026, 6, 30)
READING = ClockReading(
    clock="overview_report", label="Report", start_event="a", stop_event="b", start=ON, limit="P6M", due=ON, stop=None,
    state=ClockState.RUNNING, elapsed_days=100, elapsed_days_net=60, source="", evidence="V", extended_by=None, why="",
)  # fmt: skip  # a clock in one glance
FOUND = Dashboard(
    position=Position(ON, None, (CaseStanding(1, Stage.PANEL_WORK, ON), CaseStanding(2, Stage.DRAFTING, ON))),
    live=(CaseStanding(1, Stage.PANEL_WORK, ON), CaseStanding(2, Stage.DRAFTING, ON)),
    references={1: "DHR-1", 2: "DHR-2"},
    ages=(), clocks=(), late=0, stays=(), agencies=(), actions=(), money=None, forecasts=(),
)  # fmt: skip  # nothing but two live reviews


def table(panel: Panel) -> list[list[Any]]:
    """The words of each cell."""
    return [[cell["text"] for cell in row["cells"]] for row in panel.rows]


def drawn(panel: Panel) -> list[tuple[str, str, int, int]]:
    """Each bar: what it is of, its words, its length and the dark part of it."""
    return [(bar.label, bar.shown, bar.width, bar.inner) for bar in panel.bars]


def before(days: int) -> datetime.date:
    return ON - datetime.timedelta(days=days)


def test_shows_seven_parts_and_says_of_each_that_there_is_nothing() -> None:
    found = list(panels.panels(FOUND))
    assert [each.code for each in found] == [
        "ageing", "clocks", "home-office", "agencies", "actions", "funding", "forecast",
    ]  # fmt: skip
    assert all(each.empty.endswith(".") and each.meaning.endswith(".") for each in found)
    assert [each.rows for each in found] == [[]] * len(found)
    assert [each.bars for each in found] == [[]] * len(found)


def test_draws_the_longest_stay_with_the_middle_one_dark() -> None:
    panel = panels.ageing((StageAge(Stage.PANEL_WORK, 3, 20, 80), StageAge(Stage.AT_QA, 1, 1, 1)))
    label = StageAge(Stage.PANEL_WORK, 3, 20, 80).label
    assert table(panel) == [[label, "3", "20", "80"], [StageAge(Stage.AT_QA, 1, 1, 1).label, "1", "1", "1"]]
    assert drawn(panel)[0] == (label, "longest 80 days", SCALE, SCALE // 4)
    assert drawn(panel)[1][1] == "longest 1 day"


@pytest.mark.parametrize(
    ("days", "net", "cells", "bar"),
    [
        (100, 50, ["DHR-1", "100", "50"], ("DHR-1", "100 days, 50 less holds", SCALE, SCALE // 2)),
        (1, 1, ["DHR-1", "1", "1"], ("DHR-1", "1 day, 1 less holds", SCALE, SCALE)),
        (None, None, ["DHR-1", "not known", "not known"], ("DHR-1", "0 days, 0 less holds", 0, 0)),
    ],
)
def test_tells_days_to_the_report_with_and_without_holds(
    days: int | None, net: int | None, cells: list[str], bar: tuple[str, str, int, int]
) -> None:
    reading = replace(READING, elapsed_days=days, elapsed_days_net=net)
    panel = panels.clocks((ReportClock("DHR-1", reading),), ON)
    assert table(panel)[0][:3] == cells
    assert drawn(panel) == [bar]
    assert panel.rows[0]["url"] == "/cases/DHR-1/"


def test_tells_each_time_with_the_home_office() -> None:
    stays = (Stay(1, before(60), before(20), 40), Stay(2, before(1), None, 1))
    panel = panels.home_office(replace(FOUND, stays=stays))
    assert table(panel) == [
        ["DHR-1", "1 May 2026", "10 June 2026", "40"],
        ["DHR-2", "29 June 2026", panels.NOT_YET, "1"],
    ]
    assert [shown for _label, shown, *_bar in drawn(panel)] == ["40 days", "1 day, still there"]


def test_draws_the_newest_times_with_the_home_office() -> None:
    stays = tuple(Stay(1, before(100 - number), None, number) for number in range(1, panels.DRAWN + 3))
    panel = panels.home_office(replace(FOUND, stays=stays))
    assert len(panel.rows) == panels.DRAWN + 2
    assert [bar.shown.split()[0] for bar in panel.bars] == [str(number) for number in range(3, panels.DRAWN + 3)]


def test_tells_how_agencies_answer() -> None:
    rows = (AgencyResponse("Police", 4, 1, 1, 2, 1, 35), AgencyResponse("Health", 1, 0, 0, 1, 0, None))
    panel = panels.agencies(rows)
    assert table(panel) == [
        ["Police", "4", "1", "1", "2", "1", "35"], ["Health", "1", "0", "0", "1", "0", "none returned"],
    ]  # fmt: skip
    assert drawn(panel) == [
        ("Police", "2 of 4 awaited", SCALE, SCALE // 2),
        ("Health", "1 of 1 awaited", SCALE // 4, SCALE // 4),
    ]


def test_draws_only_bodies_with_open_actions_and_lists_all() -> None:
    rows = (
        BodyActions("Police", open=4, overdue=1, waiting=1, ended=7),
        BodyActions("Fire", ended=3),
        BodyActions("Old Trust", open=1, is_gone=True),
    )
    panel = panels.actions(rows)
    assert table(panel) == [
        ["Police", "4", "1", "1", "7"], ["Fire", "0", "0", "0", "3"],
        ["Old Trust (no longer exists)", "1", "0", "0", "0"],
    ]  # fmt: skip
    assert [bar[:2] for bar in drawn(panel)] == [
        ("Police", "4 open, 1 past their date"),
        ("Old Trust", "1 open, 0 past their date"),
    ]


def money(required: int, **came: int) -> Money:
    """A year that costs so much, and what came of one body's share."""
    share = replace(SHARES[0], share=required, counted=counted(**came))
    costs = (CostFact(CostClass.CHAIR, None, forecast=required),)
    return Money(year_position(YearFacts(YEAR, ON, 0, costs, (share,))))


def test_sets_what_came_beside_what_is_required() -> None:
    panel = panels.funding(money(1_000_000, agreed=1_000_000, confirmed=500_000, invoiced=250_000))
    assert panel.heading == "Funding 2021/22"
    assert [cells[1] for cells in table(panel)] == ["£10,000", "£10,000", "£5,000", "£2,500", "£0"]
    assert [bar[2] for bar in drawn(panel)] == [SCALE, SCALE, SCALE // 2, SCALE // 4, 0]
    assert len(panel.rows) == 1 + len(Measure)


def test_draws_no_bar_for_money_that_went_back() -> None:
    """What was paid back beyond what was received is a sum below nought; a bar cannot be shorter than nothing."""
    panel = panels.funding(money(1_000_000, agreed=1_000_000, received=-100_000))
    assert [bar[2] for bar in drawn(panel)] == [SCALE, SCALE, 0, 0, 0]
    assert table(panel)[-1][1] == "−£1,000"


def test_says_without_money_that_nothing_is_recorded() -> None:
    panel = panels.funding(None)
    assert (panel.heading, panel.rows, panel.bars) == ("Funding", [], [])


def test_tells_the_middle_half_of_a_forecast_or_why_there_is_none() -> None:
    known = Forecast(1, 5, before(-100), before(-200), before(-300))
    unknown = Forecast(2, 3, why="Fewer than 4 earlier reviews passed this stage")
    panel = panels.forecast(replace(FOUND, forecasts=(known, unknown)))
    first, second = table(panel)
    assert [first[0], *first[2:]] == ["DHR-1", "8 October 2026", "16 January 2027", "26 April 2027", "5"]
    assert [second[0], *second[2:]] == ["DHR-2", "no forecast", unknown.why, "no forecast", "3"]
    assert [(bar.label, bar.shown) for bar in panel.bars] == [("DHR-1", "about January 2027")]
