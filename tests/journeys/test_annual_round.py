"""Does a year go from a drafted model to confirmed money? Finance drafts, the chair adopts, partners answer."""

import re

import pytest
from django.utils import timezone

from dhr_cases.models import Organisation
from dhr_cases.models.history import change
from funding.models import Agreement, CostLine, FundingRequest, FundingRound, ModelVersion
from funding.position import position
from funding.position_rows import facts_of
from funding.posting_lines import Line
from funding.terms import AgreementState, CostClass, EntryKind, Measure, RequestState, VersionState
from funding.years import FinancialYear, year_of
from tests.journeys.conftest import Visit
from tests.journeys.visitor import Visitor
from tests.money import posted
from workflows.demonstration.people import Town

pytestmark = [pytest.mark.browser, pytest.mark.first_database]

COST = 2_000_000
PARTNERS = ("kent-fire", "kent-police")
CONFIRMED = COST // len(PARTNERS)


@pytest.fixture
def year() -> FinancialYear:
    return year_of(timezone.localdate())


@pytest.fixture
def cost(town: Town, year: FinancialYear) -> CostLine:
    """The reviews of the year are forecast to cost £20,000."""
    with change("Forecast", None):
        line: CostLine = CostLine.objects.create(
            partnership=town.partnership, cost_class=CostClass.CHAIR, description="Independent chairs"
        )
    forecast = Line(kind=EntryKind.FORECAST, year=year.start, on=year.first, pence=COST, cost_line=line)
    posted(town.partnership, town.accounts["finance"], town.accounts["csp.chair"], [forecast])
    return line


def place(year: FinancialYear, page: str = "") -> str:
    """The address of a page of the year."""
    return f"/funding/demo/{year.label.replace('/', '-')}/{page}"


def named(code: str) -> str:
    return str(Organisation.objects.get(code=code))


def draft(finance: Visitor, year: FinancialYear) -> ModelVersion:
    """Finance drafts a model: two partners pay equal shares of the year."""
    finance.open(place(year, "models/"))
    finance.press("Draft a new version")
    finance.send("Draft a new version", {"Name of a new model": "Cost of reviews", "Reason": "Agreed in March."})
    version = ModelVersion.objects.get()
    finance.open(place(year, f"models/{version.pk}/"))
    finance.press("Change the draft")
    finance.send("Change the draft", {"Which bodies are party to it?": [named(code) for code in PARTNERS]})
    finance.open(place(year, f"models/{version.pk}/rules/?add=equal"))
    finance.send("Add the rule", {"Which partners?": [named(code) for code in PARTNERS]})
    finance.open(place(year, f"models/{version.pk}/"))
    assert finance.sees("£10,000")
    return version


def adopt(chair: Visitor, year: FinancialYear, version: ModelVersion) -> None:
    """The chair, who did not write it, brings it into force."""
    chair.open(place(year, f"models/{version.pk}/"))
    chair.press("Bring the version into force")
    chair.send("Bring the version into force")
    version.refresh_from_db()
    assert version.state == VersionState.IN_FORCE


def start(finance: Visitor, year: FinancialYear) -> FundingRound:
    """Every partner is asked at once."""
    finance.open(place(year, "requests/"))
    finance.press("Start the annual round")
    finance.send("Start the annual round", {"Why": "Two reviews began this spring."})
    assert finance.sees("Check your answers")
    finance.press("Start the annual round")
    assert FundingRequest.objects.filter(state=RequestState.ASKED).count() == len(PARTNERS)
    return FundingRound.objects.get()


def answer(contact: Visitor, choice: str, **more: str) -> None:
    """A contact lands on its request, answers and checks."""
    contact.open("/")
    assert contact.heading().startswith("Contribution for")
    assert contact.sees("£10,000")
    contact.answer({"What is your answer?": choice, **more})
    contact.press("Go on to check your answer")
    contact.press("Send the answer")
    assert contact.heading() == "Your answer is sent"


def approve(chair: Visitor, request: FundingRequest) -> None:
    """The chair finds the answer on the home page and approves it."""
    chair.open("/")
    assert chair.sees("Money waiting for you")
    chair.click(chair.page.get_by_role("row", name=re.compile(str(request.organisation))).get_by_role("link"))
    chair.press("Approve the answer")
    chair.send("Approve the answer")
    request.refresh_from_db()
    assert request.state == RequestState.CLOSED


def test_goes_from_the_model_to_confirmed_money(visit: Visit, town: Town, year: FinancialYear, cost: CostLine) -> None:
    finance, chair = visit("finance"), visit("csp.chair")
    adopt(chair, year, draft(finance, year))
    round_ = start(finance, year)
    fire, police = (FundingRequest.objects.get(organisation__code=code) for code in PARTNERS)
    answer(visit("funding"), "We will pay the whole sum: £10,000")
    answer(visit("funding.police"), "We will not pay", Reason="Our budget is spent.")
    approve(chair, fire)
    approve(chair, police)
    stands(finance, town, year)
    finance.open("/")
    finance.follow("Close the annual round")
    finance.send("Close the annual round")
    assert finance.heading() == "Your work today", finance.page.locator("main").inner_text()
    round_.refresh_from_db()
    assert round_.closed_on == timezone.localdate()
    assert round_.processes.get().finished is not None


def stands(finance: Visitor, town: Town, year: FinancialYear) -> None:
    """The position shows what is confirmed, what is missing and why."""
    states = dict(Agreement.objects.values_list("organisation__code", "state"))
    assert states == {"kent-fire": AgreementState.CONFIRMED, "kent-police": AgreementState.DECLINED}
    found = position(facts_of(town.partnership, year, timezone.localdate()))
    assert (found.measures[Measure.CONFIRMED], found.shortfall[Measure.CONFIRMED]) == (CONFIRMED, COST - CONFIRMED)
    finance.open(place(year))
    for told in ("£20,000", "£10,000", "Declined or withdrawn"):
        assert finance.sees(told), told
