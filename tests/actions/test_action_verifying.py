"""An action is closed only with evidence, and by somebody who is neither its owner nor brought the evidence."""

import pytest

from dhr_cases.actions import recommendations
from dhr_cases.actions.action_answers import answer_action, record_answer
from dhr_cases.actions.action_evidence import add_evidence, give_evidence
from dhr_cases.actions.action_verifying import verify_action
from dhr_cases.actions.core import Recording
from dhr_cases.actions.memberships import grant_role, join_team
from dhr_cases.actions.recommendations import Progress
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import (
    Action,
    ActionStatus,
    ActionVerification,
    Case,
    CaseEvent,
    Notice,
    User,
    Verdict,
)
from dhr_cases.notices import Kind
from dhr_cases.policies.closing import check_close_now
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.followed import DONE, SHOWN, done_with_evidence, followed
from tests.standing import stand_at


@pytest.fixture
def action(case: Case, cast: Cast) -> Action:
    """An action of the police, done and shown."""
    return done_with_evidence(cast, followed(case, cast.police))


def confirm(case: Case, action: Action, by: User, verdict: Verdict = Verdict.CONFIRMED) -> Action:
    """Verify, and read afresh."""
    verify_action(case=case, by=by, action=action, verdict=verdict, note="I read the audit.")
    return Action.objects.get(pk=action.pk)


@pytest.mark.parametrize("part", ["coordinator", "csp_chair"])
def test_is_closed_by_somebody_else(action: Action, case: Case, cast: Cast, part: str) -> None:
    with pytest.raises(NotNow, match="still open"):
        check_close_now(case)
    row = confirm(case, action, getattr(cast, part))
    assert (row.has_ended, row.verified_by) == (True, getattr(cast, part))
    assert CaseEvent.objects.get(kind=Event.ACTION_VERIFIED).reason == "I read the audit."
    check_close_now(case)


def test_goes_back_to_its_owner_who_is_told(action: Action, case: Case, cast: Cast) -> None:
    """What was shown stays; the message says nothing of it."""
    row = confirm(case, action, cast.csp_chair, Verdict.SENT_BACK)
    assert (row.status, row.has_ended, row.completed_on.is_known) == (ActionStatus.IN_PROGRESS, False, False)
    assert action.evidence.count() == 1
    notices = Notice.objects.filter(kind=Kind.ACTION_SENT_BACK)
    assert [(notice.to, notice.path) for notice in notices] == [(cast.action_owner, "/my-actions/")]


def test_can_be_done_again_after_it_went_back(action: Action, case: Case, cast: Cast) -> None:
    row = confirm(case, action, cast.csp_chair, Verdict.SENT_BACK)
    answer_action(action=row, by=cast.action_owner, answer=DONE)
    assert confirm(case, row, cast.csp_chair).has_ended
    assert [each.verdict for each in ActionVerification.objects.filter(action=action)] == ["sent_back", "confirmed"]


def test_is_not_verified_before_it_is_done(case: Case, cast: Cast) -> None:
    action = followed(case, cast.police)
    give_evidence(action=action, by=cast.action_owner, text=SHOWN)
    with pytest.raises(NotNow, match="Record the action as done first"):
        confirm(case, action, cast.csp_chair)


def test_is_not_verified_without_evidence(case: Case, cast: Cast) -> None:
    action = followed(case, cast.police)
    answer_action(action=action, by=cast.action_owner, answer=DONE)
    with pytest.raises(NotNow, match="There is no evidence yet"):
        confirm(case, action, cast.csp_chair)


def test_is_not_verified_twice(action: Action, case: Case, cast: Cast) -> None:
    confirm(case, action, cast.csp_chair)
    with pytest.raises(NotNow, match="verified already"):
        confirm(case, action, cast.coordinator)


def test_wants_to_know_what_was_looked_at(action: Action, case: Case, cast: Cast) -> None:
    with pytest.raises(Incomplete, match="Say what you looked at"):
        verify_action(case=case, by=cast.csp_chair, action=action, verdict=Verdict.CONFIRMED, note=" ")


