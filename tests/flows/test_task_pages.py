"""Does a task page let exactly the right person act, once, on the task that its address names?"""

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.urls import reverse
from viewflow.workflow.exceptions import FlowLockFailed
from viewflow.workflow.models import Task

from dhr_cases.actions.memberships import end_role
from dhr_cases.models import Case, CaseMembership, User
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests.conftest import Cast
from tests.flows.test_following import open_nodes, stand_at
from workflows.busy import BusyMiddleware, is_busy
from workflows.drive import task_for
from workflows.following import follow
from workflows.task_addresses import address_of, page_of

pytestmark = pytest.mark.django_db

AGREED = {"on_day": "1", "on_month": "9", "on_year": "2026"}


def _open(case: Case, verb: Verb) -> Task:
    follow(case)
    task = task_for(case, verb)
    assert task is not None
    return task


def _as(client: Client, person: User) -> Client:
    client.force_login(person)
    return client


def _answers(cast: Cast) -> dict[str, str]:
    return {"lead": str(cast.partnership.pk), **AGREED}


def test_does_the_act_and_completes_the_task(client: Client, cast: Cast, case: Case) -> None:
    task = _open(case, Verb.AGREE_LEAD)
    page = _as(client, cast.coordinator).post(page_of(task), _answers(cast))
    task.refresh_from_db()
    case.refresh_from_db()
    assert page.status_code == 302
    assert (task.status, task.owner, case.stage) == ("DONE", cast.coordinator, "LEAD_AGREED")
    assert task.assigned is not None
    assert open_nodes(case) == ["start_scoping"]


def test_shows_a_free_task_without_taking_it(client: Client, cast: Cast, case: Case) -> None:
    task = _open(case, Verb.AGREE_LEAD)
    page = _as(client, cast.coordinator).get(page_of(task))
    task.refresh_from_db()
    assert page.status_code == 200
    assert task.owner is None


def test_keeps_the_task_open_when_answers_are_missing(client: Client, cast: Cast, case: Case) -> None:
    task = _open(case, Verb.AGREE_LEAD)
    page = _as(client, cast.coordinator).post(page_of(task), {"note": ""})
    task.refresh_from_db()
    assert page.status_code == 422
    assert task.status == "ASSIGNED"


def test_says_that_a_task_has_just_been_done(client: Client, cast: Cast, case: Case) -> None:
    task = _open(case, Verb.AGREE_LEAD)
    _as(client, cast.coordinator).post(page_of(task), _answers(cast))
    again = client.post(page_of(task), _answers(cast))
    assert again.status_code == 409
    assert "has just been done" in again.content.decode()
    assert case.events.filter(kind="LEAD_AGREED").count() == 1


def test_refuses_a_task_in_the_name_of_another_process(
    client: Client, cast: Cast, case: Case, other_case: Case
) -> None:
    task = _open(case, Verb.AGREE_LEAD)
    other = _open(other_case, Verb.AGREE_LEAD)
    address = reverse("task", args=[other.process_id, "agree_lead", task.pk])
    page = _as(client, cast.coordinator).post(address, _answers(cast))
    task.refresh_from_db()
    assert page.status_code == 404
    assert task.finished is None


def test_refuses_a_task_in_the_name_of_another_node(client: Client, cast: Cast, case: Case) -> None:
    task = _open(case, Verb.AGREE_LEAD)
    address = reverse("task", args=[task.process_id, "close", task.pk])
    assert _as(client, cast.coordinator).get(address).status_code == 404


def test_hides_a_task_from_an_outsider(client: Client, cast: Cast, case: Case) -> None:
    task = _open(case, Verb.AGREE_LEAD)
    assert _as(client, cast.outsider).get(page_of(task)).status_code == 404


def test_says_whose_task_it_is_to_a_reader(client: Client, cast: Cast, case: Case) -> None:
    task = _open(case, Verb.AGREE_LEAD)
    page = _as(client, cast.auditor).get(page_of(task))
    assert page.status_code == 403
    assert "for the coordinator" in page.content.decode()


