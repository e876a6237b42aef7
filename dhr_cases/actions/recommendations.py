"""What is recommended, what is being done about it and what changed?

Source: columns of the Home Office action plan [K]; numbering and kinds as published reviews have them [V].
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Max

from dhr_cases.actions.core import Day, acting, as_partial, check_not_future, require, today
from dhr_cases.errors import Incomplete, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import (
    Action,
    ActionStatus,
    Case,
    CaseEvent,
    Milestone,
    Organisation,
    PartialDate,
    Recommendation,
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
    """What is new about an action. ``is_verified`` says that the person looked at the proof of a done action."""

    status: ActionStatus
    reason: str = ""
    outcome: str = ""
    completed_on: Day | None = None
    is_end_accepted: bool = False
    is_verified: bool = False
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
            recommendation=recommendation, text=text, owner=owner, target_date=target_date or PartialDate.unknown()
        )
        for plan in milestones:
            Milestone.objects.create(action=row, text=plan.text, target_date=plan.target_date)
        act.record(Event.ACTION_RECORDED, about=row, detail={"number": recommendation.ref})
    return row


def update_action(*, case: Case, by: User, action: Action, progress: Progress) -> None:
    """Record where an action stands, what changed by it, whether it was verified or accepted as ended [K]/[D].

    Raises Incomplete when a status lacks its reason, a done action says not what changed, or the action is another
    case's; NotPermitted when the person who recorded it as done would verify it.
    """
    check_not_future(progress.completed_on, "The date of completion")
    with acting(Verb.UPDATE_ACTION, case, by, reason=progress.reason) as act:
        _check_progress(case, by, action, progress)
        _write_progress(action, by, progress)
        detail = {
            "number": action.recommendation.ref,
            "status": action.status,
            "verified": progress.is_verified,
            "accepted as ended": progress.is_end_accepted,
        }
        act.record(Event.ACTION_UPDATED, about=action, detail=detail)


def _check_progress(case: Case, by: User, action: Action, progress: Progress) -> None:
    is_done = progress.status is ActionStatus.DONE
    has_reason = bool(progress.reason.strip())
    require(
        (action.recommendation.case_id == case.pk, "The action belongs to another case."),
        (has_reason or progress.status not in NEEDS_REASON, "Enter the reason for this status."),
        (has_reason or not progress.is_end_accepted, "Enter the reason for accepting the action as ended."),
        (not is_done or bool(progress.outcome.strip()), "Say what changed, not only what was sent or held."),
        (is_done or not progress.is_verified, "Only an action that is done can be verified."),
    )
    if progress.is_verified:
        _check_other_eyes(case, by, action)


def _check_other_eyes(case: Case, by: User, action: Action) -> None:
    updates = CaseEvent.objects.filter(case=case, kind=Event.ACTION_UPDATED, subject_id=action.pk, replaces=None)
    marked = updates.filter(detail__status=ActionStatus.DONE.value).order_by("-pk").first()
    if action.status != ActionStatus.DONE or marked is None:
        raise Incomplete("Record the action as done first; then somebody else verifies it.")
    if marked.by_id == by.pk:
        raise NotPermitted("You recorded this action as done. Somebody else must verify it.")


def _write_progress(action: Action, by: User, progress: Progress) -> None:
    is_done = progress.status is ActionStatus.DONE
    action.status = progress.status
    action.status_reason = progress.reason
    action.outcome = progress.outcome
    action.completed_on = as_partial(progress.completed_on) if is_done else PartialDate.unknown()
    action.is_end_accepted = progress.is_end_accepted
    action.verified_by = by if progress.is_verified else None
    action.verified_on = today() if progress.is_verified else None
    action.save()
    _write_milestones(action, progress)


def _write_milestones(action: Action, progress: Progress) -> None:
    for milestone in progress.reached:
        if milestone.action_id != action.pk:
            raise Incomplete("The milestone belongs to another action.")
        milestone.reached_on = as_partial(None)
        milestone.save()
    if progress.new_milestone is not None:
        plan = progress.new_milestone
        Milestone.objects.create(action=action, text=plan.text, target_date=plan.target_date)
