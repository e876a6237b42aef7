"""Does every sum on a page of money stand to the right, under a head that does too, and nothing else?

All pages of a year are opened with rows of every kind on them, and every table is looked at as it is sent.
"""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from dhr_cases.models import Appointment, Case, Post
from dhr_cases.models.history import change
from funding.actions.asking import Asking
from funding.actions.costs import CostFacts, add_cost
from funding.actions.grant_years import Neighbour, record_other_case
from funding.actions.ledger import put_forward
from funding.actions.quotes import add_quote
from funding.actions.requests import ask
from funding.models import CostLine, FundingRequest, FundingSettings, Journal
from funding.models.grants import GrantAttendance, GrantOutput
from funding.posting_lines import Line
from funding.terms import CostClass, EntryKind, Sight
from tests.conftest import Cast
from tests.partners import DAY, YEAR, a_year
from tests.steps_grant import a_grant, a_project

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

E = EntryKind
SUM = re.compile(r"^(about |over |under |up to )?−?£[\d,]+(\.\d\d)?$")

OF_THE_TEAM = (
    "funding_year", "funding_partners", "funding_requests", "funding_costs", "funding_ledger", "funding_journals",
    "funding_debts", "funding_year_end", "funding_models", "funding_successions", "funding_grant", "funding_settings",
    "funding_papers", "funding_scenarios",
)  # fmt: skip

LEAST = {
    "funding_requests": 1, "funding_costs": 5, "funding_ledger": 1, "funding_journals": 1, "funding_debts": 1,
    "funding_grant": 3, "partner": 2, "cost": 2, "journal": 1, "project": 2, "case": 1, "own list": 1, "own year": 3,
    "request": 1,
}  # fmt: skip
"""Pages that show at least so many tables here; a page that lost its table would prove nothing."""


@pytest.fixture
def everything(cast: Cast, case: Case) -> dict[str, str]:
    """A year with partners in every state, costs, requests, waiting entries, money returned and a grant."""
    a_year(cast)
    returned = Line(kind=E.RETURNED, year=YEAR.start, on=YEAR.last, pence=5_050, organisation=cast.police)
    put_forward(partnership=cast.partnership, by=cast.coordinator, lines=[returned], text="Money returned")
    for who, year in ((cast.refuge, YEAR), (cast.police, YEAR), (cast.health, YEAR.next)):
        ask(partnership=cast.partnership, by=cast.coordinator, asking=Asking(organisation=who, year=year))
    facts = CostFacts(cost_class=CostClass.LEGAL, description="Counsel", case=case)
    add_cost(partnership=cast.partnership, by=cast.coordinator, facts=facts, year=YEAR, forecast={YEAR.start: 7})
    line = CostLine.objects.filter(cost_class=CostClass.CHAIR).get()
    add_quote(cost=line, by=cast.coordinator, supplier="Invented Chairs", received_on=DAY, amount_pence=5)
    with change("Test", None):
        Appointment.objects.create(case=case, user=cast.independent_chair, post=Post.CHAIR, fee_pence=650_000)
        FundingSettings.objects.update_or_create(partnership=cast.partnership, defaults={"sight": Sight.EVERYTHING})
    _grant(cast)
    return {**_team(cast, line), **_lane(cast)}


def _grant(cast: Cast) -> None:
    a_grant(cast, YEAR, pot_pence=5)
    project = a_project(cast, "Play", 1_000, year=YEAR)
    neighbour = Neighbour(partnership_name="Otherton CSP", title="Play", amount_pence=5)
    record_other_case(partnership=cast.partnership, year=YEAR, by=cast.coordinator, neighbour=neighbour)
    with change("Test", None):
        GrantOutput.objects.create(project=project, label="students", planned=6_000, actual=5)
        GrantAttendance.objects.create(project=project, label="Hall", capacity=400)


def _team(cast: Cast, line: CostLine) -> dict[str, str]:
    place = (cast.partnership.code, "2021-22")
    about = {
        "partner": ("funding_partner", cast.police.code), "cost": ("funding_cost", line.pk),
        "journal": ("funding_journal", Journal.objects.earliest("pk").pk),
        "request": ("funding_request", FundingRequest.objects.earliest("pk").pk),
        "project": ("funding_grant_project", "play"), "case": ("funding_grant_case", 1),
    }  # fmt: skip
    found = {name: reverse(name, args=place) for name in OF_THE_TEAM}
    return found | {word: reverse(name, args=(*place, key)) for word, (name, key) in about.items()}


def _lane(cast: Cast) -> dict[str, str]:
    own = reverse("my_funding_year", args=(cast.partnership.code, cast.police.code, "2021-22"))
    return {"own list": reverse("my_funding"), "own year": own}


def tables(client: Client, cast: Cast, address: str) -> list[Any]:
    client.force_login(cast.funding_contact if address.startswith("/contributions/") else cast.finance_officer)
    answer = client.get(address)
    assert answer.status_code == 200, address
    return list(html.fromstring(answer.content.decode()).xpath("//table[thead]"))


def is_right(cell: Any) -> bool:
    return "--numeric" in cell.get("class", "")


def words(cell: Any) -> str:
    return " ".join(cell.text_content().split())


def test_stands_sums_to_the_right_under_heads_that_do(client: Client, cast: Cast, everything: dict[str, str]) -> None:
    wrong = []
    for page, address in everything.items():
        for table in tables(client, cast, address):
            heads = table.xpath("thead/tr/th")
            for row in table.xpath("tbody/tr"):
                for head, cell in list(zip(heads, row.xpath("th|td"), strict=True))[1:]:
                    stands_apart = is_right(head) != is_right(cell)
                    if stands_apart or (SUM.match(words(cell)) and not is_right(cell)):
                        wrong.append((page, words(head), words(cell)))
    assert wrong == []


def test_shows_the_tables_that_are_looked_at(client: Client, cast: Cast, everything: dict[str, str]) -> None:
    shown = {page: len(tables(client, cast, everything[page])) for page in LEAST}
    assert {page: count for page, count in shown.items() if count < LEAST[page]} == {}


def test_gives_every_row_a_cell_for_each_head(client: Client, cast: Cast, everything: dict[str, str]) -> None:
    for page, address in everything.items():
        for table in tables(client, cast, address):
            heads = len(table.xpath("thead/tr/th"))
            assert {len(row.xpath("th|td")) for row in table.xpath("tbody/tr")} <= {heads}, page
