"""Costs: added, priced, changed, paid, settled; a figure that stood stays in the ledger."""

import datetime
from decimal import Decimal

import pytest

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import Case, User
from funding.actions.costs import (
    CostChange,
    CostFacts,
    Payment,
    add_cost,
    by_day_rate,
    change_cost,
    record_actual,
    reopen_cost,
    settle_cost,
    state_cost,
)
from funding.actions.funding_settings import add_band
from funding.actions.ledger import approve_journal, refuse_journal, reverse_journal
from funding.models import CostLine, Entry, FundingEvent, Journal, JournalLine
from funding.terms import CostBasis, CostClass, EntryKind
from funding.verbs import FundingVerb
from tests.conftest import Cast
from tests.money import DAY, YEAR

pytestmark = pytest.mark.django_db

NEXT = YEAR.next.start
CHAIR = CostFacts(cost_class=CostClass.CHAIR, description="Independent chair")
BY_DAYS = CostFacts(
    cost_class=CostClass.AUTHOR,
    description="Author",
    basis=CostBasis.DAY_RATE,
    day_rate_pence=50000,
    days_estimated=Decimal("12.5"),
)
PAID = Payment(pence=120000, on=DAY, year=YEAR.start, document="INV 7")


def added(cast: Cast, facts: CostFacts = CHAIR, forecast: dict[int, int] | None = None) -> CostLine:
    """A line added by the finance officer."""
    return add_cost(partnership=cast.partnership, by=cast.finance_officer, facts=facts, year=YEAR, forecast=forecast)


def put(line: CostLine) -> list[tuple[str, int, int]]:
    """Kind, year and amount of everything put forward for a line, in order."""
    return list(JournalLine.objects.filter(cost_line=line).values_list("kind", "year", "amount_pence"))


def approve_all(approver: User) -> None:
    """Approve whatever waits."""
    for journal in Journal.objects.filter(decision=None):
        approve_journal(journal=journal, by=approver)


def test_adds_a_cost_of_a_review_and_puts_its_forecast_forward(cast: Cast, case: Case) -> None:
    facts = CostFacts(cost_class=CostClass.CHAIR, description="Independent chair", case=case, supplier="Chairing Ltd")
    line = added(cast, facts, {YEAR.start: 400000, NEXT: 200000})
    assert (line.reference, line.expected_year, line.is_settled) == (case.reference, YEAR.start, False)
    assert put(line) == [("forecast", YEAR.start, 400000), ("forecast", NEXT, 200000)]
    assert not Entry.objects.exists()
    event = FundingEvent.objects.get()
    assert (event.kind, event.subject, event.subject_id) == (FundingVerb.ADD_COST, "costline", line.pk)
    assert event.detail == {"2026/27": 400000, "2027/28": 200000}


def test_keeps_a_cost_without_a_figure_as_not_stated(cast: Cast) -> None:
    line = added(cast)
    assert (line.expected_year, put(line), line.reference) == (YEAR.start, [], "")


def test_names_the_review_by_its_reference_alone(cast: Cast, case: Case) -> None:
    added(cast, CostFacts(cost_class=CostClass.LEGAL, description="Advice", case=case), {YEAR.start: 100})
    text = Journal.objects.get().text
    assert case.reference in text
    assert case.pseudonym not in text


def test_forecasts_rate_times_days(cast: Cast) -> None:
    assert put(added(cast, BY_DAYS)) == [("forecast", YEAR.start, 625000)]


@pytest.mark.parametrize(
    ("rate", "days", "pence"), [(50000, "0.01", 500), (33333, "0.5", 16667), (None, "3", None), (100, None, None)]
)
def test_rounds_rate_times_days_half_up(rate: int | None, days: str | None, pence: int | None) -> None:
    assert by_day_rate(rate, Decimal(days) if days else None) == pence


def test_takes_the_default_cost_of_a_band(cast: Cast) -> None:
    band = add_band(
        partnership=cast.partnership, by=cast.coordinator, name="Complex", cost_pence=1500000, source="Outturn 2025"
    )
    facts = CostFacts(cost_class=CostClass.OTHER, description="Whole review", basis=CostBasis.BAND, band=band)
    assert put(added(cast, facts)) == [("forecast", YEAR.start, 1500000)]


def test_keeps_the_costs_of_a_learning_review_without_a_case(cast: Cast) -> None:
    facts = CostFacts(cost_class=CostClass.PANEL_ADMIN, description="Facilitator", learning_review="LR-2026-01")
    line = added(cast, facts, {YEAR.start: 90000})
    assert (line.case, line.reference) == (None, "LR-2026-01")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (CostFacts(cost_class=CostClass.CHAIR, description=" "), "Enter what it is for"),
        (CostFacts(cost_class=CostClass.CHAIR, description="x", basis=CostBasis.DAY_RATE), "Enter the day rate"),
        (CostFacts(cost_class=CostClass.CHAIR, description="x", basis=CostBasis.BAND), "Choose the complexity band"),
    ],
)
def test_refuses_a_cost_that_says_too_little(cast: Cast, facts: CostFacts, sentence: str) -> None:
    with pytest.raises(Incomplete, match=sentence):
        added(cast, facts)
    assert not CostLine.objects.exists()


