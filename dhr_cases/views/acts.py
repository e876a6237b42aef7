"""How does a person do an act? One page for every verb: form, check your answers, refusal, done.

Flow tasks show the same page and pass ``complete`` so that act and task end in one transaction.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from dhr_cases import policies
from dhr_cases.disclosure import Material
from dhr_cases.errors import Incomplete, NotNow, NotPermitted, ReviewError
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.registry import FORMS
from dhr_cases.models import Case
from dhr_cases.permissions import check_can
from dhr_cases.policies.guards import GUARDS
from dhr_cases.verbs import VERBS, Verb
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.sending import is_confirmed, is_sent, status_of, typed

REFUSED = {NotPermitted: 403, NotNow: 409, Incomplete: 409}


@dataclass(frozen=True)
class Choice:
    """One of several acts that end the same step: its words, its page, whether it is the one shown."""

    label: str
    url: str
    current: bool


@case_page(Material.STATUS)
def act(request: SignedInRequest, case: Case, verb: str, subject_id: int | None = None) -> HttpResponse:
    """The page of one act on one case."""
    form_class = form_for(verb)
    return show_act(request, case, form_class, find_subject(form_class, case, subject_id))


def form_for(verb: str) -> type[ActForm]:
    """The form of a verb as written in an address; Http404 when there is none."""
    found = FORMS.get(Verb(verb)) if verb in set(Verb) else None
    if found is None:
        raise Http404
    return found


def find_subject(form_class: type[ActForm], case: Case, subject_id: int | None) -> Model | None:
    """The row of this case that the act is about; Http404 for one of another case."""
    rows = form_class.subjects(case)
    if form_class.needs_subject and subject_id is None:
        raise Http404
    if subject_id is None:
        return None
    if rows is None:
        raise Http404
    found: Model = get_object_or_404(rows, pk=subject_id)
    return found


def show_act(
    request: SignedInRequest,
    case: Case,
    form_class: type[ActForm],
    subject: Model | None = None,
    complete: Callable[[], None] | None = None,
    choices: Sequence[Choice] = (),
) -> HttpResponse:
    """Show the form, ask to check the answers, perform the act, or say why not.

    ``choices`` are the other acts that would end the same step.
    """
    try:
        check_can(form_class.verb, request.user, case)
        policies.check_now(form_class.verb, case, GUARDS)
        form_class.check_subject(subject, request.user)
    except ReviewError as refusal:
        return refused(request, case, form_class.verb, refusal, choices)
    form = form_class(typed(request), request.FILES or None, case=case, by=request.user, subject=subject)
    if is_sent(request, form):
        if not is_confirmed(request, form.checks_answers):
            return _page(request, "acts/check.html", form, ())
        done = _perform(request, case, form, complete)
        if done is not None:
            return done
    return _page(request, "acts/form.html", form, choices, status_of(request, form))


def _perform(
    request: SignedInRequest, case: Case, form: ActForm, complete: Callable[[], None] | None
) -> HttpResponse | None:
    try:
        with transaction.atomic():
            form.perform()
            if complete is not None:
                complete()
    except ReviewError as refusal:
        form.add_error(None, refusal.sentence)
        return None
    messages.success(request, " ".join(filter(None, (f"Done: {form.submit_label}.", form.what_follows))))
    return redirect(reverse(form.done_at, args=[case.reference]))


def refused(
    request: SignedInRequest, case: Case, verb: Verb, refusal: ReviewError, choices: Sequence[Choice] = ()
) -> HttpResponse:
    """Say which rule refuses the act, offer what else ends the step, and lead back to the case."""
    context = {"case": case, "heading": VERBS[verb].label, "refusal": refusal, "choices": choices}
    return render(request, "acts/refused.html", context, status=REFUSED.get(type(refusal), 409))


def _page(
    request: SignedInRequest, template: str, form: ActForm, choices: Sequence[Choice], status: int = 200
) -> HttpResponse:
    context = {
        "case": form.case,
        "form": form,
        "subject": form.subject,
        "heading": form.heading,
        "choices": choices,
        "cancel_url": reverse(form.done_at, args=[form.case.reference]),
        "rows": [{"label": label, "value": value} for label, value in _answers(template, form)],
    }
    return render(request, template, context, status=status)


def _answers(template: str, form: ActForm) -> list[tuple[str, str]]:
    return form.answers() if template == "acts/check.html" else []
