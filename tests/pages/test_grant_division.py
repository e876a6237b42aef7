"""How does the page divide an allocation, to the penny, and by which names does it call the parts?"""

from typing import Any

import pytest
from django.test import Client

from dhr_cases.models.history import change
from funding.actions.ledger import approve_journal
from funding.models import Journal
from funding.models.grants import GrantProject, GrantYear
from funding.money import Qualifier
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.steps_grant import ALLOCATION, YEAR, a_grant, a_project, agreed, paid, settled

pytestmark = pytest.mark.django_db

GRANT = "/funding/testshire/2018-19/grant/"
LATER = FinancialYear(2090)
LATER_GRANT = "/funding/testshire/2090-91/grant/"
CAP = 1_322_033


def page(client: Client, cast: Cast, address: str = GRANT) -> Any:
    client.force_login(cast.auditor)
    return client.get(address).context


def parts(found: Any) -> list[list[str]]:
    return [[cell["text"] for cell in row["cells"]] for row in found["division"]["rows"]]


def figures(found: Any) -> dict[str, str]:
    return {figure["label"]: figure["value"] for figure in found["figures"]}


def agree(project: GrantProject, pence: int | None) -> None:
    """The project as the funder agreed to it, whatever year it is of."""
    with change("Test", None):
        project.state, project.amount_pence = "approved", pence
        project.save()


def pence_of(text: str) -> int:
    whole, _, rest = text.removeprefix("£").replace(",", "").partition(".")
    return int(whole) * 100 + int(rest or 0)


def test_divides_into_what_is_stated_and_what_is_left(client: Client, cast: Cast) -> None:
    grant = a_grant(cast)
    a_project(cast, "Play", 1_000_000)
    agreed(cast, grant)
    assert parts(page(client, cast)) == [
        ["Stated for projects", "£10,000", "25.21%"], ["Given to no project", "£29,661", "74.79%"],
    ]  # fmt: skip


def test_keeps_the_pot_a_part_of_its_own_only_where_there_is_one(client: Client, cast: Cast) -> None:
    grant = a_grant(cast, pot_pence=CAP)
    a_project(cast, "Play", 1_000_000)
    agreed(cast, grant)
    found = parts(page(client, cast))
    assert found == [
        ["Stated for projects", "£10,000", "25.21%"], ["Not drawn from the tactical pot", "£13,220.33", "33.33%"],
        ["Given to no project", "£16,440.67", "41.45%"],
    ]  # fmt: skip
    assert sum(pence_of(row[1]) for row in found) == ALLOCATION


@pytest.mark.parametrize(
    ("year", "address", "amounts", "name"),
    [
        (YEAR, GRANT, [5], "Given to no project"),
        (YEAR, GRANT, [5, None], "Not accounted for"),
        (YEAR, GRANT, [], "Not accounted for"),
        (LATER, LATER_GRANT, [5], "Not yet allocated"),
        (LATER, LATER_GRANT, [5, None], "Not accounted for"),
        (LATER, LATER_GRANT, [], "Not accounted for"),
    ],
)
def test_calls_the_rest_by_its_right_name(
    client: Client, cast: Cast, year: FinancialYear, address: str, amounts: list[int | None], name: str
) -> None:
    """Only a year that is over, with every figure there, has money given to no project. [V]"""
    a_grant(cast, year)
    for number, pence in enumerate(amounts):
        agree(a_project(cast, f"Play {number}", pence, year=year), pence)
    found = page(client, cast, address)
    assert parts(found)[-1][0] == name
    assert figures(found)[name] == parts(found)[-1][1]


@pytest.mark.parametrize(
    ("rules", "words", "rest"),
    [
        ({}, "£39,661", "£39,661"),
        ({"allocation_qualifier": Qualifier.ABOUT}, "about £39,661", "£39,661"),
        ({"allocation_pence": None}, "not stated", "not stated"),
        ({"allocation_pence": None, "is_same_as_last_year": True}, "same as 2017/18: £40,000", "£40,000"),
        ({"is_same_as_last_year": True}, "£39,661", "£39,661"),
    ],
)
def test_tells_the_allocation_as_it_was_stated(
    client: Client, cast: Cast, rules: dict[str, Any], words: str, rest: str
) -> None:
    a_grant(cast, YEAR.previous, allocation_pence=4_000_000)
    a_grant(cast, pot_numerator=None, pot_denominator=None, **rules)
    found = figures(page(client, cast))
    assert (found["Allocation"], found["Not accounted for"]) == (words, rest)


def test_has_no_figure_where_the_year_before_states_none(client: Client, cast: Cast) -> None:
    a_grant(cast, allocation_pence=None, is_same_as_last_year=True, pot_numerator=None, pot_denominator=None)
    found = page(client, cast)
    assert figures(found)["Allocation"] == "same as 2017/18: not stated"
    assert parts(found) == [["Stated for projects", "£0", ""], ["Not accounted for", "", ""]]


def test_counts_what_was_paid_once_it_is_posted(client: Client, cast: Cast) -> None:
    grant = a_grant(cast)
    a_project(cast, "Play", 1_000_000)
    paid(cast, grant)
    waiting = page(client, cast)
    assert (figures(waiting)["Paid in"], bool(waiting["waiting"])) == ("£0", True)
    approve_journal(journal=Journal.objects.get(), by=cast.finance_officer)
    posted = page(client, cast)
    assert (figures(posted)["Paid in"], posted["waiting"]) == ("£10,000", "")
    links = {figure["label"]: figure["url"] for figure in posted["figures"]}
    assert links["Paid in"] == "/funding/testshire/2018-19/ledger/?kind=grant_payment"
    assert "£10,000" in client.get(links["Paid in"]).content.decode()


def test_says_what_of_spent_and_paid_waits_in_one_sentence(client: Client, cast: Cast) -> None:
    grant: GrantYear = a_grant(cast)
    a_project(cast, "Play", 1_000_000)
    paid(cast, grant)
    settled(cast, grant.projects.get(), 900_000)
    told = page(client, cast)["waiting"]
    assert told.startswith("Not counted yet, waiting for approval in the ledger: ")
    assert "grant payment £10,000" in told
    assert "grant spent £9,000" in told


@pytest.mark.parametrize(
    ("amounts", "sentence"),
    [
        ([5, 7], ""),
        ([5, None], "includes 1 project with no stated amount"),
        ([None, None], "includes 2 projects with no stated amount"),
    ],
)
def test_says_which_projects_a_total_leaves_out(
    client: Client, cast: Cast, amounts: list[int | None], sentence: str
) -> None:
    a_grant(cast)
    for number, pence in enumerate(amounts):
        agree(a_project(cast, f"Play {number}", pence), pence)
    found = page(client, cast)
    assert found["division"]["label"] == sentence
    left_out = [f"Play {number}" for number, pence in enumerate(amounts) if pence is None]
    assert list(found["without_amount"]) == left_out