def test_refuses_a_person_whose_role_ended_after_taking_the_task(client: Client, cast: Cast, case: Case) -> None:
    stand_at(case, Stage.DRAFTING)
    task = _open(case, Verb.SEND_FOR_READING)
    _as(client, cast.independent_chair).post(address_of("take_task", task))
    membership = CaseMembership.objects.get(case=case, role=Role.INDEPENDENT_CHAIR)
    end_role(case=case, by=cast.coordinator, membership=membership, reason="Left")
    assert client.get(page_of(task)).status_code == 404
    assert client.post(page_of(task), {}).status_code == 404


def test_lets_one_person_take_a_task_and_tells_the_next(client: Client, cast: Cast, case: Case) -> None:
    stand_at(case, Stage.DRAFTING)
    task = _open(case, Verb.SEND_FOR_READING)
    _as(client, cast.coordinator).post(address_of("take_task", task))
    page = _as(client, cast.independent_chair).post(address_of("take_task", task))
    task.refresh_from_db()
    assert (page.status_code, task.owner) == (409, cast.coordinator)
    assert "Someone else has this task" in page.content.decode()


def test_gives_a_task_back(client: Client, cast: Cast, case: Case) -> None:
    task = _open(case, Verb.AGREE_LEAD)
    _as(client, cast.coordinator).post(address_of("take_task", task))
    client.post(address_of("give_back_task", task))
    task.refresh_from_db()
    assert (task.owner, task.assigned, task.status) == (None, None, "NEW")


def test_lets_the_coordinator_free_the_task_of_another(client: Client, cast: Cast, case: Case) -> None:
    stand_at(case, Stage.DRAFTING)
    task = _open(case, Verb.SEND_FOR_READING)
    _as(client, cast.independent_chair).post(address_of("take_task", task))
    _as(client, cast.coordinator).post(address_of("give_back_task", task))
    task.refresh_from_db()
    assert task.owner is None


def test_keeps_the_task_of_another_from_being_freed_by_a_reader(client: Client, cast: Cast, case: Case) -> None:
    task = _open(case, Verb.AGREE_LEAD)
    _as(client, cast.coordinator).post(address_of("take_task", task))
    page = _as(client, cast.auditor).post(address_of("give_back_task", task))
    task.refresh_from_db()
    assert (page.status_code, task.owner) == (403, cast.coordinator)


def test_does_not_change_anything_by_a_link_to_take(client: Client, cast: Cast, case: Case) -> None:
    task = _open(case, Verb.AGREE_LEAD)
    assert _as(client, cast.coordinator).get(address_of("take_task", task)).status_code == 405


def test_leads_from_the_acts_page_to_its_open_task(client: Client, cast: Cast, case: Case) -> None:
    task = _open(case, Verb.AGREE_LEAD)
    page = _as(client, cast.coordinator).get(reverse("act", args=[case.reference, "agree_lead"]))
    assert (page.status_code, page["Location"]) == (302, f"{page_of(task)}?act=agree_lead")


def test_offers_every_act_that_ends_the_step(client: Client, cast: Cast, case: Case) -> None:
    task = _open(case, Verb.AGREE_LEAD)
    text = _as(client, cast.coordinator).get(f"{page_of(task)}?act=transfer").content.decode()
    assert "Transfer to another partnership" in text
    assert f"{page_of(task)}?act=agree_lead" in text


@pytest.mark.parametrize(
    ("failure", "busy"),
    [
        (FlowLockFailed("locked"), True),
        (OperationalError("database is locked"), True),
        (OperationalError("canceling statement due to lock timeout"), True),
        (OperationalError("no such table"), False),
        (ValueError("locked"), False),
    ],
)
def test_knows_a_lock_from_a_fault(failure: Exception, busy: bool) -> None:
    assert is_busy(failure) is busy


def test_answers_a_lock_not_had_with_a_page(rf: RequestFactory, cast: Cast) -> None:
    request = rf.post("/tasks/1/close/1/")
    request.user = cast.coordinator
    page = BusyMiddleware(lambda _: pytest.fail("not asked")).process_exception(request, FlowLockFailed("x"))
    assert page is not None
    assert page.status_code == 423
    assert "Someone is working on this case" in page.content.decode()
