"""What led to the decision, what was decided, what did the Home Office say? The briefing page."""

from django.http import HttpResponse
from django.shortcuts import render

from dhr_cases.briefing import briefing_of
from dhr_cases.disclosure import Material
from dhr_cases.models import Case
from dhr_cases.verbs import Verb
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.offers import offered

ACTS = (
    Verb.RECORD_AWARENESS,
    Verb.AGREE_LEAD,
    Verb.START_SCOPING,
    Verb.RECORD_SCOPING_RETURN,
    Verb.RECORD_CRITERIA,
    Verb.CONSULT_PARTNER,
    Verb.DECIDE,
    Verb.TELL_HOME_OFFICE,
    Verb.RECORD_SCRUTINY,
    Verb.TRANSFER,
)


@case_page(Material.BRIEFING)
def case_briefing(request: SignedInRequest, case: Case) -> HttpResponse:
    """The briefing of one case."""
    context = {
        "case": case,
        "briefing": briefing_of(case),
        "offers": offered(request.user, case, ACTS),
    }
    return render(request, "cases/briefing.html", context)
