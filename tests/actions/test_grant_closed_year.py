"""What can still be done about a grant once its year is closed? Nothing, also from a page that was opened before.

What is in a closed year stays as it is: it is what was said to the funder.
"""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client

from dhr_cases.errors import NotNow
from dhr_cases.models.history import change
from funding.actions import grant_cases, grant_delivery, grant_projects, grant_years
from funding.actions.grant_delivery import Delivery, Monitoring
from funding.actions.grant_projects import Outline
from funding.actions.grant_years import Ending, GrantRules
from funding.grant_terms import ExtensionAnswer, ProjectState, ReturnKind
from funding.models import FundingEvent
from funding.models.grants import BusinessCase, GrantExtension, GrantProject, GrantYear
from tests.conftest import Cast
from tests.steps_grant import (
    ALLOCATION,
    DECIDED_ON,
    ENDED_ON,
    PAID_ON,
    SENT_ON,
    VIEWED_ON,
    YEAR,
    a_grant,
    a_project,
    agreed,
    approved,
    delivered,
    paid,
    sent,
    viewed,
    word_on,
)

pytestmark = pytest.mark.django_db

ASKED = 1_000_000
CLOSED_ON = datetime.date(2019, 5, 1)
OUTLINE = Outline(title="Film", asked_pence=ASKED)

Step = Callable[[Cast, GrantYear], object]
Act = Callable[[Cast, BusinessCase], object]


def as_it_was(cast: Cast, grant: GrantYear) -> None:
    """The business case is being made."""


def delivered_all(cast: Cast, grant: GrantYear) -> None:
    """Paid, and its one project done."""
    for project in paid(cast, grant).projects.all():
        delivered(cast, project)


def one(case: BusinessCase) -> GrantProject:
    """The project of the case, as a page that was opened before the closing holds it."""
    found: GrantProject = case.projects.get()
    found.grant = case.grant
    found.business_case = case
    return found


def give_view(cast: Cast, case: BusinessCase) -> None:
    grant_projects.give_view(business_case=case, by=cast.coordinator, on=VIEWED_ON, supported=[], view="Supported")


def submit(cast: Cast, case: BusinessCase) -> None:
    grant_cases.submit_case(
        business_case=case, by=cast.coordinator, on=SENT_ON, were_partners_involved=True, was_checked=True
    )


def decide(cast: Cast, case: BusinessCase) -> None:
    grant_cases.record_funder_decision(
        business_case=case, by=cast.coordinator, on=DECIDED_ON, decided_by="The Commissioner",
        words=[word_on(one(case))],
    )  # fmt: skip


def pay(cast: Cast, case: BusinessCase) -> None:
    grant_cases.record_payment(business_case=case, by=cast.coordinator, on=PAID_ON, amount_pence=ASKED)


def deliver(cast: Cast, case: BusinessCase) -> None:
    delivery = Delivery(state=ProjectState.DONE, on=ENDED_ON)
    grant_delivery.record_delivery(project=one(case), by=cast.coordinator, delivery=delivery)


def monitor(cast: Cast, case: BusinessCase) -> None:
    monitoring = Monitoring(kind=ReturnKind.MID_YEAR, on=ENDED_ON, progress="Half done")
    grant_delivery.record_monitoring(project=one(case), by=cast.coordinator, monitoring=monitoring)


def spend(cast: Cast, case: BusinessCase) -> None:
    grant_delivery.record_outturn(project=one(case), by=cast.coordinator, on=ENDED_ON, spent_pence=ASKED)


def change_project(cast: Cast, case: BusinessCase) -> None:
    grant_projects.change_project(
        project=one(case), by=cast.coordinator, outline=OUTLINE, amount_pence=ASKED, reason="Mistyped"
    )


def propose(cast: Cast, case: BusinessCase) -> None:
    grant_projects.propose_project(partnership=cast.partnership, year=YEAR, by=cast.coordinator, outline=OUTLINE)


def answer_extension(cast: Cast, case: BusinessCase) -> None:
    extension = GrantExtension.objects.get()
    extension.grant = case.grant
    grant_years.answer_extension(
        extension=extension, by=cast.coordinator, answer=ExtensionAnswer.REFUSED, answered_on=CLOSED_ON
    )


