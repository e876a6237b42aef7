"""Can the books be kept by keys alone: a cost, its payment, an approval, a reversal, the end of a year?"""

import datetime
from decimal import Decimal

import pytest

from dhr_cases.models import Organisation, OrganisationKind
from dhr_cases.models.history import change
from funding.actions.costs import CostFacts, add_cost
from funding.actions.gaps import GapFacts, record_gap
from funding.models import Agreement, CostLine, Entry, FundingSettings, Journal
from funding.money import Qualifier
from funding.posting_lines import Line
from funding.terms import AgreementState, CostBasis, CostClass, EntryKind
from funding.years import FinancialYear
from tests.journeys.conftest import Visit
from tests.journeys.looking import look
from tests.journeys.visitor import Visitor
from tests.money import posted
from workflows.demonstration.people import Town

pytestmark = [pytest.mark.browser, pytest.mark.first_database]

LONG = "North and Mid Kent Integrated Something NHS Foundation Trust"
PAST = FinancialYear(2025)
DAY = datetime.date(2025, 9, 1)
YEAR = "/funding/demo/2025-26/"
MANY = 40
PAGES = ("costs/", "ledger/", "journals/", "debts/", "year-end/", "settings/", "history/")


@pytest.fixture
def owed(town: Town) -> Agreement:
    """What a body with a long name undertook to pay."""
    with change("Test", None):
        body = Organisation.objects.create(code="long", name=LONG, kind=OrganisationKind.NHS_PROVIDER)
        return Agreement.objects.create(
            partnership=town.partnership,
            organisation=body,
            year=PAST.start,
            amount_pence=500000,
            state=AgreementState.CONFIRMED,
        )


def entry(kind: EntryKind, pence: int, owed: Agreement) -> Line:
    """One entry of the chain."""
    return Line(kind=kind, year=PAST.start, on=DAY, pence=pence, agreement=owed, document="INV 2025-000123")


def fill(town: Town, owed: Agreement) -> None:
    """Forty entries, a cost by day rate with words as long as they get, and a gap."""
    finance, chair = town.accounts["finance"], town.accounts["csp.chair"]
    lines = [entry(EntryKind.INVOICE, 12345 + number, owed) for number in range(MANY)]
    posted(town.partnership, finance, chair, [*lines, entry(EntryKind.RECEIPT, 150000, owed)])
    facts = CostFacts(
        cost_class=CostClass.PANEL_ADMIN,
        description="Chairing, writing and administration for a review by " + LONG,
        supplier=LONG,
        basis=CostBasis.DAY_RATE,
        day_rate_pence=65000,
        days_estimated=Decimal("22.5"),
    )
    add_cost(partnership=town.partnership, by=finance, facts=facts, year=PAST)
    said = GapFacts(text="A gap in funding is still present.", amount_pence=2000000, qualifier=Qualifier.ABOUT)
    record_gap(partnership=town.partnership, by=finance, facts=said)
    settings = FundingSettings.objects.get(partnership=town.partnership)
    with change("Test", finance):
        settings.average_cost_pence = 2000000
        settings.save()


@pytest.fixture
def finance(visit: Visit) -> Visitor:
    """The finance officer at the home page."""
    return visit("finance")


def test_shows_every_page_before_anything_is_there(finance: Visitor) -> None:
    for page in PAGES:
        answer = finance.open(f"{YEAR}{page}")
        assert answer is not None
        assert answer.ok
        look(finance.page, f"books-empty-{page.strip('/')}")


def test_carries_forty_entries_and_the_longest_name(town: Town, owed: Agreement, finance: Visitor) -> None:
    fill(town, owed)
    for page in PAGES:
        finance.open(f"{YEAR}{page}")
        look(finance.page, f"books-full-{page.strip('/')}")
    for page, row in (("journals", Journal.objects.earliest("pk")), ("costs", CostLine.objects.get())):
        finance.open(f"{YEAR}{page}/{row.pk}/")
        look(finance.page, f"books-full-{page}-one")
    finance.open(f"{YEAR}ledger/")
    assert finance.sees(LONG)


def test_keeps_a_cost_from_forecast_to_payment(town: Town, finance: Visitor, visit: Visit) -> None:
    finance.open(f"{YEAR}costs/")
    finance.press("Add a cost")
    finance.send("Add a cost", {
        "Class of cost": "Legal advice",
        "What is it for?": "Advice on a request for documents",
        "How is it priced?": "Fixed sum",
        "Forecast for 2025/26": "1,200",
    })  # fmt: skip
    chair = visit("csp.chair")
    decide(chair, "Forecast: Advice on a request for documents", "Approve and post")
    finance.open(f"{YEAR}costs/")
    finance.follow("Advice on a request for documents, The partnership itself")
    finance.press("Record what was paid")
    finance.send("Record what was paid", {
        "Amount paid": "1,150.40", "Paid on": DAY, "Financial year in which the work was done": "2025/26",
        "Invoice or order number": "INV 77",
    })  # fmt: skip
    assert finance.sees("Waiting for approval, not counted yet")
    decide(chair, "Actual cost: Advice on a request for documents", "Approve and post")
    finance.open(f"{YEAR}costs/")
    assert finance.sees("£49.60")


def decide(chair: Visitor, title: str, act: str) -> None:
    """Open what waits and decide on it."""
    chair.open(f"{YEAR}journals/")
    chair.follow(title)
    chair.press(act)
    chair.send(act)


def test_reverses_a_receipt_and_closes_the_year(town: Town, owed: Agreement, finance: Visitor, visit: Visit) -> None:
    finance.open(f"{YEAR}ledger/")
    finance.follow(LONG)
    finance.send("Put entries forward", {
        "What is put forward?": "Receipt", "Amount": "5,000", "Day": DAY, "Reason": "Paid without an invoice",
    })  # fmt: skip
    finance.send("Put entries forward")
    finance.open(f"{YEAR}journals/{Journal.objects.latest('pk').pk}/")
    assert finance.sees("Somebody else has to decide on it")
    chair = visit("csp.chair")
    decide(chair, f"Receipt: {LONG}, 2025/26", "Approve and post")
    finance.open(f"{YEAR}year-end/")
    finance.press("Record the year-end decision")
    finance.send("Record the year-end decision", {
        "Carried forward": "5,000", "Who decided?": "Dana Okafor, chair", "At which meeting?": "Executive",
        "When was it decided?": datetime.date(2026, 5, 4),
    })  # fmt: skip
    finance.send("Record the year-end decision")
    decide(chair, "Year end 2025/26: Executive", "Approve and post")
    finance.open("/funding/demo/2026-27/year-end/")
    assert finance.sees("£5,000")
    assert Entry.objects.filter(kind=EntryKind.BROUGHT_FORWARD).get().amount_pence == 500000
