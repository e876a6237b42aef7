"""Does a body's contact see what it is asked and why, answer in three screens, and see nothing that is not its own?"""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.actions.memberships import join_team, leave_team
from dhr_cases.actions.organisations import Follower
from dhr_cases.errors import Incomplete
from dhr_cases.models import TeamMembership
from dhr_cases.models.history import change
from dhr_cases.roles import Role
from funding.actions.asking import Asking
from funding.actions.requests import approve_answer, ask, reply, send_back_answer, withdraw_request
from funding.actions.successions import record_succession
from funding.models import Agreement, FundingRequest, RequestMessage
from funding.terms import Answer, RequestState
from tests.conftest import Cast
from tests.money import YEAR, agreement, body

pytestmark = pytest.mark.django_db

ASKED = 500_000
WORKING = ["The cost of the year is £40,000.", "One eighth of it falls to each partner: £5,000."]


@pytest.fixture
def asked(cast: Cast) -> FundingRequest:
    """The police are asked for £5,000, with the working of their share."""
    share = agreement(cast.partnership, cast.police, ASKED)
    with change("Test", None):
        share.working = WORKING
        share.save()
    return ask(
        partnership=cast.partnership,
        by=cast.finance_officer,
        asking=Asking(
            organisation=cast.police, year=YEAR, amount_pence=ASKED, why="Two reviews began.",
            meeting="Partnership board", minute="58", met_on=datetime.date(2026, 3, 24),
        ),
    )  # fmt: skip


@pytest.fixture
def contact(client: Client, cast: Cast) -> Client:
    client.force_login(cast.funding_contact)
    return client


def page(request: FundingRequest, name: str = "my_funding_request") -> str:
    place = [request.partnership.code, request.organisation.code, "2026-27", request.pk]
    return reverse(name, args=place)


def words(answer: Any) -> str:
    return str(answer.content, "utf-8")


def send(contact: Client, request: FundingRequest, **given: str) -> Any:
    """Send the answer for good, as from the page on which it is checked."""
    return contact.post(page(request), {"confirmed": "yes", **given})


# ---- where a contact starts


def test_leads_a_contact_straight_to_the_one_request_that_waits(contact: Client, asked: FundingRequest) -> None:
    assert contact.get("/")["Location"] == page(asked)


def test_leads_a_contact_to_the_list_when_none_or_several_wait(
    contact: Client, cast: Cast, asked: FundingRequest
) -> None:
    ask(
        partnership=cast.partnership,
        by=cast.finance_officer,
        asking=Asking(organisation=cast.police, year=YEAR.next, amount_pence=ASKED),
    )
    assert contact.get("/")["Location"] == reverse("my_funding")
    for request in FundingRequest.objects.all():
        withdraw_request(request=request, by=cast.finance_officer, reason="Asked too early.")
    assert contact.get("/")["Location"] == reverse("my_funding")


def test_shows_a_person_with_another_part_the_home_page(contact: Client, cast: Cast, asked: FundingRequest) -> None:
    join_team(by=None, to=cast.funding_contact, partnership=cast.partnership, role=Role.AUDITOR)
    shown = contact.get("/")
    assert shown.status_code == 200
    assert "Money waiting for you" not in words(shown) or page(asked) in words(shown)


# ---- the list


def test_lists_what_waits_and_the_years_of_the_body(contact: Client, asked: FundingRequest) -> None:
    shown = words(contact.get(reverse("my_funding")))
    assert page(asked) in shown
    assert "Contribution for 2026/27" in shown
    assert "£5,000" in shown


def test_calls_nothing_late_of_which_nothing_is_awaited(contact: Client, cast: Cast, asked: FundingRequest) -> None:
    with change("Test", None):
        asked.due_on = datetime.date(2026, 4, 1)
        asked.save()
    assert "days late" in words(contact.get(page(asked)))
    withdraw_request(request=asked, by=cast.finance_officer, reason="Asked in error.")
    assert "late" not in words(contact.get(page(asked))).partition("<main")[2]
    assert "days late" not in words(contact.get(reverse("my_funding")))