def test_is_not_verified_by_who_recorded_it_as_done(case: Case, cast: Cast) -> None:
    action = followed(case, cast.police)
    record_answer(case=case, by=cast.coordinator, action=action, answer=DONE)
    give_evidence(action=action, by=cast.action_owner, text=SHOWN)
    with pytest.raises(NotPermitted, match="You recorded this action as done"):
        confirm(case, action, cast.coordinator)
    assert confirm(case, action, cast.csp_chair).has_ended


def test_is_not_verified_by_who_brought_evidence(action: Action, case: Case, cast: Cast) -> None:
    add_evidence(case=case, by=cast.coordinator, action=action, text="A letter of the chief constable")
    with pytest.raises(NotPermitted, match="You added evidence"):
        confirm(case, action, cast.coordinator)
    assert confirm(case, action, cast.csp_chair).has_ended


def test_is_not_verified_by_who_stands_for_the_owner_in_a_team(action: Action, case: Case, cast: Cast) -> None:
    """Even where the same person is also the coordinator."""
    join_team(
        by=cast.administrator,
        to=cast.coordinator,
        partnership=cast.partnership,
        role=Role.FUNDING_CONTACT,
        organisation=cast.police,
    )
    with pytest.raises(NotPermitted, match="You stand for Testshire Police"):
        confirm(case, action, cast.coordinator)


def test_is_not_verified_by_who_stands_for_the_owner_on_a_case(action: Action, case: Case, cast: Cast) -> None:
    grant_role(case=case, by=cast.coordinator, to=cast.csp_chair, role=Role.PANEL_MEMBER, organisation=cast.police)
    with pytest.raises(NotPermitted, match="You stand for Testshire Police"):
        confirm(case, action, cast.csp_chair)


def test_may_be_verified_by_who_stands_for_another_body(action: Action, case: Case, cast: Cast) -> None:
    grant_role(case=case, by=cast.coordinator, to=cast.csp_chair, role=Role.PANEL_MEMBER, organisation=cast.health)
    assert confirm(case, action, cast.csp_chair).has_ended


@pytest.mark.parametrize("part", ["action_owner", "panel_member", "independent_chair", "auditor", "outsider"])
def test_is_verified_by_nobody_without_the_right(action: Action, case: Case, cast: Cast, part: str) -> None:
    with pytest.raises(NotPermitted, match="It is for the coordinator or the partnership chair"):
        confirm(case, action, getattr(cast, part))


def test_is_not_verified_once_the_case_is_closed(action: Action, case: Case, cast: Cast) -> None:
    stand_at(case, Stage.CLOSED)
    with pytest.raises(NotNow):
        confirm(case, action, cast.csp_chair)


def test_is_not_verified_through_another_case(action: Action, other_case: Case, cast: Cast) -> None:
    stand_at(other_case, Stage.MONITORING)
    join_team(by=cast.administrator, to=cast.outsider, partnership=other_case.lead_csp, role=Role.COORDINATOR)
    with pytest.raises(Incomplete, match="another case"):
        confirm(other_case, action, cast.outsider)


def test_opens_again_when_the_office_updates_it(action: Action, case: Case, cast: Cast) -> None:
    """What was verified is no longer what is said."""
    confirm(case, action, cast.csp_chair)
    progress = Progress(ActionStatus.DONE, outcome="Only two of four teams ask.")
    recommendations.update_action(case=case, by=cast.coordinator, action=action, progress=progress)
    assert not Action.objects.get(pk=action.pk).has_ended


def test_leaves_nothing_behind_when_the_event_fails(
    action: Action, case: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Recording, "record", fail)
    with pytest.raises(OSError, match="disk full"):
        confirm(case, action, cast.csp_chair)
    assert not ActionVerification.objects.exists()
    assert Action.objects.get(pk=action.pk).verified_on is None
