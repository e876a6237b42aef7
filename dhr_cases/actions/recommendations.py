"""What is recommended, what is being done about it and what changed?

Source: columns of the Home Office action plan [K]; numbering and kinds as published reviews have them [V].
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Max

from dhr_cases.actions.action_answers import ActionAnswer, add_update
from dhr_cases.actions.action_core import lock_action
from dhr_cases.actions.core import Day, acting, as_partial, check_not_future, require, today
from dhr_cases.errors import Incomplete
from dhr_cases.events import Event
from dhr_cases.models import (
    Action,
    ActionStatus,
    Case,
    Milestone,
    Organisation,
    PartialDate,
    Recommendation,
    Strength,
    UpdateSource,
    User,
)
from dhr_cases.verbs import Verb

NEEDS_REASON = frozenset({
    ActionStatus.BUSINESS_AS_USUAL,
    ActionStatus.REJECTED,
    ActionStatus.SUPERSEDED,
    ActionStatus.NOT_OWNED,
    ActionStatus.TRANSFERRED,
})  # fmt: skip
"""Statuses that nobody may give an action without saying why. Source: ours [D]."""


@dataclass(frozen=True)
class RecommendationText:
    """A recommendation as the report prints it. Its number repeats and nests as authors like."""

    text: str
    ref: str = ""
    scope: str = ""
    kind: str = ""
    heading: str = ""
    strength: str = ""
    addressee_text: str = ""
    owner: Organisation | None = None
    measure: str = ""
    target_date: PartialDate = field(default_factory=PartialDate.unknown)


@dataclass(frozen=True)
class MilestonePlan:
    """A step on the way of an action, and when it should be reached."""

    text: str
    target_date: PartialDate = field(default_factory=PartialDate.unknown)


@dataclass(frozen=True)
class Progress:
    """What is new about an action, as the office records it."""

    status: ActionStatus
    reason: str = ""
    outcome: str = ""
    completed_on: Day | None = None
    is_end_accepted: bool = False
    new_milestone: MilestonePlan | None = None
    reached: tuple[Milestone, ...] = ()


def record_recommendation(*, case: Case, by: User, printed: RecommendationText) -> Recommendation:
    """Record one recommendation after those already there; its position in the report is its place, not its number."""
    with acting(Verb.RECORD_RECOMMENDATION, case, by) as act:
        require((bool(printed.text.strip()), "Enter the recommendation."))
        last = Recommendation.objects.filter(case=case).aggregate(last=Max("position"))["last"]
        row: Recommendation = Recommendation.objects.create(case=case, position=(last or 0) + 1, **vars(printed))
        act.record(Event.RECOMMENDATION_RECORDED, about=row, detail={"number": row.ref, "position": row.position})
    return row


def grade_recommendation(*, case: Case, by: User, recommendation: Recommendation, strength: Strength) -> None:
    """Say how surely a recommendation changes what happens, if it is carried out. Source: ours [D]."""
    with acting(Verb.GRADE_RECOMMENDATION, case, by) as act:
        require((recommendation.case_id == case.pk, "The recommendation belongs to another case."))
        recommendation.refresh_from_db()
        recommendation.strength = strength
        recommendation.save()
        detail = {"number": recommendation.ref, "strength": strength.label}
        act.record(Event.RECOMMENDATION_GRADED, about=recommendation, detail=detail)


def record_action(
    *,
    case: Case,
    by: User,
    recommendation: Recommendation,
    text: str,
    owner: Organisation | None = None,
    target_date: PartialDate | None = None,
    milestones: Iterable[MilestonePlan] = (),
) -> Action:
    """Record an action for a recommendation of this case, with its milestones. Raises Incomplete without words."""
    with acting(Verb.RECORD_ACTION, case, by) as act:
        require(
            (bool(text.strip()), "Enter the action to take."),
            (recommendation.case_id == case.pk, "The recommendation belongs to another case."),
        )
        row: Action = Action.objects.create(
            recommendation=recommendation,
            text=text,
            owner=owner,
            target_date=target_date or PartialDate.unknown(),
            heard_on=today(),
        )
        for plan in milestones:
            Milestone.objects.create(action=row, text=plan.text, target_date=plan.target_date)
        act.record(Event.ACTION_RECORDED, about=row, detail={"number": recommendation.ref})
    return row


def update_action(*, case: Case, by: User, action: Action, progress: Progress) -> None:
    """Record where an action stands, what changed by it, whether the partnership accepts it as ended [K]/[D].

    A done action is verified by an act of its own; an update opens one that was verified again. Raises Incomplete when
    a status lacks its reason, a done action says not what changed, or the action is another case's.
    """
    check_not_future(progress.completed_on, "The date of completion")
    with acting(Verb.UPDATE_ACTION, case, by, reason=progress.reason) as act:
        _check_progress(case, action, progress)
        lock_action(action)
        _write_progress(action, progress)
        said = ActionAnswer(progress.status, outcome=progress.outcome, reason=progress.reason)
        add_update(act, action, said, UpdateSource.OFFICE)
        detail = {
            "number": action.recommendation.ref,
            "status": action.status,
            "accepted as ended": progress.is_end_accepted,
        }
        act.record(Event.ACTION_UPDATED, about=action, detail=detail)


def _check_progress(case: Case, action: Action, progress: Progress) -> None:
    is_done = progress.status is ActionStatus.DONE
    has_reason = bool(progress.reason.strip())
    require(
        (action.recommendation.case_id == case.pk, "The action belongs to another case."),
        (has_reason or progress.status not in NEEDS_REASON, "Enter the reason for this status."),
        (has_reason or not progress.is_end_accepted, "Enter the reason for accepting the action as ended."),
        (not is_done or bool(progress.outcome.strip()), "Say what changed, not only what was sent or held."),
    )


def _write_progress(action: Action, progress: Progress) -> None:
    is_done = progress.status is ActionStatus.DONE
    action.status = progress.status
    action.status_reason = progress.reason
    action.outcome = progress.outcome
    action.completed_on = as_partial(progress.completed_on) if is_done else PartialDate.unknown()
    action.is_end_accepted = progress.is_end_accepted
    action.verified_by, action.verified_on, action.superseded_by = None, None, None
    action.heard_on = today()
    action.save()
    _write_milestones(action, progress)


def _write_milestones(action: Action, progress: Progress) -> None:
    for milestone in progress.reached:
        if milestone.action_id != action.pk:
            raise Incomplete("The milestone belongs to another action.")
        milestone.refresh_from_db()
        if not milestone.reached_on.is_known:
            milestone.reached_on = as_partial(None)
            milestone.save()
    if progress.new_milestone is not None:
        plan = progress.new_milestone
        Milestone.objects.create(action=action, text=plan.text, target_date=plan.target_date)
