"""Which cases may this person see, filtered and sorted as they ask?"""

from django.http import HttpResponse
from django.shortcuts import render

from dhr_cases.queries import visible_to
from dhr_cases.views.gate import SignedInRequest, signed_in


@signed_in
def cases(request: SignedInRequest) -> HttpResponse:
    """The list of cases."""
    return render(request, "cases/list.html", {"cases": visible_to(request.user)})
