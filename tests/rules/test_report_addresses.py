"""Which report does an address ask for: by boxes, by whole days, by nothing, and by what makes no sense?"""

import datetime
from urllib.parse import parse_qs

import pytest
from django.http import QueryDict
from django.utils import timezone

from governance.dashboards.reading import Shown
from governance.forms.dashboard import dashboard_form
from governance.forms.reports import as_boxes, query_of, report_form, whole_day

SPRING, WINTER = datetime.date(2026, 3, 24), datetime.date(2025, 11, 18)
YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)
BOXES = {"on_day": "24", "on_month": "3", "on_year": "2026"}


def test_writes_days_into_three_boxes_and_leaves_out_what_is_not_known() -> None:
    known = {"on": SPRING, "since": None, "to": "Board", "note": "", "count": 0}
    assert as_boxes(known) == {**BOXES, "to": "Board"}
    assert as_boxes({}) == {}


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-03-24", SPRING), ("24 March 2026", None), ("", None), ("2026-02-30", None), ("2026-3-24", None)],
)
def test_reads_a_day_only_as_links_write_it(text: str, day: datetime.date | None) -> None:
    assert whole_day(text) == day


def test_begins_with_what_is_usual_where_nothing_is_asked() -> None:
    form = report_form(QueryDict(""), {"on": SPRING, "since": WINTER, "to": "Board", "meets_on": None})
    assert form.is_valid()
    assert form.cleaned_data == {"on": SPRING, "since": WINTER, "to": "Board", "meets_on": None}


@pytest.mark.parametrize(
    "asked",
    [
        "on_day=24&on_month=3&on_year=2026&since_day=18&since_month=11&since_year=2025&to=Group",
        "on=2026-03-24&since=2025-11-18&to=Group",
        "on=2026-03-24&since_day=18&since_month=11&since_year=2025&to=Group",
    ],
)
def test_takes_days_by_boxes_and_as_links_write_them(asked: str) -> None:
    form = report_form(QueryDict(asked), {"on": WINTER, "to": "Board"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"on": SPRING, "since": WINTER, "to": "Group", "meets_on": None}


def test_asks_again_for_the_same_report() -> None:
    words = query_of({"on": SPRING, "since": None, "to": "Board & group", "meets_on": WINTER})
    assert parse_qs(words) == {"on": ["2026-03-24"], "to": ["Board & group"], "meets_on": ["2025-11-18"]}


@pytest.mark.parametrize(("days", "is_right"), [(-1, True), (0, True), (1, False)])
def test_tells_no_position_of_a_day_to_come(days: int, *, is_right: bool) -> None:
    day = timezone.localdate() + datetime.timedelta(days=days)
    form = report_form(QueryDict(f"on={day}"), {})
    assert form.is_valid() is is_right
    assert ("The day of the position must be today or in the past" in str(form.errors)) is not is_right


@pytest.mark.parametrize(("days", "is_right"), [(-1, True), (0, False), (1, False)])
def test_tells_changes_since_a_day_before_the_position(days: int, *, is_right: bool) -> None:
    since = SPRING + datetime.timedelta(days=days)
    form = report_form(QueryDict(f"on={SPRING}&since={since}"), {})
    assert form.is_valid() is is_right
    assert ("since" in form.errors) is not is_right


def test_stands_at_today_where_no_day_is_entered() -> None:
    form = report_form(QueryDict("to=Board"), {"on": SPRING})
    assert form.is_valid()
    assert (form.cleaned_data["on"], form.cleaned_data["since"]) == (timezone.localdate(), None)


@pytest.mark.parametrize(
    ("asked", "on", "shown"),
    [
        ("", timezone.localdate(), Shown.ALL),
        ("on=2026-03-24", SPRING, Shown.ALL),
        ("on=2026-03-24&shown=held", SPRING, Shown.HELD),
        ("on_day=24&on_month=3&on_year=2026&shown=not_held", SPRING, Shown.NOT_HELD),
        ("shown=", timezone.localdate(), Shown.ALL),
    ],
)
def test_shows_the_dashboard_that_the_address_asks_for(asked: str, on: datetime.date, shown: Shown) -> None:
    form = dashboard_form(QueryDict(asked))
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["on"], form.cleaned_data["shown"]) == (on, shown)


def test_knows_no_other_choice_of_reviews() -> None:
    assert "shown" in dashboard_form(QueryDict("shown=moon")).errors
