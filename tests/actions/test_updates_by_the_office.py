"""What does the office's update of an action write, what does it open again, and what is refused?"""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.actions import recommendations as plan
from dhr_cases.actions.recommendations import NEEDS_REASON, MilestonePlan, Progress
from dhr_cases.errors import Incomplete
from dhr_cases.events import Event
from dhr_cases.models import (
    Action,
    ActionStatus,
    ActionUpdate,
    Case,
    CaseEvent,
    Milestone,
    PartialDate,
    Recommendation,
    UpdateSource,
)
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from tests.actions.test_guards import put
from tests.conftest import Cast
from tests.followed import followed
from tests.standing import stand_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
DONE = Progress(ActionStatus.DONE, outcome="Every ward asks", completed_on=TODAY - DAY)
RUNNING = Progress(ActionStatus.IN_PROGRESS)


@pytest.fixture
def action(case: Case, cast: Cast) -> Action:
    """An action of the police, last heard of a year ago."""
    return followed(case, cast.police)


def update(case: Case, cast: Cast, action: Action, progress: Progress) -> Action:
    """Update, and read afresh."""
    plan.update_action(case=case, by=cast.coordinator, action=action, progress=progress)
    return Action.objects.get(pk=action.pk)


def test_writes_what_was_done_and_adds_it_to_what_was_said(case: Case, cast: Cast, action: Action) -> None:
    """The list of answers tells the office's apart from the owner's."""
    stands = update(case, cast, action, replace(DONE, reason="Seen on a visit"))
    assert (stands.status, stands.outcome, stands.status_reason) == (
        ActionStatus.DONE, "Every ward asks", "Seen on a visit",
    )  # fmt: skip
    assert (stands.completed_on.value, stands.heard_on, stands.is_end_accepted) == (TODAY - DAY, TODAY, False)
    said = ActionUpdate.objects.get(action=action)
    assert (said.source, said.status, said.outcome, said.reason) == (
        UpdateSource.OFFICE, ActionStatus.DONE, "Every ward asks", "Seen on a visit",
    )  # fmt: skip
    assert (said.on, said.by, said.by_role, said.organisation) == (
        TODAY, cast.coordinator, "Coordinator", cast.police,
    )  # fmt: skip
    event = CaseEvent.objects.get(case=case, kind=Event.ACTION_UPDATED)
    assert event.detail == {"number": "R1", "status": "done", "accepted as ended": False}
    assert (event.subject_id, event.reason) == (action.pk, "Seen on a visit")


def test_is_done_today_where_no_day_is_said(case: Case, cast: Cast, action: Action) -> None:
    stands = update(case, cast, action, replace(DONE, completed_on=None))
    assert stands.completed_on == PartialDate.on(TODAY)


def test_keeps_no_day_of_completion_of_what_is_not_done(case: Case, cast: Cast, action: Action) -> None:
    update(case, cast, action, DONE)
    stands = update(case, cast, action, replace(RUNNING, completed_on=TODAY))
    assert (stands.completed_on, stands.outcome) == (PartialDate.unknown(), "")


def test_opens_again_what_was_verified_or_replaced(case: Case, cast: Cast, action: Action) -> None:
    other = followed(case, cast.health)
    with change("Test", None):
        action.verified_by, action.verified_on, action.superseded_by = cast.csp_chair, TODAY, other
        action.is_end_accepted = True
        action.save()
    stands = update(case, cast, action, RUNNING)
    assert (stands.verified_by, stands.verified_on, stands.superseded_by, stands.is_end_accepted) == (
        None, None, None, False,
    )  # fmt: skip
    other.refresh_from_db()
    assert other.heard_on != TODAY


def test_accepts_an_end_with_a_reason(case: Case, cast: Cast, action: Action) -> None:
    ended = Progress(ActionStatus.BUSINESS_AS_USUAL, reason="Part of every audit", is_end_accepted=True)
    stands = update(case, cast, action, ended)
    assert (stands.is_end_accepted, stands.has_ended) == (True, True)
    assert CaseEvent.objects.get(case=case, kind=Event.ACTION_UPDATED).detail["accepted as ended"] is True


@pytest.mark.parametrize("status", ActionStatus)
def test_wants_a_reason_for_some_statuses_only(case: Case, cast: Cast, action: Action, status: ActionStatus) -> None:
    bare = Progress(status, outcome="Every ward asks")
    if status not in NEEDS_REASON:
        assert update(case, cast, action, bare).status == status
        return
    with pytest.raises(Incomplete) as refused:
        update(case, cast, action, replace(bare, reason="  "))
    assert refused.value.sentence == "Enter the reason for this status."
    assert update(case, cast, action, replace(bare, reason="It was agreed")).status == status


