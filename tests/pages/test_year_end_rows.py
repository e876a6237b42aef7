"""What do the pages of a year's end and of debts say, to the penny, in every state of a decision, gap and debt?"""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.models.history import change
from funding.actions.gaps import GapFacts, close_gap, record_gap
from funding.actions.ledger import approve_journal, put_forward, refuse_journal
from funding.actions.year_end import Resolved, decide_year_end
from funding.models import FundingSettings, YearEndDecision
from funding.money import Qualifier
from funding.posting_lines import Line
from funding.terms import EntryKind
from funding.verbs import FundingVerb
from funding.years import FinancialYear, year_of
from tests.conftest import Cast
from tests.money import agreement, cost_line, posted

pytestmark = pytest.mark.django_db

E, V = EntryKind, FundingVerb
YEAR = FinancialYear(2021)
DAY = datetime.date(2021, 5, 3)
DECIDED_ON = datetime.date(2022, 5, 6)
TODAY = timezone.localdate()
RECEIVED = 500_000


def enter(cast: Cast, *entries: tuple[EntryKind, int], year: FinancialYear = YEAR) -> None:
    """Entries of the police's contribution, of a cost, or of the year, whatever each kind is about."""
    owed = agreement(cast.partnership, cast.police, RECEIVED, year=year)
    tied: dict[EntryKind, dict[str, Any]] = {E.RECEIPT: {"agreement": owed}, E.REFUND: {"agreement": owed}}
    tied |= {E.INVOICE: {"agreement": owed}, E.ACTUAL: {"cost_line": cost_line(cast.partnership)}}
    lines = [Line(kind=kind, year=year.start, on=DAY, pence=pence, **tied.get(kind, {})) for kind, pence in entries]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)


def page(client: Client, cast: Cast, part: str = "finance_officer", year: str = "2021-22") -> Any:
    client.force_login(cast.people()[part])
    return client.get(reverse("funding_year_end", args=("testshire", year))).context


def texts(rows: list[Any]) -> list[list[str]]:
    return [[cell["text"] for cell in row["cells"]] for row in rows]


def told(rows: list[Any]) -> dict[str, str]:
    return {row["label"]: row["value"] for row in rows}


def decided(cast: Cast, **amounts: Any) -> YearEndDecision:
    resolved = Resolved(decided_by="The board", decided_on=DECIDED_ON, meeting="Board", **amounts)
    return decide_year_end(partnership=cast.partnership, year=YEAR, by=cast.finance_officer, resolved=resolved)


# the cash of a year


def test_adds_the_cash_of_a_year_up_to_the_penny(client: Client, cast: Cast) -> None:
    enter(
        cast, (E.BROUGHT_FORWARD, 100_001), (E.RECEIPT, RECEIVED), (E.REFUND, 50_000), (E.ACTUAL, 300_000),
        (E.RETURNED, 10), (E.RELEASED, 20), (E.CARRIED_FORWARD, 100_000),
    )  # fmt: skip
    assert told(page(client, cast)["rows"]) == {
        "Brought forward": "£1,000.01", "Received, less refunds": "£4,500", "Paid": "−£3,000",
        "Returned to payers": "−£0.10", "Released": "−£0.20", "Closing balance": "£2,499.71",
        "Carried into the next year": "£1,000", "Still to be decided on": "£1,499.71",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("spent", "left", "overdrawn", "may_decide"),
    [(RECEIVED - 1, "£0.01", "", True), (RECEIVED, "£0", "", False), (RECEIVED + 1, "£0", "£0.01", False)],
)
def test_lets_decide_while_a_penny_is_left_and_says_what_is_overdrawn(
    client: Client, cast: Cast, spent: int, left: str, overdrawn: str, may_decide: bool
) -> None:
    enter(cast, (E.RECEIPT, RECEIVED), (E.ACTUAL, spent))
    found = page(client, cast)
    assert (told(found["rows"])["Still to be decided on"], found["overdrawn"]) == (left, overdrawn)
    verbs = [offer.verb for offer in found["offers"]]
    assert verbs == ([V.DECIDE_YEAR_END, V.RECORD_GAP] if may_decide else [V.RECORD_GAP])


