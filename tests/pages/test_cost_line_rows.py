"""What does the page of one cost say in each of its states, and does it agree with the list of costs?"""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.models import Case
from dhr_cases.models.history import change
from funding.actions.costs import reopen_cost, settle_cost
from funding.actions.funding_settings import add_band
from funding.actions.ledger import approve_journal, reverse_journal
from funding.actions.quotes import add_quote, choose_quote
from funding.models import CostLine, Journal
from funding.posting_lines import Line
from funding.terms import CostBasis, CostClass, EntryKind
from funding.verbs import FundingVerb
from tests.conftest import Cast
from tests.money import DAY, YEAR, cost_line, posted

pytestmark = pytest.mark.django_db

E, V = EntryKind, FundingVerb


@pytest.fixture
def cost(cast: Cast) -> CostLine:
    """A cost of the partnership that nobody has priced."""
    return cost_line(cast.partnership, CostClass.LEGAL)


def say(cost: CostLine, **facts: Any) -> None:
    with change("Test", None):
        for name, value in facts.items():
            setattr(cost, name, value)
        cost.save()


def enter(cast: Cast, cost: CostLine, kind: EntryKind, pence: int, year: int = YEAR.start) -> Journal:
    entry = Line(kind=kind, year=year, on=DAY, pence=pence, cost_line=cost)
    return posted(cast.partnership, cast.finance_officer, cast.csp_chair, [entry])[0].journal


def take_back(cast: Cast, journal: Journal) -> None:
    back = reverse_journal(journal=journal, by=cast.finance_officer, reason="Entered twice")
    approve_journal(journal=back, by=cast.csp_chair)


def page(client: Client, cast: Cast, cost: CostLine, part: str = "finance_officer") -> Any:
    client.force_login(cast.people()[part])
    return client.get(reverse("funding_cost", args=("testshire", "2026-27", cost.pk))).context


def texts(rows: list[Any]) -> list[list[str]]:
    return [[cell["text"] for cell in row["cells"]] for row in rows]


def facts(client: Client, cast: Cast, cost: CostLine) -> dict[str, Any]:
    return {row["label"]: row["value"] for row in page(client, cast, cost)["rows"]}


def in_the_list(client: Client, cast: Cast) -> list[str]:
    """What the list of costs of the year says of the one cost, its name left out."""
    client.force_login(cast.finance_officer)
    found = client.get(reverse("funding_costs", args=("testshire", "2026-27"))).context["lines"]
    return texts(list(found.rows))[0][1:]


@pytest.mark.parametrize(
    ("entries", "reversed_kind", "wanted"),
    [
        ([(E.FORECAST, 500_000)], None, ["£5,000", "not stated", "not stated", "£5,000"]),
        ([(E.FORECAST, 500_000), (E.ACTUAL, 1)], None, ["£5,000", "not stated", "£0.01", "£4,999.99"]),
        ([(E.FORECAST, 500_000), (E.COMMITMENT, 450_000)], None, ["£5,000", "£4,500", "not stated", "£4,500"]),
        ([(E.FORECAST, 500_000), (E.COMMITMENT, 450_000), (E.ACTUAL, 450_001)], None,
         ["£5,000", "£4,500", "£4,500.01", "−£0.01"]),
        ([(E.FORECAST, 500_000), (E.COMMITMENT, 450_000)], E.COMMITMENT, ["£5,000", "£0", "not stated", "£5,000"]),
        ([(E.COMMITMENT, 450_000)], E.COMMITMENT, ["not stated", "£0", "not stated", "£0"]),
        ([(E.ACTUAL, 7)], None, ["not stated", "not stated", "£0.07", "not stated"]),
        ([(E.FORECAST, 500_000), (E.ACTUAL, 7)], E.ACTUAL, ["£5,000", "not stated", "£0", "£5,000"]),
    ],
)  # fmt: skip
def test_says_of_a_year_what_the_list_of_costs_says(
    client: Client,
    cast: Cast,
    cost: CostLine,
    entries: list[tuple[EntryKind, int]],
    reversed_kind: EntryKind | None,
    wanted: list[str],
) -> None:
    """A commitment that was taken back leaves the forecast standing, on the page as in the list."""
    journals = {kind: enter(cast, cost, kind, pence) for kind, pence in entries}
    if reversed_kind is not None:
        take_back(cast, journals[reversed_kind])
    assert texts(page(client, cast, cost)["year_rows"]) == [["2026/27", *wanted]]
    assert in_the_list(client, cast) == wanted


