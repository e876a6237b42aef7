"""How does a grant come as far as a test needs it? Through the acts, as people take them."""

import datetime

from dhr_cases.models import Organisation, OrganisationKind
from dhr_cases.models.history import change
from funding.actions.grant_cases import FunderWord, record_funder_decision, record_payment, submit_case
from funding.actions.grant_delivery import Delivery, record_delivery, record_outturn
from funding.actions.grant_projects import Outline, approve_project, give_view, propose_project
from funding.actions.grant_years import GrantRules, open_grant_year
from funding.grant_terms import CaseKind, Outcome, ProjectState
from funding.models.grants import BusinessCase, GrantProject, GrantYear
from funding.years import FinancialYear
from tests.conftest import Cast

ALLOCATION = 3_966_100
YEAR = FinancialYear(2018)
VIEWED_ON = datetime.date(2018, 2, 1)
SENT_ON = datetime.date(2018, 3, 1)
DECIDED_ON = datetime.date(2018, 3, 20)
PAID_ON = datetime.date(2018, 4, 10)
ENDED_ON = datetime.date(2019, 3, 1)


def a_funder() -> Organisation:
    """The office that pays the grant. Invented."""
    found: Organisation | None = Organisation.objects.filter(code="test-pcc").first()
    if found is not None:
        return found
    with change("Test funder", None):
        made: Organisation = Organisation.objects.create(
            code="test-pcc", name="Testshire Commissioner", kind=OrganisationKind.PCC
        )
    return made


def a_grant(cast: Cast, year: FinancialYear = YEAR, **more: object) -> GrantYear:
    """A grant year of £39,661 with a pot of up to a third, unless more is said."""
    rules: dict[str, object] = {
        "funder": a_funder(),
        "allocation_pence": ALLOCATION,
        "pot_numerator": 1,
        "pot_denominator": 3,
        **more,
    }
    made = GrantRules(**rules)  # type: ignore[arg-type]  # the test names the rules it means
    return open_grant_year(partnership=cast.partnership, year=year, by=cast.coordinator, rules=made)


def a_project(
    cast: Cast, title: str, asked: int | None, kind: CaseKind = CaseKind.YEAR, year: FinancialYear = YEAR
) -> GrantProject:
    """A proposed project for the whole county."""
    outline = Outline(title=title, asked_pence=asked, lead=cast.police)
    return propose_project(partnership=cast.partnership, year=year, by=cast.coordinator, outline=outline, kind=kind)


def viewed(cast: Cast, grant: GrantYear) -> BusinessCase:
    """The case that is being made, supported as a whole by the working group."""
    case: BusinessCase = grant.business_cases.get(state="proposed")
    give_view(
        business_case=case, by=cast.coordinator, on=VIEWED_ON, supported=list(case.projects.all()), view="Supported."
    )
    return fresh(case)


def approved(cast: Cast, grant: GrantYear) -> BusinessCase:
    """The same, every project approved by the chair."""
    case = viewed(cast, grant)
    for project in case.projects.all():
        approve_project(project=project, by=cast.csp_chair)
    return fresh(case)


def sent(cast: Cast, grant: GrantYear, on: datetime.date = SENT_ON) -> BusinessCase:
    """The same, with the funder."""
    case = approved(cast, grant)
    submit_case(business_case=case, by=cast.coordinator, on=on, were_partners_involved=True, was_checked=True)
    return fresh(case)


def agreed(cast: Cast, grant: GrantYear, *refused: str) -> BusinessCase:
    """The same, agreed by the funder but for the projects with the titles named."""
    case = sent(cast, grant)
    words = [word_on(project, refused) for project in case.projects.all()]
    record_funder_decision(
        business_case=case, by=cast.coordinator, on=DECIDED_ON, decided_by="The Commissioner", words=words
    )
    return fresh(case)


def word_on(project: GrantProject, refused: tuple[str, ...] = ()) -> FunderWord:
    """Agreed in whole, or refused where the title is among those named."""
    if project.title in refused:
        return FunderWord(project=project, outcome=Outcome.REFUSED, reason="Paid for elsewhere")
    return FunderWord(project=project, outcome=Outcome.WHOLE)


def paid(cast: Cast, grant: GrantYear, *refused: str) -> BusinessCase:
    """The same, paid; the payment waits in the ledger for its approval."""
    case = agreed(cast, grant, *refused)
    total = sum(project.amount_pence or 0 for project in case.projects.all())
    record_payment(business_case=case, by=cast.coordinator, on=PAID_ON, amount_pence=total)
    return fresh(case)


def delivered(cast: Cast, project: GrantProject, state: ProjectState = ProjectState.DONE, reason: str = "") -> None:
    """One project, as it went."""
    delivery = Delivery(state=state, on=ENDED_ON, delay_reason=reason)
    record_delivery(project=project, by=cast.coordinator, delivery=delivery)


def settled(cast: Cast, project: GrantProject, spent: int) -> None:
    """One project, done and its outturn recorded."""
    delivered(cast, project)
    record_outturn(project=project, by=cast.coordinator, on=ENDED_ON, spent_pence=spent)


def case_of(project: GrantProject) -> BusinessCase:
    """The business case of a project as the database has it now."""
    found: BusinessCase = BusinessCase.objects.get(projects=project)
    return found


def fresh(case: BusinessCase) -> BusinessCase:
    """The case as the database has it now."""
    found: BusinessCase = BusinessCase.objects.get(pk=case.pk)
    return found