def ask_extension(cast: Cast, case: BusinessCase) -> None:
    grant_years.ask_extension(
        partnership=cast.partnership, year=YEAR, by=cast.coordinator, asked_on=SENT_ON, asked_by="A", reason="Late"
    )


def change_year(cast: Cast, case: BusinessCase) -> None:
    rules = GrantRules(funder=case.grant.funder, allocation_pence=ALLOCATION)
    grant_years.change_grant_year(grant=case.grant, by=cast.coordinator, rules=rules, reason="Mistyped")


def close(cast: Cast, case: BusinessCase) -> None:
    ending = Ending(decided_by="The chair", reason="Said anew")
    grant_years.close_grant_year(grant=case.grant, by=cast.coordinator, on=CLOSED_ON, ending=ending)


def approve(cast: Cast, case: BusinessCase) -> None:
    grant_projects.approve_project(project=one(case), by=cast.csp_chair)


def refuse(cast: Cast, case: BusinessCase) -> None:
    grant_projects.refuse_project(project=one(case), by=cast.csp_chair, reason="Not ours")


@pytest.fixture
def grant(cast: Cast) -> GrantYear:
    """A year with one proposed project and a request for more time."""
    opened = a_grant(cast)
    a_project(cast, "Play", ASKED)
    with change("Test", None):
        GrantExtension.objects.create(grant=opened, asked_on=SENT_ON, asked_by="The coordinator", reason="Late")
    return opened


def closed(grant: GrantYear) -> BusinessCase:
    """The business case as it was read before somebody else closed the year."""
    case: BusinessCase = BusinessCase.objects.select_related("grant__partnership", "grant__funder").get()
    with change("Test", None):
        grant.refresh_from_db()
        grant.closed_on = CLOSED_ON
        grant.save()
    return case


@pytest.mark.parametrize(
    ("step", "act"),
    [
        (as_it_was, give_view), (viewed, approve), (viewed, refuse), (approved, submit), (sent, decide), (agreed, pay),
        (paid, pay), (paid, deliver), (paid, monitor), (delivered_all, spend), (as_it_was, change_project),
        (as_it_was, propose), (as_it_was, answer_extension), (as_it_was, ask_extension), (as_it_was, change_year),
        (as_it_was, close),
    ],
)  # fmt: skip
def test_leaves_everything_as_it_is(cast: Cast, grant: GrantYear, step: Step, act: Act) -> None:
    step(cast, grant)
    case = closed(grant)
    before = case.state, FundingEvent.objects.count()
    with pytest.raises(NotNow, match=r"The grant year 2018/19 is closed\."):
        act(cast, case)
    assert (BusinessCase.objects.get().state, FundingEvent.objects.count()) == before


@pytest.mark.parametrize("step", [as_it_was, viewed, approved, sent, agreed, paid])
def test_offers_and_awaits_nothing_on_the_page_of_a_business_case(
    cast: Cast, grant: GrantYear, client: Client, step: Step
) -> None:
    step(cast, grant)
    client.force_login(cast.coordinator)
    address = "/funding/testshire/2018-19/grant/cases/1/"
    before = client.get(address)
    closed(grant)
    after = client.get(address)
    assert before.context["step"] is not None
    assert (after.context["step"], list(after.context["offers"])) == (None, [])


@pytest.mark.parametrize(
    ("step", "waits_for"),
    [
        (as_it_was, "the working group's view"), (viewed, "approval by the Chair or a nominee"),
        (approved, "sending to the funder"), (sent, "the funder's decision"), (agreed, "the payment"),
        (paid, "delivery"),
    ],
)  # fmt: skip
def test_awaits_nothing_in_the_list_of_business_cases(
    cast: Cast, grant: GrantYear, client: Client, step: Step, waits_for: str
) -> None:
    step(cast, grant)
    client.force_login(cast.auditor)

    def row_now() -> list[str]:
        cells = client.get("/funding/testshire/2018-19/grant/").context["case_rows"][0]["cells"]
        return [cell["text"] for cell in cells[:3]]

    title, state, awaited = row_now()
    closed(grant)
    assert awaited == waits_for
    assert row_now() == [title, state, "nothing"]
