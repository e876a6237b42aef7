"""The costs of a year: by review, class, month and phase; every figure leads on; the fees page stays reachable."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dhr_cases.models import Case
from dhr_cases.stages import Stage
from funding.actions.costs import CostFacts, Payment, add_cost, record_actual, state_cost
from funding.actions.ledger import approve_journal
from funding.models import CostLine, FundingEvent, Journal
from funding.terms import CostClass, EntryKind
from funding.verbs import FundingVerb
from funding.years import year_of
from tests.conftest import Cast
from tests.money import YEAR
from tests.stages import case_at

pytestmark = pytest.mark.django_db

COSTS = reverse("funding_costs", args=("testshire", "2026-27"))
LONG = "Chairing by North and Mid Kent Integrated Something NHS Foundation Trust and its nominated successor bodies"
MANY = 40


def approve_everything(cast: Cast) -> None:
    """Post whatever waits."""
    for journal in Journal.objects.filter(decision=None):
        approve_journal(journal=journal, by=cast.csp_chair)


def cost(cast: Cast, description: str = "Chairing", case: Case | None = None, pence: int = 500000) -> CostLine:
    """A posted forecast of one cost."""
    facts = CostFacts(cost_class=CostClass.CHAIR, description=description, case=case)
    line = add_cost(
        partnership=cast.partnership, by=cast.coordinator, facts=facts, year=YEAR, forecast={YEAR.start: pence}
    )
    approve_everything(cast)
    return line


def paid(cast: Cast, line: CostLine, pence: int, on: datetime.date) -> None:
    """A posted payment in the year of its day."""
    payment = Payment(pence=pence, on=on, year=YEAR.start, document="INV 1")
    record_actual(cost=line, by=cast.finance_officer, payment=payment)
    approve_everything(cast)


def page_of(client: Client, cast: Cast, address: str = COSTS) -> str:
    """The page as the finance officer sees it."""
    client.force_login(cast.finance_officer)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_says_so_when_there_is_no_cost(client: Client, cast: Cast) -> None:
    page = page_of(client, cast)
    assert "No cost is recorded for this year" in page
    assert f'href="{reverse("money")}"' in page


def test_shows_forecast_commitment_actual_and_what_is_left(client: Client, cast: Cast, case: Case) -> None:
    line = cost(cast, case=case)
    amounts = {YEAR.start: 450000}
    state_cost(cost=line, by=cast.coordinator, kind=EntryKind.COMMITMENT, amounts=amounts)
    approve_everything(cast)
    paid(cast, line, 200000, datetime.date(2026, 6, 10))
    page = page_of(client, cast)
    for figure in ("£5,000", "£4,500", "£2,000", "£2,500"):
        assert figure in page
    assert case.reference in page
    assert case.pseudonym not in page
    assert "June 2026" in page
    assert "kind=actual" in page


def test_names_the_phase_the_review_stood_in(client: Client, cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.PANEL_FORMED)
    line = cost(cast, case=case)
    year = year_of(timezone.localdate())
    record_actual(
        cost=line,
        by=cast.finance_officer,
        payment=Payment(pence=7700, on=timezone.localdate(), year=year.start, document="INV"),
    )
    approve_everything(cast)
    page = page_of(client, cast, reverse("funding_costs", args=("testshire", year.label.replace("/", "-"))))
    table = page.split("By phase of the review")[-1].split("</table>")[0]
    assert "Set up" in table
    assert "£77" in table


def test_counts_what_is_not_stated_apart(client: Client, cast: Cast) -> None:
    cost(cast)
    facts = CostFacts(cost_class=CostClass.LEGAL, description="Advice")
    add_cost(partnership=cast.partnership, by=cast.coordinator, facts=facts, year=YEAR)
    page = page_of(client, cast)
    assert "1 cost without any figure" in page
    assert "not stated" in page


def test_shows_one_review_alone(client: Client, cast: Cast, case: Case) -> None:
    cost(cast, case=case)
    cost(cast, "Training day")
    page = page_of(client, cast, f"{COSTS}?review={case.reference}")
    assert "Training day" not in page
    assert "Show every review" in page
    assert f'href="{reverse("case_money", args=(case.reference,))}"' in page
    assert "Training day" in page_of(client, cast, f"{COSTS}?review=NO-SUCH")


def test_lists_learning_reviews_and_the_partnership_s_own_costs(client: Client, cast: Cast) -> None:
    facts = CostFacts(cost_class=CostClass.OTHER, description="Facilitator", learning_review="LR-2026-01")
    line = add_cost(
        partnership=cast.partnership, by=cast.coordinator, facts=facts, year=YEAR, forecast={YEAR.start: 100}
    )
    approve_everything(cast)
    cost(cast)
    page = page_of(client, cast)
    for words in (line.reference, "Learning reviews", "The partnership itself"):
        assert words in page


def test_says_what_waits_and_leaves_it_out(client: Client, cast: Cast) -> None:
    facts = CostFacts(cost_class=CostClass.CHAIR, description="Chairing")
    add_cost(partnership=cast.partnership, by=cast.coordinator, facts=facts, year=YEAR, forecast={YEAR.start: 123400})
    page = page_of(client, cast)
    assert "1 put forward and waiting for approval" in page
    assert "£1,234" not in page


def test_offers_a_fee_that_is_not_in_the_ledger(client: Client, cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.CHAIR_APPOINTED)
    appointment = case.appointments.get()
    address = reverse("funding_act", args=("testshire", "2026-27", FundingVerb.ADD_FEE.value, appointment.pk))
    assert address in page_of(client, cast)
    form = page_of(client, cast, address)
    assert "Independent chair" in form
    answers = {"cost_class": "chair", "description": "Chair", "basis": "fixed", f"year_{YEAR.start}": "6,000"}
    answer = client.post(address, answers)
    assert answer.status_code == 302
    line = CostLine.objects.get()
    assert (line.appointment, line.case) == (appointment, case)
    assert FundingEvent.objects.filter(kind=FundingVerb.ADD_FEE).exists()
    assert address not in page_of(client, cast)


def test_prefills_the_form_from_the_appointment(client: Client, cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.CHAIR_APPOINTED)
    appointment = case.appointments.get()
    appointment.fee_pence = 650000
    appointment.save()
    address = reverse("funding_act", args=("testshire", "2026-27", FundingVerb.ADD_FEE.value, appointment.pk))
    assert 'value="6,500.00"' in page_of(client, cast, address)


def test_adds_a_cost_through_the_form(client: Client, cast: Cast, case: Case) -> None:
    address = reverse("funding_act", args=("testshire", "2026-27", FundingVerb.ADD_COST.value))
    page_of(client, cast, address)
    answers = {
        "case": str(case.pk),
        "cost_class": "translation",
        "description": "Interpreter",
        "basis": "day_rate",
        "day_rate_pence": "300",
        "days_estimated": "2.5",
    }
    answer = client.post(f"{address}?back={COSTS}", answers)
    assert (answer.status_code, answer["Location"]) == (302, COSTS)
    line = CostLine.objects.get()
    assert (line.case, line.cost_class) == (case, CostClass.TRANSLATION)
    assert line.journalline_rows.get().amount_pence == 75000


def test_keeps_what_was_typed_beside_the_error(client: Client, cast: Cast) -> None:
    address = reverse("funding_act", args=("testshire", "2026-27", FundingVerb.ADD_COST.value))
    client.force_login(cast.finance_officer)
    answer = client.post(address, {"cost_class": "chair", "description": "Half typed", "basis": "day_rate"})
    assert answer.status_code == 422
    assert "Half typed" in answer.content.decode()
    assert "Enter the day rate" in answer.content.decode()


def test_offers_nothing_to_the_auditor(client: Client, cast: Cast) -> None:
    client.force_login(cast.auditor)
    page = client.get(COSTS).content.decode()
    assert "Add a cost" not in page


@pytest.mark.parametrize("part", ["panel_member", "funding_contact", "administrator", "outsider"])
def test_is_not_there_for_people_without_the_permission(client: Client, cast: Cast, part: str) -> None:
    client.force_login(cast.people()[part])
    assert client.get(COSTS).status_code == 404


def test_pages_forty_costs_and_carries_long_words(client: Client, cast: Cast) -> None:
    for number in range(MANY):
        cost(cast, f"{LONG} {number}")
    page = page_of(client, cast)
    assert LONG in page
    assert "Page 1 of 2" in page
    assert f"{LONG} 39" in page_of(client, cast, f"{COSTS}?page=2")


def test_asks_the_database_no_more_for_many_than_for_few(client: Client, cast: Cast, case: Case) -> None:
    cost(cast, case=case)
    page_of(client, cast)
    with CaptureQueriesContext(
        connection,
    ) as few:
        page_of(client, cast)
    for number in range(10):
        paid(cast, cost(cast, f"Cost {number}", case), 1000 + number, datetime.date(2026, 5, 1 + number))
    with CaptureQueriesContext(connection) as many:
        page_of(client, cast)
    assert len(many) == len(few)
