"""An action passes to another body when its owner ends, or gives way to something else."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.action_queries import actions_of
from dhr_cases.actions.action_transfers import supersede_action, transfer_action
from dhr_cases.actions.core import Recording
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Action, ActionStatus, ActionTransfer, Case, CaseEvent, Succession, SuccessionShape
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.followed import followed
from tests.standing import stand_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


def ended(cast: Cast) -> Succession:
    """The NHS trust ended yesterday, and the police take over what it owed."""
    with change("Test", None):
        cast.health.ends_on = TODAY - DAY
        cast.health.save()
        row: Succession = Succession.objects.create(
            predecessor=cast.health,
            successor=cast.police,
            effective_on=TODAY,
            shape=SuccessionShape.ONE_TO_ONE,
            source="Order",
        )
    return row


def test_passes_to_the_successor_of_a_body_that_ended(case: Case, cast: Cast) -> None:
    """From then on the successor answers for it."""
    action, succession = followed(case, cast.health), ended(cast)
    assert not actions_of(cast.action_owner).exists()
    row = transfer_action(case=case, by=cast.coordinator, action=action, to=cast.police, reason="The trust ended")
    assert (row.from_owner, row.to_owner, row.succession) == (cast.health, cast.police, succession)
    assert list(actions_of(cast.action_owner)) == [action]
    event = CaseEvent.objects.get(kind=Event.ACTION_TRANSFERRED)
    assert (event.detail["from"], event.detail["to"]) == ("Testshire NHS Trust", "Testshire Police")


@pytest.mark.parametrize("status", [ActionStatus.NOT_OWNED, ActionStatus.TRANSFERRED])
def test_begins_again_with_its_new_owner(case: Case, cast: Cast, status: ActionStatus) -> None:
    action = followed(case, None, status=status, status_reason="Nobody does this")
    row = transfer_action(case=case, by=cast.coordinator, action=action, to=cast.police, reason="They agreed")
    assert (row.from_owner, Action.objects.get().status) == (None, ActionStatus.NOT_STARTED)
    assert CaseEvent.objects.get(kind=Event.ACTION_TRANSFERRED).detail["from"] == "nobody"


def test_stays_where_it_stood_when_it_was_begun(case: Case, cast: Cast) -> None:
    action = followed(case, cast.health, status=ActionStatus.IN_PROGRESS)
    transfer_action(case=case, by=cast.coordinator, action=action, to=cast.police, reason="They agreed")
    assert Action.objects.get().status == ActionStatus.IN_PROGRESS


def test_names_no_succession_where_there_is_none(case: Case, cast: Cast) -> None:
    action = followed(case, cast.health)
    row = transfer_action(case=case, by=cast.coordinator, action=action, to=cast.refuge, reason="They agreed")
    assert row.succession is None


def test_says_what_a_transfer_lacks(case: Case, cast: Cast) -> None:
    action, _ = followed(case, cast.police), ended(cast)
    for to, reason, sentence in (
        (cast.refuge, " ", "Enter the reason"),
        (cast.police, "x", "Testshire Police owns this action already"),
        (cast.health, "x", "Testshire NHS Trust does not exist today"),
    ):
        with pytest.raises(Incomplete, match=sentence):
            transfer_action(case=case, by=cast.coordinator, action=action, to=to, reason=reason)
    assert not ActionTransfer.objects.exists()


def test_passes_nothing_that_has_ended(case: Case, cast: Cast) -> None:
    action = followed(case, cast.health, status=ActionStatus.REJECTED)
    with pytest.raises(NotNow, match="has ended"):
        transfer_action(case=case, by=cast.coordinator, action=action, to=cast.police, reason="x")


def test_is_passed_on_by_the_coordinator_alone(case: Case, cast: Cast) -> None:
    action = followed(case, cast.police)
    for person in (cast.action_owner, cast.csp_chair, cast.panel_member):
        with pytest.raises(NotPermitted, match="It is for the coordinator"):
            transfer_action(case=case, by=person, action=action, to=cast.health, reason="x")


def test_is_not_passed_on_before_there_is_a_report(case: Case, cast: Cast) -> None:
    action = followed(case, cast.police, Stage.PANEL_WORK)
    with pytest.raises(NotNow):
        transfer_action(case=case, by=cast.coordinator, action=action, to=cast.health, reason="x")


def test_gives_way_to_another_action(case: Case, cast: Cast) -> None:
    first, second = followed(case, cast.police), followed(case, cast.police)
    supersede_action(case=case, by=cast.coordinator, action=first, replacement=second, reason="One script for all")
    first = Action.objects.get(pk=first.pk)
    assert (first.status, first.superseded_by, first.has_ended) == (ActionStatus.SUPERSEDED, second, True)
    assert list(second.supersedes.all()) == [first]
    assert CaseEvent.objects.get(kind=Event.ACTION_SUPERSEDED).reason == "One script for all"


def test_gives_way_to_what_the_reason_names(case: Case, cast: Cast) -> None:
    action = followed(case, cast.police)
    supersede_action(case=case, by=cast.coordinator, action=action, replacement=None, reason="A national script")
    assert Action.objects.get().has_ended


def test_gives_way_to_nothing_wrong(case: Case, other_case: Case, cast: Cast) -> None:
    action, foreign = followed(case, cast.police), followed(other_case, cast.police)
    for replacement, reason, sentence in (
        (None, " ", "Say what takes its place"),
        (action, "x", "does not take its own place"),
        (foreign, "x", "another case"),
    ):
        with pytest.raises(Incomplete, match=sentence):
            supersede_action(case=case, by=cast.coordinator, action=action, replacement=replacement, reason=reason)
    with pytest.raises(NotPermitted):
        supersede_action(case=case, by=cast.csp_chair, action=action, replacement=None, reason="x")


def test_leaves_nothing_behind_when_the_event_fails(case: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    action = followed(case, cast.health)
    monkeypatch.setattr(Recording, "record", fail)
    with pytest.raises(OSError, match="disk full"):
        transfer_action(case=case, by=cast.coordinator, action=action, to=cast.police, reason="x")
    with pytest.raises(OSError, match="disk full"):
        supersede_action(case=case, by=cast.coordinator, action=action, replacement=None, reason="x")
    row = Action.objects.get()
    assert (row.owner, row.status, ActionTransfer.objects.count()) == (cast.health, ActionStatus.NOT_STARTED, 0)


def test_is_not_passed_on_after_closing(case: Case, cast: Cast) -> None:
    action = followed(case, cast.police)
    stand_at(case, Stage.CLOSED)
    with pytest.raises(NotNow):
        supersede_action(case=case, by=cast.coordinator, action=action, replacement=None, reason="x")
