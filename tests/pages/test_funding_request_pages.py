"""The pages of requests: what is open, what one request says, and the acts its state allows."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dhr_cases.models import Organisation, Partnership, User
from dhr_cases.models.history import change
from funding.actions import requests as acts
from funding.actions.asking import Asking
from funding.models import Agreement, Entry, FundingModel, FundingRequest, ModelVersion
from funding.terms import AgreementState, Answer, RequestState
from funding.verbs import FundingVerb
from funding.views.gate import year_slug
from tests.conftest import Cast
from tests.money import YEAR, agreement, body

pytestmark = pytest.mark.django_db

SHARE = 500000
LONG_NAME = "North and Mid Testshire Integrated Something NHS Foundation Trust"
MOST_QUERIES = 25
YEAR_SLUG = year_slug(YEAR)


def list_page(cast: Cast) -> str:
    """The address of the list."""
    return reverse("funding_requests", args=[cast.partnership.code, YEAR_SLUG])


def act_page(cast: Cast, verb: FundingVerb, row: FundingRequest | Agreement | None = None) -> str:
    """The address of an act."""
    about = [] if row is None else [row.pk]
    return reverse("funding_act", args=[cast.partnership.code, YEAR_SLUG, verb.value, *about])


def one_page(row: FundingRequest) -> str:
    """The address of one request."""
    return reverse("funding_request", args=[row.partnership.code, YEAR_SLUG, row.pk])


def asked(partnership: Partnership, by: User, organisation: Organisation, pence: int | None = SHARE) -> FundingRequest:
    """A body asked for the year."""
    asking = Asking(organisation=organisation, year=YEAR, amount_pence=pence, why="Two reviews", meeting="CSP")
    return acts.ask(partnership=partnership, by=by, asking=asking)


@pytest.fixture
def police(cast: Cast) -> FundingRequest:
    """The police are asked."""
    return asked(cast.partnership, cast.coordinator, cast.police)


def shown(client: Client, by: User, address: str) -> str:
    """The page as this person sees it."""
    client.force_login(by)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


# the list


def test_says_so_when_nobody_was_asked(client: Client, cast: Cast) -> None:
    page = shown(client, cast.finance_officer, list_page(cast))
    assert "No request for this year is open." in page
    assert "No round was started for this year." in page
    assert "Start the annual round" not in page


def test_shows_forty_requests_of_bodies_with_long_names(client: Client, cast: Cast) -> None:
    for number in range(40):
        asked(cast.partnership, cast.coordinator, body(f"{LONG_NAME} {number}"), None)
    page = shown(client, cast.finance_officer, list_page(cast))
    assert page.count(f"{LONG_NAME} ") == 40
    assert "not stated" in page


def test_reads_forty_rows_in_as_many_questions_as_two(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    model = FundingModel.objects.create(partnership=cast.partnership, name="Reviews")
    version = ModelVersion.objects.create(model=model, number=1, first_year=YEAR.start)
    for number in range(20):
        asked(cast.partnership, cast.coordinator, body(f"Asked {number}"))
        unasked = agreement(cast.partnership, body(f"Not asked {number}"), SHARE)
        unasked.version = version
        unasked.save()
    client.force_login(cast.finance_officer)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get(list_page(cast)).content.decode()
    assert page.count("Reviews, version 1") == page.count("With the partner") == 20


def test_says_how_late_an_answer_is(client: Client, cast: Cast, police: FundingRequest) -> None:
    with change("Test", None):
        police.due_on = timezone.localdate() - datetime.timedelta(days=9)
        police.save()
    assert "9 days late" in shown(client, cast.finance_officer, list_page(cast))


def test_keeps_requests_of_other_years_on_the_forward_plan(client: Client, cast: Cast) -> None:
    asking = Asking(organisation=cast.health, year=YEAR.next)
    acts.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)
    page = shown(client, cast.auditor, list_page(cast))
    assert YEAR.next.label in page.partition("Forward plan")[2]


def test_offers_the_auditor_nothing_to_do(client: Client, cast: Cast, police: FundingRequest) -> None:
    assert "Ask a partner" not in shown(client, cast.auditor, list_page(cast))
    assert "Send a reminder" not in shown(client, cast.auditor, one_page(police))


# one request


def test_shows_why_a_body_was_asked_and_who_acts_next(client: Client, cast: Cast, police: FundingRequest) -> None:
    page = shown(client, cast.coordinator, one_page(police))
    assert "Two reviews" in page
    assert "Testshire Police is to answer." in page
    assert "Send a reminder" in page
    assert "Approve the answer" not in page


def test_is_not_there_in_another_year(client: Client, cast: Cast, police: FundingRequest) -> None:
    client.force_login(cast.coordinator)
    other = reverse("funding_request", args=[cast.partnership.code, year_slug(YEAR.next), police.pk])
    assert client.get(other).status_code == 404


def test_offers_approval_to_others_than_who_recorded_the_answer(
    client: Client, cast: Cast, police: FundingRequest
) -> None:
    acts.record_answer(
        request=police, by=cast.finance_officer, answer=Answer.CONFIRM, given_on=timezone.localdate(), source="E-mail"
    )
    assert "Approve the answer" not in shown(client, cast.finance_officer, one_page(police))
    assert "Approve the answer" in shown(client, cast.csp_chair, one_page(police))


# acts


def test_asks_a_body_through_the_form(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    answers = {"organisation": cast.health.pk, "amount_pence": "5,000", "qualifier": "about", "why": "Two reviews"}
    answer = client.post(act_page(cast, FundingVerb.ASK), answers)
    assert answer.status_code == 302
    row = FundingRequest.objects.get()
    assert (row.amount_pence, row.qualifier, row.asking_body) == (SHARE, "about", cast.partnership.name)


def test_shows_a_refusal_beside_the_form(client: Client, cast: Cast, police: FundingRequest) -> None:
    client.force_login(cast.coordinator)
    answer = client.post(act_page(cast, FundingVerb.ASK), {"organisation": cast.police.pk, "why": "Again"})
    assert answer.status_code == 422
    assert "a request is open already" in answer.content.decode()


def test_records_and_approves_an_answer_given_elsewhere(client: Client, cast: Cast, police: FundingRequest) -> None:
    client.force_login(cast.coordinator)
    day = timezone.localdate()
    said = {
        "answer": "confirm", "amount_pence": "5,000", "source": "E-mail", "given_on_day": day.day,
        "given_on_month": day.month, "given_on_year": day.year,
    }  # fmt: skip
    assert client.post(act_page(cast, FundingVerb.RECORD_ANSWER, police), said).status_code == 302
    client.force_login(cast.finance_officer)
    form = client.get(act_page(cast, FundingVerb.APPROVE_ANSWER, police)).content.decode()
    assert "Confirmation £5,000" in form
    assert client.post(act_page(cast, FundingVerb.APPROVE_ANSWER, police)).status_code == 302
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(
    ("verb", "answers", "state"),
    [
        (FundingVerb.CHASE, {}, RequestState.ASKED),
        (FundingVerb.WITHDRAW_REQUEST, {"reason": "Asked in error"}, RequestState.WITHDRAWN),
    ],
)
def test_does_what_the_state_allows(
    client: Client,
    cast: Cast,
    police: FundingRequest,
    verb: FundingVerb,
    answers: dict[str, str],
    state: RequestState,
) -> None:
    client.force_login(cast.coordinator)
    assert client.post(act_page(cast, verb, police), answers).status_code == 302
    police.refresh_from_db()
    assert police.state == state


def test_replies_beside_the_question(client: Client, cast: Cast, police: FundingRequest) -> None:
    acts.question(request=police, by=cast.funding_contact, text="Which reviews?")
    client.force_login(cast.coordinator)
    address = act_page(cast, FundingVerb.REPLY, police)
    assert "Which reviews?" in client.get(address).content.decode()
    assert client.post(address, {"text": "The two of this year"}).status_code == 302
    page = shown(client, cast.auditor, one_page(police))
    assert "Question of the partner" in page
    assert "The two of this year" in page


def test_sends_an_answer_back_and_asks_again(client: Client, cast: Cast, police: FundingRequest) -> None:
    acts.answer(request=police, by=cast.funding_contact, answer=Answer.DECLINE, reason="No budget")
    client.force_login(cast.csp_chair)
    assert client.post(act_page(cast, FundingVerb.SEND_BACK_ANSWER, police), {"reason": "Unclear"}).status_code == 302
    police.refresh_from_db()
    acts.withdraw_request(request=police, by=cast.coordinator, reason="Later")
    client.force_login(cast.coordinator)
    answers = {"why": "Once more", "amount_pence": "4,000"}
    assert client.post(act_page(cast, FundingVerb.ASK_AGAIN, police), answers).status_code == 302
    police.refresh_from_db()
    assert (police.state, police.amount_pence, police.why) == (RequestState.ASKED, 400000, "Once more")


# contributions


def test_writes_down_and_corrects_a_contribution(client: Client, cast: Cast) -> None:
    client.force_login(cast.finance_officer)
    answers = {"organisation": cast.health.pk, "amount_pence": "", "in_kind": "A room", "qualifier": "exact"}
    assert client.post(act_page(cast, FundingVerb.PROPOSE_AGREEMENT), answers).status_code == 302
    row = Agreement.objects.get()
    assert (row.amount_pence, row.is_in_kind) == (None, True)
    page = shown(client, cast.auditor, list_page(cast))
    assert "in kind" in page
    assert reverse("funding_partner", args=[cast.partnership.code, YEAR_SLUG, cast.health.code]) in page
    client.force_login(cast.finance_officer)
    corrected = {"amount_pence": "300", "reason": "Minute 7"}
    assert client.post(act_page(cast, FundingVerb.CHANGE_AGREEMENT, row), corrected).status_code == 302
    row.refresh_from_db()
    assert (row.amount_pence, row.is_in_kind) == (30000, False)


def test_says_what_a_withdrawal_does_before_it_is_recorded(client: Client, cast: Cast) -> None:
    row = agreement(cast.partnership, cast.police, SHARE)
    client.force_login(cast.coordinator)
    answers = {
        "organisation": cast.police.pk, "reason": "Savings",
        "decided_on_day": 7, "decided_on_month": 3, "decided_on_year": 2026,
        "effective_on_day": 1, "effective_on_month": 4, "effective_on_year": 2026,
    }  # fmt: skip
    check = client.post(act_page(cast, FundingVerb.RECORD_WITHDRAWAL), answers).content.decode()
    assert "Notice: 25 days" in check
    assert "Open reviews with commitments in 2026/27 or later: none" in check
    client.post(act_page(cast, FundingVerb.RECORD_WITHDRAWAL), {**answers, "confirmed": "yes"})
    row.refresh_from_db()
    assert row.state == AgreementState.WITHDRAWN
