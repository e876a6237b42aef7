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


def own_request_page(request_id: int) -> str:
    """The page on which an agency answers its request."""
    return _first_of(("request", (request_id,)), ("home", ()))


def agencies_page(reference: str) -> str:
    """The page of a case that lists its agencies and their requests."""
    return _first_of(("case_requests", (reference,)), ("case", (reference,)))


def _request_page(node: str, process: CaseProcess) -> str:
    if node == "accept":
        return reverse("act", args=(process.case.reference, Verb.ACCEPT_RETURN.value, process.request_id))
    return own_request_page(process.request_id or 0)


def _first_of(*pages: tuple[str, tuple[object, ...]]) -> str:
    """The first of the named pages that this installation has."""
    for name, arguments in pages:
        try:
            return reverse(name, args=arguments)
        except NoReverseMatch:
            continue
    raise LookupError(pages)