def test_refuses_a_cost_of_a_review_and_a_learning_review_at_once(cast: Cast, case: Case) -> None:
    facts = CostFacts(cost_class=CostClass.CHAIR, description="x", case=case, learning_review="LR-1")
    with pytest.raises(Incomplete, match="not of both"):
        added(cast, facts)


def test_refuses_people_who_do_not_keep_the_money(cast: Cast) -> None:
    for person in (cast.csp_chair, cast.auditor, cast.funding_contact, cast.panel_member, cast.outsider):
        with pytest.raises(NotPermitted, match="It is for the coordinator or the finance officer"):
            add_cost(partnership=cast.partnership, by=person, facts=CHAIR, year=YEAR)
    assert not CostLine.objects.exists()


def test_leaves_nothing_when_the_event_cannot_be_written(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(FundingEvent, "save", fail)
    with pytest.raises(RuntimeError):
        added(cast, CHAIR, {YEAR.start: 100})
    assert not CostLine.objects.exists()
    assert not Journal.objects.exists()


def test_puts_the_difference_forward_when_a_figure_changes(cast: Cast) -> None:
    line = added(cast, CHAIR, {YEAR.start: 400000})
    approve_all(cast.csp_chair)
    state_cost(
        cost=line, by=cast.coordinator, kind=EntryKind.FORECAST, amounts={YEAR.start: 350000}, reason="Fewer days"
    )
    approve_all(cast.csp_chair)
    assert list(Entry.objects.values_list("amount_pence", "balance_pence")) == [(400000, 400000), (-50000, 350000)]
    assert "Was £4,000, now £3,500" in JournalLine.objects.latest("pk").text
    event = FundingEvent.objects.filter(kind=FundingVerb.STATE_COST).get()
    assert (event.reason, event.detail["entry"]) == ("Fewer days", "forecast")


def test_reckons_with_what_waits_and_not_with_what_was_refused(cast: Cast) -> None:
    line = added(cast)
    first = state_cost(cost=line, by=cast.finance_officer, kind=EntryKind.COMMITMENT, amounts={YEAR.start: 1000})
    state_cost(cost=line, by=cast.finance_officer, kind=EntryKind.COMMITMENT, amounts={YEAR.start: 1500}, reason="More")
    assert [pence for _, _, pence in put(line)] == [1000, 500]
    refuse_journal(journal=first, by=cast.csp_chair, reason="Wrong")
    state_cost(
        cost=line, by=cast.finance_officer, kind=EntryKind.COMMITMENT, amounts={YEAR.start: 1500}, reason="Again"
    )
    assert [pence for _, _, pence in put(line)] == [1000, 500, 1000]


def test_commits_across_years_each_part_in_its_own(cast: Cast) -> None:
    line = added(cast)
    amounts = {YEAR.start: 300000, NEXT: 450000}
    state_cost(cost=line, by=cast.finance_officer, kind=EntryKind.COMMITMENT, amounts=amounts)
    approve_all(cast.csp_chair)
    assert dict(Entry.objects.values_list("year", "amount_pence")) == amounts


def test_refuses_a_change_that_changes_nothing(cast: Cast) -> None:
    line = added(cast, CHAIR, {YEAR.start: 400000})
    with pytest.raises(NotNow, match="stand already"):
        state_cost(cost=line, by=cast.coordinator, kind=EntryKind.FORECAST, amounts={YEAR.start: 400000})


def test_asks_for_a_reason_when_a_figure_that_stands_is_changed(cast: Cast) -> None:
    line = added(cast, CHAIR, {YEAR.start: 400000})
    with pytest.raises(Incomplete, match="enter the reason"):
        state_cost(cost=line, by=cast.coordinator, kind=EntryKind.FORECAST, amounts={YEAR.start: 1})
    assert len(put(line)) == 1


def test_sets_no_actual_cost(cast: Cast) -> None:
    with pytest.raises(Incomplete, match="as it is paid"):
        state_cost(cost=added(cast), by=cast.coordinator, kind=EntryKind.ACTUAL, amounts={YEAR.start: 1})


def test_follows_a_changed_rate_with_the_forecast(cast: Cast) -> None:
    line = added(cast, BY_DAYS)
    wanted = CostChange(
        description="Author",
        day_rate_pence=52000,
        days_estimated=Decimal(13),
        days_used=Decimal("4.5"),
        source="Order 3",
    )
    change_cost(cost=line, by=cast.coordinator, change=wanted, reason="New order")
    line.refresh_from_db()
    assert (line.day_rate_pence, line.days_used, line.source) == (52000, Decimal("4.50"), "Order 3")
    assert [pence for _, _, pence in put(line)] == [625000, 51000]
    kept = line.history.order_by("history_id").values_list("day_rate_pence", "history_change_reason")
    assert list(kept) == [(50000, "Add a cost"), (52000, "New order")]


def test_puts_nothing_forward_when_only_words_change(cast: Cast) -> None:
    line = added(cast, CHAIR, {YEAR.start: 400000})
    change_cost(cost=line, by=cast.coordinator, change=CostChange(description="Chair"), reason="Shorter")
    assert len(put(line)) == 1
    assert FundingEvent.objects.filter(kind=FundingVerb.CHANGE_COST, reason="Shorter").exists()


@pytest.mark.parametrize(("description", "reason"), [("", "Why"), ("Chair", " ")])
def test_refuses_a_change_without_words_or_reason(cast: Cast, description: str, reason: str) -> None:
    with pytest.raises(Incomplete):
        change_cost(cost=added(cast), by=cast.coordinator, change=CostChange(description=description), reason=reason)


def test_records_a_payment_with_the_days_used(cast: Cast) -> None:
    line = added(cast, BY_DAYS)
    payment = Payment(pence=100000, on=DAY, year=YEAR.start, document="INV 8", days_used=Decimal(2))
    record_actual(cost=line, by=cast.finance_officer, payment=payment)
    approve_all(cast.csp_chair)
    line.refresh_from_db()
    actual = Entry.objects.get(kind=EntryKind.ACTUAL)
    assert (actual.amount_pence, actual.document, actual.on, line.days_used) == (100000, "INV 8", DAY, Decimal(2))
    assert FundingEvent.objects.filter(kind=FundingVerb.RECORD_ACTUAL, on=DAY).exists()


@pytest.mark.parametrize(
    "payment",
    [
        Payment(pence=100, on=datetime.date(2999, 1, 1), year=YEAR.start),
        Payment(pence=0, on=DAY, year=YEAR.start),
    ],
)
def test_refuses_a_payment_to_come_or_of_nothing(cast: Cast, payment: Payment) -> None:
    with pytest.raises(Incomplete):
        record_actual(cost=added(cast), by=cast.finance_officer, payment=payment)
    assert not Journal.objects.exists()


def test_settles_a_cost_that_was_paid(cast: Cast) -> None:
    line = added(cast)
    record_actual(cost=line, by=cast.finance_officer, payment=PAID)
    approve_all(cast.csp_chair)
    settle_cost(cost=line, by=cast.coordinator, on=DAY)
    assert (line.is_settled, line.settled_on) == (True, DAY)
    assert FundingEvent.objects.filter(kind=FundingVerb.SETTLE_COST).exists()
    with pytest.raises(NotNow, match="closed as fully paid"):
        record_actual(cost=line, by=cast.finance_officer, payment=PAID)
    with pytest.raises(NotNow, match="closed as fully paid"):
        state_cost(cost=line, by=cast.coordinator, kind=EntryKind.FORECAST, amounts={YEAR.start: 5})


def test_settles_nothing_that_was_not_paid_or_waits(cast: Cast) -> None:
    line = added(cast)
    with pytest.raises(NotNow, match="Nothing has been paid"):
        settle_cost(cost=line, by=cast.coordinator, on=DAY)
    record_actual(cost=line, by=cast.finance_officer, payment=PAID)
    with pytest.raises(NotNow, match="wait for approval"):
        settle_cost(cost=line, by=cast.coordinator, on=DAY)


def test_settles_nothing_whose_only_payment_was_reversed(cast: Cast) -> None:
    """Another payment makes it paid; a reversal that was refused leaves it paid."""
    line = added(cast)
    paid = record_actual(cost=line, by=cast.finance_officer, payment=PAID)
    approve_all(cast.csp_chair)
    reverse_journal(journal=paid, by=cast.finance_officer, reason="Paid to the wrong supplier")
    approve_all(cast.csp_chair)
    with pytest.raises(NotNow, match="Nothing has been paid"):
        settle_cost(cost=line, by=cast.coordinator, on=DAY)
    again = record_actual(cost=line, by=cast.finance_officer, payment=PAID)
    approve_all(cast.csp_chair)
    opposite = reverse_journal(journal=again, by=cast.finance_officer, reason="A mistake")
    refuse_journal(journal=opposite, by=cast.csp_chair, reason="It was right")
    assert settle_cost(cost=line, by=cast.coordinator, on=DAY).is_settled


def test_opens_a_settled_cost_again(cast: Cast) -> None:
    line = added(cast)
    with pytest.raises(NotNow, match="is open"):
        reopen_cost(cost=line, by=cast.coordinator, reason="Late invoice")
    record_actual(cost=line, by=cast.finance_officer, payment=PAID)
    approve_all(cast.csp_chair)
    settle_cost(cost=line, by=cast.coordinator, on=DAY)
    reopen_cost(cost=line, by=cast.coordinator, reason="Late invoice")
    assert (line.is_settled, line.settled_on) == (False, None)
    assert FundingEvent.objects.filter(kind=FundingVerb.REOPEN_COST, reason="Late invoice").exists()
