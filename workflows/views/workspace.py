"""Where does this review stand, who holds it, and what is the next step?"""

from django.http import HttpResponse
from django.shortcuts import render

from dhr_cases.disclosure import Material
from dhr_cases.models import Case
from dhr_cases.views.case_frame import phases_of
from dhr_cases.views.gate import SignedInRequest, case_page


@case_page(Material.STATUS)
def workspace(request: SignedInRequest, case: Case) -> HttpResponse:
    """The overview of one case."""
    return render(request, "cases/workspace.html", {"case": case, "phases": phases_of(case.at, case.row.is_final)})
