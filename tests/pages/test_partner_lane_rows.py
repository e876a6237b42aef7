"""What does a body read of each request and of the whole, in every state and on both sides of each edge?"""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.models.history import change
from funding.models import Agreement, FundingRequest, FundingSettings
from funding.terms import AgreementState, Answer, EntryKind, RequestState, Sight
from funding.views.lane_rows import due_words, request_rows, state_words, whole_of
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import agreement, body, cost_line, line, posted

pytestmark = pytest.mark.django_db

YEAR = FinancialYear(2021)
DAY = datetime.date(2021, 5, 3)
NEXT_YEAR = datetime.date(2022, 5, 3)
TODAY = timezone.localdate()
SHARE = 500_000
R = RequestState

WORDS = {
    R.ASKED: "Waiting for your answer", R.QUESTIONED: "Your question is being answered",
    R.ANSWERED: "Answered; waiting for approval", R.PLEDGED: "Pledged; waiting for you to confirm",
    R.CLOSED: "Settled. Nothing more is needed", R.WITHDRAWN: "Withdrawn. Nothing is needed",
}  # fmt: skip


def request_to(cast: Cast, **facts: Any) -> FundingRequest:
    told = {"year": YEAR.start, "asked_on": DAY, "amount_pence": SHARE, **facts}
    with change("Test", None):
        made: FundingRequest = FundingRequest.objects.create(
            partnership=cast.partnership, organisation=cast.police, **told
        )
    return made


def due_in(days: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=days)


@pytest.mark.parametrize("state", [R.ASKED, R.PLEDGED])
@pytest.mark.parametrize(
    ("days", "when"),
    [(-2, "2 days late"), (-1, "1 day late"), (0, "today"), (1, "in 1 day"), (2, "in 2 days"), (99, "in 99 days")],
)
def test_says_how_far_off_the_day_is(cast: Cast, state: RequestState, days: int, when: str) -> None:
    asked = request_to(cast, state=state, due_on=due_in(days))
    assert due_words(asked, TODAY) == f"{due_in(days):%-d %B %Y} ({when})"


@pytest.mark.parametrize("state", [R.QUESTIONED, R.ANSWERED, R.CLOSED, R.WITHDRAWN])
def test_names_the_day_alone_where_the_body_has_nothing_to_do(cast: Cast, state: RequestState) -> None:
    asked = request_to(cast, state=state, due_on=due_in(-2))
    assert due_words(asked, TODAY) == f"{due_in(-2):%-d %B %Y}"


@pytest.mark.parametrize("state", RequestState)
def test_says_in_the_bodys_own_words_where_a_request_stands(cast: Cast, state: RequestState) -> None:
    asked = request_to(cast, state=state)
    (row,) = request_rows([asked], TODAY)
    assert [cell["text"] for cell in row["cells"]] == [
        "Contribution for 2021/22", "Testshire Police", "Testshire CSP", "£5,000", "no date set", WORDS[state],
    ]  # fmt: skip


def test_says_whose_a_contribution_was_before(cast: Cast) -> None:
    before = agreement(cast.partnership, body("Old Force"), SHARE, year=YEAR)
    own = agreement(cast.partnership, cast.police, SHARE, year=YEAR, state=AgreementState.ASKED)
    assert state_words(own) == "Asked"
    with change("Test", None):
        own.takes_over = before
        own.save()
    assert state_words(Agreement.objects.get(pk=own.pk)) == "Asked; taken over from Old Force"


# the whole


def show(cast: Cast, sight: Sight) -> None:
    with change("Test", None):
        FundingSettings.objects.update_or_create(partnership=cast.partnership, defaults={"sight": sight})


def year_of(cast: Cast, cost: int | None, confirmed: int) -> None:
    owed = agreement(cast.partnership, cast.police, SHARE, year=YEAR, state=AgreementState.CONFIRMED)
    lines = [line(EntryKind.CONFIRMATION, confirmed, about=owed, on=DAY)]
    if cost is not None:
        lines.append(line(EntryKind.FORECAST, cost, about=cost_line(cast.partnership), on=DAY))
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)


