"""Are the pages of a year's position fit to be looked at: forty partners, long names, an empty year, paper, keys?"""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from dhr_cases.models import Organisation, Partnership, Succession
from dhr_cases.models.history import change
from funding.models import Agreement, FundingRequest, FundingSettings, RecordedGap
from funding.posting_lines import Line
from funding.terms import AgreementState, CostClass, EntryKind
from funding.years import FinancialYear
from tests.journeys.conftest import Visit
from tests.journeys.looking import MIDDLE, NARROW, OVERFLOW, look, photograph
from tests.journeys.visitor import Visitor
from tests.money import agreement, body, cost_line, line, posted
from tests.partners import DAY, LAST_DAY, LONG, POUND, YEAR
from workflows.demonstration.people import Town

pytestmark = [pytest.mark.browser, pytest.mark.first_database]

E, A = EntryKind, AgreementState
SLUG = "2021-22"
MANY = 40


@pytest.fixture
def year(town: Town) -> Town:
    """A year with forty partners in every state, four years of history, costs, a gap and a request."""
    with change("Test", None):
        FundingSettings.objects.create(partnership=town.partnership, average_cost_pence=2_000_000)
        RecordedGap.objects.create(
            partnership=town.partnership,
            amount_pence=2_000_000,
            qualifier="about",
            text="Reviews cost more than is in the fund.",
            meeting="Executive group",
            minute="5.2",
        )
    agreements = list(_agreements(town.partnership))
    lines = [*_cost_lines(town.partnership), *_income(agreements)]
    posted(town.partnership, town.accounts["finance"], town.accounts["csp.chair"], lines)
    with change("Test", None):
        FundingRequest.objects.create(
            partnership=town.partnership,
            organisation=agreements[2].organisation,
            year=YEAR.start,
            amount_pence=700 * POUND,
            asked_on=DAY,
        )
        Succession.objects.create(
            predecessor=agreements[0].organisation,
            successor=agreements[1].organisation,
            effective_on=LAST_DAY,
            shape="one_to_one",
            source="Invented",
        )
    return town


def _agreements(partnership: Partnership) -> Iterator[Agreement]:
    company = body("Vale Community Rehabilitation Company", ends_on=LAST_DAY)
    yield agreement(partnership, company, 400_000, year=YEAR, state=A.ASKED)
    states = [A.CONFIRMED, A.ASKED, A.PLEDGED, A.DECLINED, A.WITHDRAWN, A.PROPOSED]
    for number in range(1, MANY):
        name = LONG if number == 3 else f"Vale Partner {number}"
        who: Organisation = body(name)
        pence = None if number == 5 else (500 + 10 * number) * POUND
        yield agreement(partnership, who, pence, year=YEAR, state=states[number % len(states)])
        if number < 10:
            for back in range(1, number % 4 + 1):
                earlier = FinancialYear(YEAR.start - back)
                agreement(partnership, who, 500 * POUND, year=earlier, state=A.CONFIRMED)


def _cost_lines(partnership: Partnership) -> Iterator[Line]:
    chairing, panel = cost_line(partnership), cost_line(partnership, CostClass.PANEL_ADMIN)
    yield line(E.FORECAST, 30_000 * POUND, about=chairing, on=DAY)
    yield line(E.FORECAST, 4_000 * POUND, about=panel, on=DAY)
    yield line(E.ACTUAL, 5_000 * POUND, about=panel, on=DAY)


def _income(agreements: list[Agreement]) -> Iterator[Line]:
    for each in agreements:
        if each.state in (A.PLEDGED, A.CONFIRMED) and each.amount_pence:
            yield line(E.PLEDGE, each.amount_pence, about=each, on=DAY)
        if each.state == A.CONFIRMED and each.amount_pence:
            for kind in (E.CONFIRMATION, E.INVOICE):
                yield line(kind, each.amount_pence, about=each, on=DAY)
            yield line(E.RECEIPT, each.amount_pence // 2, about=each, on=DAY)


def address(town: Town, name: str, *about: str, year: str = SLUG) -> str:
    """A page of the year."""
    return reverse(name, args=(town.partnership.code, year, *about))


def look_at_sizes(page: Page, name: str) -> None:
    """Pictures on a middling and a narrow screen, and as on paper."""
    look(page, name)
    assert page.evaluate(OVERFLOW) <= 0, f"{name} is too wide for a wide screen"
    before = page.viewport_size
    for width in (MIDDLE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        photograph(page, f"{name}-{width}")
    if before:
        page.set_viewport_size(before)
    page.emulate_media(media="print")
    photograph(page, f"{name}-print")
    page.emulate_media(media="screen")


@pytest.mark.parametrize(
    ("name", "about", "query"),
    [
        ("funding_year", (), ""),
        ("funding_year", (), "?measure=received"),
        ("funding_partners", (), ""),
        ("funding_partners", (), "?state=at_risk"),
        ("funding_partner", ("vale-community-rehabilitation-company",), ""),
        ("funding_partner", ("vale-partner-6",), ""),
        ("funding_scenarios", (), ""),
        ("funding_scenarios", (), "?more=2"),
        ("funding_scenarios", (), "?more=lots&times=3"),
    ],
)
def test_fits_every_screen(visit: Visit, year: Town, name: str, about: tuple[str, ...], query: str) -> None:
    """No rule of axe is broken and nothing is cut off, also with forty partners."""
    finance = visit("finance")
    finance.page.goto(f"{finance.address}{address(year, name, *about)}{query}")
    look_at_sizes(finance.page, f"money-{name}{''.join(about)}{query.strip('?').replace('=', '-').replace('&', '-')}")
    assert finance.page.locator("h1").count() == 1


@pytest.mark.parametrize("name", ["funding_year", "funding_partners", "funding_scenarios"])
def test_fits_with_nothing_recorded(visit: Visit, town: Town, name: str) -> None:
    """An empty year says so."""
    auditor: Visitor = visit("auditor")
    auditor.page.goto(f"{auditor.address}{address(town, name, year='2035-36')}")
    look_at_sizes(auditor.page, f"money-empty-{name}")
    assert auditor.page.locator("h1").count() == 1


def test_asks_what_if_without_script(visit: Visit, year: Town) -> None:
    """A plain form: answers go into the address and stay in the boxes."""
    auditor = visit("auditor", java_script_enabled=False)
    auditor.open(address(year, "funding_scenarios"))
    auditor.answer({"How many more reviews start?": "2"})
    auditor.press("Work it out")
    assert "more=2" in auditor.page.url
    assert auditor.sees("2 more reviews start, each at about £20,000")
    assert auditor.page.get_by_label("How many more reviews start?").input_value() == "2"
