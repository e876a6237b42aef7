"""What became of one action of a review, and what may be done about it?"""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from dhr_cases.action_queries import terms_of
from dhr_cases.action_rag import days_of
from dhr_cases.action_ratings import STATES
from dhr_cases.actions.action_evidence import sees_evidence
from dhr_cases.disclosure import Material
from dhr_cases.models import Action, ActionEvidence, ActionStatus, Case
from dhr_cases.verbs import Verb
from dhr_cases.views import action_rows
from dhr_cases.views.action_lane import evidence_file_of
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.offers import offered

RUNNING = (Verb.UPDATE_ACTION, Verb.ADD_EVIDENCE, Verb.TRANSFER_ACTION, Verb.SUPERSEDE_ACTION)
DONE = (Verb.VERIFY_ACTION, *RUNNING)
ENDED = (Verb.UPDATE_ACTION,)


@case_page(Material.RECOMMENDATIONS)
def case_action(request: SignedInRequest, case: Case, action_id: int) -> HttpResponse:
    """One action with everything said of it; evidence and findings for those who watch the plan."""
    rows = Action.objects.select_related("recommendation", "owner", "superseded_by")
    action = get_object_or_404(rows, pk=action_id, recommendation__case=case)
    terms = terms_of(case.lead_csp)
    facts, rating = action_rows.facts_about(action, days_of(timezone.localdate(), terms.update_every_months))
    is_watched = sees_evidence(request.user, case)
    evidence = action.evidence.select_related("organisation") if is_watched else ()
    context = {
        "case": case,
        "action": action,
        "facts": facts,
        "rating": rating,
        "state": STATES[rating.rag],
        "said": action_rows.said_of(action),
        "is_watched": is_watched,
        "evidence": action_rows.evidence_rows(evidence, lambda row: _file_url(case, row)),
        "checks": action_rows.checks_of(action) if is_watched else [],
        "transfers": action_rows.transfers_of(action),
        "offers": offered(request.user, case, _verbs(action), action),
    }
    return render(request, "cases/action.html", context)


@case_page(Material.RECOMMENDATIONS)
@require_GET
def case_action_file(request: SignedInRequest, case: Case, evidence_id: int) -> HttpResponseBase:
    """The file of one proof as a download, for those who watch the plan; the opening is recorded."""
    rows = ActionEvidence.objects.select_related("action__recommendation__case")
    return evidence_file_of(request, get_object_or_404(rows, pk=evidence_id, action__recommendation__case=case))


def _verbs(action: Action) -> tuple[Verb, ...]:
    """What may come next: what is done is verified, what has ended is opened again by an update."""
    if action.has_ended:
        return ENDED
    return DONE if action.status == ActionStatus.DONE else RUNNING


def _file_url(case: Case, evidence: ActionEvidence) -> str:
    return reverse("case_action_file", args=(case.reference, evidence.pk))
