"""An action plan that was written elsewhere is taken in: every recommendation whole with its actions, or set aside.

Each is recorded by the ordinary acts, so that the same people may, at the same time, with the same events.
Source: columns of plans, domain 3.6 [K]/[V]; what is set aside, ours [D].
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from dhr_cases.actions.recommendations import (
    NEEDS_REASON,
    MilestonePlan,
    Progress,
    RecommendationText,
    record_action,
    record_recommendation,
    update_action,
)
from dhr_cases.errors import ReviewError
from dhr_cases.models import Action, ActionStatus, Case, Organisation, Recommendation, User
from dhr_cases.organisation_list import codes_by_words
from dhr_cases.papers.action_plan.plan_file import PlanFile, PlannedAction, PlannedRecommendation, Remark
from dhr_cases.permissions import check_can
from dhr_cases.policies import check_now
from dhr_cases.policies.guards import GUARDS
from dhr_cases.verbs import Verb

LONGEST_HEADING = 200
"""Characters of a heading that the record has room for."""
AS_PRINTED = "As the plan says that was taken in"
ALREADY = "The same number and words are recorded already."


@dataclass(frozen=True)
class TakenPlan:
    """What was taken in, what was set aside, and what a person should know."""

    recommendations: int
    actions: int
    set_aside: tuple[Remark, ...]
    notes: tuple[Remark, ...]


@dataclass(frozen=True)
class _Ground:
    """Whose plan it is, who takes it in, and bodies by what people call them."""

    case: Case
    by: User
    bodies: Mapping[str, Organisation]

    def body(self, words: str) -> Organisation | None:
        """The one body that the words name; None for none, or for more than one."""
        return self.bodies.get(" ".join(words.lower().split()).rstrip("."))


@transaction.atomic
def take_in_plan(*, case: Case, by: User, plan: PlanFile) -> TakenPlan:
    """Record what the plan holds after what is there. A recommendation that is refused is set aside with the reason.

    Raises NotPermitted or NotNow when the person may not record recommendations of this case now.
    """
    check_may_take_in(case, by)
    ground, known = _Ground(case, by, _bodies()), _known(case)
    notes, aside, taken = list(plan.notes), list(plan.set_aside), []
    for row in plan.recommendations:
        refusal = ALREADY if (row.ref, _plain(row.text)) in known else _refusal(ground, row)
        if refusal:
            aside.append(Remark(row.place, refusal))
            notes = [note for note in notes if note.place not in _places(row)]
        else:
            taken.append(row)
            notes += _leads_not_known(ground, row)
    return TakenPlan(len(taken), sum(len(row.actions) for row in taken), tuple(aside), tuple(notes))


def _places(row: PlannedRecommendation) -> set[str]:
    """The lines of a recommendation and of its actions."""
    return {row.place, *(action.place for action in row.actions)}


def rehearse_plan(*, case: Case, by: User, plan: PlanFile) -> TakenPlan:
    """The same, undone: what would be taken in and what set aside."""
    with transaction.atomic():
        found = take_in_plan(case=case, by=by, plan=plan)
        transaction.set_rollback(True)
    return found


def _bodies() -> dict[str, Organisation]:
    rows = {body.code: body for body in Organisation.objects.all()}
    return {words: rows[code] for words, code in codes_by_words().items()}


def _known(case: Case) -> set[tuple[str, str]]:
    rows = Recommendation.objects.filter(case=case).values_list("ref", "text")
    return {(ref, _plain(text)) for ref, text in rows}


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


def _refusal(ground: _Ground, row: PlannedRecommendation) -> str:
    """Why the recommendation with its actions cannot be recorded; "" when it was."""
    try:
        with transaction.atomic():
            _record(ground, row)
    except ReviewError as refusal:
        return refusal.sentence
    return ""


def _record(ground: _Ground, row: PlannedRecommendation) -> None:
    leads = list(dict.fromkeys(filter(None, (row.lead, *(action.lead for action in row.actions)))))
    unknown = "; ".join(lead for lead in leads if ground.body(lead) is None)
    printed = RecommendationText(
        text=row.text,
        ref=row.ref,
        scope=row.scope,
        heading=row.heading[:LONGEST_HEADING],
        addressee_text=unknown[:300],
        owner=ground.body(leads[0]) if len(leads) == 1 else None,
        measure=row.measure,
        target_date=row.target,
    )
    kept = record_recommendation(case=ground.case, by=ground.by, printed=printed)
    for action in row.actions:
        _record_action(ground, kept, action)


def _record_action(ground: _Ground, of: Recommendation, planned: PlannedAction) -> None:
    action = record_action(
        case=ground.case,
        by=ground.by,
        recommendation=of,
        text=planned.text,
        owner=ground.body(planned.lead),
        target_date=planned.target,
        milestones=[MilestonePlan(step) for step in planned.milestones],
    )
    if planned.ended.status is not None or planned.ended.outcome:
        _record_standing(ground, action, planned)


def _record_standing(ground: _Ground, action: Action, planned: PlannedAction) -> None:
    ended = planned.ended
    status = ended.status or ActionStatus(action.status)
    progress = Progress(
        status=status,
        reason=AS_PRINTED if status in NEEDS_REASON else "",
        outcome=ended.outcome,
        completed_on=ended.completed,
    )
    update_action(case=ground.case, by=ground.by, action=action, progress=progress)


def _leads_not_known(ground: _Ground, row: PlannedRecommendation) -> Iterable[Remark]:
    for action in row.actions:
        if action.lead and ground.body(action.lead) is None:
            yield Remark(action.place, f"“{action.lead}” is no body on the list. It is kept in words as the addressee.")


def check_may_take_in(case: Case, by: User) -> None:
    """Pass when the person may record recommendations and actions of this case now; raise NotPermitted or NotNow."""
    for verb in (Verb.RECORD_RECOMMENDATION, Verb.RECORD_ACTION, Verb.UPDATE_ACTION):
        check_can(verb, by, case)
        check_now(verb, case, GUARDS)
