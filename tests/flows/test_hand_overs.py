"""The history tells who took a task and who gave it back."""

from django.test import Client

from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent
from dhr_cases.verbs import Verb
from tests.conftest import Cast
from workflows.drive import task_for
from workflows.following import follow
from workflows.task_addresses import address_of


def test_keeps_who_took_a_task_and_who_gave_it_back(client: Client, cast: Cast, case: Case) -> None:
    """Both stand in the history with the task's title; a second taking by the same person adds nothing."""
    follow(case)
    task = task_for(case, Verb.AGREE_LEAD)
    assert task is not None
    client.force_login(cast.coordinator)
    for _ in range(2):
        client.post(address_of("take_task", task))
    client.post(address_of("give_back_task", task))
    told = CaseEvent.objects.filter(case=case, kind__in=(Event.TASK_TAKEN, Event.TASK_GIVEN_BACK))
    assert [(row.kind, row.by, row.detail["task"]) for row in told] == [
        (Event.TASK_TAKEN, cast.coordinator, "Record the lead partnership"),
        (Event.TASK_GIVEN_BACK, cast.coordinator, "Record the lead partnership"),
    ]
