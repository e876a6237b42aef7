"""What an owner says of its action is added to what was said before, by whoever may, while it is followed."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from dhr_cases.action_queries import actions_of
from dhr_cases.actions.action_answers import OWNER_STATUSES, ActionAnswer, answer_action, record_answer
from dhr_cases.actions.core import Recording
from dhr_cases.actions.memberships import join_team, leave_team
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import (
    Action,
    ActionStatus,
    ActionUpdate,
    Case,
    CaseEvent,
    PartialDate,
    TeamMembership,
    UpdateSource,
)
from dhr_cases.models.history import SilentWriteError
from dhr_cases.policies.action_life import ANSWERED_STAGES
from dhr_cases.roles import Role
from dhr_cases.stages import STAGES, Stage
from tests.conftest import Cast
from tests.followed import DONE, RUNNING, followed
from tests.standing import stand_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def action(case: Case, cast: Cast) -> Action:
    """An action of the police."""
    return followed(case, cast.police)


def test_adds_every_answer_to_those_before(action: Action, cast: Cast) -> None:
    """The action shows the last one; nothing said before is lost."""
    answer_action(action=action, by=cast.action_owner, answer=RUNNING)
    answer_action(action=action, by=cast.action_owner, answer=DONE)
    said = ActionUpdate.objects.filter(action=action).values_list("status", "progress", "outcome", "organisation")
    assert list(said) == [
        ("in_progress", RUNNING.progress, "", cast.police.pk),
        ("done", "", DONE.outcome, cast.police.pk),
    ]
    action.refresh_from_db()
    assert (action.status, action.outcome, action.completed_on.value) == ("done", DONE.outcome, TODAY)


def test_records_who_answered_as_what(action: Action, cast: Cast) -> None:
    row = answer_action(action=action, by=cast.action_owner, answer=RUNNING)
    event = CaseEvent.objects.get(kind=Event.ACTION_UPDATED)
    assert (row.by, row.by_role, row.source) == (cast.action_owner, "Action owner", UpdateSource.WEB)
    assert (event.by, event.by_role, event.subject_id) == (cast.action_owner, "Action owner", action.pk)
    assert event.detail["status"] == "in_progress"


def test_is_heard_of_on_the_day_of_the_answer(action: Action, cast: Cast) -> None:
    answer_action(action=action, by=cast.action_owner, answer=RUNNING)
    assert Action.objects.get(pk=action.pk).heard_on == TODAY


def test_has_not_ended_when_its_owner_says_it_is_done(action: Action, cast: Cast) -> None:
    """Somebody else looks at the evidence first."""
    answer_action(action=action, by=cast.action_owner, answer=DONE)
    assert not Action.objects.get(pk=action.pk).has_ended


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (ActionAnswer(ActionStatus.NOT_STARTED), "Say what was done since, or what stands in the way."),
        (replace(RUNNING, progress=" "), "Say what was done since, or what stands in the way."),
        (replace(DONE, outcome=" "), "Say what changed, not only what was sent or held."),
        (ActionAnswer(ActionStatus.NOT_OWNED), "Say why it is not yours, or whose it is."),
        (
            replace(RUNNING, expected_on=PartialDate.on(TODAY - DAY)),
            "The day on which you expect it to be done has passed.",
        ),
        (replace(DONE, completed_on=TODAY + DAY), "The date of completion is in the future"),
        *(
            (ActionAnswer(status, "x", "x", "x"), "Choose one of the answers that an owner can give.")
            for status in ActionStatus
            if status not in OWNER_STATUSES
        ),
    ],
)
def test_says_what_an_answer_lacks(action: Action, cast: Cast, answer: ActionAnswer, sentence: str) -> None:
    with pytest.raises(Incomplete, match=sentence):
        answer_action(action=action, by=cast.action_owner, answer=answer)
    assert not ActionUpdate.objects.exists()


def test_keeps_the_day_on_which_it_is_expected(action: Action, cast: Cast) -> None:
    row = answer_action(action=action, by=cast.action_owner, answer=replace(RUNNING, expected_on=PartialDate.on(TODAY)))
    assert row.expected_on.value == TODAY


@pytest.mark.parametrize("part", ["coordinator", "funding_contact", "panel_member", "agency_author", "outsider"])
def test_refuses_an_answer_by_anybody_but_the_owner(action: Action, cast: Cast, part: str) -> None:
    """The police author and funding contact stand for the police, and still not for its actions."""
    with pytest.raises(NotPermitted, match="You do not answer for this action's owner"):
        answer_action(action=action, by=getattr(cast, part), answer=RUNNING)


def test_refuses_an_answer_for_another_body(case: Case, cast: Cast) -> None:
    action = followed(case, cast.health)
    with pytest.raises(NotPermitted):
        answer_action(action=action, by=cast.action_owner, answer=RUNNING)
    assert not actions_of(cast.action_owner).exists()


def test_refuses_an_answer_where_nobody_owns_it(case: Case, cast: Cast) -> None:
    """A member without a body stands for none."""
    with pytest.raises(NotPermitted):
        answer_action(action=followed(case, None), by=cast.action_owner, answer=RUNNING)


def test_refuses_an_answer_after_the_role_has_ended(action: Action, cast: Cast) -> None:
    membership = TeamMembership.objects.get(user=cast.action_owner)
    leave_team(by=cast.administrator, membership=membership, reason="Moved")
    with pytest.raises(NotPermitted):
        answer_action(action=action, by=cast.action_owner, answer=RUNNING)


@pytest.mark.parametrize("stage", list(STAGES))
def test_shows_and_takes_answers_from_clearance_to_closing(case: Case, cast: Cast, stage: Stage) -> None:
    """Before it the report is not final; after it nothing is open."""
    action = followed(case, cast.police, stage)
    assert actions_of(cast.action_owner).exists() is (stage in ANSWERED_STAGES)
    if stage in ANSWERED_STAGES:
        assert answer_action(action=action, by=cast.action_owner, answer=RUNNING).pk
    else:
        with pytest.raises(NotNow, match="not followed now"):
            answer_action(action=action, by=cast.action_owner, answer=RUNNING)


def test_follows_from_clearance_to_the_last_stage_before_closing() -> None:
    assert {Stage.QA_CLEARED, Stage.PUBLICATION_WITHHELD, Stage.MONITORING} <= ANSWERED_STAGES
    assert not {Stage.RESUBMITTED, Stage.CLOSED, Stage.TRANSFERRED, Stage.TERMINATED} & ANSWERED_STAGES


def test_takes_no_answer_about_what_has_ended(case: Case, cast: Cast) -> None:
    action = followed(case, cast.police, status=ActionStatus.REJECTED, status_reason="No money")
    with pytest.raises(NotNow, match="has ended"):
        answer_action(action=action, by=cast.action_owner, answer=RUNNING)


def test_takes_in_what_came_in_a_sheet(action: Action, case: Case, cast: Cast) -> None:
    """In the coordinator's name, for the owner."""
    row = record_answer(case=case, by=cast.coordinator, action=action, answer=DONE)
    assert (row.by, row.organisation, row.source) == (cast.coordinator, cast.police, UpdateSource.SHEET)
    assert CaseEvent.objects.get(kind=Event.ACTION_UPDATED).detail["source"] == "From a returned sheet"