def test_lets_decide_on_no_year_that_is_not_over(client: Client, cast: Cast) -> None:
    now = year_of(TODAY)
    enter(cast, (E.RECEIPT, RECEIVED), year=now)
    found = page(client, cast, year=now.label.replace("/", "-"))
    assert (found["is_over"], [offer.verb for offer in found["offers"]]) == (False, [V.RECORD_GAP])
    assert page(client, cast)["is_over"] is True


def test_leads_each_sum_to_its_entries(client: Client, cast: Cast) -> None:
    enter(cast, (E.RECEIPT, RECEIVED))
    ledger = reverse("funding_ledger", args=("testshire", "2021-22"))
    links = {row["label"]: row["value_url"] for row in page(client, cast)["rows"]}
    assert links == {
        "Brought forward": f"{ledger}?kind=brought_forward", "Received, less refunds": f"{ledger}?kind=receipt",
        "Paid": f"{ledger}?kind=actual", "Returned to payers": f"{ledger}?kind=returned",
        "Released": f"{ledger}?kind=released", "Closing balance": "",
        "Carried into the next year": f"{ledger}?kind=carried_forward", "Still to be decided on": "",
    }  # fmt: skip


def test_counts_journals_that_would_move_the_money_left(client: Client, cast: Cast) -> None:
    enter(cast, (E.RECEIPT, RECEIVED))
    for kind in (E.RELEASED, E.BROUGHT_FORWARD):
        line = Line(kind=kind, year=YEAR.start, on=DAY, pence=5)
        put_forward(partnership=cast.partnership, by=cast.coordinator, lines=[line], text="Waits")
    plan = Line(kind=E.FORECAST, year=YEAR.start, on=DAY, pence=5, cost_line=cost_line(cast.partnership))
    put_forward(partnership=cast.partnership, by=cast.coordinator, lines=[plan], text="Moves no money")
    assert page(client, cast)["waiting"] == 2


# decisions


@pytest.mark.parametrize(
    ("amounts", "minute", "cells"),
    [
        ({"carried_pence": RECEIVED}, "", ["£5,000", "£5,000", "£0", "nobody", "£0"]),
        ({"released_pence": RECEIVED}, "7", ["£5,000", "£0", "£0", "nobody", "£5,000"]),
        ({"carried_pence": 1, "returned_pence": RECEIVED - 3, "released_pence": 2}, "7",
         ["£5,000", "£0.01", "£4,999.97", "Testshire Police", "£0.02"]),
    ],
)  # fmt: skip
def test_tells_a_decision_and_whether_its_entries_stand(
    client: Client, cast: Cast, amounts: dict[str, int], minute: str, cells: list[str]
) -> None:
    enter(cast, (E.RECEIPT, RECEIVED))
    to = cast.police if amounts.get("returned_pence") else None
    made = decided(cast, minute=minute, returned_to=to, **amounts)
    meeting = "Board, minute 7" if minute else "Board"
    begins = [meeting, "The board", "6 May 2022"]
    assert texts(page(client, cast)["decision_rows"]) == [[*begins, *cells, "Waiting for approval"]]
    approve_journal(journal=made.journal, by=cast.csp_chair)
    found = page(client, cast)
    assert texts(found["decision_rows"]) == [[*begins, *cells, "Posted"]]
    assert found["decision_rows"][0]["url"] == reverse(
        "funding_journal", args=("testshire", "2021-22", made.journal.pk)
    )
    assert told(found["rows"])["Still to be decided on"] == "£0"


def test_lets_decide_anew_once_a_decision_was_refused(client: Client, cast: Cast) -> None:
    enter(cast, (E.RECEIPT, RECEIVED))
    made = decided(cast, carried_pence=RECEIVED)
    refuse_journal(journal=made.journal, by=cast.csp_chair, reason="Return it")
    found = page(client, cast)
    assert [row[-1] for row in texts(found["decision_rows"])] == ["Refused"]
    assert V.DECIDE_YEAR_END in [offer.verb for offer in found["offers"]]
    decided(cast, released_pence=RECEIVED)
    assert [row[-1] for row in texts(page(client, cast)["decision_rows"])] == ["Refused", "Waiting for approval"]


