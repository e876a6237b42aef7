"""Who approves is told of entries that costs put forward, and of nothing where there is none."""

import pytest

from dhr_cases.models import Notice
from dhr_cases.notices import Kind
from funding.actions.costs import CostFacts, Payment, add_cost, record_actual
from funding.terms import CostClass
from tests.conftest import Cast
from tests.money import DAY, YEAR, cost_line

FACTS = CostFacts(cost_class=CostClass.CHAIR, description="Chairing")


def told() -> set[str]:
    """Who has a message about entries to approve."""
    return set(Notice.objects.filter(kind=Kind.MONEY_TO_APPROVE).values_list("to__full_name", flat=True))


@pytest.mark.django_db(transaction=True)
def test_tells_of_a_forecast_and_of_a_payment(cast: Cast) -> None:
    add_cost(partnership=cast.partnership, by=cast.coordinator, facts=FACTS, year=YEAR, forecast={YEAR.start: 100})
    assert told() == {cast.csp_chair.full_name, cast.finance_officer.full_name}
    Notice.objects.all().delete()
    payment = Payment(pence=100, on=DAY, year=YEAR.start)
    record_actual(cost=cost_line(cast.partnership), by=cast.finance_officer, payment=payment)
    assert told() == {cast.csp_chair.full_name}


@pytest.mark.django_db(transaction=True)
def test_tells_nobody_of_a_cost_without_a_figure(cast: Cast) -> None:
    add_cost(partnership=cast.partnership, by=cast.coordinator, facts=FACTS, year=YEAR)
    assert told() == set()
