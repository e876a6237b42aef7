"""The rows of costs: what is stated and what is not, which phase a day fell in, which fees are not taken in yet."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from dhr_cases.models import Case, CaseEvent
from dhr_cases.stages import STAGES, Phase, Stage
from funding.actions.costs import CostFacts, Payment, add_cost, record_actual, reopen_cost, settle_cost, state_cost
from funding.actions.ledger import approve_journal
from funding.cost_rows import (
    Amounts,
    amounts_of,
    entries_by,
    fees_outside,
    moves_of,
    phase_on,
    rows_by,
    used_pence,
    year_of_costs,
)
from funding.ledger_rows import references_of, standing
from funding.models import CostLine, Journal
from funding.terms import CostClass, EntryKind
from tests.conftest import Cast
from tests.money import DAY, YEAR, cost_line
from tests.stages import case_at

pytestmark = pytest.mark.django_db

DAY_AFTER = datetime.timedelta(days=1)


def approve(cast: Cast) -> None:
    """Post whatever waits."""
    for journal in Journal.objects.filter(decision=None):
        approve_journal(journal=journal, by=cast.csp_chair)


def add(cast: Cast, pence: int | None, cost_class: CostClass = CostClass.CHAIR, **more: object) -> CostLine:
    """A cost with a posted forecast, or none."""
    facts = CostFacts(cost_class=cost_class, description=cost_class.value, **more)  # type: ignore[arg-type]  # facts by name
    forecast = {} if pence is None else {YEAR.start: pence}
    line = add_cost(partnership=cast.partnership, by=cast.coordinator, facts=facts, year=YEAR, forecast=forecast)
    approve(cast)
    return line


def test_adds_up_what_is_stated_and_counts_what_is_not(cast: Cast) -> None:
    add(cast, 10000)
    add(cast, None, CostClass.LEGAL)
    sums = amounts_of(year_of_costs(cast.partnership, YEAR).rows)
    assert sums == Amounts(forecast=10000, commitment=None, actual=None, planned=10000, not_stated=1)
    assert sums.left == 10000


def test_says_nothing_is_planned_where_nothing_is_stated(cast: Cast) -> None:
    add(cast, None)
    sums = amounts_of(year_of_costs(cast.partnership, YEAR).rows)
    assert (sums.forecast, sums.planned, sums.left, sums.not_stated) == (None, None, None, 1)


def test_plans_by_the_commitment_once_there_is_one(cast: Cast) -> None:
    line = add(cast, 10000)
    state_cost(cost=line, by=cast.coordinator, kind=EntryKind.COMMITMENT, amounts={YEAR.start: 8000})
    record_actual(cost=line, by=cast.coordinator, payment=Payment(pence=9000, on=DAY, year=YEAR.start))
    approve(cast)
    sums = amounts_of(year_of_costs(cast.partnership, YEAR).rows)
    assert (sums.planned, sums.actual, sums.left) == (8000, 9000, -1000)


def test_shows_a_cost_in_each_year_that_it_touches(cast: Cast) -> None:
    line = add(cast, 10000)
    state_cost(
        cost=line, by=cast.coordinator, kind=EntryKind.COMMITMENT, amounts={YEAR.next.start: 5000}, reason="Runs on"
    )
    approve(cast)
    years = {year: year_of_costs(cast.partnership, year).rows for year in (YEAR.previous, YEAR, YEAR.next)}
    assert [len(rows) for rows in years.values()] == [0, 1, 1]
    assert years[YEAR.next][0].fact.commitment == 5000
    assert years[YEAR.next][0].fact.forecast is None


def test_groups_by_class_and_by_day(cast: Cast) -> None:
    add(cast, 100)
    add(cast, 200, CostClass.LEGAL)
    add(cast, 300, CostClass.LEGAL)
    costs = year_of_costs(cast.partnership, YEAR)
    by_class = rows_by(costs.rows, lambda row: row.line.cost_class)
    assert {name: sums.forecast for name, sums in by_class.items()} == {"chair": 100, "legal": 500}
    by_day = entries_by(costs.entries, lambda entry: entry.on)
    assert {day: sums.forecast for day, sums in by_day.items()} == {timezone.localdate(): 600}


def test_shows_one_review_or_learning_review_alone(cast: Cast, case: Case) -> None:
    add(cast, 100, case=case)
    add(cast, 200, learning_review="LR-1")
    add(cast, 300)
    for reference, pence in ((case.reference, 100), ("LR-1", 200), ("", 600), ("NO-SUCH", None)):
        assert amounts_of(year_of_costs(cast.partnership, YEAR, reference).rows).forecast == pence
    assert references_of(cast.partnership) == sorted([case.reference, "LR-1"])


def test_finds_the_phase_of_each_day(cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.PANEL_FORMED)
    moves = moves_of([case.pk])
    reached = CaseEvent.objects.filter(case=case, moved=True, stage=Stage.PANEL_FORMED).get().on.value
    assert reached is not None
    assert phase_on(moves, case.pk, reached) is STAGES[Stage.PANEL_FORMED].phase
    assert phase_on(moves, case.pk, timezone.localdate()) is STAGES[case.at].phase
    first = moves[case.pk][0][0]
    assert phase_on(moves, case.pk, first - DAY_AFTER) is Phase.NOTIFY
    assert phase_on(moves, 987654, first) is Phase.NOTIFY


def test_lists_appointments_until_their_fee_is_taken_in(cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.CHAIR_APPOINTED)
    (found,) = fees_outside(cast.partnership)
    assert found == case.appointments.get()
    add(cast, 100, case=case, appointment=found)
    assert not fees_outside(cast.partnership).exists()


def test_lists_no_appointment_without_a_price(cast: Cast, case: Case) -> None:
    case_at(cast, case, Stage.CHAIR_APPOINTED)
    lent = case.appointments.get()
    lent.fee_pence = lent.day_rate_pence = None
    lent.save()
    assert not fees_outside(cast.partnership).exists()


@pytest.mark.parametrize(
    ("rate", "days", "pence"), [(50000, "4.5", 225000), (None, "1", None), (1, None, None), (333, "0.5", 167)]
)
def test_prices_the_days_used(rate: int | None, days: str | None, pence: int | None) -> None:
    line = CostLine(day_rate_pence=rate, days_used=Decimal(days) if days else None)
    assert used_pence(line) == pence


def test_lets_what_stands_include_what_waits_and_reversals(cast: Cast) -> None:
    line = cost_line(cast.partnership)
    state_cost(cost=line, by=cast.coordinator, kind=EntryKind.FORECAST, amounts={YEAR.start: 100, YEAR.next.start: 7})
    assert standing(line, EntryKind.FORECAST) == {YEAR.start: 100, YEAR.next.start: 7}
    assert standing(line, EntryKind.COMMITMENT) == {}


def test_counts_a_settled_cost_as_it_was_paid(cast: Cast) -> None:
    line = add(cast, 10000)
    record_actual(cost=line, by=cast.coordinator, payment=Payment(pence=9000, on=DAY, year=YEAR.start))
    approve(cast)
    settle_cost(cost=line, by=cast.coordinator, on=DAY)
    assert year_of_costs(cast.partnership, YEAR).rows[0].fact.is_settled
    reopen_cost(cost=line, by=cast.coordinator, reason="Late invoice")
    assert not year_of_costs(cast.partnership, YEAR).rows[0].fact.is_settled
