"""How does a program take a step as a person would: the command line, demonstration data, replayed cases?"""

from collections.abc import Callable

from viewflow.workflow.models import Task

from dhr_cases.errors import NotNow
from dhr_cases.models import Case, User
from dhr_cases.permissions import check_can
from dhr_cases.verbs import VERBS, Verb
from workflows.following import finish, follow, open_process, open_tasks
from workflows.nodes import CaseTask
from workflows.steps import stages_of


def take_step(case: Case, verb: Verb, by: User, act: Callable[[], object]) -> None:
    """Take the open task of an act, perform the act and complete the task, all in one transaction.

    Raises NotPermitted for a person who may not do the act, NotNow when no task for it is open, and whatever
    the act raises; then nothing has changed.
    """
    check_can(verb, by, case)
    follow(case)
    task = task_for(case, verb)
    if task is None:
        raise NotNow(f"{VERBS[verb].label}: no such step is open. The review stands at “{case.row.label}”.")
    with task.flow_task.flow_class.lock(task.process_id):
        task.refresh_from_db()
        activation = task.flow_task.activation_class(task)
        if task.finished is not None:
            raise NotNow(f"{VERBS[verb].label}: this step has just been done.")
        act()
        case.refresh_from_db()
        if case.at not in stages_of(task.flow_task.name):
            finish(activation, by)


def task_for(case: Case, verb: Verb) -> Task | None:
    """The open task of the case's main process at which the act is done."""
    process = open_process(case.pk)
    tasks = open_tasks(process.pk) if process else ()
    return next((task for task in tasks if _takes(task, verb)), None)


def _takes(task: Task, verb: Verb) -> bool:
    return isinstance(task.flow_task, CaseTask) and verb in task.flow_task.step.verbs
