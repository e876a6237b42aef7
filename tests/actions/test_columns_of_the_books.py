"""Which columns does each act on costs, quotes, entries, gaps, year ends and settings write, and what is recorded?"""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.models import Case, User
from funding.actions.costs import (
    CostChange,
    CostFacts,
    Payment,
    add_cost,
    change_cost,
    record_actual,
    reopen_cost,
    settle_cost,
    state_cost,
)
from funding.actions.funding_settings import (
    Terms,
    add_band,
    change_band,
    change_columns,
    change_settings,
    end_nominee,
    name_nominee,
)
from funding.actions.gaps import GapFacts, close_gap, record_gap
from funding.actions.income import Step, approve_entries, put_income_forward
from funding.actions.ledger import approve_journal, refuse_journal, reverse_journal
from funding.actions.quotes import add_quote, choose_quote
from funding.actions.year_end import Resolved, decide_year_end
from funding.models import Agreement, CostLine, Entry, FundingSettings, Journal, JournalLine
from funding.money import Qualifier
from funding.terms import AgreementState, CostBasis, CostClass, EntryKind, Sight
from funding.verbs import FundingVerb as V
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import DAY, YEAR, agreement, line, posted
from tests.money_columns import columns, last_event

pytestmark = pytest.mark.django_db

E = EntryKind
TODAY = timezone.localdate()
PAST = FinancialYear(2025)
SHARE = 500_000


def recorded(verb: V, row: Any, by: User, role: str = "Coordinator", **more: Any) -> dict[str, Any]:
    """The record of an act of today about a row of 2026/27, with no reason and no particulars unless named."""
    about = (row._meta.model_name, row.pk)
    return {"kind": verb, "year": YEAR.start, "about": about, "by": by, "role": role, "on": TODAY, "reason": "",
            "detail": {}, **more}  # fmt: skip


def waiting_lines() -> list[tuple[str, int, int, datetime.date, str]]:
    """Kind, year, pence, day and text of each line of the journal put forward last."""
    journal = Journal.objects.latest("pk")
    return [(row.kind, row.year, row.amount_pence, row.on, row.text) for row in journal.lines.order_by("pk")]


@pytest.fixture
def advice(cast: Cast, case: Case) -> CostLine:
    """The cost of two and a half days of advice for a review, its forecast put forward."""
    band = add_band(partnership=cast.partnership, by=cast.coordinator, name="High", cost_pence=7, source="Minute 3")
    facts = CostFacts(
        cost_class=CostClass.LEGAL, description="Advice", case=case, supplier="Counsel", basis=CostBasis.DAY_RATE,
        band=band, day_rate_pence=10_001, days_estimated=Decimal("2.5"), source="Order 3",
    )  # fmt: skip
    return add_cost(partnership=cast.partnership, by=cast.coordinator, facts=facts, year=YEAR)


def lengthen(cast: Cast, cost: CostLine) -> dict[str, Any]:
    """The advice takes three days at another rate, one of them used: the columns that it must have then."""
    change = CostChange(
        description="Counsel's advice", day_rate_pence=10_000, days_estimated=Decimal(3), days_used=Decimal(1)
    )
    change_cost(cost=cost, by=cast.finance_officer, change=change, reason="Longer")
    return {
        "case": cost.case, "cost_class": "legal", "description": "Counsel's advice", "basis": "day_rate",
        "band": cost.band, "day_rate_pence": 10_000, "days_estimated": Decimal(3), "days_used": Decimal(1),
        "expected_year": YEAR.start,
    }  # fmt: skip


def commit(cast: Cast, cost: CostLine) -> Journal:
    """The advice is ordered for two years."""
    return state_cost(
        cost=cost, by=cast.coordinator, kind=E.COMMITMENT, amounts={2027: 5, 2026: 20_000}, on=DAY, source="Order 4"
    )


def pay(cast: Cast, cost: CostLine) -> None:
    """Half of the advice is paid, on account."""
    payment = Payment(pence=9, on=DAY, year=2027, document="INV 1", text="Half", days_used=Decimal("1.5"))
    record_actual(cost=cost, by=cast.coordinator, payment=payment, reason="On account")