def test_keeps_the_years_of_a_cost_apart_and_in_order(client: Client, cast: Cast, cost: CostLine) -> None:
    for year, pence in ((2027, 200), (2025, 100), (2026, 300), (2027, 5)):
        enter(cast, cost, E.FORECAST, pence, year)
    shown = [row[:2] for row in texts(page(client, cast, cost)["year_rows"])]
    assert shown == [["2025/26", "£1"], ["2026/27", "£3"], ["2027/28", "£2.05"]]


def test_says_what_a_bare_cost_does_not_know(client: Client, cast: Cast, cost: CostLine) -> None:
    found = facts(client, cast, cost)
    assert (found["Review"], found["Class of cost"]) == ("None: a cost of the partnership itself", "Legal advice")
    assert (found["Priced by"], found["Fully paid"], found["Supplier"]) == ("Fixed sum", "no", "")
    assert [found[label] for label in ("Day rate", "Days used at the day rate", "Complexity band")] == [None] * 3


def test_names_the_review_and_every_price(client: Client, cast: Cast, case: Case, cost: CostLine) -> None:
    band = add_band(partnership=cast.partnership, by=cast.finance_officer, name="Plain", cost_pence=1_200_050,
                    source="Board")  # fmt: skip
    say(cost, case=case, band=band, basis=CostBasis.BAND, day_rate_pence=45_000, days_used=Decimal("2.5"))
    found = facts(client, cast, cost)
    assert (found["Review"], found["Priced by"]) == (case.reference, "Complexity band")
    assert (found["Complexity band"], found["Day rate"]) == ("Plain, £12,000.50", "£450")
    assert found["Days used at the day rate"] == "£1,125"


def test_names_a_learning_review_by_its_reference(client: Client, cast: Cast, cost: CostLine) -> None:
    say(cost, learning_review="LR-1")
    assert facts(client, cast, cost)["Review"] == "LR-1"


OPEN_ACTS = [V.STATE_COST, V.RECORD_ACTUAL, V.ADD_QUOTE, V.CHANGE_COST, V.SETTLE_COST]


def test_offers_what_its_state_allows_and_leads_back(client: Client, cast: Cast, cost: CostLine) -> None:
    def offers() -> list[FundingVerb]:
        found = page(client, cast, cost)["offers"]
        assert all(offer.url.endswith(f"?back=/funding/testshire/2026-27/costs/{cost.pk}/") for offer in found)
        return [offer.verb for offer in found]

    assert offers() == OPEN_ACTS
    enter(cast, cost, E.ACTUAL, 100)
    settle_cost(cost=cost, by=cast.coordinator, on=DAY)
    assert facts(client, cast, cost)["Fully paid"] == "since 1 June 2026"
    assert offers() == [V.REOPEN_COST]
    reopen_cost(cost=cost, by=cast.coordinator, reason="Late invoice")
    assert offers() == OPEN_ACTS


def test_lets_choose_a_quote_only_who_may_and_only_while_the_cost_is_open(
    client: Client, cast: Cast, cost: CostLine
) -> None:
    received = datetime.date(2026, 5, 4)
    first, second = (
        add_quote(cost=cost, by=cast.coordinator, supplier=name, received_on=received, amount_pence=pence)
        for name, pence in (("Dear", 90_000), ("Silent", None))
    )
    choose_quote(quote=first, by=cast.coordinator, reason="Known here")
    found = page(client, cast, cost)
    assert texts(found["quote_rows"]) == [
        ["Dear", "4 May 2026", "£900", "Chosen: Known here"],
        ["Silent", "4 May 2026", "not stated", "Choose Silent"],
    ]
    choose = found["quote_rows"][1]["cells"][3]["url"]
    assert choose.startswith(f"/funding/testshire/2026-27/do/{V.CHOOSE_QUOTE.value}/{second.pk}/?back=")
    assert client.get(choose).status_code == 200
    assert found["few"] == "2 quotes are recorded. At least 3 are usual."
    assert texts(page(client, cast, cost, "auditor")["quote_rows"])[1][3] == "not chosen"
    enter(cast, cost, E.ACTUAL, 100)
    settle_cost(cost=cost, by=cast.coordinator, on=DAY)
    assert texts(page(client, cast, cost)["quote_rows"])[1][3] == "not chosen"


def test_leads_from_each_line_to_its_journal(client: Client, cast: Cast, cost: CostLine) -> None:
    journal = enter(cast, cost, E.FORECAST, 123_456)
    found = page(client, cast, cost)
    (row,) = found["entry_rows"]
    assert row["url"] == reverse("funding_journal", args=("testshire", "2026-27", journal.pk))
    assert texts([row]) == [["Forecast", "2026/27", "1 June 2026", "£1,234.56", "none"]]
    assert found["waiting_rows"] == []
