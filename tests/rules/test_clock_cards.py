"""How does a clock read on its card, in which order do cards stand, and what stays off the overview?"""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from dhr_cases.deadlines import ClockReading, ClockState
from dhr_cases.events import Event
from dhr_cases.models import Case
from dhr_cases.stages import Stage
from workflows.attention import first_due
from workflows.views.workspace import card

DAY = datetime.date(2026, 5, 29)
CLOCK = ClockReading(
    clock="decide", label="Decide", start_event="A", stop_event="B", start=DAY, limit=None, due=DAY, stop=None,
    state=ClockState.RUNNING, elapsed_days=3, elapsed_days_net=3, source="Guidance", evidence="[V]", extended_by=None,
    why="One month from then.",
)  # fmt: skip


def shown(**more: Any) -> dict[str, str]:
    """The card of a clock that differs so, on its own day."""
    return card(replace(CLOCK, **more), DAY)


def test_tells_what_the_clock_is_and_on_what_it_rests() -> None:
    found = shown()

    assert {name: found[name] for name in ("label", "why", "source", "evidence")} == {
        "label": "Decide", "why": "One month from then.", "source": "Guidance", "evidence": "[V]",
    }  # fmt: skip


def test_writes_days_in_full_and_leaves_out_those_there_are_not() -> None:
    assert {name: shown()[name] for name in ("started", "due", "stopped")} == {
        "started": "29 May 2026", "due": "29 May 2026", "stopped": "",
    }  # fmt: skip
    bare = shown(start=None, due=None, stop=DAY, state=ClockState.MET)
    assert (bare["started"], bare["due"], bare["stopped"]) == ("", "", "29 May 2026")


@pytest.mark.parametrize(
    ("days", "net", "elapsed", "elapsed_net"),
    [
        (None, None, "", ""),
        (0, 0, "0 days", ""),
        (1, 1, "1 day", ""),
        (2, 2, "2 days", ""),
        (2, 1, "2 days", "1 day"),
        (40, 0, "40 days", "0 days"),
    ],
)
def test_counts_days_net_of_holds_only_where_a_hold_made_a_difference(
    days: int | None, net: int | None, elapsed: str, elapsed_net: str
) -> None:
    found = shown(elapsed_days=days, elapsed_days_net=net)

    assert (found["elapsed"], found["elapsed_net"]) == (elapsed, elapsed_net)


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({}, "due_soon"),
        ({"due": DAY + datetime.timedelta(days=60)}, "running"),
        ({"due": None}, "running"),
        ({"state": ClockState.OVERDUE}, "overdue"),
        ({"state": ClockState.MET, "stop": DAY}, "met"),
        ({"state": ClockState.DONE}, "done"),
    ],
)
def test_marks_a_clock_by_how_it_stands(more: dict[str, Any], state: str) -> None:
    assert shown(**more)["state"] == state


def test_takes_the_first_of_two_clocks_of_one_day() -> None:
    """The order of the policy files decides."""
    first, second = replace(CLOCK, clock="a"), replace(CLOCK, clock="b")
    case = Case(stage=Stage.SCOPING)

    assert first_due(case, [first, second]) is first
    assert first_due(case, []) is None
    assert first_due(Case(stage=Stage.PUBLICATION_WITHHELD), [replace(CLOCK, stop_event=Event.PUBLISHED)]) is None