def test_adds_a_band_of_costs(cast: Cast) -> None:
    band = add_band(partnership=cast.partnership, by=cast.coordinator, name="High", cost_pence=7, source="Minute 3")
    assert columns(band) == {"name": "High", "cost_pence": 7, "source": "Minute 3"}
    assert last_event() == recorded(V.ADD_BAND, band, cast.coordinator, year=None)


def test_adds_a_cost_and_changes_its_price(cast: Cast, case: Case, advice: CostLine) -> None:
    stands = {
        "case": case, "cost_class": "legal", "description": "Advice", "supplier": "Counsel", "basis": "day_rate",
        "band": advice.band, "day_rate_pence": 10_001, "days_estimated": Decimal("2.50"), "expected_year": YEAR.start,
        "source": "Order 3",
    }  # fmt: skip
    assert columns(advice) == stands
    assert waiting_lines() == [("forecast", YEAR.start, 25_003, TODAY, "")], "half a penny goes up"
    assert Journal.objects.latest("pk").text == f"Forecast: {case.reference}, Advice"
    assert last_event() == recorded(V.ADD_COST, advice, cast.coordinator, detail={"2026/27": 25_003})
    changed = lengthen(cast, advice)
    assert columns(advice) == changed
    assert waiting_lines() == [("forecast", YEAR.start, 4_997, TODAY, "Was £250.03, now £300")]
    assert last_event() == recorded(V.CHANGE_COST, advice, cast.finance_officer, "Finance officer", reason="Longer")


def test_states_a_cost_for_two_years_and_pays_on_account(cast: Cast, advice: CostLine) -> None:
    cost, stands = advice, lengthen(cast, advice)
    journal = commit(cast, cost)
    assert waiting_lines() == [("commitment", 2026, 20_000, DAY, ""), ("commitment", 2027, 5, DAY, "")]
    assert (journal.source, journal.origin) == ("Order 4", "typed")
    assert last_event() == recorded(
        V.STATE_COST, cost, cast.coordinator, on=DAY,
        detail={"entry": "commitment", "2027/28": 5, "2026/27": 20_000},
    )  # fmt: skip
    pay(cast, cost)
    (row,) = Journal.objects.latest("pk").lines.all()
    assert columns(row) == {
        "journal": row.journal, "kind": "actual", "year": 2027, "on": DAY, "amount_pence": 9, "cost_line": cost,
        "cost_class": "legal", "document": "INV 1", "text": "Half",
    }  # fmt: skip
    assert columns(cost) == {**stands, "days_used": Decimal("1.50")}
    assert last_event() == recorded(
        V.RECORD_ACTUAL, cost, cast.coordinator, year=2027, on=DAY, reason="On account", detail={"pence": 9}
    )


def test_closes_a_cost_and_opens_it_again(cast: Cast, advice: CostLine) -> None:
    cost, stands = advice, lengthen(cast, advice)
    commit(cast, cost)
    pay(cast, cost)
    for each in Journal.objects.filter(decision=None):
        approve_journal(journal=each, by=cast.csp_chair)
    settle_cost(cost=cost, by=cast.finance_officer, on=DAY)
    assert columns(cost) == {**stands, "days_used": Decimal("1.50"), "is_settled": True, "settled_on": DAY}
    assert last_event() == recorded(V.SETTLE_COST, cost, cast.finance_officer, "Finance officer", on=DAY)
    reopen_cost(cost=cost, by=cast.coordinator, reason="A late bill")
    assert columns(cost) == {**stands, "days_used": Decimal("1.50")}
    assert last_event() == recorded(V.REOPEN_COST, cost, cast.coordinator, reason="A late bill")


