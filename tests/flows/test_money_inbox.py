"""Does each step about money wait for the right person, on the right page, and in no list of reviews?"""

import pytest
from django.test import Client
from django.urls import reverse
from viewflow.workflow.models import Task

from dhr_cases.actions.memberships import join_team
from dhr_cases.models import Case, User
from dhr_cases.models.history import change
from dhr_cases.roles import Role
from funding.actions.ledger import put_forward
from funding.models import FundingRequest, FundingRound
from funding.terms import EntryKind, RequestState
from tests.conftest import Cast
from tests.flows.test_funding_flows import request_to, round_, stand_in, task_of
from tests.money import agreement, line
from workflows import checks
from workflows.following import follow, free_tasks
from workflows.following_funding import FOLLOWED, follow_money
from workflows.inbox import may_take, my_tasks, waiting_on_others
from workflows.messages import digest_sentence
from workflows.money_inbox import money_waiting

__all__ = ["round_"]  # the fixture of the neighbouring module

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(cast: Cast) -> FundingRequest:
    """The police are asked, and their flow waits for the answer."""
    request = request_to(cast, cast.police)
    follow_money(request)
    return request


def waiting_for(person: User) -> list[str]:
    return [row.title for row in money_waiting(person)]


def test_shows_each_step_to_those_who_may_take_it(cast: Cast, asked: FundingRequest) -> None:
    steps = {
        RequestState.ASKED: ("Answer the request", {"funding_contact"}),
        RequestState.QUESTIONED: ("Reply to the partner's question", {"coordinator", "finance_officer"}),
        RequestState.ANSWERED: ("Approve the answer or send it back", {"csp_chair", "finance_officer"}),
    }
    for state, (title, parts) in steps.items():
        stand_in(asked, state)
        follow_money(asked)
        shown = {part for part, person in cast.people().items() if title in waiting_for(person)}
        assert shown == parts, state


def test_does_not_ask_a_person_to_approve_an_answer_they_recorded(cast: Cast, asked: FundingRequest) -> None:
    stand_in(asked, RequestState.ANSWERED)
    with change("Test", None):
        asked.answered_by = cast.finance_officer
        asked.save()
    follow_money(asked)
    assert waiting_for(cast.finance_officer) == []
    assert waiting_for(cast.csp_chair) == ["Approve the answer or send it back"]


def test_says_in_the_daily_message_how_many_steps_wait(cast: Cast, asked: FundingRequest) -> None:
    assert "1 step waits about money" in digest_sentence(cast.funding_contact)
    assert "money" not in digest_sentence(cast.outsider)


def test_leads_to_the_page_on_which_the_step_is_taken(cast: Cast, asked: FundingRequest, round_: FundingRound) -> None:
    """The one who keeps the money lands on the form that closes the round, the approver on the request."""
    for request in round_.requests.all():
        stand_in(request, RequestState.CLOSED)
    follow_money(round_)
    stand_in(asked, RequestState.ANSWERED)
    follow_money(asked)
    pages = {row.title: row.url for row in money_waiting(cast.finance_officer)}
    year = [cast.partnership.code, "2026-27"]
    assert pages == {
        "Approve the answer or send it back": reverse("funding_request", args=[*year, asked.pk]),
        "Close the annual round": f"{reverse('funding_act', args=[*year, 'close_round', round_.pk])}?back=%2F",
    }


def test_shows_entries_to_approve_to_all_but_who_put_them_forward(cast: Cast) -> None:
    share = agreement(cast.partnership, cast.police, 500_000)
    lines = [line(EntryKind.INVOICE, 500_000, about=share)]
    put_forward(partnership=cast.partnership, by=cast.finance_officer, lines=lines, text="Invoices of June")
    assert waiting_for(cast.finance_officer) == []
    assert [row.about for row in money_waiting(cast.csp_chair)] == ["Invoices of June"]
    assert money_waiting(cast.csp_chair)[0].url == reverse("funding_journals", args=[cast.partnership.code, "2026-27"])


def test_keeps_money_out_of_the_lists_of_reviews(cast: Cast, case: Case, asked: FundingRequest) -> None:
    follow(case)
    task = task_of(asked)
    task.flow_task.activation_class(task).assign(cast.funding_contact)
    for person in cast.people().values():
        listed = [*my_tasks(person), *may_take(person), *waiting_on_others(person)]
        assert {row.case_id for row in listed} <= {case.pk}


def test_opens_no_money_through_the_pages_of_tasks_of_reviews(
    client: Client, cast: Cast, asked: FundingRequest
) -> None:
    task = task_of(asked)
    place = [task.process_id, task.flow_task.name, task.pk]
    for person in (cast.funding_contact, cast.finance_officer):
        client.force_login(person)
        assert client.get(reverse("task", args=place)).status_code == 404
        for name in ("take_task", "give_back_task"):
            assert client.post(reverse(name, args=place)).status_code == 404


def test_frees_the_step_of_a_person_who_left(cast: Cast, asked: FundingRequest) -> None:
    task = task_of(asked)
    task.flow_task.activation_class(task).assign(cast.funding_contact)
    assert free_tasks(cast.funding_contact) == 0
    User.objects.filter(pk=cast.funding_contact.pk).update(is_active=False)
    cast.funding_contact.refresh_from_db()
    assert free_tasks(cast.funding_contact) == 1
    assert Task.objects.get(pk=task.pk).owner is None


def test_shows_what_waits_on_the_home_page(client: Client, cast: Cast, asked: FundingRequest) -> None:
    stand_in(asked, RequestState.QUESTIONED)
    follow_money(asked)
    client.force_login(cast.coordinator)
    shown = client.get("/").content.decode()
    assert "Money waiting for you" in shown
    assert "Reply to the partner&#x27;s question" in shown
    client.force_login(cast.panel_member)
    assert "Money waiting for you" not in client.get("/").content.decode()


def test_shows_an_agencys_person_both_what_the_review_and_what_the_money_asks(
    client: Client, cast: Cast, case: Case, asked: FundingRequest
) -> None:
    join_team(
        by=None,
        to=cast.agency_contact,
        partnership=cast.partnership,
        role=Role.FUNDING_CONTACT,
        organisation=cast.police,
    )
    client.force_login(cast.agency_contact)
    shown = client.get("/").content.decode()
    assert "Money waiting for you" in shown
    assert "Waiting for you or a colleague" in shown


def test_checks_every_flow_over_money_at_the_start() -> None:
    assert {followed.flow for followed in FOLLOWED.values()} <= set(checks.FLOWS)
    assert [fault for followed in FOLLOWED.values() for fault in checks.faults_of_flow(followed.flow)] == []
