"""Reports tell what events recommended as it stood on their day, and give no small count away."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.actions.core import as_of
from dhr_cases.models import Organisation, PartialDate
from dhr_cases.papers.writing.blocks import texts_of
from governance.papers.reading.events import NOBODY_ASKED, actions
from governance.papers.reading.report import Asked, report_facts
from governance.papers.report_json import as_json
from governance.papers.report_kinds import KINDS, ReportKind
from governance.papers.report_rows import BodyActions
from governance.papers.small_counts import WITHHELD
from learning.actions.event_actions import (
    ActionPlan,
    confirm_event_action,
    drop_event_action,
    record_event_action,
    report_event_action_done,
    update_event_action,
)
from learning.models import Event, EventAction
from tests.coded import second_coder
from tests.conftest import Cast
from tests.events import held

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
CAPTION = "Actions that events recommended, by partner"
KINDS_TELLING = (ReportKind.COMMITTEE, ReportKind.LEARNING)


def back(days: int) -> datetime.date:
    """A day so many days ago."""
    return TODAY - datetime.timedelta(days=days)


@pytest.fixture
def event(cast: Cast) -> Event:
    """An event held long ago."""
    return held(cast, days_ago=90)


def recommended(cast: Cast, event: Event, owner: Organisation | None, due_on: datetime.date) -> EventAction:
    """An action recorded eighty days ago."""
    with as_of(PartialDate.on(back(80))):
        return record_event_action(event=event, by=cast.coordinator, plan=ActionPlan("Train", "", owner, due_on))


def test_counts_by_the_body_that_was_asked(cast: Cast, event: Event) -> None:
    recommended(cast, event, cast.police, back(3))
    done = recommended(cast, event, cast.police, back(3))
    dropped = recommended(cast, event, None, TODAY)
    report_event_action_done(action=done, by=cast.coordinator, outcome="Asked", evidence="Audit")
    drop_event_action(action=dropped, by=cast.coordinator, reason="No money")

    assert actions(cast.partnership, TODAY) == (
        BodyActions("Testshire Police", open=2, overdue=1, waiting=1, ended=0),
        BodyActions(NOBODY_ASKED, open=0, overdue=0, waiting=0, ended=1),
    )


def test_tells_how_it_stood_on_a_past_day(cast: Cast, event: Event) -> None:
    """Done after sixty days, found not to be done after fifty, done again after forty and confirmed after thirty."""
    action = recommended(cast, event, cast.police, back(85))
    with as_of(PartialDate.on(back(60))):
        report_event_action_done(action=action, by=cast.coordinator, outcome="Asked", evidence="Audit")
    with as_of(PartialDate.on(back(50))):
        update_event_action(action=action, by=cast.coordinator, progress="Two wards do not ask")
    with as_of(PartialDate.on(back(40))):
        report_event_action_done(action=action, by=cast.coordinator, outcome="Asked", evidence="Audit")
    with as_of(PartialDate.on(back(30))):
        confirm_event_action(action=action, by=second_coder(cast))

    def told(days: int) -> list[tuple[int, int, int, int]]:
        rows = actions(cast.partnership, back(days))
        return [(row.open, row.overdue, row.waiting, row.ended) for row in rows]

    assert told(85) == []
    assert told(70) == [(1, 1, 0, 0)]
    assert told(55) == [(1, 0, 1, 0)]
    assert told(45) == [(1, 1, 0, 0)]
    assert told(35) == [(1, 0, 1, 0)]
    assert told(30) == [(0, 0, 0, 1)]


@pytest.mark.parametrize("kind", KINDS_TELLING)
def test_stands_in_the_reports_with_small_counts_withheld_in_public(cast: Cast, event: Event, kind: ReportKind) -> None:
    recommended(cast, event, cast.police, back(3))

    def text(*, is_restricted: bool) -> str:
        facts = report_facts(cast.partnership, Asked(on=TODAY, is_restricted=is_restricted))
        return "\n".join(texts_of(KINDS[kind].compose(facts)))

    restricted, public = text(is_restricted=True), text(is_restricted=False)
    assert CAPTION in restricted
    assert "Testshire Police | 1 | 1 | 0 | 0" in restricted
    assert f"Testshire Police | {WITHHELD} | {WITHHELD} | 0 | 0" in public


def test_leaves_the_table_out_where_no_event_recommended_anything(cast: Cast, event: Event) -> None:
    facts = report_facts(cast.partnership, Asked(on=TODAY, is_restricted=True))

    assert CAPTION not in "\n".join(texts_of(KINDS[ReportKind.COMMITTEE].compose(facts)))


def test_stands_in_the_figures_for_machines(cast: Cast, event: Event) -> None:
    recommended(cast, event, cast.police, back(3))
    facts = report_facts(cast.partnership, Asked(on=TODAY, is_restricted=True))

    told = as_json(facts, KINDS[ReportKind.COMMITTEE].compose(facts))["event_actions"]

    assert told == [{"body": "Testshire Police", "open": 1, "overdue": 1, "to_verify": 0, "ended": 0}]
