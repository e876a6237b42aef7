"""Which agency was asked what, what came back, when did the panel meet? The pages of gathering."""

import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from dhr_cases import case_clocks
from dhr_cases.case_clocks import RequestClock
from dhr_cases.disclosure import Material
from dhr_cases.forms.requests import FORMS, RequestForm
from dhr_cases.models import Case, InformationRequest
from dhr_cases.permissions import can, may_see
from dhr_cases.request_states import RequestState
from dhr_cases.verbs import Verb
from dhr_cases.views import gather_rows
from dhr_cases.views.case_frame import case_context
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.offers import offered
from dhr_cases.views.tables import heads

ASKING_ACTS = (Verb.SEND_REQUESTS, Verb.ADD_REQUEST, Verb.SECURE_RECORDS)
PANEL_ACTS = (Verb.START_PANEL_WORK, Verb.RECORD_MEETING, Verb.START_INTERVIEWS, Verb.RECORD_INTERVIEW)
STATES: dict[Verb, tuple[RequestState, ...]] = {
    form.verb: form.states for form in FORMS if issubclass(form, RequestForm)
}
"""Acts on one request with the states in which they are offered."""


@case_page(Material.REQUESTS)
def case_requests(request: SignedInRequest, case: Case) -> HttpResponse:
    """Every agency asked, with what is late said in words."""
    today = timezone.localdate()
    rows = gather_rows.request_rows(case, today)
    context = {
        "case": case,
        "requests": rows,
        "request_heads": heads("Agency", "State", "Due", "How that stands", "Last reminded"),
        "secured": gather_rows.secured(case),
        "offers": offered(request.user, case, ASKING_ACTS),
    }
    return render(request, "cases/requests.html", context)


@case_page(Material.REQUESTS)
def case_request(request: SignedInRequest, case: Case, request_id: int) -> HttpResponse:
    """One agency's request; what it returned only for those who may read returns."""
    asked = get_object_or_404(
        InformationRequest.objects.select_related("organisation", "author", "signed_off_by"), case=case, pk=request_id
    )
    today = timezone.localdate()
    clock = _clock_of(case, asked, today)
    verbs = [verb for verb, states in STATES.items() if asked.at in states]
    may_read = may_see(request.user, Material.RETURNS, case)
    context = {
        **case_context(request, case, "case_requests"),
        "asked": asked,
        "facts": gather_rows.request_facts(asked, clock, today),
        "may_read": may_read,
        "answer": gather_rows.return_facts(asked) if may_read else [],
        "files": gather_rows.files_of(asked, case.reference) if may_read else [],
        "history": gather_rows.request_history(asked),
        "offers": offered(request.user, case, verbs, asked),
    }
    return render(request, "cases/request.html", context)


def _clock_of(case: Case, asked: InformationRequest, today: datetime.date) -> RequestClock:
    """The clock of a request; Http404 for a request that has none."""
    for clock in case_clocks.request_readings(case, today):
        if clock.request.pk == asked.pk:
            return clock
    raise Http404


@case_page(Material.MEETINGS)
def case_meetings(request: SignedInRequest, case: Case) -> HttpResponse:
    """Meetings with attendance, and interviews with refusals."""
    shows_notes = can(Verb.RECORD_INTERVIEW, request.user, case)
    context = {
        "case": case,
        "meetings": gather_rows.meetings_of(case),
        "interviews": gather_rows.interviews_of(case, shows_notes=shows_notes),
        "interview_heads": heads("Person", "On", "Outcome", "Police or CPS", *(("Notes",) if shows_notes else ())),
        "offers": offered(request.user, case, PANEL_ACTS),
    }
    return render(request, "cases/meetings.html", context)
