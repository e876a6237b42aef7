"""On which page is a task done?"""

from django.urls import NoReverseMatch, reverse
from viewflow.workflow.models import Task

from dhr_cases.verbs import Verb
from workflows.models import CaseProcess
from workflows.nodes import RequestTask


def page_of(task: Task) -> str:
    """The page on which the task is done: its own, or that of the information request it is about."""
    if isinstance(task.flow_task, RequestTask):
        return _request_page(task.flow_task.name, task.process.caseprocess)
    return address_of("task", task)


def address_of(name: str, task: Task) -> str:
    """The address of one of a task's own pages: ``task``, ``take_task`` or ``give_back_task``."""
    return reverse(name, args=(task.process_id, task.flow_task.name, task.pk))


def _request_page(node: str, process: CaseProcess) -> str:
    if node == "accept":
        return reverse("act", args=(process.case.reference, Verb.ACCEPT_RETURN.value, process.request_id))
    try:
        return reverse("my_request", args=(process.request_id,))
    except NoReverseMatch:
        return reverse("home")