@pytest.mark.parametrize(
    ("cost", "figures"),
    [
        (SHARE + 1, {"Required": "£5,000.01", "Confirmed by all": "£5,000", "Still missing": "£0.01"}),
        (SHARE, {"Required": "£5,000", "Confirmed by all": "£5,000", "Still missing": "£0"}),
        (SHARE - 1, {"Required": "£4,999.99", "Confirmed by all": "£5,000", "Surplus": "£0.01"}),
        (None, {"Required": "not stated", "Confirmed by all": "£5,000", "Still missing": "not known"}),
    ],
)
def test_calls_what_is_missing_or_over_by_its_name(cast: Cast, cost: int | None, figures: dict[str, str]) -> None:
    """Without a cost nobody knows what is required, and so what is missing."""
    year_of(cast, cost, SHARE)
    show(cast, Sight.TOTALS)
    shown = whole_of(cast.partnership, YEAR)
    assert {figure["label"]: figure["value"] for figure in shown["figures"]} == figures
    assert "partner_rows" not in shown


def test_shows_the_others_only_where_everything_is_shown(cast: Cast) -> None:
    year_of(cast, SHARE, SHARE)
    agreement(cast.partnership, cast.health, None, year=YEAR, state=AgreementState.ASKED)
    show(cast, Sight.OWN)
    assert whole_of(cast.partnership, YEAR) == {}
    show(cast, Sight.EVERYTHING)
    rows = whole_of(cast.partnership, YEAR)["partner_rows"]
    assert [[cell["text"] for cell in row["cells"]] for row in rows] == [
        ["Testshire Police", "Confirmed", "£5,000", "£5,000"], ["Testshire NHS Trust", "Asked", "not stated", "£0"],
    ]  # fmt: skip


def test_shows_the_same_before_anything_is_set_as_when_an_act_has_made_the_settings(cast: Cast) -> None:
    agreement(cast.partnership, cast.police, SHARE, year=YEAR, state=AgreementState.CONFIRMED)
    before = whole_of(cast.partnership, YEAR)
    assert not FundingSettings.objects.exists()
    posted(
        cast.partnership, cast.finance_officer, cast.csp_chair,
        [line(EntryKind.FORECAST, SHARE, about=cost_line(cast.partnership), on=NEXT_YEAR)],
    )  # fmt: skip
    assert FundingSettings.objects.get().sight == Sight.TOTALS
    assert whole_of(cast.partnership, YEAR) == before
    assert list(before) == ["figures"]


# one request


def shown(client: Client, cast: Cast, asked: FundingRequest) -> Any:
    client.force_login(cast.funding_contact)
    place = (cast.partnership.code, cast.police.code, "2021-22", asked.pk)
    return client.get(reverse("my_funding_request", args=place)).context


def test_tells_what_was_answered_and_what_came_of_it(client: Client, cast: Cast) -> None:
    asked = request_to(
        cast, state=R.CLOSED, answer=Answer.CONFIRM, answered_pence=0, answer_reason="Nothing left",
        order_number="PO 7", answered_by=cast.funding_contact, answered_on=DAY, outcome="Confirmed £0",
    )  # fmt: skip
    assert {row["label"]: row["value"] for row in shown(client, cast, asked)["said"]} == {
        "Your answer": asked.get_answer_display(), "Amount": "£0", "Reason": "Nothing left",
        "Your order number": "PO 7", "Given by": "Funding Contact", "Given on": "3 May 2021",
        "What came of it": "Confirmed £0",
    }  # fmt: skip


@pytest.mark.parametrize("state", RequestState)
def test_asks_for_an_answer_only_while_one_is_awaited(client: Client, cast: Cast, state: RequestState) -> None:
    found = shown(client, cast, request_to(cast, state=state))
    is_awaited = state in (R.ASKED, R.PLEDGED)
    assert (found["form"] is not None, bool(found["question_url"])) == (is_awaited, is_awaited)
    assert found["said"] == []


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, {"Asked by": "Testshire CSP", "What it pays for": "The cost of the partnership's reviews in the year."}),
        ({"asking_body": "The board", "why": "Two reviews", "met_on": DAY},
         {"Asked by": "The board", "What it pays for": "Two reviews", "Decided at": "3 May 2021"}),
        ({"amount_pence": None, "minute": "7"}, {"Amount": "not stated: you name the sum", "Decided at": "minute 7"}),
        ({"meeting": "Board", "met_on": DAY, "minute": "7"}, {"Decided at": "Board, 3 May 2021, minute 7"}),
    ],
)  # fmt: skip
def test_says_who_asks_why_and_where_it_was_decided(
    client: Client, cast: Cast, facts: dict[str, Any], told: dict[str, str]
) -> None:
    found = {row["label"]: row["value"] for row in shown(client, cast, request_to(cast, **facts))["facts"]}
    assert {label: found.get(label) for label in told} == told
    assert ("Decided at" in found) is ("Decided at" in told)