def test_keeps_quotes_and_the_one_chosen(cast: Cast) -> None:
    facts = CostFacts(cost_class=CostClass.CHAIR, description="Chairing", learning_review="LR 1")
    cost = add_cost(partnership=cast.partnership, by=cast.coordinator, facts=facts, year=YEAR)
    assert not Journal.objects.exists(), "nothing is put forward where no figure is known"
    about: dict[str, Any] = {"cost": cost, "by": cast.coordinator, "received_on": DAY}
    first = add_quote(supplier="Ann", amount_pence=5, **about)
    second = add_quote(supplier="Bob", **about)
    assert columns(first) == {"cost_line": cost, "supplier": "Ann", "amount_pence": 5, "received_on": DAY}
    assert columns(second) == {"cost_line": cost, "supplier": "Bob", "received_on": DAY}
    assert last_event() == recorded(V.ADD_QUOTE, second, cast.coordinator, on=DAY)
    choose_quote(quote=first, by=cast.coordinator, reason="Cheapest")
    choose_quote(quote=second, by=cast.finance_officer, reason="Sooner")
    assert columns(first) == {
        "cost_line": cost, "supplier": "Ann", "amount_pence": 5, "received_on": DAY, "reason": "Cheapest",
    }  # fmt: skip
    assert columns(second) == {
        "cost_line": cost, "supplier": "Bob", "received_on": DAY, "is_chosen": True, "reason": "Sooner",
    }  # fmt: skip
    assert columns(cost) == {
        "cost_class": "chair", "description": "Chairing", "learning_review": "LR 1", "supplier": "Bob",
        "basis": "quote", "expected_year": YEAR.start,
    }  # fmt: skip
    assert last_event() == recorded(
        V.CHOOSE_QUOTE, second, cast.finance_officer, "Finance officer", reason="Sooner", detail={"quotes": 2}
    )


def promise(cast: Cast) -> tuple[Agreement, Journal]:
    """A contribution that its payer has confirmed, the journal waiting for the chair."""
    owed = agreement(cast.partnership, cast.police, SHARE)
    step = Step(kind=E.CONFIRMATION, pence=SHARE, on=DAY, document="Letter", text="Mayor")
    journal = put_income_forward(agreement=owed, by=cast.coordinator, step=step)
    return owed, journal


def test_carries_a_contribution_from_its_promise_to_its_approval(cast: Cast) -> None:
    owed, journal = promise(cast)
    assert waiting_lines() == [
        ("pledge", YEAR.start, SHARE, DAY, "Mayor"), ("confirmation", YEAR.start, SHARE, DAY, "Mayor"),
    ]  # fmt: skip
    assert (journal.text, journal.prepared_by) == ("Confirmation: Testshire Police, 2026/27", cast.coordinator)
    assert last_event() == recorded(
        V.PUT_FORWARD, owed, cast.coordinator, on=DAY, detail={"entry": "confirmation", "journal": journal.pk}
    )
    entries = approve_entries(journal=journal, by=cast.csp_chair, reason="Seen")
    owed.refresh_from_db()
    assert (owed.state, len(entries)) == (AgreementState.CONFIRMED, 2)
    assert last_event() == recorded(
        V.APPROVE_JOURNAL, journal, cast.csp_chair, "Partnership chair", reason="Seen", detail={"entries": 2}
    )


