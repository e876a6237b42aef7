"""Does a mark once made stay: the day a milestone was reached, why nothing was published, when a report came down?"""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.actions import publication, recommendations
from dhr_cases.actions.closing import close, reopen
from dhr_cases.actions.recommendations import MilestonePlan, Progress, RecommendationText
from dhr_cases.errors import Incomplete
from dhr_cases.events import Event
from dhr_cases.models import Action, ActionStatus, ActionUpdate, Case, CaseEvent, Milestone, PartialDate, Publication
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.standing import stand_at
from tests.steps_learning import make_ready

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


def put(table: Any, **values: object) -> Any:
    """A row as an action would leave it."""
    with change("Test", None):
        return table._default_manager.create(**values)


def recorded(case: Case, cast: Cast, kind: Event) -> None:
    """An event of today."""
    CaseEvent.objects.create(case=case, kind=kind, on=PartialDate.on(TODAY), stage=case.stage, by=cast.auditor)


@pytest.fixture
def action(case: Case, cast: Cast) -> Action:
    """An action with two milestones, one of them reached some time ago."""
    stand_at(case, Stage.MONITORING)
    row = recommendations.record_recommendation(
        case=case, by=cast.coordinator, printed=RecommendationText("Train every officer", ref="3a")
    )
    made = recommendations.record_action(
        case=case,
        by=cast.coordinator,
        recommendation=row,
        text="Book the course",
        owner=cast.police,
        milestones=(MilestonePlan("A trainer found"), MilestonePlan("Half are trained", PartialDate.parse("2027-03"))),
    )
    with change("Test", None):
        first = made.milestones.get(text="A trainer found")
        first.reached_on = PartialDate.parse("2026-02")
        first.save()
    return made


def test_reaches_a_milestone_once(case: Case, cast: Cast, action: Action) -> None:
    """Who ticks it again on a page opened before does not move its day."""
    stale = Milestone(pk=action.milestones.get(text="A trainer found").pk, action=action, text="Stale words")
    other = action.milestones.get(text="Half are trained")
    progress = Progress(
        ActionStatus.IN_PROGRESS, reached=(stale, other), new_milestone=MilestonePlan("All are trained")
    )
    recommendations.update_action(case=case, by=cast.coordinator, action=action, progress=progress)
    told = [(row.text, row.reached_on.iso, row.target_date.iso) for row in action.milestones.order_by("pk")]
    assert told == [
        ("A trainer found", "2026-02", ""), ("Half are trained", TODAY.isoformat(), "2027-03"),
        ("All are trained", "", ""),
    ]  # fmt: skip
    assert action.updates.get().status == ActionStatus.IN_PROGRESS


def test_reaches_no_milestone_of_another_action(case: Case, cast: Cast, action: Action) -> None:
    """And nothing of the update stays."""
    other = put(Action, recommendation=action.recommendation, text="Another")
    foreign = put(Milestone, action=other, text="Elsewhere")
    before = CaseEvent.objects.count()
    progress = Progress(ActionStatus.IN_PROGRESS, reached=(foreign,))
    with pytest.raises(Incomplete) as refused:
        recommendations.update_action(case=case, by=cast.coordinator, action=action, progress=progress)
    assert refused.value.sentence == "The milestone belongs to another action."
    assert (ActionUpdate.objects.count(), CaseEvent.objects.count()) == (0, before)
    action.refresh_from_db()
    foreign.refresh_from_db()
    assert (action.status, foreign.reached_on.is_known) == (ActionStatus.NOT_STARTED, False)


@pytest.mark.parametrize(
    ("published", "down", "is_taken"),
    [
        (PartialDate.on(TODAY - 3 * DAY), TODAY - 4 * DAY, False),
        (PartialDate.on(TODAY - 3 * DAY), TODAY - 3 * DAY, True),
        (PartialDate.on(TODAY - 3 * DAY), None, True),
        (PartialDate.parse("2026-05"), datetime.date(2026, 4, 30), False),
        (PartialDate.parse("2026-05"), datetime.date(2026, 5, 1), True),
        (PartialDate.unknown(), TODAY - 400 * DAY, True),
    ],
)
def test_takes_no_report_down_before_it_was_up(
    case: Case, cast: Cast, published: PartialDate, down: datetime.date | None, is_taken: bool
) -> None:
    stand_at(case, Stage.PUBLISHED)
    recorded(case, cast, Event.PUBLISHED)
    plan: Publication = put(Publication, case=case, published_on=published, url="https://testshire.example/robin")
    said: dict[str, Any] = {"case": case, "by": cast.coordinator, "reason": "A court order", "on": down}
    if is_taken:
        publication.take_down(**said)
    else:
        with pytest.raises(Incomplete) as refused:
            publication.take_down(**said)
        assert refused.value.sentence == "The report was published after that day. Check the date."
    plan.refresh_from_db()
    assert plan.withdrawn_on == ((down or TODAY) if is_taken else None)
    taken = CaseEvent.objects.filter(case=case, kind=Event.REPORT_TAKEN_DOWN)
    assert [(row.on.value, row.reason, row.subject_id) for row in taken] == (
        [(down or TODAY, "A court order", plan.pk)] if is_taken else []
    )
    assert (case.at, plan.url) == (Stage.PUBLISHED, "https://testshire.example/robin")


def test_says_no_more_why_it_was_withheld_once_it_is_published(case: Case, cast: Cast) -> None:
    """Withheld, closed, opened again at the preparation and published after all; the history keeps what was."""
    office: dict[str, Any] = {"case": case, "by": cast.coordinator}
    stand_at(case, Stage.PRE_PUBLICATION)
    publication.withhold(**office, reason="A child would be known.", home_office_agreed=True)
    plan = Publication.objects.get(case=case)
    with change("Test", None):
        plan.planned_on = TODAY
        plan.save()
    assert (plan.withheld_reason, plan.is_withholding_agreed) == ("A child would be known.", True)
    publication.start_learning(**office)
    publication.start_monitoring(**office)
    close(**office)
    reopen(**office, to=Stage.PRE_PUBLICATION, reason="The child is of age.")
    make_ready(cast, case)
    publication.publish(**office)
    plan.refresh_from_db()
    assert (case.at, case.standing, plan.withheld_reason, plan.is_withholding_agreed) == (
        Stage.PUBLISHED, Stage.PUBLISHED, "", False,
    )  # fmt: skip
    assert plan.published_on.value == TODAY
    assert plan.history.filter(withheld_reason="A child would be known.").exists()


def test_counts_no_check_and_no_word_to_the_family_from_before_the_reopening(case: Case, cast: Cast) -> None:
    """What was looked at and said then was about another text and another day."""
    stand_at(case, Stage.PRE_PUBLICATION)
    put(Publication, case=case, planned_on=TODAY)
    make_ready(cast, case)
    publication.publish(case=case, by=cast.coordinator)
    stand_at(case, Stage.CLOSED)
    reopen(case=case, by=cast.coordinator, to=Stage.PRE_PUBLICATION, reason="A mistake in the report.")
    with pytest.raises(Incomplete) as refused:
        publication.publish(case=case, by=cast.coordinator)
    assert refused.value.missing == (
        "Two different people must check the report before publication; checks passed so far: 0.",
        "The family must be told the date of publication first.",
    )
    assert case.at is Stage.PRE_PUBLICATION