def test_lists_every_body_and_partnership_a_person_answers_for(
    contact: Client, cast: Cast, asked: FundingRequest
) -> None:
    join_team(
        by=None,
        to=cast.funding_contact,
        partnership=cast.partnership,
        role=Role.FUNDING_CONTACT,
        organisation=cast.health,
    )
    other = ask(
        partnership=cast.partnership,
        by=cast.finance_officer,
        asking=Asking(organisation=cast.health, year=YEAR, amount_pence=700_000),
    )
    shown = words(contact.get(reverse("my_funding")))
    assert page(asked) in shown
    assert page(other) in shown
    assert str(cast.health) in shown


def test_keeps_a_contacts_other_body_when_one_part_ends(contact: Client, cast: Cast, asked: FundingRequest) -> None:
    place: dict[str, Any] = {"partnership": cast.partnership, "role": Role.FUNDING_CONTACT}
    join_team(by=None, to=cast.funding_contact, organisation=cast.health, **place)
    with pytest.raises(Incomplete, match="already in this team"):
        join_team(by=None, to=cast.funding_contact, organisation=cast.health, **place)
    member = TeamMembership.objects.get(user=cast.funding_contact, organisation=cast.health)
    leave_team(by=cast.administrator, membership=member, reason="Passed on")
    assert contact.get(page(asked)).status_code == 200
    assert cast.funding_contact.groups.count() == 1


def test_shows_nothing_of_a_body_the_person_no_longer_answers_for(
    contact: Client, cast: Cast, asked: FundingRequest
) -> None:
    member = TeamMembership.objects.get(user=cast.funding_contact)
    leave_team(by=cast.administrator, membership=member, reason="New post")
    assert contact.get(page(asked)).status_code == 404
    assert contact.get(reverse("my_funding")).status_code == 403


def test_says_that_nothing_waits_in_plain_words(contact: Client) -> None:
    assert "No request waits for your answer." in words(contact.get(reverse("my_funding")))


# ---- the request


def test_shows_what_is_asked_why_and_how_it_was_worked_out(contact: Client, asked: FundingRequest) -> None:
    shown = words(contact.get(page(asked)))
    for told in ("£5,000", "Two reviews began.", "Partnership board, 24 March 2026, minute 58", *WORKING):
        assert told in shown
    assert "We will pay the whole sum: £5,000" in shown


def test_names_the_sum_as_not_stated_where_the_body_has_to_name_it(contact: Client, cast: Cast) -> None:
    request = ask(
        partnership=cast.partnership,
        by=cast.finance_officer,
        asking=Asking(organisation=cast.police, year=YEAR),
    )
    shown = words(contact.get(page(request)))
    assert "not stated: you name the sum" in shown
    refused = contact.post(page(request), {"answer": Answer.CONFIRM})
    assert refused.status_code == 422
    assert "Enter how much you will pay" in words(refused)
    send(contact, request, answer=Answer.CONFIRM, amount_pence="4,000")
    request.refresh_from_db()
    assert (request.state, request.answered_pence) == (RequestState.ANSWERED, 400_000)


def test_shows_nothing_under_another_year_or_body(contact: Client, cast: Cast, asked: FundingRequest) -> None:
    code = cast.partnership.code
    for place in (
        (code, cast.police.code, "2025-26", asked.pk),
        (code, cast.health.code, "2026-27", asked.pk),
        (code, cast.police.code, "2026-27", asked.pk + 1),
        ("nowhere", cast.police.code, "2026-27", asked.pk),
    ):
        assert contact.get(reverse("my_funding_request", args=place)).status_code == 404


