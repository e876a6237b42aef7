"""Is the shortfall right at every step from a body's end to its successor's yes? The change of 26 June 2021.

The share is invented; the days are those of the change: 86 before it, 279 from it on.
"""

import datetime

import pytest
from playwright.sync_api import Page

from dhr_cases.models import Organisation
from funding.models import Agreement, FundingRequest
from funding.terms import AgreementState, CostClass, EntryKind, Measure
from tests.journeys.conftest import Visit
from tests.journeys.visitor import Visitor
from tests.money import agreement, cost_line, line, posted
from tests.successions import CHANGE_DAY, PASSES_ON, SHARE, YEAR
from workflows.demonstration.people import Town

pytestmark = [pytest.mark.browser, pytest.mark.first_database]

PLACE = "/funding/demo/2021-22/"
LANE = "/contributions/demo/probation-service/2021-22/"
IN_YEAR = datetime.date(2021, 5, 4)
TABLE = "The same in figures, by each measure"
SAYS_YES = f"We will pay the whole sum: £{PASSES_ON / 100:.2f}"

ORPHANED = "of it: orphaned by a body that ended"
DECLINED = "of it: declined or withdrawn"
SHORTFALL = "Shortfall"
CAUSES = (ORPHANED, DECLINED)

Missing = dict[str, tuple[str, ...]]


@pytest.fixture
def crc(town: Town) -> Agreement:
    """The company owed £1,000 for the year and paid its 86 days; the year's one chair costs as much."""
    body = Organisation.objects.get(code="kss-crc")
    owed = agreement(town.partnership, body, SHARE, year=YEAR, state=AgreementState.CONFIRMED)
    chair = cost_line(town.partnership, CostClass.CHAIR)
    kept = SHARE - PASSES_ON
    entries = [line(EntryKind.FORECAST, SHARE, about=chair, on=IN_YEAR)]
    entries += [line(kind, SHARE, about=owed, on=IN_YEAR) for kind in (EntryKind.PLEDGE, EntryKind.CONFIRMATION)]
    entries += [line(kind, kept, about=owed, on=IN_YEAR) for kind in (EntryKind.INVOICE, EntryKind.RECEIPT)]
    posted(town.partnership, town.accounts["finance"], town.accounts["csp.chair"], entries)
    return owed


def table_of(page: Page) -> Missing:
    """The rows of the position's table by their first cell; one column a measure."""
    table = page.get_by_role("table").filter(has=page.locator("caption", has_text=TABLE))
    found: Missing = {}
    for row in table.locator("tbody tr").all():
        head, *cells = (cell.inner_text().strip() for cell in row.locator("th, td").all())
        found[head] = tuple(cells)
    return found


def missing(finance: Visitor) -> dict[str, str]:
    """Shortfall and causes against confirmed, as the page of the year shows them."""
    finance.open(PLACE)
    rows = table_of(finance.page)
    column = list(Measure).index(Measure.CONFIRMED)
    return {name: next(cells[column] for head, cells in rows.items() if name in head) for name in (SHORTFALL, *CAUSES)}


def record(finance: Visitor) -> FundingRequest:
    """Finance records who follows; what the company left is passed on and asked for."""
    finance.open(f"{PLACE}successions/")
    assert finance.sees("To be taken up tonight")
    finance.press("Record a successor body")
    finance.answer(
        {
            "Which body ends?": str(Organisation.objects.get(code="kss-crc")),
            "First day of the successor": CHANGE_DAY,
            "How do its duties pass?": "One to one",
            "Successor": str(Organisation.objects.get(code="probation-service")),
            "Source": "Reform of probation, 26 June 2021",
        }
    )
    finance.press("Record a successor body")
    assert finance.sees("every successor is asked for its part of what was not paid")
    finance.press("Record a successor body")
    assert not finance.problems()
    finance.open(f"{PLACE}successions/")
    assert finance.sees("£764.38")
    return FundingRequest.objects.get(organisation__code="probation-service")


def answer(contact: Visitor, request: FundingRequest, choice: str, **more: str) -> None:
    """The successor reads why it is asked, and answers."""
    contact.open(f"{LANE}requests/{request.pk}/")
    assert contact.sees("279 of them after the end")
    contact.answer({"What is your answer?": choice, **more})
    contact.press("Go on to check your answer")
    contact.press("Send the answer")
    assert contact.heading() == "Your answer is sent"


def approve(finance: Visitor, request: FundingRequest) -> None:
    finance.open(f"{PLACE}requests/{request.pk}/")
    finance.press("Approve the answer")
    finance.send("Approve the answer")


def ask_again(finance: Visitor, request: FundingRequest) -> None:
    finance.open(f"{PLACE}requests/{request.pk}/")
    finance.press("Ask again")
    finance.send("Ask again", {"Why": "The duty passed by law. Please consider it once more."})


def test_loses_no_duty_from_the_company_to_the_service(visit: Visit, town: Town, crc: Agreement) -> None:
    orphaned = {SHORTFALL: "£764.38", ORPHANED: "£764.38", DECLINED: "£0"}
    finance, contact = visit("finance"), visit("funding.probation")
    assert missing(finance) == orphaned

    request = record(finance)
    assert request.amount_pence == PASSES_ON
    assert missing(finance) == orphaned

    answer(contact, request, "We will not pay", Reason="No budget line in this region.")
    assert missing(finance) == orphaned
    approve(finance, request)
    assert missing(finance) == {SHORTFALL: "£764.38", ORPHANED: "£0", DECLINED: "£764.38"}

    ask_again(finance, request)
    assert missing(finance) == orphaned

    answer(contact, request, SAYS_YES)
    assert missing(finance) == orphaned
    approve(finance, request)
    assert missing(finance) == {SHORTFALL: "£0", ORPHANED: "£0", DECLINED: "£0"}
    crc.refresh_from_db()
    assert crc.state == AgreementState.ENDED
