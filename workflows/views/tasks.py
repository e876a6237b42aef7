"""How does a person take a task, do it, or give it back? One page for every step of every review.

The task is looked up by its own process, so that the row that is locked is the row that changes.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from viewflow.workflow.activation import Activation
from viewflow.workflow.models import Task

from dhr_cases import policies
from dhr_cases.actions.hand_overs import note_given_back, note_taken
from dhr_cases.disclosure import Material
from dhr_cases.errors import NotPermitted, ReviewError
from dhr_cases.models import Case
from dhr_cases.permissions import granted
from dhr_cases.policies.guards import GUARDS
from dhr_cases.roles import in_words
from dhr_cases.verbs import VERBS, Verb
from dhr_cases.views.acts import Choice, find_subject, form_for, refused, show_act
from dhr_cases.views.gate import SignedInRequest, case_page, signed_in
from workflows.drive import task_for
from workflows.following import OPEN
from workflows.nodes import CaseTask, HumanTask
from workflows.steps import STEP_VERBS, Step, stages_of
from workflows.task_addresses import page_of

Answer = Callable[[SignedInRequest, Task], HttpResponse]


@signed_in
def task_page(request: SignedInRequest, process_pk: int, node: str, task_pk: int) -> HttpResponse:
    """The page of one task: the form of its act. Sending it takes the task, does the act and completes it."""
    task = _find(request, process_pk, node, task_pk)
    if request.method == "POST":
        return _locked(request, task, _work_on)
    return _work_on(request, task)


@signed_in
@require_POST
def take(request: SignedInRequest, process_pk: int, node: str, task_pk: int) -> HttpResponse:
    """Make a free task this person's own."""
    return _locked(request, _find(request, process_pk, node, task_pk), _take)


@signed_in
@require_POST
def give_back(request: SignedInRequest, process_pk: int, node: str, task_pk: int) -> HttpResponse:
    """Give a task back to everybody who may take it."""
    return _locked(request, _find(request, process_pk, node, task_pk), _give_back)


@case_page(Material.STATUS)
def step_or_act(request: SignedInRequest, case: Case, verb: str) -> HttpResponse:
    """The page of an act: that of its open task where it ends a step, else the act's own."""
    form_class = form_for(verb)
    task = task_for(case, Verb(verb)) if verb in STEP_VERBS and request.method == "GET" else None
    if task is not None:
        return redirect(f"{page_of(task)}?act={verb}")
    return show_act(request, case, form_class, find_subject(form_class, case, None))


def _find(request: SignedInRequest, process_pk: int, node: str, task_pk: int) -> Task:
    """The task, if it belongs to the process and node of the address and this person may know of it."""
    tasks = Task.objects.filter(process__caseprocess__isnull=False).select_related(
        "process__caseprocess__case__lead_csp"
    )
    task: Task = get_object_or_404(tasks, pk=task_pk, process_id=process_pk)
    asked = task.flow_task
    if not isinstance(asked, HumanTask) or asked.name != node or not asked.can_view(request.user, task):
        raise Http404
    request.case = task.process.caseprocess.case
    return task


def _locked(request: SignedInRequest, task: Task, answer: Answer) -> HttpResponse:
    with task.flow_task.flow_class.lock(task.process_id):
        task.refresh_from_db()
        return answer(request, task)


def _work_on(request: SignedInRequest, task: Task) -> HttpResponse:
    refusal = _cannot(request, task)
    if refusal is not None:
        return refusal
    if not isinstance(task.flow_task, CaseTask):
        return redirect(page_of(task))
    activation = task.flow_task.activation_class(task)
    if request.method == "POST":
        if task.owner_id is None:
            activation.assign(request.user)
        activation.start(request)
    return _show(request, task.flow_task.step, activation)


def _show(request: SignedInRequest, step: Step, activation: Activation) -> HttpResponse:
    case = request.case
    verbs = _verbs_for(request, step, case)
    if not verbs:  # the person's part in the case ended between the question and here
        raise Http404
    verb = _chosen(request, verbs, case)
    choices = [Choice(VERBS[other].label, f"{request.path}?act={other}", other is verb) for other in verbs]
    return show_act(
        request,
        case,
        form_for(verb),
        complete=lambda: _complete(activation, case),
        choices=choices if len(choices) > 1 else (),
    )


def _verbs_for(request: SignedInRequest, step: Step, case: Case) -> list[Verb]:
    permissions = granted(request.user, case)
    return [verb for verb in step.verbs if VERBS[verb].permission in permissions]


def _chosen(request: SignedInRequest, verbs: list[Verb], case: Case) -> Verb:
    """The act named in the address, else the first that is possible now, else the first."""
    named = request.GET.get("act")
    possible = (verb for verb in verbs if verb == named or (named not in verbs and _is_possible(verb, case)))
    return next(possible, verbs[0])


def _is_possible(verb: Verb, case: Case) -> bool:
    try:
        policies.check_now(verb, case, GUARDS)
    except ReviewError:
        return False
    return True


def _complete(activation: Activation, case: Case) -> None:
    """Complete the task when the act has taken the case out of the step's stages."""
    case.refresh_from_db(fields=["stage"])
    if case.at not in stages_of(activation.flow_task.name):
        activation.execute()


def _take(request: SignedInRequest, task: Task) -> HttpResponse:
    refusal = _cannot(request, task)
    if refusal is not None:
        return refusal
    if task.owner_id is None:
        task.flow_task.activation_class(task).assign(request.user)
        note_taken(case=request.case, by=request.user, step=task.flow_task.task_title)
    return redirect(page_of(task))


def _give_back(request: SignedInRequest, task: Task) -> HttpResponse:
    if task.status not in OPEN:
        return _done(request, task)
    if task.owner_id is not None:
        if not task.flow_task.can_unassign(request.user, task):
            return refused(request, request.case, _verb_of(task), NotPermitted(_HELD))
        task.flow_task.activation_class(task).unassign()
        note_given_back(case=request.case, by=request.user, step=task.flow_task.task_title)
    return redirect(reverse("home"))


_HELD = "Only the person who holds this task, or the coordinator, can give it back."


def _cannot(request: SignedInRequest, task: Task) -> HttpResponse | None:
    """The page that says why this person cannot do the task now; None when they can."""
    if task.status not in OPEN:
        return _done(request, task)
    if not task.flow_task.allowed(request.user, task):
        return refused(request, request.case, _verb_of(task), NotPermitted(_not_yours(task)))
    if task.owner_id not in (None, request.user.pk):
        context = {"case": request.case, "task": task, "can_free": task.flow_task.can_unassign(request.user, task)}
        return render(request, "tasks/held.html", context, status=HTTPStatus.CONFLICT)
    return None


def _verb_of(task: Task) -> Verb:
    return task.flow_task.step.verbs[0] if isinstance(task.flow_task, CaseTask) else Verb.ACCEPT_RETURN


def _not_yours(task: Task) -> str:
    if isinstance(task.flow_task, CaseTask):
        return f"This step is for {in_words((task.flow_task.step.role,))} of this review."
    return "This step is for the agency that was asked."


def _done(request: SignedInRequest, task: Task) -> HttpResponse:
    context = {"case": request.case, "task": task}
    return render(request, "tasks/done.html", context, status=HTTPStatus.CONFLICT)
