"""An action that came out of an event ends with evidence and another person's word, or with a reason."""

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from dhr_cases.actions.core import today
from dhr_cases.actions.memberships import join_team
from dhr_cases.errors import Incomplete, NotNow, NotPermitted, ReviewError
from dhr_cases.models import User
from dhr_cases.models.history import change
from dhr_cases.roles import Role
from learning.actions.event_actions import (
    ActionPlan,
    confirm_event_action,
    drop_event_action,
    record_event_action,
    report_event_action_done,
    update_event_action,
)
from learning.event_terms import EventKind
from learning.feedback_facts import event_actions
from learning.feedback_scales import ActionState
from learning.models import EventAction, LearningEvent
from learning.verbs import LearningVerb
from tests.conftest import PASSWORD, Cast
from tests.feedback import event_of

FACTS = Path(__file__).parents[1] / "facts" / "learning" / "seminars.json"


@pytest.fixture
def action(cast: Cast) -> EventAction:
    plan = ActionPlan("Roll out training", "Increasing training", cast.health, today() + datetime.timedelta(days=30))
    return record_event_action(event=event_of(cast), by=cast.coordinator, plan=plan)


@pytest.fixture
def second(cast: Cast) -> User:
    """A second coordinator."""
    user = User.objects.create_user("second@example.test", PASSWORD, full_name="Second Coordinator")
    join_team(by=None, to=user, partnership=cast.partnership, role=Role.COORDINATOR)
    return user


def _done(action: EventAction, by: User) -> None:
    report_event_action_done(action=action, by=by, outcome="Every ward asks twice", evidence="Audit of May")


def test_records_what_an_event_recommended(cast: Cast, action: EventAction) -> None:
    (line,) = event_actions(cast.partnership)
    assert (line.theme, line.owner, line.state, line.is_late) == (
        "Increasing training", str(cast.health), "Under way", False,
    )  # fmt: skip  # one line in one glance
    assert LearningEvent.objects.get(kind=LearningVerb.RECORD_EVENT_ACTION).subject_id == action.pk


def test_refuses_an_action_without_words_or_by_a_reader(cast: Cast) -> None:
    event = event_of(cast)
    with pytest.raises(Incomplete, match="Enter the action"):
        record_event_action(event=event, by=cast.coordinator, plan=ActionPlan(" "))
    with pytest.raises(NotPermitted, match="coordinator"):
        record_event_action(event=event, by=cast.csp_chair, plan=ActionPlan("Train"))
    assert not EventAction.objects.exists()


def test_is_late_after_the_day_of_its_report(cast: Cast) -> None:
    yesterday = today() - datetime.timedelta(days=1)
    plans = [ActionPlan("A", due_on=yesterday), ActionPlan("B", due_on=today()), ActionPlan("C")]
    event = event_of(cast)
    for plan in plans:
        record_event_action(event=event, by=cast.coordinator, plan=plan)
    assert [line.is_late for line in event_actions(cast.partnership)] == [True, False, False]


def test_notes_how_it_gets_on(cast: Cast, action: EventAction) -> None:
    update_event_action(action=action, by=cast.coordinator, progress="Half the wards")
    action.refresh_from_db()
    assert (action.progress, action.heard_on, action.state) == ("Half the wards", today(), ActionState.OPEN)
    with pytest.raises(Incomplete, match="gets on"):
        update_event_action(action=action, by=cast.coordinator, progress=" ")


@pytest.mark.parametrize(("outcome", "evidence"), [("", "Audit"), ("Asked twice", " ")])
def test_is_not_done_without_change_and_evidence(cast: Cast, action: EventAction, outcome: str, evidence: str) -> None:
    with pytest.raises(Incomplete, match="changed"):
        report_event_action_done(action=action, by=cast.coordinator, outcome=outcome, evidence=evidence)
    action.refresh_from_db()
    assert action.state == ActionState.OPEN


def test_is_confirmed_by_somebody_else(cast: Cast, action: EventAction, second: User) -> None:
    _done(action, cast.coordinator)
    with pytest.raises(NotPermitted, match="Somebody else"):
        confirm_event_action(action=action, by=cast.coordinator)
    confirm_event_action(action=action, by=second)
    action.refresh_from_db()
    assert (action.state, action.done_by, action.confirmed_by) == (ActionState.CONFIRMED, cast.coordinator, second)


def test_the_database_itself_wants_two_people(cast: Cast, action: EventAction) -> None:
    _done(action, cast.coordinator)
    action.confirmed_by = cast.coordinator
    with pytest.raises(IntegrityError), transaction.atomic(), change("Past the rule", cast.coordinator):
        action.save()


def test_only_what_is_done_is_confirmed(cast: Cast, action: EventAction, second: User) -> None:
    with pytest.raises(NotNow, match="recorded as done"):
        confirm_event_action(action=action, by=second)


def test_goes_on_when_it_was_found_not_to_be_done(cast: Cast, action: EventAction, second: User) -> None:
    _done(action, cast.coordinator)
    update_event_action(action=action, by=second, progress="Two wards do not ask")
    action.refresh_from_db()
    assert (action.state, action.done_by) == (ActionState.OPEN, None)


def test_nothing_happens_to_an_action_that_has_ended(cast: Cast, action: EventAction) -> None:
    with pytest.raises(Incomplete, match="reason"):
        drop_event_action(action=action, by=cast.coordinator, reason="")
    drop_event_action(action=action, by=cast.coordinator, reason="Another body does it")
    refusals: tuple[Callable[[], None], ...] = (
        lambda: update_event_action(action=action, by=cast.coordinator, progress="Begun"),
        lambda: _done(action, cast.coordinator),
        lambda: drop_event_action(action=action, by=cast.coordinator, reason="Again"),
        lambda: confirm_event_action(action=action, by=cast.coordinator),
    )
    for refusal in refusals:
        with pytest.raises(ReviewError):
            refusal()
    action.refresh_from_db()
    assert (action.state, action.progress) == (ActionState.DROPPED, "Another body does it")


def test_keeps_the_five_themes_of_the_conference_of_2017(cast: Cast) -> None:
    themes = json.loads(FACTS.read_text())["conference_2017"]["themes"]
    event = event_of(cast, title="Annual conference", kind=EventKind.CONFERENCE)
    for theme in themes:
        record_event_action(event=event, by=cast.coordinator, plan=ActionPlan("An action of this theme", theme))
    assert [line.theme for line in event_actions(cast.partnership)] == themes
    assert len(themes) == 5


def test_keeps_every_version_with_its_reason(cast: Cast, action: EventAction) -> None:
    update_event_action(action=action, by=cast.coordinator, progress="Half the wards")
    assert action.history.all()[0].history_change_reason == "Half the wards"
    assert action.history.count() == 2