def test_tells_a_successor_whose_contribution_it_takes_over(contact: Client, cast: Cast) -> None:
    before = body("Old Force")
    left = agreement(cast.partnership, before, ASKED)
    with change("Test", None):
        taken = Agreement.objects.create(
            partnership=cast.partnership, organisation=cast.police, year=YEAR.start, takes_over=left,
            amount_pence=382_192, working=["The duty passed on 26 June: 279 of 365 days."],
        )  # fmt: skip
    request = ask(
        partnership=cast.partnership,
        by=cast.finance_officer,
        asking=Asking(organisation=cast.police, year=YEAR, amount_pence=382_192, agreement=taken),
    )
    shown = words(contact.get(page(request)))
    assert "no money came with it" in shown
    assert "279 of 365 days" in shown
    assert "taken over from Old Force" in words(contact.get(reverse("my_funding")))


def test_leads_the_contact_of_a_successor_to_what_its_predecessor_left(contact: Client, cast: Cast) -> None:
    """The duty passed on 1 October 2026; the contact of the body that follows is asked, told and led to it."""
    before = body("Old Force")
    agreement(cast.partnership, before, 365_000)
    record_succession(
        partnership=cast.partnership, by=cast.coordinator, predecessor=before, source="Order of 2026",
        effective_on=datetime.date(2026, 10, 1), followers=[Follower(cast.police)],
    )  # fmt: skip
    request = FundingRequest.objects.get(organisation=cast.police)
    assert contact.get("/")["Location"] == page(request)
    shown = words(contact.get(page(request)))
    assert "The duty to pay passed to Testshire Police on 1 October 2026" in shown
    assert "no money came with it" in shown
    send(contact, request, answer=Answer.CONFIRM)
    request.refresh_from_db()
    assert request.state == RequestState.ANSWERED


# ---- the answer


def test_confirms_in_three_screens(contact: Client, asked: FundingRequest) -> None:
    first = contact.get(page(asked))
    second = contact.post(page(asked), {"answer": Answer.CONFIRM, "order_number": "PO 4711"})
    third = contact.post(
        page(asked), {"answer": Answer.CONFIRM, "order_number": "PO 4711", "confirmed": "yes"}, follow=True
    )
    assert [answer.status_code for answer in (first, second, third)] == [200, 200, 200]
    assert "Check your answers" in words(second)
    assert "PO 4711" in words(second)
    assert "Your answer is sent" in words(third)
    assert "What happens next" in words(third)
    asked.refresh_from_db()
    assert (asked.state, asked.answered_pence, asked.order_number) == (RequestState.ANSWERED, ASKED, "PO 4711")


def test_writes_nothing_before_the_answers_are_checked(contact: Client, asked: FundingRequest) -> None:
    contact.post(page(asked), {"answer": Answer.CONFIRM})
    asked.refresh_from_db()
    assert asked.state == RequestState.ASKED


def test_keeps_the_answers_when_the_person_goes_back_to_change_one(contact: Client, asked: FundingRequest) -> None:
    again = contact.post(
        page(asked),
        {"answer": Answer.PLEDGE, "amount_pence": "3000", "reason": "Half a year", "change_answers": "yes"},
    )
    assert again.status_code == 200
    assert "Half a year" in words(again)


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({}, "Choose your answer"),
        ({"answer": Answer.PLEDGE}, "Enter how much you pledge"),
        ({"answer": Answer.PLEDGE, "amount_pence": "3000"}, "You were asked for £5,000. Enter why the amount differs"),
        ({"answer": Answer.DECLINE}, "Enter why you will not pay"),
        ({"answer": Answer.DECLINE, "amount_pence": "1", "reason": "None left"}, "You chose to pay nothing."),
        ({"answer": Answer.CONFIRM, "amount_pence": "many"}, "Enter an amount in pounds and pence"),
    ],
)
def test_says_beside_the_field_what_is_missing(
    contact: Client, asked: FundingRequest, given: dict[str, str], fault: str
) -> None:
    refused = contact.post(page(asked), {"csrfmiddlewaretoken": "as-a-browser-sends-it", **given})
    assert refused.status_code == 422
    assert fault in words(refused)
    asked.refresh_from_db()
    assert asked.state == RequestState.ASKED