REFUSED: tuple[tuple[dict[str, Any], str], ...] = (
    (
        {"completed_on": TODAY + DAY},
        "The date of completion is in the future. Enter the day on which it happened.",
    ),
    ({"outcome": " "}, "Say what changed, not only what was sent or held."),
    ({"is_end_accepted": True}, "Enter the reason for accepting the action as ended."),
)


@pytest.mark.parametrize(("said", "told"), REFUSED)
def test_writes_nothing_of_an_update_that_lacks_something(
    case: Case, cast: Cast, action: Action, said: dict[str, Any], told: str
) -> None:
    with pytest.raises(Incomplete) as refused:
        update(case, cast, action, replace(DONE, **said))
    assert refused.value.sentence == told
    assert Action.objects.get(pk=action.pk).status == ActionStatus.NOT_STARTED
    assert not ActionUpdate.objects.exists()
    assert not CaseEvent.objects.filter(kind=Event.ACTION_UPDATED).exists()


def test_updates_no_action_of_another_review(case: Case, other_case: Case, cast: Cast) -> None:
    foreign = followed(other_case, cast.police)
    stand_at(case, Stage.MONITORING)
    with pytest.raises(Incomplete) as refused:
        update(case, cast, foreign, RUNNING)
    assert refused.value.sentence == "The action belongs to another case."
    assert Action.objects.get(pk=foreign.pk).status == ActionStatus.NOT_STARTED


# milestones


def test_marks_milestones_reached_today_and_plans_the_next(case: Case, cast: Cast, action: Action) -> None:
    first, _ = (put(Milestone, action=action, text=text) for text in ("Form agreed", "Form in use"))
    following = MilestonePlan("Form audited", PartialDate.parse("2027-03"))
    update(case, cast, action, replace(RUNNING, reached=(first,), new_milestone=following))
    rows = Milestone.objects.filter(action=action).order_by("pk").values_list("text", "target_date", "reached_on")
    unknown = PartialDate.unknown()
    assert list(rows) == [
        ("Form agreed", unknown, PartialDate.on(TODAY)),
        ("Form in use", unknown, unknown),
        ("Form audited", PartialDate.parse("2027-03"), unknown),
    ]


def test_reaches_no_milestone_of_another_action(case: Case, cast: Cast, action: Action) -> None:
    foreign = put(Milestone, action=followed(case, cast.health), text="Form agreed")
    with pytest.raises(Incomplete) as refused:
        update(case, cast, action, replace(RUNNING, reached=(foreign,)))
    assert refused.value.sentence == "The milestone belongs to another action."
    assert Action.objects.get(pk=action.pk).status == ActionStatus.NOT_STARTED
    assert not Milestone.objects.get(pk=foreign.pk).reached_on.is_known


# recording


def test_places_a_recommendation_after_the_last_of_its_review(case: Case, other_case: Case, cast: Cast) -> None:
    """The highest place counts, not the number of rows, and not those of another review."""
    action = followed(case, cast.police)
    for review, position in ((case, 7), (other_case, 40)):
        put(Recommendation, case=review, position=position, ref="1", text="Ask")
    printed = plan.RecommendationText("Ask again", ref="2")
    row = plan.record_recommendation(case=case, by=cast.coordinator, printed=printed)
    assert (row.position, action.recommendation.position) == (8, 1)


def test_hears_of_an_action_on_the_day_it_is_recorded(case: Case, cast: Cast, action: Action) -> None:
    """Nobody is asked for news of what was written down today."""
    steps = (MilestonePlan("Form agreed"), MilestonePlan("Form in use", PartialDate.parse("2027")))
    row = plan.record_action(
        case=case, by=cast.coordinator, recommendation=action.recommendation, text="Change the form",
        owner=cast.health, target_date=PartialDate.parse("2027-06"), milestones=steps,
    )  # fmt: skip
    stands = Action.objects.get(pk=row.pk)
    assert (stands.heard_on, stands.owner, stands.target_date) == (TODAY, cast.health, PartialDate.parse("2027-06"))
    assert list(stands.milestones.values_list("text", flat=True)) == ["Form agreed", "Form in use"]
    event = CaseEvent.objects.get(case=case, kind=Event.ACTION_RECORDED)
    assert (event.subject_id, event.detail) == (row.pk, {"number": "R1"})


def test_records_no_action_without_words_or_for_another_review(case: Case, other_case: Case, cast: Cast) -> None:
    own, foreign = followed(case, cast.police).recommendation, followed(other_case, cast.police).recommendation
    before = Action.objects.count()
    for recommendation, text, told in (
        (own, " ", "Enter the action to take."),
        (foreign, "Change it", "The recommendation belongs to another case."),
        (foreign, "", "Enter the action to take. The recommendation belongs to another case."),
    ):
        with pytest.raises(Incomplete) as refused:
            plan.record_action(case=case, by=cast.coordinator, recommendation=recommendation, text=text)
        assert refused.value.sentence == told
    assert Action.objects.count() == before
