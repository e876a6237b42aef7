"""Does what was about £5,000 stay about £5,000 wherever an answer or a share is told, and is in kind never £0?"""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.models.history import change
from funding.actions import requests
from funding.actions.asking import Asking
from funding.forms.requests import answer_rows
from funding.models import Agreement, FundingRequest, FundingSettings
from funding.money import Qualifier
from funding.papers.reading.requests import request_row
from funding.terms import Answer, RequestState, Sight
from funding.views.lane_rows import whole_of
from funding.years import year_of
from tests.conftest import Cast
from tests.money import agreement

TODAY = timezone.localdate()
YEAR = year_of(TODAY)
ASKED = 500_000


@pytest.mark.parametrize(
    ("answered", "words"),
    [(ASKED, "about £5,000"), (ASKED - 1, "£4,999.99"), (ASKED + 1, "£5,000.01"), (0, "£0"), (None, "not stated")],
)
def test_is_as_exact_as_what_was_asked_only_where_it_is_that_sum(answered: int | None, words: str) -> None:
    asked = FundingRequest(amount_pence=ASKED, qualifier=Qualifier.ABOUT, answered_pence=answered)
    assert asked.answered_in_words == words
    assert asked.answered_qualifier is (Qualifier.ABOUT if answered == ASKED else Qualifier.EXACT)


@pytest.fixture
def answered(cast: Cast) -> FundingRequest:
    """The police are asked for about £5,000 and say that they will pay it."""
    asking = Asking(
        organisation=cast.police, year=YEAR, amount_pence=ASKED, qualifier=Qualifier.ABOUT, why="Two reviews"
    )
    asked = requests.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)
    return requests.answer(request=asked, by=cast.funding_contact, answer=Answer.CONFIRM)


@pytest.mark.django_db
def test_tells_the_answer_alike_on_every_page_and_paper(cast: Cast, answered: FundingRequest, client: Client) -> None:
    assert {row["label"]: row["value"] for row in answer_rows(answered)}["Sum"] == "about £5,000"
    assert str(request_row(answered, "Testshire Police").answered) == "about £5,000"
    year = YEAR.label.replace("/", "-")
    place = (cast.partnership.code, cast.police.code, year, answered.pk)
    client.force_login(cast.funding_contact)
    done = client.get(reverse("my_funding_done", args=place)).context
    assert done["text"] == f"Contribution for {YEAR}: We will pay the whole sum, about £5,000"
    own = client.get(reverse("my_funding_request", args=place)).context["said"]
    assert {row["label"]: row["value"] for row in own}["Amount"] == "about £5,000"
    client.force_login(cast.finance_officer)
    page = client.get(reverse("funding_partner", args=(cast.partnership.code, year, cast.police.code)))
    assert "We will pay the whole sum: about £5,000" in page.content.decode()


@pytest.mark.django_db
def test_confirms_about_as_much_as_was_asked(cast: Cast, answered: FundingRequest) -> None:
    entries = requests.approve_answer(request=answered, by=cast.csp_chair)
    assert [(entry.kind, entry.amount_pence, entry.qualifier) for entry in entries] == [
        ("pledge", ASKED, "about"), ("confirmation", ASKED, "about"),
    ]  # fmt: skip
    answered.refresh_from_db()
    owed = Agreement.objects.get()
    assert (answered.outcome, answered.state) == ("Confirmed about £5,000.", RequestState.CLOSED)
    assert (owed.amount_pence, owed.qualifier, owed.state) == (ASKED, "about", "confirmed")


@pytest.mark.django_db
def test_shows_partners_who_see_everything_support_in_kind_as_such(cast: Cast) -> None:
    room = agreement(cast.partnership, cast.health, None, year=YEAR)
    with change("Test", None):
        FundingSettings.objects.update_or_create(partnership=cast.partnership, defaults={"sight": Sight.EVERYTHING})
        room.is_in_kind, room.in_kind_description = True, "A room"
        room.save()
    agreement(cast.partnership, cast.refuge, 0, year=YEAR)
    rows = whole_of(cast.partnership, YEAR)["partner_rows"]
    assert [[cell["text"] for cell in row["cells"]] for row in rows] == [
        ["Testshire NHS Trust", "Proposed", "in kind", "£0"], ["Testshire Refuge", "Proposed", "£0", "£0"],
    ]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("days", [-1, 0, 1])
def test_keeps_the_day_of_an_answer_given_elsewhere(cast: Cast, days: int) -> None:
    """It may be older than the request, never of a day to come."""
    asking = Asking(organisation=cast.refuge, year=YEAR, why="Two reviews")
    asked = requests.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)
    given_on = TODAY + datetime.timedelta(days=days - 1)
    requests.record_answer(
        request=asked, by=cast.finance_officer, answer=Answer.PLEDGE, given_on=given_on, source="E-mail",
        amount_pence=1, order_number="PO 7",
    )  # fmt: skip
    told = {row["label"]: row["value"] for row in answer_rows(asked)}
    assert told["Sum"] == "£0.01"
    assert told["Asked for"] == "not stated"
    assert told["Reason"] == "none given"
    assert told["Order number"] == "PO 7"
    assert told["Writes into the ledger"] == "Pledge £0.01"
    assert told["Given or recorded by"] == f"Finance Officer, {given_on:%-d %B %Y}"