def test_takes_in_no_sheet_by_the_chair_or_for_another_case(
    action: Action, case: Case, other_case: Case, cast: Cast
) -> None:
    with pytest.raises(NotPermitted, match="coordinator"):
        record_answer(case=case, by=cast.csp_chair, action=action, answer=DONE)
    stand_at(other_case, Stage.MONITORING)
    join_team(by=cast.administrator, to=cast.outsider, partnership=other_case.lead_csp, role=Role.COORDINATOR)
    with pytest.raises(Incomplete, match="another case"):
        record_answer(case=other_case, by=cast.outsider, action=action, answer=DONE)


def test_leaves_nothing_behind_when_the_event_fails(
    action: Action, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Recording, "record", fail)
    with pytest.raises(OSError, match="disk full"):
        answer_action(action=action, by=cast.action_owner, answer=DONE)
    assert Action.objects.get(pk=action.pk).status == ActionStatus.NOT_STARTED
    assert not ActionUpdate.objects.exists()


def test_never_changes_what_was_said(action: Action, cast: Cast) -> None:
    row = answer_action(action=action, by=cast.action_owner, answer=RUNNING)
    row.progress = "Everything is done."
    with pytest.raises(SilentWriteError):
        row.save()
    with pytest.raises(SilentWriteError):
        row.delete()