def test_carries_a_contribution_from_its_invoice_to_its_reversal(cast: Cast) -> None:
    owed, journal = promise(cast)
    approve_entries(journal=journal, by=cast.csp_chair, reason="Seen")
    owed.refresh_from_db()
    invoice = Step(kind=E.INVOICE, pence=SHARE, on=DAY)
    sent = put_income_forward(agreement=owed, by=cast.coordinator, step=invoice)
    (row,) = sent.lines.all()
    assert row.due_on == DAY + datetime.timedelta(days=30), "the days of the settings"
    (entry,) = approve_entries(journal=sent, by=cast.csp_chair)
    kept = columns(entry)
    assert {name: kept[name] for name in ("number", "account", "balance_pence", "posted_by", "approved_by")} == {
        "number": 3, "account": f"2026:invoiced:agreement:{owed.pk}", "balance_pence": SHARE,
        "posted_by": cast.coordinator, "approved_by": cast.csp_chair,
    }  # fmt: skip
    opposite = reverse_journal(journal=sent, by=cast.finance_officer, reason="Sent twice")
    assert (opposite.origin, opposite.text, opposite.reverses) == (
        "reversal", "Reversal of: Invoice: Testshire Police, 2026/27", sent,
    )  # fmt: skip
    (back,) = opposite.lines.all()
    same = {name: value for name, value in columns(row).items() if name not in ("journal", "amount_pence")}
    assert columns(back) == {**same, "journal": opposite, "amount_pence": -SHARE}
    assert last_event() == recorded(
        V.REVERSE_JOURNAL, opposite, cast.finance_officer, "Finance officer", reason="Sent twice",
        detail={"reverses": sent.pk},
    )  # fmt: skip
    decision = refuse_journal(journal=opposite, by=cast.csp_chair, reason="It stands")
    assert (decision.is_approved, decision.by, decision.reason) == (False, cast.csp_chair, "It stands")
    assert last_event() == recorded(
        V.REFUSE_JOURNAL, opposite, cast.csp_chair, "Partnership chair", year=None, reason="It stands"
    )
    owed.refresh_from_db()
    assert (owed.state, Entry.objects.count()) == (AgreementState.CONFIRMED, 3)


@pytest.mark.parametrize(
    ("kind", "state", "follows"),
    [
        (E.PLEDGE, AgreementState.ASKED, AgreementState.PLEDGED),
        (E.PLEDGE, AgreementState.PLEDGED, AgreementState.PLEDGED),
        (E.CONFIRMATION, AgreementState.DECLINED, AgreementState.CONFIRMED),
        (E.INVOICE, AgreementState.PROPOSED, AgreementState.PROPOSED),
        (E.RECEIPT, AgreementState.ENDED, AgreementState.ENDED),
    ],
)
def test_moves_a_contribution_by_promises_alone(
    cast: Cast, kind: EntryKind, state: AgreementState, follows: AgreementState
) -> None:
    owed = agreement(cast.partnership, cast.police, SHARE, state=state)
    step = Step(kind=kind, pence=5, on=DAY)
    journal = put_income_forward(agreement=owed, by=cast.coordinator, step=step, reason="Ahead of its invoice")
    assert Agreement.objects.get().state == state, "what waits moves nothing"
    approve_entries(journal=journal, by=cast.csp_chair)
    assert Agreement.objects.get().state == follows


def test_keeps_a_gap_from_a_minute_until_it_is_closed(cast: Cast) -> None:
    told: dict[str, Any] = {
        "text": "A gap remains", "amount_pence": 2_000_000, "qualifier": Qualifier.OVER, "meeting": "Board",
        "minute": "9", "stated_on": DAY, "owner": cast.police, "action": "Asked again",
    }  # fmt: skip
    gap = record_gap(partnership=cast.partnership, by=cast.coordinator, facts=GapFacts(year=YEAR, **told))
    assert columns(gap) == {"year": YEAR.start, **told}
    assert last_event() == recorded(V.RECORD_GAP, gap, cast.coordinator, on=DAY)
    close_gap(gap=gap, by=cast.finance_officer, on=DAY, reason="Paid by the county")
    assert columns(gap) == {"year": YEAR.start, **told, "closed_on": DAY, "closed_reason": "Paid by the county"}
    assert last_event() == recorded(
        V.CLOSE_GAP, gap, cast.finance_officer, "Finance officer", on=DAY, reason="Paid by the county"
    )


