"""Does the nightly sweep put right what a crash left, and say what it cannot?"""

import datetime

import pytest
from django.utils import timezone
from viewflow.workflow.models import Task

from dhr_cases.models import Case, CaseMembership
from dhr_cases.models.history import change
from dhr_cases.permissions import granted
from dhr_cases.stages import Stage
from dhr_cases.verbs import Verb
from tests.conftest import Cast
from tests.flows.test_following import open_nodes, stand_at
from workflows.drive import task_for
from workflows.following import follow, open_process
from workflows.sweep import sweep, sweep_once_a_day
from workflows.worker import Worker

pytestmark = pytest.mark.django_db


def test_repeats_a_wake_up_that_was_lost(case: Case) -> None:
    follow(case)
    stand_at(case, Stage.SCOPING)
    sweep(timezone.localdate())
    assert open_nodes(case) == ["decide"]


def test_starts_a_flow_that_was_never_started(case: Case) -> None:
    sweep(timezone.localdate())
    assert open_nodes(case) == ["agree_lead"]


def test_frees_tasks_of_people_whose_last_day_has_passed(cast: Cast, case: Case) -> None:
    stand_at(case, Stage.DRAFTING)
    follow(case)
    task = task_for(case, Verb.SEND_FOR_READING)
    assert task is not None
    task.flow_task.activation_class(task).assign(cast.independent_chair)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    with change("Last day", cast.coordinator):
        member = CaseMembership.objects.get(case=case, user=cast.independent_chair)
        member.ends_on = yesterday
        member.save()
    assert sweep(timezone.localdate()).freed == 1
    assert granted(cast.independent_chair, case) == frozenset()


def test_names_cases_that_nobody_attends_to(case: Case, other_case: Case) -> None:
    follow(case)
    process = open_process(case.pk)
    assert process is not None
    Task.objects.filter(process_id=process.pk, finished=None).update(status="CANCELED")
    assert sweep(timezone.localdate()).stuck == (case.pk,)


def test_forgets_what_the_engine_kept_of_a_failed_step(case: Case) -> None:
    follow(case)
    task = Task.objects.filter(finished=None).get()
    task.status = "ERROR"
    task.data = {"_exception": {"title": "failed", "locals": {"name": "A Person"}}}
    task.save()
    sweep(timezone.localdate())
    task.refresh_from_db()
    assert task.data == {"_exception": {"title": "failed"}}


def test_sweeps_once_a_day(case: Case) -> None:
    day = timezone.localdate()
    assert sweep_once_a_day(day) is not None
    assert sweep_once_a_day(day) is None
    assert sweep_once_a_day(day + datetime.timedelta(days=1)) is not None


def test_works_until_it_is_stopped() -> None:
    worker = Worker(pause=0)
    rounds: list[int] = []

    def work() -> None:
        rounds.append(len(rounds))
        if len(rounds) == 3:
            worker.stopped.set()

    worker.work = work
    worker.run()
    assert rounds == [0, 1, 2]
