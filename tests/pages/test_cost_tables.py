"""What stands in each table of the costs of a year, to the penny, and where does each figure lead?"""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.models import Appointment, Case, Post
from dhr_cases.models.history import change
from funding.models import CostLine
from funding.posting_lines import Line
from funding.terms import CostClass, EntryKind
from funding.verbs import FundingVerb
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import cost_line, posted

pytestmark = pytest.mark.django_db

YEAR = FinancialYear(2021)
E, C = EntryKind, CostClass
COSTS = reverse("funding_costs", args=("testshire", "2021-22"))
LEDGER = reverse("funding_ledger", args=("testshire", "2021-22"))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def cost(cast: Cast, cost_class: CostClass, description: str, **about: Any) -> CostLine:
    made = cost_line(cast.partnership, cost_class)
    with change("Test", None):
        made.description = description
        for name, value in about.items():
            setattr(made, name, value)
        made.save()
    return made


def enter(cast: Cast, about: CostLine, *entries: tuple[EntryKind, int, str], year: int = YEAR.start) -> None:
    lines = [Line(kind=kind, year=year, on=day(on), pence=pence, cost_line=about) for kind, pence, on in entries]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)


@pytest.fixture
def costs(cast: Cast, case: Case) -> dict[str, CostLine]:
    """A review with two costs, a learning review, a cost of the partnership, and one nobody has priced."""
    found = {
        "chair": cost(cast, C.CHAIR, "Chairing", case=case),
        "advocate": cost(cast, C.ADVOCACY, "Advocate", case=case),
        "learning": cost(cast, C.CHAIR, "Facilitator", learning_review="LR-1"),
        "own": cost(cast, C.PANEL_ADMIN, "Coordinator"),
        "unpriced": cost(cast, C.TRANSLATION, "Interpreter", expected_year=YEAR.start),
    }
    chair = (
        (E.FORECAST, 500_000, "2021-03-31"), (E.COMMITMENT, 450_050, "2021-04-01"), (E.ACTUAL, 200_000, "2021-04-30"),
        (E.ACTUAL, 50, "2022-03-31"), (E.ACTUAL, 1_000, "2022-04-01"),
    )  # fmt: skip
    enter(cast, found["chair"], *chair)
    enter(cast, found["advocate"], (E.FORECAST, 80_000, "2021-05-01"))
    enter(cast, found["learning"], (E.COMMITMENT, 30_000, "2021-12-31"), (E.ACTUAL, 40_000, "2022-01-01"))
    enter(cast, found["own"], (E.FORECAST, 2_000_000, "2021-05-31"))
    enter(cast, found["own"], (E.FORECAST, 9_900_000, "2021-06-01"), year=YEAR.next.start)
    return found


def page(client: Client, cast: Cast, **asked: str) -> Any:
    client.force_login(cast.finance_officer)
    return client.get(COSTS, asked).context


def rows(found: Any, caption: str) -> list[list[str]]:
    (table,) = [table for table in found["tables"] if table.caption == caption]
    return [[cell["text"] for cell in row["cells"]] for row in table.rows]


def links(found: Any, caption: str) -> list[str]:
    (table,) = [table for table in found["tables"] if table.caption == caption]
    return [row["url"] for row in table.rows]


def test_adds_up_each_kind_over_all_costs_and_says_what_has_no_figure(
    client: Client, cast: Cast, costs: dict[str, CostLine]
) -> None:
    found = page(client, cast)
    assert [(figure["label"], figure["value"]) for figure in found["figures"]] == [
        ("Forecast", "£25,800"), ("Commitment", "£4,800.50"), ("Actual", "£2,410.50"),
        ("Planned less actual", "£23,190"),
    ]  # fmt: skip
    assert found["not_stated"] == 1


def test_plans_by_the_commitment_where_there_is_one_and_tells_what_was_paid_beyond_it(
    client: Client, cast: Cast, case: Case, costs: dict[str, CostLine]
) -> None:
    found = page(client, cast)
    nothing = ["not stated"] * 4
    assert rows(found, "By review") == [
        ["The partnership itself", "£20,000", "not stated", "not stated", "£20,000"],
        ["LR-1", "not stated", "£300", "£400", "−£100"],
        [case.reference, "£5,800", "£4,500.50", "£2,010.50", "£3,290"],
    ]
    assert rows(found, "By class of cost") == [
        ["Independent chair", "£5,000", "£4,800.50", "£2,410.50", "£2,390"],
        ["Panel and administration", "£20,000", "not stated", "not stated", "£20,000"],
        ["Advocacy for the family", "£800", "not stated", "not stated", "£800"],
        ["Translation and interpreting", *nothing],
    ]
    lines = [[cell["text"] for cell in row["cells"]] for row in found["lines"].rows]
    assert lines == [
        [f"Chairing, {case.reference}", "£5,000", "£4,500.50", "£2,010.50", "£2,490"],
        [f"Advocate, {case.reference}", "£800", "not stated", "not stated", "£800"],
        ["Facilitator, LR-1", "not stated", "£300", "£400", "−£100"],
        ["Coordinator, The partnership itself", "£20,000", "not stated", "not stated", "£20,000"],
        ["Interpreter, The partnership itself", *nothing],
    ]


