"""Which actions does a body own, how do they stand, and how does it answer for them? A lane of its own.

Nothing else of a review is shown here: the words of the recommendation and of the action, and what was said of it.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from dhr_cases.action_queries import actions_of, terms_of
from dhr_cases.action_rag import Days, days_of
from dhr_cases.action_ratings import STATES, rating_of
from dhr_cases.actions.action_answers import answer_action
from dhr_cases.actions.action_evidence import give_evidence, open_evidence
from dhr_cases.errors import NotPermitted, ReviewError
from dhr_cases.forms.action_answers import AnswerActionForm, EvidenceForm
from dhr_cases.models import Action, ActionEvidence, ActionStatus, Partnership, User
from dhr_cases.roles import SitePermission
from dhr_cases.views import action_rows
from dhr_cases.views.action_gate import owners_page
from dhr_cases.views.downloads import stored_download
from dhr_cases.views.gate import SignedInRequest, site_page
from dhr_cases.views.sending import is_sent, status_of, typed


def first_action(user: User) -> str:
    """Where a person starts who is here only to answer for actions: the one that is open, else the list."""
    found = [action for action in actions_of(user) if not action.has_ended]
    return _url(found[0]) if len(found) == 1 else reverse("my_actions")


@site_page(SitePermission.ANSWER_ACTIONS)
def my_actions(request: SignedInRequest) -> HttpResponse:
    """Every action for which the person answers: those that are open, and those that have ended."""
    rows = _with_their_case(actions_of(request.user))
    rated = [(action, rating_of(action, _days(action.recommendation.case.lead_csp))) for action in rows]
    context = {
        "heads": action_rows.LANE_HEADS,
        "open": action_rows.lane_rows([pair for pair in rated if not pair[0].has_ended], _url),
        "ended": action_rows.lane_rows([pair for pair in rated if pair[0].has_ended], _url),
        "sheet_url": _sheet_url(),
        "breadcrumbs": [{"label": "Home", "url": reverse("home")}, {"label": "My actions"}],
    }
    return render(request, "actions/my_actions.html", context)


def _with_their_case(rows: QuerySet[Action]) -> QuerySet[Action]:
    return rows.select_related("recommendation__case__lead_csp__action_terms", "owner")


def _days(partnership: Partnership) -> Days:
    """The days by which a partnership's actions are rated; its terms should have been fetched with it."""
    terms = getattr(partnership, "action_terms", None) or terms_of(None)
    return days_of(timezone.localdate(), terms.update_every_months)


def _sheet_url() -> str:
    try:
        return reverse("my_actions_sheet")
    except NoReverseMatch:
        return ""


@owners_page
def my_action(request: SignedInRequest, action: Action) -> HttpResponse:
    """One action: what is asked, what was said of it, what shows it; and the owner's next answer."""
    if action.has_ended and request.method != "POST":
        return _show(request, action, None)
    form = AnswerActionForm(typed(request), action=action)
    if is_sent(request, form) and _answer(request, action, form):
        return redirect(_after(action))
    return _show(request, action, form)


def _answer(request: SignedInRequest, action: Action, form: AnswerActionForm) -> bool:
    return _done(request, form, lambda: answer_action(action=action, by=request.user, answer=form.given()))


def _done(request: SignedInRequest, form: Form, act: Callable[[], object]) -> bool:
    """True when the act was done; its refusal stands on the form otherwise."""
    try:
        act()
    except ReviewError as refusal:
        form.add_error(None, refusal.sentence)
        return False
    messages.success(request, "Your answer is recorded. Thank you.")
    return True


def _after(action: Action) -> str:
    """Where an answer leads: to the evidence for what is done and not shown yet, else back to the action."""
    is_to_be_shown = action.status == ActionStatus.DONE and not action.evidence.exists()
    return reverse("my_action_evidence", args=(action.pk,)) if is_to_be_shown else _url(action)


def _show(request: SignedInRequest, action: Action, form: AnswerActionForm | None) -> HttpResponse:
    facts, rating = action_rows.facts_about(action, _days(action.recommendation.case.lead_csp))
    evidence = action.evidence.select_related("organisation")
    context = {
        "action": action,
        "heading": action.text,
        "caption": _caption(action),
        "facts": facts,
        "rating": rating,
        "state": STATES[rating.rag],
        "said": action_rows.said_of(action),
        "evidence": action_rows.evidence_rows(evidence, _file_url),
        "checks": action_rows.checks_of(action),
        "form": form,
        "evidence_url": reverse("my_action_evidence", args=(action.pk,)) if form is not None else "",
        "partnership": action.recommendation.case.lead_csp,
        "breadcrumbs": _crumbs(action),
    }
    return render(request, "actions/my_action.html", context, status=status_of(request, form) if form else 200)


@owners_page
def my_action_evidence(request: SignedInRequest, action: Action) -> HttpResponse:
    """A file or a statement that shows what changed."""
    form = EvidenceForm(typed(request), request.FILES or None)
    if is_sent(request, form) and _give(request, action, form):
        return redirect(_url(action))
    context: dict[str, Any] = {
        "form": form,
        "heading": "Show what changed",
        "caption": action.text,
        "lead": "Somebody who does not belong to your organisation looks at it and closes the action.",
        "submit_label": "Add the evidence",
        "cancel_url": _url(action),
        "breadcrumbs": _crumbs(action, "Show what changed"),
    }
    return render(request, "site/form.html", context, status=status_of(request, form))


def _give(request: SignedInRequest, action: Action, form: EvidenceForm) -> bool:
    return _done(request, form, lambda: give_evidence(action=action, by=request.user, **form.cleaned_data))


@owners_page
@require_GET
def my_action_file(request: SignedInRequest, action: Action, evidence_id: int) -> HttpResponseBase:
    """The file of one proof as a download; the opening is recorded."""
    return evidence_file_of(request, get_object_or_404(ActionEvidence, pk=evidence_id, action=action))


def evidence_file_of(request: SignedInRequest, evidence: ActionEvidence) -> HttpResponseBase:
    """The file as a download that no browser opens on this site. Raises Http404 for whoever may not see it."""
    try:
        opened = open_evidence(by=request.user, evidence=evidence)
    except NotPermitted as refusal:
        raise Http404 from refusal
    return stored_download(opened, evidence.file_name)


def _url(action: Action) -> str:
    return reverse("my_action", args=(action.pk,))


def _file_url(evidence: ActionEvidence) -> str:
    return reverse("my_action_file", args=(evidence.action_id, evidence.pk))


def _caption(action: Action) -> str:
    number = f", recommendation {action.recommendation.ref}" if action.recommendation.ref else ""
    return f"Review {action.recommendation.case.reference}{number}"


def _crumbs(action: Action, last: str = "") -> list[dict[str, str]]:
    here = [{"label": "This action", "url": _url(action)}, {"label": last}] if last else [{"label": "This action"}]
    return [{"label": "Home", "url": reverse("home")}, {"label": "My actions", "url": reverse("my_actions")}, *here]