# gaps


@pytest.mark.parametrize(
    ("facts", "average", "cells"),
    [
        ({}, None, ["A gap", None, "not stated", None, ""]),
        ({"amount_pence": 2_000_000, "qualifier": Qualifier.ABOUT}, None, ["A gap", None, "about £20,000", None, ""]),
        ({"year": YEAR, "meeting": "CSP", "minute": "5", "stated_on": DAY, "action": "To ask partners"}, None,
         ["A gap (CSP, minute 5, 3 May 2021)", "2021/22", "not stated", None, "To ask partners"]),
        ({"stated_on": DAY}, 2_000_000, ["A gap (3 May 2021)", None, "not stated", None, ""]),
        ({"amount_pence": 0}, 2_000_000, ["A gap", None, "£0", None, ""]),
    ],
)  # fmt: skip
def test_tells_a_gap_as_the_minute_has_it(
    client: Client, cast: Cast, facts: dict[str, Any], average: int | None, cells: list[str | None]
) -> None:
    with change("Test", None):
        FundingSettings.objects.update_or_create(partnership=cast.partnership, defaults={"average_cost_pence": average})
    record_gap(partnership=cast.partnership, by=cast.coordinator, facts=GapFacts(text="A gap", **facts))
    assert texts(page(client, cast, "auditor")["gap_rows"]) == [[*cells, "Open"]]


def test_offers_to_close_an_open_gap_to_who_may(client: Client, cast: Cast) -> None:
    gap = record_gap(partnership=cast.partnership, by=cast.coordinator, facts=GapFacts(text="A gap"))
    (row,) = page(client, cast)["gap_rows"]
    cell = row["cells"][-1]
    assert cell["text"] == "Open. Close it"
    assert client.get(cell["url"]).status_code == 200
    close_gap(gap=gap, by=cast.coordinator, on=DECIDED_ON, reason="Paid by all")
    assert texts(page(client, cast)["gap_rows"])[0][-1] == "Closed 6 May 2022: Paid by all"


# debts


@pytest.mark.parametrize(("age", "place"), [(0, 0), (30, 0), (31, 1), (60, 1), (61, 2), (90, 2), (91, 3), (400, 3)])
def test_puts_a_debt_under_its_age_and_adds_all_up(client: Client, cast: Cast, age: int, place: int) -> None:
    owed, other = (agreement(cast.partnership, who, RECEIVED, year=YEAR) for who in (cast.police, cast.health))
    on = TODAY - datetime.timedelta(days=age)
    lines = [Line(kind=E.INVOICE, year=YEAR.start, on=on, pence=30_005, agreement=owed)]
    lines += [Line(kind=E.RECEIPT, year=YEAR.start, on=on, pence=7, agreement=other)]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)
    client.force_login(cast.auditor)
    found = client.get(reverse("funding_debts", args=("testshire", "2026-27"))).context
    bands = ["£300.05" if number == place else "£0" for number in range(4)]
    since = f"{on:%-d %B %Y}"
    assert texts(found["rows"]) == [
        [f"Testshire Police, 2021/22, since {since}", *bands, "£300.05", "none"],
        ["All together", *bands, "£300.05", "none"],
    ]
    assert texts(found["ahead_rows"]) == [["Testshire NHS Trust", "2021/22", "£0.07"]]


def test_offers_to_record_a_receipt_in_the_year_of_the_debt(client: Client, cast: Cast) -> None:
    enter(cast, (E.INVOICE, 5))
    client.force_login(cast.finance_officer)
    address = reverse("funding_debts", args=("testshire", "2026-27"))
    owed, together = client.get(address).context["rows"]
    cell = owed["cells"][-1]
    assert (cell["text"], together["cells"][-1]["text"]) == ("Record a receipt", "none")
    assert cell["url"].startswith(f"/funding/testshire/2021-22/do/{V.PUT_FORWARD.value}/")
    assert cell["url"].endswith(f"?back={address}")
    assert client.get(cell["url"]).status_code == 200
