"""Two people at one task, and a crash between any two statements: nothing doubled, nothing half done."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from viewflow.workflow.models import Task

from dhr_cases.actions import referral
from dhr_cases.actions.memberships import join_team
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, User
from dhr_cases.models.history import change
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests.conftest import PASSWORD, Cast
from tests.flows.test_agencies_at_once import at_once
from tests.flows.test_following import open_nodes
from workflows.drive import take_step, task_for
from workflows.following import follow
from workflows.models import CaseProcess
from workflows.task_addresses import address_of, page_of

TRIES = 4
DONE, TOO_LATE = 302, 409


class CrashError(Exception):
    """The machine stops here."""


class CrashAt:
    """Stops before the n-th statement; opening and closing of savepoints is the database's own business."""

    def __init__(self, number: int) -> None:
        self.left = number

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Run the statement, or stop."""
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            self.left -= 1
            if self.left == 0:
                raise CrashError
        return execute(sql, params, many, context)


def _second_coordinator(cast: Cast) -> User:
    with change("A colleague", None):
        colleague = User.objects.create_user("second@example.test", PASSWORD, full_name="Second Coordinator")
    join_team(by=None, to=colleague, partnership=cast.partnership, role=Role.COORDINATOR)
    return colleague


def _task(case: Case) -> Task:
    follow(case)
    task = task_for(case, Verb.AGREE_LEAD)
    assert task is not None
    return task


def _signed_in(people: list[User]) -> dict[int, Client]:
    clients = {person.pk: Client() for person in people}
    for person in people:
        clients[person.pk].force_login(person)
    return clients


def _post(clients: dict[int, Client], address: str, answers: list[int], key: int) -> None:
    answers.append(clients[key].post(address).status_code)


@pytest.mark.django_db(transaction=True)
def test_lets_only_one_of_two_people_take_a_task(cast: Cast, case: Case) -> None:
    people = [cast.coordinator, _second_coordinator(cast)]
    clients = _signed_in(people)
    for _ in range(TRIES):
        task = _task(case)
        answers: list[int] = []
        address = address_of("take_task", task)
        at_once(partial(_post, clients, address, answers), list(clients))
        assert sorted(answers) == [DONE, TOO_LATE]
        task.refresh_from_db()
        assert task.owner is not None
        clients[task.owner_id].post(address_of("give_back_task", task))


@pytest.mark.django_db(transaction=True)
def test_lets_only_one_of_two_windows_finish_a_task(cast: Cast, case: Case) -> None:
    task = _task(case)
    windows = [Client(), Client()]
    for window in windows:
        window.force_login(cast.coordinator)
    form = {"lead": cast.partnership.pk, "on_day": "1", "on_month": "9", "on_year": "2026"}
    answers: list[int] = []
    at_once(lambda key: answers.append(windows[key].post(page_of(task), form).status_code), [0, 1])
    assert sorted(answers) == [DONE, TOO_LATE]
    assert CaseEvent.objects.filter(case=case, kind=Event.LEAD_AGREED).count() == 1
    assert open_nodes(case) == ["start_scoping"]


@pytest.mark.django_db(transaction=True)
def test_starts_one_process_however_many_wake_it_at_once(case: Case) -> None:
    CaseProcess.objects.filter(case=case).delete()
    at_once(lambda key: follow(Case.objects.get(pk=case.pk)), [0, 1, 2, 3])
    assert CaseProcess.objects.filter(case=case, finished=None).count() == 1
    assert open_nodes(case) == ["agree_lead"]


@pytest.mark.django_db
def test_leaves_nothing_half_done_wherever_a_step_crashes(cast: Cast, case: Case) -> None:
    _task(case)
    crashes = 0
    while not _done_before(crashes, cast, case):
        crashes += 1
        assert open_nodes(case) == ["agree_lead"]
        assert not CaseEvent.objects.filter(case=case, kind=Event.LEAD_AGREED).exists()
    assert 20 < crashes < 500
    assert open_nodes(case) == ["start_scoping"]
    assert CaseEvent.objects.filter(case=case, kind=Event.LEAD_AGREED).count() == 1


def _done_before(crash: int, cast: Cast, case: Case) -> bool:
    """True when the step is done before a crash at that query; else the case stands where it stood."""
    try:
        with connection.execute_wrapper(CrashAt(crash + 1)):
            take_step(
                case, Verb.AGREE_LEAD, cast.coordinator,
                lambda: referral.agree_lead(case=case, by=cast.coordinator, lead=cast.partnership),
            )  # fmt: skip
    except CrashError:
        case.refresh_from_db()
        return case.stage != Stage.REFERRED
    return True


@pytest.mark.django_db
def test_shows_every_page_of_a_task_that_was_left_after_a_crash(client: Client, cast: Cast, case: Case) -> None:
    task = _task(case)
    client.force_login(cast.coordinator)
    assert client.get(page_of(task)).status_code == 200
    assert client.get(reverse("case", args=[case.reference])).status_code == 200