def test_divides_what_a_year_leaves_three_ways(cast: Cast) -> None:
    owed = agreement(cast.partnership, cast.police, SHARE, year=PAST)
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, [line(E.RECEIPT, SHARE, about=owed, on=PAST.last)])
    resolved = Resolved(
        carried_pence=SHARE - 300, returned_pence=200, returned_to=cast.police, released_pence=100,
        decided_by="A chair", decided_on=DAY, meeting="Board", minute="4", reason="As agreed",
    )  # fmt: skip
    row = decide_year_end(partnership=cast.partnership, year=PAST, by=cast.coordinator, resolved=resolved)
    assert columns(row) == {
        "year": PAST.start, "closing_pence": SHARE, "carried_pence": SHARE - 300, "returned_pence": 200,
        "returned_to": cast.police, "released_pence": 100, "decided_by": "A chair", "decided_on": DAY,
        "meeting": "Board", "minute": "4", "reason": "As agreed", "journal": row.journal,
    }  # fmt: skip
    assert waiting_lines() == [
        ("carried_forward", 2025, 300 - SHARE, PAST.last, ""), ("brought_forward", 2026, SHARE - 300, YEAR.first, ""),
        ("returned", 2025, -200, PAST.last, ""), ("released", 2025, -100, PAST.last, ""),
    ]  # fmt: skip
    bodies = JournalLine.objects.filter(journal=row.journal).exclude(organisation=None)
    assert [(each.kind, each.organisation) for each in bodies] == [("returned", cast.police)]
    told = (row.journal.text, row.journal.source, row.journal.origin)
    assert told == ("Year end 2025/26: Board", "Board, minute 4, A chair", "year_end")
    assert last_event() == recorded(
        V.DECIDE_YEAR_END, row, cast.coordinator, year=PAST.start, on=DAY, reason="As agreed",
        detail={"closing": SHARE},
    )  # fmt: skip


def test_sets_what_a_partnership_sets_about_its_money(cast: Cast) -> None:
    terms = Terms(
        sight=Sight.OWN, average_cost_pence=7, average_cost_source="Closed reviews", answer_days=1, payment_days=2
    )
    settings = change_settings(partnership=cast.partnership, by=cast.coordinator, terms=terms, reason="Agreed")
    stands = {"sight": "own", "average_cost_pence": 7, "average_cost_source": "Closed reviews", "answer_days": 1,
              "payment_days": 2}  # fmt: skip
    assert columns(settings) == stands
    assert last_event() == recorded(V.CHANGE_SETTINGS, settings, cast.coordinator, year=None, reason="Agreed")
    named = [{"heading": "Our number", "field": "number"}, {"heading": "Due", "field": "due_on", "dates": "YYYYMMDD"}]
    change_columns(partnership=cast.partnership, by=cast.coordinator, columns=named, reason="New system")
    assert columns(settings) == {**stands, "invoice_columns": named}
    assert last_event() == recorded(
        V.CHANGE_COLUMNS, settings, cast.coordinator, year=None, reason="New system", detail={"columns": 2}
    )
    change_columns(partnership=cast.partnership, by=cast.coordinator, columns=[], reason="Old system")
    assert columns(FundingSettings.objects.get()) == stands
    band = add_band(partnership=cast.partnership, by=cast.coordinator, name="High", cost_pence=7, source="Minute 3")
    change_band(band=band, by=cast.finance_officer, cost_pence=8, source="Minute 5", reason="Dearer")
    assert columns(band) == {"name": "High", "cost_pence": 8, "source": "Minute 5"}
    assert last_event() == recorded(
        V.CHANGE_BAND, band, cast.finance_officer, "Finance officer", year=None, reason="Dearer"
    )


def test_names_who_stands_in_for_the_chair(cast: Cast) -> None:
    row = name_nominee(
        partnership=cast.partnership, by=cast.csp_chair, user=cast.auditor, starts_on=DAY, ends_on=None, reason="Leave"
    )
    assert columns(row) == {"user": cast.auditor, "starts_on": DAY, "reason": "Leave"}
    chair = (cast.csp_chair, "Partnership chair")
    assert last_event() == recorded(V.NAME_NOMINEE, row, *chair, year=None, reason="Leave")
    end_nominee(nominee=row, by=cast.csp_chair, ends_on=TODAY, reason="Back")
    assert columns(row) == {"user": cast.auditor, "starts_on": DAY, "ends_on": TODAY, "reason": "Leave"}
    assert last_event() == recorded(V.END_NOMINEE, row, *chair, year=None, reason="Back")