def test_puts_each_entry_into_its_month_or_before_or_after_the_year(
    client: Client, cast: Cast, costs: dict[str, CostLine]
) -> None:
    assert rows(page(client, cast), "By month") == [
        ["Before the year", "£5,000", "none", "none"],
        ["April 2021", "none", "£4,500.50", "£2,000"],
        ["May 2021", "£20,800", "none", "none"],
        ["December 2021", "none", "£300", "none"],
        ["January 2022", "none", "none", "£400"],
        ["March 2022", "none", "none", "£0.50"],
        ["After the year", "none", "none", "£10"],
    ]


def test_tells_learning_reviews_and_the_partnership_apart_from_phases(
    client: Client, cast: Cast, costs: dict[str, CostLine]
) -> None:
    assert rows(page(client, cast), "By phase of the review") == [
        ["Notify", "£5,800", "£4,500.50", "£2,010.50"],
        ["Learning reviews", "none", "£300", "£400"],
        ["The partnership itself", "£20,000", "none", "none"],
    ]


@pytest.mark.parametrize(("own", "more"), [(False, ""), (True, "reference={0}&")])
def test_leads_each_figure_to_its_entries_and_keeps_to_the_review(
    client: Client, cast: Cast, case: Case, costs: dict[str, CostLine], own: bool, more: str
) -> None:
    asked, narrowed = {"review": case.reference} if own else {}, more.format(case.reference)
    found = page(client, cast, **asked)
    assert [figure["url"] for figure in found["figures"]] == [
        *(f"{LEDGER}?{narrowed}kind={kind}" for kind in ("forecast", "commitment", "actual")), "",
    ]  # fmt: skip
    assert links(found, "By class of cost")[0] == f"{LEDGER}?{narrowed}cost_class=chair"
    total = found["figures"][2]["value"]
    assert total in client.get(found["figures"][2]["url"]).content.decode()


def test_shows_a_review_alone_with_its_own_costs_and_the_way_back(
    client: Client, cast: Cast, case: Case, costs: dict[str, CostLine]
) -> None:
    whole, found = page(client, cast), page(client, cast, review=case.reference)
    assert links(whole, "By review") == ["", f"{COSTS}?review=LR-1", f"{COSTS}?review={case.reference}"]
    assert [name for name, *_ in rows(found, "By review")] == [case.reference]
    assert [figure["value"] for figure in found["figures"]] == ["£5,800", "£4,500.50", "£2,010.50", "£3,290"]
    assert found["everything_url"] == COSTS
    assert found["review_url"] == reverse("case_money", args=(case.reference,))
    assert whole["review_url"] == ""


def test_passes_over_a_review_that_has_no_cost_here(client: Client, cast: Cast, costs: dict[str, CostLine]) -> None:
    found = page(client, cast, review="DHR-9999-01")
    assert found["figures"][0]["value"] == "£25,800"


def test_shows_of_another_year_what_was_entered_for_it(client: Client, cast: Cast, costs: dict[str, CostLine]) -> None:
    client.force_login(cast.finance_officer)
    found = client.get(reverse("funding_costs", args=("testshire", "2022-23"))).context
    assert rows(found, "By review") == [["The partnership itself", "£99,000", "not stated", "not stated", "£99,000"]]
    assert rows(found, "By month") == [["Before the year", "£99,000", "none", "none"]]


def test_lists_fees_outside_the_ledger_leading_to_the_act_for_who_may(
    client: Client, cast: Cast, case: Case, costs: dict[str, CostLine]
) -> None:
    with change("Test", None):
        post = Appointment.objects.create(
            case=case, user=cast.independent_chair, post=Post.AUTHOR, fee_pence=650_050, day_rate_pence=None
        )
    act = reverse("funding_act", args=("testshire", "2021-22", FundingVerb.ADD_FEE.value, post.pk))
    table = page(client, cast)["fees"]
    (row,) = table.rows
    assert [cell["text"] for cell in row["cells"]] == [case.reference, "Author", "£6,500.50", "not stated"]
    assert row["url"] == f"{act}?back=%2Ffunding%2Ftestshire%2F2021-22%2Fcosts%2F"
    assert page(client, cast, review=case.reference)["fees"] is None
    client.force_login(cast.auditor)
    assert client.get(COSTS).context["fees"].rows[0]["url"] == reverse("case_money", args=(case.reference,))


def test_stands_every_figure_under_the_head_of_a_figure(client: Client, cast: Cast, costs: dict[str, CostLine]) -> None:
    found = page(client, cast)
    for table in (*found["tables"], found["lines"]):
        for row in table.rows:
            stands = [cell.get("is_figure", False) for cell in row["cells"]]
            assert stands == [head["is_figure"] for head in table.heads], table.caption