def test_says_which_answer_fits_less_than_the_whole(contact: Client, asked: FundingRequest) -> None:
    refused = send(contact, asked, answer=Answer.CONFIRM, amount_pence="3000", reason="Half a year")
    assert refused.status_code == 422
    assert "choose that answer" in words(refused)


@pytest.mark.parametrize(
    ("answer", "given", "next_words"),
    [
        (Answer.PLEDGE, {"amount_pence": "3000", "reason": "Half a year"}, "come back here to confirm it"),
        (Answer.DECLINE, {"reason": "Our budget ended."}, "may ask again"),
    ],
)
def test_says_what_happens_next_after_each_answer(
    contact: Client, asked: FundingRequest, answer: Answer, given: dict[str, str], next_words: str
) -> None:
    done = contact.post(page(asked), {"answer": answer, "confirmed": "yes", **given}, follow=True)
    assert next_words in words(done)


def test_confirms_later_what_was_pledged(contact: Client, cast: Cast, asked: FundingRequest) -> None:
    send(contact, asked, answer=Answer.PLEDGE, amount_pence="3000", reason="Half a year", order_number="PO 1")
    asked.refresh_from_db()
    approve_answer(request=asked, by=cast.csp_chair)
    assert "We confirm: we will pay the £3,000 that we pledged" in words(contact.get(page(asked)))
    send(contact, asked, answer=Answer.CONFIRM)
    asked.refresh_from_db()
    assert (asked.state, asked.answered_pence, asked.answer_reason) == (
        RequestState.ANSWERED, 300_000, "Half a year",
    )  # fmt: skip
    approve_answer(request=asked, by=cast.csp_chair)
    asked.refresh_from_db()
    assert asked.state == RequestState.CLOSED


def test_shows_the_answer_and_no_form_while_it_waits_for_approval(contact: Client, asked: FundingRequest) -> None:
    send(contact, asked, answer=Answer.CONFIRM)
    shown = words(contact.get(page(asked)))
    assert "Answered; waiting for approval" in shown
    assert "Go on to check your answer" not in shown
    again = send(contact, asked, answer=Answer.DECLINE, reason="No")
    assert again.status_code == 200
    asked.refresh_from_db()
    assert asked.answer == Answer.CONFIRM


def test_shows_why_an_answer_was_sent_back(contact: Client, cast: Cast, asked: FundingRequest) -> None:
    send(contact, asked, answer=Answer.DECLINE, reason="No")
    asked.refresh_from_db()
    send_back_answer(request=asked, by=cast.csp_chair, reason="Please say which budget ended.")
    shown = words(contact.get(page(asked)))
    assert "Please say which budget ended." in shown
    assert "Go on to check your answer" in shown


def test_leads_from_the_last_page_back_where_no_answer_was_given(contact: Client, asked: FundingRequest) -> None:
    assert contact.get(page(asked, "my_funding_done"))["Location"] == page(asked)


# ---- a question


def test_asks_a_question_and_reads_the_reply(contact: Client, cast: Cast, asked: FundingRequest) -> None:
    sent = contact.post(page(asked, "my_funding_question"), {"text": "Which reviews?"}, follow=True)
    assert "Your question is sent" in words(sent)
    assert "Your question is being answered" in words(sent)
    asked.refresh_from_db()
    reply(request=asked, by=cast.coordinator, text="The two of this spring.")
    shown = words(contact.get(page(asked)))
    assert "Which reviews?" in shown
    assert "The two of this spring." in shown


def test_asks_for_the_words_of_a_question(contact: Client, asked: FundingRequest) -> None:
    refused = contact.post(page(asked, "my_funding_question"), {"text": ""})
    assert refused.status_code == 422
    assert "Enter your question" in words(refused)
    assert not RequestMessage.objects.exists()


def test_refuses_a_question_about_what_is_settled(contact: Client, cast: Cast, asked: FundingRequest) -> None:
    withdraw_request(request=asked, by=cast.finance_officer, reason="Asked too early.")
    refused = contact.post(page(asked, "my_funding_question"), {"text": "Why?"})
    assert refused.status_code == 422
    assert not RequestMessage.objects.exists()
