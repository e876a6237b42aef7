"""Recommendations as printed, their actions, and what became of them."""

import pytest
from django.utils import timezone

from dhr_cases.actions import core, recommendations
from dhr_cases.actions.recommendations import MilestonePlan, Progress, RecommendationText
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Action, ActionStatus, Case, CaseEvent, Milestone, PartialDate, Recommendation, User
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.stages import case_at

DONE = Progress(status=ActionStatus.DONE, outcome="Every ward asks now.")


@pytest.fixture
def drafting(case: Case, cast: Cast) -> Case:
    """A case whose report is being written."""
    return case_at(cast, case, Stage.DRAFTING)


@pytest.fixture
def action(drafting: Case, cast: Cast) -> Action:
    """An action for the only recommendation."""
    row = recommendations.record_recommendation(
        case=drafting, by=cast.coordinator, printed=RecommendationText(text="Ask about control", ref="10.1.1.1")
    )
    return recommendations.record_action(
        case=drafting,
        by=cast.coordinator,
        recommendation=row,
        text="Change the form",
        owner=cast.health,
        milestones=(MilestonePlan("Form agreed", PartialDate.parse("2027-03")),),
    )


def update(case: Case, by: User, action: Action, progress: Progress) -> Action:
    """Update and read afresh."""
    recommendations.update_action(case=case, by=by, action=action, progress=progress)
    return Action.objects.get(pk=action.pk)


def test_keeps_numbers_as_printed_however_often_they_repeat(drafting: Case, cast: Cast) -> None:
    """The place in the report tells them apart."""
    for _ in range(3):
        recommendations.record_recommendation(
            case=drafting, by=cast.independent_chair, printed=RecommendationText(text="Train staff", ref="1")
        )
    assert list(Recommendation.objects.values_list("ref", "position")) == [("1", 1), ("1", 2), ("1", 3)]


def test_records_an_action_with_its_milestones(action: Action) -> None:
    """The target keeps the precision it was given."""
    milestone = Milestone.objects.get(action=action)
    assert (milestone.text, str(milestone.target_date)) == ("Form agreed", "March 2027")
    assert CaseEvent.objects.get(kind=Event.ACTION_RECORDED).subject_id == action.pk


def test_wants_to_know_what_changed(drafting: Case, cast: Cast, action: Action) -> None:
    """Something sent is not something done."""
    with pytest.raises(Incomplete, match="what changed"):
        update(drafting, cast.coordinator, action, Progress(status=ActionStatus.DONE))


def test_records_when_an_action_was_done(drafting: Case, cast: Cast, action: Action) -> None:
    """Today, when nothing else is said."""
    row = update(drafting, cast.coordinator, action, DONE)
    assert row.completed_on.value == timezone.localdate()
    assert not row.has_ended


@pytest.mark.parametrize("status", [ActionStatus.REJECTED, ActionStatus.NOT_OWNED, ActionStatus.BUSINESS_AS_USUAL])
def test_wants_a_reason_for_a_status_that_gives_up(
    drafting: Case, cast: Cast, action: Action, status: ActionStatus
) -> None:
    """Nobody rejects a recommendation in silence."""
    with pytest.raises(Incomplete, match="reason for this status"):
        update(drafting, cast.coordinator, action, Progress(status=status))


def test_accepts_an_open_action_as_ended_with_a_reason(drafting: Case, cast: Cast, action: Action) -> None:
    """The partnership may let go of what nobody owns."""
    progress = Progress(status=ActionStatus.NOT_OWNED, reason="The trust was dissolved", is_end_accepted=True)
    assert update(drafting, cast.coordinator, action, progress).has_ended


def test_reaches_a_milestone_and_sets_the_next(drafting: Case, cast: Cast, action: Action) -> None:
    """Both in one update."""
    progress = Progress(
        status=ActionStatus.IN_PROGRESS,
        reached=tuple(Milestone.objects.filter(action=action)),
        new_milestone=MilestonePlan("Staff trained"),
    )
    update(drafting, cast.coordinator, action, progress)
    assert [row.reached_on.is_known for row in Milestone.objects.filter(action=action)] == [True, False]


def test_takes_no_action_of_another_case(drafting: Case, other_case: Case, cast: Cast) -> None:
    """Not even by somebody who works on both."""
    with change("test", None):
        row = Recommendation.objects.create(case=other_case, position=1, text="Train staff")
        foreign = Action.objects.create(recommendation=row, text="Hold courses")
    with pytest.raises(Incomplete, match="another case"):
        update(drafting, cast.coordinator, foreign, DONE)


def test_refuses_the_panel_member(drafting: Case, cast: Cast, action: Action) -> None:
    """Watching the plan is the coordinator's."""
    with pytest.raises(NotPermitted, match="coordinator"):
        update(drafting, cast.panel_member, action, DONE)


def test_refuses_a_recommendation_before_drafting(case: Case, cast: Cast) -> None:
    """There is no report to recommend anything."""
    with pytest.raises(NotNow, match="Drafting the report"):
        recommendations.record_recommendation(
            case=case, by=cast.coordinator, printed=RecommendationText(text="Train staff")
        )


def test_leaves_nothing_behind_when_the_event_fails(
    drafting: Case, cast: Cast, action: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The action stands as it stood."""

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(core.Act, "record", fail)
    with pytest.raises(OSError, match="disk full"):
        update(drafting, cast.coordinator, action, DONE)
    assert Action.objects.get(pk=action.pk).status == ActionStatus.NOT_STARTED
