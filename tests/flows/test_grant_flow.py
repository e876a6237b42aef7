"""Does the flow of a business case follow the record, ask the right person and nobody else?"""

import datetime

import pytest
from viewflow.workflow.models import Task

from dhr_cases.models import User
from dhr_cases.models.history import change
from funding.actions.grant_delivery import record_outturn
from funding.actions.grant_projects import refuse_project
from funding.grant_terms import CASE_STATES, CaseState, ProjectState
from funding.models import Nominee
from funding.models.grants import BusinessCase
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.steps_grant import (
    ENDED_ON,
    YEAR,
    a_grant,
    a_project,
    agreed,
    approved,
    delivered,
    fresh,
    paid,
    sent,
    settled,
    viewed,
)
from workflows.flows.grants import BusinessCaseFlow
from workflows.following import open_tasks
from workflows.following_funding import FOLLOWED, follow_everything, follow_money, running, unattended
from workflows.funding_nodes import FundingTask
from workflows.models import FundingProcess
from workflows.money_inbox import money_waiting

pytestmark = pytest.mark.django_db(transaction=True)

NODE = {
    CaseState.PROPOSED: "view",
    CaseState.VIEWED: "approve",
    CaseState.APPROVED: "send",
    CaseState.SENT: "decide",
    CaseState.AGREED: "pay",
    CaseState.PART_AGREED: "pay",
    CaseState.PAID: "deliver",
    CaseState.DELIVERED: "settle",
}


def _task(case: BusinessCase) -> Task | None:
    process = running(FOLLOWED[BusinessCase], case.pk)
    return next(iter(open_tasks(process.pk)), None) if process else None


def _node(case: BusinessCase) -> str:
    task = _task(case)
    return task.flow_task.name if task else ""


def _titles(person: User) -> list[str]:
    return [row.title for row in money_waiting(person)]


@pytest.fixture
def proposed(cast: Cast) -> BusinessCase:
    """A case with two proposed projects."""
    grant = a_grant(cast)
    a_project(cast, "Play", 1_000_000)
    a_project(cast, "Film", 500_000)
    found: BusinessCase = grant.business_cases.get()
    return found


def test_begins_with_the_first_project(proposed: BusinessCase) -> None:
    assert _node(proposed) == "view"
    assert FundingProcess.objects.filter(business_case=proposed).count() == 1


def test_asks_for_each_step_in_turn(cast: Cast) -> None:
    seen = []
    for start, step in enumerate((viewed, approved, sent, agreed, paid), YEAR.start):
        grant = a_grant(cast, FinancialYear(start))
        a_project(cast, "Play", 1_000, year=FinancialYear(start))
        seen.append(_node(step(cast, grant)))
    assert seen == ["approve", "send", "decide", "pay", "deliver"]


def test_goes_on_when_the_chair_has_decided_on_the_last_project(cast: Cast, proposed: BusinessCase) -> None:
    approved(cast, proposed.grant)
    assert (fresh(proposed).at, _node(proposed)) == (CaseState.APPROVED, "send")


def test_ends_when_the_chair_refuses_everything(cast: Cast, proposed: BusinessCase) -> None:
    viewed(cast, proposed.grant)
    for project in proposed.projects.all():
        refuse_project(project=project, by=cast.csp_chair, reason="Not a priority")
    assert running(FOLLOWED[BusinessCase], proposed.pk) is None
    assert unattended() == []


def test_goes_on_to_the_outturn_when_delivery_has_ended(cast: Cast, proposed: BusinessCase) -> None:
    paid(cast, proposed.grant)
    assert _node(proposed) == "deliver"
    for project in proposed.projects.all():
        delivered(cast, project)
    assert _node(proposed) == "settle"


def test_ends_with_the_last_outturn(cast: Cast, proposed: BusinessCase) -> None:
    paid(cast, proposed.grant)
    for project in proposed.projects.all():
        settled(cast, project, 400_000)
    process = FundingProcess.objects.get(business_case=proposed)
    assert process.finished is not None
    assert fresh(proposed).at is CaseState.CLOSED


def test_ends_with_outturns_of_projects_that_never_finished(cast: Cast, proposed: BusinessCase) -> None:
    paid(cast, proposed.grant)
    for project in proposed.projects.all():
        delivered(cast, project, ProjectState.PART_DONE, "Staff changed")
        record_outturn(project=project, by=cast.coordinator, on=ENDED_ON, spent_pence=100)
    assert running(FOLLOWED[BusinessCase], proposed.pk) is None


def test_asks_the_chair_and_a_nominee_and_no_other_approver(cast: Cast, proposed: BusinessCase) -> None:
    viewed(cast, proposed.grant)
    asked = "Approve or refuse the projects"
    assert asked in _titles(cast.csp_chair)
    assert asked not in _titles(cast.finance_officer)
    with change("Named by the chair", cast.csp_chair):
        Nominee.objects.create(
            partnership=cast.partnership, user=cast.finance_officer, starts_on=datetime.date(2018, 1, 1)
        )
    assert asked in _titles(cast.finance_officer)


@pytest.mark.parametrize(
    ("part", "may"),
    [("csp_chair", True), ("finance_officer", False), ("coordinator", False), ("funding_contact", False)],
)
def test_lets_only_the_chair_take_the_approval(cast: Cast, proposed: BusinessCase, part: str, may: bool) -> None:
    viewed(cast, proposed.grant)
    task = _task(proposed)
    assert task is not None
    assert task.flow_task.allowed(getattr(cast, part), task) is may


@pytest.mark.parametrize("part", ["csp_chair", "auditor", "funding_contact", "outsider"])
def test_asks_nobody_for_the_view_who_does_not_keep_the_money(cast: Cast, proposed: BusinessCase, part: str) -> None:
    assert "Record the working group's view" not in _titles(getattr(cast, part))


def test_leads_to_the_form_of_the_step(cast: Cast, proposed: BusinessCase) -> None:
    row = next(row for row in money_waiting(cast.coordinator) if row.title == "Record the working group's view")
    assert row.url.startswith(f"/funding/testshire/2018-19/do/give_view/{proposed.pk}/")
    assert row.about == str(proposed)


def test_leads_to_the_page_of_the_year_where_no_one_form_does_the_step(cast: Cast, proposed: BusinessCase) -> None:
    viewed(cast, proposed.grant)
    row = next(row for row in money_waiting(cast.csp_chair) if row.title == "Approve or refuse the projects")
    assert row.url == "/funding/testshire/2018-19/grant/"


@pytest.mark.parametrize("state", list(NODE))
def test_comes_to_the_right_step_after_a_crash(proposed: BusinessCase, state: CaseState) -> None:
    with change("As after a crash", None):
        proposed.refresh_from_db()
        proposed.state = state
        proposed.save()
    follow_everything()
    assert _node(proposed) == NODE[state]


def test_does_nothing_twice(cast: Cast, proposed: BusinessCase) -> None:
    approved(cast, proposed.grant)
    before = Task.objects.count()
    follow_money(fresh(proposed))
    follow_everything()
    assert Task.objects.count() == before


def test_has_a_step_for_every_state_that_leads_on() -> None:
    steps = [node for node in BusinessCaseFlow.instance.nodes() if isinstance(node, FundingTask)]
    covered = {state for node in steps for state in node.states}
    assert covered == {state for state, row in CASE_STATES.items() if row.next}
