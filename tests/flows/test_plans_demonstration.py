"""The demonstration shows a plan taken in, a body that no longer exists and a sheet that came back."""

from django.utils import timezone

from dhr_cases.action_board import Wanted, board_days, narrowed
from dhr_cases.models import Action, ActionStatus, ActionUpdate, UpdateSource
from dhr_cases.stages import Stage
from workflows.demonstration.directing import put_on
from workflows.demonstration.people import settle
from workflows.demonstration.plans import take_plans_in
from workflows.demonstration.scripts import Script


def test_takes_a_plan_in_and_a_sheet_back(db: None) -> None:
    town = settle()
    put_on(town, Script("Mallow", Stage.MONITORING, 3))
    before = Action.objects.count()
    take_plans_in(town)
    assert Action.objects.count() == before + 4
    days = board_days(town.partnership, timezone.localdate())
    gone = narrowed(Action.objects.all(), Wanted(gone=True), days)
    assert [str(action.owner) for action in gone] == ["Kent, Surrey and Sussex Community Rehabilitation Company"]
    answers = ActionUpdate.objects.filter(source=UpdateSource.SHEET).order_by("pk")
    assert [answer.status for answer in answers] == [ActionStatus.IN_PROGRESS, ActionStatus.DONE]


def test_takes_nothing_in_where_no_review_is_monitored(db: None) -> None:
    take_plans_in(settle())
    assert not Action.objects.exists()
